"""Scanned pages and pictures, recognised for real; what is written on them is invented."""

from __future__ import annotations

import importlib.util
import io
import math
import os
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus import worn_pages as worn
from corpus.making import png_bytes
from draftbot.corpus import read
from draftbot.corpus.formats.page_turn import slope_of
from draftbot.corpus.formats.seals import without_seals
from draftbot.errors import DamagedFile, NoTextInFile, RecognitionNotInstalled
from telling import zh

TITLE = "槐荫镇2023年防汛工作总结"
PAGES = (
    (
        TITLE,
        "一、主要做法",
        "镇里汛前检查水库、河道和低洼居民点，逐处登记隐患并定人限期整改。",
        "防汛物资分三处存放，抢险队员昼夜值守，雨情水情每两小时通报一次。",
    ),
    ("二、存在问题", "个别村组转移路线不熟悉，夜间照明设备还不够，需要补充训练和设备。"),
)

recognising = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None, reason="the extra ocr is not installed"
)


def chinese_font() -> str:
    """The path of a font with Chinese letters."""
    if not worn.chinese_fonts():
        pytest.skip("no font with Chinese letters on this machine")
    return worn.chinese_fonts()[0]


def drawn(lines: tuple[str, ...]) -> Image.Image:
    """The upper half of a page at 150 dots an inch; paragraphs are indented by two letters and broken at the margin."""
    page = Image.new("RGB", (1240, 900), "white")
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(chinese_font(), 32)
    y = 150
    for text in lines:
        is_title = text == TITLE
        x, rest = (400 if is_title else 214), text
        while rest:
            fits = (1090 - x) // 32 if not is_title else len(rest)
            draw.text((x, y), rest[:fits], font=font, fill="black")
            x, y, rest = 150, y + 58, rest[fits:]
    return page


def scan(*pages: tuple[str, ...]) -> bytes:
    first, *others = [drawn(lines) for lines in pages]
    buffer = io.BytesIO()
    first.save(buffer, "PDF", save_all=True, append_images=others, resolution=150)
    return buffer.getvalue()


@recognising
def test_a_scan_is_read_page_by_page_and_marked_as_recognised() -> None:
    told: list[tuple[int, int]] = []
    (report,) = read(scan(*PAGES), "扫描.pdf", on_page=lambda done, pages: told.append((done, pages)))
    assert told == [(0, 2), (1, 2)]
    assert report.title == TITLE
    assert [section.heading for section in report.sections] == ["主要做法", "存在问题"]
    assert "防汛物资分三处存放，抢险队员昼夜值守，雨情水情每两小时通报一次。" in report.text
    assert any("OCR" in zh(warning) and "把握" in zh(warning) for warning in report.warnings)


def stamped_on_its_side(page: Image.Image) -> Image.Image:
    return worn.turned(266)(worn.seal("槐荫镇防汛指挥部", at=(0.5, 0.2))(page))


@recognising
@pytest.mark.parametrize(("wear", "kind"), [(lambda page: page, "PNG"), (stamped_on_its_side, "JPEG")])
def test_a_picture_of_a_page_is_read_however_it_lies(wear: worn.Wear, kind: str) -> None:
    buffer = io.BytesIO()
    wear(drawn(PAGES[0]).crop((0, 0, 1240, 620))).save(buffer, kind, quality=60)
    (report,) = read(buffer.getvalue(), f"照片.{kind.lower()}")
    assert report.title == TITLE
    assert "逐处登记隐患并定人限期整改" in report.text
    assert "雨情水情每两小时通报一次" in report.text


def test_a_seal_is_taken_off_and_red_letters_stay() -> None:
    page = drawn(("槐荫镇防汛抗旱指挥部",))
    values = np.asarray(page).copy()
    values[..., 0][values[..., 0] < 128] = 220  # a letterhead, as red as a seal
    red = np.ascontiguousarray(values[:, :, ::-1])
    assert (without_seals(red) == red).all()
    sealed = np.asarray(worn.seal("槐荫镇防汛指挥部", at=(0.5, 0.5))(Image.fromarray(values)))[:, :, ::-1]
    cleaned = without_seals(np.ascontiguousarray(sealed)).astype(int)
    lower = cleaned[cleaned.shape[0] // 3 :]
    assert (lower[..., 2] - lower[..., 0]).max() < 60
    assert (cleaned[: len(cleaned) // 4] == red[: len(cleaned) // 4]).all()


def test_the_slope_of_a_page_is_told_by_its_lines() -> None:
    def box(angle: float, length: float, at: float) -> list[tuple[float, float]]:
        across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        corners = ((0, 0), (length, 0), (length, 20), (0, 20))
        return [(x * across - y * down + at, x * down + y * across + at) for x, y in corners]

    def page(*angles: float) -> np.ndarray:
        return np.array([box(angle, 400, 30 * i) for i, angle in enumerate(angles)])

    assert slope_of(page(0.1, 0.2, -0.1)) == 0
    assert slope_of(page(-7, -7, -6.5, 40)) == pytest.approx(-7, abs=0.1)
    assert abs(slope_of(page(89.8, 90, -89.9))) == pytest.approx(90, abs=0.3)


@recognising
def test_a_picture_without_letters_or_damaged_is_told() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(buffer, "PNG")
    with pytest.raises(NoTextInFile):
        read(buffer.getvalue(), "白.png")
    with pytest.raises(DamagedFile):
        read(b"\x89PNG broken", "坏.png")
    with pytest.raises(DamagedFile):
        read("不是图片".encode(), "文.png")


def test_without_the_extra_the_message_says_how_to_install_it() -> None:
    # In a process of its own, which finds no such package.
    program = (
        "import sys; sys.modules['rapidocr'] = None\n"
        "import importlib.util as u; u.find_spec = lambda name: None\n"
        "from draftbot.corpus import read\n"
        "from draftbot.errors import RecognitionNotInstalled\n"
        "try:\n    read(sys.stdin.buffer.read(), '图.png')\n"
        "except RecognitionNotInstalled as fault:\n    print(fault.hint('zh'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=png_bytes(),
        capture_output=True,
        env=os.environ | {"PYTHONUTF8": "1"},
        check=True,
    )
    assert "draftbot[ocr]" in done.stdout.decode()
    assert RecognitionNotInstalled(name="图.png").status == 422
