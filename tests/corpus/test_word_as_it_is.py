"""Word files as offices have them: forms, controls, boxes, contents, hidden text, looks."""

from __future__ import annotations

import pytest

from corpus import wordxml as w
from corpus.making import numbered_docx
from draftbot.corpus import read
from draftbot.corpus.formats import extract
from draftbot.corpus.lines import Place
from draftbot.domain import Report
from draftbot.errors import TooManyParts

TITLE = w.paragraph("青溪镇卫生院2023年公共卫生工作总结")
PROSE = "全年为辖区老人免费体检，逐户建档，慢病患者每季度随访，随访记录由村医签字后上交院里存档。"
OTHER = "疫苗冷链每天两次测温，记录完整，过期疫苗按规定登记后交县疾控中心统一处理，没有发生差错。"


def lines(data: bytes) -> list[str]:
    return [line.text for line in extract(data, "a.docx", 2**24) if line.text and not line.dropped_as]


def only(data: bytes) -> Report:
    (report,) = read(data, "a.docx")
    return report


def headings(report: Report) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.heading) for _, s in report.walk() if s.heading]


def test_a_form_gives_its_values_as_rows_and_its_text_as_text() -> None:
    form = w.table(
        (w.cell(w.paragraph("姓名")), w.cell(w.paragraph("柳望舒"))),
        (w.cell(w.paragraph("单位")), w.cell(w.paragraph("青溪镇卫生院财务科"))),
        (
            w.cell(w.paragraph("本人总结")),
            w.cell(*map(w.paragraph, ("2023年度述职报告", "一、公共卫生", PROSE, "二、预防接种", OTHER))),
        ),
    )
    report = only(w.word(w.paragraph("年度考核表"), form))
    assert headings(report) == [(1, "一、", "公共卫生"), (1, "二、", "预防接种")]
    assert (report.title, report.unit.value) == ("2023年度述职报告", "青溪镇卫生院")
    assert "姓名 | 柳望舒" in report.text


def test_a_report_in_one_cell_is_a_report() -> None:
    inside = w.cell(TITLE, *map(w.paragraph, ("一、公共卫生", PROSE, "二、预防接种", OTHER)))
    report = only(w.word(w.table((inside,))))
    assert report.title == "青溪镇卫生院2023年公共卫生工作总结"
    assert [heading for _, _, heading in headings(report)] == ["公共卫生", "预防接种"]


def test_short_texts_with_headings_side_by_side_are_read_in_their_order() -> None:
    row = [w.cell(w.paragraph(f"{n}、{name}"), w.paragraph(f"{name}按月检查。")) for n, name in
           (("一", "门诊"), ("二", "药房"), ("三", "后勤"))]  # fmt: skip
    report = only(w.word(TITLE, w.table(tuple(row)), w.paragraph(PROSE)))
    assert [heading for _, _, heading in headings(report)] == ["门诊", "药房", "后勤"]


def test_numbers_in_a_column_before_texts_are_those_of_their_headings() -> None:
    rows = [
        (w.cell(w.paragraph(number)), w.cell(w.paragraph(heading), *map(w.paragraph, texts)))
        for number, heading, texts in (("一", "公共卫生", [PROSE, OTHER]), ("二", "存在问题", ["人手不足。"]))
    ]
    report = only(w.word(TITLE, w.paragraph(PROSE), w.table(*rows)))
    assert headings(report) == [(1, "一、", "公共卫生"), (1, "二、", "存在问题")]
    assert report.sections[-1].paragraphs == ("人手不足。",)


def test_what_is_merged_downwards_is_said_in_each_row() -> None:
    merged = w.table(
        (w.cell(w.paragraph("村")), w.cell(w.paragraph("项目")), w.cell(w.paragraph("人次"))),
        (
            w.cell(w.paragraph("东坡"), merged="restart"),
            w.cell(w.paragraph("体检")),
            w.cell(w.paragraph("214")),
        ),
        (w.cell(merged=""), w.cell(w.paragraph("随访")), w.cell(w.paragraph("96"))),
        (w.cell(w.paragraph("合计"), columns=2), w.cell(w.paragraph("310"))),
    )
    assert lines(w.word(merged)) == [
        "村 | 项目 | 人次",
        "东坡 | 体检 | 214",
        "东坡 | 随访 | 96",
        "合计 | 310",
    ]


