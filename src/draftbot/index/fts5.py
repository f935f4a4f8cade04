"""Passages by their words in SQLite's own index."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.chinese.words import match_expression
from draftbot.domain import Filters
from draftbot.index.database import Database
from draftbot.index.filtering import passage_conditions


class Fts5Words:
    """Ranked by FTS5's own BM25; `weights` of headings and of text."""

    def __init__(self, database: Database, weights: tuple[float, float]) -> None:
        self.database, self.weights = database, weights

    def best(
        self, phrases: Sequence[str], of_all: bool, filters: Filters, most: int
    ) -> list[tuple[str, float]]:
        """Up to `most` (passage id, BM25 score) with any of the phrases, or with each of them."""
        expression = match_expression(phrases)
        if of_all:
            expression = " AND ".join(match_expression([phrase]) for phrase in phrases)
        where, values = passage_conditions(filters)
        # Only what filters ask for is joined before the best are known: each row costs.
        joined = " JOIN passages p ON p.number = words.rowid JOIN reports r ON r.id = p.report_id"
        heading, body = self.weights
        best = (
            f"SELECT words.rowid AS number, -bm25(words, {heading}, {body}) AS score"
            f" FROM words{joined if values else ''} WHERE words MATCH ? AND {where}"
            " ORDER BY score DESC LIMIT ?"
        )
        rows = self.database.read(
            f"SELECT passages.id, score FROM ({best}) JOIN passages USING (number) ORDER BY score DESC",
            (expression, *values, most),
        )
        return [(row["id"], row["score"]) for row in rows]

    def count(self, phrase: str) -> int:
        """In how many passages or their headings a phrase stands."""
        sql = "SELECT count(*) FROM words WHERE words MATCH ?"
        return int(self.database.read(sql, (match_expression([phrase]),))[0][0])

    def commonest(self, most: int) -> list[str]:
        """The words that stand in most passages, at most so many, those in one passage aside."""
        # What is temporary is there on the connection that made it only.
        with self.database.lent() as connection:
            connection.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)"
            )
            rows = connection.execute(
                "SELECT term FROM temp.vocabulary WHERE doc > 1 ORDER BY doc DESC, term LIMIT ?", (most,)
            )
            return [row["term"] for row in rows]
