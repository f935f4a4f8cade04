"""Saved web pages: the main text of the page, block by block.

Site furniture inside the main text is left to cleaning, which works on lines
of any format; here only what the page's own markup shows to be furniture goes.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.formats.gates import is_gate
from draftbot.corpus.formats.hidden import hidden_names
from draftbot.corpus.formats.html_blocks import Block, Page, flattened, walked
from draftbot.corpus.lines import TITLE_STYLE, Line
from draftbot.errors import GatePage, NoReportInFile, TooManyParts

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}
_MIN_PROSE = 60
# Of the title that a page's own name begins with, and of a line that is no name with its value.
_SHORTEST_TITLE, _SHORTEST_RUNNING, _SENTENCE = 6, 15, re.compile("[，。；！？,;]")
# The main text is the innermost element that holds this share of the page's running text.
_MAIN_SHARE = 0.8
_SHORT_PAGE, _SHORT_SHARE = 2000, 0.97
# Style sheets hide less than this part of the running text, or a script shows it.
_MOST_HIDDEN = 5
# Lines of a page that may stand with the headings round its only paragraph.
_FEW_BESIDE = 3
# A page of a site has some thousands.
_MOST_TAGS = 600_000


def read_html(data: bytes, name: str, *, is_part: bool = False) -> list[Line]:
    """One `Line` per block of a page, h1–h6 as styles, table rows as cells joined by
    " | "; what is not its main text is marked as dropped. A page put inside another file,
    `is_part`, may hold a line and no more.

    Raises NoReportInFile for a page without running text (only navigation), GatePage, TooManyParts.
    """
    declared = _DECLARED.search(data[:4096])
    alias = _ALIASES.get(declared[1].decode("ascii").lower(), "") if declared else ""
    text = decode(data, name, declared=alias)
    if text.count("<") > _MOST_TAGS:
        raise TooManyParts(name=name, limit=_MOST_TAGS)
    parsed = LexborHTMLParser(flattened(text))
    root = parsed.body
    names = hidden_names(sheet.text() for sheet in parsed.css("style"))
    page = walked(root, names)
    if names and page.hidden_prose() * _MOST_HIDDEN > page.prose_in()[0]:
        # What a script opens and closes is no secret.
        page = walked(root)
    if page.prose_in()[0] < _MIN_PROSE and any(block.is_hidden and block.prose for block in page.blocks):
        # A page that its own script would have shown.
        page = walked(root, sees_hidden=True)
    if is_part:
        return _numbered(page.blocks, ["hidden_text" if block.is_hidden else "" for block in page.blocks])
    if is_gate(parsed, page.prose_in()[0], name):
        raise GatePage(name=name)
    title = parsed.css_first("title")
    reasons = _main_text(page)
    _leave_head_out(page, reasons, "".join((title.text() if title else "").split()))
    chosen = [block for block, reason in zip(page.blocks, reasons, strict=True) if not reason]
    if sum(block.prose for block in chosen) < _MIN_PROSE and (
        sum(len(block.text) - block.link_chars for block in chosen) < _MIN_PROSE
        or sum(block.link_chars for block in chosen) > _MIN_PROSE
    ):
        raise NoReportInFile(name=name)
    return _numbered(page.blocks, reasons)


def _numbered(blocks: list[Block], reasons: list[str]) -> list[Line]:
    return [
        Line(number, block.text, block.style, block.place, reason, is_linked=block.is_linked)
        for number, (block, reason) in enumerate(zip(blocks, reasons, strict=True), start=1)
    ]


def _main_text(page: Page) -> list[str]:
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


def _with_headings(page: Page, main: int) -> int:
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


def _shown_in(page: Page, container: int) -> list[Block]:
    inside = page.inside({container})
    return [block for block in page.blocks if inside[block.container] and not block.is_hidden]


def _take_heading_in(blocks: list[Block], reasons: list[str]) -> None:
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


def _leave_head_out(page: Page, reasons: list[str], name: str) -> None:
    """What stands before the text's title and is no running text goes, but for what stands beside that text
    in its own frame: that title is a line which the page's own name (its <title>, without spaces) begins
    with. It is the title, whatever it was set as."""
    blocks = page.blocks
    prose = next((i for i, block in enumerate(blocks) if _is_running(block)), len(blocks))
    for i, block in enumerate(blocks[:prose]):
        text = "".join(block.text.split())
        if len(text) < _SHORTEST_TITLE or block.is_hidden or block.is_linked or not name.startswith(text):
            continue
        frame = page.parents[blocks[prose].container] if prose < len(blocks) else -1
        for before in range(i):
            if page.parents[blocks[before].container] != frame:
                reasons[before] = reasons[before] or "navigation"
        reasons[i], block.style = "", TITLE_STYLE
        return


def _is_running(block: Block) -> bool:
    """Whether a block is running text, and no name with its value."""
    return block.prose >= _SHORTEST_RUNNING and bool(_SENTENCE.search(block.text))


def _leave_links_out(blocks: list[Block], reasons: list[str]) -> None:
    """Bars of links before the first running text and behind the last go."""
    prose = [i for i, block in enumerate(blocks) if _is_running(block) and not reasons[i]]
    prose = prose or [i for i, block in enumerate(blocks) if block.prose and not reasons[i]]
    if not prose:
        return
    for i in (*range(prose[0]), *range(prose[-1] + 1, len(blocks))):
        block = blocks[i]
        words = sum(c.isalnum() for c in block.text)
        if not reasons[i] and block.style is None and words and block.link_chars >= words:
            reasons[i] = "links"
