"""Sharing a report's length out over its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from draftbot.domain import OutlineSection
from draftbot.errors import BadLength
from draftbot.messages import Message
from draftbot.outlines.validation import LEAST_SECTION_LENGTH, Faults

LEAST_LENGTH, MOST_LENGTH = 200, 20_000
_LEAST_LEAD, _USUAL_LEAD, _MOST_LEAD = 80, 100, 120


@dataclass(slots=True, eq=False)
class _Part:
    """A section, its share among its sisters, and the parts below it."""

    at: int
    given: int | None
    share: float
    heading: str = ""
    below: list[_Part] = field(default_factory=list)

    @property
    def fixed(self) -> int | None:
        """Its length where that is settled: given, or given for all below it."""
        if self.given is not None or not self.below:
            return self.given
        below = [part.fixed for part in self.below]
        return None if None in below else _USUAL_LEAD + sum(n for n in below if n is not None)

    @property
    def least(self) -> int:
        """Characters this part cannot do without."""
        if self.fixed is not None:
            return self.fixed
        return LEAST_SECTION_LENGTH + sum(part.least for part in self.below)


def allot_lengths(sections: Sequence[OutlineSection], shares: Sequence[float], total: int) -> list[int]:
    """A length for each section, those of a part and of all below it adding up
    to the part's. See `plan_lengths` for the rules and errors."""
    if not LEAST_LENGTH <= total <= MOST_LENGTH:
        raise BadLength(length=total, least=LEAST_LENGTH, most=MOST_LENGTH)
    parts = _tree(sections, shares)
    least = sum(part.least for part in parts)
    everything_fixed = all(part.fixed is not None for part in parts)
    if least > total and not everything_fixed:
        raise BadLength(length=total, least=least, most=MOST_LENGTH)
    _check_given(parts)
    lengths = [0] * len(sections)
    _share_out(parts, least if everything_fixed else total, lengths)
    return lengths


def _tree(sections: Sequence[OutlineSection], shares: Sequence[float]) -> list[_Part]:
    top: list[_Part] = []
    path: list[tuple[int, _Part]] = []
    for at, (section, share) in enumerate(zip(sections, shares, strict=True)):
        part = _Part(at, section.length, share, section.heading)
        while path and path[-1][0] >= section.level:
            path.pop()
        (path[-1][1].below if path else top).append(part)
        path.append((section.level, part))
    return top


def _check_given(parts: Sequence[_Part]) -> None:
    faults = Faults()
    for part in _walk(parts):
        below = sum(lower.least for lower in part.below)
        if part.given is not None and part.below and part.given < below + LEAST_SECTION_LENGTH:
            faults.add(
                Message("outlines.part_too_short", heading=part.heading, given=part.given, needed=below)
            )
    faults.raise_if_any()


def _walk(parts: Sequence[_Part]) -> list[_Part]:
    return [found for part in parts for found in (part, *_walk(part.below))]


def _share_out(parts: Sequence[_Part], total: int, lengths: list[int]) -> None:
    for part, amount in zip(parts, _amounts(parts, total), strict=True):
        if part.below:
            lead = _lead(part, amount)
            lengths[part.at] = lead
            _share_out(part.below, amount - lead, lengths)
        else:
            lengths[part.at] = amount


def _lead(part: _Part, amount: int) -> int:
    """80–120 characters, less where the part is too small for that; all that
    the parts below leave where their lengths are settled."""
    below = sum(lower.least for lower in part.below)
    if all(lower.fixed is not None for lower in part.below):
        return amount - below
    wanted = min(_MOST_LEAD, max(_LEAST_LEAD, amount // 10))
    return max(LEAST_SECTION_LENGTH, min(wanted, amount // (len(part.below) + 1), amount - below))


def _amounts(parts: Sequence[_Part], total: int) -> list[int]:
    """`total` over `parts`: given lengths kept, the rest by share, each at
    least what it needs, in tens where that adds up."""
    free = [part for part in parts if part.fixed is None]
    amounts = {part.at: part.fixed or 0 for part in parts}
    left = total - sum(amounts.values())
    while free:
        whole = sum(part.share for part in free)
        tight = [part for part in free if left * part.share / whole < part.least]
        if not tight:
            break
        for part in tight:
            amounts[part.at] = part.least
            left -= part.least
        free = [part for part in free if part not in tight]
    if free:
        whole = sum(part.share for part in free)
        for part in free:
            amounts[part.at] = max(part.least, round(left * part.share / whole / 10) * 10)
        largest = max(free, key=lambda part: amounts[part.at])
        amounts[largest.at] += left - sum(amounts[part.at] for part in free)
    return [amounts[part.at] for part in parts]
