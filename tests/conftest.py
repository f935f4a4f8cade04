"""A corpus of three small reports and a server over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from draftbot import corpus
from draftbot.chinese.sentences import split_sentences
from serving import FLOOD, VISIT, Server, served

pytest_plugins = ["parts", "browsing"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the real model read in is slow, whoever wrote it. The longest come
    first: at the end one of two workers would wait for the other."""
    longest = ("test_readme.py", "survival")
    items.sort(key=lambda item: not any(part in longest for part in item.path.parts))
    needs_model = {
        "server",
        "filled_home",
        "model_folder",
        "embeddings",
        "service",
        "sample_home",
        "sample_service",
    }
    for item in items:
        if needs_model & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def reports_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "防汛2023.txt").write_text(FLOOD.format(unit="晨光幼儿园", year=2023, times=3), "utf-8")
    (folder / "防汛2024.txt").write_text(FLOOD.format(unit="青禾幼儿园", year=2024, times=5), "utf-8")
    (folder / "家校.md").write_text(VISIT, "utf-8")
    return folder


@pytest.fixture(scope="session")
def server(reports_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`draftbot serve` in a process of its own, its first corpus read."""
    home, log = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("log") / "server.log"
    settings = {"DRAFTBOT_CORPUS": str(reports_folder), "DRAFTBOT_MAX_FILE_MB": "2"}
    with served(home, log, **settings) as url:
        yield Server(url, home, max_file_mb=2)


@pytest.fixture(scope="session")
def sample_sentences() -> list[str]:
    """Every sentence of the sample reports that are plain text."""
    folder = Path(__file__).parents[1] / "corpus"
    reports = [r for path in sorted(folder.glob("*.txt")) for r in corpus.read(path.read_bytes(), path.name)]
    return [
        s for r in reports for _, section in r.walk() for p in section.paragraphs for s in split_sentences(p)
    ]
