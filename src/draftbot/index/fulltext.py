"""Words of passages in SQLite's full-text index, and how rare words and pairs are."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from draftbot.domain import Filters, Passage
from draftbot.index.database import MANY, Database
from draftbot.index.filtering import passage_conditions
from draftbot.index.grams import grams_of, plain_text
from draftbot.index.words import match_expression, words_of

# A heading tells more of what a passage is about than any one sentence in it.
HEADING_WEIGHT, BODY_WEIGHT = 2.0, 1.0
# BM25 looks up every row that holds one of the words: past this many rows it
# is given the rarer words only (measured in docs/benchmarks.md).
MOST_ROWS = 20_000


class FullText:
    """Finds passages by their words."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def lexical(
        self, words: Sequence[str], k: int, filters: Filters, musts: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Up to `k` (passage id, BM25 score, higher is better) that hold any of the
        words, each a word or several in sequence; with `musts`, only passages that
        hold all words of each."""
        expression = match_expression(words)
        required = [match_expression([word]) for must in musts for word in words_of(must)]
        if required:
            expression = " AND ".join(required)
        if not expression:
            return []
        where, values = passage_conditions(filters)
        # Only what filters ask for is joined before the best are known: each row costs.
        joined = " JOIN passages p ON p.number = words.rowid JOIN reports r ON r.id = p.report_id"
        best = (
            f"SELECT words.rowid AS number, -bm25(words, {HEADING_WEIGHT}, {BODY_WEIGHT}) AS score"
            f" FROM words{joined if values else ''} WHERE words MATCH ? AND {where}"
            " ORDER BY score DESC LIMIT ?"
        )
        rows = self.database.read(
            f"SELECT passages.id, score FROM ({best}) JOIN passages USING (number) ORDER BY score DESC",
            (expression, *values, k),
        )
        return [(row["id"], row["score"]) for row in rows]

    def affordable(self, words: Sequence[str]) -> list[str]:
        """The rarest of the words that together stand in few enough passages to be ranked;
        none when even the rarest stands in too many."""
        grams = {word: grams_of(word) for word in words}
        counts = self.gram_counts([g for gs in grams.values() for g in gs])
        # A word stands in no more passages than the rarest of its pairs.
        rows = {word: min((counts.get(g, 0) for g in gs), default=0) for word, gs in grams.items()}
        chosen: list[str] = []
        total = 0
        for word in sorted(words, key=lambda w: rows[w]):
            total += rows[word]
            if total > MOST_ROWS:
                break
            chosen.append(word)
        return chosen

    def rarities(self, words: Sequence[str]) -> dict[str, float]:
        """How much each word tells: ln((passages + 1) / (passages that hold it + 1))."""
        total = self.database.read("SELECT count(*) FROM passages")[0][0]
        counts = {
            word: self.database.read(
                "SELECT count(*) FROM words WHERE words MATCH ?", (match_expression([word]),)
            )
            for word in words
        }
        return {word: math.log((total + 1) / (rows[0][0] + 1)) for word, rows in counts.items()}

    def gram_counts(self, grams: Iterable[str]) -> dict[str, int]:
        """In how many passages each pair stands; those that stand in none are left out."""
        wanted = list(dict.fromkeys(grams))
        found: dict[str, int] = {}
        for start in range(0, len(wanted), MANY):
            part = tuple(wanted[start : start + MANY])
            marks = ", ".join("?" * len(part))
            sql = f"SELECT gram, passages FROM gram_counts WHERE gram IN ({marks})"
            found.update({row["gram"]: row["passages"] for row in self.database.read(sql, part)})
        return found

    def passage_count(self) -> int:
        """About how many passages there are: the highest number given."""
        return int(self.database.read("SELECT coalesce(max(number), 0) FROM passages")[0][0])

    def recount(self) -> None:
        """Count all pairs anew: for a data folder made before they were counted."""
        if self.database.read("SELECT 1 FROM gram_counts LIMIT 1"):
            return
        with self.database.transaction() as db:
            count_grams(db, (row["text"] for row in db.execute("SELECT text FROM passages")), 1)


def index_words(db: sqlite3.Connection, number: int, passage: Passage, title: str) -> None:
    """Put a passage's words in the index, within a transaction."""
    headings = " ".join((title, *passage.heading_path))
    db.execute(
        "INSERT INTO words (rowid, heading, body) VALUES (?, ?, ?)",
        (number, " ".join(words_of(headings)), " ".join(words_of(passage.text))),
    )


def retitle(db: sqlite3.Connection, report_id: str, title: str) -> None:
    """Put the words of a report's new title in the place of the old, within a transaction."""
    rows = db.execute(
        "SELECT number, heading_path FROM passages WHERE report_id = ?", (report_id,)
    ).fetchall()
    db.executemany(
        "UPDATE words SET heading = ? WHERE rowid = ?",
        [(" ".join(words_of(" ".join((title, *json.loads(r["heading_path"]))))), r["number"]) for r in rows],
    )


def count_grams(db: sqlite3.Connection, texts: Iterable[str], sign: int) -> None:
    """Count the pairs of passages that come (sign 1) or go (-1), within a transaction."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(grams_of(plain_text(text))))
    db.executemany(
        "INSERT INTO gram_counts VALUES (?1, ?2) ON CONFLICT (gram) DO UPDATE SET passages = passages + ?2",
        [(gram, sign * count) for gram, count in sorted(counts.items())],
    )
