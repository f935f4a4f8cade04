"""What the unit's own past reports say to a question (去年查出多少处？), and how far what the user told is from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import YEARS_BACK, find_periods, with_years
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.chinese.words import query_words, words_of
from draftbot.conversation.desk.desk import Desk
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.words import PAPER
from draftbot.domain import Filters, Hit, ReportSummary, Role
from draftbot.facts.figures_told import FigureTold, figures_told
from draftbot.masking.mask import is_report_of
from draftbot.messages import Message, all_lines, titled

HITS, QUOTED = 5, 3
_NUMBER = re.compile(r"[\d.]+")
# Words of a question that ask for a figure count for no more than this beside those that say of what.
_FOR_A_FIGURE = 0.5


def own_past_says(desk: Desk, question: str) -> Message | None:
    """The sentences of the unit's own reports that answer; None where it has none, or they say nothing of it."""
    own = _own_reports(desk)
    words = _asked_for(question)
    year = _year_meant(question, desk)
    of_year = [report for report in own if report.year == year] if year else own
    if not of_year:
        return None
    named = max(of_year, key=lambda report: _shared(report.title, f"{question}{desk.conversation.title}"))
    if re.search(PAPER, question) and all(word in named.title for word in words):
        return _what_it_holds(desk, named)
    best = list(_sentences(_hits(desk, question, of_year), words, question))[:QUOTED]
    if not best:
        return None
    lines = [Message("desk.passage_says", title=titled(report.title), text=text) for text, report in best]
    beside = _held_against(desk, question, best[0][0], words)
    return all_lines([Message("desk.own_past_says"), *lines, *([beside] if beside else [])])


def _held_against(desk: Desk, question: str, then: str, words: Sequence[str]) -> Message | None:
    """How far this year's figure is from the one of a past report: the user's facts', else what the draft says of
    this year; that there is none, where the question asks for both."""
    facts = [fact.text for fact in desk.conversation.facts.facts]
    draft = desk.draft if desk.conversation.draft_id else None
    told = [s.text for s in draft.sentences if s.is_users or s.fills or s.confirmed] if draft else []
    if found := _beside(then, facts, words) or _beside(then, told, words):
        return found
    compares = any_of(words_in("asking", "against the year before", "by how much"))
    figures = [f for f in figures_told(then) if _is_of(f.matter, words)]
    if not re.search(compares, question) or not figures:
        return None
    return Message("desk.not_told_this_year", before=figures[0].text)


def _own_reports(desk: Desk) -> list[ReportSummary]:
    """The unit's own, the latest last."""
    unit, known = desk.conversation.facts.unit, desk.drafter.knowledge
    if not unit:
        return []
    own = [r for r in known.catalog.reports(None) if is_report_of(r, unit, known.trades())]
    return sorted(own, key=lambda r: r.year or 0)


def names_a_year(question: str, desk: Desk) -> bool:
    """Whether a question asks what was in a year, and so how much of something, not of how many reports."""
    return _year_meant(question, desk) is not None and not re.search(PAPER, question)


def _year_meant(question: str, desk: Desk) -> int | None:
    """The year that a question names, 去年 by the paper's own, the one before it where it holds both against each
    other; None where it names none."""
    now = desk.view().year
    years = {period.year for period in find_periods(with_years(plain_digits(question), now))}
    before = [year for year in years if year < now]
    if not years and re.search(any_of(words_in("asking", "against the year before")), question):
        return now - 1
    return max(before or years, default=None)


def _asked_for(question: str) -> list[str]:
    """The words that say what is asked about, without those of time, of asking and of papers."""
    apart = {
        *words_in("words_of_wishes", "about the corpus"),
        *words_in("asking", "papers", "how many", "what", "how it was", "against the year before"),
        *words_in("periods", *YEARS_BACK),
    }
    return [word for word in query_words(question) if len(word) > 1 and word not in apart]


def _shared(title: str, said: str) -> int:
    return sum(word in said for word in words_of(title))


