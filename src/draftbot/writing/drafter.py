"""From a request to a draft, section by section, with what happens on the way."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace

from draftbot.checks import check_draft
from draftbot.chinese.plain_tagger import ContactsOnly
from draftbot.domain import (
    CLOSING,
    OPENING,
    Draft,
    DraftEvent,
    DraftFinished,
    DraftRequest,
    DraftSection,
    DraftStarted,
    Outline,
    OutlineSection,
    Plan,
    Remark,
    ReportSummary,
    SectionStarted,
    SectionWritten,
    TextArrived,
)
from draftbot.drafts.editing import pruned
from draftbot.drafts.preserve_edits import (
    kept_length,
    kept_texts,
    put_back,
    realigned,
    set_aside_remarks,
    still_confirmed,
)
from draftbot.drafts.store import DraftStore, new_id
from draftbot.drafts.taken_out import still_out
from draftbot.errors import ChatModelSilent, Locked, NothingToRewriteFrom, WordsOnly, WritingStopped
from draftbot.facts.brief import Brief
from draftbot.facts.conflicts import conflicts
from draftbot.facts.knowledge import CorpusKnowledge
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.turns import Turns
from draftbot.messages import NOTHING, Message, all_sentences, quoted
from draftbot.outlines.book import OutlineBook
from draftbot.outlines.validation import LEAST_SECTION_LENGTH
from draftbot.plans.planner import Planner
from draftbot.plans.remarks import plan_remarks
from draftbot.retrieval.search import Search
from draftbot.writing.by_last_year import ByLastYear
from draftbot.writing.chat_model import ModelWriter
from draftbot.writing.composing import UsedContent, lead_only
from draftbot.writing.extractive import NOTHING_FOUND, ExtractiveWriter
from draftbot.writing.first_lines import as_left, formula
from draftbot.writing.leaving import Leaving
from draftbot.writing.measuring import measured
from draftbot.writing.model_passages import usable_hits
from draftbot.writing.model_sections import Piece, SectionTask, SectionWriter
from draftbot.writing.own_form import OwnForm, own_form
from draftbot.writing.picking import LEAST
from draftbot.writing.placement import place_facts
from draftbot.writing.sources import SourceRegister
from draftbot.writing.usual_length import has_told_length

# How many drafts are put together at a time, section by section: ten at once leave Python's one lock
# to nobody who only searches, and are ready no sooner.
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class _Work:
    """What all sections of one draft share while it is written; `placed` holds the
    facts that belong to each section, by its index."""

    brief: Brief
    sections: Sequence[OutlineSection]
    placed: Mapping[int, Sequence[str]]
    register: SourceRegister
    chosen: UsedContent
    by_last_year: ByLastYear | None = None


class Drafter:
    """Writes drafts with the chat model when there is one and it is wanted, else by extraction."""

    def __init__(
        self,
        extractive: ExtractiveWriter,
        model: ModelWriter | None,
        knowledge: CorpusKnowledge,
        embeddings: SentenceEmbeddings,
        store: DraftStore,
        book: OutlineBook,
    ) -> None:
        self.extractive, self.model = extractive, model
        self.knowledge, self.embeddings, self.store, self.book = knowledge, embeddings, store, book
        personal = frozenset(genre for genre in book.genres if book.outline_for(genre).first_person)
        self.planner = Planner(extractive.search, knowledge, extractive.topics, personal)
        self._turns = Turns(AT_ONCE)
        self.leaving = model.leaving if model is not None else Leaving()

    def keeping_in(self, store: DraftStore) -> Drafter:
        """The same, its drafts kept in `store`."""
        other = copy(self)
        other.store = store
        return other

    def drawing_on(self, search: Search, knowledge: CorpusKnowledge) -> Drafter:
        """The same over what somebody sees of the corpus."""
        other = copy(self)
        other.extractive, other.knowledge = self.extractive.drawing_on(search), knowledge
        other.planner = self.planner.seen_by(search, knowledge)
        return other

    def _kept_plan(self, request: DraftRequest, previous: Draft | None) -> Plan | None:
        """The plan of the draft that is written anew, where it is still of the same request: title and unit
        of the draft may have been told anew since the plan was made."""
        if previous is None or previous.plan is None:
            return None
        before = previous.request
        told = (request.title, request.facts.unit, request.outline.genre, request.any_trade, request.reports)
        same = told == (
            before.title,
            before.facts.unit,
            before.outline.genre,
            before.any_trade,
            before.reports,
        )
        return previous.plan if same and self.planner.still_serves(previous.plan, request) else None

    def brief(self, request: DraftRequest, plan: Plan | None = None) -> Brief:
        """The brief of a request, drawing on the reports of `plan` or of one made for it."""
        return self.planner.brief(request, plan)[0]

    def events(
        self, request: DraftRequest, previous: Draft | None = None, keep: int = 0
    ) -> Generator[DraftEvent, None, None]:
        """Write and save a draft; the last event holds it whole. A section of a new draft is
        stored before it is told.

        With `previous`, that draft is written anew, from its section `keep` on: what is
        locked in it, the user's own sentences and filled blanks stay, and sections a silent
        model did not reach stay as they were. Raises BadOutline, BadLength,
        VectorStoreUnavailable, DraftChanged, and ChatModelSilent when the model stops
        answering, WritingStopped when nobody is to go on; what was written until then is saved.
        """
        events = self._events(request, previous, keep)
        with self.leaving.working():
            # A model is waited for elsewhere; what is put together here keeps a processor busy.
            by_model = self.model is not None and request.use_model
            yield from events if by_model else self._turns.stepwise(events)

    def _events(
        self, request: DraftRequest, previous: Draft | None, keep: int
    ) -> Generator[DraftEvent, None, None]:
        expected = self.store.last_version(previous.id) if previous else 0
        brief, plan = self.planner.brief(request, self._kept_plan(request, previous))
        brief = replace(brief, is_length_told=has_told_length(request))
        own = own_form(brief, request, self.book)
        request = own.taken_by(request, self.book) if own else request
        request = measured(request, brief, previous, self.book, self.extractive)
        draft = replace(self._begun(request, previous), plan=plan)
        if previous is None:
            self.store.save_draft(draft)
        yield DraftStarted(replace(draft, sections=draft.sections[:keep]))
        work = self._work(request, brief, SourceRegister(draft.sources), own)
        if own and work.by_last_year and request.outline.opening == own.outline.opening:
            opening = work.by_last_year.opening(work.register)
            draft = replace(draft, opening=as_left(previous, draft, opening, OPENING))
        work.chosen.add_text(draft.dropped)
        written, remarks = list(draft.sections[:keep]), list[Remark]()
        work.chosen.add_text(s.unfilled for section in written for s in section.sentences)
        self.extractive.look_ahead(work.sections[keep:], brief)
        keeps = previous is None
        try:
            for i, section in list(enumerate(work.sections))[keep:]:
                self.leaving.look()
                yield SectionStarted(i, section.heading)
                kept = [text for old in draft.sections[i + 1 :] for text in kept_texts(old)]
                work.chosen.reserve(kept, work.sections[i + 1 :])
                for event in self._told(i, work, written, draft, remarks):
                    if isinstance(event, SectionWritten):
                        written.append(event.section)
                        if previous is None or keep:
                            self.store.save_draft(_so_far(draft, written, work))
                    yield event
            keeps = True
        except (ChatModelSilent, WritingStopped, GeneratorExit):
            # What has arrived was long in coming; any other failure leaves the old draft.
            keeps = keeps or bool(written)
            raise
        finally:
            if keeps:
                sections = (*written, *draft.sections[len(written) :])
                draft = replace(draft, sections=sections, sources=work.register.sources)
                draft = still_confirmed(draft, previous)
                draft = self._checked(pruned(draft), brief, [*self._by_words(), *remarks])
                what = Message("steps.drafted_again") if previous else Message("steps.drafted")
                self.store.keep_version(draft, what, expected)
        yield DraftFinished(draft)

    def rewrite(
        self,
        draft: Draft,
        i: int,
        length: int | None = None,
        seed: int | None = None,
        wish: str = "",
        over: Callable[[DraftSection, DraftSection], DraftSection] | None = None,
    ) -> Iterator[DraftEvent]:
        """Write the `i`-th section again, otherwise or as the user wishes, and save the draft; the last event
        holds it whole. `over` tells what the section becomes by what it was and what was written.

        What is locked in it, the user's own sentences and filled blanks stay. Raises Locked where all of
        it is, NothingToRewriteFrom where blanks would come for the user's words, and as `events`.
        """
        if i < len(draft.sections) and draft.sections[i].is_locked:
            raise Locked(what=quoted(draft.sections[i].heading))
        expected, before = self.store.last_version(draft.id), draft
        draft = realigned(draft, draft.request.outline)
        sections = list(draft.request.outline.sections)
        sections[i] = replace(sections[i], length=length or sections[i].length)
        request = replace(
            draft.request,
            outline=replace(draft.request.outline, sections=tuple(sections)),
            seed=draft.request.seed if seed is None else seed,
        )
        brief = replace(self.brief(request, draft.plan), wish=wish, is_length_told=length is not None)
        own = own_form(brief, request, self.book)
        work = self._work(request, brief, SourceRegister(draft.sources), own)
        work.chosen.add_text(draft.dropped)
        for j, section in enumerate(draft.sections):
            if j != i:
                work.chosen.add_text(s.unfilled for s in section.sentences)
        remarks = list[Remark]()
        written = list(draft.sections)
        yield SectionStarted(i, sections[i].heading)
        for event in self._told(i, work, draft.sections[:i], draft, remarks):
            if isinstance(event, SectionWritten):
                if over is not None:
                    event = replace(event, section=over(draft.sections[i], event.section))
                written[i] = event.section
                if length is None and event.section.note == NOTHING_FOUND and _is_users(draft.sections[i]):
                    raise NothingToRewriteFrom(heading=sections[i].heading)
            yield event
        draft = replace(draft, request=request, sections=tuple(written), sources=work.register.sources)
        draft = still_confirmed(pruned(draft), before)
        draft = self._checked(draft, brief, [*self._by_words(), *remarks])
        what = Message("steps.section_rewritten", heading=sections[i].heading)
        self.store.keep_version(draft, what, expected)
        yield DraftFinished(draft)

    def checked(self, draft: Draft) -> Draft:
        """The draft with what is to be looked at in it, after a change by hand."""
        return self._checked(draft, self.brief(draft.request, draft.plan), ())

    def _begun(self, request: DraftRequest, previous: Draft | None) -> Draft:
        """A new draft without sections, or the previous one under the outline asked for."""
        draft = Draft(new_id("d"), request) if previous is None else realigned(previous, request.outline)
        draft = replace(draft, request=request)
        opening, closing = formula(request.outline.opening), formula(request.outline.closing)
        return replace(
            draft,
            opening=as_left(previous, draft, opening, OPENING),
            closing=as_left(previous, draft, closing, CLOSING),
        )

    def _checked(self, draft: Draft, brief: Brief, remarks: Sequence[Remark]) -> Draft:
        contradictions = (
            Remark("conflicting_facts", text)
            for text in conflicts(draft.request.facts, self.knowledge.names.finder, brief.trades)
        )
        if isinstance(self.knowledge.names.finder, ContactsOnly):
            remarks = [Remark("no_tagger", Message("checks.no_tagger")), *remarks]
        remarks = [*plan_remarks(draft.plan, draft.request), *remarks]
        remarks = [*unfinished(draft), *remarks]
        found = (*contradictions, *remarks, *check_draft(draft, brief), *set_aside_remarks(draft))
        return replace(draft, warnings=found)

    def _by_words(self) -> Iterator[Remark]:
        """What to look at in a draft whose sources were found without an embedding model."""
        if fault := self.embeddings.fault:
            why = WordsOnly.because_of(fault)
            told = [why.says, Message("checks.placed_by_words"), why.advises]
            yield Remark(why.code, all_sentences(told))

    def _told(
        self, i: int, work: _Work, before: Sequence[DraftSection], draft: Draft, remarks: list[Remark]
    ) -> Iterator[DraftEvent]:
        """What happens while section `i` is written; remarks on it are added to `remarks`."""
        for piece in self._write_over(i, work, before, draft):
            if isinstance(piece, str):
                yield TextArrived(i, piece)
            elif isinstance(piece, Remark):
                remarks.append(piece)
            elif isinstance(piece, SectionStarted):
                yield piece
            else:
                yield SectionWritten(i, piece, work.register.sources)

    def _write_over(
        self, i: int, work: _Work, before: Sequence[DraftSection], draft: Draft
    ) -> Iterator[Piece]:
        """As `_write`, with what the draft's section keeps put back; a locked one stays."""
        old = draft.sections[i] if i < len(draft.sections) else None
        if old is None or not kept_texts(old):
            yield from still_out(self._write(i, work, before), draft.dropped)
        elif old.is_locked:
            work.chosen.add_text(kept_texts(old))
            yield old
        else:
            target = work.sections[i].length
            pieces = self._write(i, _with_room_for(old, i, work), before)
            for piece in still_out(pieces, draft.dropped):
                if isinstance(piece, DraftSection):
                    piece = put_back(old, piece)
                    if target and piece.chars >= LEAST * target:
                        piece = replace(piece, note=NOTHING)
                    work.chosen.add_text(kept_texts(old))
                yield piece

    def _work(
        self, request: DraftRequest, brief: Brief, register: SourceRegister, own: OwnForm | None
    ) -> _Work:
        sections, facts = request.outline.sections, request.facts.facts
        by_model = self.model is not None and brief.use_model
        if own is not None and not by_model and own.leads(request.outline):
            last_year = ByLastYear(own.past, own.form, facts, brief, self.embeddings)
            return _Work(brief, sections, {}, register, UsedContent(), last_year)
        placed = place_facts(facts, sections, brief, self.embeddings)
        return _Work(brief, sections, placed, register, UsedContent())

    def own_outline(self, request: DraftRequest) -> tuple[ReportSummary, Outline] | None:
        """The unit's own last report for a request, and the outline that it makes; None where it has none."""
        own = own_form(self.brief(request), request, self.book)
        if own is None:
            return None
        sections = tuple(replace(section, share=None) for section in own.outline.sections)
        return own.past.report, replace(own.outline, sections=sections)

    def _write(self, i: int, work: _Work, before: Sequence[DraftSection]) -> Iterator[Piece]:
        """Pieces of text as they stream, remarks, and the finished section last."""
        section, facts = work.sections[i], work.placed.get(i, [])
        if i + 1 < len(work.sections) and work.sections[i + 1].level > section.level:
            yield lead_only(section)
        elif work.by_last_year is not None and work.by_last_year.has(section):
            yield from work.by_last_year.remarks(i, section)
            yield work.by_last_year.section(section, work.register)
        elif self.model is None or not work.brief.use_model:
            yield self.extractive.write(section, facts, work.brief, work.register, work.chosen)
        else:
            yield from self._ask(self.model, i, work, before)

    def _ask(
        self, model: ModelWriter, i: int, work: _Work, before: Sequence[DraftSection]
    ) -> Iterator[Piece]:
        section, facts = work.sections[i], work.placed.get(i, [])
        found, orders = self.extractive.find(section, work.brief), self.extractive.orders
        hits = usable_hits(found, section, work.brief, orders)
        task = SectionTask(i, work.sections, facts, work.brief, hits, before)

        def instead() -> DraftSection:
            return self.extractive.write(section, facts, work.brief, work.register, work.chosen)

        for piece in SectionWriter(model, task, work.register, instead).write():
            if isinstance(piece, DraftSection):
                work.chosen.add_text(s.text for s in piece.sentences)
            yield piece


def _is_users(section: DraftSection) -> bool:
    """Whether a section holds the user's words and none of a past report."""
    return any(s.is_users for s in section.sentences) and not any(s.citations for s in section.sentences)


def _with_room_for(old: DraftSection, i: int, work: _Work) -> _Work:
    """The work with the section's length less what it keeps."""
    sections = list(work.sections)
    wanted = sections[i].length
    if wanted:
        least = min(wanted, LEAST_SECTION_LENGTH)
        sections[i] = replace(sections[i], length=max(least, wanted - kept_length(old)))
    return replace(work, sections=sections)


def unfinished(draft: Draft) -> list[Remark]:
    """Says which sections of a draft are still to be written, where writing was broken off."""
    left = draft.request.outline.sections[len(draft.sections) :]
    if not left:
        return []
    headings = tuple(section.heading for section in left)
    return [Remark("unfinished", Message("writing.unfinished", count=len(left), headings=headings))]


def _so_far(draft: Draft, written: Sequence[DraftSection], work: _Work) -> Draft:
    """The draft as it is found again should the program end here."""
    now = replace(draft, sections=tuple(written), sources=work.register.sources)
    return replace(now, warnings=tuple(unfinished(now)))
