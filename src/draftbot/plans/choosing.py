"""Which of the candidates lend, and how much: all they have, what is on the topic, general wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from draftbot.chinese.organisations import head_noun
from draftbot.corpus.title_parts import group_noun
from draftbot.domain import PlannedReport, Share
from draftbot.facts.brief import Brief
from draftbot.plans.candidates import Candidate
from draftbot.plans.planned import as_planned
from draftbot.trades.trade import Trade

# So many reports are chosen of each kind at the most, and so many offered.
MOST_WHOLE, MOST_PART, MOST_GENERAL = 8, 6, 6
MOST_OFFERED = 6
ENOUGH_GENERAL = 2
# Of so many characters one comes to stand in a paper.
_TAKEN = 1.8
# Three units make a common structure.
ENOUGH_UNITS = 3


def one_of_each_family(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best of each family of near-duplicates."""
    families: dict[str, Candidate] = {}
    for candidate in candidates:
        families.setdefault(candidate.family, candidate)
    return list(families.values())


def of_one_trade(candidates: list[Candidate], brief: Brief) -> tuple[list[Candidate], Trade | None]:
    """The candidates, and the trade they are of: where the request tells neither a unit nor
    a trade, only those of one that has reports on the topic, and most reports at all: whose corpus
    it is, that trade's papers are asked for."""
    if brief.trade or brief.unit or brief.any_trade:
        return candidates, brief.trade
    trades = {c.trade.name: c.trade for c in candidates if c.trade}
    votes = _votes_by_topic(candidates)
    if not votes and len(trades) == 1:
        votes.update(trades)
    if not votes:
        return [replace(c, is_foreign=True) for c in candidates], None
    sizes = Counter(c.trade.name for c in candidates if c.trade)
    trade = trades[max(votes, key=lambda name: votes[name] * sizes[name])]
    kept = [replace(c, is_same_trade=True) for c in candidates if c.trade and c.trade.name == trade.name]
    return kept, trade


