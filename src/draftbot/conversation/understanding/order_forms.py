"""The forms that orders given of a draft have: the words before, between and behind what they name."""

from __future__ import annotations

import re
from functools import cache

from draftbot.conversation.understanding.clauses import QUOTED
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.words import NUMBER, telling


@cache
def mark() -> re.Pattern[str]:
    return re.compile(rf"(?:{order_words('a sentence', 'an item')})$")


@cache
def joining() -> str:

    return rf"(?:{telling('joins things')})"


@cache
def each() -> re.Pattern[str]:
    """甲那句、乙那条: what is named so, one by one."""
    joins = joining()
    return re.compile(
        rf"(?:{joins}|[，,])?((?:[^，,。；;、]{{2,30}}?)(?:{order_words('a sentence', 'an item', 'a half')}))"
    )


@cache
def up() -> str:
    return rf"(?:{order_words('takes up')}|[，,])*"


@cache
def ends() -> str:
    return rf"(?:{order_words('roughly ends')})*"


@cache
def out() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?P<what>.{{2,}}?)(?:{order_words('may join')})*(?:{order_words('takes out')}){ends()}"
    )


@cache
def out_first() -> re.Pattern[str]:
    return re.compile(rf"{up()}(?:{order_words('takes out')})(?P<what>.{{2,}}?){ends()}")


@cache
def bare_out() -> re.Pattern[str]:
    return re.compile(rf"{up()}(?:{order_words('may join')})*(?:{order_words('takes out')}){ends()}")


@cache
def moved() -> re.Pattern[str]:
    into = order_words("into")
    return re.compile(
        rf"{up()}(?P<what>.{{2,}}?)(?:{order_words('may join')})*(?:(?P<surely>{order_words('surely moves')})|{order_words('moves')})(?:{into})(?P<place>.{{2,30}}?){ends()}"
    )


@cache
def bare_move() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?:{order_words('may join', 'just told')})*(?:{order_words('surely moves')})(?:{order_words('into')})+(?P<place>.{{2,30}}?){ends()}"
    )


@cache
def moves_told() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?:(?:{order_words('just told')})(?:{order_words('may join')})*)?(?:{order_words('moves')})(?:{order_words('into')})+(?P<place>.{{2,30}}?){ends()}"
    )


@cache
def joins() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?P<what>.{{2,60}}?)(?:{order_words('is one thing')})?(?:{order_words('may join')})*{join_end()}"
    )


@cache
def joins_said() -> re.Pattern[str]:
    return re.compile(rf"{up()}(?:{order_words('may join')})*{join_end()}")


@cache
def joins_so() -> re.Pattern[str]:
    place = rf"(?:[，,]?(?:{order_words('moves')})?(?:{order_words('into')})+(?P<place>[^：:，,]{{2,20}}?))?"
    return re.compile(
        rf"{up()}(?P<what>[^：:]{{2,60}}?)[，,]?(?:{order_words('is one thing')})?[，,]?(?:{order_words('may join')})*(?:{order_words('joins')}){place}[：:]"
    )


@cache
def done_to_a_sentence() -> re.Pattern[str]:
    verbs = order_words("takes out", "puts otherwise", "surely moves", "joins")
    return re.compile(
        rf"(?:{order_words('a sentence', 'an item', 'a half')})(?:{order_words('may join')})*(?:{verbs})"
    )


@cache
def swaps() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?P<what>.{{2,60}}?)(?:{order_words('may join')})*(?:{order_words('swaps')}){ends()}"
    )


@cache
def otherwise() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?P<what>[^：:]{{2,}}?)(?:{order_words('may join')})*(?:{order_words('puts otherwise')})(?P<colon>[：:]?)\s*"
    )


@cache
def beside() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?:{order_words('in')})?(?P<what>[^：:]{{2,}}?)(?:(?P<behind>{order_words('behind')})|{order_words('ahead')})(?:{order_words('may join')})*(?:{order_words('adds')})(?:(?:{order_words('one more')})?(?P<colon>[：:])|(?:{order_words('one more')})$)\s*"
    )


