"""The small headings of past reports: which of them may stand over a point of another paper."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.domain import Hit, OutlineSection, Role, Share
from draftbot.facts.brief import Brief
from draftbot.facts.topic import share_named
from draftbot.masking.instructions import is_instruction
from draftbot.masking.mask import mask
from draftbot.writing.generality import is_general
from draftbot.writing.score_passage import LEAST_TOPIC, headings_of

LONGEST_HEADING = 18
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")


@cache
def trivial_heading() -> re.Pattern[str]:
    """Headings that say nothing of their own: 存在的问题, …如下, …工作."""
    trivial = any_of(words_in("heading_fillers", "trivial"))
    return re.compile(rf"{trivial}|工作$")


def usable_heading(hit: Hit, section: OutlineSection, brief: Brief) -> str:
    """The passage's innermost heading where it says something of its own."""
    path = hit.passage.heading_path
    if len(path) < 2:
        return ""
    heading = _ASIDE.sub("", without_enumerator(to_simplified(path[-1]).strip("。：:；，, ")))
    if (
        not 4 <= len(heading) <= LONGEST_HEADING
        or heading == section.heading
        or trivial_heading().search(heading)
        or (heading.endswith("阶段") and section.role is not Role.STEPS)
        or not _heads_the_topic(heading, hit, brief)
    ):
        return ""
    masked = mask(heading, hit.report, brief)
    if masked is None or masked.blanks or brief.foreign_words(heading) or is_instruction(heading):
        return ""
    return masked.text


def _heads_the_topic(heading: str, hit: Hit, brief: Brief) -> bool:
    share = brief.share_of(hit.report)
    if share is Share.GENERAL:
        return is_general(heading, hit.report, brief)
    if share is Share.WHOLE or brief.is_on_a_part(hit.report):
        return True
    return share_named(brief.topic, headings_of(hit)) >= LEAST_TOPIC
