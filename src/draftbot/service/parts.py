"""What the service is made of."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field

from draftbot.conversation.understanding.reading import MessageReader
from draftbot.domain import Job
from draftbot.drafts.store import DraftStore
from draftbot.facts.knowledge import CorpusKnowledge
from draftbot.index.catalog import Catalog
from draftbot.index.database import Database
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.following import Followed
from draftbot.index.ingest import Ingest
from draftbot.outlines.book import OutlineBook
from draftbot.retrieval.search import Search
from draftbot.service.jobs import Jobs
from draftbot.writing.drafter import Drafter


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
    followed: Followed = field(default_factory=Followed)
    jobs: Jobs = field(default_factory=Jobs)


class Held:
    """The parts, held until closed."""

    def __init__(self, parts: Parts, resources: ExitStack) -> None:
        """`resources` are closed with the service, in reverse order."""
        self._parts, self._resources = parts, resources
        self._stops: set[str] = set()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """What the program is at work on for whoever asks; for an administrator all."""
        return self._parts.jobs.seen_by(self._parts.store.viewer)

    def stop_job(self, job_id: str) -> None:
        """Let a job end early; what it has finished is kept. Raises JobNotFound."""
        self._parts.jobs.stop(job_id, self._parts.store.viewer)

    @property
    def database(self) -> Database:
        """Where all is kept; also who may come in."""
        return self._parts.catalog.database
