"""Which generated sentences a draft uses, and what its blanks stand for in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from draftbot.domain import Draft, Sentence
from draftbot.evaluation.drafting.planted.contacts import CONTACT
from draftbot.evaluation.drafting.planted.corpora import Corpus
from draftbot.evaluation.drafting.planted.planting import Said
from draftbot.evaluation.drafting.planted.strings import (
    FIGURE,
    GAP,
    Planted,
    is_numeral,
    squeezed,
    without_blanks,
)

# A sentence of a draft uses one of a report when it has this share of its plain pairs of characters.
_USED = 0.5


@dataclass(frozen=True, slots=True)
class Use:
    """A sentence of a draft that uses `said`; `text` has a mark in the place of each blank,
    `share` is of the plain pairs of characters that are used."""

    said: Said
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a blank stands for: the words of the source in its place, of them the plain ones,
    and whether anything planted is among them."""

    words: str
    plain: str
    is_name: bool


def uses_in(draft: Draft, corpus: Corpus) -> list[Use]:
    """Every generated sentence or heading that the draft uses, from the passages it cites."""
    said = [
        one for report in corpus.reports for p in report.paragraphs for one in _all(p.heading, p.sentences)
    ]
    cited = {
        source.number: squeezed(" ".join((*source.heading_path, source.text))) for source in draft.sources
    }
    sentences = [s for section in draft.sections for s in section.sentences]
    return [use for sentence in sentences for use in _uses(sentence, said, cited)]


def _all(heading: Said | None, sentences: Sequence[Said]) -> Iterator[Said]:
    if heading:
        yield heading
    yield from sentences


def _uses(sentence: Sentence, said: Sequence[Said], cited: Mapping[int, str]) -> Iterator[Use]:
    passages = [cited[number] for number in sentence.citations if number in cited]
    text = squeezed(without_blanks(sentence.text))
    for one in said:
        # A heading's number stands before it, and the sentence may be cut: any passage may do.
        if any(squeezed(one.text).rstrip("。") in passage for passage in passages):
            share = share_used(one, text)
            if share >= _USED:
                yield Use(one, text, share)


def share_used(said: Said, text: str) -> float:
    """The share of the plain pairs of characters of a sentence that stand in `text`; 0 to 1."""
    pairs = [
        squeezed(p.text)[i : i + 2] for p in said.pieces if not p.planted for i in range(len(p.text) - 1)
    ]
    pairs = [pair for pair in pairs if len(pair) == 2]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def torn_in(use: Use) -> Iterator[tuple[Planted, str]]:
    """What was planted and of which the draft's sentence shows a piece beside a blank, with the
    piece: 八 of 百分之八十七点八, 静 of 付文静; not the words that many names have."""
    kept = _kept(use)
    at = 0
    for piece in use.said.pieces:
        written = squeezed(piece.text)
        shown = kept[at : at + len(written)]
        at += len(written)
        if piece.planted is None or all(shown) or GAP not in use.text:
            continue
        left = "".join(c if is_kept else " " for c, is_kept in zip(written, shown, strict=True)).split()
        for run in left:
            if _tells(run, piece.planted):
                yield piece.planted, run


def _tells(run: str, planted: Planted) -> bool:
    """Whether a piece of something planted says more than any of its kind would."""
    if run in squeezed(planted.common):
        return False
    if planted.kind == FIGURE:
        return any(map(is_numeral, run))
    return any(c.isascii() and c.isalnum() for c in run) if planted.kind == CONTACT else run.isalnum()


def _kept(use: Use) -> list[bool]:
    """For each character of the source's sentence, whether the draft's has it in its place."""
    source = "".join(squeezed(piece.text) for piece in use.said.pieces)
    kept = [False] * len(source)
    for block in SequenceMatcher(None, source, use.text, autojunk=False).get_matching_blocks():
        kept[block.a : block.a + block.size] = [True] * block.size
    return kept


def hidden_in(use: Use) -> Iterator[Hidden]:
    """What each blank of the draft's sentence stands for in the source's."""
    source = "".join(squeezed(piece.text) for piece in use.said.pieces)
    is_planted = [bool(p.planted) for p in use.said.pieces for _ in squeezed(p.text)]
    for what, start, end, i, j in SequenceMatcher(None, source, use.text, autojunk=False).get_opcodes():
        new = use.text[i:j]
        if what == "equal" or GAP not in new:
            continue
        plain = "".join(
            c
            for c, name in zip(source[start:end], is_planted[start:end], strict=True)
            if not name and c.isalnum()
        )
        # Where words were put in beside the blank, as many plain ones went for them.
        reworded = len(new.replace(GAP, ""))
        yield Hidden(source[start:end], plain[reworded:], any(is_planted[start:end]))
