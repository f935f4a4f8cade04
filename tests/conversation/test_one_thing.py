"""What a clause asks for is done where it is surely read, and no wish beside another goes unheard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.by_form import told_by_form
from draftbot.conversation.understanding.corrections import corrected
from draftbot.conversation.understanding.deciding import Decision
from draftbot.conversation.understanding.denials import denied, orders_to_tell
from draftbot.conversation.understanding.making import MAKE
from draftbot.conversation.understanding.one_thing import one_thing, unheard_in, with_its_end
from draftbot.conversation.understanding.piece import Piece
from draftbot.conversation.understanding.placed_parts import with_place_named
from draftbot.conversation.understanding.reading import Likely
from draftbot.conversation.understanding.signed import signed
from draftbot.conversation.understanding.statements import measures_the_world
from draftbot.conversation.understanding.understand import _renamed_last
from draftbot.conversation.understanding.wish import Wish
from draftbot.drafts.addresses import Where
from making.handmade import HARBOUR, handmade


@pytest.fixture(scope="module")
def desk() -> View:
    return handmade(HARBOUR)


def piece(text: str, name: str, likelihood: float, action: do.Action | None, desk: View) -> Piece:
    return Piece(Wish(text, desk), [Likely(name, likelihood)], Decision(action, ()))


def of(desk: View, *told: tuple[str, str, float, do.Action | None]) -> tuple[Piece, Sequence[Piece]]:
    whole, *pieces = (piece(*one, desk) for one in told)
    return whole, pieces


def test_a_slip_told_beside_a_step_back_asks_nothing(desk: View) -> None:
    slip = ("按串行了", "smalltalk", 0.8, do.SmallTalk("按串行了"))
    back, whole = ("前一下取消", "undo", 1.0, do.Undo()), ("按串行了，前一下取消", "undo", 0.99, do.Undo())
    found = one_thing(*of(desk, whole, slip, back))
    assert found is not None
    assert found.decision.action == do.Undo()
    assert one_thing(*of(desk, (*whole[:2], 0.9, whole[3]), slip, back)) is None
    other = ("第二部分锁住", "lock", 0.9, None)  # another order must not go unheard
    assert one_thing(*of(desk, whole, back, other)) is None


def test_a_fact_is_printed_only_as_whole_and_piece_agree(desk: View) -> None:
    fact, more = do.AddFact("换了缆桩6个"), do.AddFact("换了缆桩6个，大伙都说好")
    told, order = ("换了缆桩6个", "fact.add", 1.0, fact), ("写进去", "question", 0.6, None)
    assert one_thing(*of(desk, ("换了缆桩6个，写进去", "fact.add", 1.0, fact), told, order)) is not None
    assert one_thing(*of(desk, ("换了缆桩6个，写进去", "fact.add", 1.0, more), told, order)) is None


def test_what_the_end_of_a_clause_does_counts_for_it(desk: View) -> None:
    change = do.ChangeFact("46个", "47个", "管辖泊位46个")
    end = piece("是47个", "fact.change", 0.99, change, desk)
    whole = piece("泊位数报岔了，是47个", "fact.change", 0.99, None, desk)
    assert with_its_end(whole, end).decision.action == change
    unsure = piece("泊位数报岔了，是47个", "fact.change", 0.7, None, desk)
    assert with_its_end(unsure, end).decision.action is None


def test_an_order_before_another_is_not_swallowed(desk: View) -> None:
    again, lock = do.RewriteSection("主要工作", "again"), do.SetLock(Where("主要工作"), True)
    before = piece("主要工作重写", "section.rewrite", 1.0, again, desk)
    behind = piece("写好上锁", "lock", 0.95, None, desk)
    assert unheard_in(piece("主要工作重写，写好上锁", "section.rewrite", 0.8, lock, desk), before, behind)
    assert not unheard_in(
        piece("主要工作重写，写好上锁", "section.rewrite", 0.8, again, desk), before, behind
    )
    talk = piece("主要工作看着乱", "clarify", 1.0, again, desk)
    assert not unheard_in(piece("…", "lock", 0.8, lock, desk), talk, behind)


def test_what_two_pieces_quote_apart_is_one_thing(desk: View) -> None:
    renamed = do.RenameSection("存在不足", "可改进处")
    whole = ("「存在不足」刺耳，写“可改进处”", "text.replace", 0.88, renamed)
    half, other = (
        ("「存在不足」刺耳", "text.replace", 0.5, None),
        ("写“可改进处”", "opening", 0.8, do.SetOpening("可改进处")),
    )
    found = one_thing(*of(desk, whole, half, other))
    assert found is not None
    assert found.decision.action == renamed
    assert one_thing(*of(desk, (*whole[:3], do.SetOpening("可改进处")), half, other)) is None


def test_only_what_points_back_orders_to_tell(desk: View) -> None:
    assert orders_to_tell("这个务必写上", desk)
    assert orders_to_tell("写进去", desk)
    assert not orders_to_tell("这个别写", desk)
    assert not orders_to_tell("泊位的情况写上", desk)


def test_a_part_is_done_with_before_it_is_called_otherwise() -> None:
    named, short = do.RenameSection("存在不足", "短板"), do.RewriteSection("存在不足", "shorter")
    assert _renamed_last([named, short]) == [short, named]
    other = do.RewriteSection("明年打算", "shorter")
    assert _renamed_last([named, other]) == [named, other]


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("末梢上那块另写", "第四部分另写"),
        ("殿尾的那一部分短点", "第四部分短点"),
        ("把排头那一节展开", "把第一部分展开"),
        ("倒着数第二大块删掉", "第三部分删掉"),
        ("从末尾数第三部分短些", "第二部分短些"),
        ("居中的那块删掉", ""),  # of four none stands in the middle
        ("倒数第七部分删掉", ""),
        ("码头那块写细", ""),
        ("领航员那部分删掉", ""),
        ("后面那部分删掉", ""),
        ("第二部分，末尾那段删", ""),
        ("“末尾那块”改成“尾段”", ""),
        ("开头压到百来字，收尾那块展开", ""),
    ],
)
def test_a_part_by_its_place_in_any_word(message: str, named: str, desk: View) -> None:
    assert with_place_named(message, desk) == (named or message)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("往一千七上靠", False),
        ("两千三封顶", False),
        ("改到三千字", False),
        ("航道总长610米", True),
        ("缆绳500条", True),
        ("浮标2000", True),
    ],
)
def test_a_length_is_no_figure_of_the_world(text: str, counts: bool, desk: View) -> None:
    assert measures_the_world(text) is counts
    assert (MAKE["length"](Wish(text, desk)) is None) is counts


def test_who_holds_an_office_by_an_order(desk: View) -> None:
    assert MAKE["leader.add"](Wish("站长写周建国", desk)) == do.AddLeader("站长：周建国")
    assert MAKE["leader.add"](Wish("总调度由李国强担任", desk)) == do.AddLeader("总调度：李国强")
    assert MAKE["leader.add"](Wish("开头写好一点", desk)) is None


def test_who_signs_ends_where_another_field_begins(desk: View) -> None:
    told = signed("落款写东堤港务站，主送写海安县交通局", desk)
    assert told is not None
    assert told.actions == (do.SetFact("author", "东堤港务站"),)
    assert told.rest == "主送写海安县交通局"


def test_a_fact_behind_a_figure_put_right_is_not_dropped(desk: View) -> None:
    told = corrected("泊位改成47个，再加一条志愿者来了16人", desk)
    assert told is None or told.rest == "再加一条志愿者来了16人"
    assert MAKE["fact.add"](Wish("再加一条志愿者来了16人", desk)) == do.AddFact("志愿者来了16人")


def test_what_the_unit_did_not_do_goes_with_the_order_behind_it(desk: View) -> None:
    told = denied("潜水队我们没弄，相关的都删", desk)
    assert told is not None
    assert told.actions == (do.DeleteText("潜水队", denied=True),)
    assert denied("台账我们没弄好", desk) is None


def test_a_heading_is_put_otherwise_behind_a_complaint(desk: View) -> None:
    told = told_by_form("“存在不足”太刺眼，换成“可改进处”", desk)
    assert told is not None
    assert told.actions == (do.RenameSection("存在不足", "可改进处"),)
    assert told_by_form("“存在不足”太空，加上“东堤灯不亮”", desk) is None


def test_a_title_without_its_year_and_with_its_unit(desk: View) -> None:
    titled = replace(desk, conversation=replace(desk.conversation, title="2025年渡口安全工作总结"))
    assert MAKE["title"](Wish("标题不要带2025", titled)) == do.TakeTitle("渡口安全工作总结")
    named = MAKE["title"](Wish("题目里加上我们站名青柳渡口", titled))
    assert named is None or named == do.TakeTitle("2025年青柳渡口安全工作总结")
    assert MAKE["title"](Wish("标题写长一点", titled)) is None
