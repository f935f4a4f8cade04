"""Saved web pages: the main text of the page, block by block.

Site furniture inside the main text is left to cleaning, which works on lines
of any format; here only what the page's own markup shows to be furniture goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.lines import TITLE_STYLE, Line
from draftbot.errors import NoReportInFile

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}
_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "object", "nav", "footer", "aside",
     "form", "button", "select", "textarea", "head", "canvas", "audio", "video")
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd", "table",
     "tbody", "thead", "tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
     "center", "body", "html", "br", "hr", "figure", "figcaption", "address", "fieldset", "caption")
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PROSE = re.compile("[，。；：！？,;]")
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
_MIN_PROSE = 60
# The main text is the innermost element that holds this share of the page's running text.
_MAIN_SHARE = 0.8
_SHORT_PAGE, _SHORT_SHARE = 2000, 0.97
_MAX_ROW = 600
# Tags that stay open until closed; p, li, td and the like end by themselves.
_CONTAINER = re.compile(
    r"<(/?)(?!(?:p|br|hr|img|input|meta|link|li|dd|dt|t[rdh]|option|col|html|body|head|h[1-6])\b)[a-z][^<>]*>?",
    re.IGNORECASE,
)
_MAX_DEPTH = 2000


@dataclass(slots=True)
class _Block:
    text: str
    style: int | None
    link_chars: int
    container: int

    @property
    def prose(self) -> int:
        """Characters of running text: not links, not labels."""
        if self.link_chars * 2 > len(self.text) or not _PROSE.search(self.text):
            return 0
        return len(self.text)


@dataclass(slots=True)
class _Page:
    """What a walk through the page gathers. `parents[i]` is the container that
    holds container i; containers are numbered in document order."""

    blocks: list[_Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [-1])


def read_html(data: bytes, name: str) -> list[Line]:
    """The main text of a page, one `Line` per block, h1–h6 as styles, table
    rows as cells joined by " | ".

    Raises NoReportInFile for a page without running text (only navigation).
    """
    declared = _DECLARED.search(data[:4096])
    alias = _ALIASES.get(declared[1].decode("ascii").lower(), "") if declared else ""
    root = LexborHTMLParser(_flattened(decode(data, name, declared=alias))).body
    page = _Page()
    if root is not None:
        _Walk(page).through(root)
    blocks = _main_text(page)
    if sum(block.prose for block in blocks) < _MIN_PROSE and (
        sum(len(block.text) - block.link_chars for block in blocks) < _MIN_PROSE
        or sum(block.link_chars for block in blocks) > _MIN_PROSE
    ):
        raise NoReportInFile(name=name)
    return [Line(number, block.text, block.style) for number, block in enumerate(blocks, start=1)]


def _flattened(text: str) -> str:
    """`text`, with its containers taken out if they nest so deep that the parser,
    whose time grows with the square of the depth, would not come back."""
    depth = deepest = 0
    for closing in _CONTAINER.findall(text):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return _CONTAINER.sub("\n", text) if deepest > _MAX_DEPTH else text


def _main_text(page: _Page) -> list[_Block]:
    """The blocks of the innermost element with most of the prose, led by the
    page's own heading where that stands outside."""
    prose = [0] * len(page.parents)
    for block in page.blocks:
        prose[block.container] += block.prose
    for container in range(len(prose) - 1, 0, -1):
        prose[page.parents[container]] += prose[container]
    # On a short page one paragraph may hold most of the text, and the title none.
    enough = prose[0] * (_SHORT_SHARE if prose[0] < _SHORT_PAGE else _MAIN_SHARE)
    main = 0
    for container in range(1, len(prose)):
        if prose[container] >= enough > 0 and page.parents[container] == main:
            main = container
    inside = [main == container for container in range(len(prose))]
    for container in range(main + 1, len(prose)):
        inside[container] = inside[page.parents[container]]
    chosen = [block for block in page.blocks if inside[block.container]]
    before = page.blocks[: page.blocks.index(chosen[0])] if chosen else []
    heads = [block for block in before if block.style == 1 and block.link_chars * 2 <= len(block.text)]
    if heads and all(heads[-1].text != block.text for block in chosen[:3]):
        head = heads[-1]
        chosen.insert(0, _Block(head.text, TITLE_STYLE, head.link_chars, head.container))
    return chosen


class _Walk:
    """One pass through a page without recursion: pages nest as deep as they like."""

    def __init__(self, page: _Page) -> None:
        self._page = page
        self._text: list[str] = []
        self._link_chars = 0
        self._container = 0
        self._style: int | None = None
        self._in_link = 0
        self._row: int | None = None

    def through(self, root: LexborNode) -> None:
        depth = 0
        for node, entering in _events(root):
            depth += 1 if entering else -1
            tag = node.tag or ""
            if tag == "-text":
                if entering:
                    self._add(node.text_content or "")
            elif tag == "a":
                self._in_link += 1 if entering else -1
            elif tag in _BLOCKS:
                self._enter(node, tag, depth) if entering else self._leave(tag, depth + 1)
        self._flush()

    def _add(self, text: str) -> None:
        self._text.append(text)
        if self._in_link:
            self._link_chars += len(text.strip())

    def _enter(self, node: LexborNode, tag: str, depth: int) -> None:
        if self._row is not None:
            return
        self._flush()
        if tag in _HEADINGS:
            self._style = _HEADINGS[tag]
        if tag == "tr" and _is_data_row(node):
            self._row = depth
        if tag != "br":
            self._page.parents.append(self._container)
            self._container = len(self._page.parents) - 1

    def _leave(self, tag: str, depth: int) -> None:
        if self._row is not None:
            if tag in ("td", "th"):
                self._text.append(" | ")
            if depth != self._row:
                return
            self._row = None
        self._flush()
        if tag in _HEADINGS:
            self._style = None
        if tag != "br":
            self._container = max(self._page.parents[self._container], 0)

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._text)).strip(" \u3000|")
        if text:
            self._page.blocks.append(_Block(text, self._style, self._link_chars, self._container))
        self._text.clear()
        self._link_chars = 0


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """(node, True) on entering and (node, False) on leaving, in document order."""
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        yield node, True
        child = None if (node.tag or "") in _SKIPPED else node.child
        if child is not None:
            node, depth = child, depth + 1
            continue
        yield node, False
        while depth and node.next is None:
            parent = node.parent
            if parent is None:
                return
            node, depth = parent, depth - 1
            yield node, False
        if not depth:
            return
        node = node.next


def _is_data_row(row: LexborNode) -> bool:
    """Whether a row holds short cells, not the layout of a page."""
    cells = 0
    child = row.child
    while child is not None:
        if child.tag in ("td", "th"):
            cells += 1
        child = child.next
    if cells < 2 or row.css_first("table") is not None:
        return False
    return len(row.text(deep=True)) <= _MAX_ROW
