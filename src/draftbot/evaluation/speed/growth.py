"""How long one more report takes, whatever there is already."""

from __future__ import annotations

import time
from statistics import median

from draftbot import corpus
from draftbot.evaluation.speed.folder_parts import FolderParts
from draftbot.evaluation.speed.report import Adding
from draftbot.evaluation.speed.reports import GeneratedReport, generate_report
from draftbot.index.ingest import Ingest

ADDS = 9
# Numbers no data folder is filled with.
_FIRST = 10**9


def measure_adding(folder: FolderParts) -> Adding:
    """Medians of nine adds each way, by turns; what was added is removed again."""
    given: list[float] = []
    embedded: list[float] = []
    # The first of each warms up.
    for number in range(_FIRST, _FIRST + 2 * (ADDS + 1), 2):
        given.append(_add(folder.filling, generate_report(number)))
        embedded.append(_add(folder.ingest, generate_report(number + 1)))
    return Adding(ADDS, round(median(given[1:]), 4), round(median(embedded[1:]), 4))


def _add(ingest: Ingest, generated: GeneratedReport) -> float:
    """Seconds to read, cut, embed and store one report."""
    started = time.perf_counter()
    result = ingest.upload(generated.name, generated.data)
    seconds = time.perf_counter() - started
    for report in corpus.read(generated.data, generated.name):
        ingest.remove(report.id)
    # After an interrupted run it may have been there still: then it was not read now.
    return seconds if result.ingested else _add(ingest, generated)
