"""A search's filters as SQL conditions."""

from __future__ import annotations

from draftbot.domain import Filters

Conditions = tuple[str, list[object]]


def report_conditions(filters: Filters, prefix: str = "") -> Conditions:
    """The filters that concern reports, as SQL with its values; `prefix` is the
    table's name and a dot."""
    parts, values = ["1"], list[object]()
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
    return " AND ".join(parts), values


def passage_conditions(filters: Filters) -> Conditions:
    """All filters, for tables `reports r` and `passages p`."""
    where, values = report_conditions(filters, "r.")
    if filters.roles:
        where += f" AND p.role IN ({', '.join('?' * len(filters.roles))})"
        values += [str(role) for role in filters.roles]
    return where, values
