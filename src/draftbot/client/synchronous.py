"""The client."""

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


class Draftbot:
    """A draftbot that answers at `url`; `key` where it has users. Each method raises ApiError."""

    def __init__(
        self,
        url: str = "http://127.0.0.1:7860",
        key: str | None = None,
        *,
        language: Literal["zh", "en"] = "zh",
        timeout: float = SECONDS,
    ) -> None:
        self._http = httpx.Client(**calls.settings_of(url, key, language, timeout))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def search(
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
        return calls.search(query, k, genre=genre, unit=unit, year=year, source=source).sent_by(self._http)

    def search_batch(self, queries: Sequence[str], k: int = 10) -> list[SearchShape]:
        """The answers to several queries, in their order."""
        return calls.search_batch(queries, k).sent_by(self._http)

    def passage(self, passage_id: str, around: int = 1) -> PassageInContextShape:
        """A passage with its report and `around` neighbours on each side."""
        return calls.passage(passage_id, around).sent_by(self._http)

    def reports(
        self,
        *,
        genre: str | None = None,
        unit: str | None = None,
        year: str | int | None = None,
        source: str | None = None,
    ) -> list[ReportSummaryShape]:
        """The reports of the corpus, or those the filters let through."""
        return calls.reports(genre=genre, unit=unit, year=year, source=source).sent_by(self._http)

    def report(self, report_id: str) -> ReportShape:
        """A report with its text and the account of its repairs."""
        return calls.report(report_id).sent_by(self._http)

    def original(self, report_id: str) -> bytes:
        """The file a report was read from, as it came."""
        return calls.original(report_id).sent_by(self._http)

    def upload(self, *files: Path | str | tuple[str, bytes], department: str = "") -> IngestShape:
        """Read files, or names with bytes, into the corpus, for a department of one's own or for all."""
        return calls.upload(*files, department=department).sent_by(self._http)

    def remove_report(self, report_id: str) -> None:
        """Take a report out of the corpus."""
        return calls.remove_report(report_id).sent_by(self._http)

    def outlines(self) -> list[OutlineShape]:
        """The usual outline of each genre."""
        return calls.outlines().sent_by(self._http)

    def check(self, text: str, facts: Facts | None = None) -> CheckShape:
        """A text held against the corpus."""
        return calls.check(text, facts).sent_by(self._http)

    def plan(self, title: str, facts: Facts | None = None, *, genre: str | None = None) -> PlanShape:
        """Which past reports a draft would rest on, and why."""
        return calls.plan(title, facts, genre=genre).sent_by(self._http)

    def draft(
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
        return calls.draft(
            title,
            facts,
            genre=genre,
            outline=outline,
            length=length,
            reports=reports,
            any_trade=any_trade,
            use_model=use_model,
            seed=seed,
        ).sent_by(self._http)

    def drafts(self, words: str = "", first: int = 0, most: int = 50) -> list[KeptShape]:
        """The drafts whose title holds `words`, the last changed first."""
        return calls.drafts(words, first, most).sent_by(self._http)

    def load_draft(self, draft_id: str) -> DraftShape:
        """A draft as it is now."""
        return calls.load_draft(draft_id).sent_by(self._http)

    def fill_blank(self, draft_id: str, number: int, text: str) -> DraftShape:
        """Fill the `number`-th blank, from 1 in reading order."""
        return calls.fill_blank(draft_id, number, text).sent_by(self._http)

    def export(self, draft_id: str, format: Literal["docx", "md"] = "docx") -> bytes:
        """A draft as a Word or a Markdown file."""
        return calls.export(draft_id, format).sent_by(self._http)

    def duplicate_draft(self, draft_id: str) -> DraftShape:
        """The same draft once more, under an id of its own."""
        return calls.duplicate_draft(draft_id).sent_by(self._http)

    def delete_draft(self, draft_id: str) -> None:
        """Delete a draft for good."""
        return calls.delete_draft(draft_id).sent_by(self._http)

    def start_conversation(self) -> DeskShape:
        """A new conversation, its desk empty."""
        return calls.start_conversation().sent_by(self._http)

    def conversation(self, conversation_id: str) -> DeskShape:
        """What lies on a conversation's desk, and what was said."""
        return calls.conversation(conversation_id).sent_by(self._http)

    def say(self, conversation_id: str, text: str) -> AnswerShape:
        """draftbot's answer to a message in Chinese."""
        return calls.say(conversation_id, text).sent_by(self._http)

    def jobs(self) -> list[JobShape]:
        """What is at work for you right now."""
        return calls.jobs().sent_by(self._http)

    def stop_job(self, job_id: str) -> None:
        """Let a job end early; what it has finished is kept."""
        return calls.stop_job(job_id).sent_by(self._http)
