"""The JSON shapes of a draft's versions and of the desk it is written at."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from draftbot.domain import Conversation
from draftbot.faces.shape import Shape, Told
from draftbot.faces.shapes import OutlineShape
from draftbot.messages import Language


class VersionShape(Shape):
    number: int
    saved_at: str = Field(description="api.saved_at")
    what: Told = Field(description="api.what_was_done")


class SectionChangeShape(Shape):
    heading: str
    fate: Literal["same", "changed", "added", "removed"]
    removed: list[str] = Field(description="api.only_before")
    added: list[str] = Field(description="api.only_after")


class ComparisonShape(Shape):
    before: int
    after: int
    sections: list[SectionChangeShape]


class FactShape(Shape):
    text: str
    section: str = Field(description="api.fact_section")


class FactSheetShape(Shape):
    unit: str
    period: str
    author: str
    date: str
    leaders: list[str]
    facts: list[FactShape]


class TurnShape(Shape):
    speaker: Literal["user", "draftbot"]
    text: Told


class DeskShape(Shape):
    """What a conversation has on the desk, and what was said."""

    id: str
    title: str
    outline: OutlineShape | None
    facts: FactSheetShape
    length: int | None = Field(description="api.whole_length")
    draft_id: str | None
    reports: list[str] | None = Field(description="api.chosen_reports")
    any_trade: bool = Field(description="api.any_trade")
    turns: list[TurnShape]

    @classmethod
    def of(cls, conversation: Conversation, language: Language) -> DeskShape:
        return cls.in_language(conversation, language)


class SuggestionShape(Shape):
    label: str = Field(description="api.suggestion_label")
    message: str = Field(description="api.suggestion_message")
    action: str = Field(description="api.suggestion_action")


class AnswerShape(Shape):
    said: str = Field(description="api.said")
    actions: list[dict[str, str | int | bool | list[str]]] = Field(description="api.actions_done")
    suggestions: list[SuggestionShape] = Field(description="api.suggestions")
    desk: DeskShape
