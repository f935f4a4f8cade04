"""Messages with what they want, one JSON object a line."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from draftbot.evaluation.lines import read_lines


class Expected(BaseModel):
    """`action` by its name, `multi` for several at once, `clarify` for what is too vague to act on;
    `also` are as good."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    action: str
    also: tuple[str, ...] = ()


class SaidAtDesk(BaseModel):
    """`before` is said first, behind what opens every desk; without it what the action needs."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    message: str
    expect: Expected
    group: str = ""
    before: tuple[str, ...] | None = None

    @property
    def names(self) -> frozenset[str]:
        return frozenset((self.expect.action, *self.expect.also))


def read_said(path: Path) -> list[SaidAtDesk]:
    """The messages of a JSONL file. Raises FileMissing, BadInput with the line that is wrong."""
    return read_lines(path, SaidAtDesk, "evaluation.bad_said_line", "evaluation.no_said")
