"""Files to searchable passages: read, cut, embed, store.

Order of writing, on which surviving a crash rests: vectors first, then one
SQLite transaction. What SQLite does not know is not there; vectors left over
from a crash are invisible and are swept at the next start.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from draftbot import corpus
from draftbot.corpus.duplicates import families, signature
from draftbot.corpus.passages import cut_passages
from draftbot.corpus.scripts import normalise
from draftbot.domain import Corrections, FailedFile, IngestProgress, IngestResult, Passage, Report
from draftbot.errors import FileMissing, FileTooLarge, UnreadableFile
from draftbot.index.catalog import Catalog, ReadFile, StoredPassage
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.vectors import Metadata, Vectors

logger = logging.getLogger(__name__)

# Files are stored together until they make this many passages: large enough to
# fill embedding batches, small enough that an interrupted run loses little.
PASSAGES_PER_WRITE = 256
REBUILD_BATCH = 512

_NOT_REPORTS = (
    "readme.md",
    "readme.txt",
    "thumbs.db",
    "desktop.ini",
    ".json",
    ".jsonl",
    ".yaml",
    ".yml",
    ".lnk",
    ".tmp",
)

Progress = Callable[[IngestProgress], None]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file to be read: under which path it is known, its name and its bytes."""

    path: str
    name: str
    load: Callable[[], bytes]


@dataclass(slots=True)
class _Tally:
    files: int
    ingested: int = 0
    unchanged: int = 0
    reports: int = 0
    passages: int = 0
    failed: list[FailedFile] = field(default_factory=list)


