"""What a file does with sentences that nobody has confirmed: marks them, leaves them out, or neither."""

from __future__ import annotations

from typing import Literal, get_args

from draftbot.checks.standing import Standing, spots_to_confirm, standing_of
from draftbot.domain import Draft, Sentence
from draftbot.drafts.rearranging import delete_sentences

Unconfirmed = Literal["mark", "omit", "keep"]
UNCONFIRMED: tuple[Unconfirmed, ...] = get_args(Unconfirmed)


def without_unconfirmed(draft: Draft) -> Draft:
    """The draft less the points that hold what is another unit's; the user's own sentences stay."""
    return delete_sentences(draft, spots_to_confirm(draft))[0]


def is_unconfirmed(sentence: Sentence) -> bool:
    return standing_of(sentence) is Standing.TO_CONFIRM
