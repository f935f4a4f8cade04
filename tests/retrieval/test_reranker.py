"""A re-ranker looks again at the best; a model that cannot be one is refused in a sentence."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Passage, ReportSummary, Role, Script
from draftbot.errors import EmbeddingModelMissing
from draftbot.index.catalog import StoredPassage
from draftbot.index.tokens import Encoded, pack_tokens
from draftbot.retrieval.candidates import Candidate, made_ready
from draftbot.retrieval.query import understand
from draftbot.retrieval.ranking import (
    LOOKED_AT_AGAIN,
    Ranked,
    Rarity,
    SecondLook,
    Weights,
    measure,
)
from draftbot.retrieval.reranker import CrossEncoderReranker, second_look
from draftbot.retrieval.search import Search
from draftbot.retrieval.synonyms import Synonyms
from draftbot.service import Draftbot
from parts import settings_for

QUERY = understand("防汛值班制度", Synonyms())
COUNT = LOOKED_AT_AGAIN + 20
BY_COSINE = Weights(dense=1.0, late=0.0, words=0.0, report=0.0, named=0.0, meant=0.0)


class Favouring:
    """A re-ranker that likes what holds one of its words, the first most; it notes what it was shown."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.queries: list[str] = []
        self.shown: list[str] = []

    def scores(self, query: str, texts: Sequence[str]) -> np.ndarray:
        self.queries.append(query)
        self.shown += texts
        liked = [[len(self.words) - i for i, w in enumerate(self.words) if w in text] for text in texts]
        return np.array([max(one, default=0) for one in liked], dtype=np.float32)


def candidate(number: int, token: np.ndarray | None = None) -> Candidate:
    """Candidates lie the farther from the query the higher their number."""
    angle = number / COUNT
    vector = np.array([np.cos(angle), np.sin(angle), *[0.0] * 6], dtype=np.float32)
    report = ReportSummary(f"r{number}", "总结", "其他", "", None, Script.SIMPLIFIED, "", 1, 9)
    passage = Passage(f"r{number}-p0", report.id, 0, ("主要做法", "值班"), Role.WORK, f"第{number}段")
    tokens = {} if token is None else {passage.id: pack_tokens(Encoded(token, np.stack([token])))}
    return made_ready([StoredPassage(passage, report)], {passage.id: vector}, tokens)[0]


ENCODED = Encoded(candidate(0).vector, np.zeros((0, 8), dtype=np.float32))


def by_signals(
    encoded: Encoded, candidates: Sequence[Candidate], weights: Weights, look: SecondLook | None
) -> list[Ranked]:
    signals = measure(QUERY, encoded, candidates, Rarity({}, 100))
    assert signals is not None
    return signals.ranked(weights, look)


def ranked(look: SecondLook | None, weights: Weights = BY_COSINE) -> list[int]:
    """The numbers of the candidates, best first; they come in any order."""
    mixed = [candidate(i * 37 % COUNT) for i in range(COUNT)]
    found = by_signals(ENCODED, mixed, weights, look)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    return [int(one.candidate.stored.report.id[1:]) for one in found]


def test_what_the_reranker_likes_comes_first_and_the_rest_keep_their_order() -> None:
    assert ranked(None) == list(range(COUNT))
    order = ranked(second_look(Favouring("第20段", "第28段"), QUERY))
    assert order[:2] == [20, 28]
    assert order[2:] == [i for i in range(COUNT) if i not in (20, 28)]


def test_it_is_shown_the_first_candidates_only_with_their_headings() -> None:
    reranker = Favouring(f"第{LOOKED_AT_AGAIN + 5}段")
    assert ranked(second_look(reranker, QUERY)) == list(range(COUNT))
    assert reranker.shown == [f"主要做法 值班:第{i}段" for i in range(LOOKED_AT_AGAIN)]
    assert reranker.queries == [QUERY.text]


def test_a_reranker_to_which_all_are_alike_changes_nothing() -> None:
    assert ranked(second_look(Favouring(), QUERY)) == list(range(COUNT))


def test_late_interaction_looks_at_every_candidate_and_tokens_that_tell_nothing_count_for_nothing() -> None:
    said_by_all, said_by_one = np.eye(8, dtype=np.float32)[1], np.eye(8, dtype=np.float32)[2]
    encoded = Encoded(ENCODED.vector, np.stack([said_by_all, said_by_one]))
    all_ = [candidate(i, said_by_all) for i in range(COUNT - 1)]
    last = candidate(COUNT - 1, said_by_one)
    weights = Weights(dense=0.1, late=5.0, words=0.0, report=0.0, named=0.0, meant=0.0)
    found = by_signals(encoded, [*all_, last], weights, None)
    assert found[0].candidate is last


def test_a_passage_whose_tokens_are_not_kept_is_neither_raised_nor_lowered_by_them() -> None:
    token = np.eye(8, dtype=np.float32)[1]
    encoded = Encoded(ENCODED.vector, np.stack([token]))
    near = [candidate(0), candidate(1, -token), candidate(2, token)]
    weights = Weights(dense=0.0, late=1.0, words=0.0, report=0.0, named=0.0, meant=0.0)
    found = by_signals(encoded, near, weights, None)
    assert [one.candidate.stored.report.id for one in found] == ["r2", "r0", "r1"]


