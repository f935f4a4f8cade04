"""The Word file as LibreOffice sets it: 22 lines of 28 characters on a full page."""

from __future__ import annotations

import subprocess
from collections import Counter

import pypdfium2
import pytest

from draftbot.domain import DraftSection, Sentence
from draftbot.export.docx import to_docx
from draftbot.export.options import WordOptions
from export.drafts_to_export import draft
from needs import needs_libreoffice

pytestmark = [
    pytest.mark.slow,
    needs_libreoffice,
]
POINTS_PER_MM = 72 / 25.4
Placed = tuple[float, float, str]


@pytest.fixture(
    scope="module",
    params=[
        WordOptions("none", appendix=False),
        WordOptions("comments"),
        WordOptions("footnotes", attachments=("表",)),
    ],
    ids=["plain", "comments and sources", "footnotes, sources and attachment"],
)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[list[Placed]]:
    """For each page its characters as (middle from the left, middle from the top, character), in points."""
    folder = tmp_path_factory.mktemp("rendered")
    first = (Sentence("有出处。", (1,)), Sentence("也有出处。", (1, 2)))
    long = DraftSection("情况", 1, (first, (Sentence("国" * 28 * 60),)))
    (folder / "满页.docx").write_bytes(to_docx(draft("满页", sections=(long,)), request.param))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "满页.docx")], check=True, capture_output=True, timeout=180)
    with pypdfium2.PdfDocument(folder / "满页.pdf") as pdf:
        return [_characters(page) for page in pdf]


def _characters(page: pypdfium2.PdfPage) -> list[Placed]:
    text, height = page.get_textpage(), page.get_height()
    placed: list[Placed] = []
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at)
        placed.append(((left + right) / 2, height - (bottom + top) / 2, text.get_text_range(at, 1)))
    return placed


def test_a_full_page_has_22_lines_of_28_characters(pages: list[list[Placed]]) -> None:
    lines = Counter(round(middle) for _, middle, character in pages[1] if character == "国")
    assert list(lines.values()) == [28] * 22


def test_the_text_stands_between_the_margins(pages: list[list[Placed]]) -> None:
    half = 8  # of a character, points
    across = [middle for middle, _, character in pages[1] if character == "国"]
    down = [middle for _, middle, character in pages[1] if character == "国"]
    assert min(across) - half == pytest.approx(28 * POINTS_PER_MM, abs=3)
    assert max(across) + half == pytest.approx((210 - 26) * POINTS_PER_MM, abs=3)
    assert min(down) - half > 37 * POINTS_PER_MM - 1
    assert max(down) + half < (297 - 35) * POINTS_PER_MM + 1


def test_page_numbers_change_sides_and_stand_seven_millimetres_below(pages: list[list[Placed]]) -> None:
    foot = (297 - 35) * POINTS_PER_MM
    for number, page in enumerate(pages[:2], 1):
        below = [(x, y, c) for x, y, c in page if y > foot and c.strip()]
        assert "".join(c for _, _, c in below) == f"—{number}—"
        assert all((x > 105 * POINTS_PER_MM) == (number == 1) for x, _, _ in below)
        assert all(y - foot == pytest.approx(7 * POINTS_PER_MM, abs=3) for _, y, c in below if c == "—")


def test_notes_and_sources_keep_to_the_text_area(pages: list[list[Placed]]) -> None:
    foot = (297 - 35) * POINTS_PER_MM
    for number, page in enumerate(pages, 1):
        below = "".join(c for _, y, c in page if y > foot and c.strip())
        assert below == f"—{number}—"
        assert all(
            28 * POINTS_PER_MM - 3 < x < (210 - 26) * POINTS_PER_MM + 3 for x, _, c in page if c.strip()
        )
