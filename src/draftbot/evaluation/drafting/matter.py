"""Whether other reports hold the matter of a section, told apart from the writer's own
choice, so that a writer which refuses what it could use is found short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.words import words_of
from draftbot.domain import Filters, Hit, OutlineSection, Role
from draftbot.evaluation.drafting.cases import Case
from draftbot.evaluation.drafting.invented import PLANS, matter_of
from draftbot.retrieval.search import Search
from draftbot.trades.trades import Trades

LEAST_PASSAGES = 3
_HITS = 60
# A passage speaks of a topic that it names by half, its words weighed by their rarity.
_LEAST_NAMED = 0.5


def supporting(search: Search, case: Case, section: OutlineSection, trades: Trades) -> list[Hit]:
    """Passages fit for a section: of its role, of a unit of like kind, in the same tense (a
    plan's for a plan), and naming its topic: the title's, and for a section whose heading
    announces no role what the heading says."""
    query = f"{case.request.title} {section.heading}"
    roles = () if section.role is Role.OTHER else (section.role,)
    hits = search.search(query, _HITS, Filters(roles=roles)).hits
    own = trades.unit(case.invented.unit)
    words = words_of(matter_of(case.request.title, case.invented.unit))
    if section.role is Role.OTHER:
        words = [*words, *words_of(to_simplified(section.heading))]
    topic = search.rarities(list(dict.fromkeys(words)))
    return [
        hit
        for hit in hits
        if trades.are_kin(trades.unit(hit.report.unit, hit.report.title), own)
        and (
            section.role is Role.PLANS or (hit.report.genre in PLANS) == (case.request.outline.genre in PLANS)
        )
        and _named(hit, topic) >= _LEAST_NAMED
    ]


def top_passages(search: Search, case: Case, section: OutlineSection) -> Iterator[str]:
    """What a plain search for title and heading finds, best first."""
    hits: Sequence[Hit] = search.search(f"{case.request.title} {section.heading}", 10).hits
    return (hit.passage.text for hit in hits)


def _named(hit: Hit, topic: dict[str, float]) -> float:
    """The share of the topic that a passage, its headings and its report's title name."""
    # A word in every report weighs nothing, and so would a topic of such words alone.
    weights = topic if any(topic.values()) else dict.fromkeys(topic, 1.0)
    if not weights:
        return 1.0
    whole = to_simplified("\n".join((hit.report.title, *hit.passage.heading_path, hit.passage.text)))
    return sum(weight for word, weight in weights.items() if word in whole) / sum(weights.values())
