"""An example beside each refusal that the interface describes, in the words of whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from draftbot.errors import (
    AnswerComing,
    DraftbotError,
    EmptyQuery,
    NotAllowed,
    NotFound,
    NotSignedIn,
    RequestTooLarge,
    TooManyRequests,
    UnsupportedFormat,
)
from draftbot.faces.api.dify_routes import as_dify
from draftbot.faces.api.openai_routes import as_openai
from draftbot.faces.shape import Shape
from draftbot.faces.shapes import ErrorShape
from draftbot.messages import Language, Message

_NOT_JSON = (
    "bad_input",
    Message("requests.fault", where=Message("requests.body"), fault=Message("requests.not_json")),
)
_ERRORS: dict[str, DraftbotError] = {
    "401": NotSignedIn(),
    "403": NotAllowed(scope="write"),
    "404": NotFound(wanted="/api/v1/…"),
    "409": AnswerComing(seconds=2),
    "413": RequestTooLarge(limit=16),
    "415": UnsupportedFormat(name="1.psd", known=(".docx", ".pdf")),
    "422": EmptyQuery(),
    "429": TooManyRequests(seconds=30, per_minute=600),
}
_SHAPES: dict[str, Callable[[ErrorShape, int], Shape]] = {
    "ErrorShape": lambda said, _: said,
    "OpenAIErrorShape": as_openai,
    "DifyErrorShape": lambda said, _: as_dify(said),
}


def add_error_examples(described: dict[str, Any], language: Language) -> None:
    """To each answer with an error of ours in a schema that is the caller's to change."""
    for path in described["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                content = answer.get("content", {}).get("application/json", {})
                shape = _SHAPES.get(content.get("schema", {}).get("$ref", "").rpartition("/")[2])
                if shape is not None:
                    said = _said(status, language)
                    content["example"] = shape(said, int(status)).model_dump(mode="json")


def _said(status: str, language: Language) -> ErrorShape:
    error = _ERRORS.get(status)
    if error is not None:
        return ErrorShape.of(error, language)
    code, what = _NOT_JSON
    return ErrorShape.saying(code, what, Message("requests.see_docs"), language)
