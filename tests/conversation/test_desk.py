"""What is said to draftbot and what becomes of the draft, without the embedding model: real
SQLite, outlines and extractive writer over the sample reports."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from draftbot.checks.standing import open_points, points_to_confirm
from draftbot.chinese.blanks import BLANK
from draftbot.chinese.enumerators import without_enumerator
from draftbot.conversation import actions as do
from draftbot.conversation.answering import HANDLERS, UNEXPECTED
from draftbot.conversation.desk.unit_introduced import standing
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import (
    DeskChanged,
    Draft,
    DraftFinished,
    DraftRequest,
    Outline,
    OutlineSection,
    Said,
    SectionStarted,
    Sentence,
    Suggested,
)
from draftbot.drafts.addresses import Where
from draftbot.drafts.so_many_items import items_of
from draftbot.errors import (
    BadInput,
    BadOutline,
    DraftbotError,
    DraftChanged,
    NoSuchPlace,
    NoSuchVersion,
    NothingToUndo,
)
from draftbot.service import Draftbot
from making.desks import ask, draft_of, headings, quick_service, said, talk, texts
from making.finders import tagger
from making.trades import shipped_trades
from telling import zh

REQUEST = "帮我起草一份2025年幼儿园安全工作总结，2500字，我们园叫向阳幼儿园"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with a conversation that has a draft of five sections."""
    home = tmp_path_factory.mktemp("drafted") / "home"
    service = quick_service(home)
    conversation = service.start_conversation().id
    talk(service, conversation, REQUEST)
    draft = draft_of(service, conversation)
    service.close()
    assert len(draft.sections) == 5
    assert len(draft.blanks) >= 3
    return home, conversation


@pytest.fixture
def service(drafted: tuple[Path, str], tmp_path: Path) -> Iterator[Draftbot]:
    home = Path(shutil.copytree(drafted[0], tmp_path / "home"))
    built = quick_service(home)
    yield built
    built.close()


@pytest.fixture
def c(drafted: tuple[Path, str]) -> str:
    return drafted[1]


def test_every_action_is_carried_out_by_somebody() -> None:
    assert set(HANDLERS) == set(get_args(do.Action))


# -- what cannot be done -------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("第七部分再具体一点", "没有“第七部分”这一部分，现有5部分"),
        ("锁定第九部分", "现有5部分"),
        ("把量子通信删掉", "没有写到“量子通信”"),
        ("第二部分第九十句换个说法", "“主要做法与成效”第90句，这一部分现有"),
        ("把第一部分第九十句删掉", "第90句"),
        ("锁定第二部分第九十段", "第90段，这一部分现有"),
        ("第九十处空填320", "没有第90处空白，全文现有"),
        ("把体重填成320", "没有叫“体重”的空白"),
        ("这句话换个说法", "没有说是哪一句"),
        ("第三句换个说法", "没有说是哪一部分"),
        ("“量子通信”这句话出自哪里", "找不到这几个字"),
        ("回到第九版", "没有第9版，现有1版"),
        ("第1版和第9版比一比", "没有第9版"),
        ("和上一版比一比", "只有一版"),
        ("全文20字", "篇幅 20 字超出范围"),
        ("全文50000字", "篇幅 50000 字超出范围"),
        ("第二部分写到50000字", "应在20到20000之间"),
        ("在第二部分后面加基本情况", "重复"),
        ("写得正式一点", "大模型"),
        ("恢复", "没有可以恢复的操作"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    service: Draftbot, c: str, message: str, words: str
) -> None:
    desk, draft = service.conversation(c), draft_of(service, c)
    answer = ask(service, c, message)
    assert words in answer
    after = service.conversation(c)
    assert replace(after, turns=()) == replace(desk, turns=())
    assert draft_of(service, c) == draft
    assert len(service.versions(draft.id)) == 1


def test_there_is_nothing_to_undo_on_an_empty_desk(service: Draftbot) -> None:
    c = service.start_conversation().id
    assert "没有可以撤销的操作" in ask(service, c, "撤销")
    assert "还没有草稿" in ask(service, c, "第二处空填320")
    assert "还没有提纲" in ask(service, c, "把第一部分删掉")
    with pytest.raises(NothingToUndo):
        service.undo(c)


def test_an_empty_and_an_endless_outline_are_refused(service: Draftbot, c: str) -> None:
    draft = draft_of(service, c)
    for count, words in ((0, "没有标题"), (41, "最多40个")):
        outline = Outline("工作总结", tuple(OutlineSection(f"第{i}项工作") for i in range(count)))
        service.arrange_desk(c, outline=outline)
        assert words in said(service.redraft(c))
        assert draft_of(service, c) == draft
        with pytest.raises(BadOutline):
            service.draft(DraftRequest("工作总结", outline))
    forty = Outline("工作总结", tuple(OutlineSection(f"第{i}项工作") for i in range(40)))
    service.arrange_desk(c, outline=forty)
    assert "至少" in (answer := said(service.redraft(c))) or "写好了" in answer


def test_the_last_section_is_not_taken_away(service: Draftbot, c: str) -> None:
    for _ in range(4):
        ask(service, c, "删除第一部分")
    assert "没有标题" in ask(service, c, "删除第一部分")
    assert len(headings(service, c)) == 1


def test_what_rests_on_a_failure_is_not_done(service: Draftbot, c: str) -> None:
    answer = ask(service, c, "把第八部分删掉，整体压到2000字，然后重新起草")
    assert "没有“第八部分”" in answer
    assert "后面的2项没有做" in answer
    assert service.conversation(c).length == 2500
    desk = service.conversation(c)
    heading = draft_of(service, c).sections[0].heading
    answer = ask(service, c, "第二部分第九十句删掉，落款写向阳幼儿园，2025年12月26日")
    assert "第90句" in answer
    assert "没有做" not in answer
    assert service.conversation(c).facts.author == "向阳幼儿园"
    assert draft_of(service, c).sections[0].heading == heading
    assert service.conversation(c).outline == desk.outline


