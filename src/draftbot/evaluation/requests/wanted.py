"""What a request should bring, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from draftbot.evaluation.lines import read_lines


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
    return read_lines(path, Wanted, "evaluation.bad_request_line", "evaluation.no_requests")
