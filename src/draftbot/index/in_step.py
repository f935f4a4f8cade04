"""Vectors kept in step with SQLite, which alone says which passages there are."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from draftbot.domain import IngestProgress, Passage, Report, ReportSummary
from draftbot.errors import DraftbotError
from draftbot.index.catalog import Catalog, StoredPassage
from draftbot.index.embedding_cache import EmbeddingCache, KeptEmbedding, embedding_text
from draftbot.index.progress import Progress
from draftbot.index.report_rows import ReadFile
from draftbot.index.vectors import Metadata, Vectors

logger = logging.getLogger(__name__)

REBUILD_BATCH = 256
_PROBES = 20


class InStep:
    """The vectors of the passages that SQLite knows."""

    def __init__(self, catalog: Catalog, vectors: Vectors, embeddings: EmbeddingCache) -> None:
        self.catalog, self.vectors, self.embeddings = catalog, vectors, embeddings

    def embed(self, batch: Sequence[StoredPassage]) -> None:
        if not batch:
            return
        texts = {s.passage.id: embedding_text(s.passage) for s in batch}
        kept = self.embeddings.embed(list(texts.values()))
        self.embeddings.link(texts)
        metadata: list[Metadata] = [plain_metadata(s.report, s.passage) for s in batch]
        self.put(list(texts), kept, metadata)

    def put(
        self, ids: Sequence[str], kept: Sequence[KeptEmbedding | None], metadata: Sequence[Metadata]
    ) -> None:
        """The vectors of those that have one."""
        have = [(id_, e.vector, m) for id_, e, m in zip(ids, kept, metadata, strict=True) if e is not None]
        if have:
            put, vectors, said = zip(*have, strict=True)
            self.vectors.put(put, np.stack(vectors), said)

    def relabel(self, report: ReportSummary) -> None:
        """Filter by what is said of a report now."""
        passages = self.catalog.passages_of(report.id)
        if passages:
            self.vectors.relabel([p.id for p in passages], [plain_metadata(report, p) for p in passages])

    def remove(self, passages: Sequence[str]) -> None:
        """Let the vectors of passages go that are there no more."""
        self.vectors.remove(passages)
        self.catalog.notes.clear_pending_vectors(passages)

    def complete_pending(self, progress: Progress | None = None) -> None:
        """Put right what a crash left half-way; then, if the numbers still differ, or
        passages were read while there was no model, all that differs. Without a model
        what lacks a vector waits for the next start."""
        try:
            same_model = self.embeddings.belongs_to_model()
        except DraftbotError as exc:
            logger.info("no vector is touched: %s", exc)
            return
        ids = self.catalog.notes.pending_vectors()
        if ids:
            there = self.catalog.passages(ids)
            self.embed(list(there.values()))
            self.vectors.remove([id_ for id_ in ids if id_ not in there])
            self.catalog.notes.clear_pending_vectors(ids)
        in_step = self.vectors.count() == self.catalog.counts()[1] and not self.catalog.unembedded()
        if not (same_model and in_step):
            self.reconcile(progress)

    def differences(self) -> tuple[set[str], set[str]]:
        """Passage ids that lack a vector, and ids of vectors that lack a passage."""
        known, stored = self.catalog.passage_ids(), self.vectors.ids()
        return (known - stored) | self.catalog.unembedded(), stored - known

    def reconcile(self, progress: Progress | None = None) -> int:
        """Make the vectors agree with SQLite, as far as there is a model to make them;
        returns how many were added or swept. `progress` is told of passages here."""
        missing, orphaned = self.differences()
        unembedded = self.catalog.unembedded()
        if unembedded and not self.embeddings.model.is_usable():
            missing -= unembedded
        if orphaned:
            self.vectors.remove(sorted(orphaned))
        if missing:
            logger.warning("%d passages have no vector; putting them back", len(missing))
            done = 0
            for batch in self.catalog.passage_batches(REBUILD_BATCH):
                lacking = [s for s in batch if s.passage.id in missing]
                if progress:
                    progress(IngestProgress(done, len(missing), ""))
                self.embed(lacking)
                done += len(lacking)
        self.embeddings.sweep()
        return len(missing) + len(orphaned)

    def rebuild(self) -> None:
        """Make all vectors anew from what SQLite keeps."""
        self.vectors.start_anew()
        self.reconcile()

    def is_sound(self) -> bool:
        """Whether some passages, asked for by their own vectors, are found."""
        some = next(self.catalog.passage_batches(_PROBES), [])
        return self.vectors.answers(self.embeddings.vectors_of([s.passage.id for s in some]))


def metadata_of(file: ReadFile, report: Report, passage: Passage) -> Metadata:
    department = file.departments.get(report.id, "")
    return _filtered_by(
        passage, report.genre.value, report.unit.value, report.year.value, report.source, department
    )


def plain_metadata(report: ReportSummary, passage: Passage) -> Metadata:
    return _filtered_by(passage, report.genre, report.unit, report.year, report.source, report.department)


def _filtered_by(
    passage: Passage, genre: str, unit: str, year: int | None, source: str, department: str
) -> Metadata:
    """What Chroma filters by. An unknown year is 0: Chroma holds no nulls."""
    return {
        "report_id": passage.report_id,
        "genre": genre,
        "unit": unit,
        "year": year or 0,
        "source": source,
        "role": str(passage.role),
        "department": department,
    }
