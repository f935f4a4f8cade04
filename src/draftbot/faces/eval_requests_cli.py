"""`draftbot eval requests`: requests as staff type them, and the drafts judged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.messages import render


def requests(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.requests_file")],
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    from draftbot.evaluation.requests.run import put_requests
    from draftbot.evaluation.requests.wanted import read_wanted
    from draftbot.faces.cli import opened, prepare

    settings, terminal = prepare(ctx, home, json)
    wanted = read_wanted(file)
    with opened(settings) as service:
        answered = list(put_requests(service, wanted))
    rows = [
        {
            "id": one.id,
            "faults": [render(fault, terminal.language) for fault in one.faults],
            "rung": one.rung,
            "chars": one.chars,
            "points": one.points,
            "to_confirm": one.to_confirm,
        }
        for one in answered
    ]
    good = sum(not one.faults for one in answered)
    if json:
        from json import dumps

        whole = {"requests": len(rows), "good": good, "answers": rows}
        typer.echo(dumps(whole, ensure_ascii=False, indent=2))
        return
    for one in answered:
        faults = "; ".join(render(fault, terminal.language) for fault in one.faults) or "✓"
        typer.echo(f"{one.id}  {faults}  | {' '.join(one.message.split())[:40]}")
    drafted = [one for one in answered if one.chars] or answered
    typer.echo(
        terminal.words(
            "evaluation.requests_passed",
            count=len(rows),
            good=good,
            points=round(sum(one.points for one in drafted) / len(drafted)),
            to_confirm=round(sum(one.to_confirm for one in drafted) / len(drafted)),
        )
    )
