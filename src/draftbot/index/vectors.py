"""Passage vectors in Chroma: a local folder, or a server by URL. Derived from
SQLite and rebuilt from it whenever the two disagree."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api.client import Client
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.api.types import Where
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError

from draftbot.domain import Filters
from draftbot.errors import VectorStoreDamaged, VectorStoreUnavailable
from draftbot.index.tokens import FloatArray

logger = logging.getLogger(__name__)

# Chroma's local client refuses larger writes (SQLite's variable limit).
WRITE_BATCH = 4000
FOLDER = "chroma"
# How long a server may be silent, in seconds: Chroma's own client waits for ever (1.5.9).
PATIENCE = httpx.Timeout(30.0, connect=5.0)
# A stored vector asked for again is itself but for rounding.
_SAME = 0.995
Metadata = dict[str, str | int]


class Vectors:
    """The collection that holds one vector a passage, for one embedding model."""

    def __init__(self, home: Path, url: str, model: str) -> None:
        """Connect; `url` "" means the folder `home`/chroma.

        Raises VectorStoreUnavailable, VectorStoreDamaged (a folder only).
        """
        self.where = url or str(home / FOLDER)
        self._home, self._url = home, url
        # Vectors of different models do not compare: each model has a collection of its own.
        self._name = "passages-" + hashlib.sha256(model.encode()).hexdigest()[:12]
        self._connect()

    def put(self, ids: Sequence[str], vectors: FloatArray, metadata: Sequence[Metadata]) -> None:
        """Store vectors, shape (len(ids), dimension), replacing those of the same id."""
        with self._translated():
            for start in range(0, len(ids), WRITE_BATCH):
                part = slice(start, start + WRITE_BATCH)
                self._collection.upsert(
                    ids=list(ids[part]), embeddings=vectors[part], metadatas=list(metadata[part])
                )

    def relabel(self, ids: Sequence[str], metadata: Sequence[Metadata]) -> None:
        """Change what stored vectors are filtered by."""
        with self._translated():
            self._collection.update(ids=list(ids), metadatas=list(metadata))

    def nearest(self, vector: FloatArray, k: int, filters: Filters) -> list[tuple[str, float]]:
        """Up to `k` (passage id, cosine), best first, among those the filters let through."""
        with self._translated():
            answer = self._collection.query(
                query_embeddings=vector[np.newaxis, :],
                n_results=k,
                where=where_clause(filters),
                include=["distances"],
            )
        distances = (answer["distances"] or [[]])[0]
        return [(id_, 1.0 - float(d)) for id_, d in zip(answer["ids"][0], distances, strict=True)]

    def remove(self, ids: Sequence[str]) -> None:
        with self._translated():
            for start in range(0, len(ids), WRITE_BATCH):
                self._collection.delete(ids=list(ids[start : start + WRITE_BATCH]))

    def count(self) -> int:
        """How many vectors there are."""
        with self._translated():
            return self._collection.count()

    def ids(self) -> set[str]:
        """The ids of all vectors there are."""
        with self._translated():
            return set(self._collection.get(include=[])["ids"])

    def answers(self, vectors: Mapping[str, FloatArray]) -> bool:
        """Whether a look-up of each of these vectors finds something as near to it as
        itself: an index file may be damaged without Chroma's noticing."""
        return all(
            (found := self.nearest(vector, 1, Filters())) and found[0][1] >= _SAME
            for vector in vectors.values()
        )

    def start_anew(self) -> None:
        """Drop every vector; a folder goes as a whole, whatever is wrong with it."""
        if self._url:
            with self._translated():
                with suppress(NotFoundError):  # a server that came back empty
                    self._client.delete_collection(self._name)
                self._collection = self._open()
            return
        self.close()
        discard(self._home)
        self._connect()

    def close(self) -> None:
        """Let go of the folder or the connection."""
        self._client.close()
        # Chroma's own close leaves its HTTP sessions with a server open (1.5.9).
        for session in _sessions(self._client):
            session.close()

    def _connect(self) -> None:
        with self._translated():
            self._client = _server_client(self._url) if self._url else _folder_client(self._home / FOLDER)
            try:
                self._collection = self._open()
            except BaseException:
                self.close()
                raise

    def _open(self) -> chromadb.Collection:
        return self._client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Chroma's errors as ours."""
        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL, ConnectionError) as exc:
            raise VectorStoreUnavailable(where=self.where, reason=_first_line(exc)) from exc
        except NotFoundError as exc:
            # The collection was there when this began: a server has lost what it held.
            raise VectorStoreDamaged(where=self.where, reason=_first_line(exc)) from exc
        except (ChromaError, OSError, ValueError) as exc:
            raise self._failure(exc) from exc
        except BaseException as exc:
            # Chroma's own code ends in a Rust panic where a file is not what it should be, and
            # in a bare Exception where its server gives an answer that it does not know.
            if type(exc).__name__ not in ("PanicException", "Exception"):
                raise
            raise self._failure(exc) from exc

    def _failure(self, exc: BaseException) -> VectorStoreUnavailable:
        kind = VectorStoreUnavailable if self._url else VectorStoreDamaged
        return kind(where=self.where, reason=_first_line(exc))


