"""The addresses under /api/v1 that change a draft, look at its versions, or take back what was done."""

from __future__ import annotations

from fastapi import APIRouter, Query, status

from draftbot.domain import Did, Said, Suggested
from draftbot.faces.api.once import COMING, ONCE
from draftbot.faces.api.requests import ConfirmBody, LockBody, MessageBody, ReportsBody, TextBody
from draftbot.faces.api.routes import MISSING, REFUSED, RequestLanguage, Service
from draftbot.faces.draft_shapes import AnswerShape, ComparisonShape, DeskShape, SuggestionShape, VersionShape
from draftbot.faces.shapes import DraftShape
from draftbot.messages import all_lines, render

draft_router = APIRouter(prefix="/api/v1", tags=["api.tag_drafting"], responses=REFUSED)


@draft_router.post(
    "/drafts/{draft_id}/blanks/{number}",
    dependencies=[ONCE],
    summary="api.fill_blank",
    description="api.fill_blank_more",
    responses={**MISSING, **COMING},
)
def fill_blank(
    draft_id: str, number: int, body: TextBody, service: Service, language: RequestLanguage
) -> DraftShape:
    return DraftShape.of(service.fill_blank(draft_id, number, body.text), language)


@draft_router.patch(
    "/drafts/{draft_id}/sections/{section}/sentences/{sentence}",
    summary="api.edit_sentence",
    description="api.edit_sentence_more",
    responses=MISSING,
)
def edit_sentence(
    draft_id: str, section: int, sentence: int, body: TextBody, service: Service, language: RequestLanguage
) -> DraftShape:
    return DraftShape.of(service.edit_sentence(draft_id, section, sentence, body.text), language)


@draft_router.put(
    "/drafts/{draft_id}/lock", summary="api.set_lock", description="api.set_lock_more", responses=MISSING
)
def set_lock(draft_id: str, body: LockBody, service: Service, language: RequestLanguage) -> DraftShape:
    draft = service.set_lock(
        draft_id, body.locked, section=body.section, paragraph=body.paragraph, sentence=body.sentence
    )
    return DraftShape.of(draft, language)


@draft_router.put(
    "/drafts/{draft_id}/confirm", summary="api.confirm", description="api.confirm_more", responses=MISSING
)
def confirm(draft_id: str, body: ConfirmBody, service: Service, language: RequestLanguage) -> DraftShape:
    draft = service.confirm(
        draft_id, body.confirmed, section=body.section, paragraph=body.paragraph, sentence=body.sentence
    )
    return DraftShape.of(draft, language)


@draft_router.get("/drafts/{draft_id}/versions", summary="api.versions", responses=MISSING)
def versions(draft_id: str, service: Service, language: RequestLanguage) -> list[VersionShape]:
    return [VersionShape.in_language(version, language) for version in service.versions(draft_id)]


@draft_router.get("/drafts/{draft_id}/versions/{number}", summary="api.version", responses=MISSING)
def version(draft_id: str, number: int, service: Service, language: RequestLanguage) -> DraftShape:
    return DraftShape.of(service.version(draft_id, number), language)


@draft_router.post(
    "/drafts/{draft_id}/versions/{number}/restore",
    dependencies=[ONCE],
    summary="api.restore",
    description="api.restore_more",
    responses={**MISSING, **COMING},
)
def restore(draft_id: str, number: int, service: Service, language: RequestLanguage) -> DraftShape:
    return DraftShape.of(service.restore(draft_id, number), language)


@draft_router.get("/drafts/{draft_id}/compare", summary="api.compare", responses=MISSING)
def compare(
    draft_id: str,
    service: Service,
    before: int = Query(description="api.before"),
    after: int = Query(description="api.after"),
) -> ComparisonShape:
    return ComparisonShape.model_validate(service.compare(draft_id, before, after))


@draft_router.post("/conversations", dependencies=[ONCE], summary="api.start_conversation", responses=COMING)
def start_conversation(service: Service, language: RequestLanguage) -> DeskShape:
    return DeskShape.of(service.start_conversation(), language)


@draft_router.get(
    "/conversations/{conversation_id}",
    summary="api.conversation",
    description="api.conversation_more",
    responses=MISSING,
)
def conversation(conversation_id: str, service: Service, language: RequestLanguage) -> DeskShape:
    return DeskShape.of(service.conversation(conversation_id), language)


@draft_router.put(
    "/conversations/{conversation_id}/reports",
    summary="api.choose_reports",
    description="api.choose_reports_more",
    responses=MISSING,
)
def choose_reports(
    conversation_id: str, body: ReportsBody, service: Service, language: RequestLanguage
) -> DeskShape:
    chosen = None if body.reports is None else tuple(dict.fromkeys(body.reports))
    for report_id in chosen or ():
        service.report(report_id)  # raises ReportNotFound
    return DeskShape.of(
        service.arrange_desk(conversation_id, reports=chosen, any_trade=body.any_trade), language
    )


@draft_router.post(
    "/conversations/{conversation_id}/messages",
    dependencies=[ONCE],
    summary="api.say",
    description="api.say_more",
    responses={**MISSING, **COMING},
)
def say(conversation_id: str, body: MessageBody, service: Service, language: RequestLanguage) -> AnswerShape:
    events = list(service.say(conversation_id, body.text))
    words = render(all_lines([event.text for event in events if isinstance(event, Said)]), language)
    suggested = [one for event in events if isinstance(event, Suggested) for one in event.suggestions]
    return AnswerShape(
        said=words,
        actions=[{"name": event.name, **event.slots} for event in events if isinstance(event, Did)],
        suggestions=[
            SuggestionShape(label=one.message, message=one.message, action=one.action) for one in suggested
        ],
        desk=DeskShape.of(service.conversation(conversation_id), language),
    )


@draft_router.post(
    "/conversations/{conversation_id}/stop",
    summary="api.stop",
    description="api.stop_more",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=MISSING,
)
def stop(conversation_id: str, service: Service) -> None:
    service.stop(conversation_id)


@draft_router.post(
    "/conversations/{conversation_id}/undo",
    dependencies=[ONCE],
    summary="api.undo",
    description="api.undo_more",
    responses={**MISSING, **COMING},
)
def undo(conversation_id: str, service: Service, language: RequestLanguage) -> DeskShape:
    return DeskShape.of(service.undo(conversation_id), language)


@draft_router.post(
    "/conversations/{conversation_id}/redo",
    dependencies=[ONCE],
    summary="api.redo",
    description="api.redo_more",
    responses={**MISSING, **COMING},
)
def redo(conversation_id: str, service: Service, language: RequestLanguage) -> DeskShape:
    return DeskShape.of(service.redo(conversation_id), language)
