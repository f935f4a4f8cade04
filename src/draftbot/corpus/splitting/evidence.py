"""What speaks for a report beginning at a line, looked at on its own.

Each sign adds its weight to the score of the gap before the line; the words
say it to the user. Weights are in units of one third of a numbering restart.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from draftbot.chinese.enumerators import Family, Number, parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.corpus.lines import TITLE_STYLE, Line, Place
from draftbot.corpus.part_titles import announces_part, ends_as_part, is_part_only, is_part_title
from draftbot.corpus.set_lines import closes_a_report, is_date, is_salutation, opens_a_report
from draftbot.corpus.signature import date_signed
from draftbot.corpus.titles import is_telling, is_title_text
from draftbot.messages import NOTHING, Message

_QUOTED = re.compile("《([^》]{4,60})》")
_ATTACHED = re.compile(r"^(?:附件|附|附表|附录)\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?")
_ATTACHMENT = re.compile(r"^附件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?$")
# Lines at a report's start and before a title that may speak of an attachment.
_NEAR = 60
_BODY, _FEW_SENTENCES = 40, 3
_LONGEST_NAME = 4
# Lines in which a letter says that it passes something on, and what that weighs.
_SIGNED = 2.5
# Among so many lines a paper's first number stands; what its title said again weighs.
_HEAD_OF_PAPER, _ALIKE = 12, 2.5
# Fewest lines of a letter with its signature; most of the title of what it encloses.
_LEAST_LETTER, _TITLE_LINES = 4, 3
_HEAD_OF_LETTER, _OF_OTHERS = 8, 8.0


@cache
def _forwards() -> re.Pattern[str]:
    """Words of a letter that passes on another paper."""
    return re.compile(rf"(?:{any_of(words_in('forwarding', 'any'))}).{{0,40}}$|发给你们")


@cache
def _passes_on() -> re.Pattern[str]:
    """Words of a letter that passes on a paper of somebody else's."""
    return re.compile(any_of(words_in("forwarding", "of others")))


