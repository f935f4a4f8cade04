"""Everything a chat message can ask for: a closed set, so that nothing else can happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FactField = Literal["unit", "period", "author", "date"]


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """Draft; `title` "" means the one on the desk."""

    title: str = ""
    another: bool = False  # 换一种写法


@dataclass(frozen=True, slots=True)
class ChooseGenre:
    genre: str


@dataclass(frozen=True, slots=True)
class ShowOutline:
    pass


@dataclass(frozen=True, slots=True)
class AddSection:
    """`after` names the section it follows; "" is the end."""

    heading: str
    after: str = ""


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
    """In characters; `section` "" is the whole draft."""

    length: int
    section: str = ""


@dataclass(frozen=True, slots=True)
class RewriteSection:
    section: str
    how: Literal["again", "longer", "shorter"]


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
class SearchPassages:
    query: str


@dataclass(frozen=True, slots=True)
class Export:
    format: Literal["docx", "md"]


@dataclass(frozen=True, slots=True)
class UseModel:
    use: bool


@dataclass(frozen=True, slots=True)
class ShowHelp:
    pass


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    text: str


Action = (
    WriteDraft
    | ChooseGenre
    | ShowOutline
    | AddSection
    | RemoveSection
    | RenameSection
    | MoveSection
    | SetLength
    | RewriteSection
    | SetFact
    | AddFact
    | RemoveFact
    | SearchPassages
    | Export
    | UseModel
    | ShowHelp
    | NotUnderstood
)
