"""Pinyin in brackets after characters, put there by a converter: 團(tuán)體(tǐ)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from draftbot.corpus.cleaning.account import SUSPECT, Account
from draftbot.corpus.lines import Line

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ"
_BRACKET = re.compile(rf"([\u3400-\u9fff])[（(]([a-zü{_TONED}ɡ]{{1,6}})[）)]")
_HAS_TONE = re.compile(f"[{_TONED}]")
# One or two may be a writer's own note on how to read a character.
_MECHANICAL = 3


def drop_pinyin(lines: list[Line], account: Account) -> list[Line]:
    """Bracketed readings of the character before them go, if the text has at
    least three; a bracket that is no reading of its character stays."""
    places = [i for i, line in enumerate(lines) if _HAS_TONE.search(line.text)]
    found = sum(_is_reading(match[1], match[2]) for i in places for match in _BRACKET.finditer(lines[i].text))
    if not found:
        return lines
    mended = list(lines)
    for i, line in enumerate(lines):
        count = sum(_is_reading(match[1], match[2]) for match in _BRACKET.finditer(line.text))
        if not count:
            continue
        if found < _MECHANICAL:
            account.enter(SUSPECT, line.number, count)
            continue
        text = _BRACKET.sub(lambda m: m[1] if _is_reading(m[1], m[2]) else m.group(), line.text)
        account.enter("pinyin_brackets", line.number, count)
        mended[i] = line.with_text(text)
    return mended


@lru_cache(maxsize=4096)
def _is_reading(character: str, syllable: str) -> bool:
    # Its dictionaries take a third of a second, which only a page with such brackets is worth.
    import pypinyin

    readings = pypinyin.pinyin(character, heteronym=True, errors="ignore")
    wanted = _toneless(syllable)
    return any(_toneless(reading) == wanted for reading in (readings[0] if readings else ()))


def _toneless(syllable: str) -> str:
    plain = unicodedata.normalize("NFD", syllable.replace("ɡ", "g"))
    return "".join(c for c in plain if not unicodedata.combining(c) or c == "\u0308")
