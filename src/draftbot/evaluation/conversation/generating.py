"""Messages that state no fact and ask for no other draft, made by the thousand: none may do either.

Orders, questions and complaints are the examples of how people speak, with a place or a figure
changed, slips of the keyboard, courtesies before them; pasted text is taken from the draft.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from draftbot.chinese.word_lists import word_table
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.examples import MessageExamples
from draftbot.service import Draftbot

# Examples of these may well add a fact, or put something else in the draft's place.
_MAY = frozenset(
    ("fact.add", "fact.change", "leader.add", "draft.new", "draft.rewrite", "outline.replace", "outline.keep",
     "outline.like", "facts.clear", "genre", "title", "unit", "period", "sign", "sentence.add",
     "sentence.edit", "reports.choose")
)  # fmt: skip
LOSES = (
    do.AddFact,
    do.AddLeader,
    do.TakeRequest,
    do.NewDraft,
    do.ReplaceOutline,
    do.KeepSections,
    do.ClearFacts,
)
_LIST, _ROOM = "said", "draftbot.evaluation.conversation"
SEED = 7


def generated(examples: MessageExamples, sentences: Sequence[str], count: int) -> Iterator[str]:
    """`count` messages; `sentences` are those of the draft."""
    draw = random.Random(SEED)
    orders = [said for said, name in examples.pairs if name not in _MAY]
    pasted = [s for s in sentences if not any(c.isdigit() for c in s)]
    words = word_table(_LIST, _ROOM)
    for i in range(count):
        said = draw.choice(orders)
        for place in words["places"]:
            said = said.replace(place, draw.choice(words["places"]))
        kind = i % 4
        if kind == 1:
            said = _slip(said, draw)
        elif kind == 2:
            before, behind = draw.choice(words["courtesies before"]), draw.choice(words["courtesies behind"])
            said = f"{before}{said}{behind}"
        elif kind == 3 and pasted:
            said = f"{draw.choice(pasted)}{draw.choice(words['of a sentence'])}"
        yield said


def _slip(said: str, draw: random.Random) -> str:
    """A character left out, typed twice, or changed places with its neighbour."""
    at = draw.randrange(len(said))
    if draw.random() < 1 / 3:
        return said[:at] + said[at + 1 :] or said
    if draw.random() < 1 / 2:
        return said[:at] + said[at] + said[at:]
    return said[:at] + said[at + 1 : at + 2] + said[at : at + 1] + said[at + 2 :]


def lost_among(
    service: Draftbot, conversation: str, messages: Sequence[str]
) -> Iterator[tuple[str, do.Action]]:
    """The messages that would add a fact or put something in the draft's place, with what would."""
    for message in messages:
        for action in service.understood(conversation, message):
            if isinstance(action, LOSES):
                yield message, action
                break
