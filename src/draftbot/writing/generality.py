"""Whether a sentence of a report on another topic would serve any topic."""

from __future__ import annotations

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import ReportSummary
from draftbot.facts.amounts import telling_words
from draftbot.facts.brief import Brief

# Of the words of a general sentence no more than this share may be of few topics.
MOST_OF_FEW_TOPICS = 0.3


def is_general(text: str, report: ReportSummary, brief: Brief) -> bool:
    """Whether nothing in a sentence is of its own report's topic, and little of few topics; one
    with a blank tells of something done."""
    if BLANK.search(text):
        return False
    if any(pair in text for pair in _pairs(_topic_of(report, brief)) - _pairs(brief.title)):
        return False
    words = telling_words(text)
    return len(words - brief.everyday_words) <= MOST_OF_FEW_TOPICS * len(words)


def _topic_of(report: ReportSummary, brief: Brief) -> str:
    planned = (brief.lenders or {}).get(report.id)
    return planned.topic if planned else ""


def _pairs(text: str) -> set[str]:
    plain = to_simplified(text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
