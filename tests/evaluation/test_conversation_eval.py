"""Messages with what they want, read from a file, said to a desk, and judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.understanding.examples import load_examples
from draftbot.domain import ChatEvent, Did, Suggested, Suggestion
from draftbot.errors import BadInput, FileMissing
from draftbot.evaluation.conversation.generating import Made, generated, held
from draftbot.evaluation.conversation.judging import DeskState, Verdict, judged
from draftbot.evaluation.conversation.run import opened_desk, say_all
from draftbot.evaluation.conversation.wanted import SaidAtDesk, read_said
from making.desks import quick_service
from making.readers import PROMPTS
from telling import zh

LINE = '{"id": "a", "message": "体会别写了", "expect": {"action": "outline.remove"}, "note": "passed over"}'
DESK = DeskState(1, 2000, "d1")


def said(action: str, *also: str) -> SaidAtDesk:
    return SaidAtDesk.model_validate({"id": "a", "message": "…", "expect": {"action": action, "also": also}})


def test_a_file_of_messages(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text(f"\n{LINE}\n", "utf-8")
    (one,) = read_said(path)
    assert (one.message, one.names, one.before) == ("体会别写了", {"outline.remove"}, None)
    path.write_text(f"{LINE}\n{{}}\n", "utf-8")
    with pytest.raises(BadInput) as caught:
        read_said(path)
    assert "第2行" in zh(caught.value.says)
    path.write_text("\n", "utf-8")
    with pytest.raises(BadInput, match="."):
        read_said(path)
    with pytest.raises(FileMissing):
        read_said(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("wanted", "events", "after", "verdict"),
    [
        (said("lock"), [Did("lock", {})], DESK, Verdict.RIGHT),
        (said("lock", "unlock"), [Did("unlock", {})], DESK, Verdict.RIGHT),
        (said("lock"), [Did("undo", {})], DESK, Verdict.WRONG),
        (said("multi"), [Did("undo", {}), Did("lock", {})], DESK, Verdict.RIGHT),
        (said("multi"), [Did("undo", {})], DESK, Verdict.PARTLY),
        (said("lock"), [Suggested((Suggestion("锁定", "lock"),))], DESK, Verdict.SUGGESTED),
        (said("undo"), [Suggested((Suggestion("锁定", "lock"),))], DESK, Verdict.ASKED),
        (said("clarify"), [Suggested((Suggestion("锁定", "lock"),))], DESK, Verdict.RIGHT),
        (said("undo"), [], DESK, Verdict.SILENT),
        (said("lock"), [Did("fact.add", {})], DeskState(2, 2000, "d1"), Verdict.LOST),
        (said("fact.add"), [Did("fact.add", {})], DeskState(2, 2000, "d1"), Verdict.RIGHT),
        (said("lock"), [Did("lock", {})], DeskState(1, 900, "d1"), Verdict.LOST),
        (said("length"), [Did("length", {})], DeskState(1, 900, "d1"), Verdict.RIGHT),
        (said("draft.new"), [Did("draft.new", {})], DeskState(0, 900, "d1"), Verdict.LOST),
        (said("draft.new"), [Did("draft.new", {})], DeskState(0, 900, "d2"), Verdict.RIGHT),
    ],
)  # fmt: skip
def test_verdicts(wanted: SaidAtDesk, events: list[ChatEvent], after: DeskState, verdict: Verdict) -> None:
    assert judged(wanted, events, DESK, after) is verdict


def test_messages_said_and_made(tmp_path: Path) -> None:
    service = quick_service(tmp_path)
    try:
        one = said("lock").model_copy(update={"message": "锁定第一部分"})
        (answered,) = say_all(service, [one])
        assert (answered.verdict, answered.done) == (Verdict.RIGHT, ("lock",))
        desk = opened_desk(service)
        draft = service.load_draft(service.conversation(desk).draft_id or "")
        sentences = [s.text for section in draft.sections for s in section.sentences]
        made = list(generated(load_examples(PROMPTS), sentences, 40, 7))
        assert made == list(generated(load_examples(PROMPTS), sentences, 40, 7))
        assert len(set(made)) > 30
        kept = service.conversation(desk)
        found = held(service, desk, made)
        assert (found.lost, len(found.seconds)) == ((), len(made))
        told = held(service, desk, [Made("事实：培训2场", frozenset(("lock",)))])
        assert [type(action) for _, action in told.lost] == [do.AddFact]
        assert service.conversation(desk) == kept
    finally:
        service.close()
