"""A sentence of a past report without what belongs to that report.

Its unit becomes the writer's unit, its year the writer's year; every other
number, date, document and person becomes a blank that says what is missing. A
sentence that names somebody or something whose limits cannot be told, or that
would be mostly blanks, is refused: better no sentence than half a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.blanks import BLANK, blank, blanks_in
from draftbot.chinese.names import Name, NameKind
from draftbot.chinese.numerals import HAN, Value, plain_digits, values_in, write_digits
from draftbot.chinese.organisations import (
    is_department_of,
    is_generic,
    is_part_of,
    is_place,
    is_same_unit,
    names_of,
)
from draftbot.chinese.periods import find_periods
from draftbot.chinese.quantities import Entity, Kind, find_quantities
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.domain import BLANK_CLOSE, BLANK_OPEN, ReportSummary, count_chars
from draftbot.facts.brief import Brief
from draftbot.facts.own_past import OwnPast
from draftbot.masking.lasting import is_label, is_lasting_name
from draftbot.masking.names import blank_names
from draftbot.trades.trades import Trades

MAX_BLANKS = 4
# A name of no more characters may begin another's.
_SHORT_NAME = 4
# A sentence with fewer words of its own to each blank says nothing any more.
LEAST_WORDS_PER_BLANK = 6
# Left over after masking, these show a number or a damaged place.
_LEFTOVER = re.compile(r"[0-9０-９²³%％□�]|[xX×＊*]{2,}|_{2,}|某某")
# 门卫、总务、行政三个岗位: the number counts the list before it, and says nothing a
# list of another length would not belie; 等 serves any.
_COUNTED_LIST = re.compile(
    r"([^，。；：、“”]{1,12}(?:、[^，。；：、]{1,12})+(?:(?:和|与|及|以及|或者)[^，。；：、]{1,12})?)([两三四五六七八九2-9])[个种项类](?=[\u4e00-\u9fff])"
)
# 提高、改进等八个方面: the same, already with 等.
_COUNTED_ETC = re.compile(r"等[两二三四五六七八九十]个(?=方面|环节|领域)")
_RECENT_YEARS = re.compile(r"近(?:[两二三四五六]|几|\d)年来?")
_LIST_JOINT = re.compile(r"、|以及|或者|和|(?<!参)与|及(?!时)")
# ，其中立行立改【】处、限期整改【】处: the sentence says enough without.
_OF_WHICH = re.compile(rf"[，、；]其中[^，。；]*{BLANK_OPEN}[^，。；]*")
_WHEN = re.compile(rf"^{BLANK_OPEN}日期{BLANK_CLOSE}，")
# A numeral that begins so is part of a word; a contact is longer than an amount.
_POWERS, _LEAST_CONTACT = word_set("counted_how", "powers"), 6
# 毫克/升 is no weight.
_COMPOUND, (_PER,) = re.compile(r"/[\u4e00-\u9fffA-Za-z]"), words_in("counted_how", "bare number")
# What a clause ends with.
CLAUSE_END = re.compile("[，。；：、！？,;\n]")
_NEXT_TO_BLANK = re.compile(rf"({BLANK_CLOSE})[、和至](?:{BLANK_OPEN}(?:日期|时间|年份|数值){BLANK_CLOSE})")


@dataclass(frozen=True, slots=True)
class Masked:
    """`blanks` are the labels of the 【待补：…】 in `text`, in order; `fact` is the
    user's fact that stands in it, "" for none."""

    text: str
    blanks: tuple[str, ...]
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What stood in the place of a blank: its number, the whole with its measure word, and whether other
    reports of the unit say the same."""

    number: str = ""
    text: str = ""
    stays: bool = False


_NO_PAST = Past()


def mask(text: str, source: ReportSummary, brief: Brief) -> Masked | None:
    """`text` (one sentence of `source`) fit for the brief, or None where it cannot be made so."""
    plain = _with_own_unit(to_simplified(text), source, brief)
    if _tells_of_ground(plain) and not is_own_report(source, brief):
        return None
    unnamed = blank_names(
        plain, brief.names.find(plain, source.id), lambda before: _leader_after(before, brief)
    )
    if unnamed is None:
        return None
    plain = unnamed
    plain = _COUNTED_LIST.sub(_uncounted, plain)
    plain = _COUNTED_ETC.sub("等", plain)
    plain = _RECENT_YEARS.sub("近年来", plain)
    masked = _with_blanks(plain, source, brief)
    # With nothing in the place of a blank its neighbours would make a word.
    if _LEFTOVER.search(_without_vouched(BLANK.sub("▢", masked), brief)):
        return None
    if _is_mostly_blank(masked):
        masked = _WHEN.sub("", _OF_WHICH.sub("", masked))
        if _is_mostly_blank(masked):
            return None
    return Masked(masked, blanks_in(masked))


def mask_own(text: str, brief: Brief, own: OwnPast) -> tuple[Masked, tuple[Past, ...]] | None:
    """A sentence of the unit's own past report, however many blanks it has: its own words stay, and so do the
    names that its other reports have, too; what else is of that year becomes a blank. With it what stood in the
    place of each blank."""
    plain = to_simplified(text)
    unnamed = blank_names(plain, _names_of_that_year(plain, brief, own), lambda o: _leader_after(o, brief))
    if unnamed is None:
        return None
    pieces, past, at = list[str](), list[Past](), 0
    entities = find_quantities(unnamed)
    for i, entity in enumerate(entities):
        start = max((m.end() for m in CLAUSE_END.finditer(unnamed, 0, entity.start)), default=0)
        end = CLAUSE_END.search(unnamed, entity.end)
        clause = unnamed[start : end.start() if end else len(unnamed)].strip()
        stays = any(clause.endswith(other) for other in own.clauses)
        made = _replacement(entity, own.report, brief)
        counts_nothing = entity.text[0] in _POWERS or is_label(
            unnamed, i, entities, own.report.year
        )  # 百万公里事故率, 3号泵房
        if (stays and entity.kind is Kind.DATE) or counts_nothing:
            made = entity.text
        elif _COMPOUND.match(unnamed, entity.end):
            made = blank(_PER) + entity.keep
        before = unnamed[at : entity.start]
        was = Past(entity.text.removesuffix(entity.keep), entity.text, stays)
        past += [_NO_PAST] * len(BLANK.findall(before)) + [was] * len(BLANK.findall(made))
        pieces += [before, made]
        at = entity.end
    masked = "".join([*pieces, unnamed[at:]])
    past += [_NO_PAST] * len(BLANK.findall(unnamed[at:]))
    return Masked(masked, blanks_in(masked)), tuple(past)


def _names_of_that_year(plain: str, brief: Brief, own: OwnPast) -> list[Name]:
    """The names in a sentence that are no lasting part of the unit: those of persons, and such as none of its
    other reports has. What only may be a name is the unit's own word; an amount is no place."""
    amounts = [(e.start, e.end) for e in find_quantities(plain) if e.kind is Kind.QUANTITY]
    found = []
    for name in brief.names.find(plain, own.report.id):
        is_amount = any(name.start < end and start < name.end for start, end in amounts)
        is_person = name.kind is NameKind.PERSON
        lasts = name.text in own.names if is_person else any(one in name.text for one in own.names)
        if (
            name.kind is NameKind.DOUBTFUL
            or lasts
            or name.text in own.report.unit
            or is_lasting_name(plain, name)
        ):
            continue
        if is_amount and (name.kind is not NameKind.CONTACT or len(name.text) < _LEAST_CONTACT):
            continue
        found.append(name)
    return found


