"""What the user took out of a draft, or put something else in the place of, is not written again, whoever writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.enumerators import ITEM, without_enumerator
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import Draft, DraftSection, Sentence
from draftbot.drafts.items import numbered, with_number_of

# A sentence this much like one that was taken out is that one, put a little otherwise.
SAME = 0.6
# With fewer characters a sentence asks, and tells nothing by itself: 到目前，【待补：…】
_SAYS_SOMETHING = 10
_Piece = TypeVar("_Piece")


def without_taken_out(section: DraftSection, dropped: Sequence[str]) -> DraftSection:
    """A section just written without what was taken out before; what holds the user's own matter stays."""
    if not dropped:
        return section
    bare = {_bare(text) for text in dropped}
    pieces = [shingles(text) for text in bare if text]
    rows = [_left(row, bare, pieces) for row in section.paragraphs]
    if sum(map(len, rows)) == sum(map(len, section.paragraphs)):
        return section
    told = [s for row in rows for s in row]
    if all(s.origin == "connective" and not s.blanks for s in told):
        rows = []
    return replace(section, paragraphs=numbered([tuple(row) for row in rows if row]))


def still_out(pieces: Iterable[_Piece], dropped: Sequence[str]) -> Iterator[_Piece]:
    """What is written, its sections without what was taken out before."""
    for piece in pieces:
        if isinstance(piece, DraftSection):
            yield cast("_Piece", without_taken_out(piece, dropped))
        else:
            yield piece


def with_taken_out(draft: Draft, gone: Iterable[Sentence]) -> Draft:
    """The draft that remembers these sentences as not wanted: what is borrowed or asked, not a mere phrase or
    blank, and nothing of the user's."""
    unwanted = [
        s.unfilled
        for s in gone
        if s.origin in ("source", "model")
        or (s.origin == "connective" and s.blanks and not _stays(s) and not BLANK.fullmatch(s.text))
    ]
    return replace(draft, dropped=tuple(dict.fromkeys([*draft.dropped, *unwanted])))


def _left(row: Sequence[Sentence], bare: set[str], pieces: Sequence[frozenset[str]]) -> list[Sentence]:
    left: list[Sentence] = []
    number: Sentence | None = None
    for sentence in row:
        if _is_out(sentence, bare, pieces):
            number = number or (sentence if ITEM.match(sentence.text) else None)
            continue
        left.append(with_number_of(number, sentence) if number and number.text[0] not in "（(" else sentence)
        number = None
    return left


def _is_out(sentence: Sentence, bare: set[str], pieces: Sequence[frozenset[str]]) -> bool:
    if _stays(sentence) or sentence.is_users:
        return False
    text = _bare(sentence.unfilled)
    if text in bare:
        return True
    mine = shingles(text)
    return any(overlap(mine, theirs) >= SAME for theirs in pieces)


def _stays(sentence: Sentence) -> bool:
    return sentence.locked or bool(sentence.fills)


def _bare(text: str) -> str:
    """A text without its number, and without what its blanks are called where it says something beside them."""
    bare = without_enumerator(text).rstrip("。；")
    rest = BLANK.sub("▢", bare)
    return rest if len(rest) >= _SAYS_SOMETHING else bare
