"""`draftbot eval drafting --planted`: what was planted in generated reports and is in a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import typer

from draftbot.errors import BadInput
from draftbot.messages import Message

if TYPE_CHECKING:
    from rich.table import Table

    from draftbot.evaluation.drafting.planted.results import Judged, PlantedReport, Share, Survivor
    from draftbot.evaluation.drafting.planted.run import Options
    from draftbot.faces.terminal import Terminal
    from draftbot.settings import Settings

# Fields of `Judged` that are shares.
SHARES = ("survived", "of_exposed", "words_of_named", "plain_words", "honest", "unused", "widened")


def options_of(seed: int, rounds: int, trades: str) -> Options:
    """What the command line asks for; `trades` have commas between. Raises BadInput."""
    from draftbot.evaluation.drafting.planted.run import Options

    names = tuple(name.strip() for name in trades.replace("，", ",").split(","))
    if trades and not all(names):
        raise BadInput(what=Message("planted.no_trades"))
    return Options(seed, rounds, names if trades else ())


def planted(settings: Settings, terminal: Terminal, options: Options, examples: int) -> None:
    """Measure, answer, and end with exit code 1 where anything survived or next to nothing was
    drafted; the first `examples` of each mistake are listed."""
    from draftbot.evaluation.drafting.planted.run import evaluate_planted
    from draftbot.faces.cli import FAILED

    with terminal.waiting("terminal.measuring"):
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


_COLUMNS = (
    "planted.column_trade",
    "planted.column_chars",
    "planted.column_nearly_empty",
    "planted.column_survived_planted",
    "planted.column_survived_exposed",
    "planted.column_in_part",
    "planted.column_told",
    "planted.column_torn",
    "planted.column_words_of_named",
    "planted.column_plain_words",
    "planted.column_masked_wrongly",
    "planted.column_unused",
)
KINDS = {
    "person": "planted.kind_person",
    "alias": "planted.kind_alias",
    "unit": "planted.kind_unit",
    "organisation": "planted.kind_organisation",
    "place": "planted.kind_place",
    "contact": "planted.kind_contact",
    "figure": "planted.kind_figure",
}
MISTAKES = {"blanked": "planted.mistake_blanked", "passed_over": "planted.mistake_passed_over"}


def show(terminal: Terminal, found: PlantedReport, examples: int) -> None:
    """A table of the trades, one of what was planted, every survivor, and some of the mistakes."""
    from rich.text import Text

    title = terminal.words(
        "planted.title",
        drafts=found.whole.drafts,
        length=found.length,
        seed=found.seed,
        rounds=found.rounds,
        model=found.model,
        seconds=round(found.seconds),
    )
    terminal.out.print(Text(title, style="bold"))
    _show_trades(terminal, found)
    _show_kinds(terminal, found)
    for survivor in found.survivors:
        _show_survivor(terminal, survivor)
    for torn in islice(found.torn, examples):
        text = terminal.words("planted.torn", left=torn.left, planted=torn.planted)
        terminal.out.print(Text(f"✗ {text}  {torn.trade} {torn.seed}\n    {torn.sentence}", style="yellow"))
    for mistake in islice(found.mistakes, examples):
        head = f"✗ {terminal.words(MISTAKES[mistake.what])}  {mistake.trade} {mistake.seed}"
        terminal.out.print(Text(f"{head}\n    {mistake.words}\n    {mistake.sentence}", style="dim"))


def _show_trades(terminal: Terminal, found: PlantedReport) -> None:
    from rich.text import Text

    table = _table(map(terminal.words, _COLUMNS))
    for name, judged in found.trades.items():
        table.add_row(name, *_row(judged))
    whole = found.whole
    table.add_row(terminal.words("planted.all"), *_row(whole), style="bold")
    terminal.out.print(table)
    for text, share in (
        (terminal.words("planted.of_planted"), whole.survived),
        (terminal.words("planted.of_used"), whole.of_exposed),
        (terminal.words("planted.masked_by_mistake"), whole.honest),
        (terminal.words("planted.swallowed"), whole.widened),
    ):
        terminal.out.print(
            Text(terminal.words("planted.line", label=text, share=_interval(share)), style="dim")
        )
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
    table = _table(
        (
            terminal.words("planted.column_planted"),
            terminal.words("planted.column_survived"),
            terminal.words("planted.column_of"),
            "",
        )
    )
    for name, share in found.kinds.items():
        table.add_row(terminal.words(KINDS[name]), str(share.part), str(share.of), _interval(share))
    terminal.out.print(table)
    terminal.out.print()


def _show_survivor(terminal: Terminal, one: Survivor) -> None:
    from rich.text import Text

    what = (
        one.planted
        if one.is_whole
        else terminal.words("planted.part_of", planted=one.planted, found=one.found)
    )
    told = terminal.words("planted.told") if one.told else terminal.words("planted.not_told")
    head = f"✗ {terminal.words(KINDS[one.kind])}：{what}  {one.trade} {one.seed} · {one.section} · {told}"
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