def test_a_search_lets_it_decide(service: Draftbot) -> None:
    plain = service._parts.search
    told = Search(plain.index, plain.synonyms, reranker=Favouring("隔代教育"))
    assert "隔代教育" not in plain.search("防汛值班制度", 5).hits[0].passage.text
    assert "隔代教育" in told.search("防汛值班制度", 5).hits[0].passage.text


# -- a real, tiny CrossEncoder ---------------------------------------------------

TEXTS = ["防汛值班制度", "食堂食品留样" * 40, "", "演练"]


def make_model(folder: Path, labels: int = 1, has_head: bool = True) -> Path:
    """A BERT of a few hundred random weights, saved as any CrossEncoder is."""
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizer, set_seed

    set_seed(7)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys("防汛值班制度食堂品留样演练")]
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
        num_labels=labels,
        initializer_range=1.0,
    )
    model = BertForSequenceClassification(config) if has_head else BertModel(config)
    model.save_pretrained(folder)
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(words), "utf-8")
    BertTokenizer(str(vocabulary), model_max_length=32).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("rerankers") / "tiny")


def test_a_cross_encoder_scores_each_text_by_itself(tiny: Path) -> None:
    import torch
    from transformers import AutoTokenizer, BertForSequenceClassification

    scores = CrossEncoderReranker(str(tiny)).scores("防汛", TEXTS)
    tokenizer, model = (
        AutoTokenizer.from_pretrained(tiny),
        BertForSequenceClassification.from_pretrained(tiny),
    )
    with torch.inference_mode():
        alone = [
            model(**tokenizer("防汛", text, truncation=True, return_tensors="pt")).logits.item()
            for text in TEXTS
        ]
    assert scores.dtype == np.float32
    assert np.allclose(scores, alone, atol=1e-4)
    # Bare outputs, not pressed between 0 and 1.
    assert scores.min() < 0 or scores.max() > 1
    assert CrossEncoderReranker(str(tiny)).scores("防汛", []).shape == (0,)


def test_it_is_loaded_at_its_first_use_and_once(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []
    load = CrossEncoderReranker._load

    def slowly(self: CrossEncoderReranker) -> object:
        loads.append(self.name)
        time.sleep(0.05)
        return load(self)

    monkeypatch.setattr(CrossEncoderReranker, "_load", slowly)
    reranker = CrossEncoderReranker(str(tiny))
    assert loads == []
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: reranker.scores("防汛", TEXTS).tolist(), range(4)))
    assert loads == [str(tiny)]
    assert all(one == made[0] for one in made)


@pytest.mark.parametrize("name", ["/no/such/folder", "./none", "~/no-such-reranker", "a/b/c", "models\\none"])
def test_a_missing_folder_is_said_so_without_asking_the_hub(name: str) -> None:
    with pytest.raises(EmbeddingModelMissing, match="没有这个文件夹") as refused:
        CrossEncoderReranker(name).load()
    assert name in refused.value.message("zh")
    assert "DRAFTBOT_RERANKER" in refused.value.message("zh")


def broken(tiny: Path, folder: Path, kind: str) -> Path:
    """A folder that holds no CrossEncoder."""
    if kind == "empty":
        folder.mkdir()
    elif kind == "three outputs":
        make_model(folder, labels=3)
    elif kind == "embedding model":
        make_model(folder, has_head=False)
    else:
        shutil.copytree(tiny, folder)
        (folder / {"weights": "model.safetensors", "config": "config.json"}[kind]).write_bytes(b"xx" * 50)
    return folder


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("empty", "重排用不了"),
        ("weights", "重排用不了"),
        ("config", "重排用不了"),
        ("three outputs", "它给出 3 个数"),
        ("embedding model", "BertModel 不是重排模型"),
    ],
)
def test_a_folder_that_holds_no_cross_encoder_is_refused(
    tiny: Path, tmp_path: Path, kind: str, reason: str
) -> None:
    with pytest.raises(EmbeddingModelMissing, match=reason) as refused:
        CrossEncoderReranker(str(broken(tiny, tmp_path / "model", kind))).load()
    assert "\n" not in refused.value.message("zh")


def test_the_setting_puts_it_into_the_search(tmp_path: Path, model_folder: Path, tiny: Path) -> None:
    service = build_service(settings_for(tmp_path / "one", model_folder, reranker=str(tiny)))
    service.ingest_upload("a.txt", "防汛工作总结\n\n一、值班\n\n坚持二十四小时值班制度。".encode())
    assert service.search("防汛值班").hits
    service.close()
    service = build_service(settings_for(tmp_path / "one", model_folder, reranker="/no/such/folder"))
    with pytest.raises(EmbeddingModelMissing, match="DRAFTBOT_RERANKER"):
        service.search("防汛值班")
    service.close()
    service = build_service(settings_for(tmp_path / "one", model_folder))
    assert service._parts.search.reranker is None
    service.close()
