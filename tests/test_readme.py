"""The README is part of the product: its commands run, its table lists every setting."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from draftbot.evaluation.requests.wanted import Wanted, read_wanted
from draftbot.settings import PREFIX, Settings
from draftbot.trades.files import load_trades
from serving import clean_environment

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_setting_is_documented_and_no_other() -> None:
    listed = set(re.findall(r"^\| `(DRAFTBOT_[A-Z_]+)` \|", README, re.MULTILINE))
    assert listed == {PREFIX + name.upper() for name in Settings.model_fields}


def test_documented_defaults_are_the_defaults() -> None:
    rows = dict(re.findall(r"^\| `DRAFTBOT_([A-Z_]+)` \| `([^`]+)` \|", README, re.MULTILINE))
    assert len(rows) >= 8
    for name, default in rows.items():
        actual = Settings.model_fields[name.lower()].default
        assert float(default) == actual if isinstance(actual, float) else default == str(actual)


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for text in (README, (ROOT / "docs" / "benchmarks.md").read_text("utf-8")):
        for target in set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_links_and_pictures_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_the_example_of_a_request_can_be_read(tmp_path: Path) -> None:
    example = re.search(r"```json\n(.+?)```", README, re.DOTALL)
    assert example is not None
    (tmp_path / "wanted.jsonl").write_text(example[1], "utf-8")
    (wanted,) = read_wanted(tmp_path / "wanted.jsonl")
    assert set(json.loads(example[1])) <= set(Wanted.model_fields)
    assert set(wanted.trades) <= {trade.name for trade in load_trades(ROOT / "prompts").trades}


@pytest.mark.slow
def test_the_tour_runs_as_written(tmp_path: Path, sample_home: Path, model_folder: Path) -> None:
    tour = re.search(r"<!-- tour -->\n```bash\n(.+?)```", README, re.DOTALL)
    assert tour is not None
    first, *others = tour.group(1).splitlines()
    assert first == "draftbot ingest corpus"  # which made `sample_home`
    shutil.copytree(sample_home, tmp_path / "home")
    environment = clean_environment(
        DRAFTBOT_HOME=str(tmp_path / "home"), DRAFTBOT_EMBEDDING_MODEL=str(model_folder)
    )
    for line in others:
        program, *arguments = shlex.split(line)
        assert program == "draftbot"
        command = [sys.executable, "-m", "draftbot", *arguments]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip()
    assert (tmp_path / "draft.docx").read_bytes()[:2] == b"PK"
