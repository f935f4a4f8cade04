"""The fact sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from draftbot.chinese.organisations import is_same_unit
from draftbot.chinese.replacing import occurrences_of, replace_whole
from draftbot.conversation import actions as do
from draftbot.conversation.desk.denied import lifted
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.offering import offered
from draftbot.conversation.desk.outline_actions import take_title
from draftbot.conversation.desk.unit_introduced import no_name
from draftbot.conversation.desk.what_changed import fact_told, new_sentences
from draftbot.conversation.understanding.unit_in_title import with_unit_named
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import ChatEvent, Draft, DraftFinished, Fact, Said, Sentence
from draftbot.drafts.addresses import LAST
from draftbot.drafts.rearranging import corrected, insert_sentences
from draftbot.errors import UnclearPlace
from draftbot.facts.amounts import telling_words
from draftbot.facts.figures_told import figures_told, reads_on
from draftbot.facts.sheet import field_name
from draftbot.messages import Message, all_lines, all_sentences, plain
from draftbot.writing.told_later import without_facts


def set_fact(desk: Desk, action: do.SetFact) -> Iterator[ChatEvent]:
    if answered := list(no_name(desk, action)):
        yield from answered
        return
    before = desk.conversation.facts.unit
    facts = replace(desk.conversation.facts, **{action.field: action.value})  # type: ignore[arg-type]
    yield desk.change(facts=facts)
    if action.field in _OF_THE_SIGNATURE and desk.conversation.draft_id is not None:
        yield DraftFinished(_signed(desk, action))
    if not action.value:
        yield Said(Message("desk.fact_unset", field=field_name(action.field)))
        return
    yield Said(Message("desk.fact_set", field=field_name(action.field), value=action.value))
    if action.field == "unit" and (title := _title_of(desk, before, action.value)):
        yield from take_title(desk, do.TakeTitle(title))
    if action.field == "unit" and _has_reports_unused(desk, action.value):
        yield from offered(Message("desk.own_reports_unused", unit=action.value), (do.WriteDraft(),))


def _has_reports_unused(desk: Desk, unit: str) -> bool:
    """Whether there is a draft that draws on no report of the unit, though the corpus has some."""
    if desk.conversation.draft_id is None:
        return False
    own = {r.id for r in desk.drafter.knowledge.catalog.reports() if is_same_unit(r.unit, unit)}
    return bool(own) and not own & {source.report_id for source in desk.draft.sources}


def _title_of(desk: Desk, before: str, unit: str) -> str:
    """The desk's title with another unit where it names the one that was told before, or but the noun for
    such units (县气象局); "" where it names neither."""
    known, title = desk.drafter.knowledge.now(), desk.conversation.title
    if not title or unit in title:
        return ""
    if before and before in title:
        return title.replace(before, unit, 1)
    named = with_unit_named(do.TakeRequest(title, unit), UnitReader(known.tagger, known.trades)).title
    return named if named != title else ""


def _signed(desk: Desk, action: do.SetFact) -> Draft:
    """The draft with who signs it, or when, in its last lines at once."""

    def signed(draft: Draft) -> Draft:
        facts = replace(draft.request.facts, **{action.field: action.value})  # type: ignore[arg-type]
        return replace(draft, request=replace(draft.request, facts=facts))

    return desk.editor.change(desk.draft_id, Message("steps.fact_set"), signed)


def add_fact(desk: Desk, action: do.AddFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    if action.text in {fact.text for fact in sheet.facts}:
        yield Said(Message("desk.fact_known", fact=action.text))
        return
    fact = Fact(
        action.text, desk.outline.sections[desk.find(action.section)].heading if action.section else ""
    )
    yield desk.change(facts=replace(sheet, facts=(*sheet.facts, fact)))
    said = [Message("desk.fact_added", fact=action.text)]
    if desk.conversation.draft_id is not None:
        before = desk.draft
        after = desk.editor.tell(before.id, fact)
        yield DraftFinished(after)
        said += fact_told(fact, before, after)
    yield Said(all_sentences(said))


def change_fact(desk: Desk, action: do.ChangeFact) -> Iterator[ChatEvent]:
    """In the fact, and in the sentences of the draft that tell it."""
    sheet = desk.conversation.facts
    if action.fact and action.fact in sheet.leaders:
        leader = action.fact.replace(action.old, action.new)
        leaders = tuple(leader if one == action.fact else one for one in sheet.leaders)
        yield desk.change(facts=replace(sheet, leaders=leaders))
        yield Said(Message("desk.fact_changed", old=action.fact, new=leader))
        return
    stands = occurrences_of(action.old)
    meant = [f for f in sheet.facts if stands.search(f.text) and action.fact in f.text]
    if not meant:
        yield Said(Message("desk.no_fact_with", words=action.old))
        return
    if len(meant) > 1:
        raise UnclearPlace(
            what=Message("places.many_facts_with", count=len(meant), words=action.old),
            example=Message("examples.change_fact", fact=meant[0].text[:20], old=action.old, new=action.new),
        )
    old = meant[0]
    if action.old == action.new:
        yield Said(Message("desk.fact_so_already", fact=old.text))
        return
    new = replace(old, text=replace_whole(old.text, action.old, action.new, 1))
    if not reads_on(old.text, new.text):
        raise UnclearPlace(
            what=Message("places.would_not_read", text=new.text),
            example=Message("examples.change_fact", fact=old.text[:20], old=action.old, new=action.new),
        )
    facts = tuple(new if f is old else f for f in sheet.facts)
    yield desk.change(facts=replace(sheet, facts=facts))
    said = [Message("desk.fact_changed", old=old.text, new=new.text)]
    if desk.conversation.draft_id is not None:
        before = desk.draft
        after = desk.editor.change(
            before.id,
            Message("steps.fact_changed"),
            lambda draft: corrected(draft, old.text, action.old, action.new),
        )
        changed = len(new_sentences(before, after))
        yield DraftFinished(after)
        if changed:
            said.append(Message("desk.fact_changed_in_draft", count=changed))
    yield Said(all_sentences(said))


def bring_back(desk: Desk, action: do.BringBack) -> Iterator[ChatEvent]:
    """The sentence that an earlier version had of it, where it stood, and the fact of the sheet."""
    yield from (now_there := list(lifted(desk, action.words)))
    draft, sheet = desk.draft, desk.conversation.facts
    here = {sentence.text for sentence in _sentences(draft)}
    for number in range(desk.store.last_version(draft.id) - 1, 0, -1):
        then = desk.store.version(draft.id, number)
        lost = [f for f in then.request.facts.facts if f not in sheet.facts and _tells(f.text, action.words)]
        gone = [
            (section.heading, sentence)
            for section in then.sections
            for sentence in section.sentences
            if sentence.text not in here and _tells(sentence.text, action.words)
        ]
        if not lost and not gone:
            continue
        yield desk.change(facts=replace(sheet, facts=(*sheet.facts, *lost)))
        for fact in lost if not gone else ():
            yield DraftFinished(desk.editor.tell(draft.id, fact))
        for heading, sentence in gone:
            yield DraftFinished(desk.editor.change(draft.id, _PUT_BACK, _with_back(heading, sentence, lost)))
        yield Said(Message("desk.brought_back", text=(gone[0][1].text if gone else lost[0].text)))
        return
    if not now_there:
        yield Said(Message("desk.text_nowhere_before", words=action.words))


_PUT_BACK = Message("steps.fact_added")


def _with_back(heading: str, sentence: Sentence, facts: Sequence[Fact]) -> Callable[[Draft], Draft]:
    def put(draft: Draft) -> Draft:
        headings = [section.heading for section in draft.sections]
        at = headings.index(heading) if heading in headings else len(headings) - 1
        sheet = draft.request.facts
        request = replace(draft.request, facts=replace(sheet, facts=(*sheet.facts, *facts)))
        return insert_sentences(replace(draft, request=request), at, LAST, [sentence])

    return put


def _tells(text: str, words: str) -> bool:
    """Whether a text tells all figures of some words, and what they are of."""
    figures, theirs = figures_told(words), figures_told(text)
    if figures:
        return all(any(one.says(other) for other in theirs) for one in figures)
    return bool(words) and telling_words(words) <= telling_words(text)


def _sentences(draft: Draft) -> list[Sentence]:
    return list(draft.sentences)


def show_facts(desk: Desk, action: do.ShowFacts) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    lines = [
        Message("desk.fact_field", field=field_name(field), value=getattr(sheet, field))
        for field in ("unit", "period", "author", "date")
        if getattr(sheet, field)
    ]
    lines += [Message("desk.fact_field", field=field_name("leaders"), value=one) for one in sheet.leaders]
    lines += [plain(f"{n}. {fact.text}") for n, fact in enumerate(sheet.facts, 1)]
    yield Said(all_lines([Message("desk.facts_are"), *lines]) if lines else Message("desk.no_facts"))


def clear_facts(desk: Desk, action: do.ClearFacts) -> Iterator[ChatEvent]:
    """The unit and the period stay: they say what the report is."""
    sheet = desk.conversation.facts
    yield desk.change(facts=replace(sheet, facts=(), leaders=()))
    yield from _untold(desk, sheet.facts, Message("steps.facts_cleared"))
    yield Said(Message("desk.facts_cleared", count=len(sheet.facts)))


def add_leader(desk: Desk, action: do.AddLeader) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    if action.text not in sheet.leaders:
        yield desk.change(facts=replace(sheet, leaders=(*sheet.leaders, action.text)))
    yield Said(Message("desk.fact_set", field=field_name("leaders"), value=action.text))


def remove_fact(desk: Desk, action: do.RemoveFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    stands = occurrences_of(action.text)
    gone = [f for f in sheet.facts if stands.search(f.text)]
    if not gone:
        yield Said(Message("desk.no_fact_with", words=action.text))
        return
    yield desk.change(facts=replace(sheet, facts=tuple(f for f in sheet.facts if f not in gone)))
    yield from _untold(desk, gone, Message("steps.fact_removed"))
    yield Said(Message("desk.facts_removed", count=len(gone)))


def _untold(desk: Desk, facts: Sequence[Fact], step: Message) -> Iterator[ChatEvent]:
    """Take facts out of the draft, where there is one."""
    if desk.conversation.draft_id is not None:
        after = desk.editor.change(desk.draft_id, step, lambda draft: without_facts(draft, facts))
        yield DraftFinished(after)


def move_fact(desk: Desk, action: do.MoveFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    section = desk.outline.sections[desk.find(action.section)]
    meant = [fact for fact in sheet.facts if action.text in fact.text]
    if not meant:
        yield Said(Message("desk.no_fact_with", words=action.text))
        return
    if len(meant) > 1:
        raise UnclearPlace(
            what=Message("places.many_facts_with", count=len(meant), words=action.text),
            example=Message("examples.move_fact", fact=meant[0].text[:20], section=action.section),
        )
    facts = tuple(replace(f, section=section.heading) if f is meant[0] else f for f in sheet.facts)
    yield desk.change(facts=replace(sheet, facts=facts))
    if desk.conversation.draft_id is not None:
        yield from _untold(desk, [meant[0]], Message("steps.fact_moved"))
        moved = next(fact for fact in facts if fact.text == meant[0].text)
        yield DraftFinished(desk.editor.tell(desk.draft_id, moved))
    is_there = desk.conversation.draft_id is not None
    code = "desk.fact_moved_in_draft" if is_there else "desk.fact_moved"
    yield Said(Message(code, fact=meant[0].text, heading=section.heading))


_OF_THE_SIGNATURE = ("author", "date")
HANDLERS: dict[type, Handler] = {
    do.SetFact: set_fact,
    do.AddFact: add_fact,
    do.BringBack: bring_back,
    do.ChangeFact: change_fact,
    do.ShowFacts: show_facts,
    do.ClearFacts: clear_facts,
    do.AddLeader: add_leader,
    do.RemoveFact: remove_fact,
    do.MoveFact: move_fact,
}
