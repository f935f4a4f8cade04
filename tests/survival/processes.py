"""Servers that tests start, stop, freeze and kill. None outlives its `with`."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from serving import clean_environment, free_port, wait_until_ready

CHROMA = str(Path(sys.executable).parent / "chroma")
SECONDS_TO_START = 60


class ChromaServer:
    """`chroma run` on loopback over a folder; the port stays the same over restarts."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [CHROMA, "run", "--path", str(self._folder), "--host", "127.0.0.1"]
        self._process = subprocess.Popen(
            [*command, "--port", str(self._port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/api/v2/heartbeat", timeout=2).is_success:
                    return
            time.sleep(0.05)
        pytest.fail("the Chroma server did not start")

    def kill(self) -> None:
        """`kill -9`."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def empty(self) -> None:
        """Throw away what it held."""
        shutil.rmtree(self._folder)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Stopped in its tracks: connections are taken by the system, but nothing answers."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)


@contextmanager
def chroma_server(folder: Path) -> Iterator[ChromaServer]:
    server = ChromaServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@contextmanager
def draftbot_server(folder: Path, corpus: Path, **settings: str) -> Iterator[str]:
    """`draftbot serve` over a new data folder in `folder`, its corpus read; yields its address."""
    home, log, port = folder / "home", folder / "server.log", free_port()
    command = [sys.executable, "-m", "draftbot", "serve", "--home", str(home), "--port", str(port)]
    environment = clean_environment(DRAFTBOT_CORPUS=str(corpus), **settings)
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=output, stderr=output)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(url, process, log)
        yield url
        assert "Traceback" not in log.read_text("utf-8")
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        finally:
            process.kill()
            process.wait()
