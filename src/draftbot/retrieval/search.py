"""A query to ranked hits: dense and lexical scores fused, near-duplicates folded.

The scores of both sides are put on one scale (z-scores over the candidates)
and summed: ranks alone throw away how much better the first is than the second
(measured in docs/benchmarks.md).
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev

from draftbot.corpus.scripts import normalise
from draftbot.domain import Filters, Hit, PassageInContext, SearchResult, Twin
from draftbot.errors import BadInput, EmptyQuery, PassageNotFound
from draftbot.index.catalog import Catalog, StoredPassage
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.vectors import Vectors
from draftbot.index.words import query_words
from draftbot.retrieval.highlights import find_highlights
from draftbot.retrieval.similarity import overlap, shingles

DENSE_WEIGHT, LEXICAL_WEIGHT = 0.7, 0.3
# How many each side proposes; deeper lists changed no ranking in the first ten.
CANDIDATES = 100
# Passages that share this much of their text say the same thing.
TWIN_OVERLAP = 0.5
MAX_QUERY_CHARS = 2000
MAX_HITS = 100


class Search:
    """Finds past passages that say what a query asks for."""

    def __init__(self, catalog: Catalog, vectors: Vectors, embeddings: SentenceEmbeddings) -> None:
        self.catalog, self.vectors, self.embeddings = catalog, vectors, embeddings

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """The `k` best hits (1 to 100), near-duplicates folded into `also_in`.

        Raises EmptyQuery for a query without a single word, BadInput for a `k`
        out of range, VectorStoreUnavailable.
        """
        started = time.perf_counter()
        if not 1 <= k <= MAX_HITS:
            raise BadInput(what=f"条数应在 1 到 {MAX_HITS} 之间", what_en=f"k must be 1 to {MAX_HITS}")
        query = query.strip()
        words = query_words(query[:MAX_QUERY_CHARS])
        if not words:
            raise EmptyQuery()
        ranked = self.rank(query[:MAX_QUERY_CHARS], words, filters or Filters(), max(CANDIDATES, 2 * k))
        hits = _fold(ranked, words, k)
        return SearchResult(query, round((time.perf_counter() - started) * 1000, 1), hits)

    def rank(
        self, query: str, words: Sequence[str], filters: Filters, candidates: int
    ) -> list[tuple[StoredPassage, float]]:
        """Candidates of both sides with their fused scores, best first."""
        dense = dict(self.vectors.nearest(self.embeddings.query(normalise(query)), candidates, filters))
        lexical = dict(self.catalog.lexical(words, candidates, filters))
        stored = self.catalog.passages(list(dict.fromkeys([*dense, *lexical])))
        fused = fuse(dense, lexical)
        ranked = [(stored[id_], score) for id_, score in fused.items() if id_ in stored]
        ranked.sort(key=lambda pair: (-pair[1], pair[0].passage.id))
        return ranked

    def passage(self, passage_id: str, around: int = 1) -> PassageInContext:
        """A passage with up to `around` neighbours on each side. Raises PassageNotFound."""
        stored = self.catalog.passages([passage_id]).get(passage_id)
        if stored is None:
            raise PassageNotFound(passage_id=passage_id)
        siblings = self.catalog.passages_of(stored.passage.report_id)
        at = stored.passage.ordinal
        return PassageInContext(
            stored.report,
            stored.passage,
            tuple(p for p in siblings if at - around <= p.ordinal < at),
            tuple(p for p in siblings if at < p.ordinal <= at + around),
        )


def fuse(dense: Mapping[str, float], lexical: Mapping[str, float]) -> dict[str, float]:
    """Weighted sum of the two z-scores; who is missing on one side gets that side's lowest."""
    ids = dict.fromkeys([*dense, *lexical])
    d, w = _standardised(dense), _standardised(lexical)
    lowest_d, lowest_w = min(d.values(), default=0.0), min(w.values(), default=0.0)
    return {id_: DENSE_WEIGHT * d.get(id_, lowest_d) + LEXICAL_WEIGHT * w.get(id_, lowest_w) for id_ in ids}


def _standardised(scores: Mapping[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    mean, deviation = fmean(scores.values()), pstdev(scores.values()) or 1.0
    return {id_: (score - mean) / deviation for id_, score in scores.items()}


def _fold(ranked: Sequence[tuple[StoredPassage, float]], words: Sequence[str], k: int) -> tuple[Hit, ...]:
    """The first `k` that are no near-duplicate of a better one; those hang on it."""
    kept: list[tuple[StoredPassage, float, frozenset[str], list[Twin]]] = []
    for stored, score in ranked:
        pieces = shingles(stored.passage.text)
        like = next((entry for entry in kept if overlap(pieces, entry[2]) >= TWIN_OVERLAP), None)
        if like is not None:
            like[3].append(Twin(stored.passage.id, stored.report.id, stored.report.title))
        elif len(kept) < k:
            kept.append((stored, score, pieces, []))
    return tuple(
        Hit(
            rank,
            round(score, 4),
            stored.passage,
            stored.report,
            find_highlights(stored.passage.text, words),
            tuple(twins),
        )
        for rank, (stored, score, _, twins) in enumerate(kept, 1)
    )
