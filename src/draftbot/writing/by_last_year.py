"""This year's facts in last year's words: each figure in the blank that it answers, each other fact in the point
of its matter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.chinese.enumerators import format_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentence_polarity import fact_tells_plan, fact_tells_problem
from draftbot.domain import DraftSection, Fact, Fill, OutlineSection, Role, Sentence, count_chars, fills_moved
from draftbot.facts.brief import Brief
from draftbot.facts.own_past import OwnPast
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.composing import as_sentence
from draftbot.writing.figures_and_blanks import Figure, answers, asked_in, covered, nearest, told_in
from draftbot.writing.filling import bare
from draftbot.writing.last_years_form import Form, PastPart, PastSentence
from draftbot.writing.sources import SourceRegister

# What is hoped for, or lacking, is told by facts that say so.
_AHEAD, _LACKING = frozenset((Role.PLANS, Role.GOALS)), frozenset((Role.PROBLEMS,))
_CLAUSE_END = re.compile("[，。；;,]")
# So much of a fact is said by the plan that foresaw it.
_FORESEEN = 0.6
# A part is shortened where it is to have less than this share of what last year's has.
_SHORTENED = 0.85


@dataclass(slots=True)
class _Place:
    """A sentence of the form and where it stands: part -1 is the opening."""

    part: int
    role: Role
    past: PastSentence
    around: str
    text: str
    fills: list[Fill] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)


class ByLastYear:
    """Last year's report with this year's facts in it, section by section."""

    def __init__(
        self, own: OwnPast, form: Form, facts: Sequence[Fact], brief: Brief, embeddings: SentenceEmbeddings
    ) -> None:
        self.own, self.form, self.brief, self.embeddings = own, form, brief, embeddings
        self._places = list(self._all_places())
        self._by_past = {id(place.past): place for place in self._places}
        self._work_in(_distinct(facts))

    def has(self, section: OutlineSection) -> bool:
        return self.form.part(section.heading) is not None

    def opening(self, register: SourceRegister) -> tuple[Sentence, ...]:
        """What stands before the first part."""
        greeting = (Sentence(self.own.addressee, origin="connective"),) if self.own.addressee else ()
        told = [one for past in self.form.opening for one in self._told(past, register)]
        if not told:
            return greeting
        text, fills = "", list[Fill]()
        for one in told:
            fills += [replace(fill, start=fill.start + len(text)) for fill in one.fills]
            text += one.text
        return (*greeting, replace(told[0], text=text, blanks=blanks_in(text), fills=tuple(fills)))

    def section(self, section: OutlineSection, register: SourceRegister) -> DraftSection:
        """A section as last year's part of that name has it, shortened where its length says so."""
        part = self.form.part(section.heading)
        rows = list(self._rows(part, section.level, register)) if part else []
        written = DraftSection(section.heading, section.level, tuple(rows))
        if section.length and section.length < _SHORTENED * written.chars:
            written = _shortened(written, section.length)
        return written

    def _rows(self, part: PastPart, level: int, register: SourceRegister) -> Iterator[tuple[Sentence, ...]]:
        counts = [0] * 8
        depth = 0
        for point in part.points:
            lead = list[Sentence]()
            if point.headings:
                first = next((p for row in point.paragraphs for p in row), None)
                depth = max(1, depth if len(point.headings) == 1 and depth else len(point.headings))
                for i, heading in enumerate(point.headings):
                    at = depth - len(point.headings) + i + 1
                    counts[at] += 1
                    counts[at + 1 :] = [0] * (7 - at)
                    cites = (register.number(first.passage, self.own.report),) if first else ()
                    lead.append(Sentence(f"{format_number(level + at, counts[at])}{heading}。", cites))
            for row in point.paragraphs or ((),):
                told = [one for past in row for one in self._told(past, register)]
                if told or lead:
                    yield (*lead, *told)
                lead = []

    def _told(self, past: PastSentence, register: SourceRegister) -> Iterator[Sentence]:
        place = self._by_past[id(past)]
        cites = (register.number(past.passage, self.own.report),)
        fills = tuple(sorted(place.fills, key=lambda fill: fill.start))
        yield Sentence(place.text, cites, blanks_in(place.text), "source", fills)
        for fact in place.behind:
            yield Sentence(as_sentence(fact), (), blanks_in(fact), "fact")

    # -- facts ------------------------------------------------------------------------

    def _all_places(self) -> Iterator[_Place]:
        for past in self.form.opening:
            yield _Place(-1, Role.OPENING, past, "", past.text)
        for i, part in enumerate(self.form.parts):
            headings = list[str]()
            for point in part.points:
                headings = [*headings[: max(0, len(headings) - len(point.headings))], *point.headings]
                for row in point.paragraphs:
                    for past in row:
                        yield _Place(i, part.role, past, " ".join((part.heading, *headings)), past.text)

    def _work_in(self, facts: Sequence[Fact]) -> None:
        told = [figure for i, fact in enumerate(facts) for figure in told_in(i, fact.text)]
        asked = [
            f
            for i, place in enumerate(self._places)
            for f in asked_in(i, place.text, place.around, [p.text for p in place.past.was])
        ]
        may = {
            (i, j) for i, fact in enumerate(facts) for j, p in enumerate(self._places) if self._may(fact, p)
        }
        found = answers(told, asked, self.embeddings, lambda a, b: (a.group, b.group) in may)
        taken: defaultdict[int, list[tuple[Figure, Figure]]] = defaultdict(list)
        for t, a in found.items():
            taken[asked[a].group].append((told[t], asked[a]))
        for j, pairs in taken.items():
            place = self._places[j]
            place.text, place.fills = filled(place.text, pairs)
        for place in self._places:
            _put_what_stays(place, [asked for _, asked in taken[self._places.index(place)]])
        homes = {told[t].group: asked[a].group for t, a in found.items()}
        left = [
            (i, rest)
            for i, fact in enumerate(facts)
            for rest in left_of(fact.text, [told[t] for t in found if told[t].group == i])
        ]
        self._stand_behind(left, homes, facts, may)

    def _stand_behind(
        self,
        left: Sequence[tuple[int, str]],
        homes: Mapping[int, int],
        facts: Sequence[Fact],
        may: set[tuple[int, int]],
    ) -> None:
        """What no blank asks for, each behind the sentence of its matter; what last year's plan foresaw is of the
        plan's matter."""
        texts = [f"{place.around} {BLANK.sub(' ', place.past.text)}" for place in self._places]
        rests = [rest for _, rest in left]
        told = [
            self._with_its_plan(rest, row, texts)
            for rest, row in zip(rests, covered(rests, texts), strict=True)
        ]
        near = nearest(told, texts, self.embeddings) if left else ()
        for (i, rest), row in zip(left, near, strict=True):
            j = homes.get(i)
            if j is None or self._places[j].part < 0:
                within = [k for k, place in enumerate(self._places) if place.part >= 0]
                allowed = [k for k in within if (i, k) in may and self._suits(rest, self._places[k])]
                j = max(allowed or within, key=lambda k: float(row[k]), default=None)
            if j is not None:
                self._places[j].behind.append(rest)

    def _with_its_plan(self, rest: str, row: np.ndarray, texts: Sequence[str]) -> str:
        plans = [k for k, place in enumerate(self._places) if place.role in _AHEAD]
        k = max(plans, key=lambda k: float(row[k]), default=None)
        return f"{rest} {texts[k]}" if k is not None and row[k] >= _FORESEEN else rest

    def _may(self, fact: Fact, place: _Place) -> bool:
        """Whether a fact may stand in a place: where its user wants it, and as what it says of itself."""
        if fact.section and (place.part < 0 or fact.section not in self.form.parts[place.part].heading):
            return not any(fact.section in part.heading for part in self.form.parts)
        return may_stand_under(fact, place.role)

    def _suits(self, text: str, place: _Place) -> bool:
        """Whether a sentence is of what a part tells: a lack among the problems, and nothing else there."""
        has_problems = any(part.role in _LACKING for part in self.form.parts)
        return (place.role in _LACKING) is (_tells_lack(text) and has_problems)


