"""What is seen of each character of a message: itself, its word, what stands around and in its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftbot.chinese.numerals import half_width
from draftbot.chinese.offices import ends_in_office
from draftbot.chinese.periods import find_periods
from draftbot.chinese.tagging import TaggedWord, Tagger
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.facts.amounts import amounts_in
from draftbot.trades.trades import Trades

_CLAUSE = re.compile(r"[^，。；：！？、,;:!?\s（）()]+")
_ENDS = "\u2403"
_AROUND = 3
_WORDS_AROUND = 3
_LONG = (3, 6, 10, 16, 30)
_TAIL_LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """A simplified message, its words, and for each character what is known of the clause it is in."""

    text: str
    words: Sequence[TaggedWord]
    clauses: Sequence[str]
    amounts: Sequence[str]
    nouns: Sequence[str]


def features_of(text: str, tagger: Tagger, trades: Trades) -> list[list[str]]:
    """The features of each character of a simplified message."""
    seen = Seen(text, tagger.tag([text])[0].words, _clauses(text), _amounts(text), _nouns(text, trades))
    of_words = list(_of_words(seen))
    return [[*_of_character(seen, i), *of_words[i], f"clause {seen.clauses[i]}"] for i in range(len(text))]


def _of_character(seen: Seen, i: int) -> Iterator[str]:
    text = seen.text
    near = [text[j] if 0 <= j < len(text) else _ENDS for j in range(i - _AROUND, i + _AROUND + 1)]
    near = ["0" if c.isdigit() else c for c in near]
    c = _AROUND
    for k, char in enumerate(near):
        yield f"c{k - c} {char}"
    for k in range(len(near) - 1):
        yield f"p{k - c} {near[k]}{near[k + 1]}"
    yield f"t-1 {''.join(near[c - 1 : c + 2])}"
    yield f"t-2 {''.join(near[c - 2 : c + 1])}"
    yield f"t0 {''.join(near[c : c + 3])}"
    for k in (-1, 0, 1):
        at = i + k
        here = 0 <= at < len(text)
        yield f"a{k} {seen.amounts[at] if here else ''}"
        yield f"n{k} {seen.nouns[at] if here else ''}"
    ahead = next((m for m in seen.nouns[i : i + _TAIL_LOOKED_AT] if m), "")
    yield f"noun ahead {ahead}"


def _of_words(seen: Seen) -> Iterator[list[str]]:
    """For each character what is seen of its word and of those around it."""
    words = seen.words
    tags = [word.tag for word in words]
    shown = ["0" if any(c.isdigit() for c in word.text) else word.text for word in words]
    for n, word in enumerate(words):
        found = []
        for k in range(-_WORDS_AROUND, _WORDS_AROUND + 1):
            m = n + k
            tag, text = (tags[m], shown[m]) if 0 <= m < len(words) else (_ENDS, _ENDS)
            found += [f"w{k} {text}", f"g{k} {tag}"]
        before = tags[n - 1] if n else _ENDS
        behind = tags[n + 1] if n + 1 < len(words) else _ENDS
        found += [f"gg {before} {tags[n]}", f"gg+ {tags[n]} {behind}", f"ggg {before} {tags[n]} {behind}"]
        found += [f"gw {before} {shown[n]}", f"ww {shown[n - 1] if n else _ENDS} {shown[n]}"]
        office = "office" if tags[n][:1] in "nP" and ends_in_office(word.text) else ""
        for k in range(word.start, word.end):
            place = "first" if k == word.start else "last" if k == word.end - 1 else "inside"
            yield [*found, f"place {place}", f"pg {place} {tags[n]}", f"office {office}"]


def _clauses(text: str) -> list[str]:
    """For each character the look of the clause it is in, "" for marks."""
    found = [""] * len(text)
    papers = any_of(words_in("new_requests", "papers"))
    for clause in _CLAUSE.finditer(text):
        said = clause.group()
        size = sum(len(said) > one for one in _LONG)
        counts = "n" if re.search(r"\d|[一二三四五六七八九十两百千万半]", said) else ""
        paper = "p" if re.search(papers, said) else ""
        look = f"{size}{counts}{paper}"
        found[clause.start() : clause.end()] = [look] * len(said)
    return found


def _amounts(text: str) -> list[str]:
    """For each character whether an amount, or a period, begins or goes on there."""
    found = [""] * len(text)
    for period in find_periods(half_width(text), bare=True):
        found[period.start : period.end] = ["P"] + ["p"] * (period.end - period.start - 1)
    for amount in amounts_in(text):
        measure = amount.measure if amount.measure in words_in("new_requests", "characters") else ""
        begin, on = f"A{measure}", f"a{measure}"
        found[amount.start : amount.end] = [begin] + [on] * (amount.end - amount.start - 1)
    return found[: len(text)]


def _nouns(text: str, trades: Trades) -> list[str]:
    """For each character whether a paper's noun, or the noun that ends a unit's name, ends there."""
    found = [""] * len(text)
    for paper in re.finditer(any_of(words_in("new_requests", "papers")), text):
        found[paper.end() - 1] = "paper"
    for i in range(len(text)):
        length = trades.tail_length(text[max(0, i - _TAIL_LOOKED_AT) : i + 1])
        if length and not found[i]:
            found[i] = f"unit{min(length, 3)}"
    return found
