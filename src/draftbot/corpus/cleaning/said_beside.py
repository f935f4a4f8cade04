"""What was said beside a text where it was copied from: by a machine that wrote it, behind it in a chat, under a mail."""

from __future__ import annotations

import re

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.phrases import phrases_of
from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line

NAME = "furniture"
# Lines at each end of a text among which its writer's, or its sender's, are looked for.
_FIRST, _LAST = 6, 12
_LONGEST, _PART = 120, 2
# [12-18 09:10] 阿木：, 阿木 2025/12/18 9:10:05
DAY = r"(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?"
TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
_CLOCK = rf"{DAY}\s+{TIME}"
_IN_CHAT = re.compile(rf"^[\[【（(]?{_CLOCK}[\]】）)]?\s*\S.{{0,20}}?[:：]|^\S{{1,12}}\s+{_CLOCK}\s*$")
_RULE = re.compile(r"^\s*-- ?\s*$")
# A line drawn across; a time of day behind a day, or a file's name with its size.
_LONG_RULE = re.compile(r"^\s*[-—_=*─]{4,}\s*$")
_TRACE = re.compile(rf"{_CLOCK}|\.[a-z]{{2,4}}\b.{{0,4}}\d+(?:\.\d+)?\s*[KMG]?B\b", re.IGNORECASE)
_LONGEST_NAME = 12
_CONTACT = re.compile(r"\d{3,4}-\d{4,8}|1\d{10}|[\w.-]+@[\w.-]+|https?://")


def drop_said_beside(lines: list[Line], account: Account) -> list[Line]:
    """Words of a machine about its task go from the ends of a text; what was said in the chat behind it,
    and the card of a mail's sender, where they are less than the rest."""
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    plain = {i: to_simplified(lines[i].text).strip() for i in filled}
    ends = {*filled[:_FIRST], *filled[-_LAST:]}
    dropped = {i for i in ends if len(plain[i]) <= _LONGEST and _talks_of_task(plain[i])}
    begins = next(
        (k for k, i in enumerate(filled) if i in ends and k >= _FIRST and _IN_CHAT.match(plain[i])), None
    )
    if begins is None:
        begins = next((k for k, i in enumerate(filled) if _RULE.match(lines[i].text)), None)
        if begins is not None and not any(map(_CONTACT.search, (plain[i] for i in filled[begins:]))):
            begins = None
    if begins is not None and _is_apart(behind := filled[begins:], plain):
        dropped |= set(behind)
    dropped |= set(_traces(filled, plain))
    return [line for i, line in enumerate(lines) if not (i in dropped and account.drop(NAME, line))]


def _traces(filled: list[int], plain: dict[int, str]) -> list[int]:
    """The last lines in which a system says what hung on a paper and who passed it on, and when: names
    with values and the rules between, two of them with a time of day or a file's name."""
    begins = len(filled)
    while begins and _may_be_trace(plain[filled[begins - 1]]):
        begins -= 1
    while begins < len(filled) and parse_number(plain[filled[begins]]) is not None:
        begins += 1
    behind = filled[begins:]
    told = sum(bool(_TRACE.search(plain[i])) for i in behind)
    chars = sum(len(plain[i]) for i in behind)
    return behind if told >= _PART and chars * _PART <= sum(map(len, plain.values())) else []


def _may_be_trace(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    name, colon, _ = text.replace(":", "：").partition("：")
    is_pair = bool(colon) and len(name) <= _LONGEST_NAME and "。" not in name and parse_number(text) is None
    return is_pair or bool(_TRACE.search(text) or _LONG_RULE.match(text))


def _is_apart(behind: list[int], plain: dict[int, str]) -> bool:
    """Whether these last lines are short, unnumbered and less than the rest of a text."""
    chars = sum(len(plain[i]) for i in behind)
    return (
        len(behind) <= _LAST
        and chars * _PART <= sum(map(len, plain.values()))
        and all(len(plain[i]) <= _LONGEST and parse_number(plain[i]) is None for i in behind)
    )


def _talks_of_task(text: str) -> bool:
    return phrases_of("talk_of_writing", "anywhere").stands_in(text)
