"""Words of passages in the database's full-text index, and how rare words and pairs are."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from draftbot.chinese.grams import grams_of, plain_text
from draftbot.chinese.words import tokens_of, words_of
from draftbot.domain import Filters, Passage
from draftbot.index.database import MANY, Database
from draftbot.index.fts5 import Fts5Words
from draftbot.index.postgresql.words import TsvectorWords
from draftbot.index.remembered import Remembered
from draftbot.index.sql import Connection, Row

# A heading tells more of what a passage is about than any one sentence in it.
HEADING_WEIGHT, BODY_WEIGHT = 2.0, 1.0
# BM25 looks up every row that holds one of the words: past this many rows it
# is given the rarer words only (measured in docs/benchmarks.md).
MOST_ROWS = 5_000
# Pairs, words and the like whose counts are kept in memory: some 100 bytes each.
_MOST_COUNTS = 20_000
# Before a pair in the counts: how many passages have it in their headings.
_IN_HEADINGS = "#"


def in_headings(pair: str) -> str:
    """A pair as `FullText.gram_counts` counts it in headings."""
    return _IN_HEADINGS + pair


class Words(Protocol):
    """Passages by their words, as one kind of database finds them."""

    def best(
        self, phrases: Sequence[str], of_all: bool, filters: Filters, most: int
    ) -> list[tuple[str, float]]:
        """Up to `most` (passage id, BM25 score, higher is better), the best first, with any of the
        phrases, or with each of them; a phrase is a word or several in sequence."""

    def count(self, phrase: str) -> int:
        """In how many passages or their headings a phrase stands."""

    def commonest(self, most: int) -> list[str]:
        """The words that stand in most passages, at most so many, those in one passage aside."""


class FullText:
    """Finds passages by their words."""

    def __init__(self, database: Database) -> None:
        self.database = database
        kind = Fts5Words if database.has_fts5 else TsvectorWords
        self._words: Words = kind(database, (HEADING_WEIGHT, BODY_WEIGHT))
        self._pairs: Remembered[str, int] = Remembered(database, _MOST_COUNTS)
        self._counts: Remembered[str, int] = Remembered(database, _MOST_COUNTS)
        self._totals: Remembered[str, int] = Remembered(database, 2)

    def lexical(
        self, words: Sequence[str], k: int, filters: Filters, musts: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Up to `k` (passage id, BM25 score, higher is better) that hold any of the
        words, each a word or several in sequence; with `musts`, only passages that
        hold all words of each."""
        required = [word for must in musts for word in words_of(must)]
        phrases = required or words
        return self._words.best(phrases, bool(required), filters, k) if phrases else []

    def affordable(self, words: Sequence[str], at_least: int = 0) -> list[str]:
        """The rarest of the words that together stand in few enough passages to be ranked,
        and the `at_least` rarest whatever it takes."""
        rows = self._rows_of(words)
        chosen: list[str] = []
        total = 0
        for word in sorted(words, key=lambda w: rows[w]):
            total += rows[word]
            if total > MOST_ROWS and len(chosen) >= at_least:
                break
            chosen.append(word)
        return chosen

    def _rows_of(self, words: Sequence[str]) -> dict[str, int]:
        """In how many passages or their headings each word stands at the most: in no more
        than the rarest of its pairs. A lone character is in no pair and may stand in all."""
        pairs = {word: [g for g in grams_of(word) if len(g) > 1] for word in words}
        wanted = list(dict.fromkeys(g for gs in pairs.values() for g in gs))
        counts = self.gram_counts([*wanted, *map(in_headings, wanted)])
        both = {g: counts.get(g, 0) + counts.get(in_headings(g), 0) for g in wanted}
        everywhere = self.passage_count()
        return {word: min((both[g] for g in gs), default=everywhere) for word, gs in pairs.items()}

    def rarities(self, words: Sequence[str]) -> dict[str, float]:
        """How much each word tells: ln((passages + 1) / (passages that hold it + 1))."""
        total = self._total("count(*)")
        return {word: math.log((total + 1) / (n + 1)) for word, n in self.word_counts(words).items()}

    def word_counts(self, words: Iterable[str]) -> dict[str, int]:
        """In how many passages or their headings each word stands."""
        return self._counts.of(words, lambda missing: {word: self._words.count(word) for word in missing})

    def gram_counts(self, grams: Iterable[str]) -> dict[str, int]:
        """In how many passages each pair stands; those that stand in none are left out."""
        return {gram: count for gram, count in self._pairs.of(grams, self._gram_counts).items() if count}

    def _gram_counts(self, grams: Sequence[str]) -> dict[str, int]:
        """The same, read now; 0 for those that stand in none."""
        found = dict.fromkeys(grams, 0)
        for start in range(0, len(grams), MANY):
            part = tuple(grams[start : start + MANY])
            marks = ", ".join("?" * len(part))
            sql = f"SELECT gram, passages FROM gram_counts WHERE gram IN ({marks})"
            found.update({row["gram"]: row["passages"] for row in self.database.read(sql, part)})
        return found

    def commonest_words(self, most: int) -> list[str]:
        """The words that stand in most passages, at most so many, those in one passage aside."""
        return self._words.commonest(most)

    def passage_count(self) -> int:
        """About how many passages there are: the highest number given."""
        return self._total("coalesce(max(number), 0)")

    def _total(self, counted: str) -> int:
        def read(_: Sequence[str]) -> dict[str, int]:
            return {counted: int(self.database.read(f"SELECT {counted} FROM passages")[0][0])}

        return self._totals.of([counted], read)[counted]

    def recount(self) -> None:
        """Count all pairs anew: for a data folder made before they were counted."""
        counted = "SELECT 1 FROM gram_counts WHERE gram BETWEEN ? AND ? LIMIT 1"
        if self.database.read(counted, (_IN_HEADINGS, chr(ord(_IN_HEADINGS) + 1))):
            return
        with self.database.transaction() as db:
            db.execute("DELETE FROM gram_counts")
            rows = db.execute(
                "SELECT title, heading_path, text FROM passages p JOIN reports r ON r.id = report_id"
            )
            count_grams(db, map(held_in, rows), 1)


