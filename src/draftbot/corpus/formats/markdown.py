"""Markdown: one line in, one line out, so that line numbers stay those of the file."""

from __future__ import annotations

import re
from dataclasses import replace

from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.formats.html import blocks_of
from draftbot.corpus.lines import TITLE_STYLE, Line

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}([-*_]\s*){3,}$")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_INLINE = (
    (re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)"), ""),
    (re.compile(r"\[([^\]]{1,200})\]\([^)]{0,500}\)"), r"\1"),
    # Not after a digit: 20**年 is a masked year.
    (re.compile(r"(?<![*\d])\*\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])__(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,400})`"), r"\1"),
    (re.compile(r"==(?=[^\s=])([^=\n]{1,400}?)(?<=[^\s=])=="), r"\1"),
    # What wikis leave of a page in their exports: anchors, colours, frames of tables.
    (
        re.compile(
            r"</?(?:a|b|i|u|em|strong|small|sub|sup|mark|ins|del|br|hr|img|div|p|span|center|font|figure"
            r"|figcaption|details|summary|section|table|thead|tbody|tr|td|th)\b[^<>]{0,500}>",
            re.IGNORECASE,
        ),
        "",
    ),
    (re.compile(r"\s*\{#[\w-]{1,80}\}\s*$"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])"), r"\1"),
)
_TABLE, _TABLE_END = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)
_LONGEST_TABLE = 3000  # lines
_TITLE = re.compile(r"""title\s*[:：]\s*["'“]?(.*?)["'”]?\s*$""", re.IGNORECASE)
_BULLET = re.compile(r"^(\s*)[-*+]\s+(?=\S)")
_QUOTE = re.compile(r"^(\s*>\s?)+")


def read_markdown(data: bytes, name: str) -> list[Line]:
    """One `Line` per line of the decoded file: # headings as styles, emphasis
    and links reduced to their text, table rows as cells joined by " | "."""
    raw = decode(data, name).split("\n")
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
    return lines


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
        if len(above.text) <= 60 and " | " not in above.text:
            before[-1] = replace(above, style=1 if underline[1][0] == "=" else 2)
            return Line(number, "")
    if _RULE.match(source) or ("-" in source and "|" in source and _TABLE_RULE.match(source)):
        return Line(number, "")
    return Line(number, _plain(source))


def _plain(source: str) -> str:
    text = _BULLET.sub(r"\1", _QUOTE.sub("", source))
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    if text.strip().startswith("|") and text.count("|") >= 2:
        text = " | ".join(cell.strip() for cell in text.strip().strip("|").split("|"))
    return text
