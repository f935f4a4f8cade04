"""Word's automatic numbering: the numbers that are shown but are not in the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from draftbot.chinese.numerals import write_number
from draftbot.errors import DamagedFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN_FORMATS = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
     "taiwaneseCountingThousand", "ideographDigital", "chineseLegalSimplified", "koreanCounting")
)  # fmt: skip
_CIRCLES = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_LEVELS = 9


def parse_part(content: bytes, name: str, kind: str) -> etree._Element | None:
    """The XML tree of one part of a file, None for an absent part.

    Raises DamagedFile. Entities are not resolved and nothing is fetched.
    """
    if not content:
        return None
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
    return _Level(_integer(values["start"], 1), values["numFmt"] or "decimal", values["lvlText"])


def _override(levels: dict[int, _Level], override: etree._Element) -> None:
    index = _integer(attribute(override, "ilvl"), 0)
    replaced, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
    if replaced is not None:
        levels[index] = _level(replaced)
    if start is not None and index in levels:
        old = levels[index]
        levels[index] = _Level(_integer(attribute(start, "val"), old.start), old.form, old.pattern)


def _shown(definition: _Level, level: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    text = definition.pattern
    for i in range(level + 1):
        if f"%{i + 1}" in text:
            outer = levels.get(i)
            form = outer.form if outer else "decimal"
            count = counts.get(i, outer.start if outer else 1)
            text = text.replace(f"%{i + 1}", _formatted(count, form))
    return text


def _formatted(count: int, form: str) -> str:
    if form in _HAN_FORMATS and 0 < count < 100:
        return write_number(count)
    if form in _CIRCLES and 0 < count <= 20:
        return chr(ord("①") + count - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    return str(count)


def _integer(text: str, default: int) -> int:
    """A small whole number; Word's own limits are far below six digits."""
    return int(text) if text.isdecimal() and len(text) < 6 else default
