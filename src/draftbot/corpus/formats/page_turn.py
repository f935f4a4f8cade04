"""How a scanned page lies: askew, on its side, upside down; told by its lines."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Boxes = npt.NDArray[np.floating]
# Whether a strip with letters stands on its head, and how sure that is (0–1).
OnItsHead = Callable[[Pixels], tuple[bool, float]]

# A box tells its direction where it is so many times as long as high.
_LONG = 3.0
# Degrees: lines so near to the usual direction are taken for it, and below this a page lies straight.
_NEAR, _STRAIGHT = 6.0, 0.4
# Strips asked, and how many times as long as high one is.
_STRIPS, _STRIP = 11, 4.0
_SURE = 0.6


def slope_of(boxes: Boxes) -> float:
    """Degrees (-90 to 90, clockwise) by which the lines of a page are turned from lying straight;
    0 where they do. `boxes` are (lines, 4 corners, 2)."""
    sides = np.stack([boxes[:, 1] - boxes[:, 0], boxes[:, 2] - boxes[:, 1]], axis=1)
    lengths = np.linalg.norm(sides, axis=2)
    longer = lengths.argmax(axis=1)
    each = np.arange(len(boxes))
    long, short = lengths[each, longer], lengths[each, 1 - longer]
    tells = long >= _LONG * np.maximum(short, 1.0)
    if not tells.any():
        return 0.0
    side = sides[each, longer][tells]
    weights = long[tells]
    angles = np.degrees(np.arctan2(side[:, 1], side[:, 0]))
    angles = (angles + 90.0) % 180.0 - 90.0
    counts = np.histogram(angles, bins=36, range=(-90, 90), weights=weights)[0]
    counts = counts + np.roll(counts, 1) + np.roll(counts, -1)
    middle = -90 + 5 * (int(counts.argmax()) + 0.5)
    apart = (angles - middle + 90.0) % 180.0 - 90.0
    near = np.abs(apart) <= _NEAR + 2.5
    order = np.argsort(apart[near])
    share = np.cumsum(weights[near][order]) / weights[near].sum()
    slope = middle + float(apart[near][order][int(np.searchsorted(share, 0.5))])
    slope = (slope + 90.0) % 180.0 - 90.0
    return 0.0 if abs(slope) < _STRAIGHT else slope


def straightened(pixels: Pixels, slope: float) -> Pixels:
    """The page turned back by `slope`; what comes in at the corners has the colour of its edge."""
    if abs(abs(slope) - 90) < _STRAIGHT:
        return np.ascontiguousarray(np.rot90(pixels, 1 if slope > 0 else 3))
    from PIL import Image

    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    colour = tuple(int(value) for value in np.median(edge, axis=0))
    turned = Image.fromarray(pixels).rotate(slope, Image.Resampling.BICUBIC, expand=True, fillcolor=colour)
    return np.asarray(turned, dtype=np.uint8)


def is_upside_down(pixels: Pixels, boxes: Boxes, on_its_head: OnItsHead) -> bool:
    """Whether most of the longest lines of a page that lies straight stand on their heads."""
    height, width = pixels.shape[:2]
    lefts, tops = boxes.min(axis=1).T
    rights, bottoms = boxes.max(axis=1).T
    votes = []
    for i in np.argsort(lefts - rights)[:_STRIPS]:
        top, bottom = max(0, math.floor(tops[i])), min(height, math.ceil(bottoms[i]))
        left, right = max(0, math.floor(lefts[i])), min(width, math.ceil(rights[i]))
        if bottom - top < 4 or right - left < bottom - top:
            continue
        spare = max(0, round((right - left - _STRIP * (bottom - top)) / 2))
        said, sureness = on_its_head(np.ascontiguousarray(pixels[top:bottom, left + spare : right - spare]))
        if sureness >= _SURE:
            votes.append(said)
    return len(votes) >= 1 and sum(votes) * 2 > len(votes)
