"""The bars of reading on real pages, which are not part of the project.

They lie in a folder beside it; DRAFTBOT_TEST_SHARED names another place.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus import measuring as m
from corpus.silent_loss import loss_in, shared_files
from draftbot.corpus.passages import cut_passages
from needs import IN_CI

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shared() -> Path:
    folder = Path(os.environ.get("DRAFTBOT_TEST_SHARED") or "../shared")
    folder = folder if folder.is_absolute() else m.ROOT / folder
    if not (folder / "seeds" / "gold.json").exists():
        message = f"the shared pages are not at {folder}"
        if IN_CI:
            pytest.fail(message)
        pytest.skip(message)
    return folder


def test_report_starts(shared: Path) -> None:
    score = m.seed_boundaries(shared, markers=True)
    assert min(score.precision, score.recall) >= 0.95


def test_report_starts_without_markers(shared: Path) -> None:
    score = m.seed_boundaries(shared, markers=False)
    assert min(score.precision, score.recall) >= 0.80


def test_single_reports_stay_whole(shared: Path) -> None:
    cut, singles = m.wrongly_cut(shared)
    assert singles == 57
    assert cut == []


def test_furniture_and_pinyin(shared: Path) -> None:
    assert m.furniture_left(shared) == []
    assert m.pinyin_left(shared) == 0
    honest = [*(shared / "data" / "reports").glob("*.txt"), *(shared / "data" / "html").glob("*.html")]
    assert m.brackets_removed([*honest, *m.sample_files()]) == 0


def test_headings(shared: Path) -> None:
    total = m.Score()
    for _, score in m.heading_scores(shared):
        total.add(score)
    assert total.f1 >= 0.95


def test_metadata(shared: Path) -> None:
    seeds, samples = m.seed_metadata(shared), m.sample_metadata()
    reports = seeds.reports + samples.reports
    assert (seeds.genre + samples.genre) / reports >= 0.95
    assert (seeds.unit + samples.unit) / reports >= 0.85
    assert (seeds.year + samples.year) / reports >= 0.90


def test_the_page_with_a_report_in_two_wordings(shared: Path) -> None:
    pairs = m.family_pairs(sorted((shared / "seeds").glob("*.txt")))
    (name,) = (n for n in m.gold(shared) if n.startswith("000"))
    starts = [report.first_line for report in m.read_file(shared / "seeds" / name)]
    assert pairs == {frozenset((f"{name}:{starts[7]}", f"{name}:{starts[8]}"))}


def test_every_shared_file_is_read(shared: Path) -> None:
    for path in [
        p
        for folder in ("seeds", "data/reports", "data/html", "data/formats")
        for p in (shared / folder).iterdir()
    ]:
        if path.suffix in (".txt", ".html", ".docx", ".pdf"):
            assert all(cut_passages(report) for report in m.read_file(path)), path.name


def test_no_prose_of_shared_files_is_lost_without_a_word(shared: Path) -> None:
    files = shared_files(shared)
    assert len(files) > 90
    assert loss_in(files).lost == []
