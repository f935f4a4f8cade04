"""Which past reports are chosen for a request, over the sample corpus and the real model."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import DraftRequest, FactSheet, Plan, Rung, Share
from draftbot.service import Draftbot
from making.desks import ROOT
from parts import settings_for

OWN = """花溪里幼儿园2023年预防溺水工作总结
2023年，花溪里幼儿园把预防溺水作为暑期安全的重点，组织教职工和家长一起看好孩子。
一、主要做法
（一）明确责任。园长负总责，各班教师联系本班家庭，放假前逐户告知家长看护责任。
（二）开展教育。各班用故事和情景游戏让幼儿知道不独自到水边玩，遇到同伴落水要喊大人。
（三）清查水域。后勤人员查看园区水池和周边沟渠，加盖盖板，设置警示牌。
二、存在的问题
个别祖辈家长看护意识不强，假期里幼儿到河边玩耍的情况没有完全杜绝。
三、下一步打算
继续做好假期前的家长提醒，把预防溺水教育放进每学期的安全课程。
"""


BRIEF = """松果里幼儿园2023年爱牙护牙工作总结
2023年，松果里幼儿园把爱牙护牙列入卫生保健工作，全年各项活动按计划开展。
一、主要做法
1. 制定活动计划。
2. 每周查看幼儿漱口情况。
3. 请医生讲护牙课。
二、存在的问题
1. 个别家长不够重视。
2. 小班刷牙习惯还不牢固。
三、下一步打算
1. 继续开展护牙课。
2. 每月提醒家长带幼儿查牙。
"""


def plan(service: Draftbot, title: str, unit: str = "", **more: object) -> Plan:
    request = DraftRequest(title, service.outline_for(title), FactSheet(unit=unit), **more)  # type: ignore[arg-type]
    return service.plan(request)


def titles(plan: Plan) -> list[str]:
    return [report.title for report in plan.chosen]


@pytest.mark.parametrize(
    ("title", "topic", "units"),
    [
        ("2025年青苗幼儿园防汛工作总结", "防汛", "幼儿园"),
        ("2025年东港小学课后服务工作汇报", "课后服务", "学"),
        ("白马街道办事处2026年垃圾分类工作总结", "垃圾分类", "街道"),
        ("永安镇人民政府2025年防汛工作总结", "防汛", "镇"),
    ],
)
def test_reports_of_like_units_on_the_topic_come_first(
    sample_service: Draftbot, title: str, topic: str, units: str
) -> None:
    made = plan(sample_service, title)
    assert made.rung is Rung.LIKE
    whole = [report for report in made.chosen if report.share is Share.WHOLE]
    assert whole
    assert all(topic in report.title and units in report.unit for report in whole)
    assert not any(report.is_own for report in made.reports)


def test_the_units_name_changes_nothing(sample_service: Draftbot) -> None:
    told = plan(sample_service, "2025年消防安全工作总结", "长青小学")
    assert titles(plan(sample_service, "2025年长青小学消防安全工作总结")) == titles(told)


def test_of_another_topic_only_general_wording_is_lent(sample_service: Draftbot) -> None:
    made = plan(sample_service, "新苗幼儿园2025年档案管理工作总结")
    assert made.rung is Rung.GENRE
    assert {report.share for report in made.chosen} == {Share.GENERAL}


def test_without_a_like_unit_nothing_is_chosen(sample_service: Draftbot) -> None:
    made = plan(sample_service, "金桂酒店2025年防汛工作总结")
    assert (made.rung, made.chosen) == (Rung.NONE, ())
    assert plan(sample_service, "金桂酒店2025年防汛工作总结", any_trade=True).chosen


def test_another_trade_lends_only_when_told_to(sample_service: Draftbot) -> None:
    """A kindergarten has no fire safety report of its kind; schools and a bureau have."""
    title = "红杉林幼儿园2025年消防安全工作总结"
    made = plan(sample_service, title)
    assert made.chosen
    assert not any(report.is_of_other_trade for report in made.chosen)
    assert made.offered
    assert all("消防" in report.title and "园" not in report.unit for report in made.offered)
    told = plan(sample_service, title, any_trade=True)
    assert {report.id for report in made.offered} & {report.id for report in told.chosen}
    assert not told.offered
    draft = sample_service.draft(
        DraftRequest(title, sample_service.outline_for(title), length=900, any_trade=True)
    )
    assert "other_trades" in {remark.code for remark in draft.warnings}


def test_where_like_units_have_enough_on_the_topic_no_other_trade_is_offered(
    sample_service: Draftbot,
) -> None:
    title = "2025年青苗幼儿园防汛工作总结"
    assert not plan(sample_service, title).offered
    told = plan(sample_service, title, any_trade=True)
    assert not any(report.is_of_other_trade for report in told.chosen)


def test_units_that_do_the_same_work_at_another_level_lend_unasked(sample_service: Draftbot) -> None:
    made = plan(sample_service, "枫桥社区2025年垃圾分类工作汇报")
    assert made.rung is Rung.LIKE
    assert any("街道" in report.unit for report in made.chosen)


def test_a_paper_of_a_unit_takes_nothing_from_what_somebody_says_of_himself(sample_service: Draftbot) -> None:
    made = plan(sample_service, "枫桥社区2025年档案管理工作汇报")
    assert made.rung is Rung.GENRE
    assert not {"述职报告", "心得体会"} & {report.genre for report in made.chosen}


def test_a_person_is_served_by_reports_on_like_offices(sample_service: Draftbot) -> None:
    made = plan(sample_service, "青苗幼儿园副园长2025年度述职报告")
    assert "副园长" in made.chosen[0].title
    assert all(report.genre == "述职报告" for report in made.chosen if report.share is not Share.PART)


def test_the_user_chooses(sample_service: Draftbot) -> None:
    wanted = [r.id for r in sample_service.reports() if "德育" in r.title][:2]
    made = plan(sample_service, "2025年东港小学防汛工作总结", reports=(*wanted, "gone"))
    assert made.is_told
    assert [report.id for report in made.chosen] == wanted
    draft = sample_service.draft(
        DraftRequest(
            "2025年东港小学防汛工作总结",
            sample_service.outline_for("工作总结"),
            length=600,
            reports=(*wanted, "gone"),
        )
    )
    assert {source.report_id for source in draft.sources} <= set(wanted)
    assert "chosen_reports_gone" in {remark.code for remark in draft.warnings}


def test_none_ticked_is_said(sample_service: Draftbot) -> None:
    title = "2025年东港小学防汛工作总结"
    draft = sample_service.draft(DraftRequest(title, sample_service.outline_for(title), reports=()))
    assert not draft.sources
    assert "no_reports_chosen" in {remark.code for remark in draft.warnings}


@pytest.fixture(scope="module")
def with_own(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Draftbot]:
    """The unit's own report on the topic, and other units' on others."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "own.txt").write_text(OWN, encoding="utf-8")
    (folder / "brief.txt").write_text(BRIEF, encoding="utf-8")
    (folder / "own again.txt").write_text(OWN.replace("园区水池", "园区的水池"), encoding="utf-8")
    for name in (
        "星河幼儿园_2025_安全工作总结",
        "听松幼儿园_2023_卫生保健工作总结",
        "教育局_2024_防溺水工作实施方案",
    ):
        shutil.copy(ROOT / "corpus" / f"{name}.txt", folder)
    with closing(build_service(settings_for(folder.with_name("own-home"), model_folder))) as service:
        assert not service.ingest([folder]).failed
        yield service


