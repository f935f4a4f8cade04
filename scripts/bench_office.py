"""Prints how an office's load is borne, as a Markdown table: people who search and people who
draft, all at once and without a pause, against one `draftbot serve`; and what grows meanwhile.

    python scripts/bench_office.py [--searchers 50] [--drafters 10] [--seconds 60] [--home DIR]

Reads the sample reports into a data folder of its own unless `--home` has some. What is searched
for stands in the reports, and nobody asks the same twice. The figures are those of this machine,
on which these people run too.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from serving import free_port, wait_until_ready  # noqa: E402  (the tests' own, found by the line above)

SECONDS_BETWEEN_LOOKS = 5
WARM_UP_SECONDS = 5
WORDS_LONG = (6, 18)
TITLES = (
    "2025年{unit}防汛工作总结",
    "2025年{unit}安全工作总结",
    "{unit}2025年度述职报告",
    "2025年{unit}家长工作总结",
    "{unit}食品安全工作汇报",
)
UNITS = ("柳湾幼儿园", "青石坡小学", "望舒社区", "禾木镇", "东篱街道", "丹桂中学")


@dataclass
class Asked:
    """Seconds of each answer, and what else came."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def row(self, name: str, lasted: float) -> str:
        if not self.seconds:
            return f"| {name} | 0 | | | | {len(self.faults)} |"
        cuts = statistics.quantiles(self.seconds, n=20)
        return (
            f"| {name} | {len(self.seconds)} | {len(self.seconds) / lasted:.1f} | {cuts[9]:.2f} |"
            f" {cuts[18]:.2f} | {len(self.faults)} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--searchers", type=int, default=50)
    parser.add_argument("--drafters", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--home", type=Path, help="a data folder that has reports; it is written to")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(arguments.home or Path(folder)) as (url, process):
        questions = questions_of(url)
        searches, drafts, stop = Asked(), Asked(), threading.Event()
        people = [Person(url, searches, stop, search_for(questions)) for _ in range(arguments.searchers)]
        people += [Person(url, drafts, stop, draft_of(number)) for number in range(arguments.drafters)]
        looks = []
        for person in people:
            person.start()
        time.sleep(WARM_UP_SECONDS)
        searches.seconds.clear()
        drafts.seconds.clear()
        began = time.monotonic()
        while (passed := time.monotonic() - began) < arguments.seconds:
            looks.append((passed, *grown(process)))
            time.sleep(min(SECONDS_BETWEEN_LOOKS, arguments.seconds - passed))
        lasted = time.monotonic() - began
        stop.set()
        for person in people:
            person.join()
    print("| what | answers | a second | p50, s | p95, s | errors |\n|---|---|---|---|---|---|")
    print(searches.row(f"{arguments.searchers} search", lasted))
    print(drafts.row(f"{arguments.drafters} draft", lasted))
    print("\n| what grows | first | last | slope, a minute |\n|---|---|---|---|")
    for place, name in ((1, "memory, MB"), (2, "descriptors")):
        print(f"| {name} | {looks[0][place]:.0f} | {looks[-1][place]:.0f} | {slope(looks, place):+.2f} |")
    for fault in (searches.faults + drafts.faults)[:5]:
        print(fault)


class Person(threading.Thread):
    """Asks, waits for the answer, asks again."""

    def __init__(
        self, url: str, asked: Asked, stop: threading.Event, ask: Callable[[httpx.Client], httpx.Response]
    ) -> None:
        super().__init__()
        self.url, self.asked, self.stop, self.ask = url, asked, stop, ask

    def run(self) -> None:
        with httpx.Client(base_url=self.url, timeout=120) as client:
            while not self.stop.is_set():
                began = time.perf_counter()
                try:
                    answer = self.ask(client)
                    answer.raise_for_status()
                    self.asked.seconds.append(time.perf_counter() - began)
                except httpx.HTTPError as exc:
                    self.asked.faults.append(str(exc)[:200])


def search_for(questions: list[str]) -> Callable[[httpx.Client], httpx.Response]:
    chance = random.Random()

    def ask(client: httpx.Client) -> httpx.Response:
        text = chance.choice(questions)
        long = chance.randint(*WORDS_LONG)
        start = chance.randint(0, max(0, len(text) - long))
        return client.post("/api/v1/search", json={"query": text[start : start + long]})

    return ask


def draft_of(number: int) -> Callable[[httpx.Client], httpx.Response]:
    chance = random.Random(number)

    def ask(client: httpx.Client) -> httpx.Response:
        title = chance.choice(TITLES).format(unit=chance.choice(UNITS))
        return client.post("/api/v1/drafts", json={"title": title})

    return ask


def questions_of(url: str) -> list[str]:
    """Texts of the reports that are there."""
    with httpx.Client(base_url=url, timeout=120) as client:
        reports = client.get("/api/v1/reports").json()
        chosen = random.Random(0).sample(reports, min(60, len(reports)))
        whole = [client.get(f"/api/v1/reports/{report['id']}").json() for report in chosen]
    texts = [text for one in whole for section in one["sections"] for text in texts_of(section)]
    return [text for text in texts if len(text) > WORDS_LONG[1]]


def texts_of(section: dict[str, Any]) -> list[str]:
    below = [text for part in section["sections"] for text in texts_of(part)]
    return [*section["paragraphs"], *below]


@contextmanager
def served(home: Path) -> Iterator[tuple[str, int]]:
    """A server's address, and its process."""
    port = free_port()
    command = [sys.executable, "-m", "draftbot", "serve", "--home", str(home), "--port", str(port)]
    with (home / "bench.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_ready(url, process, home / "bench.log")
            yield url, process.pid
        finally:
            process.terminate()
            process.wait()


def grown(process: int) -> tuple[float, int]:
    """Memory in MB and open descriptors, of a process and its children."""
    pages = descriptors = 0
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    for one in (str(process), *children):
        pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
        descriptors += len(os.listdir(f"/proc/{one}/fd"))
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20, descriptors


def slope(looks: list[tuple[float, ...]], place: int) -> float:
    """By least squares, a minute."""
    line = statistics.linear_regression([look[0] for look in looks], [look[place] for look in looks])
    return line.slope * 60


if __name__ == "__main__":
    main()
