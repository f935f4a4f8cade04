"""What a request should bring, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from draftbot.errors import BadInput, FileMissing
from draftbot.messages import Message


class Wanted(BaseModel):
    """`message` is what is typed. `corpus` tells how much there is for it: full (reports on
    the topic), some (on neighbouring ones), none, or ask (the message says too little).
    `trades` are those whose reports may speak, by name; none given, any. `facts` must each
    stand once in the draft. Fields not known here are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    message: str
    corpus: Literal["full", "some", "none", "ask"] = "full"
    unit: str = ""
    period: str = ""
    genre: str = ""
    trades: tuple[str, ...] = ()
    target: int | None = None
    facts: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    first_person: bool = False


def read_wanted(path: Path) -> list[Wanted]:
    """The requests of a JSONL file. Raises FileMissing, BadInput with the line that is wrong."""
    if not path.is_file():
        raise FileMissing(path=str(path))
    found: list[Wanted] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(Wanted.model_validate_json(line))
        except ValidationError as exc:
            raise BadInput(what=Message("evaluation.bad_request_line", number=number)) from exc
    if not found:
        raise BadInput(what=Message("evaluation.no_requests"))
    return found
