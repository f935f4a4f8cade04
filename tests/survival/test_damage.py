"""A damaged vector folder: mended at the start, or told in a sentence and rebuilt by `doctor --repair`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from serving import clean_environment
from survival.forking import Outcome, Zygote
from survival.invented import report_text

QUERIES = ["防汛检查发现问题", "消防安全培训", "签订联动协议，组织联合演练", "设施老化"]
REPORTS = 12
# Chroma writes its index to files once so many changes have been made (its sync_threshold is 1000).
ENOUGH_TO_BE_WRITTEN = 1200
DATABASE = "chroma.sqlite3"
INDEX_FILES = ("data_level0.bin", "header.bin", "index_metadata.pickle", "length.bin", "link_lists.bin")


@dataclass(frozen=True)
class Grown:
    """A data folder whose Chroma has written all its files, and what is found in it."""

    home: Path
    model: Path
    hits: dict[str, list[str]]
    reports: dict[str, Any]

    def copy(self, to: Path) -> Path:
        return Path(shutil.copytree(self.home, to))


@pytest.fixture(scope="module")
def grown(zygote: Zygote, tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Grown:
    folder, home = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("grown") / "home"
    for number in range(REPORTS):
        (folder / f"{number:02}.txt").write_text(report_text(number), "utf-8")
    done = zygote.run("ingest", home=home, model=model_folder, parts=[[folder]]).expect()
    assert done["ingested"] == REPORTS
    zygote.run("wear", home=home, model=model_folder, changes=ENOUGH_TO_BE_WRITTEN).expect()
    seen = zygote.run("inspect", home=home, model=model_folder, queries=QUERIES).expect()
    assert all(healthy for _, healthy, _ in seen["doctor"])
    assert {path.name for path in (home / "chroma").rglob("*.*")} == {DATABASE, *INDEX_FILES}
    return Grown(home, model_folder, ids_of(seen), seen["reports"])


def ids_of(seen: dict[str, Any]) -> dict[str, list[str]]:
    return {query: [hit["id"] for hit in hits] for query, hits in seen["hits"].items()}


def file_in(home: Path, name: str) -> Path:
    (found,) = (home / "chroma").rglob(name)
    return found


# -- ways to damage -------------------------------------------------------------


def with_garbage(path: Path) -> None:
    path.write_bytes(os.urandom(max(4096, path.stat().st_size)))


def with_garbage_inside(path: Path) -> None:
    """All but the first and the last kilobyte: what looks at the beginning sees nothing wrong."""
    data = bytearray(path.read_bytes())
    first, last = min(1024, len(data) // 4), len(data) - min(1024, len(data) // 4)
    data[first:last] = os.urandom(last - first)
    path.write_bytes(data)


def cut_in_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def removed(path: Path) -> None:
    path.unlink()


Damage = Callable[[Path], None]


# -- what is asked of every one of them ---------------------------------------------


def in_a_sentence(words: str) -> bool:
    """Said in Chinese, on a line of its own, to someone who knows no Python."""
    return (
        any("一" <= c <= "鿿" for c in words)
        and "\n" not in words
        and not any(inside in words for inside in ("Traceback", 'File "', "Error("))
    )


def mended(zygote: Zygote, grown: Grown, home: Path) -> dict[str, Any]:
    """Start, let doctor look and repair, and search: all as it was before the damage.

    The first start may refuse, in a sentence that names `doctor --repair`; then
    what that command does is to mend it.
    """
    given = {"home": home, "model": grown.model, "queries": QUERIES, "repair": True}
    outcome = zygote.run("inspect", **given)
    if outcome.refused:
        _, message, hint = outcome.refused
        assert in_a_sentence(message), message
        assert "doctor --repair" in hint, f"{message} {hint}"
        outcome = zygote.run("inspect", start_with_repair=True, **given)
    seen: dict[str, Any] = outcome.expect()
    assert "Traceback" not in outcome.log
    assert "panicked" not in outcome.log
    assert all(in_a_sentence(text) for _, _, text in seen["doctor"] + seen["repaired"])
    assert all(healthy for _, healthy, _ in seen["repaired"]), seen["repaired"]
    assert all(healthy for _, healthy, _ in seen["after"]), seen["after"]
    assert seen["reports"] == grown.reports
    assert ids_of(seen) == grown.hits
    return seen


def draftbot(*args: str, home: Path, model: Path) -> subprocess.CompletedProcess[str]:
    """`draftbot ARGS` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "draftbot", *args, "--home", str(home)],
        env=clean_environment(DRAFTBOT_EMBEDDING_MODEL=str(model)),
        cwd=home.parent,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def check_stays_mended(zygote: Zygote, grown: Grown, home: Path) -> None:
    """The next start finds nothing to do."""
    again = zygote.run("inspect", home=home, model=grown.model, queries=QUERIES).expect()
    assert [text for name, _, text in again["doctor"] if name == "向量库"] == ["与数据库一致"]
    assert ids_of(again) == grown.hits


