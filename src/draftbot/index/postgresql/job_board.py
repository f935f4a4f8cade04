"""What each process over one database is at work on, told to the others, and whose end is asked for.

A process tells anew every second or so while it is at work; what has not been told for some time is
of one that is no more. None of it outlives the server.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from draftbot.domain import Job, JobKind
from draftbot.index.sql import Connection

TABLE = """
CREATE UNLOGGED TABLE IF NOT EXISTS jobs_at_work (
    id text PRIMARY KEY,
    process text NOT NULL,
    told_at timestamptz NOT NULL,
    kind text NOT NULL,
    owner text NOT NULL,
    what text NOT NULL,
    started_at text NOT NULL,
    done bigint NOT NULL,
    of_all bigint NOT NULL,
    stopping boolean NOT NULL
);
"""
_IS_STALE = "told_at < now() - interval '15 seconds'"
_TELL = """
INSERT INTO jobs_at_work VALUES (?, ?, now(), ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
    told_at = now(), done = excluded.done, of_all = excluded.of_all,
    stopping = jobs_at_work.stopping OR excluded.stopping
"""


class JobBoard:
    """See `sql.JobBoard`."""

    def __init__(
        self,
        lent: Callable[[], AbstractContextManager[Connection]],
        translated: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._lent, self._translated = lent, translated

    def tell(self, process: str, jobs: Sequence[Job]) -> set[str]:
        with self._translated(), self._lent() as connection:
            for job in jobs:
                row = (job.kind.value, job.owner, job.what, job.started_at, job.done, job.of, job.is_stopping)
                connection.execute(_TELL, (job.id, process, *row))
            known = connection.execute(
                "SELECT id, stopping FROM jobs_at_work WHERE process = ?", (process,)
            ).fetchall()
            running = {job.id for job in jobs}
            for row in known:
                if row["id"] not in running:
                    connection.execute("DELETE FROM jobs_at_work WHERE id = ?", (row["id"],))
            connection.execute(f"DELETE FROM jobs_at_work WHERE {_IS_STALE}")
            return {row["id"] for row in known if row["stopping"]} & running

    def told_by_others(self, process: str) -> list[Job]:
        with self._translated(), self._lent() as connection:
            rows = connection.execute(
                f"SELECT * FROM jobs_at_work WHERE process <> ? AND NOT {_IS_STALE} ORDER BY started_at, id",
                (process,),
            ).fetchall()
        return [
            Job(
                row["id"],
                JobKind(row["kind"]),
                row["owner"],
                row["what"],
                row["started_at"],
                row["done"],
                row["of_all"],
                row["stopping"],
            )
            for row in rows
        ]

    def ask_to_stop(self, job_id: str) -> None:
        with self._translated(), self._lent() as connection:
            connection.execute("UPDATE jobs_at_work SET stopping = true WHERE id = ?", (job_id,))
