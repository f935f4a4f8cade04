"""The writer that needs no model: past sentences, masked, chosen and put in order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from draftbot.chinese.blanks import blank
from draftbot.domain import (
    BLANK_CLOSE,
    BLANK_OPEN,
    DraftSection,
    Filters,
    Hit,
    OutlineSection,
    Role,
    Sentence,
    count_chars,
)
from draftbot.facts.brief import Brief, is_on_a_matter
from draftbot.masking.orders_by_meaning import OrdersByMeaning
from draftbot.messages import Message
from draftbot.plans.topics import TopicMatcher
from draftbot.retrieval.search import Search
from draftbot.writing.composing import compose, is_numbered, is_plain
from draftbot.writing.fact_homes import joined, of_unit, told_beside, told_in, with_facts
from draftbot.writing.filling import bare
from draftbot.writing.first_person import as_told_by_person
from draftbot.writing.leads import lead_for
from draftbot.writing.led_by_facts import beside_facts, is_led, led_by, most_of_others, tells_much
from draftbot.writing.material import encode_together, passages_of_lenders
from draftbot.writing.matters import matters_of
from draftbot.writing.own_matters import MUCH_TOLD, told_by_user
from draftbot.writing.picking import LEAST, Measure, pick
from draftbot.writing.point_groups import group_points
from draftbot.writing.points import Point, find_points, fits, left_at_home
from draftbot.writing.questions import (
    Item,
    any_matters,
    is_by_matter,
    questions_of,
    told_in_full,
    usual_matters,
)
from draftbot.writing.said import UsedContent
from draftbot.writing.sharing_out import in_turns, is_on_its_matter, on_the_heading, share_of
from draftbot.writing.sources import SourceRegister

HITS_PER_SECTION = 60
# With fewer fitting passages in a section's own role, those in others are looked at too.
ENOUGH_FITTING = 12
# A section with less than this of its length asks for what is missing.
_THIN = 0.7
# So many points of reports on the topic make a paper.
_ENOUGH_MATTERS = 4
# What general wording may take of a section's length; the rest is the topic's own matter.
_WITHOUT_TOPIC = 0.6
# With so many times its length in a section's own role nothing else is looked at.
_PLENTY = 2.2
# A blank ends with the first of these.
_NO_BRACKETS = str.maketrans("", "", BLANK_OPEN[0] + BLANK_CLOSE)
NOTHING_FOUND = Message("writing.nothing_found")
# How far another seed may stir the ranking ("换一种写法").
STIR = 0.3


class ExtractiveWriter:
    """Writes sections from the chosen reports. The same request gives the same text."""

    def __init__(self, search: Search) -> None:
        self.search, self.topics = search, TopicMatcher(search.embeddings)
        self.orders = OrdersByMeaning(search.embeddings)

    def drawing_on(self, search: Search) -> ExtractiveWriter:
        """The same over what somebody sees of the corpus; what it knows of topics and orders is shared."""
        other = copy(self)
        other.search = search
        return other

    def look_ahead(self, sections: Sequence[OutlineSection], brief: Brief) -> None:
        """Have what the sections will ask for encoded together, not each when its turn comes."""
        if brief.lenders is not None:
            encode_together(self.search, sections, brief)

    def find(self, section: OutlineSection, brief: Brief) -> tuple[Hit, ...]:
        """Past passages for a section: those of the chosen reports; where none were chosen
        what a search finds, in the same role first."""
        if brief.lenders is not None:
            hits = passages_of_lenders(self.search, section, brief)
            return tuple(hit for hit in hits if is_on_its_matter(hit.report, section, brief, self.topics))
        query = f"{brief.title} {section.heading} {section.purpose}".strip()
        found: list[Hit] = []
        if section.role is not Role.OTHER:
            found += self.search.search(query, HITS_PER_SECTION, Filters(roles=(section.role,))).hits
        if sum(fits(hit, section, brief) for hit in found) < ENOUGH_FITTING:
            known = {hit.passage.id for hit in found}
            others = self.search.search(query, HITS_PER_SECTION).hits
            found += [hit for hit in others if hit.passage.id not in known]
        return tuple(found)

    def offered(self, section: OutlineSection, brief: Brief) -> int:
        """How many characters past reports have for a section, some of them on the same matter."""
        return sum(point.chars for point in self.points_for(section, brief))

    def points_for(self, section: OutlineSection, brief: Brief) -> list[Point]:
        """What past reports have for a section, best first."""
        return self._points(self.find(section, brief), section, brief, ())

    def _points(
        self, hits: Sequence[Hit], section: OutlineSection, brief: Brief, facts: Sequence[str]
    ) -> list[Point]:
        points = find_points(hits, section, brief, _ordinals(hits), facts)
        with_orders = self.orders.within(point.passage for point in points)
        return [point for point in points if point.passage.id not in with_orders]

    def write(
        self,
        section: OutlineSection,
        facts: Sequence[str],
        brief: Brief,
        register: SourceRegister,
        chosen: UsedContent,
    ) -> DraftSection:
        """One section: points up to its length, its facts put in, everything cited.

        A section that nothing supports is a single blank, and its note says so.
        """
        target = section.length or 300
        facts = [fact for fact in facts if bare(fact)]
        if is_led(section, facts, brief):
            return self._led(section, facts, brief, register, chosen)
        points, held = self._material(section, facts, brief, chosen)
        if tells_much(brief):
            points = beside_facts(points, brief)
        if brief.first_person and is_on_a_matter(section) and not brief.has_own_model:
            points = on_the_heading(points, section)
        lead = chosen.new_lead(lead_for(section, brief))
        if is_plain(section):
            points = [replace(point, heading="") for point in points]  # running text has none
        groups = group_points(points, brief, self.search.embeddings)
        groups = in_turns(share_of(section, groups, chosen, self.search.embeddings), brief)
        headed = 2 * sum(bool(group.points[0].heading) for group in groups) >= len(groups)
        full = Measure(section, count_chars(lead), sum(map(count_chars, facts)), headed)
        measure = full
        if brief.lacks_topic:
            measure = replace(full, section=replace(section, length=round(_WITHOUT_TOPIC * target)))
        picked = pick(groups, measure, chosen, held, most_of_others(section, brief))
        if brief.first_person and section.role in (Role.WORK, Role.OTHER):
            picked = [as_told_by_person(point, brief) for point in picked]
        if not brief.has_own_model:
            picked = [told_in_full(point, section) for point in picked]
        told = {fact for point in picked for fact in point.facts}
        left = [fact for fact in facts if fact not in told]
        chosen.add_text(left)
        own = [] if picked else told_by_user(section, left, brief, self.search.embeddings)
        asked = self._asked(section, brief, full, picked, chosen, own)
        if own:
            left = []
        elif asked and not picked:
            asked, left = told_in(asked, left, brief, self.search.embeddings), []
        nothing = not picked
        if nothing and is_on_a_matter(section) and asked:
            # The questions name their matter, and nothing is listed.
            lead, asked = "", [Item("", tuple(s for item in asked for s in item.sentences))]
        may_be_loose = not is_plain(section) and (
            section.role in (Role.WORK, Role.OTHER) or not is_numbered(section)
        )
        topic, embeddings = frozenset(brief.topic), self.search.embeddings
        picked, loose = with_facts(picked, left, topic, embeddings, may_be_loose)
        if picked and loose:
            asked, loose = told_beside(asked, loose, brief)
            loose = of_unit(loose, brief) if not is_plain(section) else joined(loose)
        headed_items = [item.told(is_numbered(section)) for item in asked]
        paragraphs = compose(section, picked, loose, register, lead, headed_items)
        if paragraphs and asked and nothing:
            written = DraftSection(section.heading, section.level, tuple(paragraphs))
            return replace(written, note=NOTHING_FOUND)
        if not paragraphs:
            label = _asked_of(section)
            empty = Sentence(blank(label), (), (label,), "connective")
            note = NOTHING_FOUND
            return DraftSection(section.heading, section.level, ((empty,),), note)
        written = DraftSection(section.heading, section.level, tuple(paragraphs))
        return written if written.chars >= LEAST * target else _short(written, target, len(points))

    def _material(
        self, section: OutlineSection, facts: Sequence[str], brief: Brief, chosen: UsedContent
    ) -> tuple[list[Point], frozenset[Role]]:
        """The points that past reports have for a section, and the roles of sections to come that need theirs."""
        hits = self.find(section, brief)
        held = _scarce(hits, chosen.to_come)
        points = left_at_home(self._points(hits, section, brief, facts), section.role, held)
        return _stirred(_in_role(points, section), brief.seed, section.heading), held

    def _led(
        self,
        section: OutlineSection,
        facts: Sequence[str],
        brief: Brief,
        register: SourceRegister,
        chosen: UsedContent,
    ) -> DraftSection:
        """A section that leads with the user's facts, see `led_by_facts`."""
        points, held = self._material(section, (), brief, chosen)
        target = section.length or 300
        chosen.add_text(facts)
        led = led_by(section, facts, points, brief, register, chosen, self.search.embeddings)
        lead = chosen.new_lead(lead_for(section, brief))
        points = list(led.points)
        if is_plain(section):
            points = [replace(point, heading="") for point in points]
        groups = group_points(points, brief, self.search.embeddings)
        measure = Measure(replace(section, length=led.room), count_chars(lead), 0)
        picked = pick(groups, measure, chosen, held, led.most)
        if brief.first_person and section.role in (Role.WORK, Role.OTHER):
            picked = [as_told_by_person(point, brief) for point in picked]
        paragraphs = compose(section, picked, (), register, lead, first=led.items)
        written = DraftSection(section.heading, section.level, tuple(paragraphs))
        is_short = brief.is_length_told and written.chars < LEAST * target
        return _short(written, target, len(points)) if is_short else written

    def _asked(
        self,
        section: OutlineSection,
        brief: Brief,
        measure: Measure,
        picked: Sequence[Point],
        chosen: UsedContent,
        own: list[Item],
    ) -> list[Item]:
        """What a section asks of the user where what was picked leaves it thin; behind the user's `own`
        facts only of what papers on the topic are known to treat."""
        if measure.length(picked) >= _THIN * measure.target or (picked and brief.has_own_model):
            return []
        told = "".join(f"{point.heading}。{point.text}" for point in picked)
        matters = self._matters(brief) if is_by_matter(section) else ()
        if own:
            if brief.first_person:
                matters = matters or any_matters(brief)
            told = "".join(s.text for item in own for s in item.told(True))
            most = max(0, measure.points + 1 - len(own))
            return [*own, *(questions_of(section, brief, matters, most, chosen, told) if matters else ())]
        if not matters:
            # Whoever told much is not asked of what nobody said.
            matters = (brief.subject,) if len(brief.facts) >= MUCH_TOLD else any_matters(brief)
        most = max(1, measure.points + 1 - len(picked))
        return questions_of(section, brief, matters, most, chosen, told)

    def _matters(self, brief: Brief) -> Sequence[str]:
        """What a paper is asked about: the user's own headings, else what papers on the topic treat,
        as is generally known or as the corpus has it; () where that is not known."""
        own = brief.matters if len(brief.matters) > 1 else ()
        if len(own) >= _ENOUGH_MATTERS:
            return own
        usual = usual_matters(brief, self.topics)
        if len(usual) < _ENOUGH_MATTERS and brief.topic:
            usual = (*usual, *matters_of(brief, self.search))
        return tuple(dict.fromkeys((*own, *usual)))


