"""The addresses under /api/v1 that change a draft, look at its versions, or take back what was done."""

from __future__ import annotations

from fastapi import APIRouter, Query, status

from draftbot.domain import Said
from draftbot.faces.api.requests import LockBody, MessageBody, TextBody
from draftbot.faces.api.routes import MISSING, REFUSED, Service
from draftbot.faces.draft_shapes import AnswerShape, ComparisonShape, DeskShape, VersionShape
from draftbot.faces.shapes import DraftShape

draft_router = APIRouter(prefix="/api/v1", tags=["起草"], responses=REFUSED)


@draft_router.post("/drafts/{draft_id}/blanks/{number}", summary="填一处空白", responses=MISSING)
def fill_blank(draft_id: str, number: int, body: TextBody, service: Service) -> DraftShape:
    """`number` 是 `blanks` 里的第几处，从 1 数起；填的内容记为使用者的，见句子的 `fills`。"""
    return DraftShape.of(service.fill_blank(draft_id, number, body.text))


@draft_router.patch(
    "/drafts/{draft_id}/sections/{section}/sentences/{sentence}", summary="改一句话", responses=MISSING
)
def edit_sentence(draft_id: str, section: int, sentence: int, body: TextBody, service: Service) -> DraftShape:
    """`section` 和 `sentence` 从 0 数起，与草稿里的次序一致；`text` 为空就是删去这一句。"""
    return DraftShape.of(service.edit_sentence(draft_id, section, sentence, body.text))


@draft_router.put("/drafts/{draft_id}/lock", summary="锁定或解锁", responses=MISSING)
def set_lock(draft_id: str, body: LockBody, service: Service) -> DraftShape:
    """锁定的内容不会被任何改写动到。`section` 空着就是全文；可以再指明一段或一句，都从 0 数起。"""
    draft = service.set_lock(
        draft_id, body.locked, section=body.section, paragraph=body.paragraph, sentence=body.sentence
    )
    return DraftShape.of(draft)


@draft_router.get("/drafts/{draft_id}/versions", summary="草稿的各个版本", responses=MISSING)
def versions(draft_id: str, service: Service) -> list[VersionShape]:
    return [VersionShape.model_validate(version) for version in service.versions(draft_id)]


@draft_router.get("/drafts/{draft_id}/versions/{number}", summary="草稿的一个版本", responses=MISSING)
def version(draft_id: str, number: int, service: Service) -> DraftShape:
    return DraftShape.of(service.version(draft_id, number))


@draft_router.post("/drafts/{draft_id}/versions/{number}/restore", summary="回到一个版本", responses=MISSING)
def restore(draft_id: str, number: int, service: Service) -> DraftShape:
    """那一版成为最新的一版；中间的各版都还在。"""
    return DraftShape.of(service.restore(draft_id, number))


@draft_router.get("/drafts/{draft_id}/compare", summary="比较两个版本", responses=MISSING)
def compare(
    draft_id: str,
    service: Service,
    before: int = Query(description="前一版的号"),
    after: int = Query(description="后一版的号"),
) -> ComparisonShape:
    return ComparisonShape.model_validate(service.compare(draft_id, before, after))


@draft_router.post("/conversations", summary="开始一次对话")
def start_conversation(service: Service) -> DeskShape:
    return DeskShape.of(service.start_conversation())


@draft_router.get("/conversations/{conversation_id}", summary="对话和桌面", responses=MISSING)
def conversation(conversation_id: str, service: Service) -> DeskShape:
    """题目、提纲、事实、草稿的编号，以及说过的话。"""
    return DeskShape.of(service.conversation(conversation_id))


@draft_router.post("/conversations/{conversation_id}/messages", summary="说一句话", responses=MISSING)
def say(conversation_id: str, body: MessageBody, service: Service) -> AnswerShape:
    """与网页上说话相同，例如“第二部分再具体一点”；做不成的事在 `said` 里说明。"""
    said = [event.text for event in service.say(conversation_id, body.text) if isinstance(event, Said)]
    return AnswerShape(said="\n".join(said), desk=DeskShape.of(service.conversation(conversation_id)))


@draft_router.post(
    "/conversations/{conversation_id}/stop",
    summary="停下",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=MISSING,
)
def stop(conversation_id: str, service: Service) -> None:
    """让正在写的回答提前结束，写好的部分保留。"""
    service.stop(conversation_id)


@draft_router.post("/conversations/{conversation_id}/undo", summary="撤销", responses=MISSING)
def undo(conversation_id: str, service: Service) -> DeskShape:
    """撤销最后一步，不论改的是提纲、事实还是草稿；对话里说过的话都还在。"""
    return DeskShape.of(service.undo(conversation_id))


@draft_router.post("/conversations/{conversation_id}/redo", summary="恢复", responses=MISSING)
def redo(conversation_id: str, service: Service) -> DeskShape:
    """恢复刚撤销的一步。"""
    return DeskShape.of(service.redo(conversation_id))
