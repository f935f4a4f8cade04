"""A corpus with queries whose right answers are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from draftbot.chinese.scripts import to_simplified
from draftbot.evaluation.evaluate import Qrels
from draftbot.index.report_rows import ReadFile


@dataclass(frozen=True, slots=True)
class Span:
    """Where a passage stands in its document: [start, end), counted in
    characters without white space."""

    document: str
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def shared(self, other: Span) -> int:
        """How many characters two spans have in common."""
        if self.document != other.document:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """What is indexed, what is asked, and what is relevant.

    `unit_of` maps each indexed passage to the id the judgements speak of: a
    document's, or the passage's own. `texts` holds each document whole, for
    systems that cut it themselves. `spans` has the passages of a set that is
    judged by passage and is empty for one judged by document. `left_out`
    counts what the source had and the set has not, by reason.
    """

    name: str
    files: tuple[ReadFile, ...]
    unit_of: Mapping[str, str]
    texts: Mapping[str, str]
    queries: Mapping[str, str]
    qrels: Qrels
    spans: Mapping[str, Span] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)


def limited(whole: RetrievalSet, most: int | None) -> RetrievalSet:
    """The set with at most `most` queries, taken at even distances; the corpus stays whole.

    Neighbouring queries often ask of one document, so the first ones are no sample.
    """
    count = len(whole.queries)
    if most is None or count <= most:
        return whole
    ids = list(whole.queries)
    kept = [ids[i * count // most] for i in range(most)]
    return replace(whole, queries={id_: whole.queries[id_] for id_ in kept})


def simplified_queries(queries: Mapping[str, str]) -> dict[str, str]:
    """The queries in Simplified characters, under the same ids."""
    return {id_: to_simplified(text) for id_, text in queries.items()}
