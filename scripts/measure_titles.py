"""Titles of units that the corpus never saw: what their plans and drafts rest on.

    DRAFTBOT_HOME=DIR python scripts/measure_titles.py [--count 300] [--draft 0] [--show]

Titles are [period][unit][topic][genre]; topics are those of the reports in DIR. The rung that is right is told
from the corpus, not from the plan: `like` where the unit's trade has a report on that very topic, `genre` where
nothing of it, no topic, heading or sentence, has two characters in a row in common with the topic, so that nobody
would say that it has. Counted: rungs told right, plans without a report, plans that rest on the same reports when
the unit is named by its kind alone, and chosen reports of a trade that may not lend. `--draft N` of the titles are
drafted, too: drafts nearly empty, and cited sentences of such a trade.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from draftbot.bootstrap import build_parts
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import DraftFinished, DraftRequest, Plan, Rung
from draftbot.service.parts import Parts
from draftbot.settings import load_settings
from draftbot.trades.trade import Trade, Unit
from draftbot.writing.measuring import with_lengths

PERIODS = ("2025年", "2026年上半年", "2025-2026学年第一学期", "2025年度", "2026年第一季度")
GENRES = ("工作总结", "工作汇报", "情况汇报")
PLACES = ("云栖里", "竹溪桥", "枫渡口", "临泽湾", "柏影川", "鹤汀洲", "石埂坪", "蓝楂岭", "杏梓关", "漱玉河")
TRADES, NEARLY_EMPTY = 16, 200


@dataclass(frozen=True, slots=True)
class Made:
    """A title with a unit's name, the same with a noun for such units, and the rung that is right."""

    title: str
    bare: str
    unit: str
    trade: Trade
    rung: Rung


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--draft", type=int, default=0)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    with ExitStack() as resources:
        parts = build_parts(load_settings(), resources)
        _measure(parts, list(made_titles(parts, options.count)), options.draft, options.show)


def made_titles(parts: Parts, count: int) -> Iterator[Made]:
    """`count` titles over the trades that have most reports, each trade in its turn."""
    draw = random.Random(33)
    topics, texts = _by_trade(parts)
    trades = sorted(topics, key=lambda trade: -len(texts[trade]))[:TRADES]
    everywhere = sorted({topic for those in topics.values() for topic in those})
    said = {trade: {pair for text in texts[trade] for pair in _pairs(text)} for trade in trades}
    for i in range(count):
        name = trades[i % len(trades)]
        trade = parts.knowledge.trades().named(name)
        assert trade is not None
        has = sorted(topics[name])
        lacks = [topic for topic in everywhere if not _pairs(topic) & said[name]]
        is_lacking = not has or (i // len(trades)) % 4 == 3
        if is_lacking and not lacks:
            is_lacking = False
        topic = draw.choice(lacks if is_lacking else has)
        tail = next(t for t in trade.tails if "…" not in t and len(t) > 1)  # 村 alone is no unit
        period, genre, place = draw.choice(PERIODS), draw.choice(GENRES), draw.choice(PLACES)
        unit = f"{place}{tail}"
        right = Rung.GENRE if is_lacking else Rung.LIKE
        yield Made(f"{period}{unit}{topic}{genre}", f"{period}{tail}{topic}{genre}", unit, trade, right)


def _by_trade(parts: Parts) -> tuple[dict[str, set[str]], dict[str, list[str]]]:
    """Of each trade the topics of its units' papers, and all that its reports say."""
    known = parts.knowledge.trades()
    personal = parts.drafter.planner.personal_genres
    topics, texts = defaultdict(set), defaultdict(list)
    for report, topic in parts.drafter.planner.topics_of_reports():
        trade = known.unit(report.unit, report.title).trade
        if trade is None:
            continue
        texts[trade.name].append(to_simplified(parts.catalog.report(report.id)[1].text))
        if topic and report.genre not in personal:
            topics[trade.name].add(topic)
    return topics, texts


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _measure(parts: Parts, titles: Sequence[Made], drafted: int, shows: bool) -> None:
    right = same = empty = foreign = 0
    for made in titles:
        plan, bare = _plan(parts, made.title), _plan(parts, made.bare)
        is_right, is_same = plan.rung is made.rung, _chosen(plan) == _chosen(bare)
        others = [r for r in plan.chosen if not _may_lend(parts, r.unit, r.title, made)]
        right, same, empty = right + is_right, same + is_same, empty + (not plan.chosen)
        foreign += len(others)
        if shows and not (is_right and is_same and plan.chosen and not others):
            what = f"{plan.rung} for {made.rung}" if not is_right else "other reports" if not is_same else ""
            print(
                f"{made.title}: {what} {[r.title for r in others]} ({plan.topic} | {bare.topic}, {bare.trade})"
            )
    n = len(titles)
    print(f"{n} titles: rung right {right / n:.1%}, same reports without the name {same / n:.1%}, ", end="")
    print(f"without any report {empty}, chosen reports of a trade that may not lend {foreign}")
    if drafted:
        _draft(parts, titles[:: max(1, n // drafted)])


def _request(parts: Parts, title: str) -> DraftRequest:
    return with_lengths(DraftRequest(title, parts.book.outline_for(title)), parts.book)


def _plan(parts: Parts, title: str) -> Plan:
    return parts.drafter.planner.plan(_request(parts, title))


def _chosen(plan: Plan) -> frozenset[str]:
    return frozenset(report.id for report in plan.chosen)


def _may_lend(parts: Parts, unit: str, title: str, made: Made) -> bool:
    known = parts.knowledge.trades()
    return known.may_lend_unasked(known.unit(unit, title), Unit(made.unit, made.trade))


def _draft(parts: Parts, titles: Sequence[Made]) -> None:
    nearly_empty = cited = foreign = 0
    for made in titles:
        events = parts.drafter.events(_request(parts, made.title))
        draft = next(event.draft for event in events if isinstance(event, DraftFinished))
        nearly_empty += sum(section.chars for section in draft.sections) < NEARLY_EMPTY
        mays = {source.number: _may_lend(parts, "", source.title, made) for source in draft.sources}
        told = [s for section in draft.sections for s in section.sentences if s.citations]
        cited += len(told)
        foreign += sum(not any(mays.get(n, True) for n in s.citations) for s in told)
    print(
        f"{len(titles)} drafts: nearly empty {nearly_empty}, cited sentences of such a trade {foreign} of {cited}"
    )


if __name__ == "__main__":
    main()
