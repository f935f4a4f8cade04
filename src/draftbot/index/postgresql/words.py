"""Passages by their words in PostgreSQL, ranked as SQLite's FTS5 ranks them.

A GIN index over the words of each passage, cut by us, says which passages have a word; how often
each has it is counted, and BM25 is computed from that, from how many have it, and from
the totals that the database keeps. PostgreSQL's own ranking knows neither rarity nor length.
"""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.chinese.words import tokens_of
from draftbot.domain import Filters
from draftbot.index.database import Database
from draftbot.index.filtering import passage_conditions

# As in FTS5, see sqlite.org/fts5.html, "The bm25() function": also the least that a word can weigh.
_K1, _B, _LEAST = 1.2, 0.75, 1e-6
# How often a phrase (between spaces) stands in a column: the words of the column are spaced
# doubly, so that each has spaces of its own.
_TIMES = (
    "(octet_length({column}) - octet_length(replace({column}, phrase, ''))) / octet_length(phrase)"
).format(column="(' ' || replace({column}, ' ', '  ') || ' ')")


class TsvectorWords:
    """`weights` of headings and of text."""

    def __init__(self, database: Database, weights: tuple[float, float]) -> None:
        self.database = database
        heading, body = weights
        # Of one word alone that is counted already.
        in_body = f"CASE WHEN alone THEN coalesce((counts ->> trim(phrase))::bigint, 0) ELSE {_TIMES.format(column='body')} END"
        times = f"{heading} * ({_TIMES.format(column='heading')}) + {body} * ({in_body})"
        self._ranked = f"""
            WITH hits AS MATERIALIZED (
                SELECT place, number, size, times
                FROM unnest(?1::text[], ?2::text[], ?4::boolean[])
                    WITH ORDINALITY AS asked (query, phrase, alone, place)
                CROSS JOIN LATERAL (
                    SELECT rowid AS number, size, {times} AS times FROM words
                    WHERE tokens @@ asked.query::tsquery OFFSET 0
                ) AS found
                WHERE times > 0
            ), known AS (
                SELECT place, greatest(ln((passages - count(*) + 0.5) / (count(*) + 0.5)), {_LEAST}) AS tells
                FROM hits CROSS JOIN word_totals GROUP BY place, passages
            ), scored AS (
                SELECT number, count(*) AS held, sum(tells * times * ({_K1} + 1)
                    / (times + {_K1} * (1 - {_B} + {_B} * size * passages / words)))::float8 AS score
                FROM hits JOIN known USING (place) CROSS JOIN word_totals GROUP BY number
            )
            SELECT p.id AS id, score
            FROM scored JOIN passages p ON p.number = scored.number JOIN reports r ON r.id = p.report_id
            WHERE held >= ?3 AND {{where}} ORDER BY score DESC, p.number LIMIT ?"""

    def best(
        self, phrases: Sequence[str], of_all: bool, filters: Filters, most: int
    ) -> list[tuple[str, float]]:
        """Up to `most` (passage id, BM25 score) with any of the phrases, or with each of them."""
        wanted = [phrase for phrase in phrases if tokens_of(phrase)]
        if of_all:
            wanted = list(dict.fromkeys(wanted))
        where, values = passage_conditions(filters)
        given = [
            list(map(_query, wanted)),
            list(map(_phrase, wanted)),
            len(wanted) if of_all else 1,
            [len(tokens_of(phrase)) == 1 for phrase in wanted],
        ]
        rows = self.database.read(self._ranked.format(where=where), (*given, *values, most))
        return [(row["id"], row["score"]) for row in rows]

    def count(self, phrase: str) -> int:
        """In how many passages or their headings a phrase stands."""
        times = f"{_TIMES.format(column='heading')} + {_TIMES.format(column='body')}"
        asked = "(SELECT ?2::text AS phrase) AS asked"
        counted = f"SELECT count(*) FROM words, {asked} WHERE tokens @@ ?1::tsquery AND {times} > 0"
        return int(self.database.read(counted, (_query(phrase), _phrase(phrase)))[0][0])

    def commonest(self, most: int) -> list[str]:
        """The words that stand in most passages, at most so many, those in one passage aside."""
        rows = self.database.read(
            "SELECT word FROM ts_stat('SELECT tokens FROM words') WHERE ndoc > 1"
            ' ORDER BY ndoc DESC, word COLLATE "C" LIMIT ?',
            (most,),
        )
        return [row["word"] for row in rows]


def _query(phrase: str) -> str:
    """What all words of a phrase satisfy, quoted, so that no word is taken for an operator."""
    return " & ".join(f"'{token}'" for token in tokens_of(phrase))


def _phrase(phrase: str) -> str:
    return " " + "  ".join(tokens_of(phrase)) + " "
