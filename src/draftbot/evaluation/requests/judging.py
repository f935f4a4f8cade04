"""A draft held against what was wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.checks.standing import points_of
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import Conversation, Draft, Rung, Sentence, count_chars
from draftbot.evaluation.requests.wanted import Wanted
from draftbot.messages import Message
from draftbot.trades.trades import Trades

# Of the length wanted so much must stand where the corpus has the matter, or neighbouring matter.
LEAST = {"full": 0.7, "some": 0.35}
USUAL_LENGTH = 2500
# Two points with so many 5-character pieces in common (Jaccard) tell one thing twice.
TOLD_TWICE = 0.3
_BLANK = re.compile(r"【[^】]*】|\s")


def faults_of(wanted: Wanted, desk: Conversation, draft: Draft | None, trades: Trades) -> list[Message]:
    """What a good secretary would not have done."""
    if wanted.corpus == "ask":
        return [] if draft is None else [Message("evaluation.should_ask")]
    if draft is None:
        return [Message("evaluation.no_draft")]
    return [
        *_misread(wanted, desk, draft),
        *_short(wanted, draft),
        *_foreign(wanted, draft, trades),
        *_facts(wanted, draft),
        *_twice(draft),
    ]


def _misread(wanted: Wanted, desk: Conversation, draft: Draft) -> Iterator[Message]:
    if wanted.unit and wanted.unit not in desk.facts.unit:
        yield Message("evaluation.unit_read", unit=desk.facts.unit)
    if wanted.period and wanted.period not in desk.facts.period:
        yield Message("evaluation.period_read", period=desk.facts.period)
    if wanted.genre and draft.request.outline.genre != wanted.genre:
        yield Message("evaluation.genre_read", genre=draft.request.outline.genre)
    if (
        wanted.headings
        and tuple(s.heading for s in draft.sections)[: len(wanted.headings)] != wanted.headings
    ):
        yield Message("evaluation.headings_differ")
    if wanted.first_person and "我" not in "".join(s.text for s in draft.sections) and chars_of(draft) > 300:
        yield Message("evaluation.not_first_person")


def _short(wanted: Wanted, draft: Draft) -> Iterator[Message]:
    least = LEAST.get(wanted.corpus, 0) * (wanted.target or draft.request.length or USUAL_LENGTH)
    if chars_of(draft) < least:
        yield Message("evaluation.too_short", chars=chars_of(draft), least=round(least))


def _foreign(wanted: Wanted, draft: Draft, trades: Trades) -> Iterator[Message]:
    """Sentences of a trade whose reports may not speak."""
    if not wanted.trades:
        return
    named = {source.number: trades.unit("", source.title).trade for source in draft.sources}
    count = sum(
        all((trade := named.get(n)) is not None and trade.name not in wanted.trades for n in s.citations)
        for s in cited_in(draft)
    )
    if count:
        yield Message("evaluation.foreign_sentences", count=count, of=len(cited_in(draft)))


def _facts(wanted: Wanted, draft: Draft) -> Iterator[Message]:
    text = _BLANK.sub("", "".join(section.text for section in draft.sections))
    for fact in wanted.facts:
        if text.count(fact) != 1:
            yield Message("evaluation.fact_times", fact=fact, count=text.count(fact))
        elif is_stray(fact, draft):
            yield Message("evaluation.fact_stray", fact=fact)


def is_stray(fact: str, draft: Draft) -> bool:
    """Whether a fact is a point of its own: nothing else stands in its point."""
    for section in draft.sections:
        for point in points_of(section):
            sentences = [section.sentences[i] for i in point]
            holds = [fact in sentence.text for sentence in sentences]
            if any(holds):
                return len(sentences) == 1 and len(points_list(draft)) > 1 and not sentences[0].citations
    return False


def _twice(draft: Draft) -> Iterator[Message]:
    for one, other in told_twice(draft):
        yield Message("evaluation.told_twice", one=one[:20], other=other[:20])


def told_twice(draft: Draft) -> list[tuple[str, str]]:
    """Pairs of points that say nearly the same words."""
    texts = [text for text in points_list(draft) if count_chars(text) > 40]
    pieces = [shingles(text) for text in texts]
    return [
        (texts[i], texts[j])
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if overlap(pieces[i], pieces[j]) > TOLD_TWICE
    ]


def points_list(draft: Draft) -> list[str]:
    """The points of a draft as text, without their blanks."""
    return [
        _BLANK.sub("", "".join(section.sentences[i].text for i in point))
        for section in draft.sections
        for point in points_of(section)
    ]


def cited_in(draft: Draft) -> list[Sentence]:
    return [s for section in draft.sections for s in section.sentences if s.citations]


def chars_of(draft: Draft) -> int:
    return sum(section.chars for section in draft.sections)


def rung_of(draft: Draft | None) -> Rung | None:
    return draft.plan.rung if draft is not None and draft.plan is not None else None
