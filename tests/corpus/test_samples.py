"""The project's own sample reports, read through and through."""

from __future__ import annotations

import pytest

from corpus import measuring as m


def test_titles_genres_units_and_years() -> None:
    guesses = m.sample_metadata()
    assert guesses.reports >= 48
    assert guesses.genre >= 0.95 * guesses.reports
    assert guesses.unit >= 0.85 * guesses.reports
    assert guesses.year >= 0.90 * guesses.reports


def test_headings() -> None:
    for name, score in m.heading_scores(None):
        assert score.f1 >= 0.95, name


def test_single_reports_stay_whole_and_collections_do_not() -> None:
    for path in m.sample_files(collections=True):
        reports = m.read_file(path)
        is_collection = any(word in path.name for word in m.COLLECTIONS)
        assert (len(reports) > 1) is is_collection, path.name


@pytest.mark.parametrize("way", m.WAYS)
def test_made_up_collections(way: str) -> None:
    score = m.made_up_boundaries(way, rounds=12)
    assert min(score.precision, score.recall) >= 0.9
