"""What a message can ask of a draft: that it be written, its parts, sentences, blanks and versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from draftbot.drafts.addresses import LAST, Where

Unconfirmed = Literal["", "mark", "omit", "keep"]


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """Draft; `title` "" means the one on the desk."""

    title: str = ""
    another: bool = False  # 换一种写法


@dataclass(frozen=True, slots=True)
class TakeRequest:
    """A paper asked for in one message, with all that the message tells of it; `outline` is
    its numbered lines, "" for none; `matter` what it is mainly to tell; `past_paper` an earlier one pasted
    behind, of which nothing is a fact; `like` the words that ask for it to be as the unit's own last one was."""

    title: str
    unit: str = ""
    period: str = ""
    facts: tuple[str, ...] = ()
    length: int | None = None
    outline: str = ""
    matter: tuple[str, ...] = ()
    past_paper: str = ""
    like: str = ""


@dataclass(frozen=True, slots=True)
class NewDraft:
    """Another draft, beside the one on the desk."""

    title: str


@dataclass(frozen=True, slots=True)
class AskTopic:
    """Another draft is wanted, of `genre` ("" where not even that is told), and not yet said what about."""

    genre: str = ""


# Fewer set phrases; as official papers write; of things and figures; any other way; "" where it is not read yet.
Tone = Literal["", "plain", "formal", "concrete", "other"]


@dataclass(frozen=True, slots=True)
class RewriteSection:
    """`items` is how many items it shall have; 0 where none were told."""

    section: str
    how: Literal["again", "longer", "shorter"]
    items: int = 0


@dataclass(frozen=True, slots=True)
class RewriteSentence:
    where: Where
    how: Literal["again", "longer", "shorter"] = "again"


@dataclass(frozen=True, slots=True)
class Restyle:
    """In the user's words, e.g. 正式一点; a `where` without a section is the whole draft. `how` is which way it
    is to go, as far as it was read, `words` those that are not to be used."""

    wish: str
    where: Where = field(default_factory=Where)
    how: Tone = field(default="", compare=False)
    words: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class EditSentence:
    where: Where
    text: str


@dataclass(frozen=True, slots=True)
class DeleteSentence:
    where: Where


@dataclass(frozen=True, slots=True)
class SplitSentence:
    where: Where


@dataclass(frozen=True, slots=True)
class PutBack:
    """A sentence that was taken out, where it stood."""

    text: str


@dataclass(frozen=True, slots=True)
class UndoStep:
    """Of what the last message did that which `what` says, and nothing else."""

    what: str


@dataclass(frozen=True, slots=True)
class JoinSentences:
    """The sentence at `where` with the one behind it."""

    where: Where


@dataclass(frozen=True, slots=True)
class MoveSentence:
    """To the 1-based `place` among the sentences of `section`, LAST for its end; "" for its own."""

    where: Where
    section: str = ""
    place: int = LAST


@dataclass(frozen=True, slots=True)
class AddSentence:
    """The user's own sentence, at the 1-based `place`, LAST for the end."""

    text: str
    section: str
    place: int = LAST


@dataclass(frozen=True, slots=True)
class NumberItems:
    """Each sentence of a section that is no item yet as one: 一是, or （一） with `bracketed`."""

    section: str
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class RetellItem:
    """The user's own words in the place of what an item of a part tells: （二）…, 三是…."""

    where: Where
    text: str


@dataclass(frozen=True, slots=True)
class MergeItems:
    """Two items of a section, each by what it is headed, that tell the same matter as one."""

    section: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeleteText:
    """Every sentence that speaks of `words`, in one section or in all; `denied` keeps it out of later
    drafts too. `most` is how many may go unasked, 0 for all; of `points` all that stands under a small heading
    goes with it. What `is_listed` among others is meant by its own words, and nothing like it."""

    words: str
    section: str = ""
    denied: bool = False
    most: int = field(default=0, compare=False)
    points: bool = field(default=False, compare=False)
    is_listed: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """`new` for `old` in one part, "" for all; with "" for `new` the words go."""

    old: str
    new: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class MergeRepeats:
    """What is said twice is said once."""

    section: str = ""


@dataclass(frozen=True, slots=True)
class FillBlank:
    """The blank by its number from 1, or by its label (`number` 0); `every` blank of that label."""

    text: str
    number: int = 0
    label: str = ""
    every: bool = False


@dataclass(frozen=True, slots=True)
class DeleteBlanks:
    """The sentences with blanks: all, those of a label, those of a section, or one by its number."""

    label: str = ""
    number: int = 0
    section: str = ""


@dataclass(frozen=True, slots=True)
class DeleteUnconfirmed:
    """What is another unit's and confirmed by nobody, in a section or the whole draft; the user's own stays."""

    section: str = ""


@dataclass(frozen=True, slots=True)
class ShowBlanks:
    pass


@dataclass(frozen=True, slots=True)
class Confirm:
    """Say that what a place tells is true, or what the draft says of `words`; a `where` without
    a section is the whole draft."""

    where: Where
    words: str = ""


@dataclass(frozen=True, slots=True)
class SetLock:
    """A `where` without a section is the whole draft."""

    where: Where
    locked: bool


@dataclass(frozen=True, slots=True)
class ShowSources:
    where: Where


@dataclass(frozen=True, slots=True)
class CompareVersions:
    """Versions by number; `before` 0 is the one before `after`, `after` 0 the last."""

    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class ShowVersions:
    pass


@dataclass(frozen=True, slots=True)
class RestoreVersion:
    """By number from 1, LAST for the one before the last."""

    number: int


@dataclass(frozen=True, slots=True)
class Undo:
    pass


@dataclass(frozen=True, slots=True)
class Redo:
    pass


@dataclass(frozen=True, slots=True)
class Export:
    """`unconfirmed` is what becomes of sentences that nobody confirmed; "" is as was chosen before."""

    format: Literal["docx", "md"]
    unconfirmed: Unconfirmed = ""


DraftAction = (
    WriteDraft
    | NewDraft
    | TakeRequest
    | AskTopic
    | RewriteSection
    | RewriteSentence
    | Restyle
    | EditSentence
    | DeleteSentence
    | SplitSentence
    | JoinSentences
    | PutBack
    | UndoStep
    | MoveSentence
    | AddSentence
    | NumberItems
    | DeleteText
    | ReplaceText
    | RetellItem
    | MergeItems
    | MergeRepeats
    | FillBlank
    | Confirm
    | DeleteBlanks
    | DeleteUnconfirmed
    | ShowBlanks
    | SetLock
    | ShowSources
    | CompareVersions
    | ShowVersions
    | RestoreVersion
    | Undo
    | Redo
    | Export
)
