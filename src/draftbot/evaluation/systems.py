"""What is compared over one index: the search as users get it, and each of its sides alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from draftbot.chinese.scripts import normalise
from draftbot.chinese.words import query_words
from draftbot.domain import Filters
from draftbot.errors import EmptyQuery
from draftbot.evaluation.evaluate import Ranker
from draftbot.evaluation.query_vectors import QueryVectors
from draftbot.index.fulltext import FullText
from draftbot.index.vectors import Vectors
from draftbot.retrieval.search import Search

DRAFTBOT, BM25, DENSE = "draftbot", "bm25", "dense"
HITS = 50
CANDIDATES = 100

UnitOf = Mapping[str, str]


def search_ranker(search: Search, unit_of: UnitOf) -> Ranker:
    """Ranks as a user sees it: each hit, then the near-duplicates folded into it."""

    def rank(query: str) -> list[str]:
        try:
            hits = search.search(query, HITS).hits
        except EmptyQuery:
            return []
        return units(
            (id_ for hit in hits for id_ in (hit.passage.id, *(twin.passage_id for twin in hit.also_in))),
            unit_of,
        )

    return rank


def lexical_ranker(fulltext: FullText, unit_of: UnitOf) -> Ranker:
    """Ranks by BM25 over the full-text index alone."""

    def rank(query: str) -> list[str]:
        return units((id_ for id_, _ in fulltext.lexical(query_words(query), CANDIDATES, Filters())), unit_of)

    return rank


def dense_ranker(vectors: Vectors, queries: QueryVectors, unit_of: UnitOf) -> Ranker:
    """Ranks by the cosine of passages alone; `queries` knows every query, normalised."""

    def rank(query: str) -> list[str]:
        nearest = vectors.nearest(queries[normalise(query)], CANDIDATES, Filters())
        return units((id_ for id_, _ in nearest), unit_of)

    return rank


def units(passage_ids: Iterable[str], unit_of: UnitOf) -> list[str]:
    """What the passages belong to, each once, where it stands first."""
    return list(dict.fromkeys(unit_of[id_] for id_ in passage_ids))
