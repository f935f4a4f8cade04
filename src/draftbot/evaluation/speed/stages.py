"""Where the time of a search goes: the same public calls, each timed by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, cast

from draftbot.domain import Filters
from draftbot.evaluation.speed.report import Spread
from draftbot.evaluation.speed.timing import Clock
from draftbot.index.tokens import Encoded
from draftbot.retrieval.diversity import POOL, fold, spread
from draftbot.retrieval.highlights import find_highlights
from draftbot.retrieval.query import understand
from draftbot.retrieval.search import CANDIDATES, Index, Search

HITS = 10
UNDERSTAND, RANKING, FOLDING, SPREADING, HIGHLIGHTS = "understand", "ranking", "fold", "spread", "highlights"


class _Timed:
    """Stands for an object and times its methods under their names."""

    def __init__(self, stands_for: object, clock: Clock, **instead: object) -> None:
        """`instead` has what to give for some of the object's attributes."""
        self._stands_for, self._clock, self._instead = stands_for, clock, instead

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the object has)
        if name in self._instead:
            return self._instead[name]
        found = getattr(self._stands_for, name)
        return _timed(found, name, self._clock) if callable(found) else found


def _timed(function: Callable[..., object], name: str, clock: Clock) -> Callable[..., object]:
    def call(*args: object, **options: object) -> object:
        with clock.stage(name):
            return function(*args, **options)

    return call


def measure_stages(search: Search, queries: Sequence[str]) -> Mapping[str, Spread]:
    """Milliseconds a query in every part of a search for ten hits, parts in their order.

    Calls into the index and the model go by the methods' names; `ranking` is what
    `Search.rank` does besides them. The query is encoded before the rest here, not beside it.
    """
    clock = Clock()
    index = search.index
    model = _Timed(index.embeddings.model, clock)

    def encoded_at_once(text: str) -> Future[Encoded]:
        done = Future[Encoded]()
        done.set_result(model.encode_query(text))
        return done

    timed_index = Index(
        cast(Any, _Timed(index.catalog, clock)),
        cast(Any, _Timed(index.fulltext, clock)),
        cast(Any, _Timed(index.vectors, clock)),
        cast(
            Any,
            _Timed(index.embeddings, clock, model=_Timed(model, clock, encode_query_aside=encoded_at_once)),
        ),
    )
    timed = Search(timed_index, search.synonyms, search.weights)
    for asked in queries:
        with clock.stage(UNDERSTAND):
            query = understand(asked, search.synonyms)
        before, started = clock.spent(), time.perf_counter()
        ranked = timed.rank(query, CANDIDATES, Filters())
        clock.add(RANKING, time.perf_counter() - started - (clock.spent() - before))
        with clock.stage(FOLDING):
            folds = fold(ranked, POOL * HITS)
        with clock.stage(SPREADING):
            chosen = spread(folds, HITS)
        with clock.stage(HIGHLIGHTS):
            for one in chosen:
                find_highlights(one.best.candidate.stored.passage.text, query.highlights)
        clock.lap()
    return clock.spreads()
