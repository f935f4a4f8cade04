"""Outlines over REST and on the command line, from the corpus and from files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from draftbot.faces.api.app import create_app
from draftbot.faces.cli import app
from draftbot.outlines.book import load_outlines, parse_outline
from draftbot.service import Draftbot

pytestmark = pytest.mark.usefixtures("no_settings")

TITLE = "2025年幼儿园防汛工作总结"
SAMPLE = "一、基本情况\n二、主要做法\n（一）组织领导\n（二）值班值守\n三、下步打算"


@pytest.fixture
def api(service: Draftbot) -> Iterator[TestClient]:
    with TestClient(create_app(service, max_file_mb=1), base_url="http://127.0.0.1") as client:
        yield client


def flood_report(api: TestClient) -> str:
    reports: list[dict[str, str]] = api.get("/api/v1/reports", params={"genre": "工作总结"}).json()
    return reports[0]["id"]


def upload(api: TestClient, name: str, data: bytes, **params: str) -> Any:
    return api.post("/api/v1/outlines/from-file", files=[("files", (name, data))], params=params)


def test_rest(api: TestClient) -> None:
    """One server for all, as each needs a corpus read in."""
    for path, params, status, code in (
        ("outlines/mined", {}, 422, "bad_input"),
        ("outlines/mined", {"title": "放假安排的事"}, 422, "no_genre_in_title"),
        ("outlines/mined", {"title": TITLE, "genre": "小说"}, 422, "unknown_genre"),
        ("reports/none/outline", {}, 404, "report_not_found"),
    ):
        answer = api.get(f"/api/v1/{path}", params=params)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)

    mined = api.get("/api/v1/outlines/mined", params={"title": TITLE}).json()
    assert list(mined) == ["title", "genre", "reports", "on_topic", "length", "sections"]
    assert (mined["genre"], mined["reports"]) == ("工作总结", 1)
    assert list(mined["sections"][0]) == [
        "heading",
        "count",
        "level",
        "role",
        "position",
        "share",
        "examples",
    ]
    assert mined["sections"][0]["examples"][0]["heading"] == "基本情况"

    like = api.get(f"/api/v1/reports/{flood_report(api)}/outline", params={"title": "2025年工作汇报"}).json()
    assert like["genre"] == "工作汇报"
    assert [s["heading"] for s in like["sections"] if s["level"] == 1] == [
        "基本情况", "主要做法", "存在问题", "下一步打算",
    ]  # fmt: skip
    # What is given out can be drafted to as it is.
    lines = [{k: v for k, v in s.items() if v is not None} for s in like["sections"]]
    draft = api.post("/api/v1/drafts", json={"title": "2025年工作汇报", "outline": lines, "length": 900})
    assert draft.status_code == 200, draft.text
    assert len(draft.json()["sections"]) == len(lines)

    for name, data, status, code in (
        ("空.txt", b"", 422, "empty_file"),
        ("坏.docx", b"PK\x03\x04...", 422, "damaged_file"),
        ("录音.mp3", b"123", 415, "unsupported_format"),
        ("大.txt", "大".encode() * 400_000, 413, "file_too_large"),
        ("坏.yaml", "提纲: [甲".encode(), 422, "bad_outline"),
    ):
        answer = upload(api, name, data)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), name
    two = [("files", ("a.txt", SAMPLE.encode())), ("files", ("b.txt", SAMPLE.encode()))]
    assert api.post("/api/v1/outlines/from-file", files=two).status_code == 422
    found = upload(api, "../提纲.txt", SAMPLE.encode(), title=TITLE).json()
    assert (found["genre"], len(found["sections"])) == ("工作总结", 5)


# -- the command line --------------------------------------------------------------


def invoke(home: Path, *args: object) -> Result:
    return CliRunner().invoke(app, ["--home", str(home), *map(str, args)])


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["放假安排的事"], "no_genre_in_title"),
        ([TITLE, "--genre", "小说"], "unknown_genre"),
        ([TITLE, "--mined"], "nothing_to_mine"),
        ([TITLE, "--like", "none"], "report_not_found"),
        ([TITLE, "--from", "none.txt"], "file_missing"),
        ([TITLE, "--from", "."], "bad_input"),
        ([TITLE, "--mined", "--like", "none"], "bad_input"),
    ],
)
@pytest.mark.slow  # a search loads the model
def test_a_wrong_request_for_an_outline_ends_with_2(
    tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], code: str
) -> None:
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", str(model_folder))
    result = invoke(tmp_path / "home", "outline", *args, "--json")
    assert result.exit_code == 2, result.output
    assert json.loads(result.stdout)["error"]["code"] == code
    assert "Traceback" not in result.stderr


def test_the_outline_of_a_genre_and_of_a_file_need_no_corpus(tmp_path: Path) -> None:
    book = load_outlines(Path(__file__).parents[2] / "prompts")
    result = invoke(tmp_path / "home", "outline", TITLE)
    assert result.exit_code == 0, result.output
    # What is printed and used again is the user's own, its length too.
    assert parse_outline(result.stdout, book) == replace(book.outline("工作总结"), is_usual_length=False)
    (tmp_path / "提纲.txt").write_text(SAMPLE, "utf-8")
    result = invoke(tmp_path / "home", "outline", TITLE, "--from", tmp_path / "提纲.txt")
    assert [s.heading for s in parse_outline(result.stdout, book).sections][2:4] == ["组织领导", "值班值守"]
    one = invoke(tmp_path / "home", "outline", TITLE, "--json")
    assert json.loads(one.stdout)["genre"] == "工作总结"


def test_a_mined_outline_is_printed_to_be_drafted_to(
    tmp_path: Path, reports_folder: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", str(model_folder))
    home = tmp_path / "home"
    assert invoke(home, "ingest", reports_folder).exit_code == 0
    result = invoke(home, "outline", TITLE, "--mined")
    assert result.exit_code == 0, result.output
    assert "# 参照1份同类材料，其中1份是同一主题" in result.stdout
    (tmp_path / "提纲.yaml").write_text(result.stdout, "utf-8")
    drafted = invoke(
        home, "draft", "--title", TITLE, "--outline", tmp_path / "提纲.yaml", "--length", 800, "--json"
    )
    assert drafted.exit_code == 0, drafted.output
    assert [s["heading"] for s in json.loads(drafted.stdout)["sections"]][:2] == ["基本情况", "主要做法"]
    report = json.loads(invoke(home, "reports", "--genre", "工作总结", "--json").stdout)[0]["id"]
    like = invoke(home, "outline", TITLE, "--like", report)
    assert "开展应急演练" in like.stdout
    assert "占比" in like.stdout
