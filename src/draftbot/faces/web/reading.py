"""One uploaded file being read, step by step, as the page tells it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial

from draftbot.domain import IngestProgress, IngestResult
from draftbot.service import Draftbot

_SECONDS_BETWEEN_STEPS = 0.3


class Reading:
    """Iterate to read the file: what it yields is how far it has come, None while nothing is known of
    that. Then `result` says what became of it. Nothing further in it is begun once `stop` is set."""

    result: IngestResult

    def __init__(
        self, service: Draftbot, name: str, data: bytes, stop: threading.Event, department: str = ""
    ) -> None:
        self._stop = stop
        self._read = partial(service.ingest_upload, name, data, department, self._note, stop)
        self._come: IngestProgress | None = None

    def __iter__(self) -> Iterator[IngestProgress | None]:
        yield None
        with ThreadPoolExecutor(1) as thread:
            read = thread.submit(self._read)
            told = self._come
            try:
                while not read.done():
                    wait([read], timeout=_SECONDS_BETWEEN_STEPS)
                    if self._come != told:
                        told = self._come
                        yield told
            finally:
                # A page that is gone has nothing further read for it.
                if not read.done():
                    self._stop.set()
        self.result = read.result()

    def _note(self, come: IngestProgress) -> None:
        self._come = come
