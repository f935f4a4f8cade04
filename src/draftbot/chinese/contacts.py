"""Telephone numbers, addresses of e-mail and the web, accounts, number plates, numbers of
people's papers: names by their form alone."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.names import Name, NameKind, widest
from draftbot.chinese.word_lists import any_of, words_in

_TOKEN = r"[A-Za-z0-9][A-Za-z0-9._@+-]*[A-Za-z0-9]"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    named, amounts = (any_of(words_in("accounts", key)) for key in ("named", "amounts"))
    return (
        re.compile(r"https?://[!-~]+|www\.[!-~]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|org|gov|edu)\b[!-~]*"),
        re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
        # Whatever is said to be one: 微信号zxm_2024, QQ：3051827746, 尾号 0412.
        re.compile(rf"(?:{named})(?:号码?)?(?:为|是)?\s*[:：]?\s*(?P<name>{_TOKEN}|\d{{3,}})"),
        # The character of a province, a letter, and what follows, with or without a dot; 警 and 挂 end some.
        re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Z]\s?[·•.]?\s?(?:[A-Z0-9]{5,6}|[A-Z0-9]{4,5}[警学挂试港澳])(?![A-Z0-9])"),
        re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])"),
        # 186-0457-2931, +86 151 3320 7846, 0898.6631.2075: in groups, however they are kept apart.
        re.compile(r"(?<![\d.])(?:(?:\+|00)86[-\s.]?)?1[3-9]\d[-\s.]\d{4}[-\s.]\d{4}(?![\d.])"),
        re.compile(r"(?<![\d.])(?:[(（]0\d{2,3}[)）]|0\d{2,3}[-—–.\s])\s?\d{3,4}[-\s.]\d{4}(?![\d.])"),
        re.compile(r"(?<![\d.])(?:[(（]0\d{2,3}[)）]|0\d{2,3}[-—–\s]?|\d{3,4}-)\d{3,4}-?\d{3,4}(?:[-转]\d{1,6})?(?!\d)"),
        # A number of so many digits counts nothing: amounts have separators or 万.
        re.compile(rf"(?<![\d.,，])(?:\+?86[-\s]?)?\d{{7,}}(?![\d.,]|\s*(?:{amounts}))"),
        # Letters with digits or an underscore are somebody's account, unless they are a standard's
        # or a model's (ISO9001, GB/T, A4).
        re.compile(r"(?<![A-Za-z0-9_.@-])(?=[A-Za-z0-9_.-]*[a-z])(?=[A-Za-z0-9_.-]*[0-9_])[A-Za-z][A-Za-z0-9_.-]{4,}"),
    )  # fmt: skip


def find_contacts(text: str) -> tuple[Name, ...]:
    """All of them in a text, in order; where one form lies within another, the widest."""
    found = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            group = "name" if "name" in pattern.groupindex else 0
            start, end = match.span(group)
            found.append(Name(start, end, NameKind.CONTACT, text[start:end]))
    return widest(text, found)
