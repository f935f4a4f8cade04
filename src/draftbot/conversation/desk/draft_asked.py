"""What the draft itself answers: its warnings, the sentences it borrows, what it would lose if it were shorter,
what a sentence rests on, what it opens with. Nothing of it is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftbot.checks.standing import Standing, standing_of
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation.desk.desk import Desk
from draftbot.conversation.understanding.outline_wishes import length_of
from draftbot.conversation.understanding.referents import Referents
from draftbot.conversation.understanding.wish import Wish, says
from draftbot.domain import OPENING, Draft, Sentence, count_chars
from draftbot.drafts.addresses import Spot, sentence_at, sentences_in, spelt_out, spot_name, unmarked
from draftbot.facts.figures_told import figures_told
from draftbot.messages import NOTHING, Message, all_lines, all_sentences, plain, shortened, titled

SHOWN = 20
_LONGEST_HEAD = 20


def remarks(desk: Desk, question: str) -> Message:
    """The warnings as the page shows them."""
    found = desk.draft.warnings
    if not found:
        return Message("questions.no_remarks")
    lines = [Message("questions.numbered", number=n, text=one.text) for n, one in enumerate(found, 1)]
    return all_lines([Message("questions.remarks_are", count=len(found)), *lines])


def borrowed(desk: Desk, question: str) -> Message:
    """The sentences that past reports lend, the unit's own and others', each with whether it is confirmed."""
    draft = desk.draft
    lent = [(spot, s) for spot, s in sentences_in(draft) if _is_lent(s)]
    if not lent:
        return Message("questions.none_borrowed")
    own = draft.own_sources
    lines = list[Message]()
    for code, some in (
        ("questions.of_own_past", [one for one in lent if own.issuperset(one[1].citations)]),
        ("questions.of_others", [one for one in lent if not own.issuperset(one[1].citations)]),
    ):
        if some:
            lines += _lent(draft, code, some)
    return all_lines(lines)


def _lent(draft: Draft, code: str, some: Sequence[tuple[Spot, Sentence]]) -> Iterator[Message]:
    is_open = [standing_of(sentence) is Standing.TO_CONFIRM for _, sentence in some]
    titles = dict.fromkeys(
        titled(source.title) for source in draft.sources for _, s in some if source.number in s.citations
    )
    yield Message(code, count=len(some), open=sum(is_open), titles=tuple(titles))
    first = sorted(zip(is_open, some, strict=True), key=lambda one: not one[0])
    for unconfirmed, (spot, sentence) in first[:SHOWN]:
        line = "questions.not_confirmed" if unconfirmed else "questions.sentence_at"
        yield Message(line, where=spot_name(draft, spot), text=shortened(sentence.text))
    if len(some) > SHOWN:
        yield Message("questions.and_more", count=len(some) - SHOWN)


def _is_lent(sentence: Sentence) -> bool:
    is_said = not _is_head(sentence) and not says("announces", sentence.text)
    return bool(sentence.citations) and not sentence.is_users and is_said


def _is_head(sentence: Sentence) -> bool:
    item = ITEM.match(sentence.text)
    head = sentence.text[item.end() :].rstrip("。") if item else ""
    return bool(head) and len(head) <= _LONGEST_HEAD and not re.search(r"[，；\d【]", head)


def cuts(desk: Desk, question: str) -> Message:
    """What could go first, and how much that is: never what the user told."""
    draft = desk.draft
    wanted = length_of(Wish(question, desk.view()), draft.chars)
    over = max(draft.chars - wanted, 0) if wanted else 0
    if wanted and not over:
        return Message("questions.short_enough", chars=draft.chars, length=wanted)
    chosen, left = list[tuple[Spot, Sentence]](), over
    for spot, sentence in _least_needed(draft):
        if (wanted and left <= 0) or len(chosen) >= SHOWN:
            break
        chosen.append((spot, sentence))
        left -= count_chars(sentence.text)
    if not chosen:
        return all_sentences([Message("questions.nothing_to_cut"), Message("questions.untouched")])
    lines = [
        Message(
            "questions.sentence_of_chars",
            where=spot_name(draft, spot),
            text=shortened(s.text),
            chars=count_chars(s.text),
        )
        for spot, s in sorted(chosen, key=lambda one: _order(draft, one[0]))
    ]
    head = [
        Message("questions.would_go", chars=draft.chars, length=wanted, over=over)
        if wanted
        else Message("questions.may_go")
    ]
    sums = [Message("questions.together", chars=sum(count_chars(s.text) for _, s in chosen))]
    more = [Message("questions.still_over", chars=left)] if wanted and left > 0 else []
    return all_lines(
        [all_sentences(head), *lines, all_sentences([*sums, *more, Message("questions.untouched")])]
    )


def _least_needed(draft: Draft) -> list[tuple[Spot, Sentence]]:
    """What no user told: of others before the unit's own, with blanks before what is whole, longest first."""
    own = draft.own_sources
    free = [
        (spot, s)
        for spot, s in sentences_in(draft)
        if not (s.is_users or s.fills or s.is_kept or _is_head(s)) and spot.section >= 0
    ]
    return sorted(
        free, key=lambda one: (own.issuperset(one[1].citations), not one[1].blanks, -len(one[1].text))
    )


