"""What shall go by what it says: 讲烫伤那句删掉, 写到甲、乙的都不要, 甲、乙、丙跟我们无关，这三条删掉.
A part that is named is where it is looked for: 问题里甲、乙那几条都不是我们的，删掉."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from draftbot.chinese.numerals import integer_in, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish, says
from draftbot.conversation.understanding.words import NUMBER, clean, is_question, so_many_of_them, telling
from draftbot.facts.amounts import amounts_in, telling_words

# So many sentences go unasked by what they say.
FEW = 3
_LONGEST_THING = 20


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    w = telling
    up = any_of(words_in("words_of_wishes", "takes up"))
    out = rf"(?:{w('before orders')})*(?:{w('takes out')})(?:{w('ends')})*$"
    pieces = so_many_of_them()
    return {
        "out": re.compile(
            rf"^(?:{up})?(?P<what>.+?)(?:(?P<point>{w('one point')})|(?P<one>{w('one sentence')})"
            rf"|(?P<two>{w('two sentences')})|(?P<pieces>{pieces})|(?P<some>{w('some sentences')})){out}"
        ),
        "not ours": re.compile(
            rf"^(?P<named>.+?(?:{w('one point')}|{w('one sentence')}|{w('two sentences')}|{pieces}))"
            rf"(?:{w('before orders')})*(?:(?:{w('is not of')})(?:{w('ourselves')})|(?:{w('is')})?(?:{w('other')}|{w('other people')}))\w{{0,8}}$"
        ),
        "pieces": re.compile(pieces),
        "bare order": re.compile(rf"^{out}"),
        "inside": re.compile(rf"^(?P<part>\w{{2,20}}?)(?:{w('within')})+(?P<what>.+)$"),
        "list": re.compile(rf"^(?:{up})?(?P<what>[^、]+(?:、[^、]+?)+?)(?:{w('some sentences')})?{out}"),
        "those": re.compile(
            rf"^(?:{up})?(?:{w('those')})(?P<n>{NUMBER}|{w('some')})?(?:{w('counted as')})*{out}"
        ),
        "within": re.compile(
            rf"^(?P<part>\w+?)(?:{w('within')})+(?:{w('tells of')})+(?P<what>.+?)(?:{w('ends')})?$"
        ),
        "about": re.compile(rf"^(?:{w('tells of')})+(?P<what>.+?)(?:{w('ends')})?$"),
        "joins": re.compile(w("joins things")),
    }


def taken_out(text: str, view: View) -> Told | None:
    """What a clause takes out of the draft by what it says, and what else it wants."""
    plain = to_simplified(text).rstrip("。！!")
    if view.draft is None or Wish(plain, view).quotes or is_question(plain):
        return None
    parts = list(_with_their_order(parts_of(plain)))
    if says("complains", plain) or any(re.match(telling("puts otherwise"), part) for part in parts):
        return None
    out: list[do.Action] = []
    rest: list[str] = []
    for part in parts:
        if match := _forms()["those"].match(part):
            named = rest.pop() if rest else ""
            found = _named_in(named, view)
            if not found or (_count(match["n"]) not in (0, len(found))):
                return None
            section = next(iter(Wish(named, view).sections), "") if _says_where(named) else ""
            out += [do.DeleteText(one, section, most=FEW, points=True) for one in found]
        elif gone := list(_gone(part, view)):
            out += gone
        else:
            rest.append(part)
    return Told(tuple(out), "，".join(rest)) if out else None


def _with_their_order(parts: Sequence[str]) -> Iterator[str]:
    """The parts of a clause, each that says of things that they are not the unit's as one with the order that
    follows it."""
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        match = _forms()["not ours"].match(part)
        if match and rest and _forms()["bare order"].match(rest[0]):
            part = match["named"] + rest.pop(0)
        yield part


def _gone(part: str, view: View) -> Iterator[do.Action]:
    """What one part of a clause takes out."""
    wish = Wish(part, view)
    if (
        wish.numbers_of_sections
        or wish.sentence
        or wish.says("a blank")
        or amounts_in(_forms()["pieces"].sub("", part))
    ):
        return
    match = _forms()["out"].match(part)
    listed = None if match else _forms()["list"].match(part)
    if (match or listed) is None:
        return
    what = (match or listed)["what"]  # type: ignore[index]
    is_several = match is not None and match["pieces"] is not None
    within = _forms()["inside" if is_several else "within"].match(what)
    section = Wish(within["part"], view).section if within else ""
    about = _forms()["about"].match(what)
    what = clean(within["what"] if within and section else about["what"] if about else what)
    things = _things(what, view)
    if not things and is_several and section:  # told one by one that it is not there
        things = [thing for thing in map(clean, _forms()["joins"].split(what)) if thing]
    if not things or (listed and len(things) < 2):
        return
    if match and match["point"] and (facts := _facts_holding(what, view)):
        yield from (do.RemoveFact(fact) for fact in facts[:1])
        return
    most = (
        FEW
        if len(things) > 1 or not match
        else 1
        if match["one"] or match["point"]
        else 2
        if match["two"]
        else FEW
    )
    points = is_several or bool(match and match["point"])
    yield from (
        do.DeleteText(thing, section, most=most, points=points, is_listed=len(things) > 1) for thing in things
    )


def _things(what: str, view: View) -> list[str]:
    """The things that words name, of which the draft tells some; [] where they are no such words."""
    is_one = what in view.text
    things = [what] if is_one else [clean(thing) for thing in _forms()["joins"].split(what)]
    things = [_as_it_stands(thing, view) for thing in things if thing]
    if any(not 1 < len(thing) <= _LONGEST_THING for thing in things):
        return []
    if any(thing in heading for thing in things for heading in view.headings):
        return []
    told = [word for thing in things for word in (thing, *telling_words(thing))]
    return things if any(word in view.text for word in told) else []


def _as_it_stands(thing: str, view: View) -> str:
    """Without what leads a thing in that stands in the draft: 原来任务分工."""
    ends = (thing[i:] for i in range(len(thing) - 1))
    return next((one for one in ends if one in view.text), thing)


def _facts_holding(what: str, view: View) -> list[str]:
    return [fact.text for fact in view.conversation.facts.facts if what in fact.text]


def _named_in(named: str, view: View) -> list[str]:
    """What a clause lists of the things that stand in the draft, each as long as it stands there."""
    pieces = named.split("、")
    if len(pieces) < 2:
        return []
    first, last = pieces[0], pieces[-1]
    starts = (first[i:] for i in range(len(first) - 1))
    ends = (last[:i] for i in range(len(last), 1, -1))
    pieces[0] = next((one for one in starts if one in view.text), "")
    pieces[-1] = next((one for one in ends if one in view.text), "")
    return pieces if all(len(piece) > 1 for piece in pieces) else []


def _says_where(named: str) -> bool:
    return re.search(rf"(?:{telling('within')})", named.split("、")[0]) is not None


def _count(told: str | None) -> int:
    """How many are meant; 0 for any number."""
    return integer_in(plain_digits(told or "")) or 0
