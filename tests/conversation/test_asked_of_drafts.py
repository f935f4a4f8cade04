"""What a draft is asked is told and changes nothing; what it opens with is ordered as its parts are; an answer
says what became of the draft."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.answering import said_once
from draftbot.conversation.desk.offering import MOST_IN_ALL, with_few_offers
from draftbot.conversation.desk.what_changed import fact_told
from draftbot.domain import Draft, DraftRequest, DraftSection, Fact, Outline, Said, Sentence
from draftbot.messages import all_lines, plain
from draftbot.service import Draftbot
from making.desks import ask, draft_of, quick_service, talk
from telling import zh

REQUEST = "帮我起草一份2025年幼儿园防汛工作总结，1500字，我们园叫向阳幼儿园"
YEAR = Sentence(
    "2025年，本园巡查园舍46次，更换雨篷【待补：数量】处，接到家长投诉【待补：个数】件，校车准点率【待补：比例】。",
    (1,),
    ("数量", "个数", "比例"),
)
ANNOUNCES = Sentence("现将全年情况报告如下：", (1,), runs_on=True)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with a conversation whose draft opens with a sentence of its own."""
    home = tmp_path_factory.mktemp("opening") / "home"
    service = quick_service(home)
    conversation = service.start_conversation().id
    talk(service, conversation, REQUEST)
    draft = draft_of(service, conversation)
    service._parts.store.save_draft(replace(draft, opening=(YEAR, ANNOUNCES)))
    service.close()
    return home, conversation


@pytest.fixture
def service(drafted: tuple[Path, str], tmp_path: Path) -> Iterator[Draftbot]:
    built = quick_service(Path(shutil.copytree(drafted[0], tmp_path / "home")))
    yield built
    built.close()


@pytest.fixture
def c(drafted: tuple[Path, str]) -> str:
    return drafted[1]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("提醒是哪几条，列给我看", "条提醒"),
        ("哪几句是借别的单位的", "没有核实"),
        ("压到700字会删掉哪些", "稿子没有动"),
        ("先说说能去掉什么，别直接改稿子", "稿子没有动"),
        ("600字够不够", "600字"),
        ("开头写的是什么", "巡查园舍46次"),
        ("“巡查园舍46次”有依据吗", "依据"),
        ("还有哪些空", "“开头”第1、2、3处"),
    ],
)
def test_a_question_is_answered_and_changes_nothing(
    service: Draftbot, c: str, message: str, told: str
) -> None:
    before, facts = draft_of(service, c), service.conversation(c).facts
    assert told in ask(service, c, message)
    assert draft_of(service, c) == before
    assert service.conversation(c).facts == facts


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("开头那段“巡查园舍46次”改成“巡查园舍52次”", {"巡查园舍52次": True, "接到家长投诉": True}),
        ("删掉开头的“接到家长投诉”那半句", {"投诉": False, "更换雨篷": True}),
        ("开头里“接到家长投诉”那半句删掉", {"投诉": False, "更换雨篷": True}),
        ("开头不对，今年没有家长投诉", {"投诉": False, "更换雨篷": True}),
        ("开头最后加一句：今年没有家长投诉。", {"今年没有家长投诉。": True, "接到家长投诉": True}),
        ("开头的校车准点率填99.2%", {"校车准点率99.2%": True, "更换雨篷【待补：数量】处": True}),
        ("“接到家长投诉【待补：个数】件”改成“家长零投诉”", {"家长零投诉": True, "更换雨篷": True}),
    ],
)
def test_what_is_ordered_of_the_opening_is_done_there(
    service: Draftbot, c: str, message: str, wanted: dict[str, bool]
) -> None:
    before = draft_of(service, c)
    talk(service, c, message)
    after = draft_of(service, c)
    text = "".join(s.text for s in after.opening)
    assert {words: words in text for words in wanted} == wanted
    assert text.startswith("2025年，")
    assert text.endswith(ANNOUNCES.text)
    assert after.sections == before.sections
    assert after.request.facts == before.request.facts


def test_an_opening_that_was_changed_stays_when_all_is_written_again(service: Draftbot, c: str) -> None:
    blanks = len(draft_of(service, c).blanks)
    assert f"还有{blanks - 1}处【待补】" in ask(service, c, "开头的校车准点率填99.2%")
    opening = draft_of(service, c).opening
    list(service.redraft(c))
    assert draft_of(service, c).opening == opening


def test_an_export_tells_what_is_left(service: Draftbot, c: str) -> None:
    assert f"{len(draft_of(service, c).blanks)}处【待补】" in ask(service, c, "导出Word")


def test_what_was_said_is_not_said_again() -> None:
    listed = all_lines([plain("还差："), *(plain(f"第{n}处") for n in range(4))])
    again = all_lines([plain("还有："), *(plain(f"第{n}处") for n in range(4))])
    told = [Said(listed), Said(again), Said(plain("好的。")), Said(plain("好的。"))]
    assert list(said_once(iter(told))) == [told[0], told[2]]
    filled = [Said(all_lines([plain(text), plain("还有3处")])) for text in ("甲已填", "乙已填")]
    assert list(said_once(iter(filled))) == filled


def test_many_unclear_wishes_leave_few_buttons() -> None:
    some = (do.Undo(), do.ShowOutline(), do.ShowBlanks())
    unclear = [do.NotUnderstood(f"第{n}件", some) for n in range(6)]
    kept, rest = with_few_offers([do.ShowFacts(), *unclear])
    offered = [one for action in kept if isinstance(action, do.NotUnderstood) for one in action.perhaps]
    assert len(offered) == MOST_IN_ALL
    assert rest == ["第4件", "第5件"]
    assert with_few_offers(unclear[:1]) == (unclear[:1], [])


def test_a_fact_is_told_by_what_the_draft_says_then() -> None:
    fact = Fact("培训3期219人")
    blank = Sentence("举办培训【待补：期数】期，培训【待补：人数】人。", (1,), ("期数", "人数"))
    before = Draft(
        "d", DraftRequest("总结", Outline("工作总结", ())), (DraftSection("工作", 1, ((blank,),)),)
    )
    half = replace(
        before,
        sections=(DraftSection("工作", 1, ((replace(blank, text="举办培训3期，培训【待补：人数】人。"),),)),),
    )
    told = "".join(map(zh, fact_told(fact, before, half)))
    assert "举办培训3期" in told
    assert "219人没有写进草稿" in told
    assert "没有变" in zh(fact_told(fact, before, before)[0])
