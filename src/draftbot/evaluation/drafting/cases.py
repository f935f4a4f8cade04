"""One request for each report that is left out, and what must be left out with it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from draftbot.chinese.enumerators import format_number
from draftbot.chinese.organisations import names_of
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import DraftRequest, Outline, Report, ReportSummary, Section, count_chars
from draftbot.errors import BadOutline, UnknownGenre
from draftbot.evaluation.drafting.invented import Invented, invent
from draftbot.evaluation.drafting.names import Names
from draftbot.evaluation.near_duplicates import near_duplicates
from draftbot.index.catalog import Catalog
from draftbot.outlines.book import OutlineBook, parse_outline
from draftbot.trades.trades import Trades

LEAST_HEADINGS = 3
# Nobody asks for a longer one: longer reports are asked for in proportion.
MOST_CHARS = 5_000
LEAST_SECTION = 60
PLAIN_GENRE = "工作总结"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Case:
    """A request made from a report. `real` holds the text under each heading of the
    outline, `without` the reports that may not be seen while it is drafted."""

    report: ReportSummary
    request: DraftRequest
    invented: Invented
    real: tuple[str, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """`left_out` counts reports that make no request, by the reason."""

    cases: tuple[Case, ...]
    left_out: Mapping[str, int]


def make_cases(catalog: Catalog, book: OutlineBook, names: Names, trades: Trades) -> Cases:
    """A case for every report with LEAST_HEADINGS top headings or more, in the catalog's order;
    what `names` holds is taken out of its title and headings."""
    summaries = catalog.reports()
    reports = {summary.id: catalog.report(summary.id)[1] for summary in summaries}
    relatives = _relatives(summaries, catalog)
    year = _unheard_year(summaries, reports.values())
    left_out: Counter[str] = Counter(few_headings=0, odd_outline=0)
    cases: list[Case] = []
    for summary in summaries:
        report = reports[summary.id]
        parts = [section for section in report.sections if section.heading]
        if len(parts) < LEAST_HEADINGS:
            left_out["few_headings"] += 1
            continue
        case = _case(
            summary,
            parts,
            relatives[summary.id],
            _Retold(summary, report.title_is_derived, year, names, trades),
            book,
        )
        if case is None:
            left_out["odd_outline"] += 1
        else:
            cases.append(case)
    return Cases(tuple(cases), {reason: count for reason, count in left_out.items() if count})


@dataclass(frozen=True, slots=True)
class _Retold:
    """A report's title and headings as the invented unit would put them, in its year."""

    report: ReportSummary
    is_untitled: bool
    year: int
    names: Names
    trades: Trades

    def title(self, unit: str, genre: str) -> str:
        """Its title; of a report that has none, as one cut out of a collection, the plainest
        that a user would give it, not the opening words that stand in for one."""
        return (
            f"{unit}{self.year}年{genre or PLAIN_GENRE}"
            if self.is_untitled
            else self.text(self.report.title, unit)
        )

    def text(self, written: str, unit: str = "") -> str:
        """`written` simplified, its unit now `unit`, its years as far from `year` as they
        were from the report's own, other names gone."""
        plain = to_simplified(written)
        if own := names_of(self.report.unit):
            plain = re.sub("|".join(map(re.escape, own)), unit, plain)
        for _, name in self.names.within(plain, unit):
            plain = plain.replace(name, "")
        if self.report.year is None:
            return plain
        moved = self.year - self.report.year
        return _YEAR.sub(lambda match: str(int(match[1]) + moved), plain)


def _case(
    summary: ReportSummary,
    parts: Sequence[Section],
    without: Collection[str],
    retold: _Retold,
    book: OutlineBook,
) -> Case | None:
    """None where the headings make no outline that a user could ask for."""
    genre = summary.genre if summary.genre in book.genres else None
    headings = [retold.text(part.heading.strip("。：:；")) for part in parts]
    lines = [f"{format_number(1, i)}{heading}" for i, heading in enumerate(headings, 1)]
    try:
        outline = parse_outline("\n".join(lines), book, summary.title, genre)
    except (BadOutline, UnknownGenre):
        return None
    if len(outline.sections) != len(parts):
        return None
    real = tuple(_text(part) for part in parts)
    outline = _with_lengths(outline, [count_chars(text) for text in real])
    roles = {section.role for section in outline.sections}
    named = retold.title("", outline.genre)
    unit = retold.trades.unit(summary.unit, named)
    invented = invent(summary.id, named, unit, outline.genre, retold.year, roles)
    title = retold.title(invented.unit, outline.genre)
    request = DraftRequest(title, outline, invented.sheet, outline.length)
    return Case(summary, request, invented, real, tuple(sorted({summary.id, *without})))


def _with_lengths(outline: Outline, chars: Sequence[int]) -> Outline:
    share = min(1.0, MOST_CHARS / max(1, sum(chars)))
    lengths = [max(LEAST_SECTION, round(count * share)) for count in chars]
    sections = tuple(replace(s, length=n) for s, n in zip(outline.sections, lengths, strict=True))
    return replace(outline, sections=sections, length=sum(lengths))


def _unheard_year(summaries: Sequence[ReportSummary], reports: Iterable[Report]) -> int:
    """A year after all reports that none of them speaks of, nor of the next: where it
    stands in a draft it was not copied."""
    spoken = {int(year) for report in reports for year in _YEAR.findall(report.text)}
    latest = max((s.year for s in summaries if s.year), default=2025)
    return next(y for y in range(latest + 1, latest + 1000) if not {y, y + 1} & spoken)


def _text(part: Section) -> str:
    """What stands under a heading, small headings and all."""
    lines: list[str] = []
    for path, section in part.walk():
        if len(path) > 1 and section.heading:
            lines.append(section.number + section.heading)
        lines.extend(section.paragraphs)
    return "\n".join(lines)


def _relatives(summaries: Sequence[ReportSummary], catalog: Catalog) -> dict[str, set[str]]:
    """For each report the others of its family, and all that hold a passage nearly the same
    as one of its own."""
    family: defaultdict[str, set[str]] = defaultdict(set)
    for summary in summaries:
        family[summary.duplicate_of or summary.id].add(summary.id)
    relatives = {s.id: set(family[s.duplicate_of or s.id]) for s in summaries}
    passages = {p.id: p for s in summaries for p in catalog.passages_of(s.id)}
    for id_, same in near_duplicates({id_: p.text for id_, p in passages.items()}).items():
        relatives[passages[id_].report_id].update(passages[other].report_id for other in same)
    return relatives
