"""Hard line breaks in mid-sentence, page marks, and the joins that undo them."""

from __future__ import annotations

import re
from collections import Counter

from draftbot.chinese.enumerators import Family, parse_number
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line

_PAGE_BREAK = re.compile(r"#p#[^#\n]{0,30}#e#|\[page\]|<!--.{0,40}?-->|\[?分页符?\]?(?=$)", re.IGNORECASE)
_PAGE_LINE = re.compile(
    r"^[\s\-—–－·]*(?:第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|[-—–－]\s*\d{1,4}\s*[-—–－]|\d{1,4}\s*/\s*\d{1,4})[\s\-—–－·]*$"
)
_STRAY_MARK = re.compile(r"(?<=\S)[ \u3000]+[?？]\s*$")
_MANY = 3
# So often a line stands beside page numbers that is no line of the text, and so long it may be.
_OFTEN, _LONGEST_HEAD = 3, 40

_ENDED = frozenset("。.！？!?；;：:…”’》」』）)】]|")
# A line cannot end on these, nor begin with those.
_HANGING = frozenset("，、,《〈（(“‘「【")
_TRAILING = frozenset("，。、；：！？）》〉”’」】,;!?)")
_OPENERS = re.compile(
    r"^(?:[—\-*•·●■◆★▲（(【《“]|第[一二三四五六七八九十\d]+[部章节条篇]|附件|附表|参考文献|篇|图\s?\d|表\s?\d)"
)
_SENTENCE_MARKS = re.compile("[，。；,;]")
_INDENTED = re.compile("^(?:\u3000|  )")
_BEGINS_PARAGRAPH = re.compile(r"(?:今年|近年|一年来|为|根据|按照|总之|20\d\d)")
_SALUTATION = re.compile(r"[：:]\s*$")
# Shortest line, in characters, that may be running text broken off; a heading
# may be as long, so a numbered line must be longer or hold a full stop.
_LONG = 45
_SHORT = 18
_LONGEST_HEADING = 60
# A site that puts 、 after every 一 at a line's start leaves 统 | 一、全部交给…
_BEFORE_ONE = re.compile("[统統唯逐单單专專同划劃归歸如合万萬之对對第不进進]$")
_BROKEN_WORD_LINE = 25


def drop_page_marks(lines: list[Line], account: Account) -> list[Line]:
    """Page-break codes and page numbers go, and so does a lone " ?" at line
    ends where it stands too often to be a question."""
    stray = sum(bool(_STRAY_MARK.search(line.text)) for line in lines) >= _MANY
    mended: list[Line] = []
    for line in lines:
        text, count = _PAGE_BREAK.subn("", line.text)
        if _PAGE_LINE.match(text) and text.strip():
            text, count = "", count + 1
        if stray:
            text, strays = _STRAY_MARK.subn("", text)
            count += strays
        account.enter("page_marks", line.number, count)
        mended.append(line.with_text(text) if count else line)
    return mended


def drop_running_lines(lines: list[Line], account: Account) -> list[Line]:
    """What stands beside page numbers again and again, or says the text's first line there once
    more, is the head or foot of its pages."""
    filled = [i for i, line in enumerate(lines) if line.text and not line.text.isspace()]
    pages = {
        k
        for k, i in enumerate(filled)
        if len(lines[i].text) <= _LONGEST_HEAD and _PAGE_LINE.match(lines[i].text)
    }
    if not pages:
        return lines
    beside = {k for page in pages for k in (page - 1, page + 1) if 0 < k < len(filled)} - pages
    said = {k: _as_in_heads(lines[filled[k]].text) for k in beside}
    counts = Counter(said.values())
    first = _as_in_heads(lines[filled[0]].text) if filled else ""
    running = {filled[k] for k, text in said.items() if text and (counts[text] >= _OFTEN or text == first)}
    return [
        line for i, line in enumerate(lines) if i not in running or not account.drop("running_lines", line)
    ]


def _as_in_heads(text: str) -> str:
    """A line without figures and spaces, "" for one that is no head or foot of a page."""
    text = text.strip()
    if len(text) > _LONGEST_HEAD or text[-1] in _ENDED or parse_number(text) is not None:
        return ""
    return re.sub(r"[\d\s]+", "", text)


def join_broken_lines(lines: list[Line], account: Account) -> list[Line]:
    """Lines broken in mid-sentence joined again; blank lines are expected gone.

    A line is unfinished if it is running text, too long for a heading, and ends
    without a mark; the next line must look like its continuation.
    """
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _is_broken(before, line):
            joined[-1] = before.with_text(_glued(before.text, line.text))
            account.enter("line_breaks", line.number)
        else:
            joined.append(line)
    return joined


def _is_broken(before: Line, after: Line) -> bool:
    if before.style is not None or after.style is not None or before.place is not after.place:
        return False
    first, second = before.text.rstrip(), after.text.strip()
    if not first or not second or " | " in first or " | " in second:
        return False
    if first[-1] in _HANGING or second[0] in _TRAILING:
        return parse_number(second) is None
    if first[-1] in _ENDED or _INDENTED.match(after.text):
        return False
    number = parse_number(second)
    if number is not None:
        one = number.family is Family.HAN and number.ordinal == 1
        return one and len(first) >= _BROKEN_WORD_LINE and bool(_BEFORE_ONE.search(first))
    return (
        _is_unfinished(first, second) and not _OPENERS.match(second) and not _SALUTATION.search(second[:30])
    )


def _is_unfinished(first: str, second: str) -> bool:
    """Whether `first` is running text that ends in mid-sentence."""
    if not _SENTENCE_MARKS.search(first):
        return False
    if parse_number(first) is not None and "。" not in first and len(first) <= _LONGEST_HEADING:
        return False
    if len(first) >= _LONG:
        return True
    goes_on = bool(_SENTENCE_MARKS.search(second)) and not _BEGINS_PARAGRAPH.match(second)
    return len(first) >= _SHORT and goes_on


def _glued(first: str, second: str) -> str:
    first, second = first.rstrip(), second.strip()
    words = first[-1:].isascii() and first[-1:].isalnum() and second[:1].isascii() and second[:1].isalpha()
    return f"{first} {second}" if words else first + second
