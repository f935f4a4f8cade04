"""The baseline is judged by the same answers, though its chunks cross their borders."""

from __future__ import annotations

import sys

import pytest

from draftbot.domain import count_chars
from draftbot.errors import BadInput
from draftbot.evaluation.ablations import fuse_ranks
from draftbot.evaluation.plain_recipe import Chunk, cut_chunks, judge_chunks, require_splitter
from draftbot.evaluation.retrieval_set import Span


def chunk(id_: str, start: int, end: int, document: str = "d") -> Chunk:
    return Chunk(id_, Span(document, start, end), "")


def test_chunks_know_where_they_stand() -> None:
    text = "\n".join(f"第{i}段 说明第{i}件事的经过、做法和结果，写得不长。" * 3 for i in range(40))
    chunks = cut_chunks({"long": text, "short": "一句话。", "empty": ""})
    plain = "".join(text.split())
    assert len(chunks) > 4
    assert all(len(c.text) <= 500 for c in chunks)
    for c in chunks[:-1]:
        assert plain[c.span.start : c.span.end] == "".join(c.text.split())
    assert (chunks[-1].span, chunks[-1].text) == (Span("short", 0, count_chars("一句话。")), "一句话。")
    assert len({c.id for c in chunks}) == len(chunks)


def test_a_chunk_is_relevant_by_what_it_holds() -> None:
    spans = {"p": Span("d", 100, 200), "small": Span("d", 500, 530), "elsewhere": Span("e", 0, 50)}
    chunks = [
        chunk("half of it is the answer", 50, 150),
        chunk("holds half of the answer, among much else", 150, 600),
        chunk("holds less on either count", 170, 400),
        chunk("another document", 100, 200, "f"),
        chunk("the other answer", 0, 80, "e"),
    ]
    found = judge_chunks(
        chunks, spans, {"one": {"p": 1}, "two": {"p": 1, "elsewhere": 1}, "three": {"small": 1}}
    )
    assert set(found["one"]) == {chunks[0].id, chunks[1].id}
    assert set(found["two"]) == {chunks[0].id, chunks[1].id, chunks[4].id}
    assert set(found["three"]) == {chunks[1].id}


def test_where_no_chunk_holds_half_the_fullest_one_counts() -> None:
    spans = {"p": Span("d", 1000, 2000)}
    chunks = [chunk("a", 600, 1100), chunk("b", 1900, 2400), chunk("c", 1850, 2350)]
    assert judge_chunks(chunks, spans, {"q": {"p": 1}}) == {"q": {"c": 1}}


def test_a_missing_splitter_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_text_splitters", None)
    with pytest.raises(BadInput, match=r"pip install 'draftbot\[eval\]'"):
        require_splitter()


def test_ranks_are_fused_by_their_reciprocals() -> None:
    assert fuse_ranks([["a", "b"], ["b", "c"]]) == ["b", "a", "c"]
