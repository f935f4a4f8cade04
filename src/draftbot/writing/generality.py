"""Whether a sentence of a report on another topic would serve any topic."""

from __future__ import annotations

import re
from functools import lru_cache

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.domain import ReportSummary
from draftbot.facts.amounts import telling_words
from draftbot.facts.brief import Brief

# Of the words of a general sentence no more than this share may be of few topics.
MOST_OF_FEW_TOPICS = 0.3
# So many words of a topic's matter tell of it, where they are one in so many of those that any report may have.
_SEVERAL, _SHARE = 2, 4


def is_general(text: str, report: ReportSummary, brief: Brief) -> bool:
    """Whether nothing in a sentence is of its own report's topic, and little of few topics; one
    with a blank tells of something done."""
    if BLANK.search(text):
        return False
    if _names_its_own_topic(text, report, brief):
        return False
    words = telling_words(text)
    return len(words - brief.everyday_words) <= MOST_OF_FEW_TOPICS * len(words)


def tells_matter(text: str, report: ReportSummary, brief: Brief) -> bool:
    """Whether a sentence of a report on something else tells of the topic by its words, none of which may be
    its name: 每周食谱按照幼儿年龄测算营养 in a paper on 食品安全."""
    words = telling_words(BLANK.sub("", text)) - brief.everyday_words
    of_topic = words & brief.matter_words
    if _names_its_own_topic(text, report, brief):
        return False
    return len(of_topic) >= _SEVERAL and _SHARE * len(of_topic) >= len(words)


def tells_all_seasons(text: str) -> bool:
    """Whether a sentence tells season by season what is done: 春季重点检查…, 冬季重点检查…: it is on all that a
    unit does, whatever topic stands in one of its parts."""
    return len(set(re.findall(any_of(words_in("periods", "seasons")), text))) > 1


def _names_its_own_topic(text: str, report: ReportSummary, brief: Brief) -> bool:
    return any(pair in text for pair in _pairs(_topic_of(report, brief)) - _pairs(brief.title))


def _topic_of(report: ReportSummary, brief: Brief) -> str:
    planned = (brief.lenders or {}).get(report.id)
    return planned.topic if planned else ""


@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    plain = to_simplified(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
