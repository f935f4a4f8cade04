"""Whole reports ranked for a request, before anything is written from them.

Whose reports and on what: the unit's own on the topic, like units' on the topic, passages
on it in their other reports, and where there are too few of these, what reports of the
genre say on any topic. A like unit is one of the same trade, or of one that does its work
at another level. Reports of other trades are only offered: they lend once the user says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

from draftbot.chinese.offices import is_deputy_of, is_like_office
from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.title_parts import TitleParts, office_of, parts_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import SAME_TOPIC, DraftRequest, Filters, Plan, PlannedReport, ReportSummary, Rung, Share
from draftbot.facts.brief import Brief, brief_for
from draftbot.facts.knowledge import CorpusKnowledge, Knowledge
from draftbot.masking.mask import is_own_report
from draftbot.messages import Message
from draftbot.plans.everyday_words import everyday_words
from draftbot.plans.topic_lists import list_of, names_of
from draftbot.plans.topics import TopicMatcher, topic_of
from draftbot.retrieval.search import MAX_HITS, Search
from draftbot.trades.trade import Trade, Unit

FUTURE_GENRES = frozenset({"工作计划", "实施方案"})
# So many reports are chosen of each kind at the most; shown are a few more.
MOST_WHOLE, MOST_PART, MOST_GENERAL, MOST_SHOWN = 8, 6, 6, 20
MOST_OFFERED = 6
# Of those on a part of the topic two tell of the same part.
MOST_OF_A_MATTER = 2
ENOUGH_GENERAL = 2
# Reports of less than this share of the length asked for are too little; three units make a
# common structure.
LEAST_SHARE, ENOUGH_UNITS, USUAL_LENGTH = 0.9, 3, 2500
# With so many whole reports on the topic no others are needed.
ENOUGH_WHOLE = 3
_LIKE_OFFICE, _DEPUTY, _OTHER_OFFICE = 1.0, 0.6, 0.2
# What the words of everyday are learnt from, at the most.
_READ_FOR_WORDS = 200


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A report held against a request. `likeness` is of the topics; `has_like_tense` says
    whether both look back, or both ahead; an `is_foreign` one is of another trade, `is_kin`
    of one that does like work."""

    report: ReportSummary
    trade: Trade | None
    topic: str
    likeness: float
    is_own: bool
    is_same_trade: bool
    is_same_genre: bool
    has_like_tense: bool
    is_kin: bool
    is_foreign: bool

    @property
    def is_on_topic(self) -> bool:
        return self.likeness >= SAME_TOPIC

    @property
    def rank(self) -> tuple[float, ...]:
        """Greater is better."""
        score = self.likeness + 0.25 * self.is_same_genre + 0.5 * self.has_like_tense
        return (
            self.is_own,
            self.is_same_trade,
            not self.is_foreign,
            self.is_kin,
            score,
            self.report.year or 0,
        )


