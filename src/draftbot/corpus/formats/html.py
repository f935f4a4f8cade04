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
from draftbot.corpus.formats.hidden import hidden_names, is_hidden
from draftbot.corpus.lines import TITLE_STYLE, Line, Place
from draftbot.errors import NoReportInFile, TooManyParts

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}
# What shows no text of the page, and the readings set above characters.
_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "object",
     "button", "select", "head", "canvas", "audio", "video", "rt", "rp")
)  # fmt: skip
# What stands beside a page's text by its own markup; a form may hold the whole page.
_BESIDE = frozenset(("nav", "footer", "aside"))
# What shows the line ends of its text as they stand.
_KEEPS_LINES, _KEEPING_STYLE = ("pre", "textarea"), re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd", "table",
     "tbody", "thead", "tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
     "center", "body", "html", "br", "hr", "figure", "figcaption", "address", "fieldset", "caption",
     "nav", "footer", "aside", "form", "textarea")
)  # fmt: skip
# What says what a picture shows, and the marks with which a line under one points at it.
_PICTURES, _CAPTION, _POINTING = ("img", "picture"), "figcaption", tuple("▲△▴▵↑⬆▼▽▾↓")
# What notes at the foot of a page stand in: Word's own pages, and such as pandoc makes.
_NOTES = re.compile(r"mso-element\s*:\s*(?:foot|end)note-list|^doc-(?:foot|end)notes?$", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PROSE = re.compile("[，。；：！？,;]")
_LONGEST_HEADING = 60
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
_MIN_PROSE = 60
# The main text is the innermost element that holds this share of the page's running text.
_MAIN_SHARE = 0.8
_SHORT_PAGE, _SHORT_SHARE = 2000, 0.97
_MAX_ROW = 600
# Style sheets hide less than this part of the running text, or a script shows it.
_MOST_HIDDEN = 5
# Lines of a page that may stand with the headings round its only paragraph.
_FEW_BESIDE = 3
# Tags that stay open until closed; p, li, td and the like end by themselves.
_CONTAINER = re.compile(
    r"<(/?)(?!(?:p|br|hr|img|input|meta|link|li|dd|dt|t[rdh]|option|col|html|body|head|h[1-6])\b)[a-z][^<>]*>?",
    re.IGNORECASE,
)
_MAX_DEPTH = 2000
# A page of a site has some thousands.
_MOST_TAGS = 600_000


@dataclass(slots=True)
class _Block:
    text: str
    style: int | None
    link_chars: int
    container: int
    place: Place = Place.TEXT
    is_hidden: bool = False

    @property
    def is_linked(self) -> bool:
        return self.link_chars * 2 > len(self.text)

    @property
    def prose(self) -> int:
        """Characters of running text: not links, not labels."""
        if self.is_linked or not _PROSE.search(self.text):
            return 0
        return len(self.text)


@dataclass(slots=True)
class _Page:
    """What a walk through the page gathers. `parents[i]` is the container that
    holds container i; containers are numbered in document order. `beside` are those
    that the page's own markup sets beside its text."""

    blocks: list[_Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [-1])
    beside: set[int] = field(default_factory=set)

    def prose_in(self) -> list[int]:
        """The prose of each container with all it holds, in characters."""
        prose = [0] * len(self.parents)
        for block in self.blocks:
            if not block.is_hidden:
                prose[block.container] += block.prose
        for container in range(len(prose) - 1, 0, -1):
            prose[self.parents[container]] += prose[container]
        return prose

    def hidden_prose(self) -> int:
        return sum(block.prose for block in self.blocks if block.is_hidden)

    def inside(self, roots: set[int]) -> list[bool]:
        """Of each container whether it is one of `roots` or lies in one."""
        found = [container in roots for container in range(len(self.parents))]
        for container in range(1, len(found)):
            found[container] = found[container] or found[self.parents[container]]
        return found


def read_html(data: bytes, name: str, *, is_part: bool = False) -> list[Line]:
    """One `Line` per block of a page, h1–h6 as styles, table rows as cells joined by
    " | "; what is not its main text is marked as dropped. A page put inside another file,
    `is_part`, may hold a line and no more.

    Raises NoReportInFile for a page without running text (only navigation), TooManyParts.
    """
    declared = _DECLARED.search(data[:4096])
    alias = _ALIASES.get(declared[1].decode("ascii").lower(), "") if declared else ""
    text = decode(data, name, declared=alias)
    if text.count("<") > _MOST_TAGS:
        raise TooManyParts(name=name, limit=_MOST_TAGS)
    parsed = LexborHTMLParser(_flattened(text))
    root = parsed.body
    names = hidden_names(sheet.text() for sheet in parsed.css("style"))
    page = _walked(root, names)
    if names and page.hidden_prose() * _MOST_HIDDEN > page.prose_in()[0]:
        # What a script opens and closes is no secret.
        page = _walked(root)
    if page.prose_in()[0] < _MIN_PROSE and any(block.is_hidden and block.prose for block in page.blocks):
        # A page that its own script would have shown.
        page = _walked(root, sees_hidden=True)
    if is_part:
        return _numbered(page.blocks, ["hidden_text" if block.is_hidden else "" for block in page.blocks])
    reasons = _main_text(page)
    chosen = [block for block, reason in zip(page.blocks, reasons, strict=True) if not reason]
    if sum(block.prose for block in chosen) < _MIN_PROSE and (
        sum(len(block.text) - block.link_chars for block in chosen) < _MIN_PROSE
        or sum(block.link_chars for block in chosen) > _MIN_PROSE
    ):
        raise NoReportInFile(name=name)
    return _numbered(page.blocks, reasons)


def _numbered(blocks: list[_Block], reasons: list[str]) -> list[Line]:
    return [
        Line(number, block.text, block.style, block.place, reason, is_linked=block.is_linked)
        for number, (block, reason) in enumerate(zip(blocks, reasons, strict=True), start=1)
    ]


def blocks_of(text: str) -> list[tuple[str, Place]]:
    """The blocks of a piece of a page, table rows as cells joined by " | "."""
    page = _walked(LexborHTMLParser(_flattened(text)).body)
    return [(block.text, block.place) for block in page.blocks if not block.is_hidden]


def _walked(
    root: LexborNode | None, names: frozenset[str] = frozenset(), *, sees_hidden: bool = False
) -> _Page:
    page = _Page()
    if root is not None:
        _Walk(page, names, sees_hidden).through(root)
    return page


def _flattened(text: str) -> str:
    """`text`, with its containers taken out if they nest so deep that the parser,
    whose time grows with the square of the depth, would not come back."""
    depth = deepest = 0
    for closing in _CONTAINER.findall(text):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return _CONTAINER.sub("\n", text) if deepest > _MAX_DEPTH else text


def _main_text(page: _Page) -> list[str]:
    """Of each block why it is no part of the main text, "" for those that are: of the
    innermost element with most of the prose, led by the page's own heading where that
    stands outside, and without what is nothing but links before and after the prose."""
    prose = page.prose_in()
    beside = {container for container in page.beside if prose[container] * 2 < prose[0]}
    is_beside = page.inside(beside)
    for container in beside:
        if not is_beside[page.parents[container]]:
            prose[0] -= prose[container]
    # On a short page one paragraph may hold most of the text, and the title none.
    enough = prose[0] * (_SHORT_SHARE if prose[0] < _SHORT_PAGE else _MAIN_SHARE)
    main = 0
    for container in range(1, len(prose)):
        if prose[container] >= enough > 0 and page.parents[container] == main:
            main = container
    main = _with_headings(page, main)
    inside = page.inside({main})
    reasons = [
        "hidden_text"
        if block.is_hidden
        else ""
        if inside[block.container] and not is_beside[block.container]
        else "navigation"
        for block in page.blocks
    ]
    _take_heading_in(page.blocks, reasons)
    _leave_links_out(page.blocks, reasons)
    return reasons


def _with_headings(page: _Page, main: int) -> int:
    """The container `main`, or where it holds but one block the nearest round it that adds headings
    to that and hardly anything else."""
    held = _shown_in(page, main)
    around = main
    while len(held) == 1 and around:
        around = page.parents[around]
        added = [block for block in _shown_in(page, around) if block not in held]
        if any(block.style is not None for block in added):
            return around if sum(block.style is None for block in added) <= _FEW_BESIDE else main
    return main


def _shown_in(page: _Page, container: int) -> list[_Block]:
    inside = page.inside({container})
    return [block for block in page.blocks if inside[block.container] and not block.is_hidden]


def _take_heading_in(blocks: list[_Block], reasons: list[str]) -> None:
    """The page's own heading, where it stands before its main text, becomes its title."""
    first = next((i for i, reason in enumerate(reasons) if not reason), 0)
    heads = [
        i for i in range(first) if blocks[i].style == 1 and blocks[i].link_chars * 2 <= len(blocks[i].text)
    ]
    # A page without a heading of the first rank may have its own right over the text.
    if not heads and first and (blocks[first - 1].style or 0) > 1 and blocks[first - 1].link_chars == 0:
        heads = [first - 1]
    near = [block.text for block, reason in zip(blocks, reasons, strict=True) if not reason][:3]
    if heads and blocks[heads[-1]].text not in near:
        blocks[heads[-1]].style = TITLE_STYLE
        reasons[heads[-1]] = ""


def _leave_links_out(blocks: list[_Block], reasons: list[str]) -> None:
    """Bars of links before the first running text and behind the last go."""
    prose = [i for i, block in enumerate(blocks) if block.prose and not reasons[i]]
    if not prose:
        return
    for i in (*range(prose[0]), *range(prose[-1] + 1, len(blocks))):
        block = blocks[i]
        words = sum(c.isalnum() for c in block.text)
        if not reasons[i] and block.style is None and words and block.link_chars >= words:
            reasons[i] = "links"


class _Walk:
    """One pass through a page without recursion: pages nest as deep as they like."""

    def __init__(self, page: _Page, names: frozenset[str], sees_hidden: bool) -> None:
        self._page, self._names = page, names
        self._sees_hidden = sees_hidden
        self._hidden_at: int | None = None
        self._hidden_text: list[str] = []
        self._lines_kept_at: int | None = None
        self._notes_at: int | None = None
        self._text: list[str] = []
        self._link_chars = 0
        self._container = 0
        self._style: int | None = None
        self._joins_lines = False
        self._in_link = 0
        self._row: int | None = None
        self._place = Place.TEXT
        self._is_below_picture = False

    def through(self, root: LexborNode) -> None:
        depth = 0
        for node, entering in _events(root):
            depth += 1 if entering else -1
            tag = node.tag or ""
            if self._lines_kept_at is None and entering and _keeps_lines(node, tag):
                self._lines_kept_at = depth
            elif not entering and depth + 1 == self._lines_kept_at:
                self._lines_kept_at = None
            if self._notes_at is None and entering and _holds_notes(node, tag):
                self._flush()
                self._notes_at = depth
            elif not entering and depth + 1 == self._notes_at:
                self._flush()
                self._notes_at = None
            if self._hidden_at is not None:
                self._pass_hidden(node, tag, depth, entering)
            elif entering and not self._sees_hidden and is_hidden(node, tag, self._names):
                self._hidden_at = depth
            elif tag == "-text":
                if entering:
                    self._add_lines(node.text_content or "")
            elif tag in _PICTURES:
                self._is_below_picture = True
            elif tag == "a":
                self._in_link += 1 if entering else -1
            elif tag == "br" and self._joins_lines:
                continue
            elif tag in _BLOCKS:
                self._enter(node, tag, depth) if entering else self._leave(tag, depth + 1)
        self._flush()

    def _pass_hidden(self, node: LexborNode, tag: str, depth: int, entering: bool) -> None:
        if entering and tag == "-text":
            self._hidden_text.append(node.text_content or "")
        elif not entering and depth + 1 == self._hidden_at:
            self._hidden_at = None
            text = _SPACE.sub(" ", "".join(self._hidden_text)).strip()
            self._hidden_text.clear()
            if text:
                self._page.blocks.append(_Block(text, None, 0, self._container, is_hidden=True))

    def _add_lines(self, text: str) -> None:
        """A text whose line ends mean nothing, or each line of one whose line ends do."""
        first, *rest = text.split("\n") if self._lines_kept_at and self._row is None else (text,)
        self._add(first)
        for line in rest:
            self._flush()
            self._add(line)

    def _add(self, text: str) -> None:
        self._text.append(text)
        if self._in_link:
            self._link_chars += len(text.strip())

    def _enter(self, node: LexborNode, tag: str, depth: int) -> None:
        if self._row is not None:
            return
        self._flush()
        if tag == _CAPTION:
            self._place = Place.CAPTION
        if tag in _HEADINGS:
            self._style = _HEADINGS[tag]
            # A heading is one, however its lines are broken; a whole text may stand in its mark.
            self._joins_lines = len(node.text()) <= _LONGEST_HEADING
        if tag == "tr" and _is_data_row(node):
            self._row = depth
        if tag != "br":
            self._page.parents.append(self._container)
            self._container = len(self._page.parents) - 1
            if tag in _BESIDE:
                self._page.beside.add(self._container)

    def _leave(self, tag: str, depth: int) -> None:
        if self._row is not None:
            if tag in ("td", "th"):
                self._text.append(" | ")
            if depth != self._row:
                return
            self._row = None
            self._place = Place.ROW
        self._flush()
        self._place = Place.TEXT
        if tag in _HEADINGS:
            self._style, self._joins_lines = None, False
        if tag != "br":
            self._container = max(self._page.parents[self._container], 0)

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._text)).strip(" \u3000|")
        if text:
            points_up = self._is_below_picture and text.startswith(_POINTING)
            place = Place.CAPTION if points_up and self._style is None else self._place
            place = place if self._notes_at is None else Place.NOTE
            self._page.blocks.append(_Block(text, self._style, self._link_chars, self._container, place))
            self._is_below_picture = False
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


def _keeps_lines(node: LexborNode, tag: str) -> bool:
    if tag in _KEEPS_LINES:
        return True
    return tag in _BLOCKS and bool(_KEEPING_STYLE.search(node.attributes.get("style") or ""))


def _holds_notes(node: LexborNode, tag: str) -> bool:
    if tag not in _BLOCKS:
        return False
    said = (node.attributes.get("style") or "", node.attributes.get("role") or "")
    return any(map(_NOTES.search, said))


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
