"""Two processes of draftbot over one PostgreSQL and one Chroma server: one is killed under load."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from postgres import PostgresServer, needs_postgresql
from serving import clean_environment, free_port, wait_until_ready
from survival.invented import report_text
from survival.processes import chroma_server

pytestmark = needs_postgresql
# How much has to be acknowledged before the one is killed, and after it.
BEFORE, AFTER = 12, 12
DRAFT = {"title": "防汛工作总结", "outline": "一、主要做法", "length": 300}


@dataclass
class Acknowledged:
    """What the servers said is done: conversations by id, drafts as answered, uploads by name."""

    conversations: list[str] = field(default_factory=list)
    drafts: dict[str, object] = field(default_factory=dict)
    uploads: dict[str, bytes] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.conversations) + len(self.drafts) + len(self.uploads)


class Process:
    """`draftbot serve` with a folder of its own, in which nothing is that others need."""

    def __init__(self, folder: Path, **settings: str) -> None:
        folder.mkdir()
        self._log, self._port = folder / "server.log", free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        command = ["serve", "--home", str(folder / "home"), "--port", str(self._port)]
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "draftbot", *command],
                env=clean_environment(**settings),
                cwd=folder,
                stdout=output,
                stderr=output,
            )

    def wait(self) -> None:
        wait_until_ready(self.url, self._process, self._log)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")


@contextmanager
def two_processes(folder: Path, **settings: str) -> Iterator[tuple[Process, Process]]:
    """Both started at once over an empty database, which they are to read one corpus into."""
    both = [Process(folder / name, **settings) for name in ("one", "other")]
    try:
        for process in both:
            process.wait()
        yield both[0], both[1]
    finally:
        for process in both:
            process.kill()


def write(urls: list[str], turns: Iterator[int], done: Acknowledged, stop: threading.Event) -> None:
    """Write by the servers in turn until told to stop; one that does not answer is passed over, as a
    proxy would."""
    with httpx.Client(timeout=60) as api:
        while not stop.is_set():
            turn = next(turns)
            url = urls[turn % len(urls)]
            name, data = f"{turn:03}.txt", report_text(turn).encode()
            try:
                if turn % 4 == 0:
                    answer = api.post(f"{url}/api/v1/reports", files=[("files", (name, data))])
                    if answer.is_success:
                        assert answer.json()["failed"] == []
                        done.uploads[name] = data
                elif turn % 4 == 1:
                    answer = api.post(f"{url}/api/v1/drafts", json=DRAFT)
                    if answer.is_success:
                        done.drafts[answer.json()["id"]] = answer.json()
                else:
                    answer = api.post(f"{url}/api/v1/conversations")
                    if answer.is_success:
                        done.conversations.append(answer.json()["id"])
            except httpx.TransportError:
                stop.wait(0.02)
                continue
            if not answer.is_success:
                done.refused.append(answer.text)


def until(done: Acknowledged, count: int) -> None:
    end = time.monotonic() + 60
    while done.count < count:
        assert time.monotonic() < end, f"{done.count} of {count}: {done.refused[:3]}"
        time.sleep(0.02)


def test_nothing_acknowledged_is_lost_with_one_of_two_processes(
    tmp_path: Path, postgres: PostgresServer, model_folder: Path, reports_folder: Path
) -> None:
    with chroma_server(tmp_path / "chroma") as chroma:
        settings = {
            "DRAFTBOT_DATABASE_URL": postgres.fresh(),
            "DRAFTBOT_CHROMA_URL": chroma.url,
            "DRAFTBOT_EMBEDDING_MODEL": str(model_folder),
            "DRAFTBOT_CORPUS": str(reports_folder),
            "DRAFTBOT_TAGGER": "none",
        }
        with two_processes(tmp_path, **settings) as (one, other):
            done, stop, turns = Acknowledged(), threading.Event(), itertools.count()
            with ThreadPoolExecutor(4) as pool:
                writers = [pool.submit(write, [one.url, other.url], turns, done, stop) for _ in range(4)]
                try:
                    until(done, BEFORE)
                    other.kill()
                    until(done, done.count + AFTER)
                finally:
                    stop.set()
                for writer in writers:
                    writer.result()
            assert done.refused == []
            assert done.uploads
            assert done.drafts
            check(one, done, len(list(reports_folder.iterdir())))
            again = Process(tmp_path / "again", **settings)
            try:
                again.wait()
                check(again, done, len(list(reports_folder.iterdir())))
            finally:
                again.kill()
            assert "Traceback" not in one.log + again.log


def check(process: Process, done: Acknowledged, corpus: int) -> None:
    """All that was acknowledged is there, by whichever process; of what was not, whatever is there
    is there whole."""
    with httpx.Client(base_url=process.url, timeout=60) as api:
        for id_ in done.conversations:
            assert api.get(f"/api/v1/conversations/{id_}").json()["id"] == id_
        for id_, draft in done.drafts.items():
            assert api.get(f"/api/v1/drafts/{id_}").json() == draft
        reports = {report["source"]: report for report in api.get("/api/v1/reports").json()}
        assert reports.keys() >= done.uploads.keys()
        assert len(reports) - len(done.uploads) <= corpus + 4
        for name, data in done.uploads.items():
            assert api.get(f"/api/v1/reports/{reports[name]['id']}/original").content == data
        name = next(iter(done.uploads))
        asked = {"query": reports[name]["title"], "source": name}
        hits = api.post("/api/v1/search", json=asked).json()["hits"]
        assert hits[0]["report_id"] == reports[name]["id"]
