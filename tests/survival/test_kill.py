"""`kill -9` in the middle of an ingest: nothing half-read, nothing lost, and on it goes."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from survival.forking import Child, Outcome, Zygote
from survival.invented import paragraphs_of, report_text, yearly_text
from survival.processes import chroma_server

SEED = 20250607
# Twenty is each place by each way of reading in; docs/benchmarks.md has what fifty gave.
KILLS, FILES = int(os.environ.get("DRAFTBOT_TEST_KILLS", "20")), 40
KILLS_BESIDE_A_SERVER, FILES_BESIDE_A_SERVER = 10, 24
FILES_A_PART = 5  # small batches: many writes to be killed in
AT_LEAST_TO_DO = 8  # files every ingest finds new
FAMILIES = 6  # pairs of reports, of which the second is killed while it comes in
CHECK_EVERY = 10  # kills after which a service looks as well
PATIENCE = 120.0  # seconds for a child to come to the place where it is to be killed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


# -- the folder that is read ------------------------------------------------------


@dataclass
class Folder:
    """Files that change from round to round, and every text each of them has had."""

    path: Path
    editions: dict[str, int] = field(default_factory=dict)
    texts: dict[str, set[bytes]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return sorted(self.editions)

    def write(self, name: str) -> None:
        """The file's next edition."""
        edition = self.editions[name] = self.editions.get(name, -1) + 1
        data = report_text(int(name.removesuffix(".txt")), edition).encode()
        (self.path / name).write_bytes(data)
        self.texts.setdefault(name, set()).add(data)

    def change(self, chance: random.Random, done: set[str]) -> None:
        """Write some of the files that are `done` anew, so that there is something to do."""
        to_change = AT_LEAST_TO_DO - (len(self.names) - len(done))
        for name in chance.sample(sorted(done), max(0, to_change)):
            self.write(name)
            done.remove(name)

    def hash(self, name: str) -> str:
        return hashlib.sha256((self.path / name).read_bytes()).hexdigest()

    def parts(self) -> list[list[str]]:
        files = [str(self.path / name) for name in self.names]
        return [files[i : i + FILES_A_PART] for i in range(0, len(files), FILES_A_PART)]


# -- what SQLite holds, seen without draftbot ---------------------------------------


