"""A search that leaves out one report with its relatives, whoever asks and however."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from draftbot.domain import Filters
from draftbot.retrieval.query import Query
from draftbot.retrieval.ranking import Signals
from draftbot.retrieval.search import Search

T = TypeVar("T")


class SearchOfOthers(Search):
    """The same search without the reports in `without`, which may be changed between two
    drafts; `asked` keeps what it embedded."""

    def __init__(self, whole: Search) -> None:
        super().__init__(whole.index, whole.synonyms, whole.weights, whole.reranker)
        self.without: tuple[str, ...] = ()
        self.asked: list[str] = []

    def measured(
        self, query: Query, candidates: int, filters: Filters, then: Callable[[Signals | None], T]
    ) -> T:
        """As `Search.measured`, through which every search goes."""
        self.asked.append(query.text)
        without = (*filters.without_reports, *self.without)
        return super().measured(query, candidates, replace(filters, without_reports=without), then)
