"""Seals in red ink, taken off a scanned page: the letters below them are black and stay."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

# Ink is red where its red stands above green and blue by so much of itself.
_REDDER, _BRIGHT = 0.25, 90
# Shares of the page's width: the smallest seal, and how near to one another parts of one stand.
_SMALLEST, _NEAR = 0.05, 0.012
_ASPECTS = (0.5, 2.0)
# A seal covers its rectangle thinly; a red picture or a coloured field covers all of it.
_FULL = 0.85
_GRID = 500


def without_seals(pixels: Pixels) -> Pixels:
    """The page (height, width, 3; blue, green, red) with the red taken out wherever it makes a
    round or square whole: a line of red letters, as in a letterhead, is none."""
    red = _is_red(pixels)
    if red.mean() < 1e-4:
        return pixels
    cleaned = pixels.copy()
    for top, left, bottom, right in _seals(red):
        part, ink = cleaned[top:bottom, left:right], red[top:bottom, left:right]
        light = part[..., 2].astype(np.float32)
        paper, level = float(np.percentile(light, 90)), float(np.median(light[ink]))
        # In its own colour ink is nearly as light as the paper, what lies below it is not.
        grey = np.clip(light * (paper / max(level, 1.0)), 0, paper)
        fringe = _grown(ink)
        part[fringe] = grey[fringe].astype(np.uint8)[:, None]
    return cleaned


def _is_red(pixels: Pixels) -> npt.NDArray[np.bool_]:
    red = pixels[..., 2].astype(np.int16)
    others = np.maximum(pixels[..., 0], pixels[..., 1]).astype(np.int16)
    found: npt.NDArray[np.bool_] = (red > _BRIGHT) & (red - others > _REDDER * red)
    return found


def _grown(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The mask with the pixels beside it, whose colour is mixed."""
    grown = mask.copy()
    for _ in range(2):
        wider = grown.copy()
        wider[1:] |= grown[:-1]
        wider[:-1] |= grown[1:]
        wider[:, 1:] |= grown[:, :-1]
        wider[:, :-1] |= grown[:, 1:]
        grown = wider
    return grown


def _seals(red: npt.NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """(top, left, bottom, right) of each red whole that could be a seal, in dots."""
    import cv2

    height, width = red.shape
    step = max(1, width // _GRID)
    rows, columns = height // step, width // step
    coarse = red[: rows * step, : columns * step].reshape(rows, step, columns, step).mean(axis=(1, 3))
    reach = max(1, round(columns * _NEAR))
    near = cv2.dilate((coarse > 0.1).astype(np.uint8), np.ones((2 * reach + 1,) * 2, np.uint8))
    _, _, wholes, _ = cv2.connectedComponentsWithStats(near)
    found = []
    for left, top, wide, high, _ in wholes[1:].tolist():
        inner_wide, inner_high = wide - 2 * reach, high - 2 * reach
        if min(inner_wide, inner_high) < _SMALLEST * columns:
            continue
        covered = coarse[top : top + high, left : left + wide].sum() / (inner_wide * inner_high)
        if _ASPECTS[0] <= inner_wide / inner_high <= _ASPECTS[1] and covered < _FULL:
            found.append((top * step, left * step, (top + high) * step, (left + wide) * step))
    return found
