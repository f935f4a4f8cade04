"""What the model made of each text: made once, kept in SQLite."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np

from draftbot.chinese.scripts import normalise
from draftbot.domain import Passage
from draftbot.index.database import MANY, Database
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.sql import Connection, Row
from draftbot.index.tokens import Encoded, FloatArray, pack_tokens

_KEY_BYTES = 16
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class KeptEmbedding:
    """A passage's vector, shape (dimension,), and its packed tokens."""

    vector: FloatArray
    tokens: bytes


class EmbeddingCache:
    """Embeds texts that it has not seen, and remembers all it has.

    Holds what one model made; another model's name empties it.
    """

    def __init__(self, database: Database, model: SentenceEmbeddings) -> None:
        self.database, self.model = database, model

    def belongs_to_model(self) -> bool:
        """Whether what is kept was made by this model; empties the cache and says
        False when it was not. For a model that cannot be used nothing is thrown away:
        raises as its `load`."""
        kept = self.database.read("SELECT value FROM store_facts WHERE name = 'embedding_model'")
        if kept and kept[0]["value"] == self.model.name:
            return True
        if self.database.read("SELECT 1 FROM embeddings LIMIT 1"):
            self.model.load()
        with self.database.transaction() as db:
            db.execute("UPDATE passages SET embedding = NULL")
            db.execute("DELETE FROM embeddings")
            db.execute(
                "INSERT INTO store_facts VALUES ('embedding_model', ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (self.model.name,),
            )
        return False

    def embed(self, texts: Sequence[str]) -> Sequence[KeptEmbedding | None]:
        """The embedding of each text; those never seen are made and kept, or are None
        while the model cannot be used (its `fault` says why)."""
        keys = [key_of(text) for text in texts]
        kept = self._kept(keys)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
        if new and self.model.is_usable():
            made = {
                key: _packed(encoded)
                for key, encoded in zip(new, self.model.encode_passages(list(new.values())), strict=True)
            }
            with self.database.transaction() as db:
                keep(db, made)
            kept.update(made)
        return [kept.get(key) for key in keys]

    def vectors_of(self, passage_ids: Sequence[str]) -> dict[str, FloatArray]:
        """The vectors, shape (dimension,), of the passages that have one."""
        return {row["id"]: _vector(row["vector"]) for row in self._of_passages("vector", passage_ids)}

    def tokens_of(self, passage_ids: Sequence[str]) -> dict[str, bytes]:
        """The packed tokens of the passages that have an embedding."""
        return {row["id"]: row["tokens"] for row in self._of_passages("tokens", passage_ids)}

    def link(self, texts: Mapping[str, str]) -> None:
        """Let each passage (id → embedded text) point at the embedding of its text."""
        with self.database.transaction() as db:
            db.executemany(
                "UPDATE passages SET embedding = (SELECT number FROM embeddings WHERE key = ?) WHERE id = ?",
                [(key_of(text), id_) for id_, text in texts.items()],
            )

    def sweep(self) -> int:
        """Forget what no passage uses; returns how many. An interrupted ingest leaves
        some, which the next attempt at the same files takes up before this runs."""
        with self.database.transaction() as db:
            cursor = db.execute(
                "DELETE FROM embeddings WHERE NOT EXISTS"
                " (SELECT 1 FROM passages WHERE passages.embedding = embeddings.number)"
            )
        return cursor.rowcount

    def _of_passages(self, column: str, passage_ids: Sequence[str]) -> Iterator[Row]:
        sql = f"SELECT p.id, e.{column} FROM passages p JOIN embeddings e ON e.number = p.embedding"
        for part in _parts(passage_ids):
            marks = ", ".join("?" * len(part))
            yield from self.database.read(f"{sql} WHERE p.id IN ({marks})", tuple(part))

    def _kept(self, keys: Sequence[bytes]) -> dict[bytes, KeptEmbedding]:
        found: dict[bytes, KeptEmbedding] = {}
        for part in _parts(keys):
            marks = ", ".join("?" * len(part))
            sql = f"SELECT key, vector, tokens FROM embeddings WHERE key IN ({marks})"
            for row in self.database.read(sql, tuple(part)):
                found[row["key"]] = _unpacked(row)
        return found


def embedding_text(passage: Passage) -> str:
    """What is embedded for a passage: its headings, then its text, both simplified, so
    that a query in either script meets it."""
    headings = " ".join(passage.heading_path)
    return normalise(f"{headings}：{passage.text}" if headings else passage.text)


def key_of(text: str) -> bytes:
    """The name of a text in the cache."""
    return hashlib.sha256(text.encode()).digest()[:_KEY_BYTES]


def keep(db: Connection, embeddings: Mapping[bytes, KeptEmbedding]) -> None:
    """Store embeddings by key, within a transaction."""
    db.executemany(
        "INSERT INTO embeddings (key, vector, tokens) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(key, e.vector.astype("<f2").tobytes(), e.tokens) for key, e in embeddings.items()],
    )


def drop_unused(db: Connection, numbers: Iterable[int]) -> None:
    """Forget those of the embeddings that no passage uses any more, within a transaction."""
    db.executemany(
        "DELETE FROM embeddings WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM passages WHERE embedding = ?1)",
        [(number,) for number in numbers],
    )


def _packed(encoded: Encoded) -> KeptEmbedding:
    return KeptEmbedding(encoded.vector, pack_tokens(encoded))


def _unpacked(row: Row) -> KeptEmbedding:
    return KeptEmbedding(_vector(row["vector"]), row["tokens"])


def _vector(blob: bytes) -> FloatArray:
    return np.frombuffer(blob, dtype="<f2").astype(np.float32)


def _parts(values: Sequence[_T]) -> Iterator[list[_T]]:
    """`values` in lists that fit in one statement."""
    rest = iter(values)
    while part := list(islice(rest, MANY)):
        yield part
