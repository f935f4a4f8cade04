"""Hard line breaks in mid-sentence, page marks, and the joins that undo them."""

from __future__ import annotations

import re
from collections import Counter

from draftbot.chinese.enumerators import Family, parse_number
from draftbot.chinese.sentences import CLAUSE_END
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line, Place

_PAGE_BREAK = re.compile(r"#p#[^#\n]{0,30}#e#|\[page\]|<!--.{0,40}?-->|\[?分页符?\]?(?=$)", re.IGNORECASE)
_PAGE_LINE = re.compile(
    r"^[\s\-—–－·]*(?:第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|[-—–－]\s*\d{1,4}\s*[-—–－]|\d{1,4}\s*/\s*\d{1,4})[\s\-—–－·]*$"
)
_STRAY_MARK = re.compile(r"(?<=\S)[ \u3000]+[?？]\s*$")
_MANY, _SPECK = 3, 2
# So often a line stands beside page numbers that is no line of the text, and so long it may be.
_OFTEN, _TWICE, _LONGEST_HEAD = 3, 2, 40
_LINES_OF_TITLE, _SHORTEST_HEAD = 2, 6

_ENDED = frozenset("。.！？!?；;：:…”’》」』）)】]|")
# A line cannot end on these, nor begin with those.
_HANGING = frozenset("，、,《〈（(“‘「【")
_TRAILING = frozenset("，。、；：！？）》〉”’」】,;!?)")
_OPENERS = re.compile(
    r"^(?:[—\-*•·●■◆★▲（(【《“]|第[一二三四五六七八九十\d]+[部章节条篇]|附件|附表|参考文献|篇|图\s?\d|表\s?\d)"
)
_INDENTED = re.compile("^(?:\u3000|  )")
_BEGINS_PARAGRAPH = re.compile(r"(?:今年|近年|一年来|为|根据|按照|总之|20\d\d)")
_SALUTATION = re.compile(r"[：:]\s*$")
# Shortest line, in characters, that may be running text broken off; a heading
# may be as long, so a numbered line must be longer or hold a full stop.
_LONG = 45
_SHORT = 18
# Of a page whose lines are all broken: how wide it is, and how far a full line may fall short of that.
_NARROWEST, _BROADEST, _RAGGED = 14, 60, 2
# What is set in deeper than paragraphs are is set in the middle.
_DEEPEST = 4
_LONGEST_HEADING = 60
# A site that puts 、 after every 一 at a line's start leaves 统 | 一、全部交给…
_BEFORE_ONE = re.compile("[统統唯逐单單专專同划劃归歸如合万萬之对對第不进進]$")
_BROKEN_WORD_LINE = 25


def drop_page_marks(lines: list[Line], account: Account) -> list[Line]:
    """Page-break codes and page numbers go with the specks beside them that were taken for a mark, and so
    does a lone " ?" at line ends where it stands too often to be a question."""
    specks = _specks(lines)
    stray = sum(bool(_STRAY_MARK.search(line.text)) for line in lines) >= _MANY
    mended: list[Line] = []
    for i, line in enumerate(lines):
        text, count = _PAGE_BREAK.subn("", line.text)
        if i in specks:
            text, count = "", count + 1
        if _PAGE_LINE.match(text) and text.strip():
            text, count = "", count + 1
        if stray:
            text, strays = _STRAY_MARK.subn("", text)
            count += strays
        account.enter("page_marks", line.number, count)
        mended.append(line.with_text(text) if count else line)
    return mended


def _specks(lines: list[Line]) -> set[int]:
    """The lines beside a page number that hold a mark and nothing else."""
    filled = [i for i, line in enumerate(lines) if line.text and not line.text.isspace()]
    return {
        i
        for before, i, after in zip([-1, *filled], filled, [*filled[1:], -1], strict=False)
        if len(text := lines[i].text.strip()) <= _SPECK
        and not any(map(str.isalnum, text))
        and any(k >= 0 and _PAGE_LINE.match(lines[k].text) for k in (before, after))
    }


