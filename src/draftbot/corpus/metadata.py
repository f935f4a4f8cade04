"""Unit, year and level of government of a report, each with how sure it is."""

from __future__ import annotations

import re
from collections import Counter

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import find_periods
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import Guess

_KIND = (
    "幼儿园|托儿所|小学|中学|学校|中心校|学院|大学|党校|医院|卫生院|"
    "教育局|教体局|教育和体育局|教育委员会|教育厅|教育部|人民政府办公厅|人民政府办公室|人民政府|国务院办公厅|国务院|"
    "街道办事处|街道办|街道党工委|街道|社区居委会|社区|村民委员会|村委会|管理委员会|管委会|党工委|"
    "委员会|办公厅|办公室|人大常委会|政协|总工会|妇联|团委|党委|党总支|党支部|支部|"
    "[\u4e00-\u9fff]{2,8}(?:局|厅|委|中心|公司|协会|联合会|研究院|研究所|支队|大队|检察院|法院|银行|监狱|站|馆|所|处|科|室)"
)
_UNIT = re.compile(rf"[\u4e00-\u9fffXx×*某]{{0,16}}?(?:{_KIND})(?!长|员)")
# 松岗镇中心 goes on to 松岗镇中心小学; 中小学 is no school.
_LONGER = re.compile(
    "[\u4e00-\u9fff]{0,4}?(?:幼儿园|(?<!中)小学|中学|学校|学院|大学|办事处|委员会|办公室|人民政府|医院|卫生院|支部|公司|局)(?!长|员)"
)
_PLACE_UNIT = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:省|市|自治区|自治州|州|盟|县|区|旗|镇|乡)(?=人民政府|政府|委|$|\d|关于)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:[-—－~至]\s*(?:(?:19|20)?\d{2}))?\s*(?:学?年|年度)")
# Years of plans and of beginnings: 《…（2021—2025年）》, 自2012年以来.
_NOT_ITS_OWN = re.compile(r"《[^》]{0,60}》|[（(]\d{4}\s*[-—－~至]\s*\d{4}年?[）)]|[从自]\s*\d{4}年")
_DATED = re.compile(r"^[（(]?\s*((?:19|20)\d{2})\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?\s*[）)]?$")
# A unit named in running text, only where the words around show both its ends:
# Chinese marks no borders of names.
_NAME = (
    rf"(?![在对将把按根报成打由向给和与及了的有是为就从自经使让被])[\u4e00-\u9fffXx×*某]{{2,14}}?(?:{_KIND})"
)
_MENTIONED = (
    re.compile(
        rf"(?:我是|作为|担任|现任)({_NAME})(?=的|[^，。]{{0,8}}(?:长|主任|书记|教师|老师|医|员|干部))"
    ),
    re.compile(
        rf"(?:^|[，、])({_NAME})(?=在|认真|坚持|紧紧|紧扣|围绕|以|按照|始终|高度|积极|深入|全面)",
        re.MULTILINE,
    ),
)
_OFFICE = re.compile(
    "(?:副?(?:园|校|院|局|所|站|处|科|主任|书记|部|镇|乡|区|县|市|省|会|组|室|队)长|主任|书记|主席|总理).*$"
)
_OPENING = 300
_SHORTEST = 3
_LEVELS = (
    ("国家", re.compile("国务院|中共中央|全国|教育部|中央")),
    ("单位", re.compile("幼儿园|小学|中学|学校|学院|大学|医院|卫生院|公司|中心校|托儿所")),
    ("乡镇街道", re.compile("街道|镇|乡|社区|村")),
    ("区县", re.compile("[县旗]|(?<!自治)(?<!特)(?<!地)区(?!域|块)")),
    ("市级", re.compile("市|州|盟|地区")),
    ("省级", re.compile("省|自治区|直辖")),
)