def may_stand_under(fact: Fact, role: Role) -> bool:
    """Whether a fact may fill a blank of a part: what is planned only where plans stand, what was done not there."""
    if role in _AHEAD:
        return fact_tells_plan(fact.text)
    return role not in _LACKING or _tells_lack(fact.text)


def _tells_lack(fact: str) -> bool:
    """Whether a fact tells what is wrong; fewer accidents than before are nothing wrong."""
    return fact_tells_problem(fact) and not any("less" in figure.how for figure in told_in(0, fact))


def _put_what_stays(place: _Place, taken: Sequence[Figure]) -> None:
    """The figures that are the same every year in those blanks that no fact has taken."""
    open_ = [
        i for i, m in enumerate(BLANK.finditer(place.past.text)) if m.start() not in {a.start for a in taken}
    ]
    left = list(BLANK.finditer(place.text))
    for i, match in reversed(list(zip(open_, left, strict=True))):
        past = place.past.was[i]
        if past.stays:
            stays = past.number
            grows = len(stays) - len(match.group())
            place.text = place.text[: match.start()] + stays + place.text[match.end() :]
            place.fills = list(fills_moved(place.fills, match.start(), grows))


def filled(text: str, pairs: Sequence[tuple[Figure, Figure]]) -> tuple[str, list[Fill]]:
    """A sentence with figures in the place of its blanks, and these as the user's fills."""
    fills = list[Fill]()
    for told, asked in sorted(pairs, key=lambda pair: pair[1].start, reverse=True):
        value = told.written
        end = asked.end
        if told.measure and asked.measure and told.measure.word != asked.measure.word and not told.is_share:
            scaled = told.measure.base == asked.measure.base and told.measure.scale != asked.measure.scale
            heads = (
                told.measure.kind == asked.measure.kind == "people"
                and told.measure.base != asked.measure.base
            )
            if scaled or heads:
                value, end = told.written + told.measure.word, asked.end + len(asked.measure.word)
        text = text[: asked.start] + value + text[end:]
        fills = list(fills_moved(fills, asked.start, len(value) - (end - asked.start)))
        fills.append(Fill(asked.label, value, asked.start))
    return text, fills


