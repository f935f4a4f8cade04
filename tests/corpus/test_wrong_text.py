"""Text that a program spoilt: spaced letters, radicals, widths, soft breaks, wrong encodings."""

from __future__ import annotations

import pytest

from draftbot.chinese.scripts import to_traditional
from draftbot.corpus import read
from draftbot.corpus.cleaning import clean
from draftbot.corpus.cleaning.wrong_characters import is_garbled
from draftbot.corpus.lines import lines_of
from draftbot.domain import Report
from draftbot.errors import GarbledFile

TITLE = "石门乡2023年春耕工作总结"
FIRST = "全年登记种粮大户一百二十户，发放良种补贴，农机具检修全部在春耕之前完成，没有误农时。"
SECOND = "山塘清淤由各村自己组织，乡里派技术员到场，放水顺序公开张榜，用水纠纷比上年明显减少。"
REPORT = "\n".join((TITLE, FIRST, "一、农资供应", FIRST, "二、水利设施", SECOND))


def only(text: str) -> Report:
    (report,) = read(text.encode(), "a.txt")
    return report


def repairs(report: Report) -> dict[str, int]:
    return {repair.name: repair.count for repair in report.repairs}


def cleaned(text: str) -> list[str]:
    return [line.text for line in clean(lines_of(text)).lines]


@pytest.mark.parametrize("gap", [" ", "  ", "\u3000"])
def test_letters_set_apart_are_closed_up(gap: str) -> None:
    report = only("\n".join(gap.join(line) for line in REPORT.split("\n")).replace("2 0 2 3", "2023"))
    assert report.title.replace(" ", "") == TITLE
    assert [(s.number, s.heading) for s in report.sections[1:]] == [
        ("一、", "农资供应"),
        ("二、", "水利设施"),
    ]
    assert report.sections[2].paragraphs == (SECOND,)
    assert repairs(report)["letter_spacing"] == 6


@pytest.mark.parametrize(
    "line",
    [
        "一 二 三 四 五 六 日",
        "张 三",
        "农业 水利 林业 交通",
        "登记大户 120 户，发放补贴 36 万元。",
        "种子 | 化 肥 农 膜 | 30",
    ],
)
def test_spaces_that_mean_something_stay(line: str) -> None:
    assert cleaned(f"{FIRST}\n{line}")[1] == line


def test_radicals_become_the_characters_they_look_like() -> None:
    text = (
        REPORT.replace("一、", "⼀、")
        .replace("二、", "⼆、")
        .replace("工作", "⼯作")
        .replace("山", "⼭")
        .replace("用", "⽤")
        .replace("长", "⻓")
    )
    report = only(text)
    assert report.title == TITLE
    assert [(s.number, s.heading) for s in report.sections[1:]] == [
        ("一、", "农资供应"),
        ("二、", "水利设施"),
    ]
    assert report.sections[2].paragraphs == (SECOND,)
    assert repairs(report)["radicals"] == 5


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("发放补贴３６．５万元。", "发放补贴36.5万元。"), ("合格率９９．７％。", "合格率99.7%。"), ("投入１，２３４，５６７．８９元。", "投入1,234,567.89元。"),
        ("１．登记造册", "1．登记造册"), ("分别为１２，３４和５６户。", "分别为12，34和56户。"), ("占７０％。", "占70%。"),
    ],
)  # fmt: skip
def test_full_width_numbers_are_narrowed_whole(wide: str, narrow: str) -> None:
    assert cleaned(f"{FIRST}\n{wide}")[1] == narrow


@pytest.mark.parametrize("end", ["\x0b", "\u2028", "\u2029", "\x85", "\x0c", "\r"])
def test_every_line_end_ends_a_line(end: str) -> None:
    report = only(REPORT.replace("\n", end))
    assert report.title == TITLE
    assert [s.heading for s in report.sections] == ["", "农资供应", "水利设施"]


def test_text_read_in_a_wrong_encoding_and_not_spoilt_is_read_again() -> None:
    assert only(REPORT.encode().decode("latin-1")).text == only(REPORT).text
    assert only(REPORT.encode("gb18030").decode("latin-1")).text == only(REPORT).text
    traditional = to_traditional(REPORT)
    assert only(traditional.encode("big5hkscs").decode("gb18030")).text == only(traditional).text
    for shift in range(3):
        text = "\n".join((REPORT, "1" * shift, *[SECOND] * 60))
        assert cleaned(text.encode().decode("latin-1")) == cleaned(text)
    whole = "甲乙丙丁".join(["今年十月全乡召开现场会，推广育秧经验。"] * 8)
    assert is_garbled(whole.encode().decode("gb18030", "ignore"))
    assert not is_garbled(whole)


@pytest.mark.parametrize(
    "text",
    [
        REPORT.encode().decode("gb18030", "replace"),
        "锟斤拷" * 200 + REPORT[:60],
        REPORT.encode().decode("cp1252", "ignore"),
        REPORT.encode("gb18030").decode("big5hkscs", "replace"),
    ],
    ids=["read as GBK", "lost twice", "read as Windows Latin", "GBK read as Big5"],
)
def test_garbled_text_is_told(text: str) -> None:
    with pytest.raises(GarbledFile, match=r"a\.txt"):
        read(text.encode(), "a.txt")


def test_headings_of_two_letters_and_dates_set_wide_are_closed_up() -> None:
    text = REPORT.replace("农资供应", "农  资").replace("水利设施", "水\u3000利")
    report = only(text + "\n石 门 乡 人 民 政 府\n2 0 2 4 年 1 月 1 2 日")
    assert [s.heading for s in report.sections] == ["", "农资", "水利"]
    assert [aside.lines for aside in report.asides] == [("石门乡人民政府", "2024年1月12日")]
    assert cleaned(f"{FIRST}\n不\u3000\u3000\u3000足\n经　　验\u3000教 训")[1:] == ["不足", "经验教训"]
    table = "一、机具\n甲 乙 丙 3 | 5 6\n" + FIRST
    assert cleaned(table) == table.split("\n")


def test_the_title_beside_page_numbers_is_the_head_of_pages() -> None:
    pages = REPORT.replace("二、水利", f"{TITLE}\n- 2 -\n二、水利") + f"\n{TITLE}\n第 3 页 共 3 页\n{FIRST}"
    report = only(pages)
    assert TITLE not in report.text
    assert [line.why for line in report.dropped] == ["running_lines"] * 2
    assert [s.heading for s in report.sections] == ["", "农资供应", "水利设施"]


@pytest.mark.parametrize(
    "text", [REPORT, "The county library lent books to many readers all year. " * 9 + "\n" + FIRST]
)
def test_honest_text_is_not_garbled(text: str) -> None:
    assert "mojibake" not in repairs(only(text))
