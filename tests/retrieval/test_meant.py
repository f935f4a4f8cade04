"""A unit, a year or a number in a query is meant so: over a corpus of one report by many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Hit
from draftbot.service import Draftbot
from parts import settings_for

UNITS = ("梧桐县石榴镇人民政府", "梧桐县枇杷镇人民政府", "梧桐县银杏街道办事处", "梧桐县海棠街道办事处")
YEARS = (2022, 2023, 2024)
HOURS = {"石榴": "二十四小时", "枇杷": "48小时", "银杏": "三十六小时", "海棠": "两小时"}


def report(unit: str, year: int) -> str:
    short = unit.removeprefix("梧桐县")[:-4]
    hours = next(h for name, h in HOURS.items() if name in unit)
    return f"""{unit}{year}年森林防火工作总结

{year}年，{short}把森林防火当作大事来抓，全年没有发生火情，现总结如下。

一、主要做法

（一）落实巡护责任

{short}把山林划成若干片，每片由一名护林员包干，清明和冬至前后增加巡护次数，进山路口设卡登记，火种一律不许带入。

（二）做好值班备勤

{short}的扑火队在高火险期集中备勤，接到报警后先行出动，样品和工具保存{hours}以上备查，交接时逐件清点。

二、存在问题

{short}的护林员年纪偏大，瞭望设备用了多年，个别路段消防车开不进去，明年要逐项解决。

{unit}
{year}年12月20日
"""


@pytest.fixture(scope="module")
def uniform(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Draftbot]:
    service = build_service(settings_for(tmp_path_factory.mktemp("uniform") / "home", model_folder))
    for unit in UNITS:
        for year in YEARS:
            service.ingest_upload(f"{unit}{year}.txt", report(unit, year).encode())
    other = (
        "梧桐县气象局2024年应急值守情况\n\n一、值守\n\n遇到险情拨打110或119，报清地点和人数，再打值班室电话。"
    )
    service.ingest_upload("值守.txt", other.encode())
    service.ingest_upload(
        "检查.txt", "石榴镇检查记录\n\n一、检查\n\n2022年11月0日至11日检查1101处，每处看20分钟。".encode()
    )
    yield service
    service.close()


def first(service: Draftbot, query: str) -> Hit:
    return service.search(query, 5).hits[0]


@pytest.mark.parametrize("unit", ["石榴镇", "枇杷镇", "银杏街道", "海棠"])
def test_the_unit_that_is_named_comes_first(uniform: Draftbot, unit: str) -> None:
    for query in (f"{unit}森林防火巡护责任", f"护林员包干 {unit}"):
        assert unit in first(uniform, query).report.unit


@pytest.mark.parametrize("year", YEARS)
def test_the_year_that_is_named_comes_first(uniform: Draftbot, year: int) -> None:
    assert first(uniform, f"{year}年森林防火值班备勤").report.year == year


def test_unit_and_year_together_name_one_report(uniform: Draftbot) -> None:
    found = first(uniform, "银杏街道二〇二三年护林员巡护").report
    assert ("银杏" in found.unit, found.year) == (True, 2023)


def test_what_differs_by_unit_alone_is_one_hit(uniform: Draftbot) -> None:
    hits = uniform.search("护林员包干，进山路口设卡登记", 3).hits
    told = [hit for hit in hits if "设卡登记" in hit.passage.text]
    assert len(told) == 1
    assert len(told[0].also_in) == len(UNITS) * len(YEARS) - 1


@pytest.mark.parametrize("query", ["48小时", "四十八小时", "保存48小时"])
def test_a_number_stands_in_the_first_hit_where_a_passage_has_it(uniform: Draftbot, query: str) -> None:
    assert "48小时" in first(uniform, query).passage.text


def test_a_number_is_no_part_of_a_date_or_of_a_longer_number(uniform: Draftbot) -> None:
    found = uniform.search("110", 5)
    assert "110" in found.hits[0].passage.text
    assert "1101" not in found.hits[0].passage.text


def test_a_number_that_stands_nowhere_is_told(uniform: Draftbot) -> None:
    assert not uniform.search("95598", 5).is_about
    assert not uniform.search("72小时", 5).is_about


def test_a_year_that_no_report_is_of_is_told(uniform: Draftbot) -> None:
    asked = {
        query: uniform.search(query, 5).lacking_years
        for query in ("2019年森林防火", "2024年森林防火", "森林防火")
    }
    assert asked == {"2019年森林防火": (2019,), "2024年森林防火": (), "森林防火": ()}
    assert uniform.search("2018年和2023年的护林员", 5).lacking_years == (2018,)


def test_signatures_are_no_hits(uniform: Draftbot) -> None:
    for query in ("梧桐县枇杷镇人民政府", "2023年12月20日", "总结", "落款"):
        texts = [hit.passage.text for hit in uniform.search(query, 20).hits]
        assert texts
        assert not [text for text in texts if text.endswith("12月20日")]
