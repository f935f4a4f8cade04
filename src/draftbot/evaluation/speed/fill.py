"""Filling a data folder with generated reports up to a size."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context

from draftbot import corpus
from draftbot.corpus.duplicates import signature
from draftbot.corpus.passages import cut_passages
from draftbot.evaluation.speed.folder_parts import FolderParts
from draftbot.evaluation.speed.options import SEARCH, Step, Watch
from draftbot.evaluation.speed.report import Loading
from draftbot.evaluation.speed.reports import generate_report
from draftbot.index.report_rows import ReadFile

# Reports are read ahead in a process of their own when at least so many passages are missing.
_WORTH_A_PROCESS = 5_000
_REPORTS_AT_ONCE = 176
# One write of so many costs a good deal less than several of an ingest's size.
_PASSAGES_AT_ONCE = 2048
_READ_AHEAD = 3  # times so many


def fill(folder: FolderParts, size: int, watch: Watch) -> Loading:
    """Store generated reports until there are `size` passages; how fast that went.

    Goes on where an interrupted fill ended. Everything but the embeddings is as in
    an ingest: reading, cutting, SQLite with words and pairs, families, Chroma.
    """
    reports, passages = folder.catalog.counts()
    started, at_first = time.perf_counter(), passages
    missing = size - passages
    if missing > 0:
        batches = _read_ahead(reports) if missing >= _WORTH_A_PROCESS else _read_here(reports)
        for batch in batches:
            files, passages = _up_to(batch, size, passages)
            folder.filling.take(files, _PASSAGES_AT_ONCE)
            rate = (passages - at_first) / (time.perf_counter() - started)
            watch(Step(SEARCH, passages, size, round(rate, 1)))
            if passages >= size:
                break
    seconds = time.perf_counter() - started
    new = passages - at_first
    return Loading(new, round(seconds, 3) if new else 0.0, round(new / seconds, 1) if new else None)


def read_generated(first: int, number: int) -> list[ReadFile]:
    """Reports `first` to `first` + `number`, read and cut as an ingest would."""
    files: list[ReadFile] = []
    for report_number in range(first, first + number):
        generated = generate_report(report_number)
        reports = corpus.read(generated.data, generated.name)
        files.append(
            ReadFile(
                f"generated/{generated.name}",
                hashlib.sha256(generated.data).hexdigest(),
                generated.data,
                tuple((r, signature(r.text), tuple(cut_passages(r))) for r in reports),
            )
        )
    return files


def _up_to(batch: list[ReadFile], size: int, passages: int) -> tuple[list[ReadFile], int]:
    """The files of a batch that are still wanted, and how many passages there are then."""
    wanted: list[ReadFile] = []
    for file in batch:
        if passages >= size:
            break
        wanted.append(file)
        passages += sum(len(cut) for _, _, cut in file.reports)
    return wanted, passages


def _read_here(first: int) -> Iterator[list[ReadFile]]:
    for number in count(first, _REPORTS_AT_ONCE):
        yield read_generated(number, _REPORTS_AT_ONCE)


def _read_ahead(first: int) -> Iterator[list[ReadFile]]:
    """Batches without end, made in another process while one is stored."""
    # A fresh process: one forked from here would share locks with threads it has not.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        ahead: deque[Future[list[ReadFile]]] = deque()
        try:
            for number in count(first, _REPORTS_AT_ONCE):
                ahead.append(pool.submit(read_generated, number, _REPORTS_AT_ONCE))
                if len(ahead) >= _READ_AHEAD:
                    yield ahead.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
