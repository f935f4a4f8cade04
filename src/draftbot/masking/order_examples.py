"""What is addressed to whoever writes or reads, put together from `orders/*.txt` of the prompts
folder, and what only looks so; learning from them by scikit-learn."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from draftbot.chinese.scripts import normalise
from draftbot.masking.addressed import Floats, OrderWeights, grams_of, scale, windows_of

FOLDER = "orders"
ORDERS, HONEST = "命令", "正文"
# Which file fills which place of a frame.
SLOTS = {"w": "对谁", "h": "何处", "a": "动作", "x": "写什么", "m": "材料", "o": "材料"}
SEED, TIMES = 31, 24
# Chosen by leaving out files of the sample corpus and frames in turn: flat from 1 to 10.
STRENGTH = 3.0
LEAST_OF_A_GRAM = 2
# Looked at by meaning, of either kind.
MOST_WITH_MEANING = 8_000
STRENGTH_OF_MEANING = 100.0
# The vectors of texts, shape (n, dimension).
Vectors = Callable[[Sequence[str]], Floats]
_SLOT = re.compile(r"\{([a-z])\}")


@dataclass(frozen=True, slots=True)
class OrderExamples:
    """`lists` holds the lines of each file by its name."""

    lists: Mapping[str, tuple[str, ...]]

    @property
    def fingerprint(self) -> str:
        """Other examples have another."""
        lines = [f"{name}\t{line}" for name, lines in sorted(self.lists.items()) for line in lines]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def load_order_examples(folder: Path) -> OrderExamples:
    """The lines of `folder`/orders/*.txt. Raises OSError."""
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder / FOLDER).glob("*.txt")):
        lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
        lists[path.stem] = tuple(line for line in lines if line and not line.startswith("#"))
    return OrderExamples(lists)


def put_together(examples: OrderExamples, frames: Sequence[str], chance: random.Random) -> list[str]:
    """Each frame filled several times over, always the same for the same chance."""
    made = dict.fromkeys(_filled(frame, examples, chance) for frame in frames for _ in range(TIMES))
    return list(made)


def _filled(frame: str, examples: OrderExamples, chance: random.Random) -> str:
    while match := _SLOT.search(frame):
        filling = chance.choice(examples.lists[SLOTS[match[1]]])
        frame = frame[: match.start()] + filling + frame[match.end() :]
    return frame


def train(
    orders: Sequence[str], honest: Sequence[str], vectors: Vectors, fingerprint: str = ""
) -> OrderWeights:
    """Weights that tell the one from the other, by their characters and by their meaning."""
    grams, coefficients, intercept = _by_characters(orders, honest)
    characters = OrderWeights(grams, coefficients, intercept, fingerprint, np.zeros(0, np.float32), 0.0)
    chance = random.Random(SEED)
    some = (chance.sample(list(texts), min(MOST_WITH_MEANING, len(texts))) for texts in (orders, honest))
    looked_at = ([characters.surest_part(normalise(text)) for text in texts] for texts in some)
    meaning, meaning_intercept = _by_meaning(*map(vectors, looked_at))
    return replace(characters, meaning=meaning, meaning_intercept=meaning_intercept)


def _by_meaning(orders: Floats, honest: Floats) -> tuple[Floats, float]:
    from sklearn.linear_model import LogisticRegression

    vectors = np.vstack([orders, honest])
    middle = vectors.mean(axis=0)
    labels = np.array([1] * len(orders) + [0] * len(honest))
    fitted = LogisticRegression(C=STRENGTH_OF_MEANING, max_iter=2000, class_weight="balanced").fit(
        vectors - middle, labels
    )
    coefficients = fitted.coef_[0].astype(np.float32)
    return coefficients, float(fitted.intercept_[0] - coefficients @ middle)


def _by_characters(orders: Sequence[str], honest: Sequence[str]) -> tuple[tuple[str, ...], Floats, float]:
    """Of honest sentences each clause is one too."""
    from scipy.sparse import csr_array
    from sklearn.linear_model import LogisticRegression

    wanted = [max(windows_of(normalise(text)), key=len, default="") for text in orders]
    others = list(dict.fromkeys(window for text in honest for window in windows_of(normalise(text))))
    held = [grams_of(window) for window in (*wanted, *others)]
    counts = Counter(gram for grams in held for gram in grams)
    places = {g: i for i, g in enumerate(sorted(g for g, n in counts.items() if n >= LEAST_OF_A_GRAM))}
    rows, columns, values = list[int](), list[int](), list[float]()
    for row, grams in enumerate(held):
        known = [places[gram] for gram in grams if gram in places]
        rows += [row] * len(known)
        columns += known
        values += [1 / scale(len(grams))] * len(known)
    matrix = csr_array((values, (rows, columns)), shape=(len(held), len(places)))
    labels = np.array([1] * len(wanted) + [0] * len(others))
    fitted = LogisticRegression(C=STRENGTH, max_iter=400, class_weight="balanced").fit(matrix, labels)
    coefficients = fitted.coef_[0].astype(np.float32)
    # What next to nothing hangs on need not be carried along.
    kept = [i for i, value in enumerate(coefficients) if abs(value) > 0.02]
    names = list(places)
    return tuple(names[i] for i in kept), coefficients[kept], float(fitted.intercept_[0])
