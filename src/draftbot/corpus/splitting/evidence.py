"""What speaks for a report beginning at a line, looked at on its own.

Each sign adds its weight to the score of the gap before the line; the words
say it to the user. Weights are in units of one third of a numbering restart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from draftbot.chinese.enumerators import Family, Number, parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.lines import TITLE_STYLE, Line
from draftbot.corpus.titles import is_telling, is_title_text
from draftbot.messages import NOTHING, Message

_SALUTATION = re.compile(
    r"^(?:尊敬的|尊重的|敬爱的|亲爱的|各位|同志们|老师们|主任|市长|县长|局长|领导们).{0,40}[:：]$"
    r"|^.{0,30}(?:领导|同志们|代表|委员|评委|老师|同事们?|朋友们|来宾|家长)(?:们|好|您好|大家好)*[:：]$"
    r"|^(?!责任|牵头|配合|主送|抄送|报送|参加|承办|协办|主办)[^。；：:]{2,60}(?:局|委|组|部门|单位|政府|处|室|部|会|办|学校|幼儿园|街道|镇|乡|科|园|校)[:：]$"
)
_IN_CHARGE = "(?:领导|指导|支持|关心|关怀|帮助|部署|指引|带领)"
_OPENING = re.compile(
    rf"^(?:现(?:将|就|把).{{0,60}}(?:如下|汇报|报告|总结|通报)"
    rf"|(?:今年以来|去年以来|近年来|近几年来?|一年来|一年以来|半年来|上半年|本学期|本学年|过去的?一年|几年来|多年来|自\d{{4}}年|建园以来|任职以来)"
    rf"|(?:19|20)[\d_xX*]{{2}}年度?(?:以来|来|是|上半年|下半年|春季|秋季|.{{0,25}}(?:在|以|围绕|认真|紧紧|按照|坚持|工作的?总体))"
    rf"|\*{{1,4}}年|20__年|某年"
    rf"|为(?:了|进一步|深入|切实|全面|认真|贯彻|加强|落实|广泛|扎实|推动|做好|确保|提高|有效|规范|加快|促进|摸清|掌握|了解)"
    rf"|根据|按照|遵照|依据|接到|我(?:是|叫|于|自|现任|校|园|局|镇|街道|单位)"
    rf"|.{{2,40}}?在.{{2,40}}?(?:的)?(?:正确|坚强|直接|统一|亲切|高度|大力|悉心|具体)?{_IN_CHARGE}(?:下|和)"
    rf")"
)
_CLOSING = re.compile(
    "^(?:特此(?:报告|汇报|通报|通知|总结|说明|函告|函复)|以上(?:述职|汇报|报告|总结|是我|就是|发言|情况)|(?:我的)?(?:述职|汇报|报告|发言|讲话|总结)(?:完毕|终了|到此结束|结束)"
    "|谢谢|此致|敬礼|妥否|当否|总之|综上所述|专此|现将以上)|(?:请(?:予)?(?:审议|审查|批评指正)|谢谢(?:大家)?)[。！!]?$|新(?:的)?(?:贡献|辉煌|篇章|局面|台阶)[。！!]$"
)
_DATE = re.compile(
    r"^[（(]?\s*(?:(?:19|20)[\d_xX*]{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})\s*年\s*[\d一二三四五六七八九十_xX*]{1,3}\s*月"
    r"(?:\s*[\d一二三四五六七八九十_xX*]{1,3}\s*日)?\s*[）)]?$"
)
_PART_HEADING = re.compile(r"(?:计划|打算|安排|要点|思路|展望|规划|回顾|总结|情况|设想)$")
# A year's or a period's plan without whose it is: 2024年工作打算, 下一步工作计划.
_PART_OF_YEAR = re.compile(
    r"^(?:(?:20[\d_xX*]{2}|\*{2,4})年度?(?:的)?|下一?年度?|明年|来年|今后|下一?步|下阶段)[^，。]{0,8}(?:计划|打算|安排|要点|思路|展望|规划|设想|总结|回顾|情况)$"
)
# What only a part is called: whole reports are 计划 and 总结, with or without whose.
_ONLY_A_PART = re.compile(
    r"^(?:(?:20[\d_xX*]{2}|\*{2,4})年度?(?:的)?|下一?年度?|明年|来年|今后|下一?步|下阶段)[^，。]{0,8}(?:打算|安排|思路|展望|设想)$"
)
_QUOTED = re.compile("《([^》]{4,60})》")
_ATTACHED = re.compile(r"^(?:附件|附|附表|附录)\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?")
_ATTACHMENT = re.compile(r"^附件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?$")
# Lines at a report's start and before a title that may speak of an attachment.
_NEAR = 60
_BODY = 40
_FORWARDS = re.compile("(?:印发|转发|转发给|下发|批转|公布|颁布|发布|发给).{0,40}$|现(?:转|印)?发给你们")


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
        return [parse_number(text) for text in self.plain]

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
            if line.style == TITLE_STYLE or (len(line.text) <= 60 and self._is_title(i))
        )

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

    def has_body(self, start: int, end: int) -> bool:
        """Whether lines `start` to `end` are more than a report's heading."""
        return self._next_body[start] < end

    def _is_title(self, i: int) -> bool:
        if not is_title_text(self.plain[i]) or _ATTACHED.match(self.plain[i]):
            return False
        # A title stands on finished ground: the line before is a sentence, a date, a heading.
        before = self.plain[i - 1] if i else ""
        return not before or before[-1] not in "，、,：:" or bool(_SALUTATION.match(before))

    def is_prose(self, i: int) -> bool:
        """Whether line i is an unnumbered line of running text."""
        return self.numbers[i] is None and self.plain[i][-1] in "。！？；…”：:" and len(self.plain[i]) >= 12

    def is_signature_date(self, i: int) -> bool:
        """Whether line i is the date under a signature; one in brackets stands under a title."""
        return bool(_DATE.match(self.plain[i])) and self.plain[i][0] not in "（("

    def is_signature(self, i: int) -> bool:
        """Whether line i is a signature: the date, or the unit's name over it."""
        if self.is_signature_date(i):
            return True
        text = self.plain[i]
        if text[0] == "（" and text[-1] == "）" and i and self.is_signature_date(i - 1):
            return True  # （此件公开发布）
        over_date = i + 1 < len(self.plain) and self.is_signature_date(i + 1)
        return over_date and len(self.plain[i]) <= 30 and self.plain[i][-1] not in "。！？；：，、"

    def is_head_line(self, i: int) -> bool:
        """Whether line i, standing before a salutation or opening, belongs to it:
        a title, a date in brackets, the speaker's name over such a date."""
        text = self.plain[i]
        if i in self.titles or (_DATE.match(text) and text[0] in "（("):
            return True
        below = self.plain[i + 1] if i + 1 < len(self.plain) else ""
        named = len(text) <= 20 and self.numbers[i] is None and text[-1] not in "。！？；：，、"
        return named and bool(_DATE.match(below)) and below[0] in "（("

    def is_part_title(self, i: int) -> bool:
        """Whether line i is short and unnumbered like the heading of a part."""
        text = self.plain[i]
        return (
            self.numbers[i] is None
            and 3 <= len(text) <= 20
            and not re.search("[。！？；：，、,:;!?|”》）)]", text)
            and i not in self.titles
            and not _DATE.match(text)
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
        signs.extend(_against_title(page, start, i))
    if _ONLY_A_PART.match(text):
        signs.append(Sign(-8.0))
    if _SALUTATION.match(text):
        signs.append(Sign(2.5, Message("cuts.salutation", text=_short(text))))
    elif page.numbers[i] is None and len(text) >= 20 and _OPENING.match(text):
        signs.append(Sign(1.5, Message("cuts.opening", text=_short(text))))
    if page.is_signature_date(i - 1):
        signs.append(Sign(2.5, Message("cuts.signature_before", text=page.plain[i - 1])))
    elif _CLOSING.search(page.plain[i - 1]) and page.numbers[i - 1] is None:
        signs.append(Sign(2.0, Message("cuts.closing_before", text=_short(page.plain[i - 1]))))
    elif _is_empty_section(page, i - 1, i):
        signs.append(Sign(1.0, Message("cuts.empty_section_before", text=_short(page.plain[i - 1]))))
    return signs


def _against_title(page: Page, start: int, i: int) -> list[Sign]:
    """An attachment is announced by the letter it hangs on; a part of a report
    is named after its year or task alone."""
    title = re.sub(r"\s", "", page.plain[i])
    before = [*page.plain[start : min(start + _NEAR, i)], *page.plain[max(i - _NEAR, start + _NEAR) : i]]
    if any(_ATTACHED.match(text) for text in before[-2:]):
        return [Sign(-8.0)]
    forwarded = any(
        title in quoted or quoted in title for text in before for quoted in _QUOTED.findall(text)
    ) or any(_FORWARDS.search(text) for text in before[:8])
    if forwarded:
        return [Sign(-8.0)]
    bare = _PART_OF_YEAR.match(title)
    return [Sign(-4.0)] if bare and _names_two_parts(page.plain[start]) else []


def _names_two_parts(title: str) -> bool:
    """Whether a report's first line announces a part on a plan: …总结及…计划."""
    return bool(re.search("[及和暨与、].{0,12}(?:计划|打算|安排|思路|展望|规划|要点)", title)) or bool(
        _PART_OF_YEAR.match(title)
    )


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
        return bool(_PART_OF_YEAR.match(text))
    return number.family is not Family.HAN and bool(_PART_HEADING.search(text))


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:15] + "…"
