"""Our search as a LangChain retriever, for whoever builds chains of their own."""

from __future__ import annotations

import logging

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from draftbot.domain import Filters, Hit
from draftbot.retrieval.langchain_store import added_documents, known_of
from draftbot.retrieval.search import Search

logger = logging.getLogger(__name__)


class PassageRetriever(BaseRetriever):
    """Returns past passages as Documents; `k` and `filters` as in `Search.search`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Search
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        found = self.search.search(query, self.k if k is None else k, self.filters)
        if found.words_only:
            logger.warning("no embedding model: passages are found by words alone")
        hits = found.hits
        added = added_documents(self.search.index.catalog, [hit.report.id for hit in hits])
        return [as_document(hit, added.get(hit.report.id)) for hit in hits]


def as_document(hit: Hit, added: Document | None = None) -> Document:
    """A hit as a LangChain Document; its id is the passage's. One that was `added` as a
    Document has its own id, and its own metadata beside ours."""
    known = known_of(hit.passage, hit.report)
    if added is None:
        return Document(
            id=hit.passage.id, page_content=hit.passage.text, metadata={**known, "score": hit.score}
        )
    return Document(
        id=added.id, page_content=added.page_content, metadata={**known, **added.metadata, "score": hit.score}
    )
