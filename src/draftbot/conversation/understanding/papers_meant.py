"""The noun for a paper that a misheard or mistyped one was meant to be: 总接 for 总结."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.retrieval.misspelled import sound_of


def paper_meant(said: str) -> str:
    """What was said, its end put right where it sounds like a paper's noun and is none."""
    papers = words_in("new_requests", "papers")
    if said.endswith(papers):
        return said
    for paper in papers:
        if sound_of(said[-len(paper) :]) == sound_of(paper):
            return f"{said[: -len(paper)]}{paper}"
    return said


def spelt(message: str) -> str:
    """A message that names no paper, with a noun that was meant for one put right: 总节 as 总结. It ends
    a clause, or stands before 报告, and makes no word with what is beside it: 开会报名 is no 汇报."""
    plain = to_simplified(message)
    if len(plain) != len(message):
        return message
    papers = any_of(words_in("new_requests", "papers"))
    for at in _apart(plain):
        pair, behind = plain[at : at + 2], plain[at + 2 :]
        named = re.match(papers, behind)
        ends = not behind or not behind[0].isalnum() or named is not None
        rest = plain[:at] + behind[named.end() if named else 0 :]
        if ends and not re.search(papers, rest) and (meant := paper_meant(pair)) != pair:
            return message[:at] + meant + message[at + 2 :]
    return message


def _apart(text: str) -> Iterator[int]:
    """Where two characters stand beside each other of which the dictionary makes words neither
    together nor with others."""
    at, before = 0, ""
    for word in rjieba.cut(text, False):
        if len(word) == len(before) == 1 and word >= "\u4e00" and before >= "\u4e00":
            yield at - 1
        at, before = at + len(word), word
