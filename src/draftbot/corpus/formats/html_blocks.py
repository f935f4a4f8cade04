"""A page of HTML cut into its blocks, by the page's own markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from draftbot.corpus.formats.hidden import is_hidden
from draftbot.corpus.lines import Place

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
_MAX_ROW = 600
# Tags that stay open until closed; p, li, td and the like end by themselves.
_CONTAINER = re.compile(
    r"<(/?)(?!(?:p|br|hr|img|input|meta|link|li|dd|dt|t[rdh]|option|col|html|body|head|h[1-6])\b)[a-z][^<>]*>?",
    re.IGNORECASE,
)
_MAX_DEPTH = 2000


@dataclass(slots=True)
class Block:
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
class Page:
    """What a walk through the page gathers. `parents[i]` is the container that
    holds container i; containers are numbered in document order. `beside` are those
    that the page's own markup sets beside its text."""

    blocks: list[Block] = field(default_factory=list)
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


def blocks_of(text: str) -> list[tuple[str, Place]]:
    """The blocks of a piece of a page, table rows as cells joined by " | "."""
    page = walked(LexborHTMLParser(flattened(text)).body)
    return [(block.text, block.place) for block in page.blocks if not block.is_hidden]


def walked(
    root: LexborNode | None, names: frozenset[str] = frozenset(), *, sees_hidden: bool = False
) -> Page:
    page = Page()
    if root is not None:
        _Walk(page, names, sees_hidden).through(root)
    return page


def flattened(text: str) -> str:
    """`text`, with its containers taken out if they nest so deep that the parser,
    whose time grows with the square of the depth, would not come back."""
    depth = deepest = 0
    for closing in _CONTAINER.findall(text):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return _CONTAINER.sub("\n", text) if deepest > _MAX_DEPTH else text


class _Walk:
    """One pass through a page without recursion: pages nest as deep as they like."""

    def __init__(self, page: Page, names: frozenset[str], sees_hidden: bool) -> None:
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
                self._page.blocks.append(Block(text, None, 0, self._container, is_hidden=True))

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
            self._page.blocks.append(Block(text, self._style, self._link_chars, self._container, place))
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