def test_cells_and_rows_in_content_controls_are_read_and_empty_prompts_are_not() -> None:
    def control(content: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{w.cell(w.paragraph('随访'))}{control(w.cell(w.paragraph('96')))}</w:tr>"
    prompt = w.paragraph("", inside=control("<w:r><w:t>请在此输入</w:t></w:r>", "<w:showingPlcHdr/>"))
    data = w.word(TITLE, f"<w:tbl>{control(row)}</w:tbl>", prompt, w.paragraph(PROSE))
    assert lines(data)[1:] == ["随访 | 96", PROSE]
    assert [(d.text, d.why) for d in only(data).dropped] == [("请在此输入", "placeholders")]


def test_a_text_box_stands_behind_its_paragraph_and_is_no_heading() -> None:
    boxed = w.box(w.paragraph("一、咨询电话"), w.paragraph("门诊二楼"))
    report = only(
        w.word(
            TITLE,
            w.paragraph("一、公共卫生", inside=boxed),
            w.paragraph(PROSE),
            w.paragraph("二、接种"),
            w.paragraph(OTHER),
        )
    )
    assert headings(report) == [(1, "一、", "公共卫生"), (1, "二、", "接种")]
    assert report.sections[-2].paragraphs == ("一、咨询电话", "门诊二楼", PROSE)


def test_a_report_in_a_text_box_is_a_report() -> None:
    boxed = w.box(TITLE, *map(w.paragraph, ("一、公共卫生", PROSE, "二、接种", OTHER)))
    report = only(w.word(w.paragraph("", inside=boxed)))
    assert report.title == "青溪镇卫生院2023年公共卫生工作总结"
    assert headings(report) == [(1, "一、", "公共卫生"), (1, "二、", "接种")]


CHUNK = f"<html><body><p>一、公共卫生</p><p>{PROSE}</p><p>二、接种</p><p>{OTHER}</p></body></html>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("part.htm", CHUNK.encode()),
        ("part.docx", w.word(*map(w.paragraph, ("一、公共卫生", PROSE, "二、接种", OTHER)))),
    ],
)
def test_a_file_put_inside_is_read_in_its_place(name: str, content: bytes) -> None:
    report = only(with_chunk(name, content))
    assert headings(report) == [(1, "一、", "公共卫生"), (1, "二、", "接种")]
    assert not report.warnings


def test_a_page_put_inside_may_hold_one_line() -> None:
    report = only(with_chunk("part.htm", f"<html><body><p>{OTHER[:20]}。</p></body></html>".encode()))
    assert OTHER[:20] in report.text
    assert not report.warnings


def test_a_file_put_inside_that_cannot_be_read_is_told() -> None:
    report = only(with_chunk("part.bin", b"\x00\x01"))
    assert [(d.text, d.why) for d in report.dropped] == [("part.bin", "unread_parts")]
    assert [warning.code for warning in report.warnings] == ["reading.part_unread"]


def test_files_inside_one_another_end_at_the_first() -> None:
    data = w.word(TITLE, w.paragraph(PROSE))
    for _ in range(400):
        data = with_chunk("part.docx", data)
    found = extract(data, "a.docx", 2**24)
    assert [line.text for line in found if not line.dropped_as].count(PROSE) == 2
    assert [line.text for line in found if line.dropped_as == "unread_parts"] == ["part.docx"]


def test_a_file_put_inside_and_named_again_is_read_once() -> None:
    assert lines(with_chunk("part.txt", OTHER.encode(), times=20)).count(OTHER) == 1


def test_the_lines_of_files_put_inside_are_counted() -> None:
    with pytest.raises(TooManyParts, match=r"a\.docx"):
        extract(with_chunk("part.txt", "好\n".encode() * 160_000), "a.docx", 2**24)


def with_chunk(name: str, content: bytes, times: int = 1) -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="c" Type="{w.R}/aFChunk" Target="{name}"/></Relationships>'
    )
    parts = {"word/_rels/document.xml.rels": relations.encode(), f"word/{name}": content}
    return w.word(TITLE, w.paragraph(PROSE), '<w:altChunk r:id="c"/>' * times, parts=parts)


def test_strict_files_are_read() -> None:
    data = w.word(TITLE, w.paragraph("一、公共卫生"), w.paragraph(PROSE), namespace=w.STRICT)
    assert headings(only(data)) == [(1, "一、", "公共卫生")]


