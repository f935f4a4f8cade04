"""Passages that may answer, with all that ranking looks at, kept ready from one search to the next.

Reading a passage, its vector and its tokens, and bringing its text into one script, costs
more than ranking it; and what is asked of one corpus goes to the same part of it again and again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from draftbot.chinese.grams import plain_text
from draftbot.index.catalog import Catalog, StoredPassage
from draftbot.index.embedding_cache import EmbeddingCache
from draftbot.index.remembered import Remembered
from draftbot.index.tokens import FloatArray
from draftbot.retrieval.frames import is_frame

# A passage takes some 15 KB, most of it tokens.
MOST_KEPT = 4_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer.

    `vector`, shape (dimension,), is None where there is no model to compare it with, and
    `tokens` (packed, see index/tokens.py) are empty where none are kept. `plain` is its text
    and `belonging` the title, unit and year of its report and its headings, each a `plain_text`.
    `frames_only` where it says nothing of its own, see retrieval/frames.py.
    """

    stored: StoredPassage
    vector: FloatArray | None
    tokens: bytes
    plain: str
    belonging: str
    frames_only: bool


class Candidates:
    """Candidates by the ids of their passages."""

    def __init__(self, catalog: Catalog, embeddings: EmbeddingCache) -> None:
        self._catalog, self._embeddings = catalog, embeddings
        self._ready: Remembered[str, Candidate] = Remembered(catalog.database, MOST_KEPT)

    def of(self, ids: Sequence[str]) -> list[Candidate]:
        """Those of the passages that exist, in the order of their ids."""
        return list(self._ready.of(ids, self._read).values())

    def forget(self) -> None:
        """Keep none of them ready."""
        self._ready.forget()

    def _read(self, ids: list[str]) -> dict[str, Candidate]:
        stored = self._catalog.passages(ids)
        made = made_ready(
            list(stored.values()), self._embeddings.vectors_of(ids), self._embeddings.tokens_of(ids)
        )
        return {each.stored.passage.id: each for each in made}


def made_ready(
    stored: Sequence[StoredPassage], vectors: Mapping[str, FloatArray], tokens: Mapping[str, bytes]
) -> list[Candidate]:
    """Candidates of the passages, in their order; vectors and tokens by the passages' ids."""
    plain = _plain([one.passage.text for one in stored])
    belonging = [_belonging(one) for one in stored]
    different = list(dict.fromkeys(belonging))
    plainly = dict(zip(different, _plain(different), strict=True))
    return [
        Candidate(
            one,
            vectors.get(one.passage.id),
            tokens.get(one.passage.id, b""),
            text,
            plainly[of],
            is_frame(one.passage.text),
        )
        for one, text, of in zip(stored, plain, belonging, strict=True)
    ]


def _plain(texts: Sequence[str]) -> list[str]:
    """`plain_text` of all at once: one call of the converter costs as much as a short text."""
    together = plain_text("\x00".join(text.replace("\x00", " ") for text in texts))
    return together.split("\x00") if texts else []


def _belonging(stored: StoredPassage) -> str:
    report = stored.report
    year = f"{report.year}年" if report.year else ""
    return "\n".join((report.title, report.unit, year, *stored.passage.heading_path))
