"""A request read twice, by rules and by its marked pieces: what is put plainly the rules read best, what
is spoken on or told among other things the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import rjieba

from draftbot.chinese.numerals import values_in
from draftbot.chinese.offices import ends_in_office, office_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.actions import Action, NotUnderstood, TakeRequest
from draftbot.conversation.marking.kinds import FACT, LENGTH, PERIOD, TOPIC, UNIT
from draftbot.conversation.marking.request_marker import RequestMarker
from draftbot.conversation.understanding.around_titles import (
    about_papers,
    asks,
    is_to_be_done,
    is_written,
    manner,
    tells_duty,
)
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, parts_of
from draftbot.conversation.understanding.facts_apart import listed_apart
from draftbot.conversation.understanding.joined_plans import with_joined_plan, without_joined_plan
from draftbot.conversation.understanding.labelled_facts import without_labelled_facts
from draftbot.conversation.understanding.marked_request import MarkedRequest, marked
from draftbot.conversation.understanding.matter_elsewhere import matter_named, with_matter_elsewhere
from draftbot.conversation.understanding.matters_told import matter_in, matter_listed
from draftbot.conversation.understanding.new_request import RequestReader
from draftbot.conversation.understanding.one_period import with_one_period
from draftbot.conversation.understanding.papers_meant import paper_meant
from draftbot.conversation.understanding.pasted_papers import without_past_paper
from draftbot.conversation.understanding.proper_titles import proper_title, tells_period, year_meant
from draftbot.conversation.understanding.request_lines import lines_apart
from draftbot.conversation.understanding.rules import facts_stated
from draftbot.conversation.understanding.said_wrong import as_put_right
from draftbot.conversation.understanding.statements import is_order_about_the_paper, troubles_apart
from draftbot.conversation.understanding.told_by_mouth import matter_told
from draftbot.conversation.understanding.unit_in_title import with_noun_of_unit, with_unit_named
from draftbot.conversation.understanding.words import OF
from draftbot.corpus.title_parts import OF_A_PERSON, office_of
from draftbot.facts.amounts import amounts_in
from draftbot.facts.in_figures import in_figures
from draftbot.facts.under_labels import label_at

_LIST = "new_requests"
# What a rule takes for a title or a fact beyond this is all that was said.
_LONGEST_TITLE, _LONGEST_FACT = 40, 45
_SHORT = 3
# With so many facts beside it the question of how a paper is written asks for the paper.
_SEVERAL = 2
_MARKS = re.compile("[，。：；,:;]")
_TWICE = re.compile(r"([\u4e00-\u9fff]{2,6})的(?=\1)")
_ITEMS = re.compile(r"(?:(?<=[：:；;，,。])|\s+)(?=[1-9][.．、)）](?!\d))")
_COMMA = re.compile("[，,]")
_VERB = "v"
_WRITES_FIGURES = re.compile(r"\d")
_SHORT_YEAR, _CENTURY = re.compile(r"(?<!\d)[1-4]\d(?=年)"), "20"


@dataclass(frozen=True, slots=True)
class TwoReadings:
    """`rules` alone where there is no marker."""

    rules: RequestReader
    marker: RequestMarker | None

    def read(self, message: str) -> list[Action] | None:
        """What a message that asks for a paper puts on the desk, and what in it asks for something
        else; None for any other message."""
        message, past = without_past_paper(message, self.rules.today.year)
        message, plan = without_joined_plan(as_put_right(message))
        asked, labelled = without_labelled_facts(with_one_period(_as_order(message)))
        asked = self._with_whole_years(asked)
        read = self._read(asked)
        return read and [
            replace(self._put(a, asked, labelled, plan), past_paper=past) if isinstance(a, TakeRequest) else a
            for a in read
            if not self._names_the_matter(a)
        ]

    def _names_the_matter(self, action: Action) -> bool:
        """Whether what was left over only names what the paper is on: 请按“电梯维保”这个题目写."""
        if not isinstance(action, NotUnderstood):
            return False
        return bool(matter_named(to_simplified(action.text), self.rules.units))

    def _put(self, request: TakeRequest, message: str, labelled: Sequence[str], plan: str) -> TakeRequest:
        request = with_joined_plan(self._as_put(request, message, labelled), plan, self.rules.today.year)
        period = request.period or (year_meant(message, self.rules.today.year) if request.title else "")
        return replace(request, period=period)

    def _with_whole_years(self, message: str) -> str:
        """A message whose years have all their digits: 25年上半年, where it is marked as a period."""
        plain = to_simplified(message)
        if self.marker is None or len(plain) != len(message) or not _SHORT_YEAR.search(plain):
            return message
        periods = [
            p.start for p in self.marker.pieces(plain) if p.kind == PERIOD and _SHORT_YEAR.match(p.text)
        ]
        for start in reversed(periods):
            message = f"{message[:start]}{_CENTURY}{message[start:]}"
        return message

    def _as_put(self, request: TakeRequest, message: str, labelled: Sequence[str]) -> TakeRequest:
        """The request with its unit in its title, all its facts and its counts as a paper has them."""
        request = with_noun_of_unit(with_unit_named(request, self.rules.units), message, self.rules.units)
        told = (one for fact in (*request.facts, *labelled) for one in listed_apart(fact))
        facts = [one for fact in told for one in troubles_apart(fact)]
        if not any(map(_WRITES_FIGURES.search, facts)):
            facts = list(map(in_figures, facts))  # who writes figures in one fact means 三百斤 so in another
        request = replace(request, facts=tuple(facts))
        return with_matter_elsewhere(request, message, self.rules.units)

    def _read(self, message: str) -> list[Action] | None:
        ruled = self.rules.read(message)
        read = self._by_marks(message)
        if read is None:
            return ruled or _asked_without_kind(message)
        told, wishes = read
        request = next((a for a in ruled or () if isinstance(a, TakeRequest)), None)
        if request is None:
            tells = told.unit or told.facts or self.rules.parts(told.title).topic
            return [told, *map(NotUnderstood, wishes)] if tells else None
        agree = _states_facts(message) or (ruled is not None and self._agree(ruled, request, told))
        if ruled is not None and agree and self._is_title(request, told):
            whole = _told_apart(_with_whole_unit(request, told), told)
            # 车间的车间主任: the office with what is above it once more.
            whole = replace(whole, title=_TWICE.sub("", whole.title))
            return [whole if action is request else action for action in ruled]
        unread = [a for a in ruled or () if isinstance(a, NotUnderstood)]
        # Of what the rules leave over the marks know what is said beside.
        orders = [
            a
            for a in unread
            if manner().search(plain := to_simplified(a.text))
            or (is_order_about_the_paper(plain) and not _tells_length(plain, told))
        ]
        said = "".join(a.text for a in orders)
        more = [NotUnderstood(wish) for wish in wishes if wish not in said]
        return [self._filled(told, request), *orders, *more]

    def _agree(self, ruled: Sequence[Action], request: TakeRequest, told: TakeRequest) -> bool:
        """Whether the rules found all that the marks found, and took nothing for what it is not."""
        if any(len(f) > _LONGEST_FACT for f in request.facts):
            return False
        lacks = [getattr(told, f) and not getattr(request, f) for f in ("unit", "period", "length", "title")]
        genre_of = self.rules.genre_of
        if any(lacks) or genre_of(request.title) != genre_of(told.title):
            return False
        said = "，".join(told.facts)
        parts = [part for fact in request.facts for part in _COMMA.split(fact)]
        stray = [part for part in parts if len(part) > 1 and not _holds(said, part)]
        unread = [a for a in ruled if isinstance(a, NotUnderstood) and not manner().search(a.text)]
        return _values(told.facts) <= _values(request.facts) and not stray and not unread

    def _is_title(self, request: TakeRequest, told: TakeRequest) -> bool:
        """Whether the rules found a title, and one that lacks no topic."""
        found, marked_topic = self.rules.parts(request.title).topic, self.rules.parts(told.title).topic
        papers = words_in(_LIST, "papers")
        if to_simplified(told.title).endswith(papers) and not to_simplified(request.title).endswith(papers):
            return False  # 庭长述职用
        is_plain = len(request.title) <= _LONGEST_TITLE and not _MARKS.search(request.title)
        is_plain = is_plain and not self._begins_in_a_clause(request.title, told.title)
        return is_plain and bool(found or not marked_topic) and not _holds_more(request, told)

    def _begins_in_a_clause(self, title: str, marked_title: str) -> bool:
        """Whether a title is the marked one behind the end of a clause about the paper: 看的 of 领导要看的."""
        before = to_simplified(title).removesuffix(to_simplified(marked_title))
        if not marked_title or len(before) == len(title) or not before.endswith(OF):
            return False
        words = self.rules.units.words(before)
        return len(words) > 1 and words[-2].tag == _VERB

    def _names_a_department(self, title: str, office: str) -> bool:
        """Whether the only unit that a title names is a part of one, in the name of an office: 护理部主任."""
        part = self.rules.parts(title).unit
        return bool(part) and title.startswith(part) and office.startswith(part)

    @staticmethod
    def _filled(told: TakeRequest, request: TakeRequest) -> TakeRequest:
        """What the marks tell, with what only the rules found."""
        torn = request.unit.removesuffix(told.unit)
        is_torn = torn != request.unit and 0 < len(torn) < _SHORT
        is_torn = is_torn and not _is_introduced(request.unit, told.unit)
        found = "" if any(request.unit in fact for fact in told.facts) else request.unit  # told of only
        return replace(
            told,
            title=told.title.replace(told.unit, request.unit, 1) if is_torn else told.title,
            unit=request.unit if is_torn else told.unit or found,
            length=told.length or request.length,
            outline=told.outline or request.outline,
            matter=told.matter or request.matter,
            facts=(*_duties_only_in(request, told), *told.facts),
        )

    def _by_marks(self, message: str) -> tuple[TakeRequest, tuple[str, ...]] | None:
        """The request by its marked pieces, and what else it says of how the paper is to be."""
        lines, listed, outline = lines_apart(message)
        typed = "\n".join([*lines, *listed])
        # 1.…… 2.…… on one line are told one a line.
        typed = _ITEMS.sub("\n", typed) if len(_ITEMS.findall(typed)) > 1 else typed
        text = to_simplified(typed)
        if self.marker is None or text.endswith(("？", "?", *words_in(_LIST, "asks politely", "asks"))):
            return None
        request = marked(text, self.marker.pieces(text), self.rules.units)
        if request.paper is None:
            usual = self._of_usual_kind(request)
            return self._told(request, usual, typed, outline) if usual else None
        is_about = about_papers().search(request.asked) and not _asks_besides(request)
        if is_about and len(request.facts) < _SEVERAL:
            return None
        wanted = request.title.removesuffix(request.paper.text) + paper_meant(request.paper.text)
        if self.rules.genre_of(wanted) is None:
            return (TakeRequest(""), ()) if request.paper.text in words_in(_LIST, "papers") else None
        return self._told(request, wanted, typed, outline)

    def _of_usual_kind(self, request: MarkedRequest) -> str:
        """The title of a paper of which a message tells whose it is and how long: of the kind that it
        names in passing (叫我上台述职), else, where its time is told, too, of the kind that is usual; of one
        that stands behind its topic (消防的总结), whose doing is asked for (要总结设备维修的), or for
        which several facts are told."""
        period = next((p.text for p in request.pieces if p.kind == PERIOD and tells_period(p.text)), "")
        papers = re.findall(any_of(words_in(_LIST, "papers")), request.text)
        named = [kind for kind in papers if self.rules.genre_of(kind) is not None]
        topic = next((piece for piece in request.pieces if piece.kind == TOPIC), None)
        tells_much = sum(piece.kind == FACT for piece in request.pieces) >= _SEVERAL
        is_told = tells_much or any(piece.kind == FACT and amounts_in(piece.text) for piece in request.pieces)
        if request.unit and is_told and (matter := matter_told(request.text, self.rules.units)):
            return f"{request.unit}{matter}{words_in(_LIST, 'paper of what is told')[0]}"
        if named and not topic and tells_much and (request.unit or is_written(request.text, named[-1])):
            return f"{request.unit}{period}{named[-1]}"
        if request.unit and named and topic:
            behind = request.text[topic.end :].removeprefix(OF)
            kind = next((one for one in named if behind.startswith(one)), "")
            if not kind and (tells_much or is_to_be_done(request.text, named[-1])):
                kind = named[-1]
            if kind:
                return f"{request.unit}{period}{topic.text}{kind}"
        if not (request.unit and request.length and (period or named)):
            return ""
        return f"{request.unit}{period}{(named or words_in(_LIST, 'usual paper'))[-1]}"

    def _told(
        self, request: MarkedRequest, wanted: str, typed: str, outline: str
    ) -> tuple[TakeRequest, tuple[str, ...]]:
        title = _as_typed(typed, request.text, wanted)
        title = proper_title(title, self.rules.genre_of(wanted) or "", self.rules.today.year)
        parts = self.rules.parts(title)
        office = request.office or self.rules.office_told([clause.text for clause in request.clauses])
        if not office and parts.genre == OF_A_PERSON:
            office = _office_before(request)
        if office and parts.genre != OF_A_PERSON and request.unit and _asks_us(request.asked):
            office = ""  # the unit's paper, whoever of it writes
        if office and not office_of(parts) and (not parts.topic or parts.genre == OF_A_PERSON):
            at = len(request.unit) if title.startswith(request.unit) else 0
            title = f"{title[:at]}{office}{title[at:]}"
        title = _TWICE.sub("", title)
        if office and request.unit and self._names_a_department(title, office):
            title = f"{request.unit}{title}"
        told = [
            (c.text, m)
            for c in request.clauses
            if (m := matter_in(c.text) or matter_listed(c.text)) and not label_at(c.text)
        ]
        clause, matter = told[0] if told and not outline else ("", ())
        facts = tuple(
            _as_typed(typed, request.text, f)
            for f in request.facts
            if not (clause and (f in clause or _leads_to(f, clause, request.text)))
            and not is_order_about_the_paper(f)
            and f.removesuffix(OF) not in title
        )
        if request.duty and not any(request.duty in fact for fact in facts):
            facts = (request.duty, *facts)
        # 云桥街道综合, broken off within the name that the title has.
        is_more = parts.unit.startswith(request.unit) and not parts.unit.endswith(words_in(_LIST, "papers"))
        unit = parts.unit if is_more else request.unit
        period = request.whole_period(parts.period) or request.told.period_of_facts
        wishes = tuple(wish for wish in request.told.wishes if wish not in clause)
        return TakeRequest(title, unit, period, facts, request.length, outline, matter), wishes


def _leads_to(fact: str, clause: str, text: str) -> bool:
    """Whether what was taken for a fact only says that a list follows: 今年抓了三件事：…."""
    return re.search(rf"{re.escape(fact)}[：:]\s*{re.escape(clause)}", text) is not None


def _asks_us(asked: str) -> bool:
    """Whether a clause asks a paper of the unit, not of whoever writes: 支队要我们交总结."""
    return any(word in asked for word in words_in(_LIST, "ours") if len(word) > 1)


def _office_before(request: MarkedRequest) -> str:
    """The office whose name stands right before the paper's noun: 年终护士长述职."""
    before = request.asked.partition(request.paper.text)[0] if request.paper else ""
    last = next(reversed(rjieba.cut(before, False)), "")
    return office_in(before) or (last if len(last) > 1 and ends_in_office(last) else "")


