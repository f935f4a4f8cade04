"""What a message can ask beside: passages, questions, talk, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from draftbot.conversation.actions import Action


@dataclass(frozen=True, slots=True)
class SearchPassages:
    query: str


@dataclass(frozen=True, slots=True)
class UsePassage:
    """The `number`-th passage of those last found goes into a section."""

    number: int = 1
    section: str = ""


# The kind of a question whether something should be done.
ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question; `kind` says what of the draft it is about, "" one for the corpus to answer; of one whether
    to do something, `perhaps` is that."""

    question: str
    kind: str = ""
    perhaps: tuple[Action, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class SmallTalk:
    text: str


@dataclass(frozen=True, slots=True)
class ShowHelp:
    pass


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """What was said, and what may have been meant, the likeliest first."""

    text: str
    perhaps: tuple[Action, ...] = ()


TalkAction = SearchPassages | UsePassage | Ask | SmallTalk | ShowHelp | NotUnderstood
