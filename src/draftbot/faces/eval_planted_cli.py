"""`draftbot eval drafting --planted`: what was planted in generated reports and is in a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import typer

from draftbot.errors import BadInput

if TYPE_CHECKING:
    from rich.table import Table

    from draftbot.evaluation.drafting.planted.results import Judged, PlantedReport, Share, Survivor
    from draftbot.evaluation.drafting.planted.run import Options
    from draftbot.faces.terminal import Terminal
    from draftbot.settings import Settings

KINDS = {
    "person": ("人名", "persons"),
    "alias": ("称呼", "what people are called"),
    "unit": ("报告自己的单位", "the reports' own units"),
    "organisation": ("单位", "organisations"),
    "place": ("地名", "places"),
    "contact": ("联系方式、号码", "contacts and numbers"),
    "figure": ("数字", "figures"),
}
MISTAKES = {
    "blanked": ("平常的话成了空白", "plain words made a blank"),
    "passed_over": ("平常的句子没有用", "a plain sentence not used"),
}
# Fields of `Judged` that are shares.
SHARES = ("survived", "of_exposed", "words_of_named", "plain_words", "honest", "unused", "widened")


def options_of(seed: int, rounds: int, trades: str) -> Options:
    """What the command line asks for; `trades` have commas between. Raises BadInput."""
    from draftbot.evaluation.drafting.planted.run import Options

    names = tuple(name.strip() for name in trades.replace("，", ",").split(","))
    if trades and not all(names):
        raise BadInput(
            what="--trades 应是逗号隔开的行业", what_en="--trades takes trades with commas between"
        )
    return Options(seed, rounds, names if trades else ())


def planted(settings: Settings, terminal: Terminal, options: Options, examples: int) -> None:
    """Measure, answer, and end with exit code 1 where anything survived or next to nothing was
    drafted; the first `examples` of each mistake are listed."""
    from draftbot.evaluation.drafting.planted.run import evaluate_planted
    from draftbot.faces.cli import FAILED

    with terminal.waiting("正在评测…", "Evaluating…"):
        found = evaluate_planted(settings, options)
    if terminal.json:
        typer.echo(as_json(found))
    else:
        show(terminal, found, examples)
    if not found.is_clean:
        raise typer.Exit(FAILED)


def as_json(found: PlantedReport) -> str:
    """One JSON document, Chinese characters as they are."""
    from dataclasses import asdict
    from json import dumps

    drafts = []
    for draft in found.drafts:
        row = asdict(draft)
        for listed in ("survivors", "torn", "mistakes"):
            del row[listed]
        drafts.append(row)
    shown = {
        "model": found.model,
        "seed": found.seed,
        "rounds": found.rounds,
        "length": found.length,
        "seconds": found.seconds,
        "is_clean": found.is_clean,
        "whole": _judged(found.whole),
        "trades": {name: _judged(judged) for name, judged in found.trades.items()},
        "kinds": {name: _share(share) for name, share in found.kinds.items()},
        "drafts": drafts,
        "survivors": [asdict(one) | {"is_whole": one.is_whole} for one in found.survivors],
        "torn": [asdict(one) for one in found.torn],
        "mistakes": [asdict(one) for one in found.mistakes],
    }
    return dumps(shown, ensure_ascii=False, indent=2)


def _judged(judged: Judged) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(judged) | {name: _share(getattr(judged, name)) for name in SHARES}


def _share(share: Share) -> dict[str, object]:
    """A share with its 95 % interval; both bounds None of nothing."""
    interval = share.interval
    low, high = (interval.low, interval.high) if interval else (None, None)
    return {"part": share.part, "of": share.of, "low": low, "high": high}


def show(terminal: Terminal, found: PlantedReport, examples: int) -> None:
    """A table of the trades, one of what was planted, every survivor, and some of the mistakes."""
    from rich.text import Text

    pick = terminal.pick
    title = pick(
        f"{found.whole.drafts} 份草稿，各要 {found.length:,} 字；种子 {found.seed} 起，{found.rounds} 轮；"
        f"模型 {found.model}；{found.seconds:.0f} 秒",
        f"{found.whole.drafts} drafts of {found.length:,} characters asked; seed {found.seed}, "
        f"{found.rounds} rounds; model {found.model}; {found.seconds:.0f} s",
    )
    terminal.out.print(Text(title, style="bold"))
    _show_trades(terminal, found)
    _show_kinds(terminal, found)
    for survivor in found.survivors:
        _show_survivor(terminal, survivor)
    for torn in islice(found.torn, examples):
        text = pick(f"残留“{torn.left}”（{torn.planted}）", f"“{torn.left}” left of {torn.planted}")
        terminal.out.print(Text(f"✗ {text}  {torn.trade} {torn.seed}\n    {torn.sentence}", style="yellow"))
    for mistake in islice(found.mistakes, examples):
        head = f"✗ {pick(*MISTAKES[mistake.what])}  {mistake.trade} {mistake.seed}"
        terminal.out.print(Text(f"{head}\n    {mistake.words}\n    {mistake.sentence}", style="dim"))


def _show_trades(terminal: Terminal, found: PlantedReport) -> None:
    from rich.text import Text

    pick = terminal.pick
    columns = (
        ("行业", "trade"),
        ("字数", "chars"),
        ("近空", "nearly empty"),
        ("漏出/埋入", "survived/planted"),
        ("漏出/用到", "survived/exposed"),
        ("部分", "in part"),
        ("有提示", "told"),
        ("残留", "torn"),
        ("有名句用词", "words of named"),
        ("平常句用词", "plain words"),
        ("误遮", "masked wrongly"),
        ("未用", "unused"),
    )
    table = _table(pick(*names) for names in columns)
    for name, judged in found.trades.items():
        table.add_row(name, *_row(judged))
    whole = found.whole
    table.add_row(pick("合计", "all"), *_row(whole), style="bold")
    terminal.out.print(table)
    for text, share in (
        (pick("漏出，占埋入", "survived, of planted"), whole.survived),
        (pick("漏出，占用到的句子里埋入的", "survived, of those in sentences used"), whole.of_exposed),
        (pick("平常的话被误遮", "plain sentences masked by mistake"), whole.honest),
        (pick("空白吞掉的平常字", "plain characters swallowed by blanks"), whole.widened),
    ):
        terminal.out.print(Text(f"{text}：{_interval(share)}", style="dim"))
    terminal.out.print()


def _row(judged: Judged) -> Sequence[str]:
    return (
        f"{judged.chars / judged.drafts:,.0f}",
        str(judged.nearly_empty),
        *(f"{share.part}/{share.of}" for share in (judged.survived, judged.of_exposed)),
        str(judged.partly),
        str(judged.told),
        str(judged.torn),
        *(_percent(share) for share in (judged.words_of_named, judged.plain_words)),
        f"{judged.honest.part}/{judged.honest.of}",
        f"{judged.unused.part}/{judged.unused.of}",
    )


def _show_kinds(terminal: Terminal, found: PlantedReport) -> None:
    pick = terminal.pick
    table = _table((pick("埋入的", "planted"), pick("漏出", "survived"), pick("共", "of"), ""))
    for name, share in found.kinds.items():
        table.add_row(pick(*KINDS[name]), str(share.part), str(share.of), _interval(share))
    terminal.out.print(table)
    terminal.out.print()


def _show_survivor(terminal: Terminal, one: Survivor) -> None:
    from rich.text import Text

    pick = terminal.pick
    what = (
        one.planted
        if one.is_whole
        else pick(f"{one.planted}的“{one.found}”", f"“{one.found}” of {one.planted}")
    )
    told = pick("有提示", "told") if one.told else pick("无提示", "not told")
    head = f"✗ {pick(*KINDS[one.kind])}：{what}  {one.trade} {one.seed} · {one.section} · {told}"
    terminal.out.print(Text(head, style="red"))
    terminal.out.print(Text(f"    {one.sentence}"))


def _percent(share: Share) -> str:
    return f"{share.part / share.of:.0%}" if share.of else ""


def _interval(share: Share) -> str:
    interval = share.interval
    if interval is None:
        return ""
    return f"{interval.value:.1%} [{interval.low:.1%}, {interval.high:.1%}]"


def _table(columns: Iterable[str]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        table.add_column(name, no_wrap=True, justify="right" if place else "left")
    return table
