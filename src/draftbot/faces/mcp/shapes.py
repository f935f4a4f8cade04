"""What MCP's tools answer: less than REST does, for readers whose room is dear."""

from __future__ import annotations

from pydantic import Field

from draftbot.domain import Draft, Hit, Source
from draftbot.export.markdown import to_markdown
from draftbot.faces.shape import Shape
from draftbot.faces.shapes import WarningShape
from draftbot.messages import Language


class PassageFoundShape(Shape):
    uri: str = Field(description="api.mcp_uri")
    report_id: str
    title: str
    heading_path: list[str]
    text: str
    unit: str
    year: int | None
    genre: str
    relevance: float = Field(description="api.dify_score")

    @classmethod
    def of(cls, hit: Hit) -> PassageFoundShape:
        report, passage = hit.report, hit.passage
        return cls(
            uri=passage_uri(passage.id),
            report_id=report.id,
            title=report.title,
            heading_path=list(passage.heading_path),
            text=passage.text,
            unit=report.unit,
            year=report.year,
            genre=report.genre,
            relevance=hit.relevance,
        )


class PassagesShape(Shape):
    is_about: bool = Field(description="api.is_about")
    passages: list[PassageFoundShape]


class CitedShape(Shape):
    number: int
    uri: str = Field(description="api.mcp_uri")
    title: str
    text: str

    @classmethod
    def of(cls, source: Source) -> CitedShape:
        return cls(
            number=source.number, uri=passage_uri(source.passage_id), title=source.title, text=source.text
        )


class WrittenShape(Shape):
    """A draft as text, and what is left to do on it."""

    draft_id: str
    title: str
    text: str = Field(description="api.mcp_text")
    blanks: list[str] = Field(description="api.sentence_blanks")
    warnings: list[WarningShape]
    sources: list[CitedShape]

    @classmethod
    def of(cls, draft: Draft, language: Language) -> WrittenShape:
        return cls(
            draft_id=draft.id,
            title=draft.title,
            text=to_markdown(draft),
            blanks=[blank.label for blank in draft.blanks],
            warnings=[WarningShape.in_language(remark, language) for remark in draft.warnings],
            sources=[CitedShape.of(source) for source in draft.sources],
        )


class DeskAnswerShape(Shape):
    """What draftbot said, and the draft that lies on the desk then."""

    conversation_id: str = Field(description="api.mcp_conversation")
    said: str = Field(description="api.said")
    draft: WrittenShape | None


class FileShape(Shape):
    name: str
    media_type: str
    text: str | None = Field(description="api.mcp_file_text")
    base64: str | None = Field(description="api.mcp_file_bytes")


def passage_uri(passage_id: str) -> str:
    return f"draftbot://passages/{passage_id}"
