"""What a client may ask for, as values; the two clients only differ in how they send them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter

from draftbot.faces.check_shapes import CheckShape
from draftbot.faces.draft_shapes import AnswerShape, DeskShape
from draftbot.faces.kept_shapes import JobShape, KeptShape
from draftbot.faces.plan_shapes import PlanShape
from draftbot.faces.report_shapes import IngestShape, ReportShape, ReportSummaryShape
from draftbot.faces.search_shapes import PassageInContextShape, SearchShape
from draftbot.faces.shapes import DraftShape, OutlineShape

T = TypeVar("T")
API = "/api/v1"
SECONDS = 900.0
"""How long an answer is waited for: a draft of a chat model's takes its time."""

Facts = str | Mapping[str, Any]
"""A fact sheet as text, or its parts: unit, period, author, date, leaders, facts."""


class ApiError(Exception):
    """What draftbot says went wrong. `code` is stable; `hint` says what to do next and may be empty."""

    def __init__(self, status: int, code: str, message: str, hint: str) -> None:
        super().__init__(f"{message} {hint}".strip())
        self.status, self.code, self.message, self.hint = status, code, message, hint

    @classmethod
    def of(cls, answer: httpx.Response) -> ApiError:
        try:
            said = answer.json()["error"]
            return cls(answer.status_code, said["code"], said["message"], said["hint"])
        except (ValueError, KeyError, TypeError):
            return cls(answer.status_code, "unexpected", answer.reason_phrase, "")


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request, and what is read of its answer."""

    method: str
    path: str
    read: Callable[[httpx.Response], T]
    params: Mapping[str, Any] = field(default_factory=dict)
    json: Any = None
    files: Any = None

    def sent_by(self, client: httpx.Client) -> T:
        return self.told(client.send(self._request(client)))

    async def sent_by_async(self, client: httpx.AsyncClient) -> T:
        return self.told(await client.send(self._request(client)))

    def _request(self, client: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        params = {name: value for name, value in self.params.items() if value is not None}
        return client.build_request(
            self.method, API + self.path, params=params, json=self.json, files=self.files
        )

    def told(self, answer: httpx.Response) -> T:
        """Raises ApiError."""
        if not answer.is_success:
            raise ApiError.of(answer)
        return self.read(answer)


def _as(kind: type[T]) -> Callable[[httpx.Response], T]:
    adapter = TypeAdapter(kind)
    return lambda answer: adapter.validate_json(answer.content)


def _safe(id_: str) -> str:
    """An id as a part of a path, whatever is in it."""
    return quote(id_, safe="")


def _bytes(answer: httpx.Response) -> bytes:
    return answer.content


def _nothing(answer: httpx.Response) -> None:
    return None


def search(
    query: str,
    k: int = 10,
    *,
    genre: str | None = None,
    unit: str | None = None,
    year: str | int | None = None,
    source: str | None = None,
) -> Call[SearchShape]:
    body = {"query": query, "k": k, "genre": genre, "unit": unit, "year": year, "source": source}
    return Call("POST", "/search", _as(SearchShape), json=body)


def search_batch(queries: Sequence[str], k: int = 10) -> Call[list[SearchShape]]:
    body = {"queries": [{"query": query, "k": k} for query in queries]}
    return Call("POST", "/search/batch", _as(list[SearchShape]), json=body)


def passage(passage_id: str, around: int = 1) -> Call[PassageInContextShape]:
    return Call("GET", f"/passages/{_safe(passage_id)}", _as(PassageInContextShape), {"around": around})


def reports(
    *,
    genre: str | None = None,
    unit: str | None = None,
    year: str | int | None = None,
    source: str | None = None,
) -> Call[list[ReportSummaryShape]]:
    params = {"genre": genre, "unit": unit, "year": year, "source": source}
    return Call("GET", "/reports", _as(list[ReportSummaryShape]), params)


def report(report_id: str) -> Call[ReportShape]:
    return Call("GET", f"/reports/{_safe(report_id)}", _as(ReportShape))


def original(report_id: str) -> Call[bytes]:
    return Call("GET", f"/reports/{_safe(report_id)}/original", _bytes)


def upload(*files: Path | str | tuple[str, bytes], department: str = "") -> Call[IngestShape]:
    given = [f if isinstance(f, tuple) else (Path(f).name, Path(f).read_bytes()) for f in files]
    params = {"department": department} if department else {}
    return Call("POST", "/reports", _as(IngestShape), params, files=[("files", file) for file in given])


def remove_report(report_id: str) -> Call[None]:
    return Call("DELETE", f"/reports/{_safe(report_id)}", _nothing)


def outlines() -> Call[list[OutlineShape]]:
    return Call("GET", "/outlines", _as(list[OutlineShape]))


def check(text: str, facts: Facts | None = None) -> Call[CheckShape]:
    return Call("POST", "/check", _as(CheckShape), json={"text": text, "facts": facts})


def plan(title: str, facts: Facts | None = None, *, genre: str | None = None) -> Call[PlanShape]:
    return Call("POST", "/drafts/plan", _as(PlanShape), json={"title": title, "facts": facts, "genre": genre})


def draft(
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
) -> Call[DraftShape]:
    body = {
        "title": title,
        "facts": facts,
        "genre": genre,
        "outline": outline if outline is None or isinstance(outline, str) else list(outline),
        "length": length,
        "reports": None if reports is None else list(reports),
        "any_trade": any_trade,
        "use_model": use_model,
        "seed": seed,
    }
    return Call("POST", "/drafts", _as(DraftShape), json=body)


def drafts(words: str = "", first: int = 0, most: int = 50) -> Call[list[KeptShape]]:
    params = {"words": words, "first": first, "most": most}
    return Call("GET", "/drafts", _as(list[KeptShape]), params)


def load_draft(draft_id: str) -> Call[DraftShape]:
    return Call("GET", f"/drafts/{_safe(draft_id)}", _as(DraftShape))


def fill_blank(draft_id: str, number: int, text: str) -> Call[DraftShape]:
    return Call("POST", f"/drafts/{_safe(draft_id)}/blanks/{number}", _as(DraftShape), json={"text": text})


def export(draft_id: str, format: Literal["docx", "md"] = "docx") -> Call[bytes]:
    return Call("GET", f"/drafts/{_safe(draft_id)}/export", _bytes, {"format": format})


def duplicate_draft(draft_id: str) -> Call[DraftShape]:
    return Call("POST", f"/drafts/{_safe(draft_id)}/duplicate", _as(DraftShape))


def delete_draft(draft_id: str) -> Call[None]:
    return Call("DELETE", f"/drafts/{_safe(draft_id)}", _nothing)


def start_conversation() -> Call[DeskShape]:
    return Call("POST", "/conversations", _as(DeskShape))


def conversation(conversation_id: str) -> Call[DeskShape]:
    return Call("GET", f"/conversations/{_safe(conversation_id)}", _as(DeskShape))


def say(conversation_id: str, text: str) -> Call[AnswerShape]:
    path = f"/conversations/{_safe(conversation_id)}/messages"
    return Call("POST", path, _as(AnswerShape), json={"text": text})


def jobs() -> Call[list[JobShape]]:
    return Call("GET", "/jobs", _as(list[JobShape]))


def stop_job(job_id: str) -> Call[None]:
    return Call("DELETE", f"/jobs/{_safe(job_id)}", _nothing)


def settings_of(url: str, key: str | None, language: str, timeout: float) -> dict[str, Any]:
    """How both clients of httpx are made."""
    headers = {"Accept-Language": language}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    return {"base_url": url.rstrip("/"), "headers": headers, "timeout": timeout}