def unit_of(title: str, lines: list[str]) -> Guess[str]:
    """The unit whose report this is: from the signature, the byline, the title
    or the first lines, in this order of sureness; "" with sureness 0 if none
    shows. `title` is "" where it is derived, `lines` are the lines after it."""
    signed = _signature(lines)
    named = _in_title(title)
    if signed and named and (signed.endswith(named) or named in signed or signed in named):
        return Guess(max(signed, named, key=len), 0.97)
    byline = next((unit for line in lines[:3] if (unit := _whole_unit(line))), "")
    for unit, sureness in ((signed, 0.9), (byline, 0.88), (named, 0.85)):
        if unit:
            return Guess(unit, sureness)
    opening = to_simplified("\n".join(line[:_OPENING] for line in lines[:5]))
    for pattern in _MENTIONED:
        if mentioned := pattern.search(opening):
            return Guess(mentioned[1], 0.4)
    return Guess("", 0.0)


def year_of(title: str, lines: list[str], file_name: str = "") -> Guess[int | None]:
    """The year a report is about; None with sureness 0 if no year is named.

    From the title, else the date under the signature, else the file's name
    (pass "" for a file of several reports), else the first lines.
    """
    in_title = _years(title)
    if in_title:
        return Guess(in_title[0], 0.97)
    opening = _years(_NOT_ITS_OWN.sub("", "\n".join(lines[:5])[:_OPENING]))
    dated = [int(match[1]) for match in map(_DATED.match, map(str.strip, lines[-4:])) if match]
    if dated:
        return Guess(dated[-1], 0.8 if dated[-1] in opening or not opening else 0.6)
    in_name = re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", file_name)
    if in_name:
        return Guess(int(in_name[0]), 0.7)
    if opening:
        return Guess(max(opening), 0.6)
    everywhere = Counter(_years("\n".join(lines)))
    # Reports look back and quote plans; the latest year they keep coming back to is theirs.
    repeated = [year for year, count in everywhere.items() if count > 1]
    return Guess(max(repeated), 0.3) if repeated else Guess(None, 0.0)


def level_of(unit: str, title: str) -> Guess[str]:
    """国家, 省级, 市级, 区县, 乡镇街道 or 单位 (school, hospital, firm); "" if unknown."""
    for text, sureness in ((to_simplified(unit), 0.9), (to_simplified(title), 0.6)):
        for level, pattern in _LEVELS:
            if text and pattern.search(text):
                return Guess(level, sureness)
    return Guess("", 0.0)


def _whole_unit(line: str) -> str:
    """`line` if it is a unit's name, with or without its head's office and name."""
    plain = to_simplified(line.strip())
    if not 4 <= len(plain) <= 30 or plain[-1] in "。！？；：，":
        return ""
    unit = _unit_at_start(_OFFICE.sub("", plain))
    rest = plain[len(unit) :]
    return line.strip()[: len(unit)] if unit and (not rest or _OFFICE.search(rest)) else ""


def _unit_at_start(text: str) -> str:
    """The unit `text` (Simplified) begins with, "" if with none."""
    found = _UNIT.match(text)
    if found is None or found.group().endswith("中小学"):
        return ""
    end = found.end()
    while longer := _LONGER.match(text, end):
        end = longer.end()
    return text[:end] if end >= _SHORTEST else ""


def _years(text: str) -> list[int]:
    """The year of report of each period that `text` names."""
    return [period.year for period in find_periods(plain_digits(text))]


def _signature(lines: list[str]) -> str:
    """The unit in the last lines, standing over a date or alone."""
    tail = [line.strip() for line in lines[-6:]]
    for i in range(len(tail) - 1, 0, -1):
        if _DATED.match(tail[i]) and len(tail[i - 1]) <= 30:
            unit = _unit_at_start(to_simplified(tail[i - 1]))
            return tail[i - 1][: len(unit)] if len(unit) >= len(tail[i - 1]) - 4 else ""
    return ""


def _in_title(title: str) -> str:
    plain = to_simplified(title)
    for start in (plain.rfind("——") + 2 if "——" in plain else 0, 0):
        part = (
            _YEAR.split(plain[start:])[0]
            if not _YEAR.match(plain[start:])
            else _YEAR.sub("", plain[start:], count=1)
        )
        part = part.split("关于")[0] or part.removeprefix("关于")
        place = _PLACE_UNIT.match(part)
        unit = _unit_at_start(part) or (place.group() if place else "")
        if unit:
            at = plain.find(unit)
            return title[at : at + len(unit)] if at >= 0 else unit
    return ""
