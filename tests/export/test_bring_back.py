"""An exported Word file edited as people do, and brought back into its draft."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from draftbot.domain import (
    Draft,
    DraftRequest,
    DraftSection,
    FactSheet,
    Outline,
    OutlineSection,
    Role,
    Sentence,
    Source,
)
from draftbot.errors import DamagedFile, EncryptedFile, NotThisDraft
from draftbot.export.bring_back import bring_back
from draftbot.export.docx import to_docx
from draftbot.export.options import CITATIONS, WordOptions
from draftbot.export.word_text import read_word
from export.drafts_to_export import draft as draft_of_all_kinds
from needs import needs_libreoffice

WATCH = "汛期安排双人值班，交接班时当面签字确认。"
CHECK = "汛前对排水设施进行全面检查，发现问题及时整改。"
DRILL = "组织应急演练【待补：次数】次，【待补：人数】人参加，检验了预案。"
LEARN = "通过演练，师生掌握了避险知识。"
FACT = "3月添置沙袋200个。"
WEAK = "部分排水管道老化，强降雨时排水不畅。"
NAME = "总结.docx"


def make_draft() -> Draft:
    sections = (
        DraftSection("基本情况", 1, ((Sentence("本园高度重视防汛工作，平安度过汛期。", (1,)),),), "有些短"),
        DraftSection("主要做法", 1),
        DraftSection(
            "值班值守",
            2,
            (
                (Sentence(WATCH, (1, 2)), Sentence(CHECK, (2,), origin="model")),
                (Sentence(FACT, (), (), "fact"),),
            ),
        ),
        DraftSection("应急演练", 2, ((Sentence(DRILL, (3,), ("次数", "人数")), Sentence(LEARN, (3,))),)),
        DraftSection("存在的问题", 1, ((Sentence(WEAK, (4,)),),)),
        DraftSection("下一步打算", 1),
    )
    roles = (Role.OVERVIEW, Role.WORK, Role.WORK, Role.WORK, Role.PROBLEMS, Role.PLANS)
    plans = tuple(
        OutlineSection(s.heading, s.level, "写清楚", 200, role=role)
        for s, role in zip(sections, roles, strict=True)
    )
    texts = (
        "本园高度重视防汛工作，平安度过汛期。" + WATCH,
        WATCH + CHECK,
        "组织应急演练5次，320人参加，检验了预案。" + LEARN,
        WEAK,
    )
    return Draft(
        "d7",
        DraftRequest("2025年防汛工作总结", Outline("工作总结", plans), FactSheet(unit="向阳幼儿园")),
        sections,
        tuple(
            Source(n, f"p{n}", f"r{n}", f"第{n}篇总结", ("做法",), text) for n, text in enumerate(texts, 1)
        ),
        opening=(Sentence("现将有关情况总结如下：", origin="connective"),),
        closing=(Sentence("特此报告。", origin="connective"),),
    )


def edited(
    change: Callable[[Any], None], draft: Draft | None = None, options: WordOptions | None = None
) -> bytes:
    word = Document(io.BytesIO(to_docx(draft or make_draft(), options)))
    change(word)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def back(data: bytes, draft: Draft | None = None) -> Draft:
    return bring_back(draft or make_draft(), read_word(data, NAME, 2**24), NAME)


def brought(change: Callable[[Any], None]) -> Draft:
    return back(edited(change))


def paragraph(word: Any, beginning: str) -> Any:
    return next(p for p in word.paragraphs if p.text.startswith(beginning))


def retype(word: Any, old: str, new: str) -> None:
    """Puts `new` for `old` in the run that holds it, as typing does."""
    run = next(run for p in word.paragraphs for run in p.runs if old in run.text)
    run.text = run.text.replace(old, new)


def section(draft: Draft, heading: str) -> DraftSection:
    return next(s for s in draft.sections if s.heading == heading)


# -- files that cannot be brought back ---------------------------------------------


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", DamagedFile),
        ("一、基本情况".encode(), DamagedFile),
        (b"PK\x03\x04 cut off", DamagedFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc", DamagedFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
    ],
)
def test_a_damaged_file_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=NAME):
        read_word(data, NAME, 2**20)


def test_an_archive_without_a_document_or_with_broken_xml_is_refused() -> None:
    for content in (None, b"<w:document", b"<html/>"):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr("other.xml", "<a/>")
            if content is not None:
                package.writestr("word/document.xml", content)
        with pytest.raises(DamagedFile):
            read_word(stream.getvalue(), NAME, 2**20)


def test_a_foreign_file_is_refused() -> None:
    foreign = Document()
    foreign.add_heading("一、基本情况", 1)
    foreign.add_paragraph("我校今年开展了读书活动，学生参与面广，效果良好。")
    stream = io.BytesIO()
    foreign.save(stream)
    with pytest.raises(NotThisDraft, match="没有这份草稿的内容") as refused:
        back(stream.getvalue())
    assert refused.value.hint("zh").startswith("草稿没有改动")


def test_a_file_without_headings_is_refused() -> None:
    def remove_headings(word: Any) -> None:
        for p in [p for p in word.paragraphs if p.style.name.startswith("Heading")]:
            p._p.getparent().remove(p._p)

    with pytest.raises(NotThisDraft, match="没有各部分的标题"):
        brought(remove_headings)


# -- what was not touched ----------------------------------------------------------


@pytest.mark.parametrize("citations", CITATIONS)
@pytest.mark.parametrize("appendix", [True, False])
def test_an_untouched_file_leaves_the_draft_as_it_is(citations: Any, appendix: bool) -> None:
    options = WordOptions(citations, appendix, ("值班表", "演练记录"))
    for draft in (make_draft(), replace(draft_of_all_kinds(), warnings=())):
        outline = replace(draft.request.outline, sections=tuple(
            OutlineSection(s.heading, s.level) for s in draft.sections
        ) if not draft.request.outline.sections else draft.request.outline.sections)  # fmt: skip
        draft = replace(draft, request=replace(draft.request, outline=outline))
        assert back(to_docx(draft, options), draft) == draft


def test_characters_word_cannot_hold_make_no_edit() -> None:
    draft = make_draft()
    odd = replace(draft.sections[0], paragraphs=((Sentence("本园\x0b高度重视防汛工作。\x00", (1,)),),))
    draft = replace(draft, sections=(odd, *draft.sections[1:]))
    assert back(to_docx(draft), draft).sections[0] == odd


def test_runs_split_by_the_editor_make_no_edit() -> None:
    def split(word: Any) -> None:
        run = paragraph(word, WATCH).runs[0]
        copy = deepcopy(run._r)
        run._r.addnext(copy)
        half = len(run.text) // 2
        text, run.text = run.text, run.text[:half]
        copy.find(qn("w:t")).text = text[half:]
        copy.addprevious(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
        copy.addprevious(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="9" w:name="_GoBack"/>'))

    assert brought(split) == make_draft()


# -- sentences ---------------------------------------------------------------------


def test_an_edited_sentence_is_the_users_and_cites_what_still_bears_it_out() -> None:
    draft = brought(lambda word: retype(word, "交接班时当面签字确认", "交接班时当面签字"))
    first, second = section(draft, "值班值守").paragraphs[0]
    assert first == Sentence("汛期安排双人值班，交接班时当面签字。", (1, 2), (), "user")
    assert second == Sentence(CHECK, (2,), origin="model")
    assert WATCH in draft.dropped


def test_a_sentence_put_quite_otherwise_loses_its_citation() -> None:
    draft = brought(
        lambda word: retype(word, WEAK[:-1], "部分管道老化，另有操场积水、围墙开裂、屋顶渗漏等情况需要处理")
    )
    (only,) = section(draft, "存在的问题").sentences
    assert (only.origin, only.citations) == ("user", ())
    assert 4 not in {source.number for source in draft.sources}


def test_filled_blanks_are_told_as_filled() -> None:
    def fill(word: Any) -> None:
        retype(word, "【待补：次数】", "4")

    sentence = section(brought(fill), "应急演练").sentences[0]
    assert sentence.text == DRILL.replace("【待补：次数】", "4")
    assert (sentence.citations, sentence.origin, sentence.blanks) == ((3,), "source", ("人数",))
    assert [(f.label, f.text, f.start) for f in sentence.fills] == [("次数", "4", 6)]
    assert sentence.unfilled == DRILL

    def fill_both(word: Any) -> None:
        fill(word)
        retype(word, "【待补：人数】", "全园320")

    both = section(brought(fill_both), "应急演练").sentences[0]
    assert both.unfilled == DRILL
    assert [f.text for f in both.fills] == ["4", "全园320"]
    # A second time round, the first filling is known already.
    once = brought(fill)
    again = back(edited(lambda word: retype(word, "【待补：人数】", "320"), once), once)
    assert again.sections[3].sentences[0].unfilled == DRILL


def test_new_sentences_and_paragraphs_are_the_users() -> None:
    def add(word: Any) -> None:
        paragraph(word, FACT).add_run("6月又检修水泵2台。")
        new = paragraph(word, FACT).insert_paragraph_before("值班电话向家长公布。", style="Body Text")
        assert new.text

    paragraphs = section(brought(add), "值班值守").paragraphs
    assert [[s.text for s in p] for p in paragraphs] == [
        [WATCH, CHECK], ["值班电话向家长公布。"], [FACT, "6月又检修水泵2台。"],
    ]  # fmt: skip
    assert [s.origin for p in paragraphs[1:] for s in p] == ["user", "fact", "user"]


def test_a_deleted_sentence_is_gone_and_is_not_written_again() -> None:
    def delete(word: Any) -> None:
        for run in [r for r in paragraph(word, "组织应急演练").runs if r.text][-2:]:
            run.text = ""

    draft = brought(delete)
    assert [s.text for s in section(draft, "应急演练").sentences] == [DRILL]
    assert LEARN in draft.dropped


def test_a_sentence_moved_to_another_section_keeps_its_source() -> None:
    def move(word: Any) -> None:
        weak, target = paragraph(word, WEAK), paragraph(word, "本园高度重视")
        target._p.addnext(weak._p)

    draft = brought(move)
    assert section(draft, "基本情况").sentences[-1] == Sentence(WEAK, (4,))
    assert section(draft, "存在的问题").paragraphs == ()
    assert len(draft.sources) == 4


def test_two_sentences_without_a_full_stop_between_are_known_again() -> None:
    draft = make_draft()
    joined = replace(
        draft.sections[4], paragraphs=((Sentence("（一）设施老化", (4,)), Sentence(WEAK, (4,))),)
    )
    draft = replace(draft, sections=(*draft.sections[:4], joined, *draft.sections[5:]))
    assert back(to_docx(draft), draft) == draft


# -- headings ----------------------------------------------------------------------


def test_a_renamed_heading_keeps_its_text_and_its_plan() -> None:
    draft = brought(lambda word: retype(word, "三、存在的问题", "三、短板和差距"))
    assert section(draft, "短板和差距").sentences == (Sentence(WEAK, (4,)),)
    plan = draft.request.outline.sections[4]
    assert (plan.heading, plan.purpose, plan.role) == ("短板和差距", "写清楚", Role.PROBLEMS)


def test_an_empty_section_renamed_between_known_ones_is_the_same() -> None:
    draft = brought(lambda word: retype(word, "四、下一步打算", "四、明年计划"))
    assert draft.request.outline.sections[5].purpose == "写清楚"
    assert draft.sections[5] == DraftSection("明年计划", 1)


def test_added_removed_and_reordered_headings() -> None:
    def rearrange(word: Any) -> None:
        body = word.element.body
        # 应急演练 goes before 值班值守.
        drill, text = paragraph(word, "（二）应急演练")._p, paragraph(word, "组织应急演练")._p
        paragraph(word, "（一）值班值守")._p.addprevious(drill)
        drill.addnext(text)
        body.remove(paragraph(word, "四、下一步打算")._p)
        body.remove(paragraph(word, "【待补：本部分内容】")._p)
        weak = paragraph(word, "三、存在的问题")
        weak.insert_paragraph_before("三、工作体会", style="Heading 1")
        weak.insert_paragraph_before("防汛工作重在平时。", style="Body Text")

    draft = brought(rearrange)
    assert [(s.level, s.heading) for s in draft.sections] == [
        (1, "基本情况"), (1, "主要做法"), (2, "应急演练"), (2, "值班值守"), (1, "工作体会"), (1, "存在的问题"),
    ]  # fmt: skip
    assert section(draft, "值班值守") == section(make_draft(), "值班值守")
    assert section(draft, "应急演练") == section(make_draft(), "应急演练")
    assert section(draft, "工作体会").sentences == (Sentence("防汛工作重在平时。", origin="user"),)
    outline = draft.request.outline.sections
    assert [s.heading for s in outline] == [s.heading for s in draft.sections]
    assert outline[4].role is Role.EXPERIENCE
    assert outline[3].purpose == "写清楚"


def test_a_heading_typed_without_its_style_is_one() -> None:
    def add(word: Any) -> None:
        end = paragraph(word, "特此报告。")
        end.insert_paragraph_before("五、有关建议", style="Body Text")
        end.insert_paragraph_before("建议增加防汛经费。", style="Body Text")

    draft = brought(add)
    assert section(draft, "有关建议").text == "建议增加防汛经费。"
    assert draft.closing == make_draft().closing


def test_a_list_item_in_the_text_is_no_heading() -> None:
    draft = make_draft()
    item = replace(
        draft.sections[4], paragraphs=((Sentence("（一）排水管道老化", (4,)),), (Sentence(WEAK, (4,)),))
    )
    draft = replace(draft, sections=(*draft.sections[:4], item, *draft.sections[5:]))
    assert back(to_docx(draft), draft) == draft


# -- around the sections -----------------------------------------------------------


def test_title_opening_closing_signature_and_date_are_taken_over() -> None:
    def change(word: Any) -> None:
        retype(word, "2025年防汛工作总结", "2025年度防汛工作总结")
        retype(word, "现将有关情况总结如下：", "现将全年情况总结如下：")
        retype(word, "特此报告。", "特此汇报。")
        retype(word, "向阳幼儿园", "向阳幼儿园办公室")
        retype(word, "【待补：日期】", "2026年1月5日")

    draft = brought(change)
    assert draft.title == "2025年度防汛工作总结"
    assert draft.opening == (Sentence("现将全年情况总结如下：", origin="user"),)
    assert draft.closing == (Sentence("特此汇报。", origin="user"),)
    assert (draft.request.facts.author, draft.request.facts.date) == ("向阳幼儿园办公室", "2026年1月5日")
    assert draft.sections == make_draft().sections


def test_text_below_the_date_is_not_lost() -> None:
    def add(word: Any) -> None:
        word.paragraphs[-1]._p.addnext(deepcopy(paragraph(word, "特此报告。")._p))
        retype_last(word, "特此报告。", "抄送：各班。")

    data = edited(add, options=WordOptions(appendix=False))
    assert [s.text for s in back(data).closing] == ["特此报告。", "抄送：各班。"]


def retype_last(word: Any, old: str, new: str) -> None:
    run = [run for p in word.paragraphs for run in p.runs if old in run.text][-1]
    run.text = run.text.replace(old, new)


def test_comments_and_appendix_edited_or_not_do_not_come_back() -> None:
    def comment(word: Any) -> None:
        line = paragraph(word, FACT)
        word.add_comment(line.runs, text="请核实数量", author="领导", initials="")
        retype(word, "[1] 第1篇总结", "[1] 改过的来源")

    assert brought(comment) == make_draft()


# -- tracked changes ---------------------------------------------------------------


def inserted(text: str) -> Any:
    return parse_xml(
        f'<w:ins {nsdecls("w")} w:id="90" w:author="王" w:date="2026-01-01T00:00:00Z">'
        f"<w:r><w:t>{text}</w:t></w:r></w:ins>"
    )


def delete_run(run: Any) -> None:
    """Marks a run as deleted, as Word does with changes tracked."""
    mark = parse_xml(f'<w:del {nsdecls("w")} w:id="91" w:author="王" w:date="2026-01-01T00:00:00Z"/>')
    run._r.addprevious(mark)
    mark.append(run._r)
    text = run._r.find(qn("w:t"))
    text.tag = qn("w:delText")


def test_tracked_insertions_are_read_and_deletions_dropped() -> None:
    def track(word: Any) -> None:
        drill = paragraph(word, "组织应急演练")
        blank = next(r for r in drill.runs if r.text == "【待补：次数】")
        blank._r.addnext(inserted("4"))
        delete_run(blank)
        paragraph(word, FACT)._p.append(inserted("沙袋已分到各班。"))

    draft = brought(track)
    assert section(draft, "应急演练").sentences[0].fills[0].text == "4"
    assert section(draft, "值班值守").sentences[-1] == Sentence("沙袋已分到各班。", origin="user")


def test_a_paragraph_mark_deleted_with_changes_tracked_joins_two_paragraphs() -> None:
    def join(word: Any) -> None:
        properties = paragraph(word, WATCH)._p.get_or_add_pPr()
        marks = OxmlElement("w:rPr")
        marks.append(parse_xml(f'<w:del {nsdecls("w")} w:id="92" w:author="王"/>'))
        properties.append(marks)

    (only,) = section(brought(join), "值班值守").paragraphs
    assert [s.text for s in only] == [WATCH, CHECK, FACT]
    assert only[0].citations == (1, 2)


def test_a_whole_paragraph_inserted_with_changes_tracked() -> None:
    def insert(word: Any) -> None:
        paragraph(word, FACT)._p.addnext(
            parse_xml(
                f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="BodyText"/><w:rPr><w:ins w:id="93" w:author="王"/></w:rPr>'
                '</w:pPr><w:ins w:id="94" w:author="王"><w:r><w:t>新增一段。</w:t></w:r></w:ins></w:p>'
            )
        )

    assert section(brought(insert), "值班值守").paragraphs[-1] == (Sentence("新增一段。", origin="user"),)


# -- other programs ----------------------------------------------------------------


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("citations", CITATIONS)
def test_a_file_saved_again_by_libreoffice_makes_no_edit(tmp_path: Path, citations: Any) -> None:
    source = tmp_path / "总结.docx"
    source.write_bytes(to_docx(make_draft(), WordOptions(citations, attachments=("值班表",))))
    saved = tmp_path / "saved"
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert back((saved / "总结.docx").read_bytes()) == make_draft()


def test_a_file_that_leaves_out_what_is_unconfirmed_is_not_brought_back() -> None:
    draft = make_draft()
    file = read_word(to_docx(draft, WordOptions(unconfirmed="omit")), NAME, 10**7)
    with pytest.raises(NotThisDraft):
        bring_back(draft, file, NAME)
    assert not read_word(to_docx(draft), NAME, 10**7).is_excerpt
