"""What takes away, signs, heads or keeps out is done only where a second witness bears it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.sayings import say, understood
from draftbot.conversation.understanding import understand
from draftbot.conversation.understanding.borne_out import borne_out
from draftbot.conversation.understanding.denials import denied
from draftbot.conversation.understanding.slot_values import fits_its_slot
from draftbot.conversation.understanding.taken_back import since_taken_back
from draftbot.conversation.understanding.values_said import is_said
from draftbot.drafts.addresses import Where
from draftbot.service import Draftbot
from making.desks import quick_service, talk
from making.handmade import handmade
from making.readers import reader

FERRY = """
基本情况
- 渡口有渡船4艘，船员11人。

主要做法
每班开航前检查救生衣。 - 大雾天停航19次。

存在的问题
- 候船棚漏雨。
"""


@pytest.fixture
def desk() -> View:
    return handmade(FERRY)


def read(message: str, desk: View, tmp_path: Path) -> list[do.Action]:
    return understand(message, desk, reader(tmp_path))


def test_a_told_event_in_the_words_of_an_order_takes_no_step(desk: View, tmp_path: Path) -> None:
    said = "3月送来的救生衣尺码不对，退回船具店调换了60件"
    doubted = borne_out([do.Undo()], said, desk, reader(tmp_path))
    assert not any(isinstance(one, do.Undo) for one in doubted)
    assert do.Undo() in read("删错了，撤销", desk, tmp_path)


def test_a_figure_signs_no_paper_and_an_order_names_none(desk: View) -> None:
    assert not fits_its_slot(do.SetFact("author", "牌换了14块"), desk)
    assert fits_its_slot(do.SetFact("author", "柳河渡口管理站"), desk)
    assert not fits_its_slot(do.AddLeader("值班长叫方大勇，水温12度"), desk)
    assert not fits_its_slot(do.NewDraft("从报告到停航用了6分钟"), desk)
    assert fits_its_slot(do.NewDraft("2025年7月渡口安全工作总结"), desk)
    assert not fits_its_slot(do.MoveSection("主要做法", 7), desk)


def test_a_value_is_cut_where_words_are_cut(desk: View) -> None:
    assert not is_said(do.AddSection("成夜间值守"), "换成夜间值守这一块", desk)
    assert is_said(do.AddSection("夜间值守"), "换成夜间值守这一块", desk)


def test_what_the_paper_lacks_is_nothing_it_tells(desk: View) -> None:
    said = "没核对的句子不要"
    assert not is_said(do.DeleteText("核对"), said, desk)
    assert is_said(do.DeleteText("大雾"), "讲大雾的句子不要", desk)


def test_what_was_sent_back_is_no_step_back_in_a_sentence_that_tells_no_fact(
    desk: View, tmp_path: Path
) -> None:
    doubted = borne_out([do.Undo()], "缆绳那家不行，退回给他们三捆", desk, reader(tmp_path))
    assert not any(isinstance(one, do.Undo) for one in doubted)


@pytest.mark.parametrize("said", ["没核对的都拿掉", "没来源的你就帮我把那句删掉"])
def test_an_order_is_no_thing_that_a_unit_lacks(said: str, desk: View) -> None:
    assert denied(said, desk) is None


def test_a_denial_that_shall_be_written_is_a_fact(desk: View) -> None:
    told = denied("我们没有夜航，这个要写上", desk)
    assert told is not None
    assert told.actions == (do.AddFact("我们没有夜航"),)
    kept_out = denied("我们没有夜航，这个不要写", desk)
    assert kept_out is not None
    assert do.DeleteText("夜航", denied=True) in kept_out.actions


def test_facts_before_a_step_back_are_told(desk: View) -> None:
    told = do.AddFact("换救生衣60件")
    found = since_taken_back([told, do.DeleteSentence(Where("主要做法")), do.Undo()], "换救生衣60件，撤销")
    assert found == [do.Undo(), told]


def test_the_end_is_said_in_words() -> None:
    said = say(do.MoveSection("主要做法", 99))
    assert "99" not in said
    assert understood(said) == do.MoveSection("主要做法", 99)


OUTLINE = "一、基本情况；二、安全管理；（一）船舶检查；（二）船员培训；三、下一步打算"


@pytest.fixture
def written(tmp_path: Path) -> tuple[Draftbot, str]:
    service = quick_service(tmp_path / "home")
    conversation = service.start_conversation().id
    talk(
        service,
        conversation,
        "帮我起草一份2025年柳河渡口安全工作总结",
        OUTLINE.replace("；", "\n"),
        "重新起草",
    )
    return service, conversation


def headings(service: Draftbot, conversation: str) -> list[str]:
    outline = service.conversation(conversation).outline
    assert outline is not None
    return [section.heading for section in outline.sections]


def test_what_stands_under_a_part_goes_only_when_that_is_said(written: tuple[Draftbot, str]) -> None:
    service, c = written
    before = headings(service, c)
    assert "船员培训" in before
    talk(service, c, "删去“安全管理”这一部分")
    assert headings(service, c) == before
    talk(service, c, say(do.RemoveSection("安全管理", "kept")))
    assert headings(service, c) == ["基本情况", "船舶检查", "船员培训", "下一步打算"]
    service.close()


def test_all_under_a_part_goes_when_it_is_said(written: tuple[Draftbot, str]) -> None:
    service, c = written
    talk(service, c, say(do.RemoveSection("安全管理", "gone")))
    assert headings(service, c) == ["基本情况", "下一步打算"]
    service.close()
