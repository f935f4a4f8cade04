"""What a message can ask of the desk: title, outline, what is drawn on, length, facts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

FactField = Literal["unit", "period", "author", "date"]


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
    """`under` says what becomes of the parts that stand under it; "" where nobody said."""

    section: str
    under: Literal["", "kept", "gone"] = ""


@dataclass(frozen=True, slots=True)
class RenameSection:
    section: str
    heading: str


@dataclass(frozen=True, slots=True)
class MoveSection:
    """To the 1-based `place` among the sections of its level, under the same part."""

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
    """The outline that the user wrote, in whatever numbering; `whole` where it was said to stand for all that
    is there."""

    text: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class SetPoints:
    """The small headings of one part, in the place of what it is divided into."""

    section: str
    headings: tuple[str, ...]


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
    """In characters, None for no target; `section` "" is the whole draft. What is to be `shorter` is never
    written on."""

    length: int | None
    section: str = ""
    shorter: bool = dataclasses.field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class SetFact:
    """`introduced`: a unit's value stands behind 我们是, and may be but a kind of unit."""

    field: FactField
    value: str
    introduced: bool = dataclasses.field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class AddFact:
    """`section` is the part that is to tell it, "" for the one that it fits."""

    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class TellPart:
    """The user's own words in the place of what a part tells: what is borrowed there and its blanks go; with
    `only` all else does, too. What they tell is kept as facts. `point` is the small heading in it that is meant."""

    text: str
    section: str
    only: bool = False
    point: str = ""


@dataclass(frozen=True, slots=True)
class BringBack:
    """What an earlier version told of `words`, and this one tells no more."""

    words: str


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


DeskAction = (
    TakeTitle
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
    | SetPoints
    | LikeReport
    | ChooseReports
    | SetOpening
    | SetClosing
    | SetStyle
    | SetLength
    | SetFact
    | AddFact
    | TellPart
    | BringBack
    | RemoveFact
    | MoveFact
    | ChangeFact
    | ShowFacts
    | ClearFacts
    | AddLeader
    | UseModel
)
