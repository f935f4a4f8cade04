"""Every failure over HTTP: one shape, the right status, the caller's language."""

from __future__ import annotations

import re
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from draftbot.errors import BadInput, DraftbotError, Language, NotFound
from draftbot.faces.shapes import ErrorShape

WEIGHTED = re.compile(r"\s*([A-Za-z*-]+)[^,;]*(?:;\s*q=([01](?:\.[0-9]*)?))?")

# What pydantic finds wrong, by its stable error types.
FAULTS: dict[str, tuple[str, str]] = {
    "missing": ("缺少", "is missing"),
    "json_invalid": ("不是有效的 JSON", "is not valid JSON"),
    "extra_forbidden": ("不认识这一项", "is not known"),
    "string_type": ("应为文字", "must be text"),
    "string_unicode": ("含有无效字符", "holds invalid characters"),
    "string_too_long": ("不能超过 {max_length} 个字", "must be at most {max_length} characters"),
    "string_too_short": ("不能为空", "must not be empty"),
    "list_type": ("应为列表", "must be a list"),
    "dict_type": ("应为对象", "must be an object"),
    "model_type": ("应为对象", "must be an object"),
    "model_attributes_type": ("应为对象", "must be an object"),
    "int_type": ("应为整数", "must be a whole number"),
    "int_parsing": ("应为整数", "must be a whole number"),
    "int_from_float": ("应为整数", "must be a whole number"),
    "bool_type": ("应为 true 或 false", "must be true or false"),
    "bool_parsing": ("应为 true 或 false", "must be true or false"),
    "greater_than_equal": ("不能小于 {ge}", "must be at least {ge}"),
    "less_than_equal": ("不能大于 {le}", "must be at most {le}"),
    "too_long": ("不能超过 {max_length} 项", "must have at most {max_length} items"),
    "too_short": ("至少要有 {min_length} 项", "must have at least {min_length} items"),
}
ANY_FAULT = ("格式不对", "has the wrong form")


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
    return answer_with(ErrorShape.of(error, language_of(request)), error.status)


def on_invalid_request(request: Request, error: Exception) -> JSONResponse:
    """422, or 400 for a body that is not JSON, naming each field and its fault."""
    assert isinstance(error, RequestValidationError)
    language = language_of(request)
    faults = error.errors()
    what = ("；" if language == "zh" else "; ").join(dict.fromkeys(fault_in(f, language) for f in faults))
    broken = any(fault["type"] == "json_invalid" for fault in faults)
    shape = ErrorShape.of(BadInput(what=what), language)
    return answer_with(shape, HTTPStatus.BAD_REQUEST if broken else BadInput.status)


def fault_in(fault: dict[str, object], language: Language) -> str:
    kind, place, context = str(fault["type"]), fault["loc"], fault.get("ctx", {})
    assert isinstance(place, tuple)
    assert isinstance(context, dict)
    words = FAULTS.get(kind, ANY_FAULT)[1 if language == "en" else 0]
    # The first part of the place says body, query or path: no use to a caller,
    # and what follows in a broken JSON is an offset.
    inside = () if kind == "json_invalid" else place[1:]
    body = "请求内容" if language == "zh" else "the request body"
    where = ".".join(str(part) for part in inside) or body
    return f"{where} {words.format(**context)}"


def on_http_error(request: Request, error: Exception) -> JSONResponse:
    """Failures the framework found before our code was reached."""
    assert isinstance(error, HTTPException)
    language, status = language_of(request), error.status_code
    headers = dict(error.headers) if error.headers else None
    if status == HTTPStatus.NOT_FOUND:
        return answer_with(ErrorShape.of(NotFound(wanted=request.url.path), language), status, headers)
    chinese = language == "zh"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        message = (
            f"这个地址不支持 {request.method}。" if chinese else f"{request.method} is not allowed here."
        )
        hint = "各接口的用法见 /docs。" if chinese else "See /docs for what each address takes."
        return answer_with(ErrorShape.saying("method_not_allowed", message, hint), status, headers)
    try:
        name = HTTPStatus(status).phrase
    except ValueError:
        name = str(status)
    message = f"请求未能处理（{name}）。" if chinese else f"The request was not processed ({name})."
    return answer_with(ErrorShape.saying(name.lower().replace(" ", "_"), message), status, headers)


def unexpected(language: Language) -> ErrorShape:
    """What is said of a fault of ours: nothing about the inside."""
    if language == "en":
        return ErrorShape.saying(
            "unexpected", "Something unexpected went wrong.", "The server's log holds the details."
        )
    return ErrorShape.saying("unexpected", "服务器出现意外错误。", "详情见服务器日志。")


def on_unexpected(request: Request, error: Exception) -> JSONResponse:
    """500. Starlette raises the error again after this answer, and the server logs its traceback."""
    return answer_with(unexpected(language_of(request)), HTTPStatus.INTERNAL_SERVER_ERROR)


def handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(DraftbotError, on_draftbot_error)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(Exception, on_unexpected)
