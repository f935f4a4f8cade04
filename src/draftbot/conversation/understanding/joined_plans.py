"""A plan that the paper asked for is joined to: 2025年工作总结和2026年工作思路 is one paper with one title."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.conversation.actions import TakeRequest
from draftbot.conversation.understanding.proper_titles import proper_title
from draftbot.conversation.understanding.words import OF
from draftbot.corpus.title_parts import period_spans

_KNOWN, _LAST = "genres_known", "$"
_LONGEST_BETWEEN = 12


def without_joined_plan(message: str) -> tuple[str, str]:
    """A message without the plan that its paper is joined to, and that plan with what joins it, as typed;
    "" where there is none."""
    plain = to_simplified(message)
    found = _joined().search(plain) if len(plain) == len(message) else None
    if found is None or not _is_of_time(found["between"]):
        return message, ""
    start, end = found.span("plan")
    return message[:start] + message[end:], message[start:end]


def with_joined_plan(request: TakeRequest, plan: str, year: int) -> TakeRequest:
    """The request whose title goes on with the plan, where it ends as such papers do."""
    if not plan or not re.search(rf"(?:{_leads()})$", to_simplified(request.title)):
        return request
    return replace(request, title=f"{request.title}{plan[0]}{proper_title(plan[1:], '', year)}")


def _is_of_time(between: str) -> bool:
    """Whether what stands between the joint and the plan's noun only says of when the plan is."""
    for start, end in reversed(period_spans(between)):
        between = between[:start] + between[end:]
    times = (*words_in("time_to_come"), *words_in("new_requests", "next year", "on everything"), OF)
    return re.fullmatch(rf"(?:{any_of(times)}|\s)*", between) is not None


@cache
def _leads() -> str:
    return any_of(_nouns("leads"))


@cache
def _joined() -> re.Pattern[str]:
    joints = any_of(words_in(_KNOWN, "joints"))
    return re.compile(
        rf"(?:{_leads()})(?P<plan>(?:{joints})(?P<between>[^，。；、：\n]{{0,{_LONGEST_BETWEEN}}}?)(?:{any_of(_nouns('follows'))}))"
    )


def _nouns(key: str) -> tuple[str, ...]:
    """The nouns of the genres that lead a joined paper, or follow in it."""
    table = word_table("genres")
    return tuple(noun.removesuffix(_LAST) for genre in words_in(_KNOWN, key) for noun in table[genre])
