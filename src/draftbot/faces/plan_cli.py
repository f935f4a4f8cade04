"""`draftbot plan`: which past reports a draft would rest on, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def plan(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="help.title_like")],
    unit: Annotated[str, typer.Option("--unit", help="help.plan_unit")] = "",
    genre: Annotated[str | None, typer.Option("--genre", help="help.genre_like")] = None,
    any_trade: Annotated[bool, typer.Option("--any-trade", help="help.any_trade")] = False,
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    from draftbot.domain import DraftRequest, FactSheet
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.plan_shapes import PlanShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings) as service:
        outline = service.outline_for(title, genre)
        request = DraftRequest(title, outline, FactSheet(unit=unit), any_trade=any_trade)
        shape = PlanShape.of(service.plan(request), terminal.language)
    terminal.answer(shape) if terminal.json else terminal.show_plan(shape)
