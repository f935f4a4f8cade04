"""Figures, logs and readiness of a server, over real parts without a model."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from draftbot.access.caller import Scope
from draftbot.access.door import Door
from draftbot.domain import HealthCheck
from draftbot.faces.api.app import create_app
from draftbot.faces.logs import AsJson, AsText
from draftbot.faces.request_id import request_id
from draftbot.index.database import Database
from draftbot.messages import Message
from draftbot.service import Draftbot

SECRET = "园长周敏的原话"


class Standing:
    """Stands for a service that tells how it is; what is asked of it here loads no model."""

    def __init__(self) -> None:
        self.amiss: tuple[HealthCheck, ...] = ()

    def unready(self) -> tuple[HealthCheck, ...]:
        return self.amiss

    def figures(self) -> dict[str, float]:
        return {"reports": 3, "drafts": 1}


@pytest.fixture
def standing() -> Standing:
    return Standing()


@pytest.fixture
def client(tmp_path: Path, standing: Standing) -> Iterator[TestClient]:
    with closing(Database(tmp_path)) as database:
        door = Door(database)
        door.users.add("主任", "the head's own")
        app = create_app(cast(Draftbot, standing), door=door)
        with TestClient(app, base_url="http://127.0.0.1") as client:
            client.headers["Authorization"] = f"Bearer {door.keys.add('prometheus', Scope.READ)}"
            yield client


def test_figures_are_by_route_and_hold_nothing_of_what_is_asked(client: TestClient) -> None:
    for _ in range(2):
        client.get(f"/api/v1/nothing/{SECRET}", params={"words": SECRET})
        client.get("/api/v1/session")
    client.get("/livez")
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = told.text.splitlines()
    assert 'draftbot_requests_total{method="GET",route="/api/v1/session",status="200"} 2' in lines
    assert 'draftbot_requests_total{method="GET",route="other",status="404"} 2' in lines
    assert 'draftbot_request_seconds_bucket{route="/api/v1/session",le="+Inf"} 2' in lines
    assert 'draftbot_request_seconds_count{route="/api/v1/session"} 2' in lines
    assert {"draftbot_reports 3", "draftbot_drafts 1", "draftbot_requests_at_work 1"} <= set(lines)
    assert SECRET not in told.text
    # Each line is a comment or a sample, each metric's samples stand together.
    samples = [re.split(r"[{ ]", line)[0] for line in lines if not line.startswith("#")]
    names = [re.sub(r"_(bucket|sum|count)$", "", sample) for sample in samples]
    assert sorted(names, key=names.index) == names
    del client.headers["Authorization"]
    assert client.get("/metrics").status_code == 401


def test_it_lives_and_says_why_it_cannot_work(client: TestClient, standing: Standing) -> None:
    assert client.get("/readyz").json() == {"ready": True, "reasons": []}
    standing.amiss = (HealthCheck(Message("health.vectors"), False, Message("health.vectors_damaged")),)
    cast(FastAPI, client.app).state.starting = True
    del client.headers["Authorization"]  # nobody is asked
    answer = client.get("/readyz", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    names = [reason["name"] for reason in answer.json()["reasons"]]
    assert names == ["Starting", "Vector store"]
    assert client.get("/livez").json() == {"status": "ok"}


def test_every_answer_has_the_id_of_its_request(client: TestClient) -> None:
    given = client.get("/api/v1/session", headers={"X-Request-ID": "proxy-7"})
    assert given.headers["x-request-id"] == "proxy-7"
    made = [
        client.get(path, headers={"X-Request-ID": "no id\x7f"}).headers["x-request-id"]
        for path in ("/x", "/livez")
    ]
    assert len(set(made)) == 2
    assert all(len(one) == 16 for one in made)


def test_a_request_is_one_line_of_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "draftbot.requests"):
        client.get("/api/v1/session", params={"q": SECRET}, headers={"X-Request-ID": "r1"})
    (record,) = [one for one in caplog.records if one.name == "draftbot.requests"]
    line = json.loads(AsJson(False).format(record))
    assert line["route"] == "/api/v1/session"
    assert (line["method"], line["status"], line["who"]) == ("GET", 200, "key:prometheus")
    assert SECRET not in json.dumps(line, ensure_ascii=False)


@pytest.mark.parametrize("form", [AsText, AsJson])
def test_errors_are_told_by_kind_and_place_and_not_by_what_they_met(form: type[AsText | AsJson]) -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as exc:
            raise RuntimeError(SECRET) from exc
    except RuntimeError:
        record = logging.LogRecord("draftbot", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    token = request_id.set("r9")
    try:
        quiet, frank = (
            form(False).format(record),
            form(True).format(logging.makeLogRecord(record.__dict__ | {"exc_text": None})),
        )
    finally:
        request_id.reset(token)
    assert "r9" in quiet
    assert "RuntimeError" in quiet
    assert "ValueError" in quiet
    assert "test_watched.py" in quiet
    assert SECRET not in quiet
    assert SECRET in frank
