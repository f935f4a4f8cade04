"""draftbot for programs that speak OpenAI's protocol: /v1/models, /v1/embeddings and
/v1/chat/completions. https://platform.openai.com/docs/api-reference"""

from __future__ import annotations

import base64
import json
import logging
import time
from collections.abc import Generator, Iterator
from http import HTTPStatus
from typing import Any

import numpy as np
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from draftbot.drafts.store import new_id
from draftbot.errors import BadInput, DraftbotError, NotFound
from draftbot.faces.api.awaited import AwaitedResponse
from draftbot.faces.api.errors import language_of
from draftbot.faces.api.once import ONCE
from draftbot.faces.api.openai_chat import Answer, conversation_for
from draftbot.faces.api.openai_shapes import (
    MODEL,
    AnswerMessage,
    ChatBody,
    ChoiceShape,
    CompletionShape,
    EmbeddingsBody,
    EmbeddingShape,
    EmbeddingsShape,
    ModelEntryShape,
    ModelsShape,
    OpenAIErrorBody,
    OpenAIErrorShape,
    UsageShape,
)
from draftbot.faces.api.routes import RequestLanguage, Service
from draftbot.faces.api.telling_route import TellingRoute, status_of, told
from draftbot.faces.shapes import ErrorShape

log = logging.getLogger(__name__)


class OpenAIRoute(TellingRoute):
    """Tells of failures in OpenAI's shape; what is wrong with a request is 400 there."""

    def answer_to(self, error: Exception, request: Request) -> Response:
        status = HTTPStatus.BAD_REQUEST if isinstance(error, BadInput) else status_of(error)
        shape = as_openai(told(error, language_of(request)), status)
        return JSONResponse(shape.model_dump(), status_code=status)


def as_openai(shape: ErrorShape, status: int) -> OpenAIErrorShape:
    said = shape.error
    kind = "server_error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "invalid_request_error"
    message = f"{said.message} {said.hint}".strip()
    return OpenAIErrorShape(error=OpenAIErrorBody(message=message, type=kind, code=said.code))


_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": OpenAIErrorShape, "description": "api.openai_refused"}
    for status in (400, 401, 403, 404, 413, 422, 429)
}
openai_router = APIRouter(prefix="/v1", tags=["api.tag_openai"], route_class=OpenAIRoute, responses=_REFUSALS)


@openai_router.get("/models", summary="api.openai_models")
def models(service: Service) -> ModelsShape:
    return ModelsShape(data=[ModelEntryShape(id=name) for name in (MODEL, service.embedding_model)])


@openai_router.get("/models/{model_id:path}", summary="api.openai_model_named")
def model(model_id: str, service: Service) -> ModelEntryShape:
    if model_id not in (MODEL, service.embedding_model):
        raise NotFound(wanted=model_id)
    return ModelEntryShape(id=model_id)


@openai_router.post("/embeddings", summary="api.openai_embeddings", description="api.openai_embeddings_more")
def embeddings(body: EmbeddingsBody, service: Service) -> EmbeddingsShape:
    if body.model != service.embedding_model:
        raise NotFound(wanted=body.model)
    rows = service.embed(body.texts)
    data = [
        EmbeddingShape(
            index=i,
            embedding=row
            if body.encoding_format == "float"
            else base64.b64encode(np.asarray(row, dtype="<f4").tobytes()).decode(),
        )
        for i, row in enumerate(rows)
    ]
    chars = sum(map(len, body.texts))
    return EmbeddingsShape(
        data=data, model=body.model, usage=UsageShape(prompt_tokens=chars, total_tokens=chars)
    )


@openai_router.post(
    "/chat/completions",
    dependencies=[ONCE],
    summary="api.openai_chat",
    description="api.openai_chat_more",
    response_model=CompletionShape,
    responses={
        409: {"model": OpenAIErrorShape, "description": "api.answer_coming"},
        200: {"content": {"text/event-stream": {}}},
    },
)
def chat(
    body: ChatBody, request: Request, service: Service, language: RequestLanguage
) -> CompletionShape | AwaitedResponse:
    if body.model != MODEL:
        raise NotFound(wanted=body.model)
    conversation_id, said = conversation_for(body, service)
    answer, completion_id = Answer(service, language), new_id("chatcmpl-")
    asked = sum(len(message.content) for message in body.messages)
    pieces = answer.pieces(conversation_id, said)
    if body.stream:
        wants_usage = body.stream_options is not None and body.stream_options.include_usage
        chunks = _chunks(completion_id, pieces, answer, asked if wants_usage else None)
        return AwaitedResponse(chunks, media_type="text/event-stream")
    content = "".join(pieces).strip()
    message = AnswerMessage(content=content, annotations=answer.annotations(content, str(request.base_url)))
    return CompletionShape(
        id=completion_id,
        created=int(time.time()),
        choices=[ChoiceShape(message=message)],
        usage=_usage(asked, content),
    )


def _chunks(
    completion_id: str, pieces: Iterator[str], answer: Answer, asked: int | None
) -> Generator[str, None, None]:
    """The answer as server-sent events; `asked` characters are told where usage is wanted."""

    def chunk(choices: list[dict[str, object]], **more: object) -> str:
        head = {"id": completion_id, "object": "chat.completion.chunk", "created": created, "model": MODEL}
        return f"data: {json.dumps({**head, 'choices': choices, **more}, ensure_ascii=False)}\n\n"

    def delta(what: dict[str, object], finish: str | None = None) -> str:
        return chunk([{"index": 0, "delta": what, "finish_reason": finish}])

    created, said = int(time.time()), ""
    try:
        yield delta({"role": "assistant", "content": ""})
        for piece in pieces:
            said += piece
            yield delta({"content": piece})
        yield delta({}, "stop")
        if asked is not None:
            yield chunk([], usage=_usage(asked, said).model_dump())
        yield "data: [DONE]\n\n"
    except Exception as exc:
        # The status is long sent: what went wrong is told in the stream.
        if not isinstance(exc, DraftbotError):
            log.exception("a streamed answer failed")
        shape = as_openai(told(exc, answer.language), HTTPStatus.INTERNAL_SERVER_ERROR)
        yield f"data: {json.dumps(shape.model_dump(), ensure_ascii=False)}\n\n"


def _usage(asked: int, content: str) -> UsageShape:
    return UsageShape(prompt_tokens=asked, completion_tokens=len(content), total_tokens=asked + len(content))
