"""How long from `draftbot serve` to the page, and to the first search answered."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from draftbot.evaluation.speed.machine import memory_of_all_mb
from draftbot.evaluation.speed.report import Start

_HOST, _PATIENCE, _PAUSE = "127.0.0.1", 300.0, 0.02


def measure_start(home: Path, model: str, queries: list[str]) -> Start:
    """Of a new server over the data folder `home`, which nobody holds: the first query is
    asked as soon as the page is up, then the rest. Raises CalledProcessError, TimeoutError."""
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DRAFTBOT_")}
    environment |= {"DRAFTBOT_EMBEDDING_MODEL": model, "DRAFTBOT_HOME": str(home)}
    command = [sys.executable, "-m", "draftbot", "serve", "--host", _HOST, "--port", str(port)]
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _await_page(server, port)
            page = time.perf_counter() - started
            _search(port, queries[0])
            answered = time.perf_counter() - started
            for query in queries[1:]:
                _search(port, query)
            held = memory_of_all_mb(server.pid)
        finally:
            server.terminate()
    return Start(round(page, 3), round(answered, 3), held)


def _await_page(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.perf_counter() + _PATIENCE
    while time.perf_counter() < until:
        if server.poll() is not None:
            raise subprocess.CalledProcessError(server.returncode, "draftbot serve")
        try:
            with urlopen(f"http://{_HOST}:{port}/", timeout=_PATIENCE) as page:
                page.read()
        except (URLError, ConnectionError):
            time.sleep(_PAUSE)
        else:
            return
    raise TimeoutError("draftbot serve")


def _search(port: int, query: str) -> None:
    body = json.dumps({"query": query}).encode()
    request = Request(f"http://{_HOST}:{port}/api/v1/search", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=_PATIENCE) as answer:
        answer.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port
