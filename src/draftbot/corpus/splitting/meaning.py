"""Where the signs leave open whether a report begins at a line, what the texts before and after it are
about is asked of a model of meaning, if one is handed in; by weights learnt beside those of the signs
(`scripts/fit_joints.py --meaning`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from draftbot.corpus.splitting.evidence import Page, Sign
from draftbot.messages import Message

# Vectors of texts, of length 1; None where there is no model, or not the one that the weights are for.
Vectors = Callable[[Sequence[str]], Sequence[npt.NDArray[np.float32]] | None]
Odds = tuple[float, tuple[Sign, ...]]

_FILE = "meaning.json"
# Logarithms of odds between which the matter is open. Beyond them the model changed nothing on
# compilations kept back, and each gap costs four texts to embed.
OPEN = (-1.5, 0.5)
_WINDOW = 300
SIGNS = ("odds", "near", "dip", "wide dip")


def with_meaning(page: Page, odds: Mapping[int, Odds], vectors: Vectors) -> dict[int, Odds]:
    """The odds of a page's lines, by what a model says of those that are open."""
    unsure = [i for i, (value, _) in odds.items() if OPEN[0] < value < OPEN[1]]
    told = meanings(page, unsure, vectors) if unsure else None
    return dict(odds) if told is None else dict(odds) | {i: _weighed(odds[i], told[i]) for i in unsure}


def meanings(page: Page, gaps: Sequence[int], vectors: Vectors) -> dict[int, dict[str, float]] | None:
    """For each gap how alike the texts before and after it are, and how far less so than those that
    stand together on both sides, in windows of one and of two."""
    windows = {i: _windows(page.plain, i) for i in gaps}
    texts = sorted({text for four in windows.values() for text in four})
    made = vectors(texts)
    if made is None:
        return None
    known = dict(zip(texts, made, strict=True))
    return {i: _likeness(*(known[text] for text in four)) for i, four in windows.items()}


def _likeness(*four: npt.NDArray[np.float32]) -> dict[str, float]:
    before, above, below, after = four
    near, far = above @ below, (above @ below + above @ after + before @ below + before @ after) / 4
    within = (before @ above + below @ after) / 2
    return {"near": float(near), "dip": float(within - near), "wide dip": float(within - far)}


def _weighed(odds: Odds, told: dict[str, float]) -> Odds:
    value, signs = odds
    weights = _learnt()
    adds = weights["bias"] + sum(weights[name] * told[name] for name in SIGNS[1:])
    if adds > 0:
        signs = (*signs, Sign(adds, Message("cuts.other_matter")))
    return weights["odds"] * value + adds, signs


def _windows(plain: Sequence[str], i: int) -> tuple[str, str, str, str]:
    """The texts before and after line i, two windows on each side, in reading order."""
    above, at_above = _window(plain, i - 1, -1)
    below, at_below = _window(plain, i, 1)
    before, after = _window(plain, at_above, -1)[0], _window(plain, at_below, 1)[0]
    return before or above, above, below, after or below


def _window(plain: Sequence[str], at: int, step: int) -> tuple[str, int]:
    """(whole lines from `at` on, no more than fit, the line that follows them)."""
    lines: list[str] = []
    length = 0
    while 0 <= at < len(plain) and length < _WINDOW:
        lines.append(plain[at])
        length += len(plain[at])
        at += step
    text = "\n".join(lines if step > 0 else reversed(lines))
    return (text[:_WINDOW] if step > 0 else text[-_WINDOW:]), at


@cache
def _learnt() -> dict[str, float]:
    """The weights in the file beside this one."""
    weights: dict[str, float] = json.loads(resources.files(__package__).joinpath(_FILE).read_text("utf-8"))
    return weights
