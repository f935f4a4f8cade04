"""Files to searchable passages: read, cut, embed, store.

Order of writing, on which surviving a crash rests: a note of what is about to
change, the vectors, then one SQLite transaction that also takes the note away.
What SQLite does not know is not there; the next start settles what a crash left
half-way, by the notes, without looking at the rest.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from draftbot import corpus
from draftbot.chinese.names import NameFinder
from draftbot.chinese.tagging import Tagger
from draftbot.corpus.duplicates import signature
from draftbot.corpus.passages import cut_passages
from draftbot.corpus.repetition import Repeated
from draftbot.domain import (
    ALONE,
    Corrections,
    FailedFile,
    IngestProgress,
    IngestResult,
    Report,
    StepOfFolder,
    Viewer,
)
from draftbot.errors import FileMissing, OtherDepartments, UnreadableFile
from draftbot.index.carrying import carry
from draftbot.index.catalog import Catalog
from draftbot.index.embedding_cache import EmbeddingCache, embedding_text, key_of
from draftbot.index.encoders import SHIPPED
from draftbot.index.folders import files_below, is_seen
from draftbot.index.found_files import FoundFile, found_at, unpacked
from draftbot.index.in_step import InStep, metadata_of
from draftbot.index.kinship import Kinship
from draftbot.index.name_index import NameIndex, find_names
from draftbot.index.packed import is_packed
from draftbot.index.progress import Progress
from draftbot.index.report_rows import Dropped, ReadFile
from draftbot.index.site_pages import SitePages, site_of
from draftbot.index.tally import Tally, passage_count
from draftbot.index.tokens import FloatArray
from draftbot.index.trade_words import TradeWords
from draftbot.index.vectors import Vectors
from draftbot.trades.trades import NO_TRADES, Trades

logger = logging.getLogger(__name__)

# Files are stored together until they make this many passages: large enough to
# fill embedding batches, small enough that an interrupted run loses little.
PASSAGES_PER_WRITE = 256


@dataclass(frozen=True, slots=True)
class Reading:
    """With what files are read: the most bytes of one, and what tells whose report one is."""

    max_bytes: int
    tagger: Tagger | None = None
    trades: Trades = NO_TRADES


class Ingest:
    """Brings files into the corpus and keeps SQLite and the vectors in step."""

    def __init__(
        self,
        catalog: Catalog,
        vectors: Vectors,
        embeddings: EmbeddingCache,
        finder: NameFinder,
        reading: Reading,
        trade_words: TradeWords | None = None,
    ) -> None:
        """`trade_words` learn from what is read."""
        self.catalog, self.vectors, self.embeddings = catalog, vectors, embeddings
        self.in_step = InStep(catalog, vectors, embeddings)
        self.names = NameIndex(catalog, finder)
        self.kinship = Kinship(catalog.database)
        self.site_pages = SitePages(catalog.database)
        self.reading, self.trade_words = reading, trade_words
        self._one_at_a_time = catalog.database.lock("reading")
        self.at_work: IngestProgress | None = None
        self._told: tuple[Progress | None, IngestProgress] | None = None

    @contextmanager
    def reading_alone(self, *, at_once: bool = False) -> Iterator[bool]:
        """While this lasts nobody else reads anything into the corpus, in no process; `at_once` waits
        for nobody, and says whether it is so."""
        is_alone = self._one_at_a_time.acquire(not at_once)
        try:
            yield is_alone
        finally:
            if is_alone:
                self._one_at_a_time.release()

    @property
    def max_bytes(self) -> int:
        """The most bytes of a file that is read."""
        return self.reading.max_bytes

    def paths(
        self, paths: Sequence[Path], progress: Progress | None = None, department: str = ""
    ) -> IngestResult:
        """Read files, all files below folders, and those packed in a .zip, what is new for a department
        or for all. One bad file stops no other.

        Raises FileMissing before anything is read.
        """
        for path in paths:
            if not path.exists():
                raise FileMissing(path=path)
        # From here on, as finding all files may take a while.
        self.at_work = self.at_work or IngestProgress(0, 0, "")
        noted = [str(path.absolute()) for path in paths]
        try:
            files = {file.absolute(): path.absolute() for path in paths for file in files_below(path)}
            found = (one for file, within in files.items() for one in found_at(file, within, self.max_bytes))
            candidates = [replace(one, department=department) for one in found]
            with self._one_at_a_time:
                self.catalog.notes.begin_reading(noted)
                result = self._run(candidates, progress)
                self.catalog.notes.end_reading(noted)
        finally:
            self.at_work = None
        return result

    def step(
        self, folder: Path, changed: Collection[Path] | None = None, progress: Progress | None = None
    ) -> StepOfFolder:
        """Bring the corpus in step with a folder, or with what changed below it: new and changed
        files are read, and what is there no more is forgotten. A file that cannot be read now, or
        stands in a folder that cannot be opened, keeps what was read of it.

        Raises FileMissing where the folder itself is gone: nothing is forgotten then.
        """
        folder = folder.absolute()
        if not folder.is_dir():
            raise FileMissing(path=folder)
        places = [folder] if changed is None else sorted(p.absolute() for p in changed if is_seen(p, folder))
        files = dict.fromkeys(file for place in places if place.exists() for file in files_below(place))
        with self._one_at_a_time:
            candidates = [one for file in files for one in found_at(file, folder, self.max_bytes)]
            there = {one.path for one in candidates}
            known = {path: None for place in places for path in self.catalog.paths_at(str(place))}
            gone = [path for path in known if path not in there and not _is_below(path, there)]
            if gone:
                self._forget(self.catalog.forget_paths(gone))
            return StepOfFolder(self._run(candidates, progress), tuple(gone))

    def unfinished(self) -> list[Path]:
        """What `paths` was reading when the program ended, as far as it is still there."""
        return [path for path in map(Path, self.catalog.notes.unfinished_reading()) if path.exists()]

    def upload(
        self,
        name: str,
        data: bytes,
        department: str = "",
        viewer: Viewer = ALONE,
        progress: Progress | None = None,
        stop: threading.Event | None = None,
    ) -> IngestResult:
        """Read one file given as bytes, or those packed in it, for a department of `viewer`'s or
        for all. Another upload of the same name stays; what was read for a department that the
        viewer does not belong to stays theirs, and `failed` says so. Once `stop` is set no
        further file is begun."""
        path = f"upload/{_hash(data)[:12]}/{name}"
        is_archive = is_packed(name) and len(data) <= self.max_bytes
        one = FoundFile(path, name, lambda: data)
        with self._one_at_a_time:
            candidates = unpacked(path, name, data, self.max_bytes) if is_archive else [one]
            given = [replace(each, department=department, seen_by=viewer) for each in candidates]
            return self._run(given, progress, stop)

    def take(self, files: Sequence[ReadFile], at_once: int = PASSAGES_PER_WRITE) -> None:
        """Store what was read elsewhere, some `at_once` passages together: for programs
        that bring reports of their own."""
        with self._one_at_a_time:
            pending: list[ReadFile] = []
            for file in files:
                pending.append(file)
                if passage_count(pending) >= at_once:
                    self._store(pending)
                    pending = []
            self._store(pending)

    def remove(self, report_id: str) -> None:
        """Forget a report. Raises ReportNotFound."""
        self._forget(self.catalog.remove_report(report_id))

    def read(
        self,
        data: bytes,
        name: str,
        wanted: frozenset[int] = frozenset(),
        cuts: tuple[int, ...] | None = None,
        repeated: Repeated | None = None,
    ) -> list[Report]:
        """The reports in a file, as `corpus.read` tells; nothing is stored."""
        return corpus.read(
            data,
            name,
            max_bytes=self.max_bytes,
            tagger=self.reading.tagger,
            trades=self.reading.trades,
            wanted=wanted,
            cuts=cuts,
            on_page=self._tell_page,
            repeated=repeated,
            vectors=self._vectors,
        )

    def _vectors(self, texts: Sequence[str]) -> list[FloatArray] | None:
        """What the model makes of texts; None where there is none, or not the one for which the
        weights of splitting were learnt."""
        model = self.embeddings.model
        if model.name != SHIPPED or not model.is_usable():
            return None
        return [encoded.vector for encoded in model.encode_passages(texts)]

    def _tell_page(self, done: int, pages: int) -> None:
        """Says of the file at work how many of its pages have been recognised."""
        if self._told is not None:
            progress, at_work = self._told
            self.at_work = replace(at_work, path=f"{at_work.path} {done + 1}/{pages}")
            if progress:
                progress(self.at_work)

    def replace(
        self,
        report_ids: Sequence[str],
        path: str,
        data: bytes,
        reports: Sequence[Report],
        departments: Mapping[str, str] | None = None,
    ) -> None:
        """Put `reports`, read anew from a known file, in the place of others of it, all at once,
        each for whom `departments` says, or the same report was."""
        with self._one_at_a_time:
            file = _read_file(path, _hash(data), data, reports)
            self._store([replace(file, departments=departments or {})], report_ids)

    def correct(self, report_id: str, corrections: Corrections) -> None:
        """Put the user's word in place of what was read. Raises ReportNotFound."""
        self.catalog.correct(report_id, corrections)
        self.kinship.mark([report_id])
        self._relabel(report_id)

    def keep_for(self, report_id: str, department: str) -> None:
        """Let only a department see a report, "" lets all. Raises ReportNotFound."""
        self.catalog.keep_for(report_id, department)
        self._relabel(report_id)

    def _relabel(self, report_id: str) -> None:
        self.in_step.relabel(self.catalog.report(report_id)[0])

    def _run(
        self,
        candidates: Sequence[FoundFile],
        progress: Progress | None,
        stop: threading.Event | None = None,
    ) -> IngestResult:
        started = time.perf_counter()
        tally = Tally(files=len(candidates))

        def tell(done: int, name: str) -> None:
            self.at_work = IngestProgress(done, len(candidates), name)
            self._told = progress, self.at_work
            if progress:
                progress(self.at_work)

        try:
            pending: list[ReadFile] = []
            for done, candidate in enumerate(candidates):
                if stop is not None and stop.is_set():
                    tally.not_reached = len(candidates) - done
                    break
                tell(done, candidate.name)
                if file := self._read(candidate, tally, {p.hash for p in pending}):
                    pending.append(file)
                if passage_count(pending) >= PASSAGES_PER_WRITE:
                    self._store(pending)
                    tally.count(pending)
                    pending = []
            self._store(pending)
            tally.count(pending)
            for report_id, words in tally.said.items():
                self.correct(report_id, words)
            if tally.ingested and self.trade_words:
                self.trade_words.learn()
            tell(len(candidates), "")
        finally:
            self.at_work = self._told = None
        return tally.result(time.perf_counter() - started, self.embeddings.model.fault is not None)

    def _read(self, candidate: FoundFile, tally: Tally, pending: set[str]) -> ReadFile | None:
        """The file read and cut; None when it is known already or cannot be read."""
        try:
            data = candidate.load()
            hash_ = _hash(data)
            if hash_ in pending or self.catalog.knows_file(hash_):
                if not self.catalog.seen_by(candidate.seen_by).shows_file(hash_):
                    raise OtherDepartments(name=candidate.name)
                if hash_ not in pending:
                    self._forget(self.catalog.point_path(candidate.path, hash_))
                tally.unchanged += 1
                return None
            told = partial(self.site_pages.told, site_of(candidate.path, data), hash_)
            reports = self.read(data, candidate.name, repeated=told)
        except UnreadableFile as exc:
            logger.info("cannot read %s: %s", candidate.path, exc)
            tally.failed.append(FailedFile(candidate.path, exc))
            return None
        carried = carry(self.catalog, candidate.path, hash_, reports)
        tally.said |= carried.said
        file = _read_file(candidate.path, hash_, data, carried.reports)
        return replace(file, departments={report.id: candidate.department for report in reports})

    def _store(self, files: Sequence[ReadFile], replaced: Sequence[str] = ()) -> None:
        """A batch exists once SQLite has it, and the reports `replaced` no more; without a model
        it has no vectors yet."""
        if not files:
            return
        files = self.catalog.in_their_departments(files)
        pieces = [(f, report, p) for f in files for report, _, passages in f.reports for p in passages]
        ids = [p.id for _, _, p in pieces]
        self.catalog.notes.note_pending_vectors(ids)
        texts = [embedding_text(p) for _, _, p in pieces]
        # The model lets others have Python's lock nearly all the time that it computes.
        with ThreadPoolExecutor(1, "names") as aside:
            of_reports = [passages for f in files for _, _, passages in f.reports]
            coming = aside.submit(find_names, self.names.finder, of_reports)
            self.in_step.put(ids, self.embeddings.embed(texts), [metadata_of(*piece) for piece in pieces])
            names = coming.result()
        dropped = self.catalog.add(files, dict(zip(ids, map(key_of, texts), strict=True)), names, replaced)
        self.kinship.mark([report.id for f in files for report, _, _ in f.reports])
        self._forget(dropped)

    def _forget(self, dropped: Dropped) -> None:
        """Let the vectors of dropped passages go, and the families close up."""
        if dropped.passages:
            self.in_step.remove(dropped.passages)
        self.kinship.mark(dropped.bereft)


def _read_file(path: str, hash_: str, data: bytes, reports: Sequence[Report]) -> ReadFile:
    return ReadFile(path, hash_, data, tuple((r, signature(r.text), tuple(cut_passages(r))) for r in reports))


def _is_below(path: str, places: Collection[str]) -> bool:
    """Whether a path lies in one of the places, a folder or an archive that could not be opened."""
    return any(str(above) in places for above in Path(path).parents)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
