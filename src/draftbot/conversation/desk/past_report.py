"""Which past report a user means: 去年那份, 星河幼儿园2024年的总结."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import year_named
from draftbot.chinese.words import words_of
from draftbot.domain import Conversation, ReportSummary


def best_report(reports: Sequence[ReportSummary], words: str, now: Conversation) -> ReportSummary | None:
    """The report that `words` name best; without words the last one like the title, of its own
    unit before others. None where nothing fits."""
    if words:
        wanted = set(words_of(words))
        scored = [
            (len(wanted & set(words_of(_told(report)))), report.year or 0, report) for report in reports
        ]
        best = max(scored, key=lambda one: one[:2], default=None)
        return best[2] if best and best[0] * 2 >= len(wanted) else None
    genre = now.outline.genre if now.outline else ""
    year = year_named(plain_digits(now.title), bare=True) or 9999
    topic = set(words_of(now.title))
    alike = [
        r
        for r in reports
        if r.genre == genre and (r.year or 0) < year and r.unit and r.unit == now.facts.unit
    ]
    alike = alike or [r for r in reports if r.genre == genre and (r.year or 0) < year]
    return max(alike, key=lambda r: (len(topic & set(words_of(r.title))), r.year or 0), default=None)


def _told(report: ReportSummary) -> str:
    return f"{report.title} {report.unit} {report.year or ''}年 {report.source}"
