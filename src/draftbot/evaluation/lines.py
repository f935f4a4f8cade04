"""Files of one JSON object a line, by which something is judged."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from draftbot.errors import BadInput, FileMissing
from draftbot.messages import Message

Line = TypeVar("Line", bound=BaseModel)


def read_lines(path: Path, kind: type[Line], wrong: str, none: str) -> list[Line]:
    """The objects of a JSONL file. Raises FileMissing, and BadInput with the message `wrong` and
    the number of the line that is no `kind`, or with `none` where there is no line at all."""
    if not path.is_file():
        raise FileMissing(path=str(path))
    found: list[Line] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(kind.model_validate_json(line))
        except ValidationError as exc:
            raise BadInput(what=Message(wrong, number=number)) from exc
    if not found:
        raise BadInput(what=Message(none))
    return found
