"""Everything a chat message can ask for: a closed set, so that nothing else can happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from draftbot.drafts.addresses import LAST, Where

Unconfirmed = Literal["", "mark", "omit", "keep"]
FactField = Literal["unit", "period", "author", "date"]

# -- the desk ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakeTitle:
    title: str


@dataclass(frozen=True, slots=True)
class ChooseGenre:
    genre: str


@dataclass(frozen=True, slots=True)
class ShowOutline:
    pass


@dataclass(frozen=True, slots=True)
class MineOutline:
    """What sections past reports like this one have; `take` puts them on the desk."""

    take: bool = False


@dataclass(frozen=True, slots=True)
class AddSection:
    """`after` names the section it follows, `before` the one it precedes; neither is the end."""

    heading: str
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class RemoveSection:
    section: str


@dataclass(frozen=True, slots=True)
class RenameSection:
    section: str
    heading: str


@dataclass(frozen=True, slots=True)
class MoveSection:
    """To the 1-based `place` among the top sections."""

    section: str
    place: int


@dataclass(frozen=True, slots=True)
class KeepSections:
    """Only these sections stay."""

    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeSections:
    """The matter of `second` goes into `first`; `heading` "" keeps the heading of `first`."""

    first: str
    second: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class ReplaceOutline:
    """The outline that the user wrote, in whatever numbering."""

    text: str


@dataclass(frozen=True, slots=True)
class LikeReport:
    """The outline of the past report whose title or file best fits `words`; "" for last year's."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class ChooseReports:
    """Draw on the past report that `words` name ("" for last year's) and on no other, on all but it,
    or on what draftbot chooses; with `any_trade` on those of other trades too, with `own_trade` not."""

    words: str = ""
    how: Literal["only", "without", "auto", "any_trade", "own_trade"] = "only"


@dataclass(frozen=True, slots=True)
class SetOpening:
    """The salutation or addressee; "" for none."""

    text: str


@dataclass(frozen=True, slots=True)
class SetClosing:
    """The last line, 特此报告; "" for none."""

    text: str


@dataclass(frozen=True, slots=True)
class SetStyle:
    """Form rather than tone: in the first person or not."""

    first_person: bool


@dataclass(frozen=True, slots=True)
class SetLength:
    """In characters, None for no target; `section` "" is the whole draft."""

    length: int | None
    section: str = ""


@dataclass(frozen=True, slots=True)
class SetFact:
    field: FactField
    value: str


@dataclass(frozen=True, slots=True)
class AddFact:
    text: str


@dataclass(frozen=True, slots=True)
class RemoveFact:
    text: str


@dataclass(frozen=True, slots=True)
class MoveFact:
    """Put the fact that holds the words `text` under a section."""

    text: str
    section: str


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """In the fact that holds `old`, `new` stands instead, and wherever the draft says it."""

    old: str
    new: str
    fact: str = ""  # words of the fact, where `old` alone does not tell which


@dataclass(frozen=True, slots=True)
class ShowFacts:
    pass


@dataclass(frozen=True, slots=True)
class ClearFacts:
    pass


@dataclass(frozen=True, slots=True)
class AddLeader:
    """As the user put it: 园长李敏."""

    text: str


@dataclass(frozen=True, slots=True)
class UseModel:
    use: bool


# -- the draft ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """Draft; `title` "" means the one on the desk."""

    title: str = ""
    another: bool = False  # 换一种写法


@dataclass(frozen=True, slots=True)
class TakeRequest:
    """A paper asked for in one message, with all that the message tells of it; `outline` is
    its numbered lines, "" for none; `matter` what it is mainly to tell."""

    title: str
    unit: str = ""
    period: str = ""
    facts: tuple[str, ...] = ()
    length: int | None = None
    outline: str = ""
    matter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewDraft:
    """Another draft, beside the one on the desk."""

    title: str


@dataclass(frozen=True, slots=True)
class RewriteSection:
    section: str
    how: Literal["again", "longer", "shorter"]


@dataclass(frozen=True, slots=True)
class RewriteSentence:
    where: Where
    how: Literal["again", "longer", "shorter"] = "again"


@dataclass(frozen=True, slots=True)
class Restyle:
    """In the user's words, e.g. 正式一点; a `where` without a section is the whole draft."""

    wish: str
    where: Where = field(default_factory=Where)


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
class DeleteText:
    """Every sentence that speaks of `words`, in one section or in all; `denied` keeps it out of later
    drafts too."""

    words: str
    section: str = ""
    denied: bool = False


@dataclass(frozen=True, slots=True)
class ReplaceText:
    old: str
    new: str


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


# -- the rest ----------------------------------------------------------------


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


DeskAction = (
    TakeTitle
    | TakeRequest
    | ChooseGenre
    | ShowOutline
    | MineOutline
    | AddSection
    | RemoveSection
    | RenameSection
    | MoveSection
    | KeepSections
    | MergeSections
    | ReplaceOutline
    | LikeReport
    | ChooseReports
    | SetOpening
    | SetClosing
    | SetStyle
    | SetLength
    | SetFact
    | AddFact
    | RemoveFact
    | MoveFact
    | ChangeFact
    | ShowFacts
    | ClearFacts
    | AddLeader
    | UseModel
)
DraftAction = (
    WriteDraft
    | NewDraft
    | RewriteSection
    | RewriteSentence
    | Restyle
    | EditSentence
    | DeleteSentence
    | SplitSentence
    | JoinSentences
    | MoveSentence
    | AddSentence
    | DeleteText
    | ReplaceText
    | MergeRepeats
    | FillBlank
    | Confirm
    | DeleteBlanks
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
Action = DeskAction | DraftAction | SearchPassages | UsePassage | Ask | SmallTalk | ShowHelp | NotUnderstood
