"""What a draft has said already, so that no section says it again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from draftbot.chinese.shingles import shingles
from draftbot.domain import BLANK_CLOSE, BLANK_OPEN, OutlineSection
from draftbot.masking.mask import Masked
from draftbot.writing.filling import bare
from draftbot.writing.points import LEAST_POINT, Point

_BLANK = re.compile(f"{re.escape(BLANK_OPEN)}([^{BLANK_CLOSE}]*){re.escape(BLANK_CLOSE)}")
_LETTERS = re.compile(r"[^\u4e00-\u9fff]+")
_NO_MARK = str.maketrans("", "", "，。、；：")
# What a blank stands between: 投入防汛经费▢元 asks the same question wherever it is.
_BEFORE, _AFTER = 4, 1
# Who somebody is is asked once, in however few words: 我叫▢.
_WHO = "姓名"


class _Memory:
    """Sentences and the questions their blanks ask, told again when they come."""

    # As Jaccard of 5-character pieces, and as the share of the shorter sentence.
    SAME, CONTAINED = 0.3, 0.5

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._sizes: list[int] = []
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        self._questions: set[str] = set()
        for text in texts:
            self.add(text, text)

    def add(self, text: str, own_words: str) -> None:
        self._questions.update(_questions(text))
        pieces = shingles(own_words)
        for piece in pieces:
            self._holding[piece].append(len(self._sizes))
        self._sizes.append(len(pieces))

    def knows(self, questions: Set[str], pieces: Set[str]) -> bool:
        """Whether a sentence that asks these questions and has these 5-character pieces was told."""
        if not self._questions.isdisjoint(questions):
            return True
        shared = Counter(i for piece in pieces for i in self._holding.get(piece, ()))
        return any(
            n > self.SAME * (len(pieces) + self._sizes[i] - n)
            or n > self.CONTAINED * min(len(pieces), self._sizes[i])
            for i, n in shared.items()
        )


class UsedContent:
    """The sentences, headings, facts and questions of a draft so far, and the sections to come."""

    def __init__(self) -> None:
        self.to_come: Sequence[OutlineSection] = ()
        self._said, self._kept, self._leads = _Memory(), _Memory(), _Memory()
        self._headings: set[str] = set()
        self._facts: set[str] = set()
        self.asked: set[str] = set()  # forms of questions

    def new_lead(self, lead: str) -> str:
        """The lead of a section, "" where an earlier one opened with nearly the same."""
        if self._leads.knows(_questions(lead), shingles(lead)):
            return ""
        self._leads.add(lead, lead)
        return lead

    def fresh(self, point: Point, least: int = LEAST_POINT) -> Point | None:
        """The point without what was said before, its heading too; None if less than `least`
        characters are left."""
        if point.heading in self._headings:
            point = replace(point, heading="")
        return point.without(self._is_said, least)

    def add(self, point: Point) -> None:
        if point.heading:
            self._headings.add(point.heading)
        self._facts.update(point.facts)
        for sentence in point.sentences:
            self._said.add(sentence.text, _own_words(sentence))

    def add_text(self, sentences: Iterable[str]) -> None:
        """Take note of sentences that are in the draft already."""
        for text in sentences:
            self._leads.add(text, text)
            self._said.add(text, text)

    def reserve(self, sentences: Iterable[str], sections: Sequence[OutlineSection] = ()) -> None:
        """Leave to the sections to come what they keep; what was reserved before is free again."""
        self.to_come, self._kept = sections, _Memory(sentences)

    def _is_said(self, sentence: Masked) -> bool:
        if sentence.fact and sentence.fact in self._facts:
            return True
        questions, pieces = _questions(sentence.text), shingles(_own_words(sentence))
        return any(memory.knows(questions, pieces) for memory in (self._said, self._kept))


def _own_words(sentence: Masked) -> str:
    """What a sentence says besides the fact in it and its blanks."""
    text = sentence.text.replace(bare(sentence.fact), "") if sentence.fact else sentence.text
    return _BLANK.sub("", text)


def _questions(text: str) -> set[str]:
    """What each blank of `text` asks for, in the words around it."""
    found = set()
    for match in _BLANK.finditer(text):
        before = _LETTERS.split(_BLANK.sub("▢", text[: match.start()]).translate(_NO_MARK))[-1][-_BEFORE:]
        after = text[match.end() : match.end() + _AFTER]
        if len(before) == _BEFORE or (before and match.group(1) == _WHO):
            found.add(f"{before}{match.group(1)}{after}")
    return found
