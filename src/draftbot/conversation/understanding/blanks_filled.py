"""Blanks that a message fills by what they are called: 到任的时间填2021年9月，分管的工作填理化检验.

Each is named by words of its label, or of the sentence and the headings it stands under, and filled with what
stands behind 填 up to the next comma. Numbers of blanks are those of the draft that the user sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from draftbot.chinese.measures import measures
from draftbot.chinese.scripts import normalise, to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.around_blanks import around_blanks
from draftbot.conversation.understanding.clauses import without_quoted
from draftbot.conversation.understanding.words import (
    NUMBER,
    OF,
    is_question,
    telling,
    unquoted,
    words_of_telling,
)
from draftbot.domain import Draft
from draftbot.facts.amounts import amounts_in
from draftbot.writing.figures_and_blanks import covered

_LONGEST_NAME = 24
_CLAUSE = re.compile(r"(?:(?<!\d),|,(?!\d{3})|[^，,。；;！!？?\n])+[？?]?")
# How much of what names a blank its label says with the words right before it, its clause, what is around it.
_AT_IT, _IN_ITS_CLAUSE, _AROUND_IT = 0.5, 0.3, 0.2
# What the name itself tells, right at a blank.
_CALLED = 0.9
# From so much on a name means a blank, by so much surer than any other; or the only one by far. From so much
# on it may mean it.
_SURE, _SURER, _FAR, _LIKELY = 0.55, 0.08, 0.25, 0.3
# So much of what a name says stands around its blank: 体重 is no 重量.
_SAID_THERE = 0.6
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class _Fill:
    """What a clause, at its place in the message, calls a blank, and the text for it; `is_of_a_blank` where
    it says that this is one."""

    start: int
    end: int
    name: str
    value: str
    is_of_a_blank: bool


@cache
def _form() -> re.Pattern[str]:
    a_blank = any_of(words_in("words_of_wishes", "a blank"))
    fills = telling("fills in")
    around = rf"(?:{telling('around a blank')})*"
    of_it = rf"(?:{around}(?:{a_blank})|{telling('at a blank')}){around}[，,：:\s]*"
    return re.compile(
        rf"^(?P<name>.{{2,{_LONGEST_NAME}}}?)"
        rf"(?:(?P<blank>{of_it})(?:{fills}|{telling('is to be')})|(?P<fills>{fills}))[：:\s]*(?P<value>.+)$"
    )


@cache
def _bare_order() -> re.Pattern[str]:
    """客运量减少89万人次，填上: of what is told before."""
    fills, over, ends = telling("fills in"), telling("over there"), telling("ends")
    return re.compile(rf"[，,\s]+(?:{fills})(?:{over}|{ends})*[。！!]*$")


def with_blanks_filled(message: str, view: View) -> tuple[list[do.Action], str]:
    """The blanks that a message fills by name, and what else it says; nothing and all of it where it fills
    none."""
    draft = view.draft
    if draft is None or not draft.blanks:
        return [], message
    message = _bare_order().sub("", message)
    fills = list(_told(message, view))
    if not fills:
        return [], message
    scores = _scores([fill.name for fill in fills], draft)
    names_blanks = any(fill.is_of_a_blank for fill in fills) or bool((scores.max(axis=1) >= _SURE).any())
    actions, taken = list[do.Action](), list[_Fill]()
    for fill, row in zip(fills, scores, strict=True):
        may = _that_may(row, fill.value, draft)
        if not may and not names_blanks:
            continue
        taken.append(fill)
        actions.append(_filled(fill, may, row, draft))
    return actions, _without(message, taken)


def blank_called(name: str, value: str, draft: Draft) -> do.FillBlank | None:
    """The one blank that is surely called so, filled."""
    if not draft.blanks:
        return None
    (row,) = _scores([name], draft)
    may = _that_may(row, value, draft)
    return do.FillBlank(value, may[0] + 1) if may and row[may[0]] >= _CALLED and _is_sure(row, may) else None


def _told(message: str, view: View) -> Iterator[_Fill]:
    for clause in _CLAUSE.finditer(without_quoted(message)):
        text = message[clause.start() : clause.end()]
        match = _form().match(to_simplified(text))
        if match is None or is_question(text) or _is_by_its_place(match["name"]):
            continue
        at = _behind_verb(text, match.start("fills"), view) if match["fills"] else match.start("value")
        value = unquoted(text[at:].strip("：: "))
        if (
            not value
            or re.match(telling("into"), value)
            or re.search(rf"(?:{telling('every')})$", match["name"])
        ):
            continue
        value = re.sub(rf"(?:{telling('ends')})+$", "", value) or value
        yield _Fill(clause.start(), clause.end(), _bare(match["name"]), value, bool(match["blank"]))


def _is_by_its_place(name: str) -> bool:
    """第3处, 头一个: a blank by where it stands, not by what it is called."""
    around = rf"(?:{telling('around a blank')})*"
    return re.fullmatch(rf".*{NUMBER}{around}|.*(?:{telling('first or last')}){around}", name) is not None


def _behind_verb(text: str, at: int, view: View) -> int:
    """Where what is filled in begins behind 填, by the words there: 填|成立, no 填成|立; nowhere of what was
    filled, 填了12车沙."""
    words = view.words(text)
    here = next((i for i, word in enumerate(words) if word.start == at), None)
    if here is None or words[here].text not in words_of_telling("fills in"):
        return at + 1
    is_told = here + 1 == len(words) or words[here + 1].tag == "u"
    return len(text) if is_told else at + len(words[here].text)


def _bare(name: str) -> str:
    """A name without what leads it in, and what only asks: 比上年增长多少."""
    name = re.sub(
        rf"^(?:{telling('sounds')}|{telling('leads')}|{telling('brings before')})+", "", name
    ).strip(" “”「」")
    asks = any_of(words_in("words_of_wishes", "interrogative"))
    return re.sub(rf"(?:{asks}|{OF})+\w?$", "", name) or name


def _scores(names: Sequence[str], draft: Draft) -> np.ndarray:
    """How surely each name means each blank, 0 to 1, shape (names, blanks)."""
    places = around_blanks(draft)
    at = [f"{one.blank.label} {one.before}" for one in places]
    clause = [one.clause for one in places]
    around = [f"{one.clause} {one.sentence} {one.headings}" for one in places]
    parts = zip((_AT_IT, _IN_ITS_CLAUSE, _AROUND_IT), (at, clause, around), strict=True)
    said = [(weight, covered(names, texts)) for weight, texts in parts]
    found = np.sum([weight * share for weight, share in said], axis=0) * (said[-1][1] >= _SAID_THERE)
    shares = [
        [_share_a_pair(name, " ".join(texts)) for texts in zip(at, around, strict=True)] for name in names
    ]
    found = np.where(shares, found, np.minimum(found, _LIKELY))
    called = np.array([[_called(name, text) for text in at] for name in names])
    scores: np.ndarray = np.maximum(found, np.minimum(called, _CALLED)) + np.maximum(called - _CALLED, 0.0)
    return scores


def _share_a_pair(name: str, text: str) -> bool:
    """Whether two characters of a name that stand together do so there: 参训人数 is no 参与的人员."""
    return any(name[at : at + 2] in text for at in range(len(name) - 1))


def _called(name: str, at: str) -> float:
    """What it tells that a blank's label, or the words right before it, are the name or end so."""
    is_ = f"(?:{any_of(words_in('words_of_wishes', 'is'))})?$"
    ends = [m for words in at.split() if (m := re.search(re.escape(name) + is_, words))]
    return _CALLED + _SURER * any(not match.start() for match in ends) if ends else 0.0


