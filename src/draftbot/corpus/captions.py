"""Lines that say what a picture or a table shows: 图1 演练现场, 表2：全年培训情况."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from draftbot.chinese.numerals import HAN
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.lines import Line, Place

_LONGEST = 40
_ENDS_SENTENCE = tuple("。；：！？，、")


def with_captions(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of the text's own column that are captions told as such."""
    return [
        replace(line, place=Place.CAPTION)
        if line.place is Place.TEXT and line.style is None and _is_caption(line.text)
        else line
        for line in lines
    ]


def picture_captions(lines: Sequence[Line]) -> list[int]:
    """Which of the lines are captions, but for those over the rows of a table, which name them."""
    return [
        i
        for i, line in enumerate(lines)
        if line.place is Place.CAPTION and not (i + 1 < len(lines) and lines[i + 1].place is Place.ROW)
    ]


def _is_caption(text: str) -> bool:
    plain = to_simplified(text)
    if len(plain) > _LONGEST:
        return False
    return plain.startswith(words_in("captions", "opens")) or (
        not plain.endswith(_ENDS_SENTENCE) and _numbered().match(plain) is not None
    )


@cache
def _numbered() -> re.Pattern[str]:
    """图1 …, 图2-1：…, （表三）…; 图1显示 goes on with a sentence, and behind 表一 stands a space or a colon."""
    what = any_of(words_in("captions", "pictures", "tables"))
    goes_on = any_of(words_in("captions", "goes on"))
    arabic = rf"\d{{1,2}}(?:[-—.．]\d{{1,2}})?(?![\d年月日号])\s*[)）\]】]?(?!\s*(?:{goes_on}))"
    han = rf"[{HAN}]{{1,3}}(?:[)）\]】]|\s|[:：])"
    return re.compile(rf"[(（\[【]?(?:{what})\s*(?:{arabic}|{han})\s*[:：.．、]?\s*\S")
