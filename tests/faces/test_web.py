"""The page in a real browser, against a real server process."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browsing import ASK, MS_TO_DRAFT, TITLE, Open, ask, wait_for_draft, write_again
from english import chinese_in

pytestmark = pytest.mark.page

HOSTILE = """<script>window.hacked = 1</script>梧桐小学2024年阅读工作总结

一、<img src=x onerror="window.hacked = 2">主要做法

学校开展<b onmouseover="window.hacked = 3">晨间阅读</b>活动，${window.hacked = 4}`每个班级设置图书角，
教师每周推荐一本图书，学生轮流分享读书体会，阅读氛围日渐浓厚。{{constructor.constructor('window.hacked = 5')()}}

二、存在问题

部分班级图书更新不够及时，阅读指导课的课时安排还不够稳定，家庭阅读环境差异较大。
"""


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def rows(page: Page) -> Locator:
    return page.locator("#outline .row")


def headings(page: Page) -> list[str]:
    return [row.locator(".heading").input_value() for row in rows(page).all()]


def choose_row(page: Page, heading: str) -> None:
    index = headings(page).index(heading)
    rows(page).nth(index).locator(".heading").click()


def drafted_headings(page: Page) -> list[str]:
    return page.locator("#sheet .part-head :is(h2, h3, h4)").all_inner_texts()


def upload(page: Page, *files: tuple[str, bytes]) -> Locator:
    tab(page, "语料")
    payload = [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files]
    page.locator("#upload input[type=file]").set_input_files(payload)  # type: ignore[arg-type]
    lines = page.locator("#upload-progress li")
    expect(lines).to_have_count(len(files), timeout=60_000)
    return lines


# -- 起草 ------------------------------------------------------------------------


def test_from_a_message_to_a_word_file(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    ask(page, ASK)
    expect(page.locator(".bubble.user")).to_contain_text(ASK)
    wait_for_draft(page)
    expect(page.locator("#field-title textarea")).to_have_value(TITLE)
    expect(page.locator("#sheet h1")).to_have_text(TITLE)
    assert drafted_headings(page)[0].startswith("一、")
    expect(page.locator(".bubble.draftbot .words").first).to_be_visible()
    expect(page.locator("#sheet mark.blank").first).to_contain_text("【待补：")

    cite = page.locator("#sheet .cite").first
    cited = cite.get_attribute("data-number")
    cite.click()
    drawer = page.locator(".drawer")
    expect(drawer).to_contain_text(f"出处 {cited}")
    expect(drawer.locator("h2")).not_to_be_empty()
    expect(drawer.locator(".passage")).not_to_be_empty()
    drawer.get_by_role("button", name="看全文").click()
    expect(page.locator(".drawer .report")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)

    with page.expect_download() as word:
        page.locator("#docx").click()
    word.value.save_as(tmp_path / "draft.docx")
    assert word.value.suggested_filename.endswith(".docx")
    texts = [p.text for p in docx.Document(str(tmp_path / "draft.docx")).paragraphs]
    assert TITLE in texts
    with page.expect_download() as markdown:
        page.locator("#md").click()
    markdown.value.save_as(tmp_path / "draft.md")
    assert TITLE in (tmp_path / "draft.md").read_text(encoding="utf-8")


def test_the_edited_outline_is_what_is_drafted(open_page: Open) -> None:
    page = open_page()
    ask(page, ASK)
    wait_for_draft(page)
    before = headings(page)
    tops = [h for h in before if "（" not in h]

    choose_row(page, before[0])
    page.keyboard.press("Control+A")
    page.keyboard.type("汛期概况")
    page.keyboard.press("Enter")
    page.keyboard.type("防汛演练")
    page.locator(".tool.in").click()
    choose_row(page, tops[-1])
    page.locator(".tool.up").click()
    choose_row(page, before[1])
    page.locator(".tool.remove").click()
    expected = headings(page)
    assert expected[:2] == ["汛期概况", "防汛演练"]
    assert before[1] not in expected
    expect(rows(page).nth(1)).to_have_class("row level2")

    write_again(page)
    drafted = drafted_headings(page)
    assert [h.split("、")[-1].split("）")[-1] for h in drafted] == expected
    assert drafted[:2] == ["一、汛期概况", "（一）防汛演练"]


def test_facts_of_the_desk_reach_the_draft(open_page: Open) -> None:
    page = open_page()
    page.locator("#field-title textarea").fill(TITLE)
    page.locator("#genre input").click()
    page.get_by_role("option", name="工作总结").click()
    expect(rows(page).first).to_be_visible()
    page.locator("#field-unit :is(textarea, input)").fill("向阳幼儿园")
    page.locator("#field-facts textarea").fill("全年组织防汛应急演练4次，386人参加")
    write_again(page)
    expect(page.locator("#sheet .paper")).to_contain_text("386人参加")
    expect(page.locator("#sheet .paper")).to_contain_text("向阳幼儿园")


def type_meanwhile(page: Page, do: Callable[[], object], typed: dict[str, str]) -> None:
    """Fill fields while what `do` asks of the server is held on its way there."""
    held: list[Route] = []
    page.route("**/queue/join*", lambda route: held.append(route), times=1)
    do()
    for name, text in typed.items():
        page.locator(f"#field-{name} :is(textarea, input)").fill(text)
    assert held
    for route in held:
        route.continue_()


def test_what_is_typed_while_an_outline_is_fetched_stays(open_page: Open) -> None:
    page = open_page()
    page.locator("#field-title textarea").fill(TITLE)
    page.locator("#genre input").click()
    chosen = page.get_by_role("option", name="工作总结")
    typed = {"unit": "向阳幼儿园", "length": "3200"}
    type_meanwhile(page, chosen.click, typed)
    expect(rows(page).first).to_be_visible()
    page.wait_for_timeout(500)
    for name, text in typed.items():
        expect(page.locator(f"#field-{name} :is(textarea, input)")).to_have_value(text)


def test_what_is_typed_while_a_message_is_answered_stays(open_page: Open) -> None:
    page = open_page()
    type_meanwhile(page, lambda: ask(page, "我们园叫向阳幼儿园"), {"author": "林知夏"})
    expect(page.locator("#field-unit :is(textarea, input)")).to_have_value("向阳幼儿园")
    page.wait_for_timeout(500)
    expect(page.locator("#field-author :is(textarea, input)")).to_have_value("林知夏")


def test_a_reload_keeps_the_desk_the_talk_and_the_draft(open_page: Open) -> None:
    page = open_page()
    ask(page, ASK)
    wait_for_draft(page)
    page.locator("#field-unit :is(textarea, input)").fill("向阳幼儿园")
    page.locator("#field-unit :is(textarea, input)").blur()
    drafted, planned = page.locator("#sheet .paper").inner_text(), headings(page)
    page.wait_for_timeout(500)
    page.reload()
    expect(page.locator("#sheet .cite").first).to_be_visible(timeout=30_000)
    assert page.locator("#sheet .paper").inner_text() == drafted
    assert headings(page) == planned
    expect(page.locator("#field-unit :is(textarea, input)")).to_have_value("向阳幼儿园")
    expect(page.locator(".bubble.user")).to_contain_text(ASK)


def test_a_new_report_leaves_the_old_one_within_reach(open_page: Open) -> None:
    page = open_page()
    ask(page, ASK)
    wait_for_draft(page)
    page.locator("#new").click()
    expect(page.locator("#talk .welcome")).to_be_visible()
    expect(page.locator("#field-title textarea")).to_have_value("")
    page.locator("#recent input").click()
    page.get_by_role("option", name=TITLE).click()
    expect(page.locator("#sheet h1")).to_have_text(TITLE)


def test_a_bad_length_is_told_and_nothing_typed_is_lost(open_page: Open) -> None:
    page = open_page()
    page.locator("#field-title textarea").fill(TITLE)
    page.locator("#field-length :is(textarea, input)").fill("很长")
    ask(page, ASK)
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("很长")
    expect(page.locator("#message textarea")).to_have_value(ASK)
    expect(page.locator("#field-length :is(textarea, input)")).to_have_value("很长")
    notice.get_by_role("button", name="关闭").click()
    expect(notice).to_have_count(0)


def test_an_example_fills_the_message_box_and_shift_enter_breaks_the_line(open_page: Open) -> None:
    page = open_page()
    page.locator("button.example").first.click()
    expect(page.locator("#message textarea")).to_have_value(ASK)
    page.locator("#message textarea").press("Shift+Enter")
    expect(page.locator("#message textarea")).to_have_value(ASK + "\n")
    expect(page.locator(".bubble")).to_have_count(0)


def test_blanks_and_sentences_are_written_on_the_paper(open_page: Open) -> None:
    page = open_page()
    ask(page, ASK)
    wait_for_draft(page)
    blanks = page.locator("#sheet .part mark.blank")
    count = blanks.count()
    assert count
    blanks.first.click()
    field = page.locator("#sheet mark.blank input")
    field.fill("320")
    field.press("Escape")
    expect(blanks).to_have_count(count)
    blanks.first.focus()
    page.keyboard.press("Enter")
    field.fill("320")
    field.press("Enter")
    expect(blanks).to_have_count(count - 1)
    expect(page.locator("#sheet .paper")).to_contain_text("320")

    last = page.locator("#sheet .s[data-at]").last
    whole = last.evaluate(
        "s => [...s.childNodes].filter(n => !n.matches?.('.cite')).map(n => n.textContent).join('')"
    )
    assert page.locator("#sheet .s[data-at] .cite").count()
    last.dblclick()
    area = page.locator("#sheet .s textarea")
    assert area.input_value() == whole
    area.fill("明年汛前，我们把值班表贴到每个教室。")
    area.press("Enter")
    expect(page.locator("#sheet .part").last).to_contain_text("我们把值班表贴到每个教室。")
    last.dblclick()
    area.fill("字" * 5000)
    area.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(area).to_have_value("字" * 5000)
    area.press("Escape")

    page.reload()
    expect(page.locator("#sheet .part").last).to_contain_text("我们把值班表贴到每个教室。", timeout=30_000)
    ask(page, "撤销")
    expect(page.locator(".bubble.draftbot").last).to_contain_text("已撤销：改第五部分", timeout=MS_TO_DRAFT)
    expect(page.locator("#sheet .part").last).not_to_contain_text("我们把值班表贴到每个教室。")
    expect(page.locator("#sheet .paper")).to_contain_text("320")


def choose_file(page: Page, button: str, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator(button).click()
    chooser.value.set_files(path)


def test_what_is_suggested_and_taking_back_are_one_click_each(open_page: Open) -> None:
    page = open_page()
    ask(page, ASK)
    wait_for_draft(page)
    page.locator("#message textarea").fill("我还在写的话")
    page.locator(".offers").get_by_role("button", name="撤销").click()
    expect(page.locator("#sheet .paper.blank-paper")).to_be_visible()
    expect(page.locator(".offers")).to_have_count(0)
    page.keyboard.press("Control+A")
    ask(page, "起草一份工作总结")
    suggested = page.locator(".offers .example")
    expect(suggested.first).to_contain_text("防汛")
    title = suggested.first.inner_text()
    page.reload()
    expect(suggested.first).to_have_text(title, timeout=30_000)
    suggested.first.click()
    expect(page.locator(".bubble.user").last).to_contain_text(title)
    wait_for_draft(page)
    expect(page.locator("#sheet h1")).to_have_text(title)


def test_files_fill_the_desk(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    outline, facts, picture = tmp_path / "样稿.txt", tmp_path / "事实.txt", tmp_path / "照片.png"
    outline.write_text("一、汛期概况\n二、值班值守\n（一）带班制度\n（二）交接记录\n三、明年打算", "utf-8")
    facts.write_text("单位：向阳幼儿园\n全年组织防汛应急演练4次，386人参加", "utf-8")
    picture.write_bytes(b"\x89PNG")
    page.locator("#field-title textarea").fill(TITLE)
    page.locator("#field-facts textarea").fill("投入8.6万元疏通管道")

    choose_file(page, "#outline-file", outline)
    expect(rows(page)).to_have_count(5)
    assert headings(page) == ["汛期概况", "值班值守", "带班制度", "交接记录", "明年打算"]
    expect(page.locator(".notice")).to_contain_text("5 个标题")
    choose_file(page, "#facts-file", facts)
    expect(page.locator("#field-unit :is(textarea, input)")).to_have_value("向阳幼儿园")
    expected = "投入8.6万元疏通管道\n全年组织防汛应急演练4次，386人参加"
    expect(page.locator("#field-facts textarea")).to_have_value(expected)
    choose_file(page, "#facts-file", picture)
    expect(page.get_by_role("alert")).to_contain_text("照片.png")
    expect(page.locator("#field-facts textarea")).to_have_value(expected)


def test_what_was_edited_in_word_comes_back(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    ask(page, ASK)
    wait_for_draft(page)
    expect(rows(page).first).to_be_visible()
    first = headings(page)[0]
    page.locator("#citing input").click()
    page.get_by_role("option", name="不带出处").click()
    with page.expect_download() as word:
        page.locator("#docx").click()
    path = tmp_path / word.value.suggested_filename
    word.value.save_as(path)
    edited = docx.Document(str(path))
    assert "出处" not in "".join(p.text for p in edited.paragraphs)
    head = next(p for p in edited.paragraphs if p.text.endswith(first))
    head.runs[0].text = head.text.replace(first, "汛期概况")
    for run in head.runs[1:]:
        run.text = ""
    head._p.getnext().addnext(edited.add_paragraph("今年汛期我们多派了一位值班老师。")._p)
    edited.save(str(path))

    choose_file(page, "#word-back", path)
    expect(page.locator("#sheet .paper")).to_contain_text("今年汛期我们多派了一位值班老师。")
    assert headings(page)[0] == "汛期概况"
    foreign = tmp_path / "别的.docx"
    foreign.write_bytes(b"PK")
    choose_file(page, "#word-back", foreign)
    expect(page.get_by_role("alert")).to_contain_text("别的.docx")
    expect(page.locator("#sheet .paper")).to_contain_text("今年汛期我们多派了一位值班老师。")


# -- 检索 ------------------------------------------------------------------------


def test_search_marks_matches_filters_and_opens_the_context(open_page: Open) -> None:
    page = open_page()
    tab(page, "检索")
    page.locator("#query :is(textarea, input)").fill("防汛应急演练")
    page.keyboard.press("Enter")
    hits = page.locator("article.hit")
    expect(hits.first).to_be_visible(timeout=30_000)
    expect(hits.first.locator("mark").first).to_be_visible()
    expect(hits.first.locator(".meta")).to_contain_text(".txt")

    page.locator("#filter-year input").click()
    page.get_by_role("option", name="2023年").click()
    expect(page.locator("article.hit .meta", has_text="2024年")).to_have_count(0)
    expect(hits.first.locator(".meta")).to_contain_text("2023年")

    title = hits.first.locator("h3").inner_text()
    hits.first.get_by_role("button", name="看上下文").click()
    expect(page.locator(".drawer h2")).to_have_text(title)
    expect(page.locator(".drawer .near").first).to_be_visible()


def test_an_empty_query_is_told_in_words(open_page: Open) -> None:
    page = open_page()
    tab(page, "检索")
    page.locator("#search-go").click()
    expect(page.get_by_role("alert")).to_contain_text("检索内容为空")


# -- 语料 ------------------------------------------------------------------------


HIDDEN = (
    "<h1>梧桐街道2022年再生资源回收工作总结</h1><p>"
    + "街道设立回收点，居民交投方便。" * 8
    + '</p><p style="display: none">'
    + "分拣站每日开放，由社区工作者轮流值守。" * 8
    + "</p>"
)


def test_a_folder_and_an_archive_get_their_answers_and_a_report_can_go(
    open_page: Open, tmp_path: Path
) -> None:
    page = open_page()
    text = "梧桐街道2022年垃圾分类工作总结\n\n一、主要做法\n\n" + "街道组织志愿者入户宣传垃圾分类知识。" * 12
    (tmp_path / "往年" / "二级").mkdir(parents=True)
    (tmp_path / "往年" / "垃圾分类.txt").write_bytes(text.encode("gb18030"))
    (tmp_path / "往年" / "二级" / "空白.txt").write_bytes(b"")
    (tmp_path / "往年" / "二级" / "~$锁.docx").write_bytes(b"")
    tab(page, "语料")
    # A folder is chosen whole; an archive tells of each file in it, the bad ones, too.
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="选择文件夹").click()
    chooser.value.set_files(tmp_path / "往年")
    lines = page.locator("#upload-progress li")
    expect(lines).to_have_count(2, timeout=60_000)
    expect(lines.filter(has_text="垃圾分类.txt")).to_contain_text("读出 1 篇报告")
    expect(lines.filter(has_text="空白.txt")).to_contain_text("文件是空的")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("改过扩展名.docx", b"not a zip")
        archive.writestr("空.txt", b"")
        archive.writestr("回收.html", HIDDEN)
    with page.expect_file_chooser() as chooser:
        page.locator("#upload button").first.click()
    chooser.value.set_files(
        [{"name": "材料.zip", "mimeType": "application/zip", "buffer": packed.getvalue()}]
    )
    expect(lines).to_have_count(4, timeout=60_000)
    expect(lines.nth(0)).to_contain_text("材料.zip 读出 1 篇报告")
    expect(lines.filter(has_text="改过扩展名.docx")).to_have_count(1)
    # What was left out of a report is told at once, and one click brings it back.
    expect(lines.nth(3)).to_contain_text("占正文的")
    lines.nth(3).get_by_role("button", name="找回全部").click()
    expect(page.locator(".drawer .report")).to_contain_text("分拣站每日开放")
    page.keyboard.press("Escape")
    restored = page.locator("#reports tr", has_text="回收.html")
    restored.get_by_role("button", name="移除", exact=True).click()
    restored.get_by_role("button", name="确认移除").click()
    expect(restored).to_have_count(0)
    row = page.locator("#reports tr", has_text="垃圾分类.txt")
    expect(row).to_be_visible()

    row.get_by_role("button", name="查看").click()
    expect(page.locator(".drawer .report")).to_contain_text("志愿者入户宣传")
    expect(page.locator(".drawer .read")).to_contain_text("垃圾分类.txt")
    page.keyboard.press("Escape")

    row.get_by_role("button", name="移除", exact=True).click()
    row.get_by_role("button", name="取消").click()
    expect(row).to_be_visible()
    row.get_by_role("button", name="移除", exact=True).click()
    row.get_by_role("button", name="确认移除").click()
    expect(row).to_have_count(0)
    expect(page.locator(".notice.good")).to_contain_text("梧桐街道2022年垃圾分类工作总结")


def test_reading_a_folder_is_stopped_and_what_was_read_stays(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    (tmp_path / "档案").mkdir()
    for number in range(1, 13):
        work = f"第{number}批档案逐卷扫描、逐页核对，目录录入系统，原件按卷号归架，破损页面送交修复。"
        text = f"湖滨档案馆{2010 + number}年档案整理工作总结\n" + "".join(
            f"{enumerator}、第{enumerator}阶段\n{work * 12}\n" for enumerator in "一二三四五六"
        )
        (tmp_path / "档案" / f"{number:02}.txt").write_text(text, "utf-8")
    tab(page, "语料")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="选择文件夹").click()
    chooser.value.set_files(tmp_path / "档案")
    lines = page.locator("#upload-progress li.good")
    expect(lines.first).to_be_visible(timeout=60_000)
    page.locator("#upload-progress").get_by_role("button", name="停止").click()
    told = page.locator("#upload-progress [role=status]")
    expect(told).to_contain_text("已停止，还有", timeout=60_000)
    read = lines.count()
    assert 0 < read < 12
    expect(told).to_contain_text(f"还有 {12 - read} 个没有读")
    page.reload()
    tab(page, "语料")
    kept = page.locator("#reports tr", has_text="湖滨档案馆")
    expect(kept).to_have_count(read)
    for left in range(read - 1, -1, -1):
        kept.first.get_by_role("button", name="移除", exact=True).click()
        kept.first.get_by_role("button", name="确认移除").click()
        expect(kept).to_have_count(left)


def test_what_was_read_wrongly_is_corrected_and_cut_otherwise(open_page: Open) -> None:
    page = open_page()
    text = "梅园小学2023年阅读工作总结\n\n一、主要做法\n\n" + "每天开设晨读课，由语文教师轮流带读。" * 12
    text += "\n\n梅园小学劳动教育小结\n\n" + "每周安排一节劳动课，学生轮流打理菜园。" * 12
    upload(page, ("晨读.txt", text.encode()))
    row = page.locator("#reports tr", has_text="晨读.txt")
    row.get_by_role("button", name="查看").click()
    page.locator(".correct summary").click()
    year, unit = page.locator('.correct input[name="year"]'), page.locator('.correct input[name="unit"]')
    year.fill("去年")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_role("alert")).to_contain_text("四位数字")
    expect(year).to_have_value("去年")
    year.fill("2021")
    unit.fill("梅园中心小学")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".drawer .read")).to_contain_text("梅园中心小学")
    expect(page.locator(".drawer .read")).to_contain_text("2021年")

    page.get_by_role("button", name="改分篇").click()
    line = page.locator(".cuts p", has_text="劳动教育小结")
    line.get_by_role("button", name="从这里分出一篇").click()
    expect(page.locator(".notice.good")).to_contain_text("现在有 2 篇")
    expect(row).to_have_count(2)
    expect(page.locator(".cuts .note")).to_contain_text("您在这里分篇")
    page.get_by_role("button", name="不在这里分").click()
    expect(page.locator(".notice.good")).to_contain_text("现在有 1 篇")
    page.keyboard.press("Escape")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("梅园中心小学")
    row.get_by_role("button", name="移除", exact=True).click()
    row.get_by_role("button", name="确认移除").click()
    expect(row).to_have_count(0)


def test_the_list_can_be_filtered(open_page: Open) -> None:
    page = open_page()
    tab(page, "语料")
    expect(page.locator("#reports tbody tr").first).to_be_visible()
    page.locator("#list-filter :is(textarea, input)").fill("育才小学 家校")
    expect(page.locator("#reports tbody tr")).to_have_count(1)
    expect(page.locator("#reports tbody tr")).to_contain_text("家校共育")


def test_a_script_in_a_corpus_file_does_not_run(open_page: Open) -> None:
    page = open_page()
    lines = upload(page, ("恶意.txt", HOSTILE.encode()))
    expect(lines).to_contain_text("读出 1 篇报告")
    # Its title is on no topic that anybody would ask for; of the same text with a plain one a draft is made.
    upload(page, ("恶意二.txt", HOSTILE.split("</script>", 1)[1].encode()))
    row = page.locator("#reports tr", has_text="恶意.txt")
    row.get_by_role("button", name="查看").click()
    expect(page.locator(".drawer .report")).to_contain_text("晨间阅读")
    page.keyboard.press("Escape")
    tab(page, "检索")
    page.locator("#query :is(textarea, input)").fill("晨间阅读 图书角")
    page.keyboard.press("Enter")
    expect(page.locator("article.hit", has_text="图书角").first).to_be_visible(timeout=30_000)
    page.locator("article.hit button", has_text="看上下文").first.click()
    expect(page.locator(".drawer .passage")).to_contain_text("onmouseover")
    page.keyboard.press("Escape")

    tab(page, "起草")
    ask(page, "你好<img src=x onerror='window.hacked = 6'>")
    expect(page.locator(".bubble.draftbot")).to_be_visible()
    expect(page.locator("#write")).to_be_enabled()
    expect(page.locator(".bubble.user")).to_contain_text("<img")
    ask(page, "起草一份2025年小学阅读工作总结")
    wait_for_draft(page)
    page.locator("#field-title textarea").fill("<img src=x onerror='window.hacked = 7'>阅读工作总结")
    choose_row(page, headings(page)[0])
    page.keyboard.type("<img src=x onerror='window.hacked = 8'>")
    page.locator("#write").click()
    expect(page.locator("#sheet h1")).to_contain_text("<img", timeout=MS_TO_DRAFT)
    expect(page.locator("#sheet .part-head h2").first).to_contain_text("<img")
    expect(page.locator("#write")).to_be_enabled(timeout=MS_TO_DRAFT)
    assert page.evaluate("window.hacked") is None

    tab(page, "语料")
    row.get_by_role("button", name="移除", exact=True).click()
    row.get_by_role("button", name="确认移除").click()
    expect(row).to_have_count(0)


# -- languages and screens ---------------------------------------------------------


def test_an_english_browser_gets_an_english_page(open_page: Open) -> None:
    page = open_page(locale="en-GB")
    expect(page.get_by_role("tab", name="Corpus")).to_be_visible()
    expect(page.locator("#write")).to_have_text("Write the draft")
    expect(page.locator("#outline .none")).to_contain_text("No outline yet")
    expect(page.locator("#field-unit")).to_contain_text("Unit")
    page.get_by_role("tab", name="Search").click()
    page.locator("#search-go").click()
    expect(page.get_by_role("alert")).to_contain_text("The query is empty")


def test_an_english_browser_is_answered_in_english(open_page: Open) -> None:
    page = open_page(locale="en-GB")
    documents: set[str] = set()

    def left_over() -> list[str]:
        """Chinese that the page shows beside its documents; fields hold the user's own."""
        documents.update(page.locator("#sheet .paper, #sheet .sources, .drawer .scroll").all_inner_texts())
        documents.update(page.locator("#sheet :is(.s, h1, h2, h3, h4)").all_inner_texts())
        documents.update(
            page.locator(":is(.hit, #reports td:not(.actions), .bubble.user .words)").all_inner_texts()
        )
        return chinese_in(
            page.locator("body").inner_text(), {line for d in documents for line in d.splitlines()}
        )

    assert left_over() == [
        "帮我起草一份",
        "年幼儿园防汛工作总结",
        "起草一份",
        "年教育局学前教育工作汇报",
        "找防汛应急演练的写法",
    ]
    ask(page, f"{ASK}，800字，事实：演练4次；事实：演练5次")
    wait_for_draft(page)
    expect(page.locator("#sheet .warnings")).to_contain_text("give different numbers of the same thing")
    page.locator("#basis summary").click()
    assert left_over() == []
    for message, answer in (
        ("第二部分的来源", "rests on"),
        ("锁定第一部分", "is locked"),
        ("第九十处空填320", "There is no blank 90"),
        ("撤销", "Undone: locked"),
        ("随便说说", "It is not sure what"),
    ):
        ask(page, message)
        expect(page.locator(".bubble.draftbot").last).to_contain_text(answer, timeout=30_000)
        assert left_over() == [], message
    page.reload()  # what was said before is told again in the reader's language
    expect(page.locator(".bubble.draftbot").last).to_contain_text("It is not sure what")
    assert left_over() == []
    page.get_by_role("tab", name="Search").click()
    page.locator("#query :is(input, textarea)").fill("防汛值班")
    page.locator("#search-go").click()
    expect(page.locator("#results .found")).to_contain_text("passages in")
    assert left_over() == []
    page.get_by_role("tab", name="Corpus").click()
    page.locator("#reports [data-act=report]").first.click()
    expect(page.locator(".drawer")).to_contain_text("What was read out of the file")
    assert left_over() == []
    assert page.title() == "draftbot"


def test_hong_kong_gets_a_chinese_page(open_page: Open) -> None:
    page = open_page(locale="zh-HK")
    expect(page.get_by_role("tab", name="语料")).to_be_visible()
    expect(page.locator("#write")).to_have_text("起草")


@pytest.mark.parametrize("width", [390, 800, 1366])
def test_no_screen_scrolls_sideways(open_page: Open, width: int) -> None:
    page = open_page(width=width)
    for name in ("检索", "语料", "起草"):
        tab(page, name)
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_one_pane_at_a_time(open_page: Open) -> None:
    page = open_page(width=390, height=844)
    expect(page.locator("#message")).to_be_visible()
    expect(page.locator("#write")).to_be_hidden()
    page.get_by_role("button", name="提纲与事实").click()
    expect(page.locator("#write")).to_be_visible()
    expect(page.locator("#message")).to_be_hidden()
    page.get_by_role("button", name="草稿", exact=True).click()
    expect(page.locator("#sheet .paper")).to_be_visible()