class Planner:
    """Makes the plan of a request, and the brief that draws on its reports."""

    def __init__(
        self, search: Search, knowledge: CorpusKnowledge, personal_genres: frozenset[str] = frozenset()
    ) -> None:
        self.search, self.knowledge, self.personal_genres = search, knowledge, personal_genres
        self.topics = TopicMatcher(search.embeddings)
        self._titles: dict[tuple[str, str], TitleParts] = {}
        # Where this one sees a part only: which words are everyday's the whole corpus tells.
        self._whole: Planner | None = None
        self._everyday: tuple[tuple[int, int], frozenset[str]] | None = None

    def seen_by(self, search: Search, knowledge: CorpusKnowledge) -> Planner:
        """The same over what somebody sees; what it knows of titles is shared."""
        other = copy(self)
        other.search, other.knowledge, other._whole = search, knowledge, self._whole or self
        return other

    def brief(self, request: DraftRequest, plan: Plan | None = None) -> tuple[Brief, Plan]:
        """The brief of a request with the reports of `plan`, or of one made for it.
        Raises VectorStoreUnavailable."""
        known = self.knowledge.now()
        brief = brief_for(request, known)
        plan = plan or self._plan(request, brief, known)
        brief = brief.of_trade(brief.trades.named(plan.trade))
        general = any(report.share is Share.GENERAL for report in plan.chosen)
        words = self._everyday_words() if general else frozenset[str]()
        models = self._on_topic(topic_of(brief.parts)) - frozenset(plan.lenders)
        return replace(brief, lenders=plan.lenders, everyday_words=words, models=models), plan

    def plan(self, request: DraftRequest) -> Plan:
        """The reports to draw on for a request. Raises VectorStoreUnavailable."""
        return self.brief(request)[1]

    def topics_of_reports(self) -> list[tuple[ReportSummary, str]]:
        """Each report with what it is on, "" for a report on everything."""
        reader = UnitReader(None, self.knowledge.trades())
        return [(r, topic_of(self._parts_of(r, reader))) for r in self.knowledge.catalog.reports()]

    def _on_topic(self, topic: str) -> frozenset[str]:
        """All reports on a topic, whoever's, by id."""
        if not topic:
            return frozenset()
        reports = self.topics_of_reports()
        likeness = self.topics.likeness(topic, [its_topic for _, its_topic in reports])
        return frozenset(
            report.id for (report, _), like in zip(reports, likeness, strict=True) if like >= SAME_TOPIC
        )

    # -- candidates ------------------------------------------------------------------

    def _plan(self, request: DraftRequest, brief: Brief, known: Knowledge) -> Plan:
        topic = topic_of(brief.parts)
        candidates = self._candidates(request, topic, brief, known)
        usual = self._usual_plan(request, brief, topic, candidates)
        return usual if request.reports is None else _as_told(request.reports, candidates, usual)

    def _usual_plan(
        self, request: DraftRequest, brief: Brief, topic: str, candidates: list[_Candidate]
    ) -> Plan:
        """The plan where the user has chosen nothing."""
        everyone, trade = _of_one_trade(candidates, brief)
        if trade and trade.is_body and not topic and not brief.any_trade:
            # What its host did in every line of work is nothing a party branch did.
            everyone = [c for c in everyone if c.is_own or (c.trade and c.trade.is_body)]
        foreign = [] if brief.any_trade else [c for c in everyone if c.is_foreign]
        everyone = [c for c in everyone if brief.any_trade or not c.is_foreign]
        candidates = _one_of_each_family(everyone)
        foreign = _one_of_each_family(foreign)
        needed = LEAST_SHARE * (request.length or request.outline.length or USUAL_LENGTH)
        whole = _whole(candidates, needed)
        lends_enough = _lends_enough(whole, needed)
        whole += _siblings(whole, everyone, needed)
        useful = [c for c in whole if c.has_like_tense]
        left = [c for c in candidates if c not in whole]
        part = self._part(left, topic, brief) if len(useful) < ENOUGH_WHOLE else []
        if not topic and not brief.first_person:
            part = _of_everything(left, needed)
        if topic and not lends_enough:
            known = {planned.id for planned in part}
            part += self._on_matters([c for c in left if c.report.id not in known], topic, brief)[
                : MOST_PART - len(part)
            ]
        in_part = {planned.id for planned in part}
        left = [c for c in left if c.report.id not in in_part]
        near = any(c.is_own or c.is_same_trade for c in useful)
        if not brief.first_person:  # What somebody says of himself serves no paper of a unit.
            left = [c for c in left if c.report.genre not in self.personal_genres]
            foreign = [c for c in foreign if c.report.genre not in self.personal_genres]
        general = _general(left, brief, near) if len(useful) < ENOUGH_WHOLE else []
        planned = [*(_planned(c, Share.WHOLE) for c in whole), *part, *general]
        shown = {report.id for report in planned}
        others = [c for c in candidates if c.is_on_topic and c.report.id not in shown]
        planned += [_planned(c, Share.WHOLE, is_chosen=False) for c in others]
        offered = [] if lends_enough else _offered(foreign, any_at_all=not planned)
        room = max(MOST_SHOWN - len(offered), sum(report.is_chosen for report in planned))
        name = trade.name if trade else ""
        return Plan(_rung(planned), (*planned[:room], *offered), topic, name)

    def _candidates(
        self, request: DraftRequest, topic: str, brief: Brief, known: Knowledge
    ) -> list[_Candidate]:
        """All reports, best first."""
        reports = self.knowledge.catalog.reports()
        reader = UnitReader(known.tagger, known.trades)
        topics = [topic_of(self._parts_of(report, reader)) for report in reports]
        likeness = self.topics.likeness(topic, topics)
        own = Unit(brief.unit, brief.trade)
        found: list[_Candidate] = []
        for report, its_topic, likeness_of_topic in zip(reports, topics, likeness, strict=True):
            unit = brief.trades.unit(report.unit, report.title)
            sure = likeness_of_topic
            if brief.first_person:
                sure = _by_office(self._parts_of(report, reader), report.genre, brief, topic, sure)
            is_own = is_own_report(report, brief)
            found.append(
                _Candidate(
                    report,
                    unit.trade,
                    its_topic,
                    sure,
                    is_own,
                    _is_same_trade(unit.trade, brief.trade),
                    report.genre == brief.genre,
                    (report.genre in FUTURE_GENRES) == (brief.genre in FUTURE_GENRES),
                    brief.trades.are_kin(unit, own),
                    not (is_own or brief.trades.may_lend_unasked(unit, own)),
                )
            )
        return sorted(found, key=lambda c: c.rank, reverse=True)

    def _parts_of(self, report: ReportSummary, reader: UnitReader) -> TitleParts:
        key = (report.title, report.unit)
        if key not in self._titles:
            self._titles[key] = parts_of(report.title, reader, report.unit)
        return self._titles[key]

    def _part(self, candidates: Sequence[_Candidate], topic: str, brief: Brief) -> list[PlannedReport]:
        """Reports on something else that have passages on the topic."""
        if not topic or not brief.topic:
            return []
        left = {candidate.report.id: candidate for candidate in candidates}
        named: Counter[str] = Counter()
        for hit in self.search.search(topic, MAX_HITS, Filters()).hits:
            if hit.report.id not in left:
                continue
            headings = [to_simplified(heading) for heading in hit.passage.heading_path]
            if max(self.topics.likeness(topic, headings), default=0.0) >= SAME_TOPIC:
                named[hit.report.id] += 1
        found = [left[id_] for id_, _ in named.most_common()]
        same = [c for c in found if c.is_own or c.is_same_trade] or found
        return [_planned(c, Share.PART) for c in same[:MOST_PART]]

    def _on_matters(self, candidates: Sequence[_Candidate], topic: str, brief: Brief) -> list[PlannedReport]:
        """Reports of the trade on what papers on the topic treat, or on the user's own headings: the
        school's 教研 for its dean. Each matter has its turn."""
        known = list_of(topic, brief.trade, self.topics)
        near = [c for c in candidates if (c.is_own or c.is_same_trade) and c.topic]
        near = [c for c in near if c.report.genre not in self.personal_genres]
        wanted = [
            (known.names, MOST_OF_A_MATTER),
            *((names_of(m), 1) for m in (*brief.matters, *known.matters)),
        ]
        topics = [c.topic for c in near]
        by_matter = [
            [
                max(likes)
                for likes in zip(*(self.topics.likeness(name, topics) for name in names), strict=True)
            ]
            for names, _ in wanted
            if names
        ]
        if not near or not by_matter:
            return []
        most = [most for names, most in wanted if names]
        best = [max((likes[i], -n) for n, likes in enumerate(by_matter)) for i, _ in enumerate(near)]
        turns: Counter[int] = Counter()
        found: list[tuple[bool, int, _Candidate]] = []
        for (like, n), c in sorted(zip(best, near, strict=True), key=lambda one: -one[0][0]):
            if like >= SAME_TOPIC and turns[n] < most[-n]:
                found.append((not c.has_like_tense, turns[n], replace(c, likeness=like)))
                turns[n] += 1
        return [_planned(c, Share.PART) for *_, c in sorted(found, key=lambda one: one[:2])]

    def _everyday_words(self) -> frozenset[str]:
        if self._whole is not None:
            return self._whole._everyday_words()
        catalog = self.knowledge.catalog
        counts = catalog.counts()
        if self._everyday is None or self._everyday[0] != counts:
            reader = UnitReader(None, self.knowledge.trades())
            reports = catalog.reports()[:_READ_FOR_WORDS]
            texts = ((topic_of(self._parts_of(r, reader)), catalog.report(r.id)[1].text) for r in reports)
            self._everyday = (counts, everyday_words(texts))
        return self._everyday[1]


