"""Fact lists people keep in files: YAML, plain text, or Word with paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from draftbot.chinese.enumerators import is_serial, parse_number
from draftbot.corpus.formats import extract
from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.lines import TITLE_STYLE, Line
from draftbot.domain import Fact, FactSheet
from draftbot.errors import BadFacts, FileTooLarge, UnsupportedFormat
from draftbot.facts.sheet import FIELDS, parse_facts, parse_lines
from draftbot.messages import Message
from draftbot.prompt_files.yaml_text import MAX_CHARS

MAX_BYTES = 10 * 2**20
_YAML, _TEXT, _WORD = (".yaml", ".yml"), (".txt", ".text"), (".docx",)
_CELL = " | "
# What the columns of a table of facts are called.
_COLUMNS = {
    "serial": frozenset(("序号", "编号", "号", "no", "no.")),
    "name": frozenset(("项目", "名称", "指标", "类别", "事项")),
    "text": frozenset(("内容", "事实", "情况", "具体内容", "数据", "数值", "完成情况", "text", "fact")),
    "section": frozenset(("部分", "所属部分", "章节", "section")),
}


def read_facts(data: bytes, name: str) -> FactSheet:
    """The fact sheet in the file `name` (.yaml, .yml, .txt, .docx).

    In a Word file each paragraph or list item is a field (单位：…) or a fact,
    a heading names the section of what follows, and a table row is a name and
    its value, or what the table's head says. Raises BadFacts, and an
    UnreadableFile: UnsupportedFormat, EmptyFile, FileTooLarge, UnknownEncoding,
    DamagedFile, EncryptedFile.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in (*_YAML, *_TEXT, *_WORD):
        raise UnsupportedFormat(name=name, known=" ".join((*_YAML, ".txt", *_WORD)))
    if len(data) > MAX_BYTES:
        raise FileTooLarge(name=name, megabytes=-(-len(data) // 2**20), limit=MAX_BYTES // 2**20)
    if suffix in _YAML:
        return parse_facts(decode(data, name))
    lines = [line for line in extract(data, name, MAX_BYTES) if not line.dropped_as]
    if sum(len(line.text) for line in lines) > MAX_CHARS:
        raise BadFacts(reason=Message("facts.too_long", most=MAX_CHARS))
    if suffix in _TEXT:
        return parse_facts("\n".join(line.text for line in lines))
    return _merged(_parts(lines))


def _parts(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """(section, line) of a Word file, table rows turned into lines."""
    section, columns = "", tuple[str, ...]()
    for line in lines:
        text = line.text.strip()
        if line.style == TITLE_STYLE or not text:
            continue
        if line.style is not None:
            number = parse_number(text)
            heading = (text[number.end :] if number else text).strip(" 　。：:")
            section = "" if _is_field(heading) else heading
        elif _CELL in text:
            cells = [cell.strip() for cell in text.split(_CELL)]
            head = _head(cells)
            if head:
                columns = head
            else:
                yield _row(cells, columns, section)
        else:
            columns = ()
            yield section, text


def _is_field(heading: str) -> bool:
    return any(heading in names for names in FIELDS.values())


def _head(cells: Sequence[str]) -> tuple[str, ...]:
    """What each column holds, if this row is a table's head; else ()."""
    kinds = [next((kind for kind, names in _COLUMNS.items() if c.lower() in names), "") for c in cells]
    return tuple(kinds) if all(kinds) else ()


def _row(cells: Sequence[str], columns: Sequence[str], section: str) -> tuple[str, str]:
    """A row as (section, line): “参加人数 | 320” reads 参加人数：320."""
    if len(columns) == len(cells):
        by_kind = dict(zip(columns, cells, strict=True))
        values = [by_kind[kind] for kind in ("name", "text") if by_kind.get(kind)]
        return by_kind.get("section") or section, "：".join(values)
    values = [c for i, c in enumerate(cells) if c and not (i == 0 and is_serial(c) and len(cells) > 1)]
    return section, "：".join((values[0], "，".join(values[1:]))) if len(values) > 1 else "".join(values)


def _merged(parts: Iterable[tuple[str, str]]) -> FactSheet:
    """One sheet of all lines, each fact under the section it stands in."""
    pairs = [(section, line) for section, line in parts if line]
    fields = parse_lines("\n".join(line for _, line in pairs))
    facts: list[Fact] = []
    for section, line in pairs:
        facts += [Fact(fact.text, section or fact.section) for fact in parse_lines(line).facts]
    return replace(fields, facts=tuple(dict.fromkeys(facts)))
