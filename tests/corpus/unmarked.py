"""Compilations without any marker, made of known reports, and how well they are cut again.

What a page's editor does to a report is done at random to each: the title goes or becomes its
kind alone, signature, addressee and closing go, numbers go down a level or go altogether. The
sources are halved by their names: one half to look at while anything is changed, one kept for
the last measuring.
"""

from __future__ import annotations

import random
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from corpus.measuring import Score, sample_files
from draftbot.chinese.enumerators import Family, parse_number
from draftbot.corpus import read
from draftbot.corpus.cleaning import clean
from draftbot.corpus.formats import extract
from draftbot.corpus.genres import genre_of
from draftbot.corpus.lines import Place
from draftbot.corpus.set_lines import closes_a_report, is_date, is_salutation
from draftbot.corpus.splitting.meaning import Vectors
from draftbot.corpus.titles import title_of

SEEN, KEPT_UNSEEN = 0, 1
# How many characters one source may give: a provincial report is as long as twenty of a school.
_LONGEST = 9000
_LEAST_LINES = 4
_ALIKE, _FEW = 0.5, 4
# How often a report's numbers stay, begin at once, go down a level, or go altogether.
NUMBERS = (6, 1, 2, 1)


@dataclass(frozen=True)
class Source:
    """A known report: its title and the lines after it."""

    name: str
    title: str
    body: tuple[str, ...]


@dataclass(frozen=True)
class Compilation:
    """A text and the 1-based lines at which its reports begin; `ways` says of each report, in
    words, what was left of it."""

    text: str
    starts: tuple[int, ...]
    ways: tuple[str, ...]
    names: tuple[str, ...]


@dataclass
class Cutting:
    """The boundaries between reports found; what was missed and cut wrongly, by way."""

    score: Score = field(default_factory=Score)
    wanted: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def sources(shared: Path | None, half: int) -> list[Source]:
    """The known reports of one half: the samples, and real ones where there are any."""
    paths = sample_files()
    if shared is not None:
        paths = [*paths, *sorted((shared / "data" / "reports").glob("*.txt"))]
        paths += sorted((shared / "data" / "html").glob("*.html"))
    return [one for path in paths if zlib.crc32(path.name.encode()) % 2 == half and (one := _source(path))]


@cache
def _source(path: Path) -> Source | None:
    lines = [
        line for line in clean(extract(path.read_bytes(), path.name, 10**8)).lines if line.place is Place.TEXT
    ]
    title = title_of(lines)
    body = [line.text for i, line in enumerate(lines) if i not in title.used]
    if title.is_derived or len(body) < _LEAST_LINES:
        return None
    return Source(path.name, title.text, tuple(_within(body)))


def _within(body: list[str]) -> list[str]:
    """As many of the first whole parts as fit; a report cut elsewhere would be none."""
    starts = [i for i, text in enumerate(body) if (n := parse_number(text)) and n.family is Family.HAN]
    if sum(map(len, body)) <= _LONGEST or not starts:
        return body
    fitting = [i for i in starts if sum(map(len, body[:i])) <= _LONGEST]
    return body[: fitting[-1]] if len(fitting) > 1 else body[: starts[1] if len(starts) > 1 else None]


def compilation(some: list[Source], rng: random.Random, is_hard: bool) -> Compilation:
    """`some` reports one after the other, each as an editor leaves it."""
    lines: list[str] = []
    starts, ways = [], []
    for source in some:
        way, text = _edited(source, rng, is_hard)
        ways.append(way)
        starts.append(len(lines) + 1)
        lines += text
    return Compilation("\n".join(lines), tuple(starts), tuple(ways), tuple(s.name for s in some))


def _edited(source: Source, rng: random.Random, is_hard: bool) -> tuple[str, list[str]]:
    body = list(source.body)
    heading = rng.choices(("titled", "bare", "untitled"), (2, 2, 6))[0]
    if rng.random() < 0.7:
        while len(body) > _LEAST_LINES and len(body[-1]) <= 25 and body[-1][-1] not in "。；！":
            body.pop()
    if rng.random() < 0.5 and len(body) > _LEAST_LINES and closes_a_report(body[-1]):
        body.pop()
    if rng.random() < 0.6:
        while len(body) > _LEAST_LINES and (is_salutation(body[0]) or is_date(body[0]) or len(body[0]) < 10):
            body.pop(0)
    numbers = rng.choices(("numbered", "headless", "digits", "plain"), NUMBERS if is_hard else (1, 0, 0, 0))[
        0
    ]
    body = _NUMBERING[numbers](body)
    if heading == "titled":
        body.insert(0, source.title)
    elif heading == "bare" and (genre := genre_of(source.title).value) != "其他":
        body.insert(0, genre)
    return f"{heading}, {numbers}", [text for text in body if text.strip()]


def _as_digits(body: list[str]) -> list[str]:
    """一、 as 1、, and what was digits below as （1）."""
    said = []
    for text in body:
        number = parse_number(text)
        if number is not None and number.family is Family.HAN:
            text = f"{number.ordinal}、{text[number.end :].lstrip()}"
        elif number is not None and number.family is not Family.ORDER and re.match(r"\d", text):
            text = f"（{number.ordinal}）{text[number.end :].lstrip()}"
        said.append(text)
    return said


def _as_prose(body: list[str]) -> list[str]:
    """The paragraphs alone, without heads and numbers."""
    said = []
    for text in body:
        number = parse_number(text)
        rest = text[number.end :].strip() if number is not None else text
        if len(rest) > 30 or number is None:
            said.append(rest)
    return said


def _without_preface(body: list[str]) -> list[str]:
    """What begins with its own first number."""
    first = next(
        (i for i, text in enumerate(body) if (n := parse_number(text)) and n.family is Family.HAN), 0
    )
    return body[first:]


_NUMBERING = {
    "numbered": list,
    "digits": _as_digits,
    "plain": _as_prose,
    "headless": _without_preface,
}


def compilations(
    shared: Path | None, half: int, rounds: int, seed: int = 7, *, is_hard: bool = False
) -> Iterable[Compilation]:
    """`rounds` of them, of three to nine reports each, half of them of one genre; of hard ones the numbers are changed, too."""
    rng = random.Random(seed)
    known = sources(shared, half)
    kinds = Counter(genre_of(source.title).value for source in known)
    for _ in range(rounds):
        kind = rng.choice(sorted(kind for kind, count in kinds.items() if count > _FEW))
        alike = [source for source in known if genre_of(source.title).value == kind]
        some = alike if rng.random() < _ALIKE else known
        yield compilation(rng.sample(some, min(len(some), rng.randint(3, 9))), rng, is_hard)


def cut_again(made: Iterable[Compilation], vectors: Vectors | None = None) -> Cutting:
    """How they are cut, with a model of meaning or without: only boundaries between two reports count,
    right within one line that is not blank."""
    total = Cutting()
    for one in made:
        found = [report.first_line for report in read(one.text.encode(), "页.txt", vectors=vectors)][1:]
        hits = 0
        for start, way in zip(one.starts[1:], one.ways[1:], strict=True):
            total.wanted[way] += 1
            near = [line for line in found if abs(line - start) <= 1]
            if near:
                found.remove(near[0])
                hits += 1
            else:
                total.missed[way] += 1
        lines = one.text.split("\n")
        total.wrong += [lines[line - 1][:60] for line in found]
        total.score.add(Score(hits, hits + len(found), len(one.starts) - 1))
    return total
