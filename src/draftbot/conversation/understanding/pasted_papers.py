"""An earlier paper pasted behind a request, to be written anew: what it tells is of its own time and no fact."""

from __future__ import annotations

import re
from itertools import accumulate

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import year_named
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in

# A paper has so many sentences and characters.
_SENTENCES, _LEAST = 2, 50
_ENDS = re.compile("[。；！;]")
# ——, 【旧稿】, （原文如下）: a line that only says where the paper begins.
_LABEL = re.compile(r"\s*(?:[^\w\s]*|[【\[（(《].{1,12}[】\])）》])[：:]?\s*")


def without_past_paper(message: str, year: int) -> tuple[str, str]:
    """A message without the earlier paper that its last lines are, and that paper; "" where they are none.
    `year` is this year. The lines before ask for a paper and speak of one of a time gone."""
    lines = message.splitlines()
    for i in range(1, len(lines)):
        asked, pasted = lines[:i], lines[i:]
        if _begins_one(pasted, year) and _speaks_of_one("".join(asked)):
            return _of_no_past("\n".join(asked)), "\n".join(pasted).strip()
    return message, ""


def _begins_one(lines: list[str], year: int) -> bool:
    text = "\n".join(lines)
    first = next((line for line in lines if line.strip() and not _LABEL.fullmatch(line)), "")
    if len(_ENDS.findall(text)) < _SENTENCES or len(text) < _LEAST or parse_number(first.strip()):
        return False
    told = year_named(plain_digits(text))
    return _LABEL.fullmatch(lines[0]) is not None or (told is not None and told < year)


def _speaks_of_one(asked: str) -> bool:
    plain = to_simplified(asked)
    papers, gone = (any_of(words) for words in (words_in("new_requests", "papers"), _times_gone()))
    return (
        re.search(
            rf"(?:{gone})[^，。；]*?(?:{papers}|{any_of(words_in('new_requests', 'past papers'))})", plain
        )
        is not None
    )


def _of_no_past(asked: str) -> str:
    """What is asked without the clause that only says of what time the pasted paper is."""
    gone = re.compile(rf"(?:{any_of(_times_gone())})的?")
    clauses = re.split("(?<=[，。；！\n])", asked)
    ends = list(accumulate(map(len, clauses)))
    papers = re.compile(any_of(words_in("new_requests", "papers")))
    first = next(
        (
            i
            for i, clause in enumerate(clauses)
            if gone.search(to_simplified(clause)) and papers.search(to_simplified(clause))
        ),
        None,
    )
    if first is None or len(asked) != len(to_simplified(asked)):
        return asked
    start = ends[first] - len(clauses[first])
    told = gone.search(to_simplified(clauses[first]))
    assert told is not None
    return asked[: start + told.start()] + asked[start + told.end() :]


def _times_gone() -> tuple[str, ...]:
    return (*words_in("words_of_wishes", "times gone"), *words_in("asking", "past"))
