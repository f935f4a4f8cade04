"""What a user said of a report stands on when its file was changed and is read anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftbot.domain import Corrections, Report
from draftbot.index.catalog import Catalog
from draftbot.messages import Message

TOLD = "reading.said_of_older"
_SURE = 1.0


@dataclass(frozen=True, slots=True)
class Carried:
    """`reports` as they are to be stored, and what is to be corrected of them, by id."""

    reports: tuple[Report, ...]
    said: dict[str, Corrections]


def carry(catalog: Catalog, path: str, hash_: str, reports: Sequence[Report]) -> Carried:
    """What a user corrected of the reports that a path held before, for those read of it now: each
    for the one in its place, where there are as many. What cannot be carried over, corrections and
    cuts and lines brought back, is told on the first of them."""
    before = _before(catalog, path, hash_)
    known = [said_of(one) for one in before]
    is_same = len(before) == len(reports)
    said = {new.id: words for new, words in zip(reports, known, strict=is_same) if words} if is_same else {}
    is_lost = any(one.cuts or one.restored for one in before) or (not is_same and any(known))
    told = tuple(reports)
    if is_lost and told:
        first = told[0]
        told = (replace(first, warnings=(*first.warnings, Message(TOLD))), *told[1:])
    return Carried(told, said)


def said_of(report: Report) -> Corrections | None:
    """What a user corrected of a stored report, None for nothing. The user's word is wholly sure,
    as no reading is."""
    said = {
        name: guess.value
        for name in ("genre", "unit", "year", "level")
        if (guess := getattr(report, name)).sureness == _SURE
    }
    if report.title_as_read:
        said["title"] = report.title
    return Corrections(**said) if said else None


def _before(catalog: Catalog, path: str, hash_: str) -> list[Report]:
    rows = catalog.database.read(
        "SELECT r.id FROM paths p JOIN reports r ON r.file_hash = p.hash"
        " WHERE p.path = ? AND p.hash <> ? ORDER BY r.ordinal",
        (path, hash_),
    )
    return [catalog.report(row["id"])[1] for row in rows]
