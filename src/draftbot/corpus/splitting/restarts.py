"""Numbering that starts over or falls back: the sign of a new report where no
marker stands, and the sign most easily mistaken."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from draftbot.chinese.enumerators import Family, Number
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.roles import role_of
from draftbot.corpus.splitting.evidence import Page, Sign, is_part_heading
from draftbot.domain import Role
from draftbot.messages import Message

_MANY_ITEMS = 3
_FAR = 60
_LONG_PREFACE = 25
LONG_PREFACE = Message("cuts.long_preface")
_LATE = (Role.PLANS, Role.PROBLEMS, Role.SUPPORT, Role.EXPERIENCE)
_EARLY = (Role.BASIS, Role.OVERVIEW, Role.OPENING)


@dataclass(slots=True)
class Counting:
    """The numbering of the report read at present: the last ordinal of its
    outermost list, and the line it stood at."""

    start: int
    han: int = 0
    han_line: int = -1
    first_han: int = -1
    inner: dict[Family, int] = field(default_factory=dict)
    outermost: Family | None = None

    def follow(self, number: Number | None, i: int, *, is_styled: bool = False) -> None:
        """Takes in line i; a heading by the file's own styles ends all inner lists."""
        if is_styled and (number is None or number.family is not Family.HAN):
            self.inner.clear()
            self.outermost = None
        if number is None:
            return
        if number.family is Family.HAN:
            self.han, self.han_line = number.ordinal, i
            self.first_han = i if self.first_han < 0 else self.first_han
            self.inner.clear()
        else:
            self.inner[number.family] = number.ordinal
            if self.han_line < 0 and self.outermost is None and number.family < Family.ORDER:
                self.outermost = number.family


def restart_signs(page: Page, counting: Counting, i: int) -> list[Sign]:
    """Evidence that the number at line i belongs to another report than the
    numbers before it; empty if it simply goes on."""
    number = page.numbers[i]
    if number is None:
        return []
    if number.family is Family.HAN:
        return _han(page, counting, number, i)
    if counting.han == 0:
        return [] if page.is_part_title(i - 1) else _without_han(counting, number)
    if (
        number.family in (Family.BARE, Family.DECIMAL)
        and number.ordinal == 1
        and number.family not in counting.inner
    ):
        begins_paper = _begins_paper(page, i)
        if begins_paper and counting.han >= _MANY_ITEMS:
            return [Sign(2.0, Message("cuts.other_numbers", number=number.text))]
    return []


def _han(page: Page, counting: Counting, number: Number, i: int) -> list[Sign]:
    last = counting.han
    if last == 0 and number.ordinal == 1 and i - counting.start >= _LONG_PREFACE:
        return [Sign(1.5, LONG_PREFACE)]
    if last == 0:
        brackets = counting.inner.get(Family.HAN_BRACKET, 0)
        if number.ordinal == 1 and brackets >= 2:
            return [Sign(2.0, Message("cuts.first_after_brackets", number=brackets))]
        return []
    if number.ordinal == last + 1 or number.ordinal > last + 1:
        return []
    above = page.numbers[counting.han_line]
    told = Message("cuts.starts_over", above=above.text if above else "", number=number.text)
    if number.ordinal == last or (number.ordinal == 1 and last == 1):
        signs = [Sign(1.5, told)]
    else:
        signs = [Sign(3.0, told)]
    last_heading = page.plain[counting.han_line][above.end if above else 0 :][:40]
    if role_of(last_heading) in _LATE and role_of(page.plain[i][number.end :][:40]) in _EARLY:
        signs.append(Sign(1.5, Message("cuts.end_to_beginning")))
    return signs + _nested(page, counting, i)


def _nested(page: Page, counting: Counting, i: int) -> list[Sign]:
    """What speaks for a list inside a section, a part or an attachment of the
    same report."""
    signs: list[Sign] = []
    above = page.plain[i - 1]
    if _has_parts(page, counting, i):
        signs.append(Sign(-8.0))
    elif is_part_heading(page, i - 1) or (page.numbers[i - 2] is None and is_part_heading(page, i - 2)):
        signs.append(Sign(-4.0))
    elif (
        above[-1] in "：:"
        and len(above) > 12
        and not re.search(any_of(words_in("openings", "announced")), above)
    ):
        signs.append(Sign(-1.5))  # the line above leads to a list
    if _resumes(page, i, counting.han):
        signs.append(Sign(-4.0))
    last = bisect_left(page.attachments, i) - 1
    if last >= 0 and page.attachments[last] >= counting.start:
        inside = page.attachments[last] > counting.han_line
        signs.append(Sign(-8.0 if inside else -1.5))
    return signs


def _has_parts(page: Page, counting: Counting, i: int) -> bool:
    """Whether part headings stand both before the 一、 that starts over and
    earlier in the report: 第一部分 … 第二部分, （一）… （二）…, or two without number."""
    before = range(counting.start + 1, min(counting.first_han, counting.start + _FAR))
    here = range(max(counting.han_line + 1, i - _FAR), i)
    if any(page.is_part_title(k) for k in here) and any(page.is_part_title(k) for k in before):
        return True
    parts = {(n.family, n.ordinal) for k in (counting.start, *before) if (n := page.numbers[k]) is not None}
    numbers = [n for k in here if (n := page.numbers[k]) is not None and page.is_bare_heading(k)]
    return any((n.family, n.ordinal - 1) in parts for n in numbers)


def _resumes(page: Page, i: int, outer: int) -> bool:
    """Whether after the list that starts at i the outer one goes on: … 二、
    [一、二、三、] 三、 …"""
    last = 0
    first = bisect_left(page.han_lines, i)
    for k in page.han_lines[first : first + _FAR]:
        number = page.numbers[k]
        if number is None:
            continue
        if number.ordinal == last + 1:
            last = number.ordinal
            continue
        return number.ordinal == outer + 1 and number.ordinal > 1
    return False


def _without_han(counting: Counting, number: Number) -> list[Sign]:
    outermost = counting.outermost
    if outermost is None or number.family is not outermost or number.ordinal != 1:
        return []
    if counting.inner[outermost] < _MANY_ITEMS:
        return []
    return [Sign(0.5, Message("cuts.back_to", number=number.text))]


def _begins_paper(page: Page, i: int) -> bool:
    """Whether bare digits from line i on go 1, 2 … with 2.1 below them."""
    families = [number for number in page.numbers[i : i + 60] if number is not None]
    seen_two = any(n.family is Family.BARE and n.ordinal == 2 for n in families)
    return seen_two and any(n.family is Family.DECIMAL and n.parts[0] <= 2 for n in families)