def test_the_units_own_report_on_the_topic_speaks_first(with_own: Draftbot) -> None:
    title = "花溪里幼儿园2025年防溺水工作总结"
    made = plan(with_own, title)
    assert made.rung is Rung.OWN
    assert made.chosen[0].is_own
    draft = with_own.draft(DraftRequest(title, with_own.outline_for(title), length=700))
    own = {s.number for s in draft.sources if s.report_id == made.chosen[0].id}
    cited = [s for section in draft.sections for s in section.sentences if s.citations]
    drawn = [s for s in cited if own & set(s.citations)]
    assert sum(len(s.text) for s in drawn) >= 0.4 * sum(len(s.text) for s in cited)


def test_all_sections_of_the_units_own_brief_report_are_filled(with_own: Draftbot) -> None:
    """Lines of a few words are matter enough where they are the unit's own, under the headings of its own
    report, and no overview takes what the part on measures needs."""
    title = "松果里幼儿园2025年爱牙护牙工作总结"
    draft = with_own.draft(DraftRequest(title, with_own.outline_for(title)))
    assert draft.plan is not None
    assert draft.plan.rung is Rung.OWN
    own = {s.number for s in draft.sources if s.report_id == draft.plan.chosen[0].id}
    drawn = {
        section.heading: [s.text for s in section.sentences if own & set(s.citations)]
        for section in draft.sections
    }
    work, problems, plans = (drawn[heading] for heading in ("主要做法", "存在的问题", "下一步打算"))
    assert "1. 制定活动计划。" in work
    assert "1. 个别家长不够重视。" in problems
    assert "1. 继续开展护牙课。" in plans


def test_the_twin_of_a_report_can_be_chosen_in_its_place(with_own: Draftbot) -> None:
    title = "花溪里幼儿园2025年预防溺水工作总结"
    both = {report.id for report in with_own.reports() if report.unit == "花溪里幼儿园"}
    (first,) = [report.id for report in plan(with_own, title).chosen if report.id in both]
    (twin,) = both - {first}
    assert [report.id for report in plan(with_own, title, reports=(twin,)).chosen] == [twin]


def test_another_town_s_bureau_is_not_ones_own(sample_service: Draftbot) -> None:
    assert plan(sample_service, "石桥县教育局2025年学前教育工作汇报").rung is Rung.LIKE
