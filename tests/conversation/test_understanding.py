"""Ordinary Chinese to actions."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import understand
from draftbot.conversation.understanding.by_form import told_by_form
from draftbot.conversation.understanding.clauses import clauses_of, readable
from draftbot.conversation.understanding.making import MAKE
from draftbot.conversation.understanding.outline_text import outline_in
from draftbot.conversation.understanding.reading import MessageReader
from draftbot.conversation.understanding.spelling import LatinSpelling
from draftbot.conversation.understanding.taken_back import since_taken_back
from draftbot.conversation.understanding.wish import Wish
from draftbot.domain import Draft, OutlineSection
from draftbot.drafts.addresses import LAST, Where, find_spots, sentence_at
from draftbot.drafts.rearranging import move_sentences, with_numbered_items
from draftbot.facts.figures_told import reads_on
from draftbot.index.embedding import SentenceEmbeddings
from making.desks import draft_of, quick_service, talk
from making.handmade import HARBOUR, LIBRARY, handmade
from making.readers import reader, view


@cache
def by_characters() -> MessageReader:
    return reader(Path("unused"))


def actions(message: str) -> list[do.Action]:
    """What a message asks for at a desk with nothing on it, without an embedding model."""
    return understand(message, view(), by_characters())


# -- what must not happen ------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [
        "把3楼弄一下",
        "把那个谁弄过去",
        "字" * 50_000,
        "（" * 3000,
        "\x1b[A\x1b[A",
        "\x00\x03删\x07",
        "����部��",
    ],
)
def test_what_is_not_understood_is_said_so(message: str) -> None:
    (one,) = actions(message)
    assert isinstance(one, do.NotUnderstood)
    assert one.text == message


@pytest.mark.parametrize(
    "message",
    [
        "<img src=x onerror=alert(1)>起草一份2025年防汛工作总结",
        "<b>起草一份2025年防汛工作总结</b>",
        "@@1 起草一份2025年防汛工作总结",
    ],
)
def test_marks_around_a_request_make_no_fact_of_it(message: str) -> None:
    assert actions(message) == [do.WriteDraft("2025年防汛工作总结")]


def test_statements_are_facts_or_asked_about_and_no_requests(
    embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    facts = (
        "3月、9月开展消防演练2次，320人参加",
        "查处违规行为3起",
        "搜救演练2次",
        "我们填补空白2项",
        "先进班组评出4个",
        "全年投入1,200元，更换灭火器12具",
        "恢复供电3次",
        "锁具更换12把",
        "排查隐患<5处",
    )
    known = reader(tmp_path, embeddings)
    read = {fact: understand(fact, view(), known) for fact in facts}
    taken = [fact for fact, found in read.items() if found == [do.AddFact(fact)]]
    asked = [f for f, found in read.items() if len(found) == 1 and isinstance(found[0], do.NotUnderstood)]
    assert {*taken, *asked} == set(facts), read
    assert len(taken) >= 6, asked  # seven when this was written


@pytest.mark.parametrize(
    "message",
    [
        "去年有320人吗",
        "演练2次够不够？",
        "为什么有2处是空的",
        "字数太多了压到800",
        "加一个表格放3列",
        "第二部分要有3个例子",
        "弟二部份在多寫2段",
        "这3句话谁写的",
        "hand it in before 3 o'clock",
        "写了2000字太少了",
    ],
)
def test_what_asks_orders_or_complains_is_never_a_fact(
    message: str, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    found = understand(message, view(), reader(tmp_path, embeddings))
    assert not any(isinstance(one, do.AddFact) for one in found)


def test_a_request_does_not_swallow_what_is_said_behind_it() -> None:
    assert actions("把安全工作删掉，整体压到2500字，然后重新起草") == [
        do.RemoveSection("安全工作"),
        do.SetLength(2500),
        do.WriteDraft(),
    ]
    assert actions("我们园叫向阳幼儿园，全年演练4次，320人参加") == [
        do.SetFact("unit", "向阳幼儿园"),
        do.AddFact("全年演练4次，320人参加"),
    ]


def test_what_was_not_understood_beside_a_request_is_told() -> None:
    assert actions("你好，第二部分短一些") == [do.RewriteSection("第二部分", "shorter")]
    shorter, other = actions("第二部分短一些，顺便哼首歌")
    assert shorter == do.RewriteSection("第二部分", "shorter")
    assert isinstance(other, do.NotUnderstood)
    assert other.text == "哼首歌"


# -- the desk ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("帮我起草一份2025年幼儿园防汛工作总结", do.WriteDraft("2025年幼儿园防汛工作总结")),
        ("请帮我写一篇关于消防安全的工作汇报。", do.WriteDraft("消防安全的工作汇报")),
        ("2025年校园安全工作总结", do.WriteDraft("2025年校园安全工作总结")),
        ("先进基层党组织工作汇报", do.WriteDraft("先进基层党组织工作汇报")),
        ("我们园叫向阳幼儿园", do.SetFact("unit", "向阳幼儿园")),
        ("单位：向阳幼儿园", do.SetFact("unit", "向阳幼儿园")),
        ("时间：2025年", do.SetFact("period", "2025年")),
        ("把安全工作删掉", do.RemoveSection("安全工作")),
        ("删除第三部分", do.RemoveSection("第三部分")),
        ("不要最后一部分", do.RemoveSection("最后一部分")),
        ("把第一部分改名为工作概况", do.RenameSection("第一部分", "工作概况")),
        ("把第二部分的标题改成“防汛准备、值守与演练”", do.RenameSection("第二部分", "防汛准备、值守与演练")),
        ("在第二部分后面加家园共育", do.AddSection("家园共育", after="第二部分")),
        ("在第二部分前面加上家园共育部分", do.AddSection("家园共育", before="第二部分")),
        ("增加一个家园共育部分", do.AddSection("家园共育")),
        ("把经验体会移到第二部分", do.MoveSection("经验体会", 2)),
        ("把经验体会移到最后", do.MoveSection("经验体会", 99)),
        ("整体压到2500字", do.SetLength(2500)),
        ("3000字左右", do.SetLength(3000)),
        ("控制在三千字以内", do.SetLength(3000)),
        ("写三千二百字", do.SetLength(3200)),
        ("写一千五字", do.SetLength(1500)),
        ("写五六百字", do.SetLength(550)),
        ("不限字数", do.SetLength(None)),
        ("字数不限", do.SetLength(None)),
        ("第二部分写到一千字", do.SetLength(1000, "第二部分")),
        ("第二部分不限字数", do.SetLength(None, "第二部分")),
        ("看看提纲", do.ShowOutline()),
        ("看看往年都写哪些部分", do.MineOutline()),
        ("往年的总结一般写什么内容", do.MineOutline()),
        ("看看往年的提纲", do.MineOutline()),
        ("就用往年的提纲", do.MineOutline(take=True)),
        ("换成述职报告", do.ChooseGenre("述职报告")),
        ("不用大模型", do.UseModel(False)),
        ("用大模型写", do.UseModel(True)),
        ("事实：北门外排水沟盖板已更换", do.AddFact("北门外排水沟盖板已更换")),
        ("把演练那条事实放到第二部分", do.MoveFact("演练", "第二部分")),
        ("把灭火器那条放到存在的问题里", do.MoveFact("灭火器", "存在的问题")),
        ("删除事实：灭火器", do.RemoveFact("灭火器")),
        ("把灭火器那条事实删掉", do.RemoveFact("灭火器")),
    ],
)
def test_the_desk(message: str, expected: do.Action) -> None:
    assert actions(message) == [expected]


def test_facts_are_kept_as_typed() -> None:
    assert actions("事实：3月演練2次；更换灭火器12具。") == [
        do.AddFact("3月演練2次"),
        do.AddFact("更换灭火器12具"),
    ]


# -- the draft -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("重新起草", do.WriteDraft()),
        ("换一种写法", do.WriteDraft(another=True)),
        ("第二部分再具体一点", do.RewriteSection("第二部分", "longer")),
        ("第三部分短一些", do.RewriteSection("第三部分", "shorter")),
        ("重写存在的问题", do.RewriteSection("存在的问题", "again")),
        ("第二部分换个写法", do.RewriteSection("第二部分", "again")),
        ("写第四部分", do.RewriteSection("第四部分", "again")),
        ("写得正式一点", do.Restyle("正式")),
        ("口语一点", do.Restyle("口语")),
        ("第二部分写得正式一点", do.Restyle("正式", Where("第二部分"))),
        ("第二部分第三句通俗一些", do.Restyle("通俗", Where("第二部分", sentence=3))),
        ("第二部分第三句换个说法", do.RewriteSentence(Where("第二部分", sentence=3))),
        ("存在的问题的最后一句换个说法", do.RewriteSentence(Where("存在的问题", sentence=LAST))),
        ("第二部分第3句短一点", do.RewriteSentence(Where("第二部分", sentence=3), "shorter")),
        ("“定期检查”这句话换个说法", do.RewriteSentence(Where(quote="定期检查"))),
        ("第二处空填320", do.FillBlank("320", 2)),
        ("第3个空白填“向阳路，12号”", do.FillBlank("向阳路，12号", 3)),
        ("把人数填成320", do.FillBlank("320", label="人数")),
        ("人数填320", do.FillBlank("320", label="人数")),
        ("【待补：人数】填320", do.FillBlank("320", label="人数")),
        ("把第一部分第二句删掉", do.DeleteSentence(Where("第一部分", sentence=2))),
        ("删掉第一部分第二句", do.DeleteSentence(Where("第一部分", sentence=2))),
        ("锁定第三部分", do.SetLock(Where("第三部分"), True)),
        ("第二部分第一段不要动", do.SetLock(Where("第二部分", paragraph=1), True)),
        ("把第一部分第二句锁住", do.SetLock(Where("第一部分", sentence=2), True)),
        ("解锁第三部分", do.SetLock(Where("第三部分"), False)),
        ("全部解锁", do.SetLock(Where(), False)),
        ("第一部分的来源", do.ShowSources(Where("第一部分"))),
        ("第二部分第一句出自哪里", do.ShowSources(Where("第二部分", sentence=1))),
        ("“定期检查”这句话出自哪里", do.ShowSources(Where(quote="定期检查"))),
        ("这句话出自哪里", do.ShowSources(Where())),
        ("看看来源", do.ShowSources(Where())),
        ("和上一版比一比", do.CompareVersions()),
        ("改了什么", do.CompareVersions()),
        ("第1版和第3版比一比", do.CompareVersions(1, 3)),
        ("和第二版比较", do.CompareVersions(2)),
        ("回到第二版", do.RestoreVersion(2)),
        ("撤销", do.Undo()),
        ("撤销上一步", do.Undo()),
        ("恢复", do.Redo()),
        ("导出Word", do.Export("docx")),
        ("下载为markdown", do.Export("md")),
        ("检索：防汛值班制度", do.SearchPassages("防汛值班制度")),
        ("帮我找一下关于消防演练的段落", do.SearchPassages("消防演练")),
        ("帮助", do.ShowHelp()),
    ],
)
def test_the_draft(message: str, expected: do.Action) -> None:
    assert actions(message) == [expected]


def test_the_users_sentence_is_taken_whole() -> None:
    where = Where("第一部分", sentence=2)
    typed = "各班配齐灭火器，定期检查。发现问题，立即更换。"
    assert actions(f"第一部分第二句改为：{typed}") == [do.EditSentence(where, typed)]
    assert actions("把第一部分第二句改成“各班配齐灭火器，定期检查”，然后导出Word") == [
        do.EditSentence(where, "各班配齐灭火器，定期检查"),
        do.Export("docx"),
    ]


# -- several at once -----------------------------------------------------------


def test_several_wishes_in_one_message_are_all_done_drafting_last() -> None:
    message = "帮我起草一份2025年幼儿园防汛工作总结，3000字左右。我们园叫向阳幼儿园。全年组织演练4次"
    assert actions(message) == [
        do.SetLength(3000),
        do.SetFact("unit", "向阳幼儿园"),
        do.AddFact("全年组织演练4次"),
        do.WriteDraft("2025年幼儿园防汛工作总结"),
    ]


def test_an_outline_is_edited_before_the_draft_but_after_its_title() -> None:
    assert actions("起草一份2025年防汛工作总结，把经验体会删掉") == [
        do.TakeTitle("2025年防汛工作总结"),
        do.RemoveSection("经验体会"),
        do.WriteDraft(),
    ]


def test_what_is_asked_of_the_new_draft_is_asked_after_it() -> None:
    assert actions("重新起草，然后第二部分短一些，导出Word") == [
        do.WriteDraft(),
        do.RewriteSection("第二部分", "shorter"),
        do.Export("docx"),
    ]


def test_traditional_messages_are_understood() -> None:
    assert actions("把第一部分刪掉") == [do.RemoveSection("第一部分")]


# -- several things, and what the desk says to a reading -------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> View:
    """A desk with a draft and a fact on it."""
    service = quick_service(tmp_path_factory.mktemp("desk") / "home")
    try:
        c = service.start_conversation().id
        talk(service, c, "起草2025年幼儿园防汛工作总结", "事实：购置手电筒40支")
        return view(service.conversation(c), draft_of(service, c))
    finally:
        service.close()


def test_all_of_what_is_listed(desk: View, embeddings: SentenceEmbeddings, tmp_path: Path) -> None:
    known = reader(tmp_path, embeddings)
    second, third = (s.heading for s in [s for s in desk.sections if s.level == 1][1:3])
    assert understand("第二、三部分都删掉", desk, known) == [
        do.RemoveSection(second),
        do.RemoveSection(third),
    ]
    assert understand("水泵和飞艇的话都删了", desk, known) == [do.DeleteText("水泵"), do.DeleteText("飞艇")]


def test_a_fact_where_a_fact_tells_of_it(desk: View, embeddings: SentenceEmbeddings, tmp_path: Path) -> None:
    known = reader(tmp_path, embeddings)
    assert understand("手电筒那条拿掉", desk, known) == [do.RemoveFact("购置手电筒40支")]
    assert understand("水泵那些话都删了", desk, known) == [do.DeleteText("水泵")]
    assert understand("水泵那几句都属实", desk, known) == [do.Confirm(Where(), "水泵")]


def test_what_is_quoted_from_the_draft_states_nothing(desk: View) -> None:
    for line in desk.text.splitlines():
        found = understand(f"{line.rstrip('。')}这句怎么样", desk, by_characters())
        assert not any(isinstance(action, (do.AddFact, do.AddLeader, do.NewDraft)) for action in found), line


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("照去年那份写", [do.LikeReport(), do.ChooseReports()]),
        ("按去年的结构来", [do.LikeReport()]),
        ("还是自动选吧", [do.ChooseReports(how="auto")]),
        ("别用那份", [do.ChooseReports(how="without")]),
    ],
)
def test_reports_to_draw_on(
    message: str, wanted: list[do.Action], desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    assert understand(message, desk, reader(tmp_path, embeddings)) == wanted


def test_several_marks_ask_once() -> None:
    assert clauses_of("????") == ["？"]
    assert clauses_of("还差什么？？改完了吗?!") == ["还差什么？", "改完了吗？"]


def test_a_question_whether_to_change_something_changes_nothing_and_begging_does(
    desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    known = reader(tmp_path, embeddings)
    for message in (
        "经验体会抹掉的话，读的人会不会觉得少点什么",
        "手电筒那句拿掉好还是留着好",
        "第二部分有没有必要写这么长呀",
    ):
        (asked,) = understand(message, desk, known)
        assert isinstance(asked, do.Ask), message
        assert asked.kind == "advice", message
    (asked,) = understand("第二部分删了会不会显得不完整", desk, known)
    assert isinstance(asked, do.Ask)
    second = [s for s in desk.sections if s.level == 1][1].heading
    assert asked.perhaps == (do.RemoveSection(second),)  # told how to do it
    assert understand("能不能把第二部分删掉", desk, known) == [do.RemoveSection("第二部分")]


def test_one_wish_said_twice_is_done_once(desk: View, embeddings: SentenceEmbeddings, tmp_path: Path) -> None:
    assert understand("唉删错了，退回去", desk, reader(tmp_path, embeddings)) == [do.Undo()]


def test_what_is_ordered_of_the_fact_told_before(
    desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    known = reader(tmp_path, embeddings)
    second = [s for s in desk.sections if s.level == 1][1].heading
    assert understand("上月给仓库换了两台抽湿机，加到第二部分里", desk, known) == [
        do.AddFact("上月给仓库换了两台抽湿机", second),
    ]
    added, told = understand("9月办了趣味运动会，来了60多个人，真热闹，单独起一节写写", desk, known)
    assert added == do.AddSection("趣味运动会")
    assert told == do.TellPart("9月办了趣味运动会，来了60多个人", "趣味运动会", only=True)
    assert understand("买的手电筒不是40支是45支", desk, known) == [
        do.ChangeFact("40支", "45支", "购置手电筒40支")
    ]


def test_a_step_is_taken_back_beside_other_wishes_only_by_a_word_for_it() -> None:
    step, cut = do.Undo(), do.DeleteText("护坡")
    assert since_taken_back([cut, step], "护坡也删了，撤销") == [step]
    named, asked = since_taken_back([cut, step], "护坡那句不要，放这里不合适")
    assert named == cut
    assert isinstance(asked, do.NotUnderstood)
    assert asked.perhaps == (step,)
    assert since_taken_back([step], "还是原来的好") == [step]


def test_a_complaint_that_asks_deletes_nothing(
    desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    (asked,) = understand("哪冒出来的这些事，是不是你编的", desk, reader(tmp_path, embeddings))
    assert isinstance(asked, do.Ask)
    assert understand("第三部分删掉，现在多少字了", desk, reader(tmp_path, embeddings))[0] == (
        do.RemoveSection([s for s in desk.sections if s.level == 1][2].heading)
    )


def test_sounds_between_words_are_no_words_and_a_pause_parts_them() -> None:
    assert readable("打呃印80份") == "打印80份"
    assert readable("我们是柳湾镇农技站嗯收了稻子") == "我们是柳湾镇农技站，收了稻子"
    assert readable("病人呃逆3例") == "病人呃逆3例"


def test_another_draft_is_opened_before_its_outline_is_edited(
    desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    known = reader(tmp_path, embeddings)
    found = understand("再写一份2025年森林防火工作总结，手电筒那条放第二部分", desk, known)
    assert [type(action) for action in found] == [do.NewDraft, do.MoveFact]
    assert not any(isinstance(a, do.AddFact) for a in understand("哎打呃印80份", desk, known))


def test_what_only_a_line_as_a_whole_says(desk: View, embeddings: SentenceEmbeddings, tmp_path: Path) -> None:
    known = reader(tmp_path, embeddings)
    (added,) = understand("缺了应急物资这一块吧？给添一节", desk, known)
    assert isinstance(added, do.AddSection)
    assert "应急物资" in added.heading


def test_what_is_ordered_of_all_is_meant_for_the_part_spoken_of(
    desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    known = reader(tmp_path, embeddings)
    third = [s for s in desk.sections if s.level == 1][2].heading
    for message in ("第三部分看着不像样，你另外写一个", "第三部分太绕了，你另写一个"):
        assert understand(message, desk, known) == [do.RewriteSection(third, "again")], message
    removed, *_ = understand("第三部分删掉，重新起草", desk, known)
    assert removed == do.RemoveSection(third)
    # nor is a part taken away that the whole does not surely take away
    assert understand("第三部分不行，重来一遍", desk, known) == [do.RewriteSection(third, "again")]
    (moved,) = understand("第三部分第二句摆错了地方，应该去第一部分", desk, known)
    assert isinstance(moved, do.MoveSentence)


def test_another_paper_that_is_about_nothing_is_asked_about(
    desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    known = reader(tmp_path, embeddings)
    for message in ("写个总结", "起草一份总结", "帮我弄份总结"):
        assert understand(message, desk, known) == [do.AskTopic("工作总结")], message


def test_a_title_spoken_on_without_a_mark_stays_whole(
    desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    known = reader(tmp_path, embeddings)
    titled = understand("标题换成柳湾供销社2026年农资供应工作情况汇报吧", desk, known)
    assert titled == [do.TakeTitle("柳湾供销社2026年农资供应工作情况汇报")]
    new, shorter = understand("再来一份2025年度供销社化肥储备工作总结第二部分写短一点", desk, known)
    assert new == do.NewDraft("2025年度供销社化肥储备工作总结")
    assert isinstance(shorter, do.RewriteSection)


def test_blanks_of_who_types_no_marks_part_clauses(
    desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    known = reader(tmp_path, embeddings)
    (signed,) = understand("落款别光写园 得写青禾区教育局松针幼儿园", desk, known)
    assert signed == do.SetFact("author", "青禾区教育局松针幼儿园")
    # and a sentence is no part of the paper, a question about one numbers nothing, 颠倒 is no tone
    for message in ("把最后那句喊口号的去掉", "那一整句别要了", "别弄颠倒了"):
        found = understand(message, desk, known)
        assert not any(isinstance(one, (do.RemoveSection, do.Restyle)) for one in found), message
    assert not any(
        isinstance(one, do.NumberItems)
        for one in understand("第二部分打头那句谁写的，我可没说过这话", desk, known)
    )


def test_a_slip_in_latin_letters_is_read_as_the_word_that_is_known() -> None:
    spelling = LatinSpelling(["make it short", "export as word", "undo"])
    assert spelling.corrected("mkae part 2 shorte") == "make part 2 short"
    assert spelling.corrected("wrod版，PLC照旧") == "word版，PLC照旧"


@pytest.mark.parametrize("message", ["撤销最后一步", "把最近一次修改撤销", "撤回最后的一步"])
def test_the_last_step_is_undone(message: str) -> None:
    assert actions(message) == [do.Undo()]


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("我们是水文站，不是学校", "水文站"),
        ("我们不是小学，是柳叶洲初级中学", "柳叶洲初级中学"),
        ("我们不是学校", ""),
    ],
)
def test_what_the_unit_is_not_is_not_taken(message: str, value: str) -> None:
    expected = do.SetFact("unit", value) if value else None
    assert MAKE["unit"](Wish(message, view())) == expected


def test_an_order_behind_an_outline_is_no_heading() -> None:
    told = outline_in("只要三部分：水源情况、管网情况、问题和打算，照这个写")
    assert told.splitlines()[-1] == "三、问题和打算"


def test_a_sentence_for_a_part_is_no_fact_and_headings_are_no_wishes(
    desk: View, embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    known = reader(tmp_path, embeddings)
    for message in ("第二部分加一句：全年无事故", "第二部分补充一句：全年无事故"):
        (added,) = understand(message, desk, known)
        assert isinstance(added, do.AddSentence), message
        assert added.text == "全年无事故"
    outline = "一、基本情况\n二、主要做法\n三、存在的问题"
    assert understand(outline, desk, known) == [do.ReplaceOutline(outline)]


# -- edits in words ------------------------------------------------------------


def quoted(words: str, to: str = "") -> Where:
    return Where(quote=words, to=to)


def point(head: str, to: str = "", part: str = "主要做法与成效") -> Where:
    return Where(part, point=head, to=to)


IN_THE_LIBRARY: dict[str, tuple[do.Action, ...]] = {
    "“举办读书会26场，参加1800人次”挪到下一步工作打算里": (
        do.ReplaceText("举办读书会26场，参加1800人次", ""),
        do.AddFact("举办读书会26场，参加1800人次", "下一步工作打算"),
    ),
    "“馆员多到村里走走，选书才对路”应该接在“把服务送到家门口，读者才愿意来”后面": (
        do.MoveSentence(quoted("馆员多到村里走走，选书才对路"), "经验体会", 2),
    ),
    "“阵地建设”“队伍建设”这两个词去掉": (do.ReplaceText("阵地建设", ""), do.ReplaceText("队伍建设", "")),
    "“古籍修复人手少，只有1名专职人员”和“新建24小时书房2处”移到经验体会": (
        do.MoveSentence(quoted("古籍修复人手少，只有1名专职人员"), "经验体会"),
        do.MoveSentence(quoted("新建24小时书房2处"), "经验体会"),
    ),
    "“推进全民阅读工作”写成“推进全民阅读和古籍保护工作”": (
        do.ReplaceText("推进全民阅读工作", "推进全民阅读和古籍保护工作"),
    ),
    "从“新建乡镇分馆3个”到“举办读书会26场”几句删掉": (
        do.DeleteSentence(quoted("新建乡镇分馆3个", "举办读书会26场")),
    ),
    "“培训馆员40人次”归到基本情况": (do.MoveSentence(quoted("培训馆员40人次"), "基本情况"),),
    "把“有两台借还机经常卡顿”这几个字放到存在的问题，前面读书会的留着": (
        do.ReplaceText("有两台借还机经常卡顿", ""),
        do.AddFact("有两台借还机经常卡顿", "存在的问题"),
    ),
    "经验体会第二条只留“馆员多到村里走走”，后面的都删": (
        do.EditSentence(quoted("馆员多到村里走走"), "馆员多到村里走走。"),
    ),
    "举办读书会那句里“有两台借还机经常卡顿”半句去掉": (do.ReplaceText("有两台借还机经常卡顿", ""),),
    "（三）队伍建设只剩一句，跟前面重复，删掉整段": (do.DeleteSentence(point("队伍建设")),),
    "阵地建设、队伍建设这两块去掉": (
        do.DeleteSentence(point("阵地建设")),
        do.DeleteSentence(point("队伍建设")),
    ),
    "只把“阵地建设、阅读推广”这两块去掉，其他不动": (
        do.DeleteSentence(point("阵地建设")),
        do.DeleteSentence(point("阅读推广")),
    ),
    "（一）（三）这两块没内容不要了": (
        do.DeleteSentence(point("阵地建设")),
        do.DeleteSentence(point("队伍建设")),
    ),
    "第二部分从（一）阵地建设到（二）阅读推广全部删掉": (do.DeleteSentence(point("阵地建设", "阅读推广")),),
    "把“队伍建设”那个小标题连下面的内容都删掉": (do.DeleteSentence(point("队伍建设")),),
    "下一步工作打算每条前面加“一是”“二是”": (do.NumberItems("下一步工作打算"),),
    "第三部分两条前面加上一是二是": (do.NumberItems("经验体会"),),
    "下一步工作打算两条加上序号": (do.NumberItems("下一步工作打算"),),
    "经验体会每句前头标上（一）（二）": (do.NumberItems("经验体会", bracketed=True),),
    "馆长是2021年1月上任的不是3月": (do.ChangeFact("2021年3月", "2021年1月", "我是2021年3月上任的馆长"),),
    "借还机是2024年5月装的，不是8月": (do.ChangeFact("2024年8月", "2024年5月", "借还机是2024年8月装的"),),
    "不是3月，是11月当选的": (do.ChangeFact("3月", "11月", "我是2021年3月上任的馆长"),),
}
IN_THE_HARBOUR: dict[str, tuple[do.Action, ...]] = {
    "“码头拥堵，休渔结束当天排队超过3小时”放到“夜间照明差”前面": (
        do.MoveSentence(quoted("码头拥堵，休渔结束当天排队超过3小时"), "存在不足", 2),
    ),
    "“更换东堤灯具”和“增设浮码头1座”这两句合成一句": (do.JoinSentences(quoted("更换东堤灯具")),),
    "把“转移船员1300人”挪到基本情况里去": (
        do.ReplaceText("转移船员1300人", ""),
        do.AddFact("转移船员1300人", "基本情况"),
    ),
    "“防台值守”改为“防台和值守”": (do.ReplaceText("防台值守", "防台和值守"),),
    "（三）没内容，删了": (do.DeleteSentence(point("渔获卸港", part="主要工作")),),
    "渔获卸港那个空标题不要了": (do.DeleteSentence(point("渔获卸港", part="主要工作")),),
    "船舶检验那个小标题去掉": (do.DeleteSentence(quoted("（一）船舶检验")),),
    "存在不足第二条只保留“码头拥堵”，其余的删掉": (do.EditSentence(quoted("码头拥堵"), "码头拥堵。"),),
    "从“夜间照明差”到“排队超过3小时”都删掉": (do.DeleteSentence(quoted("夜间照明差", "排队超过3小时")),),
    "“夜间照明差”那句删了，“码头拥堵”那句移到明年打算": (
        do.DeleteSentence(quoted("夜间照明差")),
        do.MoveSentence(quoted("码头拥堵"), "明年打算"),
    ),
    "“夜间照明差”后面加上“，摄像头也看不清”": (do.ReplaceText("夜间照明差", "夜间照明差，摄像头也看不清"),),
    "把“码头拥堵”这句移到明年打算，前面加一句“卸港要错开”": (
        do.MoveSentence(quoted("码头拥堵"), "明年打算"),
        do.AddSentence("卸港要错开", "明年打算", 3),
    ),
    "给明年打算每条编上（一）（二）": (do.NumberItems("明年打算", bracketed=True),),
    "东堤灯具2022年6月装的，不是9月": (do.ChangeFact("2022年9月", "2022年6月", "东堤灯具是2022年9月装的"),),
    "检验写错了，是278艘不是287艘": (do.ChangeFact("287艘", "278艘", "完成检验287艘，发现缺陷61处"),),
}


@cache
def at_the_library() -> View:
    return handmade(LIBRARY, "我是2021年3月上任的馆长", "借还机是2024年8月装的")


@cache
def at_the_harbour() -> View:
    return handmade(HARBOUR, "东堤灯具是2022年9月装的")


@pytest.mark.parametrize("said", IN_THE_LIBRARY)
def test_what_is_done_to_words_of_the_draft(said: str) -> None:
    told = told_by_form(said, at_the_library())
    assert told is not None
    assert told.actions == IN_THE_LIBRARY[said]
    assert not told.rest


@pytest.mark.parametrize("said", IN_THE_HARBOUR)
def test_the_same_in_another_trade(said: str) -> None:
    told = told_by_form(said, at_the_harbour())
    assert told is not None
    assert told.actions == IN_THE_HARBOUR[said]
    assert not told.rest


@pytest.mark.parametrize("said", ["“阅读推广”和“队伍建设”", "“书房”“馆员”写清楚点", "“分馆”“书房”"])
def test_two_quotations_alone_are_no_old_and_new(said: str) -> None:
    found = understand(said, at_the_library(), by_characters())
    assert not any(isinstance(one, do.ReplaceText) for one in found)


TOLD: dict[str, list[do.Action]] = {
    "第三部分加一句：选书先问读者，采购前发征求单300份，读者点的占六成。第二部分里的“改造自习室2间”去掉": [
        do.AddSentence("选书先问读者，采购前发征求单300份，读者点的占六成。", "经验体会"),
        do.ReplaceText("改造自习室2间", ""),
    ],
    "把存在的问题最后一句改成：修复只有1名专职人员，年均不到20册，跟不上。主要做法里那个“乡镇分馆”改成“镇村分馆”": [
        do.EditSentence(Where("存在的问题", 0, LAST), "修复只有1名专职人员，年均不到20册，跟不上。"),
        do.ReplaceText("乡镇分馆", "镇村分馆"),
    ],
    "“培训馆员40人次”那句改成：分两批培训馆员40人次，外请专家3名，合格率95%以上。": [
        do.EditSentence(quoted("培训馆员40人次"), "分两批培训馆员40人次，外请专家3名，合格率95%以上。")
    ],
    "把“新建乡镇分馆3个，改造自习室2间”那句重写成：新建分馆3个，覆盖率80%；改造自习室2间，新增座位64个。": [
        do.EditSentence(
            quoted("新建乡镇分馆3个，改造自习室2间"),
            "新建分馆3个，覆盖率80%；改造自习室2间，新增座位64个。",
        )
    ],
    "基本情况最后加一句：志愿者56人，轮流值班，评上“最美读书人”2名，服务2100小时。": [
        do.AddSentence("志愿者56人，轮流值班，评上“最美读书人”2名，服务2100小时。", "基本情况")
    ],
    "下一步工作打算再加一条：秋季前改造儿童区，增设母婴室1间。带待补的句子都删掉": [
        do.AddSentence("秋季前改造儿童区，增设母婴室1间。", "下一步工作打算"),
        do.DeleteBlanks(),
    ],
    "体会：一是跟着读者走，延时到晚上9点；二是常更新。问题：一是有2台借还机老化，故障多；二是馆员只有3人。": [
        do.TellPart("一是跟着读者走，延时到晚上9点；二是常更新。", "经验体会"),
        do.TellPart("一是有2台借还机老化，故障多；二是馆员只有3人。", "存在的问题"),
    ],
    "存在的问题：（1）库房潮，36个书柜返潮；（2）夜班只有2人。下一步工作打算：一是装除湿机8台，二是增设夜班岗1个。": [
        do.TellPart("（1）库房潮，36个书柜返潮；（2）夜班只有2人。", "存在的问题"),
        do.TellPart("一是装除湿机8台，二是增设夜班岗1个。", "下一步工作打算"),
    ],
    "做法：每月下乡送书2次，全年送书6400册。体会：书送到手上才有人看。": [
        do.AddFact("每月下乡送书2次，全年送书6400册", "主要做法与成效"),
        do.AddFact("书送到手上才有人看", "经验体会"),
    ],
    "经验体会写：读者的建议当天就回，全年回复317条。存在的问题写：3个社区借书要走两公里。": [
        do.TellPart("读者的建议当天就回，全年回复317条。", "经验体会"),
        do.TellPart("3个社区借书要走两公里。", "存在的问题"),
    ],
}


@pytest.mark.parametrize("said", TOLD)
def test_a_text_that_is_told_runs_to_the_next_order(said: str) -> None:
    assert understand(said, at_the_library(), by_characters()) == TOLD[said]


WINERY = """
基本情况
- 全厂职工73人，陶坛1200口。

