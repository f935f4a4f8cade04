"""What a person sees in the terminal: tables and sentences in their language."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from draftbot.domain import IngestProgress
from draftbot.errors import DraftbotError
from draftbot.faces.check_shapes import CheckShape
from draftbot.faces.plan_shapes import PlanShape
from draftbot.faces.report_shapes import IngestShape, ReportShape, ReportSummaryShape, SectionShape, StepShape
from draftbot.faces.search_shapes import SearchShape
from draftbot.faces.shape import Shape, as_json
from draftbot.faces.shapes import (
    AddressShape,
    DoctorShape,
    DraftSectionShape,
    DraftShape,
    ErrorShape,
    OutlineShape,
    SentenceShape,
    SourceShape,
)
from draftbot.messages import Language, Message, Value, render

WIDTH_WHEN_PIPED = 200  # columns; wide enough that tables are not cut for grep
LONGEST_PATH_SHOWN = 48  # characters
_RUNGS = {
    "own": "terminal.rung_own",
    "like": "terminal.rung_like",
    "genre": "terminal.rung_genre",
    "none": "terminal.rung_none",
}
# Of the list of reports: its head, whether it is short, whether it is a number.
COLUMNS = (
    ("terminal.id", True, False),
    ("terminal.year", True, False),
    ("terminal.genre", False, False),
    ("terminal.unit", False, False),
    ("terminal.title", False, False),
    ("terminal.length", False, True),
    ("terminal.file", False, False),
)


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

    def words(self, code: str, **values: Value) -> str:
        """A message of messages/*/terminal.toml in the user's language."""
        return render(Message(code, **values), self.language)

    def answer(self, shape: Shape | Sequence[Shape]) -> None:
        """Print the one JSON document of a command."""
        typer.echo(as_json(shape))

    def tell(self, code: str, **values: Value) -> None:
        self.err.print(escape(self.words(code, **values)))

    def announce(self, address: str) -> None:
        """Say that the server is ready at `address`."""
        if self.json:
            self.answer(AddressShape(address=address))
        else:
            typer.echo(self.words("terminal.serving", address=address))

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
    def reading(self, code: str = "terminal.reading") -> Iterator[_Bar]:
        """A progress bar on stderr while files are read, or passages embedded; nothing when piped."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[path]}"),
        )
        with Progress(*columns, console=self.err, transient=True, disable=not self.err.is_terminal) as bar:
            yield _Bar(bar, self.words(code))

    @contextmanager
    def waiting(self, code: str) -> Iterator[None]:
        """A moving sign on stderr; nothing when piped."""
        if not self.err.is_terminal:
            yield
            return
        with self.err.status(self.words(code)):
            yield

    # -- one function a command ------------------------------------------------

    def show_ingest(self, done: IngestShape) -> None:
        for failed in done.failed:
            self.err.print(Text(f"✗ {failed.path}  {failed.error} {failed.hint}", style="red"))
        for one in done.suspects:
            told = self.words("terminal.suspect", title=one.title, why=tuple(one.why), id=one.report_id)
            self.err.print(Text(f"! {one.source}  {told}", style="yellow"))
        counts = done.model_dump(exclude={"failed", "suspects"})
        self.out.print(self.words("terminal.ingested", failed=len(done.failed), **counts))

    def show_step(self, step: StepShape) -> None:
        """What a look at a watched folder changed; nothing where nothing did."""
        for path in step.removed:
            self.out.print(Text(self.words("terminal.removed_from_folder", path=path)))
        if step.read.files or not step.removed:
            self.show_ingest(step.read)

    def show_reports(self, reports: Sequence[ReportSummaryShape]) -> None:
        if not reports:
            self.out.print(self.words("terminal.no_reports"))
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for code, is_short, is_number in COLUMNS:
            justify: Literal["left", "right"] = "right" if is_number else "left"
            table.add_column(self.words(code), justify=justify, no_wrap=is_short, overflow="fold")
        for one in reports:
            title = one.title + (f" ≈ {one.duplicate_of}" if one.duplicate_of else "")
            cells = (one.id, str(one.year or ""), one.genre, one.unit, title, str(one.chars),
                     f"{one.source}:{one.first_line}")  # fmt: skip
            table.add_row(*(Text(cell) for cell in cells))
        self.out.print(table)

    def show_report(self, report: ReportShape) -> None:
        length = self.words("terminal.chars", count=report.chars)
        where = f"{report.source}:{report.first_line}"
        facts = [report.genre, report.unit, str(report.year or ""), length, where]
        self.out.print(Text(report.title, style="bold"))
        self.out.print(Text(" · ".join(fact for fact in facts if fact), style="dim"))
        if report.repairs:
            done = tuple(repair.text for repair in report.repairs)
            self.out.print(Text(self.words("terminal.repairs", repairs=done), style="dim"))
        for warning in report.warnings:
            self.out.print(Text(warning, style="yellow"))
        for aside in report.asides:
            self.out.print(Text(f"{aside.name}  {' / '.join(aside.lines)}", style="dim"))
        if report.dropped:
            self.out.print(Text(self.words("terminal.left_out", n=len(report.dropped)), style="dim"))
        for line in report.dropped:
            self.out.print(Text(f"  {line.line:>5}  {line.text}", style="dim"))
        tree = Tree("", hide_root=True)
        for section in report.sections:
            _grow(tree, section)
        self.out.print(tree)

    def show_search(self, found: SearchShape) -> None:
        if found.searched_as:
            self.out.print(self.words("terminal.searched_as", query=found.searched_as))
        if not found.hits:
            self.out.print(self.words("terminal.nothing_found"))
        elif not found.is_about:
            self.out.print(self.words("terminal.only_near" if found.is_near else "terminal.only_nearest"))
        if found.hits and found.lacking_years:
            self.out.print(self.words("terminal.lacking_years", years=tuple(found.lacking_years)))
        for hit in found.hits:
            where = " › ".join((hit.title, *hit.heading_path))
            self.out.print(Text.assemble(f"{hit.rank}. ", (where, "bold"), (f"  {hit.passage_id}", "dim")))
            text = Text(hit.text)
            for start, end in hit.highlights:
                text.stylize("bold yellow", start, end)
            self._print_text(text)
            if hit.also_in:
                twins = [
                    Message("terminal.twin", title=twin.title, id=twin.passage_id) for twin in hit.also_in
                ]
                self.out.print(Text(self.words("terminal.also_in", twins=tuple(twins)), style="dim"))
            self.out.print()

    def show_outlines(self, outlines: Sequence[OutlineShape]) -> None:
        for outline in outlines:
            length = self.words("terminal.about_chars", count=outline.length) if outline.length else ""
            self.out.print(Text.assemble((outline.genre, "bold"), length))
            for section in outline.sections:
                line = "  " * section.level + section.heading
                self.out.print(Text.assemble(line, (f"  {section.purpose}", "dim")))

    def show_plan(self, plan: PlanShape) -> None:
        """The reports one a line, those chosen ticked."""
        self.out.print(self.words(_RUNGS[plan.rung], topic=plan.topic))
        for report in plan.reports:
            mark = "✓" if report.is_chosen else "·"
            self.out.print(Text(f"{mark} {report.id}  {report.title}  {report.why}"), soft_wrap=True)

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
            self._print_source(source)
        for warning in draft.warnings:
            self.out.print(Text("! " + warning.text, style="yellow"))
        self.out.print(self.words("terminal.draft", id=draft.id, blanks=len(draft.blanks)))

    def show_check(self, check: CheckShape) -> None:
        for one in check.reports:
            self.out.print(Text(one.title, style="bold"))
            if not one.findings:
                self.out.print(self.words("terminal.nothing_to_say"))
            for finding in one.findings:
                self._print_text(Text("! " + finding.text, style="yellow"))
            for source in one.sources:
                self._print_source(source)

    def _print_source(self, source: SourceShape) -> None:
        cited = self.words("terminal.source", number=source.number, title=source.title, id=source.passage_id)
        self.out.print(Text(cited, style="dim"))

    def _print_text(self, text: Text) -> None:
        """Running text, folded to the window on a terminal and left whole in a pipe."""
        self.out.print(text, soft_wrap=not self.out.is_terminal)

    def _print_lines(self, sentences: Sequence[SentenceShape]) -> None:
        lines: list[str] = []
        for sentence in sentences:
            if sentence.runs_on and lines:
                lines[-1] += sentence.text
            else:
                lines.append(sentence.text)
        for line in lines:
            self._print_text(Text(line))

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
