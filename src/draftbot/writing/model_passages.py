"""What a chat model is shown of past reports: numbered passages without their facts,
without what speaks to a machine, without what one report alone quotes, and without marks that
could end the passages.

Whoever plants an order in a report says what is to be written, and puts it in quotes. What is
quoted is a fact of the report that quotes it, as a name is, unless another report or the user says
it too: the model does not see it, and what it cannot see it cannot repeat, however the order is put.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from draftbot.chinese.sentences import split_sentences
from draftbot.domain import DraftSection, Hit, OutlineSection
from draftbot.facts.brief import Brief
from draftbot.masking.instructions import is_instruction, is_markup, withheld_of
from draftbot.masking.mask import mask
from draftbot.masking.orders_by_meaning import OrdersByMeaning
from draftbot.writing.points import fits
from draftbot.writing.quotations import QUOTED

PASSAGES_PER_SECTION = 8
# Of each section before, the model is told this much.
BRIEF_CHARS = 60
_SQUARE = re.compile(r"[\[［]\s*\d[\d,，、\-—\s]*[\]］]")
_MARKS = str.maketrans("<>＜＞{}`#", "〈〉〈〉（）  ")


def usable_hits(
    hits: Sequence[Hit], section: OutlineSection, brief: Brief, orders: OrdersByMeaning
) -> list[Hit]:
    """The hits a model is shown for a section, in order; their place is their number."""
    fitting = (hit for hit in hits if fits(hit, section, brief) and shown_text(hit, brief))
    chosen: list[Hit] = []
    while next_ones := list(islice(fitting, PASSAGES_PER_SECTION - len(chosen))):
        with_orders = orders.within(hit.passage for hit in next_ones)
        chosen += [hit for hit in next_ones if hit.passage.id not in with_orders]
    return chosen


def passages_for_model(hits: Sequence[Hit], brief: Brief) -> str:
    """The passages of `usable_hits`, numbered from 1, one paragraph each."""
    shared = quoted_by_several(hits)
    blocks = []
    for number, hit in enumerate(hits, 1):
        headings = (_shown(heading, hit, brief, shared) for heading in hit.passage.heading_path)
        path = " / ".join(heading for heading in headings if heading)
        blocks.append(f"[{number}] {path}\n{shown_text(hit, brief, shared)}")
    return "\n\n".join(blocks)


def quoted_by_several(hits: Sequence[Hit]) -> frozenset[str]:
    """What stands in quotes in passages of more than one report."""
    by: dict[str, set[str]] = {}
    for hit in hits:
        for quoted in QUOTED.findall(hit.passage.text):
            by.setdefault(quoted, set()).add(hit.report.id)
    return frozenset(quoted for quoted, reports in by.items() if len(reports) > 1)


def shown_text(hit: Hit, brief: Brief, shared: frozenset[str] = frozenset()) -> str:
    """A passage as the model sees it, with what is quoted and `shared`; "" where nothing of it may
    be shown."""
    sentences = _sentences(hit)
    orders = withheld_of(hit.passage, sentences)
    told = (sentence for i, sentence in enumerate(sentences) if i not in orders)
    return "".join(_shown(sentence, hit, brief, shared) for sentence in told)


def withheld_text(hits: Sequence[Hit]) -> str:
    """The sentences of the hits that speak to a writer, which no answer may repeat."""
    kept: list[str] = []
    for hit in hits:
        sentences = _sentences(hit)
        kept += [sentences[i] for i in sorted(withheld_of(hit.passage, sentences))]
    return "\n".join(kept)


def _sentences(hit: Hit) -> list[str]:
    return [s for paragraph in hit.passage.text.split("\n") for s in split_sentences(paragraph)]


def unmarked(text: str) -> str:
    """`text` without marks that the prompt itself uses: tags, citation numbers."""
    return _SQUARE.sub("", text).translate(_MARKS)


def in_brief(sections: Sequence[DraftSection]) -> str:
    """What the sections so far say, a line each."""
    return "\n".join(unmarked(f"{s.heading}：{s.text[:BRIEF_CHARS]}…") for s in sections)


def _shown(text: str, hit: Hit, brief: Brief, shared: frozenset[str]) -> str:
    """A sentence or heading without its facts; "" where it may not be shown."""
    if is_instruction(text) or is_markup(text):
        return ""
    if any(quoted not in shared and quoted not in brief.vouched for quoted in QUOTED.findall(text)):
        return ""
    masked = mask(text, hit.report, brief)
    return unmarked(masked.text) if masked is not None else ""
