"""The words the rules are made of, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.numerals import values_in
from draftbot.chinese.word_lists import any_of, word_table
from draftbot.conversation.actions import Action
from draftbot.drafts.addresses import LAST, Where

# Between what modifies and what is modified.
OF = "的"


def listed(*keys: str) -> str:
    """A pattern for any of the words under `keys` of data/words_of_rules.txt."""
    table = word_table("words_of_rules", "draftbot.conversation")
    return any_of(word for key in keys for word in table[key])


def words_of_telling(*keys: str) -> tuple[str, ...]:
    """What is said around facts and edits in a message (data/words_of_telling.txt), under these keys."""
    table = word_table("words_of_telling", "draftbot.conversation")
    return tuple(word for key in keys for word in table[key])


@cache
def telling(*keys: str) -> str:
    """A pattern for any of these words."""
    return any_of(words_of_telling(*keys))


def is_question(text: str) -> bool:
    """Whether a text has the mark of a question."""
    return re.search("[？?]", text) is not None


# 先进, 再生, 要点 … are words of their own.
POLITE = rf"(?:{listed('polite')}|想(?!象|法)|再(?!生|就业|教育)|先(?!进|锋|行)|要(?!点|求|素|闻|害))*"
TAIL = rf"(?:{listed('at the end')})*"
NUMBER = r"[一二三四五六七八九十百两\d]+"
HEADING = r"[\u4e00-\u9fff、]{2,20}?"
QUOTED = r"(?:“[^”]{1,200}”|\"[^\"]{1,200}\"|「[^」]{1,200}」|《[^》]{1,200}》)"
COUNTED_PART = rf"第{NUMBER}(?:个?部分|大?部分|节|章|条)|最后一?个?部分"


@cache
def so_many_of_them() -> str:
    """A pattern for things that are pointed at and counted: 那几条, 这三句."""
    points, some, counted = map(telling, ("points at", "some", "counted as"))
    return rf"(?:{points})(?:{some}|{NUMBER})(?:{counted})+"


# 第二段 with no part before it is meant as the second part.
SECTION = rf"(?P<section>{COUNTED_PART}|第{NUMBER}段?|{QUOTED}|{HEADING})(?:这一?部分|那一?部分|部分|这一?节|一节|的内容)?"
WHOLE = rf"(?:{listed('whole')})"
LENGTH = r"(?P<n>\d[\d,，]*|[一二三四五六七八九十百千万两]+)\s*(?P<wan>[万千])?"
PAPER = rf"(?:{listed('papers')})"
WRITE = rf"(?:(?:{listed('drafts')})(?:一下|一个|{listed('copies')})?|(?:{listed('writes')})(?:{listed('copies')}))"
_NO_TOPIC = re.compile(rf"(?:{listed('copies')}|个)?(?:工作)?{PAPER}+")
DEGREE = rf"(?:{listed('degrees')})"

_IN = r"(?:的|里的?|中的?|里面的?)?"
_PART = rf"(?:(?P<section>{COUNTED_PART}|{HEADING}|“[^”]{{2,20}}”)(?:这一?部分|部分)?{_IN})"
# One sentence: by number, by its words, or 这句话 with nothing said of where.
SENTENCE = (
    rf"(?:{_PART}?(?:第(?P<paragraph>{NUMBER})段{_IN})?(?:第(?P<sentence>{NUMBER})|(?P<last>最后一?))句话?"
    rf"|(?P<quote>{QUOTED})(?:这|那)?一?句?话?|(?:这|那)一?句话?)"
)
PARAGRAPH = rf"{_PART}(?:第(?P<paragraph>{NUMBER})|(?P<last>最后一?))(?:自然)?段"

_QUOTES = "“”\"「」《》'‘’ "

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause that `pattern` describes as a whole asks for what `make` makes of it."""

    pattern: str
    make: Callable[[Match], Action | None]

    def action(self, clause: str) -> Action | None:
        match = _compiled(self.pattern).fullmatch(clause)
        return self.make(match) if match else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled at its first use: all rules together take half a second, which no start should wait for."""
    return re.compile(pattern, re.IGNORECASE)


def rule(pattern: str, make: Callable[[Match], Action | None]) -> Rule:
    """A rule for clauses like `pattern`, however politely they begin and end."""
    return Rule(rf"{POLITE}(?:{pattern}){TAIL}", make)


def clean(text: str) -> str:
    """What the user named, without quotes and particles around it."""
    return text.strip(_QUOTES + "，,、：:的了吧呢啊").strip()


def bare(text: str) -> str:
    """A text without the marks and particles around it; quotation marks that belong to its words stay."""
    text = text.strip("，,、：:；;。 ").strip()
    return clean(text) if text.count("“") == text.count("”") == 0 else unquoted(text)


def unquoted(text: str) -> str:
    """The user's own words, without the quotes round all of them."""
    text = text.strip()
    if len(text) > 1 and text[0] in '“"「' and text[-1] in '”"」' and not re.search("[”」].*[“「]", text):
        text = text[1:-1]
    return text.strip()


def named(match: Match, group: str = "section") -> str:
    return clean(match.group(group) or "")


def count_of(text: str | None) -> int:
    """The number in 第三, 三 or 3; 0 for none."""
    values = values_in(text or "")
    return round(values[0].middle) if values else 0


def length_of(match: Match) -> int:
    scale = {"万": 10_000, "千": 1000}.get(match.group("wan") or "", 1)
    return round(values_in(match.group("n"))[0].middle * scale)


def where_of(match: Match) -> Where:
    """The place that SENTENCE, PARAGRAPH or SECTION found."""
    groups = match.groupdict()
    if quote := groups.get("quote"):
        return Where(quote=quote[1:-1])
    last = LAST if groups.get("last") else 0
    in_sentence = "sentence" in groups
    return Where(
        section=clean(groups.get("section") or ""),
        paragraph=count_of(groups.get("paragraph")) or (0 if in_sentence else last),
        sentence=count_of(groups.get("sentence")) or (last if in_sentence else 0),
    )


def names_no_topic(title: str) -> bool:
    """Whether a title names a kind of paper and nothing else: 一份报告, 工作总结."""
    return _NO_TOPIC.fullmatch(title.strip()) is not None
