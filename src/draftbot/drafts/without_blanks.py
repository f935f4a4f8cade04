"""A draft without its blanks: what the user told stays, and no heading stays with nothing under it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from draftbot.chinese.blanks import BLANK, blank
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import Draft, Sentence
from draftbot.drafts.addresses import Spot, sentence_at
from draftbot.drafts.items import starts_item
from draftbot.drafts.rearranging import TELLS, delete_sentences, put_text

_CLAUSE = re.compile(r"[^，；。]+[，；。]?")
_FIGURE = re.compile(r"\d")


def without_blanks(draft: Draft, spots: Collection[Spot]) -> tuple[Draft, list[str]]:
    """The draft without the blanks of these sentences, and the headings of parts that had nothing else, each
    of which keeps one blank. Of a sentence that tells a fact only the clauses with blanks go; a small heading
    goes with the last sentence under it."""
    gone = set[Spot]()
    for spot in spots:
        sentence = sentence_at(draft, spot)
        left = "" if sentence.locked else _told_by_user(draft, sentence)
        if left:
            draft = put_text(draft, spot, left)
        elif not sentence.locked:
            gone.add(spot)
    gone |= set(_bare_heads(draft, gone))
    return with_emptied_blank(draft, delete_sentences(draft, gone)[0])


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


def _told_by_user(draft: Draft, sentence: Sentence) -> str:
    """The clauses without a blank of a sentence that tells what the user told; "" where it tells nothing."""
    facts = [shingles(fact.text) for fact in draft.request.facts.facts]
    clauses = [clause for clause in _CLAUSE.findall(BLANK.sub("\0", sentence.text)) if "\0" not in clause]
    filled = [fill.text for fill in sentence.fills]
    told = [
        clause
        for clause in clauses
        if any(fill in clause for fill in filled)
        or any(overlap(shingles(clause), fact) >= TELLS for fact in facts)
    ]
    if not told and sentence.origin != "user":
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
