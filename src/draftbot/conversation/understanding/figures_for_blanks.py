"""Figures told in talk for the blanks that ask for them: 职工23人，主管网86公里，合格率99.2.

A figure is for a blank where its measure is the one that stands behind it, all things that are said of it are
what the blank's sentence or heading is about, and most of what the blank counts is said: a part of something is
never told for the whole. Where two blanks fit alike the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.measures import measures
from draftbot.chinese.numerals import HAN
from draftbot.chinese.tagging import ORGANISATION, TIME
from draftbot.chinese.word_lists import word_table
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.around_blanks import Around, around_blanks
from draftbot.conversation.understanding.referents import Referents, order_words

_FIGURE = re.compile(rf"(?P<number>\d[\d.,]*\s*[{HAN}]*|[{HAN}]{{1,4}})(?P<tail>[^\d]*)$")
_SEVERAL = re.compile(rf"(?<=[\d{HAN}][\u4e00-\u9fff%])(?=[\u4e00-\u9fff]{{1,6}}\d)")
_LEAST_SAID, _LONGEST_UNIT, _SHARE = 0.5, 3, "%"
_OFFERED, _HEAD = 3, 2


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with what stands before it, its measure, and what stands behind."""

    what: str
    number: str
    unit: str
    rest: str


def blank_for_figure(plain: str, referents: Referents) -> do.Action | None:
    """The blank that a clause without commas fills with its one figure; what may be meant where two fit."""
    blanks = around_blanks(referents.draft)
    match = _FIGURE.search(plain)
    if match is None or not match.start() or re.search(r"\d", plain[: match.start()]):
        return None
    scored: list[tuple[float, Around, _Told]] = []
    for blank in blanks:
        told = _as_asked(plain, match, blank)
        if told and (score := _fits(told, blank, referents)):
            scored.append((score, blank, told))
    best = max((score for score, _, _ in scored), default=0.0)
    held = [(blank, told) for score, blank, told in scored if score == best]
    fills = [do.FillBlank(_value(told, blank), blank.number) for blank, told in held]
    if len(fills) == 1:
        return fills[0]
    return do.NotUnderstood(plain, tuple(fills[:_OFFERED])) if fills else None


def blanks_for_figures(plain: str, referents: Referents) -> list[do.FillBlank]:
    """The blanks that a clause with several figures fills, each with its own: 隐患查出33处改了31处; [] where one
    is for none. What says no more than to go on is for the next blank of the sentence, where that says so."""
    pieces = [piece for piece in _SEVERAL.split(plain) if piece]
    blanks = around_blanks(referents.draft)
    fills: list[do.FillBlank] = []
    for piece in pieces:
        fill = blank_for_figure(piece, referents)
        if not isinstance(fill, do.FillBlank) and fills:
            fill = _next_to(fills[-1], piece, blanks)
        if not isinstance(fill, do.FillBlank):
            return []
        fills.append(fill)
    return fills if len(fills) > 1 and len({fill.number for fill in fills}) == len(fills) else []


def _next_to(last: do.FillBlank, piece: str, blanks: Sequence[Around]) -> do.FillBlank | None:
    match = _FIGURE.search(piece)
    before, behind = (blanks[n] if n < len(blanks) else None for n in (last.number - 1, last.number))
    if match is None or before is None or behind is None or before.sentence != behind.sentence:
        return None
    told = _as_asked(piece, match, behind)
    is_said = told is not None and any(c in behind.before for c in told.what)
    return do.FillBlank(_value(told, behind), behind.number) if told and is_said else None


