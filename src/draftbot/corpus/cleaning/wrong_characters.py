"""Characters that only look right, and text that was once read in a wrong encoding."""

from __future__ import annotations

import re
import unicodedata

from draftbot.chinese.word_lists import word_table
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.formats.encoding import readability
from draftbot.corpus.lines import Line

_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_SAMPLE = 6000
# Of running Chinese far more than the first reads like it, of mojibake far less than the second.
_READABLE, _UNREADABLE = 0.3, 0.22
_LEAST = 40
_HAN = re.compile("[\u3400-\u9fff]")
# How texts were misread: the encoding that was taken for the one behind it.
_WESTERN = "cp1252"
_MISREAD_AS = (
    ("gb18030", "utf-8"),
    (_WESTERN, "utf-8"),
    (_WESTERN, "gb18030"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
)
_CONTROLS = re.compile("([\x80-\x9f]+)")
_LOST_FOR_GOOD = "锟斤拷"


def replace_radicals(lines: list[Line], account: Account) -> list[Line]:
    """Radicals and doubles of characters (⼯, U+2F24), which a PDF's fonts leave behind,
    become the characters they look like."""
    mended: list[Line] = []
    for line in lines:
        found = _RADICALS.findall(line.text)
        text = _RADICALS.sub(lambda match: _character(match.group()), line.text) if found else line.text
        if text != line.text:
            account.enter("radicals", line.number, len(found))
            line = line.with_text(text)
        mended.append(line)
    return mended


def restore_encoding(lines: list[Line], account: Account) -> list[Line]:
    """UTF-8 that was read as GBK or Latin-1, and GBK read as Latin-1, is read again, where nothing of
    it was lost."""
    text = "\n".join(line.text for line in lines)
    encodings = _misread_as(text)
    if not encodings:
        return lines
    mended: list[Line] = []
    for line in lines:
        again = _read_again(line.text, *encodings)
        if again is None:
            return lines
        if again != line.text:
            account.enter("mojibake", line.number)
        mended.append(line.with_text(again))
    return mended


def is_garbled(text: str) -> bool:
    """Whether a text is what a wrong encoding made of another."""
    sample = text[:_SAMPLE]
    if len(sample) < _LEAST:
        return False
    if sample.count(_LOST_FOR_GOOD) * len(_LOST_FOR_GOOD) * 5 > len(sample):
        return True
    # What no text holds (private-use and replacement characters) counts against it.
    return readability(sample) < 0 or bool(_misread_as(sample))


def _misread_as(text: str) -> tuple[str, str] | None:
    """(the encoding in which a text was misread, its own), None if it reads well as it is."""
    sample = text[:_SAMPLE]
    if len(sample) < _LEAST or readability(sample) > _UNREADABLE:
        return None
    # A sample may end within a character. What an encoding cannot write is passed over, too:
    # the right one passes over least.
    read = {pair: _read_again(sample, *pair, errors="ignore") or "" for pair in _MISREAD_AS}
    best = max(read, key=lambda pair: readability(read[pair]) * len(_HAN.findall(read[pair])))
    again = read[best]
    is_chinese = len(_HAN.findall(again)) * 4 > len(again) and readability(again) >= _READABLE
    return best if is_chinese else None


def _read_again(text: str, taken_for: str, own: str, errors: str = "strict") -> str | None:
    try:
        return _bytes_of(text, taken_for, errors).decode(own, errors)
    except UnicodeError:
        return None


def _bytes_of(text: str, encoding: str, errors: str) -> bytes:
    if encoding != _WESTERN:
        return text.encode(encoding, errors)
    # Some programs read the five bytes that Windows leaves free as Latin-1 does, some read all so.
    parts = _CONTROLS.split(text)
    return b"".join(part.encode("latin-1" if i % 2 else encoding, errors) for i, part in enumerate(parts))


def _character(radical: str) -> str:
    listed = word_table("radicals").get(radical)
    return listed[0] if listed else unicodedata.normalize("NFKC", radical)
