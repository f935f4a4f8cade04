"""What the numbers in a text count: 消防演练2次 is 2 × 次 of 消防演练.

Two texts speak of the same matter only where what is counted has the same
name and the same measure word; everything here is made to be strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import rjieba

from draftbot.chinese.counts import find_counts
from draftbot.chinese.measures import counted_themselves, measures_times
from draftbot.chinese.numerals import Value, plain_digits, values_in
from draftbot.chinese.quantities import Kind, find_quantities
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import word_set, word_table
from draftbot.chinese.words import words_of

_CLAUSE = re.compile(r"[^，。；：！？,;!?]+")
_NOUNLIKE = ("n", "vn", "an", "j", "b", "l", "i", "s", "z")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text with its measure word, in the base of the measure (2公里 is 2000 米).
    `counted_noun` names what is counted, ""
    where the text does not tell; `inherited` when an earlier clause told it."""

    start: int
    end: int
    text: str
    value: Value
    measure: str
    counted_noun: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece between marks of punctuation."""

    start: int
    end: int
    text: str


def clauses_of(text: str) -> list[Clause]:
    return [Clause(m.start(), m.end(), m.group()) for m in _CLAUSE.finditer(text)]


@lru_cache(maxsize=4096)
def amounts_in(text: str) -> tuple[Amount, ...]:
    """The amounts of a fact or sentence, in order; dates and documents are none."""
    plain = plain_digits(text)
    found: list[Amount] = []
    counts = {count.start: count for count in find_counts(plain)}
    entities = [e for e in find_quantities(plain) if e.kind is Kind.QUANTITY and values_in(e.text)]
    for clause in clauses_of(plain):
        for entity in entities:
            if clause.start <= entity.start and entity.end <= clause.end:
                count = counts.get(entity.start)
                value = count.value if count else values_in(entity.text)[0]
                measure = count.measure.base if count and count.measure else ""
                own = counted_noun_at(plain, clause, entity.start, entity.end, measure)
                before = found[-1].counted_noun if found else ""
                found.append(
                    Amount(entity.start, entity.end, entity.text, value, measure, own or before, not own)
                )
    return tuple(found)


def counted_noun_at(text: str, clause: Clause, start: int, end: int, measure: str) -> str:
    """What an amount at `start`–`end` counts: the noun right behind it (18处隐患), else
    the nouns right before it in its clause (消防演练2次), else what its measure word
    itself names (10个班); "" where nothing tells."""
    before = text[clause.start : start]
    behind = _leading_nouns(text[end : clause.end])
    return behind or _trailing_nouns(before) or _done_so_often(before, measure) or _itself(measure)


def _done_so_often(before: str, measure: str) -> str:
    """What a number of times counts where a doing stands as a noun before it: 消毒培训 of 消毒培训5次."""
    tagged = _tagged(before)
    if not measures_times(measure) or not tagged or tagged[-1][1] != "vn":
        return ""
    doing = tagged[-1][0]
    return _trailing_nouns(before.removesuffix(doing)) + doing


def _itself(measure: str) -> str:
    return measure if measure in counted_themselves() else ""


def same_counted_noun(one: str, other: str, known: str = "") -> bool:
    """Whether two names mean one thing: equal, or one narrows the other by what
    `known` (the report's own title) says already."""
    if not one or not other:
        return False
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if longer == shorter:
        return True
    narrowing = longer.removesuffix(shorter)
    if narrowing == longer or len(shorter) < 2:
        return False
    # 防汛避险演练 in a report on 防汛 is the 演练 it tells of.
    return narrowing in known or any(len(word) > 1 and word in narrowing for word in words_of(known))


@cache
def _same_doing() -> Mapping[str, str]:
    """Doing words that say the same of what is counted: the word that stands for all of a group."""
    table = word_table("doing_words")
    return {word: key for key, words in table.items() if key for word in (key, *words)}


@cache
def doing_words() -> frozenset[str]:
    """What is done with what reports count; of words that say the same only all of them do."""
    return frozenset(_same_doing()) | frozenset(word_table("doing_words")[""])


def counted_at_head(before: str) -> str:
    """The nouns that a clause opens with where only a doing stands between them and its number: 演练 of
    演练全年组织3次; "" where it opens with none."""
    words = list(_tagged(before))
    while words and _is_of_doing(*words[-1]):
        words.pop()
    noun = "".join(word for word, _ in words)
    return noun if noun and _trailing_nouns(noun) == noun else ""


def without_doing(noun: str) -> str:
    """What is counted less the doing before it: 矛盾纠纷 of 调处矛盾纠纷."""
    words = list(_tagged(noun))
    while len(words) > 1 and words[0][1] == "v":
        words.pop(0)
    return "".join(word for word, _ in words)


def tells_nothing_done(before: str) -> bool:
    """Whether what stands before a number only goes on from what was counted before: 共 of 演练2次，共300人."""
    return all(word in doing_words() or word in word_set("narrowing_nothing") for word, _ in _tagged(before))


def tells_only_doing(before: str) -> bool:
    """Whether what stands before a number tells what was done, to what and when, and neither of how many
    each time nor of how many more: 全年组织; not 每班组织, 比上年增加."""
    return all(
        _is_of_doing(word, tag) or tag.startswith(_NOUNLIKE) for word, tag in _tagged(before)
    ) and not any(word in before for word in word_set("no_sum"))


def doing_told(text: str) -> frozenset[str]:
    """What a piece of a clause says was done and to what, without when and by whom; doing words that mean
    the same as one."""
    return frozenset(
        _same_doing().get(word, word)
        for word, _ in _tagged(text)
        if word not in word_set("narrowing_nothing")
    )


def _is_of_doing(word: str, tag: str) -> bool:
    return word in doing_words() or word in word_set("narrowing_nothing") or tag in ("v", "t")


@lru_cache(maxsize=8192)
def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, tag) for word, tag in rjieba.tag(text, True))


def _leading_nouns(text: str) -> str:
    words: list[str] = []
    for word, tag in _tagged(text):
        # 次消防演练: the dictionary takes the second for a verb; 人参加 has no noun before it.
        nounlike = tag.startswith(("n", "vn", "j")) or (bool(words) and tag == "v" and len(word) > 1)
        if not nounlike or word in word_set("narrowing_nothing") or word in doing_words():
            break
        words.append(word)
    return "".join(words)


def _trailing_nouns(text: str) -> str:
    words: list[str] = []
    for word, tag in reversed(_tagged(text)):
        if word in word_set("narrowing_nothing") and not words:
            continue
        nounlike = tag.startswith(_NOUNLIKE) or (tag == "v" and len(word) > 1) or word in "率度量"
        if word in word_set("narrowing_nothing") or word in doing_words() or not nounlike:
            break
        words.insert(0, word)
    return "".join(words)


@lru_cache(maxsize=8192)
def telling_words(text: str) -> frozenset[str]:
    """The words of `text` that say what it is about; doing words that mean the same as one."""
    return frozenset(_telling(to_simplified(text)))


def _telling(text: str) -> Iterator[str]:
    for word, tag in _tagged(text):
        if tag[:1] in "nvajblistz" and len(word) > 1 and word not in word_set("narrowing_nothing"):
            yield _same_doing().get(word, word)
