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
from draftbot.corpus.lines import Line
from draftbot.errors import DamagedFile, NoTextInFile, RecognitionNotInstalled, TooManyParts

logger = logging.getLogger(__name__)

PICTURES = (".png", ".jpg", ".jpeg")
# A page takes seconds.
MOST_SCANNED = 500
DOTS_A_POINT = 200 / 72
_MOST_PIXELS, _LONGEST_SIDE = 80_000_000, 4000
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
    """The lines of a page given as (height, width, 3) colours; distances in points."""
    with _ENGINE:
        found = _engine()(pixels)
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


def _pixels(data: bytes, name: str) -> Pixels:
    from PIL import Image, UnidentifiedImageError

    try:
        picture: Image.Image = Image.open(io.BytesIO(data))
        if picture.width * picture.height > _MOST_PIXELS:
            raise TooManyParts(name=name, limit=_MOST_PIXELS)
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        return np.asarray(picture.convert("RGB"), dtype=np.uint8)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DamagedFile(name=name, kind=PICTURES[0]) from error


class _Recognised(Protocol):
    """What the package finds: corners of each line in dots, its text, and how sure that is."""

    boxes: npt.NDArray[np.float32] | None
    txts: tuple[str, ...]
    scores: tuple[float, ...]


@cache
def _engine() -> Callable[[Pixels], _Recognised]:
    from rapidocr import RapidOCR

    logger.info("loading the recognition of letters")
    engine: Callable[[Pixels], _Recognised] = RapidOCR(params={"Global.log_level": "critical"})
    return engine
