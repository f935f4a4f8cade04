"""A title taken apart: the unit, the period, the genre, and what the paper is about.

市第一人民医院2025年护理工作总结 → 市第一人民医院 | 2025年 | 护理 | 工作总结
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.dates import find_dates, stretches
from draftbot.chinese.numerals import HAN, half_width
from draftbot.chinese.offices import ends_in_office, office_in
from draftbot.chinese.organisations import names_of
from draftbot.chinese.periods import find_periods
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import ORGANISATION, Tagger
from draftbot.chinese.word_lists import any_of, word_set, word_table, words_in
from draftbot.chinese.words import words_of
from draftbot.corpus.genres import genre_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.trades.trades import NO_TRADES, Trades

# 20XX年, 20__年: a year left open.
_OPEN_YEAR = re.compile(r"20(?:__|[×xX*＊]{2})年?度?")
_SEPARATOR = re.compile(
    r"[\s　：:|｜]+|[—–－-]{2,}|[《》〈〉“”\"【】]|(?<=总结|汇报|报告|方案|计划|通报)[（(]|[）)]$"
)
_ABOUT = re.compile(r"关于|^在")
_GAP = re.compile(r"(?<=[\u4e00-\u9fff\d）)])[ \u3000]+(?=[\u4e00-\u9fff\d（(])")
# Speaks of whoever holds an office.
OF_A_PERSON = "述职报告"


@dataclass(frozen=True, slots=True)
class TitleParts:
    """`unit` is the unit's name as a title has it in Simplified characters, "" where it names
    none; `of_unit` is `unit` or a noun that names any of its kind (幼儿园). `period` is as
    written, `genre` one of `corpus.genres.known_genres`. `rest` is the title without these, and
    `topic` the words in it that say what the paper is about, none for a paper on everything;
    `group` is what within the unit the paper is of (中二班, 语文组)."""

    unit: str
    of_unit: str
    period: str
    genre: str
    rest: str
    topic: tuple[str, ...]
    is_marked: bool = False
    group: str = ""


NO_PARTS = TitleParts("", "", "", "", "", ())


def split_title(title: str, tagger: Tagger | None = None, trades: Trades = NO_TRADES) -> TitleParts:
    """The parts of a title, of a past report's or one that a user typed."""
    return parts_of(title, UnitReader(tagger, trades))


def parts_of(title: str, reader: UnitReader, unit: str = "", known_units: Sequence[str] = ()) -> TitleParts:
    """The same with a reader of units at hand; `unit` where it is known otherwise, by any of
    its names, and names of units that may be meant."""
    plain = to_simplified(title).strip()
    periods = period_spans(plain)
    found, is_marked = _told_in(plain, names_of(unit)) or _known_in(plain, known_units, reader)
    found = _with_its_place(plain, found)
    rest = _without(plain, periods)
    rest = _bare(rest.replace(found, " ", 1) if found else rest)
    group = _group().match(rest)
    named = group[1] if group else ""
    topic = None
    if group:
        rest = rest[group.end() :].strip(" 的")
        if rest in (everything := words_in("groups_within", "everything")) or not rest:
            topic = everything[:1] if group_noun(named) == words_in("groups_within", "nouns")[0] else ()
            rest = ""
    if _is_everything(rest):
        topic, rest = (), ""
    return TitleParts(
        unit="" if reader.trades.is_bare(found) else found,
        of_unit=found,
        period=plain[slice(*periods[0])] if periods else "",
        genre=genre_of(plain).value,
        rest=rest,
        topic=_topic_words(rest, found) if topic is None else topic,
        is_marked=is_marked,
        group=named,
    )


def _is_everything(rest: str) -> bool:
    """Whether what is left of a title is the word for all that a unit does: 园务, 校务."""
    affairs = words_in("groups_within", "affairs")
    return rest.endswith(affairs) and rest[:-1] in word_set("own_unit")


def _with_its_place(title: str, unit: str) -> str:
    """A unit's noun with the place before it that a title begins with: 县图书馆, told to be 青禾县图书馆."""
    at = title.find(unit) if unit else 0
    places = words_in("new_requests", "places of units")
    return title[: at + len(unit)] if at and title[:at] in places else unit


def office_of(parts: TitleParts) -> str:
    """The office whose holder a title speaks of: one that is known, in a title of any paper; in one of
    a person's own report what stands before the paper's noun, where it ends as offices do."""
    known = office_in(parts.rest)
    if known or parts.genre != OF_A_PERSON:
        return known
    name = parts.rest.split(" ")[0]
    while name and not ends_in_office(name):  # 班组长年终
        last = words_of(name)[-1:] or [name]
        name = name.removesuffix(last[0]) if last[0] in word_set("no_topic") else ""
    return name


def _told_in(title: str, names: Sequence[str]) -> tuple[str, bool] | None:
    """The longest of a unit's names that a title holds."""
    told = [name for name in names if name in title]
    return (max(told, key=len), True) if told else None


def _known_in(title: str, known_units: Sequence[str], reader: UnitReader) -> tuple[str, bool]:
    """The unit that a title names: what is read there, unless a known unit's name says more.
    红旗中心小学 is not another town's 中心小学."""
    read, is_marked = unit_in(title, reader)
    known = _told_in(title, known_units)
    return known if known and known[0] not in read else (read, is_marked)


