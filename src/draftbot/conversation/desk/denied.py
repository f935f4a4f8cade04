"""What the user said his unit does not have stays out of every later draft of the conversation."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.conversation.desk.desk import Desk
from draftbot.conversation.desk.speaking import spots_speaking_of
from draftbot.domain import ChatEvent, Draft, DraftFinished, Said
from draftbot.drafts import rearranging
from draftbot.drafts.addresses import Spot
from draftbot.messages import Message


def note_denied(desk: Desk, words: str) -> Iterator[ChatEvent]:
    """Keep `words` out from now on."""
    denied = desk.conversation.denied
    if words not in denied:
        yield desk.change(denied=(*denied, words))
    yield Said(Message("desk.denied", words=words))


def lifted(desk: Desk, words: str) -> Iterator[ChatEvent]:
    """Let in again what was denied, where `words` say that it is there after all."""
    denied = desk.conversation.denied
    there = [one for one in denied if one in words]
    if there:
        yield desk.change(denied=tuple(one for one in denied if one not in there))
        yield Said(Message("desk.denial_lifted", words=tuple(there)))


def kept_out(desk: Desk) -> Iterator[ChatEvent]:
    """The draft, just written, without the sentences that speak of what was denied; what the user
    wrote or locked stays."""
    denied = desk.conversation.denied
    if not denied or desk.conversation.draft_id is None:
        return
    spots = _speaking_of(desk, desk.draft, denied)
    if not spots:
        return
    after = desk.editor.change(
        desk.draft_id,
        Message("steps.sentences_deleted", count=len(spots)),
        lambda draft: rearranging.delete_sentences(draft, spots)[0],
    )
    yield DraftFinished(after)
    yield Said(Message("desk.denied_left_out", words=denied, count=len(spots)))


def _speaking_of(desk: Desk, draft: Draft, denied: tuple[str, ...]) -> list[Spot]:
    found = {spot for words in denied for spot in spots_speaking_of(desk, draft, words)}
    sentences = {spot: draft.part(spot.section).sentences[spot.sentence] for spot in found}
    kept = [spot for spot, one in sentences.items() if not one.locked and not one.is_users]
    return sorted(kept, key=lambda spot: (spot.section, spot.sentence))
