"""An order, its place and its text in one clause without a mark between: 计划加一条疏浚北塘, 加一句老周评上了劳模,
问题里就别再提水泵了. What orders and where are read off; what remains is what is told there."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import without_quoted
from draftbot.conversation.understanding.order_forms import ends, up
from draftbot.conversation.understanding.referents import Referents, order_words
from draftbot.conversation.understanding.words import OF, telling, words_of_telling

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+")
_LEAST_OF_A_TEXT = 4
_MARKS = '：:“”「」"《\ue000'


def with_text_apart(said: str, view: View) -> str:
    """`said` with a colon before each text that such a clause tells, and with what shall not be spoken of any
    more ordered out."""
    if view.draft is None or not view.sections:
        return said
    of = Referents(view, view.draft)
    masked = without_quoted(said)
    for match in reversed(list(_CLAUSE.finditer(masked))):
        clause = said[slice(*match.span())]
        said = said[: match.start()] + _apart(clause, masked[slice(*match.span())], of) + said[match.end() :]
    return said


def _apart(clause: str, masked: str, of: Referents) -> str:
    plain = to_simplified(masked)
    if match := _forbids().fullmatch(plain):
        place, what = (clause[slice(*match.span(group))] for group in ("place", "what"))
        part = of.stretch(place)
        is_spoken_of = part is not None and bool(of.sentences(what, part))
        return words_of_telling("out of a part")[0].format(place, what) if is_spoken_of else clause
    match = _adds().match(plain)
    if match is None or any(mark in masked for mark in _MARKS):
        return clause
    place, text = clause[slice(*match.span("place"))], clause[match.end() :]
    is_there = not match["place"] or _is_an_end(place) or of.place(place) is not None
    return f"{clause[: match.end()]}：{text}" if is_there and _is_a_text(text, of.view) else clause


def _is_an_end(place: str) -> bool:
    return re.fullmatch(order_words("at the front", "at the end"), to_simplified(place)) is not None


def _is_a_text(text: str, view: View) -> bool:
    """Whether words are what shall stand there, and no words about it: 感谢大家支持的话, 关于安全的."""
    plain = to_simplified(text)
    if len(plain) < _LEAST_OF_A_TEXT or re.match(rf"(?:{telling('about it')})", plain):
        return False
    if re.search(rf"(?:{OF}|{telling('words to be written')})(?:{ends()})$", plain):
        return False
    tags = {word.tag[0] for word in view.words(plain)}
    return len(plain) > _LEAST_OF_A_TEXT or "v" in tags or "a" in tags


@cache
def _adds() -> re.Pattern[str]:
    where = rf"(?:(?:{order_words('in')})?(?P<place>[^：:]{{2,20}}?)(?:{OF})?(?:{order_words('within')})*)?"
    more = rf"(?:{order_words('adds', 'adds more')})(?:{order_words('one more')})"
    return re.compile(rf"{up()}{where}(?:{order_words('may join')})*{more}(?:{telling('that is')})*")


@cache
def _forbids() -> re.Pattern[str]:
    where = rf"(?:{order_words('in')})?(?P<place>[^：:]{{2,20}}?)(?:{OF})?(?:{order_words('within')})+"
    never = rf"(?:{order_words('not')})(?:{telling('once more')})?(?:{telling('tells of')})"
    return re.compile(
        rf"{up()}{where}(?:{order_words('may join')})*{never}(?P<what>[^：:]{{2,20}}?)(?:{ends()})"
    )
