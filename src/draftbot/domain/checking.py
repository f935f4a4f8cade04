"""A text from anywhere, held against the corpus."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.domain.draft import Source
from draftbot.messages import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that its writer should look at. `heading` is the one it stands
    under, "" for none; `quote` the sentence or the line as written; `source` the number of
    the passage that it comes from, where one is known."""

    code: str
    text: Message
    heading: str
    quote: str
    source: int | None = None


@dataclass(frozen=True, slots=True)
class CheckedText:
    """One report of a text: what was found in it, in reading order, and the passages that
    the findings name."""

    title: str
    unit: str
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
