"""Messages that state no fact and ask for no other draft, made by the thousand: none may do either.

Orders, questions and complaints are the examples of how people speak, with a place or a figure
changed, and frames with a name or a figure in them; with slips of the keyboard, courtesies, in
Traditional characters, two in one, and as they are spoken. Pasted text is taken from the draft.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from draftbot.chinese.scripts import to_traditional
from draftbot.chinese.word_lists import word_table
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.examples import MessageExamples
from draftbot.service import Draftbot

# Examples of these state something; those of the others may put something else in the draft's place.
_STATE = frozenset(("fact.add", "fact.change", "leader.add"))
_REPLACE = frozenset(
    ("draft.new", "draft.rewrite", "outline.replace", "outline.keep", "outline.like", "facts.clear", "genre",
     "title", "reports.choose")
)  # fmt: skip
PRINTS = (do.AddFact, do.AddLeader, do.TakeRequest, do.TellPart)
REPLACES = (do.NewDraft, do.ReplaceOutline, do.SetPoints, do.KeepSections, do.ClearFacts)
_LIST, _ROOM = "said", "draftbot.evaluation.conversation"
_FRAME = ""  # what a message made of a frame means is not told
_KINDS = 7
KEPT_MARKS = "%【】"


@dataclass(frozen=True, slots=True)
class Made:
    """A message that states nothing; `meant` are the actions of the examples that it was made from."""

    text: str
    meant: frozenset[str]

    def is_lost(self, action: do.Action) -> bool:
        """Whether the action would print the message as a fact, or put something in the draft's place."""
        return isinstance(action, PRINTS) or (isinstance(action, REPLACES) and not self.meant & _REPLACE)


@dataclass(frozen=True, slots=True)
class Held:
    """What `messages` came to: those lost, each with what would lose it, and for each message the
    seconds until it was understood."""

    lost: tuple[tuple[str, do.Action], ...]
    seconds: tuple[float, ...]


def generated(examples: MessageExamples, sentences: Sequence[str], count: int, seed: int) -> Iterator[Made]:
    """`count` messages; `sentences` are those of the draft."""
    draw = random.Random(seed)
    orders = [(said, name) for said, name in examples.pairs if name not in _STATE]
    pasted = [s for s in sentences if not any(c.isdigit() for c in s)]
    words = word_table(_LIST, _ROOM)
    for i in range(count):
        said, name = (_framed(words, draw), _FRAME) if i % 2 else draw.choice(orders)
        meant = [name]
        for place in words["places"]:
            said = said.replace(place, draw.choice(words["places"]))
        kind = i // 2 % _KINDS
        if kind == 1:
            said = _slip(said, draw)
        elif kind == 2:
            before, behind = draw.choice(words["courtesies before"]), draw.choice(words["courtesies behind"])
            said = f"{before}{said}{behind}"
        elif kind == 3 and pasted and name != _FRAME:
            said = f"{draw.choice(pasted)}{draw.choice(words['of a sentence'])}"
        elif kind == 4:
            said = to_traditional(said)
        elif kind == 5:
            other, name = draw.choice(orders)
            said = f"{said}{draw.choice(words['between'])}{other}"
            meant.append(name)
        elif kind == 6:
            said = _spoken(said, words, draw)
        yield Made(said, frozenset(meant))


def _spoken(said: str, words: Mapping[str, Sequence[str]], draw: random.Random) -> str:
    """As one speaks it to a telephone: no marks, something said to gain time, a sound taken for another."""
    said = "".join(c for c in said if c.isalnum() or c in KEPT_MARKS)
    heard = dict(pair.split("=") for pair in words["heard as"])
    for right, wrong in heard.items():
        if right in said and draw.random() < 1 / 2:
            said = said.replace(right, wrong, 1)
    at = draw.randrange(len(said) + 1)
    return f"{draw.choice(words['gaining time'])}{said[:at]}{draw.choice(words['gaining time'])}{said[at:]}"


def _framed(words: Mapping[str, Sequence[str]], draw: random.Random) -> str:
    """A frame with somebody's name, or a figure, put in."""
    name = draw.choice(words["unit places"]) + draw.choice(words["unit kinds"])
    return draw.choice(words["frames"]).format(name=name, n=draw.choice(words["figures"]))


def _slip(said: str, draw: random.Random) -> str:
    """A character left out, typed twice, or changed places with its neighbour."""
    at = draw.randrange(len(said))
    if draw.random() < 1 / 3:
        return said[:at] + said[at + 1 :] or said
    if draw.random() < 1 / 2:
        return said[:at] + said[at] + said[at:]
    return said[:at] + said[at + 1 : at + 2] + said[at : at + 1] + said[at + 2 :]


def held(service: Draftbot, conversation: str, messages: Sequence[Made]) -> Held:
    """The messages read at a desk; nothing is done."""
    lost: list[tuple[str, do.Action]] = []
    seconds: list[float] = []
    for message in messages:
        began = time.perf_counter()
        actions = service.understood(conversation, message.text)
        seconds.append(time.perf_counter() - began)
        if found := next((action for action in actions if message.is_lost(action)), None):
            lost.append((message.text, found))
    return Held(tuple(lost), tuple(seconds))
