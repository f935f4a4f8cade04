"""The fact sheet: what the user vouches for, read from YAML or from plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import year_named
from draftbot.domain import Fact, FactSheet
from draftbot.errors import BadFacts
from draftbot.messages import Message
from draftbot.prompt_files.yaml_text import BrokenYamlError, Value, dump_yaml, read_yaml

FIELDS = {
    "unit": ("单位", "单位名称", "unit"),
    "period": ("时间", "时段", "期间", "年度", "period"),
    "author": ("署名", "落款", "author"),
    "date": ("日期", "成文日期", "date"),
    "leaders": ("负责人", "领导", "leaders"),
    "facts": ("事实", "事实清单", "facts"),
}
_FIELD_OF = {key: field for field, keys in FIELDS.items() for key in keys}
_FACT_KEYS = {"text": "text", "内容": "text", "section": "section", "部分": "section"}

# A line that only makes sense as YAML: without one, text YAML cannot read is a list of lines.
_YAML_MARK = re.compile(r"""^[ \t]+\S|[:：][ \t]*$|(?:[:：]|^-)[ \t]+["'\[{|>&*!]|^[\[{]|^---""")
_BULLET = re.compile(
    r"^(?:[-–—•·●*▪]\s*(?!\d+(?:\.\d+)?[℃%％])|\d{1,2}[.．、](?!\d)\s*|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*)"
)
_FULL_DATE = re.compile(r"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$")
_MONTH = re.compile(r"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?\s*$")
_BARE_YEAR = re.compile(r"^\s*((?:19|20)\d{2})\s*$")


def parse_facts(text: str) -> FactSheet:
    """The fact sheet in `text`: YAML with Chinese or English keys, or one fact a line.

    Facts stay as typed. 日期 and 时间 are written as a 公文 writes them
    (2025-12-20 → 2025年12月20日, 2025 → 2025年). An unknown Chinese key is a
    fact of its own (“参加人数: 320” → 参加人数：320); an unknown Latin key is
    taken for a misspelling. Raises BadFacts, with the line for broken YAML.
    """
    try:
        value = read_yaml(text, {**_FIELD_OF, **_FACT_KEYS})
    except BrokenYamlError as exc:
        if any(_YAML_MARK.search(line) for line in text.splitlines()):
            raise BadFacts(reason=exc.reason) from exc
        value = text
    if isinstance(value, str):
        return parse_lines(text)
    if isinstance(value, list):
        return _sheet([("facts", value)])
    return _sheet([(_field_named(key), item) for key, item in value.items()])


def parse_lines(text: str) -> FactSheet:
    """The fact sheet in `text`, one field or fact a line, never taken for YAML. Raises BadFacts."""
    return _sheet(_pairs_of_lines(text))


def write_facts(sheet: FactSheet) -> str:
    """`sheet` as YAML that `parse_facts` reads back; empty fields are left out."""
    written: dict[str, Value] = {}
    for name in ("unit", "period", "author", "date"):
        if getattr(sheet, name):
            written[FIELDS[name][0]] = getattr(sheet, name)
    if sheet.leaders:
        written["负责人"] = list(sheet.leaders)
    if sheet.facts:
        written["事实"] = [
            {"内容": fact.text, "部分": fact.section} if fact.section else fact.text for fact in sheet.facts
        ]
    return dump_yaml(written) if written else ""


def period_year(sheet: FactSheet) -> int | None:
    """The year of a report on `sheet.period` (2024—2025学年第二学期 → 2025), or None."""
    return year_named(plain_digits(sheet.period), bare=True)


def written_date(text: str) -> str:
    """A full date as GB/T 9704 writes it (2025年1月5日, no zero padding).

    Text that is not one full date is given back as it is. Raises BadFacts for
    a day no calendar has.
    """
    match = _FULL_DATE.match(text)
    if not match:
        return text.strip()
    year, month, day = map(int, match.groups())
    try:
        date(year, month, day)
    except ValueError as exc:
        raise BadFacts(reason=Message("facts.no_such_day", text=text.strip())) from exc
    return f"{year}年{month}月{day}日"