def _tells_length(text: str, told: TakeRequest) -> bool:
    """Whether words tell but the length that is read already: 字数：一千."""
    return told.length is not None and any(value.low == told.length for value in values_in(text))


def _as_order(message: str) -> str:
    """可以帮我写一份述职报告吗 without what makes it a question."""
    *before, last = parts_of(message) or [message]
    said = re.sub(rf"(?:{any_of(words_in(_LIST, 'asks politely'))})?[。！!？? ]*$", "", last)
    is_order = said != last and any(asks(piece) for piece in (said, *said.split()))
    return "，".join([*before, said]) if is_order else message


def _asked_without_kind(message: str) -> list[Action] | None:
    """之前那个材料再写一份: a paper asked for of which not even the kind is told."""
    plain = to_simplified(message)
    write, papers, amount = (
        any_of(words_in(_LIST, *keys)) for keys in (("write", "write with amount"), ("papers",), ("amount",))
    )
    asked = re.search(rf"(?:{write})(?:{amount})", plain) and re.search(papers, plain)
    return [TakeRequest("")] if asked and not about_papers().search(plain) else None


def _asks_besides(request: MarkedRequest) -> bool:
    """Whether a paper is asked for beside the question of how it is written: 自查报告怎么写，帮写一篇; or so
    much is told of it that one is wanted: 保健医述职怎么写，我管晨检、消毒，2024学年的."""
    write, amount = any_of(words_in(_LIST, "write", "write with amount")), any_of(words_in(_LIST, "amount"))
    told = [clause.text for clause in request.clauses if clause.text != request.asked]
    if any(re.search(rf"(?:{write})(?:{amount})", text) for text in told):
        return True
    beside = [clause for clause in request.clauses if clause.text in told]
    tells = [c for c in beside if c.has(PERIOD, UNIT, LENGTH, FACT) or matter_in(c.text)]
    return len(tells) >= _SEVERAL


