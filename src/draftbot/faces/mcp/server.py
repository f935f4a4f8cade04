"""draftbot for assistants that speak MCP (https://modelcontextprotocol.io): the tools and what
they may read. The package `mcp` is an extra: import this module only where it is wanted."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from anyio import from_thread
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.types import Tool
from pydantic import Field

from draftbot import __version__
from draftbot.domain import ChatEvent, DraftRequest, DraftStarted, FactSheet, Outline, Said, SectionWritten
from draftbot.errors import DraftbotError
from draftbot.faces.api.documentation import in_words
from draftbot.faces.api.requests import LONGEST_QUERY, LONGEST_TEXT
from draftbot.faces.check_shapes import CheckShape
from draftbot.faces.mcp.shapes import (
    DeskAnswerShape,
    FileShape,
    PassageFoundShape,
    PassagesShape,
    WrittenShape,
)
from draftbot.faces.outline_shapes import MinedOutlineShape
from draftbot.faces.plan_shapes import PlanShape
from draftbot.faces.report_shapes import ReportShape, ReportSummaryShape
from draftbot.faces.search_shapes import PassageInContextShape, make_filters
from draftbot.faces.shape import Shape
from draftbot.faces.shapes import OutlineShape
from draftbot.messages import Language, Message, all_lines, render
from draftbot.service import Draftbot

Asked = Callable[[Any], Draftbot]
"""The service as whoever asks may use it, given the HTTP request, None over stdio."""

MOST_REPORTS = 200

Query = Annotated[str, Field(description="api.query", max_length=LONGEST_QUERY)]
Title = Annotated[str, Field(description="api.title", min_length=1, max_length=200)]
Facts = Annotated[str, Field(description="api.facts_given", max_length=LONGEST_TEXT)]
Genre = Annotated[str | None, Field(description="api.genre_or_title")]
Length = Annotated[int | None, Field(description="api.length")]
OnlyUnit = Annotated[str | None, Field(description="api.only_unit")]
OnlyYear = Annotated[str | None, Field(description="api.only_year")]
OnlyGenre = Annotated[str | None, Field(description="api.only_genre")]
ReportIds = Annotated[list[str] | None, Field(description="api.chosen_reports", max_length=200)]


class _Server(MCPServer[Any]):
    """Tells of its tools in the user's words, whose codes stand in the schemas."""

    language: Language = "zh"

    async def list_tools(self) -> list[Tool]:
        tools = await super().list_tools()
        return [
            Tool.model_validate(in_words(tool.model_dump(by_alias=True, exclude_none=True), self.language))
            for tool in tools
        ]


class Tools:
    """What an assistant may ask for; each method is a tool."""

    def __init__(self, asked: Asked, language: Language) -> None:
        self._asked, self._language = asked, language

    def search_passages(
        self,
        query: Query,
        context: Context,
        k: Annotated[int, Field(ge=1, le=50, description="api.k")] = 10,
        genre: OnlyGenre = None,
        unit: OnlyUnit = None,
        year: OnlyYear = None,
    ) -> PassagesShape:
        result = self._for(context).search(query, k, make_filters(genre, unit, year, None))
        return PassagesShape(
            is_about=result.is_about, passages=[PassageFoundShape.of(hit) for hit in result.hits]
        )

    def list_reports(
        self, context: Context, genre: OnlyGenre = None, unit: OnlyUnit = None, year: OnlyYear = None
    ) -> list[ReportSummaryShape]:
        found = self._for(context).reports(make_filters(genre, unit, year, None))
        return [ReportSummaryShape.of(summary) for summary in found[:MOST_REPORTS]]

    def get_report(self, report_id: str, context: Context) -> ReportShape:
        return ReportShape.whole(*self._for(context).report(report_id), self._language)

    def list_outlines(self, context: Context) -> list[OutlineShape]:
        return [OutlineShape.of(outline) for outline in self._for(context).outlines()]

    def mine_outline(self, title: Title, context: Context, genre: Genre = None) -> MinedOutlineShape:
        return MinedOutlineShape.of(self._for(context).mine_outline(title, genre))

    def plan_draft(self, title: Title, context: Context, facts: Facts = "", genre: Genre = None) -> PlanShape:
        service = self._for(context)
        request = DraftRequest(title, service.outline_for(title, genre), facts_in(facts, service))
        return PlanShape.of(service.plan(request), self._language)

    def draft_report(
        self,
        title: Title,
        context: Context,
        facts: Facts = "",
        genre: Genre = None,
        outline: Annotated[str, Field(description="api.outline_given", max_length=LONGEST_TEXT)] = "",
        length: Length = None,
        reports: ReportIds = None,
    ) -> DeskAnswerShape:
        service = self._for(context)
        sections: Outline = (
            service.parse_outline(outline, title, genre) if outline else service.outline_for(title, genre)
        )
        sheet = facts_in(facts, service)
        conversation = service.start_conversation()
        service.arrange_desk(
            conversation.id,
            title=title,
            outline=sections,
            facts=sheet,
            length=length,
            reports=tuple(reports) if reports is not None else None,
        )
        said = _followed(service.redraft(conversation.id), context)
        return self._answer(service, conversation.id, said)

    def revise_draft(
        self,
        conversation_id: Annotated[str, Field(description="api.mcp_conversation")],
        message: Annotated[str, Field(description="api.message", min_length=1, max_length=50_000)],
        context: Context,
    ) -> DeskAnswerShape:
        service = self._for(context)
        said = _followed(service.say(conversation_id, message), context)
        return self._answer(service, conversation_id, said)

    def check_text(
        self,
        text: Annotated[str, Field(description="api.checked_text", min_length=1, max_length=LONGEST_TEXT)],
        context: Context,
        facts: Facts = "",
    ) -> CheckShape:
        service = self._for(context)
        data = text.encode("utf-8", "replace")
        return CheckShape.of(service.check(data, "text.txt", facts_in(facts, service)), self._language)

    def export(
        self,
        draft_id: str,
        context: Context,
        format: Annotated[str, Field(description="api.format")] = "docx",
    ) -> FileShape:
        file = self._for(context).export(draft_id, format)
        text = file.data.decode() if file.media_type.startswith("text/") else None
        encoded = base64.b64encode(file.data).decode("ascii") if text is None else None
        return FileShape(name=file.name, media_type=file.media_type, text=text, base64=encoded)

    # -- what can be read by its address -----------------------------------------

    def passage(self, passage_id: str, context: Context) -> str:
        return as_text(PassageInContextShape.within(self._for(context).passage(passage_id)))

    def report(self, report_id: str, context: Context) -> str:
        return as_text(ReportShape.whole(*self._for(context).report(report_id), self._language))

    def _for(self, context: Context) -> Draftbot:
        return self._asked(context.request_context.request)

    def _answer(self, service: Draftbot, conversation_id: str, said: list[Message]) -> DeskAnswerShape:
        draft_id = service.conversation(conversation_id).draft_id
        draft = WrittenShape.of(service.load_draft(draft_id), self._language) if draft_id else None
        words = render(all_lines(said), self._language)
        return DeskAnswerShape(conversation_id=conversation_id, said=words, draft=draft)