BODY = [w.paragraph(text) for text in ("一、公共卫生", PROSE, "二、接种", OTHER)]
FIELD = [
    w.paragraph(text, inside=inside)
    for text, inside in (
        (
            "一、公共卫生 1",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>',
        ),
        ("二、接种 2", ""),
    )
] + [w.paragraph("", inside='<w:r><w:fldChar w:fldCharType="end"/></w:r>')]
GALLERY = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    f"<w:sdtContent>{w.paragraph('一、公共卫生 1')}{w.paragraph('二、接种 2')}</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("contents", "dropped"),
    [
        ([w.paragraph("目 录"), *(w.paragraph(t, style="T") for t in ("一、公共卫生 1", "二、接种 2"))], 3),
        (FIELD, 2),
        ([GALLERY], 2),
        ([w.paragraph(t) for t in ("目录", "一、公共卫生……………1", "二、接种……………2")], 3),
        ([w.paragraph(t) for t in ("目次", "一、公共卫生", "二、接种")], 3),
    ],
    ids=["styles", "a field", "a control", "dots", "the headings alone"],
)
def test_a_table_of_contents_is_no_text(contents: list[str], dropped: int) -> None:
    data = w.word(TITLE, *contents, *BODY, parts={"word/styles.xml": w.styles(("T", "toc 1"))})
    report = only(data)
    assert headings(report) == [(1, "一、", "公共卫生"), (1, "二、", "接种")]
    assert [d.why for d in report.dropped] == ["table_of_contents"] * dropped


def test_text_that_word_does_not_show_is_left_out_and_told() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部批注</w:t></w:r>"
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>划去</w:t></w:r>"
    reading = "<w:r><w:ruby><w:rt><w:r><w:t>fú</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>涪</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    report = only(w.word(TITLE, w.paragraph(PROSE, inside=hidden + struck + reading)))
    assert report.sections[0].paragraphs == ("涪" + PROSE,)
    assert [(d.text, d.why) for d in report.dropped] == [
        ("内部批注", "hidden_text"),
        ("划去", "hidden_text"),
    ]


def test_comments_and_heads_of_pages_are_told_and_not_read() -> None:
    def part(root: str, *texts: str) -> bytes:
        inside = "".join(map(w.paragraph, texts))
        return f'<w:{root} xmlns:w="{w.W}"><w:comment>{inside}</w:comment></w:{root}>'.encode()

    parts = {
        "word/comments.xml": part("comments", "这里补一点水质数据。"),
        "word/header1.xml": part("hdr", "青溪镇卫生院文件", "1"),
        "word/header2.xml": part("hdr", "青溪镇卫生院文件"),
    }
    report = only(w.word(TITLE, w.paragraph("一、公共卫生"), w.paragraph(PROSE), parts=parts))
    assert [(line.why, line.text) for line in report.dropped] == [
        ("comments", "这里补一点水质数据。"),
        ("running_lines", "青溪镇卫生院文件"),
    ]
    assert "水质数据" not in report.text


def test_changes_are_taken_as_accepted() -> None:
    inserted = '<w:ins w:id="1" w:author="a"><w:r><w:t>新增</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    one = w.paragraph("上半句", properties=DELETED_MARK, inside=inserted + deleted)
    assert lines(w.word(one, w.paragraph("下半句。")))[0] == "新增上半句下半句。"


DELETED_MARK = '<w:rPr><w:del w:id="3" w:author="a"/></w:rPr>'
UNENDED = w.paragraph("上半句", properties=DELETED_MARK)


def test_a_paragraph_whose_mark_was_deleted_is_never_lost() -> None:
    assert lines(w.word(TITLE, w.paragraph("说明。"), UNENDED))[1:] == ["说明。", "上半句"]
    rows = w.table((w.cell(UNENDED), w.cell(w.paragraph("96"))))
    assert lines(w.word(TITLE, UNENDED, rows))[1:] == ["上半句", "上半句 | 96"]


def test_what_stands_in_a_paragraph_whose_mark_was_deleted_is_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部批注</w:t></w:r>"
    inside = w.box(w.paragraph("咨询电话"), UNENDED) + hidden
    one = w.paragraph("随访逐户", properties=DELETED_MARK, inside=inside)
    report = only(w.word(TITLE, one, w.paragraph("进行，" + PROSE)))
    assert report.sections[0].paragraphs == ("咨询电话", "上半句", "随访逐户进行，" + PROSE)
    assert [(d.text, d.why) for d in report.dropped] == [("内部批注", "hidden_text")]


