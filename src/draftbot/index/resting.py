"""What a user corrected of a report that went into another: kept until it stands alone again, and told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from draftbot.domain import Corrections, Report
from draftbot.index.database import Database
from draftbot.messages import Message

TOLD = "reading.corrections_rest"


@dataclass(frozen=True, slots=True)
class Rest:
    """The user's word on a report that is none now: under which title it went and at which line of
    its file it began."""

    title: str
    line: int
    said: Corrections


def rests_of(database: Database, prefix: str) -> dict[str, Rest]:
    """Those of one file, by the ids that their reports had; these begin with `prefix`."""
    return {id_: rest for id_, rest in _all(database).items() if id_.startswith(prefix)}


def keep_rests(database: Database, prefix: str, rests: Mapping[str, Rest]) -> None:
    """Let these be the ones of a file."""
    with database.transaction() as db:  # in which those of other files stand still
        others = {id_: rest for id_, rest in _all(database).items() if not id_.startswith(prefix)}
        value = json.dumps({id_: asdict(rest) for id_, rest in (others | dict(rests)).items()})
        db.execute(
            "INSERT INTO store_facts VALUES ('resting', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (value,),
        )


def telling(reports: Sequence[Report], rests: Mapping[str, Rest]) -> list[Report]:
    """The reports of a file, each telling what was corrected of the ones it took up."""
    told = []
    for report, end in zip(reports, [*(one.first_line for one in reports[1:]), None], strict=True):
        within = [r for r in rests.values() if r.line >= report.first_line and (end is None or r.line < end)]
        warnings = tuple(Message(TOLD, title=rest.title, values=_values(rest.said)) for rest in within)
        told.append(replace(report, warnings=(*report.warnings, *warnings)))
    return told


def _values(said: Corrections) -> tuple[str, ...]:
    return tuple(str(value) for value in asdict(said).values() if value is not None)


def _all(database: Database) -> dict[str, Rest]:
    rows = database.read("SELECT value FROM store_facts WHERE name = 'resting'")
    known = json.loads(rows[0]["value"]) if rows else {}
    return {id_: Rest(one["title"], one["line"], Corrections(**one["said"])) for id_, one in known.items()}
