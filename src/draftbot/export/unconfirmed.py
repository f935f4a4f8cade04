"""What a file does with sentences that nobody has confirmed: marks them, leaves them out, or neither."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from draftbot.checks.standing import Standing, spots_to_confirm, standing_of
from draftbot.domain import Draft, DraftSection, Sentence
from draftbot.drafts.editing import set_lock
from draftbot.drafts.rearranging import delete_sentences

Unconfirmed = Literal["mark", "omit", "keep"]
# The category of a Word file that leaves them out.
EXCERPT = "excerpt"
UNCONFIRMED: tuple[Unconfirmed, ...] = get_args(Unconfirmed)


def without_unconfirmed(draft: Draft) -> Draft:
    """The draft less the points that hold what is another unit's, locked or not; the user's own
    sentences stay, and a section of which only joining words are left is empty."""
    spots = spots_to_confirm(draft)
    left, _ = delete_sentences(set_lock(draft, spots, False), spots)
    touched = {spot.section for spot in spots}
    sections = (
        replace(section, paragraphs=()) if i in touched and _only_joins(section) else section
        for i, section in enumerate(left.sections)
    )
    return replace(left, sections=tuple(sections))


def _only_joins(section: DraftSection) -> bool:
    return all(s.origin == "connective" and not s.blanks for s in section.sentences)


def is_unconfirmed(sentence: Sentence) -> bool:
    return standing_of(sentence) is Standing.TO_CONFIRM
