"""A line that says as a whole what none of its sentences says: 缺了应急物资这一块吧？给添一节."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.names import name_of
from draftbot.conversation.understanding.deciding import PRINTED
from draftbot.conversation.understanding.piece import SURE_AS_A_WHOLE, TALK, Piece
from draftbot.conversation.understanding.reading import QUESTION, MessageReader
from draftbot.conversation.understanding.wishes import SURE_BEYOND_PIECES, as_one_piece, says_surely

_SAID_BESIDE = (do.NotUnderstood, do.Ask, do.SmallTalk)


def said_as_a_whole(
    line: str, actions: Sequence[do.Action], view: View, reader: MessageReader
) -> list[do.Action]:
    """What a line surely says as a whole, where `actions`, those of its sentences, leave something that is
    not understood and do nothing else, or none of them is what it says very surely; [] where it does not.
    What asks among them must be rhetoric then."""
    whole = as_one_piece(line, view, reader)
    if says_surely(whole) and whole.name not in map(name_of, actions):
        action = whole.decision.action
        return (
            [do.NotUnderstood(line, whole.decision.perhaps)]
            if action is None
            else [action, *whole.decision.also]
        )
    if not any(isinstance(action, do.NotUnderstood) for action in actions):
        return []
    done = {action for action in actions if not isinstance(action, _SAID_BESIDE)}
    if len(done) > 1:
        return []
    asks = any(isinstance(action, do.Ask) for action in actions)
    sure = SURE_BEYOND_PIECES if asks else SURE_AS_A_WHOLE
    action = whole.decision.action if _is_surely_done(whole, sure) else None
    return [] if action is None or not done <= {action} else [action, *whole.decision.also]


def _is_surely_done(whole: Piece, sure: float) -> bool:
    action = whole.decision.action
    if action is None or name_of(action) != whole.name or whole.name in (*PRINTED, *TALK, QUESTION):
        return False
    return whole.likely[0].likelihood >= sure
