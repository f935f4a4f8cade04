"""Pictures of pages: their letters recognised, where the extra `ocr` is installed.

The weights lie in the package; nothing is fetched.
"""

from __future__ import annotations

import importlib.util
import io
import logging
import statistics
import threading
from collections.abc import Callable
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from draftbot.corpus.formats.page_lines import Visual, lines_of_pages, lines_of_words
from draftbot.corpus.formats.page_turn import is_upside_down, slope_of, straightened
from draftbot.corpus.formats.seals import without_seals
from draftbot.corpus.lines import Line
from draftbot.errors import DamagedFile, NoTextInFile, RecognitionNotInstalled, TooManyParts

logger = logging.getLogger(__name__)

PICTURES = (".png", ".jpg", ".jpeg")
# A page takes seconds.
MOST_SCANNED = 500
DOTS_A_POINT = 200 / 72
_MOST_PIXELS, _LONGEST_SIDE = 80_000_000, 4000
# On so small a copy (dots) lines are found soon, and how they lie.
_SMALL_SIDE = 900
# Heights of boxes waver; those so near to the page's usual one are of one size.
_SAME_SIZE = 0.3

Pixels = npt.NDArray[np.uint8]
OnPage = Callable[[int, int], None]

# One engine computes for all threads, one page at a time.
_ENGINE = threading.Lock()


def can_recognise() -> bool:
    """Whether the extra `ocr` is installed."""
    return importlib.util.find_spec("rapidocr") is not None


def read_picture(data: bytes, name: str) -> list[Line]:
    """The paragraphs of a picture of a page, each with how sure its letters are.

    Raises RecognitionNotInstalled, DamagedFile, TooManyParts, NoTextInFile.
    """
    if not can_recognise():
        raise RecognitionNotInstalled(name=name)
    words = words_of(_pixels(data, name), 1.0)
    if not words:
        raise NoTextInFile(name=name)
    return lines_of_pages([words])


def words_of(pixels: Pixels, dots_a_point: float) -> list[Visual]:
    """The lines of a page given as (height, width, 3) colours, blue first; distances in points.
    A page that lies askew, on its side or upside down is turned first, seals are taken off."""
    with _ENGINE:
        # What one call asks for holds for the next, if that does not say otherwise.
        found = _engine()(_upright(without_seals(pixels)), use_det=True, use_cls=True, use_rec=True)
    if found.boxes is None:
        return []
    boxes = np.asarray(found.boxes, dtype=np.float64) / dots_a_point
    lefts, rights = boxes[:, :, 0].min(axis=1), boxes[:, :, 0].max(axis=1)
    tops, bottoms = boxes[:, :, 1].min(axis=1), boxes[:, :, 1].max(axis=1)
    usual = statistics.median(bottoms - tops)
    words = []
    for text, score, left, right, top, bottom in zip(
        found.txts, found.scores, lefts, rights, tops, bottoms, strict=True
    ):
        height = bottom - top
        size = usual if abs(height - usual) < _SAME_SIZE * usual else height
        words.append(
            ((top + bottom) / 2, Visual(text, float(left), float(right), float(size), sureness=float(score)))
        )
    return lines_of_words(words)


def _upright(pixels: Pixels) -> Pixels:
    """The page as it is to be read; turned only where its lines say so."""
    lines = _lines_in_small(pixels)
    slope = slope_of(lines) if lines is not None else 0.0
    if slope:
        pixels = straightened(pixels, slope)
        lines = _lines_in_small(pixels)
    if lines is not None and is_upside_down(pixels, lines, _stands_on_its_head):
        pixels = np.ascontiguousarray(pixels[::-1, ::-1])
    return pixels


def _lines_in_small(pixels: Pixels) -> npt.NDArray[np.float64] | None:
    """The corners of the lines, looked for on a small copy of the page; None where there are none."""
    step = max(1, round(max(pixels.shape[:2]) / _SMALL_SIDE))
    small = np.ascontiguousarray(_shrunk(pixels, step))
    found = _engine()(small, use_det=True, use_cls=False, use_rec=False)
    return None if found.boxes is None else np.asarray(found.boxes, dtype=np.float64) * step


def _shrunk(pixels: Pixels, step: int) -> Pixels:
    """The page with the mean of `step` by `step` dots for one."""
    if step == 1:
        return pixels
    height, width = pixels.shape[0] // step * step, pixels.shape[1] // step * step
    parts = pixels[:height, :width].reshape(height // step, step, width // step, step, 3)
    mean: Pixels = parts.mean(axis=(1, 3)).astype(np.uint8)
    return mean


def _stands_on_its_head(strip: Pixels) -> tuple[bool, float]:
    (label, sureness), *_ = _engine()(strip, use_det=False, use_cls=True, use_rec=False).cls_res
    return label == "180", float(sureness)


def _pixels(data: bytes, name: str) -> Pixels:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        picture: Image.Image = Image.open(io.BytesIO(data))
        if picture.width * picture.height > _MOST_PIXELS:
            raise TooManyParts(name=name, limit=_MOST_PIXELS)
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        return np.ascontiguousarray(np.asarray(upright, dtype=np.uint8)[:, :, ::-1])
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DamagedFile(name=name, kind=PICTURES[0]) from error


class _Recognised(Protocol):
    """What the package finds: corners of each line in dots, its text, and how sure that is."""

    boxes: npt.NDArray[np.float32] | None
    txts: tuple[str, ...]
    scores: tuple[float, ...]
    cls_res: list[tuple[str, float]]


@cache
def _engine() -> Callable[..., _Recognised]:
    from rapidocr import RapidOCR

    logger.info("loading the recognition of letters")
    engine: Callable[..., _Recognised] = RapidOCR(params={"Global.log_level": "critical"})
    return engine
