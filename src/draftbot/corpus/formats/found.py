"""What a reader of a format finds, before it is numbered as lines."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.corpus.lines import Place


@dataclass(frozen=True, slots=True)
class Looks:
    """How the letters of a paragraph are set, all of them alike: `size` in half points,
    0 where the file does not say; `face` is the typeface of Chinese, "" likewise."""

    is_bold: bool = False
    face: str = ""
    size: int = 0
    is_aside: bool = False  # centred or set to the right
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph or row; the fields are those of `Line`."""

    text: str
    style: int | None = None
    place: Place = Place.TEXT
    dropped_as: str = ""
    looks: Looks = Looks()
