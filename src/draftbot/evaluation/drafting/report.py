"""What an evaluation of drafting found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from draftbot.evaluation.intervals import Interval
from draftbot.evaluation.speed.report import Spread
from draftbot.messages import NOTHING, Message

# In the order of the table; each bound is of failures where it is 0, of the share that passes else.
BOUNDS: Mapping[str, float] = {
    "leaks": 0,
    "made_up": 0,
    "facts": 1.0,
    "supported": 0.98,
    "length": 0.95,
    "length_ample": 0.95,
    "repeated": 0,
    "planted_numbers": 1.0,
    "planted_citations": 1.0,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that failed a measure. `detail` says what of it: the number that leaked,
    the section's target; `source` and `passage` are what the sentence cites; `note` is what
    the draft itself says of the section."""

    measure: str
    title: str
    section: str
    sentence: str
    detail: str
    source: str = ""
    passage: str = ""
    note: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Measured:
    """How many `of` all fail. `value` is their number where the bound is 0, else the
    share that passes (None where there was nothing to measure)."""

    name: str
    failed: int
    of: int
    bound: float

    @property
    def value(self) -> float | None:
        if self.bound == 0:
            return self.failed
        return 1 - self.failed / self.of if self.of else None

    @property
    def is_met(self) -> bool | None:
        if self.value is None:
            return None
        return self.failed == 0 if self.bound == 0 else self.value >= self.bound


@dataclass(frozen=True, slots=True)
class Compared:
    """A text put in a section's place, by its likeness to the real section: its own, and how
    far the draft stands above it, section by section (None for the draft itself)."""

    text: str
    cosine: Interval
    rouge_l: Interval
    cosine_gain: Interval | None = None
    rouge_l_gain: Interval | None = None


@dataclass(frozen=True, slots=True)
class DraftSpeed:
    """Milliseconds of drafts of five sections and about 2,500 characters over a folder of
    `passages`; `encode` is the bare encoding of what each searched for."""

    passages: int
    drafts: int
    chars: int
    whole: Spread
    first_section: Spread
    encode: Spread

    @property
    def ratio(self) -> float:
        """A draft's time over that of encoding its queries, at the median; 0 where its reports
        were chosen by their titles and nothing was searched for."""
        return round(self.whole.p50 / self.encode.p50, 2) if self.encode.p50 else 0.0


@dataclass(frozen=True, slots=True)
class DraftingReport:
    """`writer` is "extractive" or a chat model's name; `compared_sections` are those whose
    matter other reports hold; `left_out` counts reports, by the reason."""

    model: str
    writer: str
    reports: int
    sections: int
    sentences: int
    compared_sections: int
    left_out: Mapping[str, int]
    measures: tuple[Measured, ...]
    compared: tuple[Compared, ...]
    speed: tuple[DraftSpeed, ...]
    failures: tuple[Failure, ...]