def _as_asked(plain: str, match: re.Match[str], blank: Around) -> _Told | None:
    """What a clause tells, by the measure that stands behind a blank; None where it tells another."""
    tail, what = match["tail"].strip(), plain[: match.start()]
    asked = re.match(r"[\u4e00-\u9fff%]*", blank.behind)
    behind = asked.group() if asked else ""
    label = blank.blank.label
    if label == measures()[_SHARE].label and not behind.startswith(_SHARE):
        unit = re.match(rf"[%％]|{order_words('tenths')}|", tail)
        if unit and (unit.group() or not tail):
            return _Told(what, match["number"], unit.group(), tail[unit.end() :])
        return None
    if not _measure_in(behind):
        return None
    if not tail:
        return _Told(what, match["number"], "", "")
    for size in range(min(len(tail), _LONGEST_UNIT), 0, -1):
        unit_told, rest = tail[:size], tail[size:]
        if behind.startswith(unit_told) or _same_measure(unit_told, behind):
            return _Told(what, match["number"], unit_told, rest)
    return None


def _same_measure(unit: str, behind: str) -> bool:
    """Whether what stands behind a blank begins with another word for a measure: 方 and 立方米."""
    asked = _measure_in(behind)
    table = word_table("words_of_desk_orders", "draftbot.conversation")
    return any(
        unit in words and asked in words for key, words in table.items() if key.startswith("one measure")
    )


def _measure_in(behind: str) -> str:
    """The measure that stands right behind a blank."""
    return next((behind[:n] for n in range(_LONGEST_UNIT, 0, -1) if behind[:n] in measures()), "")


def _fits(told: _Told, blank: Around, of: Referents) -> float:
    """How well a figure is what a blank asks for, 0 for not at all."""
    said, own = f"{told.what}，{told.rest}", _counted_by(blank, of)
    about = f"{blank.sentence} {blank.headings}"
    things = list(_things(said, of))
    if not own or (_partial().search(told.what) and not _partial().search(blank.before)):
        return 0.0
    there = _shared(said, about)
    if any(is_thing and not there & set(range(at, at + len(word))) for at, word, is_thing in things):
        return 0.0
    shared = len(_shared(own, said))
    share, is_its_head = shared / len(own), own[-_HEAD:] in said
    is_only = (
        sum(_measure_in(other.behind) == _measure_in(blank.behind) for other in around_blanks(of.draft)) == 1
    )
    is_named = is_only and any(is_thing and word in own for _, word, is_thing in things)
    if share < _LEAST_SAID and not is_its_head and not is_named:
        return 0.0
    return share + shared / max(sum(len(word) for _, word, _ in things), 1)


def _counted_by(blank: Around, of: Referents) -> str:
    """What the clause of a blank says before it of what is counted, without times and names of units."""
    before = blank.before
    item = ITEM.match(before)
    words = of.view.words(before[item.end() if item else 0 :])
    kept = (w for w in words if w.tag[:1] not in "rupcdwmxq" and w.tag not in (TIME, ORGANISATION))
    own = "".join(w.text for w in kept if not _empty().fullmatch(w.text))
    return own.replace("\0", "")


def _things(text: str, of: Referents) -> Iterator[tuple[int, str, bool]]:
    """The words that tell what is counted, each with its place and whether it names something; times say nothing
    of it."""
    for word in of.view.words(text):
        if word.tag[:1] in "rupcdwmxq" or word.tag == TIME or len(word.text) < _HEAD:
            continue
        if not _empty().fullmatch(word.text):
            yield word.start, word.text, not word.tag.startswith("v") or word.tag == "vn"


def _shared(text: str, other: str) -> set[int]:
    """Which characters of a text stand, two and more together, in another."""
    return {i + k for i in range(len(text) - 1) if text[i : i + 2] in other for k in (0, 1)}


def _value(told: _Told, blank: Around) -> str:
    """The figure as the blank takes it: its measure once, a share as one."""
    number = told.number.strip()
    if blank.blank.label == measures()[_SHARE].label and not blank.behind.startswith(_SHARE):
        is_bare = not told.unit and re.fullmatch(r"\d+(?:\.\d+)?", number)
        return f"{number}{_SHARE if is_bare else told.unit}"
    return number


@cache
def _partial() -> re.Pattern[str]:
    """其他, 其中: what is said of a part."""
    return re.compile(order_words("of a part only"))


@cache
def _empty() -> re.Pattern[str]:
    return re.compile(order_words("empty", "did", "of a whole"))