def _that_may(row: np.ndarray, value: str, draft: Draft) -> list[int]:
    """The blanks that a name may mean and that can hold the text, the likeliest first, from 0."""
    order = map(int, np.argsort(-row, kind="stable"))
    return [n for n in order if row[n] >= _LIKELY and can_hold(draft.blanks[n].label, value)]


def _is_sure(row: np.ndarray, may: Sequence[int]) -> bool:
    apart = row[may[0]] - (row[may[1]] if len(may) > 1 else 0.0)
    return bool(row[may[0]] > _LIKELY) and bool(apart >= (_SURER if row[may[0]] >= _SURE else _FAR))


def _filled(fill: _Fill, may: Sequence[int], row: np.ndarray, draft: Draft) -> do.Action:
    if not may:
        return do.FillBlank(fill.value, label=fill.name)
    if _is_sure(row, may):
        return do.FillBlank(fill.value, may[0] + 1)
    near = [n for n in may if row[may[0]] - row[n] < _SURER]
    labels = {draft.blanks[n].label for n in near}
    if len(near) > 1 and len(labels) == 1:
        return do.FillBlank(fill.value, label=labels.pop())
    order = f"{fill.name}{words_of_telling('fills in')[-1]}{fill.value}"
    return do.NotUnderstood(order, tuple(do.FillBlank(fill.value, n + 1) for n in near[:_OFFERED]))


def can_hold(label: str, value: str) -> bool:
    """Whether a blank may be filled so: one that asks for a figure with one that is measured as it asks, where
    that says more than 8个."""
    if label not in {measure.label for measure in measures().values()}:
        return True
    amounts = amounts_in(normalise(value))
    told = {measures()[a.measure].label for a in amounts if a.measure in measures()}
    (piece,) = words_in("counted_how", "piece")
    return bool(amounts) and (not told or label in told or measures()[piece].label in told)


def _without(message: str, fills: Sequence[_Fill]) -> str:
    for fill in reversed(fills):
        message = message[: fill.start] + message[fill.end :]
    return re.sub(r"([，,。；;！!？?\n\s])[，,；;。\s]+", r"\1", message).strip("，,；;。 \n")
