"""The index as a LangChain vector store: what was read from files, and Documents beside it.

A Document that is added becomes a report of one passage, so that searches, drafts
and removal treat it like any other. It is kept whole, as JSON, where a file's
bytes would be: its id and metadata come back as they went in. Its path is made
of its id, so that another Document of this id takes its place in one transaction.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from draftbot.chinese.scripts import normalise, script_of
from draftbot.corpus.duplicates import signature
from draftbot.corpus.genres import genre_of_report, known_genres
from draftbot.corpus.metadata import level_of, unit_of, year_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import Filters, Guess, Passage, Report, ReportSummary, Role, Section
from draftbot.errors import BadInput, ReportNotFound
from draftbot.index.catalog import Catalog
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.ingest import Ingest, Reading
from draftbot.index.report_rows import ReadFile
from draftbot.index.tokens import FloatArray
from draftbot.messages import Message

# A Document that names no source of its own is shown with this one.
SOURCE = "LangChain"
_PATHS, _REPORTS = "langchain/", "langchain-"
_TITLE_CHARS = 40
_YEARS = range(1900, 2101)


class PassageStore(VectorStore):
    """Adds, removes and finds Documents in draftbot's index, with its own embedding model.

    A search finds passages that were read from files too, and takes `filters`, as
    `Search.search` does. It goes by the vectors alone; PassageRetriever ranks better.
    A Document is one passage whatever its length: cut long texts first. Of its
    metadata `title`, `source`, `genre`, `unit` and `year` become the report's.
    """

    def __init__(self, ingest: Ingest) -> None:
        """`ingest` is that of the data folder, see `bootstrap.build_parts`."""
        self.ingest = ingest
        self._changing = threading.Lock()

    @property
    def embeddings(self) -> SentenceEmbeddings:
        return self.ingest.embeddings.model

    @property
    def _catalog(self) -> Catalog:
        return self.ingest.catalog

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **kwargs: object,
    ) -> list[str]:
        """The ids of the texts, stored now; one without an id gets its content's hash.

        Raises BadInput for metadata that JSON cannot hold and for the id of a passage
        read from a file, ValueError for lists of different lengths.
        """
        texts = list(texts)
        said: list[dict[str, Any]] = metadatas or [{}] * len(texts)
        named: Sequence[str | None] = ids or [None] * len(texts)
        documents = [
            _named(Document(id=id_ or None, page_content=text, metadata=metadata or {}))
            for text, metadata, id_ in zip(texts, said, named, strict=True)
        ]
        given = [_id(document) for document in documents]
        with self._changing:
            self._refuse_passages(given, self._report_ids(given))
            # Of several under one id the last stands, as if they had come one by one.
            files = {file.path: file for file in (_as_file(d, self.ingest.reading) for d in documents)}
            self.ingest.take([file for file in files.values() if not self._catalog.knows_file(file.hash)])
        return given

    def delete(self, ids: list[str] | None = None, **kwargs: object) -> bool | None:
        """True; the Documents of these ids are gone, ids of none are passed over.

        None means all that were ever added: reports read from files stay. Raises
        BadInput, before anything is removed, for the id of a passage read from a file.
        """
        with self._changing:
            there = self._report_ids(ids)
            self._refuse_passages(ids or (), there)
            for report_id in there.values():
                # Somebody else may have removed it meanwhile.
                with suppress(ReportNotFound):
                    self.ingest.remove(report_id)
        return True

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        """The Documents of these ids, each once, in their order; those of none are left out."""
        reports = self._report_ids(ids)
        added = added_documents(self._catalog, list(reports.values()))
        stored = self._catalog.passages([id_ for id_ in ids if id_ not in reports])
        found = {id_: added[report_id] for id_, report_id in reports.items() if report_id in added}
        found |= {id_: _as_document(s.passage, s.report) for id_, s in stored.items()}
        return [found[id_] for id_ in dict.fromkeys(ids) if id_ in found]

    def similarity_search(
        self, query: str, k: int = 4, filters: Filters | None = None, **others: object
    ) -> list[Document]:
        """Up to `k` Documents, best first. Raises BadInput for arguments there are not,
        VectorStoreUnavailable."""
        return [document for document, _ in self.similarity_search_with_score(query, k, filters, **others)]

    def similarity_search_with_score(
        self, query: str, k: int = 4, filters: Filters | None = None, **others: object
    ) -> list[tuple[Document, float]]:
        """Up to `k` Documents with the cosine of each, higher is better. Raises as `similarity_search`."""
        _refuse_unknown(others)
        return self._nearest(self.embeddings.query(normalise(query)), k, filters or Filters())

    def similarity_search_by_vector(
        self, embedding: list[float], k: int = 4, filters: Filters | None = None, **others: object
    ) -> list[Document]:
        """Up to `k` Documents nearest to a vector of `embeddings`. Raises as `similarity_search`."""
        _refuse_unknown(others)
        nearest = self._nearest(np.asarray(embedding, dtype=np.float32), k, filters or Filters())
        return [document for document, _ in nearest]

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings,
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        ingest: Ingest | None = None,
        **kwargs: object,
    ) -> PassageStore:
        """A store over `ingest`, which must be given, with the texts added.

        Raises BadInput where `embedding` is not the model of that index.
        """
        if ingest is None or embedding is not ingest.embeddings.model:
            raise BadInput(what=Message("search.store_needs_ingest"))
        store = cls(ingest)
        store.add_texts(texts, metadatas, ids=ids)
        return store

    def _select_relevance_score_fn(self) -> Callable[[float], float]:
        return lambda cosine: min(1.0, max(0.0, cosine))

    def _nearest(self, vector: FloatArray, k: int, filters: Filters) -> list[tuple[Document, float]]:
        """Up to `k` Documents with their cosines, best first."""
        if k < 1:
            return []
        nearest = self.ingest.vectors.nearest(vector, k, filters)
        stored = self._catalog.passages([id_ for id_, _ in nearest])
        added = added_documents(self._catalog, [s.report.id for s in stored.values()])
        return [
            (added.get(s.report.id) or _as_document(s.passage, s.report), cosine)
            for id_, cosine in nearest
            if (s := stored.get(id_))
        ]

    def _report_ids(self, ids: Sequence[str] | None) -> dict[str, str]:
        """The report that each of the ids' Documents has become; of all with None."""
        if ids is None:
            found = self._catalog.reports_below(_PATHS)
        else:
            found = self._catalog.reports_at([_PATHS + id_ for id_ in ids])
        return {path.removeprefix(_PATHS): report_id for path, report_id in found.items()}

    def _refuse_passages(self, ids: Sequence[str], added: dict[str, str]) -> None:
        """A passage read from a file comes and goes with its report."""
        for id_ in sorted(self._catalog.existing([id_ for id_ in ids if id_ not in added])):
            raise BadInput(what=Message("search.passage_of_report", id=id_))


