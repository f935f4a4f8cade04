"""The unit's own report of before, by which the new one is written: its parts in their order, its words."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.domain import Passage, ReportSummary


@dataclass(frozen=True, slots=True)
class OwnPast:
    """`report` is the newest of the unit's own on the topic and of the genre; `addressee` and `passages`
    are its own. `names` and `clauses` stand in other reports of the unit, too: what stays from year to year;
    `labels` are figures and names that name what lasts (3号泵房, 县农业农村局)."""

    report: ReportSummary
    addressee: str
    passages: tuple[Passage, ...]
    names: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    @property
    def stays(self) -> str:
        """What stays, one a line."""
        return "\n".join((self.addressee, *sorted(self.names), *sorted(self.clauses), *sorted(self.labels)))
