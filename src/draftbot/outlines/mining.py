"""Outlines mined from the corpus: the sections that reports like the one to be written have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.genres import led_by
from draftbot.corpus.roles import role_of_path
from draftbot.domain import (
    DraftRequest,
    Filters,
    Report,
    ReportSummary,
    Section,
    count_chars,
)
from draftbot.facts.brief import Brief, brief_for
from draftbot.facts.knowledge import CorpusKnowledge
from draftbot.facts.topic import share_named
from draftbot.masking.mask import mask
from draftbot.outlines.book import OutlineBook
from draftbot.outlines.heading_groups import PastHeading, bare_heading, by_meaning, group_headings
from draftbot.outlines.mined import MinedOutline, MinedSection, SectionExample
from draftbot.outlines.validation import LONGEST_HEADING
from draftbot.retrieval.search import MAX_HITS, Search

MOST_REPORTS = 20
# Fewer reports than this are no usage: then reports less alike are looked at too.
ENOUGH_REPORTS = 3
DEEPEST = 2
MOST_EXAMPLES = 3
EXAMPLE_CHARS = 60
# A report about the topic has this share of it, by weight of words, in its title.
_ON_TOPIC = 0.5


@dataclass(frozen=True, slots=True)
class _Part:
    """A section of a past report. `parent` is the number of the part above it;
    `position` and `share` are of its report, 0 to 1."""

    heading: PastHeading
    summary: ReportSummary
    parent: int | None
    position: float
    share: float
    text: str


class OutlineMiner:
    """Finds what similar past reports have in common."""

    def __init__(self, search: Search, book: OutlineBook, knowledge: CorpusKnowledge) -> None:
        self.search, self.book, self.knowledge = search, book, knowledge

    def mine(self, title: str, genre: str | None = None) -> MinedOutline:
        """The sections of past reports like `title`, in their usual order.

        `genre` None: the genre that the title names. With no such report in the
        corpus, `reports` is 0. Raises UnknownGenre, EmptyQuery,
        VectorStoreUnavailable.
        """
        usual = self.book.outline_for(title, genre)
        catalog = self.search.index.catalog
        brief = brief_for(DraftRequest(title, usual), self.knowledge.now())
        read = [catalog.report(summary.id) for summary in self._alike(brief)]
        reports = [(summary, report) for summary, report in read if _has_headings(report)]
        parts = _parts(reports)
        stock = [
            section.heading for genre in self.book.genres for section in self.book.outline(genre).sections
        ]
        groups = group_headings([part.heading for part in parts], by_meaning(self.search.embeddings, stock))
        return MinedOutline(
            title,
            usual.genre,
            len(reports),
            sum(_is_on_topic(summary, brief) for summary, _ in reports),
            round(median(report.chars for _, report in reports)) if reports else 0,
            tuple(_sections(groups, parts, brief)),
        )

    def _alike(self, brief: Brief) -> list[ReportSummary]:
        """The reports of the genre most like what is to be written, best first, one
        of each family: on the topic, and by a unit that does like work, where
        there are enough of these."""
        hits = [
            hit
            for genre in led_by(brief.genre)
            for hit in self.search.search(brief.title, MAX_HITS, Filters(genre=genre)).hits
        ]
        families: dict[str, ReportSummary] = {}
        for hit in hits:
            families.setdefault(hit.report.duplicate_of or hit.report.id, hit.report)
        alike = list(families.values())
        alike = _where_enough(alike, lambda summary: _is_on_topic(summary, brief))
        alike = _where_enough(alike, brief.may_borrow_from)
        return alike[:MOST_REPORTS]


def _where_enough(reports: list[ReportSummary], test: Callable[[ReportSummary], bool]) -> list[ReportSummary]:
    passed = [summary for summary in reports if test(summary)]
    return passed if len(passed) >= ENOUGH_REPORTS else reports


def _is_on_topic(summary: ReportSummary, brief: Brief) -> bool:
    return share_named(brief.topic, to_simplified(summary.title)) >= _ON_TOPIC


def _has_headings(report: Report) -> bool:
    return sum(bool(section.heading) for _, section in report.walk()) > 1


# -- what past reports have ------------------------------------------------------


def _parts(reports: Sequence[tuple[ReportSummary, Report]]) -> list[_Part]:
    """The headed sections of all reports down to the second level, in order."""
    parts: list[_Part] = []
    for summary, report in reports:
        whole, before = max(report.chars, 1), 0
        top: int | None = None
        for path, section in report.walk():
            if section.heading and 1 <= section.level <= DEEPEST:
                heading = PastHeading(report.id, report.title, path, section.level)
                parent = top if section.level > 1 else None
                share = sum(_own_chars(below) for _, below in section.walk()) / whole
                parts.append(_Part(heading, summary, parent, before / whole, share, _beginning(section)))
                top = len(parts) - 1 if section.level == 1 else top
            before += _own_chars(section)
    return parts


def _own_chars(section: Section) -> int:
    return count_chars(section.number + section.heading + "".join(section.paragraphs))


def _beginning(section: Section) -> str:
    text = next((paragraph for _, below in section.walk() for paragraph in below.paragraphs), "")
    return text if len(text) <= EXAMPLE_CHARS else text[:EXAMPLE_CHARS] + "……"


# -- what they have in common ----------------------------------------------------


def _sections(
    groups: Sequence[Sequence[int]], parts: Sequence[_Part], brief: Brief
) -> Iterator[MinedSection]:
    """Each group as a section, those of the second level behind the first level they
    usually stand below, none headed as another beside it."""
    below = _below(groups, parts)
    is_usual = _usage(parts, brief)

    def position(n: int) -> float:
        return median(parts[i].position for i in groups[n])

    tops = _Headed(brief)
    for top in sorted(below, key=position):
        first = tops.section(1, [parts[i] for i in groups[top]])
        if first is None:
            continue
        yield first
        subs = _Headed(brief)
        for n in sorted(below[top], key=position):
            members = [parts[i] for i in groups[n]]
            section = subs.section(2, members) if is_usual(members) else None
            if section is not None:
                yield section


def _below(groups: Sequence[Sequence[int]], parts: Sequence[_Part]) -> dict[int, list[int]]:
    """Each group of the first level with those of the second that usually stand below it.
    A group is of the level that most of its headings have."""
    group_of = {i: n for n, group in enumerate(groups) for i in group}
    tops = {n for n, g in enumerate(groups) if 2 * sum(parts[i].heading.level == 1 for i in g) >= len(g)}
    homes: dict[int, int | None] = {}
    for n, group in enumerate(groups):
        above = Counter(group_of[p] for i in group if (p := parts[i].parent) is not None)
        home = above.most_common(1)[0][0] if above else None
        homes[n] = home if n not in tops and home in tops else None
    below: dict[int, list[int]] = {n: [] for n, home in homes.items() if home is None}
    for n, home in homes.items():
        if home is not None:
            below[home].append(n)
    return below


def _usage(parts: Sequence[_Part], brief: Brief) -> Callable[[Sequence[_Part]], bool]:
    """Whether sections of the second level are more than one report's own: several
    have them, or too few are on the topic to tell; off the topic they tell nothing."""
    on_topic = {p.summary.id for p in parts if _is_on_topic(p.summary, brief)}
    least = 2 if len(on_topic) >= ENOUGH_REPORTS else 1
    return lambda members: len(members) >= least and any(p.summary.id in on_topic for p in members)


class _Headed:
    """Heads sections that stand beside each other, each heading once."""

    def __init__(self, brief: Brief) -> None:
        self.brief, self.used = brief, set[str]()

    def section(self, level: int, parts: Sequence[_Part]) -> MinedSection | None:
        """The parts as one section, headed as most of them are, the shortest of those.

        None where every wording is taken or holds something that belongs to its
        report: a number, a name, another line of business.
        """
        wordings: Counter[str] = Counter()
        for part in parts:
            masked = mask(bare_heading(part.heading.heading), part.summary, self.brief)
            if masked and not masked.blanks and not self.brief.foreign_words(masked.text):
                wordings[masked.text] += 1
        usable = [w for w in wordings if 0 < count_chars(w) <= LONGEST_HEADING and w not in self.used]
        heading = max(usable, key=lambda text: (wordings[text], -len(text)), default="")
        self.used.add(heading)
        return _section(heading, level, parts) if heading else None


def _section(heading: str, level: int, parts: Sequence[_Part]) -> MinedSection:
    return MinedSection(
        heading,
        len(parts),
        level,
        Counter(role_of_path(part.heading.path) for part in parts).most_common(1)[0][0],
        round(median(part.position for part in parts), 3),
        round(median(part.share for part in parts), 3),
        tuple(
            SectionExample(part.summary.id, part.summary.title, part.heading.heading, part.text)
            for part in parts[:MOST_EXAMPLES]
        ),
    )