def left_of(fact: str, taken: Sequence[Figure]) -> list[str]:
    """What of a fact no blank has taken: its other clauses, those that follow each other in one."""
    if not taken:
        return [bare(fact)]
    plain, pieces, run = to_simplified(fact), list[str](), ""
    at = 0
    for clause in _CLAUSE_END.split(bare(plain)):
        end = at + len(clause)
        if clause.strip() and not any(at <= figure.start < end for figure in taken):
            run = f"{run}，{clause.strip()}" if run else clause.strip()
        elif run:
            pieces.append(run)
            run = ""
        at = end + 1
    return [*pieces, *([run] if run else [])]


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    kept: dict[str, Fact] = {}
    for fact in facts:
        if bare(fact.text):
            kept.setdefault(bare(fact.text), fact)
    return [f for plain, f in kept.items() if not any(plain in other for other in kept if other != plain)]


def _shortened(section: DraftSection, most: int) -> DraftSection:
    """The section less sentences that hold nothing of the user's, the last of the longest paragraph first; each
    paragraph keeps its first."""
    rows = [list(row) for row in section.paragraphs]
    while sum(count_chars(s.text) for row in rows for s in row) > most:
        least = [2 if row[0].text.endswith("。") and len(row[0].text) < 24 else 1 for row in rows]
        free = [
            (sum(count_chars(s.text) for s in row), i, k)
            for i, row in enumerate(rows)
            for k in range(len(row) - 1, least[i] - 1, -1)
            if not row[k].fills and not row[k].is_users
        ]
        if not free:
            break
        _, i, k = max(free, key=lambda one: (one[0], one[2]))
        del rows[i][k]
    return replace(section, paragraphs=tuple(map(tuple, rows)))
