"""The command line: parse, call the service, show.

Exit codes: 0 all went well, 1 something failed, 2 the request is wrong,
3 some files could not be read, 130 stopped with Ctrl-C. Heavy modules are
imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from draftbot import __version__
from draftbot.errors import BadInput, DraftbotError, NotFound, SettingsWrong
from draftbot.faces import report_cli, watch_cli, word_cli
from draftbot.faces.backup_cli import backup
from draftbot.faces.check_cli import check as check_command
from draftbot.faces.eval_cli import eval_app
from draftbot.faces.help_words import put_in_words
from draftbot.faces.language import language_in_force, language_of_help
from draftbot.faces.libraries import quieten
from draftbot.faces.mcp.cli import mcp
from draftbot.faces.model_cli import model_app
from draftbot.faces.office_cli import audit, keys_app, users_app
from draftbot.faces.outline_cli import outline as outline_command
from draftbot.faces.plan_cli import plan as plan_command
from draftbot.faces.word_cli import Attachments, CitationsOption, NoAppendix, UnconfirmedOption
from draftbot.messages import Message

if TYPE_CHECKING:
    from draftbot.faces.terminal import Terminal
    from draftbot.service import Draftbot
    from draftbot.settings import Settings

FAILED, WRONG_REQUEST, SOME_FILES_FAILED = 1, 2, 3
MOST_HITS = 100


class Commands(TyperGroup):
    """All commands; the one place where a failure becomes a sentence and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        *rest: Any,  # noqa: ANN401  (typer's own signature)
        **options: Any,  # noqa: ANN401
    ) -> NoReturn:
        """Run the command in `args`, then leave with its exit code."""
        given = list(sys.argv[1:] if args is None else args)
        put_in_words(self, language_of_help())
        try:
            result = super().main(given, *rest, **{**options, "standalone_mode": False})
        except DraftbotError as error:
            terminal_for_failure(given).complain_of(error)
            wrong_request = isinstance(error, (BadInput, NotFound, SettingsWrong))
            sys.exit(WRONG_REQUEST if wrong_request else FAILED)
        except TyperException as error:
            from draftbot.faces.usage import usage_error

            terminal = terminal_for_failure(given)
            terminal.complain(usage_error(error, terminal.language))
            sys.exit(WRONG_REQUEST)
        sys.exit(result if isinstance(result, int) else 0)


app = typer.Typer(
    cls=Commands,
    name="draftbot",
    help="help.draftbot",
    add_completion=False,
    rich_markup_mode=None,
)

Home = Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")]
Json = Annotated[bool, typer.Option("--json", help="help.json")]
Genre = Annotated[str | None, typer.Option("--genre", help="help.genre_like")]
Unit = Annotated[str | None, typer.Option("--unit", help="help.unit")]
Year = Annotated[str | None, typer.Option("--year", help="help.year_range")]
Source = Annotated[str | None, typer.Option("--source", help="help.source")]


@dataclass(frozen=True)
class UsedContent:
    """Options that stand before the command."""

    home: Path | None
    json: bool


app.add_typer(eval_app)
app.add_typer(model_app)
app.add_typer(users_app)
app.add_typer(keys_app)


@app.callback(invoke_without_command=True)
def begin(
    ctx: typer.Context,
    home: Home = None,
    json: Json = False,
    version: Annotated[bool, typer.Option("--version", help="help.version")] = False,
) -> None:
    ctx.obj = UsedContent(home, json)
    if version:
        print(f"draftbot {__version__}")
        raise typer.Exit()
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
        raise typer.Exit(WRONG_REQUEST)


@app.command(help="help.ingest")
def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="help.paths")],
    department: Annotated[str, typer.Option("--department", metavar="NAME", help="help.for_department")] = "",
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.faces.report_shapes import IngestShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings) as service, terminal.reading() as bar:
        result = service.ingest(paths, bar, department)
    done = IngestShape.of(result, terminal.language)
    terminal.answer(done) if terminal.json else terminal.show_ingest(done)
    if done.failed:
        raise typer.Exit(SOME_FILES_FAILED)


app.command("watch", help="help.watch")(watch_cli.watch)