def _written_period(text: str) -> str:
    month = _MONTH.match(text)
    if month and 1 <= int(month[2]) <= 12:
        return f"{month[1]}年{int(month[2])}月"
    return _BARE_YEAR.sub(r"\1年", written_date(text))


def field_name(field: str) -> Message:
    """What a field of the sheet is called."""
    return {
        "unit": Message("facts.unit"),
        "period": Message("facts.period"),
        "author": Message("facts.author"),
        "date": Message("facts.date"),
        "leaders": Message("facts.leaders"),
        "facts": Message("facts.facts"),
    }[field]


def _field_named(key: str) -> str:
    """The field a key names; the key itself when it names none."""
    field = _FIELD_OF.get(key.strip().lower())
    if field is None and key.strip().isascii() and key.strip().replace("_", "").isalpha():
        raise BadFacts(reason=Message("facts.unknown_key", key=key, known=tuple(map(field_name, FIELDS))))
    return field or key.strip()


def _pairs_of_lines(text: str) -> list[tuple[str, Value]]:
    """Fields and facts of plain text, one a line, bullets and numbers taken off,
    comments (“# ”) left out."""
    pairs: list[tuple[str, Value]] = []
    for raw in text.lstrip("\ufeff").splitlines():
        line = _BULLET.sub("", raw.strip())
        key, *rest = re.split("[：:]", line, maxsplit=1)
        field = _FIELD_OF.get(key.strip().lower()) if rest else None
        if field:
            pairs.append((field, rest[0].strip()))
        elif line and not line.startswith("# "):
            pairs.append(("facts", line))
    return pairs


def _sheet(pairs: list[tuple[str, Value]]) -> FactSheet:
    fields: dict[str, str] = {}
    leaders: list[str] = []
    facts: list[Fact] = []
    for name, value in pairs:
        if name == "leaders":
            leaders.extend(_names(value))
        elif name == "facts":
            facts.extend(_facts(value, ""))
        elif name in FIELDS:
            fields[name] = _one_value(name, value, fields)
        elif isinstance(value, str):
            facts.append(Fact(f"{name}：{value.strip()}" if value.strip() else name))
        else:
            facts.extend(_facts(value, name))
    return FactSheet(
        unit=fields.get("unit", ""),
        period=_written_period(fields.get("period", "")),
        author=fields.get("author", ""),
        date=written_date(fields.get("date", "")),
        leaders=tuple(leaders),
        facts=tuple(dict.fromkeys(facts)),
    )


def _one_value(name: str, value: Value, fields: dict[str, str]) -> str:
    label = field_name(name)
    if not isinstance(value, str):
        raise BadFacts(reason=Message("facts.one_value", field=label))
    one, other = fields.get(name, value.strip()), value.strip()
    if one != other:
        raise BadFacts(reason=Message("facts.given_twice", field=label, one=one, other=other))
    return other


def _names(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield from (name.strip() for name in re.split(r"[、,，;；\n]", value) if name.strip())
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
    else:
        raise BadFacts(reason=Message("facts.leaders_no_list"))


def _facts(value: Value, section: str) -> Iterator[Fact]:
    """Facts of a string (one a line), a list, or a mapping of section → facts."""
    if isinstance(value, str):
        lines = [line.strip() for line in value.splitlines() if line.strip()]
        yield from (Fact(_BULLET.sub("", line) if len(lines) > 1 else line, section) for line in lines)
    elif isinstance(value, list):
        for item in value:
            yield from _facts(item, section)
    elif set(map(str.lower, value)) <= set(_FACT_KEYS):
        yield _fact(value, section)
    else:
        for key, item in value.items():
            if isinstance(item, str):
                yield Fact(f"{key}：{item.strip()}" if item.strip() else key, section)
            else:
                yield from _facts(item, key)


def _fact(value: dict[str, Value], section: str) -> Fact:
    parts: dict[str, str] = {"section": section}
    for key, item in value.items():
        if not isinstance(item, str):
            raise BadFacts(reason=Message("facts.one_line", key=key))
        parts[_FACT_KEYS[key.lower()]] = item.strip()
    if not parts.get("text"):
        raise BadFacts(reason=Message("facts.no_text"))
    return Fact(parts["text"], parts["section"])
