"""`draftbot backup FILE`, and `draftbot restore FILE` for what it made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from draftbot.faces.terminal import Terminal
    from draftbot.settings import Settings


def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.backup_file")],
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    from draftbot import __version__
    from draftbot.bootstrap import opened_database
    from draftbot.errors import FileMissing
    from draftbot.faces.cli import prepare
    from draftbot.faces.office_shapes import BackupShape
    from draftbot.index.backup import back_up
    from draftbot.index.database import FILE_NAME

    settings, terminal = prepare(ctx, home, json)
    if not settings.database_url and not (settings.home / FILE_NAME).exists():
        raise FileMissing(path=settings.home / FILE_NAME)
    with opened_database(settings) as database:
        made = back_up(database, file, __version__)
    if terminal.json:
        terminal.answer(BackupShape.model_validate(made))
    else:
        terminal.tell("terminal.backed_up", path=str(file), reports=made.reports, drafts=made.drafts)


def restore_backup(settings: Settings, terminal: Terminal, file: Path) -> None:
    """Make a backup the data of the folder, which no server may hold, or of the database server of
    the settings. Raises DataFolderLocked, and as `put_back` and `put_into`."""
    from contextlib import ExitStack, closing
    from tempfile import TemporaryDirectory

    from draftbot.bootstrap import hold_folder, server_of
    from draftbot.faces.office_shapes import BackupShape
    from draftbot.index.backup import put_back, put_into

    kept = None
    with ExitStack() as resources:
        hold_folder(settings.home, resources)
        if settings.database_url:
            server = resources.enter_context(closing(server_of(settings)))
            scratch = resources.enter_context(TemporaryDirectory(dir=settings.home, prefix=".restoring-"))
            backup = put_into(file, server, Path(scratch))
        else:
            backup, kept = put_back(file, settings.home)
    if terminal.json:
        terminal.answer(BackupShape.model_validate(backup))
        return
    terminal.tell("terminal.restored", made_at=backup.made_at, reports=backup.reports, drafts=backup.drafts)
    if kept:
        terminal.tell("terminal.before_restoring", path=str(kept))
    if settings.chroma_url:
        terminal.tell("terminal.repair_vectors")