def _followed(events: Iterable[ChatEvent], context: Context) -> list[Message]:
    """What is said in an answer; who waits for it is told of each section that is written."""
    said, sections = list[Message](), 0
    for event in events:
        if isinstance(event, Said):
            said.append(event.text)
        elif isinstance(event, DraftStarted):
            sections = len(event.draft.request.outline.sections)
        elif isinstance(event, SectionWritten):
            from_thread.run(context.report_progress, event.index + 1, sections, event.section.heading)
    return said


TOOLS = (
    "search_passages", "list_reports", "get_report", "list_outlines", "mine_outline", "plan_draft",
    "draft_report", "revise_draft", "check_text", "export",
)  # fmt: skip
_DESCRIPTIONS = {
    "search_passages": "api.mcp_search_passages",
    "list_reports": "api.mcp_list_reports",
    "get_report": "api.mcp_get_report",
    "list_outlines": "api.mcp_list_outlines",
    "mine_outline": "api.mcp_mine_outline",
    "plan_draft": "api.mcp_plan_draft",
    "draft_report": "api.mcp_draft_report",
    "revise_draft": "api.mcp_revise_draft",
    "check_text": "api.mcp_check_text",
    "export": "api.mcp_export",
}


def mcp_server(asked: Asked, language: Language) -> MCPServer[Any]:
    """The server; `asked` gives the service for each request."""
    server = _Server(
        "draftbot",
        version=__version__,
        instructions=render(Message("api.mcp_instructions"), language),
        log_level="WARNING",
    )
    server.language = language
    tools = Tools(asked, language)
    for name in TOOLS:
        server.add_tool(told(getattr(tools, name), ToolError, language), description=_DESCRIPTIONS[name])
    for kind, read in (("passages", tools.passage), ("reports", tools.report)):
        place = f"draftbot://{kind}/{{{kind.removesuffix('s')}_id}}"
        server.resource(place, name=kind, mime_type="application/json")(told(read, ResourceError, language))
    return server


def told(tool: Callable[..., Any], failure: type[Exception], language: Language) -> Callable[..., Any]:
    """`tool`, its errors in the user's words for the model to read."""
    import functools

    @functools.wraps(tool)
    def answer(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return tool(*args, **kwargs)
        except DraftbotError as exc:
            raise failure(f"{exc.message(language)} {exc.hint(language)}".strip()) from exc

    return answer


def facts_in(text: str, service: Draftbot) -> FactSheet:
    """Raises BadFacts."""
    return service.parse_facts(text) if text.strip() else FactSheet()


def as_text(shape: Shape) -> str:
    return shape.model_dump_json()
