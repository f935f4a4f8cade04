"""Questions: about the draft from what stands in it, about the corpus with the passages that answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from draftbot.checks.stock_phrases import borrowings
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.word_lists import word_set
from draftbot.chinese.words import query_words
from draftbot.conversation import actions as do
from draftbot.conversation.desk import draft_asked
from draftbot.conversation.desk.blanks_left import blanks_by_sentence
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.offering import offered
from draftbot.conversation.desk.own_past_asked import names_a_year, own_past_says
from draftbot.conversation.desk.told_on_desk import told_on_desk
from draftbot.conversation.sayings import say
from draftbot.conversation.understanding.asked_of_draft import asks_what_is_untold
from draftbot.domain import ChatEvent, Draft, Fact, Found, Hit, ReportSummary, Said
from draftbot.drafts.addresses import heading_of
from draftbot.facts.figures_told import figures_told
from draftbot.messages import Message, all_lines, all_sentences, titled
from draftbot.writing.told_later import is_told

HITS, QUOTED, CHARS_QUOTED, SHOWN = 5, 3, 120, 8
_BLANKS = 15  # sentences with blanks that are shown unasked
_YET = Message("desk.no_draft_to_ask_about")


def ask(desk: Desk, action: do.Ask) -> Iterator[ChatEvent]:
    is_of_no_paper = action.kind == "corpus" and not _asks_of_papers(action.question)
    answer = None if is_of_no_paper else _ABOUT.get(action.kind)
    own = (
        own_past_says(desk, action.question)
        if action.kind == "corpus" and names_a_year(action.question, desk)
        else None
    )
    if own is not None:  # 去年论文发了几篇
        yield Said(own)
    elif action.kind == do.ADVICE:
        is_sayable = any(map(say, action.perhaps))
        why = Message("desk.yours_to_decide") if is_sayable else Message("desk.yours_to_decide_alone")
        yield from offered(why, action.perhaps)
    elif action.kind not in _OF_ALL and (told := told_on_desk(desk, action.question)) is not None:
        yield Said(told)
    elif answer is None:
        yield from _from_corpus(desk, action.question)
    elif action.kind not in _WITHOUT_DRAFT and desk.conversation.draft_id is None:
        yield Said(_YET)
    else:
        yield Said(answer(desk, action.question))


def _asks_of_papers(question: str) -> bool:
    """Whether a question is how many reports there are or which; 去年演练几次 asks what they say."""
    return any(word in question for word in word_set("words_of_wishes", "about the corpus"))


def _chars(desk: Desk, question: str) -> Message:
    draft = desk.draft
    wanted = draft.request.length or desk.conversation.length
    total = draft.chars
    lines = [
        Message(
            "desk.section_of_chars", heading=heading_of(draft, i), chars=s.chars, sentences=len(s.sentences)
        )
        for i, s in draft.parts
        if s.sentences or i >= 0
    ]
    head = Message("desk.chars_now", chars=total, pages=round(total / 600, 1))
    aim = [Message("desk.chars_wanted", length=wanted)] if wanted else []
    aim += filter(None, [draft_asked.chars_for(desk, question)])
    return all_lines([all_sentences([head, *aim]), *lines])


def _short(desk: Desk, question: str) -> Message:
    draft = desk.draft
    notes = [Message("desk.note_of", heading=s.heading, note=s.note) for s in draft.sections if s.note]
    total = draft.chars
    head = Message("desk.why_short", chars=total, passages=len(draft.sources))
    return all_lines([head, *notes, Message("desk.how_longer")])


def _marks(desk: Desk, question: str) -> Message:
    return Message("desk.what_marks")


def _empty(desk: Desk, question: str) -> Message:
    draft = desk.draft
    notes = [Message("desk.note_of", heading=s.heading, note=s.note) for s in draft.sections if s.note]
    return all_lines([Message("desk.why_blanks", count=len(draft.blanks)), *notes])


def _ready(desk: Desk, question: str) -> Message:
    draft = desk.draft
    left = []
    if draft.blanks:
        left.append(Message("desk.left_blanks", count=len(draft.blanks)))
    if draft.warnings:
        left.append(Message("desk.left_remarks", count=len(draft.warnings)))
    empty = [s.heading for s in draft.sections if s.note]
    if empty:
        left.append(Message("desk.left_thin", headings=tuple(empty[:SHOWN])))
    if not draft.request.facts.unit and not desk.conversation.facts.unit:
        left.append(Message("desk.left_unit"))
    if not left:
        return Message("desk.can_be_handed_in")
    return all_lines([Message("desk.not_yet"), *left, Message("desk.always_read")])


def _is_in(draft: Draft, fact: Fact) -> bool:
    """Whether a draft tells a fact, in its words or with all its figures."""
    figures = figures_told(fact.text)
    there = [one for sentence in draft.sentences for one in figures_told(sentence.text)] if figures else []
    all_there = bool(figures) and all(any(one.says(other) for other in there) for one in figures)
    return all_there or is_told(draft, fact)


def _missing(desk: Desk, question: str) -> Message:
    draft, facts = desk.draft, desk.conversation.facts
    if asks_what_is_untold(question):
        untold = tuple(fact.text for fact in facts.facts if not _is_in(draft, fact))
        return Message("desk.untold", count=len(untold), facts=untold) if untold else Message("desk.all_told")
    lines = list[Message]()
    if draft.blanks:
        lines.append(Message("desk.missing_blanks", count=len(draft.blanks)))
        found = list(blanks_by_sentence(draft))
        lines += found[:_BLANKS]
        lines += [Message("desk.more_blanks")] if len(found) > _BLANKS else []
    for field, code in (
        ("unit", "desk.missing_unit"),
        ("period", "desk.missing_period"),
        ("author", "desk.missing_author"),
    ):
        if not getattr(facts, field):
            lines.append(Message(code))
    if not facts.facts:
        lines.append(Message("desk.missing_facts"))
    return all_lines([Message("desk.still_missing"), *lines]) if lines else Message("desk.nothing_missing")


def _truth(desk: Desk, question: str) -> Message:
    """What a sentence rests on that is asked about, else what the draft does."""
    if told := draft_asked.basis(desk, question):
        return told
    draft = desk.draft
    origins = Counter(s.origin for s in draft.sentences)
    where_from = Message(
        "desk.where_from",
        source=origins["source"], fact=origins["fact"] + origins["user"], model=origins["model"],
        reports=len({source.report_id for source in draft.sources}),
    )  # fmt: skip
    return all_lines([where_from, draft_asked.borrowed(desk, question)]) if draft.sources else where_from


def _phrases(desk: Desk, question: str) -> Message:
    """How much of the draft stands word for word in past reports, and where most."""
    draft = desk.draft
    shares = [(one.whole, draft.sections[one.section]) for one in borrowings(draft)]
    chars = sum(section.chars for _, section in shares)
    whole = sum(share * section.chars for share, section in shares) / chars if chars else 0.0
    lines = [
        Message("desk.borrowed_in", heading=section.heading, share=share)
        for share, section in sorted(shares, key=lambda one: -one[0])
        if section.chars
    ]
    return all_lines([Message("desk.borrowed_share", share=whole), *lines[:SHOWN]])


def _desk(desk: Desk, question: str) -> Message:
    now, facts = desk.conversation, desk.conversation.facts
    lines = [Message("desk.on_desk_title", title=now.title, genre=now.outline.genre if now.outline else "")]
    if facts.unit:
        lines.append(Message("desk.on_desk_unit", unit=facts.unit))
    if facts.period:
        lines.append(Message("desk.on_desk_period", period=facts.period))
    if now.length:
        lines.append(Message("desk.on_desk_length", length=now.length))
    return all_sentences(lines) if now.title else Message("desk.no_title")


def _corpus(desk: Desk, question: str) -> Message:
    """How many reports there are; those whose genre, unit or topic the question names."""
    reports = desk.drafter.knowledge.catalog.reports(None)
    alike = [r for r in reports if _is_asked_for(r, question)]
    years = sorted({r.year for r in reports if r.year})
    head = Message(
        "desk.corpus_holds", count=len(reports), units=len({r.unit for r in reports if r.unit}),
        first=years[0] if years else 0, last=years[-1] if years else 0,
    )  # fmt: skip
    if not alike or len(alike) == len(reports):
        genres = Counter(r.genre for r in reports if r.genre).most_common(SHOWN)
        return all_lines([head, Message("desk.corpus_genres", genres=tuple(f"{g} {n}" for g, n in genres))])
    titles = [titled(r.title) for r in sorted(alike, key=lambda r: -(r.year or 0))[:SHOWN]]
    return all_lines([head, Message("desk.corpus_alike", count=len(alike), titles=tuple(titles))])


def _is_asked_for(report: ReportSummary, question: str) -> bool:
    """Whether the title names what the question's telling words name."""
    words = [
        w
        for w in query_words(question)
        if len(w) > 1 and w not in word_set("words_of_wishes", "about the corpus")
    ]
    told = f"{report.title} {report.unit} {report.genre} {report.year}"
    return bool(words) and any(w in told for w in words)


