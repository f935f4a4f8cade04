"""`draftbot eval drafting`: drafts held against the reports they stand in for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput
from draftbot.faces import eval_planted_cli
from draftbot.messages import Message, render

if TYPE_CHECKING:
    from rich.table import Table

    from draftbot.evaluation.drafting.report import Compared, DraftingReport, DraftSpeed, Failure, Measured
    from draftbot.evaluation.intervals import Interval
    from draftbot.evaluation.speed.report import Spread
    from draftbot.faces.terminal import Terminal

MEASURES = {
    "leaks": "evaluation.measure_leaks",
    "made_up": "evaluation.measure_made_up",
    "facts": "evaluation.measure_facts",
    "supported": "evaluation.measure_supported",
    "length": "evaluation.measure_length",
    "length_ample": "evaluation.measure_length_ample",
    "repeated": "evaluation.measure_repeated",
    "planted_numbers": "evaluation.measure_planted_numbers",
    "planted_citations": "evaluation.measure_planted_citations",
}
TEXTS = {
    "draft": "evaluation.text_draft",
    "random": "evaluation.text_random",
    "top": "evaluation.text_top",
    "random_filled": "evaluation.text_random_filled",
    "top_filled": "evaluation.text_top_filled",
}
LEFT_OUT = {
    "few_headings": "evaluation.reports_few_headings",
    "odd_outline": "evaluation.reports_odd_outline",
}


def drafting(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="help.report_paths")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="help.limit_drafts")
    ] = None,
    model: Annotated[bool, typer.Option("--model", help="help.model")] = False,
    errors: Annotated[int, typer.Option("--errors", metavar="N", min=0, help="help.errors")] = 8,
    planted: Annotated[bool, typer.Option("--planted", help="help.planted")] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="help.planted_seed")] = 1,
    rounds: Annotated[int, typer.Option("--rounds", metavar="N", min=1, help="help.planted_rounds")] = 1,
    trades: Annotated[str, typer.Option("--trades", metavar="TRADE,TRADE…", help="help.planted_trades")] = "",
    failures: Annotated[int, typer.Option("--failures", metavar="N", min=0, help="help.failures")] = 0,
    timed: Annotated[int, typer.Option("--timed", metavar="N", min=0, help="help.timed")] = 20,
    speed_home: Annotated[
        Path | None,
        typer.Option("--speed-home", metavar="DIR", help="help.speed_home"),
    ] = None,
    keep: Annotated[Path | None, typer.Option("--keep", metavar="DIR", help="help.keep_read")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    from draftbot.bootstrap import sample_corpus
    from draftbot.faces.cli import prepare

    settings, terminal = prepare(ctx, None, json)
    if planted:
        if paths:
            raise BadInput(what=Message("planted.no_paths"))
        eval_planted_cli.planted(
            settings, terminal, eval_planted_cli.options_of(seed, rounds, trades), failures
        )
        return
    # Only now what takes seconds to import.
    from draftbot.evaluation.drafting.run import Options, evaluate_drafting

    options = Options(
        limit,
        model,
        errors,
        keep.expanduser().absolute() if keep else None,
        timed,
        speed_home.expanduser().absolute() if speed_home else None,
    )
    with terminal.waiting("terminal.evaluating"):
        found = evaluate_drafting(settings, paths or [sample_corpus()], options)
    if terminal.json:
        typer.echo(as_json(found, failures))
    else:
        show(terminal, found, failures)


def as_json(found: DraftingReport, failures: int) -> str:
    """One JSON document, Chinese characters as they are, with the first `failures` of each measure."""
    from dataclasses import replace
    from json import dumps

    from pydantic import TypeAdapter

    from draftbot.evaluation.drafting.report import DraftingReport

    kept = tuple(failure for one in found.measures for failure in first(found, one.name, failures))
    shown = TypeAdapter(DraftingReport).dump_python(replace(found, failures=kept), mode="json")
    for row, measured in zip(shown["measures"], found.measures, strict=True):
        row |= {"value": measured.value, "is_met": measured.is_met}
    for row, speed in zip(shown["speed"], found.speed, strict=True):
        row["ratio"] = speed.ratio
    return dumps(shown, ensure_ascii=False, indent=2)


def first(found: DraftingReport, measure: str, count: int) -> Iterable[Failure]:
    """The first `count` failures of one measure."""
    return islice((failure for failure in found.failures if failure.measure == measure), count)


def show(terminal: Terminal, found: DraftingReport, failures: int) -> None:
    """What was drafted, a table for each part, and what failed."""
    from rich.text import Text

    size = terminal.words(
        "evaluation.drafted",
        reports=found.reports,
        sections=found.sections,
        sentences=found.sentences,
        writer=found.writer,
        model=found.model,
    )
    terminal.out.print(Text(size, style="bold"))
    for reason, count in found.left_out.items():
        terminal.out.print(Text(terminal.words(LEFT_OUT[reason], count=count), style="yellow"))
    _show_measures(terminal, found.measures)
    if found.compared:
        _show_compared(terminal, found)
    for one in found.speed:
        _show_speed(terminal, one)
    for measured in found.measures:
        for failure in first(found, measured.name, failures):
            _show_failure(terminal, failure)


def _show_measures(terminal: Terminal, measures: Sequence[Measured]) -> None:
    heads = ("evaluation.failed", "evaluation.of", "evaluation.value", "evaluation.target")
    table = _table("", *map(terminal.words, heads), "")
    for one in measures:
        counted = one.bound == 0
        value = "" if one.value is None else f"{one.value:.0f}" if counted else f"{one.value:.1%}"
        target = "0" if counted else f"≥ {one.bound:.0%}"
        met = {True: "✓", False: "✗", None: ""}[one.is_met]
        table.add_row(terminal.words(MEASURES[one.name]), str(one.failed), str(one.of), value, target, met)
    terminal.out.print(table)
    terminal.out.print()


def _show_compared(terminal: Terminal, found: DraftingReport) -> None:
    from rich.text import Text

    title = terminal.words("evaluation.likeness", sections=found.compared_sections)
    terminal.out.print(Text(title, style="bold"))
    above = terminal.words("evaluation.draftbot_above")
    table = _table("", terminal.words("evaluation.cosine"), above, "ROUGE-L", above)
    for one in found.compared:
        table.add_row(*_compared(terminal, one))
    terminal.out.print(table)
    terminal.out.print(Text(terminal.words("evaluation.intervals_by_section") + "\n", style="dim"))


def _compared(terminal: Terminal, one: Compared) -> Iterable[str]:
    return (
        terminal.words(TEXTS[one.text]),
        _interval(one.cosine),
        _interval(one.cosine_gain, signed=True),
        _interval(one.rouge_l),
        _interval(one.rouge_l_gain, signed=True),
    )


def _interval(interval: Interval | None, signed: bool = False) -> str:
    if interval is None:
        return ""
    form = "+.3f" if signed else ".3f"
    return f"{interval.value:{form}} [{interval.low:{form}}, {interval.high:{form}}]"


def _show_speed(terminal: Terminal, one: DraftSpeed) -> None:
    from rich.text import Text

    title = terminal.words(
        "evaluation.drafting_time", passages=one.passages, drafts=one.drafts, chars=one.chars
    )
    terminal.out.print(Text(title, style="bold"))
    table = _table("", "p50", "p95")
    for code, spread in (
        ("evaluation.whole_draft", one.whole),
        ("evaluation.first_section", one.first_section),
        ("evaluation.its_queries_encoded", one.encode),
    ):
        table.add_row(terminal.words(code), *_ms(spread))
    table.add_row(terminal.words("evaluation.draft_to_encoding"), f"{one.ratio:g}", "")
    terminal.out.print(table)
    terminal.out.print()


def _show_failure(terminal: Terminal, failure: Failure) -> None:
    from rich.text import Text

    head = terminal.words(MEASURES[failure.measure])
    told = f"{head}  {failure.detail}" if failure.detail else head
    terminal.out.print(Text(f"✗ {told}  《{failure.title}》{failure.section}", style="red"))
    if words := failure.sentence or render(failure.note, terminal.language):
        terminal.out.print(Text(f"    {words}"))
    if failure.source:
        terminal.out.print(Text(f"    《{failure.source}》{failure.passage}", style="dim"))


def _table(*columns: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        table.add_column(name, no_wrap=True, justify="right" if place else "left")
    return table


def _ms(spread: Spread) -> tuple[str, str]:
    return f"{spread.p50:,.0f}", f"{spread.p95:,.0f}"
