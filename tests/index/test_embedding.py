from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from draftbot.errors import EmbeddingModelMissing
from draftbot.index import embedding
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.encoders import Encoder
from draftbot.index.tokens import Encoded, FloatArray


def test_a_model_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    embeddings = SentenceEmbeddings(str(tmp_path / "no-model"), tmp_path)
    with pytest.raises(EmbeddingModelMissing) as caught:
        embeddings.query("防汛")
    assert "no-model" in caught.value.message("zh")
    assert "DRAFTBOT_EMBEDDING_MODEL" in caught.value.hint("zh")


def test_langchain_sees_the_same_vectors(embeddings: SentenceEmbeddings) -> None:
    assert embeddings.embed_query("防汛值班") == embeddings.query("防汛值班").tolist()
    assert embeddings.embed_documents(["值班制度"]) == embeddings.passages(["值班制度"]).tolist()


def test_like_texts_are_nearer_than_unlike_ones(embeddings: SentenceEmbeddings) -> None:
    query = embeddings.query("汛期值班")
    near, far = embeddings.passages(["汛期实行二十四小时值班制度。", "食堂每周公布带量食谱。"])
    assert query @ near > query @ far


class Interrupted(SentenceEmbeddings):
    """While it computes the vector of 值班, another asks for so much that all is forgotten."""

    def passages(self, texts: Sequence[str]) -> FloatArray:
        if texts == ["值班"]:
            self.remembered(["食堂", "消防"])
        return super().passages(texts)


def test_what_another_makes_forgotten_meanwhile_is_still_given(
    embeddings: SentenceEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "MOST_REMEMBERED", 2)
    shared = Interrupted(embeddings.name, Path(), embeddings.load)
    shared.remembered(["防汛"])
    both = shared.remembered(["防汛", "值班"])
    assert np.allclose(both, embeddings.passages(["防汛", "值班"]), atol=1e-3)


class Waiting:
    """The real encoder, which holds the first batch until it is let go and counts them all."""

    def __init__(self, inner: Encoder) -> None:
        self.inner, self.prompts, self.precision = inner, inner.prompts, inner.precision
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.batches: list[list[str]] = []

    def encode(self, texts: Sequence[str], prompt: str) -> list[Encoded]:
        self.batches.append(list(texts))
        self.begun.set()
        assert self.go_on.wait(60)
        return self.inner.encode(texts, prompt)


def test_queries_that_wait_are_encoded_together_and_each_gets_its_own(embeddings: SentenceEmbeddings) -> None:
    waiting = Waiting(embeddings.load())
    busy = SentenceEmbeddings(embeddings.name, Path(), lambda: waiting)
    first = busy.encode_query_aside("防汛值班")
    assert waiting.begun.wait(60)
    queries = ["食堂留样", "消防器材", "消防器材", "控辍保学"]
    coming = [busy.encode_query_aside(query) for query in queries]
    waiting.go_on.set()
    for query, one in zip(["防汛值班", *queries], [first, *coming], strict=True):
        assert one.result(60).vector @ embeddings.query(query) > 0.99
    assert [len(batch) for batch in waiting.batches] == [1, 4]


def test_a_fault_reaches_every_query_that_waited_for_it(tmp_path: Path) -> None:
    missing = SentenceEmbeddings(str(tmp_path / "no-model"), tmp_path)
    for one in [missing.encode_query_aside(query) for query in ("防汛", "消防", "留样")]:
        with pytest.raises(EmbeddingModelMissing):
            one.result(60)


def test_what_is_closed_keeps_no_model_whoever_holds_it(
    embeddings: SentenceEmbeddings, tmp_path: Path
) -> None:
    model = embeddings.load()
    closed = SentenceEmbeddings("x", tmp_path, load=lambda: model)
    assert len(closed.remembered(["值班"])) == 1
    closed.close()
    assert not closed.is_loaded
    assert not closed._remembered
