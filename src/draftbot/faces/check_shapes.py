"""What a check of a text found, as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from draftbot.domain import CheckedText
from draftbot.faces.shape import Shape, Told
from draftbot.faces.shapes import SourceShape
from draftbot.messages import Language


class FindingShape(Shape):
    code: str = Field(description="api.finding_code", examples=["unvouched_fact"])
    text: Told
    heading: str = Field(description="api.finding_heading")
    quote: str = Field(description="api.finding_quote")
    source: int | None = Field(description="api.warning_source")


class CheckedTextShape(Shape):
    title: str
    unit: str = Field(description="api.checked_unit")
    findings: list[FindingShape]
    sources: list[SourceShape] = Field(description="api.checked_sources")


class CheckShape(Shape):
    """What was found, report by report."""

    reports: list[CheckedTextShape]

    @classmethod
    def of(cls, checked: Sequence[CheckedText], language: Language) -> CheckShape:
        return cls(reports=[CheckedTextShape.in_language(one, language) for one in checked])

    @property
    def remarks(self) -> list[tuple[str, str]]:
        """Each quote, with what is said of it."""
        return [(finding.quote, finding.text) for one in self.reports for finding in one.findings]
