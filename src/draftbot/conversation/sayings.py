"""One certain way to say each action: what a suggestion sends is understood as what it suggests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from draftbot.conversation import actions as do
from draftbot.conversation.names import (
    PARTS_OF_PLACES,
    Slot,
    kinds_named,
    name_of,
    slot_of,
    slots_of,
)
from draftbot.drafts.addresses import LAST, Where

_SLOT = re.compile(r"\{(\w+)\}")
# Behind any part that a paper has.
LAST_PLACE = 99
_BETWEEN = "、"
_FLAGS: Mapping[str, bool | int | str] = {
    "yes": True,
    "no": False,
    "first": 1,
    "last": LAST,
    "end": LAST_PLACE,
    "none": "",
}
_NUMBERS = frozenset(("length", "number", "paragraph", "sentence", "place", "items"))
_ONE_THING = frozenset(("unit", "period", "blank.fill"))


@dataclass(frozen=True, slots=True)
class Saying:
    """`flags` are slots that no words of the template tell: yes or no, the first or the last, or of
    what kind."""

    name: str
    template: str
    flags: Mapping[str, bool | int | str]

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(_SLOT.findall(self.template))

    def fits(self, slots: Mapping[str, Slot]) -> bool:
        told = {name: value for name, value in slots.items() if name in self.slots}
        flags = {name: value for name, value in slots.items() if name not in told}
        return self.slots == frozenset(told) and dict(self.flags) == flags

    def put(self, slots: Mapping[str, Slot]) -> str:
        return _SLOT.sub(lambda m: _written(slots[m[1]]), self.template)

    @property
    def pattern(self) -> re.Pattern[str]:
        pieces = _SLOT.split(self.template)
        form = "".join(
            re.escape(piece) if i % 2 == 0 else _form(self.template, piece) for i, piece in enumerate(pieces)
        )
        return re.compile(form)


def say(action: do.Action) -> str:
    """The certain way to say an action; "" where there is none."""
    name, slots = name_of(action), {k: v for k, v in slots_of(action).items() if v is not None}
    for saying in _sayings():
        if saying.name == name and saying.fits(slots):
            said = saying.put(slots)
            if understood(said) == action:
                return said
    return ""


def understood(message: str) -> do.Action | None:
    """The action that a message says in its certain way, or None."""
    text = message.strip().rstrip("。")
    for saying, pattern in _patterns():
        if (match := pattern.fullmatch(text)) and not _goes_on(saying, match):
            return _action(saying, match.groupdict())
    return None


def _goes_on(saying: Saying, match: re.Match[str]) -> bool:
    """Whether what is said of one thing goes on with another: 单位是：星河幼儿园，写2000字."""
    return (saying.name in _ONE_THING and any(mark in match.group() for mark in "，,；;")) or (
        saying.name == "title" and "。" in match.group()
    )


def _action(saying: Saying, slots: dict[str, str]) -> do.Action | None:
    for kind, fixed in kinds_named(saying.name):
        made = _made(kind, {**fixed, **saying.flags}, slots)
        if made is not None and name_of(made) == saying.name:
            return made
    return None


def _made(kind: type, fixed: Mapping[str, object], slots: Mapping[str, str]) -> do.Action | None:
    values: dict[str, Any] = dict(fixed)
    left = dict(slots)
    for field in fields(kind):
        if field.type == "Where":
            told = {part: left.pop(key, "") or values.pop(key, "") for key, part in PARTS_OF_PLACES.items()}
            paragraph, sentence = (int(told.pop(key) or 0) for key in ("paragraph", "sentence"))
            values[field.name] = Where(paragraph=paragraph, sentence=sentence, **told)
        elif (slot := slot_of(kind, field.name)) in left:
            values[field.name] = _read(left.pop(slot), str(field.type))
        elif field.name not in values and field.default is MISSING:
            if "None" not in str(field.type):
                return None
            values[field.name] = None
    if left or set(values) - {field.name for field in fields(kind)}:
        return None
    made: do.Action = kind(**values)
    return made


def _read(text: str, kind: str) -> object:
    if kind.startswith("int"):
        return int(text)
    return tuple(text.split(_BETWEEN)) if kind.startswith("tuple") else text


def _written(value: Slot) -> str:
    return _BETWEEN.join(value) if isinstance(value, list) else str(value)


def _form(template: str, slot: str) -> str:
    if slot in _NUMBERS or f"第{{{slot}}}" in template:
        return rf"(?P<{slot}>\d+)"
    if slot == "format":
        return rf"(?P<{slot}>docx|md)"
    return rf"(?P<{slot}>[^”]+)" if f"“{{{slot}}}”" in template else rf"(?P<{slot}>.+)"


@cache
def _sayings() -> tuple[Saying, ...]:
    text = resources.files("draftbot.conversation").joinpath("data", "sayings.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(_saying(*line.split(": ", 1)) for line in lines)


def _saying(head: str, said: str) -> Saying:
    name, *flags = head.split()
    fixed = dict(flag.split("=", 1) for flag in flags)
    return Saying(name, said.strip(), {slot: _FLAGS.get(value, value) for slot, value in fixed.items()})


@cache
def _patterns() -> tuple[tuple[Saying, re.Pattern[str]], ...]:
    return tuple((saying, saying.pattern) for saying in _sayings())
