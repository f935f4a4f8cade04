"""The root of the family: a failure that a user can understand."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Self

from draftbot.messages import Language, Message, Value, render


class DraftbotError(Exception):
    """A failure a user can understand.

    `code` is stable for programs, and names the error's words in the catalogue;
    `status` is the HTTP status a web face answers with; `retryable` says whether the
    same request may succeed later. Keyword arguments are the values of its words.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__()

    def __str__(self) -> str:
        return self.message("zh")

    def __reduce__(self) -> tuple[partial[Self], tuple[()]]:
        """Errors pass between processes (index/encoder_process.py)."""
        return partial(type(self), **self.details), ()

    @property
    def says(self) -> Message:
        """What happened, one sentence."""
        return Message(f"errors.{self.code}.says", **self._values)

    @property
    def advises(self) -> Message:
        """What to do next, one sentence; may come to no words."""
        return Message(f"errors.{self.code}.advises", **self._values)

    def message(self, language: Language) -> str:
        return render(self.says, language)

    def hint(self, language: Language) -> str:
        return render(self.advises, language)

    @property
    def _values(self) -> dict[str, Value]:
        return {name: _as_value(detail) for name, detail in self.details.items()}


class Unexpected(DraftbotError):
    """What nobody foresaw; the log holds the details."""

    code = "unexpected"


def _as_value(detail: object) -> Value:
    if isinstance(detail, (tuple, list)):
        return tuple(_as_value(one) for one in detail)
    return detail if isinstance(detail, (str, int, float, Message)) else str(detail)
