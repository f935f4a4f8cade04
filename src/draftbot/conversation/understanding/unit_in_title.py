"""The unit that writes, put into the title where only the noun for such a unit stands: 支行的工作总结 of
禾山银行青石桥支行; and the noun of a unit that nobody names: 法院 of 法院 年终总结."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from draftbot.chinese.offices import office_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.actions import TakeRequest
from draftbot.conversation.understanding.around_titles import introduction
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, parts_of
from draftbot.corpus.title_parts import OF_A_PERSON, period_spans
from draftbot.corpus.title_parts import parts_of as parts_of_title
from draftbot.corpus.unit_reader import UnitReader

_LIST = "new_requests"
_LEAST = 2
_LONGEST_NOUN = 8


def with_unit_named(request: TakeRequest, units: UnitReader) -> TakeRequest:
    """A request whose title names its unit once, in full, where it named it by its noun, or twice."""
    request = _with_bare_unit(request, units)
    title, unit = to_simplified(request.title), to_simplified(request.unit)
    if not unit or not title or len(title) != len(request.title):
        return request
    period = _period_at_start(title)
    ours = _ours(title[period:])
    if unit in title:
        is_ours = ours and title.startswith(unit, period + len(ours))
        said = request.title[:period] + request.title[period + len(ours) :] if is_ours else request.title
        return replace(request, title=_once(said, unit, units))
    start = period + len(ours)
    noun = next((n for n in _nouns_of(unit, units) if _stands_at(title, start, n)), "")
    noun = noun or (next(_noun_at_start(title[start:], units), "") if ours else "")
    if noun:
        end = title.index(noun, start) + len(noun)
        return replace(request, title=f"{title[:period]}{unit}{request.title[end:]}")
    body = next((body for body in units.trades.body_tails if title.startswith(body, start)), "")
    is_on_an_office = parts_of_title(title, units).genre == OF_A_PERSON
    if body and not unit.endswith(body) and not is_on_an_office:
        # 团委工作总结 of a school is its 团委's.
        return replace(request, title=f"{title[:period]}{unit}{title[start:]}", unit=f"{unit}{body}")
    return request


def _with_bare_unit(request: TakeRequest, units: UnitReader) -> TakeRequest:
    """A request whose unit is not said to be ours: 供销社 for 我们供销社, 县供销社 for 我县供销社."""
    unit = to_simplified(request.unit)
    ours = _ours(unit)
    ours = ours.removesuffix(next((p for p in words_in(_LIST, "places of units") if ours.endswith(p)), ""))
    bare = unit[len(ours) :]
    if not ours or len(unit) != len(request.unit) or not units.noun_length(bare):
        return request
    return replace(request, unit=bare, title=request.title.replace(unit, bare, 1))


def with_noun_of_unit(request: TakeRequest, message: str, units: UnitReader) -> TakeRequest:
    """A request that names no unit, with the noun for units that the message tells by itself or by who
    writes: 我是幼儿园老师, 本校是小学."""
    if request.unit or not request.title:
        return request
    if parts_of_title(request.title, units).of_unit:
        return request
    noun = next(_nouns_told(to_simplified(message), units), "")
    # What a title is on may sound of another trade (教学 of a bureau, where 小学 is said), an office does not.
    title = to_simplified(request.title)
    is_told = not noun or noun in title or (office_in(title) and units.trades.trade_in(title))
    if is_told:
        return request
    told = replace(request, title=f"{noun}{request.title}")
    # 学校 before 师德师风 reads as part of the matter.
    return told if parts_of_title(told.title, units).of_unit else replace(told, unit=noun)


def _nouns_told(message: str, units: UnitReader) -> Iterator[str]:
    we = introduction()
    for line in lines_of(message):
        for clause in clauses_of(line):
            for part in parts_of(clause):
                for token in part.split():
                    whole = _without_end(token)
                    said = whole if units.trades.is_bare(whole) else _without_end(we.sub("", token))
                    if len(said) < _LEAST:
                        continue
                    if units.trades.is_bare(said) and units.trades.trade_of(said):
                        yield said
                    elif we.sub("", token) != token:
                        yield from _noun_at_start(said, units)
                        yield from _noun_at_end(said, units)


def _noun_at_end(said: str, units: UnitReader) -> Iterator[str]:
    """工厂 of 做木门的厂子: the noun in full for units of the trade that the end tells."""
    noun = said[len(said) - units.trades.tail_length(said) :]
    trade = units.trades.trade_of(noun) if noun and units.trades.is_bare(noun) else None
    if trade:
        yield next(t for t in (noun, *trade.tails) if t.endswith(noun) and len(t) >= _LEAST)


def _noun_at_start(said: str, units: UnitReader) -> Iterator[str]:
    """幼儿园 of 幼儿园老师."""
    for end in range(min(len(said) - 1, _LONGEST_NOUN), _LEAST - 1, -1):
        if units.trades.is_bare(said[:end]) and units.trades.trade_of(said[:end]):
            yield said[:end]
            return


def _without_end(said: str) -> str:
    return re.sub(rf"(?:{any_of(words_in(_LIST, 'behind a unit'))})+$", "", said)


def _once(title: str, unit: str, units: UnitReader) -> str:
    """A title without the unit's name, or its noun, said again behind the name."""
    at = to_simplified(title).index(unit) + len(unit)
    rest = title[at:]
    while to_simplified(rest).startswith(unit):
        rest = rest[len(unit) :]
    plain = to_simplified(rest)
    period = _period_at_start(plain)
    noun = next((n for n in _nouns_of(unit, units) if plain.startswith(n, period)), "")
    return f"{title[:at]}{rest[:period]}{rest[period + len(noun) :]}"


def _nouns_of(unit: str, units: UnitReader) -> Iterator[str]:
    """The ends of a name that are nouns for units, longest first: 镇中心小学, 中心小学, 小学."""
    for start in range(1, len(unit) - _LEAST + 1):
        end = unit[start:]
        place = words_in(_LIST, "places of units")
        is_noun = units.trades.is_bare(end) or (end.startswith(place) and units.trades.is_generic(end))
        if is_noun and units.noun_length(end):
            yield end


def _stands_at(title: str, start: int, noun: str) -> bool:
    """Whether a noun stands there, or behind the place it is of (县气象局)."""
    place = any_of(words_in(_LIST, "places of units"))
    return re.compile(rf"(?:{place})?{re.escape(noun)}").match(title, start) is not None


def _ours(title: str) -> str:
    ours = re.match(any_of(words_in(_LIST, "ours")), title)
    return ours.group() if ours else ""


def _period_at_start(title: str) -> int:
    return next((end for start, end in period_spans(title) if start == 0), 0)