def _votes_by_topic(candidates: Sequence[Candidate]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for c in candidates:
        if c.trade and c.is_on_topic:
            votes[c.trade.name] += 2 if c.has_like_tense else 1
    return votes


def trade_with_such(candidates: Sequence[Candidate], unit: str) -> Trade | None:
    """The one trade whose reports' titles name a part of a unit as this unit is called (语文教研组: the
    数学教研组 of a school); None where several have such. A unit of its own (…指挥部办公室) is no part of one."""
    noun = head_noun(unit) if group_noun(unit) else ""
    named = {
        c.trade.name: c.trade for c in candidates if c.trade and len(noun) > 1 and noun in c.report.title
    }
    return next(iter(named.values())) if len(named) == 1 else None


def whole_ones(candidates: Sequence[Candidate], needed: float) -> list[Candidate]:
    """The reports on the topic: own ones and those of the same trade; where these are too few
    units and words for the length, look the other way or are none, those of others that may lend too."""
    on_topic = [c for c in candidates if c.is_on_topic]
    near = [c for c in on_topic if c.is_own or c.is_same_trade]
    if lend_enough(near, needed):
        return near[:MOST_WHOLE]
    far = [c for c in on_topic if c not in near]
    far = [c for c in far if c.has_like_tense] or far
    return [*near, *far][:MOST_WHOLE]


def offers(foreign: Sequence[Candidate], any_at_all: bool) -> list[PlannedReport]:
    """Reports of other trades on the topic, not chosen; for want of these, where nothing was
    chosen at all, such as lend general wording."""
    alike = [c for c in foreign if c.has_like_tense]
    whole = [c for c in alike if c.is_on_topic]
    share = Share.WHOLE if whole else Share.GENERAL
    rest = _by_turns(_by_genre(alike)) if any_at_all else []
    return [as_planned(c, share, is_chosen=False) for c in (whole or rest)[:MOST_OFFERED]]


def siblings(whole: Sequence[Candidate], everyone: Sequence[Candidate], needed: float) -> list[Candidate]:
    """Near-duplicates by other units of whole reports that leave a draft short, for what they
    say otherwise."""
    families, units = {c.family for c in whole}, {c.report.unit for c in whole} - {""}
    found = list[Candidate]()
    for c in everyone:
        chars = sum(each.report.chars for each in (*whole, *found))
        if len(whole) + len(found) == MOST_WHOLE or chars >= needed:
            break
        is_new = c not in whole and c.report.unit not in units and c.family in families
        if is_new and c.is_on_topic and c.has_like_tense:
            found.append(c)
            units |= {c.report.unit} - {""}
    return found


def lend_enough(whole: Sequence[Candidate], needed: float) -> bool:
    """Whether those of the writer's own trade among reports on the topic are of units enough, or
    long enough, to write from them alone."""
    near = [c for c in whole if (c.is_own or c.is_same_trade) and c.has_like_tense]
    units = {c.report.unit or c.report.id for c in near}
    return bool(near) and (len(units) >= ENOUGH_UNITS or sum(c.report.chars for c in near) >= needed)


def lend_plenty(whole: Sequence[Candidate], needed: float) -> bool:
    """Whether they fill the paper: of what reports say a good part is theirs alone, or told twice."""
    near = [c for c in whole if (c.is_own or c.is_same_trade) and c.has_like_tense]
    return any(c.is_own for c in near) or sum(c.report.chars for c in near) >= _TAKEN * needed


def general_ones(candidates: Sequence[Candidate], brief: Brief, only_near: bool) -> list[PlannedReport]:
    """Reports of the genre, else of others that look the same way, on whatever topic; those
    on everything first. Others than the same trade lend where it has little, and none of it
    on the topic (not `only_near`)."""
    alike = [c for c in candidates if c.has_like_tense]
    if brief.first_person:
        alike = [c for c in alike if c.is_same_genre]
    near = [c for c in alike if c.is_own or c.is_same_trade]
    far = [c for c in alike if c not in near] if len(near) < ENOUGH_GENERAL and not only_near else []
    ranked = [*_by_genre(near), *_by_turns(_by_genre(far))]
    if len(ranked) < ENOUGH_GENERAL and not only_near and not brief.first_person:
        # What a report intends is worded as a scheme is.
        ranked += [c for c in candidates if (c.is_own or c.is_same_trade) and not c.has_like_tense]
    return [as_planned(c, Share.GENERAL) for c in ranked[:MOST_GENERAL]]


def _by_genre(candidates: Sequence[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: (c.is_own, c.is_same_genre, not c.topic), reverse=True)


def _by_turns(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with their trades taking turns: which of the kindred is nearest is not known."""
    turns: Counter[str] = Counter()
    placed: list[tuple[int, int, Candidate]] = []
    for i, candidate in enumerate(candidates):
        name = candidate.trade.name if candidate.trade else ""
        placed.append((turns[name], i, candidate))
        turns[name] += 1
    return [candidate for _, _, candidate in sorted(placed, key=lambda one: one[:2])]


def on_everything(candidates: Sequence[Candidate], needed: float) -> list[PlannedReport]:
    """For a paper on everything, what the unit or like ones did in each line of work: the
    latest report on each topic."""
    alike = [c for c in candidates if c.has_like_tense]
    near = [c for c in alike if c.is_own or c.is_same_trade]
    near = near if sum(c.report.chars for c in near) >= needed else alike
    topics: dict[str, Candidate] = {}
    for candidate in near:
        topics.setdefault(candidate.topic, candidate)
    return [as_planned(c, Share.PART) for c in list(topics.values())[:MOST_PART]]


def on_parts(
    candidates: Sequence[Candidate], topic: str, brief: Brief, personal: frozenset[str]
) -> list[PlannedReport]:
    """Reports of the trade on something narrower (食品安全, where 安全 is asked for), the latest on each, and
    what a group like the writer's tells of itself (a 数学教研组 for a 语文教研组)."""
    noun = head_noun(brief.parts.group or brief.unit) if brief.group else ""
    narrower: dict[str, Candidate] = {}
    for c in candidates:
        if not (c.is_own or c.is_same_trade) or not c.has_like_tense or c.report.genre in personal:
            continue
        if len(noun) > 1 and noun in c.report.title:
            narrower.setdefault(c.report.id, c)
        elif topic in c.topic:
            narrower.setdefault(c.topic, c)
    return [as_planned(replace(c, likeness=1.0), Share.PART) for c in narrower.values()]