@app.command(help="help.reports")
def reports(
    ctx: typer.Context,
    genre: Genre = None,
    unit: Unit = None,
    year: Year = None,
    source: Source = None,
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.faces.report_shapes import ReportSummaryShape
    from draftbot.faces.search_shapes import make_filters

    settings, terminal = prepare(ctx, home, json)
    filters = make_filters(genre, unit, year, source)
    with opened(settings) as service:
        found = [ReportSummaryShape.of(one) for one in service.reports(filters)]
    terminal.answer(found) if terminal.json else terminal.show_reports(found)


@app.command(help="help.show")
def show(
    ctx: typer.Context,
    report_id: Annotated[str, typer.Argument(metavar="ID", help="help.report_id")],
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.faces.report_shapes import ReportShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings) as service:
        report = ReportShape.whole(*service.report(report_id), terminal.language)
    terminal.answer(report) if terminal.json else terminal.show_report(report)


app.command("correct", help="help.correct")(report_cli.correct)
app.command("restore", help="help.restore")(report_cli.restore)


@app.command(help="help.search")
def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="help.query")],
    k: Annotated[int, typer.Option("-k", metavar="N", help="help.k")] = 10,
    genre: Genre = None,
    unit: Unit = None,
    year: Year = None,
    source: Source = None,
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.faces.search_shapes import SearchShape, make_filters

    settings, terminal = prepare(ctx, home, json)
    if not 1 <= k <= MOST_HITS:
        raise BadInput(what=Message("terminal.k_out_of_range", most=MOST_HITS))
    filters = make_filters(genre, unit, year, source)
    with opened(settings) as service:
        found = SearchShape.of(service.search(query, k, filters))
    terminal.answer(found) if terminal.json else terminal.show_search(found)


@app.command(help="help.outlines")
def outlines(ctx: typer.Context, home: Home = None, json: Json = False) -> None:
    from draftbot.faces.shapes import OutlineShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings) as service:
        found = [OutlineShape.of(outline) for outline in service.outlines()]
    terminal.answer(found) if terminal.json else terminal.show_outlines(found)


app.command("outline", help="help.outline")(outline_command)
app.command("plan", help="help.plan")(plan_command)


@app.command(help="help.draft")
def draft(
    ctx: typer.Context,
    title: Annotated[str, typer.Option("--title", "-t", help="help.title_like")],
    genre: Genre = None,
    outline: Annotated[
        Path | None, typer.Option("--outline", metavar="FILE", help="help.outline_file")
    ] = None,
    facts: Annotated[Path | None, typer.Option("--facts", metavar="FILE", help="help.facts_file")] = None,
    length: Annotated[int | None, typer.Option("--length", metavar="N", help="help.length")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="help.no_model")] = False,
    any_trade: Annotated[bool, typer.Option("--any-trade", help="help.any_trade")] = False,
    report: Annotated[list[str] | None, typer.Option("--report", metavar="ID", help="help.report")] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="help.seed")] = 0,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="help.output")] = None,
    citations: CitationsOption = "comments",
    no_appendix: NoAppendix = False,
    attach: Attachments = None,
    unconfirmed: UnconfirmedOption = "mark",
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.domain import DraftRequest, FactSheet
    from draftbot.export.options import word_options
    from draftbot.faces.files import export_format, read_facts, read_outline, save
    from draftbot.faces.shapes import DraftShape

    settings, terminal = prepare(ctx, home, json)
    format = export_format(output) if output else ""
    options = word_options(citations, not no_appendix, attach or (), unconfirmed)
    outline_text = read_outline(outline) if outline else ""
    facts_data = read_facts(facts) if facts else b""
    with opened(settings) as service:
        request = DraftRequest(
            title=title,
            outline=service.parse_outline(outline_text, title, genre)
            if outline
            else service.outline_for(title, genre),
            facts=service.facts_from_file(facts_data, facts.name) if facts else FactSheet(),
            length=length,
            seed=seed,
            use_model=not no_model,
            any_trade=any_trade,
            reports=tuple(report) if report else None,
        )
        with terminal.waiting("terminal.drafting"):
            written = service.draft(request)
        if output:
            save(service.export(written.id, format, options).data, output)
    shape = DraftShape.of(written, terminal.language)
    terminal.answer(shape) if terminal.json else terminal.show_draft(shape)
    if output and not terminal.json:
        terminal.tell("terminal.saved_draft", path=str(output), id=written.id)


