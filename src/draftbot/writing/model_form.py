"""What a chat model wrote, in the form a report has: its points numbered as 公文 are, no sentence broken
off at its end, and each sentence that stands in a passage with that as its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from draftbot.checks.support import LEAST_SUPPORT, support
from draftbot.chinese.enumerators import Family, Number, format_number, parse_number, without_enumerator
from draftbot.domain import DraftSection, Hit, Sentence, count_chars
from draftbot.masking.usable import LEAST_SENTENCE
from draftbot.writing.small_headings import LONGEST_HEADING
from draftbot.writing.sources import SourceRegister

# What ends a sentence of a report.
ENDS = ("。", "！", "？", "；", "：", "”", "）")
_COLON = "："
# What counts within a paragraph, and what may be but a figure.
_INLINE = frozenset((Family.ORDER, Family.POINT, Family.BARE))
Paragraph = tuple[Sentence, ...]


def in_form(section: DraftSection, hits: Sequence[Hit], register: SourceRegister) -> DraftSection:
    """The section whole, numbered and cited; what it cites is numbered in `register`."""
    paragraphs = _numbered(_unbroken(section.paragraphs), section.level)
    cited = tuple(tuple(_cited(sentence, hits, register) for sentence in each) for each in paragraphs)
    return replace(section, paragraphs=cited)


def _unbroken(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without a last sentence that just breaks off; one that lacks its full stop as the
    others do is whole."""
    kept = list(paragraphs)
    if not kept or kept[-1][-1].text.endswith(ENDS):
        return kept
    ends = [sentence.text.endswith(ENDS) for paragraph in kept for sentence in paragraph][:-1]
    if 2 * sum(ends) <= len(ends):
        return kept
    *before, last = kept
    return [*before, last[:-1]] if len(last) > 1 else before


def _numbered(paragraphs: Sequence[Paragraph], level: int) -> list[Paragraph]:
    """The paragraphs with the numbers that their depth below the section asks for, in the place of others:
    1. 演练与准备： is （一）演练与准备。"""
    depths: list[int] = []
    counts = Counter[int]()
    numbered = []
    for paragraph in paragraphs:
        first, *others = paragraph
        number = parse_number(first.text)
        if number is None or number.family in _INLINE or without_enumerator(first.text) == first.text:
            numbered.append(paragraph)
            continue
        # 1. and then 2、: what goes on counting is of the series, however it is written.
        goes_on = number.family not in depths and bool(depths) and number.ordinal > 1
        if number.family not in depths and not goes_on:
            depths.append(number.family)
        depth = len(depths) - 1 if goes_on else depths.index(number.family)
        counts[depth] += 1
        for deeper in range(depth + 1, len(depths)):
            counts[deeper] = 0
        text = format_number(level + 1 + depth, counts[depth]) + _headed(first.text, number)
        numbered.append((replace(first, text=text), *others))
    return numbered


def _headed(text: str, number: Number) -> str:
    """What stands behind a number, its small heading ended by a full stop."""
    heading, colon, rest = text[number.end :].strip().partition(_COLON)
    return (
        f"{heading}。{rest}" if colon and count_chars(heading) <= LONGEST_HEADING else heading + colon + rest
    )


def _cited(sentence: Sentence, hits: Sequence[Hit], register: SourceRegister) -> Sentence:
    """The sentence with the passage that bears it out, where it names none."""
    if sentence.citations or sentence.origin != "model" or count_chars(sentence.text) < LEAST_SENTENCE:
        return sentence
    borne = [support(sentence.text, "\n".join((*h.passage.heading_path, h.passage.text))) for h in hits]
    if not borne or max(borne) < LEAST_SUPPORT:
        return sentence
    hit = hits[borne.index(max(borne))]
    return replace(sentence, citations=(register.number(hit.passage, hit.report),))
