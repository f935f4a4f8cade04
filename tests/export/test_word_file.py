"""A draft as a Word file, opened again and measured against GB/T 9704-2012."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING, WD_UNDERLINE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips
from lxml import etree

from draftbot.domain import Draft, DraftSection, FactSheet, Sentence
from draftbot.export.docx import to_docx
from draftbot.export.options import CITATIONS, WordOptions
from draftbot.export.title import title_lines
from export.drafts_to_export import HEADINGS, WATCH, draft

FANGSONG, KAITI, HEITI = "仿宋_GB2312", "楷体_GB2312", "黑体"


def opened(data: bytes) -> Any:
    return Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def word() -> Any:
    return opened(to_docx(draft()))


def paragraph(word: Any, text: str) -> Any:
    return next(p for p in word.paragraphs if p.text == text)


def east_asian_font(style: Any) -> str:
    return str(style.element.rPr.rFonts.get(qn("w:eastAsia")))


# -- what goes wrong -----------------------------------------------------------


def test_a_draft_without_anything_shows_what_is_missing() -> None:
    empty = replace(draft(" ", sections=(), facts=FactSheet()), opening=(), closing=(), sources=())
    texts = [p.text for p in opened(to_docx(empty)).paragraphs if p.text]
    assert texts == ["【待补：标题】", "【待补：署名】", "【待补：日期】"]


def test_characters_xml_cannot_hold_are_left_out() -> None:
    sections = (DraftSection("情\x00况", 1, ((Sentence("有\x0b控制\ud800符\uffff。"),),)),)
    texts = [p.text for p in opened(to_docx(draft("总\x01结", sections=sections))).paragraphs]
    assert {"总结", "一、情况", "有控制符。"} <= set(texts)


def test_a_day_no_calendar_has_does_not_stop_the_download() -> None:
    word = opened(to_docx(draft(facts=FactSheet(unit="甲园", date="2025-02-30"))))
    assert paragraph(word, "2025-02-30").style.name == "Date"


def test_a_number_typed_into_a_heading_is_not_doubled() -> None:
    word = opened(to_docx(draft(sections=(DraftSection("三、基本情况", 1), DraftSection("（二）做法", 2)))))
    assert [p.text for p in word.paragraphs if p.style.name.startswith("Heading")][:2] == [
        "一、基本情况",
        "（一）做法",
    ]


@pytest.mark.parametrize("title", ["情况" * 150, "【待补：单位】" * 30, "a" * 500])
def test_a_monstrous_title_is_left_to_word(title: str) -> None:
    assert title_lines(title, 20) == [title]
    assert opened(to_docx(draft(title))).paragraphs[0].text == title


# -- page ----------------------------------------------------------------------


def test_page_margins_and_grid(word: Any) -> None:
    section = word.sections[0]
    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))  # A4
    for margin, millimetres in (("top", 37), ("bottom", 35), ("left", 28), ("right", 26)):
        assert getattr(section, f"{margin}_margin") == pytest.approx(Mm(millimetres), abs=Twips(1))
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    pitch = int(grid.get(qn("w:linePitch")))
    height = section.page_height - section.top_margin - section.bottom_margin
    width = section.page_width - section.left_margin - section.right_margin
    assert height // Twips(pitch) == 22
    char = Pt(16 + int(grid.get(qn("w:charSpace"))) / 4096)
    assert width // char == 28
    assert width - 28 * char < Pt(1)


def test_text_and_title_type(word: Any) -> None:
    normal, title = word.styles["Normal"], word.styles["Title"]
    assert normal.font.size == Pt(16)
    assert east_asian_font(normal) == FANGSONG
    assert normal.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert normal.paragraph_format.line_spacing == Pt(28.95)
    assert title.font.size == Pt(22)
    assert east_asian_font(title) == "方正小标宋简体"
    assert title.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    indent = word.styles["Body Text"].element.pPr.ind
    assert indent.get(qn("w:firstLineChars")) == "200"
    width = Twips(int(indent.get(qn("w:firstLine"))))
    assert width == pytest.approx(2 * Pt(15.8), abs=Pt(0.1))


def test_headings_are_real_styles_and_look_as_the_standard_says(word: Any) -> None:
    found = [p for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert [p.text for p in found] == [*HEADINGS, "参考来源"]
    assert [p.style.name for p in found[:5]] == [f"Heading {level}" for level in (1, 1, 2, 3, 4)]
    for level, font in enumerate((HEITI, KAITI, FANGSONG, FANGSONG), 1):
        style = word.styles[f"Heading {level}"]
        assert east_asian_font(style) == font
        assert style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)
        assert style.element.pPr.ind.get(qn("w:firstLineChars")) == "200"
        assert style.font.size is None  # as the text: 3号
        assert not style.font.bold
        assert style.font.color.rgb is None
        assert style.paragraph_format.space_before is None
        assert style.base_style.name == "Normal"
    normal = word.styles["Normal"]
    assert normal.font.color.rgb == RGBColor(0, 0, 0)
    assert (normal.paragraph_format.space_before, normal.paragraph_format.space_after) == (0, 0)


def test_fonts_name_their_fallbacks() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(draft()))) as package:
        table = package.read("word/fontTable.xml").decode()
    for font, fallback in ((FANGSONG, "仿宋,FangSong"), (KAITI, "楷体,KaiTi"), ("方正小标宋简体", "宋体")):
        entry = table.split(f'w:name="{font}"')[1].split("</w:font>")[0]
        assert fallback in entry


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(word: Any) -> None:
    section = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer
    for footer, side, gap in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right_indent"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left_indent"),
    ):
        line = footer.paragraphs[0]
        assert line.text == "— 1 —"
        assert line.alignment == side
        assert getattr(line.paragraph_format, gap) == Pt(14)
        assert " PAGE " in [field.text for field in line._p.iter(qn("w:instrText"))]
        assert line.style.font.size == Pt(14)
        assert east_asian_font(line.style) == "宋体"
    middle = section.bottom_margin - section.footer_distance - Pt(8)
    assert middle == pytest.approx(Mm(7), abs=Mm(0.2))


def test_nothing_of_python_docx_is_left() -> None:
    data = to_docx(draft())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        texts = {name: package.read(name).decode() for name in names}
    assert not [name for name in names if "thumbnail" in name or "theme" in name or "customXml" in name]
    assert "python-docx" not in "".join(texts.values())
    assert "w:useFELayout" in texts["word/settings.xml"]
    word = opened(data)
    assert {style.name for style in word.styles} <= {
        "Normal", "Default Paragraph Font", "Title", "Salutation", "Body Text", "Signature", "Date", "Footer",
        "Heading 1", "Heading 2", "Heading 3", "Heading 4", "参考来源", "参考段落", "附件",
        "footnote text", "footnote reference", "annotation text", "annotation reference",
    }  # fmt: skip
    assert word.core_properties.title == "向阳幼儿园2025年防汛工作总结"
    assert word.core_properties.author == word.core_properties.last_modified_by == "青禾区向阳幼儿园"
    assert word.core_properties.comments == ""


# -- text ----------------------------------------------------------------------


def test_the_parts_stand_in_the_order_of_a_report(word: Any) -> None:
    lines = [(p.style.name, p.text) for p in word.paragraphs]
    assert lines[:5] == [
        ("Title", "向阳幼儿园2025年防汛工作总结"),
        ("Normal", ""),
        ("Salutation", "各位领导："),
        ("Body Text", "现将有关情况汇报如下："),
        ("Heading 1", "一、基本情况"),
    ]
    at = lines.index(("Body Text", "特此报告。"))
    assert lines[at + 1 : at + 4] == [
        ("Signature", ""),
        ("Signature", "青禾区向阳幼儿园"),
        ("Date", "2025年12月5日"),
    ]


def test_blanks_are_highlighted_and_nothing_else(word: Any) -> None:
    marked = [r.text for p in word.paragraphs for r in p.runs if r.font.highlight_color]
    assert marked == ["【待补：人数】", "【待补：本部分内容】"]
    run = next(r for p in word.paragraphs for r in p.runs if r.text == "【待补：人数】")
    assert run.font.highlight_color == WD_COLOR_INDEX.YELLOW


def test_citations_are_comments_on_their_sentences(word: Any) -> None:
    line = paragraph(word, f"{WATCH}。值班【待补：人数】人。")
    first, second = word.comments
    assert first.author == "出处"
    assert first.text.startswith("[1] 晨光幼儿园2024年防汛工作总结 › 主要做法 › 值班：汛期")
    assert first.paragraphs[1].text == "[2] 柳荫街道2023年防汛工作汇报 › 措施：沿街排查排水口。"
    assert second.text == first.paragraphs[1].text
    assert commented(line, first.comment_id) == f"{WATCH}。"
    assert commented(line, second.comment_id) == "值班【待补：人数】人。"


def commented(line: Any, comment_id: int) -> str:
    """What stands between the marks of a comment."""
    text, inside = "", False
    for element in line._p:
        if element.get(qn("w:id")) == str(comment_id):
            inside = element.tag == qn("w:commentRangeStart")
        elif inside:
            text += "".join(t.text for t in element.iter(qn("w:t")))
    return text


def test_citations_can_be_footnotes() -> None:
    data = to_docx(draft(), WordOptions(citations="footnotes"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        relations = package.read("word/_rels/document.xml.rels").decode()
        types = package.read("[Content_Types].xml").decode()
        settings = package.read("word/settings.xml").decode()
        assert "word/comments.xml" not in package.namelist()
    texts = ["".join(note.itertext()).strip() for note in notes]
    assert [note.get(qn("w:id")) for note in notes] == ["-1", "0", "1", "2"]
    assert texts[2:] == [
        "晨光幼儿园2024年防汛工作总结 › 主要做法 › 值班；柳荫街道2023年防汛工作汇报 › 措施",
        "柳荫街道2023年防汛工作汇报 › 措施",
    ]
    assert 'relationships/footnotes" Target="footnotes.xml"' in relations
    assert "wordprocessingml.footnotes+xml" in types
    assert "<w:footnotePr>" in settings
    word = opened(data)
    line = paragraph(word, f"{WATCH}。值班【待补：人数】人。")
    marks = [mark.get(qn("w:id")) for mark in line._p.iter(qn("w:footnoteReference"))]
    assert marks == ["1", "2"]
    # The mark stands before the full stop.
    assert [run.text for run in line.runs][:3] == [WATCH, "", "。"]
    assert line.runs[1].style.name == "footnote reference"


def test_a_draft_without_citations_has_neither_notes_nor_comments() -> None:
    plain = replace(draft(sections=(DraftSection("情况", 1, ((Sentence("有。"),),)),)), sources=())
    for citations in CITATIONS:
        with zipfile.ZipFile(io.BytesIO(to_docx(plain, WordOptions(citations)))) as package:
            assert not {"word/footnotes.xml", "word/comments.xml"} & set(package.namelist())


def test_a_citation_of_nothing_is_told_as_it_is() -> None:
    lost = replace(draft(), sources=())
    assert [c.text for c in opened(to_docx(lost)).comments] == ["[1][2]", "[2]"]
    with zipfile.ZipFile(io.BytesIO(to_docx(lost, WordOptions("footnotes")))) as package:
        assert "[1][2]" in package.read("word/footnotes.xml").decode()


def test_the_sources_stand_on_their_own_page(word: Any) -> None:
    heading = paragraph(word, "参考来源")
    assert heading.paragraph_format.page_break_before
    after = [p.text for p in word.paragraphs][[p.text for p in word.paragraphs].index("参考来源") + 2 :]
    assert after[0] == "[1] 晨光幼儿园2024年防汛工作总结 › 主要做法 › 值班"
    assert len(after[1]) == 122
    assert after[2:] == ["[2] 柳荫街道2023年防汛工作汇报 › 措施", "沿街排查排水口。"]


def test_citations_and_appendix_can_be_left_out_apart() -> None:
    unmarked = opened(to_docx(draft(), WordOptions("none")))
    assert list(unmarked.comments) == []
    assert paragraph(unmarked, "参考来源")
    clean = opened(to_docx(draft(), WordOptions("comments", appendix=False)))
    assert len(list(clean.comments)) == 2
    assert "参考来源" not in [p.text for p in clean.paragraphs]


def test_the_file_says_which_draft_it_is(word: Any) -> None:
    assert word.core_properties.identifier == "d1"


def test_attachments_stand_below_the_text() -> None:
    names = ("防汛值班表。", " ", "应急演练\x00记录表")
    word = opened(to_docx(draft(), WordOptions(attachments=names)))
    lines = [(p.style.name, p.text) for p in word.paragraphs]
    at = lines.index(("Body Text", "特此报告。"))
    assert lines[at + 1 : at + 5] == [
        ("附件", ""), ("附件", "附件：1.防汛值班表"), ("附件", "2.应急演练记录表"), ("Signature", ""),
    ]  # fmt: skip
    indents = [p._p.pPr.ind for p in word.paragraphs if p.style.name == "附件" and p.text]
    assert [(i.get(qn("w:leftChars")), i.get(qn("w:hangingChars"))) for i in indents] == [
        ("600", "400"), ("600", "100"),
    ]  # fmt: skip
    alone = opened(to_docx(draft(), WordOptions(attachments=("防汛值班表：夏季",))))
    line = paragraph(alone, "附件：防汛值班表：夏季")
    assert line._p.pPr.ind.get(qn("w:leftChars")) == "500"


@pytest.mark.parametrize(
    ("unit", "day", "signature", "date"),
    [
        ("青禾区向阳幼儿园", "2025年12月5日", 18, 20),  # ends two from the right; date two in from it
        ("青禾区教育局", "2025年12月25日", 17, 19),  # date is longer: it ends two from the right
        ("", "", 19, 21),
    ],
)
def test_signature_and_date_stand_at_the_right(unit: str, day: str, signature: float, date: float) -> None:
    word = opened(to_docx(draft(facts=FactSheet(unit=unit, date=day))))
    lines = [p for p in word.paragraphs if p.text and p.style.name in ("Signature", "Date")]
    indents = [int(p._p.pPr.ind.get(qn("w:leftChars"))) / 100 for p in lines]
    assert indents == [signature, date]


def test_who_signs() -> None:
    both = FactSheet(unit="青禾区教育局", author="周敏")
    unit = FactSheet(unit="青禾区教育局")
    assert paragraph(opened(to_docx(draft(facts=both))), "周敏").style.name == "Signature"
    first_person = opened(to_docx(draft(facts=unit, first_person=True)))
    assert paragraph(first_person, "【待补：署名】").style.name == "Signature"


def test_a_long_title_breaks_between_words_into_unlike_lines() -> None:
    lines = ["青禾区教育局关于2025年度中小学校园", "安全隐患排查整治工作情况的调研报告"]
    title = "".join(lines)
    word = opened(to_docx(draft(title)))
    assert word.paragraphs[0].text.split("\n") == lines
    assert word.core_properties.title == title


def test_a_blank_in_a_long_title_stays_whole_and_highlighted() -> None:
    title = "【待补：单位】关于2025年度汛期安全隐患排查整治工作开展情况的总结"
    runs = opened(to_docx(draft(title))).paragraphs[0].runs
    assert [r.text for r in runs if r.font.highlight_color] == ["【待补：单位】"]


# -- what nobody has confirmed ---------------------------------------------------


BORROWED = "门卫室添置了两台抽水泵。"
OURS = "本园三个班错峰离园。"


@pytest.fixture
def half_confirmed() -> Draft:
    """A point that is another unit's, and one that the user wrote."""
    paragraphs = (
        (Sentence(f"（一）{BORROWED}", (1,)),),
        (Sentence(f"（二）{OURS}", (1,), confirmed=True),),
    )
    return draft(sections=(DraftSection("主要做法", 1, paragraphs),))


