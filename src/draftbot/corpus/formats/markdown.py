"""Markdown: one line in, one line out, so that line numbers stay those of the file."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.formats.html_blocks import blocks_of
from draftbot.corpus.lines import TITLE_STYLE, Line, Place, split_lines

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}([-*_]\s*){3,}$")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
JOINT = " | "
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_INLINE = (
    (re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)"), ""),
    (re.compile(r"\[([^\]]{1,200})\]\([^)]{0,500}\)"), r"\1"),
    # Not after a digit: 20**年 is a masked year.
    (re.compile(r"(?<![*\d])\*\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![*\d])\*(?=[^\s*])([^*\n]{1,200}?)(?<=[^\s*])\*(?![*\d])"), r"\1"),
    (re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])__(?![\w_])"), r"\1"),
    # What is struck out, and marks that point at notes.
    (re.compile(r"~~(?=[^\s~])[^~\n]{1,400}?(?<=[^\s~])~~[ \t]*"), ""),
    (re.compile(r"\[\^[^\]\s]{1,40}\]"), ""),
    (re.compile(r"`([^`\n]{1,400})`"), r"\1"),
    (re.compile(r"==(?=[^\s=])([^=\n]{1,400}?)(?<=[^\s=])=="), r"\1"),
    # What wikis leave of a page in their exports: anchors, colours, frames, elements of their own.
    (re.compile(r"</?[a-z][a-z0-9]{0,20}(?:-[a-z0-9]{1,20})*(?:\s[^<>]{0,500})?/?>", re.IGNORECASE), ""),
    (re.compile(r"<(https?://[^<>\s]{1,500})>"), r"\1"),
    (
        re.compile(
            r"\s*\{(?:\s*(?:[#.][\w-]{1,80}|[\w-]{1,80}=(?:\"[^\"{}]{0,80}\"|[^\s\"{}]{1,80})))+\s*\}\s*$"
        ),
        "",
    ),
    (re.compile(r"^\s*:{3,}\s*[A-Za-z-]{0,30}(?![A-Za-z])\s*"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])"), r"\1"),
)
_TABLE, _TABLE_END = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)
# Tables of exports whose elements have names of their own: lark-table, lark-td.
_OWN_TABLE = re.compile(r"<(/?)[a-z]{1,20}-(table|thead|tbody|tr|td|th)\b", re.IGNORECASE)
# What the page of a wiki says of itself under its title: Created: …, Status: …
_PROPERTY = re.compile(r"[^\s:：。，；|#>*-][^:：。，；|]{0,30}: \S.{0,200}$")
_FEWEST_PROPERTIES = 2
_LONGEST_TABLE = 3000  # lines
_TITLE = re.compile(r"""title\s*[:：]\s*["'“]?(.*?)["'”]?\s*$""", re.IGNORECASE)
_BULLET = re.compile(r"^(\s*)[-*+]\s+(?:\[[ xX]\]\s+)?(?=\S)")
# A picture in the place of a bullet or before a title.
_PICTURE = re.compile("^(\\s*)(?:[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?\\s*)+(?=\\S)")
_NOTE = re.compile(r"\s{0,3}\[\^[^\]\s]{1,40}\]:\s*(.*)$")
_QUOTE = re.compile(r"^(\s*>\s?)+")


def read_markdown(data: bytes, name: str) -> list[Line]:
    """One `Line` per line of the decoded file: # headings as styles, emphasis
    and links reduced to their text, table rows as cells joined by " | "."""
    raw = split_lines(_OWN_TABLE.sub(r"<\1\2", decode(data, name)), name)
    ends = _end_of_front_matter(raw)
    lines = _front_matter(raw[:ends])
    in_fence = False
    number = ends
    while number < len(raw):
        source = raw[number]
        number += 1
        if _FENCE.match(source):
            in_fence = not in_fence
            lines.append(Line(number, ""))
        elif in_fence:
            lines.append(Line(number, source))
        elif _TABLE.search(source) and (last := _end_of_table(raw, number)):
            lines += _table("\n".join(raw[number - 1 : last]), number, last)
            number = last
        else:
            lines.append(_line(number, source, lines))
    return _without_properties(lines)


def _without_properties(lines: list[Line]) -> list[Line]:
    """The lines, with what stands right under the page's title and only says names and values
    marked as dropped."""
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    if not filled or lines[filled[0]].style != 1:
        return lines
    said = list(takewhile(lambda i: _is_property(lines[i]), filled[1:]))
    if len(said) < _FEWEST_PROPERTIES or said[-1] - said[0] >= len(said):
        return lines
    return [replace(line, dropped_as="furniture") if i in said else line for i, line in enumerate(lines)]


def _is_property(line: Line) -> bool:
    return line.style is None and bool(_PROPERTY.match(line.text))


def _end_of_front_matter(raw: list[str]) -> int:
    """How many lines the head of names and values between two --- takes up; 0 for none."""
    if raw[0].strip() != "---":
        return 0
    return next((i + 1 for i, source in enumerate(raw[1:40], start=1) if source.strip() == "---"), 0)


def _front_matter(head: list[str]) -> list[Line]:
    """Its lines: the title, all others empty."""
    lines: list[Line] = []
    for number, source in enumerate(head, start=1):
        title = _TITLE.match(source)
        lines.append(Line(number, title[1], TITLE_STYLE) if title else Line(number, ""))
    return lines


def _end_of_table(raw: list[str], number: int) -> int:
    """The number of the line on which the HTML table ends that begins on line `number`; 0 for none."""
    for last in range(number, min(len(raw), number + _LONGEST_TABLE) + 1):
        if _TABLE_END.search(raw[last - 1]):
            return last
    return 0


def _table(source: str, first: int, last: int) -> list[Line]:
    """The rows of an HTML table, and what stands round it, on its lines as far as they reach."""
    return [
        Line(min(first + i, last), text, place=place) for i, (text, place) in enumerate(blocks_of(source))
    ]


def _line(number: int, source: str, before: list[Line]) -> Line:
    heading = _HEADING.match(source)
    if heading:
        return Line(number, _plain(heading[2]), len(heading[1]))
    underline = _UNDERLINE.match(source)
    if underline and before and before[-1].text.strip() and before[-1].style is None:
        above = before[-1]
        if len(above.text) <= 60 and JOINT not in above.text:
            before[-1] = replace(above, style=1 if underline[1][0] == "=" else 2)
            return Line(number, "")
    if _RULE.match(source) or ("-" in source and "|" in source and _TABLE_RULE.match(source)):
        return Line(number, "")
    if note := _NOTE.match(source):
        return Line(number, _plain(note[1]), place=Place.NOTE)
    plain = _plain(source)
    is_row = _is_row(source) and JOINT in plain
    return Line(number, plain, place=Place.ROW if is_row else Place.TEXT)


def _is_row(text: str) -> bool:
    return text.strip().startswith("|") and text.count("|") >= 2


def _plain(source: str) -> str:
    text = _PICTURE.sub(r"\1", _BULLET.sub(r"\1", _QUOTE.sub("", source)))
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    if _is_row(text):
        text = JOINT.join(cell.strip() for cell in text.strip().strip("|").split("|"))
    return text
