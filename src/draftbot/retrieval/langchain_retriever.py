"""Our search as a LangChain retriever, for whoever builds chains of their own."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from draftbot.domain import Filters, Hit
from draftbot.retrieval.search import Search


class PassageRetriever(BaseRetriever):
    """Returns past passages as Documents; `k` and `filters` as in `Search.search`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Search
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        result = self.search.search(query, self.k if k is None else k, self.filters)
        return [as_document(hit) for hit in result.hits]


def as_document(hit: Hit) -> Document:
    """A hit as a LangChain Document; its id is the passage's."""
    return Document(
        id=hit.passage.id,
        page_content=hit.passage.text,
        metadata={
            "report_id": hit.report.id,
            "title": hit.report.title,
            "heading_path": list(hit.passage.heading_path),
            "genre": hit.report.genre,
            "unit": hit.report.unit,
            "year": hit.report.year,
            "source": hit.report.source,
            "score": hit.score,
        },
    )
