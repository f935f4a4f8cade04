"""What is asked of the corpus: reading, looking up, searching."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from draftbot.domain import (
    Corrections,
    FileLine,
    Filters,
    IngestProgress,
    IngestResult,
    JobKind,
    PassageInContext,
    Report,
    ReportSummary,
    SearchResult,
    StepOfFolder,
)
from draftbot.errors import DraftbotError, FolderOutOfStep, NotOfDepartment
from draftbot.index.catalog import KnownValues
from draftbot.index.filtering import askable
from draftbot.index.recutting import cut_file, lines_of_file
from draftbot.index.restoring import catch_up, file_of, restore_dropped
from draftbot.index.watching import changes_in
from draftbot.service.jobs import Work
from draftbot.service.parts import Held
from draftbot.trades.trades import Trades

_MOST_NAMED = 3


class Corpus(Held):
    """Reads reports and finds passages."""

    def ingest(
        self,
        paths: Sequence[Path],
        progress: Callable[[IngestProgress], None] | None = None,
        department: str = "",
    ) -> IngestResult:
        """Read files and folders into the corpus, what is new for a department or for all.
        Raises FileMissing, DiskFull, NotOfDepartment."""
        self._refuse_other(department)
        what = ", ".join(path.name for path in paths[:_MOST_NAMED])
        with self._parts.jobs.begun(JobKind.READING, self._parts.store.viewer, what) as work:
            result = self._parts.ingest.paths(paths, _told(work, progress), department)
            catch_up(self._parts.ingest)
            return result

    def watch(
        self,
        folder: Path,
        stop: threading.Event,
        progress: Callable[[IngestProgress], None] | None = None,
    ) -> Iterator[StepOfFolder]:
        """Keep the corpus in step with a folder until `stop` is set or Ctrl-C: first with all of
        it, then with each change. Raises FileMissing, DiskFull."""
        for changed in changes_in(folder, stop):
            step = self._parts.ingest.step(folder, changed, progress)
            catch_up(self._parts.ingest)
            yield step

    def follow(
        self, stop: threading.Event, progress: Callable[[IngestProgress], None] | None = None
    ) -> Iterator[StepOfFolder | FolderOutOfStep]:
        """`watch` the folder of the settings, if there is one, until `stop` is set. One that is gone
        is waited for; what keeps it is told once."""
        followed = self._parts.followed
        while followed.folder is not None and not stop.is_set():
            try:
                for step in self.watch(followed.folder, stop, progress):
                    followed.fault = None
                    yield step
            except DraftbotError as exc:
                if followed.fault is None:
                    yield followed.failed(exc)
                stop.wait(followed.retry_seconds)

    @property
    def reading(self) -> IngestProgress | None:
        """How far the reading of files has come; None when none are being read."""
        return self._parts.ingest.at_work

    def unfinished_reading(self) -> list[Path]:
        """The files and folders whose reading an end of the program broke off."""
        return self._parts.ingest.unfinished()

    def ingest_upload(
        self,
        name: str,
        data: bytes,
        department: str = "",
        progress: Callable[[IngestProgress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> IngestResult:
        """Read one uploaded file, for a department or for all; what is wrong with it stands in
        `failed`. Of one that packs others no further is begun once `stop` is set. Raises
        NotOfDepartment."""
        self._refuse_other(department)
        viewer = self._parts.store.viewer
        with self._parts.jobs.begun(JobKind.READING, viewer, name, stop) as work:
            told = _told(work, progress)
            result = self._parts.ingest.upload(name, data, department, viewer, told, work.stop)
            catch_up(self._parts.ingest)
            return result

    def departments(self) -> tuple[str, ...]:
        """Those that the viewer may read reports for: their own; who sees all may for any."""
        viewer = self._parts.store.viewer
        if not viewer.sees_all:
            return viewer.departments
        members = self.database.read("SELECT DISTINCT department FROM memberships")
        known = {*self._parts.catalog.departments(), *(row["department"] for row in members)}
        return tuple(sorted(known))

    def keep_report_for(self, report_id: str, department: str) -> None:
        """Let only a department see a report, "" lets all. Raises ReportNotFound, NotOfDepartment
        for one that is not in use."""
        self._refuse_other(department)
        self._parts.ingest.keep_for(report_id, department)

    def _refuse_other(self, department: str) -> None:
        if department and department not in self.departments():
            raise NotOfDepartment(department=department, scope="admin")

    def reports(self, filters: Filters | None = None) -> list[ReportSummary]:
        """All reports, or those the filters let through. Raises BadFilter."""
        return self._parts.catalog.reports(askable(filters))

    def suspects(self) -> frozenset[str]:
        """The ids of reports that should be looked at: much was left out, the text looks garbled."""
        return self._parts.catalog.suspects()

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
        self.report(report_id)  # which is not there where it is another department's
        self._parts.ingest.correct(report_id, corrections)

    def restore_dropped(self, report_id: str, lines: Collection[int] = ()) -> None:
        """Take back into a report the lines of its file that reading had dropped, all where
        none is named. Raises ReportNotFound."""
        self.report(report_id)
        restore_dropped(self._parts.ingest, report_id, lines)

    def lines_of_file(self, report_id: str) -> list[FileLine]:
        """The lines of a report's file as they were read, and where reports begin, with the reasons.
        Raises ReportNotFound, also where one of them is another department's."""
        self._see_all_of_file(report_id)
        return lines_of_file(self._parts.ingest, report_id)

    def cut_file(self, report_id: str, lines: Collection[int] | None) -> list[ReportSummary]:
        """Cut a report's file into reports before these of its lines and nowhere else, None where
        reading itself would; returns its reports. Drafts keep what they cite. Raises
        ReportNotFound, BadInput."""
        self._see_all_of_file(report_id)
        return [self.report(id_)[0] for id_ in cut_file(self._parts.ingest, report_id, lines)]

    def _see_all_of_file(self, report_id: str) -> None:
        """Raises ReportNotFound where a report of its file is not there for who asks."""
        self.report(report_id)
        for one in file_of(self._parts.ingest.catalog, report_id).reports:
            self.report(one.id)

    def trades(self) -> Trades:
        """The trades that are known, with what the corpus teaches of them."""
        return self._parts.knowledge.trades()

    def known_values(self) -> KnownValues:
        """What searches can be limited to."""
        return self._parts.catalog.known_values()

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


def _told(work: Work, progress: Callable[[IngestProgress], None] | None) -> Callable[[IngestProgress], None]:
    """What a job's reading tells its progress to, and who else wants it."""

    def tell(now: IngestProgress) -> None:
        work.told(now.done, now.files)
        if progress:
            progress(now)

    return tell
