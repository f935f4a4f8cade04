"""Names taken out of a sentence whole, each with a blank in its place that asks for the writer's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import rjieba

from draftbot.chinese.blanks import blank
from draftbot.chinese.names import LABELS, LEVELS, Name, NameKind

UNIT, PLACE = LABELS[NameKind.ORGANISATION], LABELS[NameKind.PLACE]
# 【待补：地名】【待补：单位】 is one name, of a place and what stands there; a list of blanks says
# no more than one.
_RUN = re.compile(r"(?:【待补：(?:地名|单位|姓名)】)+(?=【待补：(?:地名|单位|姓名)】)")
_LIST = re.compile(r"(【待补：[^】]+】)(?:(?:、|和|与|及|以及)\1)+")


def blank_names(text: str, names: Sequence[Name], person: Callable[[str], str]) -> str | None:
    """`text` with its `names` as blanks, or None where one of them is doubtful. `person` says
    what stands in the place of a person's name, from the text before it: a name that the user
    gave, or "" for a blank."""
    pieces, at = list[str](), 0
    for name in names:
        if name.kind is NameKind.DOUBTFUL:
            return None
        pieces += [text[at : name.start], _in_place_of(name, text[: name.start], person)]
        at = name.end
    return _LIST.sub(r"\1", _RUN.sub("", "".join([*pieces, text[at:]])))


def _in_place_of(name: Name, before: str, person: Callable[[str], str]) -> str:
    if name.kind is NameKind.PERSON and (given := person(before)):
        return given
    if name.kind is NameKind.ORGANISATION and _is_an_office_of_every_place(name.text):
        return name.text[1:]
    return blank(LABELS[name.kind])


def _is_an_office_of_every_place(text: str) -> bool:
    """Whether a name is a level of government and one word: 县林业局, but not 市第二人民医院.
    Whose county's it is goes; what kind of office it is may stay."""
    return text[0] in LEVELS and rjieba.has_word(text[1:])
