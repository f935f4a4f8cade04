"""A sentence of a past report without what belongs to that report.

Its unit becomes the writer's unit, its year the writer's year; every other
number, date, document and person becomes a blank that says what is missing. A
sentence that names somebody or something whose limits cannot be told, or that
would be mostly blanks, is refused: better no sentence than half a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftbot.corpus.scripts import to_simplified
from draftbot.domain import BLANK_CLOSE, BLANK_OPEN, ReportSummary, count_chars
from draftbot.drafting.brief import Brief
from draftbot.drafting.entities import Entity, Kind, find_entities, find_names
from draftbot.drafting.numerals import values_in
from draftbot.drafting.units import in_own_words, kind_of, names_of, with_own_self

BLANK = re.compile(re.escape(BLANK_OPEN) + r"([^】]*)" + re.escape(BLANK_CLOSE))
MAX_BLANKS = 4
# A sentence with fewer words of its own to each blank says nothing any more.
LEAST_WORDS_PER_BLANK = 6
# Left over after masking, these show a number or a damaged place.
_LEFTOVER = re.compile(r"[0-9０-９%％□�]|[xX×＊*]{2,}|_{2,}|某某")
# 约【待补：人数】名 says no more than 【待补：人数】名.
_ABOUT = re.compile(rf"(?:大约|约|近|逾|超过|达到|达|共计)(?={BLANK_OPEN})")
_YEAR_ONLY = re.compile(r"(\d{4})年度?")
# 门卫、总务、行政三个岗位: the number counts the list before it, and says nothing a
# list of another length would not belie; 等 serves any.
_COUNTED_LIST = re.compile(
    r"([^，。；：、“”]{1,12}(?:、[^，。；：、]{1,12})+(?:(?:和|与|及|以及|或者)[^，。；：、]{1,12})?)([两三四五六七八九])[个种项类](?=[\u4e00-\u9fff])"
)
_RECENT_YEARS = re.compile(r"近(?:[两二三四五六]|几|\d)年来?")
_LIST_JOINT = re.compile(r"、|以及|或者|[和与及]")
_NEXT_TO_BLANK = re.compile(rf"({BLANK_CLOSE})[、和至](?:{BLANK_OPEN}(?:日期|时间|年份|数值){BLANK_CLOSE})")


@dataclass(frozen=True, slots=True)
class Masked:
    """`blanks` are the labels of the 【待补：…】 in `text`, in order."""

    text: str
    blanks: tuple[str, ...]


def mask(text: str, source: ReportSummary, brief: Brief) -> Masked | None:
    """`text` (one sentence of `source`) fit for the brief, or None where it cannot be made so."""
    plain = _with_own_unit(to_simplified(text), source, brief)
    plain = _COUNTED_LIST.sub(_uncounted, plain)
    plain = _RECENT_YEARS.sub("近年来", plain)
    masked = _with_blanks(plain, source, brief)
    without = BLANK.sub("", masked)
    blanks = tuple(BLANK.findall(masked))
    if _LEFTOVER.search(_without_vouched(without, brief)) or find_names(
        _without_vouched(without, brief), brief.own_names
    ):
        return None
    if len(blanks) > MAX_BLANKS or count_chars(without) < LEAST_WORDS_PER_BLANK * len(blanks):
        return None
    return Masked(masked, blanks)


def blanks_in(text: str) -> tuple[str, ...]:
    """The labels of all blanks in `text`."""
    return tuple(BLANK.findall(text))


def blank(label: str) -> str:
    """A visible blank that asks for `label`."""
    return f"{BLANK_OPEN}{label}{BLANK_CLOSE}"


def _with_own_unit(text: str, source: ReportSummary, brief: Brief) -> str:
    for name in names_of(source.unit):
        text = text.replace(name, brief.self_name)
    text = in_own_words(text, kind_of(source.unit), brief.kind)
    text = with_own_self(text, brief.self_name)
    # 本园本园 where the source said 我园星河幼儿园.
    return text.replace(brief.self_name * 2, brief.self_name) if brief.self_name else text


def _uncounted(match: re.Match[str]) -> str:
    items, number = match.groups()
    counted = "一二三四五六七八九".index(number.replace("两", "二")) + 1
    return f"{items}等" if len(_LIST_JOINT.findall(items)) + 1 == counted else match.group()


def _with_blanks(text: str, source: ReportSummary, brief: Brief) -> str:
    pieces, at = [], 0
    for entity in find_entities(text):
        pieces += [text[at : entity.start], _replacement(entity, source, brief)]
        at = entity.end
    masked = "".join([*pieces, text[at:]])
    masked = _NEXT_TO_BLANK.sub(r"\1", masked)
    return _ABOUT.sub("", masked)


def _replacement(entity: Entity, source: ReportSummary, brief: Brief) -> str:
    if entity.kind is Kind.DATE:
        if (match := _YEAR_ONLY.fullmatch(entity.text)) and brief.year and source.year:
            ahead = int(match.group(1)) - source.year
            if ahead in (0, 1):
                return entity.text.replace(match.group(1), str(brief.year + ahead))
        if entity.text in brief.vouched:
            return entity.text
    return blank(entity.label) + entity.keep


def _without_vouched(text: str, brief: Brief) -> str:
    """`text` without what the user vouches for: the writer's own year and the next."""
    if brief.year:
        for year in (brief.year, brief.year + 1):
            text = text.replace(f"{year}年", "")
    return text.replace(brief.unit, "") if brief.unit else text


def unvouched(entity: Entity, brief: Brief) -> bool:
    """Whether an entity's numbers, or its words, are nowhere in what the user vouches for."""
    if entity.text in brief.vouched:
        return False
    values = values_in(entity.text)
    return not values or not all(value in brief.vouched_values for value in values)
