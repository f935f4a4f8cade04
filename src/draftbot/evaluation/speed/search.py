"""How fast is found what is asked of a data folder of a given size."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from draftbot.evaluation.speed.fill import fill
from draftbot.evaluation.speed.folder_parts import open_folder
from draftbot.evaluation.speed.growth import measure_adding
from draftbot.evaluation.speed.machine import disk_mb, memory_mb
from draftbot.evaluation.speed.options import Watch
from draftbot.evaluation.speed.queries import make_queries
from draftbot.evaluation.speed.report import SearchSpeed, Spread
from draftbot.evaluation.speed.stages import HITS, measure_stages
from draftbot.evaluation.speed.start import measure_start
from draftbot.evaluation.speed.synthetic import Anchors
from draftbot.evaluation.speed.timing import spread_of
from draftbot.index.database import FILE_NAME
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.retrieval.search import Search
from draftbot.settings import Settings

WARM_UP = 20  # queries
CLIENTS = 10


class SearchBench:
    """Measures data folders of any size with one model; none is asked what another was, since the model's
    answers are remembered."""

    def __init__(
        self, settings: Settings, embeddings: SentenceEmbeddings, anchors: Anchors, queries: int
    ) -> None:
        self.settings, self.embeddings, self.anchors = settings, embeddings, anchors
        self._many, self._measured = queries, 0

    def measure(self, home: Path, size: int, watch: Watch) -> SearchSpeed:
        """Everything about the data folder `home`, filled now up to `size` passages.

        Raises ModelError, DataFolderError, VectorStoreUnavailable.
        """
        self._ask_anew()
        with ExitStack() as resources:
            folder = open_folder(home, self.settings, self.embeddings, self.anchors, resources)
            loading = fill(folder, size, watch)
            reports, passages = folder.catalog.counts()
            search, encode = self._searches(folder.search)
            together = self._of_clients(folder.search)
            stages = measure_stages(folder.search, self.queries)
            adding = measure_adding(folder)
            peak = memory_mb(peak=True)
        return SearchSpeed(
            size,
            passages,
            reports,
            loading,
            len(self.queries),
            search,
            encode,
            together,
            dict(stages),
            adding,
            measure_start(home, self.embeddings.name, self.warm_up),
            peak,
            disk_mb(*home.glob(FILE_NAME + "*")),
            disk_mb(home / "chroma"),
        )

    def _ask_anew(self) -> None:
        """Queries that nobody asked before: of one client, and of ten."""
        many = WARM_UP + 2 * self._many
        asked = make_queries((self._measured + 1) * many)[self._measured * many :]
        self._measured += 1
        self.warm_up, self.queries = asked[:WARM_UP], asked[WARM_UP : WARM_UP + self._many]
        self.of_clients = asked[WARM_UP + self._many :]

    def _searches(self, search: Search) -> tuple[Spread, Spread]:
        """Whole searches, and the bare encoding of each query just before its search."""
        for query in self.warm_up:
            search.search(query, HITS)
        whole: list[float] = []
        bare: list[float] = []
        for query in self.queries:
            started = time.perf_counter()
            self.embeddings.encode_query(query)
            encoded = time.perf_counter()
            search.search(query, HITS)
            bare.append(encoded - started)
            whole.append(time.perf_counter() - encoded)
        return spread_of(whole), spread_of(bare)

    def _of_clients(self, search: Search) -> Spread:
        """Searches of ten clients, each with a query of its own always under way."""

        def timed(query: str) -> float:
            started = time.perf_counter()
            search.search(query, HITS)
            return time.perf_counter() - started

        with ThreadPoolExecutor(CLIENTS) as clients:
            return spread_of(list(clients.map(timed, self.of_clients)))
