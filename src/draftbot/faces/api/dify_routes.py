"""The corpus as an external knowledge base for Dify and what speaks its protocol.

https://docs.dify.ai/en/guides/knowledge-base/api-documentation/external-knowledge-api
"""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from draftbot.domain import Hit
from draftbot.errors import BadInput, EmptyQuery
from draftbot.faces.api.errors import language_of
from draftbot.faces.api.metadata_conditions import Condition, holds
from draftbot.faces.api.requests import LONGEST_QUERY, Whole
from draftbot.faces.api.routes import Service
from draftbot.faces.api.telling_route import TellingRoute, status_of, told
from draftbot.faces.shape import Shape, printable
from draftbot.faces.shapes import ErrorShape
from draftbot.messages import Message

KNOWLEDGE = "draftbot"
NO_SUCH_KNOWLEDGE, REFUSED = 2001, 4000  # the first is the protocol's, the second ours
MOST_HITS = 100


class Retrieval(BaseModel):
    top_k: Whole = Field(ge=1, le=MOST_HITS, description="api.k")
    score_threshold: float = Field(0.0, ge=0, le=1, description="api.dify_threshold")


class Conditions(BaseModel):
    logical_operator: Literal["and", "or"] = "and"
    conditions: list[Condition] = Field(default_factory=list, max_length=50)


class RetrievalBody(BaseModel):
    """As other programs send it; what the protocol may add later is let pass."""

    knowledge_id: str = Field(description="api.dify_knowledge", examples=[KNOWLEDGE])
    query: str = Field(description="api.query", max_length=LONGEST_QUERY, json_schema_extra={"minLength": 1})
    retrieval_setting: Retrieval
    metadata_condition: Conditions | None = Field(None, description="api.dify_condition")


class RecordShape(Shape):
    content: str
    score: float = Field(description="api.dify_score")
    title: str
    metadata: dict[str, str | int | None]

    @classmethod
    def of(cls, hit: Hit) -> RecordShape:
        return cls(
            content=hit.passage.text, score=hit.relevance, title=hit.report.title, metadata=metadata_of(hit)
        )


class RecordsShape(Shape):
    records: list[RecordShape]


class DifyErrorShape(Shape):
    error_code: int = Field(description="api.dify_error")
    error_msg: str


class DifyRoute(TellingRoute):
    """Tells of failures as the protocol has it."""

    def answer_to(self, error: Exception, request: Request) -> Response:
        known = isinstance(error, BadInput) and error.details.get("code") == NO_SUCH_KNOWLEDGE
        code = NO_SUCH_KNOWLEDGE if known else REFUSED
        shape = as_dify(told(error, language_of(request)), code)
        status = 404 if known else status_of(error)
        return JSONResponse(shape.model_dump(), status_code=status)


def as_dify(shape: ErrorShape, code: int = REFUSED) -> DifyErrorShape:
    return DifyErrorShape(error_code=code, error_msg=f"{shape.error.message} {shape.error.hint}".strip())


dify_router = APIRouter(
    tags=["api.tag_search"],
    route_class=DifyRoute,
    responses={
        401: {"model": DifyErrorShape, "description": "api.not_signed_in"},
        403: {"model": DifyErrorShape, "description": "api.not_allowed"},
        404: {"model": DifyErrorShape, "description": "api.missing"},
        413: {"model": DifyErrorShape, "description": "api.request_too_large"},
        422: {"model": DifyErrorShape, "description": "api.refused"},
        429: {"model": DifyErrorShape, "description": "api.too_many_requests"},
    },
)


@dify_router.post("/retrieval", summary="api.dify", description="api.dify_more")
def retrieval(body: RetrievalBody, service: Service) -> RecordsShape:
    if body.knowledge_id != KNOWLEDGE:
        what = Message("requests.no_such_knowledge", known=KNOWLEDGE)
        raise BadInput(what=what, code=NO_SUCH_KNOWLEDGE)
    if not body.query.strip():
        raise EmptyQuery
    wanted, condition = body.retrieval_setting, body.metadata_condition
    # Conditions are held against what was found: more is asked for, so that enough is left.
    hits = service.search(body.query, MOST_HITS if condition else wanted.top_k).hits
    chosen = [hit for hit in hits if hit.relevance >= wanted.score_threshold and _fits(hit, condition)]
    return RecordsShape(records=[RecordShape.of(hit) for hit in chosen[: wanted.top_k]])


def metadata_of(hit: Hit) -> dict[str, str | int | None]:
    """What conditions may ask for."""
    report = hit.report
    return {
        "passage_id": hit.passage.id,
        "report_id": report.id,
        "title": report.title,
        "heading": " / ".join(hit.passage.heading_path),
        "genre": report.genre,
        "unit": report.unit,
        "year": report.year,
        "source": printable(report.source),
    }


def _fits(hit: Hit, asked: Conditions | None) -> bool:
    if asked is None or not asked.conditions:
        return True
    metadata = metadata_of(hit)
    every = all if asked.logical_operator == "and" else any
    return every(holds(condition, metadata) for condition in asked.conditions)
