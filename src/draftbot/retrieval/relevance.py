"""How sure it is, from 0 to 1, that a passage speaks of a query: comparable between answers,
unlike the score that orders one answer."""

from __future__ import annotations

import math

from draftbot.retrieval.aboutness import Calibration
from draftbot.retrieval.ranking import Ranked

# The rule of aboutness is fitted to say yes or no, and so steep that nearly every passage
# would be 0 or 1; divided by this, its answers are spread (see docs/benchmarks.md).
SOFTENED = 8.0


def relevance(one: Ranked, calibration: Calibration) -> float:
    """1/2 where the rule of aboutness stands between yes and no."""
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, calibration.margin(one) / SOFTENED))))
