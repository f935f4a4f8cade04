"""Headings told within a request: 分四块：甲、乙、丙、丁, 按甲、乙、丙来写, 提纲：甲；乙；丙, 一、甲 二、乙 三、丙."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise

import rjieba

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.numerals import HAN, value_of, write_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.understanding.outline_text import tell_facts
from draftbot.conversation.understanding.words import NUMBER, telling

_LIST = "outlines_told"
_LEAST, _SHORTEST, _LONGEST = 2, 2, 18
# 一、 （一） 1. ① and what stands for them, where headings follow each other on one line.
_NUMBERED = re.compile(
    rf"(?:^|(?<=[\s；;，,、：:\u4e00-\u9fff]))"
    rf"(?=[{HAN}]{{1,2}}[、.．]|[（(][{HAN}\d]{{1,2}}[）)]|\d{{1,2}}[.．、](?!\d)|[①-⑩])"
)
_COUNTED = re.compile(rf"(?:^|(?<=[\s；;，,。：:]))([{HAN}]{{1,2}})[、.．]\s*")
_CLAUSE_ENDS, _CLAUSE_OR_BLANK = re.compile("[，,。；;\n]"), re.compile("[，,。；;\\s]")
_BLANK, _COMMA = re.compile(r"\s"), re.compile("[，,。；;]")
_LEAST_COUNTED = 3
# What parts headings: the first of these that stands between them.
_MARKS = ("；", ";", "\n", "、", "/", "，", ",", " ")


def outline_told(line: str) -> tuple[str, tuple[str, ...]]:
    """A line without the headings that it tells, and these; with none where it tells none."""
    plain = to_simplified(line)
    if len(plain) != len(line):
        return line, ()
    words = {0, *accumulate(map(len, rjieba.cut(plain, False)))}
    for pattern in (
        _behind_a_cue(),
        _between_cues(),
        _before_a_count(),
        _quoted_before_a_count(),
        _behind_a_count(),
    ):
        for told in pattern.finditer(plain):
            if told.start() not in words:  # the 分 of 百分点 divides nothing
                continue
            listed, headings = headings_listed(told["list"], told.groupdict().get("count") or "")
            if headings:
                is_whole = listed == told["list"]
                end = told.end() if is_whole else told.start("list") + len(listed)
                behind = _end_cue().match(plain, end)
                end = behind.end() if behind else end
                left = f"{line[: told.start()].rstrip('，,：: ')}。{line[end:].lstrip('，,。；; ')}"
                return left.strip("。 "), headings
    start, end, headings = _counted_off(plain)
    if headings:
        return f"{line[:start].rstrip('，,：: ')}。{line[end:].lstrip('，,。；; ')}".strip("。 "), headings
    return line, ()


def _counted_off(plain: str) -> tuple[int, int, tuple[str, ...]]:
    """Where three or more short pieces are counted off from 一 on one line, and they; the last ends with
    its clause, or at the first blank where the others hold none."""
    starts = list(_COUNTED.finditer(plain))
    first = next((i for i, m in enumerate(starts) if value_of(m[1]).low == 1), len(starts))
    run = [m for n, m in enumerate(starts[first:], 1) if value_of(m[1]).low == n]
    if len(run) < _LEAST_COUNTED or len(run) < len(starts) - first:
        return 0, 0, ()
    pieces = [plain[m.end() : behind.start()].strip(" ；;，,、。") for m, behind in pairwise(run)]
    ends = _CLAUSE_ENDS if any(map(_BLANK.search, pieces)) else _CLAUSE_OR_BLANK
    last = ends.split(plain[run[-1].end() :], maxsplit=1)[0]
    if any(map(_COMMA.search, pieces)):  # more than a heading is told
        return 0, 0, ()
    return run[0].start(), run[-1].end() + len(last), _fitting([*pieces, last.strip()], "")


def headings_listed(told: str, count: str) -> tuple[str, tuple[str, ...]]:
    """The part of a text that lists headings, and the headings; as many as `count` says."""
    told = told.split("。")[0].strip()
    pieces = _NUMBERED.split(told)
    if sum(bool(piece.strip()) for piece in pieces) >= _LEAST:
        return told, _fitting([without_enumerator(piece.strip(" \n；;，,、")) for piece in pieces], "")
    mark = next((m for m in _MARKS if m in told), "")
    # Parted by 、 or by blanks they end with the clause.
    listed = re.split("[，,]", told)[0] if mark in ("、", "/") else told
    return listed, _fitting(re.split(re.escape(mark), listed) if mark else [], count)


def _fitting(pieces: list[str], count: str) -> tuple[str, ...]:
    joints = any_of(words_in("new_requests", "joints"))
    told = [re.sub(rf"^(?:{joints})", "", piece.strip(" 　：:“”")) for piece in pieces]
    told = [piece for piece in told if piece]
    if count and value_of(count).low != len(told):
        last = re.split(joints, told[-1], maxsplit=1) if told else []
        if abs(value_of(count).low - len(told)) > 1:
            return ()  # 听课42节
        told = [*told[:-1], *last] if len(told) + 1 == value_of(count).low else told
    told = _without_their_count(told)
    fit = all(_SHORTEST <= len(piece) <= _LONGEST for piece in told)
    return tuple(told) if len(told) >= _LEAST and fit and not tell_facts(told) else ()


def _without_their_count(headings: list[str]) -> list[str]:
    """甲、乙、丙三项 are three: so many as are listed, said behind the last, are no part of its name."""
    match = _counted_last().fullmatch(headings[-1]) if headings else None
    if match is None or value_of(match["n"]).low != len(headings):
        return headings
    return [*headings[:-1], match["head"]]


@cache
def _counted_last() -> re.Pattern[str]:
    kinds = f"{telling('counted as')}|{any_of(words_in(_LIST, 'parts'))}|{telling('steps')}"
    return re.compile(rf"(?P<head>\w{{2,}}?)(?:{telling('points at')})?(?P<n>{NUMBER})(?:{kinds})")


def without_count(text: str) -> str:
    """A text without the number of parts that something is divided into, which names none of them."""
    return _divided().sub("", text)


@cache
def _divided() -> re.Pattern[str]:
    parts, divide, fill = (any_of(words_in(_LIST, key)) for key in ("parts", "divide", "fill"))
    return re.compile(rf"(?:{divide})(?:{fill})*(?<!第){NUMBER}(?:{fill})*(?:{parts})")


def as_lines(headings: tuple[str, ...]) -> str:
    """Headings as the lines of an outline, numbered."""
    return "\n".join(f"{write_number(i)}、{heading}" for i, heading in enumerate(headings, 1))


@cache
def _behind_a_cue() -> re.Pattern[str]:
    outline, parts, divide = (any_of(words_in(_LIST, key)) for key in ("outline", "parts", "divide"))
    fill = any_of(words_in(_LIST, "fill"))
    of = rf"(?:{divide})(?:{fill})*(?P<count>{NUMBER})?(?:{fill})*(?:{parts})(?:{fill})*"
    return re.compile(rf"(?:(?:{outline})(?:{fill})*[：:，,\s]|{of}[：:，,\s])\s*(?P<list>.+)$", re.DOTALL)


@cache
def _between_cues() -> re.Pattern[str]:
    by, ends = (any_of(words_in(_LIST, key)) for key in ("by", "ends"))
    return re.compile(rf"(?:{by})(?P<list>[^，。；：,;:]+?(?:、[^，。；：,;:、]+?)+)(?={ends})")


@cache
def _before_a_count() -> re.Pattern[str]:
    """分甲 / 乙 / 丙三块."""
    parts, divide, fill = (any_of(words_in(_LIST, key)) for key in ("parts", "divide", "fill"))
    return re.compile(
        rf"(?:{divide})\s*(?P<list>[^，。；：,;:]+?)\s*(?P<count>{NUMBER})\s*(?:{fill})*(?:{parts})"
    )


@cache
def _quoted_before_a_count() -> re.Pattern[str]:
    """“甲、乙、丙”三块."""
    parts, fill = (any_of(words_in(_LIST, key)) for key in ("parts", "fill"))
    return re.compile(
        rf"[“\"「](?P<list>[^”\"」，。；：\n]+)[”\"」]\s*(?:{fill})*(?P<count>{NUMBER})\s*(?:{fill})*(?:{parts})"
    )


@cache
def _behind_a_count() -> re.Pattern[str]:
    """就三块：一、甲 二、乙 三、丙; what is not numbered there may be anything."""
    parts, fill = (any_of(words_in(_LIST, key)) for key in ("parts", "fill"))
    return re.compile(
        rf"(?:(?<=[，。；,;\s])|^)(?:{fill})*(?P<count>{NUMBER})(?:{fill})*(?:{parts})[：:]\s*(?P<list>[{HAN}].+)$",
        re.DOTALL,
    )


@cache
def _end_cue() -> re.Pattern[str]:
    fill, ends, parts = (any_of(words_in(_LIST, key)) for key in ("fill", "ends", "parts"))
    return re.compile(rf"(?:(?:{fill}|{NUMBER})*(?:{parts}))?(?:{ends})?")
