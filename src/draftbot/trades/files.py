"""The trades of a prompts folder, `trades/*.yaml`, written as office staff read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from draftbot.chinese.scripts import to_simplified
from draftbot.errors import PromptsBroken
from draftbot.messages import Message, all_clauses
from draftbot.prompt_files.templates import read_prompt_file
from draftbot.prompt_files.yaml_text import BrokenYamlError, Value, WrittenText, read_yaml
from draftbot.trades.tails import ANYTHING
from draftbot.trades.trade import Trade
from draftbot.trades.trades import Trades

FOLDER = "trades"
KEYS = {
    "行业": "name", "称呼": "tails", "自称": "selves", "人和物": "people", "专用词": "words", "相近": "kin",
    "同行": "peers",
    "可提到": "speaks_of", "主管": "oversees", "换词": "rewords", "大家都说": "anybodys", "合作叫法": "partners",
    "内设": "is_body", "常写": "lines_of_work", "lines_of_work": "lines_of_work",
    "分类用词": "words_of_kinds", "words_of_kinds": "words_of_kinds",
    "部门": "departments", "departments": "departments", "通称": "forms", "forms": "forms",
    "trade": "name", "tails": "tails", "selves": "selves", "people": "people", "words": "words", "kin": "kin",
    "peers": "peers", "speaks_of": "speaks_of", "oversees": "oversees", "rewords": "rewords", "anybodys": "anybodys",
    "partners": "partners", "is_body": "is_body",
}  # fmt: skip
_YES_NO = {"是": True, "否": False, "true": True, "false": False, "yes": True, "no": False, "": False}
_TAIL = re.compile(rf"[\u4e00-\u9fff]+(?:{ANYTHING}[\u4e00-\u9fff]+)*")
_SELF = re.compile(r"[\u4e00-\u9fff]{2,}")
_OTHERS = ("kin", "peers", "speaks_of", "oversees")


@dataclass(slots=True)
class _Faults:
    """What is wrong with the files."""

    found: list[Message] = field(default_factory=list)

    def add(self, file: str, line: int, fault: Message) -> None:
        self.found.append(Message("trades.at_line", file=f"{FOLDER}/{file}", line=line, fault=fault))

    def raise_if_any(self) -> None:
        if self.found:
            raise PromptsBroken(reason=all_clauses(self.found))


@dataclass(frozen=True, slots=True)
class _File:
    """A file's trade, with the lines of what names another trade or a unit."""

    name: str
    trade: Trade
    others: tuple[WrittenText, ...]
    tails: tuple[WrittenText, ...]


def load_trades(folder: Path) -> Trades:
    """The trades in `folder`/trades/*.yaml; none where there is no such folder.

    Raises PromptsBroken naming file and line of every fault.
    """
    faults = _Faults()
    files: list[_File] = []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        unreadable: list[Message] = []
        text = read_prompt_file(path, unreadable)
        faults.found += [Message("prompts.in_file", file=FOLDER, fault=fault) for fault in unreadable]
        files.extend(_read(path.name, text, faults) if text else ())
    _check_together(files, faults)
    faults.raise_if_any()
    return Trades(tuple(file.trade for file in files))