def test_a_fault_of_ours_ends_in_words_and_leaves_the_draft(
    service: Draftbot, c: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = draft_of(service, c)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("draftbot.writing.drafter.check_draft", broken)
    for message in ("重新起草", "第二部分短一些", "第一处空填320", "锁定第一部分"):
        answer = ask(service, c, message)
        assert answer == zh(UNEXPECTED)
        assert draft_of(service, c) == before
    assert said(service.redraft(c)) == zh(UNEXPECTED)
    assert "ZeroDivisionError" in caplog.text
    assert [zh(t.text) for t in service.conversation(c).turns if t.speaker == "user"][-1] == "锁定第一部分"


def test_a_message_is_stored_though_nobody_waits_for_the_answer(service: Draftbot, c: str) -> None:
    answer = service.say(c, "重新起草")
    next(answer)
    answer.close()  # type: ignore[attr-defined]
    turns = service.conversation(c).turns
    assert "重新起草" in [zh(turn.text) for turn in turns]
    assert len(draft_of(service, c).sections) == 5


def test_a_change_made_meanwhile_is_kept_and_what_was_asked_is_done_on_it(service: Draftbot, c: str) -> None:
    draft = draft_of(service, c)
    events = service.say(c, "重写第二部分")
    next(e for e in events if not isinstance(e, Said))
    service.fill_blank(draft.id, 1, "320")
    assert "已重写“主要做法与成效”" in said(events)
    assert any("320" in s.text for s in draft_of(service, c).sections[0].sentences)
    for event in service.say(c, "重写第二部分"):
        if isinstance(event, SectionStarted):  # at the second time, too
            blanks = len(service.fill_blank(draft.id, 1, "320").blanks)
    assert "被别处改动" in zh(service.conversation(c).turns[-1].text)
    assert len(draft_of(service, c).blanks) == blanks
    assert issubclass(DraftChanged, DraftbotError)


# -- the desk ------------------------------------------------------------------


def test_several_clauses_are_carried_out_in_order(service: Draftbot, c: str) -> None:
    talk(service, c, "把经验体会删掉，整体压到2000字，然后重新起草")
    assert "经验体会" not in headings(service, c)
    draft = draft_of(service, c)
    assert draft.request.length == 2000
    assert [s.heading for s in draft.sections] == headings(service, c)


def test_the_length_can_be_set_free_again(service: Draftbot, c: str) -> None:
    assert service.conversation(c).length == 2500
    assert "不限字数" in ask(service, c, "不限字数")
    assert service.conversation(c).length is None
    service.arrange_desk(c, length=1800)
    service.arrange_desk(c, title="2025年幼儿园安全工作总结")
    assert service.conversation(c).length == 1800
    service.arrange_desk(c, length=None)
    assert service.conversation(c).length is None


def test_the_outline_is_edited_in_words(service: Draftbot, c: str) -> None:
    first = headings(service, c)
    ask(service, c, "在第二部分前面加上家园共育部分")
    assert headings(service, c)[1] == "家园共育"
    ask(service, c, "把家园共育移到最后")
    assert headings(service, c)[-1] == "家园共育"
    ask(service, c, "把下步打算改名为明年安排")
    assert headings(service, c) == [*first[:4], "明年安排", "家园共育"]
    assert draft_of(service, c).sections[4].heading == "明年安排"
    answer = ask(service, c, "写家园共育部分")
    assert "“家园共育”" in answer
    assert [s.heading for s in draft_of(service, c).sections] == headings(service, c)


def test_a_fact_given_later_is_worked_in_at_once_and_goes_with_what_told_it(
    service: Draftbot, c: str
) -> None:
    before = draft_of(service, c)
    answer = ask(service, c, "事实：更换灭火器12具")
    after = draft_of(service, c)
    (told,) = [s for section in after.sections for s in section.sentences if "更换灭火器12具" in s.text]
    assert told.origin == "fact"
    heading = next(section.heading for section in after.sections if told in section.sentences)
    assert f"“{heading}”现在写着：" in answer
    changed = [a.heading for a, b in zip(after.sections, before.sections, strict=True) if a != b]
    assert changed == [heading]
    assert not [w for w in after.warnings if w.code in ("unvouched_fact", "missing_fact")]
    ask(service, c, "删除事实：灭火器")
    assert not [s for one in draft_of(service, c).sections for s in one.sentences if "灭火器12具" in s.text]
    assert [s.text for s in draft_of(service, c).sections] == [s.text for s in before.sections]
    talk(service, c, "事实：更换灭火器12具", "事实清单清空")
    assert [s.text for s in draft_of(service, c).sections] == [s.text for s in before.sections]
    talk(service, c, "事实：更换灭火器12具", "撤销")
    assert [s.text for s in draft_of(service, c).sections] == [s.text for s in before.sections]
    assert service.conversation(c).facts.facts == ()


def test_a_fact_of_nothing_but_marks_changes_nothing(service: Draftbot, c: str) -> None:
    before = draft_of(service, c)
    ask(service, c, "事实：。")
    assert [s.text for s in draft_of(service, c).sections] == [s.text for s in before.sections]


def test_a_fact_is_put_where_the_user_wants_it(service: Draftbot, c: str) -> None:
    talk(service, c, "事实：3月开展消防演练2次；更换灭火器12具")
    ask(service, c, "把灭火器那条事实放到存在的问题", "重新起草")
    draft = draft_of(service, c)
    assert any("更换灭火器12具" in text for text in texts(draft, 3))
    ask(service, c, "事实：更换灭火器箱3个")
    assert "有2条事实含“灭火器”" in ask(service, c, "把灭火器那条事实放到第一部分")
    assert "没有含“体检”的事实" in ask(service, c, "把体检那条事实放到第一部分")


# -- blanks and sentences ------------------------------------------------------


def test_a_blank_is_filled_by_number_and_marked_as_the_users(service: Draftbot, c: str) -> None:
    draft = draft_of(service, c)
    second = draft.blanks[1]
    answer = ask(service, c, "第二处空填三百二十")
    after = draft_of(service, c)
    assert len(after.blanks) == len(draft.blanks) - 1
    sentence = after.sections[second.section].sentences[second.sentence]
    (fill,) = sentence.fills
    assert (fill.label, fill.text) == (second.label, "三百二十")
    assert sentence.text[fill.start :].startswith("三百二十")
    assert sentence.unfilled == draft.sections[second.section].sentences[second.sentence].text
    assert sentence.text in answer
    assert not [w for w in after.warnings if "三百二十" in zh(w.text) and w.code == "unvouched_fact"]


def test_a_blank_is_filled_by_its_name_where_there_is_one_such(service: Draftbot, c: str) -> None:
    labels = [blank.label for blank in draft_of(service, c).blanks]
    several = next(label for label in labels if labels.count(label) > 1)
    answer = ask(service, c, f"把{several}填成320")
    assert "请说明是哪一处" in answer
    assert [b.label for b in draft_of(service, c).blanks] == labels
    for _ in range(len(labels)):
        remaining = [blank.label for blank in draft_of(service, c).blanks]
        single = [x for x in remaining if sum(x in other for other in remaining) == 1]
        if single:
            ask(service, c, f"把{single[0]}填成320")
            assert single[0] not in [b.label for b in draft_of(service, c).blanks]
            return
        ask(service, c, "第一处空填1")
    pytest.fail("no blank had a name of its own")


def test_a_measure_is_not_said_twice(service: Draftbot, c: str) -> None:
    draft = draft_of(service, c)
    spot = service.edit_sentence(draft.id, 0, 0, "全园有【待补：人数】名幼儿。")
    number = next(i for i, b in enumerate(spot.blanks, 1) if (b.section, b.sentence) == (0, 0))
    after = service.fill_blank(draft.id, number, "320名")
    assert after.sections[0].sentences[0].text == "全园有320名幼儿。"


def test_a_sentence_is_edited_deleted_and_asked_for_its_source(service: Draftbot, c: str) -> None:
    ask(service, c, "第一部分第一句改为：本园坚持安全第一。全年平稳")
    after = draft_of(service, c)
    assert texts(after, 0)[:2] == ["本园坚持安全第一。", "全年平稳。"]
    assert after.sections[0].sentences[0].origin == "user"
    assert "是您自己写的" in ask(service, c, "第一部分第一句出自哪里")
    gone = texts(after, 1)[-1]
    assert gone in ask(service, c, "把第二部分最后一句删掉")
    assert gone not in texts(draft_of(service, c), 1)
    talk(service, c, "第二部分再具体一点")
    assert gone not in texts(draft_of(service, c), 1)
    now = draft_of(service, c)
    cited = next(s for s in now.sections[1].sentences if s.citations)
    source = next(x for x in now.sources if x.number == cited.citations[0])
    words = re.split(r"[【】，。]", cited.text)[0]
    assert source.title in ask(service, c, f"“{words}”这句话出自哪里") or "句话含有" in said([])
    assert "往年段落" in ask(service, c, "第二部分的来源")
    assert "全文依据" in ask(service, c, "看看来源")


def test_of_quoted_words_only_they_are_put_otherwise_or_taken_out(service: Draftbot, c: str) -> None:
    ask(service, c, "事实：修围墙花了4.3万，油漆0.6万")
    at, number = next(
        (i, s)
        for i, section in enumerate(draft_of(service, c).sections)
        for s in section.sentences
        if "4.3万" in s.text
    )
    answer = ask(service, c, "“花了4.3万”写成“支出4.3万元”，“油漆0.6万”写成“油漆0.6万元”")
    assert "找不到" not in answer
    assert number.text.replace("花了4.3万", "支出4.3万元").replace("0.6万", "0.6万元") in texts(
        draft_of(service, c), at
    )
    assert "修围墙支出4.3万元，油漆0.6万元" in [f.text for f in service.conversation(c).facts.facts]
    ask(service, c, "第一部分第一句改为：（一）门卫轮班，值守到人，全园平稳，收在小结里")
    ask(service, c, "把“门卫轮班，值守到人”改成“门卫轮岗，值守到人”")
    assert texts(draft_of(service, c), 0)[0] == "（一）门卫轮岗，值守到人，全园平稳，收在小结里。"
    ask(service, c, "“收在小结里”这几个字去掉")
    assert texts(draft_of(service, c), 0)[0] == "（一）门卫轮岗，值守到人，全园平稳。"
    ask(service, c, "把“值守到人”删了")
    assert texts(draft_of(service, c), 0)[0] == "（一）门卫轮岗，全园平稳。"
    ask(service, c, "“门卫轮岗”那句删掉")
    assert "全园平稳" not in "".join(texts(draft_of(service, c), 0))


def test_a_sentence_gets_another_wording_of_the_corpus_or_is_left(service: Draftbot, c: str) -> None:
    changed = refused = 0
    for n in range(1, len(draft_of(service, c).sections[1].sentences) + 1):
        before = draft_of(service, c)
        answer = ask(service, c, f"第二部分第{n}句换个说法")
        after = draft_of(service, c)
        if after == before:
            refused += "大模型" in answer
            continue
        changed += 1
        old, new = before.sections[1].sentences[n - 1], after.sections[1].sentences[n - 1]
        assert new.text != old.text
        assert new.citations
        assert {*new.citations} <= {s.number for s in after.sources}
        assert old.text in after.dropped
    assert changed + refused > 0


# -- what is kept --------------------------------------------------------------


@pytest.mark.parametrize(
    "message", ["重新起草", "换一种写法", "第三部分再具体一点", "重写第三部分", "全文压到1500字，重新起草"]
)
def test_a_locked_section_stays_word_for_word(service: Draftbot, c: str, message: str) -> None:
    ask(service, c, "锁定第三部分")
    before = draft_of(service, c).sections[2]
    assert before.is_locked
    answer = ask(service, c, message)
    assert draft_of(service, c).sections[2] == before
    assert "锁定" in answer


@pytest.mark.parametrize(
    "message",
    ["第三部分第一句改为：我们体会很深", "把第三部分第一句删掉", "第三部分第一句换个说法", "把第三部分删掉"],
)
def test_what_is_locked_is_not_edited_either(service: Draftbot, c: str, message: str) -> None:
    ask(service, c, "锁定第三部分")
    before = draft_of(service, c)
    assert "已锁定" in ask(service, c, message)
    assert draft_of(service, c) == before
    ask(service, c, "解锁第三部分", "第三部分第一句改为：我们体会很深")
    assert "我们体会很深。" in texts(draft_of(service, c), 2)


def test_a_locked_paragraph_and_sentence_stay_through_a_rewrite(service: Draftbot, c: str) -> None:
    ask(service, c, "锁定第二部分第二段", "锁定第二部分第一句")
    before = draft_of(service, c).sections[1]
    for message in ("重写第二部分", "第二部分短一些", "换一种写法"):
        talk(service, c, message)
        after = draft_of(service, c).sections[1]
        assert before.paragraphs[1] in after.paragraphs
        assert before.sentences[0] in after.sentences
        assert len({s.text for s in after.sentences}) == len(after.sentences)


def test_filled_blanks_and_own_sentences_survive_a_redraft(service: Draftbot, c: str) -> None:
    ask(service, c, "第一处空填320", "第二部分第一句改为：本园把安全放在首位")
    filled = next(s for x in draft_of(service, c).sections for s in x.sentences if s.fills)
    for message in ("重新起草", "换一种写法", "第二部分再具体一点", "第一部分短一些"):
        talk(service, c, message)
        draft = draft_of(service, c)
        kept = [s for x in draft.sections for s in x.sentences]
        assert sum(BLANK.sub("", s.text)[2:] in filled.text or s.fills == filled.fills for s in kept) >= 1
        assert sum(s.text == "本园把安全放在首位。" for s in kept) == 1
        assert [s.fills for s in kept if s.fills] == [filled.fills]


def test_own_sentences_of_a_section_that_is_gone_are_kept_in_a_note(service: Draftbot, c: str) -> None:
    ask(service, c, "第三部分第一句改为：我们体会很深")
    answer = ask(service, c, "把第三部分删掉，重新起草")
    draft = draft_of(service, c)
    assert "有1句您写的话" in answer
    assert any(w.code == "set_aside" and "我们体会很深。" in zh(w.text) for w in draft.warnings)
    talk(service, c, "第一部分短一些")
    assert any(w.code == "set_aside" for w in draft_of(service, c).warnings)


def test_a_renamed_section_keeps_what_is_the_users(service: Draftbot, c: str) -> None:
    ask(service, c, "第三部分第一句改为：我们体会很深", "把第三部分改名为几点体会", "重新起草")
    draft = draft_of(service, c)
    assert draft.sections[2].heading == "几点体会"
    assert "我们体会很深。" in texts(draft, 2)
    assert not draft.set_aside


# -- versions, undo and redo ---------------------------------------------------


def test_undo_and_redo_go_back_and_forth_over_restarts(service: Draftbot, c: str, tmp_path: Path) -> None:
    states = [(service.conversation(c).facts, draft_of(service, c))]
    # The last of them is three steps, which one undo takes back.
    both = "记一条：巡查9次。字数改为1500字"
    for message in (
        "第一处空填320",
        "锁定第三部分",
        "事实：更换灭火器12具",
        "重新起草",
        "第二部分短一些",
        both,
    ):
        talk(service, c, message)
        states.append((service.conversation(c).facts, draft_of(service, c)))

    def state(which: Draftbot) -> object:
        return which.conversation(c).facts, draft_of(which, c)

    for i in range(len(states) - 2, -1, -1):
        service.close()
        service = quick_service(tmp_path / "home")
        answer = talk(service, c, "撤销")
        assert "已撤销" in said(answer)
        assert any(isinstance(e, DeskChanged) for e in answer)
        assert any(isinstance(e, DraftFinished) for e in answer)
        assert state(service) == states[i]
    for expected in states[1:]:
        service.redo(c)
        assert state(service) == expected
    assert "没有可以恢复的操作" in ask(service, c, "恢复")
    service.undo(c)
    talk(service, c, "第二处空填5")
    assert "没有可以恢复的操作" in ask(service, c, "恢复")
    service.close()


def test_undo_takes_back_what_was_done_on_the_page_one_by_one(service: Draftbot, c: str) -> None:
    first = draft_of(service, c)
    service.fill_blank(first.id, 1, "320")
    second = draft_of(service, c)
    service.fill_blank(first.id, 1, "5")
    service.arrange_desk(c, title="2025年安全工作总结")
    service.undo(c)
    assert service.conversation(c).title == "2025年向阳幼儿园安全工作总结"
    service.undo(c)
    assert draft_of(service, c) == second
    service.undo(c)
    assert draft_of(service, c) == first
    assert service.redo(c).draft_id == first.id
    assert draft_of(service, c) == second


def test_what_a_message_says_before_it_takes_back_is_no_order(service: Draftbot, c: str) -> None:
    ask(service, c, "事实：更换灭火器12具")
    told = draft_of(service, c)
    ask(service, c, "第三部分短一些")
    assert "已撤销" in ask(service, c, "怎么整段都重写了，事实也清掉了！撤销撤销")
    assert draft_of(service, c) == told
    # Nothing was done again: who asks for it back wants the last step undone.
    ask(service, c, "删去第三部分")
    assert "已撤销" in ask(service, c, "删错了，恢复原来的样子")
    assert draft_of(service, c).sections == told.sections
    ask(service, c, "第三部分短一些")
    ask(service, c, "题目改成2026年幼儿园安全工作总结")
    assert ask(service, c, "撤销两步，回到刚才").count("已撤销") == 2
    assert draft_of(service, c).sections == told.sections
    assert service.conversation(c).title == told.request.title


def test_a_part_has_as_many_items_as_are_told(service: Draftbot, c: str) -> None:
    def stands() -> list[str]:
        return [without_enumerator(s.text) for s in draft_of(service, c).sections[-1].sentences]

    part, before = draft_of(service, c).sections[-1], stands()
    items = len(items_of(part))
    assert items > 2
    assert f"原有{items}条，现在2条" in ask(service, c, f"“{part.heading}”只写2条")
    assert len(items_of(draft_of(service, c).sections[-1])) == 2
    ask(service, c, "撤销")
    dropped = draft_of(service, c).dropped
    answer = ask(service, c, f"“{part.heading}”写够{items + 1}条")
    more = len(items_of(draft_of(service, c).sections[-1]))
    # What stood there stays, and what came beyond the number is not refused.
    assert more in (items, items + 1)
    assert f"现在{more}条" in answer
    assert set(before) <= set(stands())
    assert draft_of(service, c).dropped == dropped
    ask(service, c, "锁定最后一部分")
    assert "锁定" in ask(service, c, f"“{part.heading}”只写1条")
    assert len(items_of(draft_of(service, c).sections[-1])) == more
    # A part that is on the outline alone has none yet.
    service.arrange_desk(
        c,
        outline=replace(
            service.conversation(c).outline,
            sections=(*service.conversation(c).outline.sections, OutlineSection("附言")),
        ),
    )
    assert ask(service, c, "附言再多写两条")


def test_the_users_words_are_not_given_up_for_blanks(service: Draftbot) -> None:
    own = service.start_conversation().id
    ask(service, own, "起草2025年云岭雷达站设备检修工作总结")
    ask(service, own, "在“存在的问题”里加一句：备用电机老化，启动要等八分钟。")
    before = draft_of(service, own)
    assert "是您自己的话" in ask(service, own, "存在的问题换一种写法")
    assert draft_of(service, own) == before
    # About as long as it is: what stands is not written anew.
    ask(service, own, f"字数就按{sum(s.chars for s in before.sections)}字")
    assert draft_of(service, own).sections == before.sections


def test_a_new_title_is_undone_to_the_old_draft(service: Draftbot, c: str) -> None:
    old = draft_of(service, c)
    talk(service, c, "起草一份2025年幼儿园家园共育工作总结")
    assert draft_of(service, c).id != old.id
    service.undo(c)
    assert draft_of(service, c) == old
    assert service.conversation(c).title == old.title
    events = talk(service, c, "写个总结")  # says too little to open another
    assert "要写什么工作总结" in said(events)
    assert {s.action for e in events if isinstance(e, Suggested) for s in e.suggestions} == {"draft.new"}
    assert draft_of(service, c) == old


def test_versions_are_listed_compared_and_taken_back(service: Draftbot, c: str) -> None:
    draft = draft_of(service, c)
    talk(service, c, "第二部分短一些", "第一部分第一句改为：本园坚持安全第一")
    versions = service.versions(draft.id)
    assert [v.number for v in versions] == [1, 2, 3]
    assert [zh(v.what) for v in versions] == ["起草", "精简“主要做法与成效”", "改第一部分第1句"]
    assert service.version(draft.id, 1) == draft
    comparison = service.compare(draft.id, 1, 3)
    fates = {change.heading: change.fate for change in comparison.sections}
    assert (fates["主要做法与成效"], fates["存在的问题"]) == ("changed", "same")
    answer = ask(service, c, "和上一版比一比")
    assert "第2版 → 第3版" in answer
    assert "＋ 本园坚持安全第一。" in answer
    assert "【存在的问题】没有变。" in answer
    talk(service, c, "回到第一版")
    assert draft_of(service, c).sections == draft.sections
    with pytest.raises(NoSuchVersion):
        service.version(draft.id, 99)


def test_what_is_borrowed_is_confirmed_part_by_part(service: Draftbot, c: str) -> None:
    assert "要您核实" in ask(service, c, "重新起草")
    before = points_to_confirm(draft_of(service, c))
    told = ask(service, c, "第二部分都属实")
    after = points_to_confirm(draft_of(service, c))
    assert 0 < after < before
    assert f"还有{after}处" in told
    assert "没有要核实的内容了" in ask(service, c, "全文都属实")
    assert points_to_confirm(draft_of(service, c)) == 0
    talk(service, c, "撤销")
    assert points_to_confirm(draft_of(service, c)) == after
    talk(service, c, "重新起草")  # what was confirmed stays so word for word
    assert points_to_confirm(draft_of(service, c)) <= after


def test_points_are_confirmed_taken_out_and_rewritten_by_their_place(service: Draftbot, c: str) -> None:
    draft = draft_of(service, c)
    count = points_to_confirm(draft)
    i, point = next((i, open_points(s)[0]) for i, s in enumerate(draft.sections) if open_points(s))
    after = service.confirm_points(draft.id, i, point.start)
    assert points_to_confirm(after) == count - 1
    assert after.sections[i].text == draft.sections[i].text

    i, point = next((i, open_points(s)[0]) for i, s in enumerate(after.sections) if open_points(s))
    kept, *others = [after.sections[i].sentences[j].text for j in point]
    after = service.edit_point(draft.id, i, point.start, f"{kept}我们自己又查了一遍。")
    assert points_to_confirm(after) == count - 2
    written = [s.text for s in after.sections[i].sentences]
    assert written[point.start : point.start + 2] == [kept, "我们自己又查了一遍。"]
    assert not set(others) & set(written)

    i = next(i for i, s in enumerate(after.sections) if open_points(s))
    inside = len(open_points(after.sections[i]))
    assert points_to_confirm(service.delete_points(draft.id, i)) == count - 2 - inside
    assert points_to_confirm(service.confirm_points(draft.id)) == 0
    with pytest.raises(NoSuchPlace):
        service.confirm_points(draft.id, 0, 900)
    with pytest.raises(BadInput):
        service.edit_point(draft.id, 0, 0, "字" * 3000)


def test_reports_chosen_on_the_desk_are_what_is_drafted_from_until_another_paper(
    service: Draftbot, c: str
) -> None:
    plan = draft_of(service, c).plan
    assert plan is not None
    chosen = plan.chosen[1].id
    service.arrange_desk(c, reports=(chosen,))
    ask(service, c, "重新起草")
    draft = draft_of(service, c)
    assert draft.plan is not None
    assert [r.id for r in draft.plan.chosen] == [chosen]
    assert {r.id for r in plan.reports} >= {r.id for r in draft.plan.reports} > {chosen}
    assert {source.report_id for source in draft.sources} <= {chosen}
    assert service.report_named(plan.chosen[1].title, c) is not None
    assert service.report_named("水稻育种", c) is None
    ask(service, c, "起草一份2025年幼儿园防汛工作总结")
    assert service.conversation(c).reports is None


# -- what must not be touched beside what is meant --------------------------------


def test_a_corrected_figure_leaves_other_figures_alone(service: Draftbot, c: str) -> None:
    ask(service, c, "事实：2023年3月，13个班级开展防空演练3次", "把3次改成4次")
    facts = [fact.text for fact in service.conversation(c).facts.facts]
    assert "2023年3月，13个班级开展防空演练4次" in facts


def test_one_fact_is_removed_where_one_is_named_and_none_where_several_are(service: Draftbot, c: str) -> None:
    for fact in ("防空演练3次", "家长会13场", "家访30户"):
        ask(service, c, f"事实：{fact}")
    ask(service, c, "把家长会那条事实删掉")
    assert [f.text for f in service.conversation(c).facts.facts][-2:] == ["防空演练3次", "家访30户"]


def test_facts_with_numbers_before_them_are_no_outline(service: Draftbot, c: str) -> None:
    before = headings(service, c)
    ask(service, c, "1、全年开展防空演练3次\n2、组织安全培训320人次\n3、排查整改隐患15处")
    assert headings(service, c) == before


def test_two_blanks_in_one_message_are_filled_each(service: Draftbot, c: str) -> None:
    blanks = len(draft_of(service, c).blanks)
    ask(service, c, "第1处空填七月，第1处空填九人")
    assert len(draft_of(service, c).blanks) == blanks - 2


def test_sections_are_not_merged_with_themselves(service: Draftbot, c: str) -> None:
    before = draft_of(service, c)
    answer = ask(service, c, "把“存在的问题”并入“存在的问题”")
    assert zh(UNEXPECTED) not in answer
    assert draft_of(service, c) == before


def test_what_was_confirmed_stays_so_in_a_section_written_again(service: Draftbot, c: str) -> None:
    ask(service, c, "第二部分都属实")
    said_true = {s.text for s in draft_of(service, c).sections[1].sentences if s.confirmed}
    assert said_true
    ask(service, c, "第二部分短一些")
    kept = [s for s in draft_of(service, c).sections[1].sentences if s.text in said_true]
    assert kept
    assert all(s.confirmed for s in kept)


def test_a_fault_in_reading_a_message_is_told_and_the_talk_goes_on(
    service: Draftbot, c: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("draftbot.conversation.answering.understand", lambda *_: 1 / 0)
        assert zh(UNEXPECTED) in ask(service, c, "第一部分短一些")
    assert zh(UNEXPECTED) not in ask(service, c, "看看提纲")


def test_a_report_is_chosen_by_word_until_draftbot_chooses_again(service: Draftbot, c: str) -> None:
    plan = draft_of(service, c).plan
    assert plan is not None
    named = plan.chosen[1]
    assert "语料里没有标题、单位或年份像“水稻育种”的报告" in ask(service, c, "只参考“水稻育种”")
    assert service.conversation(c).reports is None
    answer = ask(service, c, f"只参考“{named.title}”")
    assert f"只参考《{named.title}》" in answer
    assert service.conversation(c).reports == (named.id,)
    assert {source.report_id for source in draft_of(service, c).sources} <= {named.id}
    assert "参考哪几份报告，改回自动选" in ask(service, c, "参考哪几份自动选")
    assert service.conversation(c).reports is None
    drawn = draft_of(service, c).plan
    assert drawn is not None
    assert len(drawn.chosen) > 1
    events = talk(service, c, "别用那份")
    (suggested,) = [e for e in events if isinstance(e, Suggested)]
    assert {one.action for one in suggested.suggestions} == {"reports.without"}
    assert service.conversation(c).reports is None
    ask(service, c, suggested.suggestions[0].message)
    assert service.conversation(c).reports == tuple(r.id for r in drawn.chosen[1:])
    service.undo(c)
    assert service.conversation(c).reports is None
    ask(service, c, "不要参考幼儿园的报告")
    left = service.conversation(c).reports
    assert left is not None
    assert not [r.title for r in drawn.chosen if r.id in left and "幼儿园" in r.unit]


def test_chosen_reports_do_not_outlive_their_topic(service: Draftbot, c: str) -> None:
    plan = draft_of(service, c).plan
    assert plan is not None
    chosen = (plan.chosen[0].id,)
    now = service.conversation(c)
    service.arrange_desk(c, reports=chosen)
    assert service.arrange_desk(c, title=now.title.replace("2025", "2026")).reports == chosen
    assert service.arrange_desk(c, title="2025年图书馆读书月活动总结").reports is None
    service.arrange_desk(c, title=now.title, reports=chosen)
    assert service.arrange_desk(c, reports=None).reports is None
    service.arrange_desk(c, reports=chosen)
    ask(service, c, "题目改为“2025年养老院消防安全工作总结”")
    assert service.conversation(c).reports is None


def test_what_is_said_to_be_true_by_its_words(service: Draftbot, c: str) -> None:
    draft = draft_of(service, c)
    word = "隐患"
    said_so = [s for section in draft.sections for s in section.sentences if word in s.text]
    assert said_so
    assert f"写到“{word}”的{len(said_so)}句已记为属实" in ask(service, c, f"写到“{word}”的都属实")
    after = [s for section in draft_of(service, c).sections for s in section.sentences if word in s.text]
    assert all(s.confirmed for s in after)
    assert "没有" in ask(service, c, "写到“飞艇”的都属实")


def test_all_blanks_that_a_figure_may_fill(service: Draftbot, c: str) -> None:
    before = draft_of(service, c).blanks
    ask(service, c, "所有空都填成7")
    left = draft_of(service, c).blanks
    assert len(left) < len(before)
    assert {blank.label for blank in left} <= {"姓名", "单位", "地名", "联系方式", "日期"}


def test_style_without_a_chat_model_says_what_can_be_done(service: Draftbot, c: str) -> None:
    assert "要把全文的话重新说一遍，需要设置大模型" in ask(service, c, "全文写得“庄重”一些")
    events = talk(service, c, "全文写得“诙谐”一些")
    (suggested,) = [e for e in events if isinstance(e, Suggested)]
    assert {"draft.rewrite", "section.merge_repeats", "tone"} == {one.action for one in suggested.suggestions}
    assert "要设置大模型" in said(events)


def test_how_much_stands_word_for_word_in_past_reports(service: Draftbot, c: str) -> None:
    answer = ask(service, c, "套话多不多")
    assert re.search(r"占全文\d+%", answer)
    assert "“主要做法与成效”" in answer


def test_what_may_be_borrowed_does_not_outlive_its_topic(service: Draftbot, c: str) -> None:
    now = service.conversation(c)
    assert service.arrange_desk(c, any_trade=True).any_trade
    assert service.arrange_desk(c, title=now.title.replace("2025", "2026")).any_trade
    assert service.arrange_desk(c, title="").any_trade
    assert not service.arrange_desk(c, title="2025年图书馆读书月活动总结").any_trade


def test_where_there_is_no_draft_no_reading_of_one_stands_in_the_way_of_a_request(
    service: Draftbot,
) -> None:
    c = service.start_conversation().id
    actions = service.understood(c, "我是车间工段长，写一份2025年的述职，主要讲生产、检修")
    assert isinstance(actions[0], do.TakeRequest)
    assert actions[0].period == "2025年"


def test_true_by_content_is_not_said_of_the_whole_draft(service: Draftbot, c: str) -> None:
    body = "".join(s.text for section in draft_of(service, c).sections for s in section.sentences)
    assert "食堂" in body
    (action,) = service.understood(c, "食堂这些都属实")
    assert action == do.Confirm(Where(), "食堂")
    assert service.understood(c, "上面这些都属实") == [do.Confirm(Where())]


def test_a_title_alone_is_put_on_an_empty_desk_and_nothing_is_drafted(service: Draftbot) -> None:
    c = service.start_conversation().id
    ask(service, c, "题目改为“2025年图书馆读书月活动总结”")
    now = service.conversation(c)
    assert (now.title, now.draft_id) == ("2025年图书馆读书月活动总结", None)


def test_what_the_unit_does_not_have_stays_out_of_later_drafts(service: Draftbot, c: str) -> None:
    before = draft_of(service, c)
    word = next(
        w
        for section in before.sections
        for s in section.sentences
        for w in re.findall(r"[\u4e00-\u9fff]{2}", s.text)
    )
    answer = said(talk(service, c, f"我们没有“{word}”，写到的删去"))
    assert "以后重写也不写它" in answer
    assert service.conversation(c).denied == (word,)
    assert all(word not in s.text for s in texts_of(draft_of(service, c)))
    talk(service, c, "换一种写法")
    assert all(word not in s.text for s in texts_of(draft_of(service, c)))


def texts_of(draft: Draft) -> list[Sentence]:
    return [s for section in draft.sections for s in section.sentences if s.origin not in ("user", "fact")]


def test_reports_of_other_trades_may_lend_once_the_chat_says_so(service: Draftbot, c: str) -> None:
    talk(service, c, "也借别的行业的")
    assert service.conversation(c).any_trade
    assert draft_of(service, c).request.any_trade
    talk(service, c, "不借别的行业的")
    assert not service.conversation(c).any_trade


def test_what_fills_all_blanks_may_hold_a_blank(service: Draftbot, c: str) -> None:
    label = draft_of(service, c).blanks[0].label
    talk(service, c, f"【待补：{label}】都填成【待补：{label}】约")
    assert all(
        "约" in draft_of(service, c).sections[b.section].sentences[b.sentence].text
        for b in draft_of(service, c).blanks
        if b.label == label
    )


# -- the unit, and the kind of unit ------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("梨树沟镇中心幼儿园", "name"),
        ("云岭初级中学", "name"),
        ("县第一中学", "name"),
        ("县城的技工学校", "kind"),
        ("消防站", "kind"),
        ("城区街道", "kind"),
        ("山区学校", "kind"),
        ("石桥镇的卫生院", "unclear"),
    ],
)
def test_a_kind_of_unit_is_no_name(said: str, expected: str) -> None:
    assert standing(said, UnitReader(tagger(), shipped_trades())) == expected


