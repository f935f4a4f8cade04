"""Reports that only a department sees: nowhere are they there for anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from draftbot.access.allowed import allowed
from draftbot.access.caller import Caller, Scope
from draftbot.access.door import Door
from draftbot.bootstrap import build_service
from draftbot.domain import DraftRequest, FactSheet, Filters
from draftbot.errors import NotAllowed, NotOfDepartment, OtherDepartments, PassageNotFound, ReportNotFound
from draftbot.faces.api.app import create_app
from draftbot.service import Draftbot
from parts import settings_for

SECRET = """澄湖镇2024年信访维稳工作总结

一、主要做法

镇信访办逐户走访积案当事人，登记诉求，由包案干部限期答复，重大事项提交联席会议研究。

二、存在问题

个别积案时间跨度长，当事人诉求反复，包案干部与有关站所配合不够紧密。
"""
PASSWORD = "a long secret"
TITLE = "2025年信访维稳工作总结"


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, model_folder: Path, reports_folder: Path
) -> Iterator[Draftbot]:
    """Three reports for all, one for the department 信访办."""
    home = tmp_path_factory.mktemp("departments")
    with closing(build_service(settings_for(home, model_folder))) as service:
        service.ingest([reports_folder])
        users = Door(service.database).users
        users.add("主任", PASSWORD)
        for name, department in (("小王", "信访办"), ("小李", "党政办")):
            users.add(name, PASSWORD)
            users.set_departments(name, [department])
        assert not as_seen_by(service, "小王").ingest_upload("信访.txt", SECRET.encode(), "信访办").failed
        yield service


def as_seen_by(service: Draftbot, name: str) -> Draftbot:
    user = Door(service.database).users.named(name)
    return allowed(service, Caller(name, user.scope, "session", departments=user.departments))


@pytest.fixture
def secret(whole: Draftbot) -> str:
    (found,) = [r.id for r in whole.reports() if r.department]
    return found


@pytest.mark.parametrize(("who", "sees"), [("小王", True), ("小李", False), ("主任", True)])
def test_it_is_there_for_its_department_alone(whole: Draftbot, secret: str, who: str, sees: bool) -> None:
    mine = as_seen_by(whole, who)
    assert (secret in {r.id for r in mine.reports()}) is sees
    assert ("澄湖镇" in mine.known_values().units) is sees
    hits = mine.search("信访积案包案干部走访", 20).hits
    assert (secret in {hit.report.id for hit in hits}) is sees
    assert hits
    assert mine.search("xinfang").searched_as == ("信访" if sees else "")
    named = mine.search("信访积案", 20, Filters(source="信访.txt")).hits
    assert bool(named) is sees
    plan = mine.plan(DraftRequest(TITLE, mine.outline_for(TITLE), FactSheet(unit="澄湖镇", period="2025年")))
    assert (secret in {report.id for report in plan.reports}) is sees
    draft = mine.draft(
        DraftRequest(TITLE, mine.outline_for(TITLE), FactSheet(unit="澄湖镇"), reports=(secret,))
    )
    assert (secret in {source.report_id for source in draft.sources}) is sees
    copied = "情况汇报\n\n一、做法\n\n" + SECRET.split("\n\n")[2]
    (checked,) = mine.check(copied.encode(), "x.txt")
    assert ("澄湖镇" in repr(checked)) is sees
    if not sees:
        for look in (mine.report, mine.original, mine.outline_of_report):
            with pytest.raises(ReportNotFound):
                look(secret)
        with pytest.raises(PassageNotFound):
            mine.passage(f"{secret}#0")
        with pytest.raises(ReportNotFound):
            mine.restore_dropped(secret)
        for act in (mine.lines_of_file, lambda id_: mine.cut_file(id_, None)):
            with pytest.raises(ReportNotFound):
                act(secret)
    else:
        assert mine.original(secret) == SECRET.encode()


def test_a_folder_is_read_for_a_department(whole: Draftbot, tmp_path: Path) -> None:
    (tmp_path / "值班.txt").write_text(SECRET.replace("信访", "值班"), encoding="utf-8")
    with pytest.raises(NotOfDepartment):
        whole.ingest([tmp_path], department="没有的科")
    assert whole.ingest([tmp_path], department="党政办").ingested == 1
    (read,) = [one for one in whole.reports() if one.source == "值班.txt"]
    assert read.department == "党政办"
    whole.remove_report(read.id)


def test_vectors_that_say_nothing_of_departments_tell_nothing_either(whole: Draftbot, secret: str) -> None:
    """As they are in a folder that was made before there were any."""
    ingest = whole._parts.ingest
    with whole.database.transaction() as db:
        db.execute("UPDATE reports SET department = '' WHERE id = ?", (secret,))
    ingest._relabel(secret)
    with whole.database.transaction() as db:
        db.execute("UPDATE reports SET department = '信访办' WHERE id = ?", (secret,))
    found = as_seen_by(whole, "小李").search("信访积案包案干部走访", 20).hits
    assert secret not in {hit.report.id for hit in found}
    ingest._relabel(secret)


@pytest.fixture
def clients(whole: Draftbot) -> Iterator[dict[str, TestClient]]:
    """A program of each user's, and one of nobody's, over one server."""
    door = Door(whole.database)
    made = {name: f"p{number}" for number, name in enumerate(("小王", "小李", ""))}
    there = {key.name for key in door.keys.all()}
    secrets = {
        name: door.keys.add(key + str(len(there)), Scope.WRITE, name or None) for name, key in made.items()
    }
    with TestClient(create_app(whole, door=door), base_url="http://127.0.0.1") as client:
        clients = {}
        for name, key in secrets.items():
            clients[name] = one = TestClient(client.app, base_url="http://127.0.0.1")
            one.headers["Authorization"] = f"Bearer {key}"
            one.portal = client.portal
        yield clients


def test_every_protocol_holds_to_it(clients: dict[str, TestClient]) -> None:
    call = {"name": "search_passages", "arguments": {"query": "信访积案包案干部", "k": 20}}
    asked = {
        "/api/v1/search": {"query": "信访积案包案干部", "k": 20},
        "/retrieval": {
            "knowledge_id": "draftbot", "query": "信访积案包案干部", "retrieval_setting": {"top_k": 20},
        },
        "/mcp": {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call},
        "/v1/chat/completions": {
            "model": "draftbot", "messages": [{"role": "user", "content": "查一下信访积案包案干部走访"}],
        },
    }  # fmt: skip
    for path, body in asked.items():
        for name, client in clients.items():
            answer = client.post(path, json=body, headers={"Accept": "application/json, text/event-stream"})
            assert answer.status_code == 200, (path, answer.text)
            assert ("当事人" in answer.text) is (name == "小王"), (path, name)


def test_who_may_let_whom_see_a_report(whole: Draftbot, secret: str, clients: dict[str, TestClient]) -> None:
    files = {"files": ("另.txt", "澄湖镇2023年档案工作总结\n\n一、做法\n\n镇里整理了历年档案。\n".encode())}
    for name in ("小李", ""):
        refused = clients[name].post("/api/v1/reports", params={"department": "信访办"}, files=files)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_of_department")
    assert clients["小李"].get("/api/v1/departments").json() == ["党政办"]
    # The very same file is not to be had by bringing it again.
    again = as_seen_by(whole, "小李").ingest_upload("信访.txt", SECRET.encode())
    assert isinstance(again.failed[0].error, OtherDepartments)
    assert as_seen_by(whole, "小王").ingest_upload("信访.txt", SECRET.encode()).unchanged == 1
    with pytest.raises(NotAllowed):
        as_seen_by(whole, "小王").keep_report_for(secret, "")
    head = as_seen_by(whole, "主任")
    with pytest.raises(NotOfDepartment):
        head.keep_report_for(secret, "没有的部门")
    head.keep_report_for(secret, "")
    assert secret in {
        hit.report.id for hit in as_seen_by(whole, "小李").search("信访积案包案干部走访", 20).hits
    }
    head.keep_report_for(secret, "信访办")
    assert secret not in {hit.report.id for hit in as_seen_by(whole, "小李").search("信访积案", 20).hits}


def test_what_is_read_anew_stays_with_its_department(whole: Draftbot, tmp_path: Path) -> None:
    file = tmp_path / "季报.txt"
    file.write_text(SECRET.replace("2024", "2022"), "utf-8")
    whole.ingest([tmp_path])
    (first,) = [r for r in whole.reports() if r.source == "季报.txt"]
    whole.keep_report_for(first.id, "信访办")
    whole.restore_dropped(first.id)
    assert whole.report(first.id)[0].department == "信访办"
    file.write_text(SECRET.replace("2024", "2021"), "utf-8")
    whole.ingest([tmp_path])
    (second,) = [r for r in whole.reports() if r.source == "季报.txt"]
    assert (second.id != first.id, second.department) == (True, "信访办")
    found = as_seen_by(whole, "小李").search("信访积案", 50).hits
    assert second.id not in {hit.report.id for hit in found}
    assert replace(second, department="") not in as_seen_by(whole, "小李").reports()
