"""A query to ranked hits: understand, gather candidates from both sides, rank, fold, spread."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import TypeVar

from draftbot.chinese.grams import plain_text
from draftbot.chinese.scripts import normalise
from draftbot.domain import Filters, Hit, PassageInContext, SearchResult, Twin, Viewer
from draftbot.errors import BadInput, DraftbotError, EmptyQuery, PassageNotFound
from draftbot.index.catalog import Catalog, StoredPassage
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.embedding_cache import EmbeddingCache
from draftbot.index.fulltext import FullText
from draftbot.index.remembered import Remembered
from draftbot.index.tokens import Encoded
from draftbot.index.turns import Turns
from draftbot.index.vectors import Vectors
from draftbot.messages import Message
from draftbot.retrieval.aboutness import Standing, standing
from draftbot.retrieval.candidates import Candidate, Candidates
from draftbot.retrieval.diversity import POOL, Fold, fold, spread
from draftbot.retrieval.highlights import find_highlights
from draftbot.retrieval.meant import years_in, years_named
from draftbot.retrieval.misspelled import Speller
from draftbot.retrieval.query import Query, understand
from draftbot.retrieval.ranking import (
    WEIGHTS,
    Ranked,
    Rarity,
    SecondLook,
    Signals,
    Weights,
    measure,
    query_pairs,
)
from draftbot.retrieval.relevance import relevance
from draftbot.retrieval.reranker import Reranker, second_look
from draftbot.retrieval.synonyms import Synonyms

T = TypeVar("T")

# How many each side proposes; deeper lists changed no ranking in the first ten.
CANDIDATES = 60
MAX_HITS = 100
# Reports of which it is remembered which passages are theirs.
MOST_REPORTS = 5_000
# How many searches compute at a time: Python's one lock handed about among ten takes longer
# than ten one after the other.
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Index:
    """Where passages are looked up."""

    catalog: Catalog
    fulltext: FullText
    vectors: Vectors
    embeddings: EmbeddingCache


class Search:
    """Finds past passages that say what a query asks for."""

    def __init__(
        self,
        index: Index,
        synonyms: Synonyms,
        weights: Weights = WEIGHTS,
        reranker: Reranker | None = None,
    ) -> None:
        """A `reranker` looks again at the best by the signals."""
        self.index, self.synonyms, self.weights, self.reranker = index, synonyms, weights, reranker
        self._speller = Speller(index.fulltext)
        self._candidates = Candidates(index.catalog, index.embeddings)
        self._in_reports: Remembered[str, tuple[str, ...]] = Remembered(index.catalog.database, MOST_REPORTS)
        self._turns = Turns(AT_ONCE)

    @property
    def embeddings(self) -> SentenceEmbeddings:
        return self.index.embeddings.model

    def close(self) -> None:
        """Let go of what is kept ready."""
        self._candidates.forget()
        self._in_reports.forget()

    def seen_by(self, viewer: Viewer) -> Search:
        """The same, without what other departments have for themselves."""
        other = copy(self)
        other.index = replace(self.index, catalog=self.index.catalog.seen_by(viewer))
        return other

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """The `k` best hits (1 to 100), near-duplicates folded into `also_in`.

        Raises EmptyQuery for a query without a single word, BadInput for a `k`
        out of range, VectorStoreUnavailable.
        """
        if not 1 <= k <= MAX_HITS:
            raise BadInput(what=Message("search.k_out_of_range", most=MAX_HITS))
        with self._turns.begun():
            return self._search(query, k, filters or Filters())

    def _search(self, query: str, k: int, filters: Filters) -> SearchResult:
        started = time.perf_counter()
        asked = understand(query, self.synonyms)
        searched_as = self._meant(asked)
        understood = understand(searched_as, self.synonyms) if searched_as else asked
        seen = self.index.catalog.visible(filters or Filters())
        model = self.embeddings.name

        def found(signals: Signals | None) -> tuple[Standing, tuple[Hit, ...]]:
            ranked = signals.ranked(self.weights, look) if signals else []
            chosen = spread(fold(ranked, POOL * k), k)
            hits = tuple(_hit(n, each, understood, model) for n, each in enumerate(chosen, 1))
            return standing(ranked, model), hits

        look = self._second_look(understood)
        stands, hits = self.measured(understood, max(CANDIDATES, 2 * k), seen, found)
        return SearchResult(
            asked.asked,
            round((time.perf_counter() - started) * 1000, 1),
            hits,
            stands is Standing.SPOKEN_OF,
            self.embeddings.fault is not None,
            is_near=stands is Standing.NEAR,
            searched_as=searched_as,
            lacking_years=self._lacking(understood, hits),
        )

    def _lacking(self, query: Query, hits: Sequence[Hit]) -> tuple[int, ...]:
        """The years that the query names, of which there is no report, and which no hit speaks of."""
        spoken_of = {year for hit in hits for year in (hit.report.year, *years_in(hit.passage.text))}
        lacking = years_named(query) - spoken_of
        return tuple(sorted(lacking.difference(self.index.catalog.known_values().years))) if lacking else ()

    def respelt(self, text: str) -> str:
        """A short text with a slip put right, where the corpus speaks for one: 环镜卫生 as 环境卫生."""
        try:
            return self._meant(understand(text, self.synonyms)) or text
        except EmptyQuery:
            return text

    def _meant(self, asked: Query) -> str:
        """The query as it was likely meant, by what who searches may see: words of a report kept for
        another department are told to nobody else."""
        meant = self._speller.meant(asked)
        if not meant or self.index.catalog.sight is None:
            return meant
        filters = self.index.catalog.visible(Filters())
        found = self._seen(self._lexical(understand(meant, self.synonyms), CANDIDATES, filters))
        seen = "\n".join(f"{each.belonging}\n{each.plain}" for each in found)
        typed, plain = plain_text(asked.text), plain_text(meant)
        new = {pair for at in range(len(plain) - 1) if (pair := plain[at : at + 2]) not in typed}
        return meant if all(pair in seen for pair in new) else ""

    def rank(self, query: Query, candidates: int, filters: Filters) -> list[Ranked]:
        """The passages that each side proposes, up to `candidates` each, best first."""
        look = self._second_look(query)

        def ranked(signals: Signals | None) -> list[Ranked]:
            return signals.ranked(self.weights, look) if signals else []

        return self.measured(query, candidates, filters, ranked)

    def _second_look(self, query: Query) -> SecondLook | None:
        return second_look(self.reranker, query) if self.reranker else None

    def measured(
        self, query: Query, candidates: int, filters: Filters, then: Callable[[Signals | None], T]
    ) -> T:
        """What `then` makes of what speaks for each passage that a side proposes, None when there is
        none; in the same turn, since each one costs a change of threads."""
        # The model and SQLite each keep a processor of their own busy.
        coming = self.embeddings.encode_query_aside(query.text)
        with self._turns.taken():
            gathered = self._gather(self._lexical(query, candidates, filters), query.musts)
        try:
            encoded = coming.result()
        except DraftbotError:
            if self.embeddings.fault is None:  # there is a model, which failed over this query
                raise
            with self._turns.taken():
                return then(self._measure_words(query, candidates, filters))
        with self._turns.taken():
            known = {each.stored.passage.id for each in gathered}
            near = [id_ for id_, _ in self.index.vectors.nearest(encoded.vector, candidates, filters)]
            gathered += self._gather([id_ for id_ in near if id_ not in known], query.musts)
            return then(self._signals(query, encoded, gathered))

    def _measure_words(self, query: Query, candidates: int, filters: Filters) -> Signals | None:
        """The signals without a model: full text alone proposes, with one word at the least."""
        found = self._seen(self._lexical(query, candidates, filters, at_least=1))
        gathered = [replace(each, vector=None) for each in found if _may_answer(each, query.musts)]
        return self._signals(query, None, gathered)

    def _signals(
        self, query: Query, encoded: Encoded | None, gathered: Sequence[Candidate]
    ) -> Signals | None:
        full_text = self.index.fulltext
        rarity = Rarity(full_text.gram_counts(query_pairs(query)), full_text.passage_count())
        return measure(query, encoded, gathered, rarity)

    def rarities(self, words: Sequence[str]) -> dict[str, float]:
        """How much each word tells in this corpus, see `FullText.rarities`."""
        return self.index.fulltext.rarities(words)

    def passage(self, passage_id: str, around: int = 1) -> PassageInContext:
        """A passage with up to `around` neighbours on each side. Raises PassageNotFound."""
        catalog = self.index.catalog
        stored = catalog.passages([passage_id]).get(passage_id)
        if stored is None:
            # A file cut otherwise by hand: what a draft cites stands in another report of it now.
            moved = catalog.notes.moved_to(passage_id)
            stored = catalog.passages([moved]).get(moved)
        if stored is None:
            raise PassageNotFound(passage_id=passage_id)
        siblings = catalog.passages_of(stored.passage.report_id)
        at = stored.passage.ordinal
        return PassageInContext(
            stored.report,
            stored.passage,
            tuple(p for p in siblings if at - around <= p.ordinal < at),
            tuple(p for p in siblings if at < p.ordinal <= at + around),
        )

    def passages_of(self, report_ids: Sequence[str]) -> dict[str, list[Candidate]]:
        """The passages of each report in order, those of the reports that are there for who asks."""
        ids = self._in_reports.of(report_ids, self.index.catalog.passage_ids_of)
        ready = {
            each.stored.passage.id: each for each in self._seen([id_ for of in ids.values() for id_ in of])
        }
        return {report: [ready[id_] for id_ in of if id_ in ready] for report, of in ids.items()}

    def _lexical(self, query: Query, most: int, filters: Filters, at_least: int = 0) -> list[str]:
        """The passages that full text proposes, best first."""
        asked = [w for t in query.terms for w in (t.word, *t.alternatives)]
        words = self.index.fulltext.affordable(asked, at_least)
        return [id_ for id_, _ in self.index.fulltext.lexical(words, most, filters, query.musts)]

    def _seen(self, ids: Sequence[str]) -> list[Candidate]:
        """Those of the passages that are there for who searches: they are kept ready for all, and
        vectors may not know yet whose a report is."""
        return [each for each in self._candidates.of(ids) if self.index.catalog.sees(each.stored.report)]

    def _gather(self, ids: Sequence[str], musts: tuple[str, ...]) -> list[Candidate]:
        """Those of the passages that say something and hold all that the query has in quotes,
        with their vectors."""
        found = self._seen(ids)
        return [each for each in found if each.vector is not None and _may_answer(each, musts)]


def _may_answer(candidate: Candidate, musts: tuple[str, ...]) -> bool:
    return not candidate.frames_only and _holds(candidate.stored, musts)


def _holds(stored: StoredPassage, musts: tuple[str, ...]) -> bool:
    """Whether a passage, with its headings and its report's title, holds every phrase."""
    if not musts:
        return True
    whole = "\n".join((stored.report.title, *stored.passage.heading_path, stored.passage.text))
    plain = normalise(whole).lower()
    return all(must in plain for must in musts)


def _hit(place: int, found: Fold, query: Query, model: str) -> Hit:
    stored = found.best.candidate.stored
    return Hit(
        place,
        round(found.best.score, 4),
        stored.passage,
        stored.report,
        find_highlights(stored.passage.text, query.highlights),
        tuple(
            Twin(t.candidate.stored.passage.id, t.candidate.stored.report.id, t.candidate.stored.report.title)
            for t in found.twins
        ),
        round(relevance(found.best, model), 4),
    )
