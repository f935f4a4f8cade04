from __future__ import annotations

import numpy as np
import pytest

from draftbot.retrieval.counting import Characters, count_pairs

TEXTS = ["防汛值班，防汛值守。", "", "哈哈哈哈", "汛防 12.5% 2024年 12 abab ab", "𠮷野家𠮷野家\x00防汛"]
PAIRS = ["防汛", "汛防", "哈哈", "12", "12.5%", "ab", "𠮷野", "野家", "防", "值守", "2024", "没有"]


@pytest.mark.parametrize("pairs", [PAIRS, PAIRS[:1], ["哈哈"], []])
@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1], [""], []])
def test_pairs_are_counted_as_each_text_would_count_them(pairs: list[str], texts: list[str]) -> None:
    counts = count_pairs(pairs, texts)
    assert counts.shape == (len(texts), len(pairs))
    expected = [[text.count(pair) for pair in pairs] for text in texts]
    assert np.array_equal(counts, np.array(expected, dtype=float).reshape(counts.shape))


def test_each_character_belongs_to_its_text() -> None:
    row = Characters.of(["防汛", "", "值"])
    assert [chr(code) for code in row.codes if code] == ["防", "汛", "值"]
    assert row.owners.tolist() == [0, 0, 0, 1, 2, 2]
    assert row.texts == 3