主要做法
（一）任务分工。 - 榨季压榨高粱620吨。 - 出厂抽检96批，合格95批。
（二）日常落实。 到目前，【待补：日常落实完成的数量】。

存在的问题
- 发酵房夏天降温慢。

下一步打算
- 新挖窖池16口。
"""


def at_the_winery(*points: str) -> View:
    """A desk whose work is divided into sections of these headings."""
    desk = handmade(WINERY)
    if not points:
        return desk
    outline = desk.conversation.outline
    assert outline is not None
    basics, work, *rest = outline.sections
    below = [OutlineSection(heading, 2, role=work.role) for heading in points]
    outline = replace(outline, sections=(basics, work, *below, *rest))
    return replace(desk, conversation=replace(desk.conversation, outline=outline))


BREWING = do.SetPoints("主要做法", ("选粮制曲", "窖池管护", "勾调检验"))
DIVIDED: dict[str, list[do.Action]] = {
    "主要做法改成三块：选粮制曲、窖池管护、勾调检验": [BREWING],
    "“主要做法”下面列三个小标题：（一）选粮制曲（二）窖池管护（三）勾调检验": [BREWING],
    "主要做法分成三个方面写：选粮制曲、窖池管护、勾调检验。": [BREWING],
    "第二部分拆成三块来写：选粮制曲；窖池管护；勾调检验": [BREWING],
    "把主要做法下面的小标题换成选粮制曲、窖池管护、勾调检验": [BREWING],
    "主要做法改成选粮制曲、窖池管护、勾调检验三块": [BREWING],
    "中间那部分换成这几个小标题：选粮制曲、窖池管护、勾调检验": [BREWING],
    "把主要做法里的任务分工、日常落实这些，换成选粮制曲、窖池管护、勾调检验": [BREWING],
    "主要做法下面写这些小标题：\n1.选粮制曲\n2.窖池管护\n3.勾调检验": [BREWING],
    "问题那块写的是别的厂，全删了，我重新说：一是发酵房夏天降温慢，出酒少；二是老师傅都快退休了，没人接": [
        do.TellPart("一是发酵房夏天降温慢，出酒少；二是老师傅都快退休了，没人接", "存在的问题", only=True)
    ],
    "主要做法分成：选粮制曲、窖池管护、勾调检验这三个小标题": [BREWING],
    "选粮制曲、窖池管护、勾调检验，主要做法就分这三个小标题，原来的小标题都不要": [BREWING],
    "主要做法别叫任务分工，按选粮制曲、窖池管护、勾调检验这三块写，加小标题": [BREWING],
    "存在的问题：老师傅快退休了。库房填土3车。": [
        do.AddFact("老师傅快退休", "存在的问题"),
        do.AddFact("库房填土3车", "存在的问题"),
    ],
    "主要做法里任务分工、日常落实都不是我们干的，换成选粮制曲、窖池管护、勾调检验": [BREWING],
    "存在的问题写两条：一、老师傅快退休了。二、发酵房降温慢。其他的不要。": [
        do.TellPart("一是老师傅快退休了；二是发酵房降温慢", "存在的问题", only=True)
    ],
    "存在的问题放到主要做法前面去": [do.MoveSection("存在的问题", 2)],
    "题目不对，应该是青石酒厂关于窖池检查情况的整改报告": [
        do.TakeTitle("青石酒厂关于窖池检查情况的整改报告")
    ],
    "题目还是不行，就叫“青石酒厂整改情况报告”": [do.TakeTitle("青石酒厂整改情况报告")],
    "署名给我改成青石酒厂有限责任公司": [do.SetFact("author", "青石酒厂有限责任公司")],
    "落款不是正文，放到最后：青石酒厂有限责任公司 2026年1月9日": [
        do.SetFact("author", "青石酒厂有限责任公司"),
        do.SetFact("date", "2026年1月9日"),
    ],
    "提纲改成三块：酿造情况、市场情况、明年打算": [
        do.ReplaceOutline("一、酿造情况\n二、市场情况\n三、明年打算")
    ],
    "提纲按这个：一、基本情况；二、主要工作：（一）选粮制曲（二）窖池管护；三、存在的问题": [
        do.ReplaceOutline("一、基本情况\n二、主要工作\n（一）选粮制曲\n（二）窖池管护\n三、存在的问题")
    ],
}


@pytest.mark.parametrize("said", DIVIDED)
def test_headings_told_of_one_part_are_its_small_headings(said: str) -> None:
    assert understand(said, at_the_winery(), by_characters()) == DIVIDED[said]


def test_numbers_say_under_which_small_heading_facts_go() -> None:
    desk = at_the_winery("选粮制曲", "窖池管护", "勾调检验")
    said = "把压榨高粱的数量放到（一），陶坛的放（二），抽检放到（三）"
    assert understand(said, desk, by_characters()) == [
        do.MoveFact("榨季压榨高粱620吨", "选粮制曲"),
        do.MoveFact("全厂职工73人，陶坛1200口", "窖池管护"),
        do.MoveFact("出厂抽检96批，合格95批", "勾调检验"),
    ]
    assert not outline_in(said)


def test_what_another_paper_shall_tell_is_for_no_part_of_this_one() -> None:
    said = "再写一份2026年图书馆工作计划。问题：书库漏雨2处。打算：修屋顶1处。"
    found = understand(said, at_the_library(), by_characters())
    assert not any(isinstance(one, do.TellPart) or getattr(one, "section", "") for one in found)


@pytest.mark.parametrize("said", ["馆员19人和藏书放一起", "跟读书会26场接在一起", "1800人次放到基本情况里"])
def test_what_shall_stand_elsewhere_is_no_fact(said: str) -> None:
    found = understand(said, at_the_library(), by_characters())
    assert not any(isinstance(one, do.AddFact) for one in found)


# -- what becomes of the draft -------------------------------------------------


def library_texts(draft: Draft, heading: str) -> list[str]:
    return [s.text for section in draft.sections if section.heading == heading for s in section.sentences]


def test_a_point_is_all_that_stands_under_its_head_and_a_run_goes_to_its_last_sentence() -> None:
    draft = at_the_library().draft
    assert draft is not None
    spots = {
        point("队伍建设"): ["（三）队伍建设。", "馆员全年参加上级培训。"],
        quoted("改造自习室", "读书会26场"): [
            "新建乡镇分馆3个，改造自习室2间。",
            "主要做法是【待补：阵地建设做了哪几件事】。",
            "（二）阅读推广。",
            "举办读书会26场，参加1800人次，有两台借还机经常卡顿。",
        ],
    }
    for where, texts in spots.items():
        assert [sentence_at(draft, spot).text for spot in find_spots(draft, where)] == texts
    both = find_spots(draft, point("阵地建设", "阅读推广"))
    assert len(both) == 6
    assert find_spots(draft, quoted("读书会26场", "改造自习室")) == both[1:5]  # told from its end


def test_a_moved_sentence_takes_its_fact_along() -> None:
    draft = at_the_library().draft
    assert draft is not None
    spot = find_spots(draft, quoted("培训馆员40人次"))[0]
    after = move_sentences(draft, [spot], 0, LAST)
    assert library_texts(after, "基本情况")[-1] == "培训馆员40人次。"
    told = {fact.text: fact.section for fact in after.request.facts.facts}
    assert told["培训馆员40人次"] == "基本情况"
    assert not told["新建24小时书房2处"]


def test_numbers_are_counted_through_what_a_part_tells_and_not_what_announces_it() -> None:
    draft = at_the_library().draft
    assert draft is not None
    assert library_texts(with_numbered_items(draft, 4, False), "下一步工作打算") == [
        "一是新建24小时书房2处。",
        "二是培训馆员40人次。",
    ]
    assert library_texts(with_numbered_items(draft, 3, True), "存在的问题") == [
        "在肯定成绩的同时，还存在一些不足。",
        "（一）古籍修复人手少，只有1名专职人员。",
    ]


@pytest.mark.parametrize(
    "said", ["“" + "水" * 180 + "”改成：" + "甲" * 40, "“" * 300, "“甲”和" * 60 + "删掉"]
)
def test_what_is_quoted_takes_no_time(said: str) -> None:
    began = time.process_time()
    understand(said, at_the_library(), by_characters())
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("before", "after"),
    [("我是2021年3月选上的", "我是2021年书是2021年1月选上选上的"), ("装灯9盏", "装灯装灯9盏")],
)
def test_a_change_that_stammers_does_not_read_on(before: str, after: str) -> None:
    assert not reads_on(before, after)


# Fresh messages of invented units, at the desks of a library and a harbour.
OUT = {
    "把没核实的别的馆的做法都去掉": [do.DeleteUnconfirmed()],
    "人家单位的内容全删了，只保留我报的": [do.DeleteUnconfirmed()],
    "除了我说的以外，其他的内容一律删掉": [do.DeleteUnconfirmed()],
    "主要做法里不属于我们馆的内容都不要了": [do.DeleteUnconfirmed("主要做法与成效")],
    "存在的问题里古籍、停车、志愿者那几条都不是我们馆的，删掉": [
        do.DeleteText(thing, "存在的问题", most=3, points=True, is_listed=True)
        for thing in ("古籍", "停车", "志愿者")
    ],
    "第一部分开头那句删掉": [do.DeleteSentence(Where(quote="2025年，本馆按照上级部署推进全民阅读工作"))],
    "删掉“改造自习室2间”“参加1800人次”这两句": [
        do.DeleteSentence(Where(quote="改造自习室2间")),
        do.DeleteSentence(Where(quote="参加1800人次")),
    ],
    "“有两台借还机…卡顿”这句删掉": [do.DeleteSentence(Where(quote="有两台借还机经常卡顿"))],
    "古籍修复人手少那句挪到基本情况，接在藏书21万册后面": [
        do.MoveSentence(Where(quote="古籍修复人手少"), "基本情况", 3)
    ],
}
ASKED = {
    "基本情况第二句那个“按照”什么的，改成“全馆共19人”": do.EditSentence(Where(quote="按照"), "全馆共19人"),
    "库房漏雨和屋顶老化是一回事，是说屋顶该修了，应该放到存在的问题里": do.AddFact(
        "屋顶该修了", "存在的问题"
    ),
}


@pytest.mark.parametrize("message", OUT)
def test_what_shall_go_and_stay_is_told_by_whose_it_is_and_where(message: str) -> None:
    assert understand(message, handmade(LIBRARY), by_characters()) == OUT[message]


NAMED = {
    "明年打算写两条：加装视频监控6路；增设浮码头2座。": [
        do.TellPart("一是加装视频监控6路；二是增设浮码头2座", "明年打算", only=True)
    ],
    "存在不足：只要这两条，其余全删。一、3号泊位水浅。二、东堤有灯不亮。": [
        do.TellPart("一、3号泊位水浅。二、东堤有灯不亮。", "存在不足", only=True)
    ],
    "明年打算写：更换灯具9盏。最后署名海湾渔港站，2025年12月30日": [
        do.TellPart("更换灯具9盏", "明年打算"),
        do.SetFact("author", "海湾渔港站"),
        do.SetFact("date", "2025年12月30日"),
    ],
    "删掉（一）到（二）": [do.DeleteSentence(Where("主要工作", to="防台值守", point="船舶检验"))],
    "夜间照明那句挪到码头拥堵那句后面": [do.MoveSentence(Where(quote="夜间照明"), "存在不足", 3)],
    "把泊位46个从基本情况移到存在不足": [do.MoveSentence(Where(quote="泊位46个"), "存在不足")],
    "更换东堤灯具，删掉这句": [do.DeleteSentence(Where(quote="更换东堤灯具"))],
    "“增设浮码头1座”是跟你说的，不是让你写的": [do.DeleteSentence(Where(quote="增设浮码头1座"))],
    "第一部分“全站在编8人，管辖泊位46个，登记渔船312艘。”读着不顺，改为：全站在编9人。": [
        do.EditSentence(Where(quote="全站在编8人，管辖泊位46个，登记渔船312艘。"), "全站在编9人。")
    ],
    "标题太短，改成“海湾渔港站2025年工作总结”": [do.TakeTitle("海湾渔港站2025年工作总结")],
}


@pytest.mark.parametrize("message", NAMED)
def test_an_order_acts_on_what_it_names(message: str) -> None:
    assert understand(message, at_the_harbour(), by_characters()) == NAMED[message]


@pytest.mark.parametrize("message", ASKED)
def test_what_points_two_ways_or_explains_is_asked_about(message: str) -> None:
    (one,) = understand(message, handmade(LIBRARY), by_characters())
    assert isinstance(one, do.NotUnderstood)
    assert one.perhaps == (ASKED[message],)


@pytest.mark.parametrize(
    "message",
    [
        "用《柳湾站2024年工作总结》的结构",
        "结构就照《柳湾站2024年工作总结》来",
        "照《柳湾站2024年工作总结》写",
    ],
)
def test_a_report_named_by_its_title_lends_its_outline(message: str) -> None:
    assert understand(message, handmade(LIBRARY), by_characters()) == [do.LikeReport("柳湾站2024年工作总结")]


@pytest.mark.parametrize("message", ["题目怎么成“汛期”了", "标题为什么变成“汛期”了"])
def test_a_complaint_about_the_title_names_no_title(message: str) -> None:
    read = understand(message, handmade(LIBRARY), by_characters())
    assert not [action for action in read if isinstance(action, do.TakeTitle)]


def test_sentences_counted_one_after_the_other_are_those_of_the_draft_as_it_stands() -> None:
    read = understand("第三部分第一句删掉，第二句也删掉", handmade(LIBRARY), by_characters())
    assert [do.Undo() if not isinstance(a, do.DeleteSentence) else a.where for a in read] == [
        Where(quote="馆员多到村里走走，选书才对路，架上的新书才有人翻"),
        Where(quote="把服务送到家门口，读者才愿意来"),
    ]


def test_what_is_ordered_behind_a_correction_is_done_too() -> None:
    read = understand("读书会是28场不是26场，字数压到1500", handmade(LIBRARY), by_characters())
    assert isinstance(read[0], do.ChangeFact)
    assert read[1:] == [do.SetLength(1500)]


def test_what_only_tells_how_many_wishes_follow_is_none() -> None:
    read = understand(
        "看过了，两处要改：存在的问题改叫困难；字数压到1500", handmade(LIBRARY), by_characters()
    )
    assert read == [do.RenameSection("存在的问题", "困难"), do.SetLength(1500)]


def test_what_is_said_of_a_thing_that_shall_go_is_no_fact() -> None:
    read = understand("别写借还机了，我们借还机今年才换的", handmade(LIBRARY), by_characters())
    assert not [action for action in read if isinstance(action, do.AddFact)]