def test_a_kind_of_unit_leaves_the_name_and_the_title(service: Draftbot, c: str) -> None:
    ask(service, c, "单位：白鹭洲道路救援服务队")
    title = service.conversation(c).title
    answer = ask(service, c, "我们是消防站，不是医院")
    now = service.conversation(c)
    assert (now.facts.unit, now.kind, now.title) == ("白鹭洲道路救援服务队", "消防站", title), answer


def test_a_unit_told_late_is_offered_its_own_reports(service: Draftbot, c: str) -> None:
    answer = ask(service, c, "单位：听松幼儿园")
    assert "语料里有“听松幼儿园”自己的往年报告" in answer
    assert "重新起草" in answer
    assert "自己的往年报告" not in ask(service, c, "单位：半山幼儿园")


def test_a_part_tells_what_the_user_says_it_shall_and_no_more(service: Draftbot, c: str) -> None:
    before = draft_of(service, c)
    problems = before.sections[3].heading
    answer = ask(service, c, f"{problems}就写：一是缺2名保育员，二是“雨衣”太旧。别的都不要")
    assert f"“{problems}”已照您说的写" in answer
    told = draft_of(service, c)
    texts = [s.text for s in told.sections[3].sentences if s.origin == "fact"]
    assert texts == ["一是缺2名保育员。", "二是“雨衣”太旧。"]
    assert not any(s.origin == "source" or s.blanks for s in told.sections[3].sentences)
    assert [s for i, s in enumerate(told.sections) if i != 3] == [
        s for i, s in enumerate(before.sections) if i != 3
    ]
    facts = service.conversation(c).facts.facts
    assert [(f.text, f.section) for f in facts][-2:] == [
        ("缺2名保育员", problems), ("“雨衣”太旧", problems)
    ]  # fmt: skip
    ask(service, c, f"{problems}改成：缺3名保育员。")
    assert [f.text for f in service.conversation(c).facts.facts if f.section == problems] == ["缺3名保育员"]
    talk(service, c, "撤销", "撤销")
    assert texts_of(draft_of(service, c)) == texts_of(before)


