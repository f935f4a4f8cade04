"""What a person sees in the terminal: tables and sentences in their language."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from draftbot.domain import IngestProgress
from draftbot.errors import DraftbotError, Language
from draftbot.faces.shapes import (
    AddressShape,
    DoctorShape,
    DraftSectionShape,
    DraftShape,
    ErrorShape,
    IngestShape,
    OutlineShape,
    ReportShape,
    ReportSummaryShape,
    SearchShape,
    SectionShape,
    SentenceShape,
    Shape,
    as_json,
)

WIDTH_WHEN_PIPED = 200  # columns; wide enough that tables are not cut for grep
LONGEST_PATH_SHOWN = 48  # characters


class Terminal:
    """stdout for answers, stderr for all else; with `json` stdout holds one document."""

    def __init__(self, language: Language = "zh", json: bool = False) -> None:
        self.language: Language = language
        self.json = json
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # JSON is UTF-8 whatever the console's code page; a name that
                # cannot be encoded must not end the command.
                encoding = "utf-8" if json and stream is sys.stdout else stream.encoding
                stream.reconfigure(encoding=encoding, errors="backslashreplace")
        self.out = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH_WHEN_PIPED)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True)

    def pick(self, zh: str, en: str) -> str:
        return en if self.language == "en" else zh

    def answer(self, shape: Shape | Sequence[Shape]) -> None:
        """Print the one JSON document of a command."""
        typer.echo(as_json(shape))

    def tell(self, zh: str, en: str) -> None:
        self.err.print(escape(self.pick(zh, en)))

    def announce(self, address: str) -> None:
        """Say that the server is ready at `address`."""
        if self.json:
            self.answer(AddressShape(address=address))
        else:
            typer.echo(self.pick(f"draftbot 已就绪：{address}", f"draftbot is ready: {address}"))

    def complain(self, shape: ErrorShape) -> None:
        """One line on stderr, and with `json` the error's shape on stdout."""
        if self.json:
            self.answer(shape)
        line = " ".join(part for part in (shape.error.message, shape.error.hint) if part)
        self.err.print(Text(line.replace("\n", " "), style="red"))

    def complain_of(self, error: DraftbotError) -> None:
        self.complain(ErrorShape.of(error, self.language))

    def remind(self, notices: Sequence[DraftbotError]) -> None:
        """A line on stderr for each of what stands over all answers."""
        for notice in notices:
            line = f"{notice.message(self.language)} {notice.hint(self.language)}"
            self.err.print(Text(line.replace("\n", " "), style="yellow"))

    @contextmanager
    def reading(self, zh: str = "读入", en: str = "Reading") -> Iterator[_Bar]:
        """A progress bar on stderr while files are read, or passages embedded; nothing when piped."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[path]}"),
        )
        with Progress(*columns, console=self.err, transient=True, disable=not self.err.is_terminal) as bar:
            yield _Bar(bar, self.pick(zh, en))

    @contextmanager
    def waiting(self, zh: str, en: str) -> Iterator[None]:
        """A moving sign on stderr; nothing when piped."""
        if not self.err.is_terminal:
            yield
            return
        with self.err.status(self.pick(zh, en)):
            yield

    # -- one function a command ------------------------------------------------

    def show_ingest(self, done: IngestShape) -> None:
        for failed in done.failed:
            self.err.print(Text(f"✗ {failed.path}  {failed.error} {failed.hint}", style="red"))
        self.out.print(
            self.pick(
                f"{done.files} 个文件：读入 {done.ingested} 个（{done.reports} 份报告，{done.passages} 段），"
                f"未变 {done.unchanged} 个，失败 {len(done.failed)} 个。用时 {done.seconds:.1f} 秒。",
                f"{done.files} files: {done.ingested} read ({done.reports} reports, {done.passages} "
                f"passages), {done.unchanged} unchanged, {len(done.failed)} failed. {done.seconds:.1f} s.",
            )
        )

    def show_reports(self, reports: Sequence[ReportSummaryShape]) -> None:
        if not reports:
            self.out.print(self.pick("没有报告。", "No reports."))
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for zh, en in (("编号", "Id"), ("年份", "Year"), ("文体", "Genre"), ("单位", "Unit"),
                       ("标题", "Title"), ("字数", "Chars"), ("文件", "File")):  # fmt: skip
            table.add_column(
                self.pick(zh, en), justify="right" if en == "Chars" else "left",
                no_wrap=en in ("Id", "Year"), overflow="fold",
            )  # fmt: skip
        for one in reports:
            title = one.title + (f" ≈ {one.duplicate_of}" if one.duplicate_of else "")
            cells = (one.id, str(one.year or ""), one.genre, one.unit, title, str(one.chars),
                     f"{one.source}:{one.first_line}")  # fmt: skip
            table.add_row(*(Text(cell) for cell in cells))
        self.out.print(table)

    def show_report(self, report: ReportShape) -> None:
        length = self.pick(f"{report.chars} 字", f"{report.chars} characters")
        where = f"{report.source}:{report.first_line}"
        facts = [report.genre, report.unit, str(report.year or ""), length, where]
        self.out.print(Text(report.title, style="bold"))
        self.out.print(Text(" · ".join(fact for fact in facts if fact), style="dim"))
        if report.repairs:
            done = "，".join(f"{repair.name} {repair.count}" for repair in report.repairs)
            self.out.print(Text(self.pick("修复：", "Repairs: ") + done, style="dim"))
        tree = Tree("", hide_root=True)
        for section in report.sections:
            _grow(tree, section)
        self.out.print(tree)

    def show_search(self, found: SearchShape) -> None:
        if not found.hits:
            self.out.print(self.pick("没有找到相近的段落。", "No similar passages."))
        elif not found.is_about:
            self.out.print(
                self.pick(
                    "语料里没有专门讲这个的段落，下面是最接近的：",
                    "No passage is about this; these are only the nearest:",
                )
            )
        for hit in found.hits:
            where = " › ".join((hit.title, *hit.heading_path))
            self.out.print(Text.assemble(f"{hit.rank}. ", (where, "bold"), (f"  {hit.passage_id}", "dim")))
            text = Text(hit.text)
            for start, end in hit.highlights:
                text.stylize("bold yellow", start, end)
            self._print_text(text)
            if hit.also_in:
                titles = "；".join(f"{twin.title}（{twin.passage_id}）" for twin in hit.also_in)
                self.out.print(Text(self.pick("也见于：", "Also in: ") + titles, style="dim"))
            self.out.print()

    def show_outlines(self, outlines: Sequence[OutlineShape]) -> None:
        for outline in outlines:
            length = self.pick(f"（约 {outline.length} 字）", f" (about {outline.length} characters)")
            self.out.print(Text.assemble((outline.genre, "bold"), length if outline.length else ""))
            for section in outline.sections:
                line = "  " * section.level + section.heading
                self.out.print(Text.assemble(line, (f"  {section.purpose}", "dim")))

    def show_draft(self, draft: DraftShape) -> None:
        self.out.print(Text(draft.title, style="bold", justify="center"))
        self._print_lines(draft.opening)
        for section in draft.sections:
            self.out.print(Text("\n" + "  " * (section.level - 1) + section.heading, style="bold"))
            for paragraph in cited_paragraphs(section):
                self._print_text(Text(paragraph))
            if section.note:
                self.out.print(Text(section.note, style="yellow"))
        self._print_lines(draft.closing)
        self.out.print()
        for source in draft.sources:
            self.out.print(Text(f"[{source.number}] {source.title}（{source.passage_id}）", style="dim"))
        for warning in draft.warnings:
            self.out.print(Text("! " + warning.text, style="yellow"))
        self.out.print(
            self.pick(
                f"草稿编号 {draft.id}，待补 {len(draft.blanks)} 处。",
                f"Draft {draft.id}, {len(draft.blanks)} blanks to fill.",
            )
        )

    def _print_text(self, text: Text) -> None:
        """Running text, folded to the window on a terminal and left whole in a pipe."""
        self.out.print(text, soft_wrap=not self.out.is_terminal)

    def _print_lines(self, sentences: Sequence[SentenceShape]) -> None:
        for sentence in sentences:
            self._print_text(Text(sentence.text))

    def show_doctor(self, doctor: DoctorShape) -> None:
        for check in doctor.checks:
            mark = ("✓ ", "green") if check.healthy else ("✗ ", "red")
            self.out.print(Text.assemble(mark, (check.name, "bold"), f"  {check.text}"))


class _Bar:
    def __init__(self, progress: Progress, description: str) -> None:
        self._progress = progress
        self._task = progress.add_task(description, total=None, path="")

    def __call__(self, step: IngestProgress) -> None:
        self._progress.update(
            self._task, total=step.files, completed=step.done, path=escape(step.path[-LONGEST_PATH_SHOWN:])
        )


def cited_paragraphs(section: DraftSectionShape) -> Iterator[str]:
    """The section's paragraphs, each sentence followed by the numbers it rests on."""
    sentences = iter(section.sentences)
    for line in section.text.split("\n"):
        plain, cited = "", ""
        while len(plain) < len(line):
            sentence = next(sentences)
            plain += sentence.text
            cited += sentence.text + "".join(f"[{number}]" for number in sentence.citations)
        yield cited


def _grow(tree: Tree, section: SectionShape) -> None:
    heading = section.number + section.heading
    branch = tree.add(Text(heading, style="bold")) if heading else tree
    for paragraph in section.paragraphs:
        branch.add(Text(paragraph))
    for below in section.sections:
        _grow(branch, below)
