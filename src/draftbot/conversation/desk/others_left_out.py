"""The draft without what is another unit's and confirmed by nobody; the user's sentences and facts stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.checks.standing import Standing, open_points, own_points_to_confirm, standing_of
from draftbot.chinese.enumerators import ITEM
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.sayings import say
from draftbot.domain import (
    ChatEvent,
    Draft,
    DraftFinished,
    DraftSection,
    Said,
    Sentence,
    Suggested,
    Suggestion,
)
from draftbot.drafts import editing
from draftbot.drafts.addresses import Spot, block_of, find_section, sentence_at
from draftbot.drafts.rearranging import delete_sentences, put_text
from draftbot.drafts.without_blanks import with_emptied_blank
from draftbot.messages import Message, all_lines, plain, shortened

_SHOWN = 3
_CLAUSE = re.compile(r"[^，；。]+[，；。]?")


def delete_unconfirmed(desk: Desk, action: do.DeleteUnconfirmed) -> Iterator[ChatEvent]:
    draft = desk.draft
    spots = _others(draft, action.section)
    loose = [spot for spot in spots if not sentence_at(draft, spot).locked]
    if not loose:
        own = Message("desk.own_stays") if own_points_to_confirm(draft) else None
        yield Said(own or Message("desk.nothing_unconfirmed"))
        return
    emptied = _without(draft, spots)[1]
    what = Message("steps.sentences_deleted", count=len(loose))
    yield DraftFinished(
        desk.editor.change(draft.id, what, lambda now: editing.pruned(_without(now, spots)[0]))
    )
    gone = [sentence_at(draft, spot).text for spot in loose]
    shown = [plain(f"· {shortened(text)}") for text in gone[:_SHOWN]]
    locked = len(spots) - len(loose)
    kept = [Message("desk.locked_sentences_left_alone", count=locked)] if locked else []
    bare = [Message("desk.parts_left_blank", headings=tuple(emptied))] if emptied else []
    yield Said(all_lines([Message("desk.others_deleted", count=len(loose)), *shown, *kept, *bare]))
    yield Suggested((Suggestion(say(do.Undo()), "undo"),))


def _others(draft: Draft, section: str) -> list[Spot]:
    """What goes: of a point that the user told something of, what is not confirmed in it; else all of it."""
    block = (
        block_of(draft.sections, find_section(draft.sections, section))
        if section
        else range(len(draft.sections))
    )
    own = draft.own_sources

    def is_own(sentence: Sentence) -> bool:
        return bool(sentence.citations) and own.issuperset(sentence.citations)

    return [
        Spot(i, j)
        for i in block
        for j in _others_in(draft.sections[i])
        if not is_own(draft.sections[i].sentences[j])
    ]


def _others_in(section: DraftSection) -> Iterator[int]:
    for point in open_points(section):
        standings = [standing_of(section.sentences[j]) for j in point]
        is_told = Standing.GIVEN in standings
        for j, standing in zip(point, standings, strict=True):
            stays = standing is Standing.GIVEN or (
                is_told and (standing is Standing.USUAL or _is_head(section.sentences[j]))
            )
            if not stays and not _is_told(section.sentences[j]):
                yield j


def _is_head(sentence: Sentence) -> bool:
    match = ITEM.match(sentence.text)
    return match is not None and not match["point"] and "，" not in sentence.text


def _is_told(sentence: Sentence) -> bool:
    """Whether the user filled a blank in each of its clauses, so that nothing else is left of it."""
    return _own_clauses(sentence) == sentence.text


def _own_clauses(sentence: Sentence) -> str:
    """The clauses of a borrowed sentence that hold what the user filled in; "" where there is none."""
    kept = [
        match.group()
        for match in _CLAUSE.finditer(sentence.text)
        if any(match.start() <= fill.start < match.end() for fill in sentence.fills)
    ]
    return f"{''.join(kept).rstrip('，；。')}。" if kept else ""


def _without(draft: Draft, spots: list[Spot]) -> tuple[Draft, list[str]]:
    gone, left = set[Spot](), draft
    for spot in spots:
        sentence = sentence_at(draft, spot)
        if not sentence.locked and (own := _own_clauses(sentence)):
            left = put_text(left, spot, own)
        else:
            gone.add(spot)
    return with_emptied_blank(draft, delete_sentences(left, gone)[0])


HANDLERS: dict[type, Handler] = {do.DeleteUnconfirmed: delete_unconfirmed}
