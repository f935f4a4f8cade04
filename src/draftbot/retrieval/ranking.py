"""How well each candidate answers a query: five signals on one scale and a count, added up.

The cosine of the vectors; late interaction, the best match of each of the query's
tokens, tokens that tell passages apart counting more; BM25 over the pairs of
characters of its telling words, which needs no dictionary; how much of the query
the passage's report says with all its candidates; and what title and headings
name of it. Each is put on one scale (z-scores over the candidates), since ranks
alone throw away how much better the first is than the second. The sixth, `meant`,
is a plain count: how many of the things that the query names, unit, year and
numbers, are the candidate's. What they count for is fixed, the same for every query,
and chosen by leaving families of sets out in turn: scripts/tune_retrieval.py;
docs/benchmarks.md has the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from draftbot.chinese.grams import grams_of, plain_text
from draftbot.index.tokens import Encoded, FloatArray, best_matches
from draftbot.retrieval.candidates import Candidate
from draftbot.retrieval.counting import count_pairs
from draftbot.retrieval.meant import named_numbers, named_unit, named_year
from draftbot.retrieval.query import Query

Floats = NDArray[np.float64]

# BM25's usual constants (Robertson & Zaragoza 2009).
_K1, _B = 1.2, 0.75
# How many of the best a second look is given.
LOOKED_AT_AGAIN = 30
# A query is a phrase or a heading; of a pasted page its rarest pairs are enough.
_MOST_PAIRS = 64


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts for."""

    dense: float
    late: float
    words: float
    report: float
    named: float
    meant: float


WEIGHTS = Weights(dense=0.5, late=0.5, words=0.15, report=0.3, named=0.05, meant=0.4)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score; `cosine` (None without a model) and `covered` (the share
    of the query's pairs, by rarity, that stand in the passage) say how near it is by
    itself."""

    candidate: Candidate
    score: float
    cosine: float | None
    covered: float


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A signal too dear to be had for every candidate: `scores` gives those it is
    shown one each, higher is better, on any scale; `weight` as in `Weights`."""

    weight: float
    scores: Callable[[Sequence[Candidate]], Floats]


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of `passages` passages each pair of characters stands."""

    counts: Mapping[str, int]
    passages: int

    def of(self, pairs: Sequence[str]) -> Floats:
        """BM25's inverse document frequency of each pair."""
        n = np.array([min(self.counts.get(pair, 0), self.passages) for pair in pairs], dtype=np.float64)
        return np.log1p((self.passages - n + 0.5) / (n + 0.5))


def query_pairs(query: Query) -> list[str]:
    """The pairs of characters of a query, each once."""
    return list(dict.fromkeys(grams_of(plain_text(query.text))))


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for each candidate, one number each in their order, on one scale
    but for `cosines` and `covered`. Without a model `cosines` is None, and `dense` and
    `late` say nothing of anything. `meant` is how much of what the query names, unit, year
    and numbers, is the candidate's; those with `comes_first` stand before all others."""

    candidates: Sequence[Candidate]
    cosines: Floats | None
    covered: Floats
    dense: Floats
    late: Floats
    words: Floats
    report: Floats
    named: Floats
    meant: Floats
    comes_first: NDArray[np.bool_]

    def ranked(self, weights: Weights, second_look: SecondLook | None = None) -> list[Ranked]:
        """The candidates by the weighted sum, best first."""
        scores = np.zeros(len(self.candidates))
        for name in SIGNALS:
            scores += getattr(weights, name) * getattr(self, name)
        order = np.argsort(-scores, kind="stable")
        if second_look is not None and second_look.weight:
            order, scores = _look_again(order, scores, self.candidates, second_look)
        order, scores = _put_first(order, scores, self.comes_first)
        return [
            Ranked(
                self.candidates[i],
                float(scores[i]),
                None if self.cosines is None else float(self.cosines[i]),
                float(self.covered[i]),
            )
            for i in order.tolist()
        ]


SIGNALS = tuple(field.name for field in fields(Weights))


def measure(
    query: Query,
    encoded: Encoded | None,
    candidates: Sequence[Candidate],
    rarity: Rarity,
) -> Signals | None:
    """The signals of all candidates; None when there is no candidate. Without a model
    `encoded` is None, and so are the candidates' vectors."""
    if not candidates:
        return None
    pairs = query_pairs(query)
    idf = rarity.of(pairs)
    if len(pairs) > _MOST_PAIRS:
        rarest = np.argsort(-idf)[:_MOST_PAIRS]
        pairs, idf = [pairs[i] for i in rarest], idf[rarest]
    texts = [c.plain for c in candidates]
    found = _counts(query, pairs, texts)
    telling = idf * _tells(query, pairs)
    nothing = np.zeros(len(candidates))
    meant, numbered = _meant(query, candidates, texts, dict(zip(pairs, idf, strict=True)))
    covered = (found > 0) @ idf / max(float(idf.sum()), 1e-9)
    cosines, late = None, nothing
    if encoded is not None:
        vectors = _stacked(candidates)
        cosines = (vectors @ encoded.vector).astype(np.float64)
        late = _standard(_late_interaction(encoded, vectors, candidates))
    return Signals(
        candidates,
        cosines,
        # What lacks the number that is asked for says nothing of it.
        covered if numbered is None else covered * numbered,
        nothing if cosines is None else _standard(cosines),
        late,
        _standard(_bm25(found, telling, texts)),
        _standard(_by_report(found, idf, candidates)),
        _standard(_named(pairs, telling, candidates)),
        meant,
        np.zeros(len(candidates), dtype=np.bool_) if numbered is None else numbered,
    )


def _stacked(candidates: Sequence[Candidate]) -> FloatArray:
    """The vectors of candidates that all have one, shape (n, dimension)."""
    return np.stack([c.vector for c in candidates if c.vector is not None])


def _late_interaction(encoded: Encoded, vectors: FloatArray, candidates: Sequence[Candidate]) -> Floats:
    """The best match of each of the query's tokens in a passage, on the average.

    A token counts by how far its best match stands above its mean over the
    candidates: what all of them say (工作), or none does (谁), tells nothing of one. A
    passage without tokens gets the mean of the others.
    """
    matches = best_matches(encoded.tokens, vectors, [c.tokens for c in candidates])
    known = ~np.isnan(matches).any(axis=1)
    if not known.any() or not matches.shape[1]:
        return np.zeros(len(candidates))
    told = matches[known].astype(np.float64)
    tells = told.max(axis=0) - told.mean(axis=0)
    scores = np.zeros(len(candidates))
    scores[known] = told @ tells / max(float(tells.sum()), 1e-9)
    scores[~known] = scores[known].mean()
    return scores


def _look_again(
    order: NDArray[np.intp], scores: Floats, candidates: Sequence[Candidate], look: SecondLook
) -> tuple[NDArray[np.intp], Floats]:
    """The first of `order` put in order anew with what `look` adds; the rest follow."""
    first, rest = order[:LOOKED_AT_AGAIN], order[LOOKED_AT_AGAIN:]
    scores = scores.copy()
    scores[first] += look.weight * _standard(look.scores([candidates[i] for i in first.tolist()]))
    if len(rest):
        scores[rest] += min(0.0, float(scores[first].min() - scores[rest].max()))
    return np.concatenate([first[np.argsort(-scores[first], kind="stable")], rest]), scores


def _put_first(
    order: NDArray[np.intp], scores: Floats, comes_first: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], Floats]:
    """`order` with those that come first at its head, in their order, and the others'
    scores below theirs."""
    head, rest = order[comes_first[order]], order[~comes_first[order]]
    if not len(head) or not len(rest):
        return order, scores
    scores = scores.copy()
    scores[rest] += min(0.0, float(scores[head].min() - scores[rest].max()))
    return np.concatenate([head, rest]), scores