def _as_typed(typed: str, text: str, said: str) -> str:
    """What is said, in the script in which it was typed."""
    at = text.find(said) if len(typed) == len(text) else -1
    return typed[at : at + len(said)] if at >= 0 else said


def _duties_only_in(request: TakeRequest, told: TakeRequest) -> list[str]:
    """What its writer is in charge of, where a request says it and the other reading of it does not."""
    said = "，".join((told.title, *told.facts))
    return [fact for fact in request.facts if tells_duty(fact) and not _holds(said, fact.removesuffix(OF))]


def _holds(text: str, other: str) -> bool:
    """Whether one holds the other, or its first or last clause."""
    one, two = to_simplified(text), to_simplified(other)
    return two in one or any(piece in one for piece in two.split("，") if len(piece) > 1)


def _values(facts: Sequence[str]) -> frozenset[object]:
    return frozenset(value for fact in facts for value in values_in(to_simplified(fact)))


def _holds_more(request: TakeRequest, told: TakeRequest) -> bool:
    """Whether a title holds much that the other neither has nor tells of the unit: 局长要求把…发个通报."""
    title, known = to_simplified(request.title), to_simplified(told.title + told.unit + request.unit)
    asks = re.search(any_of(words_in(_LIST, "in no title")), title)
    return asks is not None and sum(c not in known for c in title) > _SHORT


