"""Pages drawn and then worn as scanners, fax machines, telephones and seals wear them; the texts
are those of the project's own samples."""

from __future__ import annotations

import io
import math
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Wear = Callable[[Image.Image], Image.Image]
DPI = 150
_RED = (214, 36, 40)


@cache
def chinese_fonts() -> tuple[str, ...]:
    """The paths of fonts with Chinese letters, upright ones of usual weight first; none where
    the machine has none."""
    command = shutil.which("fc-list")
    if command is None:
        return ()
    found = subprocess.run([command, ":lang=zh", "file"], capture_output=True, text=True, check=True).stdout
    fonts = sorted(line.rstrip(": ") for line in found.splitlines() if line.strip())
    return tuple(sorted(fonts, key=lambda font: "Regular" not in font))


@dataclass(frozen=True)
class Page:
    """A page as a picture and what is written on it; `is_stamped` where a seal covers letters."""

    name: str
    picture: Image.Image
    text: str
    is_stamped: bool = False

    def data(self, kind: str = "PNG") -> bytes:
        buffer = io.BytesIO()
        self.picture.save(buffer, kind)
        return buffer.getvalue()


def drawn(lines: list[str], font_path: str, *, dpi: int = DPI) -> tuple[Image.Image, str]:
    """(a page of A4, what is written on it) of a title and paragraphs, in letters of 三号."""
    scale = dpi / DPI
    width, height, letter = round(1240 * scale), round(1754 * scale), round(33 * scale)
    page = Image.new("RGB", (width, height), "white")
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(font_path, letter)
    left, right, step = round(165 * scale), round(1085 * scale), round(58 * scale)
    y, written = round(150 * scale), []
    for at, text in enumerate(lines):
        x = (width - draw.textlength(text, font)) / 2 if at == 0 else left + 2 * letter
        x, rest = max(x, left), text
        while rest and y < height - round(200 * scale):
            fits = len(rest)
            while draw.textlength(rest[:fits], font) > right - x:
                fits -= 1
            draw.text((x, y), rest[:fits], font=font, fill=(20, 20, 20))
            written.append(rest[:fits])
            x, y, rest = left, y + step, rest[fits:]
    return page, "".join(written)


def noise(strength: float, seed: int = 1) -> Wear:
    def worn(page: Image.Image) -> Image.Image:
        values = np.asarray(page, dtype=np.float32)
        grain = np.random.default_rng(seed).normal(0, strength, values.shape[:2])[..., None]
        return Image.fromarray(np.clip(values + grain, 0, 255).astype(np.uint8))

    return worn


def specks(share: float, seed: int = 1) -> Wear:
    def worn(page: Image.Image) -> Image.Image:
        values = np.asarray(page).copy()
        lot = np.random.default_rng(seed).random(values.shape[:2])
        values[lot < share / 2], values[lot > 1 - share / 2] = 0, 255
        return Image.fromarray(values)

    return worn


def blurred(radius: float) -> Wear:
    return lambda page: page.filter(ImageFilter.GaussianBlur(radius))


def jpeg(quality: int) -> Wear:
    def worn(page: Image.Image) -> Image.Image:
        buffer = io.BytesIO()
        page.save(buffer, "JPEG", quality=quality)
        return Image.open(buffer).convert("RGB")

    return worn


def turned(degrees: float, around: str = "white") -> Wear:
    return lambda page: page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=around)


def coarse(share: float) -> Wear:
    return lambda page: page.resize(
        (round(page.width * share), round(page.height * share)), Image.Resampling.LANCZOS
    )


