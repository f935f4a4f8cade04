"""What every face calls: the whole of draftbot behind one object.

Web page, API and command line give the same answer to the same question
because they call the same method here.
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from types import EllipsisType
from typing import Any

from draftbot import corpus
from draftbot.checks.any_text import TextChecker
from draftbot.checks.standing import point_at, spots_to_confirm
from draftbot.chinese.plain_tagger import ContactsOnly
from draftbot.conversation.actions import Action
from draftbot.conversation.answering import ConversationDesk
from draftbot.conversation.desk.desk import Desk
from draftbot.conversation.desk.past_report import best_report
from draftbot.conversation.desk.topics import dropped_for
from draftbot.conversation.understanding.examples import MessageExamples
from draftbot.conversation.understanding.reading import MessageReader
from draftbot.domain import (
    ChatEvent,
    CheckedText,
    Comparison,
    Conversation,
    Corrections,
    Draft,
    DraftEvent,
    DraftFinished,
    DraftRequest,
    DraftVersion,
    ExportedFile,
    FactSheet,
    Filters,
    HealthCheck,
    IngestProgress,
    IngestResult,
    Kept,
    Outline,
    PassageInContext,
    Plan,
    Remark,
    Report,
    ReportSummary,
    SearchResult,
    StepOfFolder,
    Viewer,
)
from draftbot.drafts.addresses import Spot, spots_at
from draftbot.drafts.comparing import compare
from draftbot.drafts.history import Direction, History
from draftbot.drafts.store import DraftStore, new_id
from draftbot.errors import (
    ConversationNotFound,
    DraftbotError,
    UnsupportedExport,
    VectorStoreDamaged,
    VectorStoreUnavailable,
    WordsOnly,
)
from draftbot.export.bring_back import bring_back
from draftbot.export.docx import to_docx
from draftbot.export.markdown import to_markdown
from draftbot.export.options import WordOptions
from draftbot.export.word_text import read_word
from draftbot.facts.files import read_facts
from draftbot.facts.knowledge import CorpusKnowledge
from draftbot.facts.sheet import parse_facts
from draftbot.index.catalog import Catalog, KnownValues
from draftbot.index.database import Database
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.filtering import askable
from draftbot.index.ingest import Ingest
from draftbot.index.restoring import restore_dropped
from draftbot.index.watching import changes_in
from draftbot.messages import Message, all_sentences, plain
from draftbot.outlines.book import OutlineBook, parse_outline
from draftbot.outlines.mined import MinedOutline
from draftbot.outlines.mining import OutlineMiner
from draftbot.outlines.samples import OutlineSamples
from draftbot.retrieval.search import Search
from draftbot.trades.trades import Trades
from draftbot.writing.drafter import Drafter
from draftbot.writing.editor import Editor

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SECONDS_FOR_WRITERS = 10.0
log = logging.getLogger(__name__)
_UNSAFE_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Parts:
    """What a service is made of; `bootstrap` chooses them."""

    catalog: Catalog
    embeddings: SentenceEmbeddings
    ingest: Ingest
    search: Search
    book: OutlineBook
    drafter: Drafter
    store: DraftStore
    knowledge: CorpusKnowledge
    reader: MessageReader


class Draftbot:
    """Reads reports, finds passages, drafts, converses and exports."""

    def __init__(self, parts: Parts, resources: ExitStack) -> None:
        """`resources` are closed with the service, in reverse order."""
        self._parts, self._resources = parts, resources
        self._stops: set[str] = set()

    def seen_by(self, viewer: Viewer) -> Draftbot:
        """The same service, its drafts and conversations as `viewer` sees them."""
        other = copy(self)
        store = self._parts.store.seen_by(viewer)
        other._parts = replace(self._parts, store=store, drafter=self._parts.drafter.keeping_in(store))
        return other

    @property
    def database(self) -> Database:
        """Where all is kept; also who may come in."""
        return self._parts.catalog.database

    # -- corpus ----------------------------------------------------------------

    def ingest(
        self, paths: Sequence[Path], progress: Callable[[IngestProgress], None] | None = None
    ) -> IngestResult:
        """Read files and folders into the corpus. Raises FileMissing, DiskFull."""
        return self._parts.ingest.paths(paths, progress)

    def watch(
        self,
        folder: Path,
        stop: threading.Event,
        progress: Callable[[IngestProgress], None] | None = None,
    ) -> Iterator[StepOfFolder]:
        """Keep the corpus in step with a folder until `stop` is set or Ctrl-C: first with all of
        it, then with each change. Raises FileMissing, DiskFull."""
        for changed in changes_in(folder, stop):
            yield self._parts.ingest.step(folder, changed, progress)

    @property
    def reading(self) -> IngestProgress | None:
        """How far the reading of files has come; None when none are being read."""
        return self._parts.ingest.at_work

    def unfinished_reading(self) -> list[Path]:
        """The files and folders whose reading an end of the program broke off."""
        return self._parts.ingest.unfinished()

    def ingest_upload(self, name: str, data: bytes) -> IngestResult:
        """Read one uploaded file; what is wrong with it stands in `failed`."""
        return self._parts.ingest.upload(name, data)

    def reports(self, filters: Filters | None = None) -> list[ReportSummary]:
        """All reports, or those the filters let through. Raises BadFilter."""
        return self._parts.catalog.reports(askable(filters))

    def report(self, report_id: str) -> tuple[ReportSummary, Report]:
        """A report with its sections and the account of its repairs. Raises ReportNotFound."""
        return self._parts.catalog.report(report_id)

    def report_named(self, words: str, conversation_id: str) -> ReportSummary | None:
        """The past report that `words` of its title, unit, year or file name best, None where
        none fits. Raises ConversationNotFound."""
        return best_report(self.reports(), words, self.conversation(conversation_id))

    def original(self, report_id: str) -> bytes:
        """The file a report was read from, as it came. Raises ReportNotFound."""
        return self._parts.catalog.original(report_id)

    def remove_report(self, report_id: str) -> None:
        """Raises ReportNotFound."""
        self._parts.ingest.remove(report_id)

    def correct_report(self, report_id: str, corrections: Corrections) -> None:
        """Let the user's word stand over what was read. Raises ReportNotFound."""
        self._parts.ingest.correct(report_id, corrections)

    def restore_dropped(self, report_id: str, lines: Collection[int] = ()) -> None:
        """Take back into a report the lines of its file that reading had dropped, all where
        none is named. Raises ReportNotFound."""
        restore_dropped(self._parts.ingest, report_id, lines)

    def trades(self) -> Trades:
        """The trades that are known, with what the corpus teaches of them."""
        return self._parts.knowledge.trades()

    def known_values(self) -> KnownValues:
        """What searches can be limited to."""
        return self._parts.catalog.known_values()

    # -- search ----------------------------------------------------------------

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Past passages like `query`. Raises EmptyQuery, BadInput, VectorStoreUnavailable."""
        return self._parts.search.search(query, k, askable(filters))

    @property
    def embedding_model(self) -> str:
        """The name of the model that `embed` computes with."""
        return self._parts.embeddings.name

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Vectors of texts as passages have them, of length 1. Raises ModelError."""
        return self._parts.embeddings.embed_documents(list(texts))

    def passage(self, passage_id: str, around: int = 1) -> PassageInContext:
        """A passage with its neighbours. Raises PassageNotFound."""
        return self._parts.search.passage(passage_id, around)

    # -- outlines and facts ------------------------------------------------------

    def outlines(self) -> tuple[Outline, ...]:
        """The built-in outline of every genre."""
        return tuple(self._parts.book.outline(genre) for genre in self._parts.book.genres)

    def outline(self, genre: str) -> Outline:
        """Raises UnknownGenre."""
        return self._parts.book.outline(genre)

    def outline_for(self, title: str, genre: str | None = None) -> Outline:
        """The outline a title asks for. Raises UnknownGenre."""
        return self._parts.book.outline_for(title, genre)

    def parse_outline(self, text: str, title: str = "", genre: str | None = None) -> Outline:
        """An outline from YAML or plain text. Raises BadOutline, UnknownGenre."""
        return parse_outline(text, self._parts.book, title, genre)

    def mine_outline(self, title: str, genre: str | None = None) -> MinedOutline:
        """The sections that past reports like `title` have.

        Raises UnknownGenre, EmptyQuery, VectorStoreUnavailable.
        """
        return OutlineMiner(self._parts.search, self._parts.book, self._parts.knowledge).mine(title, genre)

    def outline_of_report(self, report_id: str, title: str = "", genre: str | None = None) -> Outline:
        """The outline of a past report, fit for `title`. Raises ReportNotFound,
        BadOutline, UnknownGenre."""
        return self._samples().of_report(self.report(report_id)[1], title, genre)

    def outline_from_file(self, data: bytes, name: str, title: str = "", genre: str | None = None) -> Outline:
        """The outline in a file, or of the report in it. Raises UnreadableFile,
        BadOutline, UnknownGenre."""
        return self._samples().from_file(data, name, title, genre)

    def _samples(self) -> OutlineSamples:
        return OutlineSamples(self._parts.book, self._parts.knowledge.now(), self._parts.ingest.max_bytes)

    def parse_facts(self, text: str) -> FactSheet:
        """A fact sheet from YAML or plain lines. Raises BadFacts."""
        return parse_facts(text)

    def facts_from_file(self, data: bytes, name: str) -> FactSheet:
        """A fact sheet from a .yaml, .txt or .docx file. Raises BadFacts, UnreadableFile."""
        return read_facts(data, name)

    # -- texts from anywhere -------------------------------------------------------

    def check(self, data: bytes, name: str, facts: FactSheet | None = None) -> tuple[CheckedText, ...]:
        """The reports in a file, whoever wrote them, held against the corpus; with `facts`
        their writer vouches for. Raises UnreadableFile, BadInput, VectorStoreUnavailable.
        """
        known = self._parts.knowledge.now()
        reports = corpus.read(
            data, name, max_bytes=self._parts.ingest.max_bytes, tagger=known.tagger, trades=known.trades
        )
        checker = TextChecker(self._parts.search, known)
        # Where the same file was read in, it is not its own source.
        same = tuple(report.id for report in reports)
        return tuple(checker.check(report, facts or FactSheet(), same) for report in reports)

    # -- drafts ------------------------------------------------------------------

    def draft(self, request: DraftRequest) -> Draft:
        """A whole draft. Raises BadLength, ChatModelSilent, VectorStoreUnavailable."""
        finished = [e.draft for e in self.draft_events(request) if isinstance(e, DraftFinished)]
        return finished[-1]

    def draft_events(self, request: DraftRequest) -> Iterator[DraftEvent]:
        """The same, as it is written."""
        return self._parts.drafter.events(request)

    def go_on(self, draft_id: str) -> Iterator[DraftEvent]:
        """Write the sections that a draft still lacks since its writing was broken off; one
        that lacks none is told as it is. Raises DraftNotFound, and as `draft`."""
        draft = self.load_draft(draft_id)
        return self._parts.drafter.events(draft.request, draft, keep=len(draft.sections))

    def plan(self, request: DraftRequest) -> Plan:
        """Which past reports a draft would rest on, and why. Raises VectorStoreUnavailable."""
        return self._parts.drafter.planner.plan(request)

    def load_draft(self, draft_id: str) -> Draft:
        """Raises DraftNotFound."""
        return self._parts.store.draft(draft_id)

    def fill_blank(self, draft_id: str, number: int, text: str) -> Draft:
        """Fill the `number`-th blank, from 1 in reading order, with the user's text.

        Raises DraftNotFound, NoSuchPlace, Locked, BadInput.
        """
        return self._editor.fill_blank(draft_id, number, text)

    def edit_sentence(self, draft_id: str, section: int, sentence: int, text: str) -> Draft:
        """Put the user's words in the place of a sentence (0-based indices); "" takes it out.

        Raises DraftNotFound, NoSuchSection, NoSuchPlace, Locked, BadInput.
        """
        spot = Spot(section, sentence)
        if not text.strip():
            return self._editor.delete_sentence(draft_id, spot)
        return self._editor.edit_sentence(draft_id, spot, text)

    def edit_point(self, draft_id: str, section: int, sentence: int, text: str) -> Draft:
        """Put the user's words in the place of the point that holds a sentence (0-based indices);
        "" takes it out. Raises as `edit_sentence`."""
        spots = point_at(self.load_draft(draft_id), Spot(section, sentence))
        if not text.strip():
            return self._editor.delete_sentences(draft_id, spots)
        return self._editor.rewrite_sentences(draft_id, spots, text)

    def set_lock(
        self,
        draft_id: str,
        locked: bool,
        *,
        section: int | None = None,
        paragraph: int | None = None,
        sentence: int | None = None,
    ) -> Draft:
        """Lock, or free, a sentence or a paragraph of a section (0-based indices), the
        whole section, or without one the whole draft.

        Raises DraftNotFound, NoSuchSection, NoSuchPlace.
        """
        spots = spots_at(self.load_draft(draft_id), section, paragraph, sentence)
        return self._editor.set_lock(draft_id, spots, locked)

    def confirm(
        self,
        draft_id: str,
        confirmed: bool = True,
        *,
        section: int | None = None,
        paragraph: int | None = None,
        sentence: int | None = None,
    ) -> Draft:
        """Say that a sentence, a paragraph, a section (0-based indices) or without one the
        whole draft is true of the unit.

        Raises DraftNotFound, NoSuchSection, NoSuchPlace.
        """
        spots = spots_at(self.load_draft(draft_id), section, paragraph, sentence)
        return self._editor.confirm(draft_id, spots, confirmed)

    def confirm_points(self, draft_id: str, section: int | None = None, sentence: int | None = None) -> Draft:
        """Say that what is to be confirmed is true of the unit: in the point that holds a sentence,
        in a section (0-based indices) or without one in the whole draft.

        Raises DraftNotFound, NoSuchSection, NoSuchPlace.
        """
        spots = spots_to_confirm(self.load_draft(draft_id), section, sentence)
        return self._editor.confirm(draft_id, spots, True)

    def delete_points(self, draft_id: str, section: int | None = None, sentence: int | None = None) -> Draft:
        """Take out what is to be confirmed, by the same places; what is the user's own and what is
        locked stays. Raises DraftNotFound, NoSuchSection, NoSuchPlace."""
        spots = spots_to_confirm(self.load_draft(draft_id), section, sentence)
        return self._editor.delete_sentences(draft_id, spots)

    def versions(self, draft_id: str) -> tuple[DraftVersion, ...]:
        """What was done to the draft, oldest first. Raises DraftNotFound."""
        return self._parts.store.versions(draft_id)

    def version(self, draft_id: str, number: int) -> Draft:
        """The draft as it was then. Raises DraftNotFound, NoSuchVersion."""
        return self._parts.store.version(draft_id, number)

    def compare(self, draft_id: str, before: int, after: int) -> Comparison:
        """Two versions of a draft, section by section. Raises DraftNotFound, NoSuchVersion."""
        old, new = self.version(draft_id, before), self.version(draft_id, after)
        return compare(old, new, (before, after))

    def restore(self, draft_id: str, number: int) -> Draft:
        """Make a version the draft again, as its newest. Raises DraftNotFound, NoSuchVersion."""
        return self._editor.restore(draft_id, number)

    @property
    def _editor(self) -> Editor:
        return Editor(self._parts.drafter)

    def export(self, draft_id: str, format: str, options: WordOptions | None = None) -> ExportedFile:
        """A draft as a file. Raises DraftNotFound, UnsupportedExport."""
        draft = self.load_draft(draft_id)
        name = _UNSAFE_IN_NAMES.sub("_", draft.title).strip(" .")[:80] or draft.id
        if format == "docx":
            return ExportedFile(f"{name}.docx", DOCX, to_docx(draft, options))
        if format == "md":
            text = to_markdown(draft, options)
            return ExportedFile(f"{name}.md", "text/markdown; charset=utf-8", text.encode())
        raise UnsupportedExport(format=format)

    def bring_back(self, draft_id: str, data: bytes, name: str) -> Draft:
        """The draft with what an exported Word file, edited since, says.

        Raises DraftNotFound, NotThisDraft, UnreadableFile.
        """
        word = read_word(data, name, self._parts.ingest.max_bytes)
        after = self._editor.change(
            draft_id, Message("steps.word_taken_back", name=name), lambda draft: bring_back(draft, word, name)
        )
        if word.draft_id not in ("", draft_id):
            text = Message("checks.other_draft", name=name, draft_id=word.draft_id)
            remark = Remark("other_draft", text)
            after = replace(after, warnings=(remark, *after.warnings))
        return after

    def bring_back_to_desk(self, conversation_id: str, data: bytes, name: str) -> Draft:
        """`bring_back` into the draft on the desk; its title, its outline and what signs it
        go with it.

        Raises ConversationNotFound, NoDraftYet, NotThisDraft, UnreadableFile.
        """
        draft_id = self._desk(conversation_id).desk.draft_id
        before = self.load_draft(draft_id).request.facts
        self._history.note(conversation_id)
        draft = self.bring_back(draft_id, data, name)
        request = draft.request
        with self._parts.store.editing:
            now = self.conversation(conversation_id)
            facts = now.facts
            if request.facts.author != before.author:
                facts = replace(facts, author=request.facts.author)
            if request.facts.date != before.date:
                facts = replace(facts, date=request.facts.date)
            now = replace(now, title=request.title, outline=request.outline, facts=facts)
            self._parts.store.save_conversation(now)
        self._history.note(conversation_id, Message("steps.word_back"))
        return draft

    # -- whose they are ------------------------------------------------------------

    def drafts(self, words: str = "", first: int = 0, most: int = 50) -> tuple[Kept, ...]:
        """The drafts whose title holds `words`, the last changed first."""
        return self._parts.store.shelf.listed("draft", words, first, most)

    def conversations(self, words: str = "", first: int = 0, most: int = 50) -> tuple[Kept, ...]:
        """The conversations whose title holds `words`, the last changed first."""
        return self._parts.store.shelf.listed("conversation", words, first, most)

    def may_be_shared_with(self, conversation_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """With whom a conversation is shared, and with whom it can be; nobody where it is not the
        viewer's to share. Raises ConversationNotFound."""
        shelf = self._parts.store.shelf
        kept = shelf.named("conversation", conversation_id)
        return kept.shared_with, shelf.people() if shelf.disposes_of(kept) else ()

    def share_draft(self, draft_id: str, users: Collection[str]) -> tuple[str, ...]:
        """Let exactly `users` see a draft and work on it. Raises DraftNotFound, UserNotFound."""
        return self._parts.store.shelf.share("draft", draft_id, users)

    def share_conversation(self, conversation_id: str, users: Collection[str]) -> tuple[str, ...]:
        """The same for a conversation and its draft. Raises ConversationNotFound, UserNotFound."""
        return self._parts.store.shelf.share("conversation", conversation_id, users)

    def delete_draft(self, draft_id: str) -> None:
        """With all its versions, for good. Raises DraftNotFound."""
        self._parts.store.shelf.delete("draft", draft_id)

    def delete_conversation(self, conversation_id: str) -> None:
        """With the draft on its desk, for good. Raises ConversationNotFound."""
        self._parts.store.shelf.delete("conversation", conversation_id)

    # -- conversation --------------------------------------------------------------

    @property
    def has_chat_model(self) -> bool:
        return self._parts.drafter.model is not None

    def start_conversation(self) -> Conversation:
        conversation = Conversation(new_id("c"))
        self._parts.store.save_conversation(conversation)
        return conversation

    def conversation_named(self, name: str) -> Conversation:
        """The conversation that another program calls `name`, begun where there is none."""
        # Two programs of two users may call theirs alike.
        whose = self._parts.store.viewer.name
        name = f"{whose}\n{name}" if whose else name
        conversation_id = f"c{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:24]}"
        with self._parts.store.editing:
            try:
                return self.conversation(conversation_id)
            except ConversationNotFound:
                conversation = Conversation(conversation_id)
                self._parts.store.save_conversation(conversation)
                return conversation

    def conversation(self, conversation_id: str) -> Conversation:
        """Raises ConversationNotFound."""
        return self._parts.store.conversation(conversation_id)

    def say(self, conversation_id: str, message: str) -> Iterator[ChatEvent]:
        """draftbot's answer to a message. Raises ConversationNotFound."""
        return self._desk(conversation_id).say(message)

    def understood(self, conversation_id: str, message: str) -> list[Action]:
        """What a message would be taken for; nothing is done. Raises ConversationNotFound."""
        return self._desk(conversation_id).understood(message)

    @property
    def message_examples(self) -> MessageExamples:
        """How people say what they want, as learnt from."""
        return self._parts.reader.examples

    def redraft(self, conversation_id: str) -> Iterator[ChatEvent]:
        """Draft what is on the desk, what goes wrong said as in `say`. Raises ConversationNotFound."""
        return self._desk(conversation_id).redraft()

    def stop(self, conversation_id: str) -> None:
        """Let the answer at work end early; what it has written is kept. Raises ConversationNotFound."""
        self._stops.add(self.conversation(conversation_id).id)

    def undo(self, conversation_id: str) -> Conversation:
        """Take back what was done last, on the desk or in its draft.

        Raises ConversationNotFound, NothingToUndo.
        """
        return self._go(conversation_id, "undo")

    def redo(self, conversation_id: str) -> Conversation:
        """Do again what was undone last. Raises ConversationNotFound, NothingToRedo."""
        return self._go(conversation_id, "redo")

    def _go(self, conversation_id: str, direction: Direction) -> Conversation:
        self._history.go(conversation_id, direction)
        return self.conversation(conversation_id)

    def arrange_desk(
        self,
        conversation_id: str,
        *,
        title: str | None = None,
        outline: Outline | None = None,
        facts: FactSheet | None = None,
        reports: tuple[str, ...] | EllipsisType | None = ...,
        any_trade: bool | None = None,
        length: int | EllipsisType | None = ...,
    ) -> Conversation:
        """Put what the user edited on the desk; None, and `...` for the length and the reports,
        leaves a thing as it is. A length of None is no target; `reports` are those to draw on,
        None lets draftbot choose, with `any_trade` from any trade. What was chosen for another
        topic than the title's is dropped."""
        given = {"title": title, "outline": outline, "facts": facts, "any_trade": any_trade}
        changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        if length is not ...:
            changes["length"] = length
        if reports is not ...:
            changes["reports"] = reports
        store = self._parts.store
        self._history.note(conversation_id)
        with store.editing:
            before = self.conversation(conversation_id)
            if title:
                changes = {**dropped_for(self._parts.knowledge.now(), before, title), **changes}
            conversation = replace(before, **changes)
            store.save_conversation(conversation)
        self._history.note(conversation_id)
        return conversation

    def tell_facts(self, conversation_id: str) -> Draft | None:
        """The desk's draft with the facts that are on the desk now worked in, and nothing else
        changed; None where there is no draft. Raises ConversationNotFound."""
        conversation = self.conversation(conversation_id)
        if conversation.draft_id is None:
            return None
        self._history.note(conversation_id)
        draft = self._editor.tell_as(conversation.draft_id, conversation.facts.facts)
        self._history.note(conversation_id)
        return draft

    @property
    def _history(self) -> History:
        return History(self._parts.store)

    def _desk(self, conversation_id: str) -> ConversationDesk:
        p = self._parts
        self.conversation(conversation_id)  # raises ConversationNotFound
        desk = Desk(
            conversation_id,
            p.drafter,
            p.book,
            p.search,
            p.store,
            self._history,
            self._editor,
            lambda: self.reading,
            p.reader,
        )
        return ConversationDesk(desk, self._stops)

    # -- health ----------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether the embedding model is loaded, so that answers come at once."""
        return self._parts.embeddings.is_loaded

    @property
    def notices(self) -> tuple[DraftbotError, ...]:
        """What stands over all answers for want of something, as far as it is known."""
        fault = self._parts.embeddings.fault
        return (WordsOnly.because_of(fault),) if fault else ()

    def warm_up(self) -> None:
        """Load the embedding model; where there is none, `notices` say so from now on."""
        self._parts.embeddings.is_usable()

    def doctor(self, repair: bool = False) -> list[HealthCheck]:
        """What is healthy and what is not; `repair` mends what can be mended."""
        self.warm_up()
        return [
            self._check_database(),
            self._check_vectors(repair),
            self._check_model(),
            self._check_tagger(),
            self._check_llm(),
        ]

    def leave(self) -> None:
        """Let what is being written stop at its next section, and be kept: the program is to
        end. For signal handlers too."""
        self._parts.drafter.leaving.begin()

    def close(self) -> None:
        """Let go of the data folder, once what is being written is kept."""
        self.leave()
        if not self._parts.drafter.leaving.wait(SECONDS_FOR_WRITERS):
            log.warning("closed while drafts were being written; their finished sections are kept")
        self._resources.close()

    def _check_tagger(self) -> HealthCheck:
        """What finds names; unhealthy where the user wants none, as a standing notice."""
        finder = self._parts.knowledge.names.finder
        finds = not isinstance(finder, ContactsOnly)
        text = Message("health.ready", model=finder.name) if finds else Message("health.tagger_none")
        return HealthCheck(Message("health.tagger"), finds, text)

    def _check_database(self) -> HealthCheck:
        reports, passages = self._parts.catalog.counts()
        sound = self._parts.catalog.database.is_sound()
        text = (
            Message("health.counts", reports=reports, passages=passages)
            if sound
            else Message("health.database_damaged")
        )
        return HealthCheck(Message("health.database"), sound, text)

    def _check_vectors(self, repair: bool) -> HealthCheck:
        ingest, name = self._parts.ingest, Message("health.vectors")
        damaged = Message("health.vectors_damaged")
        try:
            missing, orphaned = ingest.differences()
            if missing and not orphaned and self._parts.embeddings.fault:
                return HealthCheck(name, False, Message("health.vectors_to_come", missing=len(missing)))
            if not missing and not orphaned and ingest.is_sound():
                return HealthCheck(name, True, Message("health.vectors_agree"))
            fault = (
                Message("health.vectors_differ", missing=len(missing), orphaned=len(orphaned))
                if missing or orphaned
                else damaged
            )
        except VectorStoreDamaged:
            fault = damaged
        except VectorStoreUnavailable as exc:
            return HealthCheck(name, False, all_sentences([exc.says, exc.advises]))
        if not repair:
            return HealthCheck(name, False, Message("health.to_repair", fault=fault))
        ingest.rebuild()
        return HealthCheck(name, True, Message("health.repaired", fault=fault))

    def _check_model(self) -> HealthCheck:
        name, model = Message("health.embedding_model"), self._parts.embeddings
        if not model.is_usable() and (fault := model.fault):
            notice = WordsOnly.because_of(fault)
            return HealthCheck(name, False, all_sentences([notice.says, notice.advises]))
        text = Message("health.model_ready", model=model.name, precision=model.precision)
        return HealthCheck(name, True, text)

    def _check_llm(self) -> HealthCheck:
        model = self._parts.drafter.model
        text = plain(model.access.name) if model else Message("health.no_chat_model")
        return HealthCheck(Message("health.chat_model"), True, text)
