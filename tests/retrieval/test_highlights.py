from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from draftbot.chinese.shingles import overlap, shingles
from draftbot.retrieval.highlights import find_highlights


def test_a_simplified_word_marks_traditional_text() -> None:
    text = "組織防汛應急演練兩次"
    assert [text[a:b] for a, b in find_highlights(text, ["应急演练"])] == ["應急演練"]


def test_offsets_hold_behind_characters_that_grow() -> None:
    text = "㈠开展㎡演练"
    assert [text[a:b] for a, b in find_highlights(text, ["演练"])] == ["演练"]


def test_touching_matches_are_one_span() -> None:
    assert find_highlights("防汛值班", ["防汛", "值班"]) == ((0, 4),)


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=4), max_size=4))
def test_spans_lie_within_the_text_in_order(text: str, words: list[str]) -> None:
    spans = find_highlights(text, words)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert list(spans) == sorted(spans)


def test_overlap_of_like_and_unlike_texts() -> None:
    a = shingles("全园教职工参加了消防疏散演练。")
    assert overlap(a, a) == 1.0
    assert overlap(a, shingles("食堂每周公布带量食谱，接受监督。")) == 0.0
