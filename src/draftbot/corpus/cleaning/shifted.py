"""Text in GBK that lost one byte.

An ideographic space (A1 A1) before a bracket (A3 A8) loses a byte: what is left
reads A1 A3 | A8 …, that is "。" and a wrong character, until the reading falls
into step again at the next ASCII character. So （篇 1） at the start of a line
turns into 。ㄆ 1), and （1） into 。1）.
"""

from __future__ import annotations

import re

from draftbot.chinese.numerals import write_number
from draftbot.corpus.cleaning.account import SUSPECT, Account
from draftbot.corpus.lines import Line

# No line of Chinese begins with a full stop.
_LOST = re.compile(r"^[ \u3000]*。(?=\S)")
_RUN = re.compile(r"[^\x00-\x7f]{3,400}")
_NUMBERED = re.compile("（[一二三四五六七八九十]{1,3}）.")
_DIGIT = re.compile(r"^[ \u3000]*。\s*(\d{1,2})\s*[)）]")


def _shifted(text: str) -> str:
    return (b"\xa1" + text.encode("gbk")).decode("gbk", errors="ignore")


def _readable_pairs() -> tuple[tuple[str, str], ...]:
    """(as found, as written) for the brackets that open numbered lines."""
    openings = ["（篇"] + [f"（{write_number(n)}）" for n in range(1, 21)]
    pairs = [(_shifted(opening), opening) for opening in openings]
    return tuple(sorted((p for p in pairs if len(p[0]) >= 2), key=lambda p: -len(p[0])))


_PAIRS = _readable_pairs()


def restore_shifted(lines: list[Line], account: Account) -> list[Line]:
    """Brackets behind a lost byte are restored where they can be told for
    certain; other lines that begin with 。 are entered as suspect."""
    mended: list[Line] = []
    for line in lines:
        if not _LOST.match(line.text):
            mended.append(line)
            continue
        text = _restored(line.text)
        account.enter("shifted_brackets" if text else SUSPECT, line.number)
        mended.append(line.with_text(text or line.text))
    return mended


def _restored(text: str) -> str | None:
    digit = _DIGIT.match(text)
    if digit:
        return f"（{digit[1]}）" + text[digit.end() :]
    stripped = text.lstrip(" \u3000")
    whole = _stepped_back(stripped)
    if whole:
        return whole
    for found, written in _PAIRS:
        if stripped.startswith(found) and found != "。":
            return _closed(written + stripped[len(found) :])
    return None


def _stepped_back(text: str) -> str | None:
    """`text` with its first run of non-ASCII characters read again one byte
    later, if that gives a bracketed number and more than it."""
    run = _RUN.match(text)
    if run is None:
        return None
    try:
        packed = run.group().encode("gbk")
    except UnicodeEncodeError:
        return None
    reading = packed[1:].decode("gbk", errors="ignore")
    if not _NUMBERED.match(reading) or len(reading) < len(run.group()) - 1:
        return None
    return reading + text[run.end() :]


def _closed(text: str) -> str:
    """A marker's half-width closing bracket made to match its opening one."""
    return re.sub(r"^（(篇\s*\d{1,2})\s*\)", r"（\1）", text)