def unit_in(title: str, reader: UnitReader) -> tuple[str, bool]:
    """The unit that a simplified title names, and whether what stands around it shows its
    limits: the period behind it, 关于, the ends of the title. "" for none."""
    pieces = list(_pieces(title))
    named = {word.text for word in reader.words(title) if word.tag == ORGANISATION}
    for piece in pieces:
        # What the tagger sees in a whole title it may not see in a piece of it.
        if reader.is_unit(piece) or (piece in named and reader.noun_length(piece)):
            return piece, True
    for piece in pieces:
        unit = reader.at_start(piece)
        if unit:
            return unit, False
    return "", False


def piece_before_period(title: str) -> str:
    """What a simplified title begins with and its first period follows right on: 云溪粮库 of
    云溪粮库2024年工作总结; "" where other marks or none stand between."""
    start = min((start for start, _ in period_spans(title)), default=0)
    piece = title[:start].strip(" 　—－-")
    return "" if _SEPARATOR.search(piece) or _ABOUT.search(piece) else piece


def _pieces(title: str) -> Iterator[str]:
    """The title between its periods, separators and 关于: of 关于河湾小学2024年安全工作的总结
    the pieces 河湾小学 and 安全工作的总结."""
    patterns = (_SEPARATOR, _ABOUT, _papers_of_places())
    marks = period_spans(title) + [m.span() for pattern in patterns for m in pattern.finditer(title)]
    at = 0
    for start, end in [*sorted(marks), (len(title), len(title))]:
        piece = title[at:start].strip(" 　的")
        if piece and start >= at:
            yield piece
        at = max(at, end)


def period_spans(title: str) -> list[tuple[int, int]]:
    """Where a simplified title names periods and dates, in order, none overlapping another:
    2025年秋季学期, 2024—2025学年, 3月份, 上学期."""
    plain = half_width(title)
    found = [(period.start, period.end) for period in find_periods(plain, bare=True)]
    found += [(start, end) for start, end, _ in stretches(plain, find_dates(plain))]
    found += [m.span() for pattern in (_OPEN_YEAR, _parts_of_years()) for m in pattern.finditer(plain)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _without(title: str, spans: Sequence[tuple[int, int]]) -> str:
    """A title with a space in the place of each of its spans."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [title[at:start], " "]
        at = end
    return "".join([*pieces, title[at:]])


@cache
def _parts_of_years() -> re.Pattern[str]:
    """上半年, 第一学期, as they stand without a year."""
    table = word_table("periods")
    keys = ("first half", "second half", "parts", "this", "stretches")
    parts = [part for key in keys for part in table[key] if "Q" not in part]
    weeks, days = (any_of(words_in("periods", key)) for key in ("weeks", "days of weeks"))
    no_day = rf"(?!(?<=.(?:{weeks}))(?:{days}))"  # 上周三 is a day
    return re.compile(rf"(?:{any_of(parts)}){no_day}".replace("N", "[一二三四1-4]"))


def _bare(rest: str) -> str:
    """What is left of a title without the nouns for papers and 关于."""
    plain = _papers().sub(" ", rest).strip()
    plain = re.sub(r"^(?:关于|开展|对)|[《》“”\"]", " ", plain)
    return re.sub(r"\s+", " ", plain).strip(" 的")


def topic_words(heading: str) -> tuple[str, ...]:
    """The words of a simplified heading that say what it is about."""
    return _topic_words(_bare(_without(heading, period_spans(heading))), "")


def _topic_words(rest: str, unit: str) -> tuple[str, ...]:
    """The telling words of what is left, no word that others of them make up."""
    words = [w for w in dict.fromkeys(words_of(rest)) if w not in word_set("no_topic") and not w.isdigit()]
    words = [w for w in words if w not in unit and (len(w) > 1 or len(words) == 1)]
    return tuple(w for w in words if not any(other != w and other in w for other in words))


def without_gaps(title: str) -> str:
    """A title without the spaces of a form's fields: 石榴红幼儿园 中班组 教研活动总结."""
    return _GAP.sub("", title)


def group_noun(name: str) -> str:
    """The noun that ends the name of a group within a unit (班, 组); "" for none."""
    nouns = (noun for noun in words_in("groups_within", "nouns") if name.endswith(noun))
    return max(nouns, key=len, default="")


def group_at(text: str, start: int) -> str:
    """The group that a simplified text names right there, behind the name of its unit; "" for none."""
    found = _class().match(text, start)
    return found.group() if found else ""


def _class_form() -> str:
    """A class or the like: 中二班, 三年级（2）班, 七(3)班, 小班, 中班组, 二车间."""
    words = {key: any_of(listed) for key, listed in word_table("groups_within").items()}
    number = rf"(?:[（(]?[{HAN}\d]{{1,3}}[)）]?){{1,2}}"
    of_grade = f"(?:{words['grades']})(?:{number})?(?:{words['group']}|{words['of a grade']})"
    return rf"(?:{of_grade}|{number}(?:{words['group']}))(?!{words['not before']})"


@cache
def _class() -> re.Pattern[str]:
    return re.compile(_class_form())


@cache
def _group() -> re.Pattern[str]:
    """A group at the start of what is left of a title: a class, or a field of its own before others (语文组)."""
    nouns = any_of(words_in("groups_within", "nouns"))
    return re.compile(rf"({_class_form()}|[\u4e00-\u9fff\d]{{1,8}}(?:{nouns})(?=\s))\s*的?")


@cache
def _papers_of_places() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words_in('papers_of_places'))})$")


@cache
def _papers() -> re.Pattern[str]:
    papers = any_of((*words_in("papers_in_titles"), *words_in("papers_of_places")))
    return re.compile(rf"(?:情况|工作)?(?:的)?(?:{papers})")
