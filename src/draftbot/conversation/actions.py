"""Everything a chat message can ask for: a closed set, so that nothing else can happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from draftbot.drafts.addresses import Where

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
    its numbered lines, "" for none."""

    title: str
    unit: str = ""
    period: str = ""
    facts: tuple[str, ...] = ()
    length: int | None = None
    outline: str = ""


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
class FillBlank:
    """The blank by its number from 1, or by its label (`number` 0)."""

    text: str
    number: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Say that what a place tells is true; a `where` without a section is the whole draft."""

    where: Where


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
class RestoreVersion:
    number: int


@dataclass(frozen=True, slots=True)
class Undo:
    pass


@dataclass(frozen=True, slots=True)
class Redo:
    pass


@dataclass(frozen=True, slots=True)
class Export:
    format: Literal["docx", "md"]


# -- the rest ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SearchPassages:
    query: str


@dataclass(frozen=True, slots=True)
class ShowHelp:
    pass


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    text: str


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
    | SetLength
    | SetFact
    | AddFact
    | RemoveFact
    | MoveFact
    | UseModel
)
DraftAction = (
    WriteDraft
    | RewriteSection
    | RewriteSentence
    | Restyle
    | EditSentence
    | DeleteSentence
    | FillBlank
    | Confirm
    | SetLock
    | ShowSources
    | CompareVersions
    | RestoreVersion
    | Undo
    | Redo
    | Export
)
Action = DeskAction | DraftAction | SearchPassages | ShowHelp | NotUnderstood