# -- choosing ----------------------------------------------------------------------


def _by_office(theirs: TitleParts, genre: str, brief: Brief, topic: str, likeness: float) -> float:
    """How well a report serves a person who reports on an office."""
    our_office, their_office = office_of(brief.parts), office_of(theirs)
    if genre != brief.genre:
        return likeness if topic else 0.0
    if not our_office:
        return likeness if topic else _DEPUTY
    if not their_office:
        return _OTHER_OFFICE
    if is_like_office(our_office, their_office):
        return _LIKE_OFFICE
    return _DEPUTY if is_deputy_of(our_office, their_office) else _OTHER_OFFICE


def _is_same_trade(one: Trade | None, other: Trade | None) -> bool:
    return one is not None and other is not None and bool(set(one.names) & set(other.names))


def _one_of_each_family(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The best of each family of near-duplicates."""
    families: dict[str, _Candidate] = {}
    for candidate in candidates:
        families.setdefault(_family(candidate), candidate)
    return list(families.values())


def _of_one_trade(candidates: list[_Candidate], brief: Brief) -> tuple[list[_Candidate], Trade | None]:
    """The candidates, and the trade they are of: where the request tells neither a unit nor
    a trade, only those of the trade that has most on the topic."""
    if brief.trade or brief.unit or brief.any_trade:
        return candidates, brief.trade
    trades = {c.trade.name: c.trade for c in candidates if c.trade}
    votes: Counter[str] = Counter()
    for c in candidates:
        if c.trade and c.is_on_topic:
            votes[c.trade.name] += 2 if c.has_like_tense else 1
    if not votes and len(trades) == 1:
        votes.update(trades)
    if not votes:
        return [replace(c, is_foreign=True) for c in candidates], None
    trade = trades[votes.most_common(1)[0][0]]
    kept = [replace(c, is_same_trade=True) for c in candidates if c.trade and c.trade.name == trade.name]
    return kept, trade


def _whole(candidates: Sequence[_Candidate], needed: float) -> list[_Candidate]:
    """The reports on the topic: own ones and those of the same trade; where these are too few
    units and words for the length, look the other way or are none, those of others that may lend too."""
    on_topic = [c for c in candidates if c.is_on_topic]
    near = [c for c in on_topic if c.is_own or c.is_same_trade]
    if _lends_enough(near, needed):
        return near[:MOST_WHOLE]
    far = [c for c in on_topic if c not in near]
    far = [c for c in far if c.has_like_tense] or far
    return [*near, *far][:MOST_WHOLE]


def _offered(foreign: Sequence[_Candidate], any_at_all: bool) -> list[PlannedReport]:
    """Reports of other trades on the topic, not chosen; for want of these, where nothing was
    chosen at all, such as lend general wording."""
    alike = [c for c in foreign if c.has_like_tense]
    whole = [c for c in alike if c.is_on_topic]
    share = Share.WHOLE if whole else Share.GENERAL
    rest = _by_turns(_by_genre(alike)) if any_at_all else []
    return [_planned(c, share, is_chosen=False) for c in (whole or rest)[:MOST_OFFERED]]


def _siblings(whole: Sequence[_Candidate], everyone: Sequence[_Candidate], needed: float) -> list[_Candidate]:
    """Near-duplicates by other units of whole reports that leave a draft short, for what they
    say otherwise."""
    families, units = {_family(c) for c in whole}, {c.report.unit for c in whole} - {""}
    found = list[_Candidate]()
    for c in everyone:
        chars = sum(each.report.chars for each in (*whole, *found))
        if len(whole) + len(found) == MOST_WHOLE or chars >= needed:
            break
        is_new = c not in whole and c.report.unit not in units and _family(c) in families
        if is_new and c.is_on_topic and c.has_like_tense:
            found.append(c)
            units |= {c.report.unit} - {""}
    return found


def _family(candidate: _Candidate) -> str:
    return candidate.report.duplicate_of or candidate.report.id


def _lends_enough(whole: Sequence[_Candidate], needed: float) -> bool:
    """Whether those of the writer's own trade among reports on the topic are of units enough, or
    long enough, to write from them alone."""
    near = [c for c in whole if (c.is_own or c.is_same_trade) and c.has_like_tense]
    units = {c.report.unit or c.report.id for c in near}
    return bool(near) and (len(units) >= ENOUGH_UNITS or sum(c.report.chars for c in near) >= needed)


def _general(candidates: Sequence[_Candidate], brief: Brief, only_near: bool) -> list[PlannedReport]:
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
    return [_planned(c, Share.GENERAL) for c in ranked[:MOST_GENERAL]]


def _by_genre(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    return sorted(candidates, key=lambda c: (c.is_own, c.is_same_genre, not c.topic), reverse=True)


def _by_turns(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates with their trades taking turns: which of the kindred is nearest is not known."""
    turns: Counter[str] = Counter()
    placed: list[tuple[int, int, _Candidate]] = []
    for i, candidate in enumerate(candidates):
        name = candidate.trade.name if candidate.trade else ""
        placed.append((turns[name], i, candidate))
        turns[name] += 1
    return [candidate for _, _, candidate in sorted(placed, key=lambda one: one[:2])]


def _of_everything(candidates: Sequence[_Candidate], needed: float) -> list[PlannedReport]:
    """For a paper on everything, what the unit or like ones did in each line of work: the
    latest report on each topic."""
    alike = [c for c in candidates if c.has_like_tense]
    near = [c for c in alike if c.is_own or c.is_same_trade]
    near = near if sum(c.report.chars for c in near) >= needed else alike
    topics: dict[str, _Candidate] = {}
    for candidate in near:
        topics.setdefault(candidate.topic, candidate)
    return [_planned(c, Share.PART) for c in list(topics.values())[:MOST_PART]]


def _rung(planned: Sequence[PlannedReport]) -> Rung:
    whole = [report for report in planned if report.is_chosen and report.share is Share.WHOLE]
    if any(report.is_own for report in whole):
        return Rung.OWN
    if whole or any(report.share is Share.PART for report in planned):
        return Rung.LIKE
    return Rung.GENRE if planned else Rung.NONE


def _as_told(ids: Sequence[str], candidates: Sequence[_Candidate], usual: Plan) -> Plan:
    """The plan of the reports that the user chose; one that is there no more is left out. What
    `usual` draws on lends as much as it does there; any other that is chosen lends all."""
    known = {candidate.report.id: candidate for candidate in candidates}
    told = [known[id_] for id_ in dict.fromkeys(ids) if id_ in known]
    shares = {report.id: report.share for report in usual.reports}
    planned = [_planned(c, shares.get(c.report.id, Share.WHOLE)) for c in told]
    chosen = {report.id for report in planned}
    others = [replace(report, is_chosen=False) for report in usual.reports if report.id not in chosen]
    trade = usual.trade or next((c.trade.name for c in told if c.trade), "")
    shown = tuple([*planned, *others][: max(MOST_SHOWN, len(told))])
    return Plan(_rung(planned), shown, usual.topic, trade, True)


def _planned(candidate: _Candidate, share: Share, is_chosen: bool = True) -> PlannedReport:
    report = candidate.report
    return PlannedReport(
        report.id,
        report.title,
        report.unit,
        report.year,
        report.genre,
        share,
        candidate.is_own,
        round(candidate.likeness, 3),
        candidate.topic,
        _why(candidate, share),
        is_chosen,
        candidate.is_foreign,
    )


_SHARES = {
    Share.WHOLE: Message("plans.whole"),
    Share.PART: Message("plans.part"),
    Share.GENERAL: Message("plans.general"),
}


def _why(candidate: _Candidate, share: Share) -> Message:
    whose = Message("plans.kin")
    if candidate.is_own:
        whose = Message("plans.own")
    elif candidate.is_same_trade:
        whose = Message("plans.same")
    elif candidate.is_foreign:
        whose = Message("plans.other_trade")
    genre = Message("plans.genre", genre=candidate.report.genre)
    if candidate.is_same_genre:
        genre = Message("plans.same_genre")
    return Message("plans.why", whose=whose, what=_SHARES[share], genre=genre)
