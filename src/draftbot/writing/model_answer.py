"""A chat model's answer, read as a section: sentences, and the passages each cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftbot.chinese.blanks import blanks_in
from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.sentences import split_sentences
from draftbot.domain import DraftSection, Hit, Sentence
from draftbot.writing.sources import SourceRegister

# [1], [1,2], [1-3], 【2】, ［段落1］; anything else in square brackets cites nothing
# ([来源], [x]), but 国发[2024]3号 is a document number.
_NUMBERS = r"(?:段落?|来源|资料|出处|注)?\s*\d{1,9}(?:\s*[,，、;；\-–—~～至]\s*(?:段落?|来源)?\s*\d{1,9})*"
_CITATION = re.compile(
    rf"(?:[\[［【〖]\s*(?P<numbers>{_NUMBERS})\s*[\]］】〗]|[\[［][^\[\]［］\n]{{0,20}}[\]］])(?!\s*第?\s*\d+\s*号)"
)
# Stands for a citation while sentences are cut: a character of no language.
_MARK = "\ue000"
_RANGE = re.compile(r"(\d+)\s*[-–—~～至]\s*(?:段落?|来源)?\s*(\d+)")
_MARKUP = re.compile(r"^\s*(?:#+\s*|[-*•·]\s+)|\*\*|^\s*```\w*\s*$", re.MULTILINE)
_LONGEST_RANGE = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """`invented` are citations of nothing, as the model wrote them."""

    section: DraftSection
    invented: tuple[str, ...]


def read_answer(text: str, heading: str, level: int, hits: Sequence[Hit], register: SourceRegister) -> Answer:
    """A model's answer as a section; its citations are numbered in `register`.

    `hits` are those the model was shown, in the order they were numbered. A
    citation of anything else is dropped and told.
    """
    invented: list[str] = []
    paragraphs = []
    for line in _MARKUP.sub("", text.replace(_MARK, "")).splitlines():
        citations = [_cited(match, hits, invented) for match in _CITATION.finditer(line)]
        marked = _CITATION.sub(_MARK, line).strip()
        if not marked or _is_heading(marked, heading):
            continue
        queue = iter(citations)
        sentences = [_sentence(piece, queue, register) for piece in _sentences(marked)]
        paragraphs.append(tuple(s for s in sentences if s.text))
    return Answer(DraftSection(heading, level, tuple(p for p in paragraphs if p)), tuple(invented))


def _is_heading(line: str, heading: str) -> bool:
    bare = without_enumerator(line).strip("：:。 ")
    return bare == heading


def _sentences(marked: str) -> list[str]:
    """The sentences of a line, each with the marks that stand behind it: 。[1] is of the
    sentence before."""
    pieces: list[str] = []
    for piece in split_sentences(marked):
        own = piece.lstrip(_MARK + " ")
        if pieces:
            pieces[-1] += piece[: len(piece) - len(own)]
            piece = own
        if piece:
            pieces.append(piece)
    return pieces


def _cited(match: re.Match[str], hits: Sequence[Hit], invented: list[str]) -> list[Hit]:
    """The passages a citation names; what it invents is added to `invented`."""
    if match["numbers"] is None:
        invented.append(match.group())
        return []
    numbers = _numbers(match["numbers"])
    invented += [f"[{n}]" for n in numbers if not 1 <= n <= len(hits)]
    return [hits[n - 1] for n in numbers if 1 <= n <= len(hits)]


def _sentence(piece: str, citations: Iterator[list[Hit]], register: SourceRegister) -> Sentence:
    """A sentence with the citations its marks stand for, taken from `citations` in order."""
    cited = [hit for _ in range(piece.count(_MARK)) for hit in next(citations)]
    text = re.sub(rf"\s*{_MARK}", "", piece).strip()
    numbers = [register.number(hit.passage, hit.report) for hit in cited] if text else []
    return Sentence(text, tuple(dict.fromkeys(numbers)), blanks_in(text), "model")


def _numbers(written: str) -> list[int]:
    """The numbers of a citation; 1-3 is 1, 2 and 3."""
    numbers: list[int] = []
    for first, last in ((int(m[1]), int(m[2])) for m in _RANGE.finditer(written)):
        numbers += range(first, last + 1) if 0 <= last - first < _LONGEST_RANGE else (first, last)
    return numbers + [int(n) for n in re.findall(r"\d+", _RANGE.sub("", written))]
