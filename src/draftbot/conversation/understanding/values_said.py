"""Whether what an action names was said so: cut out where words begin and end, which 班里头 of 排班里头 is not,
and as something that is there, which 根据 of 没根据的几句 is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import rjieba

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.words import NUMBER, OF, telling, words_of_telling
from draftbot.masking.instructions import is_foreign

_REST_OF_HEADING = 6
_TAKING_OUT = ("deletes", "none", "denies")
_MARKS = '，,。！!？?；;：:、“”"「」《》 \n'


def is_said(action: do.Action, said: str, view: View) -> bool:
    """Whether no value of an action stands in `said` only where words are cut in the midst, or only as what
    something is without."""
    plain = to_simplified(said)
    if isinstance(action, do.DeleteText) and not action.denied and _is_lacking(action.words, plain, view):
        return False
    if isinstance(action, do.DeleteText) and (
        not _takes_out(plain) or _names_the_paper(action.words, plain, view)
    ):
        return False
    if isinstance(action, do.AddSection) and not _names_something(action.heading, plain, view):
        return False
    return not any(_is_cut(value, plain, view) for value in _values(action))


def _names_something(heading: str, said: str, view: View) -> bool:
    """Whether a heading that nobody quoted is more than a word of the order: 单列."""
    words = view.words(heading)
    is_quoted = re.search(rf"[“「\"《]{re.escape(heading)}", said) is not None
    return is_quoted or len(words) != 1 or words[0].tag not in ("v", "d", "r")


def _is_lacking(words: str, said: str, view: View) -> bool:
    """Whether words are only what some of the paper is said to be without: 没数据的句子 tells of no 数据."""
    bare = re.sub(rf"^(?:{telling('not there')})", "", to_simplified(words))
    without = re.search(rf"(?:{telling('not there')}){re.escape(bare)}{OF}", said)
    return without is not None and without.group().removesuffix(OF) not in view.text


def _takes_out(said: str) -> bool:
    """Whether something is said to go, to be let be, or not to be there; in English by whatever words."""
    if is_foreign(said):
        return True
    wishes = any_of(words_in("words_of_wishes", *_TAKING_OUT))
    return re.search(rf"{telling('takes out', 'clears', 'not there')}|{wishes}", said) is not None


def _names_the_paper(words: str, said: str, view: View) -> bool:
    """Whether words that nobody quoted are what all of the paper is about, or stand only in what names one of
    its parts: 存在 of 存在问题那一节."""
    if view.draft is None or re.search(rf"[“「\"]{re.escape(words)}", said):
        return False
    named = re.compile(rf"{re.escape(words)}(?=\w{{0,{_REST_OF_HEADING}}}?(?:{parts_named()}))")
    is_of_part = any(words in heading for heading in view.headings) and words not in named.sub("", said)
    return words in view.draft.title or is_of_part


@cache
def parts_named() -> str:
    """那一节, 这部分, 板块."""
    parts, points = any_of(words_in("outlines_told", "parts")), telling("points at")
    return rf"(?:{points}){NUMBER}?(?:{parts})|(?:{parts})"


def _values(action: do.Action) -> Iterable[str]:
    """What an action would print or look for, in the words of who said it."""
    match action:
        case do.SetFact(value=value):
            return (value,)
        case do.AddLeader(text=text):
            return (text,)
        case do.AddSection(heading=heading) | do.RenameSection(heading=heading):
            return (heading,)
        case do.DeleteText(words=words):
            return (words,)
        case do.Restyle(wish=wish):
            return (wish,)
    return ()


def _is_cut(value: str, said: str, view: View) -> bool:
    value = to_simplified(value).strip(_MARKS)
    places = [at for at in range(len(said)) if value and said.startswith(value, at)]
    tagged = [(word.start, word.end) for word in view.words(said)]
    return bool(places) and all(
        _within_an_order(start, said)
        or any(
            _is_within(at, _words_at(said)) and (not tagged or _is_within(at, tagged))
            for at in (start, start + len(value))
        )
        for start in places
    )


def _within_an_order(at: int, said: str) -> bool:
    """Whether a value begins in the midst of what orders it: 成夜班 of 换成夜班."""
    return any(
        said.startswith(word, at - n)
        for word in words_of_telling("puts otherwise", "instead")
        for n in range(1, min(len(word), at + 1))
    )


def _is_within(at: int, words: Sequence[tuple[int, int]]) -> bool:
    return any(start < at < end for start, end in words)


@lru_cache(maxsize=256)
def _words_at(said: str) -> tuple[tuple[int, int], ...]:
    """Where the words stand that the dictionary has; what it only guesses to be one (写园) is none."""
    at, found = 0, []
    for word in rjieba.cut(said, False):
        if rjieba.has_word(word):
            found.append((at, at + len(word)))
        at += len(word)
    return tuple(found)
