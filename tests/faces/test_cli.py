"""The command line: exit codes, the JSON contract, and sentences instead of tracebacks."""

from __future__ import annotations

import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.testing import CliRunner, Result

from draftbot.faces.cli import app
from draftbot.faces.help_words import with_help
from draftbot.messages.catalogue import all_words
from serving import clean_environment, free_port

pytestmark = pytest.mark.usefixtures("no_settings")

WRONG = 2
ERROR_KEYS = {"code", "message", "hint"}


@pytest.fixture(scope="module")
def filled_home(reports_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the three reports."""
    home = tmp_path_factory.mktemp("cli-home")
    run = process("ingest", reports_folder, "--home", home, "--json")
    assert (run.returncode, run.stderr) == (0, "")
    done = json.loads(run.stdout)
    assert (done["files"], done["ingested"], done["reports"], done["failed"]) == (3, 3, 3, [])
    return home


def process(
    *args: object, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """`draftbot ARGS` in a process of its own."""
    command = [sys.executable, "-m", "draftbot", *map(str, args)]
    return subprocess.run(
        command,
        env=clean_environment(**env or {}),
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def invoke(*args: object) -> Result:
    """`draftbot ARGS` in this process: faster, the same entry."""
    return CliRunner().invoke(app, [str(arg) for arg in args])


def json_of(*args: object) -> Any:
    """What `draftbot ARGS --json` prints when all goes well."""
    result = invoke(*args, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return json.loads(result.stdout)


def said(result: Result) -> str:
    """The one line on stderr of a command that went wrong."""
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


# -- wrong usage -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["ingest"], "缺少 PATH…"),
        (["search"], "缺少 QUERY"),
        (["show"], "缺少 ID"),
        (["draft"], "缺少 --title"),
        (["serach", "防汛"], "没有这个命令：serach"),
        (["reports", "--colour"], "没有 --colour 这个选项"),
        (["search", "防汛", "-k", "ten"], "-k 应为整数"),
        (["correct", "r1", "--year", "25"], "--year 应为 1900 到 2100 的整数"),
        (["outline", "防汛工作总结", "--at-least", "0"], "--at-least 应为不小于 1 的整数"),
        (["search", "防汛", "-k"], "-k"),
        (["--home"], "--home"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(args: list[str], words: str) -> None:
    result = invoke(*args)
    assert result.exit_code == WRONG
    assert words in said(result)
    assert "--help" in result.stderr
    assert result.stdout == ""


def test_wrong_usage_has_the_error_shape_in_json() -> None:
    result = invoke("ingest", "--json")
    assert result.exit_code == WRONG
    error = json.loads(result.stdout)["error"]
    assert set(error) == ERROR_KEYS
    assert error["code"] == "bad_usage"


def test_wrong_usage_is_told_in_english_when_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTBOT_LANGUAGE", "en")
    assert "Missing argument" in said(invoke("ingest"))


def test_all_help_has_an_english_text(monkeypatch: pytest.MonkeyPatch) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    codes = {one.help for one in with_help(group) if one.name != "help"}
    assert codes == {code for code in all_words("en") if code.startswith("help.")}
    monkeypatch.setenv("DRAFTBOT_LANGUAGE", "en")
    assert "Find similar passages" in invoke("search", "--help").stdout


def test_no_command_shows_the_help() -> None:
    result = invoke()
    assert result.exit_code == WRONG
    assert "ingest" in result.stdout
    assert "doctor" in result.stdout


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [("DRAFTBOT_PORT", "0", "DRAFTBOT_PORT"), ("DRAFTBOT_HOEM", "/tmp", "DRAFTBOT_HOEM")],
)
def test_wrong_settings_are_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, named: str) -> None:
    monkeypatch.setenv(name, value)
    result = invoke("reports")
    assert result.exit_code == WRONG
    assert named in said(result)


# -- requests that are wrong -----------------------------------------------------


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["search", ""], "empty_query"),
        (["search", "　 "], "empty_query"),
        (["search", "防汛", "-k", "0"], "bad_input"),
        (["search", "防汛", "-k", "101"], "bad_input"),
        (["search", "防汛", "--year", "去年"], "bad_filter"),
        (["show", "none"], "report_not_found"),
        (["ingest", "no-such-folder"], "file_missing"),
        (["draft", "--title", "工作总结", "--genre", "十四行诗"], "unknown_genre"),
        (["draft", "--title", "工作总结", "--outline", "none.yaml"], "file_missing"),
        (["draft", "--title", "工作总结", "--outline", "."], "bad_outline"),
        (["draft", "--title", "工作总结", "--facts", "none.yaml"], "file_missing"),
        (["draft", "--title", "工作总结", "--length", "-1"], "bad_length"),
        (["draft", "--title", "工作总结", "-o", "draft.pdf"], "unsupported_export"),
        (["draft", "--title", "工作总结", "-o", "draft"], "unsupported_export"),
        (["draft", "--title", "工作总结", "-o", "no-folder/draft.md"], "bad_input"),
    ],
)
def test_a_wrong_request_ends_with_2_and_the_error_shape(
    filled_home: Path, args: list[str], code: str
) -> None:
    result = invoke("--home", filled_home, *args, "--json")
    assert result.exit_code == WRONG
    assert json.loads(result.stdout)["error"]["code"] == code
    said(result)


@pytest.mark.parametrize(
    ("option", "data", "code", "exit_code"),
    [
        ("--outline", b"", "bad_outline", WRONG),
        ("--outline", b"\xff\x00\xff\xfe\x81", "bad_outline", WRONG),
        ("--outline", b"sections: [", "bad_outline", WRONG),
        ("--facts", "单位: [未完".encode(), "bad_facts", WRONG),
        ("--facts", b"\x80\x81\xff", "unknown_encoding", 1),
    ],
)
def test_an_unreadable_outline_or_fact_sheet_is_refused(
    filled_home: Path, tmp_path: Path, option: str, data: bytes, code: str, exit_code: int
) -> None:
    path = tmp_path / "given.yaml"
    path.write_bytes(data)
    result = invoke("draft", "--home", filled_home, "--title", "2025年防汛工作总结", option, path, "--json")
    assert result.exit_code == exit_code
    assert json.loads(result.stdout)["error"]["code"] == code


def test_an_unwritable_output_is_refused_before_drafting(filled_home: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    result = invoke(
        "draft", "--home", filled_home, "--title", "2025年防汛工作总结", "-o", tmp_path / "folder.docx"
    )
    assert result.exit_code == WRONG
    assert "不能写入" in said(result)


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    result = invoke("reports", "--home", tmp_path / "home", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"].startswith("data_folder")
    said(result)


# -- ingest ------------------------------------------------------------------------


@pytest.mark.slow
def test_some_bad_files_end_with_3_and_the_others_are_read(reports_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "改名.docx").write_bytes(b"no zip")
    home = tmp_path / "home"
    files = [reports_folder / "家校.md", tmp_path / "空.txt", tmp_path / "改名.docx"]
    done = invoke("ingest", *files, "--home", home, "--json")
    assert done.exit_code == 3
    result = json.loads(done.stdout)
    keys = ["files", "ingested", "unchanged", "failed", "reports", "passages", "seconds", "words_only"]
    assert list(result) == [*keys, "suspects"]
    assert (result["files"], result["ingested"]) == (3, 1)
    failed = {Path(one["path"]).name: one["error"] for one in result["failed"]}
    assert "文件是空的" in failed["空.txt"]
    assert ".docx" in failed["改名.docx"]
    again = invoke("ingest", *files, "--home", home)
    assert again.exit_code == 3
    assert "未变 1 个" in again.stdout
    assert "空.txt" in again.stderr
    assert "Traceback" not in again.stderr


def test_ingesting_again_changes_nothing(filled_home: Path, reports_folder: Path) -> None:
    before = json_of("reports", "--home", filled_home)
    again = json_of("ingest", reports_folder, "--home", filled_home)
    assert (again["ingested"], again["unchanged"], again["reports"]) == (0, 3, 0)
    assert json_of("reports", "--home", filled_home) == before


# -- what is asked for ---------------------------------------------------------------


def test_options_may_stand_before_or_after_the_command(
    filled_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = json_of("reports", "--home", filled_home)
    before = json.loads(invoke("--json", "--home", filled_home, "reports").stdout)
    monkeypatch.setenv("DRAFTBOT_HOME", str(filled_home))
    assert after == before == json_of("reports")
    assert len(after) == 3
    keys = [
        "id",
        "title",
        "genre",
        "unit",
        "year",
        "script",
        "source",
        "first_line",
        "chars",
        "duplicate_of",
        "department",
    ]
    assert all(list(report) == keys for report in after)


def test_show_adds_sections_and_repairs(filled_home: Path) -> None:
    (summary,) = json_of("reports", "--home", filled_home, "--genre", "工作汇报")
    shown = json_of("show", summary["id"], "--home", filled_home)
    assert shown.keys() >= {*summary, "sections", "repairs"}
    assert {key: shown[key] for key in summary} == summary
    text = invoke("show", summary["id"], "--home", filled_home)
    assert text.exit_code == 0
    assert "一、工作措施与成效" in text.stdout


def test_search_keeps_the_contract(filled_home: Path) -> None:
    found = json_of("search", "防汛应急演练", "-k", 2, "--home", filled_home)
    assert list(found) == [
        "query",
        "ms",
        "hits",
        "is_about",
        "is_near",
        "searched_as",
        "lacking_years",
        "words_only",
    ]
    assert 1 <= len(found["hits"]) <= 2
    assert list(found["hits"][0]) == [
        "rank", "score", "passage_id", "report_id", "title", "heading_path", "text", "highlights",
        "source", "genre", "unit", "year", "also_in",
    ]  # fmt: skip
    assert "演练" in found["hits"][0]["text"]
    shown = invoke("search", "防汛应急演练", "--home", filled_home, "--year", "2023")
    assert shown.exit_code == 0
    assert "晨光幼儿园2023年防汛工作总结" in shown.stdout


def test_outlines_are_listed(filled_home: Path) -> None:
    outlines = json_of("outlines", "--home", filled_home)
    assert "工作总结" in [outline["genre"] for outline in outlines]
    assert "工作总结" in invoke("outlines", "--home", filled_home).stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_draft_follows_the_outline_and_the_facts(filled_home: Path, tmp_path: Path, encoding: str) -> None:
    outline, facts, output = tmp_path / "提纲.txt", tmp_path / "事实.yaml", tmp_path / "草稿.docx"
    outline.write_text("一、防汛准备\n二、值班值守", encoding)
    facts.write_text("单位: 向阳幼儿园\n事实:\n  - 组织防汛演练4次\n", encoding)
    args = ["draft", "--title", "2025年防汛工作总结", "--outline", outline, "--facts", facts, "-o", output]
    drafted = json_of(*args, "--home", filled_home)
    assert [section["heading"] for section in drafted["sections"]] == ["防汛准备", "值班值守"]
    assert {"id", "title", "sections", "blanks", "warnings", "sources"} <= set(drafted)
    assert output.read_bytes().startswith(b"PK")


def test_a_draft_is_shown_with_its_citations(filled_home: Path, tmp_path: Path) -> None:
    result = invoke("draft", "--home", filled_home, "-t", "2025年幼儿园防汛工作总结", "-o", tmp_path / "d.md")
    assert result.exit_code == 0, result.stderr
    assert "[1]" in result.stdout
    assert "草稿编号" in result.stdout
    assert "已存为" in result.stderr
    assert (tmp_path / "d.md").exists()


def test_doctor_finds_a_sound_folder_sound(filled_home: Path) -> None:
    found = json_of("doctor", "--home", filled_home)
    assert found["healthy"]
    assert all(set(one) == {"name", "healthy", "text"} for one in found["checks"])
    assert invoke("doctor", "--repair", "--home", filled_home).exit_code == 0


# -- the process -----------------------------------------------------------------------


def test_help_answers_at_once() -> None:
    begun = time.monotonic()
    done = process("--help")
    assert done.returncode == 0
    assert "ingest" in done.stdout
    modules = process_modules("draftbot.faces.cli")
    assert "typer" in modules
    # numpy among them: what it reads at import is set by the command.
    assert not modules & {"torch", "gradio", "fastapi", "chromadb", "langchain_core", "pydantic", "numpy"}
    assert time.monotonic() - begun < 10  # two processes on a busy machine; 0.5 s each when idle


def process_modules(name: str) -> set[str]:
    """What importing `name` in a fresh process brings with it."""
    code = f"import sys, {name}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=clean_environment(), capture_output=True, text=True
    )
    return set(done.stdout.split())


def test_a_fault_of_ours_is_one_sentence_and_a_file(tmp_path: Path) -> None:
    """An import that fails stands for any fault: `draftbot.bootstrap` is shadowed."""
    code = (
        "import sys; sys.modules['draftbot.bootstrap'] = None; sys.argv[1:] = ['reports', '--json'];"
        "from draftbot.faces.cli import main; main()"
    )
    environment = clean_environment(DRAFTBOT_HOME=str(tmp_path), TMPDIR=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "unexpected"
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    (kept,) = tmp_path.glob("draftbot-error-*.log")
    assert str(kept) in done.stderr
    assert "Traceback" in kept.read_text()


def test_a_reader_that_goes_away_is_no_fault(filled_home: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "draftbot", "reports", "--home", str(filled_home), "--json"]
    with os.fdopen(write_end, "wb") as nobody:
        done = subprocess.run(
            command, env=clean_environment(), stdout=nobody, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr == ""


def test_progress_is_shown_on_a_terminal_only(filled_home: Path, reports_folder: Path) -> None:
    controller, terminal = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "draftbot",
        "ingest",
        str(reports_folder),
        "--home",
        str(filled_home),
        "--json",
    ]
    environment = clean_environment(TERM="xterm")
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=terminal) as run:
        os.close(terminal)
        shown = b"".join(until_closed(controller)).decode()
        assert run.stdout is not None
        assert json.load(run.stdout)["unchanged"] == 3
    assert "读入" in shown
    assert "3/3" in shown


def until_closed(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(descriptor, 4096)
        except OSError:  # how Linux says that the other end of a pty is closed
            return
        if not data:
            return
        yield data


@contextmanager
def serving(home: Path, *args: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server that has said where it answers, and its port."""
    port = free_port()
    command = [sys.executable, "-m", "draftbot", "serve", "--home", str(home), "--port", str(port), *args]
    with subprocess.Popen(
        command, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as run:
        assert run.stdout is not None
        line = run.stdout.readline()
        try:
            assert f"http://127.0.0.1:{port}" in line, (line, run.poll())
            yield run, port
        finally:
            if run.poll() is None:
                run.kill()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_server_stops_quietly_and_lets_the_folder_go(
    filled_home: Path, number: signal.Signals, code: int
) -> None:
    with serving(filled_home) as (run, port):
        locked = invoke("reports", "--home", filled_home, "--json")
        assert locked.exit_code == 1
        assert json.loads(locked.stdout)["error"]["code"] == "data_folder_locked"
        assert str(filled_home) in said(locked)
        taken = process("serve", "--home", filled_home.parent / "other", "--port", port)
        assert taken.returncode == 1
        assert "已被占用" in taken.stderr
        assert f"127.0.0.1:{port}" in taken.stderr
        assert "Traceback" not in taken.stderr
        run.send_signal(number)
        output, errors = run.communicate(timeout=60)
        assert (run.returncode, output) == (code, "")
        assert errors.startswith("正在启动")
        assert errors.count("\n") == 1
    assert invoke("reports", "--home", filled_home).exit_code == 0


def test_a_port_in_use_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = process("serve", "--home", tmp_path / "home", "--port", port, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "port_in_use"
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_a_corpus_that_is_missing_is_told_before_anything_is_done(tmp_path: Path) -> None:
    done = process("serve", "--home", tmp_path / "home", "--corpus", tmp_path / "none", "--json")
    assert done.returncode == WRONG
    assert json.loads(done.stdout)["error"]["code"] == "file_missing"
    assert not (tmp_path / "home").exists()
