"""MCP, by the official SDK's own client: over HTTP to a running server, and over stdio."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest

from access.offices import Office, command
from needs import needed
from serving import Server, clean_environment

mcp = needed("mcp")
httpx2 = needed("httpx2")

from mcp.client.stdio import StdioServerParameters  # noqa: E402
from mcp.client.streamable_http import streamable_http_client  # noqa: E402

Work = Callable[[Any], Awaitable[None]]
TOOLS = {
    "search_passages", "list_reports", "get_report", "list_outlines", "mine_outline", "plan_draft",
    "draft_report", "revise_draft", "check_text", "export",
}  # fmt: skip
FACTS = "单位：向阳幼儿园\n时间：2025年\n组织防汛演练4次"


def over_http(url: str, key: str = "") -> Callable[[Work], None]:
    """Does some work with a client that is connected to a server."""

    @asynccontextmanager
    async def connected() -> AsyncIterator[Any]:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=120) as http,
            mcp.Client(streamable_http_client(f"{url}/mcp", http_client=http)) as client,
        ):
            yield client

    return lambda work: run(connected, work)


def over_stdio(home: Path, *args: str, **settings: str) -> Callable[[Work], None]:
    """The same with one that starts `draftbot mcp` for itself."""
    process = StdioServerParameters(
        command=sys.executable,
        args=["-m", "draftbot", "mcp", "--home", str(home), *args],
        env=clean_environment(**settings),
    )
    return lambda work: run(lambda: mcp.Client(process), work)


def run(connected: Callable[[], Any], work: Work) -> None:
    async def whole() -> None:
        async with connected() as client:
            await work(client)

    anyio.run(whole)


def said(result: Any) -> str:
    """What a tool answered in words."""
    return "".join(part.text for part in result.content)


async def told(client: Any, tool: str, **arguments: Any) -> Any:
    """What a tool answered as a value; its words say the same."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, said(result)
    value = result.structured_content
    if set(value) != {"result"}:
        assert json.loads(said(result)) == value
    return value


async def work_through(client: Any) -> None:
    """A secretary's way: look, plan, draft, revise, check, take out."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == TOOLS
    described = json.dumps([tool.model_dump(mode="json") for tool in tools.values()], ensure_ascii=False)
    assert '"api.' not in described  # words, not their codes
    assert "k" in tools["search_passages"].input_schema["properties"]

    found = (await told(client, "search_passages", query="防汛应急演练", k=3))["passages"]
    assert len(found) == 3
    around = (await client.read_resource(found[0]["uri"])).contents[0].text
    assert json.loads(around)["text"] == found[0]["text"]
    reports = (await told(client, "list_reports", year="2024"))["result"]
    assert {report["year"] for report in reports} == {2024}
    whole = await told(client, "get_report", report_id=reports[0]["id"])
    assert whole["sections"]
    assert {one["genre"] for one in (await told(client, "list_outlines"))["result"]} >= {"工作总结"}

    title = "2025年幼儿园防汛工作总结"
    assert (await told(client, "mine_outline", title=title))["sections"]
    assert (await told(client, "plan_draft", title=title, facts=FACTS))["reports"]
    told_of: list[tuple[float, float | None, str | None]] = []

    async def progress(done: float, of: float | None, heading: str | None) -> None:
        told_of.append((done, of, heading))

    asked = {"title": title, "facts": FACTS, "length": 400}
    result = await client.call_tool("draft_report", asked, progress_callback=progress)
    assert not result.is_error, said(result)
    made = result.structured_content
    parts = len(told_of)
    assert [(done, of) for done, of, _ in told_of] == [(n, parts) for n in range(1, parts + 1)]
    assert parts > 1
    assert all(str(heading) in made["draft"]["text"] for _, _, heading in told_of)
    assert "演练4次" in made["draft"]["text"]
    assert made["draft"]["sources"][0]["uri"].startswith("draftbot://passages/")
    changed = await told(
        client,
        "revise_draft",
        conversation_id=made["conversation_id"],
        message="题目改为2025年向阳幼儿园防汛总结",
    )
    assert changed["draft"]["draft_id"] == made["draft"]["draft_id"]
    assert changed["said"]
    checked = await told(client, "check_text", text=made["draft"]["text"])
    assert checked["reports"]
    draft_id = made["draft"]["draft_id"]
    docx = await told(client, "export", draft_id=draft_id)
    path = Path(f"{draft_id}.docx")
    assert base64.b64decode(docx["base64"])[:2] == b"PK"
    assert not path.exists()
    markdown = await told(client, "export", draft_id=draft_id, format="md")
    assert "演练4次" in markdown["text"]

    for arguments, words in (
        ({"draft_id": "d0"}, "没有编号为 d0 的草稿"),
        ({"draft_id": draft_id, "format": "pdf"}, "pdf"),
    ):
        refused = await client.call_tool("export", arguments)
        assert refused.is_error
        assert words in said(refused)
    with pytest.raises(mcp.MCPError):
        await client.read_resource("draftbot://passages/p0")


def test_over_http(server: Server) -> None:
    over_http(server.url)(work_through)


def test_over_stdio(tmp_path: Path, reports_folder: Path, model_folder: Path) -> None:
    model = {"DRAFTBOT_EMBEDDING_MODEL": str(model_folder)}
    home = tmp_path / "home"
    home.mkdir()
    done = command(home, "ingest", str(reports_folder), **model)
    assert done.returncode == 0, done.stderr
    over_stdio(home, **model)(work_through)


def test_the_rule_holds_here_too(office: Office) -> None:
    with office.client("小王") as wang:
        body = {"title": "2025年幼儿园防汛工作总结", "length": 300}
        draft_id = wang.post("/api/v1/drafts", json=body).json()["id"]

    async def as_reader(client: Any) -> None:
        assert (await told(client, "search_passages", query="防汛"))["passages"]
        for tool, arguments in (
            ("draft_report", {"title": "2025年防汛工作总结"}),
            ("revise_draft", {"conversation_id": "c0", "message": "你好"}),
        ):
            refused = await client.call_tool(tool, arguments)
            assert refused.is_error
            assert "write" in said(refused)

    async def sees(client: Any) -> None:
        assert "防汛" in (await told(client, "export", draft_id=draft_id, format="md"))["text"]

    async def does_not_see(client: Any) -> None:
        assert f"没有编号为 {draft_id} 的草稿" in said(
            await client.call_tool("export", {"draft_id": draft_id})
        )

    over_http(office.url, office.keys["read"])(as_reader)
    over_http(office.url, office.keys["小王 read"])(sees)
    over_http(office.url, office.keys["write"])(does_not_see)
    with office.client("") as nobody:
        assert nobody.post("/mcp", json={}).status_code == 401