def _is_report(title: str) -> bool:
    return title.endswith(words_in("names_of_papers", "of what was done"))


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: its weight, and what the user is told of it."""

    weight: float
    told: Message = NOTHING


@dataclass
class Page:
    """The lines of a file with what splitting asks of them again and again.

    `broken_before` holds the indices of lines before which an advert or a
    collection's title was taken out.
    """

    lines: list[Line]
    broken_before: frozenset[int]

    @cached_property
    def plain(self) -> list[str]:
        """The lines in Simplified."""
        return to_simplified("\n".join(line.text for line in self.lines)).split("\n")

    @cached_property
    def numbers(self) -> list[Number | None]:
        return [
            parse_number(text) if line.place is Place.TEXT else None
            for text, line in zip(self.plain, self.lines, strict=True)
        ]

    @cached_property
    def han_lines(self) -> list[int]:
        """Indices of lines numbered 一、 二、 …"""
        return [i for i, n in enumerate(self.numbers) if n is not None and n.family is Family.HAN]

    @cached_property
    def titles(self) -> frozenset[int]:
        """Indices of lines that read like the title of a report."""
        return frozenset(
            i
            for i, line in enumerate(self.lines)
            if line.style == TITLE_STYLE
            or (line.place is Place.TEXT and len(line.text) <= 60 and self._is_title(i))
            or i in self._kind_lines
        )

    @cached_property
    def _kind_lines(self) -> list[int]:
        """The lines that are but the name of a kind of paper (述职报告) which stands over several texts."""
        papers = word_set("papers_in_titles")
        kinds = Counter(text for text in self.plain if text in papers)
        return [i for i, text in enumerate(self.plain) if kinds[text] > 1]

    @cached_property
    def same_before(self) -> list[int]:
        """For each line the index of the last line before it that says the same, or -1."""
        last: dict[str, int] = {}
        found: list[int] = []
        for i, text in enumerate(self.plain):
            found.append(last.get(text, -1))
            last[text] = i
        return found

    @cached_property
    def attachments(self) -> list[int]:
        """Indices of lines that open an attachment: 附件, 附件1."""
        return [i for i, text in enumerate(self.plain) if _ATTACHMENT.match(text)]

    @cached_property
    def _next_body(self) -> list[int]:
        """For each line the index of the first line from it on that is running text."""
        found = [len(self.plain)] * (len(self.plain) + 1)
        for i in range(len(self.plain) - 1, -1, -1):
            found[i] = i if len(self.plain[i]) >= _BODY else found[i + 1]
        return found

    @cached_property
    def _below_signatures(self) -> list[int]:
        """The lines that read like a title and stand right under a name with its date."""
        return [i for i in sorted(self.titles) if i > 1 and self.is_signed(i - 1)]

    def is_signed(self, i: int) -> bool:
        """Whether line i ends a signature: a name with a date beside it or below it."""
        if self.is_signature_date(i):
            return self.is_signature(i - 1) and not self.is_signature_date(i - 1)
        name = self.plain[i].split()[0]
        is_beside = len(name) < len(self.plain[i]) and not is_date(name)
        return is_beside and date_signed([self.plain[i].removeprefix(name).strip()]) is not None

    def has_body(self, start: int, end: int) -> bool:
        """Whether lines `start` to `end` are more than a report's heading: running text, a few sentences
        before the name of a kind of paper that comes again, or one and a signature over a title."""
        return self._next_body[start] < end or any(
            sum(text[-1] == "。" for text in self.plain[start:k]) >= least
            for ends, least in ((self._kind_lines, _FEW_SENTENCES), (self._below_signatures, 1))
            for k in ends
            if start < k <= end
        )

    def begins_alike(self, start: int, i: int) -> bool:
        """Whether line i is the title of the report begun at `start` once more, and its numbers, too, begin
        anew: papers of several people bear one name."""
        if self.plain[i] != self.plain[start]:
            return False
        first, again = (
            next((number for number in self.numbers[k : k + _HEAD_OF_PAPER] if number is not None), None)
            for k in (start, i)
        )
        return first is not None and again is not None and (again.family, again.ordinal) == (first.family, 1)

    def _is_title(self, i: int) -> bool:
        if not is_title_text(self.plain[i]) or _ATTACHED.match(self.plain[i]):
            return False
        # A title stands on finished ground: the line before is a sentence, a date, a heading.
        before = self.plain[i - 1] if i else ""
        return not before or before[-1] not in "，、,：:" or is_salutation(before)

    def is_passed_on(self, start: int, i: int) -> bool:
        """Whether line i is the title of the paper that the letter begun at `start` passes on."""
        is_attached = i > start + 1 and i in self.titles and bool(_ATTACHMENT.match(self.plain[i - 1]))
        return is_attached and any(
            map(_passes_on().search, self.plain[start : min(start + _HEAD_OF_LETTER, i)])
        )

    def is_annexed(self, start: int, i: int) -> bool:
        """Whether line i begins the title, in one line or several, of a report that the letter begun at `start`
        names, and that stands behind its signature as an attachment."""
        if i < start + _LEAST_LETTER or not _ATTACHMENT.match(self.plain[i - 1]):
            return False
        if not any(map(self.is_signature_date, range(max(start, i - _LEAST_LETTER), i - 1))):
            return False
        letter = "".join("".join(self.plain[max(start, i - _NEAR) : i - 1]).split())
        titles = ("".join("".join(self.plain[i : i + n]).split()) for n in range(1, _TITLE_LINES + 1))
        return any(is_title_text(title) and _is_report(title) and title in letter for title in titles)

    def is_prose(self, i: int) -> bool:
        """Whether line i is an unnumbered line of running text."""
        return self.numbers[i] is None and self.plain[i][-1] in "。！？；…”：:" and len(self.plain[i]) >= 12

    def is_signature_date(self, i: int) -> bool:
        """Whether line i is the date under a signature; one in brackets stands under a title."""
        return is_date(self.plain[i]) and self.plain[i][0] not in "（("

    def is_signature(self, i: int) -> bool:
        """Whether line i is a signature: the date, or the unit's name over it."""
        if self.is_signature_date(i):
            return True
        text = self.plain[i]
        label, joint, name = re.sub(r"\s", "", text).partition("：")
        if joint and label in word_set("signature_labels") and len(name) <= _LONGEST_NAME:
            return True
        if text[0] == "（" and text[-1] == "）" and i and self.is_signature_date(i - 1):
            return True  # （此件公开发布）
        over_date = i + 1 < len(self.plain) and self.is_signature_date(i + 1)
        return over_date and len(self.plain[i]) <= 30 and self.plain[i][-1] not in "。！？；：，、"

    def is_head_line(self, i: int) -> bool:
        """Whether line i, standing before a salutation or opening, belongs to it:
        a title, a date in brackets, the speaker's name over such a date."""
        text = self.plain[i]
        if i in self.titles or (is_date(text) and text[0] in "（("):
            return True
        below = self.plain[i + 1] if i + 1 < len(self.plain) else ""
        named = len(text) <= 20 and self.numbers[i] is None and text[-1] not in "。！？；：，、"
        return named and is_date(below) and below[0] in "（("

    def is_part_title(self, i: int) -> bool:
        """Whether line i is short and unnumbered like the heading of a part."""
        text = self.plain[i]
        return (
            self.numbers[i] is None
            and 3 <= len(text) <= 20
            and not re.search("[。！？；：，、,:;!?|”》）)]|^—", text)
            and i not in self.titles
            and not is_date(text)
        )

    def is_bare_heading(self, i: int) -> bool:
        """Whether line i is a number and a heading with nothing behind it."""
        number, text = self.numbers[i], self.plain[i]
        return number is not None and len(text) <= 50 and text[-1] not in "。；！？，：:;"


