"""What the unit says it does not have, as whole phrases: 我们厂没有电工班 denies 电工班, never 厂."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import NAME_TAGS, TIME
from draftbot.chinese.word_lists import word_table, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.slot_values import orders_within
from draftbot.conversation.understanding.statements import measures_of_the_paper
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import says
from draftbot.conversation.understanding.words import is_question, telling, words_of_telling
from draftbot.facts.amounts import telling_words
from draftbot.facts.figures_told import figures_told

# Words that say something of a thing, or stand for one.
_SAYS_OF_IT = ("v", "vd", "r", "c", "p", "d", "u")
# Which lead a further word in: 你, 把, 就.
_GO_ON = ("r", "p", "d", "c")
_NOUNS = ("n", "vn", "nz", "nw", "an", "s", *NAME_TAGS)
_LONGEST_SUBJECT, _LONGEST_THING = 12, 20


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    w = telling
    return {
        "denial": re.compile(
            rf"^(?:(?:{w('sounds')}|{w('leads')})[，,]?)*"
            rf"(?P<who>\w{{0,{_LONGEST_SUBJECT}}}?)(?:{w('beside denial')})*(?:{w('not there')})(?P<what>.+)$"
        ),
        "named first": re.compile(
            rf"^(?:(?:{w('sounds')}|{w('leads')})[，,]?)*(?P<what>\w{{2,{_LONGEST_THING}}}?)(?:{w('not so')})*"
            rf"(?:(?:{w('ourselves')})(?:{w('beside denial')})*|(?:(?:{w('ourselves')})\w?)?(?:{w('beside denial')})+)"
            rf"(?:{w('not there')})(?:{w('does with')})?(?:{w('still')})?(?:{w('ends')})*$"
        ),
        "again": re.compile(rf"(?:{w('beside denial')})+(?:{w('not there')})"),
        "quoted": re.compile(r"[“「\"]([^”」\"]+)[”」\"]"),
        "order": re.compile(rf"^(?:{w('takes out')})|(?:{w('takes out')})(?:{w('ends')})*$"),
    }


def denied(text: str, view: View) -> Told | None:
    """What `text` says is not there, and what else it wants; None where it denies nothing of the unit's."""
    plain = to_simplified(text)
    if is_question(plain):
        return None
    clauses = parts_of(plain)
    things = _denied_in(clauses, view)
    if told := _shall_be_told(clauses, things, view):
        return told
    named = [thing for found in things for thing in found]
    if not named:
        return None
    said = telling_words("，".join(named))
    rest = "，".join(
        clause
        for clause, found in zip(clauses, things, strict=True)
        if not found and not (_forms()["order"].search(clause) and _says_no_more(clause, said, named))
    )
    out = tuple(do.DeleteText(thing, denied=True) for thing in named)
    return Told(out, rest, surely=not figures_told(rest))


def _shall_be_told(clauses: Sequence[str], things: Sequence[Sequence[str]], view: View) -> Told | None:
    """A denial that the paper is to tell: 没有发生退单，这一点要写上."""
    for i, (found, behind) in enumerate(zip(things, clauses[1:], strict=False)):
        if found and orders_to_tell(behind, view):
            rest = "，".join((*clauses[:i], *clauses[i + 2 :]))
            return Told((do.AddFact(clauses[i]),), rest, surely=False)
    return None


def orders_to_tell(clause: str, view: View) -> bool:
    """Whether a clause says that what stands before it is to be written, and names nothing else."""
    words = view.words(clause)
    if re.fullmatch(
        rf"(?:{telling('before orders')})*(?:{telling('puts in')})(?:{telling('ends')})*[。！!]*", clause
    ):
        return True
    points = bool(words) and (words[0].tag == "r" or words[0].text in words_of_telling("before orders"))
    surely = words_of_telling("surely")
    writes = re.search(rf"{telling('puts in')}|{telling('puts')}|{telling('writes')}", clause)
    is_against = re.search(telling("forbids"), clause) is not None
    names = any(w.tag in _NOUNS and w.text not in (*measures_of_the_paper(), *surely) for w in words)
    return bool(points and writes) and not is_against and not names


def _denied_in(clauses: Sequence[str], view: View) -> list[list[str]]:
    """What each clause denies. Beside figures only what surely is denied: 还查出隐患3处，没有漏报 tells a fact."""
    tells_figures = any(map(figures_told, clauses))
    things: list[list[str]] = []
    for clause in clauses:
        goes_on = bool(things and things[-1]) and _forms()["again"].match(clause) is not None
        is_sure = not tells_figures or goes_on or _is_surely_denied(clause)
        things.append(list(_things(clause, view)) if is_sure and not figures_told(clause) else [])
    return things