app.command("check", help="help.check")(check_command)
app.command("export", help="help.export")(word_cli.export)
app.command("bring-back", help="help.bring_back")(word_cli.bring_back)


app.command("mcp", help="help.mcp")(mcp)
app.command("backup", help="help.backup")(backup)
app.command("audit", help="help.audit")(audit)


@app.command(help="help.serve")
def serve(
    ctx: typer.Context,
    host: Annotated[str | None, typer.Option("--host", help="help.host")] = None,
    port: Annotated[int | None, typer.Option("--port", help="help.port")] = None,
    corpus: Annotated[Path | None, typer.Option("--corpus", metavar="DIR", help="help.corpus")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.errors import FileMissing
    from draftbot.faces.office_cli import refuse_open_door
    from draftbot.faces.port import listen
    from draftbot.faces.startup import quick_imports
    from draftbot.index.encoder_process import EncoderProcess

    settings, terminal = prepare(ctx, home, json, host=host, port=port, corpus=corpus)
    if settings.corpus is not None and not settings.corpus.exists():
        raise FileMissing(path=settings.corpus)
    refuse_open_door(settings)
    with (
        listen(settings.host, settings.port) as listener,
        EncoderProcess(settings.embedding_model, settings.models_folder) as encoder,
    ):
        terminal.tell("terminal.starting")
        with quick_imports():
            from draftbot.faces.server import serve as run

        run(settings, listener, terminal.announce, encoder.load)


@app.command(help="help.doctor")
def doctor(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="help.repair")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.faces.shapes import DoctorShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings, repair=repair, reminds=False) as service:
        found = DoctorShape.of(service.doctor(repair), terminal.language)
    terminal.answer(found) if terminal.json else terminal.show_doctor(found)
    if not found.healthy:
        raise typer.Exit(FAILED)


# -- what the commands share ---------------------------------------------------


def prepare(
    ctx: typer.Context, home: Path | None, json: bool, **overrides: object
) -> tuple[Settings, Terminal]:
    """The settings in force and the terminal to answer on; the log is set up."""
    from draftbot.faces.logs import set_up_logging
    from draftbot.faces.terminal import Terminal
    from draftbot.settings import load_settings

    chosen: UsedContent = ctx.obj
    settings = load_settings(home=home or chosen.home, **overrides)
    set_up_logging(settings.log_level, settings.log_format)
    return settings, Terminal(settings.language, json or chosen.json)


@contextmanager
def opened(settings: Settings, *, repair: bool = False, reminds: bool = True) -> Iterator[Draftbot]:
    """The service, closed at the end whatever happens; what stands over its answers is
    told on stderr, unless the answer itself says it."""
    from draftbot.bootstrap import build_service
    from draftbot.faces.terminal import Terminal

    service = build_service(settings, repair=repair)
    try:
        yield service
        if reminds:
            Terminal(settings.language).remind(service.notices)
    finally:
        service.close()


def terminal_for_failure(args: Sequence[str]) -> Terminal:
    """A terminal when the command line or the settings may be what is wrong."""
    from draftbot.faces.terminal import Terminal

    return Terminal(language_in_force(), "--json" in args)


def show_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """`sys.excepthook`: a fault of ours, told in one sentence; its traceback goes to a file."""
    from draftbot.faces.logs import keep_traceback
    from draftbot.faces.shapes import ErrorShape

    if issubclass(kind, KeyboardInterrupt):
        return
    terminal = terminal_for_failure(sys.argv[1:])
    kept = keep_traceback(kind, error, trace)
    message, hint = (
        Message("terminal.unexpected", kind=kind.__name__),
        Message("terminal.unexpected_log", path=kept),
    )
    terminal.complain(ErrorShape.saying("unexpected", message, hint, terminal.language))


def main() -> None:
    """The entry point of the `draftbot` command."""
    quieten()
    sys.excepthook = show_unexpected
    # Not app(): it would put typer's own traceback printer in place of ours.
    typer.main.get_command(app)(prog_name="draftbot")
