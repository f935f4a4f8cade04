"""`draftbot eval`: how well is found what is asked for, on queries whose answers are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput
from draftbot.faces.eval_conversation_cli import conversation
from draftbot.faces.eval_drafting_cli import drafting
from draftbot.faces.eval_requests_cli import requests
from draftbot.faces.eval_speed_cli import speed
from draftbot.messages import Message, render

if TYPE_CHECKING:
    from draftbot.evaluation.intervals import Interval
    from draftbot.evaluation.report import Measured, RetrievalReport, SetReport
    from draftbot.faces.terminal import Terminal

WRONG_REQUEST = 2

# In the order of the table's columns.
METRICS = {"ndcg@10": "nDCG@10", "hit@1": "hit@1", "hit@5": "hit@5", "hit@10": "hit@10", "mrr@10": "MRR@10"}
SYSTEMS = {
    "draftbot": "evaluation.system_draftbot",
    "bm25": "evaluation.system_bm25",
    "dense": "evaluation.system_dense",
    "plain": "evaluation.system_plain",
    "plain_passages": "evaluation.system_plain_passages",
    "unfolded": "evaluation.system_unfolded",
    "rank_fusion": "evaluation.system_rank_fusion",
    "no_synonyms": "evaluation.system_no_synonyms",
    "words_only": "evaluation.system_words_only",
    "without_dense": "evaluation.system_without_dense",
    "without_late": "evaluation.system_without_late",
    "without_words": "evaluation.system_without_words",
    "without_report": "evaluation.system_without_report",
    "without_named": "evaluation.system_without_named",
    "without_meant": "evaluation.system_without_meant",
}
LEFT_OUT = {
    "unknown_judgements": "evaluation.left_out_unknown_judgements",
    "queries_without_judgements": "evaluation.left_out_queries_without_judgements",
    "unreadable_files": "evaluation.left_out_unreadable_files",
    "short_headings": "evaluation.left_out_short_headings",
}

eval_app = typer.Typer(name="eval", help="help.eval", rich_markup_mode=None)


@eval_app.callback(invoke_without_command=True)
def begin(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(WRONG_REQUEST)


eval_app.command(help="help.speed")(speed)
eval_app.command(help="help.drafting")(drafting)
eval_app.command(help="help.requests")(requests)
eval_app.command(help="help.conversation")(conversation)


@eval_app.command(help="help.retrieval")
def retrieval(
    ctx: typer.Context,
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FOLDER", help="help.beir_folders"),
    ] = None,
    headings: Annotated[
        list[Path] | None,
        typer.Option("--headings", metavar="PATH", help="help.headings"),
    ] = None,
    same_theme: Annotated[bool, typer.Option("--same-theme", help="help.same_theme")] = False,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="help.limit")] = None,
    parts: Annotated[bool, typer.Option("--parts", help="help.parts")] = False,
    simplified: Annotated[bool, typer.Option("--simplified", help="help.simplified")] = False,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    from draftbot.faces.cli import prepare

    settings, terminal = prepare(ctx, None, json)
    if not folders and not headings:
        raise BadInput(what=Message("evaluation.nothing_given"))
    from draftbot.evaluation.beir import read_beir
    from draftbot.evaluation.headings import read_headings, with_same_theme
    from draftbot.evaluation.plain_recipe import require_splitter
    from draftbot.evaluation.retrieval_set import limited

    require_splitter()
    sets = [read_beir(folder) for folder in folders or ()]
    if headings:
        exact = read_headings(headings, settings.max_file_mb * 2**20)
        sets += [exact, with_same_theme(exact)] if same_theme else [exact]
    # Only now what takes seconds to import.
    from draftbot.evaluation.run import Options, evaluate_retrieval

    with terminal.waiting("terminal.evaluating"):
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

    size = terminal.words(
        "evaluation.set_size",
        queries=one.queries,
        documents=one.documents,
        passages=one.passages,
        chunks=one.chunks,
        model=found.model,
    )
    terminal.out.print(Text.assemble((one.name, "bold"), size))
    for reason, count in one.left_out.items():
        terminal.out.print(Text(terminal.words(LEFT_OUT[reason], count=count), style="yellow"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("", *METRICS.values()):
        table.add_column(title, no_wrap=True)
    for title, rows, signed in blocks(terminal, one):
        table.add_row(Text(title, style="bold"))
        for row in rows:
            cells = (cell(row.metrics[metric], signed) for metric in METRICS)
            table.add_row("  " + terminal.words(SYSTEMS[row.system]), *cells)
    terminal.out.print(table)
    note = terminal.words("evaluation.intervals", confidence=found.confidence, resamples=found.resamples)
    terminal.out.print(Text(f"{note}\n", style="dim"))


def blocks(terminal: Terminal, one: SetReport) -> Iterator[tuple[str, Sequence[Measured], bool]]:
    """The parts of a set's table: title, rows, whether the rows are differences."""
    for run in one.runs:
        simplified = run.queries_in == "simplified"
        asked = (
            Message("evaluation.simplified_queries")
            if simplified
            else Message("evaluation.queries_as_written")
        )
        yield render(asked, terminal.language), run.systems, False
        yield terminal.words("evaluation.draftbot_minus", queries=asked), run.differences, True
    if one.simplified_effect:
        yield terminal.words("evaluation.simplified_minus_written"), one.simplified_effect, True


def cell(interval: Interval, signed: bool) -> str:
    """A mean with its bounds, e.g. 0.542 [0.511, 0.573]; differences with their sign."""
    form = "+.3f" if signed else ".3f"
    return f"{interval.value:{form}} [{interval.low:{form}}, {interval.high:{form}}]"