def _states_facts(message: str) -> bool:
    """Whether facts are told as such: 事实：……."""
    return any(facts_stated(part) for line in lines_of(message) for part in clauses_of(line))


def _with_whole_unit(request: TakeRequest, told: TakeRequest) -> TakeRequest:
    """The request with a unit whose name the rules broke off (归真园 of 归真园殡仪馆), or took for that of
    the office in it (县交通局办公室)."""
    is_longer = told.unit.startswith(request.unit) or _is_introduced(request.unit, told.unit)
    is_within = (
        told.unit
        and request.unit.startswith(told.unit)
        and request.unit.endswith(words_in(_LIST, "offices of units"))
    )
    return replace(request, unit=told.unit) if is_longer or is_within else request


def _is_introduced(unit: str, name: str) -> bool:
    """Whether words for a unit hold its name and what introduces it: 卫生院叫黄泥铺镇中心卫生院, 我们…."""
    said = unit.removesuffix(name)
    introduces = said.endswith(words_in(_LIST, "own name", "are")) or said in words_in(_LIST, "ours")
    return bool(name) and said != unit and introduces


def _told_apart(request: TakeRequest, told: TakeRequest) -> TakeRequest:
    """The request with the facts that the marks tell apart where the rules found them run together."""
    is_run_on = any(
        sum(one in part for one in told.facts) > 1 for fact in request.facts for part in _COMMA.split(fact)
    )
    is_run_on = is_run_on or any(sum(one in fact for one in told.facts) > _SEVERAL for fact in request.facts)
    return replace(request, facts=told.facts) if is_run_on else request