def index_words(db: Connection, numbered: Iterable[tuple[int, Passage]], title: str) -> None:
    """Put the words of a report's passages in the index, within a transaction."""
    db.executemany(
        "INSERT INTO words (rowid, heading, body) VALUES (?, ?, ?)",
        [(n, _spaced(headings_of(title, p.heading_path)), _spaced(p.text)) for n, p in numbered],
    )


def retitle(db: Connection, report_id: str, title: str) -> None:
    """Put the words of a report's new title in the place of the old, within a transaction."""
    rows = db.execute(
        "SELECT number, heading_path FROM passages WHERE report_id = ?", (report_id,)
    ).fetchall()
    db.executemany(
        "UPDATE words SET heading = ? WHERE rowid = ?",
        [(_spaced(headings_of(title, json.loads(r["heading_path"]))), r["number"]) for r in rows],
    )


def _spaced(text: str) -> str:
    """The words of a text as the index takes them."""
    return " ".join(token for word in words_of(text) for token in tokens_of(word))


def headings_of(title: str, heading_path: Iterable[str]) -> str:
    """What stands over a passage, in one line."""
    return " ".join((title, *heading_path))


def held_in(row: Row) -> tuple[str, str]:
    """The headings and the text of a passage, with its report's `title`."""
    return headings_of(row["title"], json.loads(row["heading_path"])), row["text"]


def count_grams(db: Connection, held: Iterable[tuple[str, str]], sign: int) -> None:
    """Count the pairs in headings and texts of passages that come (sign 1) or go (-1),
    within a transaction."""
    counts: Counter[str] = Counter()
    for headings, text in held:
        counts.update(set(grams_of(plain_text(text))))
        counts.update(map(in_headings, set(grams_of(plain_text(headings)))))
    db.executemany(
        "INSERT INTO gram_counts VALUES (?, ?)"
        " ON CONFLICT (gram) DO UPDATE SET passages = gram_counts.passages + excluded.passages",
        [(gram, sign * count) for gram, count in sorted(counts.items())],
    )
