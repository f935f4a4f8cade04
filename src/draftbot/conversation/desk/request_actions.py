"""A paper asked for: what the message tells of it, put on the desk, and the draft written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from draftbot.chinese.offices import office_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentence_polarity import fact_tells_problem
from draftbot.chinese.tagging import Tagger
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.draft_actions import write_draft
from draftbot.conversation.desk.own_department import (
    own_by_level,
    own_instead,
    own_whole,
    with_whole_name,
)
from draftbot.conversation.desk.surely_orders import orders_surely
from draftbot.conversation.desk.topics import dropped_for
from draftbot.conversation.marking.request_marker import request_marker
from draftbot.conversation.names import name_of
from draftbot.conversation.understanding.deciding import ASIDE
from draftbot.conversation.understanding.new_request import RequestReader, is_too_thin
from draftbot.conversation.understanding.reading import Likely, MessageReader
from draftbot.conversation.understanding.said_wrong import as_put_right
from draftbot.conversation.understanding.statements import begins_with_a_day
from draftbot.conversation.understanding.two_readings import TwoReadings
from draftbot.conversation.understanding.unpunctuated import marked
from draftbot.conversation.understanding.who_reports import who_reports
from draftbot.conversation.understanding.wish import says
from draftbot.corpus.roles import role_of
from draftbot.corpus.title_parts import parts_of, without_gaps
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import (
    ChatEvent,
    Conversation,
    Fact,
    FactSheet,
    Outline,
    OutlineSection,
    Role,
    Said,
    Suggested,
    Suggestion,
)
from draftbot.facts.amounts import amounts_in
from draftbot.facts.in_one_sentence import in_one_sentence
from draftbot.facts.under_labels import items_told, labels_told
from draftbot.messages import Message, all_sentences
from draftbot.messages.rendering import render as render_words
from draftbot.outlines.book import parse_outline, plan_lengths
from draftbot.plans.suggestions import suggestions
from draftbot.trades.trades import Trades

_SEVERAL = 2
_COMMA = "，"
# Shorter words are no order.
_LEAST_ORDER = 4


# A title that begins with the noun for units of a kind (小学教学工作总结) has it within so many characters.
_LONGEST_KIND = 7


def request_reader(desk: Desk) -> TwoReadings:
    """What reads messages that ask for a paper."""
    known = desk.drafter.knowledge.now()
    rules = RequestReader(known, desk.book.genre_of_title)
    return TwoReadings(rules, request_marker(known.tagger, known.trades))


def tells_much(action: do.Action, trades: Trades) -> bool:
    """Whether an action is a request that tells whose the paper is or what it is to tell, so that it is
    no wish for what stands on the desk."""
    if not isinstance(action, do.TakeRequest) or not action.title:
        return False
    title = to_simplified(action.title)
    names_kind = any(trades.is_bare(title[:end]) for end in range(_SEVERAL, _LONGEST_KIND))
    return bool(action.unit or office_in(title) or names_kind) or len(action.facts) >= _SEVERAL


def take_request(desk: Desk, request: do.TakeRequest) -> Iterator[ChatEvent]:
    """Put what a message asks for on the desk and draft it; one that says too little is
    asked back. Raises BadOutline, BadLength."""
    known = desk.drafter.knowledge.now()
    now = desk.conversation
    if not request.title:
        yield from _asked_back(desk, "")
        return
    unit = request.unit or now.facts.unit
    if own := own_instead(unit, request.title, known.unit_names, bool(request.like)):
        unit = own
        request = replace(request, unit=unit, title=with_whole_name(request.title, unit))
    elif request.like and (
        whole := own_by_level(unit, known.unit_names) or own_whole(unit, known.unit_names)
    ):
        request = replace(request, unit=whole, title=request.title.replace(unit, whole, 1))
        unit = whole
    parts = parts_of(request.title, UnitReader(known.tagger, known.trades), unit, known.unit_names)
    said = list[Message]()
    if unit and parts.group and f"{unit}{parts.group}" in without_gaps(to_simplified(request.title)):
        unit = f"{unit}{parts.group}"
        request = replace(request, unit=unit)
    elif request.unit and not parts.of_unit and not to_simplified(request.title).startswith(request.unit):
        # Told apart from the title's words, it still stands at the head of the paper.
        request = replace(request, title=f"{request.unit}{request.title}")
    if parts.rest and (topic := desk.search.respelt(parts.rest)) != parts.rest:
        request = replace(request, title=to_simplified(request.title).replace(parts.rest, topic))
        said.append(Message("desk.topic_respelt", said=parts.rest, meant=topic))
    genre = desk.book.outline_for(request.title).genre
    if is_too_thin(request, parts) and not unit:
        yield from _asked_back(desk, genre)
        return
    outline, length = _outline(desk, request), request.length or now.length
    if length and not request.outline:
        plan_lengths(outline, length, desk.book)  # raises BadLength
    request = replace(request, title=without_gaps(request.title))
    facts = _facts(now.facts, request, _last_said(now), known.tagger)
    if outline.first_person and not facts.author:
        facts = replace(facts, author=who_reports(_last_said(now), facts.text, known.tagger))
    yield desk.change(
        title=request.title,
        outline=outline,
        facts=facts,
        length=length,
        draft_id=None,
        seed=0,
        **dropped_for(known, now, request.title),
    )
    yield Said(all_sentences([*said, *_understood(request, genre, unit, facts.author)]))
    yield from write_draft(desk, do.WriteDraft())
    if request.like and not desk.draft.own_sources:
        yield Said(Message("desk.no_last_report"))


def _asked_back(desk: Desk, genre: str) -> Iterator[ChatEvent]:
    """What is still to be said of a paper of `genre`, "" where not even that is told."""
    titles = suggestions(desk.drafter.planner, genre)
    too_little = Message("desk.too_little", genre=genre, examples=titles)
    if not genre:
        too_little = Message("desk.too_little_of_any", genres=tuple(desk.book.genres), examples=titles)
    yield Said(too_little)
    yield _offered(titles)


def offer_titles(desk: Desk) -> Iterator[ChatEvent]:
    """Papers that could be asked for, as buttons."""
    yield _offered(suggestions(desk.drafter.planner, ""))


def _offered(titles: Sequence[str]) -> Suggested:
    return Suggested(tuple(Suggestion(title, name_of(do.NewDraft(title)) or "") for title in titles))


def ask_topic(desk: Desk, action: do.AskTopic) -> Iterator[ChatEvent]:
    """What a further draft shall be about; the one on the desk stays as it is."""
    yield from _asked_back(desk, action.genre)


def without_asides(actions: Sequence[do.Action], reader: MessageReader) -> list[do.Action]:
    """The actions without what only gives a reason or is said besides: 年底要交局里 is no order."""
    unclear = [action.text for action in actions if isinstance(action, do.NotUnderstood)]
    likely = dict(zip(unclear, reader.read(unclear), strict=True))
    return [
        action
        for action in actions
        if not (isinstance(action, do.NotUnderstood) and likely[action.text][0].name == ASIDE)
    ]


def with_what_it_is_like(actions: Sequence[do.Action], reader: MessageReader) -> list[do.Action]:
    """The actions with what asks for a paper like an earlier one (照去年的写, 格式和去年一样) told by the request."""
    unclear = [action.text for action in actions if isinstance(action, do.NotUnderstood)]
    facts = [fact for one in actions if isinstance(one, do.TakeRequest) for fact in one.facts]
    bare = [fact for fact in facts if not _FIGURE.search(fact)]
    read = dict(zip([*unclear, *bare], reader.read([*unclear, *bare]), strict=True))
    like = [text for text, likely in read.items() if _asks_for_likeness(likely)]
    like += [text for text in unclear if text not in like and _is_like_last_years(text)]
    told = [one for one in actions if not (isinstance(one, do.NotUnderstood) and one.text in like)]
    return [_like(one, like) if isinstance(one, do.TakeRequest) else one for one in told]


def _like(request: do.TakeRequest, like: Sequence[str]) -> do.TakeRequest:
    """The request for a paper like what `like` names; none of it is a fact (参照上传的两份)."""
    facts = tuple(fact for fact in request.facts if fact not in like)
    return replace(request, like="，".join(like) or request.like, facts=facts)


def _asks_for_likeness(likely: Sequence[Likely]) -> bool:
    return sum(one.likelihood for one in likely if one.name in _LIKE) >= _SURE_LIKE


def _is_like_last_years(text: str) -> bool:
    """按去年的样子出一份今年的; no 比去年一样的时候多了3起, which tells a figure."""
    return says("as it is", text) and says("last year's", text) and not amounts_in(text)


def without_wishes(actions: Sequence[do.Action], reader: MessageReader) -> list[do.Action]:
    """The actions with no clause of a fact that is surely read as an order: 最后加一段感谢领导 is named
    as not understood, but not printed."""
    kept: list[do.Action] = []
    for action in actions:
        if not isinstance(action, do.TakeRequest):
            kept.append(action)
            continue
        clauses = [clause for fact in action.facts for clause in fact.split(_COMMA)]
        read = zip(clauses, reader.read(clauses), strict=True)
        wishes = [
            clause
            for clause, likely in read
            if len(clause) >= _LEAST_ORDER
            and orders_surely(likely)
            and not (_MEASURED.search(clause) or begins_with_a_day(clause) or fact_tells_problem(clause))
        ]
        told = ([c for c in fact.split(_COMMA) if c not in wishes] for fact in action.facts)
        facts = tuple(_COMMA.join(clauses) for clauses in told if clauses)
        kept += [replace(action, facts=facts), *map(do.NotUnderstood, wishes)]
    return kept


# What names an earlier paper to be followed, and how surely.
_LIKE, _SURE_LIKE = frozenset(("outline.like", "reports.choose")), 0.7
# No order has such a figure: 均分87.4, 出勤率96%.
_MEASURED, _FIGURE = re.compile(r"\d[.．]\d|[%％‰]"), re.compile(r"\d")


def _with_matter(outline: Outline, matter: Sequence[str]) -> Outline:
    """An outline with a heading for each thing that the paper is mainly to tell, below its main part."""
    sections = outline.sections
    main = next((i for i, s in enumerate(sections) if s.role is Role.WORK), None)
    roles = {section.role for section in sections} - {Role.WORK, Role.OTHER}
    matter = [heading for heading in matter if role_of(heading) not in roles]  # 下步打算 has its section
    if not matter or main is None:
        return outline
    below = tuple(OutlineSection(heading, 2, role=Role.WORK) for heading in matter)
    return replace(outline, sections=(*sections[: main + 1], *below, *sections[main + 1 :]))


def _outline(desk: Desk, request: do.TakeRequest) -> Outline:
    usual = desk.book.outline_for(request.title)
    if request.outline:
        return parse_outline(request.outline, desk.book, request.title)
    if request.like:
        return usual
    now = desk.conversation.outline
    return _with_matter(now if now is not None and now.genre == usual.genre else usual, request.matter)


def _last_said(now: Conversation) -> str:
    """What the user said last, which asks for the paper."""
    return render_words(now.turns[-1].text, "zh") if now.turns else ""


def _facts(sheet: FactSheet, request: do.TakeRequest, message: str, tagger: Tagger | None) -> FactSheet:
    known, message = {fact.text for fact in sheet.facts}, as_put_right(message)
    goes_on = in_one_sentence(request.facts, message)
    told = zip(request.facts, labels_told(request.facts, message), goes_on, strict=True)
    new = tuple(
        Fact(marked(item, tagger), section, goes_on=on)
        for text, label, on in told
        for item, section in items_told(text, label)
        if item not in known
    )
    return replace(
        sheet,
        unit=request.unit or sheet.unit,
        period=request.period or sheet.period,
        facts=(*sheet.facts, *new),
    )


def _understood(request: do.TakeRequest, genre: str, unit: str, author: str) -> list[Message]:
    told = [Message("desk.title_taken", title=request.title, genre=genre)]
    if unit:
        told.append(Message("desk.unit_read", unit=unit))
    if request.period:
        told.append(Message("desk.period_read", period=request.period))
    if author:
        told.append(Message("desk.author_read", author=author))
    if request.facts:
        told.append(Message("desk.facts_read", count=len(request.facts)))
    if request.past_paper:
        told.append(Message("desk.past_paper_read"))
    return told


HANDLERS: dict[type, Handler] = {do.TakeRequest: take_request, do.AskTopic: ask_topic}
