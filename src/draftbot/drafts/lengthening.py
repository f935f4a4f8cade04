"""A section made longer: every sentence it has stays where it stands, and what was written anew comes under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import DraftSection, Sentence
from draftbot.drafts.editing import is_unwritten
from draftbot.drafts.items import numbered, starts_item
from draftbot.drafts.preserve_edits import SAME

# Pairs of characters that a sentence shares with an item that it is about.
_SHARED = 2


@dataclass(frozen=True)
class _Item:
    """An item of a section with what stands under it, or what stands before all items."""

    sentences: tuple[Sentence, ...]

    @property
    def is_headed(self) -> bool:
        return bool(self.sentences) and starts_item(self.sentences[0])


def lengthened(old: DraftSection, new: DraftSection, unwanted: Sequence[str]) -> DraftSection:
    """The old section with what only the new one says: behind the item that it was written with, or as an item
    at the end, which nothing joins that the user counted. What says the same as a sentence of `unwanted`, as
    those that were taken out, does not come in."""
    if is_unwritten(old):
        return new
    known = [frozenset(shingles(s.unfilled)) for s in old.sentences]
    refused = [*known, *(frozenset(shingles(text)) for text in unwanted)]
    rows = [list(row) for row in old.paragraphs]
    is_closed = any(s.is_users and starts_item(s) for s in old.sentences)
    for item in _items(new):
        fresh = _fresh(item.sentences, refused)
        home = _home(item, rows)
        if (
            home is None
            and item.is_headed
            and starts_item(item.sentences[0])
            and fresh[:1] != [item.sentences[0]]
        ):
            continue  # an item that was taken out comes back with nothing of its own
        refused += [frozenset(shingles(s.unfilled)) for s in fresh]
        if home is not None:
            row, at = home
            under = [s for s in fresh if not starts_item(s)]
            rows[row][at:at] = [s for s in under if not is_closed or _speaks_of(s, item.sentences, known)]
        elif item.is_headed and len(fresh) > 1 and not is_closed and _is_point(fresh[0]) in _kinds(old):
            if _is_point(fresh[0]):
                rows[-1] += fresh
            else:
                rows.append(fresh)
        elif not item.is_headed and not is_closed and not _has_items(old):
            rows[-1] += [s for s in fresh if s.origin != "connective" or s.blanks]
    return replace(old, paragraphs=numbered([tuple(row) for row in rows]))


def _speaks_of(sentence: Sentence, item: Sequence[Sentence], known: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence, or what it asks for, has words of what stands in its item already."""
    mine = {sentence.text[i : i + 2] for i in range(len(sentence.text) - 1)}
    old = (s.text for s in item if any(overlap(frozenset(shingles(s.unfilled)), k) > SAME for k in known))
    return any(len(mine.intersection(t[i : i + 2] for i in range(len(t) - 1))) >= _SHARED for t in old)


def _is_point(sentence: Sentence) -> bool:
    """Whether a sentence is counted 一是, not （一）."""
    match = ITEM.match(sentence.text)
    return match is not None and bool(match["point"])


def _kinds(section: DraftSection) -> set[bool]:
    """How the items of a section are counted: whether as 一是."""
    return {_is_point(s) for s in section.sentences if starts_item(s)}


def _has_items(section: DraftSection) -> bool:
    return any(map(starts_item, section.sentences))


def _items(section: DraftSection) -> list[_Item]:
    found: list[list[Sentence]] = [[]]
    for row in section.paragraphs:
        for n, sentence in enumerate(row):
            if starts_item(sentence) or (not n and not found[-1]):
                found.append([])
            found[-1].append(sentence)
    return [_Item(tuple(one)) for one in found if one]


def _fresh(sentences: Sequence[Sentence], refused: Sequence[frozenset[str]]) -> list[Sentence]:
    """The sentences that say nothing of what is refused, nor one another's matter."""
    kept: list[Sentence] = []
    said = list(refused)
    for sentence in sentences:
        mine = frozenset(shingles(sentence.unfilled))
        if any(overlap(mine, other) > SAME for other in said if mine and other):
            continue
        said.append(mine)
        kept.append(sentence)
    return kept


def _home(item: _Item, rows: Sequence[Sequence[Sentence]]) -> tuple[int, int] | None:
    """Behind the old item that the new one tells of: the one that a sentence of it, or its heading, repeats."""
    best, place = SAME, None
    for at, row in enumerate(rows):
        for n, sentence in enumerate(row):
            mine = frozenset(shingles(sentence.unfilled))
            near = max((overlap(mine, frozenset(shingles(s.unfilled))) for s in item.sentences), default=0.0)
            if near > best:
                end = next((j for j in range(n + 1, len(row)) if starts_item(row[j])), len(row))
                best, place = near, (at, end)
    return place
