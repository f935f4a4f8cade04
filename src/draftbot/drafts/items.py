"""The numbers of items within a section: 一是…二是…, （一）…（二）…, 1.…2.…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.numerals import write_number
from draftbot.domain import DraftSection, Sentence

Paragraph = tuple[Sentence, ...]


def starts_item(sentence: Sentence) -> bool:
    return ITEM.match(sentence.text) is not None


def unnumbered(section: DraftSection) -> list[Sentence]:
    """The sentences of a section that tell something and are no items; what announces or is locked is none."""
    return [
        s
        for s in section.sentences
        if not (starts_item(s) or s.locked or (s.origin == "connective" and not s.blanks))
    ]


def with_number_of(gone: Sentence, behind: Sentence) -> Sentence:
    """The sentence behind one that began an item and is gone, as the item's beginning."""
    match = ITEM.match(gone.text)
    if match is None or starts_item(behind) or behind.locked:
        return behind
    fills = tuple(replace(fill, start=fill.start + match.end()) for fill in behind.fills)
    return replace(behind, text=match.group() + behind.text, fills=fills)


def numbered(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of a section with 一是…二是… counted through each paragraph, （一）…（二）… through all of
    them, and 1.…2.… through all under one （一）; what is locked keeps its number."""
    result, brackets, digits = [], 0, 0
    for paragraph in paragraphs:
        points, row = 0, []
        for sentence in paragraph:
            match = ITEM.match(sentence.text)
            if match and match["point"]:
                points += 1
                sentence = _with_number(sentence, match, f"{write_number(points)}是")
            elif match and match["digits"]:
                digits += 1
                sentence = _with_number(sentence, match, f"{digits}{match.group()[-1]}")
            elif match:
                brackets, digits = brackets + 1, 0
                sentence = _with_number(sentence, match, f"（{write_number(brackets)}）")
            row.append(sentence)
        result.append(tuple(row))
    return tuple(result)


def _with_number(sentence: Sentence, match: re.Match[str], number: str) -> Sentence:
    if sentence.locked or match.group() == number:
        return sentence
    growth = len(number) - match.end()
    fills = tuple(replace(fill, start=fill.start + growth) for fill in sentence.fills)
    return replace(sentence, text=number + sentence.text[match.end() :], fills=fills)
