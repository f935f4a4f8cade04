"""How often and how much may be asked, whichever protocol it is asked by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from fastapi.testclient import TestClient

from draftbot.access.caller import WHOEVER, Caller, Scope
from draftbot.access.door import Door, DoorSettings
from draftbot.access.rates import Pace, Rates
from draftbot.errors import TooManyRequests
from draftbot.faces.api.app import create_app
from draftbot.index.database import Database
from draftbot.service import Draftbot

MB = 1024 * 1024
EVERY_WAY = ("/api/v1/search", "/v1/chat/completions", "/retrieval", "/mcp")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_worth_is_let_pass_and_then_as_much_as_comes_back() -> None:
    clock = Clock()
    pace, key = Pace(Rates(per_key=3, per_user=0), clock), Caller("key:dify", Scope.READ, "key", "dify")
    for _ in range(3):
        pace.take(key)
    with pytest.raises(TooManyRequests) as refused:
        pace.take(key)
    assert refused.value.details == {"seconds": 20, "per_minute": 3}
    pace.take(Caller("key:wps", Scope.READ, "key", "wps"))  # each has its own
    clock.now = 20.0
    pace.take(key)
    with pytest.raises(TooManyRequests):
        pace.take(key)


def test_a_user_has_no_more_by_many_keys_and_alone_nobody_waits() -> None:
    pace = Pace(Rates(per_key=2, per_user=3), Clock())
    for key in ("one", "two", "one"):
        pace.take(Caller("小王", Scope.WRITE, "key", key))
    for caller in (Caller("小王", Scope.WRITE, "key", "three"), Caller("小王", Scope.WRITE, "session")):
        with pytest.raises(TooManyRequests):
            pace.take(caller)
    for _ in range(10):
        pace.take(WHOEVER)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """An office whose keys may ask twice a minute, at most a megabyte. Nothing here comes to the service."""
    with closing(Database(tmp_path)) as database:
        door = Door(database, DoorSettings(rates=Rates(per_key=2)))
        door.users.add("主任", "the head's own")
        app = create_app(cast(Draftbot, object()), max_file_mb=1, door=door, max_request_mb=1)
        with TestClient(app, base_url="http://127.0.0.1") as client:
            client.headers["Authorization"] = f"Bearer {door.keys.add('dify', Scope.READ)}"
            yield client


def test_every_way_in_is_counted_together(client: TestClient) -> None:
    for _ in range(2):
        assert client.get("/api/v1/session").json()["user"] == "key:dify"
        client.get("/sign-in")  # which anybody may
    for path in EVERY_WAY:
        answer = client.post(path, json={})
        assert answer.status_code == 429, path
        assert 1 <= int(answer.headers["retry-after"]) <= 30
    assert client.post(EVERY_WAY[1], json={}).json()["error"]["code"] == "too_many_requests"
    told = client.post(EVERY_WAY[2], json={})
    assert f"请过 {told.headers['retry-after']} 秒再试" in told.json()["error_msg"]


@pytest.mark.parametrize("path", EVERY_WAY)
@pytest.mark.parametrize("announced", [True, False])
def test_what_is_too_large_is_refused_before_it_is_taken_in(
    client: TestClient, path: str, announced: bool
) -> None:
    taken = []

    def pieces() -> Iterator[bytes]:
        for _ in range(8):
            taken.append(1)
            yield b" " * MB

    body = b" " * (2 * MB) if announced else pieces()
    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413, answer.text
    assert "1 MB" in answer.text


def test_both_are_documented_on_every_route(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, methods in paths.items():
        for method, told in methods.items():
            assert {"413", "429"} <= set(told["responses"]), (method, path)
