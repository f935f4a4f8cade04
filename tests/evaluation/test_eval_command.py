"""`draftbot eval retrieval` as a user runs it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from draftbot.faces.cli import app
from draftbot.faces.eval_cli import SYSTEMS
from evaluation.beir_folders import QUERIES, write_beir

pytestmark = pytest.mark.usefixtures("no_settings")

WRONG = 2
METRICS = ["ndcg@10", "hit@1", "hit@5", "hit@10", "mrr@10"]


def invoke(*args: object) -> Result:
    return CliRunner().invoke(app, ["eval", *map(str, args)])


def test_without_a_command_the_help_is_shown() -> None:
    result = invoke()
    assert result.exit_code == WRONG
    assert "retrieval" in result.stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "请给出 FOLDER 或 --headings"),
        (["没有这里"], "没有这个文件或文件夹：没有这里"),
        (["--headings", "没有这里"], "没有这个文件或文件夹：没有这里"),
        (["somewhere", "--limit", "0"], "--limit 应为不小于 1 的整数"),
    ],
)
def test_a_wrong_request_is_told_in_a_sentence(args: list[str], says: str) -> None:
    result = invoke("retrieval", *args)
    assert result.exit_code == WRONG
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_broken_line_is_told_as_json_too(tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "broken")
    (folder / "queries.jsonl").write_text("{\n", "utf-8")
    result = invoke("retrieval", folder, "--json")
    assert result.exit_code == WRONG
    assert "queries.jsonl 第 1 行" in json.loads(result.stdout)["error"]["message"]


def test_the_extra_to_install_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "langchain_text_splitters", None)
    result = invoke("retrieval", write_beir(tmp_path / "set"))
    assert result.exit_code == WRONG
    assert "draftbot[eval]" in result.stderr


def test_systems_are_compared_on_documents_and_headings(
    model_folder: Path, reports_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", str(model_folder))
    folder = write_beir(tmp_path / "小集")
    args = ("retrieval", folder, "--headings", reports_folder, "--same-theme", "--parts", "--simplified")
    result = invoke(*args, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    documents, passages, themes = json.loads(result.stdout)["sets"]
    assert (documents["judged"], documents["queries"], documents["documents"]) == (
        "documents",
        len(QUERIES),
        5,
    )
    assert (passages["judged"], passages["documents"]) == ("passages", 3)
    assert (themes["name"], themes["queries"]) == ("headings_same_theme", passages["queries"])
    for one in (documents, passages, themes):
        check_runs(one)
    # Each query names what only one document speaks of.
    assert value_of(documents, "draftbot", "hit@1") == 1.0
    assert value_of(documents, "words_only", "hit@1") == 1.0
    assert value_of(documents, "plain", "hit@10") == 1.0
    # Three reports make three chunks, so that ten of them hold every answer.
    assert passages["chunks"] == 3
    assert value_of(passages, "plain", "hit@10") == 1.0
    assert value_of(passages, "draftbot", "hit@10") > 0.5
    assert not (tmp_path / "home").exists()  # nothing was done to the user's own data

    shown = invoke("retrieval", folder, "--limit", 2)
    assert shown.exit_code == 0, shown.output
    assert "小集：2 个查询，5 份文档" in shown.stdout
    assert "1.000 [1.000, 1.000]" in shown.stdout


def check_runs(one: dict[str, Any]) -> None:
    systems = [name for name in SYSTEMS if name != "plain_passages" or one["judged"] == "passages"]
    assert [run["queries_in"] for run in one["runs"]] == ["as_written", "simplified"]
    for run in one["runs"]:
        assert [row["system"] for row in run["systems"]] == systems
        assert [row["system"] for row in run["differences"]] == systems[1:]
        for row in run["systems"]:
            assert list(row["metrics"]) == METRICS
            assert all(0 <= m["low"] <= m["value"] <= m["high"] <= 1 for m in row["metrics"].values())
    # The queries are Simplified already, so that simplifying them changes nothing.
    changes = [m["value"] for row in one["simplified_effect"] for m in row["metrics"].values()]
    assert changes == [0.0] * (len(systems) * len(METRICS))


def value_of(one: dict[str, Any], system: str, metric: str) -> float:
    (row,) = [row for row in one["runs"][0]["systems"] if row["system"] == system]
    value: float = row["metrics"][metric]["value"]
    return value
