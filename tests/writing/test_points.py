"""Which passages may speak in a section, and which of their sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from draftbot.domain import Hit, OutlineSection, Passage, Role
from draftbot.facts.brief import Brief
from draftbot.writing.points import find_points
from making.briefs import SOURCE, brief

WORK = OutlineSection("主要做法", role=Role.WORK, length=300)
OF_ALL = replace(SOURCE, title="晨光幼儿园2023年工作总结")


def said(hit: Hit, section: OutlineSection, brief: Brief) -> str:
    return "".join(point.text for point in find_points([hit], section, brief, {}))


def hit(text: str, *headings: str, role: Role = Role.WORK, genre: str = "工作总结") -> Hit:
    passage = Passage("r1-1#0", "r1-1", 0, headings, role, text)
    return Hit(1, 1.0, passage, replace(OF_ALL, genre=genre))


def test_a_passage_that_mostly_names_the_topic_is_about_it() -> None:
    flood = "各班签订防汛责任书，防汛任务落实到人。汛前检查防汛物资，防汛沙袋按片区存放。片区由专人巡查，结果当日登记。"
    assert "片区由专人巡查" in said(hit(flood, "安全工作"), WORK, brief())


def test_of_a_passage_about_much_else_only_the_topic_is_taken() -> None:
    mixed = (
        "各班签订防汛责任书，汛期每天检查排水设施，防汛任务落实到每名教职工。教师每周集体备课，围绕游戏观察开展研讨。"
        "食堂坚持食材索证索票，留样专人负责。户外活动时间得到保证，幼儿体质稳步增强。家长开放日定期举行。"
    )
    found = said(hit(mixed, "全年工作"), WORK, brief())
    assert "防汛责任书" in found
    assert "备课" not in found


@pytest.mark.parametrize(
    ("heading", "place"),
    [("廉的方面", "廉洁自律情况"), ("德", "思想政治表现"), ("勤的方面", "敬业奉献")],
)
def test_what_a_person_is_judged_by_is_found_under_its_other_names(heading: str, place: str) -> None:
    report = replace(brief("2025年德育主任述职报告"), genre="述职报告", first_person=True)
    text = "我严格遵守各项规定，不接受家长的礼品和宴请，对来访家长一视同仁。"
    section = OutlineSection(heading, role=Role.OTHER, length=150)
    assert said(hit(text, place, role=Role.OTHER, genre="述职报告"), section, report)
    assert not said(hit(text, "班级管理", role=Role.OTHER, genre="述职报告"), section, report)


def test_a_drill_of_something_else_is_not_on_a_fire_drill() -> None:
    fire = brief("2025年幼儿园消防演练总结")
    other = "演练以食物中毒为情景，各岗位按预案分工处置。演练结束后逐项复盘，补齐衔接中的空档。"
    assert not said(hit(other, "演练情况"), WORK, fire)
    assert said(hit("消防" + other, "消防演练情况"), WORK, fire)


def test_what_is_on_the_matter_is_on_its_inspection() -> None:
    check = brief("2025年校园安全专项检查情况通报")
    text = "部分班级安全责任不清，安全台账登记不全，插线板超负荷使用的现象时有发生。"
    problems = OutlineSection("发现的问题", role=Role.PROBLEMS, length=300)
    assert said(hit(text, "存在的问题", role=Role.PROBLEMS), problems, check)


def test_a_word_is_named_only_as_a_word() -> None:
    home = "改造后老人居室宽敞明亮，老人居住条件明显改善，护理人员全天值守，食堂每周更换菜谱。"
    assert not said(hit(home, "设施改造"), WORK, brief("2025年人居环境整治工作总结"))


def test_another_line_of_business_does_not_speak() -> None:
    text = "各班签订防汛责任书，汛期每天检查排水设施，防汛任务落实到人。"
    street = replace(hit(text, "主要做法"), report=replace(SOURCE, unit="青山区柳树街道办事处"))
    assert not said(street, WORK, brief())


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2025年上半年", "上半年检查物资，期末逐项清点"),
        ("2025年春季学期", "本学期检查物资，期末逐项清点"),
        ("2025年", "全年检查物资，年底逐项清点"),
        ("9月26日", "全年检查物资，年底逐项清点"),
    ],
)
def test_a_paper_on_a_part_of_a_year_tells_of_no_whole_one(period: str, told: str) -> None:
    text = "防汛小组全年检查物资，年底逐项清点，缺损的当天补齐。"
    assert told in said(hit(text, "防汛物资"), WORK, replace(brief(), period=period))


def test_what_one_report_alone_quotes_is_not_borrowed() -> None:
    text = "各班签订防汛责任书，防汛任务落实到人。园里办起“雨燕哨”，防汛消息当天传到每个班。"
    mine, other = (
        hit(text, "安全工作"),
        hit("各班值守轮流排定，汛期防汛消息由“雨燕哨”逐班通知，值守记录每天交门卫汇总。", "安全工作"),
    )
    assert said(mine, WORK, brief()) == "各班签订防汛责任书，防汛任务落实到人。"
    other = replace(
        other, report=replace(other.report, id="r2-1"), passage=replace(other.passage, id="r2-1#0")
    )
    together = find_points([mine, other], WORK, brief(), {})
    assert sum("雨燕哨" in point.text for point in together) == 2
    assert "雨燕哨" in said(mine, WORK, brief("2025年防汛工作总结", "晨光幼儿园", "办“雨燕哨”"))