def _hits(desk: Desk, question: str, reports: Sequence[ReportSummary]) -> list[Hit]:
    units = dict.fromkeys(report.unit for report in reports)
    ids = {report.id for report in reports}
    found = [hit for unit in units for hit in desk.search.search(question, HITS, Filters(unit=unit)).hits]
    return [hit for hit in found if hit.report.id in ids]


def _sentences(
    hits: Sequence[Hit], words: Sequence[str], question: str
) -> Iterator[tuple[str, ReportSummary]]:
    """Those that say most of what is asked about, with a figure first where one is asked for."""
    wants_figure = re.search(any_of(words_in("asking", "how many")), question) is not None
    scored = []
    for hit in sorted(
        hits, key=lambda one: one.passage.role is Role.PLANS
    ):  # what was done before what was to be
        for text in split_sentences(hit.passage.text):
            said = sum(word in text for word in words)
            if said:
                scored.append(
                    (said + _FOR_A_FIGURE * (wants_figure and bool(figures_told(text))), text, hit.report)
                )
    most = max((score for score, _, _ in scored), default=0)
    if 2 * most < len(words):
        return
    seen = set[str]()
    for score, text, report in scored:
        if score == most and text not in seen:
            seen.add(text)
            yield text, report


def _beside(text: str, facts: Sequence[str], words: Sequence[str]) -> Message | None:
    """How far a figure that the user told is from the one of a past report that counts the same."""
    pairs = [
        (now, before)
        for before in figures_told(text)
        for fact in facts
        for now in figures_told(fact)
        if now.counts_like(before)
        and not _is_a_change(text, before)
        and len(now.values) == len(before.values) == 1
        and _is_of(now.matter & before.matter, words)
    ]
    if len(pairs) != 1 or not (difference := _difference(*pairs[0])):
        return None
    now, before = pairs[0]
    if difference.endswith("%"):
        return _in_points(now, before, difference)
    more = now.values[0].middle > before.values[0].middle
    code = "desk.more_than_before" if more else "desk.less_than_before"
    share = abs(now.values[0].middle / before.values[0].middle - 1)
    return Message(code, now=now.text, before=before.text, difference=difference, share=share)


def _in_points(now: FigureTold, before: FigureTold, difference: str) -> Message:
    more = now.values[0].middle > before.values[0].middle
    code = "desk.more_points_than_before" if more else "desk.fewer_points_than_before"
    return Message(code, now=now.text, before=before.text, points=difference.rstrip("%"))


def _is_a_change(text: str, figure: FigureTold) -> bool:
    """Whether a figure is by how much another rose or fell: 比上年减少135万人次."""
    clause = next((c for c in re.split("[，；。]", text) if figure.text in c), "")
    before = clause.partition(figure.text)[0]
    return re.search(order_words("rose or fell"), before) is not None


def _is_of(matter: frozenset[str], words: Sequence[str]) -> bool:
    return any(word in words or any(word in asked for asked in words) for word in matter)


def _difference(now: FigureTold, before: FigureTold) -> str:
    """The difference in the measure that both are told in; "" where they are not told alike or are the same."""
    numbers = [_NUMBER.match(plain_digits(one.text)) for one in (now, before)]
    if not all(numbers) or not before.values[0].middle:
        return ""
    (one, other) = (match.group() for match in numbers if match)
    tails = {plain_digits(told.text)[len(n) :] for told, n in ((now, one), (before, other))}
    apart = abs(float(one) - float(other))
    places = max(len(n.partition(".")[2]) for n in (one, other))
    return f"{apart:.{places}f}{tails.pop()}" if len(tails) == 1 and apart else ""


def _what_it_holds(desk: Desk, report: ReportSummary) -> Message:
    """The headings of a report that is asked about as a whole."""
    passages = desk.drafter.knowledge.catalog.passages_of(report.id)
    headings = dict.fromkeys(" · ".join(passage.heading_path) for passage in passages if passage.heading_path)
    return Message("desk.own_report_holds", title=titled(report.title), headings=tuple(headings))
