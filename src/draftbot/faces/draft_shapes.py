"""The JSON shapes of a draft's versions and of the desk it is written at."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from draftbot.domain import Conversation
from draftbot.faces.shapes import OutlineShape, Shape


class VersionShape(Shape):
    number: int
    saved_at: str = Field(description="UTC 时间，ISO 8601")
    what: str = Field(description="做了什么")


class SectionChangeShape(Shape):
    heading: str
    fate: Literal["same", "changed", "added", "removed"]
    removed: list[str] = Field(description="只在前一版里的句子")
    added: list[str] = Field(description="只在后一版里的句子")


class ComparisonShape(Shape):
    before: int
    after: int
    sections: list[SectionChangeShape]


class FactShape(Shape):
    text: str
    section: str = Field(description="归在哪个标题下；空则由程序判断")


class FactSheetShape(Shape):
    unit: str
    period: str
    author: str
    date: str
    leaders: list[str]
    facts: list[FactShape]


class TurnShape(Shape):
    speaker: Literal["user", "draftbot"]
    text: str


class DeskShape(Shape):
    """What a conversation has on the desk, and what was said."""

    id: str
    title: str
    outline: OutlineShape | None
    facts: FactSheetShape
    length: int | None = Field(description="全文字数；不限则为 null")
    draft_id: str | None
    turns: list[TurnShape]

    @classmethod
    def of(cls, conversation: Conversation) -> DeskShape:
        return cls.model_validate(conversation)


class AnswerShape(Shape):
    said: str = Field(description="draftbot 的回答")
    desk: DeskShape
