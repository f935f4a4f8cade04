"""The forms of `data/certain.txt`, each a rule: what surely asks for an action, as office staff would write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.names import kinds_named
from draftbot.conversation.sayings import LAST_PLACE
from draftbot.conversation.understanding.words import (
    COUNTED_PART,
    HEADING,
    LENGTH,
    NUMBER,
    PARAGRAPH,
    QUOTED,
    SECTION,
    SENTENCE,
    Match,
    Rule,
    clean,
    count_of,
    length_of,
    rule,
    unquoted,
    where_of,
)

_FILE = "certain.txt"
_PIECES = re.compile(r"\{(?P<slot>\w+)(?:=(?P<kind>\w+))?\}|<(?P<group>[\w-]+)>|(?P<mark>\]\*|.)")
_MARKS: Mapping[str, str] = {
    "(": "(?:", "[": "(?:", ")": ")", "]": ")?", "]*": ")*", "|": "|", "*": "*",
    "：": "[：:]", "，": "[，,]", "…": ".{0,8}?",
}  # fmt: skip
# What goes on behind a text with another wish: 再移到第一部分.
_AGAIN = any_of(words_in("words_of_wishes", "courtesies again", "connectives"))
# Which say themselves what they name.
_PLACES: Mapping[str, str] = {
    "section": SECTION, "sentence": SENTENCE, "paragraph": PARAGRAPH, "length": LENGTH,
}  # fmt: skip
_KINDS: Mapping[str, str] = {
    "part": rf"{COUNTED_PART}|{QUOTED}",
    "named": HEADING,
    "title": rf"{QUOTED}|[\u4e00-\u9fff、]{{2,40}}?",
    "phrase": rf"{QUOTED}|[^，,。；：:]{{2,40}}",
    "clause": r"[^，,。]{1,60}?",
    "word": r"[\u4e00-\u9fff]{1,12}?",
    "label": r"[^】]{1,20}",
    "value": r"[^，,。；]{2,40}",
    "number": NUMBER,
    "text": ".+",
    # Somebody's own words, full stops and all; what goes on behind a quotation is another wish.
    "own": rf"{QUOTED}|(?!{QUOTED}(?:[，,。；;]|{_AGAIN})).+",
    "figure": r"(?=[\d“\"]).+",
}
_FLAGS: Mapping[str, object] = {"yes": True, "no": False, "first": 1, "end": LAST_PLACE}
# These keep their full stops; of the others what is named is meant.
_AS_SAID = frozenset(("sentence.edit", "blank.fill"))


class BrokenFormError(ValueError):
    """A line of the file that is no form: a fault of the installation."""


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    rule: Rule


@cache
def forms() -> tuple[Form, ...]:
    """In the order in which they are tried."""
    return tuple(_read())


def rules_for(*names: str) -> tuple[Rule, ...]:
    """The rules that ask for the actions so named."""
    return tuple(form.rule for form in forms() if form.name in names)


def _read() -> Iterator[Form]:
    text = resources.files("draftbot.conversation").joinpath("data", _FILE).read_text("utf-8")
    groups: dict[str, str] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        head, mark, template = line.partition(": ")
        if not mark:
            raise BrokenFormError(line)
        if head.startswith("<"):
            groups[head.strip("<>")] = pattern_of(template, groups)
        else:
            name, *flags = head.split()
            told = dict(flag.split("=", 1) for flag in flags)
            fixed = {slot: _FLAGS.get(value, value) for slot, value in told.items()}
            yield Form(name, rule(pattern_of(template, groups), _maker(name, fixed)))


def pattern_of(template: str, groups: Mapping[str, str]) -> str:
    """A template as a regular expression; slots are its groups. Raises BrokenFormError."""
    found = []
    for piece in _PIECES.finditer(template):
        slot, kind, group, mark = piece["slot"], piece["kind"], piece["group"], piece["mark"]
        try:
            if group:
                found.append(f"(?:{groups[group]})")
            elif mark:
                found.append(_MARKS.get(mark) or re.escape(mark))
            elif (kind or slot) in _PLACES:
                found.append(
                    _PLACES[kind or slot].replace("?P<section>", f"?P<{slot}>") if kind else _PLACES[slot]
                )
            elif kind in groups:
                found.append(f"(?P<{slot}>{groups[kind]})")
            else:
                found.append(f"(?P<{slot}>{_KINDS[kind or slot]})")
        except KeyError as exc:
            raise BrokenFormError(template) from exc
    return "".join(found)


def _maker(name: str, fixed: Mapping[str, object]) -> Callable[[Match], do.Action | None]:
    def make(match: Match) -> do.Action | None:
        made = (_made(kind, {**always, **fixed}, match, name) for kind, always in kinds_named(name))
        return next((action for action in made if action is not None), None)

    return make


def _made(kind: type, values: dict[str, Any], match: Match, name: str) -> do.Action | None:
    """The action that what a form found comes to; None where it found too little."""
    found = match.groupdict()
    if "words" in found and all(field.name != "words" for field in fields(kind)):
        return None  # another of the actions so named
    for field in fields(kind):
        if field.type == "Where":
            values[field.name] = where_of(match)
        elif field.name == "length":
            values["length"] = length_of(match) if found.get("n") else None
        elif (said := found.get(field.name)) is not None:
            is_number = str(field.type) == "int"
            values[field.name] = (
                count_of(said) if is_number else unquoted(said) if name in _AS_SAID else clean(said)
            )
        elif field.name not in values and field.default is MISSING:
            return None
    made: do.Action = kind(**values)
    return made
