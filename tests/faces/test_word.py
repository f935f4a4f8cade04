"""Drafts out to Word and back, over REST and on the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from draftbot.faces.api.app import create_app
from draftbot.faces.cli import app
from draftbot.service import Draftbot

pytestmark = pytest.mark.usefixtures("no_settings")

TITLE = "2025年幼儿园防汛工作总结"


@pytest.fixture
def api(service: Draftbot) -> Iterator[TestClient]:
    with TestClient(create_app(service, max_file_mb=1), base_url="http://127.0.0.1") as client:
        yield client


def add_sentence(data: bytes, text: str) -> bytes:
    """The file with a sentence of the user's at the end of the first section."""
    word = Document(io.BytesIO(data))
    first = next(p for p in word.paragraphs if p.style.name == "Body Text" and p.text.endswith("。"))
    first.add_run(text)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def sentences(draft: dict[str, Any]) -> list[tuple[str, list[int], str]]:
    return [
        (s["text"], s["citations"], s["origin"])
        for section in draft["sections"]
        for s in section["sentences"]
    ]


def test_rest(api: TestClient) -> None:
    """One service for all, as each needs a corpus read in."""
    request = {"title": TITLE, "length": 800, "facts": {"unit": "向阳幼儿园", "facts": ["组织防汛演练4次"]}}
    draft = api.post("/api/v1/drafts", json=request).json()
    address = f"/api/v1/drafts/{draft['id']}"

    for params in ({"citations": "sidenotes"}, {"unconfirmed": "hide"}, {"attachments": "长" * 201}):
        answer = api.get(f"{address}/export", params=params)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_input")
    options = {"citations": "footnotes", "appendix": "false", "attachments": ["值班表", "记录"]}
    word = Document(io.BytesIO(api.get(f"{address}/export", params=options).content))
    texts = [p.text for p in word.paragraphs]
    assert "附件：1.值班表" in texts
    assert "参考来源" not in texts
    assert word.core_properties.identifier == draft["id"]

    data = api.get(f"{address}/export").content
    before = api.get(f"{address}/versions").json()
    for content, code in (
        (b"", "damaged_file"),
        (b"PK\x03\x04", "damaged_file"),
        (foreign(), "not_this_draft"),
    ):
        answer = api.post(f"{address}/docx", files=[("files", ("改过.docx", content))])
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    large = api.post(f"{address}/docx", files=[("files", ("大.docx", b"0" * 2_000_000))])
    assert large.status_code == 413
    assert api.post("/api/v1/drafts/none/docx", files=[("files", ("a.docx", data))]).status_code == 404
    untouched = api.post(f"{address}/docx", files=[("files", ("改过.docx", data))])
    assert untouched.status_code == 200, untouched.text
    assert sentences(untouched.json()) == sentences(draft)
    assert api.get(f"{address}/versions").json() == before

    edited = add_sentence(data, "汛期安全平稳。")
    back = api.post(f"{address}/docx", files=[("files", ("改过.docx", edited))]).json()
    added = [s for s in sentences(back) if s not in sentences(draft)]
    assert added == [("汛期安全平稳。", [], "user")]
    assert len(sentences(back)) == len(sentences(draft)) + 1
    assert "改过.docx" in api.get(f"{address}/versions").json()[-1]["what"]

    other = api.post("/api/v1/drafts", json=request | {"seed": 0}).json()
    answer = api.post(f"/api/v1/drafts/{other['id']}/docx", files=[("files", ("改过.docx", edited))])
    assert answer.json()["warnings"][0]["code"] == "other_draft"


def foreign() -> bytes:
    word = Document()
    word.add_heading("一、学习情况", 1)
    word.add_paragraph("我参加了读书活动，收获很大，体会很深。")
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


# -- the command line --------------------------------------------------------------


def invoke(home: Path, *args: object) -> Result:
    return CliRunner().invoke(app, ["--home", str(home), *map(str, args)])


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["export", "none", "-o", "a.docx"], "draft_not_found"),
        (["export", "none", "-o", "a.pdf"], "unsupported_export"),
        (["export", "none", "-o", "a.docx", "--citations", "sidenotes"], "bad_input"),
        (["bring-back", "none", "none.docx"], "file_missing"),
        (["bring-back", "none", "."], "bad_input"),
        (["bring-back", "none", "foreign.docx"], "draft_not_found"),
        (["bring-back", "none", "damaged.docx"], "damaged_file"),
    ],
)
def test_a_wrong_request_has_the_error_shape(tmp_path: Path, args: list[str], code: str) -> None:
    (tmp_path / "foreign.docx").write_bytes(foreign())
    (tmp_path / "damaged.docx").write_bytes(b"PK\x03\x04")
    result = invoke(tmp_path / "home", *args, "--json")
    assert result.exit_code in (1, 2), result.output
    assert json.loads(result.stdout)["error"]["code"] == code
    assert "Traceback" not in result.stderr


def test_out_to_word_and_back(
    tmp_path: Path, reports_folder: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", str(model_folder))
    home, file = tmp_path / "home", tmp_path / "总结.docx"
    assert invoke(home, "ingest", reports_folder).exit_code == 0
    result = invoke(
        home, "draft", "--title", TITLE, "--length", 800, "-o", file, "--citations", "none", "--no-appendix"
    )
    assert result.exit_code == 0, result.output
    draft_id = result.stderr.strip().rpartition(" ")[2]
    assert "参考来源" not in [p.text for p in Document(str(file)).paragraphs]

    file.write_bytes(add_sentence(file.read_bytes(), "汛期安全平稳。"))
    back = invoke(home, "bring-back", draft_id, file, "--json")
    assert back.exit_code == 0, back.output
    assert ("汛期安全平稳。", [], "user") in sentences(json.loads(back.stdout))

    again = invoke(home, "export", draft_id, "-o", tmp_path / "again.docx", "--attach", "值班表", "--json")
    assert json.loads(again.stdout) == {"path": str(tmp_path / "again.docx")}
    texts = [p.text for p in Document(str(tmp_path / "again.docx")).paragraphs]
    assert "附件：值班表" in texts
    assert any(text.endswith("汛期安全平稳。") for text in texts)
