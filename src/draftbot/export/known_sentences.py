"""The sentences of a draft found again in an edited text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from draftbot.checks.support import LEAST_SUPPORT, support
from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import Draft, Fill, Sentence
from draftbot.drafts.editing import LONGEST_FILL
from draftbot.export.manuscript import printable

# Sentences with this much in common are one, edited; moved to another section, with more.
_EDITED, _EDITED_ELSEWHERE = 0.3, 0.5
# A blank can only be told to be filled by the words around it.
_LEAST_AROUND_BLANK = 4
_LONGEST_RUN = 30


@dataclass(slots=True, eq=False)
class Known:
    """A sentence of the draft, and whether it has been found."""

    section: int
    sentence: Sentence
    shingles: frozenset[str]
    found: bool = False


# A piece of an edited paragraph: sentences of the draft as they were, or other words.
Piece = tuple[Known, ...] | str


class KnownSentences:
    """All sentences of a draft's sections, looked up by what they say."""

    def __init__(self, draft: Draft) -> None:
        self._passages = {s.number: "\n".join((*s.heading_path, s.text)) for s in draft.sources}
        self.all: list[Known] = []
        self._runs: dict[str, list[tuple[Known, ...]]] = {}
        self._holding: dict[str, list[Known]] = {}
        for at, section in enumerate(draft.sections):
            for paragraph in section.paragraphs:
                row = [Known(at, sentence, shingles(sentence.text)) for sentence in paragraph]
                self.all += row
                for known in row:
                    for shingle in known.shingles:
                        self._holding.setdefault(shingle, []).append(known)
                # Two that have no full stop between them are read back as one.
                for start in range(len(row)):
                    for end in range(start + 1, min(len(row), start + _LONGEST_RUN) + 1):
                        run = tuple(row[start:end])
                        self._runs.setdefault(_key(*(k.sentence.text for k in run)), []).append(run)

    def cut(self, paragraph: str) -> list[Piece]:
        """A paragraph as pieces, in order."""
        texts = split_sentences(paragraph)
        pieces: list[Piece] = []
        start = 0
        while start < len(texts):
            ends = range(min(len(texts), start + _LONGEST_RUN), start, -1)
            end = next((end for end in ends if _key(*texts[start:end]) in self._runs), None)
            if end is None:
                pieces.append(texts[start])
            else:
                pieces.append(self._take(_key(*texts[start:end])))
            start = end or start + 1
        return pieces

    def _take(self, key: str) -> tuple[Known, ...]:
        run = min(self._runs[key], key=lambda run: any(k.found for k in run))
        for known in run:
            known.found = True
        return run

    def edited(self, text: str, section: int | None) -> Sentence:
        """A sentence in the user's words: one of the draft's with its blanks filled, or
        put otherwise, or a new one. Citations stay where their passage bears it out."""
        for known in sorted(self._left_blank(), key=lambda k: k.section != section):
            filled = with_blanks_filled(known.sentence, text)
            if filled is not None:
                known.found = True
                return filled
        best = self._likest(text, section)
        if best is None:
            return Sentence(text, (), blanks_in(text), "user")
        best.found = True
        kept = tuple(n for n in best.sentence.citations if self._bears_out(n, text))
        return Sentence(text, kept, blanks_in(text), "user", locked=best.sentence.locked)

    def _left_blank(self) -> Iterator[Known]:
        return (k for k in self.all if k.sentence.blanks and not k.found)

    def _likest(self, text: str, section: int | None) -> Known | None:
        """The sentence not found yet that `text` most likely is, edited; None for none."""
        mine = shingles(text)
        near = {id(k): k for shingle in mine for k in self._holding.get(shingle, ()) if not k.found}

        def sureness(known: Known) -> float:
            least = _EDITED if known.section == section else _EDITED_ELSEWHERE
            return overlap(mine, known.shingles) - least

        best = max(near.values(), key=sureness, default=None)
        return best if best is not None and sureness(best) >= 0 else None

    def _bears_out(self, number: int, text: str) -> bool:
        return number in self._passages and support(text, self._passages[number]) >= LEAST_SUPPORT


def with_blanks_filled(sentence: Sentence, text: str) -> Sentence | None:
    """`sentence` as `text` has it where only its blanks are filled, else None."""
    blanks = list(BLANK.finditer(sentence.text))
    around = BLANK.split(sentence.text)[::2]
    if not blanks or len("".join(around)) < _LEAST_AROUND_BLANK:
        return None
    match = re.fullmatch(f"(.{{1,{LONGEST_FILL}}}?)".join(map(re.escape, around)), text)
    if match is None:
        return None
    moved = [replace(f, start=f.start + _growth(blanks, match, f.start)) for f in sentence.fills]
    new = [
        Fill(blank.group(1), match.group(n), match.start(n))
        for n, blank in enumerate(blanks, 1)
        if match.group(n) != blank.group()
    ]
    fills = tuple(sorted([*moved, *new], key=lambda fill: fill.start))
    return replace(sentence, text=text, blanks=blanks_in(text), fills=fills)


def _growth(blanks: Sequence[re.Match[str]], match: re.Match[str], offset: int) -> int:
    """By how much what stands at `offset` has moved."""
    return sum(
        len(match.group(n)) - len(blank.group()) for n, blank in enumerate(blanks, 1) if blank.end() <= offset
    )


def _key(*texts: str) -> str:
    return "".join(printable("".join(texts)).split())