def added_documents(catalog: Catalog, report_ids: Sequence[str]) -> dict[str, Document]:
    """The Documents that became these reports, by report; read from files were the others."""
    ids = [id_ for id_ in dict.fromkeys(report_ids) if id_.startswith(_REPORTS)]
    found: dict[str, Document] = {}
    for id_ in ids:
        # One that is removed at this moment is simply not there.
        with suppress(ReportNotFound):
            found[id_] = Document(**json.loads(catalog.original(id_)))
    return found


def known_of(passage: Passage, report: ReportSummary) -> dict[str, Any]:
    """What is known of a passage, as a Document's metadata."""
    return {
        "report_id": report.id,
        "title": report.title,
        "heading_path": list(passage.heading_path),
        "genre": report.genre,
        "unit": report.unit,
        "year": report.year,
        "source": report.source,
    }


def _refuse_unknown(arguments: dict[str, object]) -> None:
    """Other stores' `filter` passed over in silence would give hits it was to keep out."""
    if arguments:
        raise BadInput(what=Message("search.unknown_arguments", names=tuple(sorted(arguments))))


def _as_document(passage: Passage, report: ReportSummary) -> Document:
    return Document(id=passage.id, page_content=passage.text, metadata=known_of(passage, report))


def _id(document: Document) -> str:
    assert document.id is not None
    return document.id


def _named(document: Document) -> Document:
    """The Document with an id: its own, else one made of its content."""
    if document.id:
        return document
    return document.model_copy(update={"id": hashlib.sha256(_packed(document)).hexdigest()[:32]})


def _packed(document: Document) -> bytes:
    """A Document as JSON. Raises BadInput for metadata that JSON cannot hold."""
    fields = {"id": document.id, "page_content": document.page_content, "metadata": document.metadata}
    try:
        # Sorted, so that the same Document is always the same bytes. Escaped, so that
        # whatever stands in the metadata has an encoding.
        return json.dumps(fields, sort_keys=True).encode()
    except (TypeError, ValueError) as exc:
        raise BadInput(what=Message("search.metadata_no_json", why=str(exc))) from exc


def _as_file(document: Document, reading: Reading) -> ReadFile:
    """The Document as a file with one report of one passage."""
    data = _packed(document)
    hash_ = hashlib.sha256(data).hexdigest()
    # With the content in its id a report never has the id of the one whose place it
    # takes: the vector of the old is removed after that of the new is written.
    report = _report(f"{_REPORTS}{hash_[:16]}", document, UnitReader(reading.tagger, reading.trades))
    passage = Passage(f"{report.id}-p0", report.id, 0, (), Role.OTHER, document.page_content)
    return ReadFile(
        _PATHS + _id(document), hash_, data, ((report, signature(document.page_content), (passage,)),)
    )


def _report(report_id: str, document: Document, reader: UnitReader) -> Report:
    """The Document's report: what its metadata says, else what its text tells."""
    said = {
        name: value.encode("utf-8", "replace").decode()  # a lone surrogate has no place in SQLite
        for name, value in document.metadata.items()
        if isinstance(value, str) and value
    }
    lines = [line.strip() for line in document.page_content.splitlines() if line.strip()]
    title = " ".join(said.get("title", "").split())
    genre, year = said.get("genre"), document.metadata.get("year")
    unit = Guess(said["unit"], 1.0) if "unit" in said else unit_of(title, lines, reader)
    # Others' metadata may have a genre or a year of quite another kind.
    return Report(
        id=report_id,
        title=title or (lines[0][:_TITLE_CHARS] if lines else _id(document)),
        title_is_derived=not title,
        genre=Guess(genre, 1.0)
        if genre in known_genres()
        else genre_of_report((title,), "\n".join(lines[:5]), ""),
        unit=unit,
        year=Guess(year, 1.0) if type(year) is int and year in _YEARS else year_of(title, lines),
        level=level_of(unit.value, title),
        script=script_of(document.page_content),
        source=said.get("source", SOURCE),
        first_line=1,
        sections=(Section(0, "", "", tuple(lines)),),
    )
