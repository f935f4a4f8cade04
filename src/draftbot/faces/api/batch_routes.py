"""Many searches in one request."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from fastapi import APIRouter
from pydantic import Field

from draftbot.faces.api.requests import Body, SearchBody
from draftbot.faces.api.routes import REFUSED, Service
from draftbot.faces.search_shapes import SearchShape

batch_router = APIRouter(prefix="/api/v1", tags=["api.tag_search"], responses=REFUSED)

MOST_QUERIES = 50
# Queries that wait for the model are encoded together; more at once would only wait for one another.
_AT_ONCE = 4


class BatchBody(Body):
    queries: list[SearchBody] = Field(min_length=1, max_length=MOST_QUERIES)


@batch_router.post("/search/batch", summary="api.search_batch", description="api.search_batch_more")
def search_batch(body: BatchBody, service: Service) -> list[SearchShape]:
    def found(one: SearchBody) -> SearchShape:
        return SearchShape.of(service.search(one.query, one.k, one.filters()))

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(found, body.queries))
