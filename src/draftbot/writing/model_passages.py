"""What a chat model is shown of past reports: numbered passages without their facts,
without what speaks to a machine, and without marks that could end the passages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.chinese.sentences import split_sentences
from draftbot.domain import DraftSection, Hit, OutlineSection
from draftbot.facts.brief import Brief
from draftbot.masking.instructions import is_instruction
from draftbot.masking.mask import mask
from draftbot.writing.points import fits

PASSAGES_PER_SECTION = 8
# Of each section before, the model is told this much.
BRIEF_CHARS = 60
_SQUARE = re.compile(r"[\[［]\s*\d[\d,，、\-—\s]*[\]］]")
_MARKS = str.maketrans("<>＜＞{}`#", "〈〉〈〉（）  ")


def usable_hits(hits: Sequence[Hit], section: OutlineSection, brief: Brief) -> list[Hit]:
    """The hits a model is shown for a section, in order; their place is their number."""
    fitting = [hit for hit in hits if fits(hit, section, brief)]
    return [hit for hit in fitting if shown_text(hit, brief)][:PASSAGES_PER_SECTION]


def passages_for_model(hits: Sequence[Hit], brief: Brief) -> str:
    """The passages of `usable_hits`, numbered from 1, one paragraph each."""
    blocks = []
    for number, hit in enumerate(hits, 1):
        headings = (_shown(heading, hit, brief) for heading in hit.passage.heading_path)
        path = " / ".join(heading for heading in headings if heading)
        blocks.append(f"[{number}] {path}\n{shown_text(hit, brief)}")
    return "\n\n".join(blocks)


def shown_text(hit: Hit, brief: Brief) -> str:
    """A passage as the model sees it; "" where nothing of it may be shown."""
    shown: list[str] = []
    for paragraph in hit.passage.text.split("\n"):
        for sentence in split_sentences(paragraph):
            if is_instruction(sentence):
                # What follows may well go on with it.
                break
            shown.append(_shown(sentence, hit, brief))
    return "".join(shown)


def unmarked(text: str) -> str:
    """`text` without marks that the prompt itself uses: tags, citation numbers."""
    return _SQUARE.sub("", text).translate(_MARKS)


def in_brief(sections: Sequence[DraftSection]) -> str:
    """What the sections so far say, a line each."""
    return "\n".join(unmarked(f"{s.heading}：{s.text[:BRIEF_CHARS]}…") for s in sections)


def _shown(text: str, hit: Hit, brief: Brief) -> str:
    """A sentence or heading without its facts; "" where it may not be shown."""
    if is_instruction(text):
        return ""
    masked = mask(text, hit.report, brief)
    return unmarked(masked.text) if masked is not None else ""