def test_small_headings_of_one_part_leave_the_others_and_the_facts(service: Draftbot, c: str) -> None:
    ask(service, c, "事实：更换灭火器12具")
    before = draft_of(service, c)
    work = before.sections[1].heading
    ask(service, c, f"{work}的小标题换成：一是值班备勤，二是物资储备，三是隐患排查")
    after = draft_of(service, c)
    points = ["值班备勤", "物资储备", "隐患排查"]
    assert [s.heading for s in after.sections] == [
        *(s.heading for s in before.sections[:2]), *points, *(s.heading for s in before.sections[2:])
    ]  # fmt: skip
    told = "".join(s.text for s in texts_of(after))
    assert all(fact.text in told for fact in before.request.facts.facts if fact.text in _text(before))
    assert list(after.sections[5:]) == list(before.sections[2:])


def test_an_outline_without_a_place_for_what_the_user_told_is_asked_about(service: Draftbot, c: str) -> None:
    before = draft_of(service, c)
    problems = next(s.heading for s in before.sections if "问题" in s.heading)
    work = before.sections[1].heading
    ask(service, c, f"{problems}写：缺2名保育员。")
    told = draft_of(service, c)
    answer = ask(service, c, "提纲改成三块：值班备勤、物资储备、隐患排查")
    assert f"“{problems}”" in answer
    assert draft_of(service, c).sections == told.sections
    whole, points = (one.message for one in service.conversation(c).turns[-1].suggestions)
    assert work in points
    ask(service, c, points)
    assert "缺2名保育员" in "".join(
        s.text for section in draft_of(service, c).sections for s in section.sentences
    )
    ask(service, c, "撤销")
    ask(service, c, whole)
    assert [s.heading for s in draft_of(service, c).sections] == ["值班备勤", "物资储备", "隐患排查"]


def _text(draft: Draft) -> str:
    return "".join(s.text for s in texts_of(draft))


def test_what_is_other_units_goes_on_request_and_the_users_own_stays(service: Draftbot, c: str) -> None:
    ask(service, c, "第一部分加一句：全园在园幼儿286人。")
    before = draft_of(service, c)
    own = [s.text for section in before.sections for s in section.sentences if s.is_users]
    assert points_to_confirm(before) > 5
    events = talk(service, c, "太长了，把没核实的别的园的做法都去掉，只留我给的")
    after = draft_of(service, c)
    assert points_to_confirm(after) == 0
    text = "".join(s.text for section in after.sections for s in section.sentences)
    assert all(sentence in text for sentence in own)
    assert "没有核实的" in said(events)
    assert "撤销" in [
        s.message for event in events if isinstance(event, Suggested) for s in event.suggestions
    ]
    assert "没有可删的" in ask(service, c, "别的单位的内容都删了")
    ask(service, c, "撤销")
    assert draft_of(service, c).sections == before.sections