def _order(draft: Draft, spot: Spot) -> int:
    return next(n for n, (one, _) in enumerate(sentences_in(draft)) if one == spot)


def chars_for(desk: Desk, question: str) -> Message:
    """Whether a length that the question names is reached; nothing where it names none."""
    now, wish = desk.draft.chars, Wish(question, desk.view())
    wanted = length_of(wish, 0)
    if not wanted:
        return NOTHING
    code = "questions.reached" if now >= wanted else "questions.not_reached"
    return Message(code, length=wanted, apart=abs(now - wanted))


def opening(desk: Desk, question: str) -> Message:
    """What stands before the first part."""
    draft = desk.draft
    part = draft.part(OPENING)
    if not part.sentences:
        return Message("questions.no_opening")
    head = Message(
        "questions.opening_is",
        count=len(part.sentences),
        chars=part.chars,
        blanks=sum(len(s.blanks) for s in part.sentences),
    )
    return all_lines([head, plain(part.text)])


def basis(desk: Desk, question: str) -> Message | None:
    """What the sentence that a question names rests on; None where it names none."""
    draft, wish = desk.draft, Wish(question, desk.view())
    spots = _asked_about(draft, wish, desk)
    if not spots:
        return Message("questions.not_in_draft", words=wish.quotes[0]) if wish.quotes else None
    lines = list[Message]()
    for spot in spots[:2]:
        lines += _rests_on(draft, spot, question)
    return all_lines(lines)


def _asked_about(draft: Draft, wish: Wish, desk: Desk) -> list[Spot]:
    """The sentences that hold what is quoted, else all that the question names, with its figures."""
    for quote in wish.quotes:
        words = unmarked(spelt_out(quote, "\n".join(s.text for s in draft.sentences)))
        if found := [spot for spot, s in sentences_in(draft) if words in unmarked(s.text)]:
            return found
    if wish.quotes:
        return []
    of = Referents(wish.view, draft)
    figures = [figure.text for figure in figures_told(wish.text)]
    named = [spot for spot, s in sentences_in(draft) if figures and all(f in s.text for f in figures)]
    telling = of.telling(to_simplified(wish.plain))
    told = [word for word in telling if any(word in text for text in of.texts.values())]
    held = {spot: sum(word in of.texts[spot] for word in told) for spot, _ in sentences_in(draft)}
    most = max(held.values(), default=0)
    best = [spot for spot, n in held.items() if most and n == most]
    return [spot for spot in best if spot in named] or (best if 2 * most > len(told) else [])


def _rests_on(draft: Draft, spot: Spot, question: str) -> Iterator[Message]:
    """What a sentence is drawn from, and whether its figures are said there."""
    sentence, where = sentence_at(draft, spot), spot_name(draft, spot)
    yield Message("questions.sentence_at", where=where, text=sentence.text)
    cited = [source for source in draft.sources if source.number in sentence.citations]
    if sentence.is_users:
        yield Message("questions.rests_on_you")
    elif not cited:
        yield Message("questions.rests_on_nothing")
    for source in cited:
        is_own = source.number in draft.own_sources
        code = "questions.rests_on_own" if is_own else "questions.rests_on_others"
        yield Message(code, title=titled(source.title), text=shortened(source.text, 120))
    if sentence.fills:
        yield Message("questions.you_filled", texts=tuple(fill.text for fill in sentence.fills))
    if cited and standing_of(sentence) is Standing.TO_CONFIRM:
        yield Message("questions.to_confirm")
    strange = [f.text for f in figures_told(question) if f.text not in sentence.text]
    if strange:
        yield Message("questions.figure_nowhere", figures=tuple(strange))
