"""Units that a request names without being marked as the one that writes: by themselves, behind 我们, or
before the word for wanting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from draftbot.chinese.tagging import TIME
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.understanding.around_titles import is_sent_to
from draftbot.corpus.unit_reader import UnitReader

_LIST = "new_requests"
_SHORTEST, _LONGEST = 3, 14
_LEAST = 2


def units_alone(told: Iterable[str], reader: UnitReader) -> Iterator[str]:
    """What stands by itself and ends as names of units do; `told` are clauses without marks."""
    behind = any_of(words_in(_LIST, "behind a unit"))
    for text in (re.sub(rf"(?:{behind})+$", "", one) for one in told):
        if reader.is_unit(text) and not is_sent_to(text, reader) and not names_any(text, reader):
            yield text


def units_introduced(text: str, reader: UnitReader) -> Iterator[str]:
    """What stands behind 我们 and reads as a unit's name: 我们打铁桥村要向镇政府汇报."""
    # 帮我写老年大学的 asks for a paper on one.
    writing = words_in(_LIST, "write", "write with amount")
    asked = {word.start for word in reader.words(text) if word.text in writing}
    starts = [we.end() for we in re.finditer(any_of(words_in(_LIST, "we")), text)]
    names = (
        text[at : at + n] for at in starts if at not in asked for n in range(_LONGEST, _SHORTEST - 1, -1)
    )
    return (name for name in names if _is_a_name(name, reader))


def units_wanting(clause: str, reader: UnitReader) -> Iterator[str]:
    """What stands before the word for wanting where the paper is asked for: 云溪区教育局要印发….
    With the place that it is of, a noun names a unit, too: 区图书馆要份….."""
    wanting = words_in(_LIST, "to be")
    names = (clause[: word.start] for word in reader.words(clause) if word.text in wanting)
    return (name for name in names if _is_a_name(name, reader))


def names_any(name: str, reader: UnitReader) -> bool:
    """Whether a name fits any unit of its kind, at a time of the year or not: 冬季幼儿园."""
    words = reader.words(name)
    start = words[0].end if words and words[0].tag in (TIME, "t") else 0
    is_bare = reader.trades.is_bare
    cuts = range(_LEAST, len(name) - _LEAST + 1)
    return is_bare(name[start:]) or any(is_bare(name[:at]) and is_bare(name[at:]) for at in cuts)


def _is_a_name(name: str, reader: UnitReader) -> bool:
    says = any(word.tag in ("v", "p", "d") for word in reader.words(name)[1:])
    return not says and reader.is_unit(name) and not names_any(name, reader)
