"""What shall go because it is other units' or confirmed by nobody: 别的单位的做法全部删掉, 没核实的都去掉, 只留我给的."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish, says
from draftbot.conversation.understanding.words import NUMBER, OF, is_question, telling


def _units() -> set[str]:
    """What units of any kind and their parts are called."""
    lists = ("unit_nouns", "organisation_tails", "place_tails", "units_within")
    return {word for name in lists for word in words_in(name)}


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    w = telling
    up = rf"(?:{w('leads')}|{any_of(words_in('words_of_wishes', 'takes up'))}|{w('before orders')})*"
    place = rf"(?:(?P<part>\w{{2,20}}?)(?:{w('within')})*)??"
    unit = rf"(?:{any_of(_units())}|{w('a unit')})"
    us = rf"(?:{w('ourselves')})(?:{w('itself')})?"
    unconfirmed = rf"(?:{w('ourselves')}|{w('still')})*(?:{any_of(words_in('words_of_wishes', 'unconfirmed'))})(?:{w('still')})?"
    others = rf"(?:(?:{w('other')})\w{{0,6}}?{unit}|(?:{w('other people')}){unit}?)"
    not_ours = (
        rf"(?:{w('is not of')})(?:{us})+(?:{w('given')})*(?:\w{{0,4}}?{unit})?(?:{w('itself')}|{w('in it')})*"
        rf"(?:{w('has nothing to do')})?"
    )
    matters = rf"(?:{w('matters')})*"
    what = rf"(?:{w('every')})?(?:(?:{unconfirmed}|{others}|{not_ours})(?:{w('brought in')})*{OF}?)+{matters}{OF}?"
    out = rf"(?:{w('before orders')}|{w('every')})*(?:{w('takes out')}|{w('clears')})"
    end = rf"(?:{w('ends')})*$"
    counted = rf"(?:(?:{w('points at')})?{NUMBER}(?:{w('counted as')})+)?"
    mine = rf"{us}(?:{w('given')})?(?:{w('still')})?{OF}{counted}{matters}"
    return {
        "out": re.compile(rf"^{up}{place}{what}{out}{end}"),
        "out first": re.compile(rf"^{up}{out}{place}{what}{end}"),
        "only mine": re.compile(rf"^(?:{w('keeps only')}){mine}(?:{w('will do')})?{end}"),
        "but mine": re.compile(rf"^(?:{w('but for')}){mine}(?:{w('besides')})?$"),
        "the rest": re.compile(rf"^{up}(?:{w('the rest')}){OF}?{matters}{out}{end}"),
        "exports": re.compile(w("exports"), re.IGNORECASE),
    }


def says_no_rest(text: str) -> bool:
    """Whether a clause only says that nothing else is wanted: 其他的不要."""
    return _forms()["the rest"].search(to_simplified(text).rstrip("。！!；;")) is not None


def others_out(text: str, view: View) -> Told | None:
    """What a clause takes out because it is not this unit's or nobody confirmed it, and what else it wants."""
    plain = to_simplified(text).rstrip("。！!；;")
    draws = re.search(telling("draws on"), plain)  # 只参考甲馆的报告，别的馆的不要
    if view.draft is None or is_question(plain) or says("complains", plain) or _exports(plain) or draws:
        return None
    places: list[str] = []
    rest: list[str] = []
    but_mine = False
    for part in parts_of(plain):
        form = _forms()
        if form["but mine"].match(part):
            but_mine = True
        elif match := form["out"].match(part) or form["out first"].match(part):
            section = Wish(match["part"] or "", view).section if match["part"] else ""
            if match["part"] and not section:
                return None
            places.append(section)
        elif form["only mine"].match(part) or (but_mine and form["the rest"].match(part)):
            places += [] if places else [Wish(",".join(rest), view).section]
        else:
            rest.append(part)
    actions = tuple(do.DeleteUnconfirmed(section) for section in dict.fromkeys(places))
    return Told(actions, "，".join(rest)) if actions else None


def _exports(plain: str) -> bool:
    """Whether a file is spoken of: what it leaves out stays in the draft."""
    return _forms()["exports"].search(plain) is not None
