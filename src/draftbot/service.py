"""What every face calls: the whole of draftbot behind one object.

Web page, API and command line give the same answer to the same question
because they call the same method here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from draftbot.domain import (
    ChatEvent,
    Conversation,
    Corrections,
    Draft,
    DraftEvent,
    DraftFinished,
    DraftRequest,
    ExportedFile,
    FactSheet,
    Filters,
    HealthCheck,
    IngestProgress,
    IngestResult,
    Outline,
    PassageInContext,
    Report,
    ReportSummary,
    SearchResult,
)
from draftbot.drafting.conversation import ConversationDesk
from draftbot.drafting.drafter import Drafter
from draftbot.drafting.facts import parse_facts
from draftbot.drafting.outlines import OutlineBook, parse_outline
from draftbot.drafting.store import DraftStore, new_id
from draftbot.errors import UnsupportedExport, VectorStoreDamaged
from draftbot.export.docx import to_docx
from draftbot.export.markdown import to_markdown
from draftbot.index.catalog import Catalog, KnownValues
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.ingest import Ingest
from draftbot.retrieval.search import Search

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
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


class Draftbot:
    """Reads reports, finds passages, drafts, converses and exports."""

    def __init__(self, parts: Parts, resources: ExitStack) -> None:
        """`resources` are closed with the service, in reverse order."""
        self._parts, self._resources = parts, resources

    # -- corpus ----------------------------------------------------------------

    def ingest(
        self, paths: Sequence[Path], progress: Callable[[IngestProgress], None] | None = None
    ) -> IngestResult:
        """Read files and folders into the corpus. Raises FileMissing, DiskFull."""
        return self._parts.ingest.paths(paths, progress)

    def ingest_upload(self, name: str, data: bytes) -> IngestResult:
        """Read one uploaded file; what is wrong with it stands in `failed`."""
        return self._parts.ingest.upload(name, data)

    def reports(self, filters: Filters | None = None) -> list[ReportSummary]:
        return self._parts.catalog.reports(filters)

    def report(self, report_id: str) -> tuple[ReportSummary, Report]:
        """A report with its sections and the account of its repairs. Raises ReportNotFound."""
        return self._parts.catalog.report(report_id)

    def original(self, report_id: str) -> bytes:
        """The file a report was read from, as it came. Raises ReportNotFound."""
        return self._parts.catalog.original(report_id)

    def remove_report(self, report_id: str) -> None:
        """Raises ReportNotFound."""
        self._parts.ingest.remove(report_id)

    def correct_report(self, report_id: str, corrections: Corrections) -> None:
        """Let the user's word stand over what was read. Raises ReportNotFound."""
        self._parts.ingest.correct(report_id, corrections)

    def known_values(self) -> KnownValues:
        """What searches can be limited to."""
        return self._parts.catalog.known_values()

    # -- search ----------------------------------------------------------------

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Past passages like `query`. Raises EmptyQuery, BadInput, VectorStoreUnavailable."""
        return self._parts.search.search(query, k, filters)

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

    def parse_facts(self, text: str) -> FactSheet:
        """A fact sheet from YAML or plain lines. Raises BadFacts."""
        return parse_facts(text)

    # -- drafts ------------------------------------------------------------------

    def draft(self, request: DraftRequest) -> Draft:
        """A whole draft. Raises BadLength, ChatModelSilent, VectorStoreUnavailable."""
        finished = [e.draft for e in self.draft_events(request) if isinstance(e, DraftFinished)]
        return finished[-1]

    def draft_events(self, request: DraftRequest) -> Iterator[DraftEvent]:
        """The same, as it is written."""
        return self._parts.drafter.events(request)

    def load_draft(self, draft_id: str) -> Draft:
        """Raises DraftNotFound."""
        return self._parts.store.draft(draft_id)

    def export(self, draft_id: str, format: str) -> ExportedFile:
        """A draft as a file. Raises DraftNotFound, UnsupportedExport."""
        draft = self.load_draft(draft_id)
        name = _UNSAFE_IN_NAMES.sub("_", draft.title).strip(" .")[:80] or draft.id
        if format == "docx":
            return ExportedFile(f"{name}.docx", DOCX, to_docx(draft))
        if format == "md":
            return ExportedFile(f"{name}.md", "text/markdown; charset=utf-8", to_markdown(draft).encode())
        raise UnsupportedExport(format=format)

    # -- conversation --------------------------------------------------------------

    @property
    def has_chat_model(self) -> bool:
        return self._parts.drafter.model is not None

    def start_conversation(self) -> Conversation:
        conversation = Conversation(new_id("c"))
        self._parts.store.save_conversation(conversation)
        return conversation

    def conversation(self, conversation_id: str) -> Conversation:
        """Raises ConversationNotFound."""
        return self._parts.store.conversation(conversation_id)

    def say(self, conversation_id: str, message: str) -> Iterator[ChatEvent]:
        """draftbot's answer to a message. Raises ConversationNotFound."""
        return self._desk(conversation_id).say(message)

    def redraft(self, conversation_id: str) -> Iterator[ChatEvent]:
        """Draft what is on the desk. Raises like `draft`, and ConversationNotFound."""
        return self._desk(conversation_id).redraft()

    def arrange_desk(
        self,
        conversation_id: str,
        *,
        title: str | None = None,
        outline: Outline | None = None,
        facts: FactSheet | None = None,
        length: int | None = None,
    ) -> Conversation:
        """Put what the user edited on the desk; None leaves a thing as it is."""
        given = {"title": title, "outline": outline, "facts": facts, "length": length}
        changes = {name: value for name, value in given.items() if value is not None}
        conversation = replace(self.conversation(conversation_id), **changes)  # type: ignore[arg-type]
        self._parts.store.save_conversation(conversation)
        return conversation

    def _desk(self, conversation_id: str) -> ConversationDesk:
        p = self._parts
        return ConversationDesk(self.conversation(conversation_id), p.drafter, p.book, p.search, p.store)

    # -- health ----------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether the embedding model is loaded, so that answers come at once."""
        return self._parts.embeddings.is_loaded

    def warm_up(self) -> None:
        """Load the embedding model. Raises EmbeddingModelMissing, EmbeddingModelDamaged."""
        self._parts.embeddings.load()

    def doctor(self, repair: bool = False) -> list[HealthCheck]:
        """What is healthy and what is not, in words; `repair` mends what can be mended."""
        return [self._check_database(), self._check_vectors(repair), self._check_model(), self._check_llm()]

    def close(self) -> None:
        """Let go of the data folder."""
        self._resources.close()

    def _check_database(self) -> HealthCheck:
        reports, passages = self._parts.catalog.counts()
        sound = self._parts.catalog.database.is_sound()
        text = f"{reports} 篇报告，{passages} 个段落" if sound else "数据库文件已损坏，请从备份恢复"
        return HealthCheck("数据库", sound, text)

    def _check_vectors(self, repair: bool) -> HealthCheck:
        ingest = self._parts.ingest
        try:
            missing, orphaned = ingest.differences()
            if not missing and not orphaned and ingest.is_sound():
                return HealthCheck("向量库", True, "与数据库一致")
            text = (
                f"缺 {len(missing)} 个向量，多 {len(orphaned)} 个"
                if missing or orphaned
                else "索引文件已损坏"
            )
        except VectorStoreDamaged:
            text = "索引文件已损坏"
        if not repair:
            return HealthCheck("向量库", False, f"{text}；运行 draftbot doctor --repair 修复")
        ingest.rebuild()
        return HealthCheck("向量库", True, f"{text}，已从数据库重建")

    def _check_model(self) -> HealthCheck:
        self.warm_up()
        return HealthCheck("向量模型", True, f"{self._parts.embeddings.name} 可用")

    def _check_llm(self) -> HealthCheck:
        model = self._parts.drafter.model
        return HealthCheck("大模型", True, model.access.name if model else "未设置，用摘编方式起草")
