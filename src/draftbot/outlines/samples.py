"""The outline of a report that is already written: one of the corpus, or a file somebody brings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from draftbot import corpus
from draftbot.chinese.blanks import blank
from draftbot.corpus.formats import extract
from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.roles import role_of_path
from draftbot.domain import DraftRequest, Outline, OutlineSection, Report, ReportSummary, Section, count_chars
from draftbot.errors import NoReportInFile
from draftbot.facts.brief import Brief, brief_for
from draftbot.facts.knowledge import Knowledge
from draftbot.masking.mask import mask
from draftbot.outlines.book import OutlineBook, parse_outline, with_usual_purpose, without_lone
from draftbot.outlines.heading_groups import bare_heading
from draftbot.outlines.lengths import LEAST_LENGTH, MOST_LENGTH
from draftbot.outlines.validation import LONGEST_HEADING, MOST_SECTIONS, check_outline

DEEPEST = 3


class OutlineSamples:
    """Takes outlines from written reports.

    `unit_names` are names of units that headings must not carry over; `max_bytes`
    limits files.
    """

    def __init__(self, book: OutlineBook, known: Knowledge, max_bytes: int = corpus.MAX_BYTES) -> None:
        self.book, self.known, self.max_bytes = book, known, max_bytes

    def of_report(self, report: Report, title: str = "", genre: str | None = None) -> Outline:
        """The headings of `report` down to the third level, with the share of its
        length that each takes, fit for `title`.

        What belongs to the report (its unit, years, numbers) is taken out of the
        headings or left blank. The genre is `genre`, else what `title` names, else
        the report's. Raises BadOutline for a report without headings or with more
        than 40 of the first level, UnknownGenre.
        """
        named = genre or self.book.genre_of_title(title)
        named = named or (report.genre.value if report.genre.value in self.book.genres else None)
        usual = self.book.outline(named) if named else Outline("", ())
        brief = brief_for(DraftRequest(title, usual), self.known)
        sections = next(
            (found for depth in range(DEEPEST, 1, -1) if len(found := _sections(report, brief, depth)) <= MOST_SECTIONS),
            _sections(report, brief, 1),
        )  # fmt: skip
        length = min(MOST_LENGTH, max(LEAST_LENGTH, round(report.chars, -1)))
        sections = [with_usual_purpose(section, usual) for section in without_lone(sections)]
        outline = replace(usual, sections=tuple(sections), length=length, is_usual_length=False)
        check_outline(outline)
        return outline

    def from_file(self, data: bytes, name: str, title: str = "", genre: str | None = None) -> Outline:
        """The outline in a file: an outline written down (YAML, or one heading a line
        in any readable format), or that of the first report with headings.

        Raises what reading a file raises, BadOutline, UnknownGenre.
        """
        if PurePath(name).suffix.lower() in (".yaml", ".yml"):
            return parse_outline(decode(data, name), self.book, title, genre)
        try:
            reports = corpus.read(
                data, name, max_bytes=self.max_bytes, tagger=self.known.tagger, trades=self.known.trades
            )
        except NoReportInFile:
            reports = []
        report = next((one for one in reports if _has_matter(one)), None)
        if report is not None:
            return self.of_report(report, title, genre)
        lines = [
            line.text
            for line in extract(data, name, self.max_bytes)
            if line.text.strip() and not line.dropped_as
        ]
        return parse_outline("\n".join(lines), self.book, title, genre)


def _has_matter(report: Report) -> bool:
    """Whether a report has headings and more text below them than they are themselves."""
    headings = sum(count_chars(section.heading) for _, section in report.walk())
    return 0 < headings < report.chars / 2


def _sections(report: Report, brief: Brief, deepest: int) -> list[OutlineSection]:
    """The report's headed sections; what would stand there twice stands once."""
    found: list[OutlineSection] = []
    met: set[tuple[str, ...]] = set()
    path: list[str] = []
    for above, section in report.walk():
        if not section.heading or not 1 <= section.level <= deepest:
            continue
        level = min(section.level, len(path) + 1)
        heading = _own_heading(section, report, brief) or blank(f"标题{len(found) + 1}")
        del path[level - 1 :]
        path.append(heading)
        if tuple(path) not in met:
            share = round(sum(_chars(below) for _, below in section.walk()) / max(report.chars, 1), 3)
            role = role_of_path(above)
            found.append(OutlineSection(heading, level, role=role, share=share or None))
        met.add(tuple(path))
    return found


def _own_heading(section: Section, report: Report, brief: Brief) -> str:
    """The heading without what belongs to its report; "" where nothing would be left."""
    bare = bare_heading(section.heading)
    masked = mask(bare, _summary(report), brief)
    text = masked.text if masked else ""
    return text if count_chars(text) <= LONGEST_HEADING else text.partition("，")[0][:LONGEST_HEADING]


def _chars(section: Section) -> int:
    return count_chars(section.number + section.heading + "".join(section.paragraphs))


def _summary(report: Report) -> ReportSummary:
    return ReportSummary(
        report.id,
        report.title,
        report.genre.value,
        report.unit.value,
        report.year.value,
        report.script,
        report.source,
        report.first_line,
        report.chars,
    )
