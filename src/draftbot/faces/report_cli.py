"""`draftbot correct` and `draftbot restore`: the user's word on what was read. A file that
`restore` is given is a backup: the numbers of reports are no names of files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ReportId = Annotated[str, typer.Argument(metavar="ID", help="help.report_id")]
Home = Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")]
Json = Annotated[bool, typer.Option("--json", help="help.json")]


def correct(
    ctx: typer.Context,
    report_id: ReportId,
    title: Annotated[str | None, typer.Option(help="help.title")] = None,
    genre: Annotated[str | None, typer.Option(help="help.genre")] = None,
    unit: Annotated[str | None, typer.Option(help="help.unit")] = None,
    year: Annotated[int | None, typer.Option(help="help.year", min=1900, max=2100)] = None,
    level: Annotated[str | None, typer.Option(help="help.level")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.domain import Corrections
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.report_shapes import ReportShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings) as service:
        service.correct_report(report_id, Corrections(title, genre, unit, year, level))
        report = ReportShape.whole(*service.report(report_id), terminal.language)
    terminal.answer(report) if terminal.json else terminal.show_report(report)


def restore(
    ctx: typer.Context,
    report_id: Annotated[str, typer.Argument(metavar="ID|FILE", help="help.report_id_or_backup")],
    line: Annotated[
        list[int] | None, typer.Option("--line", metavar="N", min=1, help="help.dropped_line")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.faces.backup_cli import restore_backup
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.report_shapes import ReportShape

    settings, terminal = prepare(ctx, home, json)
    if Path(report_id).is_file() or Path(report_id).suffix:
        restore_backup(settings, terminal, Path(report_id))
        return
    with opened(settings) as service:
        service.restore_dropped(report_id, line or ())
        report = ReportShape.whole(*service.report(report_id), terminal.language)
    terminal.answer(report) if terminal.json else terminal.show_report(report)
