"""Chats that were saved whole: several speak by turns, and in one of the turns somebody hands a paper round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.cleaning.said_beside import DAY, NAME, TIME
from draftbot.corpus.lines import Line

_SAYS = re.compile(r"^(?P<name>[^\s\d。，！？；、|：:]{1,8})[:：](?P<said>.*)$")
# A chat has so many turns; so many lines may stand over it, each no longer.
_FEWEST, _MOST_ABOVE, _LONGEST_ABOVE = 2, 8, 80
# What is said in passing: so many lines and characters.
_WORD_LINES, _WORD_CHARS = 3, 30
_HALF = 2
_NAME = r"[^\s\d。，！？；：、|][^。，！？；：、|\n]{0,23}?"


@dataclass(slots=True)
class _Turn:
    """Somebody `name` says something: the lines `said`; what stands in its own first line `at` is no more than
    who speaks, or also the first of what is said, `begins`."""

    at: int
    name: str
    said: list[int]
    begins: str = ""


def drop_chat(lines: list[Line], account: Account) -> list[Line]:
    """Of a chat that was saved whole, what hands papers round goes, and who said when; the papers stay."""
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    plain = {i: to_simplified(lines[i].text).strip() for i in filled}
    for turns, between in (_turns_by_time(filled, plain), _turns_by_name(lines, filled, plain)):
        if turns and _is_chat(turns, filled, plain):
            return _papers_of(lines, account, turns, between, filled[: filled.index(turns[0].at)], plain)
    return lines


def _papers_of(
    lines: list[Line],
    account: Account,
    turns: Sequence[_Turn],
    between: set[int],
    above: Sequence[int],
    plain: dict[int, str],
) -> list[Line]:
    passing = [turn for turn in turns if _is_said_in_passing(turn, plain)]
    if len(passing) * _HALF <= len(turns):
        return lines
    dropped = {*above, *between, *(i for turn in passing for i in turn.said)}
    begun = {turn.at: turn.begins for turn in turns if turn not in passing}
    dropped |= {turn.at for turn in turns if not begun.get(turn.at)}
    kept = [line for i, line in enumerate(lines) if not (i in dropped and account.drop(NAME, line))]
    begins = {lines[i].number: text for i, text in begun.items() if text}
    return [line.with_text(begins[line.number]) if line.number in begins else line for line in kept]


def _turns_by_time(filled: Sequence[int], plain: dict[int, str]) -> tuple[list[_Turn], set[int]]:
    """The turns whose lines begin with who speaks and when, and the days between them."""
    found = [(k, match) for k, i in enumerate(filled) if (match := _speaks().match(plain[i]))]
    found = [(k, match) for k, match in found if _shape(match) == _shape(found[0][1])]
    ends = [*(k for k, _ in found), len(filled)][1:]
    between = {i for i in filled if _between().match(plain[i])}
    turns = [
        _Turn(filled[k], match["first"] or match["last"], [*filled[k + 1 : end]])
        for (k, match), end in zip(found, ends, strict=False)
    ]
    return turns, between


def _shape(match: re.Match[str]) -> str:
    """How a chat writes who speaks and when: a paper in it may say times, too."""
    name = "first" if match["first"] else "last"
    start, end = match.span(name)
    clock = match.string[:start] + name + match.string[end:]
    part = any_of(words_in("days_in_chats", "parts"))
    return re.sub(part, "", re.sub(r"\d+", "0", "".join(clock.split())))


def _turns_by_name(
    lines: Sequence[Line], filled: Sequence[int], plain: dict[int, str]
) -> tuple[list[_Turn], set[int]]:
    """The turns of a chat that says the time on lines of its own: each begins with a name and a colon,
    under a blank line, and the same names come again."""
    between = {i for i in filled if _between().match(plain[i])}
    said = {
        i: match for i in filled if not (i and lines[i - 1].text.strip()) and (match := _SAYS.match(plain[i]))
    }
    names = Counter(match["name"] for match in said.values())
    if len(between) < _FEWEST or sum(count >= _FEWEST for count in names.values()) < _FEWEST:
        return [], between
    starts = [k for k, i in enumerate(filled) if i in said]
    turns = [
        _Turn(
            filled[k],
            said[filled[k]]["name"],
            [i for i in filled[k + 1 : end] if i not in between],
            lines[filled[k]].text.replace(":", "：").partition("：")[2].strip(),
        )
        for k, end in pairwise([*starts, len(filled)])
    ]
    return turns, between


def _is_said_in_passing(turn: _Turn, plain: dict[int, str]) -> bool:
    texts = [text for text in (turn.begins, *(plain[i] for i in turn.said)) if text]
    return len(texts) <= _WORD_LINES and all(
        len(text) <= _WORD_CHARS and parse_number(text) is None for text in texts
    )


def _is_chat(turns: Sequence[_Turn], filled: Sequence[int], plain: dict[int, str]) -> bool:
    """Whether several speak by turns from the file's head on, each saying something, and a paper is among it: a
    list of what happened when has other words behind each of its times, and nothing below."""
    above = [plain[i] for i in filled[: filled.index(turns[0].at)]]
    if len(above) > _MOST_ABOVE or any(
        len(text) > _LONGEST_ABOVE or text.endswith("。") or parse_number(text) is not None for text in above
    ):
        return False
    speakers = {turn.name for turn in turns}
    return (
        len(turns) >= _FEWEST
        and all(turn.said or turn.begins for turn in turns)
        and any(len(turn.said) > _WORD_LINES for turn in turns)
        and (len(speakers) == len(turns) == _FEWEST or len(speakers) < len(turns))
    )


@cache
def _clock() -> tuple[str, str]:
    """A day as chats write it, and a time with or without one: 12-20 17:22:15, 12月20日 下午5:22."""
    days, parts = (any_of(words_in("days_in_chats", key)) for key in ("days", "parts"))
    day = rf"(?:{DAY}|{days})"
    return day, rf"(?:{day}\s*)?(?:{parts})?\s*{TIME}"


@cache
def _speaks() -> re.Pattern[str]:
    """Who says something next, alone on a line with the time."""
    when = rf"[\[【（(]?{_clock()[1]}[\]】）)]?"
    return re.compile(rf"^(?:{when}\s*(?P<first>{_NAME})|(?P<last>{_NAME})\s+{when})[:：]?$")


@cache
def _between() -> re.Pattern[str]:
    """The day or the time between two turns."""
    day, time = _clock()
    return re.compile(rf"^[-—─=\s]*(?:{time}|{day})[-—─=\s]*$")
