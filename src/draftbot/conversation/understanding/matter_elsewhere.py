"""What a paper is on, where its title names nothing: it is told by a label, by what was held, by the first fact, or
behind the unit before anything is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import TIME, TaggedWord
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.actions import TakeRequest
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, parts_of
from draftbot.conversation.understanding.words import OF
from draftbot.corpus.unit_reader import UnitReader
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
_NOUNS = ("n", "nz", "nw", "vn", "an", "a")
_VERBS, _PRONOUN, _COUNTS = ("v",), "r", ("m", "q")
_SHORTEST, _LONGEST = 2, 14
# 搞了|场|活动: more words than these between count.
_COUNTED = 4


def with_matter_elsewhere(request: TakeRequest, message: str, reader: UnitReader) -> TakeRequest:
    """A request whose title names its unit and a kind of paper alone, with what the `message` says it is on.
    工作总结 is on everything, but where something is named to be its matter."""
    title, plain = to_simplified(request.title), to_simplified(message)
    noun = next((one for one in _papers() if title.endswith(one)), "")
    rest = title.removesuffix(noun).removeprefix(request.unit).strip(OF)
    is_bare = not rest or reader.noun_length(rest) == len(rest)
    is_on_all = rest in words_in(_LIST, "on everything")
    if not noun or not (is_bare or is_on_all) or len(plain) != len(message):
        return request
    matter = matter_named(plain, reader) or (
        "" if is_on_all else matter_elsewhere(plain, request.facts, reader)
    )
    at = len(title) - len(noun) - (len(rest) if is_on_all else 0)
    if not matter:
        return request
    facts = tuple(re.sub(rf"^{_named().pattern}[：:]", "", fact) for fact in request.facts)
    return replace(request, title=f"{request.title[:at]}{matter}{request.title[at:]}", facts=facts)


@cache
def _papers() -> Sequence[str]:
    return sorted(words_in(_LIST, "papers of one matter"), key=len, reverse=True)


def matter_elsewhere(message: str, facts: Sequence[str], reader: UnitReader) -> str:
    """The words for it in a simplified message; "" where none are told, or of several things."""
    told = [part for line in lines_of(message) for one in clauses_of(line) for part in parts_of(one)]
    parts = [token for part in told for token in part.split()]
    if any(map(_held_in, map(reader.words, parts))):
        return _held_once(parts, reader)
    if first := _as_fact(facts, reader):
        return first
    return next((said for part in parts if (said := _behind_the_unit(reader.words(part), reader))), "")


def matter_named(message: str, reader: UnitReader) -> str:
    """垃圾分类 of 主题是垃圾分类 and of 按“垃圾分类”这个题目."""
    found = _named().search(message) or _quoted().search(message)
    said = found["matter"].strip() if found else ""
    is_matter = _SHORTEST <= len(said) <= _LONGEST and not amounts_in(said)
    tags = [word.tag for word in reader.words(said)] if is_matter else []
    return said if is_matter and not {_PRONOUN, TIME} & set(tags) else ""


@cache
def _named() -> re.Pattern[str]:
    names, are, just = (any_of(words_in(_LIST, key)) for key in ("names the matter", "are", "mostly"))
    return re.compile(
        rf"(?:^|[，,。；;\s])(?:{names})(?:(?:{just})?(?:{are})|[：:])[“「《\"]?(?P<matter>[^，,。；;：:\s“”「」《》\"]+)"
    )


@cache
def _quoted() -> re.Pattern[str]:
    names = any_of(words_in(_LIST, "names the matter"))
    this = any_of(words_in(_LIST, "shown", "are"))
    return re.compile(rf"[“「\"](?P<matter>[^“”「」\"]+)[”」\"](?:{this})?(?:{names})")


# -- what was held ---------------------------------------------------------------------


def _held_once(parts: Sequence[str], reader: UnitReader) -> str:
    """The only thing that a message says was held: on a day of its own where nothing is told of the year, or
    else right before the paper is asked for. What is one of many things in a year is no paper's matter."""
    found = [(n, one) for n, part in enumerate(parts) for one in _held_in(reader.words(part))]
    if len(found) != 1:
        return ""
    n, said = found[0]
    rest = [part for at, part in enumerate(parts) if at != n]
    asked = next((at for at, part in enumerate(parts) if re.search(any_of(_papers()), part)), -1)
    is_next = n <= asked and not any(amounts_in(part) for part in parts[n + 1 : asked])
    has_day = _has_a_day(reader.words(parts[n])) and not any(_is_of_the_year(part) for part in rest)
    return _with_its_day(said, reader.words(parts[n]), reader) if is_next or has_day else ""


