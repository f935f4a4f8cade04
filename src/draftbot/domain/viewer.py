"""Who looks at what is kept: drafts and conversations belong to somebody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """What is made is `name`'s, "" for nobody's; with `sees_all` what is others' is seen too, and
    the reports of all departments, else of those that the viewer belongs to."""

    name: str = ""
    sees_all: bool = True
    departments: tuple[str, ...] = ()

    @property
    def sight(self) -> tuple[str, ...] | None:
        """The departments whose reports are seen besides those for all; None: of all."""
        return None if self.sees_all else self.departments


ALONE = Viewer()
"""Who works where no users are set up: all is nobody's, and seen."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft or a conversation in a list; `owner` "" is nobody, `changed_at` UTC, ISO 8601."""

    id: str
    title: str
    owner: str
    changed_at: str
    shared_with: tuple[str, ...] = ()
