"""The protocol: what was chosen without a family is what the family is judged by."""

from __future__ import annotations

import numpy as np
import pytest

from draftbot.evaluation.left_out import Asked, choose, leave_out, score
from draftbot.evaluation.metrics import hit, ndcg

DENSE = np.array([1.0, 0.0])
GRID = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]]).T


def query(dense: list[float], words: list[float], right: str = "b") -> Asked:
    return Asked.of(np.array([dense, words]).T, ["a", "b", "c"][: len(dense)], {right: 1})


# Dense alone finds b third; words alone finds it first.
FOR_WORDS = query([9.0, 1.0, 2.0], [0.0, 5.0, 1.0])
# Dense alone finds b first; words alone find it last.
FOR_DENSE = query([1.0, 2.0, 0.0], [9.0, 0.0, 5.0])


def test_scores_are_those_of_the_ranked_list() -> None:
    chance = np.random.default_rng(3)
    signals = chance.normal(size=(30, 2))
    units = [f"u{i % 12}" for i in range(30)]
    grades = {"u3": 2, "u7": 1, "elsewhere": 1}
    asked = Asked.of(signals, units, grades)
    for column in GRID.T:
        order = np.argsort(-(signals @ column))
        ranked = list(dict.fromkeys(units[i] for i in order))
        found = score([asked], column[:, None])
        assert found.ndcg[0, 0] == pytest.approx(ndcg(ranked, grades, 10))
        assert found.hit[0, 0] == hit(ranked, grades, 1)


def test_a_family_is_judged_by_weights_it_had_no_say_in() -> None:
    families = {
        "office": {"office": [FOR_WORDS] * 4},
        "court": {"court": [FOR_WORDS] * 4},
        "news": {"news": [FOR_DENSE] * 4},
    }
    folds = {fold.name: fold for fold in leave_out(families, GRID, DENSE)}
    # The two others want words alone; the news, which would not, has no say and pays for it.
    assert folds["news"].chosen == (0.0, 1.0)
    assert folds["news"].gain.value < 0
    assert folds["news"].hit_gain.value == -1.0
    # With the news among the choosers words alone are no longer safe.
    assert folds["office"].chosen != (0.0, 1.0)
    assert folds["office"].dense_hit == 0.0


def test_sets_of_one_family_are_left_out_together() -> None:
    families = {
        "reports": {"exact": [FOR_DENSE] * 4, "themes": [FOR_DENSE] * 4},
        "office": {"office": [FOR_WORDS] * 4},
    }
    folds = {fold.name: fold for fold in leave_out(families, GRID, DENSE)}
    assert folds["exact"].chosen == folds["themes"].chosen == (0.0, 1.0)


def test_of_weights_that_are_as_safe_the_best_on_the_average_is_taken() -> None:
    gains = [np.array([0.010, 0.008, -0.1]), np.array([0.01, 0.09, 0.9])]
    assert choose(gains) == 1