@cache
def into() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?:{order_words('in')})?(?P<what>[^：:]{{2,}}?)(?:{order_words('within')})*(?:{order_words('may join')})*(?:{order_words('adds')})(?:(?P<more>{order_words('one more')})?(?P<colon>[：:])|(?P<most>{order_words('one more')})$)\s*"
    )


@cache
def label() -> re.Pattern[str]:
    return re.compile(r"(?P<what>[^：:]{2,20})(?P<colon>[：:])\s*")


@cache
def forbids() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?:{order_words('not')})(?:{order_words('moves')})(?:{order_words('into')})+(?P<place>.{{2,30}}?){ends()}"
    )


@cache
def bare_fill() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?:{order_words('may join')})*(?:{order_words('fills')}|{order_words('fills in')}){ends()}"
    )


@cache
def bare_otherwise() -> re.Pattern[str]:
    return re.compile(rf"{up()}(?:{order_words('may join')})*(?:{order_words('puts otherwise')})[：:]?\s*")


@cache
def is_past() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?P<what>.{{2,30}}?)(?:{order_words('may join')})*(?:{order_words('is past')}){ends()}"
    )


@cache
def alone() -> re.Pattern[str]:
    """厕所革命单独列一条."""
    return re.compile(
        rf"{up()}(?P<what>.{{2,40}}?)(?:{order_words('may join')})*(?:{order_words('on its own')}){ends()}"
    )


@cache
def alone_said() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?:{order_words('may join', 'just told')})*(?:{order_words('on its own')}){ends()}"
    )


@cache
def all_but() -> re.Pattern[str]:
    """整改措施里除了温度计那句."""
    return re.compile(
        rf"{up()}(?P<part>.{{2,20}}?)(?:{order_words('within')})+(?:{order_words('but for')})(?P<kept>.{{2,60}}?)(?:{order_words('besides')})?"
    )


@cache
def rest_out() -> re.Pattern[str]:
    return re.compile(
        rf"{up()}(?:{order_words('the rest')})(?:{order_words('may join')})*(?:{order_words('takes out')}){ends()}"
    )


@cache
def not_said() -> re.Pattern[str]:
    """我没说改成2025年."""
    return re.compile(rf"{up()}(?:{order_words('i')})?(?:{order_words('did not say')})")


@cache
def is_wrong() -> re.Pattern[str]:
    """理发那句“免费理发2次”错了."""
    return re.compile(
        rf"{up()}(?P<what>.{{2,30}}?(?:{order_words('a sentence', 'an item')}))(?:{order_words('within', 'speaks of')})*(?P<quote>{QUOTED}*)(?:{order_words('is wrong')}){ends()}"
    )


@cache
def is_rather() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{order_words('may join', 'equals', 'puts otherwise')})+(?P<value>\d[\d.]*[\u4e00-\u9fff%]{{0,4}}){ends()}"
    )


def join_end() -> str:
    place = rf"(?:[，,]?(?:{order_words('moves')})?(?:{order_words('into')})+(?P<place>[^：:]{{2,20}}?))?"
    return rf"(?:{order_words('joins')}){place}(?:[：:](?P<text>.+))?"


@cache
def points_at() -> re.Pattern[str]:
    """那句, 那两条: words that point at something of the draft."""
    return re.compile(order_words("a sentence", "an item", "a half", "two of them"))


@cache
def counted() -> re.Pattern[str]:
    """问题第一句."""
    return re.compile(
        rf"{up()}[^，,。；;]{{0,20}}?(?:{order_words('ordinal')}){NUMBER}(?:{order_words('counted')})"
    )


@cache
def left_hanging() -> re.Pattern[str]:
    """三把那条, 先别: what is left of an order that was cut."""
    return re.compile(rf"(?:{order_words('an item', 'two of them', 'not')})$")
