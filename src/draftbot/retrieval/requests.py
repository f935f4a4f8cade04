"""What is only the asking, taken off a query: of 帮我找一下关于防汛的段落 防汛 is left.

A phrase is taken off only where it cannot be the subject: strong ones are certain by
themselves, weak ones only once something else has shown that this is a request
(“关于加强防汛工作的通知” is a title). A phrase ends where a word ends: the segmenter's
dictionary tells that 查下|水道 and 找|准差距 would tear a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

import rjieba

from draftbot.chinese.phrases import phrase_pattern
from draftbot.chinese.word_lists import word_set, word_table, words_in

# What makes of signs something to look for: a letter or a digit.
TELLING = re.compile(r"[^\W_]")
# Stands for a quoted phrase while the request around it is taken off, so that "帮我" in quotes is safe.
HELD = "\ue000"

_ASKING = "asking"
_REACH = 60
# 你好，/麻烦您/帮我找/关于…/方面的内容/好吗/谢谢: more than these nobody strings together.
_MOST_PHRASES = 12
# The longest word that could be torn, and the longest phrase of the lists.
_LONGEST_WORD = 8
_NUMBER = re.compile(r"[一二两三四五六七八九十几]|\d{1,2}")
_ENDING = re.compile(r"[\s,.。!?;:、~…]+$")
_BEGINNING = re.compile(r"^[\s,.。!?;:、~]+")
_MARK = re.compile(r"[\s,.。!]")
_DONE = "了"

_ENGLISH_NOUN = r"(?:passages?|paragraphs?|sections?|texts?|examples?|excerpts?|content|materials?)"
_ENGLISH_ABOUT = r"(?:about|on|regarding|concerning|related to|relating to|mentioning|that mention|of)"
_ENGLISH_SOME = r"(?:(?:some|any|the|all|a|an|few|several|past|previous)\s+)*"
_IN_ENGLISH = re.compile(
    r"(?:(?:please|pls|can you|could you|help me(?: to)?|i (?:want|need|would like) to)\s+)*"
    r"(?:(?:find|show|give|get|list|search)(?:\s+me|\s+for)?\s+"
    rf"{_ENGLISH_SOME}{_ENGLISH_NOUN}(?:\s+{_ENGLISH_ABOUT}(?=\s))?(?![a-z])"
    rf"|(?:find|show|give|get|list|search)(?:\s+me|\s+for)?\s+{_ENGLISH_SOME}(?:reports?|documents?)\s+{_ENGLISH_ABOUT}(?=\s)"
    rf"|(?:find|show|give|get)\s+me\s+{_ENGLISH_SOME}|(?:search|look(?:ing)?)\s+for\s+{_ENGLISH_SOME}"
    rf"|(?:find|search)\s*(?=[\u4e00-\u9fff{HELD}])|how to write\s+)",
    re.IGNORECASE,
)


def without_request(body: str) -> str:
    """`body` without the words of asking at its ends; never without its last word."""
    body = _trimmed(body)
    is_request = False
    for _ in range(_MOST_PHRASES):
        shorter = _first_of((_without_head, _without_joint, _without_tail, _without_particles), body)
        if shorter is None and is_request:
            shorter = _first_of((_without_weak_head, _without_weak_tail), body)
        if shorter is None:
            break
        body, is_request = shorter, True
    return body


def _first_of(ways: Iterable[Callable[[str], str | None]], body: str) -> str | None:
    return next((shorter for way in ways if (shorter := way(body)) is not None), None)


def _if_telling(rest: str) -> str | None:
    """`rest` trimmed; None if no word would be left."""
    rest = _trimmed(rest)
    return rest if HELD in rest or TELLING.search(rest) else None


def _trimmed(body: str) -> str:
    return _BEGINNING.sub("", _ENDING.sub("", body))


# -- where words end -------------------------------------------------------------


def _tears(text: str, start: int, end: int) -> bool:
    """Whether a phrase that stands in `text` from `start` to `end` would tear the word behind it."""
    if text.startswith(_whole(), end):
        return False
    if any(
        text.startswith(word, at) for word in _whole() for at in range(max(start, end - len(word) + 1), end)
    ):
        return True
    at = start
    for word in rjieba.cut(text[start : end + _LONGEST_WORD], False):
        at += len(word)
        if at >= end:
            return at > end
    return False


@cache
def _whole() -> tuple[str, ...]:
    return (*words_in(_ASKING, "whole"), *words_in("time_to_come"))


def _is_edge(text: str, at: int) -> bool:
    """Whether a word of `text` begins at `at`."""
    return at == 0 or not _tears(text, max(0, at - _LONGEST_WORD), at)


class _Reader:
    """Takes phrases off the beginning of a text, one list after the other."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    @property
    def rest(self) -> str:
        return self.text[self.at :]

    def take(self, *keys: str) -> str:
        """The longest phrase of the lists that stands here and tears nothing; "" if none does."""
        for phrase in _longest_first(*keys):
            end = self.at + len(phrase)
            if self.text.startswith(phrase, self.at) and not _tears(self.text, self.at, end):
                self.at = end
                return phrase
        return ""

    def take_amount(self) -> bool:
        """An amount (一些, 几段, 3篇), if one stands here."""
        if self.take("some", "all"):
            return True
        start, number = self.at, _NUMBER.match(self.text, self.at)
        self.at = number.end() if number else self.at
        piece = self.take("pieces")
        if number is None or not piece or _tears(self.text, start, self.at):
            self.at = start
            return False
        return True

    def take_then(self) -> None:
        """What stands between a verb of asking and the subject."""
        self.take("direction")
        self.take("a bit")
        self.take_amount()
        self.take("past")
        self.take("about")


