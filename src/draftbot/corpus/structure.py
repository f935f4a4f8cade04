"""Lines of one report → its tree of sections."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from draftbot.chinese.dates import is_signing_date
from draftbot.chinese.enumerators import Family, Nesting, Number, parse_number
from draftbot.chinese.numerals import HAN
from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.headings import Heading, is_unnumbered_heading, numbered_heading
from draftbot.corpus.lines import Line, Place
from draftbot.corpus.set_lines import begins_closing
from draftbot.domain import Section

_SHAPE = 10  # the style given to headings that only their shape makes so
# Below no numbered heading, wherever they stand.
_OUTERMOST = 0
_BACK_MATTER = re.compile("参考文献|附录|致谢|结束?语")
_ATTACHMENT = re.compile(rf"附[件录]\s*[\d{HAN}]{{1,3}}$")
# 三，存在问题, where the file itself says that the line is a heading.
_LOOSE_NUMBER = re.compile(rf"([{HAN}]{{1,3}}[，,])\s*(?=\S{{2}})")
_LONGEST_TITLE = 50
_CLOSING_LINES = 6
_NEAR = 60
_SEVERAL = 2


@dataclass(slots=True)
class _Item:
    line: Line
    number: Number | None
    heading: Heading | None
    list_key: int = 0
    is_plain_item: bool = False
    is_attachment: bool = False


@dataclass(slots=True)
class _Node:
    level: int
    number: str = ""
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)

    def frozen(self) -> Section:
        return Section(
            self.level,
            self.number,
            self.heading,
            tuple(self.paragraphs),
            tuple(c.frozen() for c in self.children),
        )


def build_sections(lines: list[Line]) -> tuple[Section, ...]:
    """The section tree of one report's lines (title left out).

    Text before the first heading and the closing after the last stand in
    sections of level 0. An item of a list of headings that has no heading of
    its own becomes a section without heading, so that reading order is kept.
    """
    body, closing = _without_closing(lines)
    items = _items(body)
    _vote(items)
    _follow_siblings(items)
    root = _Node(0)
    path = [root]
    nesting = Nesting()
    for item in items:
        _add(item, path, nesting)
    sections = [child.frozen() for child in root.children]
    if root.paragraphs:
        sections.insert(0, Section(0, "", "", tuple(root.paragraphs)))
    if closing:
        sections.append(Section(0, "", "", tuple(line.text for line in closing)))
    return tuple(sections)


def _without_closing(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """(body, closing): the closing is the run of unnumbered lines at the end
    from a closing formula or a signature on."""
    start = len(lines)
    for i in range(len(lines) - 1, max(len(lines) - 1 - _CLOSING_LINES, 0), -1):
        text = lines[i].text
        if parse_number(text) is not None and not is_signing_date(text):
            break
        if begins_closing(to_simplified(text)):
            start = i
        elif is_signing_date(text):
            signed = i > 0 and len(lines[i - 1].text) <= 30 and lines[i - 1].text[-1] not in "。；："
            start = i - 1 if signed else i
        elif i >= start - 1 and start == len(lines) and len(text) > 40:
            break
    has_heading = any(parse_number(line.text) or line.style for line in lines[:start])
    return (lines[:start], lines[start:]) if has_heading else (lines, [])


def _items(lines: list[Line]) -> list[_Item]:
    nesting = Nesting()
    items: list[_Item] = []
    numbers = [parse_number(line.text) if line.place is Place.TEXT else None for line in lines]
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        after = lines[i + 1] if i + 1 < len(lines) else None
        if items and items[-1].is_attachment and items[-1].line is before:
            continue  # its title, which the attachment has taken
        if (attached := _attachment(line, after, numbers[i + 1] if after else None)) is not None:
            items.append(_Item(line, None, attached, is_attachment=True))
            nesting.place_unnumbered(_OUTERMOST)
            continue
        number = numbers[i]
        if number is not None and not _is_real_number(number, numbers, i):
            number = None
        item = _Item(line, number, None)
        if line.style is not None:
            loose = None if number else _LOOSE_NUMBER.match(line.text)
            written, end = (
                (number.text, number.end) if number else (loose[1], loose.end()) if loose else ("", 0)
            )
            item.heading = Heading(written, line.text[end:].strip().rstrip("：:"), "", whole=True)
        elif number is not None:
            item.heading = numbered_heading(line.text, number, after.text if after else None)
            nesting.place(number)
            item.list_key = nesting.list_key
            item.is_plain_item = item.heading is None
        elif line.place is Place.TEXT and is_unnumbered_heading(line, *_around(lines, i)):
            item.heading = Heading("", line.text.rstrip("：: "), "", whole=True)
        items.append(item)
    return items


def _around(lines: list[Line], i: int) -> tuple[Line | None, Line | None]:
    """The lines above and below; a picture's caption parts no heading from what it stands over."""
    above, below = i - 1, i + 1
    while above >= 0 and lines[above].place is Place.CAPTION:
        above -= 1
    while below < len(lines) and lines[below].place is Place.CAPTION:
        below += 1
    return lines[above] if above >= 0 else None, lines[below] if below < len(lines) else None


