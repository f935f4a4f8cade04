"""What a sentence says of its matter: a shortcoming, an intention, or a result.

A passage is told by its heading, but one sentence in it may say the contrary:
成效 ends on what is still missing, 存在问题 on what will be done. Judged by
the words of the trade, so that no such sentence stands in the wrong section.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import rjieba

from draftbot.chinese.aspects import has_aspect
from draftbot.chinese.numerals import values_in
from draftbot.chinese.phrases import OTHERWISE, Phrases, phrases_of
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.domain import BLANK_OPEN, Role

# 不足3人, 问题12个: with a number behind them they count, and say of nothing that it is wanting.
_COUNTS = re.compile(r"(?:不足|问题)(?=[\d【])")
# 重硬件轻软件
_ONE_SIDED = re.compile(r"重[^，。]{1,6}轻[^，。]{1,6}")
_BY_A_DATE = re.compile(r"到(?:20\d\d|【[^】]*】)年[底末]*[，前]")
_CLAUSE = re.compile("[，,。；;]")
# 将 says what will be before an adverb, a preposition or a verb; before a noun what something is
# done to (将责任落实到人), and so before 原 (将原有…); after 现 what a letter is for.
_WILL = re.compile("(?<!现)将(?!原)")
# So many characters hold the word behind it.
_NEXT = 8
_AFTER_WILL = frozenset(("d", "ad", "vd", "p", "v", "a", "b", "i", "l"))


_PAST_ROLES = frozenset((Role.WORK, Role.OVERVIEW, Role.OPENING, Role.EXPERIENCE, Role.OTHER))


def contradicts(text: str, role: Role, ahead: bool = False) -> bool:
    """Whether `text` says the contrary of what a section in `role` is there for.

    `ahead` for papers that are all intention, plans and schemes: what is done
    there is still to be done.
    """
    if role is Role.PROBLEMS:
        return tells_plan(text) or (tells_result(text) and not tells_problem(text))
    if role in _PAST_ROLES and not ahead:
        return tells_problem(text) or tells_plan(text)
    # What is to be done may name the shortcoming it is for, but not stop at it.
    return tells_result(text) or (tells_problem(text) and not tells_plan(text))


def tells_problem(text: str) -> bool:
    """Whether `text` says that something is wanting, and not that it was dealt with."""
    return _wants(text, phrases_of("shortcomings", "")) or bool(_ONE_SIDED.search(text))


def tells_plan(text: str) -> bool:
    """Whether `text` says what is intended."""
    if phrases_of("intentions", "looks back").stands_in(text):
        return False
    return (
        _intention().stands_in(text)
        or bool(_proposal().search(text) or _BY_A_DATE.search(text))
        or _will(text)
    )


def tells_done(text: str) -> bool:
    """Whether `text` says that something was done: by its particles (开了, 去过), by its adverb (已), or
    by how much of it there was."""
    done = words_in("intentions", "done")
    return BLANK_OPEN in text or has_aspect(text) or any(word in done for word in rjieba.cut(text, False))


def tells_result(text: str) -> bool:
    """Whether `text` says what came out well."""
    return phrases_of("results").stands_in(text)


def fact_tells_problem(fact: str) -> bool:
    """Whether a line that states one fact says that something is wanting, or went wrong."""
    fact = _harmless().sub("", fact)
    if _wants(fact, phrases_of("shortcomings", "", "in a fact")):
        return True
    return any(
        _wants(clause, phrases_of("shortcomings", "trouble"))
        and not (_deals_with_trouble(clause) or _counts_none(clause))
        for clause in _CLAUSE.split(fact)
    ) or (_denies(fact) and not tells_result(fact))


def _deals_with_trouble(clause: str) -> bool:
    """Whether a clause tells what was done about a trouble, or that there was none, or less of it: 查处违章5起,
    无事故, 投诉下降12%."""
    found = phrases_of("shortcomings", "trouble").first_in(clause)
    before, behind = (clause[: found.start()], clause[found.end() :]) if found else (clause, "")
    there_is = words_in("shortcomings", "there is")
    return any(word in behind for word in words_in("shortcomings", "falls")) or any(
        (tag.startswith("v") and word not in there_is) or word in words_in("shortcomings", "there is none")
        for word, tag in rjieba.tag(before, False)
    )


def _counts_none(clause: str) -> bool:
    """Whether a clause counts but nothing: 辍学率为0, 投诉0起."""
    values = values_in(clause)
    return bool(values) and all(value.low == value.high == 0 for value in values)


def _denies(fact: str) -> bool:
    """Whether a fact says that what should be is not: 2次进货没索证, 11盏路灯不亮."""
    words = rjieba.cut(fact, False)
    denying, nothing = words_in("shortcomings", "denies"), words_in("shortcomings", "denies no more")
    return any(one in denying and not after.startswith(nothing) for one, after in pairwise(words))


def denies(text: str) -> bool:
    """Whether a text says of anything that it is not."""
    return without_denial(text) != text


def without_denial(text: str) -> str:
    """A text without the words that say of anything that it is not."""
    return "".join(word for word in rjieba.cut(text, False) if word not in _denying())


def behind_denial(text: str) -> str:
    """What a text says behind the last word that denies; all of it where none does."""
    words = rjieba.cut(text, False)
    last = max((i for i, word in enumerate(words) if word in _denying()), default=-1)
    return "".join(words[last + 1 :])


def _denying() -> tuple[str, ...]:
    return words_in("shortcomings", "denies", "denies still", "there is none")


@cache
def _harmless() -> re.Pattern[str]:
    """没伤着人, 没断过: harm denied is nothing that is wanting."""
    denies, harm = any_of(words_in("shortcomings", "denies")), any_of(words_in("shortcomings", "harm"))
    return re.compile(rf"(?:{denies})有?(?:{harm})\w{{0,4}}")


def fact_tells_plan(fact: str) -> bool:
    """Whether a line that states one fact says what is intended."""
    opening = any_of((*words_in("intentions", "opens a fact"), *words_in("time_to_come")))
    return bool(re.match(rf"(?:20\d\d年)?(?:\d{{1,2}}月底?前?)?(?:{opening})", fact)) or tells_plan(fact)


def _wants(text: str, shortcomings: Phrases) -> bool:
    text = _COUNTS.sub("", text)
    seen_to, finished = _dealt_with()
    return any(
        not seen_to.search(text[: found.start()])
        and not finished.match(text[found.end() :])
        and not _is_object_of_care(text, found)
        for found in shortcomings.all_in(text)
    )


def _is_object_of_care(text: str, found: re.Match[str]) -> bool:
    """Whether a shortcoming only tells whom something is done for: 对薄弱学科跟踪听课."""
    toward = any_of(words_in("dealing_with_troubles", "toward"))
    return bool(re.search(rf"(?:{toward})[^，。；]{{0,6}}$", text[: found.start()])) and _is_noun_next(
        text[found.end() :]
    )


def _is_noun_next(rest: str) -> bool:
    first = next(
        (word for word, start, _ in rjieba.tokenize(rest[:_NEXT], "search", False) if start == 0), ""
    )
    return bool(first) and rjieba.tag(first, False)[0][1].startswith("n")


def _will(text: str) -> bool:
    """Whether a 将 in `text` says what will be. Held against a trained tagger on 540 sentences,
    nine of ten are found, and nine of ten found are right."""
    if not _WILL.search(text):
        return False
    starts, at = set(), 0
    for word in rjieba.cut(text, False):
        starts |= {at} if word in words_in("intentions", "will") else set()
        at += len(word)
    return any(
        found.start() in starts and _tells_doing(text[found.end() :]) for found in _WILL.finditer(text)
    )


def _tells_doing(rest: str) -> bool:
    """Whether `rest` begins with a word of doing, or how it is done."""
    if not rest or rest.startswith(words_in("intentions", "behind 将")):
        return bool(rest)
    first = next(word for word, start, _ in rjieba.tokenize(rest[:_NEXT], "search", False) if start == 0)
    return rjieba.tag(first, False)[0][1] in _AFTER_WILL


@cache
def _intention() -> Phrases:
    table = word_table("intentions")
    return Phrases((*table[""], *words_in("time_to_come")), table[OTHERWISE])


@cache
def _proposal() -> re.Pattern[str]:
    table = word_table("intentions")
    otherwise = any_of(table[OTHERWISE])
    return re.compile(rf"(?:^|[，；])(?!{otherwise})(?:{any_of(table['opens a clause'])})(?![\d【])")


@cache
def _dealt_with() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before, and behind, a shortcoming named to say what is done about it."""
    words = {key: f"(?:{any_of(listed)})" for key, listed in word_table("dealing_with_troubles").items()}
    return (
        re.compile(rf"(?:{words['removes']}|{words['sees to']})[^。；]{{0,24}}$"),
        re.compile(
            rf"[^。；]{{0,16}}(?!{words[OTHERWISE]}){words['finished']}[^。；]{{0,8}}{words['finished by']}"
        ),
    )
