"""Ways to embed the same passages: as draftbot does, in float32, and in other engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from sentence_transformers import SentenceTransformer

from draftbot.evaluation.speed.timing import Way
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import pack_tokens

FLOAT32, DRAFTBOT = "float32", "draftbot"
ONNX, ONNX_INT8, OPENVINO = "onnx", "onnx_int8", "openvino"
_INT8_SUFFIX = "int8"


@dataclass(frozen=True, slots=True)
class Texts:
    """Passages as they are embedded, with the characters of their text alone."""

    embedded: tuple[str, ...]
    lengths: tuple[int, ...]

    def first(self, count: int) -> Texts:
        """The first `count` of them."""
        return Texts(self.embedded[:count], self.lengths[:count])


def variants(
    model: str,
    embeddings: SentenceEmbeddings,
    plain_model: SentenceTransformer,
    prompt: str,
    rounds: Sequence[Texts],
    work: Path,
) -> dict[str, Way | None]:
    """Every variant by its name, None of those whose engine cannot be had here.

    float32 is the plain model; `draftbot` has vectors and packed tokens in the
    precision this processor is fast in.
    """
    ways: dict[str, Way | None] = {
        FLOAT32: _encode(plain_model, prompt, rounds),
        DRAFTBOT: _with_tokens(embeddings, rounds),
    }
    engines: dict[str, tuple[str, Callable[[], SentenceTransformer]]] = {
        ONNX: ("optimum.onnxruntime", lambda: _engine(model, "onnx")),
        ONNX_INT8: ("optimum.onnxruntime", lambda: _onnx_int8(model, work / "int8")),
        OPENVINO: ("optimum.intel", lambda: _engine(model, "openvino")),
    }
    for name, (needs, load) in engines.items():
        loaded = _loaded(needs, load)
        ways[name] = _encode(loaded, prompt, rounds) if loaded is not None else None
    return ways


def _loaded(needs: str, load: Callable[[], SentenceTransformer]) -> SentenceTransformer | None:
    """What `load` loads; None where the module it needs is missing, or does not get on
    with the versions there are."""
    try:
        return load() if find_spec(needs) is not None else None
    except ImportError:  # find_spec raises it where the package of the module is missing
        return None


def _with_tokens(embeddings: SentenceEmbeddings, rounds: Sequence[Texts]) -> Way:
    def way(number: int) -> int:
        for encoded in embeddings.encode_passages(rounds[number].embedded):
            pack_tokens(encoded)
        return sum(rounds[number].lengths)

    return way


def _encode(model: SentenceTransformer, prompt: str, rounds: Sequence[Texts]) -> Way:
    model.encode(list(rounds[0].embedded[:8]), prompt=prompt, show_progress_bar=False)

    def way(number: int) -> int:
        model.encode(list(rounds[number].embedded), prompt=prompt, show_progress_bar=False)
        return sum(rounds[number].lengths)

    return way


def _engine(model: str, backend: Literal["onnx", "openvino"]) -> SentenceTransformer:
    """The same model in another engine."""
    return SentenceTransformer(model, backend=backend, device="cpu", model_kwargs={"export": True})


def _onnx_int8(model: str, folder: Path) -> SentenceTransformer:
    """The model in 8 bits."""
    from sentence_transformers.backend import export_dynamic_quantized_onnx_model

    exported = _engine(model, "onnx")
    exported.save_pretrained(str(folder))
    export_dynamic_quantized_onnx_model(exported, "avx512_vnni", str(folder), file_suffix=_INT8_SUFFIX)
    return SentenceTransformer(
        str(folder),
        backend="onnx",
        device="cpu",
        model_kwargs={"file_name": f"onnx/model_{_INT8_SUFFIX}.onnx"},
    )
