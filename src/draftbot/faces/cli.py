"""The command line: parse, call the service, show.

Exit codes: 0 all went well, 1 something failed, 2 the request is wrong,
3 some files could not be read, 130 stopped with Ctrl-C. Heavy modules are
imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from os import environ
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from draftbot import __version__
from draftbot.errors import BadInput, DraftbotError, Language, NotFound, SettingsWrong
from draftbot.faces import word_cli
from draftbot.faces.eval_cli import eval_app
from draftbot.faces.help_english import help_in_english
from draftbot.faces.model_cli import model_app
from draftbot.faces.outline_cli import outline as outline_command
from draftbot.faces.word_cli import Attachments, CitationsOption, NoAppendix

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
        if environ.get("DRAFTBOT_LANGUAGE") == "en":
            help_in_english(self)
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
    help="用自己的往年材料起草工作报告：每句有出处，事实只来自你，其余留空待补。",
    add_completion=False,
    rich_markup_mode=None,
)

Home = Annotated[Path | None, typer.Option("--home", metavar="DIR", help="数据文件夹，也可用 DRAFTBOT_HOME")]
Json = Annotated[bool, typer.Option("--json", help="只输出一份 JSON")]
Genre = Annotated[str | None, typer.Option("--genre", help="文体，如 工作总结")]
Unit = Annotated[str | None, typer.Option("--unit", help="单位")]
Year = Annotated[str | None, typer.Option("--year", help="年份：2024 或 2022-2024")]
Source = Annotated[str | None, typer.Option("--source", help="来源文件")]


@dataclass(frozen=True)
class UsedContent:
    """Options that stand before the command."""

    home: Path | None
    json: bool


app.add_typer(eval_app)
app.add_typer(model_app)


@app.callback(invoke_without_command=True)
def begin(
    ctx: typer.Context,
    home: Home = None,
    json: Json = False,
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
) -> None:
    ctx.obj = UsedContent(home, json)
    if version:
        print(f"draftbot {__version__}")
        raise typer.Exit()
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
        raise typer.Exit(WRONG_REQUEST)


@app.command()
def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="文件或文件夹")],
    home: Home = None,
    json: Json = False,
) -> None:
    """读入往年材料；读过且没有变化的不再读。"""
    from draftbot.faces.shapes import IngestShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings) as service, terminal.reading() as bar:
        result = service.ingest(paths, bar)
    done = IngestShape.of(result, terminal.language)
    terminal.answer(done) if terminal.json else terminal.show_ingest(done)
    if done.failed:
        raise typer.Exit(SOME_FILES_FAILED)


@app.command()
def reports(
    ctx: typer.Context,
    genre: Genre = None,
    unit: Unit = None,
    year: Year = None,
    source: Source = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """列出语料中的报告。"""
    from draftbot.faces.shapes import ReportSummaryShape, make_filters

    settings, terminal = prepare(ctx, home, json)
    filters = make_filters(genre, unit, year, source)
    with opened(settings) as service:
        found = [ReportSummaryShape.of(one) for one in service.reports(filters)]
    terminal.answer(found) if terminal.json else terminal.show_reports(found)


@app.command()
def show(
    ctx: typer.Context,
    report_id: Annotated[str, typer.Argument(metavar="ID", help="报告编号")],
    home: Home = None,
    json: Json = False,
) -> None:
    """显示一份报告：标题层次、正文和做过的修复。"""
    from draftbot.faces.shapes import ReportShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings) as service:
        report = ReportShape.whole(*service.report(report_id))
    terminal.answer(report) if terminal.json else terminal.show_report(report)


@app.command()
def correct(
    ctx: typer.Context,
    report_id: Annotated[str, typer.Argument(metavar="ID", help="报告编号")],
    title: Annotated[str | None, typer.Option(help="标题")] = None,
    genre: Annotated[str | None, typer.Option(help="文体")] = None,
    unit: Annotated[str | None, typer.Option(help="单位")] = None,
    year: Annotated[int | None, typer.Option(help="年份", min=1900, max=2100)] = None,
    level: Annotated[str | None, typer.Option(help="层级")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """更正一份报告读错的标题、文体、单位、年份或层级。"""
    from draftbot.domain import Corrections
    from draftbot.faces.shapes import ReportShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings) as service:
        service.correct_report(report_id, Corrections(title, genre, unit, year, level))
        report = ReportShape.whole(*service.report(report_id))
    terminal.answer(report) if terminal.json else terminal.show_report(report)


@app.command()
def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="要找的内容")],
    k: Annotated[int, typer.Option("-k", metavar="N", help="最多几段，1 到 100")] = 10,
    genre: Genre = None,
    unit: Unit = None,
    year: Year = None,
    source: Source = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """检索往年材料中相近的段落。"""
    from draftbot.faces.shapes import SearchShape, make_filters

    settings, terminal = prepare(ctx, home, json)
    if not 1 <= k <= MOST_HITS:
        raise BadInput(
            what=terminal.pick(f"-k 应在 1 到 {MOST_HITS} 之间", f"-k must be from 1 to {MOST_HITS}")
        )
    filters = make_filters(genre, unit, year, source)
    with opened(settings) as service:
        found = SearchShape.of(service.search(query, k, filters))
    terminal.answer(found) if terminal.json else terminal.show_search(found)


@app.command()
def outlines(ctx: typer.Context, home: Home = None, json: Json = False) -> None:
    """列出各文体的提纲。"""
    from draftbot.faces.shapes import OutlineShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings) as service:
        found = [OutlineShape.of(outline) for outline in service.outlines()]
    terminal.answer(found) if terminal.json else terminal.show_outlines(found)


app.command("outline")(outline_command)


@app.command()
def draft(
    ctx: typer.Context,
    title: Annotated[str, typer.Option("--title", "-t", help="题目，如 2025年幼儿园防汛工作总结")],
    genre: Genre = None,
    outline: Annotated[
        Path | None, typer.Option("--outline", metavar="FILE", help="提纲文件，YAML 或带公文序号的文本")
    ] = None,
    facts: Annotated[
        Path | None, typer.Option("--facts", metavar="FILE", help="事实清单，.yaml、.txt 或 .docx")
    ] = None,
    length: Annotated[int | None, typer.Option("--length", metavar="N", help="全文字数")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="不用大模型，摘编起草")] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="换一种同样合适的写法")] = 0,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="存为 .docx 或 .md")
    ] = None,
    citations: CitationsOption = "comments",
    no_appendix: NoAppendix = False,
    attach: Attachments = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """按提纲起草一份报告。"""
    from draftbot.domain import DraftRequest, FactSheet
    from draftbot.export.options import word_options
    from draftbot.faces.files import export_format, read_facts, read_outline, save
    from draftbot.faces.shapes import DraftShape

    settings, terminal = prepare(ctx, home, json)
    format = export_format(output, terminal.language) if output else ""
    options = word_options(citations, not no_appendix, attach or ())
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
        )
        with terminal.waiting("正在起草…", "Drafting…"):
            written = service.draft(request)
        if output:
            save(service.export(written.id, format, options).data, output, terminal.language)
    shape = DraftShape.of(written)
    terminal.answer(shape) if terminal.json else terminal.show_draft(shape)
    if output and not terminal.json:
        terminal.tell(
            f"已存为 {output}，草稿编号 {written.id}", f"Saved as {output}; the draft's id is {written.id}"
        )


app.command("export")(word_cli.export)
app.command("bring-back")(word_cli.bring_back)


@app.command()
def serve(
    ctx: typer.Context,
    host: Annotated[str | None, typer.Option("--host", help="监听的地址")] = None,
    port: Annotated[int | None, typer.Option("--port", help="监听的端口")] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", metavar="DIR", help="语料为空时先读入的文件夹")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """开启网页和接口。"""
    from draftbot.errors import FileMissing
    from draftbot.faces.port import listen
    from draftbot.faces.startup import quick_imports
    from draftbot.index.encoder_process import EncoderProcess

    settings, terminal = prepare(ctx, home, json, host=host, port=port, corpus=corpus)
    if settings.corpus is not None and not settings.corpus.exists():
        raise FileMissing(path=settings.corpus)
    with (
        listen(settings.host, settings.port) as listener,
        EncoderProcess(settings.embedding_model, settings.models_folder) as encoder,
    ):
        terminal.tell("正在启动：载入模型，读入语料……", "Starting: loading the model, reading the corpus …")
        # After the log is set up: libraries read what quietens them at import.
        with quick_imports():
            from draftbot.faces.server import serve as run

        run(settings, listener, terminal.announce, encoder.load)


@app.command()
def doctor(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="能修的就修")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """检查数据文件夹、模型和设置。"""
    from draftbot.faces.shapes import DoctorShape

    settings, terminal = prepare(ctx, home, json)
    with opened(settings, repair=repair, reminds=False) as service:
        found = DoctorShape.of(service.doctor(repair))
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
    set_up_logging(settings.log_level)
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
    from draftbot.settings import load_settings

    language: Language = "en" if environ.get("DRAFTBOT_LANGUAGE") == "en" else "zh"
    with suppress(SettingsWrong):  # then the environment's word stands
        language = load_settings().language
    return Terminal(language, "--json" in args)


def show_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """`sys.excepthook`: a fault of ours, told in one sentence; its traceback goes to a file."""
    from draftbot.faces.logs import keep_traceback
    from draftbot.faces.shapes import ErrorShape

    if issubclass(kind, KeyboardInterrupt):
        return
    terminal = terminal_for_failure(sys.argv[1:])
    kept = keep_traceback(kind, error, trace)
    message = terminal.pick(
        f"出现意外错误（{kind.__name__}）。", f"Something unexpected went wrong ({kind.__name__})."
    )
    hint = terminal.pick(f"详情见 {kept}，反馈问题时请附上。", f"Details are in {kept}; please report it.")
    terminal.complain(ErrorShape.saying("unexpected", message, hint))


def main() -> None:
    """The entry point of the `draftbot` command."""
    sys.excepthook = show_unexpected
    # Not app(): it would put typer's own traceback printer in place of ours.
    typer.main.get_command(app)(prog_name="draftbot")
