"""How sure it is, from 0 to 1, that a passage speaks of a query: comparable between answers,
unlike the score that orders one answer."""

from __future__ import annotations

import math

from draftbot.retrieval.aboutness import BY_PAIRS, calibration_of
from draftbot.retrieval.ranking import Ranked

# The rule of aboutness is fitted to say yes or no, and so steep that nearly every passage
# would be 0 or 1; its margins over the sample corpus run from about -10 to 25.
SOFTENED = 4.0
_FURTHEST = 100.0


def relevance(one: Ranked, model: str) -> float:
    """1/2 where the rule of aboutness for the embedding model stands between yes and no."""
    calibration = BY_PAIRS if one.cosine is None else calibration_of(model)
    margin = max(-_FURTHEST, min(_FURTHEST, calibration.margin(one)))
    return 1 / (1 + math.exp(-margin / SOFTENED))
