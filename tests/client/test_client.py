"""The client against a running server: the README's example, each method both ways, its errors."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import anyio
import pytest

from draftbot.client import ApiError, AsyncDraftbot, Draftbot
from serving import FLOOD, Server, clean_environment

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
FACTS = {"unit": "向阳幼儿园", "facts": ["组织防汛演练4次"]}
TITLE = "2025年幼儿园防汛工作总结"


def test_the_readmes_example_runs_as_written(server: Server, tmp_path: Path) -> None:
    found = re.search(r"<!-- client -->\n```python\n(.+?)```", README, re.DOTALL)
    assert found is not None
    example = found[1].replace("http://127.0.0.1:7860", server.url)
    done = subprocess.run(
        [sys.executable, "-c", example],
        env=clean_environment(PYTHONIOENCODING="utf-8"),
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "防汛" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("report_not_found ")
    assert (tmp_path / "总结.docx").read_bytes()[:2] == b"PK"


def test_every_method_there_is(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "防汛2022.txt"
    file.write_text(FLOOD.format(unit="松涛幼儿园", year=2022, times=9), "utf-8")
    with Draftbot(server.url) as draftbot:
        assert draftbot.upload(file).ingested == 1
        (report,) = draftbot.reports(unit="松涛幼儿园", year=2022)
        assert draftbot.report(report.id).sections
        assert draftbot.original(report.id) == file.read_bytes()
        hit = draftbot.search("防汛应急演练", k=2).hits[0]
        batch = draftbot.search_batch(["防汛应急演练", "家访"], k=1)
        assert [found.query for found in batch] == ["防汛应急演练", "家访"]
        assert batch[0].hits[0].passage_id == hit.passage_id
        assert draftbot.passage(hit.passage_id).text == hit.text
        assert "工作总结" in {outline.genre for outline in draftbot.outlines()}
        assert draftbot.check("组织防汛演练9次。").reports
        assert draftbot.plan(TITLE, FACTS).reports
        draft = draftbot.draft(TITLE, FACTS, length=400)
        assert draftbot.load_draft(draft.id) == draft
        assert draft.id in {kept.id for kept in draftbot.drafts("防汛")}
        assert draftbot.export(draft.id, "md").decode().startswith("# ")
        twin = draftbot.duplicate_draft(draft.id)
        assert (twin.id != draft.id, twin.sections) == (True, draft.sections)
        draftbot.delete_draft(twin.id)
        if draft.blanks:
            assert len(draftbot.fill_blank(draft.id, 1, "320").blanks) == len(draft.blanks) - 1
        desk = draftbot.start_conversation()
        assert draftbot.say(desk.id, "单位是向阳幼儿园").said
        assert draftbot.conversation(desk.id).facts.unit == "向阳幼儿园"
        assert all(job.what for job in draftbot.jobs())  # other tests' may be at work on this server
        with pytest.raises(ApiError, match="j0"):
            draftbot.stop_job("j0")
        draftbot.delete_draft(draft.id)
        draftbot.remove_report(report.id)
        for gone in (lambda: draftbot.load_draft(draft.id), lambda: draftbot.report("a/b?c")):
            with pytest.raises(ApiError) as refused:
                gone()
            assert refused.value.status == 404
    with Draftbot(server.url, language="en") as draftbot, pytest.raises(ApiError, match="empty"):
        draftbot.search("")


def test_the_same_by_awaiting(server: Server) -> None:
    async def work() -> None:
        async with AsyncDraftbot(server.url) as draftbot:
            assert (await draftbot.search("防汛应急演练", k=2)).hits
            draft = await draftbot.draft(TITLE, FACTS, length=300)
            assert (await draftbot.export(draft.id))[:2] == b"PK"
            with pytest.raises(ApiError) as refused:
                await draftbot.load_draft("d0")
            assert refused.value.code == "draft_not_found"

    anyio.run(work)


def test_both_have_the_same_methods() -> None:
    def methods(client: type) -> dict[str, inspect.Signature]:
        named = inspect.getmembers(client, inspect.isfunction)
        return {name: inspect.signature(method) for name, method in named if not name.startswith("_")}

    assert methods(Draftbot) == methods(AsyncDraftbot)
