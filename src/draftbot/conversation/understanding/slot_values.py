"""Whether a value is such as its slot holds: a unit or a person signs, a person leads, a thing is denied."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import normalise, to_simplified
from draftbot.chinese.tagging import NAME_TAGS, ORGANISATION, PERSON
from draftbot.chinese.word_lists import words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.sayings import LAST_PLACE
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.words import NUMBER, telling
from draftbot.drafts.addresses import siblings_of
from draftbot.facts.amounts import amounts_in

_STANDS_FOR = "r"
# What stands in a clause, and in no name: 这, 并, 都, 了.
_SMALL = (_STANDS_FOR, "c", "d", "u")
_YEAR = "年"


def fits_its_slot(action: do.Action, view: View) -> bool:
    """Whether what an action would print, or keep of the unit, can be that."""
    match action:
        case do.SetFact(field="author", value=value):
            return not value or _may_sign(value, view)
        case do.SetFact(field="unit", value=value, introduced=introduced):
            return _may_be_a_unit(value, view, introduced)
        case do.AddLeader(text=text):
            return all(_may_lead(part, view) for part in parts_of(text))
        case do.DeleteText(words=words, denied=True):
            return not orders_within(words) and not _names_sentences(words)
        case do.AddSection(heading=heading):
            return not orders_within(heading)
        case do.NewDraft(title=title) | do.TakeTitle(title=title):
            return not _tells_a_figure(title)
        case do.MoveSection(section=section, place=place):
            named = view.headings.index(section) if section in view.headings else 0
            tops = len(siblings_of(view.sections, named)) if view.sections else 0
            return place == LAST_PLACE or not tops or 0 < place <= tops
    return True


def _tells_a_figure(title: str) -> bool:
    """Whether a title tells how much of something there was, which is no time: 从接报到集合用了4分钟."""
    counted = [one.text for one in amounts_in(normalise(title)) if one.measure]
    return any(text[:1].isdigit() and _YEAR not in text for text in counted)


def orders_within(words: str) -> bool:
    """Whether words go on to order what shall become of them: 根据的几句都拿走."""
    return re.search(rf"(?:{telling('takes out')})(?:{telling('ends')})*$", to_simplified(words)) is not None


def _names_sentences(words: str) -> bool:
    """Whether words name some of the paper, which nobody is without: 用不着的那几句话."""
    some = (
        rf"(?:{telling('points at')})(?:{NUMBER}|{telling('some')})?(?:{order_words('counted', 'sentences')})"
    )
    return re.search(rf"(?:{some}|{order_words('a sentence', 'a block')})$", to_simplified(words)) is not None


def _may_sign(value: str, view: View) -> bool:
    words = view.words(value)
    is_named = any(word.tag in NAME_TAGS for word in words) or value.endswith(unit_tails())
    return not _counts(value) and (is_named or all(word.tag not in _SMALL for word in words))


def _may_be_a_unit(value: str, view: View, introduced: bool) -> bool:
    words = view.words(value)
    if _counts(value) or any(word.tag == _STANDS_FOR for word in words[:1]):
        return False
    is_one = value.endswith(unit_tails()) or any(word.tag == ORGANISATION for word in words)
    return is_one or not introduced


def _may_lead(text: str, view: View) -> bool:
    """Whether a clause names who leads, and counts nothing."""
    tags = {word.tag for word in view.words(text)}
    return (PERSON in tags or _STANDS_FOR not in tags) and not _counts(text)


def _counts(value: str) -> bool:
    """Whether a figure with a measure stands in a value: 牌立了36块, not 第三幼儿园."""
    return any(one.text[:1].isdigit() and one.measure for one in amounts_in(normalise(value)))


@cache
def unit_tails() -> tuple[str, ...]:
    """What names of units end with."""
    return tuple(word for name in ("organisation_tails", "unit_nouns") for word in words_in(name))
