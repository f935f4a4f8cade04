"""Another sentence of the chosen reports in the place of one of a draft: on the same matter, and nothing that
the draft says already or that somebody took out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.enumerators import ITEM
from draftbot.domain import Draft, Sentence
from draftbot.drafts.addresses import Spot, sentence_at
from draftbot.drafts.items import starts_item
from draftbot.facts.brief import Brief
from draftbot.index.tokens import FloatArray
from draftbot.masking.mask import Masked
from draftbot.masking.usable import LEAST_SENTENCE, is_readable, leans_back
from draftbot.writing.extractive import ExtractiveWriter
from draftbot.writing.points import Point
from draftbot.writing.said import UsedContent
from draftbot.writing.sources import SourceRegister

# Each blank makes a sentence so much less like what is looked for, as a cosine.
_A_BLANK = 0.02
Serves = Callable[[str], bool]


class OtherSentences:
    """What the chosen reports have beside what a draft says; each is given away once."""

    def __init__(self, draft: Draft, brief: Brief, writer: ExtractiveWriter) -> None:
        self.draft, self._brief, self._writer = draft, brief, writer
        self.register = SourceRegister(draft.sources)
        self._used = UsedContent()
        self._used.add_text([*(s.unfilled for s in draft.sentences), *draft.dropped])
        self._points: dict[int, list[Point]] = {}

    def instead_of(self, spot: Spot, serves: Serves) -> Sentence | None:
        """A sentence that `serves` on the matter of the one at `spot`, under its number; None where there is
        none, or nothing to tell what is like it."""
        old = sentence_at(self.draft, spot)
        if not 0 <= spot.section < len(self.draft.request.outline.sections):
            return None
        found = [one for one in self._fresh(spot.section) if serves(one.sentences[0].text)]
        best = self._nearest(found, spot)
        if best is None:
            return None
        self._used.add(best)
        number = ITEM.match(old.text)
        told = best.sentences[0]
        cites = (self.register.number(best.passage, best.report),)
        return Sentence((number.group() if number else "") + told.text, cites, told.blanks)

    def _fresh(self, part: int) -> Iterator[Point]:
        """Each sentence that could stand in a part, as a point of its own."""
        for point in self._points_for(part):
            for sentence in point.sentences:
                if sentence.fact or leans_back(sentence.text) or not is_readable(sentence):
                    continue
                if (one := self._used.fresh(_alone(point, sentence), LEAST_SENTENCE)) is not None:
                    yield one

    def _points_for(self, part: int) -> list[Point]:
        if part not in self._points:
            section = self.draft.request.outline.sections[part]
            self._points[part] = self._writer.points_for(section, self._brief)
        return self._points[part]

    def _nearest(self, found: Sequence[Point], spot: Spot) -> Point | None:
        """The one nearest to what the sentence tells; nearer to its own item than to the part's others, unless
        it begins one of a list (一是…)."""
        embeddings = self._writer.search.embeddings
        if not found or not embeddings.is_usable():
            return None
        items = items_of(self.draft, spot.section)
        mine = next(i for i, item in enumerate(items) if spot.sentence in item)
        told = self.draft.part(spot.section).sentences
        texts = ["".join(told[j].text for j in item) for item in items]
        vectors = embeddings.passages(
            [_words(told[spot.sentence].text), *map(_words, texts), *(_words(p.text) for p in found)]
        )
        old, by_item, new = vectors[0], vectors[1 : len(items) + 1], vectors[len(items) + 1 :]
        near: FloatArray = new @ old - _A_BLANK * np.array([len(p.sentences[0].blanks) for p in found])
        if not _is_a_point(told[spot.sentence]) and len(items) > 1:
            near = np.where((new @ by_item.T).argmax(axis=1) == mine, near, -np.inf)
        best = int(near.argmax())
        return found[best] if np.isfinite(near[best]) else None


def items_of(draft: Draft, part: int) -> list[list[int]]:
    """The sentences of a part by the items that they stand in, what stands before all items first."""
    items: list[list[int]] = []
    for j, sentence in enumerate(draft.part(part).sentences):
        if not items or starts_item(sentence):
            items.append([])
        items[-1].append(j)
    return items


def _is_a_point(sentence: Sentence) -> bool:
    match = ITEM.match(sentence.text)
    return match is not None and bool(match["point"])


def _alone(point: Point, sentence: Masked) -> Point:
    return Point("", (sentence,), point.passage, point.report, point.score, point.position)


def _words(text: str) -> str:
    return BLANK.sub("", text)