@cache
def _longest_first(*keys: str) -> tuple[str, ...]:
    return tuple(sorted(words_in(_ASKING, *keys), key=len, reverse=True))


# -- before the subject ----------------------------------------------------------


def _without_head(body: str) -> str | None:
    english = _IN_ENGLISH.match(body, 0, _REACH)
    if english:
        return _if_telling(body[english.end() :])
    return _first_of((_without_greeting, _without_question, _without_how, _without_wish), body)


def _without_greeting(body: str) -> str | None:
    reader = _Reader(body)
    if reader.take("greetings") or (reader.take("greetings before a mark") and _MARK.match(reader.rest)):
        return _if_telling(reader.rest)
    if reader.take("tell me") and reader.rest.startswith(words_in(_ASKING, "told")):
        return _if_telling(reader.rest)
    return None


def _without_question(body: str) -> str | None:
    reader = _Reader(body)
    if not reader.take("is there"):
        return None
    reader.take_then()
    return _if_telling(reader.rest)


def _without_how(body: str) -> str | None:
    """怎么写防汛总结; not 如何写好粉笔字."""
    reader = _Reader(body)
    if not (reader.take("how") and reader.take("write")) or reader.rest.startswith(words_in(_ASKING, "well")):
        return None
    reader.take_amount() or reader.take("pieces")
    reader.take("about")
    return _if_telling(reader.rest)


def _without_wish(body: str) -> str | None:
    """麻烦您帮我再找几段…, 我想看看…, 查一下…, 来几段…"""
    reader = _Reader(body)
    said = _before_verb(reader)
    start = reader.at
    verb = reader.take("find", "look", "write", "give", *(["learn"] if "wish" in said else []))
    if reader.rest.startswith(_DONE):  # 整理了台账
        return None
    if not verb and reader.take("with an amount") and reader.take_amount():
        verb = reader.text[start : reader.at]
        said.add("amount")
    if not verb:
        reader.at = start
        alone = "help alone" in said and not _names_unit(reader.rest)
        return _if_telling(reader.rest) if alone else None
    after_verb = reader.at
    reader.take("direction")
    said |= {"a bit"} if reader.take("a bit") else set()
    said |= {"amount"} if reader.take_amount() or (verb == "写" and reader.take("pieces")) else set()
    reader.at = after_verb if not said & {"a bit", "amount"} else reader.at
    reader.take_then()
    return _if_telling(reader.rest) if _asks(verb, said) else None


def _before_verb(reader: _Reader) -> set[str]:
    """What of a wish stands before its verb: 麻烦您能不能帮我再."""
    said: set[str] = set()
    while True:
        if reader.take("help alone"):
            said |= {"help", "help alone"}
        elif reader.take("help"):
            said.add("help")
        elif polite := reader.take("please"):
            said.add("please" if polite == "请" else "beg")
        elif said and reader.take("you", "again"):
            continue
        elif not reader.take("can"):
            break
    if not said:
        one, many = reader.take("who"), ""
        many = "" if one else reader.take("who, many")
        reader.take("now")
        if reader.take("wish") or (one and reader.take("need")):
            said.add("wish")
            reader.take("again")
        elif one or many:
            reader.at = 0
    return said


