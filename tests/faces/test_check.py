"""A text from anywhere held against the corpus, over REST and on the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from draftbot.checks.any_text import MOST_CHARS
from draftbot.faces.api.app import create_app
from draftbot.faces.cli import app
from draftbot.service import Draftbot

pytestmark = pytest.mark.usefixtures("no_settings")

# Its second part is another kindergarten's of 2024 with a figure, its name and its numbering.
TEXT = """向阳幼儿园2025年防汛工作总结

一、基本情况

汛期共启动应急响应5次，转移低洼处教室的学生，没有发生安全事故。校园排水设施运行正常，物资储备充足。园里新挖蓄水池17口。

三、主要做法

青禾幼儿园组织老师学习了防汛知识。每周二下午检查一遍沙袋和水泵。

四、下一步打算

继续守住安全底线。
"""
COPIED = "汛期共启动应急响应5次，转移低洼处教室的学生，没有发生安全事故。"


@pytest.fixture
def api(service: Draftbot) -> Iterator[TestClient]:
    with TestClient(create_app(service, max_file_mb=1), base_url="http://127.0.0.1") as client:
        yield client


def found(answer: Any) -> dict[str, list[dict[str, Any]]]:
    """The findings of the one report, by code."""
    (report,) = answer["reports"]
    by_code: dict[str, list[dict[str, Any]]] = {}
    for finding in report["findings"]:
        by_code.setdefault(finding["code"], []).append(finding)
    return by_code


def word_file(text: str) -> bytes:
    document = Document()
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_rest(api: TestClient) -> None:
    """One corpus for all, as each needs it read in."""
    answer = api.post("/api/v1/check", json={"text": TEXT}).json()
    findings, (report,) = found(answer), answer["reports"]
    titles = {source["number"]: source["title"] for source in report["sources"]}
    assert (report["title"], report["unit"]) == ("向阳幼儿园2025年防汛工作总结", "向阳幼儿园")

    (copied,) = findings["copied"]
    assert copied["quote"] == COPIED
    assert titles[copied["source"]] == "青禾幼儿园2024年防汛工作总结"
    old, new = findings["unvouched_fact"]
    assert "5次" in old["text"]
    assert titles[old["source"]] == "青禾幼儿园2024年防汛工作总结"
    assert "17口" in new["text"]
    assert new["source"] is None
    assert [f["quote"] for f in findings["foreign_name"]] == ["青禾幼儿园组织老师学习了防汛知识。"]
    assert [f["quote"] for f in findings["numbering"]] == ["主要做法"]
    assert not any("每周二" in f["quote"] for fs in findings.values() for f in fs)

    given = {"unit": "向阳幼儿园", "facts": ["启动应急响应5次", "新挖蓄水池17口"]}
    vouched = found(api.post("/api/v1/check", json={"text": TEXT, "facts": given}).json())
    assert "unvouched_fact" not in vouched
    assert "copied" in vouched

    # What is JSON is text, whatever characters a program left in it.
    odd = api.post("/api/v1/check", json={"text": "今天\x85天气\x9c很好。"})
    assert odd.status_code == 200, odd.text
    plain = api.post("/api/v1/check", json={"text": "今天天气很好。"})
    assert found(plain.json()) == {}
    for body, code in (
        ({"text": ""}, "bad_input"),
        ({"text": " \n"}, "empty_file"),
        ({"text": "防汛值班。" * (MOST_CHARS // 4)}, "bad_input"),
        ({"text": TEXT, "facts": "事实: ["}, "bad_facts"),
    ):
        refused = api.post("/api/v1/check", json=body)
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, code)


def test_files(api: TestClient) -> None:
    data = word_file(TEXT)

    def send(name: str, data: bytes, **params: str) -> Any:
        return api.post("/api/v1/check/file", files=[("files", (name, data))], params=params)

    assert "copied" in found(send("稿.docx", data).json())
    answer = send("稿.docx", data, comments="true", facts="新挖蓄水池17口")
    word = Document(io.BytesIO(answer.content))
    assert [p.text for p in word.paragraphs] == [p.text for p in Document(io.BytesIO(data)).paragraphs]
    comments = [comment.text for comment in word.comments]
    assert any("逐字相同" in text for text in comments)
    assert any("青禾幼儿园" in text for text in comments)
    assert not any("17口" in text for text in comments)

    # A file that was read in is not held against itself.
    assert api.post("/api/v1/reports", files=[("files", ("稿.txt", TEXT.encode()))]).status_code == 200
    (again,) = found(send("稿.txt", TEXT.encode()).json())["copied"]
    assert "青禾幼儿园" in again["text"]

    for name, sent, params, status in (
        ("稿.txt", TEXT.encode(), {"comments": "true"}, 415),
        ("坏.docx", b"PK\x03\x04 no zip", {"comments": "true"}, 422),
        ("稿.exe", b"MZ", {}, 415),
        ("空.txt", b"", {}, 422),
    ):
        assert send(name, sent, **params).status_code == status


def test_command(service: Draftbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service.close()
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", service._parts.embeddings.name)
    file, marked = tmp_path / "稿.docx", tmp_path / "批注.docx"
    file.write_bytes(word_file(TEXT))
    facts = tmp_path / "事实.txt"
    facts.write_text("启动应急响应5次\n新挖蓄水池17口", "utf-8")

    said = CliRunner().invoke(app, ["check", str(file), "--facts", str(facts), "-o", str(marked), "--json"])
    assert said.exit_code == 0, said.output
    findings = found(json.loads(said.stdout))
    assert set(findings) == {"copied", "foreign_name", "numbering"}
    assert len(list(Document(str(marked)).comments)) == 3

    shown = CliRunner().invoke(app, ["check", str(file)])
    assert "17口" in shown.stdout
    plain = tmp_path / "稿.txt"
    plain.write_text(TEXT, "utf-8")
    assert CliRunner().invoke(app, ["check", str(plain), "-o", str(marked)]).exit_code == 2
    assert CliRunner().invoke(app, ["check", str(tmp_path / "无.txt")]).exit_code == 2
