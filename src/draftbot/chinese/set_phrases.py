"""Set phrases with a numeral in them: they count nothing of one unit's (党的二十大, 一岗双责, 24小时).

Three things tell them: the segmenter's dictionary has them as a word (千方百计, 二维码), they have
the form of a slogan (四不两直: digit, word, digit, word), or `data/set_phrases.txt` lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import rjieba

from draftbot.chinese.measures import measure_at, measure_pattern
from draftbot.chinese.numerals import HAN, HAN_DIGITS
from draftbot.chinese.word_lists import any_of, word_table

_ONE_DIGIT = f"[{HAN_DIGITS}两双]"
_WORD = rf"[^\W\d_a-zA-Z{HAN}至到和与及或比年月日时分]"
_SLOGAN = re.compile(rf"(?=(?<![{HAN}])(?P<all>{_ONE_DIGIT}{_WORD}{{1,2}}{_ONE_DIGIT}{_WORD}))")
_HAS_NUMERAL = re.compile(f"[{HAN}]")
_LONG_NUMERAL = re.compile(f"[几数余多来{HAN}]{{2}}")
# 每周开展一次: how often, not how many.
_EACH_ONCE = re.compile(rf"每[^，。；\d{HAN}]{{1,12}}一(?![{HAN}])")


def set_phrases_in(text: str) -> list[tuple[int, int]]:
    """Start and end of each set phrase in `text` but those that only the dictionary tells, in no order."""
    listed = [match.span() for match in _listed().finditer(text) if not _but().match(text, match.start())]
    return [*listed, *_slogans(text), *(match.span() for match in _EACH_ONCE.finditer(text))]


@lru_cache(maxsize=1024)
def places_in_words(text: str) -> frozenset[int]:
    """The places of all characters of `text` that belong to dictionary words which hold a numeral
    and are no amount: 统一, 二维码, 三轮车; not 十几人."""
    places: set[int] = set()
    at = 0
    for word, tag in rjieba.tag(text, True):
        is_word = len(word) > 1 and _HAS_NUMERAL.search(word) and rjieba.has_word(word)
        if is_word and not _is_amount(word, tag):
            places.update(range(at, at + len(word)))
        at += len(word)
    return frozenset(places)


def _slogans(text: str) -> Iterator[tuple[int, int]]:
    """四不两直, 三会一课; not 两名三次, where measure words follow the digits."""
    for match in _SLOGAN.finditer(text):
        start, end = match.span("all")
        if not _is_counted(text, start + 1) and not _is_counted(text, end - 1):
            yield start, end


def _is_counted(text: str, at: int) -> bool:
    measure = measure_at(text, at)
    return measure is not None and not measure.is_weak


def _is_amount(word: str, tag: str) -> bool:
    """Whether a word is a number, with its measure or without (一亿担 has one that no list knows);
    as an adverb it is none (千万)."""
    if tag.startswith("m") and _LONG_NUMERAL.match(word):
        return True
    match = _amount().fullmatch(word)
    return match is not None and (bool(match["measure"]) or not tag.startswith(("d", "c")))


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"[上成好近约超逾过]?[几数余多来半个{HAN}]+(?P<measure>{measure_pattern()}|月)?")


@cache
def _listed() -> re.Pattern[str]:
    table = word_table("set_phrases")
    forms = [
        *map(_form, sorted(table["phrases"], key=len, reverse=True)),
        rf"{_ONE_DIGIT.replace('两', '两十')}[个大项类种级条位方手](?:{any_of(table['abstract'])})",
        rf"(?:{any_of(table['days'])})[”\"]?(?={any_of(table['of days'])})",
        rf"(?<!\d)(?:{any_of(table['lines'])})(?={any_of(table['of lines'])})",
    ]
    # One look at a character tells that no phrase begins with it: a third of the time.
    literal = {phrase[0] for phrase in table["phrases"]} - {"N", "n", "d"}
    first = "".join(map(re.escape, literal)) + f"0-9双{HAN}"
    return re.compile(rf"(?=[{first}])(?:{'|'.join(forms)})")


def _form(phrase: str) -> str:
    """A regular expression for a phrase of the list; no number goes on before or behind it."""
    before = rf"(?<![\d.{HAN}])" if phrase[0].isdigit() or phrase[0] in HAN else ""
    behind = r"(?!\d)" if phrase[-1].isdigit() else ""
    form = re.escape(phrase).replace("N", f"[{HAN}]+").replace("n", _ONE_DIGIT).replace("d", r"\d+")
    return before + form + behind


@cache
def _but() -> re.Pattern[str]:
    return re.compile(any_of(word_table("set_phrases")["but"]))
