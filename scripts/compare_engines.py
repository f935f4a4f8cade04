"""One embedding model in several engines: how fast, and how well it finds.

    python scripts/compare_engines.py MODEL_FOLDER BEIR_FOLDER…

Needs nothing of draftbot's, since ONNX and OpenVINO want other versions of
transformers than it has: run it in an environment of its own
(`pip install "sentence-transformers<6" "transformers<5" "optimum-onnx[onnxruntime]"
"optimum-intel[openvino]"`). Every engine embeds the same passages in turn; nDCG@10 is
that of the vectors alone, over a BEIR folder (corpus.jsonl, queries.jsonl, qrels.tsv).
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from sentence_transformers import SentenceTransformer

ROUNDS, PASSAGES, TOP = 3, 256, 10


def main(model: str, folders: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        engines = load_engines(model, Path(scratch))
        speeds = race(engines, read_set(folders[0])[0])
        print(f"{'':14} chars/s  × float32  " + "  ".join(f"nDCG@10 {f.name}" for f in folders))
        for name, engine in engines.items():
            scores = "  ".join(f"{ndcg(engine, *read_set(folder)):.4f}" for folder in folders)
            print(
                f"{name:14} {speeds[name]:7,.0f}  {speeds[name] / speeds['float32']:9.2f}  {scores}",
                flush=True,
            )


def load_engines(model: str, scratch: Path) -> dict[str, SentenceTransformer]:
    """The model in every engine this environment has."""
    engines = {"float32": SentenceTransformer(model, device="cpu"), "bfloat16": in_bfloat16(model)}
    others: dict[str, Callable[[], SentenceTransformer]] = {
        "onnx": lambda: exported(model, "onnx"),
        "onnx int8": lambda: onnx_int8(model, scratch / "onnx"),
        "openvino": lambda: exported(model, "openvino"),
        "openvino int8": lambda: openvino_int8(model, scratch / "openvino"),
    }
    for name, load in others.items():
        try:
            engines[name] = load()
        except Exception as exc:  # noqa: BLE001 - an engine that cannot be had here is a line in the result
            print(f"{name}: {type(exc).__name__}: {str(exc).splitlines()[0]}", file=sys.stderr)
    return engines


def in_bfloat16(model: str) -> SentenceTransformer:
    """The transformer in bfloat16, pooled in float32, as draftbot does it."""
    made = SentenceTransformer(model, device="cpu")
    made[0].bfloat16()
    made[1].register_forward_pre_hook(
        lambda _, given: given[0].update(token_embeddings=given[0]["token_embeddings"].float())
    )
    return made


def exported(model: str, backend: Any) -> SentenceTransformer:
    return SentenceTransformer(model, backend=backend, device="cpu", model_kwargs={"export": True})


def onnx_int8(model: str, folder: Path) -> SentenceTransformer:
    from sentence_transformers import export_dynamic_quantized_onnx_model

    whole = exported(model, "onnx")
    whole.save_pretrained(str(folder))
    export_dynamic_quantized_onnx_model(whole, "avx512_vnni", str(folder), file_suffix="int8")
    return SentenceTransformer(
        str(folder), backend="onnx", device="cpu", model_kwargs={"file_name": "onnx/model_int8.onnx"}
    )


def openvino_int8(model: str, folder: Path) -> SentenceTransformer:
    from optimum.intel import OVWeightQuantizationConfig

    kwargs = {"export": True, "quantization_config": OVWeightQuantizationConfig(bits=8)}
    made = SentenceTransformer(model, backend="openvino", device="cpu", model_kwargs=kwargs)
    made.save_pretrained(str(folder))
    return made


def race(engines: dict[str, SentenceTransformer], corpus: dict[str, str]) -> dict[str, float]:
    """Characters a second: the best of the rounds, in which the engines take turns."""
    texts = list(corpus.values())[:PASSAGES]
    chars, best = sum(map(len, texts)), defaultdict[str, float](float)
    for engine in engines.values():
        embed(engine, texts[:32], "passage: ")
    for _ in range(ROUNDS):
        for name, engine in engines.items():
            started = time.perf_counter()
            embed(engine, texts, "passage: ")
            best[name] = max(best[name], chars / (time.perf_counter() - started))
    return best


def embed(engine: SentenceTransformer, texts: list[str], prompt: str) -> np.ndarray:
    vectors = engine.encode(texts, prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(vectors, dtype=np.float32)


def ndcg(
    engine: SentenceTransformer,
    corpus: dict[str, str],
    queries: dict[str, str],
    relevant: dict[str, dict[str, int]],
) -> float:
    """Mean nDCG@10 of the cosine alone."""
    names = list(corpus)
    asked = [q for q in queries if relevant.get(q)]
    passages = embed(engine, list(corpus.values()), "passage: ")
    scores = embed(engine, [queries[q] for q in asked], "query: ") @ passages.T
    discounts = 1 / np.log2(np.arange(2, TOP + 2))
    found = []
    for q, row in zip(asked, scores, strict=True):
        top = np.argsort(-row)[:TOP]
        gains = np.array([relevant[q].get(names[i], 0) for i in top], dtype=float)
        ideal = np.sort(np.array(list(relevant[q].values()), dtype=float))[::-1][:TOP]
        found.append(float((gains * discounts).sum() / (ideal * discounts[: len(ideal)]).sum()))
    return float(np.mean(found))


def read_set(folder: Path) -> tuple[dict[str, str], dict[str, str], dict[str, dict[str, int]]]:
    """Passages, questions and judgements of a BEIR folder."""
    texts = []
    for name in ("corpus.jsonl", "queries.jsonl"):
        rows = map(json.loads, (folder / name).read_text("utf-8").splitlines())
        texts.append({row["_id"]: f"{row.get('title') or ''} {row['text']}".strip() for row in rows})
    relevant = defaultdict[str, dict[str, int]](dict)
    with (folder / "qrels.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            relevant[row["query-id"]][row["corpus-id"]] = int(row["score"])
    return texts[0], texts[1], relevant


if __name__ == "__main__":
    main(sys.argv[1], [Path(name) for name in sys.argv[2:]])
