"""Whether the corpus speaks of a query, has something like it, or only what is nearest.

A logistic rule over the best passage's cosine and the share of the query's
pairs of characters, by rarity, that it holds. The cosines of models do not
compare, so only the model that ships has a rule with them; any other goes by
the pairs. Fitted on questions put to the corpus they were asked of, and to
others, each family of sets left out in turn, see scripts/calibrate_aboutness.py;
misses and false alarms in docs/benchmarks.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import inf
from pathlib import Path

from draftbot.index.e5_weights import FOLDER_NAME
from draftbot.index.encoders import SHIPPED
from draftbot.retrieval.ranking import Ranked

# The best match need not stand first: titles and headings weigh in the ranking too.
LOOKED_AT = 5


class Standing(Enum):
    """What the corpus has for a query."""

    SPOKEN_OF = "spoken of"
    NEAR = "near"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Calibration:
    """The rule cosine · a + covered · b + c ≥ 0; down to `near` below 0 it may be or may not."""

    cosine: float
    covered: float
    constant: float
    near: float = 0.0

    def margin(self, one: Ranked) -> float:
        """How far a passage is on the side of "is about"."""
        return self.cosine * (one.cosine or 0.0) + self.covered * one.covered + self.constant


BY_PAIRS = Calibration(0.0, 35.2, -7.96, near=2.0)
# Between 0 and `near` lie 4 in 100 questions that are answered and 8 that another corpus's are.
WITH_SHIPPED = Calibration(110.6, 10.7, -100.5, near=1.6)


def standing(ranked: Sequence[Ranked], model: str) -> Standing:
    """What the best passages are to the query: by the pairs alone where there are no cosines."""
    by_words = any(one.cosine is None for one in ranked)
    calibration = BY_PAIRS if by_words else calibration_of(model)
    best = max((calibration.margin(one) for one in ranked[:LOOKED_AT]), default=-inf)
    if best >= 0:
        return Standing.SPOKEN_OF
    return Standing.NEAR if best >= -calibration.near else Standing.NOTHING


def calibration_of(model: str) -> Calibration:
    """The rule for an embedding model, by its name."""
    return WITH_SHIPPED if is_shipped_model(model) else BY_PAIRS


@lru_cache(maxsize=64)
def is_shipped_model(model: str) -> bool:
    """Whether an embedding model is the one that ships, by its name."""
    return Path(model).name in (SHIPPED, FOLDER_NAME)