# -- vectors too few, too many, none ----------------------------------------------------


@pytest.mark.parametrize(("delete", "add"), [(5, 7), (6, 6)], ids=["deleted and added", "as many of each"])
def test_vectors_changed_behind_draftbots_back(
    zygote: Zygote, grown: Grown, tmp_path: Path, delete: int, add: int
) -> None:
    home = grown.copy(tmp_path / "home")
    zygote.run("tamper", where=home / "chroma", delete=delete, add=add).expect()
    mended(zygote, grown, home)
    check_stays_mended(zygote, grown, home)
    vectors = zygote.run("stored_vectors", where=home / "chroma").expect()
    assert not any(id_.startswith("foreign") for id_ in vectors)


def test_the_whole_folder_deleted(zygote: Zygote, grown: Grown, tmp_path: Path) -> None:
    home = grown.copy(tmp_path / "home")
    shutil.rmtree(home / "chroma")
    mended(zygote, grown, home)


def test_the_index_folder_deleted_and_the_database_left(zygote: Zygote, grown: Grown, tmp_path: Path) -> None:
    home = grown.copy(tmp_path / "home")
    shutil.rmtree(file_in(home, INDEX_FILES[0]).parent)
    mended(zygote, grown, home)


def test_a_file_in_the_folders_place(zygote: Zygote, grown: Grown, tmp_path: Path) -> None:
    home = grown.copy(tmp_path / "home")
    shutil.rmtree(home / "chroma")
    (home / "chroma").write_text("not a folder")
    mended(zygote, grown, home)
    check_stays_mended(zygote, grown, home)


# -- files damaged, each alone --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        (DATABASE, with_garbage),
        (DATABASE, with_garbage_inside),
        (DATABASE, emptied),
        ("data_level0.bin", with_garbage_inside),
        ("header.bin", cut_in_half),
        ("index_metadata.pickle", with_garbage),
        ("length.bin", removed),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_damaged_file(zygote: Zygote, grown: Grown, tmp_path: Path, name: str, damage: Damage) -> None:
    home = grown.copy(tmp_path / "home")
    damage(file_in(home, name))
    mended(zygote, grown, home)


def test_the_command_line_mends_an_overwritten_database(grown: Grown, tmp_path: Path) -> None:
    home = grown.copy(tmp_path / "home")
    with_garbage(file_in(home, DATABASE))
    first = draftbot("doctor", home=home, model=grown.model)
    assert first.returncode in (0, 1)
    repair = draftbot("doctor", "--repair", "--json", home=home, model=grown.model)
    assert repair.returncode == 0, repair.stdout + repair.stderr
    assert json.loads(repair.stdout)["healthy"]
    for run in (first, repair):
        assert not any(word in run.stdout + run.stderr for word in ("Traceback", "panicked", "意外错误"))
    found = draftbot("search", QUERIES[0], "--json", home=home, model=grown.model)
    assert found.returncode == 0, found.stdout + found.stderr
    assert [hit["passage_id"] for hit in json.loads(found.stdout)["hits"]] == grown.hits[QUERIES[0]]


def test_an_outcome_tells_how_a_child_ended() -> None:
    """What the rest rests on: a crash of Chroma's own is never taken for an answer."""
    for bad in (Outcome(-11), Outcome(0, trace="x"), Outcome(0, refused=("a", "b", "c"))):
        with pytest.raises(pytest.fail.Exception):
            bad.expect()
