"""Names in a text: who or what somebody's report speaks of and another's must not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class NameKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    CONTACT = "contact"  # telephone, e-mail, account, number plate, number of a person's papers
    DOUBTFUL = "doubtful"  # a name, or not: what holds one is better left out than printed


# The levels of government by which a body is named without any name: 县林业局.
LEVELS = "省市区县"
# A regular expression for what stands between two names of a list.
JOINT = "[、和与及]"
# What a blank in the place of a name asks for.
LABELS = {
    NameKind.PERSON: "姓名",
    NameKind.ORGANISATION: "单位",
    NameKind.PLACE: "地名",
    NameKind.CONTACT: "联系方式",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands; `start` and `end` are character offsets."""

    start: int
    end: int
    kind: NameKind
    text: str


class NameFinder(Protocol):
    """Finds names in the passages of one report, which bear each other witness."""

    @property
    def name(self) -> str:
        """The finder and its version; what one version found, another finds anew."""

    def find(self, texts: Sequence[str]) -> list[tuple[Name, ...]]:
        """The names in each text (simplified, as `to_simplified` gives it), in order, none
        overlapping another."""

    def find_in_reports(self, reports: Sequence[Sequence[str]]) -> list[list[tuple[Name, ...]]]:
        """The same for several reports, which takes less time than one after the other."""


def widest(text: str, found: Iterable[Name]) -> tuple[Name, ...]:
    """Names that overlap become one, from the first's beginning to the last's end: where
    witnesses disagree on the limits, all that any of them names is named. It is of the kind
    of the longest of them."""
    joined: list[list[Name]] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if joined and name.start < max(n.end for n in joined[-1]):
            joined[-1].append(name)
        else:
            joined.append([name])
    spans = []
    for group in joined:
        start, end = group[0].start, max(name.end for name in group)
        longest = max(group, key=lambda name: name.end - name.start)
        spans.append(Name(start, end, longest.kind, text[start:end]))
    return tuple(spans)
