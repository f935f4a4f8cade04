"""What /docs says of the interface, in the language of whoever reads it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse

from draftbot.faces.api.documentation_page import page_of
from draftbot.faces.api.error_examples import add_error_examples
from draftbot.faces.api.errors import language_of
from draftbot.messages import Language, Message, render
from draftbot.messages.catalogue import words_of

SCHEMA = "/openapi.json"


def add_documentation(app: FastAPI) -> None:
    """/openapi.json, whose descriptions are codes of the catalogue until it is asked for, and
    the page that shows it."""

    def described(language: Language) -> dict[str, Any]:
        told = in_words(app.openapi(), language)
        assert isinstance(told, dict)
        add_error_examples(told, language)
        return told

    def schema(request: Request) -> JSONResponse:
        return JSONResponse(described(language_of(request)))

    def docs(request: Request) -> HTMLResponse:
        language = language_of(request)
        return HTMLResponse(page_of(described(language), language))

    app.add_route(SCHEMA, schema, include_in_schema=False)
    app.add_route("/docs", docs, include_in_schema=False)


def in_words(value: object, language: Language) -> object:
    """The schema with words in the place of codes."""
    if isinstance(value, dict):
        return {key: in_words(one, language) for key, one in value.items()}
    if isinstance(value, list):
        return [in_words(one, language) for one in value]
    if isinstance(value, str) and value.startswith("api.") and words_of(value, language) is not None:
        return render(Message(value), language)
    return value
