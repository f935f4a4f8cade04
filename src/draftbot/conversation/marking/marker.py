"""Labels for the characters of a message: a linear chain over what is seen of each, decoded by Viterbi."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ids = NDArray[np.int32]
_APART = "\0"


class BrokenMarkerError(ValueError):
    """A file that holds no weights; never leaves this room."""


@dataclass(frozen=True)
class MarkerWeights:
    """`features` are what is looked at, `weights` what each says for each label, shape
    (features + 1, labels), the last row zeros for what is unknown; `transitions`, shape
    (labels, labels), from one label to the next."""

    features: tuple[str, ...]
    weights: Floats
    transitions: Floats
    fingerprint: str

    @cached_property
    def _places(self) -> dict[str, int]:
        return {feature: i for i, feature in enumerate(self.features)}

    def labels(self, seen: Sequence[Sequence[str]]) -> list[int]:
        """The best sequence of labels for characters of which this is seen."""
        if not seen:
            return []
        none = len(self.features)
        ids = np.array([[self._places.get(f, none) for f in one] for one in seen], dtype=np.int32)
        return best_path(self.weights[ids].sum(axis=1), self.transitions)

    def packed(self) -> bytes:
        """As a file that `unpacked` reads."""
        file = io.BytesIO()
        np.savez_compressed(
            file,
            features=np.frombuffer(_APART.join(self.features).encode(), dtype=np.uint8),
            weights=self.weights.astype(np.float16),
            transitions=self.transitions,
            of=np.array([self.fingerprint]),
        )
        return file.getvalue()


def unpacked(data: bytes) -> MarkerWeights:
    """Raises BrokenMarkerError for what `packed` did not write."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return MarkerWeights(
                tuple(bytes(arrays["features"]).decode().split(_APART)),
                arrays["weights"].astype(np.float32),
                arrays["transitions"],
                str(arrays["of"][0]),
            )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as exc:
        raise BrokenMarkerError(str(exc)) from exc


def best_path(scores: Floats, transitions: Floats) -> list[int]:
    """The sequence of labels with the highest sum, for scores of shape (length, labels)."""
    length, labels = scores.shape
    came_from = np.zeros((length, labels), dtype=np.int32)
    reached = scores[0]
    for at in range(1, length):
        steps = reached[:, None] + transitions
        came_from[at] = steps.argmax(axis=0)
        reached = steps.max(axis=0) + scores[at]
    path = [int(reached.argmax())]
    for at in range(length - 1, 0, -1):
        path.append(int(came_from[at, path[-1]]))
    return path[::-1]


def ids_of(seen: Iterable[Sequence[str]], places: dict[str, int], none: int) -> Ids:
    """Features as numbers, shape (characters, features of one)."""
    return np.array([[places.get(feature, none) for feature in one] for one in seen], dtype=np.int32)
