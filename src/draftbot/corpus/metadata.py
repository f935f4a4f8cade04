"""Unit, year and level of government of a report, each with how sure it is."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.organisations import unit_noun
from draftbot.chinese.periods import find_periods
from draftbot.chinese.phrases import OTHERWISE, Phrases
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import word_set, word_table
from draftbot.corpus.self_mention import unit_mentioned
from draftbot.corpus.signature import date_signed, unit_above, unit_signed
from draftbot.corpus.title_parts import piece_before_period, unit_in
from draftbot.corpus.unit_by_text import unit_by_text
from draftbot.corpus.unit_reader import UnitReader, simplified_name
from draftbot.domain import Guess

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:[-—－~至]\s*(?:(?:19|20)?\d{2}))?\s*(?:学?年|年度)")
# Years of plans and of beginnings: 《…（2021—2025年）》, 自2012年以来.
_NOT_ITS_OWN = re.compile(r"《[^》]{0,60}》|[（(]\d{4}\s*[-—－~至]\s*\d{4}年?[）)]|[从自]\s*\d{4}年")
_SUBTITLE = re.compile("^[—－-]{2,}")
_OPENING = 300
# A report signed in these months may well be about the year before.
_EARLY_MONTHS = (1, 2, 3)
# A name that signs has so many letters, and stands among so many last lines.
_SHORTEST_NAME, _SIGNED_WITHIN = 4, 8
_LEVELS = "levels_of_units"


def unit_of(title: str, lines: list[str], reader: UnitReader | None = None) -> Guess[str]:
    """The unit whose report this is: from the signature, the byline, the title or
    the first paragraphs, in this order of sureness; "" with sureness 0 if none
    shows. `title` is "" where it is derived, `lines` are the lines after it.
    """
    reader = reader or UnitReader()
    signed, byline = unit_signed(lines, reader), unit_above(lines, reader)
    named, is_marked = _in_title(title, lines, reader)
    if not signed and (said := _signed_as_titled(title, lines) or _on_cover(title, lines)):
        return Guess(said, 0.9)
    if signed and named and (named in signed or signed in named):
        # 河湾小学 reports, though its 政教处 signs.
        is_part = signed.startswith(named) and unit_noun(signed) in word_set("departments")
        return Guess(named if is_part else max(signed, named, key=len), 0.97)
    if byline and is_department(byline, reader):
        # Under a title stands who of a unit wrote it: the unit is named elsewhere.
        byline = "" if named or unit_mentioned(lines, reader)[0] else byline
    told = (
        (signed, 0.9),
        (byline, 0.88),
        (named, 0.85 if is_marked else 0.8),
    )
    for unit, sureness in told:
        if unit and not reader.trades.is_bare(to_simplified(unit)):
            return Guess(unit, sureness)
    return Guess(*unit_mentioned(lines, reader))


def is_department(name: str, reader: UnitReader) -> bool:
    """Whether a name is that of a department alone, with no unit's before it."""
    plain = to_simplified(name)
    is_within = any(reader.is_unit(plain[:end]) for end in range(_SHORTEST_NAME, len(plain)))
    return unit_noun(plain) in word_set("departments") and not is_within


def _signed_as_titled(title: str, lines: list[str]) -> str:
    """The line over the date of a signature that the title begins with, whatever it ends on; "" for none."""
    for line, below in pairwise(lines[-_SIGNED_WITHIN:]):
        name = "".join(line.split())
        is_titles = _SHORTEST_NAME <= len(name) < len(title) and title.startswith(name)
        if is_titles and date_signed([below]) is not None:
            return name
    return ""


def _on_cover(title: str, lines: list[str]) -> str:
    """The first line, where the title says it once more with a year behind it; "" for none."""
    name = "".join(lines[0].split()) if lines else ""
    is_titles = len(name) >= _SHORTEST_NAME and "".join(title.split()).startswith(name)
    return name if is_titles and _YEAR.match("".join(title.split())[len(name) :]) else ""


def year_of(title: str, lines: list[str], file_name: str = "") -> Guess[int | None]:
    """The year a report is about; None with sureness 0 if no year is named.

    From the title, else the date under the signature, else the file's name
    (pass "" for a file of several reports), else the first lines.
    """
    in_title = _years(title)
    if in_title:
        return Guess(in_title[0], 0.97)
    opening = _years(_NOT_ITS_OWN.sub("", "\n".join(lines[:5])[:_OPENING]))
    signed = date_signed(lines)
    if signed:
        before = signed.year - 1
        if signed.month in _EARLY_MONTHS and before in opening and signed.year not in opening:
            return Guess(before, 0.7)
        return Guess(signed.year, 0.8 if signed.year in opening or not opening else 0.6)
    in_name = re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", file_name)
    if in_name:
        return Guess(int(in_name[0]), 0.7)
    if opening:
        return Guess(max(opening), 0.6)
    everywhere = Counter(_years("\n".join(lines)))
    # Reports look back and quote plans; the latest year they keep coming back to is theirs.
    repeated = [year for year, count in everywhere.items() if count > 1]
    return Guess(max(repeated), 0.3) if repeated else Guess(None, 0.0)


def subtitles_of(lines: list[str]) -> list[str]:
    """Those of the first lines below a title that begin with —— as a subtitle does."""
    return [line for line in lines[:2] if _SUBTITLE.match(line.strip())]


def level_of(unit: str, title: str) -> Guess[str]:
    """国家, 省级, 市级, 区县, 乡镇街道 or 单位 (school, hospital, firm); "" if unknown."""
    for text, sureness in ((to_simplified(unit), 0.9), (to_simplified(title), 0.6)):
        for level, words in _levels():
            if text and words.stands_in(text):
                return Guess(level, sureness)
    return Guess("", 0.0)


@cache
def _levels() -> tuple[tuple[str, Phrases], ...]:
    table = word_table(_LEVELS)
    without = f"{OTHERWISE} "
    return tuple(
        (level, Phrases(words, table.get(without + level, ())))
        for level, words in table.items()
        if not level.startswith(without)
    )


def _years(text: str) -> list[int]:
    """The year that a report on each period that `text` names is about: of the first half of a
    school year its first, of any other its last."""
    periods = find_periods(plain_digits(text))
    return [period.first if period.second_half is False else period.last for period in periods]


def _in_title(title: str, lines: list[str], reader: UnitReader) -> tuple[str, bool]:
    """The unit that a title, or the line below it that begins with —— as a subtitle does, names,
    as it is written there, and whether what stands around it shows its limits."""
    for text in (title, *subtitles_of(lines)):
        plain = to_simplified(text)
        unit, is_marked = unit_in(plain, reader)
        before = piece_before_period(plain)
        if before != unit and before.startswith(unit) and unit_by_text(before, lines, reader):
            unit, is_marked = before, True
        if unit:
            return simplified_name(text, unit), is_marked
    return "", False
