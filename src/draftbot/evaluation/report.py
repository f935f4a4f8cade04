"""What an evaluation found: systems side by side, and their differences query by query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from draftbot.evaluation.evaluate import Scores
from draftbot.evaluation.intervals import Interval, mean_interval

Script = Literal["as_written", "simplified"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A system's metrics, or how far another stands above it in them."""

    system: str
    metrics: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Run:
    """All systems on the same queries. `differences` has draftbot minus each other one, paired."""

    queries_in: Script
    systems: tuple[Measured, ...]
    differences: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class SetReport:
    """One set's results. `simplified_effect` has each system with simplified queries
    minus itself with the queries as written; empty where that was not asked for."""

    name: str
    judged: Literal["documents", "passages"]
    queries: int
    documents: int
    passages: int
    chunks: int
    left_out: Mapping[str, int]
    runs: tuple[Run, ...]
    simplified_effect: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    model: str
    confidence: float
    resamples: int
    sets: tuple[SetReport, ...]


def compare(scores: Mapping[str, Scores], reference: str, queries_in: Script) -> Run:
    """The metrics of every system, and those of `reference` minus each other's."""
    others = [name for name in scores if name != reference]
    return Run(
        queries_in,
        tuple(Measured(name, intervals(one)) for name, one in scores.items()),
        tuple(Measured(name, intervals(difference(scores[reference], scores[name]))) for name in others),
    )


def changes(before: Mapping[str, Scores], after: Mapping[str, Scores]) -> tuple[Measured, ...]:
    """How far each system stands above itself of before, on the same queries put otherwise."""
    return tuple(Measured(name, intervals(difference(one, before[name]))) for name, one in after.items())


def difference(one: Scores, other: Scores) -> Scores:
    """`one` minus `other`, query by query."""
    return {metric: values - other[metric] for metric, values in one.items()}


def intervals(scores: Scores) -> Mapping[str, Interval]:
    """The mean of each metric over the queries, with its interval."""
    return {metric: mean_interval(values) for metric, values in scores.items()}