def where_clause(filters: Filters) -> Where | None:
    """Chroma's `where` for the filters; None for no limit."""
    parts: list[dict[str, Any]] = []
    for name in ("genre", "unit", "source"):
        if value := getattr(filters, name):
            parts.append({name: value})
    if filters.years:
        first, last = filters.years
        parts += [{"year": {"$gte": first}}, {"year": {"$lte": last}}]
    if filters.roles:
        parts.append({"role": {"$in": [str(role) for role in filters.roles]}})
    if filters.without_reports:
        parts.append({"report_id": {"$nin": list(filters.without_reports)}})
    if filters.without_departments:
        # Vectors of an older folder say nothing of a department, and are let through.
        parts.append({"department": {"$nin": list(filters.without_departments)}})
    if len(parts) > 1:
        return cast(Where, {"$and": parts})
    return cast(Where, parts[0]) if parts else None


def _folder_client(folder: Path) -> Client:
    settings = ChromaSettings(anonymized_telemetry=False)
    try:
        return cast(Client, chromadb.PersistentClient(path=str(folder), settings=settings))
    except BaseException as exc:
        # Chroma (1.5.9) keeps what did not start, and would hand it out at the next attempt.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        SharedSystemClient._identifier_to_refcount.pop(str(folder), None)
        if isinstance(exc, AttributeError):  # it trips over its own cleaning up as well
            raise VectorStoreDamaged(where=folder, reason=_first_line(exc.__context__ or exc)) from exc
        raise


def _server_client(url: str) -> Client:
    parts = urlsplit(url if "//" in url else f"http://{url}")
    scheme, host = parts.scheme or "http", parts.hostname or "localhost"
    port = parts.port or (443 if scheme == "https" else 8000)
    # Chroma's client asks its first questions before it can be told how long to wait.
    httpx.get(f"{scheme}://{host}:{port}/api/v2/heartbeat", timeout=PATIENCE)
    settings = ChromaSettings(anonymized_telemetry=False)
    try:
        made = chromadb.HttpClient(host=host, port=port, ssl=scheme == "https", settings=settings)
    except ValueError as exc:
        # Chroma reports an unreachable server as a plain ValueError.
        raise VectorStoreUnavailable(where=url, reason=_first_line(exc)) from exc
    client = cast(Client, made)
    for session in _sessions(client):
        session.timeout = PATIENCE
    return client


def _sessions(client: Client) -> Iterator[httpx.Client]:
    """The HTTP connections Chroma's client has with a server."""
    for each in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(each, "_server", None), "_session", None)
        if isinstance(session, httpx.Client):
            yield session


def discard(home: Path) -> None:
    """Remove the vectors' folder, whatever it is: all in it can be made anew."""
    folder = home / FOLDER
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


def _first_line(exc: BaseException) -> str:
    return (str(exc) or type(exc).__name__).splitlines()[0]
