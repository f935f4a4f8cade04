"""Whose reports speak in whose draft: a trade that a user added, units of no known trade, and units
that no report of the corpus is by."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Draft, DraftRequest, Fact, FactSheet
from draftbot.service import Draftbot
from making.trades import PROMPTS
from parts import settings_for

BOATS = """行业: 龙舟队
称呼: [龙舟队]
自称: [本队, 我队]
专用词: [桨手, 鼓手]
"""
TRAINING = """{unit}2024年训练工作总结
2024年，{unit}围绕训练工作，健全制度、压实责任，各项任务按计划完成。
一、主要做法
（一）健全训练制度。我队修订训练管理办法，明确教练责任，做到训练有计划、有记录、有讲评。
（二）抓好体能训练。桨手分组开展体能训练，教练逐人纠正划桨动作，训练质量逐步提高。
（三）做好训练保障。训练前检查船艇和救生衣，发现破损及时更换，保证训练安全。
二、存在的问题
训练场地不够用，雨天训练安排不够灵活，个别队员训练积极性不高。
三、下一步打算
继续完善训练制度，加强训练安全检查，把训练要求落实到每个小组。
"""
SCHOOL = """{unit}2024年训练工作总结
2024年，{unit}认真组织教师开展训练工作，把训练列入全校重点工作。
一、主要做法
（一）健全训练制度。学校修订教师训练管理办法，明确年级组责任，做到训练有计划、有记录。
（二）抓好技能训练。班主任带领学生开展队列训练，课堂训练常抓不懈，训练质量逐步提高。
二、存在的问题
训练时间安排偏紧，个别教师对训练重视不够。
"""


def draft(service: Draftbot, title: str, unit: str, **more: object) -> Draft:
    outline = service.outline_for(title)
    facts = FactSheet(unit=unit, facts=(Fact("全年训练160次"),))
    return service.draft(DraftRequest(title, outline, facts, 800, **more))  # type: ignore[arg-type]


def cited(draft: Draft) -> set[str]:
    numbers = {n for section in draft.sections for s in section.sentences for n in s.citations}
    return {source.title for source in draft.sources if source.number in numbers}


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[dict[str, Draftbot]]:
    """A corpus of two boat teams and a school, once with a trade file for boat teams and once without."""
    corpus = tmp_path_factory.mktemp("boats")
    for name, text in (("蓝鳍龙舟队", TRAINING), ("金鳞龙舟队", TRAINING), ("竹坞小学", SCHOOL)):
        (corpus / f"{name}.txt").write_text(text.format(unit=name), "utf-8")
    prompts = Path(shutil.copytree(PROMPTS, tmp_path_factory.mktemp("prompts") / "prompts"))
    (prompts / "trades" / "龙舟队.yaml").write_text(BOATS, "utf-8")
    with (
        closing(
            build_service(settings_for(tmp_path_factory.mktemp("a"), model_folder, prompts=prompts))
        ) as told,
        closing(build_service(settings_for(tmp_path_factory.mktemp("b"), model_folder))) as untold,
    ):
        for service in (told, untold):
            assert not service.ingest([corpus]).failed
        yield {"told": told, "untold": untold}


def test_a_trade_that_a_user_added_is_matched_and_drafted_with(homes: dict[str, Draftbot]) -> None:
    written = draft(homes["told"], "2025年赤澜龙舟队训练工作总结", "赤澜龙舟队")
    text = "".join(section.text for section in written.sections)
    assert "本队" in text
    assert "桨手" in text
    assert cited(written) <= {"蓝鳍龙舟队2024年训练工作总结", "金鳞龙舟队2024年训练工作总结"}
    assert cited(written)
    assert not {"蓝鳍", "金鳞", "我队"} & {word for word in ("蓝鳍", "金鳞", "我队") if word in text}


def test_its_words_stay_out_of_other_trades_drafts(homes: dict[str, Draftbot]) -> None:
    written = draft(homes["told"], "2025年听松小学训练工作总结", "听松小学")
    text = "".join(section.text for section in written.sections)
    assert "桨手" not in text
    assert cited(written) == {"竹坞小学2024年训练工作总结"}


def test_units_of_no_known_trade_borrow_from_those_that_the_same_noun_ends(
    homes: dict[str, Draftbot],
) -> None:
    written = draft(homes["untold"], "2025年赤澜龙舟队训练工作总结", "赤澜龙舟队")
    assert cited(written) <= {"蓝鳍龙舟队2024年训练工作总结", "金鳞龙舟队2024年训练工作总结"}
    assert cited(written)


def test_a_unit_of_no_known_trade_borrows_nobodys_words_unless_it_may(homes: dict[str, Draftbot]) -> None:
    alone = draft(homes["untold"], "2025年云溪县舞蹈社训练工作总结", "云溪县舞蹈社")
    assert cited(alone) == set()
    allowed = draft(homes["untold"], "2025年云溪县舞蹈社训练工作总结", "云溪县舞蹈社", any_trade=True)
    assert cited(allowed)
    text = "".join(section.text for section in allowed.sections)
    assert not any(word in text for word in ("班主任", "学生", "学校", "课堂"))


def test_the_unit_of_a_title_is_read_though_no_report_is_by_it(homes: dict[str, Draftbot]) -> None:
    service = homes["told"]
    title = "2025年赤澜龙舟队训练工作总结"
    request = DraftRequest(title, service.outline_for(title), length=800)
    brief = service._parts.drafter.brief(request)
    assert (brief.unit, brief.self_name, list(brief.topic)) == ("赤澜龙舟队", "本队", ["训练"])
    for written in (service.draft(request), draft(service, "2025年龙舟队训练工作总结", "")):
        assert cited(written)
        assert cited(written) <= {"蓝鳍龙舟队2024年训练工作总结", "金鳞龙舟队2024年训练工作总结"}
