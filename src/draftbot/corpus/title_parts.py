"""A title taken apart: the unit, the period, the genre, and what the paper is about.

市第一人民医院2025年护理工作总结 → 市第一人民医院 | 2025年 | 护理 | 工作总结
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.organisations import names_of
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import Tagger
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.chinese.words import words_of
from draftbot.corpus.genres import genre_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.trades.trades import NO_TRADES, Trades

_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2}|20__|20[×xX*＊]{2})"
_PART = r"第?[一二三四1-4]季度|[上下]半年|1?\d(?:\s*[-—–~～至]\s*1?\d)?月份?|[春秋]季?(?=学期)|[春夏秋冬]季|寒假|暑假|暑期|第[一二12]学期"
_PERIOD = re.compile(
    rf"(?<!\d){_YEAR}\s*(?:年?\s*[—–\-－~～至/]+\s*(?:{_YEAR}|\d{{2}}(?=学?年)))?\s*(?:学年度|年度|学年|年)?(?:{_PART})?(?:学期)?"
    rf"|(?<![\d年])(?:上|下|本|新)?(?:半年|学期|学年)|(?<!\d)(?:1[0-2]|[1-9])月份"
)
_SEPARATOR = re.compile(
    r"[\s　：:|｜]+|[—–－-]{2,}|[《》〈〉“”\"【】]|(?<=总结|汇报|报告|方案|计划|通报)[（(]|[）)]$"
)
_ABOUT = re.compile(r"关于|^在")


@dataclass(frozen=True, slots=True)
class TitleParts:
    """`unit` is the unit's name as a title has it in Simplified characters, "" where it names
    none; `of_unit` is `unit` or a noun that names any of its kind (幼儿园). `period` is as
    written, `genre` one of `corpus.genres.GENRES`. `rest` is the title without these, and
    `topic` the words in it that say what the paper is about, none for a paper on everything."""

    unit: str
    of_unit: str
    period: str
    genre: str
    rest: str
    topic: tuple[str, ...]
    is_marked: bool = False


def split_title(title: str, tagger: Tagger | None = None, trades: Trades = NO_TRADES) -> TitleParts:
    """The parts of a title, of a past report's or one that a user typed."""
    return parts_of(title, UnitReader(tagger, trades))


def parts_of(title: str, reader: UnitReader, unit: str = "", known_units: Sequence[str] = ()) -> TitleParts:
    """The same with a reader of units at hand; `unit` where it is known otherwise, by any of
    its names, and names of units that may be meant."""
    plain = to_simplified(title).strip()
    period = _PERIOD.search(plain)
    told = [name for name in (*names_of(unit), *known_units) if name in plain]
    found, is_marked = (max(told, key=len), True) if told else unit_in(plain, reader)
    rest = plain.replace(found, " ", 1) if found else plain
    rest = _bare(_PERIOD.sub(" ", rest))
    return TitleParts(
        unit="" if reader.trades.is_bare(found) else found,
        of_unit=found,
        period=period.group() if period else "",
        genre=genre_of(plain).value,
        rest=rest,
        topic=_topic_words(rest, found),
        is_marked=is_marked,
    )


def unit_in(title: str, reader: UnitReader) -> tuple[str, bool]:
    """The unit that a simplified title names, and whether what stands around it shows its
    limits: the period behind it, 关于, the ends of the title. "" for none."""
    pieces = list(_pieces(title))
    for piece in pieces:
        if reader.is_unit(piece):
            return piece, True
    for piece in pieces:
        unit = reader.at_start(piece)
        if unit:
            return unit, False
    return "", False


def _pieces(title: str) -> Iterator[str]:
    """The title between its periods, separators and 关于: of 关于河湾小学2024年安全工作的总结
    the pieces 河湾小学 and 安全工作的总结."""
    marks = [
        (m.start(), m.end())
        for p in (_PERIOD, _SEPARATOR, _ABOUT, _papers_of_places())
        for m in p.finditer(title)
    ]
    at = 0
    for start, end in [*sorted(marks), (len(title), len(title))]:
        piece = title[at:start].strip(" 　的")
        if piece and start >= at:
            yield piece
        at = max(at, end)


def _bare(rest: str) -> str:
    """What is left of a title without the nouns for papers and 关于."""
    plain = _papers().sub(" ", rest).strip()
    plain = re.sub(r"^(?:关于|开展|对)|[《》“”\"]", " ", plain)
    return re.sub(r"\s+", " ", plain).strip(" 的")


def topic_words(heading: str) -> tuple[str, ...]:
    """The words of a simplified heading that say what it is about."""
    return _topic_words(_bare(_PERIOD.sub(" ", heading)), "")


def _topic_words(rest: str, unit: str) -> tuple[str, ...]:
    """The telling words of what is left, no word that others of them make up."""
    words = [w for w in dict.fromkeys(words_of(rest)) if w not in word_set("no_topic") and not w.isdigit()]
    words = [w for w in words if w not in unit and (len(w) > 1 or len(words) == 1)]
    return tuple(w for w in words if not any(other != w and other in w for other in words))


@cache
def _papers_of_places() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words_in('papers_of_places'))})$")


@cache
def _papers() -> re.Pattern[str]:
    return re.compile(rf"(?:情况|工作)?(?:的)?(?:{any_of(words_in('papers_in_titles'))})")
