"""A search's filters as SQL conditions."""

from __future__ import annotations

from draftbot.domain import Filters
from draftbot.errors import BadFilter

Conditions = tuple[str, list[object]]
LAST_YEAR = 9999


def askable(filters: Filters | None) -> Filters | None:
    """The filters, if a database can be asked for them. Raises BadFilter."""
    for name in ("genre", "unit", "source"):
        value = getattr(filters, name, None) or ""
        plain = value.encode("utf-8", "replace").decode()
        if plain != value:  # half of a surrogate pair, which JSON and file names can hold
            raise BadFilter(name=name, value=plain[:20], known="UTF-8")
    if filters and filters.years and not all(0 <= year <= LAST_YEAR for year in filters.years):
        raise BadFilter(name="year", value="-".join(map(str, filters.years)), known="2024, 2022-2024")
    return filters


def report_conditions(filters: Filters, prefix: str = "") -> Conditions:
    """The filters that concern reports, as SQL with its values; `prefix` is the
    table's name and a dot."""
    parts, values = ["1 = 1"], list[object]()
    for name in ("genre", "unit", "source"):
        if value := getattr(filters, name):
            parts.append(f"{prefix}{name} = ?")
            values.append(value)
    if filters.years:
        parts.append(f"{prefix}year BETWEEN ? AND ?")
        values += filters.years
    if filters.without_reports:
        parts.append(f"{prefix}id NOT IN ({', '.join('?' * len(filters.without_reports))})")
        values += filters.without_reports
    if filters.without_departments:
        parts.append(f"{prefix}department NOT IN ({', '.join('?' * len(filters.without_departments))})")
        values += filters.without_departments
    return " AND ".join(parts), values


def seen_conditions(sight: tuple[str, ...] | None, prefix: str = "") -> Conditions:
    """The reports that who belongs to the departments `sight` sees; None sees all."""
    if sight is None:
        return "1 = 1", []
    return f"{prefix}department IN ({', '.join('?' * (len(sight) + 1))})", ["", *sight]


def passage_conditions(filters: Filters) -> Conditions:
    """All filters, for tables `reports r` and `passages p`."""
    where, values = report_conditions(filters, "r.")
    if filters.roles:
        where += f" AND p.role IN ({', '.join('?' * len(filters.roles))})"
        values += [str(role) for role in filters.roles]
    return where, values