def _asks(verb: str, said: set[str]) -> bool:
    """Whether what was said around a verb makes a request of it."""
    if said & {"help", "beg", "wish", "amount"}:
        return True
    finds = verb in words_in(_ASKING, "find")
    if "please" in said:
        return finds or "a bit" in said or verb in word_set(_ASKING, "asked for politely")
    return "a bit" in said and (finds or verb in words_in(_ASKING, "look"))


def _names_unit(rest: str) -> bool:
    """Whether behind 帮我 a unit follows: 帮我校制定方案."""
    return bool(rest) and rjieba.cut(rest[:_LONGEST_WORD], False)[0] in word_set("own_unit")


def _without_weak_head(body: str) -> str | None:
    return _first_of((_without_weak_verb, _without_place, _without_past), body)


def _without_weak_verb(body: str) -> str | None:
    reader = _Reader(body)
    if reader.take("who"):
        asks = bool(reader.take("need") or reader.take("wish"))
    else:
        asks = bool(reader.take("find", "say") or reader.take("look") in ("看看", "看一看")) or bool(
            reader.take("where is")
        )
    if not asks:
        return None
    reader.take_then()
    return _if_telling(reader.rest)


def _without_place(body: str) -> str | None:
    """哪些报告里提到过…"""
    reader = _Reader(body)
    if not (reader.take("in which") and reader.take("papers")):
        return None
    reader.take("within")
    if not reader.take("says"):
        return None
    reader.take_then()
    return _if_telling(reader.rest)


def _without_past(body: str) -> str | None:
    reader = _Reader(body)
    return _if_telling(reader.rest) if reader.take("past") or reader.take("about") else None


# -- behind the subject ----------------------------------------------------------


def _without_tail(body: str) -> str | None:
    return _cut_off(body, _tails(), torn=True)


def _without_weak_tail(body: str) -> str | None:
    return _cut_off(body, _weak_tails(), torn=False)


def _without_particles(body: str) -> str | None:
    found = _particles().search(body)
    return _cut_off(body, _particles(), torn=True) if found else None


def _cut_off(body: str, tails: re.Pattern[str], *, torn: bool) -> str | None:
    """`body` without the longest of `tails` that begins where a word does."""
    at = max(0, len(body) - _REACH)
    while found := tails.search(body, at):
        if not torn or _is_edge(body, found.start()):
            return _if_telling(body[: found.start()])
        at = found.start() + 1
    return None


@cache
def _words() -> dict[str, str]:
    return {key: f"(?:{phrase_pattern(listed)})" for key, listed in word_table(_ASKING).items()}


@cache
def _tails() -> re.Pattern[str]:
    w = _words()
    thing = f"(?:{w['state']}|{w['nouns']})"
    return re.compile(
        rf"[\s,.。!?~]{w['thanks']}(?:{w['you']}|[啦了])*$"
        rf"|的{w['related']}的?{thing}$|{w['related']}的{thing}$|方面的{w['related']}?{w['nouns']}$"
        rf"|的{w['only searched for']}$|{w['samples']}$"
        rf"|{w['ought']}?是?{w['how']}{w['to']}?{w['done']}{w['well']}?$",
        re.IGNORECASE,
    )


@cache
def _weak_tails() -> re.Pattern[str]:
    w = _words()
    kinds = "".join(f"(?<!{re.escape(kind)})" for kind in words_in(_ASKING, "kinds of stuff"))
    return re.compile(
        rf"的?{w['related']}{w['nouns']}$|的{w['nouns']}$|方面{w['matters']}$|{kinds}{w['stuff']}$|{w['which']}$"
    )


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(f"{_words()['particles']}+$")


# -- around the subject ----------------------------------------------------------


def _without_joint(body: str) -> str | None:
    """跟防汛有关的内容, 有防汛的段落吗; not 和谐校园相关的内容."""
    found = _joined().match(body)
    if found and not _tears(body, 0, found.end()):
        return _if_telling(body[found.end() :])
    return None


@cache
def _joined() -> re.Pattern[str]:
    w = _words()
    return re.compile(
        rf"[跟和与同](?=.+{w['related']}的?{w['nouns']}$)|有(?=.+的{w['related']}?{w['nouns']}吗?$)"
    )
