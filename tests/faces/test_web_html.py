"""What the page shows, as HTML: safe whatever the text, and saying what it should."""

from __future__ import annotations

from dataclasses import replace

import pytest

from draftbot.domain import (
    Did,
    Draft,
    DraftFinished,
    DraftRequest,
    DraftSection,
    DraftStarted,
    FailedFile,
    Found,
    Hit,
    IngestResult,
    Outline,
    OutlineSection,
    Passage,
    PassageInContext,
    Plan,
    PlannedReport,
    Remark,
    ReportSummary,
    Role,
    Rung,
    Said,
    Script,
    SearchResult,
    SectionStarted,
    SectionWritten,
    Sentence,
    Share,
    Source,
    Suggested,
    Suggestion,
    TextArrived,
    Turn,
    Twin,
)
from draftbot.errors import BadLength, EmptyFile
from draftbot.faces.web import html, html_library, html_plan, html_sheet, html_talk
from draftbot.faces.web.html_library import ReadFile
from draftbot.faces.web.stage import Stage, Waiting, entries_of
from draftbot.faces.web.texts import Texts, language_of
from draftbot.messages import NOTHING, plain, quoted

ZH, EN = Texts("zh"), Texts("en")
EVIL = "<img src=x onerror=alert(1)>\"'&"
OUTLINE = Outline("工作总结", (OutlineSection("基本情况", 1, length=100), OutlineSection("措施", 2)))
SOURCE = Source(1, "r1-0", "r1", "旧报告", ("基本情况",), "原文。")
SUMMARY = ReportSummary("r1", EVIL, EVIL, EVIL, 2024, Script.SIMPLIFIED, EVIL, 1, 1200, None)
PASSAGE = Passage("r1-0", "r1", 0, (EVIL,), Role.WORK, f"组织防汛演练。{EVIL}")


def is_safe(text: str) -> bool:
    return "<img" not in text and "onerror=alert(1)>" not in text


def drafting(*events: object) -> Stage:
    stage = Stage().asked("起草")
    for event in (DraftStarted(Draft("d1", DraftRequest("总结", OUTLINE))), *events):
        stage = stage.after(event)  # type: ignore[arg-type]
    return stage


# -- texts -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en", "en"),
        ("zh-HK", "zh"),
        ("fr,zh;q=0.5", "zh"),
        ("de", "en"),
        ("", "zh"),
    ],
)
def test_the_language_follows_the_browser(header: str, language: str) -> None:
    assert language_of(header) == language


# -- marks and numbers -------------------------------------------------------------


def test_marks_are_put_around_matches_and_nothing_else_is_html() -> None:
    text = "防汛<b>演练"
    assert html.with_marks(text, [(0, 2), (5, 7)]) == "<mark>防汛</mark>&lt;b&gt;<mark>演练</mark>"


def test_overlapping_marks_do_not_nest() -> None:
    assert html.with_marks("应急演练", [(0, 3), (2, 4)]) == "<mark>应急演</mark><mark>练</mark>"


def test_blanks_are_marked_whole() -> None:
    assert html.with_blanks("共【待补：人数】人") == '共<mark class="blank">【待补：人数】</mark>人'


def test_headings_are_numbered_within_the_level_above() -> None:
    assert html_sheet.heading_numbers([1, 2, 2, 3, 1, 2]) == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "二、",
        "（一）",
    ]


# -- the stage ---------------------------------------------------------------------


def test_sections_take_their_places_as_they_are_written() -> None:
    stage = drafting(SectionStarted(0, "基本情况"), TextArrived(0, "正在"), TextArrived(0, "来"))
    assert (stage.writing, stage.streamed) == (0, "正在来")
    stage = stage.after(SectionWritten(0, DraftSection("基本情况", 1), (SOURCE,)))
    assert stage.writing is None
    assert stage.draft is not None
    assert [s.heading for s in stage.draft.sections] == ["基本情况"]


def test_a_rewritten_section_leaves_the_others() -> None:
    sections = (DraftSection("基本情况", 1), DraftSection("措施", 2))
    stage = drafting(DraftFinished(Draft("d1", DraftRequest("总结", OUTLINE), sections)))
    stage = stage.after(SectionWritten(1, DraftSection("措施", 2, note=plain("新")), ()))
    assert stage.draft is not None
    assert [s.note for s in stage.draft.sections] == [NOTHING, plain("新")]


def test_an_answer_without_words_leaves_no_bubble() -> None:
    assert len(Stage().asked("好").settled().entries) == 1


# -- chat --------------------------------------------------------------------------


def test_what_was_said_is_text_only() -> None:
    stage = Stage(entries_of([Turn("user", plain(EVIL)), Turn("draftbot", quoted(EVIL))]))
    assert is_safe(html_talk.talk(stage, ZH))