def signs_at(page: Page, start: int, i: int) -> list[Sign]:
    """What speaks for and against a report beginning at line i, when the one
    before began at `start`."""
    signs: list[Sign] = []
    text = page.plain[i]
    if i in page.broken_before:
        signs.append(Sign(4.0, Message("cuts.editor_before")))
    if i in page.titles:
        again = page.same_before[i] >= start
        weight = 4.0 if again else 3.0 if is_telling(text) else 1.5
        told = (
            Message("cuts.title_again", title=_short(text))
            if again
            else Message("cuts.title", title=_short(text))
        )
        signs.append(Sign(weight, told))
        if page.begins_alike(start, i):
            signs.append(Sign(_ALIKE))
        signs.extend(against_title(page, start, i))
    if page.is_passed_on(start, i) or page.is_annexed(start, i):
        signs.append(Sign(_OF_OTHERS, Message("cuts.passed_on")))
    if is_part_only(text):
        signs.append(Sign(-8.0))
    if is_salutation(text):
        signs.append(Sign(2.5, Message("cuts.salutation", text=_short(text))))
    elif page.numbers[i] is None and len(text) >= 20 and opens_a_report(text):
        signs.append(Sign(1.5, Message("cuts.opening", text=_short(text))))
    if page.is_signature_date(i - 1) or (i in page.titles and page.is_signed(i - 1)):
        signs.append(Sign(_SIGNED, Message("cuts.signature_before", text=page.plain[i - 1])))
    elif closes_a_report(page.plain[i - 1]) and page.numbers[i - 1] is None:
        signs.append(Sign(2.0, Message("cuts.closing_before", text=_short(page.plain[i - 1]))))
    elif _is_empty_section(page, i - 1, i):
        signs.append(Sign(1.0, Message("cuts.empty_section_before", text=_short(page.plain[i - 1]))))
    return signs


def against_title(page: Page, start: int, i: int) -> list[Sign]:
    """An attachment is announced by the letter it hangs on; a part of a report
    is named after its year or task alone."""
    title = re.sub(r"\s", "", page.plain[i])
    before = [*page.plain[start : min(start + _NEAR, i)], *page.plain[max(i - _NEAR, start + _NEAR) : i]]
    if page.is_passed_on(start, i) or page.is_annexed(start, i):
        return []
    if any(_ATTACHED.match(text) for text in before[-2:]):
        return [Sign(-8.0)]
    forwarded = any(
        title in quoted or quoted in title for text in before for quoted in _QUOTED.findall(text)
    ) or any(_forwards().search(text) for text in before[:8])
    if forwarded:
        return [Sign(-8.0)]
    return [Sign(-4.0)] if is_part_title(title) and _names_two_parts(page.plain[start]) else []


def _names_two_parts(title: str) -> bool:
    """Whether a report's first line announces a part on a plan: …总结及…计划."""
    return announces_part(title) or is_part_title(title)


def _is_empty_section(page: Page, above: int, i: int) -> bool:
    """Whether the heading at `above` is left without text by the 一、 at i."""
    number, heading = page.numbers[i], page.numbers[above]
    return (
        number is not None
        and heading is not None
        and number.family is Family.HAN
        and Family.HAN < heading.family < Family.ORDER
        and page.is_bare_heading(above)
    )


def is_part_heading(page: Page, i: int) -> bool:
    """Whether line i names a part of a report, under which 一、 may start over:
    第二部分, （二）2021年工作计划, 2024年工作打算."""
    number, text = page.numbers[i], page.plain[i].rstrip("：: ")
    if number is not None and number.family in (Family.PART, Family.CHAPTER, Family.CLAUSE):
        return True
    if len(text) > 40 or text.endswith(("。", "；", "！", "？")):
        return False
    if number is None:
        return is_part_title(text)
    return number.family is not Family.HAN and ends_as_part(text)


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:15] + "…"
