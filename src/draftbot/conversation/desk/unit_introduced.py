"""What stands behind 我们是: a unit's name, or but the kind of unit that it is (县城的职高), which names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import rjieba

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import NAME_TAGS, TaggedWord
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk
from draftbot.conversation.desk.offering import offered
from draftbot.conversation.understanding.unmarked_units import names_any
from draftbot.conversation.understanding.words import OF
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import ChatEvent, Said
from draftbot.messages import Message

Standing = Literal["name", "kind", "unclear"]
_FIGURES = ("m", "q")


def standing(said: str, reader: UnitReader) -> Standing:
    """By two witnesses: the tagger, which sees names, and the dictionary, whose words name none (企业工会). A
    name is what the tagger sees and the dictionary does not have; where they disagree it is unclear."""
    plain = to_simplified(said).rpartition(OF)[2] if OF in said else to_simplified(said)
    modifier = to_simplified(said)[: -len(plain)] if len(plain) < len(said) else ""
    words = reader.words(plain)
    tells_a_trade = reader.trades.trade_told(plain) is not None
    if not words or (not tells_a_trade and not reader.is_unit(plain)):
        return "unclear" if words else "name"
    named = any(map(_is_named, reader.words(modifier)))
    if names_any(plain, reader) or reader.trades.is_bare(plain):
        return "unclear" if named else "kind"
    if any(word.tag in _FIGURES for word in words[:-1]):
        return "name"  # 第三幼儿园
    if all(map(_is_common, words)):
        return "unclear" if named else "kind"
    return (
        "name"
        if not modifier and all(_is_common(w) or not _is_in_dictionary(w) for w in words)
        else "unclear"
    )


def _is_common(word: TaggedWord) -> bool:
    """Whether the tagger sees no name in a word, and the dictionary has it, or all that it is made of."""
    return not _is_named(word) and _is_in_dictionary(word)


def _is_named(word: TaggedWord) -> bool:
    return word.tag in NAME_TAGS or word.tag == "nz"


def _is_in_dictionary(word: TaggedWord) -> bool:
    made_of = [word.text] if rjieba.has_word(word.text) else rjieba.cut(word.text, True)
    is_whole = len(made_of) == 1 or (not _is_named(word) and all(len(one) > 1 for one in made_of))
    return is_whole and all(map(rjieba.has_word, made_of))


def no_name(desk: Desk, action: do.SetFact) -> Iterator[ChatEvent]:
    """What is said of a unit that is introduced by no name: its kind is kept, and its name stands; where it
    may be a name it is asked. Nothing where it is one."""
    if not action.introduced or action.field != "unit":
        return
    known = desk.drafter.knowledge.now()
    reader = UnitReader(known.tagger, known.trades)
    what = standing(action.value, reader)
    if what == "name":
        return
    as_name = (do.SetFact("unit", action.value),)
    # 城东水厂 is made of words alone, and may be a name where no other is known.
    may_be_name = not names_any(action.value, reader) and not desk.conversation.facts.unit
    if what == "unclear" or may_be_name:
        yield from offered(Message("desk.unit_unclear", value=action.value), as_name)
        return
    yield desk.change(kind=action.value)
    yield Said(Message("desk.kind_noted", kind=action.value))
