"""The server: one process that answers the page and the REST interface."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import FrameType
from typing import NoReturn

import gradio
import uvicorn
from fastapi import FastAPI

from draftbot.access.door import Door, DoorSettings
from draftbot.access.rates import Rates
from draftbot.bootstrap import build_service, name_holder, sample_corpus
from draftbot.domain import IngestProgress, IngestResult
from draftbot.errors import DraftbotError, FolderOutOfStep
from draftbot.faces.api.app import create_app
from draftbot.faces.api.peer import NotedPeer
from draftbot.faces.arenas import share_arenas
from draftbot.faces.port import address_of
from draftbot.faces.startup import quick_imports
from draftbot.faces.web.page import build_page, page_assets
from draftbot.index.encoders import Encoder
from draftbot.messages import all_clauses, all_sentences, render
from draftbot.service import Draftbot
from draftbot.settings import Settings

log = logging.getLogger(__name__)

# The page keeps streams open that never end by themselves; a draft's ends with its section.
SECONDS_FOR_OPEN_REQUESTS = 6
# After which a thread that computes must let others have Python's one lock. A search lets go of it for
# each look into SQLite and each product of matrices, and beside a draft waited so long to get it back:
# with Python's own 5 ms a third of a second altogether.
SECONDS_OF_ONE_THREAD = 0.0005


def serve(
    settings: Settings,
    listener: socket.socket,
    announce: Callable[[str], None],
    load: Callable[[], Encoder],
) -> None:
    """Serve on `listener` until told to stop; `announce` is given the address once all is ready.
    `load` as for `build_service`.

    Raises whatever kept the service from being built or from starting.
    """
    share_arenas()
    signal.signal(signal.SIGTERM, leave)
    sys.setswitchinterval(SECONDS_OF_ONE_THREAD)
    address = address_of(listener)
    service = build_service(settings, load=load)
    try:
        name_holder(settings.home, f"{address} (pid {os.getpid()})")
        app = assemble(service, settings)
        start = Start(service, settings, app)
        run(app, settings, listener, start, lambda: announce(address), service.leave)
    finally:
        service.close()


def leave(signum: int, frame: FrameType | None) -> NoReturn:
    """SIGTERM ends the process in order, as Ctrl-C does, so that the data folder is let go."""
    raise SystemExit(0)


def assemble(service: Draftbot, settings: Settings) -> FastAPI:
    """The REST interface with the page at /."""
    door = Door(service.database, door_settings(settings))
    app = create_app(
        service, settings.max_file_mb, settings.language, settings.host_names, door, settings.max_request_mb
    )
    # Wider than ours: a file over our limit is to be refused by us, in words.
    limit = f"{4 * settings.max_file_mb}mb"
    gradio.mount_gradio_app(app, build_page(service), path="/", max_file_size=limit, **page_assets())
    return app


def door_settings(settings: Settings) -> DoorSettings:
    rates = Rates(settings.key_requests_per_minute, settings.user_requests_per_minute)
    return DoorSettings(settings.session_hours, settings.trusted_header, settings.proxies, rates)


class _Server(uvicorn.Server):
    """Tells at once that it is to end, so that what is at work can come to one by itself."""

    def __init__(self, config: uvicorn.Config, leave: Callable[[], None]) -> None:
        super().__init__(config)
        self._leave = leave

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._leave()
        super().handle_exit(sig, frame)


def run(
    app: FastAPI,
    settings: Settings,
    listener: socket.socket,
    start: Start,
    announce: Callable[[], None],
    leave: Callable[[], None],
) -> None:
    config = uvicorn.Config(
        NotedPeer(app, settings.proxies if settings.trusted_header else ()),
        proxy_headers=False,  # see NotedPeer
        log_config=None,
        access_log=False,  # its lines hold what is asked; see faces/api/watched
        timeout_graceful_shutdown=SECONDS_FOR_OPEN_REQUESTS,
    )
    server = _Server(config, leave)

    def when_done(failed: bool) -> None:
        if failed:
            server.should_exit = True
        else:
            announce()

    start.begin(when_done)
    try:
        server.run(sockets=[listener])
    finally:
        start.finish()


class Start:
    """What is still to do once the page is up: load the model, read the first corpus, or
    what was being read when the program last ended; then keep in step with the folder
    of the settings."""

    def __init__(self, service: Draftbot, settings: Settings, app: FastAPI) -> None:
        self._service = service
        self._settings = settings
        self._state = app.state
        self._stopping = threading.Event()
        self._thread = ThreadPoolExecutor(1, "start")
        self._work: Future[None] | None = None
        self._following: Future[None] | None = None

    def begin(self, then: Callable[[bool], None]) -> None:
        """Do it in a thread; `then` is told whether it failed, unless told to stop before."""

        def done(work: Future[None]) -> None:
            self._state.starting = False
            if not self._stopping.is_set():
                then(work.exception() is not None)

        self._state.starting = True
        self._work = self._thread.submit(self._load_and_read)
        self._work.add_done_callback(done)
        if self._settings.watch_folder:
            self._following = self._thread.submit(self._follow)

    def finish(self) -> None:
        """Give up what is left to do, after the file at work. Raises what went wrong."""
        self._stopping.set()
        self._thread.shutdown()
        if self._work is not None:
            self._work.result()
        if self._following is not None:
            self._following.result()

    def _load_and_read(self) -> None:
        with quick_imports():
            self._service.warm_up()
        for notice in self._service.notices:
            log.warning("%s", self._told(notice))
        if self._stopping.is_set():
            return
        paths = self._service.unfinished_reading()
        if not self._service.reports():
            # What was named at this start, even if another was being read at the last.
            corpus, is_followed = self._settings.corpus, self._settings.watch_folder is not None
            paths = [corpus] if corpus else paths or ([] if is_followed else [sample_corpus()])
        if not paths:
            return
        try:
            result = self._service.ingest(paths, self._watch)
        except _ToldToStopError:
            return
        except DraftbotError as exc:
            # What is there can be worked with; the next start goes on.
            log.warning("%s", self._told(exc))
            return
        self._tell(result)

    def _follow(self) -> None:
        try:
            for step in self._service.follow(self._stopping, self._watch):
                if isinstance(step, FolderOutOfStep):
                    log.warning("%s", self._told(step))
                    continue
                self._tell(step.read)
        except _ToldToStopError:
            return

    def _tell(self, result: IngestResult) -> None:
        """What of the files read should be looked at."""
        for failed in result.failed:
            log.warning("%s: %s", failed.path, self._told(failed.error))
        for suspect in result.suspects:
            why = render(all_clauses(suspect.why), self._state.language)
            log.warning("%s (%s): %s", suspect.source, suspect.report_id, why)

    def _told(self, error: Exception) -> str:
        if not isinstance(error, DraftbotError):
            return str(error)
        return render(all_sentences([error.says, error.advises]), self._state.language)

    def _watch(self, step: IngestProgress) -> None:
        if self._stopping.is_set():
            raise _ToldToStopError


class _ToldToStopError(Exception):
    """The server was told to stop while it was still reading."""
