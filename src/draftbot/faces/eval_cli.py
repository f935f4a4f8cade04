"""`draftbot eval`: how well is found what is asked for, on queries whose answers are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput
from draftbot.faces.eval_drafting_cli import drafting
from draftbot.faces.eval_speed_cli import speed

if TYPE_CHECKING:
    from draftbot.evaluation.intervals import Interval
    from draftbot.evaluation.report import Measured, RetrievalReport, SetReport
    from draftbot.faces.terminal import Terminal

WRONG_REQUEST = 2

# In the order of the table's columns.
METRICS = {"ndcg@10": "nDCG@10", "hit@1": "hit@1", "hit@5": "hit@5", "hit@10": "hit@10", "mrr@10": "MRR@10"}
SYSTEMS = {
    "draftbot": ("draftbot", "draftbot"),
    "bm25": ("仅全文检索 BM25", "BM25 alone"),
    "dense": ("仅向量", "dense alone"),
    "plain": ("常规做法：LangChain 切块 + Chroma", "plain recipe: LangChain splitter + Chroma"),
    "plain_passages": ("　同上，按块里的段落计", "  the same, by the passages in its chunks"),
    "unfolded": ("draftbot，不折叠近似段落", "draftbot, near-duplicates not folded"),
    "rank_fusion": ("按名次融合（RRF）", "fused by rank (RRF)"),
    "always_short": ("一律用短查询的权重", "weights for short queries throughout"),
    "always_long": ("一律用长查询的权重", "weights for long queries throughout"),
    "no_synonyms": ("不用近义词", "no synonyms"),
    "words_only": ("没有向量模型，只按字词", "no embedding model, words alone"),
    "without_dense": ("去掉向量余弦", "without the cosine"),
    "without_pairs": ("去掉二字组 BM25", "without BM25 over pairs"),
    "without_report": ("去掉全篇信号", "without the report's signal"),
    "without_named": ("去掉标题与小标题", "without title and headings"),
    "without_late": ("去掉逐词比对", "without late interaction"),
}
LEFT_OUT = {
    "unknown_judgements": (
        "{} 条判断提到不存在的查询或文档",
        "{} judgements name an unknown query or document",
    ),
    "queries_without_judgements": ("{} 个查询没有相关文档", "{} queries have no relevant document"),
    "unreadable_files": ("{} 个文件读不出报告", "{} files hold no readable report"),
    "short_headings": ("{} 个标题不足四个汉字", "{} headings have fewer than four Chinese characters"),
}

eval_app = typer.Typer(name="eval", help="评测检索质量。", rich_markup_mode=None)


@eval_app.callback(invoke_without_command=True)
def begin(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(WRONG_REQUEST)


eval_app.command()(speed)
eval_app.command()(drafting)


@eval_app.command()
def retrieval(
    ctx: typer.Context,
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FOLDER", help="BEIR 格式的文件夹：corpus.jsonl、queries.jsonl、qrels.tsv"),
    ] = None,
    headings: Annotated[
        list[Path] | None,
        typer.Option("--headings", metavar="PATH", help="用这些报告的标题找各自的段落，可重复"),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="每组最多几个查询，均匀抽取")
    ] = None,
    parts: Annotated[bool, typer.Option("--parts", help="另比较去掉或换掉检索某一部分的做法")] = False,
    simplified: Annotated[bool, typer.Option("--simplified", help="另用转成简体的查询再评一遍")] = False,
    json: Annotated[bool, typer.Option("--json", help="只输出一份 JSON")] = False,
) -> None:
    """在已知答案的查询上比较检索质量，附 95% 置信区间。"""
    from draftbot.faces.cli import prepare

    settings, terminal = prepare(ctx, None, json)
    if not folders and not headings:
        raise BadInput(what="请给出 FOLDER 或 --headings", what_en="give a FOLDER or --headings")
    from draftbot.evaluation.beir import read_beir
    from draftbot.evaluation.headings import read_headings
    from draftbot.evaluation.plain_recipe import require_splitter
    from draftbot.evaluation.retrieval_set import limited

    require_splitter()
    sets = [read_beir(folder) for folder in folders or ()]
    if headings:
        sets.append(read_headings(headings, settings.max_file_mb * 2**20))
    # Only now what takes seconds to import.
    from draftbot.evaluation.run import Options, evaluate_retrieval

    with terminal.waiting("正在评测…", "Evaluating…"):
        found = evaluate_retrieval(
            settings, [limited(one, limit) for one in sets], Options(parts, simplified)
        )
    if terminal.json:
        typer.echo(as_json(found))
    else:
        for one in found.sets:
            show_set(terminal, one, found)


def as_json(found: RetrievalReport) -> str:
    """One JSON document, Chinese characters as they are."""
    from json import dumps

    from pydantic import TypeAdapter

    from draftbot.evaluation.report import RetrievalReport

    return dumps(TypeAdapter(RetrievalReport).dump_python(found, mode="json"), ensure_ascii=False, indent=2)


def show_set(terminal: Terminal, one: SetReport, found: RetrievalReport) -> None:
    """The size of a set, what was left out of it, and a table of its results."""
    from rich.table import Table
    from rich.text import Text

    pick = terminal.pick
    size = pick(
        f"：{one.queries} 个查询，{one.documents} 份文档，{one.passages} 段（常规做法 {one.chunks} 块）；"
        f"模型 {found.model}",
        f": {one.queries} queries, {one.documents} documents, {one.passages} passages "
        f"(plain recipe: {one.chunks} chunks); model {found.model}",
    )
    terminal.out.print(Text.assemble((one.name, "bold"), size))
    for reason, count in one.left_out.items():
        terminal.out.print(Text(pick(*LEFT_OUT[reason]).format(count), style="yellow"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("", *METRICS.values()):
        table.add_column(title, no_wrap=True)
    for title, rows, signed in blocks(terminal, one):
        table.add_row(Text(title, style="bold"))
        for row in rows:
            cells = (cell(row.metrics[metric], signed) for metric in METRICS)
            table.add_row("  " + pick(*SYSTEMS[row.system]), *cells)
    terminal.out.print(table)
    terminal.out.print(
        Text(
            pick(
                f"方括号内是 {found.confidence:.0%} 置信区间（自助法，重抽 {found.resamples} 次；差值逐查询配对）。\n",
                f"In brackets: {found.confidence:.0%} intervals (bootstrap, {found.resamples} resamples; "
                "differences are paired by query).\n",
            ),
            style="dim",
        )
    )


def blocks(terminal: Terminal, one: SetReport) -> Iterator[tuple[str, Sequence[Measured], bool]]:
    """The parts of a set's table: title, rows, whether the rows are differences."""
    pick = terminal.pick
    for run in one.runs:
        simplified = run.queries_in == "simplified"
        asked = (
            pick("简体查询", "simplified queries") if simplified else pick("原文查询", "queries as written")
        )
        yield asked, run.systems, False
        yield asked + pick("，draftbot 减去", ", draftbot minus"), run.differences, True
    if one.simplified_effect:
        yield pick("简体查询减去原文查询", "simplified minus as written"), one.simplified_effect, True


def cell(interval: Interval, signed: bool) -> str:
    """A mean with its bounds, e.g. 0.542 [0.511, 0.573]; differences with their sign."""
    form = "+.3f" if signed else ".3f"
    return f"{interval.value:{form}} [{interval.low:{form}}, {interval.high:{form}}]"
