"""The JSON shapes of outlines mined from the corpus."""

from __future__ import annotations

from pydantic import Field

from draftbot.faces.shape import Shape
from draftbot.outlines.mined import MinedOutline


class SectionExampleShape(Shape):
    report_id: str
    title: str
    heading: str = Field(description="api.example_heading")
    text: str = Field(description="api.example_text")


class MinedSectionShape(Shape):
    heading: str
    count: int = Field(description="api.section_count")
    level: int = Field(description="api.section_level")
    role: str
    position: float = Field(description="api.section_position")
    share: float = Field(description="api.section_share")
    examples: list[SectionExampleShape]


class MinedOutlineShape(Shape):
    """What similar past reports have in common; one takes from it what one likes."""

    title: str
    genre: str
    reports: int = Field(description="api.mined_reports")
    on_topic: int = Field(description="api.on_topic")
    length: int = Field(description="api.mined_length")
    sections: list[MinedSectionShape]

    @classmethod
    def of(cls, mined: MinedOutline) -> MinedOutlineShape:
        return cls.model_validate(mined)
