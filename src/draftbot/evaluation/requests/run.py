"""Each request put to a conversation of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftbot.checks.standing import points_to_confirm
from draftbot.evaluation.requests.judging import chars_of, faults_of, points_list, rung_of
from draftbot.evaluation.requests.wanted import Wanted
from draftbot.messages import Message
from draftbot.service import Draftbot


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a request; no `faults`, as a good secretary would. `to_confirm` counts
    the points that are another unit's word."""

    id: str
    message: str
    faults: tuple[Message, ...]
    rung: str
    chars: int
    points: int
    to_confirm: int


def put_requests(service: Draftbot, requests: Sequence[Wanted]) -> Iterator[Answered]:
    """The requests one after another, each judged. Raises VectorStoreUnavailable."""
    for wanted in requests:
        conversation = service.start_conversation().id
        for _ in service.say(conversation, wanted.message):
            pass
        desk = service.conversation(conversation)
        draft = service.load_draft(desk.draft_id) if desk.draft_id else None
        faults = faults_of(wanted, desk, draft, service.trades())
        yield Answered(
            wanted.id,
            wanted.message,
            tuple(faults),
            rung_of(draft) or "",
            chars_of(draft) if draft else 0,
            len(points_list(draft)) if draft else 0,
            points_to_confirm(draft) if draft else 0,
        )
