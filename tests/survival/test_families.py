"""Families of near-duplicates come out the same, whichever way their reports came in."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from draftbot import corpus
from draftbot.corpus.duplicates import signature
from draftbot.corpus.passages import cut_passages
from draftbot.domain import Corrections
from draftbot.index.catalog import Catalog
from draftbot.index.database import Database
from draftbot.index.embedding_cache import key_of
from draftbot.index.kinship import Kinship
from draftbot.index.report_rows import ReadFile
from survival.invented import drifting_text

FAMILIES, EDITIONS = 5, 9
Names = Sequence[tuple[int, int]]
ALL: Names = [(family, edition) for family in range(FAMILIES) for edition in range(EDITIONS)]


class Shelf:
    """What an ingest does with SQLite, in its order, without embedding anything."""

    def __init__(self, home: Path) -> None:
        self.database = Database(home)
        self.catalog, self.kinship = Catalog(self.database), Kinship(self.database)

    def add(self, names: Names) -> None:
        files = [read(*name) for name in names]
        dropped = self.catalog.add(files, keys_of(files))
        self.kinship.mark([report.id for file in files for report, _, _ in file.reports])
        self.kinship.mark(dropped.bereft)

    def remove(self, report_id: str) -> None:
        self.kinship.mark(self.catalog.remove_report(report_id).bereft)

    def heads(self) -> dict[str, str | None]:
        return {report.id: report.duplicate_of for report in self.catalog.reports()}


@contextmanager
def shelf(home: Path) -> Iterator[Shelf]:
    home.mkdir(exist_ok=True)
    made = Shelf(home)
    with closing(made.database):
        yield made


def read(family: int, edition: int) -> ReadFile:
    data = drifting_text(family, edition).encode()
    reports = corpus.read(data, "a.txt", max_bytes=len(data))
    pieces = tuple((r, signature(r.text), tuple(cut_passages(r))) for r in reports)
    return ReadFile(f"{family}-{edition}.txt", hashlib.sha256(data).hexdigest(), data, pieces)


def keys_of(files: Sequence[ReadFile]) -> dict[str, bytes]:
    return {p.id: key_of(p.text) for file in files for _, _, passages in file.reports for p in passages}


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """The families when all came in together: chains, of which the ends are no longer alike."""
    with shelf(tmp_path_factory.mktemp("at-once")) as made:
        made.add(ALL)
        heads = made.heads()
    assert len(heads) == len(ALL)
    assert FAMILIES <= sum(head is None for head in heads.values()) < len(ALL) / 2
    return heads


@pytest.mark.parametrize("seed", range(4))
def test_the_order_and_the_parts_do_not_matter(
    tmp_path: Path, at_once: dict[str, str | None], seed: int
) -> None:
    chance = random.Random(seed)
    names = chance.sample(ALL, len(ALL))
    with shelf(tmp_path) as made:
        while names:
            count = chance.choice((1, 2, 7))
            made.add(names[:count])
            names = names[count:]
        assert made.heads() == at_once


def test_the_next_start_places_what_a_crash_left(tmp_path: Path, at_once: dict[str, str | None]) -> None:
    with shelf(tmp_path) as made:
        made.add(ALL[::2])
        late = [read(*name) for name in ALL[1::2]]
        made.catalog.add(late, keys_of(late))
        # The process ends here: what came last is stored, but its families are not looked for.
        assert made.heads() != at_once
    with shelf(tmp_path) as again:
        again.kinship.recount()
        assert again.heads() == at_once


@pytest.mark.parametrize("seed", range(4))
def test_those_that_went_leave_no_trace(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with shelf(tmp_path / "all") as made:
        made.add(ALL)
        left = {report.id for report in made.catalog.reports()}
        for id_ in chance.sample(sorted(left), len(left) // 3):
            made.remove(id_)
            left.remove(id_)
        heads = made.heads()
    with shelf(tmp_path / "fewer") as fresh:
        fresh.add([name for name in ALL if {report.id for report, _, _ in read(*name).reports} <= left])
        assert heads == fresh.heads()


def test_a_crash_after_a_removal_leaves_nobody_out(tmp_path: Path, at_once: dict[str, str | None]) -> None:
    extra: Names = [(family, EDITIONS) for family in range(FAMILIES)]  # the heads, while they are there
    with shelf(tmp_path) as made:
        made.add([*ALL, *extra])
        for id_ in made.heads().keys() - at_once.keys():
            made.catalog.remove_report(id_)
        assert made.heads() != at_once
    with shelf(tmp_path) as again:
        again.kinship.recount()
        assert again.heads() == at_once


def test_a_corrected_year_is_as_if_it_had_been_read(tmp_path: Path) -> None:
    """Newer reports head their families."""
    with shelf(tmp_path) as made:
        made.add(ALL)
        for id_ in random.Random(0).sample(sorted(made.heads()), 10):
            made.catalog.correct(id_, Corrections(year=2030))
            made.kinship.mark([id_])
        heads = made.heads()
        made.kinship.mark(list(heads))
        assert made.heads() == heads
