"""A figure that was corrected, in the blank that it was put into."""

from __future__ import annotations

from dataclasses import replace

from draftbot.domain import Draft, Fill, Sentence, fills_moved


def refilled(draft: Draft, fact: str, old: str, new: str) -> Draft:
    """The draft with `new` for `old` in the one blank that holds this figure of `fact`; as it is where several
    do, or none."""
    told = [s for s in draft.sentences if not s.locked]
    holding = [(s, fill) for s in told for fill in s.fills if _holds(fill, fact, old)]
    if len(holding) != 1:
        return draft
    sentence, fill = holding[0]
    behind = old[old.index(fill.text) + len(fill.text) :]
    before = old[: old.index(fill.text)]
    if not (new.startswith(before) and new.endswith(behind)):
        return draft
    value = new[len(before) : len(new) - len(behind)]
    made = _with(sentence, fill, value)
    for i, part in draft.parts:
        rows = tuple(tuple(made if s == sentence else s for s in row) for row in part.paragraphs)
        draft = draft.with_part(i, replace(part, paragraphs=rows))
    return draft


def _holds(fill: Fill, fact: str, old: str) -> bool:
    return bool(fill.text) and fill.text in old and old in fact


def _with(sentence: Sentence, fill: Fill, value: str) -> Sentence:
    end = fill.start + len(fill.text)
    grown = len(value) - len(fill.text)
    fills = (replace(one, text=value) if one is fill else one for one in sentence.fills)
    return replace(
        sentence,
        text=sentence.text[: fill.start] + value + sentence.text[end:],
        fills=fills_moved(fills, fill.start, grown),
    )