def faxed(page: Image.Image) -> Image.Image:
    """Black and white, at the resolution of a fax, and back."""
    small = page.convert("L").resize((page.width, page.height * 2 // 3), Image.Resampling.BILINEAR)
    return small.point(lambda value: 255 if value > 150 else 0).resize(page.size).convert("RGB")


def faint(page: Image.Image) -> Image.Image:
    """Grey letters on greyish paper."""
    values = np.asarray(page, dtype=np.float32)
    return Image.fromarray((values * 0.32 + 140).astype(np.uint8))


def shaded(page: Image.Image) -> Image.Image:
    """A photograph with a shadow over one side."""
    values = np.asarray(page, dtype=np.float32)
    shadow = np.linspace(1.0, 0.42, values.shape[1], dtype=np.float32)[None, :, None]
    return Image.fromarray((values * shadow).astype(np.uint8))


def on_a_desk(page: Image.Image) -> Image.Image:
    """A photograph with a dark desk around the paper."""
    around = Image.new("RGB", (page.width + 260, page.height + 220), (74, 60, 48))
    around.paste(page, (120, 110))
    return around


def tapered(page: Image.Image) -> Image.Image:
    """A photograph taken from below: the upper edge looks shorter."""
    w, h = page.size
    corners = (-0.06 * w, -0.02 * h, 0.0, h, w, h, 1.06 * w, -0.02 * h)
    return page.transform(
        page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor="white"
    )


def seal(unit: str, *, at: tuple[float, float], radius: float = 0.16, tilt: float = 8) -> Wear:
    """A red seal whose middle stands at the shares `at` of width and height: ring, star, and the
    unit's name round the ring, over the letters as ink lies over ink."""

    def worn(page: Image.Image) -> Image.Image:
        r = round(page.width * radius)
        ink = Image.new("L", (2 * r, 2 * r), 0)
        draw = ImageDraw.Draw(ink)
        draw.ellipse((3, 3, 2 * r - 3, 2 * r - 3), outline=225, width=max(3, r // 22))
        points = [
            (r + q * math.sin(k * math.pi / 5), r - q * math.cos(k * math.pi / 5))
            for k in range(10)
            for q in ((r * 0.3) if k % 2 == 0 else r * 0.12,)
        ]
        draw.polygon(points, fill=225)
        font = ImageFont.truetype(chinese_fonts()[0], round(r * 0.24))
        for k, letter in enumerate(unit):
            angle = (k - (len(unit) - 1) / 2) * 250 / max(len(unit) - 1, 1)
            tile = Image.new("L", (round(r * 0.34),) * 2, 0)
            ImageDraw.Draw(tile).text((0, 0), letter, font=font, fill=225)
            tile = tile.rotate(-angle, expand=True)
            x = r + 0.74 * r * math.sin(math.radians(angle)) - tile.width / 2
            y = r - 0.74 * r * math.cos(math.radians(angle)) - tile.height / 2
            ink.paste(tile, (round(x), round(y)), tile)
        worn_ink = np.asarray(ink.rotate(tilt), dtype=np.float32) / 255
        grain = np.random.default_rng(3).random(worn_ink.shape)
        worn_ink = worn_ink * np.where(grain < 0.06, 0.35, 0.9)
        values = np.asarray(page, dtype=np.float32).copy()
        x0, y0 = round(page.width * at[0]) - r, round(page.height * at[1]) - r
        under = values[max(y0, 0) : y0 + 2 * r, max(x0, 0) : x0 + 2 * r]
        over = worn_ink[max(-y0, 0) :, max(-x0, 0) :][: under.shape[0], : under.shape[1], None]
        under *= 1 - over * (1 - np.asarray(_RED, dtype=np.float32) / 255)
        return Image.fromarray(values.astype(np.uint8))

    return worn


UNIT = "青禾镇中心小学委员会"
TWO_SEALS = (seal(UNIT, at=(0.66, 0.72)), seal(UNIT, at=(0.3, 0.3), radius=0.13, tilt=-20))
WAYS: tuple[tuple[str, tuple[Wear, ...]], ...] = (
    ("as printed", ()),
    ("noise", (noise(38),)),
    ("specks", (specks(0.02),)),
    ("blur", (blurred(1.7),)),
    ("JPEG 12", (jpeg(12),)),
    ("100 dots an inch", (coarse(0.66), jpeg(60))),
    ("72 dots an inch", (coarse(0.48),)),
    ("fax", (faxed,)),
    ("faint, noise", (faint, noise(6))),
    ("shadow, JPEG 40", (shaded, jpeg(40))),
    ("a desk around, askew 2°", (turned(2, "#4a3c30"), on_a_desk)),
    ("taken from below", (tapered,)),
    ("askew 3°", (turned(3), noise(10))),
    ("askew -7°", (turned(-7), blurred(0.8))),
    ("on its side", (turned(90), jpeg(50))),
    ("on its other side, askew", (turned(272), noise(12))),
    ("upside down", (turned(180), jpeg(35))),
    ("stamped", (seal(UNIT, at=(0.64, 0.62)),)),
    ("stamped twice, 100 dots, JPEG", (*TWO_SEALS, coarse(0.66), jpeg(45))),
    ("stamped, upside down, askew", (seal(UNIT, at=(0.5, 0.45)), turned(184), noise(14))),
)


def pages(texts: list[list[str]]) -> Iterator[Page]:
    """One page for each way of wear, the texts and fonts in turn."""
    fonts = chinese_fonts()
    for index, (name, ways) in enumerate(WAYS):
        picture, text = drawn(texts[index % len(texts)], fonts[index % len(fonts)])
        for worn in ways:
            picture = worn(picture)
        yield Page(name, picture, text, is_stamped="stamped" in name)


def told(text: str) -> str:
    """What is compared: letters, figures and marks without blanks, full and half width alike."""
    import unicodedata

    return "".join(unicodedata.normalize("NFKC", text).split())


def wrong_characters(written: str, read: str) -> int:
    """How many characters must be changed, put in or taken out (Levenshtein)."""
    a, b = told(written), told(read)
    codes = np.frombuffer(b.encode("utf-32-le"), dtype=np.uint32)
    row = np.arange(len(b) + 1)
    for i, letter in enumerate(a, start=1):
        above = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(letter)))
        # What is put in from the left: a running minimum once positions are taken off.
        steps = np.concatenate(([i], above)) - np.arange(len(b) + 1)
        row = np.minimum.accumulate(steps) + np.arange(len(b) + 1)
    return int(row[-1])


def shuffled(texts: list[list[str]], seed: int = 5) -> list[list[str]]:
    return random.Random(seed).sample(texts, len(texts))
