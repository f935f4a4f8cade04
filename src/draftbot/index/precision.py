"""In what the model is computed on this machine: whatever a short trial finds fastest, noted
beside the model and tried again only on another processor or with another torch."""

from __future__ import annotations

import json
import logging
import os
import platform
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from draftbot.chinese.word_lists import words_in
from draftbot.index.bert_encoder import BertEncoder, texts_to_learn_from

logger = logging.getLogger(__name__)

FLOAT32, BFLOAT16, INT8 = "float32", "bfloat16", "int8"
_ALL = (FLOAT32, BFLOAT16, INT8)
NOTE = "precision.json"
# Some two seconds, all together.
_ROUNDS = 3
# What loses a little of the vectors must win this much of time; those tried later lose more.
_WORTH = 1.1
# Texts that no range was learnt from.
_UNSEEN, _CHARS, _LEAST_LIKENESS = ("organisation_tails", "doings"), 250, 0.99
_CPU_INFO = Path("/proc/cpuinfo")


def open_fastest(folder: Path) -> BertEncoder:
    """The encoder of a plain BERT's folder in the precision that was found fastest here.
    Raises as `BertEncoder`."""
    machine = _machine()
    if (known := _noted_for(folder, machine)) is not None:
        with suppress(RuntimeError, AttributeError):
            return BertEncoder(folder, known)
    encoder, speeds = _tried(folder)
    first = _noted_for(folder, machine)
    if known is None and first not in (None, encoder.precision):
        return BertEncoder(folder, str(first))  # Another process tried too: vectors are of one kind.
    _note(folder, {"machine": machine, "precision": encoder.precision, "characters_per_second": speeds})
    return encoder


def noted_speeds(folder: Path) -> Mapping[str, float]:
    """Characters a second by precision, as the trial found them; nothing where none was made."""
    speeds = _noted(folder).get("characters_per_second")
    return speeds if isinstance(speeds, dict) else {}


def _tried(folder: Path) -> tuple[BertEncoder, dict[str, float]]:
    """The fastest encoder, and how fast each is in characters a second."""
    encoders = {FLOAT32: BertEncoder(folder, FLOAT32)}
    for precision in worth_trying():
        try:
            encoders[precision] = BertEncoder(folder, precision)
        except (RuntimeError, AttributeError) as exc:  # this processor, or this torch, has it not
            logger.info("%s is not to be had here: %s", precision, exc)
    texts = ["，".join(words_in(name))[:_CHARS] for name in _UNSEEN]
    exact = encoders[FLOAT32].encode(texts, "")
    for precision in [*encoders][1:]:
        near = min(
            a.vector @ b.vector for a, b in zip(exact, encoders[precision].encode(texts, ""), strict=True)
        )
        if near < _LEAST_LIKENESS:  # made and measured for the model that ships, another may be unlike it
            logger.info("%s is too far from float32 with this model: cosine %.3f", precision, near)
            del encoders[precision]
    # In turns, so that what else the machine does meanwhile slows all of them.
    rounds = [{name: _speed(encoder) for name, encoder in encoders.items()} for _ in range(_ROUNDS)]
    speeds = {name: max(one[name] for one in rounds) for name in encoders}
    best = FLOAT32
    for precision in encoders:
        if speeds[precision] > _WORTH * speeds[best]:
            best = precision
    logger.info("the embedding model is computed in %s: %s", best, speeds)
    return encoders[best], speeds


def worth_trying() -> list[str]:
    """bfloat16 only where the processor multiplies it: elsewhere it is slower than float32 by
    so much that the trial itself would be felt."""
    import torch

    # Older versions of torch do not tell.
    tell: Callable[[], Mapping[str, object]] = getattr(torch.cpu, "get_capabilities", dict)
    capabilities = tell()
    fast = capabilities.get("amx_bf16") or capabilities.get("avx512_bf16")
    return [BFLOAT16, INT8] if fast else [INT8]


def _speed(encoder: BertEncoder) -> float:
    texts = texts_to_learn_from()
    started = time.perf_counter()
    encoder.encode(texts, "")
    return round(sum(map(len, texts)) / (time.perf_counter() - started))


def _machine() -> str:
    """What the trial holds for: processor and torch."""
    import torch

    name = platform.processor() or platform.machine()
    with suppress(OSError):
        lines = _CPU_INFO.read_text("utf-8", "replace").splitlines()
        name = next((line for line in lines if line.startswith("model name")), name)
    return f"{name.partition(':')[2].strip() or name}, torch {torch.__version__}"


def _noted_for(folder: Path, machine: str) -> str | None:
    note = _noted(folder)
    precision = note.get("precision")
    return str(precision) if note.get("machine") == machine and precision in _ALL else None


def _noted(folder: Path) -> Mapping[str, object]:
    try:
        found = json.loads((folder / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _note(folder: Path, what: Mapping[str, object]) -> None:
    """Kept where the folder can be written; tried again at the next start where it cannot."""
    with suppress(OSError):
        fresh = folder / f"{NOTE}.{os.getpid()}"
        fresh.write_text(json.dumps(what, ensure_ascii=False, indent=1), "utf-8")
        fresh.replace(folder / NOTE)  # whole or not at all, for whoever reads it meanwhile
