"""A BERT of sentence-transformers' folder layout, computed in torch alone.

sentence-transformers brings scikit-learn, scipy and torch's compiler with it: half of
the time from starting the program to its first answer (docs/benchmarks.md). The model
that ships, and others of its build, need none of that. Held to sentence-transformers'
own vectors in tests/index/test_bert_encoder.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from draftbot.chinese.word_lists import words_in
from draftbot.index.int8_layers import Int8Layer
from draftbot.index.tokens import Encoded
from draftbot.index.torch_threads import threads_for

if TYPE_CHECKING:
    import torch

    Pair = tuple[torch.Tensor, torch.Tensor]

_TEXTS, _CHARS = 2, 250
# Tokens that are computed together: of 32 long texts each step's results would go through memory.
_TOKENS = 1024
_BUILD = ("Transformer", "Pooling", "Normalize")


class BertEncoder:
    """Mean-pooled BERT: its layers in `precision` (in int8 their four maps), the word embeddings
    mapped from the file as they are, since a text touches few of them."""

    def __init__(self, folder: Path, precision: str) -> None:
        """`folder` is one that `is_plain_bert`; `precision` "float32", "bfloat16" or "int8". Raises
        OSError, ValueError, KeyError; for int8 RuntimeError or AttributeError where torch cannot
        compute it here."""
        import torch
        from safetensors import safe_open
        from tokenizers import Tokenizer

        config = _json(folder / "config.json")
        self.prompts: Mapping[str, str | None] = _json(folder / "config_sentence_transformers.json").get(
            "prompts", {}
        )
        self.precision = precision
        dtype = torch.bfloat16 if precision == "bfloat16" else torch.float32
        self._heads: int = config["num_attention_heads"]
        self._eps: float = config["layer_norm_eps"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_json(folder / "sentence_bert_config.json")["max_seq_length"])
        self._padding: int = config["pad_token_id"]
        with safe_open(folder / "model.safetensors", framework="pt") as tensors:
            self._embeddings = {
                name: tensors.get_tensor(f"embeddings.{name}")
                for name in (
                    "word_embeddings.weight",
                    "position_embeddings.weight",
                    "token_type_embeddings.weight",
                    "LayerNorm.weight",
                    "LayerNorm.bias",
                )
            }
            layers = [
                Layer.read(tensors.get_tensor, f"encoder.layer.{i}", dtype)
                for i in range(config["num_hidden_layers"])
            ]
        self._dtype = dtype
        self._layers: Sequence[Layer | Int8Layer] = layers
        if precision == "int8":
            before = self._embeddings["LayerNorm.weight"], self._embeddings["LayerNorm.bias"]
            norms = [before, *(layer.narrow_norm for layer in layers)]
            small = [Int8Layer.of(layer, norm) for layer, norm in zip(layers, norms, strict=False)]
            self._layers = small
            # In one order always: what a range is learnt from depends on those before it.
            for prompt in sorted({one or "" for one in self.prompts.values()} or {""}):
                for text in texts_to_learn_from():
                    self.encode([text], prompt)
            for layer in small:
                layer.fix_ranges()

    def encode(self, texts: Sequence[str], prompt: str) -> list[Encoded]:
        """Each text; `prompt` goes before it and has no tokens in what comes back."""
        import torch

        before = self._tokens_of(prompt)
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        found: dict[int, Encoded] = {}
        with threads_for(len(texts)), torch.inference_mode():
            for numbers in _together([len(encoding) for encoding in encodings]):
                made = self._encoded([encodings[i].ids for i in numbers], before)
                found.update(zip(numbers, made, strict=True))
        return [found[i] for i in range(len(texts))]

    def _encoded(self, rows: Sequence[Sequence[int]], before: int) -> list[Encoded]:
        """Texts as their tokens' ids, of which the first `before` are not theirs."""
        import torch

        lengths = torch.tensor([len(row) for row in rows])
        ids = torch.full((len(rows), int(lengths.max())), self._padding)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = torch.tensor(row)
        mask = torch.arange(ids.shape[1]) < lengths[:, None]
        states = self._states(ids, mask).float()
        pooled = (states * mask.unsqueeze(2)).sum(dim=1) / lengths[:, None]
        vectors = torch.nn.functional.normalize(pooled, dim=1).numpy()
        tokens = torch.nn.functional.normalize(states, dim=2).numpy()
        return [
            Encoded(vector, row[before : max(before, n - 1)])
            for vector, row, n in zip(vectors, tokens, lengths.tolist(), strict=True)
        ]

    def _tokens_of(self, prompt: str) -> int:
        """How many tokens stand before a text's own: the beginning mark and the prompt."""
        return max(0, len(self._tokenizer.encode(prompt.strip()).ids) - 1)

    def _states(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Token vectors, shape (texts, tokens, hidden), of `ids` and `mask`, shape (texts, tokens)."""
        from torch.nn import functional

        e = self._embeddings
        summed = (
            functional.embedding(ids, e["word_embeddings.weight"])
            + e["position_embeddings.weight"][: ids.shape[1]]
            + e["token_type_embeddings.weight"][0]
        )
        x = functional.layer_norm(
            summed, summed.shape[-1:], e["LayerNorm.weight"], e["LayerNorm.bias"], self._eps
        ).to(self._dtype)
        # Texts of one length have nothing to hide from one another.
        hidden = None if bool(mask.all()) else mask[:, None, None, :]
        for layer in self._layers:
            x = layer(x, hidden, self._heads, self._eps)
        return x


def _together(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of texts that are computed together, by how many tokens each has: the like beside one
    another, since padding is work for nothing, and no more than stay in the processor's cache."""
    together = list[int]()
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if together and (len(together) + 1) * lengths[together[0]] > _TOKENS:
            yield together
            together = []
        together.append(i)
    if together:
        yield together


def texts_to_learn_from() -> list[str]:
    """Texts of a passage's length and of a query's: the common words of the language."""
    words = "，".join(words_in("stop_words")) * 4
    return [words[at * 7 :][:chars] for at in range(_TEXTS) for chars in (_CHARS, 10)]


def is_plain_bert(folder: Path) -> bool:
    """Whether `folder` holds a BERT that is pooled by its mean, normalised and no more."""
    try:
        modules = [module["type"].rpartition(".")[2] for module in _json(folder / "modules.json")]
        config, pooling = _json(folder / "config.json"), _json(folder / "1_Pooling" / "config.json")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    modes = {mode for mode, used in pooling.items() if mode.startswith("pooling_mode_") and used is True}
    return (
        tuple(modules) == _BUILD
        and config.get("model_type") == "bert"
        and config.get("hidden_act", "gelu") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and modes == {"pooling_mode_mean_tokens"}
        and all((folder / name).is_file() for name in ("model.safetensors", "tokenizer.json"))
    )


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: attention, then two linear maps, each added to what came in and normalised.
    A pair is the weight and the bias of a map."""

    attend: Pair  # query, key and value in one
    attended: Pair
    attended_norm: Pair
    widen: Pair
    narrow: Pair
    narrow_norm: Pair

    @classmethod
    def read(cls, tensor: Callable[[str], torch.Tensor], name: str, dtype: torch.dtype) -> Layer:
        """The layer called `name` of a file that gives a `tensor` by its name."""
        import torch

        def pair(part: str) -> tuple[torch.Tensor, torch.Tensor]:
            weight, bias = (tensor(f"{name}.{part}.{kind}").to(dtype) for kind in ("weight", "bias"))
            return weight, bias

        q, k, v = (pair(f"attention.self.{part}") for part in ("query", "key", "value"))
        return cls(
            (torch.cat([q[0], k[0], v[0]]), torch.cat([q[1], k[1], v[1]])),
            pair("attention.output.dense"),
            pair("attention.output.LayerNorm"),
            pair("intermediate.dense"),
            pair("output.dense"),
            pair("output.LayerNorm"),
        )

    def __call__(self, x: torch.Tensor, mask: torch.Tensor | None, heads: int, eps: float) -> torch.Tensor:
        from torch.nn import functional

        texts, tokens, width = x.shape
        # (texts, tokens, 3 · width) → query, key, value of shape (texts, heads, tokens, width / heads)
        q, k, v = (
            functional.linear(x, *self.attend)
            .view(texts, tokens, 3, heads, width // heads)
            .permute(2, 0, 3, 1, 4)
        )
        seen = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask, scale=1 / math.sqrt(width // heads)
        )
        seen = functional.linear(seen.transpose(1, 2).reshape(texts, tokens, width), *self.attended)
        x = functional.layer_norm(seen + x, (width,), *self.attended_norm, eps)
        wide = functional.gelu(functional.linear(x, *self.widen))
        return functional.layer_norm(
            functional.linear(wide, *self.narrow) + x, (width,), *self.narrow_norm, eps
        )


def _json(path: Path) -> Any:  # noqa: ANN401 - what a file of JSON may hold
    return json.loads(path.read_text(encoding="utf-8"))