def _from_corpus(desk: Desk, question: str) -> Iterator[ChatEvent]:
    """What the unit's own past reports say, else those of others."""
    if own := own_past_says(desk, question):
        yield Said(own)
        return
    result = desk.search.search(question, HITS)
    desk.change(found=tuple(hit.passage.id for hit in result.hits))
    if not result.hits or not result.is_about:
        yield Said(Message("desk.corpus_silent", question=question[:60]))
        return
    yield Found(result)
    lines = [Message("desk.corpus_answers")]
    lines += [_quoted(hit, question) for hit in result.hits[:QUOTED]]
    yield Said(all_lines([*lines, Message("desk.others_figures")]))


def _quoted(hit: Hit, question: str) -> Message:
    """The sentence of a passage that shares most words with the question, under its report."""
    words = query_words(question)
    best = max(
        split_sentences(hit.passage.text), key=lambda s: sum(w in s for w in words), default=hit.passage.text
    )
    text = best if len(best) <= CHARS_QUOTED else f"{best[:CHARS_QUOTED]}…"
    return Message("desk.passage_says", title=titled(hit.report.title), text=text)


_ABOUT: dict[str, Callable[[Desk, str], Message]] = {
    "chars": _chars,
    "short": _short,
    "marks": _marks,
    "empty": _empty,
    "ready": _ready,
    "missing": _missing,
    "truth": _truth,
    "phrases": _phrases,
    "remarks": draft_asked.remarks,
    "borrowed": draft_asked.borrowed,
    "cuts": draft_asked.cuts,
    "opening": draft_asked.opening,
    "desk": _desk,
    "corpus": _corpus,
}
# Asked of all of the draft, whatever matter the words name.
_OF_ALL = frozenset(
    ("short", "marks", "empty", "truth", "missing", "corpus", "remarks", "borrowed", "cuts", "opening")
)
_WITHOUT_DRAFT = frozenset(("corpus", "desk", "marks"))
HANDLERS: dict[type, Handler] = {do.Ask: ask}
