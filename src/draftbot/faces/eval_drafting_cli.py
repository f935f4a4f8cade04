"""`draftbot eval drafting`: drafts held against the reports they stand in for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput
from draftbot.faces import eval_planted_cli

if TYPE_CHECKING:
    from rich.table import Table

    from draftbot.evaluation.drafting.report import Compared, DraftingReport, DraftSpeed, Failure, Measured
    from draftbot.evaluation.intervals import Interval
    from draftbot.evaluation.speed.report import Spread
    from draftbot.faces.terminal import Terminal

MEASURES = {
    "leaks": ("句子带着来源的数字、日期、名称", "sentences with a number, date or name of their source"),
    "made_up": ("句子里的数字、名称没有任何出处", "sentences with a number or name from nowhere"),
    "facts": ("给出的事实写进合适的部分，且只写一次", "given facts stated once, in a fitting section"),
    "supported": ("有引用的句子，所引段落确有其意", "cited sentences that their passage supports"),
    "length": ("语料足够的部分，字数在目标的 0.8–1.2", "sections of 0.8–1.2 of their target, matter given"),
    "length_ample": ("　其中语料有目标三倍以上的", "  those with three times their target in the corpus"),
    "repeated": ("一稿之内重复的句子", "sentences repeated within a draft"),
    "planted_numbers": ("大模型编造的数字被标出", "false numbers of a chat model flagged"),
    "planted_citations": ("大模型编造的引用被去掉", "invented citations of a chat model dropped"),
}
TEXTS = {
    "draft": ("draftbot", "draftbot"),
    "random": ("同文体任一段落", "a random passage of the genre"),
    "top": ("检索第一段", "the top passage alone"),
    "random_filled": ("同文体段落，凑到同样字数", "random passages to the same length"),
    "top_filled": ("检索各段，凑到同样字数", "top passages to the same length"),
}
LEFT_OUT = {
    "few_headings": ("{} 份报告不足三个标题", "{} reports have fewer than three headings"),
    "odd_outline": ("{} 份报告的标题不成提纲", "{} reports have headings that make no outline"),
}


def drafting(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="报告文件或文件夹；不写为自带的示例")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="最多起草几份，均匀抽取")
    ] = None,
    model: Annotated[bool, typer.Option("--model", help="用设置好的大模型起草")] = False,
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="在几份报告的大模型起草里埋入错误")
    ] = 8,
    planted: Annotated[
        bool,
        typer.Option("--planted", help="改为自造语料，埋入人名、单位、地名、号码和数字，看草稿里漏出多少"),
    ] = False,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="--planted：从哪个种子起；同一个种子造出同样的语料")
    ] = 1,
    rounds: Annotated[
        int, typer.Option("--rounds", metavar="N", min=1, help="--planted：每个行业造几份语料")
    ] = 1,
    trades: Annotated[
        str, typer.Option("--trades", metavar="TRADE,TRADE…", help="--planted：只测这些行业，逗号隔开")
    ] = "",
    failures: Annotated[
        int, typer.Option("--failures", metavar="N", min=0, help="每项列出前几处未达到的")
    ] = 0,
    timed: Annotated[int, typer.Option("--timed", metavar="N", min=0, help="计时几次起草，0 为不计时")] = 20,
    speed_home: Annotated[
        Path | None,
        typer.Option("--speed-home", metavar="DIR", help="另在 eval speed --keep 留下的数据文件夹上计时"),
    ] = None,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="把读入的数据留在这里，下次接着用")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="只输出一份 JSON")] = False,
) -> None:
    """逐份留出报告，按其题目和标题重新起草，与原文比较。"""
    from draftbot.bootstrap import sample_corpus
    from draftbot.faces.cli import prepare

    settings, terminal = prepare(ctx, None, json)
    if planted:
        if paths:
            raise BadInput(what="--planted 自造语料，不读文件", what_en="--planted makes its own reports")
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
    with terminal.waiting("正在评测…", "Evaluating…"):
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

    pick = terminal.pick
    size = pick(
        f"{found.reports} 份报告，{found.sections} 个部分，{found.sentences} 句；{found.writer}；模型 {found.model}",
        f"{found.reports} reports, {found.sections} sections, {found.sentences} sentences; {found.writer}; "
        f"model {found.model}",
    )
    terminal.out.print(Text(size, style="bold"))
    for reason, count in found.left_out.items():
        terminal.out.print(Text(pick(*LEFT_OUT[reason]).format(count), style="yellow"))
    _show_measures(terminal, found.measures)
    if found.compared:
        _show_compared(terminal, found)
    for one in found.speed:
        _show_speed(terminal, one)
    for measured in found.measures:
        for failure in first(found, measured.name, failures):
            _show_failure(terminal, failure)


def _show_measures(terminal: Terminal, measures: Sequence[Measured]) -> None:
    pick = terminal.pick
    table = _table(
        "", pick("未达到", "failed"), pick("共", "of"), pick("得", "value"), pick("目标", "target"), ""
    )
    for one in measures:
        counted = one.bound == 0
        value = "" if one.value is None else f"{one.value:.0f}" if counted else f"{one.value:.1%}"
        target = "0" if counted else f"≥ {one.bound:.0%}"
        met = {True: "✓", False: "✗", None: ""}[one.is_met]
        table.add_row(pick(*MEASURES[one.name]), str(one.failed), str(one.of), value, target, met)
    terminal.out.print(table)
    terminal.out.print()


def _show_compared(terminal: Terminal, found: DraftingReport) -> None:
    from rich.text import Text

    pick = terminal.pick
    title = pick(
        f"与原文的相似度：语料足够的 {found.compared_sections} 个部分",
        f"Likeness to the real section: {found.compared_sections} sections whose matter other reports hold",
    )
    terminal.out.print(Text(title, style="bold"))
    above = pick("draftbot 高出", "draftbot above it by")
    table = _table("", pick("向量余弦", "cosine"), above, "ROUGE-L", above)
    for one in found.compared:
        table.add_row(*_compared(terminal, one))
    terminal.out.print(table)
    note = pick(
        "方括号内是 95% 置信区间（自助法；差值逐部分配对）。\n",
        "In brackets: 95% intervals (bootstrap; differences are paired by section).\n",
    )
    terminal.out.print(Text(note, style="dim"))


def _compared(terminal: Terminal, one: Compared) -> Iterable[str]:
    return (
        terminal.pick(*TEXTS[one.text]),
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

    pick = terminal.pick
    title = pick(
        f"用时：{one.passages:,} 段，起草 {one.drafts} 次，平均 {one.chars:,} 字（毫秒）",
        f"Time: {one.passages:,} passages, {one.drafts} drafts of {one.chars:,} characters on average (ms)",
    )
    terminal.out.print(Text(title, style="bold"))
    table = _table("", "p50", "p95")
    for label, spread in (
        (pick("整稿", "whole draft"), one.whole),
        (pick("第一部分", "first section"), one.first_section),
        (pick("只算查询向量", "encoding its queries alone"), one.encode),
    ):
        table.add_row(label, *_ms(spread))
    table.add_row(pick("整稿 ÷ 查询向量", "draft ÷ encoding"), f"{one.ratio:g}", "")
    terminal.out.print(table)
    terminal.out.print()


def _show_failure(terminal: Terminal, failure: Failure) -> None:
    from rich.text import Text

    name = terminal.pick(*MEASURES[failure.measure])
    head = f"{name}：{failure.detail}" if failure.detail else name
    terminal.out.print(Text(f"✗ {head}  《{failure.title}》{failure.section}", style="red"))
    if failure.sentence:
        terminal.out.print(Text(f"    {failure.sentence}"))
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
