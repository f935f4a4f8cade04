"""The user's own text behind a colon: 篇末写上：以上总结，请指正。 is one wish, whatever marks the text has."""

from __future__ import annotations

import re

from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.reading import MessageReader

# What is done with a text that is told; facts are told clause by clause.
_TAKES_TEXT = frozenset(
    ("sentence.add", "sentence.edit", "opening", "title", "blank.fill", "unit", "sign", "outline.rename")
)
_ONE_LINE = frozenset(("title", "unit", "sign", "outline.rename", "blank.fill"))
# An order that ends with a colon is read without what stands before its last comma, and is no longer.
_TOLD = re.compile(
    r"^(?P<before>.*[，,。；;])?(?P<order>[^，,。；;：:“”\"]{2,30})[：:]\s*(?P<text>[^“”\"「」]{2,150})$"
)
_SURE = 0.6


def with_text_in_quotes(line: str, view: View, reader: MessageReader) -> str:
    """`line` with the text behind its colon in quotation marks, where the words before the colon surely
    say what to do with a text; else as it is."""
    match = _TOLD.match(line)
    if match is None:
        return line
    quoted = f"{match['order']}：“{match['text']}”"
    best = reader.read([quoted], view.headings)[0][0]
    if best.name not in _TAKES_TEXT or best.likelihood < _SURE:
        return line
    if best.name in _ONE_LINE and "。" in match["text"].rstrip("。"):
        return line  # 题目改成：甲。第三部分改名为乙。
    return f"{match['before'] or ''}{quoted}"
