"""What versions before messages kept as words stays readable, as it was written, beside what is kept now.

`written_before_messages.json` holds the rows of a data folder made at 8c1946f, bodies spread out.
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from draftbot import corpus
from draftbot.domain import Report
from draftbot.drafts.store import DraftStore
from draftbot.index.database import Database
from draftbot.messages import NOTHING, plain
from draftbot.service import Draftbot
from making.desks import ask, quick_service, talk
from serving import FLOOD
from telling import en, zh

OLD: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "written_before_messages.json").read_text(encoding="utf-8")
)
DRAFT, CONVERSATION = OLD["drafts"][0]["id"], OLD["conversations"][0]["id"]
NOTE = "语料中可参考的内容不足：目标约140字，现有67字，可用的段落只有1段；请补充“基本情况”的事实，或添加写到这方面的报告。"


def compact(body: object) -> str:
    """JSON as it is stored."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


@pytest.fixture
def service(tmp_path: Path) -> Draftbot:
    """A service over a data folder that holds the old rows."""
    with closing(Database(tmp_path)) as database, database.transaction() as db:
        for table, rows in OLD.items():
            for row in rows:
                values = [v if isinstance(v, (str, int)) else compact(v) for v in row.values()]
                db.execute(
                    f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(values))})", values
                )
    return quick_service(tmp_path)


def test_remarks_and_notes_of_an_old_draft_are_the_words_they_were(service: Draftbot) -> None:
    draft = service.load_draft(DRAFT)
    assert draft.sections[0].note == plain(NOTE)
    assert [remark.code for remark in draft.warnings] == [
        "conflicting_facts",
        "section_short",
        "section_short",
    ]
    assert zh(draft.warnings[1].text) == en(draft.warnings[1].text) == f"“基本情况”：{NOTE}"


def test_an_old_conversation_is_as_it_was_said(service: Draftbot) -> None:
    turns = service.conversation(CONVERSATION).turns
    assert [zh(turn.text) for turn in turns[:2]] == ["事实：开展演练4次", "已记为事实：开展演练4次。"]


def test_old_versions_and_steps_keep_their_names_beside_new_ones(service: Draftbot) -> None:
    assert [zh(version.what) for version in service.versions(DRAFT)] == ["起草"]
    service.redo(CONVERSATION)  # the drafting, which had been undone
    talk(service, CONVERSATION, "第一部分第一句改为：全年平安。")
    edited = service.versions(DRAFT)[-1].what
    assert (zh(edited), en(edited)) == ("改第一部分第1句", "edited sentence 1 of part 1")
    assert ask(service, CONVERSATION, "撤销") == "已撤销：改第一部分第1句。"
    assert ask(service, CONVERSATION, "撤销") == "已撤销：起草。"
    assert service.conversation(CONVERSATION).draft_id is None
    service.redo(CONVERSATION)
    assert service.load_draft(DRAFT).sections[0].note == plain(NOTE)


def test_what_is_kept_now_is_read_back_as_messages(tmp_path: Path) -> None:
    service = quick_service(tmp_path)
    c = service.start_conversation().id
    talk(service, c, "帮我起草一份2025年幼儿园防汛工作总结，400字", "锁定第一部分")
    store = DraftStore(Database(tmp_path))
    turns = store.conversation(c).turns
    assert en(turns[-1].text).endswith("To free it, unlock it.")
    draft_id = store.conversation(c).draft_id
    assert draft_id is not None
    assert [en(version.what) for version in store.versions(draft_id)] == ["drafted", "locked"]


def test_a_report_read_before_keeps_the_reason_it_was_cut_for() -> None:
    text = "\n".join(FLOOD.format(unit=unit, year=2023, times=3) for unit in ("晨光幼儿园", "青禾幼儿园"))
    first, second = corpus.read(text.encode(), "两篇.txt")
    adapter = TypeAdapter(Report)
    body = adapter.dump_python(second, mode="json")
    assert adapter.validate_python(body) == second
    assert en(second.cut_reason) != zh(second.cut_reason)
    assert adapter.validate_python({**body, "cut_reason": "标记“篇2”"}).cut_reason == plain("标记“篇2”")
    assert adapter.validate_python(adapter.dump_python(first, mode="json")).cut_reason == NOTHING
