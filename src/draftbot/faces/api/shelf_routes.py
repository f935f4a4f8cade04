"""The addresses under /api/v1 for lists of drafts and conversations, sharing and deleting them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, status
from pydantic import Field

from draftbot.faces.api.once import COMING, ONCE
from draftbot.faces.api.requests import Body
from draftbot.faces.api.routes import MISSING, REFUSED, RequestLanguage, Service
from draftbot.faces.kept_shapes import KeptShape
from draftbot.faces.shapes import DraftShape

shelf_router = APIRouter(prefix="/api/v1", tags=["api.tag_drafting"], responses=REFUSED)

Words = Annotated[str, Query(description="api.title_words", max_length=200)]
First = Annotated[int, Query(ge=0, le=1_000_000, description="api.first_of_list")]
Most = Annotated[int, Query(ge=1, le=200, description="api.most_of_list")]


class ShareBody(Body):
    users: list[Annotated[str, Field(max_length=200)]] = Field(max_length=200, description="api.share_users")


@shelf_router.get("/drafts", summary="api.drafts", description="api.drafts_more")
def drafts(service: Service, words: Words = "", first: First = 0, most: Most = 50) -> list[KeptShape]:
    return [KeptShape.model_validate(one) for one in service.drafts(words, first, most)]


@shelf_router.get("/conversations", summary="api.conversations", description="api.drafts_more")
def conversations(service: Service, words: Words = "", first: First = 0, most: Most = 50) -> list[KeptShape]:
    return [KeptShape.model_validate(one) for one in service.conversations(words, first, most)]


@shelf_router.put(
    "/drafts/{draft_id}/shares", summary="api.share_draft", description="api.share_more", responses=MISSING
)
def share_draft(draft_id: str, body: ShareBody, service: Service) -> list[str]:
    return list(service.share_draft(draft_id, body.users))


@shelf_router.put(
    "/conversations/{conversation_id}/shares",
    summary="api.share_conversation",
    description="api.share_more",
    responses=MISSING,
)
def share_conversation(conversation_id: str, body: ShareBody, service: Service) -> list[str]:
    return list(service.share_conversation(conversation_id, body.users))


@shelf_router.post(
    "/drafts/{draft_id}/duplicate",
    dependencies=[ONCE],
    summary="api.duplicate_draft",
    status_code=status.HTTP_201_CREATED,
    responses={**MISSING, **COMING},
)
def duplicate_draft(draft_id: str, service: Service, language: RequestLanguage) -> DraftShape:
    return DraftShape.of(service.duplicate_draft(draft_id), language)


@shelf_router.delete(
    "/drafts/{draft_id}",
    summary="api.delete_draft",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=MISSING,
)
def delete_draft(draft_id: str, service: Service) -> None:
    service.delete_draft(draft_id)


@shelf_router.delete(
    "/conversations/{conversation_id}",
    summary="api.delete_conversation",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=MISSING,
)
def delete_conversation(conversation_id: str, service: Service) -> None:
    service.delete_conversation(conversation_id)
