"""`draftbot outline`: an outline to edit and draft with, from one of four places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput
from draftbot.messages import Message

if TYPE_CHECKING:
    from draftbot.faces.terminal import Terminal
    from draftbot.outlines.mined import MinedOutline


def outline(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="help.title_like")],
    mined: Annotated[bool, typer.Option("--mined", help="help.mined")] = False,
    at_least: Annotated[
        int | None, typer.Option("--at-least", metavar="N", min=1, help="help.at_least")
    ] = None,
    like: Annotated[str | None, typer.Option("--like", metavar="ID", help="help.like")] = None,
    from_file: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="help.from_file")] = None,
    genre: Annotated[str | None, typer.Option("--genre", help="help.genre_like")] = None,
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.files import read_bytes
    from draftbot.faces.outline_shapes import MinedOutlineShape
    from draftbot.faces.shapes import OutlineShape
    from draftbot.outlines.files import write_outline
    from draftbot.outlines.mined import as_outline

    settings, terminal = prepare(ctx, home, json)
    if sum((mined or at_least is not None, like is not None, from_file is not None)) > 1:
        raise BadInput(what=Message("terminal.one_outline_only"))
    data = read_bytes(from_file) if from_file else b""
    notes: list[str] = []
    with opened(settings) as service:
        if mined or at_least is not None:
            found = service.mine_outline(title, genre)
            chosen = as_outline(found, service.outline(found.genre), at_least)
            notes = list(_counts(found, terminal))
        elif like is not None:
            chosen = service.outline_of_report(like, title, genre)
        elif from_file is not None:
            chosen = service.outline_from_file(data, from_file.name, title, genre)
        else:
            chosen = service.outline_for(title, genre)
    if terminal.json:
        terminal.answer(MinedOutlineShape.of(found) if notes else OutlineShape.of(chosen))
    else:
        typer.echo("\n".join([*(f"# {line}" for line in notes), write_outline(chosen).rstrip()]))


def _counts(mined: MinedOutline, terminal: Terminal) -> Iterator[str]:
    """How many reports have each section, one a line."""
    yield terminal.words("terminal.mined", reports=mined.reports, on_topic=mined.on_topic)
    for section in mined.sections:
        yield f"{section.count:>4} {'　' * (section.level - 1)}{section.heading}"
