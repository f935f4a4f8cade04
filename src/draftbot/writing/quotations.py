"""What a past report says in quotes and no other does: a fact of its own, as a name is (“金喇叭”), or what
somebody planted to be repeated. Neither is borrowed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import rjieba

from draftbot.domain import Hit
from draftbot.facts.brief import Brief

QUOTED = re.compile(r"[“\"「『‘]([^“”\"「」『』‘’]+)[”\"」』’]")
_SENTENCE = "[^。！？\n]*"


def quoted_alone(hits: Sequence[Hit], brief: Brief) -> frozenset[str]:
    """What is quoted in passages of one report and not said by the user or, in another sentence, by
    another report. Words of the dictionary are everybody's."""
    asked = "quoted alone", frozenset(hit.passage.id for hit in hits)
    if asked not in brief.made:
        brief.made[asked] = frozenset(
            quoted
            for quoted, sentences in _said(hits).items()
            if len(sentences) < 2 and quoted not in brief.vouched and not rjieba.has_word(quoted)
        )
    found: frozenset[str] = brief.made[asked]
    return found


def _said(hits: Sequence[Hit]) -> dict[str, set[str]]:
    """What is quoted, with the sentences that say it, one for each report."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for hit in hits:
        texts[hit.report.id].append(hit.passage.text)
    reports = ["\n".join(passages) for passages in texts.values()]
    quoted = {one for report in reports for one in QUOTED.findall(report)}
    return {one: {_sentence_with(one, report) for report in reports if one in report} for one in quoted}


def _sentence_with(said: str, text: str) -> str:
    found = re.search(f"{_SENTENCE}{re.escape(said)}{_SENTENCE}", text)
    return found.group() if found else said
