"""Whether words state something of the world, and so may be printed as a fact.

An order, a question and a complaint speak of the paper: they name it or its parts, or count what it
is made of. Whatever a reading says, such words are no fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import rjieba

from draftbot.chinese.dates import find_dates
from draftbot.chinese.scripts import normalise
from draftbot.chinese.sentence_polarity import fact_tells_problem
from draftbot.chinese.tagging import TIME, TaggedWord
from draftbot.chinese.word_lists import any_of, word_table
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import COUNTED_PART, telling, words_of_telling
from draftbot.facts.amounts import Amount, amounts_in

_LIST, _ROOM = "words_of_statements", "draftbot.conversation"
_COUNTED = re.compile(COUNTED_PART)
_BEFORE_VERBS = ("d", "c")  # 再, 也, 还
_MARK, _VERB = "w", "v"
# An abbreviation (社区) is one, too.
_NOUNS = ("n", "j")
_TOLD_BY = 3  # words in which somebody is said to have told it
_SHARES = ("%", "％", "成")
# 6插00张: nobody writes a number so.
_NO_NUMBER = re.compile(r"0\d")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(word_table(_LIST, _ROOM)[key])


def speaks_of_the_paper(wish: Wish) -> bool:
    """Whether a wish names the paper, its parts, or a place in it."""
    if wish.numbers_of_sections or wish.sentence:
        return True
    if names_the_paper(wish.plain):
        return True
    return any(word.text in _words("paper alone") for word in wish.view.words(wish.plain))


def is_order_about_the_paper(text: str) -> bool:
    """Whether words without a view of the desk name a part of the paper and count nothing in the world:
    第二部分再具体一点."""
    plain = normalise(text)
    names = bool(_COUNTED.search(plain)) or names_the_paper(plain)
    return names and not counts_in_the_world(text) and not begins_with_a_day(plain)


def begins_with_a_day(text: str) -> bool:
    """Whether words begin with the day on which something was: 10月封顶."""
    days = find_dates(text)
    return bool(days) and days[0].start == 0


def measures_of_the_paper() -> frozenset[str]:
    """What is counted in a paper: 字, 句, 段."""
    return _words("measures")


def names_the_paper(plain: str) -> bool:
    """Whether simplified words name the paper, a part of it or what stands around it."""
    return any(word in plain.lower() for word in _words("paper"))


def puts_together(wish: Wish) -> bool:
    """Whether a wish puts words elsewhere in the paper: 护林员36人和卡口放一起, 老人的话放到总体要求里."""
    match = _puts().search(wish.plain)
    if match is None:
        return False
    return bool(
        match["together"] or match["points"] or match["away"] or Wish(match["to"], wish.view).sections
    )


@cache
def _puts() -> re.Pattern[str]:
    moves, into, within = telling("moves", "goes beside"), telling("into"), telling("within")
    return re.compile(
        rf"(?P<points>{telling('points at words')})$|(?:{moves})(?:{into}|成)*(?:(?P<together>{telling('together')})|(?P<away>{telling('over there')})|(?P<to>\w{{2,20}}?)(?:{within})?)[吧了。]*$"
    )


def asks_or_corrects(wish: Wish) -> bool:
    """Whether a wish asks for what it does not know, or speaks of what was said before."""
    return any(word in wish.plain for key in ("asks", "corrects") for word in _words(key))


def orders_so_many(wish: Wish) -> bool:
    """Whether a wish begins with a verb of one character and how many, and nothing says that it was done:
    插8张照片, where a statement has 插了8张; or one of its clauses with a verb said twice, which begs:
    急，查查12人那次."""
    gaining_time = _words("gaining time")
    clauses: list[list[TaggedWord]] = [[]]
    for word in wish.view.words(wish.plain):
        if word.tag == _MARK:
            clauses.append([])
        elif word.tag not in _BEFORE_VERBS and word.text not in gaining_time:
            clauses[-1].append(word)
    # 急，插8张照片: what is said before it in one word is no clause.
    first = next((clause for clause in clauses if len(clause) > 1), [])
    return _counts_out(first) or any(map(_begs, clauses))


def _counts_out(words: Sequence[TaggedWord]) -> bool:
    """领导说插5张照片: who tells to do it may stand before."""
    told = next((i + 1 for i, word in enumerate(words[:_TOLD_BY]) if word.text in _words("tells to")), 0)
    words = words[told:]
    is_order = len(words) > 1 and words[0].tag == _VERB and words[0].text not in words_of_telling("has")
    return is_order and len(words[0].text) == 1 and words[1].tag == "m"


def _begs(words: Sequence[TaggedWord]) -> bool:
    """Whether a verb that is said twice begins a clause."""
    if not words or words[0].tag != _VERB:
        return False
    verb = words[0].text
    return verb == 2 * verb[: len(verb) // 2] or (len(words) > 1 and verb == words[1].text)


def without_gaining_time(plain: str) -> str:
    """Words without what is said round them to gain time: 呃去年有两百人吗呃."""
    said = any_of(_words("gaining time"))
    return re.sub(rf"^(?:{said})+|(?:{said})+$", "", plain)


def counts_in_the_world(text: str) -> bool:
    """Whether a number in `text` has a measure, and counts something else than what papers are made of."""
    plain = normalise(text)
    amounts = amounts_in(plain)
    return any(_counts(amount) for amount in amounts) and not any(
        _is_of_the_paper(amount, plain) for amount in amounts
    )


def measures_the_world(text: str) -> bool:
    """Whether a number in `text` has a measure of the world, or counts a thing; a bare one may be how long the
    paper shall be: 控制在一千六上下, 两千二封顶."""
    plain = normalise(text)
    return any(_counts_a_thing(amount, plain) for amount in amounts_in(plain))


def _counts_a_thing(amount: Amount, plain: str) -> bool:
    if is_measured(amount, plain):
        return not _is_of_the_paper(amount, plain)
    return (
        bool(amount.counted_noun)
        and not names_the_paper(amount.counted_noun)
        and _is_noun(amount.counted_noun)
    )


def is_measured(amount: Amount, plain: str) -> bool:
    """Whether a number has a measure, which is not the beginning of a word: 两千三封顶."""
    return bool(amount.measure) and not _begins_a_word(plain, amount.end - len(amount.measure))


def _begins_a_word(plain: str, at: int) -> bool:
    """Whether what stands there begins a longer word: the 封 of 封顶."""
    end = 0
    for word in rjieba.cut(plain, False):
        start, end = end, end + len(word)
        if start <= at < end:
            return start == at and len(word) > 1
    return False


def _is_of_the_paper(amount: Amount, plain: str) -> bool:
    """Whether what papers are made of is counted; 井盖5块 has what it counts before it."""
    counted = amount.counted_noun
    is_told = bool(counted) and plain[: amount.start].endswith(counted) and not names_the_paper(counted)
    return amount.measure in _words("measures") and not (is_told and _is_noun(counted))


def _is_noun(words: str) -> bool:
    """Whether words that stand before a number end with what can be counted: 井盖, not 改成."""
    *_, (_, tag) = rjieba.tag(words, False)
    return tag.startswith(_NOUNS)


def _counts(amount: Amount) -> bool:
    if _NO_NUMBER.match(amount.text):
        return False
    return bool(amount.measure) or amount.text.endswith(_SHARES) or bool(amount.counted_noun)


def tells_when(wish: Wish) -> bool:
    """Whether a wish without a figure says when something was done, or how all of a time was."""
    words = wish.view.words(wish.plain)
    return any(word.tag == TIME and word.text not in _words("of talking") for word in words)


def troubles_apart(fact: str) -> list[str]:
    """厨师3名都有健康证，困难是冷藏柜老坏: a trouble told behind a fact is one of its own."""
    trouble, is_ = any_of(_words("troubles")), any_of(word for word in _words("is") if word.isalpha())
    plain = normalise(fact)
    if len(plain) != len(fact):
        return [fact]
    told = re.compile(rf"[，,；;]\s*(?=\w{{0,6}}?(?:{trouble})(?:{is_})\w{{2,}})")
    bounds = [0, *(at for match in told.finditer(plain) for at in match.span()), len(fact)]
    parts = [fact[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    return [one for part in parts for one in _went_wrong_apart(part)]


def _went_wrong_apart(fact: str) -> list[str]:
    """听课36节，有一次家长投诉没处理好 as two: what went wrong behind a count of what was done, where it names
    what it is of (not 32份没有收回)."""
    told, mark, behind = fact.partition("，")
    names_it = any(tag.startswith("n") for _, tag in rjieba.tag(normalise(behind), False))
    is_apart = mark and names_it and amounts_in(told) and fact_tells_problem(behind)
    return [told, behind] if is_apart and not fact_tells_problem(told) else [fact]


def tells_a_trouble(wish: Wish) -> bool:
    """Whether a wish begins with what stands in the way, and goes on to say what: 困难是没有专项经费."""
    trouble, is_ = (any_of(_words(key)) for key in ("troubles", "is"))
    return re.match(rf".{{0,6}}?(?:{trouble})\w{{0,2}}?(?:{is_}).{{4,}}", wish.plain) is not None
