"""A corpus whose reports are nearly the same, with short items: every section still has matter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Draft, DraftRequest, FactSheet, Role, Share
from draftbot.service import Draftbot
from parts import settings_for

DONE = (
    "网格员入户发放反诈宣传单，逐户讲解转账前先核实的道理。",
    "在楼栋口张贴反诈提示，写明常见骗局和求助办法。",
    "利用居民微信群转发反诈案例，提醒老年人不贪小利。",
    "邀请民警开展反诈讲座，居民现场提问，民警逐条解答。",
    "志愿者帮助老年人安装反诈软件，手把手教会设置。",
    "在菜市场设立反诈咨询台，接受居民咨询，登记可疑线索。",
    "对独居老人建立反诈联系名册，由楼组长定期上门提醒。",
    "组织商户签订反诈承诺书，遇到大额转账主动劝阻。",
    "暑假期间为学生上反诈课，讲清出租银行卡的后果。",
    "每月召开反诈例会，通报辖区发案情况，研究下一步安排。",
)
AHEAD = ("继续办好反诈讲堂，讲给更多人听。", "推动反诈宣传进每个楼栋。", "为新住户补发反诈提示卡。")
UNITS = ("栗子坡社区", "石榴湾社区", "梨树沟社区", "核桃岭社区", "海棠里社区")


def report(unit: str, chance: random.Random) -> str:
    points = chance.sample(DONE, 8)
    return (
        f"{unit}2024年反诈宣传工作总结\n一、基本情况\n反诈宣传工作平稳推进，居民防范意识有所增强。{points[0]}\n"
        f"二、主要做法\n（一）入户宣传\n{''.join(points[1:5])}\n（二）重点提醒\n{''.join(points[5:])}\n"
        "三、存在的问题\n部分上班族白天不在家，反诈宣传难以当面讲到。\n"
        f"四、下一步打算\n{''.join(chance.sample(AHEAD, 2))}\n"
    )


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Draftbot]:
    folder = tmp_path_factory.mktemp("uniform")
    chance = random.Random(5)
    for unit in UNITS:
        (folder / f"{unit}.txt").write_text(report(unit, chance), encoding="utf-8")
    home = tmp_path_factory.mktemp("home")
    with closing(build_service(settings_for(home, model_folder))) as built:
        built.ingest([folder])
        yield built


@pytest.fixture(scope="module")
def draft(service: Draftbot) -> Draft:
    title = "2025年银杏坪社区反诈宣传工作总结"
    return service.draft(DraftRequest(title, service.outline_for(title), FactSheet(), length=2500))


def test_near_duplicates_of_other_units_are_drawn_on_where_the_draft_would_be_short(draft: Draft) -> None:
    assert draft.plan
    assert len([r for r in draft.plan.chosen if r.share is Share.WHOLE]) > 2


def test_the_overview_leaves_the_other_sections_their_matter(draft: Draft) -> None:
    chars = {
        planned.role: section.chars
        for planned, section in zip(draft.request.outline.sections, draft.sections, strict=True)
    }
    assert chars[Role.WORK] > chars[Role.OVERVIEW]
    told = sum(sentence[:8] in draft_text(draft) for sentence in DONE)
    assert told >= len(DONE) - 2


def test_items_too_short_for_a_point_are_told_all_the_same(draft: Draft) -> None:
    told = draft_text(draft)
    assert all(item.rstrip("。") in told for item in (*AHEAD, "部分上班族白天不在家"))


def draft_text(draft: Draft) -> str:
    return "".join(s.text for section in draft.sections for s in section.sentences)
