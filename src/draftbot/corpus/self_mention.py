"""The unit that the sentences of a report name as its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import ORGANISATION, PLACE, TIME, TaggedWord
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.corpus.unit_reader import UnitReader

_PARAGRAPHS, _CHARS = 6, 200
_MARKS = "，。；：、！？（）“”"
# A clause that a unit begins tells less than 我是…的 before it or 始建于 behind it.
_BEGINS, _INTRODUCED = 1, 3
_SURE, _GUESSED = 0.6, 0.4
_LEAST = 3
_DOES = frozenset(("p", "d", "ad", "vd"))
_DONE_TO = frozenset("由被向给让与")
# Past these paragraphs a report speaks of others too.
_OPENING = 2


def unit_mentioned(lines: Sequence[str], reader: UnitReader) -> tuple[str, float]:
    """The unit by which the first paragraphs call themselves, and how sure that is; ("", 0).

    With a tagger: a unit that begins a clause, or is introduced as the writer's; of several
    the one named oftenest. What the text calls itself elsewhere (我园) must fit. Without: a
    name between words that show both its ends.
    """
    paragraphs = [to_simplified(line[:_CHARS]) for line in lines[:_PARAGRAPHS]]
    scores: Counter[str] = Counter()
    for i, text in enumerate(paragraphs):
        words = reader.words(text)
        for name, score in _told(text, words, reader) if words else _between_words(text, reader):
            if i < _OPENING or score == _INTRODUCED:
                scores[name] += score
    own = _trade_of_selves("\n".join(lines), reader) if scores else None
    for name, score in scores.most_common():
        trade = reader.trades.trade_of(name)
        if not reader.trades.is_bare(name) and (own is None or trade is None or own in trade.names):
            return name, _SURE if score > _BEGINS else _GUESSED
    return "", 0.0


def _told(text: str, words: Sequence[TaggedWord], reader: UnitReader) -> Iterator[tuple[str, int]]:
    """Units that are what their clause speaks of, each with what speaks for it."""
    table = word_table("unit_introductions")
    ends = {word.end: i for i, word in enumerate(words)}
    for i, word in enumerate(words):
        if word.tag not in (ORGANISATION, PLACE) or (i and words[i - 1].tag in (ORGANISATION, PLACE)):
            continue
        name = reader.at_start(text[word.start :])
        end = word.start + len(name)
        if len(name) < _LEAST or reader.trades.is_bare(name):
            continue
        before, behind = text[: word.start], text[end:]
        begins = i == 0 or words[i - 1].tag == TIME or before[-1] in _MARKS
        if _is_joined(words[:i]):
            yield name, _BEGINS
        elif before.endswith(table["before"]) or (begins and behind.startswith(table["founded"])):
            yield name, _INTRODUCED
        elif begins and "。" not in before and end in ends and _says_what_it_does(words, ends[end] + 1):
            yield name, _BEGINS


def _is_joined(before: Sequence[TaggedWord]) -> bool:
    """Whether words say that the writer came to, or leads, what is named behind them: 本人三月调入."""
    table = word_table("unit_introductions")
    if not before or before[-1].text not in table["joined"]:
        return False
    selves = [i for i, word in enumerate(before) if word.text in table["writer"]]
    between = before[selves[-1] + 1 : -1] if selves else before
    return bool(selves) and all(word.tag in (TIME, "p", "t", "d", "ad", "vd", "m") for word in between)


def _says_what_it_does(words: Sequence[TaggedWord], at: int) -> bool:
    """Whether a clause goes on from here as from what it speaks of: 紧紧围绕, 在…指导下."""
    return at < len(words) and words[at].tag in _DOES and words[at].text not in _DONE_TO


def _between_words(text: str, reader: UnitReader) -> Iterator[tuple[str, int]]:
    for pattern, score in _patterns():
        for match in pattern.finditer(text):
            name = reader.at_start(match["rest"])
            if name and (score == _INTRODUCED or name == match["rest"]):
                yield name, score


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What introduces a unit, and what begins a clause with one, each with what it tells."""
    table = word_table("unit_introductions")
    introduced = f"(?:{any_of(table['before'])})(?P<rest>[^，。]{{3,30}})"
    begins = f"(?:^|[，、])(?P<rest>[\u4e00-\u9fffXx×*某]{{3,16}}?)(?={any_of(table['behind'])})"
    return (re.compile(introduced), _INTRODUCED), (re.compile(begins), _BEGINS)


def _trade_of_selves(text: str, reader: UnitReader) -> str | None:
    """The trade that alone calls itself as the text keeps doing: 我园."""
    text = to_simplified(text)
    counts = Counter({own: text.count(own) for own in words_in("selves") if own in text})
    own, count = next(iter(counts.most_common(1)), ("", 0))
    owners = [trade.name for trade in reader.trades.trades if own in trade.selves]
    return owners[0] if count > 1 and len(owners) == 1 else None
