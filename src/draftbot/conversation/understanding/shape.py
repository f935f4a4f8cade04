"""The shape of a message: its words, with what differs from one user to the next masked.

第三部分, a heading's words and “…” stand in every kind of order; which one is meant says
nothing about what shall be done with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.understanding.words import NUMBER

# Longer, a message is somebody's text; its beginning and its end say what it is.
LONGEST = 120
_LIST = "words_of_wishes"
_N = rf"(?:{NUMBER}|几)"
_MARKS: tuple[tuple[str, str], ...] = (
    (r"【待补[：:]?[^】]{0,20}】", "待补"),
    (r"[“\"「《‘'][^”\"」》’']{1,200}[”\"」》’']", "“某词”"),
    (rf"(?:第{_N}、?)+(?:个|大)*(?:部分|板块|大块|大点|块|章节|章|节)", "第二部分"),
    (rf"(?:前|后|头|最后|末尾?){_N}?(?:个|大)*(?:部分|板块|块|章)", "第二部分"),
    (r"\b(?:part|section)s?\s*(?:\d+|one|two|three|four|five)\b", "第二部分"),
    (rf"(?:最后|末尾|倒数第?{_N}|开头|头|首|末|第?{_N})一?(?:个)?句话?", "第三句"),
    (rf"(?:最后|末|首|第{_N})一?(?:个)?(?:自然)?段", "第二段"),
    (rf"第{_N}(?:小?点|条|项)", "第二条"),
    (rf"第{_N}(?:处|个)?(?:空白?|待补)", "第二处空"),
    (rf"第{_N}(?:个)?[版稿]", "第二版"),
    (r"(?:19|20)\d\d年?(?:\d{1,2}月)?(?:\d{1,2}[日号])?|\d{1,2}月(?:\d{1,2}[日号])?", "2025年"),
    (r"\d[\d,.]*[万千百]?字|[一二三四五六七八九十百千两]{2,}字", "1000字"),
    (r"\d[\d,.]*%?|[一二三四五六七八九十百千万两]{2,}", "6"),
)
# Slips of the keyboard that change a word that counts: 弟二部份 is 第二部分.
_SLIPS: tuple[tuple[str, str], ...] = (
    (rf"[弟地](?={NUMBER}[^\d]{{0,2}}[部段句条章块])", "第"),
    ("部份", "部分"),
)


@lru_cache(maxsize=1)
def _courtesies() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is said before and behind a wish of any kind, which tells nothing of which it is."""
    before, again, to, particles, thanks, you = (
        any_of(words_in(_LIST, f"courtesies {key}"))
        for key in ("before", "again", "again before", "particles", "thanks", "you")
    )
    return (
        re.compile(rf"^(?:(?:{before})(?:{you})?[，,、\s]*|(?:{again})(?={to}))+"),
        re.compile(rf"(?:(?:{particles}|[~～。！!])|[，,\s]*(?:{thanks})(?:{you})?)+$"),
    )


@lru_cache(maxsize=1)
def _sounds() -> str:
    """What one says to gain time within a word, too: 打呃印."""
    return any_of(words_in(_LIST, "sounds"))


def without_courtesies(text: str) -> str:
    """`text` without what is said round a wish; a courtesy alone stays."""
    before, behind = _courtesies()
    bare = behind.sub("", before.sub("", text))
    return bare if len(bare) > 1 else text


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), put) for pattern, put in _MARKS]


def repaired(text: str) -> str:
    """`text` simplified, of the same length, with certain slips of the keyboard put right."""
    for wrong, right in _SLIPS:
        text = re.sub(wrong, right, text)
    return text


def shape_of(message: str, headings: Sequence[str] = ()) -> str:
    """`message` as all who mean the same would say it, in lower-case Simplified characters."""
    text = repaired(" ".join(normalise(message).split()).lower())
    text = without_courtesies(re.sub(_sounds(), "", text) or text)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}…{text[-LONGEST // 2 :]}"
    for heading in sorted(headings, key=len, reverse=True):
        if len(heading) > 2:
            text = re.sub(
                rf"[“\"「《]?{re.escape(heading)}[”\"」》]?(?:这|那)?(?:一?部分|一?块)?", "第二部分", text
            )
    for pattern, put in _patterns():
        text = pattern.sub(put, text)
    return text