def _read(name: str, text: str, faults: _Faults) -> Iterator[_File]:
    try:
        value = read_yaml(text, KEYS, with_lines=True)
    except BrokenYamlError as exc:
        faults.add(name, exc.line, exc.fault)
        return
    if not isinstance(value, dict):
        faults.add(name, 1, Message("trades.no_trade"))
        return
    reader = _Reader(name, faults)
    fields = reader.fields(value)
    trade_name, tails = reader.text(fields, "name"), reader.words(fields, "tails")
    if not trade_name:
        faults.add(name, 1, Message("trades.no_name"))
    if not tails:
        faults.add(name, 1, Message("trades.no_tails"))
    others = {key: reader.words(fields, key) for key in _OTHERS}
    rewords = reader.tables(fields, "rewords")
    trade = Trade(
        name=str(trade_name),
        tails=tuple(filter(None, (reader.tail(tail) for tail in tails))),
        selves=tuple(filter(None, (reader.self_name(own) for own in reader.words(fields, "selves")))),
        people=reader.lists(fields, "people"),
        words=_plain(reader.words(fields, "words")),
        kin=frozenset(map(str, others["kin"])),
        peers=frozenset(map(str, others["peers"])),
        speaks_of=frozenset(map(str, others["speaks_of"])),
        oversees=frozenset(map(str, others["oversees"])),
        rewords={str(other): table for other, table in rewords.items()},
        anybodys=_plain(reader.words(fields, "anybodys")),
        partners=_plain(reader.words(fields, "partners")),
        departments=frozenset(_plain(reader.words(fields, "departments"))),
        forms=frozenset(_plain(reader.words(fields, "forms"))),
        lines_of_work=_plain(reader.words(fields, "lines_of_work")),
        words_of_kinds={
            str(way): {kind: _plain(reader.listed(words)) for kind, words in kinds.items()}
            for way, kinds in reader.tables(fields, "words_of_kinds").items()
        },
        is_body=reader.yes_no(fields, "is_body"),
    )
    yield _File(name, trade, (*(o for key in _OTHERS for o in others[key]), *rewords), tails)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the values of one file, adding what is wrong to `faults`."""

    file: str
    faults: _Faults

    def fields(self, value: Mapping[str, Value]) -> dict[str, Value]:
        """The values by what they mean; a key may be Chinese or English."""
        found: dict[str, Value] = {}
        for key, item in value.items():
            meant = KEYS.get(key.lower())
            if meant is None:
                known = tuple(name for name in KEYS if not name.isascii())
                self._fault(key, Message("trades.unknown_key", key=key, known=known))
            elif meant in found:
                self._fault(key, Message("yaml.key_twice", key=key))
            else:
                found[meant] = item
        return found

    def text(self, fields: Mapping[str, Value], key: str) -> WrittenText | str:
        value = fields.get(key, "")
        if isinstance(value, str):
            return value
        self._fault(_first(value), Message("trades.one_value", key=_named(key)))
        return ""

    def words(self, fields: Mapping[str, Value], key: str) -> tuple[WrittenText, ...]:
        """The words of a list, or of a line with 、 between them."""
        return tuple(self._words(fields.get(key, ""), key))

    def lists(self, fields: Mapping[str, Value], key: str) -> Mapping[str, tuple[str, ...]]:
        """Words by part."""
        value = fields.get(key, {})
        if not isinstance(value, dict):
            if value:
                self._fault(_first(value), Message("trades.one_part_a_line", key=_named(key)))
            return {}
        found = {str(part): _plain(self._words(item, key)) for part, item in value.items()}
        return {part: words for part, words in found.items() if words}

    def tables(self, fields: Mapping[str, Value], key: str) -> dict[WrittenText, Mapping[str, str]]:
        """Another trade's words and ours, by the other's name."""
        value = fields.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(item, dict) for item in value.values()):
            if value:
                self._fault(_first(value), Message("trades.trade_and_words", key=_named(key)))
            return {}
        return {_marked(other): dict(self._pairs(table)) for other, table in value.items()}

    def listed(self, line: str) -> Iterator[WrittenText]:
        """The words of a line."""
        return self._words(line, "")

    def tail(self, written: WrittenText) -> str:
        bare = to_simplified(written).removeprefix(ANYTHING)
        if _TAIL.fullmatch(bare):
            return bare
        self._fault(written, Message("trades.bad_tail", tail=str(written), gap=ANYTHING))
        return ""

    def self_name(self, written: WrittenText) -> str:
        if _SELF.fullmatch(written):
            return to_simplified(written)
        self._fault(written, Message("trades.bad_self", name=str(written)))
        return ""

    def yes_no(self, fields: Mapping[str, Value], key: str) -> bool:
        written = self.text(fields, key)
        if written.lower() not in _YES_NO:
            self._fault(written, Message("trades.yes_or_no", key=_named(key), written=str(written)))
        return _YES_NO.get(written.lower(), False)

    def _pairs(self, table: Value) -> Iterator[tuple[str, str]]:
        for word, ours in table.items() if isinstance(table, dict) else ():
            if isinstance(ours, str):
                yield to_simplified(word), to_simplified(ours)
            else:
                self._fault(word, Message("trades.one_word", word=str(word)))

    def _words(self, value: Value, key: str) -> Iterator[WrittenText]:
        if isinstance(value, dict):
            self._fault(_first(value), Message("trades.list_of_words", key=_named(key)))
        elif isinstance(value, list):
            for item in value:
                yield from self._words(item, key)
        else:
            line = value.line if isinstance(value, WrittenText) else 1
            for word in re.split(r"[、,，;；\s]+", value):
                if word:
                    yield _marked(word, line)

    def _fault(self, at: str, fault: Message) -> None:
        self.faults.add(self.file, at.line if isinstance(at, WrittenText) else 1, fault)


def _check_together(files: Iterable[_File], faults: _Faults) -> None:
    """Two files for one trade, trades that are named and not there, a tail that two claim."""
    owner: dict[str, _File] = {}
    tails: dict[str, _File] = {}
    files = list(files)
    for file in files:
        name = file.trade.name
        if name and name in owner:
            first = owner[name].name
            faults.add(file.name, 1, Message("trades.trade_twice", trade=name, file=first))
        owner.setdefault(name, file)
    for file in files:
        for other in file.others:
            if other not in owner:
                known = tuple(filter(None, owner))
                fault = Message("trades.no_such_trade", trade=str(other), known=known)
                faults.add(file.name, other.line, fault)
        for tail in file.tails:
            first_file = tails.setdefault(tail, file)
            if first_file is not file:
                fault = Message("trades.tail_twice", tail=str(tail), file=first_file.name)
                faults.add(file.name, tail.line, fault)


def _marked(text: str, line: int = 1) -> WrittenText:
    marked = WrittenText(text)
    marked.line = text.line if isinstance(text, WrittenText) else line
    return marked


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(to_simplified, words)))


def _first(value: Value) -> str:
    """The first text in a value, which knows its line."""
    while not isinstance(value, str):
        inner = next(iter(value), "")
        value = inner
    return value


def _named(key: str) -> str:
    """A key as files write it."""
    return next(name for name, meant in KEYS.items() if meant == key)
