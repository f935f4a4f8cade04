"""Where facts go; the unhappy cases first. Meaning is told by shared characters here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from draftbot.domain import Fact, OutlineSection, Role
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.leaning_facts import with_what_they_lean_on
from draftbot.writing.placement import place_facts
from making.briefs import brief

SECTIONS = (
    OutlineSection("基本情况", role=Role.OVERVIEW),
    OutlineSection("主要做法与成效", role=Role.WORK),
    OutlineSection("安全工作", 2),
    OutlineSection("保教工作", 2),
    OutlineSection("存在的问题", role=Role.PROBLEMS),
    OutlineSection("下一步打算", role=Role.PLANS),
)


class ByCharacters:
    """Vectors of the characters a text has: enough to tell 安全 from 保教."""

    name = ""

    def remembered(self, texts: Sequence[str]) -> np.ndarray:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), 997), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for c in text:
                row[ord(c) % 997] = 1
        return cast(np.ndarray, vectors / np.linalg.norm(vectors, axis=1, keepdims=True) / 10)


EMBEDDINGS = cast(SentenceEmbeddings, ByCharacters())


def placed(*facts: Fact, sections: Sequence[OutlineSection] = SECTIONS) -> dict[int, list[str]]:
    return place_facts(facts, sections, brief(), EMBEDDINGS)


def test_nothing_to_place_and_nowhere_to() -> None:
    assert placed() == {}
    assert placed(Fact("演练2次"), sections=()) == {}
    assert placed(Fact("　"), Fact("。")) == {}


def test_a_fact_said_twice_or_within_another_counts_once() -> None:
    homes = placed(
        Fact("演练2次"), Fact("演练２次。"), Fact("演练2次，320人参加", "安全工作"), Fact("演练2次")
    )
    assert homes == {2: ["演练2次，320人参加"]}


def test_fifty_facts_and_forty_sections_lose_none() -> None:
    sections = [OutlineSection(f"第{i}方面工作") for i in range(40)]
    facts = [Fact(f"完成第{i}项任务{i}次") for i in range(50)]
    homes = placed(*facts, sections=sections)
    assert sorted(text for texts in homes.values() for text in texts) == sorted(f.text for f in facts)


@pytest.mark.parametrize(
    ("wanted", "home"),
    [
        ("安全工作", 2),
        ("（一）安全工作", 2),
        ("二、存在的问题", 4),
        ("存在的问题", 4),
        ("打算", 5),
        ("问题", 4),
    ],
)
def test_the_users_own_choice_wins(wanted: str, home: int) -> None:
    assert placed(Fact("现有10个班", wanted)) == {home: ["现有10个班"]}


def test_a_section_with_others_below_it_hands_its_facts_down() -> None:
    assert set(placed(Fact("保教评估12次", "主要做法与成效"))) == {3}


def test_a_section_that_is_not_there_leaves_the_choice_open() -> None:
    assert placed(Fact("全园现有10个班，286名幼儿", "财务工作")) == {0: ["全园现有10个班，286名幼儿"]}


@pytest.mark.parametrize(
    ("fact", "home"),
    [
        ("全园现有10个班，286名幼儿", 0),
        ("本人2018年起任园长", 0),
        ("北门外排水沟盖板老化，尚未更换", 4),
        ("明年计划新增探头12个", 5),
        ("开展安全检查12次", 2),
    ],
)
def test_a_facts_own_words_tell_its_section(fact: str, home: int) -> None:
    assert placed(Fact(fact)) == {home: [fact]}


@pytest.mark.parametrize(
    ("told", "as_placed"),
    [
        (["售票3.2万张", "同比增长7.5%"], ["售票3.2万张，同比增长7.5%"]),
        (["发出调查表300份", "收回281份"], ["发出调查表300份，收回281份"]),
        (["车队司机52人", "男司机40人女司机12人"], ["车队司机52人，男司机40人女司机12人"]),
        (["检查座椅900张", "修好的37张"], ["检查座椅900张，修好的37张"]),
        (["售票3.2万张", "应急演练6次", "拾金不昧21起"], ["售票3.2万张", "应急演练6次", "拾金不昧21起"]),
    ],
)
def test_a_fact_that_leans_on_the_one_before_stays_with_it(told: list[str], as_placed: list[str]) -> None:
    assert [fact.text for fact in with_what_they_lean_on([Fact(text) for text in told])] == as_placed
