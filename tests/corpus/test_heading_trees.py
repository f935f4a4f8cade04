"""Heading trees of Word files made in every way that Word has."""

from __future__ import annotations

import pytest

from corpus.measuring import made_headings
from corpus.word_headings import RECIPES, Recipe, files
from corpus.word_mixtures import mixtures
from corpus.word_oddities import ODD


@pytest.mark.parametrize("recipes", [RECIPES, ODD], ids=["thirty ways", "odd ways"])
def test_every_way_of_making_headings_is_read(recipes: tuple[Recipe, ...]) -> None:
    assert [name for name, score in made_headings(files(recipes)) if score.f1 < 1] == []


def test_levels_made_each_in_a_way_of_its_own_are_told_apart() -> None:
    assert [name for name, score in made_headings(mixtures(0, 10)) if score.f1 < 1] == []
