"""Each repair: what it mends, what it must leave alone, and its entry in the account."""

from __future__ import annotations

from collections import Counter

import pytest

from draftbot.corpus.cleaning import clean
from draftbot.corpus.cleaning.account import SUSPECT, Account
from draftbot.corpus.cleaning.bars import is_end_mark
from draftbot.corpus.cleaning.contents import drop_contents
from draftbot.corpus.lines import Line, lines_of


def cleaned(text: str) -> tuple[list[str], Counter[str]]:
    """(lines left, how often each repair was made)."""
    result = clean(lines_of(text))
    counts: Counter[str] = Counter()
    for name, _, count in result.account.entries:
        counts[name] += count
    return [line.text for line in result.lines], counts


PROSE = "学校每月组织一次安全检查，逐项登记隐患并限期整改，全年共完成整改事项四十余件，整改率达到百分之百。"


@pytest.mark.parametrize(
    "text",
    [
        "幼儿园购置了一套(kg)计量器具（单位：kg），误差小于0.5kg(a)。",
        "一年级学习单韵母(ā)和声母(b)，教师示范发音。",
        "演练用时3:25，较上次缩短0:40，达到目标要求。",
        "参见 https://example.edu/a,b;c 的说明。",
        "第一,第二,第三组成绩分别为1,200、1,350、980分。",
        "时间：2025年10月23日上午9时。",
        "20**年，**镇完成改造，经费由**县财政安排。",
        "来源于家长的建议共12条，已全部答复。",
        "语文组为大家整理了应用文范文，供教研活动使用。",
        "网站收集整理了各项制度，供公众查询和下载。",
        "全年撰写教学工作总结12篇",
        "编印安全管理制度汇编",
    ],
)
def test_honest_text_keeps_every_character(text: str) -> None:
    lines, counts = cleaned(PROSE + "\n" + text)
    assert lines[1].replace("，", ",").replace("（", "(").replace("）", ")") == text.replace(
        "，", ","
    ).replace("（", "(").replace("）", ")")
    assert not counts["pinyin_brackets"]
    assert not counts["furniture"]


def test_mechanical_pinyin_goes_and_is_counted() -> None:
    lines, counts = cleaned("團(tuán)體(tǐ)活動(dòng)促進(jìn)了學生成長。")
    assert lines == ["團體活動促進了學生成長。"]
    assert counts["pinyin_brackets"] == 4


def test_one_reading_is_a_writers_note_and_only_suspect() -> None:
    lines, counts = cleaned("教师讲解“解”姓的读法：解(xiè)老师，学生齐读。")
    assert "(xiè)" in lines[0].replace("（", "(").replace("）", ")")
    assert counts[SUSPECT] == 1


def test_a_byte_lost_before_a_bracket() -> None:
    lines, counts = cleaned("。ㄆ 1)\n。1)加强领导。成立专班。\n。ㄒ唬┘忧苛斓\n。不知是什么")
    assert lines[0] == "（篇 1）"
    assert lines[1].startswith("（1）加强领导。")
    assert lines[2].startswith("（一）加强领")
    assert counts["shifted_brackets"] == 3
    assert counts[SUSPECT] == 1


def test_page_marks_and_page_numbers() -> None:
    lines, counts = cleaned(f"{PROSE}#p#分页标题#e#\n— 3 —\n第 4 页 共 9 页\n{PROSE}")
    assert lines == [PROSE, PROSE]
    assert counts["page_marks"] == 3


def test_stray_question_marks_only_where_they_are_many() -> None:
    lines, counts = cleaned("一、加强学习 ?\n二、加强管理 ?\n三、加强协作 ?")
    assert lines == ["一、加强学习", "二、加强管理", "三、加强协作"]
    assert counts["page_marks"] == 3
    assert cleaned("我们准备好了吗 ?")[0] == ["我们准备好了吗 ?"] or cleaned("我们准备好了吗 ?")[0] == [
        "我们准备好了吗？"
    ]


def test_lines_broken_in_mid_sentence_are_joined() -> None:
    first, second = PROSE[:30], PROSE[30:]
    assert cleaned(f"{first}\n\n{second}") == ([PROSE], Counter(line_breaks=1))


def test_lines_of_a_page_broken_at_one_width_are_joined_across_its_turns() -> None:
    pages = """石台乡粮站2021年购销工作总
结
　　全年收购早稻九百吨，其中优质稻
四百吨。仓容紧，借用村仓两处
　　一、收购
　　售粮农户三百户，现款结清，其中
外乡六十户。磅秤每月校一次。排队最
长两小时。
                 - 1 -
石台乡粮站总结　　　　　　2021
　　二、保管
　　翻仓四次，虫害两起，都在入夏前
处理完。新到测温仪，夜间温度由值班
员抄录。
                 - 2 -
石台乡粮站总结　　　　　　2021
　　年底清仓。
                 石台乡粮站
                 二Ｏ二一年十二月"""
    lines, counts = cleaned(pages)
    assert lines[1:] == [
        "全年收购早稻九百吨，其中优质稻四百吨。仓容紧，借用村仓两处",
        "一、收购",
        "售粮农户三百户，现款结清，其中外乡六十户。磅秤每月校一次。排队最长两小时。",
        "二、保管",
        "翻仓四次，虫害两起，都在入夏前处理完。新到测温仪，夜间温度由值班员抄录。",
        "年底清仓。",
        "石台乡粮站",
        "二〇二一年十二月",
    ]
    assert (counts["running_lines"], counts["letters_for_zeros"]) == (2, 1)


