"""A draft without its blanks: what the user told stays, and no heading stays with nothing under it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from draftbot.chinese.blanks import BLANK, blank
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import CLOSING, OPENING, Draft, DraftSection, Sentence
from draftbot.drafts.addresses import Spot, sentence_at
from draftbot.drafts.items import starts_item
from draftbot.drafts.rearranging import TELLS, delete_sentences, put_text, with_text

_CLAUSE = re.compile(r"[^，；。]+[，；。]?")
_FIGURE = re.compile(r"\d")


def without_blanks(draft: Draft, spots: Collection[Spot]) -> tuple[Draft, list[str]]:
    """The draft without the blanks of these sentences, and the headings of parts that had nothing else, each
    of which keeps one blank. Of a sentence that tells a fact, and of the first and last lines, only the
    clauses with blanks go; a small heading goes with the last sentence under it."""
    gone = set[Spot]()
    for spot in spots:
        sentence = sentence_at(draft, spot)
        is_line = spot.section in (OPENING, CLOSING)
        left = "" if sentence.locked else _told_by_user(draft, sentence, of_any=is_line)
        if left:
            draft = put_text(draft, spot, left)
        elif not sentence.locked:
            gone.add(spot)
    gone |= set(_bare_heads(draft, gone))
    after = delete_sentences(draft, gone)[0]
    touched = {spot.section for spot in gone}
    sections = tuple(of_one_item(draft, s) if i in touched else s for i, s in enumerate(after.sections))
    return with_emptied_blank(draft, replace(after, sections=sections))


def of_one_item(draft: Draft, section: DraftSection) -> DraftSection:
    """A section of which one item is left, without its number, and without what announced several."""
    sentences = section.sentences
    starts = [j for j, sentence in enumerate(sentences) if starts_item(sentence)]
    if len(starts) != 1 or not all(_announces(draft, s) for s in sentences[: starts[0]]):
        return section
    first, *others = sentences[starts[0] :]
    item = ITEM.match(first.text)
    if first.locked or item is None or not first.text[item.end() :]:
        return section
    if others and _is_heading(first):
        return replace(section, paragraphs=(tuple(others),))
    text = first.text[item.end() :]
    return replace(section, paragraphs=((with_text(first, text), *others),))


def with_emptied_blank(draft: Draft, after: Draft) -> tuple[Draft, list[str]]:
    """`after` with one blank in each part of which all that stood in `draft` is gone, and their headings."""
    emptied = [
        i
        for i, section in enumerate(after.sections)
        if draft.sections[i].paragraphs and not section.paragraphs
    ]
    sections = list(after.sections)
    for i in emptied:
        label = sections[i].heading
        sections[i] = replace(
            sections[i], paragraphs=((Sentence(blank(label), (), (label,), "connective"),),)
        )
    return replace(after, sections=tuple(sections)), [sections[i].heading for i in emptied]


def _announces(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence says what follows, and nothing that the user told."""
    facts = (shingles(fact.text) for fact in draft.request.facts.facts)
    told = shingles(sentence.text)
    is_plain = sentence.origin == "connective" and not sentence.locked and not sentence.blanks
    return is_plain and not any(overlap(fact, told) >= TELLS for fact in facts)


def _told_by_user(draft: Draft, sentence: Sentence, of_any: bool = False) -> str:
    """The clauses without a blank of a sentence that tells what the user told; "" where it tells nothing, unless
    it may be `of_any`."""
    facts = [shingles(fact.text) for fact in draft.request.facts.facts]
    clauses = [clause for clause in _CLAUSE.findall(BLANK.sub("\0", sentence.text)) if "\0" not in clause]
    filled = [fill.text for fill in sentence.fills]
    told = [
        clause
        for clause in clauses
        if any(fill in clause for fill in filled)
        or any(overlap(shingles(clause), fact) >= TELLS for fact in facts)
    ]
    if not (told or of_any) and sentence.origin != "user":
        return ""
    text = "".join(clauses).rstrip("，；。")
    return f"{text}。" if text else ""


def _bare_heads(draft: Draft, gone: set[Spot]) -> Iterator[Spot]:
    """The first sentences of points, where they are but headings and all that stands under them goes."""
    for i, section in enumerate(draft.sections):
        sentences = section.sentences
        starts = [j for j, sentence in enumerate(sentences) if starts_item(sentence)]
        for j, end in pairwise([*starts, len(sentences)]):
            under = [Spot(i, k) for k in range(j + 1, end)]
            if under and gone.issuperset(under) and _is_heading(sentences[j]):
                yield Spot(i, j)


def _is_heading(sentence: Sentence) -> bool:
    is_kept = sentence.locked or sentence.is_users
    return not is_kept and "，" not in sentence.text and not _FIGURE.search(sentence.text)
