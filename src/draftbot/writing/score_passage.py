"""How well a past passage serves a section: topic, kind of unit, genre, office, wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from draftbot.chinese.offices import is_like_office, office_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table
from draftbot.corpus.title_parts import topic_words
from draftbot.domain import Hit, OutlineSection
from draftbot.facts.brief import Brief
from draftbot.facts.topic import share_named
from draftbot.masking.mask import Masked, is_own_report
from draftbot.masking.usable import speaks_as_i

# A passage must name this share of the topic, by weight of words.
LEAST_TOPIC = 0.4
_FULL_POINT = 150
_DAY = "日期"


def headings_of(hit: Hit) -> str:
    """The hit's report's title and headings, simplified."""
    return _plain((hit.report.title, *hit.passage.heading_path))


@lru_cache(maxsize=1024)
def _plain(headings: tuple[str, ...]) -> str:
    return to_simplified(" ".join(headings))


def heading_share(section: OutlineSection, hit: Hit) -> float:
    """The share of the telling words of a section's heading that the passage's headings
    name, 0 to 1; 0 for a heading that only says what its part does."""
    heading = to_simplified(section.heading)
    place = headings_of(hit)
    if virtue := _virtue().match(heading):
        return float(any(word in place for word in word_table("virtues")[virtue[1]]))
    words = topic_words(heading)
    return sum(word in place for word in words) / len(words) if words else 0.0


def score_passage(
    hit: Hit, sentences: Sequence[Masked], heading: str, section: OutlineSection, brief: Brief
) -> float:
    """What speaks for a passage in a section, about 0 to 3; better ones are higher."""
    report = hit.report
    trade = brief.trades.unit(report.unit, report.title).trade
    score = 1 / (1 + 0.08 * (hit.rank - 1))
    score += 0.25 * (hit.passage.role is section.role)
    score += (0.15 if brief.topic else 0.4) * (report.genre == brief.genre)
    score += 0.2 * (trade is not None and trade == brief.trade)
    # Who oversees does other things than who is overseen.
    score -= 0.3 * brief.trades.oversees(trade, brief.trade)
    score += 0.3 * is_own_report(report, brief)
    score += 0.4 * heading_share(section, hit)
    if brief.topic:
        score += 0.5 * share_named(brief.topic, headings_of(hit))
    if brief.first_person:
        score += _as_person(hit, sentences, brief)
    score += 0.2 * bool(heading)
    score += 0.3 * min(1.0, sum(len(s.text) for s in sentences) / _FULL_POINT)
    score -= sum(0.1 * len(s.blanks) + 0.1 * s.blanks.count(_DAY) for s in sentences)
    return score + 0.6 * any(s.fact for s in sentences)


def _as_person(hit: Hit, sentences: Sequence[Masked], brief: Brief) -> float:
    """A person reports as one of the same office would, not as a unit does."""
    said = 0.3 if any(speaks_as_i(s.text) for s in sentences) else -0.1
    theirs, ours = office_in(hit.report.title), office_in(brief.title)
    if not theirs or not ours:
        return said
    return said + 0.2 if is_like_office(theirs, ours) else said - 0.4


@cache
def _virtue() -> re.Pattern[str]:
    """What the parts are called in which a person is judged: 廉的方面."""
    return re.compile(rf"({any_of(word_table('virtues'))})(?:的?方面|$)")
