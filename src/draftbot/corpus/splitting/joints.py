"""Every sign of a joint between two reports weighed together, by weights learnt from joints made
of known reports (`scripts/fit_joints.py`): where no single sign is plain, several faint ones are.

A sign is a number, mostly 0 or 1, that holds at the gap before a line; the sum of what each is
worth is the logarithm of the odds that a report begins there.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from draftbot.chinese.enumerators import Family, Number
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.corpus.genres import genre_of
from draftbot.corpus.roles import role_of
from draftbot.corpus.set_lines import (
    begins_closing,
    closes_a_report,
    is_date,
    is_salutation,
    opens_a_report,
    starts_with_year,
)
from draftbot.corpus.splitting.evidence import Page, Sign, against_title
from draftbot.corpus.splitting.similarity import Likeness
from draftbot.corpus.titles import is_document_number, is_telling
from draftbot.domain import Role
from draftbot.messages import NOTHING, Message

_FILE = "joints.json"
# Lines in which a report shows its numbers, and in which a period is told.
_REACH, _NEAR, _BACK = 60, 3, 40
_MANY = 3
_BARE, _SHORT, _HEAD = 12, 40, 6
_ENDS = "。；！？：，、,;:!?|”"
_SELVES_WITHIN, _YEARS_WITHIN = 20, 10
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_LATE = (Role.PLANS, Role.PROBLEMS, Role.SUPPORT, Role.EXPERIENCE)
_EARLY = (Role.BASIS, Role.OVERVIEW, Role.OPENING)
_LIKE = ("like", "dip", "wide dip", "lowest")
# Likeness is asked for only where the other signs leave the matter open.
_OPEN = 8.0
_MOST_SCORE = 8.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign is worth, and what the sum begins with."""

    bias: float
    signs: dict[str, float]


@cache
def learnt() -> Weights:
    """The weights in the file beside this one."""
    kept = json.loads(resources.files(__package__).joinpath(_FILE).read_text("utf-8"))
    return Weights(kept["bias"], kept["signs"])


def score_signs(score: float) -> dict[str, float]:
    """The signs that are a cut found for plain reasons, and how plain they are."""
    return {"cut": 1.0, "score": min(score, _MOST_SCORE)}


