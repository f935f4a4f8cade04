"""The Word file as LibreOffice sets it: 22 lines of 28 characters on a full page."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pypdf
import pytest

from draftbot.domain import DraftSection, Sentence
from draftbot.export.docx import to_docx
from drafts import draft

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[float, float, str]]]:
    """For each page the pieces of text as (left, baseline from the top, text), in points."""
    folder = tmp_path_factory.mktemp("rendered")
    long = DraftSection("情况", 1, ((Sentence("国" * 28 * 60),),))
    (folder / "满页.docx").write_bytes(to_docx(draft("满页", sections=(long,)), sources=False))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "满页.docx")], check=True, capture_output=True, timeout=180)
    return [_pieces(page) for page in pypdf.PdfReader(folder / "满页.pdf").pages]


def _pieces(page: pypdf.PageObject) -> list[tuple[float, float, str]]:
    pieces: list[tuple[float, float, str]] = []
    height = float(page.mediabox.height)

    def visit(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
        if text.strip():
            pieces.append((matrix[4], height - matrix[5], text.strip()))

    page.extract_text(visitor_text=visit)
    return pieces


def test_a_full_page_has_22_lines_of_28_characters(pages: list[list[tuple[float, float, str]]]) -> None:
    lines: Counter[int] = Counter()
    for _, baseline, text in pages[1]:
        lines[round(baseline)] += text.count("国")
    assert [count for count in lines.values() if count] == [28] * 22


def test_the_text_stands_between_the_margins(pages: list[list[tuple[float, float, str]]]) -> None:
    body = [(left, baseline) for left, baseline, text in pages[1] if "国" in text]
    assert min(left for left, _ in body) == pytest.approx(28 * POINTS_PER_MM, abs=1)
    assert min(baseline for _, baseline in body) > 37 * POINTS_PER_MM
    assert max(baseline for _, baseline in body) < (297 - 35) * POINTS_PER_MM


def test_page_numbers_change_sides(pages: list[list[tuple[float, float, str]]]) -> None:
    middle = 105 * POINTS_PER_MM
    for number, page in enumerate(pages[:2], 1):
        below = [(left, text) for left, baseline, text in page if baseline > (297 - 35) * POINTS_PER_MM]
        assert "".join(text for _, text in below).replace(" ", "") == f"—{number}—"
        assert all((left > middle) == (number == 1) for left, _ in below)
