"""Whether the corpus speaks of a query at all, or what was found is only the nearest.

A logistic rule over the best passage's cosine and the share of the query's
pairs of characters, by rarity, that it holds. The cosines of models do not
compare, so only the model that ships has a rule with them; any other goes by
the pairs. Fitted on questions put to the corpus they were asked of, and to
others, see scripts/calibrate_aboutness.py; misses and false alarms in docs/benchmarks.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from draftbot.index.e5_weights import FOLDER_NAME
from draftbot.index.encoders import SHIPPED
from draftbot.retrieval.ranking import Ranked

# The best match need not stand first: titles and headings weigh in the ranking too.
LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Calibration:
    """The rule cosine · a + covered · b + c ≥ 0."""

    cosine: float
    covered: float
    constant: float

    def holds(self, one: Ranked) -> bool:
        return self.margin(one) >= 0

    def margin(self, one: Ranked) -> float:
        """The left side of the rule."""
        return self.cosine * (one.cosine or 0.0) + self.covered * one.covered + self.constant


BY_PAIRS = Calibration(0.0, 35.2, -7.96)
WITH_SHIPPED = Calibration(142.7, 22.8, -129.7)


def is_about(ranked: Sequence[Ranked], model: str) -> bool:
    """Whether one of the best passages is about the query: by the pairs alone where
    there are no cosines."""
    by_words = any(one.cosine is None for one in ranked)
    calibration = BY_PAIRS if by_words else calibration_of(model)
    return any(calibration.holds(one) for one in ranked[:LOOKED_AT])


def calibration_of(model: str) -> Calibration:
    """The rule for an embedding model, by its name."""
    return WITH_SHIPPED if is_shipped_model(model) else BY_PAIRS


def is_shipped_model(model: str) -> bool:
    """Whether an embedding model is the one that ships, by its name."""
    return Path(model).name in (SHIPPED, FOLDER_NAME)
