"""What takes steps back or does them again, and what is said beside that: 怎么全没了！撤销, 撤销两步."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.chinese.numerals import integer_in, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.words import NUMBER, telling
from draftbot.facts.figures_told import figures_told

_MOST_STEPS = 9


def steps_back(text: str, view: View) -> Told | None:
    """Several steps taken back at once; a draft brought back that was taken back itself."""
    plain = to_simplified(text)
    counted = re.search(rf"(?:{telling('takes back')})(?:{telling('last steps')})*(?P<n>{NUMBER})步", plain)
    steps = integer_in(plain_digits(counted["n"])) if counted else None
    if steps and 1 < steps <= _MOST_STEPS:
        return Told((do.Undo(),) * steps)
    is_gone = view.draft is None and view.can_redo
    if is_gone and re.search(rf"(?:{telling('brings back')}).*(?:{telling('the draft itself')})", plain):
        return Told((do.Redo(),))
    return None


def since_taken_back(actions: Sequence[do.Action], said: str) -> list[do.Action]:
    """Without what a message says before it takes the last step back, which tells of that step, and why; facts with
    figures it tells are told behind. A step that no word takes back stays beside other wishes, and is asked about."""
    at = next((i for i, one in enumerate(actions) if isinstance(one, (do.Undo, do.Redo))), None)
    if at is None or len(actions) == 1:
        return list(actions)
    if re.search(telling("takes back"), to_simplified(said)):
        told = [one for one in actions[:at] if isinstance(one, do.AddFact) and figures_told(one.text)]
        return [*actions[at:], *told]
    return [do.NotUnderstood(said, (one,)) if isinstance(one, (do.Undo, do.Redo)) else one for one in actions]
