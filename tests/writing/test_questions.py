"""What a section asks where past reports have little to lend."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.domain import DraftRequest, FactSheet, OutlineSection, Role
from draftbot.facts.brief import Brief, brief_for
from draftbot.facts.knowledge import Knowledge
from draftbot.outlines.book import load_outlines, parse_outline
from draftbot.plans.topics import TopicMatcher
from draftbot.writing.own_matters import heading_of
from draftbot.writing.questions import Item, questions_of, usual_matters
from draftbot.writing.said import UsedContent
from making.desks import ROOT
from making.finders import finder, tagger
from making.trades import shipped_trades

BOOK = load_outlines(ROOT / "prompts")
KNOWN = Knowledge(finder(), trades=shipped_trades(), tagger=tagger())
# Of no model that is known: topics are compared by their characters.
TOPICS = TopicMatcher(cast(Any, SimpleNamespace(name="another", fault=None)))
MATTERS = ("值班值守", "物资储备", "宣传培训", "隐患排查")


def brief(title: str, unit: str, outline: str = "") -> Brief:
    asked = parse_outline(outline, BOOK, title) if outline else BOOK.outline_for(title)
    return brief_for(DraftRequest(title, asked, FactSheet(unit=unit)), KNOWN)


def section(role: Role, heading: str, length: int = 600) -> OutlineSection:
    return OutlineSection(heading, 1, length=length, role=role)


def asked(of: Brief, where: OutlineSection, chosen: UsedContent | None = None) -> list[Item]:
    return questions_of(where, of, MATTERS, 4, chosen or UsedContent())


@pytest.mark.parametrize(
    ("role", "heading"), [(Role.WORK, "主要做法"), (Role.PROBLEMS, "存在的问题"), (Role.PLANS, "下一步打算")]
)
def test_each_point_asks_of_a_matter_of_its_own(role: Role, heading: str) -> None:
    told = [item.told(True) for item in asked(brief("2025年防汛总结", "白浪闸管所"), section(role, heading))]
    assert len(told) >= 3
    texts = ["".join(sentence.text for sentence in item) for item in told]
    assert all(matter in text for matter, text in zip(MATTERS, texts, strict=False))


def test_a_question_claims_nothing_and_is_nobodys_word() -> None:
    items = asked(brief("2025年防汛总结", "白浪闸管所"), section(Role.WORK, "主要做法"))
    sentences = [sentence for item in items for sentence in item.sentences]
    assert all(s.blanks and s.blanks == blanks_in(s.text) for s in sentences)
    assert {(s.citations, s.origin) for s in sentences} == {((), "connective")}


def test_two_sections_on_matters_of_their_own_ask_in_other_words() -> None:
    of, chosen = brief("2025年乡村振兴汇报", "九里坡村", "一、产业\n二、道路"), UsedContent()
    texts = []
    for heading in ("产业", "道路"):
        items = asked(of, section(Role.OTHER, heading, 150), chosen)
        said = "".join(sentence.text for item in items for sentence in item.sentences)
        texts.append(BLANK.sub("", said).replace(heading, ""))
    assert texts[0] != texts[1]


def test_a_paper_on_everything_asks_of_its_trades_lines_of_work() -> None:
    assert "护理服务" in usual_matters(brief("2025年工作总结", "白浪县人民医院"), TOPICS)
    assert "护理服务" not in usual_matters(brief("2025年消防总结", "白浪县人民医院"), TOPICS)


def test_a_paper_on_a_topic_is_asked_of_what_such_papers_treat() -> None:
    assert "疏散通道管理" in usual_matters(brief("2025年消防安全工作方案", "夕照敬老院"), TOPICS)
    assert "家长工作" in usual_matters(brief("2025年班级工作总结", "白浪幼儿园"), TOPICS)
    assert "家长工作" not in usual_matters(brief("2025年班级工作总结", "白浪小学"), TOPICS)
    assert usual_matters(brief("2025年量子通信工作总结", "白浪研究院"), TOPICS) == ()


@pytest.mark.parametrize(
    ("fact", "heading"),
    [
        ("走访老兵63户", "走访老兵"),
        ("一季度疏导车辆1.2万台次", "疏导车辆"),
        ("发预警信号41期，短信6万条", "预警信号"),
        ("更换水泵叶轮3个", "更换水泵叶轮"),
        ("技师取得高压电工证3本", "取得高压电工证"),
        ("24小时值班9天", ""),
        # A rate names no matter where something was done; what stands behind what is counted is no name.
        ("开展井盖专项整治，井盖完好率98%", "井盖专项整治"),
        ("灌溉设备换了3台水泵", "灌溉设备"),
        ("安全生产300天", "安全生产"),
        ("推行“一站式”办证试点2个", "“一站式”办证试点"),
        ("职工培训4期", "职工培训"),
        ("共3处", ""),
        ("全年没出过事故", ""),
    ],
)
def test_a_fact_names_its_matter_by_what_it_counts(fact: str, heading: str) -> None:
    assert heading_of(fact) == heading


def test_behind_real_matter_only_a_few_are_asked_and_none_that_is_told() -> None:
    of, told = brief("2025年防汛总结", "白浪闸管所"), "值班值守。汛期实行领导带班。储备沙袋和水泵。"
    items = questions_of(section(Role.WORK, "主要做法", 100), of, MATTERS, 6, UsedContent(), told)
    assert [item.heading for item in items] == ["宣传培训", "隐患排查"]
    assert all(len(item.sentences) == 1 and len(item.sentences[0].blanks) == 1 for item in items)
    # A sentence or two in a long section are hardly any.
    items = questions_of(section(Role.WORK, "主要做法", 900), of, MATTERS, 6, UsedContent(), told)
    assert [item.heading for item in items] == ["宣传培训", "隐患排查"]
    assert all(len(item.sentences[0].blanks) > 1 for item in items)


def test_a_heading_of_clauses_is_asked_of_by_its_first() -> None:
    items = asked(brief("2025年教研汇报", "白浪小学"), section(Role.OTHER, "搭建平台，让教研有深度", 150))
    assert "让教研有深度" not in "".join(sentence.text for item in items for sentence in item.sentences)


def test_whoever_reports_of_himself_is_asked_as_a_person() -> None:
    items = asked(brief("护士长2025年述职报告", "白浪县人民医院"), section(Role.WORK, "主要履职情况"))
    assert items
    assert all(
        "我" in "".join(s.text for s in item.sentences) or "年初" in item.sentences[0].text for item in items
    )


def test_the_users_own_headings_are_what_problems_and_plans_are_asked_of() -> None:
    of = brief("2025年乡村振兴汇报", "九里坡村", "一、产业\n二、道路\n三、下步打算")
    assert of.matters == ("产业", "道路")
