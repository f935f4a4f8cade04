"""What has come of the files that are being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from draftbot.domain import Corrections, FailedFile, IngestResult, Report, Suspect
from draftbot.index.report_rows import ReadFile


@dataclass(slots=True)
class Tally:
    files: int
    ingested: int = 0
    unchanged: int = 0
    reports: int = 0
    passages: int = 0
    failed: list[FailedFile] = field(default_factory=list)
    suspects: list[Suspect] = field(default_factory=list)
    said: dict[str, Corrections] = field(default_factory=dict)
    not_reached: int = 0

    def count(self, files: Sequence[ReadFile]) -> None:
        self.suspects += [_suspect(report) for f in files for report, _, _ in f.reports if report.warnings]
        self.ingested += len(files)
        self.reports += sum(len(f.reports) for f in files)
        self.passages += passage_count(files)

    def result(self, seconds: float, without_model: bool) -> IngestResult:
        """What is told of the files, all read in so many seconds."""
        return IngestResult(
            self.files,
            self.ingested,
            self.unchanged,
            tuple(self.failed),
            self.reports,
            self.passages,
            round(seconds, 3),
            without_model,
            tuple(self.suspects),
            self.not_reached,
        )


def passage_count(files: Sequence[ReadFile]) -> int:
    """How many passages files were cut into."""
    return sum(len(passages) for f in files for _, _, passages in f.reports)


def _suspect(report: Report) -> Suspect:
    return Suspect(report.id, report.title, report.source, report.warnings, len(report.dropped))
