"""The search with one of its parts taken out or exchanged, for `--parts`.

To try other weights or another way of fusing, add a ranker here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from draftbot.chinese.scripts import normalise
from draftbot.chinese.words import query_words
from draftbot.domain import Filters
from draftbot.errors import EmptyQuery, ShippedModelMissing
from draftbot.evaluation.evaluate import Ranker
from draftbot.evaluation.query_vectors import QueryVectors
from draftbot.evaluation.systems import CANDIDATES, UnitOf, search_ranker, units
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.embedding_cache import EmbeddingCache
from draftbot.index.encoders import SHIPPED, Encoder
from draftbot.retrieval.query import understand
from draftbot.retrieval.ranking import SIGNALS, Weights, without
from draftbot.retrieval.search import Search
from draftbot.retrieval.synonyms import Synonyms

UNFOLDED, RANK_FUSION, NO_SYNONYMS = "unfolded", "rank_fusion", "no_synonyms"
WORDS_ONLY = "words_only"
WITHOUT = "without_"
# Cormack, Clarke and Büttcher, "Reciprocal rank fusion", 2009.
RRF_CONSTANT = 60


def ablations(search: Search, queries: QueryVectors, unit_of: UnitOf) -> dict[str, Ranker]:
    """Rankers by name, over the same index as `search`; `queries` knows every query, normalised."""

    def unfolded(query: str) -> list[str]:
        try:
            ranked = search.rank(understand(query, search.synonyms), CANDIDATES, Filters())
        except EmptyQuery:
            return []
        return units((r.candidate.stored.passage.id for r in ranked), unit_of)

    def rank_fusion(query: str) -> list[str]:
        dense = search.index.vectors.nearest(queries[normalise(query)], CANDIDATES, Filters())
        lexical = search.index.fulltext.lexical(query_words(query), CANDIDATES, Filters())
        return units(fuse_ranks([[id_ for id_, _ in side] for side in (dense, lexical)]), unit_of)

    others = {
        NO_SYNONYMS: _variant(search, synonyms=Synonyms()),
        WORDS_ONLY: _without_model(search),
    }
    for signal in SIGNALS:
        others[WITHOUT + signal] = _variant(search, weights=without(search.weights, signal))
    return {
        UNFOLDED: unfolded,
        RANK_FUSION: rank_fusion,
        **{name: search_ranker(other, unit_of) for name, other in others.items()},
    }


def _variant(search: Search, *, synonyms: Synonyms | None = None, weights: Weights | None = None) -> Search:
    """The same search, its reranker included, with other synonyms or weights."""
    known = search.synonyms if synonyms is None else synonyms
    return Search(search.index, known, weights or search.weights, search.reranker)


def _without_model(search: Search) -> Search:
    """The same search on a machine that has no embedding model."""

    def load() -> Encoder:
        raise ShippedModelMissing(model=SHIPPED)

    cache = EmbeddingCache(search.index.catalog.database, SentenceEmbeddings(SHIPPED, Path(), load))
    return Search(replace(search.index, embeddings=cache), search.synonyms, search.weights)


def fuse_ranks(sides: Sequence[Sequence[str]]) -> list[str]:
    """Ids by the sum of 1 / (60 + rank) over the lists they stand in, best first."""
    scores: dict[str, float] = {}
    for side in sides:
        for rank, id_ in enumerate(side, 1):
            scores[id_] = scores.get(id_, 0.0) + 1 / (RRF_CONSTANT + rank)
    return sorted(scores, key=lambda id_: (-scores[id_], id_))