def _asked_of(section: OutlineSection) -> str:
    """What is to be told in a section that nothing supports: what it is there for, as its outline says."""
    what = section.purpose.split("，")[0].translate(_NO_BRACKETS)
    return f"{section.heading}（{what}）" if what else section.heading


def _scarce(hits: Sequence[Hit], to_come: Sequence[OutlineSection]) -> frozenset[Role]:
    """The roles of sections to come that need all that past reports have in them."""
    wanted, found = Counter[Role](), Counter[Role]()
    for section in to_come:
        wanted[section.role] += section.length or 300
    for hit in hits:
        found[hit.passage.role] += count_chars(hit.passage.text)
    return frozenset(role for role in wanted if found[role] < _PLENTY * wanted[role]) - {Role.OTHER}


def _short(section: DraftSection, target: int, points: int) -> DraftSection:
    """The section with a note on why it is short, and what would help."""
    heading, chars = section.heading, section.chars
    note = (
        Message("writing.little_found", heading=heading, target=target, chars=chars, passages=points)
        if points
        else Message("writing.none_usable", heading=heading, target=target, chars=chars)
    )
    return replace(section, note=note)


def _in_role(points: list[Point], section: OutlineSection) -> list[Point]:
    """The points of the section's own role, where these are plenty; else all of them."""
    own = [point for point in points if point.passage.role is section.role]
    plenty = sum(point.chars for point in own) >= _PLENTY * (section.length or 300)
    return own if plenty else points


def _ordinals(hits: Sequence[Hit]) -> dict[str, int]:
    """Each report's number of passages, as far as the hits tell."""
    last: Counter[str] = Counter()
    for hit in hits:
        last[hit.report.id] = max(last[hit.report.id], hit.passage.ordinal + 1)
    return dict(last)


def _stirred(points: list[Point], seed: int, heading: str) -> list[Point]:
    """The points with other scores for another seed; seed 0 is the plain ranking."""
    if not seed:
        return points
    chance = random.Random(f"{seed}:{heading}")
    moved = [replace(point, score=point.score + chance.uniform(-STIR, STIR)) for point in points]
    return sorted(moved, key=lambda point: -point.score)
