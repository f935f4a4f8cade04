"""`draftbot watch`: the corpus kept in step with a folder until Ctrl-C."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")]
Json = Annotated[bool, typer.Option("--json", help="help.json")]


def watch(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="help.watched")],
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.report_shapes import StepShape

    settings, terminal = prepare(ctx, home, json)
    stop = threading.Event()
    with opened(settings) as service, terminal.reading() as bar:
        try:
            for step in service.watch(folder, stop, bar):
                shape = StepShape.of_step(step, terminal.language)
                typer.echo(shape.model_dump_json()) if terminal.json else terminal.show_step(shape)
        except KeyboardInterrupt:  # in the middle of reading: what is stored is whole
            stop.set()
        if not terminal.json:
            terminal.tell("terminal.watched")
