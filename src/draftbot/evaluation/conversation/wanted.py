"""Messages with what they want, one JSON object a line."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from draftbot.errors import BadInput, FileMissing
from draftbot.messages import Message


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
    if not path.is_file():
        raise FileMissing(path=str(path))
    found: list[SaidAtDesk] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(SaidAtDesk.model_validate_json(line))
        except ValidationError as exc:
            raise BadInput(what=Message("evaluation.bad_said_line", number=number)) from exc
    if not found:
        raise BadInput(what=Message("evaluation.no_said"))
    return found
