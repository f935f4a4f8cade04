"""The title that a paper would bear, from how one is asked for: 保健医今年的述职 as 保健医2025年度述职报告."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.words import OF
from draftbot.corpus.title_parts import period_spans

_LIST = "new_requests"
_YEARS = {"last year": -1, "this year": 0, "next year": 1}
_SHORTEST = 2
_LEADS = ("c", "d", "u")


def proper_title(title: str, genre: str, year: int) -> str:
    """`title` with the year it only tells from `year`, and its paper by the name of its `genre`. Years gone
    (前两年的总结发你了) are those of papers that are there."""
    title = _years_gone().sub("", title)
    for name, ahead in _YEARS.items():
        told = _told(name).search(to_simplified(title))
        if told is not None and len(to_simplified(title)) == len(title):
            rest = title[told.end() :]
            # A paper on everything is of a year, 2025年度; any other is on what was done in one.
            whole, part = words_in(_LIST, "year")
            of_year = whole if _paper_alone().fullmatch(to_simplified(rest)) else part
            title = f"{title[: told.start()]}{year + ahead}{of_year}{rest}"
    title = _places().sub("", title)
    # 教育局的 关于…的通报
    return re.sub(
        rf"{OF}?\s+(?={any_of(words_in(_LIST, 'asks for of'))})",
        "",
        _without_of(_named_in_full(title, genre)),
    )


def year_meant(message: str, year: int) -> str:
    """The year that a message told in `year` speaks of as this one; "" where it does not."""
    return f"{year}{words_in(_LIST, 'year')[-1]}" if _told("this year").search(to_simplified(message)) else ""


def without_lead(title: str, view: View) -> str:
    """A title without what leads it in: 题目, and small words like 还是."""
    start = 0
    for word in view.words(title):
        if word.start != start or not (word.tag in _LEADS or word.text in _leading()):
            break
        start = word.end
    return title[start:] if len(title) - start > _SHORTEST else title


@cache
def _leading() -> frozenset[str]:
    return frozenset((*words_in("words_of_wishes", "nouns for a title", "titled as"), OF))


def tells_period(text: str) -> bool:
    """Whether words tell a time that a paper may be on: 今年, 2024年下半年; not 十来分钟."""
    plain = to_simplified(text)
    return bool(period_spans(plain)) or any(_told(name).search(plain) for name in _YEARS)


def _named_in_full(title: str, genre: str) -> str:
    """述职 as 述职报告."""
    for n in range(len(genre) - 1, _SHORTEST - 1, -1):
        if to_simplified(title).endswith(genre[:n]):
            return f"{title[:-n]}{genre}"
    return title


def _without_of(title: str) -> str:
    """2025年的食品安全的总结 as papers are titled: without 的 behind the period and before the paper, where no
    关于 or word for what one did asks for it."""
    plain = to_simplified(title)
    if len(plain) != len(title) or any(word in plain for word in words_in(_LIST, "asks for of")):
        return title
    ends = {end for _, end in period_spans(plain)}
    starts = {
        found.start() for found in re.finditer(f"(?:{any_of(words_in(_LIST, 'papers before of'))})+$", plain)
    }
    drops = {i for i, c in enumerate(plain) if c == OF and (i in ends or i + 1 in starts)}
    return "".join(c for i, c in enumerate(title) if i not in drops)


@cache
def _told(name: str) -> re.Pattern[str]:
    whole, between = (any_of(words_in(_LIST, key)) for key in ("all of a year", "between"))
    return re.compile(
        rf"(?:{any_of(words_in(_LIST, name))})(?!{any_of(words_in(_LIST, 'no year'))})(?:{whole})?(?:{between})?"
    )


@cache
def _places() -> re.Pattern[str]:
    """这边 in 残联这边总结."""
    here = (word for word in words_in(_LIST, "behind a unit") if len(word) >= _SHORTEST)
    return re.compile(rf"(?<=\w\w)(?:{any_of(here)})(?=\w)")


@cache
def _years_gone() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(words_in(_LIST, 'years gone'))}){OF}?(?=\w)")


@cache
def _paper_alone() -> re.Pattern[str]:
    on, papers = (any_of(words_in(_LIST, key)) for key in ("on everything", "papers"))
    return re.compile(rf"(?:{on})?(?:{papers})+")
