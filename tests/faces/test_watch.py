"""A folder kept in step by `draftbot watch`, in a process of its own."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from draftbot.errors import FileMissing
from draftbot.service import Draftbot
from serving import FLOOD, clean_environment

pytestmark = pytest.mark.slow


def report(unit: str, year: int) -> str:
    return FLOOD.format(unit=unit, year=year, times=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "往年材料"
    folder.mkdir()
    (folder / "松风幼儿园2021.txt").write_text(report("松风幼儿园", 2021), "utf-8")
    return folder


def test_a_process_keeps_step_until_it_is_told_to_end(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    command = [sys.executable, "-m", "draftbot", "watch", str(folder), "--home", str(home), "--json"]
    with subprocess.Popen(
        command, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as run:
        try:
            steps = _steps(run)
            assert next(steps)["read"]["ingested"] == 1

            (folder / "竹影小学2022.txt").write_text(report("竹影小学", 2022), "utf-8")
            (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
            seen = [next(steps)]
            while sum(step["read"]["ingested"] for step in seen) < 1 or not any(
                step["read"]["failed"] for step in seen
            ):
                seen.append(next(steps))

            (folder / "松风幼儿园2021.txt").unlink()
            assert _removed(steps) == [str(folder / "松风幼儿园2021.txt")]

            run.send_signal(signal.SIGINT)
            _, told = run.communicate(timeout=60)
            assert run.returncode == 0
            assert "Traceback" not in told
        finally:
            if run.poll() is None:
                run.kill()
    shown = subprocess.run(
        [sys.executable, "-m", "draftbot", "reports", "--home", str(home), "--json"],
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert [one["unit"] for one in json.loads(shown.stdout)] == ["竹影小学"]


def _steps(run: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    assert run.stdout is not None
    for line in run.stdout:
        yield json.loads(line)


def _removed(steps: Iterator[dict[str, Any]]) -> list[str]:
    return next(step["removed"] for step in steps if step["removed"])


def test_what_changed_is_read_anew_and_what_cannot_be_read_keeps_what_was_read(
    service: Draftbot, folder: Path
) -> None:
    ingest = service._parts.ingest
    before = len(service.reports())
    ingest.step(folder)
    file = folder / "松风幼儿园2021.txt"
    file.write_text(report("松风幼儿园", 2023), "utf-8")
    step = ingest.step(folder, {file})
    assert (step.read.ingested, step.removed) == (1, ())
    assert [one.year for one in service.reports() if one.unit == "松风幼儿园"] == [2023]
    file.write_bytes(b"")
    step = ingest.step(folder, {file})
    assert (len(step.read.failed), step.removed) == (1, ())
    assert len(service.reports()) == before + 1


def test_a_folder_moved_out_takes_its_reports_along_but_a_lost_root_does_not(
    service: Draftbot, folder: Path, tmp_path: Path
) -> None:
    ingest = service._parts.ingest
    inner = folder / "里层"
    inner.mkdir()
    (inner / "槐影小学2020.txt").write_text(report("槐影小学", 2020), "utf-8")
    before = len(service.reports())
    ingest.step(folder)
    assert len(service.reports()) == before + 2
    inner.rename(tmp_path / "别处")
    step = ingest.step(folder, {inner})
    assert step.removed == (str(inner / "槐影小学2020.txt"),)
    assert len(service.reports()) == before + 1
    shutil.rmtree(folder)
    with pytest.raises(FileMissing):
        ingest.step(folder)
    assert len(service.reports()) == before + 1
