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
from dataclasses import replace

from draftbot.chinese.offices import is_deputy, is_head, office_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import word_set
from draftbot.corpus.genres import leading
from draftbot.corpus.title_parts import TitleParts, office_of, parts_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import SAME_TOPIC, DraftRequest, Filters, Plan, PlannedReport, ReportSummary, Share
from draftbot.facts.brief import Brief, brief_for
from draftbot.facts.knowledge import CorpusKnowledge, Knowledge
from draftbot.masking.mask import is_own_report
from draftbot.plans.candidates import Candidate, is_same_trade, likeness_by_office
from draftbot.plans.choosing import (
    MOST_PART,
    general_ones,
    lend_enough,
    lend_plenty,
    of_one_trade,
    offers,
    on_everything,
    on_parts,
    one_of_each_family,
    siblings,
    trade_with_such,
    whole_ones,
)
from draftbot.plans.everyday_words import everyday_words, matter_words
from draftbot.plans.like_matter import LikeMatter
from draftbot.plans.own_past import own_past
from draftbot.plans.planned import MOST_SHOWN, as_planned, as_told, rung_of
from draftbot.plans.topic_lists import list_of, names_of
from draftbot.plans.topics import TopicMatcher, topic_of
from draftbot.retrieval.search import MAX_HITS, Search
from draftbot.trades.trade import Unit

FUTURE_GENRES = frozenset({"工作计划", "实施方案"})
# Of those on a part of the topic two tell of the same part.
MOST_OF_A_MATTER = 2
# Reports of less than this share of the length asked for are too little.
LEAST_SHARE, USUAL_LENGTH = 0.9, 2500
# With so many whole reports on the topic no others are needed.
ENOUGH_WHOLE = 3
# What the words of everyday are learnt from, at the most.
_READ_FOR_WORDS = 200
# In so many characters below its title a paper says whose it is.
_NAMED_BY = 120