def _tells_of_ground(text: str) -> bool:
    """Whether a sentence tells where its writer's ground lies, or names a part of it."""
    lies = any(verb in text for verb in words_in("sites", "lies"))
    return lies or _own_ground().search(text) is not None or _counted_buildings().search(text) is not None


@cache
def _about() -> re.Pattern[str]:
    """约【待补：人数】名 says no more than 【待补：人数】名."""
    return re.compile(
        rf"(?:(?<!不){any_of(words_in('measures_about', 'more'))}|{any_of(words_in('measures_about', 'about'))})(?={BLANK_OPEN})"
    )


@cache
def _own_ground() -> re.Pattern[str]:
    """东门, 西操场, 大二班, 3号楼: a place of the source's own ground, which the writer's need not have."""
    sided, numbered = (any_of(words_in("sites", key)) for key in ("sided", "numbered"))
    return re.compile(
        rf"[东南西北](?:、[东南西北]|[边侧面区院]?(?:{sided})|[一二三四]楼)"
        rf"|[大中小托][一二三四五六]班|[{HAN}\d甲乙ABC]号(?:{numbered})"
    )


@cache
def _counted_buildings() -> re.Pattern[str]:
    """两排平房."""
    rows, buildings = (any_of(words_in("sites", key)) for key in ("rows", "buildings"))
    return re.compile(rf"[{HAN}\d](?:{rows})[\u4e00-\u9fff]{{0,3}}(?:{buildings})")


def is_own_report(source: ReportSummary, brief: Brief) -> bool:
    """Whether the writer's own unit wrote `source`, or a part of that unit did."""
    return is_report_of(source, brief.unit, brief.trades)


def is_report_of(source: ReportSummary, unit: str, trades: Trades) -> bool:
    """Whether a report is of `unit` or of a part of it, or begins its title with that very name, whatever kind
    of unit the reader took it for."""
    name = to_simplified(unit)
    is_whole = len(name) > _SHORT_NAME and not is_generic(name, trades.plain_tails)
    bears_it = is_whole and to_simplified(source.title).startswith(name)
    return bears_it or is_own_unit(source.unit, unit, trades)


