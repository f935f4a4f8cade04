"""Drafts changed and taken back over REST, by the real application over real SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from draftbot.domain import DraftStarted, SectionWritten, Viewer
from draftbot.errors import JobNotFound, WritingStopped
from draftbot.faces.api.app import create_app
from draftbot.faces.api.requests import DraftBody
from making.desks import quick_service

V1 = "/api/v1"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = quick_service(tmp_path_factory.mktemp("api") / "home")
    with TestClient(create_app(service), base_url="http://127.0.0.1") as client:
        yield client
    service.close()


@pytest.fixture(scope="module")
def desk(api: TestClient) -> dict[str, Any]:
    """A conversation that has a draft."""
    conversation = api.post(f"{V1}/conversations").json()
    answer = api.post(
        f"{V1}/conversations/{conversation['id']}/messages",
        json={"text": "帮我起草一份2025年幼儿园安全工作总结，2000字，我们园叫向阳幼儿园"},
    ).json()
    assert "写好了" in answer["said"]
    assert answer["desk"]["facts"]["unit"] == "向阳幼儿园"
    result: dict[str, Any] = answer["desk"]
    return result


@pytest.fixture
def draft(api: TestClient, desk: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"{V1}/drafts/{desk['draft_id']}").json()
    return found


def test_stopping_is_asked_of_a_conversation(api: TestClient, desk: dict[str, Any]) -> None:
    assert api.post(f"{V1}/conversations/{desk['id']}/stop").status_code == 204
    assert code(api.post(f"{V1}/conversations/none/stop")) == (404, "conversation_not_found")
    # It holds for the answer at work, not for the next.
    said = api.post(f"{V1}/conversations/{desk['id']}/messages", json={"text": "看看提纲"}).json()["said"]
    assert "已停下" not in said


def test_what_is_at_work_is_seen_and_stopped_and_what_is_finished_is_kept(api: TestClient) -> None:
    service = cast(FastAPI, api.app).state.service
    request = DraftBody(title="2025年幼儿园安全工作总结").request(service)
    events = service.draft_events(request)
    (started,) = (event for event in [next(events)] if isinstance(event, DraftStarted))
    while not isinstance(next(events), SectionWritten):
        pass
    (job,) = api.get(f"{V1}/jobs").json()
    assert {
        "kind": "drafting",
        "what": request.title,
        "owner": "",
        "done": 1,
        "is_stopping": False,
    }.items() <= job.items()
    assert job["of"] == len(request.outline.sections)
    assert service._parts.jobs.seen_by(Viewer("小李", sees_all=False)) == ()
    with pytest.raises(JobNotFound):
        service._parts.jobs.stop(job["id"], Viewer("小李", sees_all=False))
    assert api.delete(f"{V1}/jobs/{job['id']}").status_code == 204
    assert api.get(f"{V1}/jobs").json()[0]["is_stopping"]
    with pytest.raises(WritingStopped):
        list(events)
    assert api.get(f"{V1}/jobs").json() == []
    assert code(api.delete(f"{V1}/jobs/{job['id']}")) == (404, "job_not_found")
    kept = api.get(f"{V1}/drafts/{started.draft.id}").json()
    assert 1 <= len(kept["sections"]) < len(request.outline.sections)


def test_the_reports_to_draw_on_are_told_and_set(api: TestClient, desk: dict[str, Any]) -> None:
    path = f"{V1}/conversations/{desk['id']}/reports"
    assert desk["reports"] is None
    chosen = api.get(f"{V1}/drafts/{desk['draft_id']}").json()["sources"][0]["report_id"]
    assert api.put(path, json={"reports": [chosen]}).json()["reports"] == [chosen]
    assert api.get(f"{V1}/conversations/{desk['id']}").json()["reports"] == [chosen]
    assert code(api.put(path, json={"reports": ["none"]})) == (404, "report_not_found")
    assert api.put(path, json={}).status_code == 422
    assert api.get(f"{V1}/conversations/{desk['id']}").json()["reports"] == [chosen]
    assert api.put(path, json={"reports": None}).json()["reports"] is None
    assert api.put(path, json={"reports": None, "any_trade": True}).json()["any_trade"] is True
    assert api.put(path, json={"reports": None}).json()["any_trade"] is True
    assert api.put(path, json={"reports": None, "any_trade": False}).json()["any_trade"] is False


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("POST", "blanks/99", {"text": "1"}, (422, "no_such_place")),
        ("POST", "blanks/0", {"text": "1"}, (422, "no_such_place")),
        ("POST", "blanks/1", {"text": "  "}, (422, "bad_input")),
        ("POST", "blanks/1", {"text": "长" * 201}, (422, "bad_input")),
        ("POST", "blanks/1", {}, (422, "bad_input")),
        ("POST", "blanks/one", {"text": "1"}, (422, "bad_input")),
        ("PATCH", "sections/0/sentences/99", {"text": "句子"}, (422, "no_such_place")),
        ("PATCH", "sections/9/sentences/0", {"text": "句子"}, (422, "no_such_section")),
        ("PATCH", "sections/-1/sentences/9", {"text": "句子"}, (422, "no_such_place")),
        ("PATCH", "sections/0/sentences/0", {"text": "字" * 2001}, (422, "bad_input")),
        ("PUT", "lock", {"locked": True, "section": 9}, (422, "no_such_section")),
        ("PUT", "lock", {"locked": True, "section": 0, "paragraph": 99}, (422, "no_such_place")),
        ("PUT", "lock", {"section": 0}, (422, "bad_input")),
        ("PUT", "lock", {"locked": 1}, (422, "bad_input")),
        ("PUT", "confirm", {"section": 0, "sentence": False}, (422, "bad_input")),
        ("GET", "versions/99", None, (404, "no_such_version")),
        ("GET", "versions/99999999999999999999", None, (404, "no_such_version")),
        ("POST", "versions/0/restore", None, (404, "no_such_version")),
        ("GET", "compare?before=1&after=99", None, (404, "no_such_version")),
        ("GET", "compare", None, (422, "bad_input")),
    ],
)
def test_what_is_wrong_is_refused_and_changes_nothing(
    api: TestClient, draft: dict[str, Any], method: str, path: str, body: object, expected: tuple[int, str]
) -> None:
    address = f"{V1}/drafts/{draft['id']}"
    assert code(api.request(method, f"{address}/{path}", json=body)) == expected
    assert api.get(address).json() == draft


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "drafts/none/blanks/1"),
        ("PATCH", "drafts/none/sections/0/sentences/0"),
        ("PUT", "drafts/none/lock"),
        ("GET", "drafts/none/versions"),
        ("GET", "drafts/none/versions/1"),
        ("POST", "conversations/none/undo"),
        ("POST", "conversations/none/messages"),
        ("GET", "conversations/none"),
    ],
)
def test_what_is_not_there_answers_404(api: TestClient, method: str, path: str) -> None:
    body = {"locked": True} if path.endswith("lock") else {"text": "1"}
    answer = api.request(method, f"{V1}/{path}", json=None if method == "GET" else body)
    assert answer.status_code == 404


def test_a_blank_is_filled_and_taken_back(
    api: TestClient, desk: dict[str, Any], draft: dict[str, Any]
) -> None:
    first = draft["blanks"][0]
    filled = api.post(f"{V1}/drafts/{draft['id']}/blanks/1", json={"text": "320"}).json()
    sentence = filled["sections"][first["section"]]["sentences"][first["sentence"]]
    (fill,) = sentence["fills"]
    assert (fill["label"], fill["text"]) == (first["label"], "320")
    assert sentence["text"][fill["start"] :].startswith("320")
    undone = api.post(f"{V1}/conversations/{desk['id']}/undo")
    assert undone.json()["draft_id"] == draft["id"]
    assert api.get(f"{V1}/drafts/{draft['id']}").json() == draft
    api.post(f"{V1}/conversations/{desk['id']}/redo")
    assert api.get(f"{V1}/drafts/{draft['id']}").json() == filled
    assert code(api.post(f"{V1}/conversations/{desk['id']}/redo")) == (422, "nothing_to_redo")


def test_sentences_are_edited_locked_and_compared(api: TestClient, draft: dict[str, Any]) -> None:
    address = f"{V1}/drafts/{draft['id']}"
    before = api.get(f"{address}/versions").json()[-1]["number"]
    place = f"{address}/sections/0/sentences/0"
    edited = api.patch(place, json={"text": "本园坚持安全第一。"}).json()
    assert edited["sections"][0]["sentences"][0]["origin"] == "user"
    locked = api.put(f"{address}/lock", json={"locked": True, "section": 0}).json()
    assert all(one["locked"] for one in locked["sections"][0]["sentences"])
    assert code(api.patch(place, json={"text": "别的话。"})) == (422, "locked")
    free = api.put(f"{address}/lock", json={"locked": False}).json()
    assert free["sections"] == edited["sections"]
    count = len(free["sections"][0]["sentences"])
    shorter = api.patch(place, json={"text": ""}).json()
    assert len(shorter["sections"][0]["sentences"]) == count - 1
    versions = api.get(f"{address}/versions").json()
    assert [v["what"] for v in versions[before:]] == ["改第一部分第1句", "锁定", "解锁", "删第一部分第1句"]
    last = versions[-1]["number"]
    compared = api.get(f"{address}/compare", params={"before": before, "after": last}).json()
    assert [one["fate"] for one in compared["sections"]] == ["changed", *["same"] * 4]
    assert len(compared["sections"][0]["removed"]) == 1
    restored = api.post(f"{address}/versions/{before}/restore").json()
    assert restored == draft
    assert api.get(f"{address}/versions/{last}").json() == shorter