def _attachment(line: Line, after: Line | None, number: Number | None) -> Heading | None:
    """The heading of a paper put behind the text: a line 附件2 and, below it, its title. What
    it holds stands under it, not under the last part of the text before."""
    if after is None or number is not None or line.style is not None or line.place is not Place.TEXT:
        return None
    if not _ATTACHMENT.match(to_simplified(line.text)):
        return None
    if (
        after.place is not Place.TEXT
        or len(after.text) > _LONGEST_TITLE
        or after.text[-1] in "。！？；：，、"
    ):
        return None
    return Heading(line.text, after.text, "", whole=True)


def _is_real_number(number: Number, numbers: list[Number | None], i: int) -> bool:
    """Whether a number that could be something else is one: bare digits need a
    neighbour in their list, decimals parts as small as a heading's."""
    if number.family is Family.BARE:
        wanted = (number.ordinal - 1, number.ordinal + 1)
        near = numbers[max(0, i - _NEAR) : i + _NEAR]
        return any(
            n is not None
            and n.family in (Family.BARE, Family.ARABIC, Family.ARABIC_COMMA)
            and n.ordinal in wanted
            for n in near
        )
    return number.family is not Family.DECIMAL or max(number.parts) <= 30


def _vote(items: list[_Item]) -> None:
    """All items of a list are headings or none. In a list most of whose items
    are plain, one that happens to open with a short sentence is plain too; in
    one of headings, an item's first sentence may be somewhat longer."""
    plain = Counter(item.list_key for item in items if item.is_plain_item)
    titled = Counter(item.list_key for item in items if item.list_key and item.heading)
    for i, item in enumerate(items):
        if not item.list_key or item.number is None or item.line.style is not None:
            continue
        following = items[i + 1] if i + 1 < len(items) else None
        if plain[item.list_key] > titled[item.list_key]:
            stands_over_text = following is not None and following.number is None
            if item.heading and not (item.heading.whole and stands_over_text):
                item.heading = None
            item.is_plain_item = False
        elif item.is_plain_item:
            next_text = following.line.text if following else None
            item.heading = numbered_heading(item.line.text, item.number, next_text, lenient=True)
            item.is_plain_item = item.heading is None and titled[item.list_key] > 0


def _follow_siblings(items: list[_Item]) -> None:
    """Where several lines are headings by their shape alone, shorter ones of that shape are, too."""
    shaped = [item for item in items if item.heading and item.number is None and item.line.style is None]
    if len(shaped) < _SEVERAL:
        return
    lines = [item.line for item in items]
    for i, item in enumerate(items):
        is_bare = item.heading is None and item.number is None and item.line.style is None
        if not is_bare or item.line.place is not Place.TEXT or is_signing_date(item.line.text):
            continue
        before, after = _around(lines, i)
        if before is not None and is_unnumbered_heading(item.line, before, after, lenient=True):
            item.heading = Heading("", item.line.text, "", whole=True)


def _add(item: _Item, path: list[_Node], nesting: Nesting) -> None:
    heading, number = item.heading, item.number
    if heading is None and not item.is_plain_item:
        path[-1].paragraphs.append(item.line.text)
        return
    if item.is_attachment:
        depth = nesting.place_unnumbered(_OUTERMOST)
    elif item.line.style is not None:
        depth = nesting.place_unnumbered(item.line.style)
    elif number is not None:
        depth = nesting.place(number)
    else:
        depth = nesting.place_unnumbered(
            _OUTERMOST if _BACK_MATTER.match(to_simplified(item.line.text)) else _SHAPE
        )
    del path[depth:]
    node = _Node(depth)
    if heading is None:
        node.paragraphs.append(item.line.text)
    else:
        node.number, node.heading = heading.number, heading.title
        if heading.body:
            node.paragraphs.append(heading.body)
    path[-1].children.append(node)
    path.append(node)
