"""What stands under a report and over it: the unit and the date that sign it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.unit_reader import LONGEST, UnitReader

_HAN_DIGITS = "〇○零O0一二三四五六七八九"
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s*(?:年|[-./])\s*(?P<month>\d{1,2}|[xX×*]+)\s*(?:月|[-./])?(?:\s*(?:\d{1,2}|[xX×*]+)\s*日?)?"
    rf"|(?P<han>[一二][{_HAN_DIGITS}]{{3}})\s*年\s*(?P<han_month>[元正一二三四五六七八九十]{{1,2}})\s*月(?:\s*[一二三四五六七八九十廿卅]{{1,3}}\s*日)?"
)
_OF_HAN = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_MONTHS = {han: n for n, han in enumerate("正 一 二 三 四 五 六 七 八 九 十 十一 十二".split())} | {
    "正": 1,
    "元": 1,
}
_BRACKETS = " 　（）()[]【】"
_LINES = 8
# How far above its date a unit may stand: a person's name or another unit may stand between.
_ABOVE = 3
_HEAD = 3
_LEAST = 3
_OFFICE = re.compile(
    "(?:副?(?:园|校|院|局|所|站|处|科|主任|书记|部|镇|乡|区|县|市|省|会|组|室|队|厂|场|馆|行|董事)长|主任|书记|主席|总理|(?:总)?经理).*$"
)
_ENDS = "。！？；：，、,;:"


@dataclass(frozen=True, slots=True)
class Signed:
    """The date of a signature; `month` is None where it is left open."""

    year: int
    month: int | None


def unit_signed(lines: Sequence[str], reader: UnitReader) -> str:
    """The unit in the last lines, over or beside a date, else alone in the last of them; "" for none."""
    filled = [line.strip() for line in lines if line.strip()]
    dated = [i for i, line in enumerate(filled) if _dated(line)]
    for i in reversed(dated):
        beside = filled[i][: _found(filled[i]).start()].strip(_BRACKETS)
        # Attachments may follow; then only what stands right over its date is a signature.
        is_last = i >= len(filled) - _LINES
        near = (*_above(filled, i), *filled[i + 1 : i + 2]) if is_last else filled[max(0, i - 1) : i]
        for line in (beside, *near):
            if unit := unit_line(line, reader):
                return unit
    last = to_simplified(filled[-1]) if len(filled) > 1 else ""
    is_alone = not dated and len(last) >= _LEAST and reader.is_unit(last)
    return filled[-1] if is_alone else ""


def date_signed(lines: Sequence[str]) -> Signed | None:
    """The date in the last lines that stands there alone or beside a unit."""
    return next(filter(None, (_dated(line.strip()) for line in reversed(lines))), None)


def unit_above(lines: Sequence[str], reader: UnitReader) -> str:
    """The unit in a byline, a letterhead or a line 单位：… of the first lines; "" for none."""
    return next(filter(None, (unit_line(line, reader) for line in lines[:_HEAD])), "")


def unit_line(line: str, reader: UnitReader) -> str:
    """The unit that a line names and nothing else but its head's office and name, as it is
    written there; "" for none."""
    plain = _unlabelled(to_simplified(line).strip(_BRACKETS))
    if not _LEAST <= len(plain) <= LONGEST + 6 or plain[-1] in _ENDS:
        return ""
    for named in _candidates(plain):
        if len(named) >= _LEAST and reader.is_unit(named):
            at = to_simplified(line).find(named)
            return line[at : at + len(named)]
    return ""


def _candidates(plain: str) -> Iterator[str]:
    """What of a line may be a unit's name: all, without the office of its head, before a space."""
    bare = _letterhead().sub("", plain).strip(_BRACKETS)
    yield "".join(bare.split())
    yield bare
    yield _OFFICE.sub("", bare).strip(_BRACKETS)
    first, *rest = bare.split(maxsplit=1)[:2] or [""]
    if rest and len(rest[0]) <= LONGEST:
        yield first
        yield _OFFICE.sub("", first)


def _unlabelled(plain: str) -> str:
    label, colon, rest = plain.replace(":", "：").partition("：")
    if colon and rest and any(word in label for word in words_in("signature_labels")):
        return rest.strip(_BRACKETS)
    return plain


def _above(tail: Sequence[str], at: int) -> Iterator[str]:
    """The lines above a date, nearest first, as far as they are no sentences."""
    for line in reversed(tail[max(0, at - _ABOVE) : at]):
        if line[-1] in "。！？；":
            return
        yield line


def _dated(line: str) -> Signed | None:
    """The date of a line that holds little else."""
    found = _DATE.search(line) if len(line) <= 2 * LONGEST else None
    if found is None or len(line) > LONGEST + found.end() - found.start():
        return None
    before, after = line[: found.start()].strip(_BRACKETS), line[found.end() :].strip(_BRACKETS)
    if after or (before and (before[-1] in "。！？；，、" or len(before) < 3) and before[-1] not in "：:"):
        return None
    if found["year"]:
        month = int(found["month"]) if found["month"].isdigit() else None
        return Signed(int(found["year"]), month if month and 1 <= month <= 12 else None)
    year = int(found["han"].translate(_OF_HAN))
    return Signed(year, _MONTHS.get(found["han_month"])) if 1900 <= year < 2100 else None


def _found(line: str) -> re.Match[str]:
    found = _DATE.search(line)
    assert found is not None
    return found


@cache
def _letterhead() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words_in('letterheads'))})$")
