"""The JSON shapes of outlines mined from the corpus."""

from __future__ import annotations

from pydantic import Field

from draftbot.faces.shapes import Shape
from draftbot.outlines.mined import MinedOutline


class SectionExampleShape(Shape):
    report_id: str
    title: str
    heading: str = Field(description="那份报告里的标题原文")
    text: str = Field(description="那一部分开头的话")


class MinedSectionShape(Shape):
    heading: str
    count: int = Field(description="有几份报告写到")
    level: int = Field(description="2 属于它前面最近的 1")
    role: str
    position: float = Field(description="通常在全文的什么位置，0 到 1")
    share: float = Field(description="通常占全文多少，0 到 1，含下级")
    examples: list[SectionExampleShape]


class MinedOutlineShape(Shape):
    """What similar past reports have in common; one takes from it what one likes."""

    title: str
    genre: str
    reports: int = Field(description="参照了几份报告，大体相同的只算一份")
    on_topic: int = Field(description="其中几份是同一主题")
    length: int = Field(description="这些报告通常多少字")
    sections: list[MinedSectionShape]

    @classmethod
    def of(cls, mined: MinedOutline) -> MinedOutlineShape:
        return cls.model_validate(mined)
