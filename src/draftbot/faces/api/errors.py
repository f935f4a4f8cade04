"""Every failure over HTTP: one shape, the right status, the caller's language."""

from __future__ import annotations

import re
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from draftbot.errors import AnswerComing, BadInput, DraftbotError, NotFound, TooManyAttempts, TooManyRequests
from draftbot.faces.shapes import ErrorShape
from draftbot.messages import NOTHING, Language, Message, all_clauses, plain

WEIGHTED = re.compile(r"\s*([A-Za-z*-]+)[^,;]*(?:;\s*q=([01](?:\.[0-9]*)?))?")

# What pydantic finds wrong, by its stable error types.
FAULTS = {
    "missing": "requests.missing",
    "json_invalid": "requests.not_json",
    "extra_forbidden": "requests.unknown_field",
    "string_type": "requests.not_text",
    "string_unicode": "requests.invalid_characters",
    "string_too_long": "requests.text_too_long",
    "string_too_short": "requests.text_empty",
    "list_type": "requests.not_a_list",
    "dict_type": "requests.not_an_object",
    "model_type": "requests.not_an_object",
    "model_attributes_type": "requests.not_an_object",
    "int_type": "requests.no_whole_number",
    "int_parsing": "requests.no_whole_number",
    "int_from_float": "requests.no_whole_number",
    "bool_type": "requests.not_true_or_false",
    "bool_parsing": "requests.not_true_or_false",
    "greater_than_equal": "requests.too_small",
    "less_than_equal": "requests.too_great",
    "too_long": "requests.list_too_long",
    "too_short": "requests.list_too_short",
}
ANY_FAULT = "requests.wrong_form"


def language_of(request: Request) -> Language:
    """The better liked of Chinese and English by Accept-Language; else the server's own.

    RFC 9110, 12.5.4: a weight from 0 to 1 after `;q=`, 1 when not given.
    """
    liked: dict[str, float] = {}
    for part in request.headers.get("accept-language", "").split(","):
        found = WEIGHTED.match(part)
        if found:
            liked.setdefault(found[1].split("-")[0].lower(), float(found[2] or 1))
    chinese, english = liked.get("zh", 0.0), liked.get("en", 0.0)
    if chinese == english == 0.0:
        default: Language = request.app.state.language
        return default
    return "en" if english > chinese or (english == chinese and first_of(liked) == "en") else "zh"


def first_of(liked: dict[str, float]) -> str:
    return next(tongue for tongue in liked if tongue in ("zh", "en"))


def answer_with(shape: ErrorShape, status: int, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(shape.model_dump(mode="json"), status_code=status, headers=headers)


def on_draftbot_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DraftbotError)
    return answer_with(ErrorShape.of(error, language_of(request)), error.status, headers_for(error))


def headers_for(error: DraftbotError) -> dict[str, str] | None:
    """What a status is sent with."""
    if error.status == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, (AnswerComing, TooManyAttempts, TooManyRequests)):
        return {"Retry-After": str(error.details["seconds"])}
    return None


def on_invalid_request(request: Request, error: Exception) -> JSONResponse:
    """422, or 400 for a body that is not JSON, naming each field and its fault."""
    assert isinstance(error, RequestValidationError)
    broken = any(fault["type"] == "json_invalid" for fault in error.errors())
    shape = ErrorShape.of(BadInput(what=faults_in(error)), language_of(request))
    return answer_with(shape, HTTPStatus.BAD_REQUEST if broken else BadInput.status)


def faults_in(error: RequestValidationError) -> Message:
    """Each field that is wrong, with its fault."""
    return all_clauses(dict.fromkeys(map(fault_in, error.errors())))


def fault_in(fault: dict[str, object]) -> Message:
    """A field and its fault."""
    kind, place, context = str(fault["type"]), fault["loc"], fault.get("ctx", {})
    assert isinstance(place, tuple)
    assert isinstance(context, dict)
    bounds = {str(name): bound for name, bound in context.items() if isinstance(bound, (int, float))}
    # The first part of the place says body, query or path: no use to a caller,
    # and what follows in a broken JSON is an offset.
    inside = () if kind == "json_invalid" else place[1:]
    where = plain(".".join(map(str, inside))) if inside else Message("requests.body")
    return Message("requests.fault", where=where, fault=Message(FAULTS.get(kind, ANY_FAULT), **bounds))


def on_http_error(request: Request, error: Exception) -> JSONResponse:
    """Failures the framework found before our code was reached."""
    assert isinstance(error, HTTPException)
    language, status = language_of(request), error.status_code
    headers = dict(error.headers) if error.headers else None
    if status == HTTPStatus.NOT_FOUND:
        return answer_with(ErrorShape.of(NotFound(wanted=request.url.path), language), status, headers)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        message = Message("requests.method_not_allowed", method=request.method)
        hint = Message("requests.see_docs")
        return answer_with(ErrorShape.saying("method_not_allowed", message, hint, language), status, headers)
    try:
        name = HTTPStatus(status).phrase
    except ValueError:
        name = str(status)
    message = Message("requests.not_processed", why=name)
    shape = ErrorShape.saying(name.lower().replace(" ", "_"), message, NOTHING, language)
    return answer_with(shape, status, headers)


def unexpected(language: Language) -> ErrorShape:
    """What is said of a fault of ours: nothing about the inside."""
    return ErrorShape.saying(
        "unexpected", Message("requests.unexpected"), Message("requests.see_log"), language
    )


def on_unexpected(request: Request, error: Exception) -> JSONResponse:
    """500. Starlette raises the error again after this answer, and the server logs its traceback."""
    return answer_with(unexpected(language_of(request)), HTTPStatus.INTERNAL_SERVER_ERROR)


def handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(DraftbotError, on_draftbot_error)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(Exception, on_unexpected)
