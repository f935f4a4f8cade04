"""Word's automatic numbering: the numbers that are shown but are not in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from lxml import etree

from draftbot.chinese.numerals import write_number
from draftbot.corpus.lines import MOST_LINES
from draftbot.errors import DamagedFile, TooManyParts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The names of the same things in a strict file.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}").encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
# Opening and closing tags; a book of a thousand pages has a third of this.
_MOST_TAGS = 3_000_000
_PARAGRAPH = re.compile(rb"<(?:[\w.-]+:)?p[ />]")
_HAN_FORMATS = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
     "taiwaneseCountingThousand", "koreanCounting", "koreanCounting2", "koreanDigital", "japaneseDigitalTenThousand",
     "taiwaneseDigital")
)  # fmt: skip
_LEGAL_FORMATS = frozenset(
    ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal", "koreanLegal")
)
_LEGAL = str.maketrans("一二三四五六七八九十百千〇零", "壹贰叁肆伍陆柒捌玖拾佰仟零零")
# Counted by a row of signs, which starts over when it is at its end (ECMA-376, 17.18.59).
_ROWS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
}
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_MOST_ROMAN = 4000
_LEVELS = 9


def parse_part(content: bytes, name: str, kind: str) -> etree._Element | None:
    """The XML tree of one part of a file, None for an absent part.

    A file of the strict kind (ISO/IEC 29500 Strict) is read as one of the usual kind.
    Raises DamagedFile, TooManyParts. Entities are not resolved and nothing is fetched.
    """
    if not content:
        return None
    if content.count(b"<") > _MOST_TAGS:
        raise TooManyParts(name=name, limit=_MOST_TAGS // 2)
    if len(_PARAGRAPH.findall(content)) > MOST_LINES:
        raise TooManyParts(name=name, limit=MOST_LINES)
    if _STRICT[0][0] in content:
        for strict, transitional in _STRICT:
            content = content.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(name=name, kind=kind) from error


def attribute(element: etree._Element, name: str) -> str:
    """A w: attribute's value, "" if absent."""
    value = element.get(W + name)
    return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    # w:isLgl: the numbers of outer levels are shown as digits, whatever their form.
    is_legal: bool = False


class AutomaticNumbers:
    """Counts the lists of one document, in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstract = {attribute(a, "abstractNumId"): _levels(a) for a in root.findall(f"{W}abstractNum")}
        for num in root.findall(f"{W}num"):
            reference = num.find(f"{W}abstractNumId")
            abstract_id = attribute(reference, "val") if reference is not None else ""
            levels = dict(abstract.get(abstract_id, {}))
            counter = abstract_id
            for override in num.findall(f"{W}lvlOverride"):
                counter = "own-" + attribute(num, "numId")
                _override(levels, override)
            self._lists[attribute(num, "numId")] = (counter, levels)

    def next(self, numbering: etree._Element) -> str:
        """The number of the next paragraph with this w:numPr, as Word shows it
        ("一、"); "" for a bullet or a list that is not defined."""
        num_id, level_tag = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
        if num_id is None or attribute(num_id, "val") not in self._lists:
            return ""
        counter, levels = self._lists[attribute(num_id, "val")]
        level = _integer(attribute(level_tag, "val"), 0) if level_tag is not None else 0
        counts = self._counts[counter]
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        definition = levels.get(level)
        if definition is None:
            return ""
        counts[level] = counts[level] + 1 if level in counts else definition.start
        if definition.form in ("bullet", "none"):
            return ""
        return _shown(definition, level, levels, counts)


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {
        _integer(attribute(level, "ilvl"), 0): _level(level)
        for level in abstract.findall(f"{W}lvl")[:_LEVELS]
    }


def _level(level: etree._Element) -> _Level:
    values = {}
    for tag in ("start", "numFmt", "lvlText"):
        found = level.find(W + tag)
        values[tag] = attribute(found, "val") if found is not None else ""
    legal = level.find(W + "isLgl")
    return _Level(
        _integer(values["start"], 1),
        values["numFmt"] or "decimal",
        values["lvlText"],
        legal is not None and attribute(legal, "val") not in ("0", "false", "off"),
    )


def _override(levels: dict[int, _Level], override: etree._Element) -> None:
    index = _integer(attribute(override, "ilvl"), 0)
    replaced, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
    if replaced is not None:
        levels[index] = _level(replaced)
    if start is not None and index in levels:
        old = levels[index]
        levels[index] = replace(old, start=_integer(attribute(start, "val"), old.start))


def _shown(definition: _Level, level: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    text = definition.pattern
    for i in range(level + 1):
        if f"%{i + 1}" in text:
            outer = levels.get(i)
            form = "decimal" if outer is None or definition.is_legal else outer.form
            count = counts.get(i, outer.start if outer else 1)
            text = text.replace(f"%{i + 1}", _formatted(count, form))
    return text


def _formatted(count: int, form: str) -> str:
    """A count as Word shows it; formats of other languages as plain digits."""
    if form in _LEGAL_FORMATS and 0 < count < 100:
        return write_number(count).translate(_LEGAL)
    if form in _HAN_FORMATS and 0 < count < 100:
        return write_number(count)
    if form == "ideographDigital":
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(count))
    if row := _ROWS.get(form):
        # After the last sign in a circle Word goes on in plain digits, after the last stem from the first.
        starts_over = form in ("ideographTraditional", "ideographZodiac")
        return row[(count - 1) % len(row)] if starts_over or 0 < count <= len(row) else str(count)
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < _MOST_ROMAN:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    if form == "decimalZero":
        return f"{count:02}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(count).translate({ord("0") + i: 0xFF10 + i for i in range(10)})
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written


def _integer(text: str, default: int) -> int:
    """A small whole number; Word's own limits are far below six digits."""
    return int(text) if text.isdecimal() and len(text) < 6 else default