def test_a_paragraph_deleted_whole_leaves_the_next_its_heading_and_number() -> None:
    whole = '<w:del w:id="2" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    gone = w.paragraph("", properties=DELETED_MARK, inside=whole)
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    numbering = (
        f'<w:numbering xmlns:w="{w.W}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    parts = {"word/styles.xml": w.styles(("1", "heading 1")), "word/numbering.xml": numbering.encode()}
    heading = w.paragraph("公共卫生", style="1", properties=numbered)
    data = w.word(TITLE, gone, heading, w.paragraph(PROSE), parts=parts)
    assert headings(only(data)) == [(1, "一、", "公共卫生")]


def test_footnotes_are_kept_aside() -> None:
    notes = f'<w:footnotes xmlns:w="{w.W}"><w:footnote w:id="1">{w.paragraph("数据来自年报。")}</w:footnote></w:footnotes>'
    report = only(w.word(TITLE, *BODY, parts={"word/footnotes.xml": notes.encode()}))
    assert [(aside.kind, aside.lines) for aside in report.asides] == [("footnotes", ("数据来自年报。",))]
    assert "年报" not in report.text


BOLD = "<w:b/>"
FACE = '<w:rFonts w:eastAsia="黑体"/>'
LARGE = '<w:sz w:val="32"/>'


def test_what_says_what_a_picture_shows_is_no_heading_and_no_text() -> None:
    named = w.styles(("a", "caption"))
    caption = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>村医上门随访</w:t></w:r></w:p>'
    typed = ("图1 接种门诊", "表2：全年接种人次", "图1显示，接种人次逐年增加。")
    cells = [[w.cell(w.paragraph(said)) for said in row] for row in (("季度", "人次"), ("一", "30"))]
    table = w.table(*map(tuple, cells))
    body = (
        *(TITLE, *map(w.paragraph, ("公共卫生", PROSE)), caption),
        *map(w.paragraph, ("预防接种", OTHER, *typed[:2])),
        *(table, w.paragraph(typed[2])),
    )
    report = only(w.word(*body, parts={"word/styles.xml": named}))
    assert [heading for _, _, heading in headings(report)] == ["公共卫生", "预防接种"]
    assert [section.paragraphs[0] for section in report.sections] == [PROSE, OTHER]
    assert report.sections[1].paragraphs[1] == typed[1]
    assert report.sections[1].paragraphs[-1] == typed[2]
    assert [a.lines for a in report.asides if a.kind == "captions"] == [("村医上门随访", typed[0])]


@pytest.mark.parametrize("letters", [BOLD, FACE])
@pytest.mark.parametrize("texts", [("完成六次。", "共三场。"), (PROSE, OTHER), ("完成六次。", PROSE)])
def test_headings_are_told_by_how_they_are_set(letters: str, texts: tuple[str, str]) -> None:
    first, second = texts
    data = w.word(
        TITLE,
        w.paragraph(PROSE),
        w.paragraph("入户随访", letters=letters),
        w.paragraph(first),
        w.paragraph("健康讲座", letters=letters),
        w.paragraph(second),
    )
    assert headings(only(data)) == [(1, "", "入户随访"), (1, "", "健康讲座")]


def test_two_ways_of_setting_are_two_levels() -> None:
    def text(said: str) -> str:
        return w.paragraph(said, letters='<w:sz w:val="28"/>')

    data = w.word(
        TITLE,
        text(PROSE),
        *(
            part
            for outer in ("主要做法", "存在不足")
            for part in (
                w.paragraph(outer, letters=LARGE),
                w.paragraph(f"{outer}之一", letters=BOLD + '<w:sz w:val="28"/>'),
                text("按月落实。"),
                w.paragraph(f"{outer}之二", letters=BOLD + '<w:sz w:val="28"/>'),
                text("逐项整改。"),
            )
        ),
    )
    assert [(level, heading) for level, _, heading in headings(only(data))] == [
        (1, "主要做法"), (2, "主要做法之一"), (2, "主要做法之二"),
        (1, "存在不足"), (2, "存在不足之一"), (2, "存在不足之二"),
    ]  # fmt: skip


def test_one_bold_line_and_bold_words_make_no_heading() -> None:
    data = w.word(TITLE, w.paragraph(PROSE), w.paragraph("特别提醒", letters=BOLD), w.paragraph("按月落实。"))
    assert headings(only(data)) == []


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("ideographTraditional", "甲乙"), ("ideographZodiac", "子丑"), ("chineseLegalSimplified", "壹贰"), ("upperRoman", ("I", "II")),
        ("lowerRoman", ("i", "ii")), ("upperLetter", "AB"), ("decimalZero", ("01", "02")), ("decimalEnclosedParen", "⑴⑵"),
        ("decimalEnclosedFullstop", "⒈⒉"), ("decimalEnclosedCircle", "①②"), ("decimalFullWidth", "１２"), ("ideographDigital", "一二"),
        ("taiwaneseCountingThousand", "一二"), ("hebrew1", "12"),
    ],
)  # fmt: skip
def test_every_form_of_numbers_is_shown_as_word_shows_it(form: str, shown: str) -> None:
    data = numbered_docx([(form, "%1、")], [(0, "春"), (0, "秋")])
    assert lines(data) == [f"{shown[0]}、春", f"{shown[1]}、秋"]


def test_rows_are_marked_as_rows() -> None:
    data = w.word(w.table((w.cell(w.paragraph("一、甲")), w.cell(w.paragraph("12")))))
    assert [line.place for line in extract(data, "a.docx", 2**24)] == [Place.ROW]
