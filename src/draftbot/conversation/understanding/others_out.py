"""What shall go because it is other units' or confirmed by nobody: 别的单位的做法全部删掉, 没核实的都去掉, 只留我给的."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish, says
from draftbot.conversation.understanding.words import NUMBER

_LIST, _ROOM = "words_of_telling", "draftbot.conversation"
_ASKS = re.compile("[？?]")


@cache
def _words(key: str) -> str:
    return any_of(word_table(_LIST, _ROOM)[key])


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    w = _words
    up = rf"(?:{w('leads')}|{any_of(words_in('words_of_wishes', 'takes up'))}|{w('before orders')})*"
    place = rf"(?:(?P<part>\w{{2,20}}?)(?:{w('within')})*)??"
    unconfirmed = rf"(?:{w('ourselves')}|还)*(?:{any_of(words_in('words_of_wishes', 'unconfirmed'))})过?"
    units = any_of(words_in("unit_nouns"))
    others = rf"(?:(?:{w('other')})\w{{0,6}}?(?:{units}|单位|家)|(?:{w('other people')})(?:{units}|单位)?)"
    not_ours = (
        rf"(?:{w('is not of')})(?:{w('ourselves')})+\w{{0,4}}?(?:{units}|单位)?(?:自己|{w('in it')})*"
        rf"(?:{w('has nothing to do')})?"
    )
    what = rf"(?:所有)?(?:(?:{unconfirmed}|{others}|{not_ours})(?:{w('brought in')})*的?)+(?:{w('matters')})*"
    out = rf"(?:{w('takes out')}|{w('clears')})"
    end = rf"(?:{w('ends')})*$"
    mine = rf"(?:{w('ourselves')})(?:自己|们)?(?:{w('given')})?过?的(?:(?:那|这)?{NUMBER}(?:{w('counted as')})+)?(?:{w('matters')})*"
    return {
        "out": re.compile(
            rf"^{up}{place}{what}(?:{w('before orders')}|{w('all of it')}|统统|全部)*{out}{end}"
        ),
        "out first": re.compile(rf"^{up}{out}{place}{what}{end}"),
        "only mine": re.compile(rf"^(?:{w('keeps only')}|只写){mine}(?:就行|就好|即可)?{end}"),
        "but mine": re.compile(rf"^(?:除了|除去|除开|除){mine}(?:以外|之外|外)?$"),
        "the rest": re.compile(
            rf"^{up}(?:{w('the rest')})的?(?:{w('matters')})*(?:{w('before orders')}|{w('all of it')})*{out}{end}"
        ),
        "exports": re.compile(w("exports"), re.IGNORECASE),
    }


def others_out(text: str, view: View) -> Told | None:
    """What a clause takes out because it is not this unit's or nobody confirmed it, and what else it wants."""
    plain = to_simplified(text).rstrip("。！!；;")
    if view.draft is None or _ASKS.search(plain) or says("complains", plain) or _exports(plain):
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