def test_hits_in_the_chat_open_their_passage() -> None:
    hit = Hit(1, 1.0, PASSAGE, SUMMARY, ((2, 4),))
    stage = Stage().asked("找").after(Found(SearchResult("防汛", 3, (hit,)))).after(Said(plain("一段")))
    shown = html_talk.talk(stage, ZH)
    assert 'data-act="passage" data-passage="r1-0"' in shown
    assert "<mark>防汛</mark>" in shown
    assert is_safe(shown)


def test_the_chat_says_which_section_is_being_written() -> None:
    assert "正在写“措施”（2/2）" in html_talk.talk(drafting(SectionStarted(1, "措施")), ZH)
    assert "Writing “措施” (2 of 2)" in html_talk.talk(drafting(SectionStarted(1, "措施")), EN)


def test_a_message_that_waits_can_be_taken_back() -> None:
    stage = drafting().with_waiting(Waiting(7, EVIL)).with_waiting(Waiting(8, "锁定第一部分"))
    shown = html_talk.talk(stage.without_waiting(8), ZH)
    assert 'data-act="take_back" data-number="7"' in shown
    assert 'data-number="8"' not in shown
    assert is_safe(shown)


def test_only_the_last_answer_offers_buttons_and_says_no_suggestion_twice() -> None:
    offered = Suggested((Suggestion(EVIL, "text.delete"), Suggestion("把护坡删掉", "text.delete")))
    lines = plain(f"拿不准。\n· {EVIL}\n· 把护坡删掉")
    turn = Turn("draftbot", lines, offered.suggestions)
    shown = html_talk.talk(Stage(entries_of([turn])), ZH)
    assert shown.count("把护坡删掉") == 2  # what the button shows and what it says
    assert 'data-act="say" data-text="把护坡删掉"' in shown
    assert is_safe(shown)
    later = html_talk.talk(Stage(entries_of([turn, Turn("user", plain("算了"))])), ZH)
    assert "data-act" not in later
    assert "· 把护坡删掉" in later


def test_an_answer_that_changed_something_offers_to_take_it_back() -> None:
    assert 'data-text="撤销"' not in html_talk.talk(
        Stage().asked("谢谢").after(Said(plain("好"))).settled(), ZH
    )
    draft = Draft("d1", DraftRequest("总结", OUTLINE))
    changed = drafting(DraftFinished(draft), Said(plain("好")))
    same = replace(changed.settled().asked("再写"), draft=draft).after(DraftFinished(draft))
    assert 'data-text="撤销"' not in html_talk.talk(same.after(Said(plain("不行"))).settled(), ZH)
    assert 'data-text="撤销">Undo<' in html_talk.talk(changed.settled(), EN)
    assert 'data-text="撤销"' not in html_talk.talk(changed.after(Did("undo", {})).settled(), ZH)


# -- the sheet ---------------------------------------------------------------------


def written(sentence: Sentence, **more: object) -> str:
    sections = (DraftSection("基本情况", 1, ((sentence,),)), DraftSection("措施", 2, note=plain("语料不足")))
    draft = Draft("d1", DraftRequest("总结", OUTLINE), sections, (SOURCE,), **more)  # type: ignore[arg-type]
    return html_sheet.sheet(drafting(DraftFinished(draft)).settled(), ZH)


def test_a_citation_leads_to_its_passage() -> None:
    shown = written(Sentence("成立领导小组。", (1,)))
    assert 'data-act="cite"' in shown
    assert 'data-passage="r1-0"' in shown


def test_a_citation_without_source_is_not_shown() -> None:
    assert 'class="cite"' not in written(Sentence("成立领导小组。", (7,)))


def test_sections_tell_their_length_and_what_is_missing() -> None:
    shown = written(Sentence("字" * 50, (1,)))
    assert '<span class="count short">50 / 100 字</span>' in shown
    assert "语料不足" in shown
    assert ">（一）措施<" in shown


def test_a_section_tells_how_much_of_it_is_copied_and_from_where() -> None:
    copied = replace(SOURCE, text="成立防汛工作领导小组，明确各班职责和值班安排。")
    draft = Draft(
        "d1",
        DraftRequest("总结", OUTLINE),
        (DraftSection("基本情况", 1, ((Sentence(copied.text, (1,)), Sentence("另起一句自己的话。")),)),),
        (copied,),
    )
    shown = html_sheet.sheet(drafting(DraftFinished(draft)), ZH)
    assert "套话 7" in shown
    assert "《旧报告》" in shown
    own = replace(draft, sections=(DraftSection("基本情况", 1, ((Sentence("自己的话。"),),)),))
    assert "套话" not in html_sheet.sheet(drafting(DraftFinished(own)), ZH)


def test_what_is_borrowed_asks_to_be_confirmed_unless_it_was_or_something_is_being_written() -> None:
    borrowed = Sentence("园里的排水沟清了三遍。", (1,))
    asked = written(borrowed)
    assert 'data-act="settle" data-how="true" data-section="0" data-sentence="0"' in asked
    assert 'data-rewrite="0.0"' in asked
    assert 'class="point"' not in written(replace(borrowed, confirmed=True))
    assert 'class="point"' not in written(replace(borrowed, origin="user"))
    draft = Draft(
        "d1", DraftRequest("总结", OUTLINE), (DraftSection("基本情况", 1, ((borrowed,),)),), (SOURCE,)
    )
    assert 'class="point"' not in html_sheet.sheet(drafting(DraftFinished(draft)), ZH)
    assert "待核实 1 处" in html_sheet.summary(draft, ZH)
    assert "1 to confirm" in html_sheet.summary(draft, EN)