def _held_in(words: Sequence[TaggedWord]) -> list[str]:
    """消防演练 of 搞了一次消防演练; "" for one that is counted, 办了讲座5次."""
    found: list[str] = []
    for i, word in enumerate(words[:-1]):
        if word.text not in words_in(_LIST, "held") or words[i + 1].text not in words_in(_LIST, "done with"):
            continue
        at = i + 2
        while at < len(words) and words[at].tag in _COUNTS:
            at += 1
        count = "".join(one.text for one in words[i + 2 : at])
        is_one = not any(map(str.isdigit, count)) and at - i < _COUNTED
        thing = _nouns_from(words, at)
        behind = words[at + len(thing)] if at + len(thing) < len(words) else None
        is_counted = behind is not None and behind.tag in _COUNTS
        is_one = is_one or count.startswith(words_in(_LIST, "one"))
        found.append("".join(one.text for one in thing) if is_one and not is_counted else "")
    return found


def _with_its_day(said: str, words: Sequence[TaggedWord], reader: UnitReader) -> str:
    """What was held, with the day: 助残日活动 of 五月助残日搞了场活动; nothing where neither tells of it."""
    at = next(i for i, word in enumerate(words) if word.text in words_in(_LIST, "held"))
    day = _day_before(words[:at], reader)
    is_told = said and (day or said not in words_in(_LIST, "tells no matter"))
    return f"{day}{said}" if is_told else ""


def _has_a_day(words: Sequence[TaggedWord]) -> bool:
    return any(word.tag in (TIME, "t") and not _is_of_the_year(word.text) for word in words)


def _is_of_the_year(text: str) -> bool:
    return re.search(any_of(words_in(_LIST, "this year", "last year", "all of a year")), text) is not None


def _nouns_from(words: Sequence[TaggedWord], at: int) -> list[TaggedWord]:
    """The nouns that stand together from a place on, a verb among them with a noun before it (布病防控)."""
    found: list[TaggedWord] = []
    for i in range(at, len(words)):
        word = words[i]
        behind = words[i + 1] if i + 1 < len(words) else None
        is_deed = word.tag in _VERBS and bool(found) and len(word.text) > 1 and not _is_done(behind)
        if word.tag not in _NOUNS and not is_deed:
            break
        found.append(word)
    return found


def _is_done(behind: TaggedWord | None) -> bool:
    """Whether a verb is what somebody did: 改了, 检查出."""
    return behind is not None and (
        behind.text in words_in(_LIST, "done with") or behind.tag in (*_COUNTS, *_VERBS)
    )


def _day_before(words: Sequence[TaggedWord], reader: UnitReader) -> str:
    """助残日 of 五月助残日, 学雷锋 of 三月学雷锋我们: what stands between the time and who held it."""
    start = max((i + 1 for i, word in enumerate(words) if word.tag in (TIME, "t")), default=-1)
    if start < 0:
        return ""
    told = [word for word in words[start:] if word.tag != _PRONOUN]
    said = "".join(word.text for word in told)
    is_day = said.endswith(words_in(_LIST, "days of a matter"))
    is_deed = bool(told) and all(word.tag in _VERBS for word in told)
    is_short = _SHORTEST < len(said) <= _LONGEST
    return said if is_short and (is_day or is_deed) and not reader.noun_length(said) else ""


# -- what the first fact is ------------------------------------------------------------


def _as_fact(facts: Sequence[str], reader: UnitReader) -> str:
    """消防检查情况 of 11月份对32家商铺的消防检查情况, which states nothing."""
    words = reader.words(facts[0]) if facts else ()
    if not words or words[-1].text not in words_in(_LIST, "ends a matter"):
        return ""
    if any(word.tag in _VERBS for word in words):
        return ""
    found = list(_nouns_before(words, len(words)))
    return "".join(word.text for word in found) if len(found) > 1 else ""


def _nouns_before(words: Sequence[TaggedWord], end: int) -> Sequence[TaggedWord]:
    start = end
    while start > 0 and words[start - 1].tag in _NOUNS:
        start -= 1
    return words[start:end]


# -- behind the unit -------------------------------------------------------------------


def _behind_the_unit(words: Sequence[TaggedWord], reader: UnitReader) -> str:
    """布病防控 of 牧场那个布病防控今年轮到我们写总结了."""
    for i, word in enumerate(words[1:-1], 1):
        before = _nouns_before(words, i)
        unit = "".join(one.text for one in before)
        if word.text not in words_in(_LIST, "of the unit") or not reader.noun_length(unit):
            continue
        told = _nouns_from(words, i + 1)
        behind = words[i + 1 + len(told)] if i + 1 + len(told) < len(words) else None
        said = "".join(one.text for one in told)
        goes_on = behind is not None and (
            behind.tag in (TIME, "t", _PRONOUN) or behind.text in words_in(_LIST, "to be")
        )
        if goes_on and len(told) > 1 and len(said) <= _LONGEST:
            return said
    return ""
