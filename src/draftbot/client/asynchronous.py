"""The client whose methods are awaited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import httpx

from draftbot.client import calls
from draftbot.client.calls import SECONDS, Facts
from draftbot.faces.check_shapes import CheckShape
from draftbot.faces.draft_shapes import AnswerShape, DeskShape
from draftbot.faces.kept_shapes import JobShape, KeptShape
from draftbot.faces.plan_shapes import PlanShape
from draftbot.faces.report_shapes import IngestShape, ReportShape, ReportSummaryShape
from draftbot.faces.search_shapes import PassageInContextShape, SearchShape
from draftbot.faces.shapes import DraftShape, OutlineShape


class AsyncDraftbot:
    """A draftbot that answers at `url`; `key` where it has users. Each method raises ApiError."""

    def __init__(
        self,
        url: str = "http://127.0.0.1:7860",
        key: str | None = None,
        *,
        language: Literal["zh", "en"] = "zh",
        timeout: float = SECONDS,
    ) -> None:
        self._http = httpx.AsyncClient(**calls.settings_of(url, key, language, timeout))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def search(
        self,
        query: str,
        k: int = 10,
        *,
        genre: str | None = None,
        unit: str | None = None,
        year: str | int | None = None,
        source: str | None = None,
    ) -> SearchShape:
        """Past passages like `query`."""
        return await calls.search(query, k, genre=genre, unit=unit, year=year, source=source).sent_by_async(
            self._http
        )

    async def search_batch(self, queries: Sequence[str], k: int = 10) -> list[SearchShape]:
        """The answers to several queries, in their order."""
        return await calls.search_batch(queries, k).sent_by_async(self._http)

    async def passage(self, passage_id: str, around: int = 1) -> PassageInContextShape:
        """A passage with its report and `around` neighbours on each side."""
        return await calls.passage(passage_id, around).sent_by_async(self._http)

    async def reports(
        self,
        *,
        genre: str | None = None,
        unit: str | None = None,
        year: str | int | None = None,
        source: str | None = None,
    ) -> list[ReportSummaryShape]:
        """The reports of the corpus, or those the filters let through."""
        return await calls.reports(genre=genre, unit=unit, year=year, source=source).sent_by_async(self._http)

    async def report(self, report_id: str) -> ReportShape:
        """A report with its text and the account of its repairs."""
        return await calls.report(report_id).sent_by_async(self._http)

    async def original(self, report_id: str) -> bytes:
        """The file a report was read from, as it came."""
        return await calls.original(report_id).sent_by_async(self._http)

    async def upload(self, *files: Path | str | tuple[str, bytes], department: str = "") -> IngestShape:
        """Read files, or names with bytes, into the corpus, for a department of one's own or for all."""
        return await calls.upload(*files, department=department).sent_by_async(self._http)

    async def remove_report(self, report_id: str) -> None:
        """Take a report out of the corpus."""
        return await calls.remove_report(report_id).sent_by_async(self._http)

    async def outlines(self) -> list[OutlineShape]:
        """The usual outline of each genre."""
        return await calls.outlines().sent_by_async(self._http)

    async def check(self, text: str, facts: Facts | None = None) -> CheckShape:
        """A text held against the corpus."""
        return await calls.check(text, facts).sent_by_async(self._http)

    async def plan(self, title: str, facts: Facts | None = None, *, genre: str | None = None) -> PlanShape:
        """Which past reports a draft would rest on, and why."""
        return await calls.plan(title, facts, genre=genre).sent_by_async(self._http)

    async def draft(
        self,
        title: str,
        facts: Facts | None = None,
        *,
        genre: str | None = None,
        outline: str | Sequence[Mapping[str, Any]] | None = None,
        length: int | None = None,
        reports: Sequence[str] | None = None,
        any_trade: bool = False,
        use_model: bool = True,
        seed: int = 0,
    ) -> DraftShape:
        """Write a draft; facts come from `facts` alone."""
        return await calls.draft(
            title,
            facts,
            genre=genre,
            outline=outline,
            length=length,
            reports=reports,
            any_trade=any_trade,
            use_model=use_model,
            seed=seed,
        ).sent_by_async(self._http)

    async def drafts(self, words: str = "", first: int = 0, most: int = 50) -> list[KeptShape]:
        """The drafts whose title holds `words`, the last changed first."""
        return await calls.drafts(words, first, most).sent_by_async(self._http)

    async def load_draft(self, draft_id: str) -> DraftShape:
        """A draft as it is now."""
        return await calls.load_draft(draft_id).sent_by_async(self._http)

    async def fill_blank(self, draft_id: str, number: int, text: str) -> DraftShape:
        """Fill the `number`-th blank, from 1 in reading order."""
        return await calls.fill_blank(draft_id, number, text).sent_by_async(self._http)

    async def export(self, draft_id: str, format: Literal["docx", "md"] = "docx") -> bytes:
        """A draft as a Word or a Markdown file."""
        return await calls.export(draft_id, format).sent_by_async(self._http)

    async def duplicate_draft(self, draft_id: str) -> DraftShape:
        """The same draft once more, under an id of its own."""
        return await calls.duplicate_draft(draft_id).sent_by_async(self._http)

    async def delete_draft(self, draft_id: str) -> None:
        """Delete a draft for good."""
        return await calls.delete_draft(draft_id).sent_by_async(self._http)

    async def start_conversation(self) -> DeskShape:
        """A new conversation, its desk empty."""
        return await calls.start_conversation().sent_by_async(self._http)

    async def conversation(self, conversation_id: str) -> DeskShape:
        """What lies on a conversation's desk, and what was said."""
        return await calls.conversation(conversation_id).sent_by_async(self._http)

    async def say(self, conversation_id: str, text: str) -> AnswerShape:
        """draftbot's answer to a message in Chinese."""
        return await calls.say(conversation_id, text).sent_by_async(self._http)

    async def jobs(self) -> list[JobShape]:
        """What is at work for you right now."""
        return await calls.jobs().sent_by_async(self._http)

    async def stop_job(self, job_id: str) -> None:
        """Let a job end early; what it has finished is kept."""
        return await calls.stop_job(job_id).sent_by_async(self._http)
