"""What an action did to a draft, told from the draft before it and after."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from draftbot.chinese.blanks import BLANK
from draftbot.domain import Draft, Fact
from draftbot.drafts.addresses import heading_of
from draftbot.facts.figures_told import figures_told
from draftbot.messages import Message, shortened

_SHOWN, _CHARS_SHOWN = 3, 90


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence that stands in a draft and did not before, under its heading."""

    heading: str
    text: str


def new_sentences(before: Draft, after: Draft) -> list[Changed]:
    """Those of `after` that stood nowhere in the same part of `before`, in reading order."""
    old = {heading_of(before, i): [s.text for s in part.sentences] for i, part in before.parts}
    found = []
    for i, part in after.parts:
        heading = heading_of(after, i)
        texts = [s.text for s in part.sentences]
        same = SequenceMatcher(None, old.get(heading, []), texts, autojunk=False).get_matching_blocks()
        kept = {block.b + k for block in same for k in range(block.size)}
        found += [Changed(heading, text) for n, text in enumerate(texts) if n not in kept]
    return found


def fact_told(fact: Fact, before: Draft, after: Draft) -> list[Message]:
    """Where a fact stands now, and which of its figures stand nowhere."""
    new = new_sentences(before, after)
    if not new:
        return [Message("desk.told_nowhere", fact=fact.text)]
    text = BLANK.sub("", "".join(one.text for one in new))
    told = [figure for one in new for figure in figures_told(one.text)]
    left = [
        figure.text
        for figure in figures_told(fact.text)
        if figure.text not in text and not any(figure.says(one) for one in told)
    ]
    said = [
        Message("desk.now_reads", heading=one.heading, text=shortened(one.text, _CHARS_SHOWN))
        for one in new[:_SHOWN]
    ]
    said += [
        Message("desk.fact_told", heading=heading)
        for heading in dict.fromkeys(c.heading for c in new[_SHOWN:])
    ]
    return [*said, Message("desk.figures_untold", figures=tuple(left))] if left else said
