"""`draftbot export` and `draftbot bring-back`: a draft out to Word, and back with its edits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CitationsOption = Annotated[str, typer.Option("--citations", metavar="HOW", help="help.citations")]
NoAppendix = Annotated[bool, typer.Option("--no-appendix", help="help.no_appendix")]
UnconfirmedOption = Annotated[str, typer.Option("--unconfirmed", metavar="HOW", help="help.unconfirmed")]
Attachments = Annotated[list[str] | None, typer.Option("--attach", metavar="NAME", help="help.attach")]
_DraftId = Annotated[str, typer.Argument(metavar="DRAFT_ID", help="help.draft_id")]
_Home = Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")]
_Json = Annotated[bool, typer.Option("--json", help="help.json")]


def export(
    ctx: typer.Context,
    draft_id: _DraftId,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="help.output")],
    citations: CitationsOption = "comments",
    no_appendix: NoAppendix = False,
    attach: Attachments = None,
    unconfirmed: UnconfirmedOption = "mark",
    home: _Home = None,
    json: _Json = False,
) -> None:
    from draftbot.export.options import word_options
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.files import export_format, save
    from draftbot.faces.shapes import SavedShape

    settings, terminal = prepare(ctx, home, json)
    format = export_format(output)
    options = word_options(citations, not no_appendix, attach or (), unconfirmed)
    with opened(settings) as service:
        save(service.export(draft_id, format, options).data, output)
    if terminal.json:
        terminal.answer(SavedShape(path=str(output)))
    else:
        terminal.tell("terminal.saved", path=str(output))


def bring_back(
    ctx: typer.Context,
    draft_id: _DraftId,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.edited_file")],
    home: _Home = None,
    json: _Json = False,
) -> None:
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.files import read_bytes
    from draftbot.faces.shapes import DraftShape

    settings, terminal = prepare(ctx, home, json)
    data = read_bytes(file)
    with opened(settings) as service:
        shape = DraftShape.of(service.bring_back(draft_id, data, file.name), terminal.language)
    terminal.answer(shape) if terminal.json else terminal.show_draft(shape)
