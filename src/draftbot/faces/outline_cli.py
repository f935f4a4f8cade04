"""`draftbot outline`: an outline to edit and draft with, from one of four places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput

if TYPE_CHECKING:
    from draftbot.faces.terminal import Terminal
    from draftbot.outlines.mined import MinedOutline


def outline(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="题目，如 2025年幼儿园防汛工作总结")],
    mined: Annotated[bool, typer.Option("--mined", help="取同类往年材料通常有的部分")] = False,
    at_least: Annotated[
        int | None, typer.Option("--at-least", metavar="N", min=1, help="至少几份材料有；不写为半数")
    ] = None,
    like: Annotated[str | None, typer.Option("--like", metavar="ID", help="照这份往年材料的提纲")] = None,
    from_file: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="取文件里的提纲，或一份现成报告的提纲")
    ] = None,
    genre: Annotated[str | None, typer.Option("--genre", help="文体，如 工作总结")] = None,
    home: Annotated[
        Path | None, typer.Option("--home", metavar="DIR", help="数据文件夹，也可用 DRAFTBOT_HOME")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="只输出一份 JSON")] = False,
) -> None:
    """给出一份提纲（YAML），改好后交给 draft --outline。"""
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.files import read_bytes
    from draftbot.faces.outline_shapes import MinedOutlineShape
    from draftbot.faces.shapes import OutlineShape
    from draftbot.outlines.files import write_outline
    from draftbot.outlines.mined import as_outline

    settings, terminal = prepare(ctx, home, json)
    if sum((mined or at_least is not None, like is not None, from_file is not None)) > 1:
        raise BadInput(
            what="--mined、--like、--from 只能用一个", what_en="use one of --mined, --like, --from"
        )
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
    yield terminal.pick(
        f"参照{mined.reports}份同类材料，其中{mined.on_topic}份是同一主题。每行是写到的份数和标题：",
        f"From {mined.reports} similar reports, {mined.on_topic} of them on this topic."
        " How many have each section:",
    )
    for section in mined.sections:
        yield f"{section.count:>4} {'　' * (section.level - 1)}{section.heading}"
