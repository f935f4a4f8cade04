"""Markdown: one line in, one line out, so that line numbers stay those of the file."""

from __future__ import annotations

import re
from dataclasses import replace

from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.lines import Line

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
    (re.compile(r"</?(?:br|div|p|span|center|font)\b[^>]{0,200}>", re.IGNORECASE), ""),
)
_BULLET = re.compile(r"^(\s*)[-*+]\s+(?=\S)")
_QUOTE = re.compile(r"^(\s*>\s?)+")


def read_markdown(data: bytes, name: str) -> list[Line]:
    """One `Line` per line of the decoded file: # headings as styles, emphasis
    and links reduced to their text, table rows as cells joined by " | "."""
    raw = decode(data, name).split("\n")
    lines: list[Line] = []
    in_fence = in_front_matter = False
    for number, source in enumerate(raw, start=1):
        if number == 1 and source.strip() == "---" and "---" in (s.strip() for s in raw[1:40]):
            in_front_matter = True
            lines.append(Line(number, ""))
        elif in_front_matter:
            in_front_matter = source.strip() != "---"
            lines.append(Line(number, ""))
        elif _FENCE.match(source):
            in_fence = not in_fence
            lines.append(Line(number, ""))
        elif in_fence:
            lines.append(Line(number, source))
        else:
            lines.append(_line(number, source, lines))
    return lines


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