def _is_surely_denied(clause: str) -> bool:
    """Whether a clause says who does not have it, or that nobody does such a thing."""
    match = _forms()["denial"].match(clause)
    if match is None:
        return False
    says_who = re.match(rf"(?:{telling('ourselves')})", match["who"])
    return bool(says_who) or re.match(telling("does with"), match["what"]) is not None


def _says_no_more(clause: str, said: frozenset[str], named: Sequence[str]) -> bool:
    bare = re.sub(telling("takes out"), "", clause)
    content = [word for word in telling_words(bare) if not re.fullmatch(telling("tells of"), word)]
    return all(word in said or any(word in thing for thing in named) for word in content)


def _things(clause: str, view: View) -> Iterator[str]:
    """The things that a clause says the unit does not have: 推车式灭火器、手抬泵 are two."""
    first = _forms()["named first"].match(clause)
    if first and _is_noun_phrase(first["what"], view):
        yield _without_verb(first["what"], view)
        return
    listed = re.split(telling("joins things"), first["what"]) if first else []
    if len(listed) > 1 and all(len(one) > 1 and _is_noun_phrase(one, view) for one in listed):
        yield from listed
        return
    match = _forms()["denial"].match(clause)
    if match is None or not _is_the_unit(match["who"], view) or _is_confessed(match, view):
        return
    what = re.sub(rf"(?:{telling('not so')})+$", "", match["what"])
    if "【" in what or says("a blank", what):
        return  # 没填的空 are of the paper
    if quotes := _forms()["quoted"].findall(what):
        yield from quotes if re.match(rf"(?:{telling('does with')})?[“「\"]", what) else ()
        return
    if re.match(rf"{telling('happens')}|{telling('not so')}", what):
        return
    for thing in re.split(rf"{telling('joins things')}|{_forms()['again'].pattern}", what):
        thing = _without_verb(re.sub(rf"^(?:{telling('not there')})", "", thing), view)
        if 1 < len(thing) <= _LONGEST_THING and _names_something(thing, view) and _is_no_clause(thing, view):
            yield thing


def _is_confessed(match: re.Match[str], view: View) -> bool:
    """Whether one person says what he did not do, 我没提前对接好, which denies the unit nothing."""
    words = view.words(match["what"])
    is_one = re.search(rf"(?:{telling('i')})(?:{telling('beside denial')})*$", match["who"])
    return bool(is_one and words and words[0].tag[0] in "vda")


def _is_noun_phrase(what: str, view: View) -> bool:
    """Whether words name one thing and say no more of it: 教学点, 检验科; 院里 is where it is not."""
    words = view.words(what)
    if all(word.tag == TIME for word in words):
        return False  # 今年没有
    if not words or words[-1].tag not in _NOUNS or re.search(rf"(?:{telling('in it')})$", what):
        return False
    is_compound = len(words) == 2 and words[0].tag == "v"
    return is_compound or not any(word.tag in _SAYS_OF_IT for word in words)


def _is_the_unit(who: str, view: View) -> bool:
    """Whether a subject is whoever writes: none, 我们, 厂里, the unit's own name or a part of it."""
    bare = re.sub(
        rf"^(?:{telling('ourselves')})+|(?:{telling('in it')})+$|{telling('beside denial')}", "", who
    )
    unit = view.conversation.facts.unit + view.conversation.title
    if who.endswith(words_in("words_of_wishes", "asks whether")):
        return False  # 有没有
    if len(bare) < 2 or bare in unit:
        return True
    return any(bare in nouns or bare.endswith(nouns) for nouns in word_table("unit_nouns").values())


def _without_verb(thing: str, view: View) -> str:
    """Without what would be done with it, said by a verb that anything is done with: 请 of 请第三方检测."""
    bare = re.sub(rf"^(?:{telling('does with')})(?:{telling('not so')})*", "", thing)
    return bare if len(bare) > 1 else thing


def _names_something(thing: str, view: View) -> bool:
    words = view.words(thing)
    return thing.isascii() or not words or any(word.tag in _NOUNS for word in words) or len(words) > 2


def _is_no_clause(thing: str, view: View) -> bool:
    """Whether words name a thing and do not go on to order something: not 根据的几句都拿走."""
    words = view.words(thing)
    goes_on = any(word.tag in _GO_ON for word in words[1:]) and any(word.tag == "v" for word in words[1:])
    return not goes_on and not orders_within(thing)


def there_after_all(text: str, view: View) -> Told | None:
    """食堂我们其实有: what was denied before, and is there."""
    plain = to_simplified(text)
    if view.draft is None or is_question(plain):
        return None
    has = rf"(?<![没無])(?:{telling('has')})"
    for thing in view.conversation.denied:
        one = re.escape(thing)
        if re.search(rf"{one}[^，,。；不没]{{0,6}}{has}|{has}[^，,。；不没]{{0,2}}{one}", plain):
            return Told((do.BringBack(thing),))
    return None
