from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.errors import EmbeddingModelMissing
from draftbot.index.embedding import SentenceEmbeddings


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
