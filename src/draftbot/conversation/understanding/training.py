"""Learning to understand messages from examples, by scikit-learn.

Orders are begged for as questions are asked (能不能删了, 删了会不会空): which is which is learnt from the
examples and from frames of both kinds (`data/words_of_asking.txt`) put round the orders among them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from draftbot.chinese.word_lists import word_table
from draftbot.conversation.understanding.classifier import Floats, Weights, grams_of
from draftbot.conversation.understanding.examples import MessageExamples
from draftbot.conversation.understanding.reading import QUESTION
from draftbot.conversation.understanding.shape import shape_of

# Chosen by cross-validation over the examples: the curve is flat from 10 to 100.
STRENGTH = 30.0
# What is learnt is too doubtful of voices it has not heard: by this its scores are raised. Of 1,063
# examples of new voices and 271 messages of strangers, read by weights learnt without them, it made the
# likelihood of what was meant the greatest (ECE .09 to .01, .12 to .04).
TEMPERATURE = 0.7
LEAST_EXAMPLES_OF_A_GRAM = 2
MOST_ROUNDS = 400
# Of asking; chosen by leaving writers out.
STRENGTH_OF_ASKING = 10.0
FRAMED, LONGEST_FRAMED, SEED = 1000, 30, 3
_LIST, _ROOM = "words_of_asking", "draftbot.conversation"
# Which order nothing, and so cannot be asked about in a frame.
_NO_ORDERS = frozenset(
    ("smalltalk", "aside", "clarify", "help", "stop", "fact.add", "fact.change", "leader.add", "unit", "period")
)  # fmt: skip


def train(
    examples: MessageExamples, headings: Sequence[str], vectors: Floats | None = None, model: str = ""
) -> Weights:
    """Weights for `examples`; `vectors` are those of their shapes by the embedding model
    `model`, shape (examples, dimension), None to go by characters alone."""
    from scipy.sparse import csr_array
    from sklearn.linear_model import LogisticRegression

    shapes = [shape_of(said, headings) for said, _ in examples.pairs]
    held = Counter(gram for shape in shapes for gram in set(grams_of(shape)))
    grams = tuple(sorted(gram for gram, count in held.items() if count >= LEAST_EXAMPLES_OF_A_GRAM))
    rarity = np.array([np.log((1 + len(shapes)) / (1 + held[gram])) + 1 for gram in grams], dtype=np.float32)
    mean = np.zeros(0, dtype=np.float32) if vectors is None else vectors.mean(axis=0)
    nothing = np.zeros(0, dtype=np.float32)
    weights = Weights((), grams, rarity, mean, nothing, nothing, nothing, examples.fingerprint, model)
    orders = [
        shape
        for shape, (_, name) in zip(shapes, examples.pairs, strict=True)
        if not _is_question(name) and name not in _NO_ORDERS and len(shape) < LONGEST_FRAMED
    ]
    # A message has few of all pieces: learning from them alone takes a fraction of the time.
    fitted = LogisticRegression(C=STRENGTH, max_iter=MOST_ROUNDS).fit(
        csr_array(weights.features(shapes, vectors)), [name for _, name in examples.pairs]
    )
    return replace(
        weights,
        actions=tuple(map(str, fitted.classes_)),
        coefficients=(fitted.coef_ / TEMPERATURE).astype(np.float32),
        intercepts=(fitted.intercept_ / TEMPERATURE).astype(np.float32),
        asking=_asking(weights, shapes, [_is_question(name) for _, name in examples.pairs], orders),
    )


def _asking(weights: Weights, shapes: Sequence[str], asks: Sequence[bool], orders: Sequence[str]) -> Floats:
    """The weights of asking, by characters, learnt from `shapes` and from `orders` in frames."""
    from scipy.sparse import csr_array
    from sklearn.linear_model import LogisticRegression

    frames, draw = word_table(_LIST, _ROOM), random.Random(SEED)
    drawn = draw.sample(list(orders), min(len(orders), 2 * FRAMED))
    asked, begged = drawn[::2], drawn[1::2]
    framed = [
        draw.choice(frames[key]).format(order)
        for key, of in (("asks", asked), ("begs", begged))
        for order in of
    ]
    fitted = LogisticRegression(C=STRENGTH_OF_ASKING, max_iter=MOST_ROUNDS).fit(
        csr_array(weights.features([*shapes, *framed], None)),
        [*asks, *(n < len(asked) for n in range(len(framed)))],
    )
    return np.append(fitted.coef_[0], fitted.intercept_).astype(np.float32)


def _is_question(name: str) -> bool:
    return name.split(".")[0] == QUESTION
