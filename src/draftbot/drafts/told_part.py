"""A part of a draft that tells what the user says it shall: his words stand in the place of what is borrowed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftbot.chinese.enumerators import ITEM, without_enumerator
from draftbot.domain import Draft, Fact, Sentence
from draftbot.drafts.items import Paragraph, numbered, starts_item
from draftbot.drafts.taken_out import with_taken_out
from draftbot.errors import Locked
from draftbot.facts.amounts import telling_words
from draftbot.facts.figures_told import figures_told
from draftbot.messages import NOTHING, quoted

_PIECES = re.compile("[，、；。]")


def with_part_told(
    draft: Draft, i: int, items: Sequence[str], facts: Sequence[Fact], only: bool, point: str = ""
) -> Draft:
    """The draft whose `i`-th section tells `items`, each a sentence as the user numbered it, and which tells
    `facts`. What the user had told there stays before them where it is not told again, unless they are the
    `only` ones. With a `point` all this is of what stands under that small heading. Raises Locked."""
    section = draft.sections[i]
    if point:
        return _with_point_told(draft, i, point, items, facts)
    if any(sentence.locked for sentence in section.sentences):
        raise Locked(what=quoted(section.heading))
    told = tuple(map(_told, items))
    kept = () if only else tuple(_unnumbered(s) for s in section.sentences if _is_kept(s, items))
    lead = section.sentences[:1] if len(items) > 1 and _announces(section.sentences) else ()
    rows: list[Paragraph] = [row for row in (kept, *_rows(lead, told)) if row]
    return _with_rows(draft, i, rows, facts)


def _rows(lead: Paragraph, told: Paragraph) -> list[Paragraph]:
    """What is counted （一）, each in a paragraph of its own; all else in one."""
    if all((match := ITEM.match(one.text)) and not match["point"] for one in told):
        return [lead, *((one,) for one in told)]
    return [(*lead, *told)]


def _with_point_told(draft: Draft, i: int, point: str, items: Sequence[str], facts: Sequence[Fact]) -> Draft:
    section = draft.sections[i]
    told = [_told(item) for item in items]
    rows: list[Paragraph] = []
    within = False
    for paragraph in section.paragraphs:
        row: list[Sentence] = []
        for sentence in paragraph:
            is_point = without_enumerator(sentence.text).strip("。：") == point
            within = is_point or (within and not starts_item(sentence))
            if is_point:
                row += [sentence, *told]
            elif not within or sentence.locked or _is_kept(sentence, items):
                row.append(sentence)
        rows += [tuple(row)] if row else []
    return _with_rows(draft, i, rows, facts)


def _told(item: str) -> Sentence:
    return Sentence(f"{item.rstrip('。；;，,')}。", (), (), "fact")


def _with_rows(draft: Draft, i: int, rows: Sequence[Paragraph], facts: Sequence[Fact]) -> Draft:
    sections = list(draft.sections)
    sections[i] = replace(sections[i], paragraphs=numbered(rows), note=NOTHING)
    request = replace(draft.request, facts=replace(draft.request.facts, facts=tuple(facts)))
    left = {sentence.text for row in rows for sentence in row}
    gone = [one for one in draft.sections[i].sentences if one.text not in left]
    return with_taken_out(replace(draft, sections=tuple(sections), request=request), gone)


def tells_again(old: str, new: str) -> bool:
    """Whether `new` tells all that `old` tells: what it counts of the same things, the rest in its words."""
    figures, theirs = figures_told(old), figures_told(new)
    if not figures:
        return without_enumerator(old).strip("。") in new
    if not all(any(f.says(t) and f.matter & t.matter for t in theirs) for f in figures):
        return False
    uncounted = [piece for piece in _PIECES.split(old) if not figures_told(piece)]
    return all(telling_words(piece) <= telling_words(new) for piece in uncounted)


def _is_kept(sentence: Sentence, items: Sequence[str]) -> bool:
    is_told = sentence.is_users or bool(sentence.fills)
    return is_told and not sentence.blanks and not any(tells_again(sentence.text, item) for item in items)


def _unnumbered(sentence: Sentence) -> Sentence:
    if sentence.fills:
        return sentence
    return replace(sentence, text=without_enumerator(sentence.text))


def _announces(sentences: Sequence[Sentence]) -> bool:
    """Whether the first of several sentences only announces what the others tell."""
    if len(sentences) < 2 or starts_item(sentences[0]):
        return False
    return sentences[0].origin == "connective" and not sentences[0].blanks