class Joints:
    """The joints of a page's lines."""

    def __init__(self, page: Page, likeness: Likeness) -> None:
        self._page, self._likeness = page, likeness
        self._head_kinds: dict[int, str] = {}

    def odds(self, i: int, weights: Weights | None = None) -> tuple[float, tuple[Sign, ...]]:
        """The logarithm of the odds that a report begins at line i, and what speaks for it."""
        weights = weights or learnt()
        signs = dict(self.plain_signs(i))
        sum_ = weights.bias + sum(weights.signs.get(name, 0.0) * value for name, value in signs.items())
        if sum_ < -_OPEN:
            return sum_, ()
        signs |= self.like_signs(i)
        worth = {name: weights.signs.get(name, 0.0) * value for name, value in signs.items()}
        # Several signs may say the same to the user; it is told once, for all of them.
        told: dict[Message, float] = {}
        for name in worth:
            if worth[name] > 0 and (message := self._told(name, i)):
                told[message] = told.get(message, 0.0) + worth[name]
        return weights.bias + sum(worth.values()), tuple(
            Sign(weight, message) for message, weight in told.items()
        )

    @staticmethod
    def of_score(score: float) -> float:
        """What it adds to the odds that a line was cut at for plain reasons, by their score."""
        return sum(learnt().signs.get(name, 0.0) * value for name, value in score_signs(score).items())

    def plain_signs(self, i: int) -> Iterator[tuple[str, float]]:
        """The signs at line i that need no counting of words."""
        yield from self._of_line(i)
        yield from self._of_line_before(i)
        yield from self._of_numbers(i)
        yield from self._of_roles(i)
        yield from self._of_selves(i)
        yield from self._of_years(i)

    def like_signs(self, i: int) -> dict[str, float]:
        """How alike the words before and after are, against what is usual, and how far that dips
        below what is found around."""
        return dict(zip(_LIKE, self._likeness.dips(i), strict=True))

    def _of_line(self, i: int) -> Iterator[tuple[str, float]]:
        """What the head that begins at line i is made of, and how the text under it begins."""
        page, end = self._page, self.head_end(i)
        kinds = Counter(kind for k in range(i, end) if (kind := self.head_kind(k)))
        yield from ((f"head: {kind}", 1.0) for kind in kinds)
        # What belongs together at the head of a paper seldom stands together elsewhere.
        if len(kinds) > 1:
            yield "head of several", 1.0
        if i in page.broken_before:
            yield "editor before", 1.0
        if any(k in page.titles and against_title(page, max(0, i - _BACK), k) for k in range(i, end)):
            yield "title of a part", 1.0
        if end < len(page.plain) and page.numbers[end] is None and len(page.plain[end]) >= 20:
            if opens := opens_a_report(page.plain[end]):
                yield "opening", 1.0
            if dated := starts_with_year(page.plain[end]):
                yield "year first", 1.0
            if kinds and (opens or dated):
                yield "head over opening", 1.0
            if kinds and self._next_han(end) == 1:
                yield "head over first number", 1.0
        text = page.plain[i]
        if begins_closing(text) or closes_a_report(text):
            yield "closing here", 1.0
        if page.is_signature(i):
            yield "signature here", 1.0

    def head_end(self, i: int) -> int:
        """Index of the first line from i on that is no line of a head."""
        end = i
        while end < min(i + _HEAD, len(self._page.plain) - 1) and self.head_kind(end):
            end += 1
        return end

    def head_kind(self, i: int) -> str:
        """What of a report's head line i may be, "" for none."""
        if (kind := self._head_kinds.get(i)) is None:
            kind = self._head_kinds[i] = self._head_kind(i)
        return kind

    def begins_head(self, i: int) -> bool:
        """Whether line i is more than a short line that a head may have."""
        return self.head_kind(i) not in ("", "line", "short line")

    def _head_kind(self, i: int) -> str:
        page, text = self._page, self._page.plain[i]
        if page.numbers[i] is not None or page.is_signature(i):
            return ""
        if i in page.titles:
            return "telling title" if is_telling(text) else "title"
        if is_salutation(text):
            return "salutation"
        if self._is_kind(text):
            return "kind alone"
        if is_document_number(text):
            return "document number"
        if page.is_part_title(i):
            return "short line"
        return "line" if len(text) <= _SHORT and text[-1] not in _ENDS else ""

    def _of_line_before(self, i: int) -> Iterator[tuple[str, float]]:
        page, above = self._page, self._page.plain[i - 1]
        if page.is_signature_date(i - 1):
            yield "signature before", 1.0
        elif is_date(above):
            yield "date before", 1.0
        elif closes_a_report(above) and page.numbers[i - 1] is None:
            yield "closing before", 1.0
        elif page.is_bare_heading(i - 1):
            yield "heading before", 1.0
        elif kind := self.head_kind(i - 1):
            yield f"before: {kind}", 1.0
        elif above[-1] in "：:":
            yield "leads on", 1.0
        elif above[0] in "（(" and above[-1] in "）)":
            yield "note before", 1.0
        elif above[-1] not in "。！？；”…":
            yield "unfinished before", 1.0

    def _of_numbers(self, i: int) -> Iterator[tuple[str, float]]:
        """How the numbers from here on follow those before."""
        number = self._page.numbers[i]
        if number is not None:
            yield ("first number here" if number.ordinal == 1 else "later number here"), 1.0
        after, before = self._next_han(i), self._last_han(i)
        if after is not None and before is not None:
            if after == before + 1:
                yield "outer goes on", 1.0
            elif after == 1 and before >= _MANY:
                yield "outer starts over", 1.0
            elif after <= before:
                yield "outer falls back", 1.0
        elif after == 1:
            yield "first outer number", 1.0
        elif before is not None:
            yield "no outer number left", 1.0
        yield from self._of_inner_numbers(i)

    def _of_inner_numbers(self, i: int) -> Iterator[tuple[str, float]]:
        at = self._next_number(i)
        number = self._page.numbers[at] if at is not None else None
        if number is None or number.family is Family.HAN:
            return
        last = self._last_inner(i, number)
        if last is None:
            yield ("inner begins" if number.ordinal == 1 else "inner without its first"), 1.0
        elif number.ordinal == last + 1:
            yield "inner goes on", 1.0
        elif number.ordinal == 1 and last >= _MANY:
            yield "inner starts over", 1.0
        else:
            yield "inner falls back", 1.0

    def _of_roles(self, i: int) -> Iterator[tuple[str, float]]:
        page = self._page
        near = "".join(page.plain[max(0, i - _NEAR) : i])
        if _to_come().search(near):
            yield "time to come before", 1.0
        if _to_come().search(page.plain[i][:_REACH]):
            yield "time to come here", 1.0
        last = bisect_left(page.han_lines, i) - 1
        if last >= 0 and i - page.han_lines[last] < _REACH:
            number = page.numbers[page.han_lines[last]]
            heading = page.plain[page.han_lines[last]][number.end if number else 0 :][:40]
            if role_of(heading) in _LATE:
                yield "late part before", 1.0
        if role_of(page.plain[i][:40]) in _EARLY:
            yield "early part here", 1.0

    def _of_selves(self, i: int) -> Iterator[tuple[str, float]]:
        """Whether who speaks calls himself otherwise after the gap than before: 我园, 我局."""
        at = bisect_left(self._selves, (i, ""))
        before = {own for k, own in self._selves[max(0, at - 2) : at] if i - k <= _SELVES_WITHIN}
        after = {own for k, own in self._selves[at : at + 2] if k - i <= _SELVES_WITHIN}
        if before and after:
            yield ("same self" if before & after else "other self"), 1.0

    def _of_years(self, i: int) -> Iterator[tuple[str, float]]:
        """Whether other years are told of after the gap than before."""
        before, after = self._years[max(0, i - _YEARS_WITHIN) : i], self._years[i : i + _YEARS_WITHIN]
        if any(before) and any(after):
            same = frozenset().union(*before) & frozenset().union(*after)
            yield ("same year" if same else "other year"), 1.0

    @cached_property
    def _years(self) -> list[frozenset[str]]:
        return [frozenset(_YEAR.findall(text)) for text in self._page.plain]

    @cached_property
    def _selves(self) -> list[tuple[int, str]]:
        """(line, what its first mention of the writer's unit calls it), where there is one."""
        return [
            (i, found[0][1:]) for i, text in enumerate(self._page.plain) if (found := _self().search(text))
        ]

    @staticmethod
    def _is_kind(text: str) -> bool:
        """Whether a line is the name of a kind of paper and nothing else: 工作总结."""
        return len(text) <= _BARE and (
            text in word_set("names_of_papers", "reports") or bool(genre_of(text).sureness >= 0.5)
        )

    @cached_property
    def _outer(self) -> list[tuple[int, int]]:
        numbers = self._page.numbers
        return [(k, n.ordinal) for k in self._page.han_lines if (n := numbers[k]) is not None]

    def _next_han(self, i: int) -> int | None:
        at = bisect_left(self._outer, (i, 0))
        is_near = at < len(self._outer) and self._outer[at][0] - i <= _REACH
        return self._outer[at][1] if is_near else None

    def _last_han(self, i: int) -> int | None:
        at = bisect_left(self._outer, (i, 0)) - 1
        return self._outer[at][1] if at >= 0 and i - self._outer[at][0] <= _REACH else None

    @cached_property
    def _numbered(self) -> list[int]:
        return [k for k, number in enumerate(self._page.numbers) if number is not None]

    def _next_number(self, i: int) -> int | None:
        at = bisect_left(self._numbered, i)
        is_near = at < len(self._numbered) and self._numbered[at] - i <= _REACH // 4
        return self._numbered[at] if is_near else None

    def _last_inner(self, i: int, number: Number) -> int | None:
        """The last number of the same family before line i, with none of an outer one between."""
        at = bisect_left(self._numbered, i)
        for k in reversed(self._numbered[max(0, at - _REACH) : at]):
            other = self._page.numbers[k]
            if other is not None and other.family is number.family:
                return other.ordinal
            if other is not None and other.family < number.family:
                return None
        return None

    def _told(self, name: str, i: int) -> Message:
        page = self._page
        text, above = _short(page.plain[i]), _short(page.plain[i - 1])
        match name:
            case "head: telling title" | "head: title" | "head: kind alone":
                return Message("cuts.title", title=text)
            case "head: salutation":
                return Message("cuts.salutation", text=text)
            case "opening" | "year first":
                return Message("cuts.opening", text=_short(page.plain[self.head_end(i)]))
            case "signature before":
                return Message("cuts.signature_before", text=above)
            case "closing before":
                return Message("cuts.closing_before", text=above)
            case "editor before":
                return Message("cuts.editor_before")
            case "outer starts over" | "outer falls back" | "inner starts over" | "inner falls back":
                return Message("cuts.numbers_anew")
            case "late part before" | "time to come before" | "early part here":
                return Message("cuts.end_to_beginning")
            case "other self":
                return Message("cuts.other_self")
            case "like" | "dip" | "wide dip":
                return Message("cuts.other_words")
            case _:
                return NOTHING


@cache
def _to_come() -> re.Pattern[str]:
    return re.compile(any_of(words_in("time_to_come")))


@cache
def _self() -> re.Pattern[str]:
    return re.compile(any_of(words_in("selves")))


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:15] + "…"
