"""Lines as they stand on pages → paragraphs: of a PDF, an OFD, a scan.

They become paragraphs again by their place on the page: a line that is indented, or that
follows a line ending short of the right margin, begins a new one.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass

from draftbot.corpus.lines import Line

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－·\s]*$"
)
_EDGE_LINES, _MANY_PAGES = 2, 3
# The foot of a page, how far it stands from the text, as shares of the page, and lines over it.
_FOOT, _APART, _FEWEST_OVER_FOOT = 0.1, 0.03, 4
# Characters of a line that fills the page; lines of a column (of a further one) and their characters.
_LONG = 15
_LEAST_LINES, _COLUMN_CHARS = (4, 2), 8
_SPANNING = -1
_SENTENCE_ENDS = ("。", "！", "？", "；", "：")
# So many letters more would have stood on a line that is not full.
_ROOM = 4
# Words whose middles lie so near (in heights of a letter) stand on one line.
_SAME_LINE = 0.6


@dataclass(slots=True)
class Visual:
    """A line as it stands on a page; distances in points."""

    text: str
    left: float
    right: float
    size: float
    is_running: bool = False
    is_unread: bool = False  # stands for what could not be read
    sureness: float | None = None  # of recognised letters
    column: int = 0
    page_width: float = 0.0  # 0 where nothing is known of it
    height: float = 0.0  # of its middle over the page's foot, as a share of the page; 0 where unknown


def mark_running_lines(pages: list[list[Visual]]) -> None:
    """Marks page numbers, and lines at the edge that most pages share. A title that its
    running head repeats stays: on its page only the outer one of the two is running, and
    where it stands alone it is set otherwise than on all other pages."""
    edges = Counter(text for page in pages for text in {line.text for line in _edge_lines(page)})
    running = {
        text
        for text, count in edges.items()
        if (count >= _MANY_PAGES and count * 2 > len(pages)) or (count == len(pages) == 2)
    }
    ways = Counter(
        way for page in pages for way in {_set_as(line) for line in _edge_lines(page) if line.text in running}
    )
    for page in pages:
        _mark_foot(page)
        seen: set[str] = set()
        for line in _edge_lines(page):
            if _PAGE_NUMBER.match(line.text):
                line.is_running = True
            elif line.text in running and line.text not in seen:
                seen.add(line.text)
                is_title = page is pages[0] and ways[_set_as(line)] == 1
                line.is_running = not is_title


def _mark_foot(page: list[Visual]) -> None:
    """Marks what stands at the foot of a page, apart from all the rest, in smaller letters than any of it,
    and ends no sentence: a single page has no other that would share its foot."""
    known = [line for line in page if line.height and not line.is_running and not line.is_unread]
    if len(known) < _FEWEST_OVER_FOOT:
        return
    foot, above = sorted(known, key=lambda line: line.height)[:2]
    if (
        foot.height <= _FOOT
        and above.height - foot.height >= _APART
        and foot.size < min(line.size for line in known if line is not foot)
        and not foot.text.endswith(_SENTENCE_ENDS)
    ):
        foot.is_running = True


def _edge_lines(page: list[Visual]) -> list[Visual]:
    """The lines at the edges of a page, the outer ones first."""
    if len(page) <= 2 * _EDGE_LINES:
        return page
    return [*page[:_EDGE_LINES], *reversed(page[-_EDGE_LINES:])]


def _set_as(line: Visual) -> tuple[str, int, int]:
    return line.text, round(line.size), round(line.left / 4)


def lines_of_pages(pages: list[list[Visual]]) -> list[Line]:
    """The paragraphs of the pages, with what was marked as running lines among them."""
    margins = _margins(pages)
    found: list[tuple[str, str, float | None]] = []
    open_at: int | None = None
    previous: Visual | None = None
    for line in (line for page in pages for line in page):
        if line.is_running or line.is_unread:
            found.append((line.text, "unread_parts" if line.is_unread else "running_lines", None))
            continue
        em = line.size if 5 <= line.size <= 60 else 12.0
        indented = line.left - margins.get(line.column, (line.left, 0.0))[0] > 1.2 * em
        ended_short = previous is None or _right_of(previous, margins) - previous.right > 2.2 * em
        ended = ended_short or (previous is not None and _ends_in_open_page(previous, margins, em))
        if previous is None or open_at is None or indented or ended or _differ(previous, line):
            open_at = len(found)
            found.append((line.text, "", line.sureness))
        else:
            before, _, sureness = found[open_at]
            glue = " " if before[-1:].isascii() and line.text[:1].isascii() else ""
            sures = [sure for sure in (sureness, line.sureness) if sure is not None]
            found[open_at] = (before + glue + line.text, "", min(sures, default=None))
        previous = line
    return [
        Line(number, text, dropped_as=why, sureness=sureness)
        for number, (text, why, sureness) in enumerate(found, start=1)
    ]


def _right_of(line: Visual, margins: dict[int, tuple[float, float]]) -> float:
    return margins.get(line.column, (line.left, line.right))[1]


def _ends_in_open_page(line: Visual, margins: dict[int, tuple[float, float]], em: float) -> bool:
    """Whether a line ends a sentence where the page, its margins alike, had room for more: on a
    broad page hardly a line is full, and none tells how far full ones would reach."""
    if line.column or not line.page_width or line.text[-1:] not in _SENTENCE_ENDS:
        return False
    left, _ = margins.get(line.column, (line.left, 0.0))
    return line.page_width - left - line.right > _ROOM * em


def _differ(first: Visual, second: Visual) -> bool:
    """Whether two lines are set so differently that they cannot be of one paragraph."""
    return abs(first.size - second.size) > 1.5 or (
        _SPANNING in (first.column, second.column) and first.column != second.column
    )


def _margins(pages: list[list[Visual]]) -> dict[int, tuple[float, float]]:
    """(left, right) of each column, from the lines that are long enough to fill it."""
    columns: dict[int, list[Visual]] = {}
    for page in pages:
        _set_columns(page)
        for line in page:
            if not (line.is_running or line.is_unread):
                columns.setdefault(line.column, []).append(line)
    found = dict[int, tuple[float, float]]()
    for column, lines in columns.items():
        long_lines = [line for line in lines if len(line.text) >= _LONG] or lines
        left = min(statistics.multimode(round(line.left) for line in long_lines))
        found[column] = (left, max(line.right for line in long_lines))
    return found


def _set_columns(page: list[Visual]) -> None:
    """Tells the lines of a page set in columns which one they stand in; a line over
    several, like a title, stands in none of them."""
    gaps = _gaps([line for line in page if not (line.is_running or line.is_unread)])
    for line in page:
        before, behind = sum(gap < line.right for gap in gaps), sum(gap <= line.left for gap in gaps)
        line.column = 0 if not gaps else behind + 1 if before == behind else _SPANNING


def _gaps(lines: list[Visual], deep: int = 0) -> list[float]:
    """The places between columns, from left to right. Where there are two, there may be three or
    four, and the last of them is often short."""
    gap = _gap_between_columns(lines, _LEAST_LINES[deep]) if deep < len(_LEAST_LINES) else None
    if gap is None:
        return []
    before = [line for line in lines if line.right <= gap]
    behind = [line for line in lines if line.left >= gap]
    return [*_gaps(before, deep + 1), gap, *_gaps(behind, deep + 1)]


def _gap_between_columns(lines: list[Visual], least: int) -> float | None:
    """A place between left and right that hardly any line crosses, with many on both sides."""
    if len(lines) < 2 * least:
        return None
    width = max(line.right for line in lines) - min(line.left for line in lines)
    middle = min(line.left for line in lines) + width / 2
    places = sorted({round(line.left) for line in lines if abs(line.left - middle) < width / 4})
    for place in places:
        gap = place - 1.0
        before = [line for line in lines if line.right <= gap]
        behind = [line for line in lines if line.left >= gap]
        crossing = len(lines) - len(before) - len(behind)
        long_before = [line for line in before if len(line.text) >= _COLUMN_CHARS]
        long_behind = [line for line in behind if len(line.text) >= _COLUMN_CHARS]
        if min(len(long_before), len(long_behind)) >= least and crossing * 4 <= len(lines):
            return gap
    return None


def lines_of_words(words: list[tuple[float, Visual]]) -> list[Visual]:
    """The words of a page, each with the height of its middle, as its lines from top to bottom,
    each from left to right."""
    lines: list[tuple[float, list[Visual]]] = []
    for middle, word in sorted(words, key=lambda pair: pair[0]):
        if lines and abs(middle - lines[-1][0]) < _SAME_LINE * max(word.size, 1.0):
            lines[-1][1].append(word)
        else:
            lines.append((middle, [word]))
    return [_joined(sorted(line, key=lambda word: word.left)) for _, line in lines]


def _joined(line: list[Visual]) -> Visual:
    text = "".join(word.text for word in line)
    sures = [word.sureness for word in line if word.sureness is not None]
    right = max(word.right for word in line)
    return Visual(text.strip(), line[0].left, right, line[0].size, sureness=min(sures, default=None))
