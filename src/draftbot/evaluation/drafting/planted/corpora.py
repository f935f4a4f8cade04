"""A corpus of one trade's reports, and the request of another unit that drafts from it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from draftbot.evaluation.drafting.planted.planting import Planter, Said
from draftbot.evaluation.drafting.planted.strings import Planted
from draftbot.evaluation.drafting.planted.trades import (
    EXPERIENCE,
    OVERVIEW,
    PARTS,
    PLANS,
    PROBLEMS,
    WORK,
    Trade,
)

REPORTS, YEARS, DRAFT_YEAR = 6, range(2018, 2025), 2026
GENRE = "工作总结"
_HEADINGS = {
    OVERVIEW: "一、基本情况",
    WORK: "二、主要做法与成效",
    EXPERIENCE: "三、经验体会",
    PROBLEMS: "四、存在的问题",
    PLANS: "五、下一步工作打算",
}
_SENTENCES = {OVERVIEW: 2, EXPERIENCE: 2, PROBLEMS: 3, PLANS: 3}
_SUBSECTIONS, _TO_A_SUBSECTION = 3, 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that follow one another, under a heading of their own or under the part's (None)."""

    part: str
    heading: Said | None
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class GeneratedReport:
    title: Said
    unit: Planted
    year: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The report as a file holds it."""
        return "\n".join((self.title.text, "", *self._body(), "", self.unit.text, f"{self.year}年12月"))

    def _body(self) -> Iterator[str]:
        part, number = "", 0
        for paragraph in self.paragraphs:
            if paragraph.part != part:
                part, number = paragraph.part, 0
                yield _HEADINGS[part]
            if paragraph.heading:
                number += 1
                yield f"（{'一二三四五六'[number - 1]}）{paragraph.heading.text}"
            yield "".join(said.text for said in paragraph.sentences)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Reports of one trade with all that was planted in them, and for whom is to be drafted."""

    trade: Trade
    seed: int
    title: str
    unit: str
    reports: tuple[GeneratedReport, ...]
    planted: tuple[Planted, ...]

    def write(self, folder: Path) -> None:
        """One text file for each report."""
        for number, report in enumerate(self.reports):
            folder.joinpath(f"{number:02}{report.title.text}.txt").write_text(report.text, encoding="utf-8")


def make_corpus(trade: Trade, seed: int) -> Corpus:
    """The corpus of a trade, always the same for the same seed. Nothing in it is called by a
    word of the frames or of the request."""
    chance = random.Random(f"planted/{trade.name}/{seed}")
    asked = Planter(chance, trade.plain).unit(trade.units).text
    title = f"{DRAFT_YEAR}年{asked}{trade.topic}工作总结"
    headings = "\n".join(_HEADINGS.values())
    planter = Planter(chance, f"{trade.plain}\n{title}\n{headings}")
    decks = {part: Deck(chance, trade.frames[part]) for part in PARTS}
    headed = Deck(chance, trade.headings)
    reports = tuple(_report(trade, planter, decks, headed) for _ in range(REPORTS))
    return Corpus(trade, seed, title, asked, reports, tuple(planter.planted.values()))


class Deck:
    """Frames dealt in an order of chance, each once before any comes again."""

    def __init__(self, chance: random.Random, frames: Sequence[str]) -> None:
        self.chance, self.frames, self._rest = chance, frames, list[str]()

    def deal(self, count: int) -> list[str]:
        """`count` frames, none of them twice."""
        dealt: list[str] = []
        while len(dealt) < count:
            if not self._rest:
                fresh = [frame for frame in self.frames if frame not in dealt]
                self._rest = self.chance.sample(fresh, len(fresh))
            dealt.append(self._rest.pop())
        return dealt


def _report(trade: Trade, planter: Planter, decks: dict[str, Deck], headed: Deck) -> GeneratedReport:
    planter.new_report()
    unit, year = planter.unit(trade.units), planter.chance.choice(YEARS)
    words: dict[str, str | Planted] = {**trade.words, "unit": unit, "year": str(year)}

    def fill(frame: str) -> Said:
        return planter.fill(frame, {**words, "thing": planter.chance.choice(trade.things)})

    def paragraph(part: str, count: int, heading: Said | None = None) -> Paragraph:
        return Paragraph(part, heading, tuple(map(fill, decks[part].deal(count))))

    paragraphs: list[Paragraph] = []
    for part in PARTS:
        if part == WORK:
            subheadings = map(fill, headed.deal(_SUBSECTIONS))
            paragraphs += [paragraph(part, _TO_A_SUBSECTION, heading) for heading in subheadings]
        else:
            paragraphs.append(paragraph(part, _SENTENCES[part]))
    return GeneratedReport(fill(planter.chance.choice(trade.titles)), unit, year, tuple(paragraphs))