def underlined(word: Any) -> str:
    return "".join(
        run.text for p in word.paragraphs for run in p.runs if run.underline == WD_UNDERLINE.DOTTED
    )


def test_what_is_unconfirmed_stands_under_dots(half_confirmed: Draft) -> None:
    assert underlined(opened(to_docx(half_confirmed))) == f"（一）{BORROWED}"


def test_what_is_unconfirmed_can_be_kept_as_it_is(half_confirmed: Draft) -> None:
    word = opened(to_docx(half_confirmed, WordOptions(unconfirmed="keep")))
    assert underlined(word) == ""
    assert any(BORROWED in p.text for p in word.paragraphs)


def test_what_is_unconfirmed_can_be_left_out(half_confirmed: Draft) -> None:
    word = opened(to_docx(half_confirmed, WordOptions(unconfirmed="omit")))
    body = [p.text for p in word.paragraphs if p.style.name == "Body Text"]
    assert not any(BORROWED in text for text in body)
    assert any(OURS in text for text in body)
    assert underlined(word) == ""
    assert len(half_confirmed.sections[0].sentences) == 2


def test_what_is_unconfirmed_is_left_out_though_locked_and_its_lead_does_not_stay_alone() -> None:
    lead, locked = Sentence("主要做了以下工作：", (), (), "connective"), Sentence(BORROWED, (1,), locked=True)
    half = draft(sections=(DraftSection("主要做法", 1, ((lead,), (locked,))),))
    told = "\n".join(
        p.text for p in opened(to_docx(half, WordOptions(appendix=False, unconfirmed="omit"))).paragraphs
    )
    assert BORROWED not in told
    assert lead.text not in told