def _meant(
    query: Query, candidates: Sequence[Candidate], texts: Sequence[str], idf: Mapping[str, float]
) -> tuple[Floats, NDArray[np.bool_] | None]:
    """How many of the things that the query names are each candidate's, and which have the
    number that is most of what the query asks for; None where none is."""
    stored = [c.stored for c in candidates]
    meant = named_unit(query, stored).astype(np.float64) + named_year(query, stored)
    numbered: NDArray[np.bool_] | None = None
    for number, held in named_numbers(query, texts):
        meant += held
        worth = sum(idf.get(pair, 0.0) for pair in grams_of(plain_text(number)))
        if worth >= 0.5 * sum(idf.values()):
            numbered = held if numbered is None else numbered | held
    return meant, numbered


def _tells(query: Query, pairs: Sequence[str]) -> Floats:
    """1 for a pair that stands inside one of the telling words of the query, else 0: where
    two words meet, and in 多少 and 有哪些, pairs say little of the subject. All 1 where
    no pair does."""
    words = [plain_text(term.word) for term in query.terms]
    inside = np.array([float(any(pair in word for word in words)) for pair in pairs])
    return inside if inside.any() else np.ones(len(pairs))


def _counts(query: Query, pairs: Sequence[str], texts: Sequence[str]) -> Floats:
    """How often each pair stands in each text, shape (texts, pairs). A synonym of the
    word that a pair belongs to counts as the pair."""
    counts = count_pairs(pairs, texts)
    for term in query.terms:
        spellings = [w for w in term.written if w != term.word] if term.alternatives else []
        own = [i for i, pair in enumerate(pairs) if pair in term.word]
        if spellings and own:
            others = np.array([sum(text.count(w) for w in spellings) for text in texts], dtype=np.float64)
            counts[:, own] = np.maximum(counts[:, own], others[:, None])
    return counts


def _bm25(counts: Floats, idf: Floats, texts: Sequence[str]) -> Floats:
    lengths = np.array([len(text) for text in texts], dtype=np.float64)
    norm = _K1 * (1 - _B + _B * lengths / max(lengths.mean(), 1.0))
    gained: Floats = (counts * (_K1 + 1) / (counts + norm[:, None])) @ idf
    return gained


def _by_report(counts: Floats, idf: Floats, candidates: Sequence[Candidate]) -> Floats:
    """For each candidate how much of the query its report's candidates say together;
    each further mention of a pair counts half as much."""
    owners: dict[str, int] = {}
    numbers = np.array([owners.setdefault(c.stored.report.id, len(owners)) for c in candidates])
    totals = np.zeros((len(owners), counts.shape[1]))
    np.add.at(totals, numbers, counts)
    spoken: Floats = ((1 - 0.5**totals) @ idf)[numbers]
    return spoken


def _named(pairs: Sequence[str], idf: Floats, candidates: Sequence[Candidate]) -> Floats:
    """How much of the query names what the passage belongs to: its report's title, unit
    and year, its headings."""
    different = list(dict.fromkeys(c.belonging for c in candidates))
    present = [[pair in belonging for pair in pairs] for belonging in different]
    worth = dict(zip(different, np.array(present, dtype=np.float64) @ idf, strict=True))
    return np.array([worth[c.belonging] for c in candidates])


def _standard(values: Floats) -> Floats:
    """z-scores; all 0 where all are alike."""
    deviation = float(values.std())
    return (values - values.mean()) / deviation if deviation > 1e-9 else np.zeros_like(values)


def without(weights: Weights, *signals: str) -> Weights:
    """The weights with some signals left out, for measuring what each is worth."""
    return replace(weights, **dict.fromkeys(signals, 0.0))