def test_the_plan_names_its_reports_safely_and_ticks_those_chosen() -> None:
    report = PlannedReport("r1", EVIL, EVIL, 2024, EVIL, Share.WHOLE, False, 0.9, why=quoted(EVIL))
    plan = Plan(Rung.LIKE, (report, replace(report, id="r2", is_chosen=False)))
    draft = Draft("d1", DraftRequest("总结", OUTLINE), plan=plan)
    shown = html_plan.basis(draft, False, ZH)
    assert "依据 1 篇" in shown
    assert shown.count(" checked") == 1
    assert is_safe(shown)
    assert shown.count(" disabled") == 0
    assert html_plan.basis(draft, True, ZH).count(" disabled") == 2
    assert html_plan.basis(replace(draft, plan=None), False, ZH) == ""


def test_a_locked_sentence_says_so() -> None:
    assert 'class="s source locked" data-at="0.0" title="已锁定，不会被改动"' in written(
        Sentence("成立领导小组。", (1,), locked=True)
    )


def test_nothing_of_a_draft_is_taken_for_html() -> None:
    sources = (Source(1, EVIL, EVIL, EVIL, (EVIL,), EVIL),)
    sections = (DraftSection(EVIL, 1, ((Sentence(EVIL, (1,)),),), quoted(EVIL)),)
    draft = Draft(
        "d1", DraftRequest(EVIL, OUTLINE), sections, sources, (Remark("x", quoted(EVIL)),), (Sentence(EVIL),)
    )
    assert is_safe(html_sheet.sheet(drafting(DraftFinished(draft)), ZH))


def test_a_salutation_stands_on_its_own_line() -> None:
    shown = written(
        Sentence("一。"),
        opening=(
            Sentence("各位领导：", origin="connective"),
            Sentence("现将情况汇报如下。", origin="connective"),
        ),
    )
    assert '<p class="greeting">' in shown
    assert shown.count("各位领导：") == 1


# -- past reports ------------------------------------------------------------------


def test_results_are_marked_and_safe() -> None:
    hit = Hit(1, 0.5, PASSAGE, SUMMARY, ((2, 4),), (Twin("r2-3", "r2", EVIL),))
    shown = html_library.results(SearchResult("防汛", 12.4, (hit,)), ZH)
    assert "<mark>防汛</mark>" in shown
    assert 'data-passage="r2-3"' in shown
    assert is_safe(shown)


def test_no_result_says_what_to_try() -> None:
    assert "没有找到“x”" in html_library.results(SearchResult("x", 1, ()), ZH)


def test_the_reader_shows_the_neighbours_and_stays_beside_the_draft() -> None:
    context = PassageInContext(SUMMARY, PASSAGE, (), (Passage("r1-1", "r1", 1, ("下文",), Role.WORK, EVIL),))
    shown = html_library.passage_reader(context, ZH, number=3)
    assert 'class="drawer left"' in shown
    assert "出处 3" in shown
    assert "下文" in shown
    assert is_safe(shown)


def test_the_list_is_picked_by_words_and_stays_safe() -> None:
    other = ReportSummary(
        "r2", "防汛总结", "工作总结", "向阳幼儿园", 2023, Script.SIMPLIFIED, "a.txt", 1, 900, "r1"
    )
    shown = html_library.report_table([SUMMARY, other], "向阳 2023", ZH)
    assert "r2" in shown
    assert 'data-report="r1"' not in shown
    assert "筛选出 1 篇" in shown
    assert is_safe(html_library.report_table([SUMMARY, other], "", ZH))


def test_each_file_is_told_apart() -> None:
    files = [
        ReadFile("好.txt", IngestResult(1, 1, 0, (), 2, 9, 0.1)),
        ReadFile("旧.txt", IngestResult(1, 0, 1, (), 0, 0, 0.1)),
        ReadFile(
            "空.txt", IngestResult(1, 0, 0, (FailedFile("空.txt", EmptyFile(name="空.txt")),), 0, 0, 0.1)
        ),
    ]
    shown = html_library.upload_progress(files, 3, "", ZH)
    assert "读出 2 篇报告、9 段" in shown
    assert "没有变化" in shown
    assert "空.txt：文件是空的。" in shown
    assert "请检查是否选错了文件。" in shown


def test_an_error_is_shown_with_its_hint_in_the_readers_language() -> None:
    error = BadLength(length="<b>", least=1, most=9)
    assert "篇幅 &lt;b&gt; 字超出范围。" in html.error_notice(error, ZH)
    assert "Give a length between 1 and 9 characters." in html.error_notice(error, EN)
