"""Which sections words name that are neither their numbers nor their headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from draftbot.chinese.numerals import integer_in, plain_digits
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.words import NUMBER
from draftbot.corpus.roles import role_of
from draftbot.domain import Role
from draftbot.drafts.addresses import LAST, find_section
from draftbot.errors import NoSuchSection, UnclearPlace

_LIST = "words_of_wishes"
# A heading's beginning of so many characters names it, where no other heading begins so: 下一步.
_BEGINNING = 3
# A word for what a section does is no longer.
_LONGEST_WORD = 6
# So many characters with one of them slipped are still nearly a heading; of fewer too little is left.
_LEAST_SLIPPED, _LIKE_A_HEADING = 4, 0.6
_DIGIT = "一二三四五六七八九"
# 二三 or 二和三 or 一、三、五, with or without 两节 behind them; no part of another word.
_BARE = re.compile(
    rf"(?<![第{_DIGIT}十百千两\d])(?P<ns>[{_DIGIT}](?:[、和跟与同]?[{_DIGIT}])*)(?:部分|[两三四]?[节块部])?"
    rf"(?![{_DIGIT}十百千万\d些点下起样般直定时次个句条边旦切共])"
)
# 2+3合并, 4插到2前: digits that count nothing.
_JOINED, _DONE_TO = "[+＋&、和跟与同]", "[合并插移挪搬换删去放前后]"
_BARE_DIGIT = re.compile(
    rf"(?<![\d.第])(?P<ns>[1-9])(?=\s*(?:{_JOINED}\s*[1-9](?!\d)|{_DONE_TO}))"
    rf"|(?<=[+＋&、和跟与同到])(?P<n>[1-9])(?=\s*(?:$|[，,]|{_DONE_TO}))"
)
_ENGLISH = {"two": 2, "three": 3, "four": 4}


def by_beginning(view: View, plain: str) -> list[str]:
    """Headings whose beginning stands in a message, which is no other's beginning."""
    begins = Counter(heading[:_BEGINNING] for heading in view.headings)
    return [h for h in view.headings if begins[h[:_BEGINNING]] == 1 and h[:_BEGINNING] in plain]


def by_role(view: View, words: Sequence[str]) -> list[str]:
    """Sections by what they do in a paper: 不足 is 存在的问题, where it alone tells of problems."""
    roles = Counter(section.role for section in view.sections if section.level == 1)
    found: list[str] = []
    for word in words:
        role = role_of(word) if len(word) <= _LONGEST_WORD else Role.OTHER
        if role is not Role.OTHER and roles[role] == 1:
            found += [s.heading for s in view.sections if s.level == 1 and s.role is role]
    return list(dict.fromkeys(found))


def bare_numbers(plain: str) -> list[int]:
    """The numbers of 保留一二四 and 三和四并一下, which name sections where only sections are spoken of."""
    found = [_DIGIT.index(c) + 1 for m in _BARE.finditer(plain) for c in m["ns"] if c in _DIGIT]
    found += [int(m.group()) for m in _BARE_DIGIT.finditer(plain)]
    return list(dict.fromkeys(found))


def first_or_last(plain: str, count: int) -> list[int]:
    """Of `count` sections the numbers of 头两块 or 最后俩部分; [] for neither."""
    match = _some().search(plain)
    if match is None:
        return []
    n = _ENGLISH.get(match["n"]) or integer_in(plain_digits(match["n"].replace("俩", "两"))) or 0
    if match["first"]:
        return list(range(1, min(n, count) + 1))
    return list(range(max(1, count - n + 1), count + 1)) if count else [LAST]


@cache
def _some() -> re.Pattern[str]:
    first, last, parts = (
        any_of(words_in(_LIST, key)) for key in ("first of several", "last of several", "sections counted")
    )
    return re.compile(
        rf"(?:(?P<first>{first})|(?:{last}))\s*(?P<n>[两俩二三四五2-5]|two|three|four)"
        rf"(?:个|大)*\s*(?:{parts}|parts?|sections?)"
    )


def heading_found(view: View, words: str) -> str | None:
    try:
        return view.sections[find_section(view.sections, words)].heading if view.sections else None
    except (NoSuchSection, UnclearPlace):
        return None


def heading_nearly(words: str, headings: Sequence[str]) -> str | None:
    """The one heading that words are but for a slip: 存在间题 is 存在的问题."""
    if len(words) < _LEAST_SLIPPED:
        return None
    like = {h: SequenceMatcher(None, words, h, autojunk=False).ratio() for h in headings}
    near = [h for h, ratio in like.items() if ratio >= _LIKE_A_HEADING]
    return near[0] if len(near) == 1 else None


def parts_counted(text: str) -> list[int]:
    """三四: 3 and 4; 二到四: 2, 3 and 4; 十二: 12."""
    if match := re.fullmatch(rf"第?({NUMBER})[到至]第?({NUMBER})", text):
        low, high = (integer_in(plain_digits(g)) or 0 for g in match.groups())
        return list(range(low, min(high, low + 20) + 1))
    parts: Sequence[str] = [p for p in re.split(r"[、和跟与第]+", text) if p]
    numbers: list[int] = []
    for part in parts:
        if re.fullmatch(r"[一二三四五六七八九]{2,}", part):
            numbers += ["一二三四五六七八九".index(c) + 1 for c in part]
        elif (n := integer_in(plain_digits(part))) is not None:
            numbers.append(n)
    return numbers
