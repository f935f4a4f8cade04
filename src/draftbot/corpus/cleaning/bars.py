"""Bars of a web page over a text: its controls side by side, and the table that says when,
by whom and under which number a text was made public.

All take Simplified text.
"""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.word_lists import any_of, word_set, word_table

_CELLS = re.compile(r"\s*[|｜丨┃]\s*|\s{2,}|\u3000+")
EDGES = " \t\u3000【[（(>|»›/·•-—:：】])）☞▲▼"
_LONGEST_CELL, _LONGEST_END_MARK = 10, 30
# Buttons side by side, each in brackets: 【打印】【关闭】.
_BUTTONS = re.compile(r"(?:[【\[][^【】\[\]。，；]{1,8}[】\]]\s*){2,}")
# What parts cells of a line that says names and values: wide spaces, or any before the next name.
_WIDE = re.compile(r"\s*[|｜]\s*|\s{2,}|\u3000+|\s+(?=[^\s:：]{1,8}[:：])")
_FEWEST_NOTES = 2
_CLOCK = re.compile(
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\s*\d{1,2}[:：]\d{2}"
)
_END_MARK_EDGES = re.compile(r"^[\s—\-–~～*·•=_<>《》（(【\[]+|[\s—\-–~～*·•=_<>《》）)】\]]+$")


def is_bar(text: str) -> bool:
    """Whether a line is a row of a page's controls: 设为首页 | 加入收藏 | 无障碍浏览."""
    if _BUTTONS.fullmatch(text.strip()):
        return True
    cells = [cell for cell in _CELLS.split(text) if cell]
    if len(cells) < 2 or any(len(cell) > _LONGEST_CELL for cell in cells):
        return False
    return 2 * sum(is_control(cell) for cell in cells) >= len(cells)


def is_label_row(text: str) -> bool:
    """Whether a table's row says of a text when, by whom, under which number it was made public."""
    cells = ["".join(cell.split()) for cell in text.split(" | ")]
    labels = [cell for cell in cells if cell.rstrip(":：") in _labels()]
    return (bool(labels) and 2 * len(labels) >= len(cells)) or _is_row_of_notes(text)


def _is_row_of_notes(text: str) -> bool:
    """Whether a line is names with their values side by side, one of them of a text's posting:
    作者：… 点击：… 更新时间：…"""
    cells = [cell.replace(":", "：").partition("：") for cell in _WIDE.split(text.strip()) if cell.strip("/")]
    named = [name.strip(EDGES) for name, colon, _ in cells if colon]
    return len(cells) >= _FEWEST_NOTES and len(named) == len(cells) and any(n in _labels() for n in named)


def is_byline_with_clock(text: str) -> bool:
    """Whether a line without a sentence in it names a day and a time of day: when it was posted."""
    return bool(_CLOCK.search(text)) and not re.search("[。；！？]", text)


def is_end_mark(text: str) -> bool:
    """Whether a line only says that the text has ended: — END —, （完）."""
    return len(text) <= _LONGEST_END_MARK and _END_MARK_EDGES.sub("", text).lower() in word_set("end_marks")


def is_control(text: str) -> bool:
    """Whether a text is a lone word of a page's controls, marks round it left out, or several of more than
    one letter run together: 点击上方蓝字关注我们."""
    bare = text.strip(EDGES)
    return bare in word_set("page_controls") or _controls().fullmatch(bare) is not None


@cache
def _controls() -> re.Pattern[str]:
    words = any_of(word for word in word_set("page_controls") if len(word) > 1)
    return re.compile(rf"(?:{words})(?:{words})+")


@cache
def _labels() -> frozenset[str]:
    table = word_table("notes_on_posting")
    dates = (f"{done}{when}" for done in table["done"] for when in table["when"])
    return frozenset((*table["labels"], *table["labels of tables"], *dates))
