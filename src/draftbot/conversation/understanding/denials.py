"""What the unit says it does not have, and what it wants out of the draft, as whole phrases.

我们厂没有电工班 denies 电工班, never 厂; 讲烫伤夹手的那句删掉 takes out one sentence. What a phrase
says is looked for in the draft as a whole: none of its words stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import NAME_TAGS
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.facts_told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import clean
from draftbot.facts.amounts import telling_words
from draftbot.facts.figures_told import figures_told

_LIST, _ROOM = "words_of_telling", "draftbot.conversation"
_NOUNS = ("n", "vn", "nz", "nw", "an", "s", *NAME_TAGS)
_LONGEST_SUBJECT, _LONGEST_THING = 12, 20
_ASKS = re.compile("[？?]")
# So many sentences go unasked by what they say.
FEW = 3


@cache
def _words(key: str) -> str:
    return any_of(word_table(_LIST, _ROOM)[key])


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    w = _words
    return {
        "denial": re.compile(
            rf"^(?P<who>\w{{0,{_LONGEST_SUBJECT}}}?)(?:{w('beside denial')})*(?:{w('not there')})(?P<what>.+)$"
        ),
        "out": re.compile(
            rf"^(?:{any_of(words_in('words_of_wishes', 'takes up'))})?(?P<what>.+?)"
            rf"(?:(?P<one>{w('one sentence')})|(?P<two>{w('two sentences')})|(?P<some>{w('some sentences')}))"
            rf"(?:{w('before orders')})*(?:{w('takes out')})(?:{w('ends')})*$"
        ),
        "within": re.compile(
            rf"^(?P<part>\w+?)(?:{w('within')})+(?:{w('tells of')})+(?P<what>.+?)(?:{w('ends')})?$"
        ),
        "about": re.compile(rf"^(?:{w('tells of')})+(?P<what>.+?)(?:{w('ends')})?$"),
        "order": re.compile(rf"^(?:{w('takes out')})|(?:{w('takes out')})(?:{w('ends')})*$"),
    }


def denied(text: str, view: View) -> Told | None:
    """What `text` says is not there, and what else it wants; None where it denies nothing of the unit's."""
    plain = to_simplified(text)
    if view.draft is None or _ASKS.search(plain) or figures_told(plain) or Wish(text, view).quotes:
        return None
    clauses = parts_of(plain)
    things = [list(_things(clause, view)) for clause in clauses]
    named = [thing for found in things for thing in found]
    if not named:
        return None
    said = telling_words("，".join(named))
    rest = [
        clause
        for clause, found in zip(clauses, things, strict=True)
        if not found and not (_forms()["order"].search(clause) and _says_no_more(clause, said, named))
    ]
    return Told(tuple(do.DeleteText(thing, denied=True) for thing in named), "，".join(rest))


def _says_no_more(clause: str, said: frozenset[str], named: Sequence[str]) -> bool:
    bare = re.sub(_words("takes out"), "", clause)
    content = [word for word in telling_words(bare) if not re.fullmatch(_words("tells of"), word)]
    return all(word in said or any(word in thing for thing in named) for word in content)


def _things(clause: str, view: View) -> Iterator[str]:
    """The things that a clause says the unit does not have: 推车式灭火器、手抬泵 are two."""
    match = _forms()["denial"].match(clause)
    if match is None or not _is_the_unit(match["who"], view):
        return
    what = re.sub(rf"(?:{_words('not so')})+$", "", match["what"])
    if re.match(_words("happens"), what):
        return
    for thing in re.split(_words("joins things"), what):
        thing = _without_verb(re.sub(rf"^(?:{_words('not there')})", "", thing), view)
        if 1 < len(thing) <= _LONGEST_THING and _names_something(thing, view):
            yield thing


def _is_the_unit(who: str, view: View) -> bool:
    """Whether a subject is whoever writes: none, 我们, 厂里, the unit's own name or a part of it."""
    bare = re.sub(rf"^(?:{_words('ourselves')})+|(?:{_words('in it')})+$|{_words('beside denial')}", "", who)
    unit = view.conversation.facts.unit + view.conversation.title
    if who.endswith(words_in("words_of_wishes", "asks whether")):
        return False  # 有没有
    if len(bare) < 2 or bare in unit:
        return True
    return any(bare in nouns or bare.endswith(nouns) for nouns in word_table("unit_nouns").values())


def _without_verb(thing: str, view: View) -> str:
    """Without what would be done with it, said by a verb that anything is done with: 请 of 请第三方检测."""
    bare = re.sub(rf"^(?:{_words('does with')})(?:{_words('not so')})*", "", thing)
    return bare if len(bare) > 1 else thing


def _names_something(thing: str, view: View) -> bool:
    words = view.words(thing)
    return thing.isascii() or not words or any(word.tag in _NOUNS for word in words) or len(words) > 2


def taken_out(text: str, view: View) -> Told | None:
    """粉尘演练那句不要了: what shall go by what it says, and how much of it at most."""
    plain = to_simplified(text).rstrip("。！!")
    match = _forms()["out"].match(plain)
    wish = Wish(plain, view)
    if match is None or view.draft is None or wish.quotes or len(parts_of(plain)) > 1:
        return None
    if wish.numbers_of_sections or wish.sentence or wish.says("a blank") or _ASKS.search(plain):
        return None
    within = _forms()["within"].match(match["what"])
    section = Wish(within["part"], view).section if within else ""
    about = _forms()["about"].match(match["what"])
    what = clean(within["what"] if within and section else about["what"] if about else match["what"])
    if len(what) < 2 or any(what in heading for heading in view.headings):
        return None
    if not any(word in view.text for word in telling_words(what)) and what not in view.text:
        return None
    most = 1 if match["one"] else 2 if match["two"] else FEW
    return Told((do.DeleteText(what, section, most=most),))
