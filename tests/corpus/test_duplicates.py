"""Families of near-duplicates."""

from __future__ import annotations

import random

import pytest

from corpus.measuring import family_pairs, sample_files
from draftbot.corpus.duplicates import Families, families, signature, similarity

WORDS = "学校 街道 安全 防汛 检查 整改 培训 演练 责任 制度 台账 隐患 食堂 消防 宿舍 教师 家长 幼儿 网格 社区 排水 值班".split()


def text(seed: int, sentences: int = 60) -> str:
    rng = random.Random(seed)
    return "".join("".join(rng.choices(WORDS, k=8)) + "。" for _ in range(sentences))


def test_new_figures_and_the_other_script_change_nothing() -> None:
    one = "2023年，学校开展演练4次，参加师生1200人次。" + text(1)
    other = "2024年，學校開展演練6次，參加師生1350人次。" + text(1)
    assert similarity(signature(one), signature(other)) == 1.0


def test_a_reworked_text_is_near_and_another_is_not() -> None:
    base, rng = text(1).split("。"), random.Random(5)
    reworked = [text(9, 1) if rng.random() < 0.25 else sentence for sentence in base]
    assert similarity(signature("。".join(base)), signature("。".join(reworked))) > 0.4
    assert similarity(signature(text(1)), signature(text(2))) < 0.2


def test_the_first_in_order_heads_its_family() -> None:
    reports = [
        ("old", signature(text(1)), -2022),
        ("new", signature(text(1) + "。"), -2024),
        ("else", signature(text(2)), -2023),
    ]
    assert families(reports) == {"new": None, "old": "new", "else": None}


def test_an_empty_or_tiny_text_has_a_signature() -> None:
    assert len(signature("")) == len(signature("甲")) == 512


def test_thousands_of_stored_reports_are_looked_through_quickly() -> None:
    found = Families()
    rng = random.Random(3)
    for i in range(3000):
        found.add(f"r{i}", rng.randbytes(512))
    found.add("wanted", signature(text(1)))
    nearest = found.nearest(signature(text(1)))
    assert nearest is not None
    assert nearest[0] == "wanted"


def test_yearly_families_of_the_samples() -> None:
    """The same unit's same report in successive years, and nothing else."""
    pairs = family_pairs(sample_files(collections=True))
    assert len(pairs) >= 6
    for pair in pairs:
        one, other = (name.split(":")[0].rsplit(".", 1)[0].split("_") for name in pair)
        assert (one[0], one[2]) == (other[0], other[2])


@pytest.mark.parametrize("count", [0, 1])
def test_few_reports(count: int) -> None:
    assert families([("a", signature(text(1)), 0)][:count]) == ({"a": None} if count else {})