class Ingest:
    """Brings files into the corpus and keeps SQLite and the vectors in step."""

    def __init__(
        self, catalog: Catalog, vectors: Vectors, embeddings: SentenceEmbeddings, max_bytes: int
    ) -> None:
        self.catalog, self.vectors, self.embeddings = catalog, vectors, embeddings
        self.max_bytes = max_bytes
        self._one_at_a_time = threading.Lock()

    def paths(self, paths: Sequence[Path], progress: Progress | None = None) -> IngestResult:
        """Read files and all files below folders. One bad file stops no other.

        Raises FileMissing before anything is read.
        """
        for path in paths:
            if not path.exists():
                raise FileMissing(path=path)
        files = list(dict.fromkeys(file.absolute() for path in paths for file in _walk(path)))
        return self._run(
            [_Candidate(str(f), f.name, lambda f=f: self._load(f)) for f in files],  # type: ignore[misc]
            progress,
        )

    def upload(self, name: str, data: bytes) -> IngestResult:
        """Read one file given as bytes. Another upload of the same name stays."""
        path = f"upload/{_hash(data)[:12]}/{name}"
        return self._run([_Candidate(path, name, lambda: data)], None)

    def remove(self, report_id: str) -> None:
        """Forget a report. Raises ReportNotFound."""
        self.vectors.remove(self.catalog.remove_report(report_id))

    def correct(self, report_id: str, corrections: Corrections) -> None:
        """Put the user's word in place of what was read. Raises ReportNotFound."""
        self.catalog.correct(report_id, corrections)
        report, _ = self.catalog.report(report_id)
        passages = self.catalog.passages_of(report_id)
        if passages:
            metadata = [
                _plain_metadata(report.genre, report.unit, report.year, report.source, p) for p in passages
            ]
            self.vectors.relabel([p.id for p in passages], metadata)

    def differences(self) -> tuple[set[str], set[str]]:
        """Passage ids that lack a vector, and ids of vectors that lack a passage."""
        known, stored = self.catalog.passage_ids(), self.vectors.ids()
        return known - stored, stored - known

    def reconcile(self) -> int:
        """Make the vectors agree with SQLite; returns how many were added or swept."""
        missing, orphaned = self.differences()
        if orphaned:
            self.vectors.remove(sorted(orphaned))
        if missing:
            logger.warning("%d passages have no vector; embedding them again", len(missing))
            for batch in self.catalog.passage_batches(REBUILD_BATCH):
                self._embed([s for s in batch if s.passage.id in missing])
        return len(missing) + len(orphaned)

    def _run(self, candidates: Sequence[_Candidate], progress: Progress | None) -> IngestResult:
        started = time.perf_counter()
        tally = _Tally(files=len(candidates))
        with self._one_at_a_time:
            pending: list[ReadFile] = []
            for done, candidate in enumerate(candidates):
                if progress:
                    progress(IngestProgress(done, len(candidates), candidate.name))
                if file := self._read(candidate, tally, {p.hash for p in pending}):
                    pending.append(file)
                if sum(len(ps) for f in pending for _, _, ps in f.reports) >= PASSAGES_PER_WRITE:
                    self._store(pending, tally)
                    pending = []
            self._store(pending, tally)
            if tally.ingested:
                self._mark_duplicates()
        if progress:
            progress(IngestProgress(len(candidates), len(candidates), ""))
        return IngestResult(
            tally.files,
            tally.ingested,
            tally.unchanged,
            tuple(tally.failed),
            tally.reports,
            tally.passages,
            round(time.perf_counter() - started, 3),
        )

    def _read(self, candidate: _Candidate, tally: _Tally, pending: set[str]) -> ReadFile | None:
        """The file read and cut; None when it is known already or cannot be read."""
        try:
            data = candidate.load()
            hash_ = _hash(data)
            if hash_ in pending or self.catalog.knows_file(hash_):
                if hash_ not in pending:
                    self.vectors.remove(self.catalog.point_path(candidate.path, hash_))
                tally.unchanged += 1
                return None
            reports = corpus.read(data, candidate.name, max_bytes=self.max_bytes)
        except UnreadableFile as exc:
            logger.info("cannot read %s: %s", candidate.path, exc)
            tally.failed.append(FailedFile(candidate.path, exc))
            return None
        return ReadFile(
            candidate.path,
            hash_,
            data,
            tuple((r, signature(r.text), tuple(cut_passages(r))) for r in reports),
        )

    def _store(self, files: Sequence[ReadFile], tally: _Tally) -> None:
        """Vectors, then SQLite: a batch exists once SQLite has it."""
        if not files:
            return
        pieces = [(report, p) for f in files for report, _, passages in f.reports for p in passages]
        vectors = self.embeddings.passages([embedding_text(p) for _, p in pieces])
        self.vectors.put([p.id for _, p in pieces], vectors, [_metadata(r, p) for r, p in pieces])
        self.vectors.remove(self.catalog.add(files))
        tally.ingested += len(files)
        tally.reports += sum(len(f.reports) for f in files)
        tally.passages += len(pieces)

    def _embed(self, batch: Sequence[StoredPassage]) -> None:
        if not batch:
            return
        vectors = self.embeddings.passages([embedding_text(s.passage) for s in batch])
        metadata: list[Metadata] = [
            _plain_metadata(s.report.genre, s.report.unit, s.report.year, s.report.source, s.passage)
            for s in batch
        ]
        self.vectors.put([s.passage.id for s in batch], vectors, metadata)

    def _mark_duplicates(self) -> None:
        signed = [
            (s.id, signature_, (-(s.year or 0), s.title)) for s, signature_ in self.catalog.signatures()
        ]
        self.catalog.set_duplicates(families(signed))

    def _load(self, path: Path) -> bytes:
        """A file's bytes, its size looked at first."""
        try:
            size = path.stat().st_size
            if size > self.max_bytes:
                raise FileTooLarge(name=path.name, megabytes=size // 2**20, limit=self.max_bytes // 2**20)
            return path.read_bytes()
        except OSError as exc:
            raise UnreadableFile(name=path.name) from exc


def embedding_text(passage: Passage) -> str:
    """What is embedded for a passage: its headings, then its text, both simplified, so
    that a query in either script meets it."""
    headings = " ".join(passage.heading_path)
    return normalise(f"{headings}：{passage.text}" if headings else passage.text)


def _metadata(report: Report, passage: Passage) -> Metadata:
    return _plain_metadata(report.genre.value, report.unit.value, report.year.value, report.source, passage)


def _plain_metadata(genre: str, unit: str, year: int | None, source: str, passage: Passage) -> Metadata:
    """What Chroma filters by. An unknown year is 0: Chroma holds no nulls."""
    return {
        "report_id": passage.report_id,
        "genre": genre,
        "unit": unit,
        "year": year or 0,
        "source": source,
        "role": str(passage.role),
    }


def _walk(path: Path) -> Iterator[Path]:
    """The file itself, or the files below a folder in order. Left out are hidden files,
    Word's lock files, and what programs put beside reports (a file named by itself never is)."""
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not name.lower().endswith(_NOT_REPORTS):
                yield Path(folder) / name


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
