"""Learning to mark requests from composed and from whole ones: an averaged structured perceptron.

Collins (2002), Discriminative Training Methods for Hidden Markov Models.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np

from draftbot.chinese.tagging import Tagger
from draftbot.conversation.marking.composing import Composer
from draftbot.conversation.marking.features import features_of
from draftbot.conversation.marking.kinds import LABELS, labels_of
from draftbot.conversation.marking.marker import Floats, Ids, MarkerWeights, best_path, ids_of
from draftbot.conversation.marking.phrases import MarkedMessage, RequestPhrases
from draftbot.trades.trades import Trades

SEED = 20261128
COMPOSED, TIMES_WHOLE, ROUNDS = 6000, 5, 6
LEAST_OF_A_FEATURE = 3
# A label within a piece follows the first or another of the same kind; anything else is out.
_NEVER = -1e4


def train(phrases: RequestPhrases, tagger: Tagger, trades: Trades) -> MarkerWeights:
    """Weights for these phrases; the same each time."""
    composer = Composer(phrases, random.Random(SEED))
    messages = [composer.message() for _ in range(COMPOSED)] + list(phrases.whole) * TIMES_WHOLE
    return learnt(messages, tagger, trades, phrases.fingerprint)


def learnt(
    messages: Sequence[MarkedMessage], tagger: Tagger, trades: Trades, fingerprint: str = ""
) -> MarkerWeights:
    """Weights for messages with their pieces marked."""
    kept: dict[str, list[list[str]]] = {}
    for message in messages:
        if message.text not in kept:
            kept[message.text] = features_of(message.text, tagger, trades)
    held = Counter(f for seen in kept.values() for one in seen for f in one)
    features = tuple(sorted(f for f, count in held.items() if count >= LEAST_OF_A_FEATURE))
    places = {feature: i for i, feature in enumerate(features)}
    rows = {text: ids_of(seen, places, len(features)) for text, seen in kept.items()}
    pairs = [(rows[m.text], np.array(labels_of(m.pieces, len(m.text)))) for m in messages]
    weights, transitions = _perceptron(pairs, len(features))
    used = np.abs(weights[:-1]).max(axis=1) > 0
    weights = np.vstack([weights[:-1][used], weights[-1:]])
    left = tuple(f for f, is_used in zip(features, used, strict=True) if is_used)
    return MarkerWeights(left, weights, transitions, fingerprint)


def _perceptron(pairs: Sequence[tuple[Ids, np.ndarray]], features: int) -> tuple[Floats, Floats]:
    weights = np.zeros((features + 1, LABELS), dtype=np.float32)
    steps = _possible()
    summed, summed_steps = np.zeros_like(weights), np.zeros_like(steps)
    order, chance, count = list(range(len(pairs))), random.Random(SEED), 1
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for n in order:
            ids, gold = pairs[n]
            path = np.array(best_path(weights[ids].sum(axis=1), steps))
            for at in np.flatnonzero(path != gold):
                for label, by in ((gold[at], 1), (path[at], -1)):
                    np.add.at(weights, (ids[at], label), by)
                    np.add.at(summed, (ids[at], label), by * count)
            for labels, by in ((gold, 1), (path, -1)):
                np.add.at(steps, (labels[:-1], labels[1:]), by)
                np.add.at(summed_steps, (labels[:-1], labels[1:]), by * count)
            count += 1
        weights[-1] = summed[-1] = 0
    averaged: Floats = (weights - summed / np.float32(count)).astype(np.float32)
    averaged_steps: Floats = (steps - summed_steps / np.float32(count)).astype(np.float32)
    return averaged, averaged_steps


def _possible() -> Floats:
    """What may follow what, before anything is learnt."""
    steps = np.zeros((LABELS, LABELS), dtype=np.float32)
    for label in range(2, LABELS, 2):
        steps[:, label] = _NEVER
        steps[[label - 1, label], label] = 0
    return steps
