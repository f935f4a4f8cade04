"""The precision is found by a trial, noted beside the model, and tried anew on another machine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from draftbot.index import precision
from draftbot.index.precision import NOTE, noted_speeds, open_fastest


@pytest.fixture
def folder(model_folder: Path, tmp_path: Path) -> Path:
    """The model with no note yet; its weights are linked, not copied."""
    copy = tmp_path / "model"
    shutil.copytree(model_folder, copy, copy_function=lambda a, b: Path(b).symlink_to(a))
    (copy / NOTE).unlink(missing_ok=True)
    return copy


def test_the_fastest_is_taken_and_noted(folder: Path) -> None:
    encoder = open_fastest(folder)
    speeds = noted_speeds(folder)
    assert {"float32"} <= set(speeds) <= {"float32", "bfloat16", "int8"}
    assert all(speed > 0 for speed in speeds.values())
    # What is more exact stays where the other is hardly faster.
    assert max(speeds.values()) <= 1.1 * 1.1 * speeds[encoder.precision]
    assert json.loads((folder / NOTE).read_text("utf-8"))["precision"] == encoder.precision


def test_what_is_noted_is_not_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_fastest(folder)
    note = json.loads((folder / NOTE).read_text("utf-8"))
    (folder / NOTE).write_text(json.dumps({**note, "precision": "float32"}), "utf-8")
    monkeypatch.setattr(precision, "_speed", lambda _: pytest.fail("tried again"))
    assert open_fastest(folder).precision == "float32"


@pytest.mark.parametrize(
    "note", ['{"machine": "another", "precision": "int8"}', "{", "[]", '{"precision": 4}']
)
def test_a_note_of_another_machine_or_a_broken_one_is_replaced(folder: Path, note: str) -> None:
    (folder / NOTE).write_text(note, "utf-8")
    encoder = open_fastest(folder)
    kept = json.loads((folder / NOTE).read_text("utf-8"))
    assert (kept["precision"], kept["machine"] == "another") == (encoder.precision, False)


def test_what_torch_has_not_here_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "worth_trying", lambda: ["int8"])

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("no kernel")

    monkeypatch.setattr("draftbot.index.int8_layers._Map.of", refuse)
    assert open_fastest(folder).precision == "float32"
    assert set(noted_speeds(folder)) == {"float32"}