class Planner:
    """Makes the plan of a request, and the brief that draws on its reports."""

    def __init__(
        self,
        search: Search,
        knowledge: CorpusKnowledge,
        topics: TopicMatcher,
        personal_genres: frozenset[str] = frozenset(),
    ) -> None:
        self.search, self.knowledge, self.topics = search, knowledge, topics
        self.personal_genres = personal_genres
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
        brief = replace(brief, lenders=plan.lenders, everyday_words=words, models=models)
        brief = replace(brief, own_past=own_past(plan, brief, self.knowledge.catalog))
        return replace(brief, matter_words=self._matter_words(brief, plan)), plan

    def plan(self, request: DraftRequest) -> Plan:
        """The reports to draw on for a request. Raises VectorStoreUnavailable."""
        return self.brief(request)[1]

    def still_serves(self, plan: Plan, request: DraftRequest) -> bool:
        """Whether a plan is on the topic and of the trade that a request tells by now."""
        brief = brief_for(request, self.knowledge.now())
        is_of_trade = brief.trade is None or brief.trade.name == plan.trade
        return is_of_trade and plan.topic == topic_of(brief.parts)

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
        if brief.unit and not brief.trade and (trade := trade_with_such(candidates, brief.unit)):
            brief = brief.of_trade(trade)
            candidates = self._candidates(request, topic, brief, known)
        usual = self._usual_plan(request, brief, topic, candidates)
        return usual if request.reports is None else as_told(request.reports, candidates, usual)

    def _usual_plan(
        self, request: DraftRequest, brief: Brief, topic: str, candidates: list[Candidate]
    ) -> Plan:
        """The plan where the user has chosen nothing."""
        everyone, trade = of_one_trade(candidates, brief)
        if trade and trade.is_body and not topic and not brief.any_trade:
            # What its host did in every line of work is nothing a party branch did.
            everyone = [c for c in everyone if c.is_own or (c.trade and c.trade.is_body)]
        foreign = [] if brief.any_trade else [c for c in everyone if c.is_foreign]
        everyone = [c for c in everyone if brief.any_trade or not c.is_foreign]
        candidates = one_of_each_family(everyone)
        foreign = one_of_each_family(foreign)
        needed = LEAST_SHARE * (request.length or request.outline.length or USUAL_LENGTH)
        unlike = self._unlike(brief, topic, candidates, foreign)
        all_like = [c for c in candidates if c.report.id not in unlike]
        whole = whole_ones(all_like, needed)
        enough, plenty = lend_enough(whole, needed), lend_plenty(whole, needed)
        whole += siblings(whole, [c for c in everyone if c.report.id not in unlike], needed)
        useful = [c for c in whole if c.has_like_tense]
        left = [c for c in candidates if c not in whole]
        part: list[PlannedReport] = []
        if not topic and not brief.first_person:
            part = on_everything([c for c in left if c.report.id not in unlike], needed)
        elif not topic and not plenty and self._is_of_a_head(brief):
            units = [c for c in left if c.report.genre not in self.personal_genres]
            part = [replace(one, likeness=1.0) for one in on_everything(units, needed)]
        if topic and not plenty:
            part = on_parts(left, topic, brief, self.personal_genres)
            part += self._on_matters(_without(left, part), topic, brief)
        if topic and len(useful) < ENOUGH_WHOLE:
            part += self._part(_without(left, part), topic, brief)
        part = part[:MOST_PART] if topic else part
        in_part = {report.id for report in part}
        left = [c for c in left if c.report.id not in in_part]
        near = any(c.is_own or c.is_same_trade for c in useful)
        if not brief.first_person:  # What somebody says of himself serves no paper of a unit.
            left = [c for c in left if c.report.genre not in self.personal_genres]
            foreign = [c for c in foreign if c.report.genre not in self.personal_genres]
        general = general_ones(left, brief, near) if len(useful) < ENOUGH_WHOLE else []
        planned = [*(as_planned(c, Share.WHOLE) for c in whole), *part, *general]
        shown = {report.id for report in planned}
        # What lends already is offered no more.
        others = [c for c in candidates if c.is_on_topic and not c.is_foreign and c.report.id not in shown]
        planned += [as_planned(c, Share.WHOLE, is_chosen=False) for c in others]
        offered = [] if enough else offers(foreign, any_at_all=not planned)
        room = max(MOST_SHOWN - len(offered), sum(report.is_chosen for report in planned))
        name = trade.name if trade else ""
        return Plan(rung_of(planned), (*planned[:room], *offered), topic, name)

    def _unlike(
        self, brief: Brief, topic: str, candidates: Sequence[Candidate], foreign: Sequence[Candidate]
    ) -> frozenset[str]:
        """Reports that tell of other matter than a unit's paper on everything will."""
        if topic or brief.first_person or brief.any_trade:
            return frozenset()
        like = LikeMatter(brief, self.knowledge.catalog, self.search.embeddings)
        return like.unlike([*candidates, *foreign])

    def _candidates(
        self, request: DraftRequest, topic: str, brief: Brief, known: Knowledge
    ) -> list[Candidate]:
        """All reports, best first."""
        reports = self.knowledge.catalog.reports()
        reader = UnitReader(known.tagger, known.trades)
        topics = [topic_of(self._parts_of(report, reader)) for report in reports]
        likeness = self.topics.likeness(topic, topics)
        own = Unit(brief.unit, brief.trade)
        found: list[Candidate] = []
        for report, its_topic, likeness_of_topic in zip(reports, topics, likeness, strict=True):
            unit = brief.trades.unit(report.unit, report.title)
            sure = likeness_of_topic
            if brief.first_person:
                sure = likeness_by_office(self._parts_of(report, reader), report.genre, brief, topic, sure)
            is_own = is_own_report(report, brief)
            if is_own and brief.first_person and report.genre == brief.genre and self._is_by(report, brief):
                sure = 1.0
            found.append(
                Candidate(
                    report,
                    unit.trade,
                    its_topic,
                    sure,
                    is_own,
                    is_same_trade(unit.trade, brief.trade),
                    leading(report.genre) == brief.genre,
                    (report.genre in FUTURE_GENRES) == (brief.genre in FUTURE_GENRES),
                    brief.trades.are_kin(unit, own),
                    not (is_own or brief.trades.may_lend_unasked(unit, own)),
                )
            )
        return sorted(found, key=lambda c: c.rank, reverse=True)

    def _is_by(self, report: ReportSummary, brief: Brief) -> bool:
        """Whether a report of a person says below its title, or where it is signed, that it is by whoever holds
        the office the new one is of."""
        office = office_of(brief.parts)
        _, read = self.knowledge.catalog.report(report.id)
        named = to_simplified(
            "\n".join((*(line for aside in read.asides for line in aside.lines), read.text))
        )
        return bool(office) and office in named[:_NAMED_BY]

    def _parts_of(self, report: ReportSummary, reader: UnitReader) -> TitleParts:
        key = (report.title, report.unit)
        if key not in self._titles:
            self._titles[key] = parts_of(report.title, reader, report.unit)
        return self._titles[key]

    def _part(self, candidates: Sequence[Candidate], topic: str, brief: Brief) -> list[PlannedReport]:
        """Reports on something else that have passages on the topic."""
        if not topic or not brief.topic:
            return []
        left = {candidate.report.id: candidate for candidate in candidates}
        named: Counter[str] = Counter()
        names = {topic, *list_of(topic, brief.trade, self.topics).names}
        for hit in self.search.search(topic, MAX_HITS, Filters()).hits:
            if hit.report.id not in left:
                continue
            headings = [to_simplified(heading) for heading in hit.passage.heading_path]
            likes = (max(self.topics.likeness(name, headings), default=0.0) for name in names)
            if max(likes, default=0.0) >= SAME_TOPIC:
                named[hit.report.id] += 1
        found = [left[id_] for id_, _ in named.most_common()]
        same = [c for c in found if c.is_own or c.is_same_trade] or found
        return [as_planned(c, Share.PART) for c in same[:MOST_PART]]

    def _on_matters(self, candidates: Sequence[Candidate], topic: str, brief: Brief) -> list[PlannedReport]:
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
        found: list[tuple[bool, int, Candidate]] = []
        for (like, n), c in sorted(zip(best, near, strict=True), key=lambda one: -one[0][0]):
            if like >= SAME_TOPIC and turns[n] < most[-n]:
                found.append((not c.has_like_tense, turns[n], replace(c, likeness=like)))
                turns[n] += 1
        return [as_planned(c, Share.PART) for *_, c in sorted(found, key=lambda one: one[:2])]

    def _is_of_a_head(self, brief: Brief) -> bool:
        """Whether a person's paper is that of whoever leads a unit, whose year is the unit's: 街道办主任."""
        office, title = office_in(brief.title), brief.title
        of_heads = word_set("offices_in_titles", "kept as people")
        people = brief.trade.people.items() if brief.trade else ()
        heads = [head for part, own in people if part in of_heads for head in own]
        if is_head(office):
            return True
        head = next((head for head in heads if office.endswith(head)), "")
        before = title[: title.rfind(head)] if head else ""
        return (
            bool(head) and not is_deputy(office) and self.knowledge.trades().trade_of(before) == brief.trade
        )

    def _matter_words(self, brief: Brief, plan: Plan) -> frozenset[str]:
        """Words by which a report on something else tells of the topic without naming it."""
        if not plan.topic or not brief.everyday_words:
            return frozenset()
        known = list_of(plan.topic, brief.trade, self.topics)
        whole = {report.id for report in plan.chosen if report.share is Share.WHOLE}
        texts = [self.knowledge.catalog.report(id_)[1].text for id_ in sorted(whole | brief.models)]
        return matter_words(texts, (*known.names, *known.matters), brief.everyday_words)

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


def _without(candidates: Sequence[Candidate], planned: Sequence[PlannedReport]) -> list[Candidate]:
    known = {report.id for report in planned}
    return [candidate for candidate in candidates if candidate.report.id not in known]
