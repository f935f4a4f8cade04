"""The root of the family: a failure that a user can understand."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Literal, Self

Language = Literal["zh", "en"]


class DraftbotError(Exception):
    """A failure a user can understand.

    `code` is stable for programs; `status` is the HTTP status a web face
    answers with; `retryable` says whether the same request may succeed later.
    Keyword arguments fill the placeholders of `says` and `advises`.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False
    says: ClassVar[dict[Language, str]]
    advises: ClassVar[dict[Language, str]]

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message("zh"))

    def __reduce__(self) -> tuple[partial[Self], tuple[()]]:
        """Errors pass between processes (index/encoder_process.py)."""
        return partial(type(self), **self.details), ()

    def message(self, language: Language = "zh") -> str:
        """What happened, one sentence."""
        return self.says[language].format_map(_Details(self.details))

    def hint(self, language: Language = "zh") -> str:
        """What to do next, one sentence; may be empty."""
        return self.advises[language].format_map(_Details(self.details))


class _Details(dict[str, object]):
    """Details of an error; where there is no English wording, the other serves."""

    def __missing__(self, key: str) -> object:
        return self[key.removesuffix("_en")] if key.endswith("_en") else f"{{{key}}}"