def test_a_word_torn_at_one_is_joined() -> None:
    lines, _ = cleaned(
        "物资由总务处集中采购，验收合格后入库登记，领用时由班级统\n一、签字确认，月底盘点核对。"
    )
    assert len(lines) == 1


@pytest.mark.parametrize(
    "text",
    [
        "一、主要做法\n学校成立领导小组，明确分工。",
        "（一）抓好制度建设，落实岗位责任\n各岗位签订责任书，学期末考核。",
        f"{PROSE}\n二、存在问题",
        "河湾小学\n2024年1月5日",
        "\u3000\u3000学校领导高度重视，多次召开会议，研究部署相关工作，明确目标\n\u3000\u3000各班级积极响应，组织开展活动。",
    ],
)
def test_whole_lines_stay_apart(text: str) -> None:
    lines, counts = cleaned(text)
    assert len(lines) == 2
    assert not counts["line_breaks"]


def test_widths_and_torn_digits() -> None:
    lines, counts = cleaned("２０２３年,全园共有幼儿１２０名(小班35名);全部参加.\n1 9 9 7 年,建成新园.")
    assert lines == ["2023年，全园共有幼儿120名（小班35名）；全部参加.", "1997 年，建成新园."]
    assert counts["full_width_digits"] == 7
    assert counts["spaced_digits"] == 1


def test_a_heading_number_torn_apart() -> None:
    lines, counts = cleaned("2.9 物资储备不足\n2.1 0 演练频次偏低\n2.1 1 人员变动较大")
    assert lines[1:] == ["2.10 演练频次偏低", "2.11 人员变动较大"]
    assert counts["split_numbers"] == 2


FURNITURE_HEAD = [
    "下载", "【字号：", "加大", "】", "首页", ">", "政务公开", "2024-03-05", "发布时间：2024-03-05 10:20 来源：河湾日报 点击：120",
    "来源：河湾日报", "分享:", "导言：小编为您整理了三篇工作总结范文，希望对您有所帮助，欢迎阅读。", "工作总结范文（精选3篇）",
]  # fmt: skip
FURNITURE_TAIL = [
    "上一篇：校园安全工作方案　下一篇：学习体会", "相关报道：", "相关热词搜索：安全 工作 总结", "热点文章阅读", "扫一扫在手机打开当前页",
    "版权所有 河湾网", "免费视频在线观看,国产精品,无码一区,久久亚洲网站", "责任编辑：某某",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE_HEAD)
def test_furniture_at_the_head(line: str) -> None:
    lines, counts = cleaned(f"{line}\n河湾小学2024年工作总结\n{PROSE}\n一、主要做法\n{PROSE}")
    assert lines == ["河湾小学2024年工作总结", PROSE, "一、主要做法", PROSE] or line in ("政务公开", ">")
    assert counts["furniture"] + counts["adverts"] >= (line not in ("政务公开",))


def test_a_bread_crumb_over_several_lines() -> None:
    lines, _ = cleaned(f"首页\n>\n政务公开\n>\n年度报告\n河湾小学2024年工作总结\n{PROSE}")
    assert lines == ["河湾小学2024年工作总结", PROSE]


@pytest.mark.parametrize("line", FURNITURE_TAIL)
def test_furniture_at_the_tail(line: str) -> None:
    lines, counts = cleaned(f"河湾小学2024年工作总结\n{PROSE}\n一、主要做法\n{PROSE}\n{line}")
    assert lines[-1] == PROSE
    assert counts["furniture"] + counts["adverts"] == 1


def test_a_link_line_between_two_texts_does_not_end_the_first() -> None:
    lines, _ = cleaned(f"{PROSE}\n相关报道：\n" + "\n".join([PROSE] * 40))
    assert lines.count(PROSE) == 41


def test_very_long_lines_of_marks_and_spaces_come_to_an_end() -> None:
    """What was tried at each of their characters took minutes."""
    assert not is_end_mark("甲" + "—" * 300_000 + "乙")
    lines = lines_of("目录\n甲" + " " * 300_000 + "乙\n" + PROSE)
    assert drop_contents(lines, Account()) == lines


def test_lines_taken_out_are_told_in_their_order() -> None:
    account = Account()
    for number in (9, 2, 5, 7):
        account.drop("furniture", Line(number, f"第{number}行"))
    assert [dropped.line for dropped in account.dropped_between(3, 7)] == [5, 7]
    account.drop("furniture", Line(4, "第4行"))
    assert [dropped.line for dropped in account.dropped_between(3, 8)] == [4, 5, 7]


def test_the_card_of_a_mails_sender_goes_and_a_rule_alone_takes_nothing() -> None:
    text = f"河湾小学2024年工作总结\n一、主要做法\n{PROSE}\n{PROSE}\n--\n"
    lines, _ = cleaned(f"{text}河湾小学 办公室\n电话：0511-0000000")
    assert lines[-1] == PROSE
    lines, _ = cleaned(f"{text}河湾小学\n二〇二四年十二月")
    assert lines[-2:] == ["河湾小学", "二〇二四年十二月"]
