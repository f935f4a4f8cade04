"""An item that is ordered by its number and heading: 单独列一条（七）推行协会，写在主要工作里：…

It comes into the part that has such items, under the number it is told to have; it is no part of its own.
"""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.numerals import HAN, integer_in, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.clauses import QUOTED, without_quoted
from draftbot.conversation.understanding.referents import Referents, Stretch, order_words, text_of
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.words import OF
from draftbot.drafts.addresses import LAST

_MARKS = "，,。；;：:！! \n"
# Words of a fact that what was said of an item has, too.
_LEAST_WORDS = 2


def item_added(said: str, view: View) -> Told | None:
    """The item that a message adds, and what it says before; None where it adds none so."""
    match = _adds().search(to_simplified(without_quoted(said))) if view.draft else None
    if match is None or view.draft is None:
        return None
    of = Referents(view, view.draft)
    number, head = said[slice(*match.span("number"))], said[slice(*match.span("head"))].strip(_MARKS)
    told, part = _told(said[match.end() :], of)
    if match["part"]:
        part = of.stretch(said[slice(*match.span("part"))]) or part
    section = part.section if part else _with_items(integer_in(plain_digits(number.strip("（）()"))), of)
    if section is None:
        return None
    told = told or _fact_of(said, of)
    same = [
        p for p in of.points if p.section == section and p.number.strip("（）()") == number.strip("（）()")
    ]
    place = same[0].first + 1 if same else LAST
    text = f"{number}{head}。{text_of(told)}" if told else f"{number}{head}。"
    action = do.AddSentence(text, view.draft.sections[section].heading, place)
    return Told((action,), said[: match.start()].strip(_MARKS))


def _told(rest: str, of: Referents) -> tuple[str, Stretch | None]:
    """The text that stands under the item, and the part that is named before it."""
    rest = rest.strip(_MARKS)
    match = _into().match(to_simplified(rest))
    part = of.stretch(rest[slice(*match.span("place"))]) if match else None
    if match and part:
        rest = rest[match.end() :].strip(_MARKS)
    label = re.match(rf"(?:{order_words('content')})[：:，,]", to_simplified(rest))
    return (rest[label.end() :] if label else rest).strip(_MARKS), part


def _with_items(number: int | None, of: Referents) -> int | None:
    """The one part whose bracketed items end before this number, else the one that has items with headings."""
    counts: dict[int, int] = {}
    for point in of.points:
        if point.number[0] in "（(":
            counts[point.section] = counts.get(point.section, 0) + 1
    next_one = [section for section, count in counts.items() if count + 1 == number]
    headed = list(dict.fromkeys(p.section for p in of.points if p.is_headed))
    fits = next_one if len(next_one) == 1 else headed
    return fits[0] if len(fits) == 1 else None


def _fact_of(said: str, of: Referents) -> str:
    """The one fact of the user's that the message speaks of, and no sentence tells."""
    words = set(of.telling(to_simplified(said)))
    printed = "\n".join(of.texts.values())
    facts = [
        f.text for f in of.view.conversation.facts.facts if to_simplified(f.text).strip("。") not in printed
    ]
    held = [fact for fact in facts if sum(word in to_simplified(fact) for word in words) >= _LEAST_WORDS]
    return held[0] if len(held) == 1 else ""


@cache
def _adds() -> re.Pattern[str]:
    adds = rf"(?:{order_words('on its own')}|(?:{order_words('adds', 'adds more')})(?:{order_words('one more', 'an item more')}))"
    where = rf"(?:(?:{order_words('in')})?(?P<part>[^，,。；;：:！!？?\n{QUOTED}]{{2,16}}?)(?:{OF})?(?:{order_words('within')})*)?"
    number = rf"(?P<number>[（(][{HAN}\d]{{1,3}}[）)])"
    return re.compile(
        rf"(?:^|(?<=[，,。；;！!？?\n])){forms.up()}{where}(?:{order_words('may join')})*{adds}[：:，,]?{number}"
        rf"(?P<head>[^，,。；;：:！!？?\n{QUOTED}]{{2,30}})"
    )


@cache
def _into() -> re.Pattern[str]:
    return re.compile(
        rf"{forms.up()}(?:{order_words('moves')})(?:{order_words('into')})*(?P<place>[^，,。；;：:]{{2,20}}?){forms.ends()}(?=[，,。；;：:]|$)"
    )
