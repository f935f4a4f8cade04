"""The encoder of our own against the library it stands in for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from draftbot.index.bert_encoder import BertEncoder, is_plain_bert
from draftbot.index.sentence_encoder import SentenceEncoder

TEXTS = [
    "消防",
    "汛期实行二十四小时值班制度，值班人员每两小时巡查一次。" * 3,
    "組織全體教職工開展消防疏散演練",
    "a plain text, mixed with 中文 and ２０２４",
    "",
    "很长的一段话，" * 200,
]


def test_vectors_and_tokens_are_those_of_sentence_transformers(model_folder: Path) -> None:
    ours = BertEncoder(model_folder, "float32")
    theirs = SentenceEncoder(str(model_folder), bfloat16=False)
    for batch in ([TEXTS[0]], TEXTS):
        for one, other in zip(ours.encode(batch, "query: "), theirs.encode(batch, "query: "), strict=True):
            assert one.vector @ other.vector > 0.99999
            assert one.tokens.shape == other.tokens.shape
            if len(one.tokens):
                assert np.sum(one.tokens * other.tokens, axis=1).min() > 0.9999


def test_bfloat16_stays_near_float32(model_folder: Path) -> None:
    whole = BertEncoder(model_folder, "float32").encode(TEXTS, "passage: ")
    half = BertEncoder(model_folder, "bfloat16").encode(TEXTS, "passage: ")
    assert min(a.vector @ b.vector for a, b in zip(whole, half, strict=True)) > 0.999


def test_int8_stays_near_float32_in_vectors_and_tokens(model_folder: Path) -> None:
    whole = BertEncoder(model_folder, "float32").encode(TEXTS, "passage: ")
    encoder = BertEncoder(model_folder, "int8")
    small = encoder.encode(TEXTS, "passage: ")
    assert min(a.vector @ b.vector for a, b in zip(whole, small, strict=True)) > 0.995
    for text, one in zip(TEXTS, small, strict=True):  # whatever else is in its batch
        assert encoder.encode([text], "passage: ")[0].vector @ one.vector > 0.9999
    for one, other in zip(whole, small, strict=True):
        if len(one.tokens):
            assert np.mean(np.sum(one.tokens * other.tokens, axis=1)) > 0.98


def test_it_has_the_prompts_of_the_folder(model_folder: Path) -> None:
    prompts = SentenceTransformer(str(model_folder)).prompts
    assert {k: v for k, v in prompts.items() if v} == BertEncoder(model_folder, "float32").prompts


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("1_Pooling/config.json", {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}),
        ("config.json", {"model_type": "xlm-roberta"}),
        ("config.json", {"hidden_act": "relu"}),
    ],
)
def test_another_build_is_left_to_the_library(
    model_folder: Path, tmp_path: Path, name: str, change: dict[str, object]
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(model_folder, folder)
    assert is_plain_bert(folder)
    config = json.loads((folder / name).read_text("utf-8"))
    (folder / name).write_text(json.dumps(config | change), "utf-8")
    assert not is_plain_bert(folder)


def test_a_folder_without_a_model_is_none(tmp_path: Path) -> None:
    assert not is_plain_bert(tmp_path)
    (tmp_path / "modules.json").write_text("[]", "utf-8")
    assert not is_plain_bert(tmp_path)
