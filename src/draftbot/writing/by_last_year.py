"""Last year's report with this year's facts in it, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from draftbot.chinese.blanks import blanks_in
from draftbot.chinese.enumerators import format_number
from draftbot.chinese.word_lists import word_table
from draftbot.domain import (
    DraftSection,
    Fact,
    OutlineSection,
    Remark,
    Role,
    Sentence,
    as_lines,
    count_chars,
)
from draftbot.drafts.items import numbered
from draftbot.facts.brief import Brief
from draftbot.facts.own_past import OwnPast
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.messages import Message, quoted
from draftbot.writing.composing import as_sentence
from draftbot.writing.filling import bare
from draftbot.writing.item_leads import without_lead
from draftbot.writing.last_years_form import Form, PastPart, PastPoint, PastSentence, chars_of
from draftbot.writing.overtaken import BroughtAbout
from draftbot.writing.pieces_told import pieces_of
from draftbot.writing.place import AHEAD, LACKING, Place
from draftbot.writing.plans_fulfilled import heading_of, part_of_deeds
from draftbot.writing.sources import SourceRegister
from draftbot.writing.told_anew import as_items, in_order_told, lists_anew, taken_over
from draftbot.writing.worked_in import work_in

# A part is shortened where it is to have less than this share of what last year's has.
_SHORTENED = 0.85


class ByLastYear:
    """Last year's report with this year's facts in it, section by section."""

    def __init__(
        self, own: OwnPast, form: Form, facts: Sequence[Fact], brief: Brief, embeddings: SentenceEmbeddings
    ) -> None:
        self.own, self.form, self.brief, self.embeddings = own, form, brief, embeddings
        self._places = list(self._all_places())
        self._by_past = {id(place.past): place for place in self._places}
        pieces = pieces_of(_distinct(facts), embeddings)
        work_in(self._places, pieces, embeddings)
        self._deeds = part_of_deeds(self._places)
        self._over = set[int]()
        self._leave_out_done(BroughtAbout(pieces))
        self._listed = {
            part.heading: in_order_told(taken_over(list(self._items(part))), pieces)
            for part in self.form.parts
            if lists_anew(part, pieces)
        }
        told_anew = (p for part in self.form.parts for p in part.points if self._is_told_anew(p))
        self._over |= set(map(id, told_anew))

    def has(self, section: OutlineSection) -> bool:
        return self.form.part(section.heading) is not None

    def opening(self, register: SourceRegister) -> tuple[Sentence, ...]:
        """What stands before the first part."""
        greeting = (Sentence(self.own.addressee, origin="connective"),) if self.own.addressee else ()
        told = tuple(one for past in self.form.opening for one in self._told(past, register))
        return as_lines(row for row in (greeting, told) if row)

    def section(self, section: OutlineSection, register: SourceRegister) -> DraftSection:
        """A section as last year's part of that name has it, shortened where its length says so."""
        part = self.form.part(section.heading)
        rows = list(self._rows(part, section.level, register)) if part else []
        is_short = part is not None and any(place.is_left_out for place in self._of(part))
        paragraphs = numbered(rows) if is_short else tuple(rows)
        written = DraftSection(section.heading, section.level, paragraphs)
        if section.length and section.length < _SHORTENED * self._usual_length(section):
            written = _shortened(written, section.length)
        return written

    def _usual_length(self, section: OutlineSection) -> float:
        """How long a section is where nobody tells a length: last year's, and what is told beside it is no reason
        to leave out what that one has."""
        part = self.form.part(section.heading)
        own = chars_of(part) if part else 0
        return self.own.report.chars * own / max(sum(map(chars_of, self.form.parts)), 1)

    def _rows(self, part: PastPart, level: int, register: SourceRegister) -> Iterator[tuple[Sentence, ...]]:
        counts = [0] * 8
        depth = 0
        for point in part.points:
            lead = list[Sentence]()
            asked = self._asked_anew(point, part.role)
            if id(point) in self._over or (self._is_left_bare(point) and not asked):
                continue
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
                told = asked or [one for past in row for one in self._told(past, register)]
                if told or lead:
                    yield (*lead, *told)
                lead = []
        yield from self._fulfilled(part, level, counts, register)
        yield from as_items(self._listed.get(part.heading, ()), part, level)

    def _fulfilled(
        self, part: PastPart, level: int, counts: list[int], register: SourceRegister
    ) -> Iterator[tuple[Sentence, ...]]:
        """Items on what was planned and done, behind what the part that tells of deeds has."""
        if self._deeds is None or self.form.parts[self._deeds] is not part:
            return
        done = [place for place in self._places if place.fulfilled]
        for item in dict.fromkeys(map(heading_of, done)):
            counts[1] += 1
            cites = tuple(
                register.number(p.past.passage, self.own.report) for p in done if heading_of(p) == item
            )
            told = [fact for place in done if heading_of(place) == item for fact in place.fulfilled]
            yield (
                Sentence(f"{format_number(level + 1, counts[1])}{item}。", cites[:1]),
                *(Sentence(as_sentence(fact), (), blanks_in(fact), "fact") for fact in told),
            )

    def _of(self, of: PastPart | PastPoint) -> Iterator[Place]:
        """The places of a part's sentences, or a point's."""
        for point in of.points if isinstance(of, PastPart) else (of,):
            for row in point.paragraphs:
                yield from (self._by_past[id(past)] for past in row)

    def _items(self, part: PastPart) -> Iterator[list[Place]]:
        """The places of a part item by item: of each point under its headings, else of each sentence."""
        for point in part.points:
            if point.headings:
                yield list(self._of(point))
            else:
                yield from ([place] for place in self._of(point))

    def _leave_out_done(self, facts: BroughtAbout) -> None:
        """Points whose headings name what is done, or what is wanting no more, go with all that they say."""
        for part in self.form.parts:
            for point in part.points if part.role in AHEAD | LACKING else ():
                places = list(self._of(point))
                done = [facts.named_by(heading, part.role) for heading in point.headings]
                if places and done and all(done) and not any(p.behind or p.fills for p in places):
                    for place in places:
                        place.text, place.overtaken = "", done[0]
                    self._over.add(id(point))

    def _is_told_anew(self, point: PastPoint) -> bool:
        places = list(self._of(point))
        return bool(places) and all(place.told_anew for place in places)

    def _is_left_bare(self, point: PastPoint) -> bool:
        """Whether all that last year's point says is left out, and nothing stands in its place."""
        places = list(self._of(point))
        return bool(places) and all(place.is_left_out and not place.behind for place in places)

    def _asked_anew(self, point: PastPoint, role: Role) -> list[Sentence]:
        """What is asked under a heading whose sentences are overtaken."""
        if not point.headings or not self._is_left_bare(point):
            return []
        form = word_table("questions", "draftbot.writing").get(f"bare {role}", ())
        return [Sentence(text, (), blanks_in(text), "connective") for text in form]

    def remarks(self, i: int, section: OutlineSection) -> Iterator[Remark]:
        """What is left out of the `i`-th section because this year's facts have overtaken it."""
        part = self.form.part(section.heading)
        for place in self._of(part) if part else ():
            if place.told_anew:
                yield Remark("overtaken", Message("writing.told_anew", said=quoted(place.past.text)), i)
            elif place.once:
                yield Remark("overtaken", Message("writing.once", said=quoted(place.past.text)), i)
            elif place.overtaken:
                text = Message(
                    "writing.overtaken", said=quoted(place.past.text), fact=quoted(place.overtaken)
                )
                yield Remark("overtaken", text, i)

    def _told(self, past: PastSentence, register: SourceRegister) -> Iterator[Sentence]:
        place = self._by_past[id(past)]
        if place.is_left_out:
            yield from _facts_behind(place)
            return
        cites = (register.number(past.passage, self.own.report),)
        fills = tuple(sorted(place.fills, key=lambda fill: fill.start))
        yield Sentence(place.text, cites, blanks_in(place.text), "source", fills)
        yield from _facts_behind(place)

    # -- facts ------------------------------------------------------------------------

    def _all_places(self) -> Iterator[Place]:
        for past in self.form.opening:
            yield Place(-1, Role.OPENING, past, "", past.text, "")
        for i, part in enumerate(self.form.parts):
            headings = list[str]()
            for point in part.points:
                headings = [*headings[: max(0, len(headings) - len(point.headings))], *point.headings]
                for row in point.paragraphs:
                    for past in row:
                        around = " ".join((part.heading, *headings))
                        item = headings[-1] if headings else ""
                        yield Place(i, part.role, past, around, past.text, part.heading, item=item)


def _facts_behind(place: Place) -> Iterator[Sentence]:
    for fact in place.behind:
        yield Sentence(as_sentence(without_lead(fact, place.role)), (), blanks_in(fact), "fact")


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
