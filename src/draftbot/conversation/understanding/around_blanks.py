"""The blanks of a draft, each with what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation.understanding.referents import points_of
from draftbot.domain import Blank, Draft
from draftbot.drafts.addresses import heading_of

_PIECE = re.compile("[，。；：、]")


@dataclass(frozen=True, slots=True)
class Around:
    """A blank by its number from 1: what stands in its clause before and behind it, its sentence with blanks as
    NUL, the headings above it."""

    number: int
    blank: Blank
    before: str
    behind: str
    sentence: str
    headings: str

    @property
    def clause(self) -> str:
        return f"{self.before} {self.blank.label} {self.behind}"


def around_blanks(draft: Draft) -> list[Around]:
    found: list[Around] = []
    points = list(points_of(draft))
    for number, blank in enumerate(draft.blanks, 1):
        before = [
            one for one in found if (one.blank.section, one.blank.sentence) == (blank.section, blank.sentence)
        ]
        section = draft.part(blank.section)
        text = to_simplified(section.sentences[blank.sentence].text)
        mark = list(BLANK.finditer(text))[len(before)]
        said = _PIECE.split(BLANK.sub("，", text[: mark.start()]))
        behind = _PIECE.split(BLANK.sub("，", text[mark.end() :]))[0]
        heads = [p.head for p in points if p.section == blank.section and p.first <= blank.sentence < p.end]
        near = said[-1] or said[max(len(said) - 2, 0)]
        found.append(
            Around(
                number,
                blank,
                near,
                behind,
                BLANK.sub("\0", text),
                " ".join((*heads, heading_of(draft, blank.section))),
            )
        )
    return found