def drop_running_lines(lines: list[Line], account: Account) -> list[Line]:
    """What stands beside page numbers again and again, at every turn of a page, or says the text's title
    there once more, is the head or foot of its pages."""
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
    often = min(_OFTEN, max(_TWICE, sum(page < len(filled) - 1 for page in pages)))
    head = [re.sub(r"[\d\s]+", "", lines[i].text) for i in filled[:_LINES_OF_TITLE]]
    running = {
        filled[k]
        for k, text in said.items()
        if text
        and (
            counts[text] >= _OFTEN
            or (len(text) >= _SHORTEST_HEAD and (counts[text] >= often or _says_again(text, head)))
        )
    }
    return [
        line for i, line in enumerate(lines) if i not in running or not account.drop("running_lines", line)
    ]


def _says_again(text: str, head: list[str]) -> bool:
    """Whether a text is the title that these first lines begin with, from its first to its last letter;
    others of it may be left out."""
    for count in range(1, len(head) + 1):
        title = "".join(head[:count])
        letters = iter(title)
        if (
            title
            and text[0] == title[0]
            and text[-1] == title[-1]
            and all(letter in letters for letter in text)
        ):
            return True
    return False


def _as_in_heads(text: str) -> str:
    """A line without figures and spaces, "" for one that is no head or foot of a page."""
    text = text.strip()
    if len(text) > _LONGEST_HEAD or text[-1] in _ENDED or parse_number(text) is not None:
        return ""
    return re.sub(r"[\d\s]+", "", text)


def join_broken_lines(lines: list[Line], account: Account) -> list[Line]:
    """Lines broken in mid-sentence joined again; blank lines are expected gone.

    A line is unfinished if it is running text, too long for a heading, and ends
    without a mark; the next line must look like its continuation. In a text whose paragraphs are set in
    and whose lines are all broken at one width, what fills its line goes on in one that is not set in.
    """
    joined: list[Line] = []
    width = _width_of_page(lines)
    last = 0
    for line in lines:
        before = joined[-1] if joined else None
        fills = bool(width) and last >= width - _RAGGED and not _INDENTED.match(line.text)
        if before is not None and (_is_broken(before, line) or (fills and _may_go_on(before, line))):
            joined[-1] = before.with_text(_glued(before.text, line.text))
            account.enter("line_breaks", line.number)
        else:
            joined.append(line)
        last = len(line.text.rstrip())
    return joined


def _width_of_page(lines: list[Line]) -> int:
    """The width at which all lines of a text are broken whose paragraphs are set in; 0 for other texts."""
    texts = [line.text.rstrip() for line in lines if line.place is Place.TEXT and line.style is None]
    texts = [text for text in texts if len(text) - len(text.lstrip()) <= _DEEPEST]
    widest = max(map(len, texts), default=0)
    full = [text for text in texts if len(text) >= widest - _RAGGED]
    inner = [text for text in texts if not _INDENTED.match(text)]
    is_set = len(full) >= _MANY and len(texts) - len(inner) >= _MANY <= len(inner)
    return widest if is_set and _NARROWEST <= widest <= _BROADEST else 0


def _may_go_on(before: Line, after: Line) -> bool:
    """Whether a line that is full goes on in the next one, as far as the two say."""
    if before.style is not None or after.style is not None or not before.place is after.place is Place.TEXT:
        return False
    return (
        bool(before.text.strip())
        and before.text.rstrip()[-1] not in _ENDED
        and parse_number(after.text) is None
    )


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
    if not CLAUSE_END.search(first):
        return False
    if parse_number(first) is not None and "。" not in first and len(first) <= _LONGEST_HEADING:
        return False
    if len(first) >= _LONG:
        return True
    goes_on = bool(CLAUSE_END.search(second)) and not _BEGINS_PARAGRAPH.match(second)
    return len(first) >= _SHORT and goes_on


def _glued(first: str, second: str) -> str:
    first, second = first.rstrip(), second.strip()
    words = first[-1:].isascii() and first[-1:].isalnum() and second[:1].isascii() and second[:1].isalpha()
    return f"{first} {second}" if words else first + second
