"""Whether a sentence of a past report can stand in another one, by its own words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from draftbot.chinese.blanks import blanks_in
from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.phrases import OTHERWISE, phrases_of
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.domain import BLANK_OPEN, ReportSummary, count_chars
from draftbot.facts.brief import Brief
from draftbot.masking.instructions import is_instruction
from draftbot.masking.mask import Masked, is_own_report, mask
from draftbot.masking.names import PLACE, UNIT

LEAST_SENTENCE, LONGEST_SENTENCE = 8, 160
# 成立领导小组。 says enough where it is the unit's own.
LEAST_OWN_SENTENCE = 5
# With less of its own to each blank, or more blanks, a sentence is more of a form to fill
# in than of a report, and taken only where nothing better is.
LEAST_WORDS_PER_BLANK, MOST_BLANKS = 9, 3
# The drafts of an office look at the same sentences.
_SENTENCES_KEPT = 8192
_BACK, _ANNOUNCING = "pointing_back", "announcing_sentences"
_ONE_TO_TEN = "一二三四五六七八九十"
_AGAIN = re.compile(rf"^[^。]{{0,40}}第[{_ONE_TO_TEN[1:]}]次")
_COUNT = rf"(?:[{_ONE_TO_TEN}两多几]|(?<![\d.])\d)个?"
_DAMAGED = re.compile(
    r"[A-Za-z]{2,}|[?？]{2}|[;][\u4e00-\u9fff]{0,2}[;]|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]|^[，、；：）】》”]"
)
_LOOSE_SPACE = re.compile(r"(?<=[\u4e00-\u9fff，。、：；）”])\s+|\s+(?=[\u4e00-\u9fff，。、：；（“])")
_PAIRS = ("（）", "《》", "“”", "【】", "()")
# “四三二一”, “十万教师大比武”: one place's own campaign. “十四五” is everybody's.
_SLOGAN = re.compile(rf"“(?!十[一二三四五]五)[^”]*[{_ONE_TO_TEN}百千万]{{2,}}[^”]*”")
_PAPER = re.compile("《([^》]*)》")
_BLANK = re.compile(r"【[^】]*】")


def usable(sentence: str, source: ReportSummary, brief: Brief, first: bool) -> Masked | None:
    """The sentence, masked and without its enumerator, or None where it cannot serve.

    A `first` sentence must not lean on one before it.
    """
    asked = sentence, source.id, first
    if asked not in brief.made:
        brief.made[asked] = _usable(sentence, source, brief, first)
    made: Masked | None = brief.made[asked]
    return made


def _usable(sentence: str, source: ReportSummary, brief: Brief, first: bool) -> Masked | None:
    least = LEAST_OWN_SENTENCE if is_own_report(source, brief) else LEAST_SENTENCE
    plain = _standing_alone(sentence, first, least)
    if not plain or (speaks_as_i(plain) and not brief.first_person):
        return None
    masked = mask(plain, source, brief)
    if masked is None or _opens_on_a_blank(masked.text):
        return None
    if brief.foreign_words(masked.text) or is_instruction(plain):
        return None
    return masked


@lru_cache(maxsize=_SENTENCES_KEPT)
def _standing_alone(sentence: str, first: bool, least: int) -> str:
    """The sentence without its enumerator; "" where it serves nobody, whoever asks."""
    plain = without_enumerator(_LOOSE_SPACE.sub("", to_simplified(sentence)).strip())
    if first:
        plain = re.sub(rf"^(?:{any_of(words_in(_BACK, 'loose'))})", "", plain)
        if leans_back(plain):
            return ""
    if plain.endswith(("；", ";")):
        plain = plain[:-1] + "。"
    if not least <= count_chars(plain) <= LONGEST_SENTENCE or plain[-1] not in "。！":
        return ""
    is_one_units = (
        _announces(plain)
        or _DAMAGED.search(plain)
        or not all(map(_is_everybodys, _PAPER.findall(plain)))
        or _SLOGAN.search(plain)
        # What was won or passed is a fact of the unit that won it, without a number to mask.
        or phrases_of("honours").stands_in(plain)
        or not _is_balanced(plain)
    )
    return "" if is_one_units else plain


def is_readable(masked: Masked) -> bool:
    """Whether enough of a sentence stands around its blanks to say something, and none of
    them asks for somebody else's name."""
    words = count_chars(_BLANK.sub("", masked.text))
    if UNIT in masked.blanks or PLACE in masked.blanks:
        return False
    return len(masked.blanks) <= MOST_BLANKS and words >= LEAST_WORDS_PER_BLANK * len(masked.blanks)


def leans_back(text: str) -> bool:
    """Whether a sentence points back to one before it, which will not be there."""
    soon = any_of(words_in(_BACK, "soon"))
    return (
        phrases_of(_BACK, "begins").opens(text)
        or bool(re.match(rf"[^，。]{{0,10}}(?:{soon})", text))
        or bool(_AGAIN.match(text))
    )


def speaks_as_i(text: str) -> bool:
    """Whether a sentence says 我 or 本人, and not as a unit does: 我园."""
    return bool(_first_person().search(text))


@cache
def _first_person() -> re.Pattern[str]:
    return re.compile(rf"本人|(?<!自)我(?!{any_of(words_in('own_unit'))})")


def _announces(text: str) -> bool:
    """Whether a sentence only announces or closes, or comes from a newspaper."""
    return phrases_of(_ANNOUNCING, "anywhere").stands_in(text) or bool(_announcement().search(text))


@cache
def _announcement() -> re.Pattern[str]:
    words = {key: f"(?:{any_of(listed)})" for key, listed in word_table(_ANNOUNCING).items()}
    return re.compile(
        rf"^{words['begins']}|{words['below']}(?:{words['of what']}|[{_ONE_TO_TEN}两])|{words['deeds']}[。，：]?$"
        rf"|{words['sees']}.{{0,12}}{words['troubles']}。$"
        rf"|{_COUNT}{words['counted']}的?{words['counts']}?{words['how']}?[。：]$"
    )


def _is_everybodys(paper: str) -> bool:
    """Whether 《paper》 may be borrowed: a law, or a guide of the State or of a trade; any other is one unit's."""
    begins, ends, otherwise = (words_in("papers_of_everybody", key) for key in ("begins", "ends", OTHERWISE))
    return paper.startswith(begins) or (paper.endswith(ends) and not paper.endswith(otherwise))


def _is_balanced(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def _opens_on_a_blank(text: str) -> bool:
    """Whether a sentence is on what its source names or counts first, and says nothing once that is
    gone: 【待补：数量】层先停用。"""
    asked = blanks_in(text)[:1]
    return text.startswith(BLANK_OPEN) and asked[0] in words_in("standing", "unnamed")
