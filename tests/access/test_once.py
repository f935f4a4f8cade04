"""Requests that name themselves are carried out once: over a real database, by the middleware the
server has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Annotated, cast

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient
from pydantic import StringConstraints
from starlette.types import Receive, Send
from starlette.types import Scope as AsgiScope

from draftbot.access.answers import SECONDS_KEPT, Answers
from draftbot.access.caller import Caller, Scope
from draftbot.access.door import Door
from draftbot.faces.api.app import create_app
from draftbot.faces.api.errors import handle_errors
from draftbot.faces.api.once import ONCE, Once
from draftbot.index.database import Database
from draftbot.service import Draftbot

UPLOAD = {"files": ("甲.txt", "组织了演练。".encode())}


class Callers:
    """Whoever the header `X-Who` names, as the gate would have it."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        name = Request(scope).headers.get("x-who", "小王") if scope["type"] == "http" else ""
        scope.setdefault("state", {})["caller"] = Caller(name, Scope.WRITE, "session")
        await self.app(scope, receive, send)


class Made:
    """What was made, and what waits to be."""

    def __init__(self) -> None:
        self.count, self.may_go_on, self.began = 0, Event(), Event()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path)) as database:
        yield database


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def client(database: Database, made: Made) -> Iterator[TestClient]:
    app = FastAPI()
    app.state.language = "zh"
    handle_errors(app)
    app.add_middleware(Once, answers=Answers(database))
    app.add_middleware(Callers)  # type: ignore[arg-type]

    @app.post("/things", dependencies=[ONCE])
    def make(name: Annotated[str, StringConstraints(max_length=5)] = "") -> dict[str, int]:
        made.count += 1
        return {"made": made.count}

    @app.post("/slow", dependencies=[ONCE])
    def slowly() -> dict[str, int]:
        made.began.set()
        made.may_go_on.wait(30)
        made.count += 1
        return {"made": made.count}

    @app.post("/files", dependencies=[ONCE])
    async def take(request: Request) -> Response:
        async with request.form() as form:
            made.count += 1
            return Response(f"{len(form)} {made.count}", media_type="text/plain")

    @app.post("/looks")
    def look() -> dict[str, int]:
        made.count += 1
        return {"made": made.count}

    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def post(client: httpx.Client, path: str, key: str = "k1", **more: object) -> httpx.Response:
    return client.post(
        path, headers={"Idempotency-Key": key, "X-Who": str(more.pop("who", "xiaowang"))}, **more
    )  # type: ignore[arg-type]


def test_the_same_request_is_answered_as_before_and_done_once(client: TestClient, made: Made) -> None:
    first, again = post(client, "/things", json={"a": 1}), post(client, "/things", json={"a": 1})
    assert first.json() == again.json() == {"made": 1}
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["content-type"] == first.headers["content-type"]
    assert post(client, "/things", "k2", json={"a": 1}).json() == {"made": 2}
    assert post(client, "/things", who="xiaoli", json={"a": 1}).json() == {"made": 3}  # hers is her own
    assert made.count == 3


@pytest.mark.parametrize("other", [{"json": {"a": 2}}, {"json": {"a": 1}, "params": {"name": "b"}}])
def test_another_request_by_the_same_name_is_refused(
    client: TestClient, made: Made, other: dict[str, object]
) -> None:
    post(client, "/things", json={"a": 1})
    refused = post(client, "/things", **other)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "key_used_otherwise")
    assert made.count == 1


def test_an_upload_is_the_same_however_its_parts_are_divided(client: TestClient) -> None:
    first, again = post(client, "/files", files=UPLOAD), post(client, "/files", files=UPLOAD)
    assert first.request.headers["content-type"] != again.request.headers["content-type"]
    assert first.text == again.text == "1 1"
    other = {"files": ("甲.txt", "组织了两次演练。".encode())}
    assert post(client, "/files", files=other).status_code == 422


def test_what_failed_and_what_makes_nothing_is_done_again(client: TestClient, made: Made) -> None:
    for _ in range(2):
        assert post(client, "/things", params={"name": "too long"}).status_code == 422
        assert "idempotent-replayed" not in post(client, "/looks").headers
    assert made.count == 2
    assert post(client, "/things", "k" * 201).status_code == 422


def test_the_same_request_at_the_same_time_is_told_to_wait(client: TestClient, made: Made) -> None:
    answers: list[httpx.Response] = []
    first = Thread(target=lambda: answers.append(post(client, "/slow")))
    first.start()
    assert made.began.wait(30)
    second = post(client, "/slow")
    made.may_go_on.set()
    first.join()
    assert (second.status_code, second.headers["retry-after"]) == (409, "2")
    assert answers[0].json() == post(client, "/slow").json() == {"made": 1}


def test_an_answer_is_kept_for_a_day(client: TestClient, database: Database) -> None:
    post(client, "/things")
    with database.transaction() as db:
        db.execute("UPDATE answers SET at = at - ?", (SECONDS_KEPT + 1,))
    assert post(client, "/things").json() == {"made": 2}
    post(client, "/things", "k2")
    assert len(database.read("SELECT * FROM answers")) == 2


def test_the_header_is_documented_where_something_is_made(database: Database) -> None:
    app = create_app(cast(Draftbot, object()), door=Door(database))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        paths = client.get("/openapi.json").json()["paths"]
    once = {
        path
        for path, methods in paths.items()
        for told in (methods.get("post", {}),)
        if any(parameter["name"] == "Idempotency-Key" for parameter in told.get("parameters", ()))
        and "409" in told["responses"]
    }
    posts = {path for path, methods in paths.items() if "post" in methods}
    looks = {"/api/v1/search", "/api/v1/search/batch", "/api/v1/drafts/plan", "/api/v1/check", "/api/v1/check/file",
             "/api/v1/outlines/from-file", "/retrieval", "/v1/embeddings"}  # fmt: skip
    # Signing in and stopping make nothing; a key's secret is kept nowhere; a user's name is used once.
    assert posts - once == looks | {
        "/api/v1/session",
        "/api/v1/session/keys",
        "/api/v1/conversations/{conversation_id}/stop",
        "/api/v1/keys",
        "/api/v1/users",
    }