@contextmanager
def opened_copy(home: Path, work: Path) -> Iterator[sqlite3.Connection | None]:
    """The database as a crash left it, its log included; None when there is none yet.

    A copy: opening the file itself would mend what the next start is to mend.
    """
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for file in home.glob("draftbot.sqlite3*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, work / file.name)
    if not (work / "draftbot.sqlite3").exists():
        yield None
        return
    with closing(sqlite3.connect(work / "draftbot.sqlite3")) as database:
        yield database


def stored(home: Path, folder: Folder, work: Path) -> set[str]:
    """The names of the files whose present text is stored.

    Every file and every report that is there is there whole.
    """
    with opened_copy(home, work) as database:
        if database is None or not database.execute("PRAGMA user_version").fetchone()[0]:
            return set()
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.execute("INSERT INTO words(words) VALUES ('integrity-check')")
        held = {
            Path(path).name: (hash_, bytes(data))
            for path, hash_, data in database.execute(
                "SELECT path, hash, data FROM paths JOIN files USING (hash)"
            )
        }
        files = {hash_ for (hash_,) in database.execute("SELECT hash FROM files")}
        assert files == {hash_ for hash_, _ in held.values()}, "a file that no path holds"
        for name, (hash_, data) in held.items():
            assert data in folder.texts[name], f"{name} holds what it never held"
            check_reports(database, hash_, data.decode())
        rows = database.execute("SELECT number FROM passages EXCEPT SELECT rowid FROM words").fetchall()
        assert not rows, "passages without words"
        rows = database.execute("SELECT rowid FROM words EXCEPT SELECT number FROM passages").fetchall()
        assert not rows, "words without a passage"
        return {name for name, (hash_, _) in held.items() if hash_ == folder.hash(name)}


def check_reports(database: sqlite3.Connection, hash_: str, text: str) -> None:
    """The file has its report, and the report all its passages in order."""
    reports = database.execute("SELECT id FROM reports WHERE file_hash = ?", (hash_,)).fetchall()
    assert len(reports) == 1
    rows = database.execute(
        "SELECT p.ordinal, p.text, w.body FROM passages p LEFT JOIN words w ON w.rowid = p.number"
        " WHERE p.report_id = ? ORDER BY p.ordinal",
        reports[0],
    ).fetchall()
    assert [ordinal for ordinal, _, _ in rows] == list(range(len(rows)))
    whole = "\n".join(passage for _, passage, _ in rows)
    assert all(paragraph in whole for paragraph in paragraphs_of(text))
    assert all(words for _, _, words in rows)


def texts_by_report(rows: dict[str, tuple[object, ...]]) -> list[list[tuple[str, str]]]:
    """The id and text of every passage, report by report."""
    found: dict[str, list[tuple[str, str]]] = {}
    for id_, report_id, *_, text in rows.values():
        found.setdefault(str(report_id), []).append((str(id_), str(text)))
    return list(found.values())


def passages(home: Path, work: Path) -> dict[str, tuple[object, ...]]:
    with opened_copy(home, work) as database:
        assert database is not None
        rows = database.execute("SELECT id, report_id, ordinal, heading_path, role, text FROM passages")
        return {row[0]: row for row in rows}


# -- where to kill --------------------------------------------------------------------


def state_of(*paths: Path) -> tuple[tuple[int, int], ...]:
    """Sizes and times of the files that are there, to see that something was written."""
    found = [path.stat() for path in paths if path.exists()]
    return tuple((stat.st_size, stat.st_mtime_ns) for stat in found)


@dataclass
class Aim:
    """Places to kill at, each a way to wait for the moment. `part_seconds` is how long
    a part took when nothing disturbed it, `start_seconds` all before the first."""

    home: Path
    chroma: Path
    files: int
    chance: random.Random
    start_seconds: float = 0.0
    part_seconds: float = 0.0

    def __call__(self, place: str, child: Child) -> None:
        getattr(self, place)(child)

    def starting(self, child: Child) -> None:
        """While the folder is opened and reconciled."""
        child.pause(self.chance.uniform(0.0, 0.3))

    def anywhere(self, child: Child) -> None:
        parts = AT_LEAST_TO_DO / FILES_A_PART
        child.pause(self.chance.uniform(0.0, self.start_seconds + parts * self.part_seconds))

    def working(self, child: Child) -> None:
        """Once some parts are done: most likely while the next is embedded."""
        wanted = self.chance.randint(0, 3)
        child.until(
            lambda: child.steps.count("part") >= wanted or child.steps.count("file") >= self.files, PATIENCE
        )
        child.pause(self.chance.uniform(0.0, self.part_seconds if wanted else self.start_seconds))

    def writing_vectors(self, child: Child) -> None:
        child.until(lambda: "file" in child.steps, PATIENCE)
        self._written(child, self.chroma / "chroma.sqlite3")
        child.pause(self.chance.uniform(0.0, 0.05))

    def committing(self, child: Child) -> None:
        """When SQLite commits a batch, which comes after its vectors."""
        child.until(lambda: "file" in child.steps, PATIENCE)
        self._written(child, self.chroma / "chroma.sqlite3")
        self._written(child, self.home / "draftbot.sqlite3")
        child.pause(self.chance.uniform(0.0, 0.01))

    def _written(self, child: Child, database: Path) -> None:
        """Until a database, or its log, has been written to."""
        files = [database.with_name(f"{database.name}{end}") for end in ("", "-wal", "-journal")]
        before = state_of(*files)
        child.until(lambda: state_of(*files) != before, PATIENCE)


PLACES = ("starting", "anywhere", "working", "writing_vectors", "committing")


# -- the tests ---------------------------------------------------------------------------


def test_kills_leave_nothing_half_read_and_lose_nothing(
    zygote: Zygote, tmp_path: Path, model_folder: Path
) -> None:
    home = tmp_path / "home"
    killed_and_resumed(zygote, tmp_path, {"home": home, "model": model_folder}, home / "chroma", KILLS, FILES)


def test_kills_beside_a_chroma_server_leave_nothing_half_read(
    zygote: Zygote, tmp_path: Path, model_folder: Path
) -> None:
    with chroma_server(tmp_path / "chroma") as server:
        given = {"home": tmp_path / "home", "model": model_folder, "url": server.url}
        killed_and_resumed(
            zygote, tmp_path, given, tmp_path / "chroma", KILLS_BESIDE_A_SERVER, FILES_BESIDE_A_SERVER
        )


def killed_and_resumed(
    zygote: Zygote, folder_for_all: Path, given: dict[str, Any], chroma: Path, kills: int, files: int
) -> None:
    """Kill ingests of changing files, look after each, and compare with an undisturbed one at last."""
    home, work, model = given["home"], folder_for_all / "copy", given["model"]
    chance = random.Random(SEED)
    folder = Folder(folder_for_all / "reports")
    folder.path.mkdir()
    for number in range(files):
        folder.write(f"{number:02}.txt")
    aim = Aim(home, chroma, files, chance, *timed(zygote, folder_for_all / "undisturbed", model, folder))
    done: set[str] = set()
    killed = ended_before = 0
    while killed < kills:
        assert ended_before < kills, "the child is mostly done before it is killed"
        folder.change(chance, done)
        at_once = killed % 4 == 3  # all in one batch, as the command line does
        child = zygote.start("ingest", parts=[[folder.path]] if at_once else folder.parts(), **given)
        aim(PLACES[killed % len(PLACES)], child)
        outcome = child.kill()
        if outcome.killed:
            killed += 1
        else:
            outcome.expect()
            ended_before += 1
        before, done = done, stored(home, folder, work)
        assert before <= done, "what was stored is gone"
        if outcome.killed and killed % CHECK_EVERY == 0:
            check_service(zygote.run("inspect", queries=["检查发现问题"], k=100, **given), done, home, work)
    check_findable(zygote, given, done, work, chance)
    last = zygote.run("ingest", parts=[[folder.path]], **given).expect()
    assert last == {"files": files, "ingested": files - len(done), "unchanged": len(done), "failed": 0}
    fresh = {"home": folder_for_all / "fresh", "model": model}
    zygote.run("ingest", parts=[[folder.path]], **fresh).expect()
    assert stored(home, folder, work) == set(folder.names)
    assert passages(home, work) == passages(fresh["home"], work)
    same(zygote, given, fresh)


def check_findable(
    zygote: Zygote, given: dict[str, Any], done: set[str], work: Path, chance: random.Random
) -> None:
    """One passage of each report is found by its own text."""
    texts = [chance.choice(of_report) for of_report in texts_by_report(passages(given["home"], work))]
    found = zygote.run("inspect", queries=[text for _, text in texts], k=20, **given)
    check_service(found, done, given["home"], work)
    hits = found.expect()["hits"]
    missed = [id_ for id_, text in texts if not any(id_ in (h["id"], *h["also"]) for h in hits[text])]
    assert not missed, "passages that a search for their own text does not find"


def test_a_kill_beside_a_commit_leaves_no_report_out_of_its_family(
    zygote: Zygote, tmp_path: Path, model_folder: Path
) -> None:
    """What is found out about a report after it is stored must not be lost with the process."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, year in ((old, 2023), (new, 2024)):
        folder.mkdir()
        for family in range(FAMILIES):
            (folder / f"{family:02}-{year}.txt").write_text(yearly_text(family, year), "utf-8")
    given = {"home": tmp_path / "home", "model": model_folder}
    zygote.run("ingest", parts=[[old]], **given).expect()
    aim = Aim(given["home"], given["home"] / "chroma", FAMILIES, random.Random(SEED))
    for file in sorted(new.iterdir()):
        child = zygote.start("ingest", parts=[[file]], **given)
        aim.committing(child)
        outcome = child.kill()
        assert outcome.killed or outcome.expect()
    zygote.run("ingest", parts=[[old, new]], **given).expect()
    fresh = {"home": tmp_path / "fresh", "model": model_folder}
    zygote.run("ingest", parts=[[old, new]], **fresh).expect()
    reports, expected = (
        zygote.run("inspect", queries=[], **each).expect()["reports"] for each in (given, fresh)
    )
    assert sum(report["duplicate_of"] is not None for report in expected.values()) == FAMILIES
    assert {id_: r["duplicate_of"] for id_, r in reports.items()} == {
        id_: r["duplicate_of"] for id_, r in expected.items()
    }


def timed(zygote: Zygote, home: Path, model: Path, folder: Folder) -> tuple[float, float]:
    """Seconds before the first part of an undisturbed ingest, and for each part."""
    started = time.monotonic()
    parts = folder.parts()[:4]
    child = zygote.start("ingest", home=home, model=model, parts=parts)
    assert child.until(lambda: "part" in child.steps, PATIENCE)
    first = time.monotonic()
    assert child.until(lambda: child.steps.count("part") == len(parts), PATIENCE)
    a_part = (time.monotonic() - first) / (len(parts) - 1)
    child.wait().expect()
    return max(0.0, first - started - a_part), a_part


def check_service(outcome: Outcome, done: set[str], home: Path, work: Path) -> None:
    """All is healthy, and searches show nothing but what `reports` lists."""
    seen = outcome.expect()
    assert all(healthy for _, healthy, _ in seen["doctor"]), seen["doctor"]
    with opened_copy(home, work) as database:
        assert database is not None
        assert set(seen["reports"]) == {id_ for (id_,) in database.execute("SELECT id FROM reports")}
    assert len(seen["reports"]) >= len(done)
    hits = [hit for found in seen["hits"].values() for hit in found]
    assert hits
    assert {id_ for hit in hits for id_ in (hit["report"], *hit["reports_also"])} <= set(seen["reports"])


def same(zygote: Zygote, one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two data folders hold the same reports, say the same of them, and have the same vectors."""
    first, second = (zygote.run("inspect", queries=[], **given).expect() for given in (one, other))
    assert all(healthy for seen in (first, second) for _, healthy, _ in seen["doctor"])
    assert first["reports"] == second["reports"]
    a, b = (
        zygote.run("stored_vectors", where=given.get("url") or given["home"] / "chroma").expect()
        for given in (one, other)
    )
    assert a.keys() == b.keys()
    cosines = [float(np.dot(a[id_], b[id_])) for id_ in a]
    # Not 1: in bfloat16 a vector depends a little on what else was in its batch.
    assert min(cosines) > 0.999