def is_own_unit(named: str, unit: str, trades: Trades) -> bool:
    """Whether a name is of `unit`, of the same told without what it is of, or of a part of it."""
    if is_department_of(named, unit, trades.plain_tails):
        return True
    return is_same_unit(named, unit, trades.plain_tails) or (
        trades.trade_of(named) == trades.trade_of(unit) and is_part_of(named, unit, trades.plain_tails)
    )


def _is_mostly_blank(masked: str) -> bool:
    blanks = len(BLANK.findall(masked))
    return blanks > MAX_BLANKS or count_chars(BLANK.sub("", masked)) < LEAST_WORDS_PER_BLANK * blanks


def _with_own_unit(text: str, source: ReportSummary, brief: Brief) -> str:
    theirs = brief.trades.unit(source.unit, source.title).trade
    # A place is no kindergarten: left in, it gives the sentence away.
    names = [name for name in names_of(source.unit) if theirs == brief.trade or not is_place(name)]
    if names:
        others = [name for name in brief.names.find(text, source.id) if source.unit not in name.text]
        # 区教育局 is 青禾区教育局 with less of its place.
        pattern = rf"(?:本|我|全)?[省市区县]?(?:{any_of(names)})"
        text = re.sub(pattern, lambda m: m[0] if _is_part_of_one(m, others) else brief.self_name, text)
    text = brief.trades.in_own_words(text, theirs, brief.trade)
    text = brief.trades.with_own_self(text, brief.self_name, theirs)
    # 本园本园 where the source said 我园星河幼儿园, 街道本街道 where it said 街道办事处我街道.
    own = brief.self_name
    if not own:
        return text
    return re.sub(rf"(?:{own[1:]})?{own}(?:{own})+|(?<!本)(?<!我){own[1:]}{own}", own, text)


def _is_part_of_one(match: re.Match[str], names: Sequence[Name]) -> bool:
    """Whether what was matched is the end of another unit's name: 人民医院 of 榆庙市人民医院."""
    start, end = match.span()
    return any(name.start < start and end <= name.end for name in names)


def _uncounted(match: re.Match[str]) -> str:
    items, number = match.groups()
    counts_itself = values_in(number) == [Value.exactly(len(_LIST_JOINT.findall(items)) + 1)]
    return f"{items}等" if counts_itself else match.group()


def _with_blanks(text: str, source: ReportSummary, brief: Brief) -> str:
    pieces, at = [], 0
    for entity in find_quantities(text):
        pieces += [text[at : entity.start], _replacement(entity, source, brief)]
        at = entity.end
    masked = "".join([*pieces, text[at:]])
    masked = _NEXT_TO_BLANK.sub(r"\1", masked)
    return _about().sub("", masked)


def _replacement(entity: Entity, source: ReportSummary, brief: Brief) -> str:
    if entity.kind is Kind.DATE:
        if own := _own_period(entity.text, source, brief):
            return own
        if entity.text in brief.vouched:
            return entity.text
    return blank(entity.label) + entity.keep


def _own_period(written: str, source: ReportSummary, brief: Brief) -> str:
    """A period of the source as the writer's: 2024年上半年 as 2025年上半年, its school year as the
    one that the user gave; "" where it has no like, or is no period."""
    periods = find_periods(plain_digits(written))
    if len(periods) != 1 or periods[0].text != plain_digits(written):
        return ""
    period = periods[0]
    if len(period.years) == 1 and brief.year and source.year:
        ahead = period.first - source.year
        year = str(brief.year + ahead) if written[0].isdigit() else write_digits(brief.year + ahead)
        return year + written[4:] if ahead in (0, 1) else ""
    for own in find_periods(plain_digits(brief.period)):
        if len(own.years) == len(period.years) == 2:
            if period.part == own.part:
                return own.text
            return "" if period.part else own.text.partition("学年")[0] + "学年"
    return ""


def _leader_after(before: str, brief: Brief) -> str:
    """The leader who holds the office `before` ends with; 副园长 is not 园长."""
    for office, name in brief.leaders.items():
        if before.endswith(office) and not before.removesuffix(office).endswith(("副", "原", "前")):
            return name
    return ""


def _without_vouched(text: str, brief: Brief) -> str:
    """`text` without what the user vouches for: the writer's own period, year and the next."""
    own_years = [set(own.years) for own in find_periods(plain_digits(brief.period))]
    for period in reversed(find_periods(plain_digits(text))):
        if any(set(period.years) <= years for years in own_years):
            text = text[: period.start] + text[period.end :]
    if brief.year:
        for year in (brief.year, brief.year + 1):
            text = text.replace(f"{year}年", "")
    return text.replace(brief.unit, "") if brief.unit else text
