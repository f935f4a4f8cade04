"""How well the corpus is read, measured against labels: used by the tests and by
scripts/bench_corpus.py, so that both speak of the same figures.

`shared` is the folder with third-party pages; labels name lines and spans of
them, never their text.
"""

from __future__ import annotations

import json
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.word_headings import Made
from draftbot.chinese.lac_tagger import LacTagger
from draftbot.chinese.scripts import to_simplified
from draftbot.corpus import read
from draftbot.corpus.cleaning import clean
from draftbot.corpus.duplicates import Families, signature
from draftbot.corpus.formats import extract
from draftbot.domain import Report
from draftbot.trades.files import load_trades
from draftbot.trades.trades import Trades

ROOT = Path(__file__).resolve().parents[2]
LABELS = Path(__file__).with_name("labels")
SAMPLES = ROOT / "corpus"
COLLECTIONS = ("汇编", "工作材料")
PINYIN = re.compile(r"[\u3400-\u9fff][（(][a-züāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿɡ]{1,6}[）)]")
GENRES_IN_NAMES = (
    "工作总结", "工作汇报", "述职报告", "调研报告", "工作计划", "实施方案", "情况通报", "经验材料", "心得体会",
)  # fmt: skip


@dataclass
class Score:
    """Hits among what was found and what should have been."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, other: Score) -> None:
        self.hits += other.hits
        self.found += other.found
        self.wanted += other.wanted

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.found + self.wanted) if self.hits else 0.0


def read_file(path: Path) -> list[Report]:
    return read(path.read_bytes(), path.name)


@cache
def tagger_and_trades() -> tuple[LacTagger, Trades]:
    return LacTagger(), load_trades(ROOT / "prompts")


def read_with_tagger(path: Path) -> list[Report]:
    """The reports of a file as the program reads it: units by tagger and trades."""
    tagger, trades = tagger_and_trades()
    return read(path.read_bytes(), path.name, tagger=tagger, trades=trades)


def sample_files(*, collections: bool = False) -> list[Path]:
    """The sample reports of corpus/, without or with the collections."""
    files = sorted(p for p in SAMPLES.iterdir() if p.is_file() and p.name != "README.md")
    return [p for p in files if collections or not any(word in p.name for word in COLLECTIONS)]


def gold(shared: Path) -> dict[str, dict]:
    labels = json.loads((shared / "seeds" / "gold.json").read_text("utf-8"))
    return {name: value for name, value in labels.items() if not name.startswith("_")}


# -- boundaries --------------------------------------------------------------


def boundaries(text: str, starts: list[int]) -> Score:
    """Report starts found in a .txt page against `starts` (1-based lines), each
    counted right within one non-empty line."""
    filled = [i for i, line in enumerate(text.split("\n"), start=1) if line.strip()]
    place = {line: i for i, line in enumerate(filled)}
    left = list(starts)
    found = [report.first_line for report in read(text.encode(), "页.txt")]
    hits = 0
    for line in found:
        near = [start for start in left if abs(place[start] - place[line]) <= 1]
        if near:
            left.remove(near[0])
            hits += 1
    return Score(hits, len(found), len(starts))


def without_markers(text: str, starts: list[int]) -> tuple[str, list[int]]:
    """`text` with its 篇N lines deleted, and where the reports begin then."""
    lines = text.split("\n")
    dropped = {i for i, line in enumerate(lines) if re.match(r"^篇\d+", line.strip())}
    moved = []
    for start in starts:
        i = start - 1
        while i in dropped or not lines[i].strip():
            i += 1
        moved.append(i + 1 - sum(d < i for d in dropped))
    return "\n".join(line for i, line in enumerate(lines) if i not in dropped), moved


def seed_boundaries(shared: Path, *, markers: bool) -> Score:
    total = Score()
    for name, labels in gold(shared).items():
        text = (shared / "seeds" / name).read_text("utf-8")
        if markers:
            total.add(boundaries(text, labels["starts"]))
        elif re.search(r"^篇\d+", text, re.MULTILINE):
            total.add(boundaries(*without_markers(text, labels["starts"])))
    return total


MARKS = (
    "篇{n}",
    "（篇{n}）",
    "【篇{n}】",
    "篇{n}：{title}",
    "第{han}篇",
    "工作总结{n}",
    "范文{han}",
    "述职报告范文（{han}）",
)
WAYS = ("markers", "titles", "openings", "numbers")


def made_up_collection(
    reports: list[tuple[str, list[str]]], way: str, rng: random.Random
) -> tuple[str, list[int]]:
    """(text, starts) of a collection put together from single reports; what
    tells them apart is `way`: markers, titles, openings, or 一、 alone."""
    mark = rng.choice(MARKS)
    lines = [f"工作总结范文合集（共{len(reports)}篇）"] if way == "markers" else []
    starts = []
    for ordinal, (title, body) in enumerate(reports, start=1):
        text = list(body)
        if way in ("openings", "numbers"):
            while text and (len(text[-1]) <= 25 and text[-1][-1] not in "。；"):
                text.pop()
        if way == "numbers":
            text = text[next((i for i, line in enumerate(text) if line.startswith("一、")), 0) :]
        if way == "titles":
            text.insert(0, title)
        if way == "markers":
            lines.append(mark.format(n=ordinal, han="一二三四五六七八九"[ordinal - 1], title=title))
        starts.append(len(lines) + 1)
        lines.extend(text)
    return "\n".join(lines), starts


def single_reports() -> list[tuple[str, list[str]]]:
    """(title, cleaned lines after it) of each sample report."""
    found = []
    for path in sample_files():
        (report,) = read_file(path)
        lines = [line.text for line in clean(extract(path.read_bytes(), path.name, 10**8)).lines]
        found.append((report.title, [line for line in lines if line != report.title]))
    return found


def made_up_boundaries(way: str, rounds: int, seed: int = 1) -> Score:
    rng = random.Random(seed)
    reports = single_reports()
    total = Score()
    for _ in range(rounds):
        total.add(boundaries(*made_up_collection(rng.sample(reports, rng.randint(2, 7)), way, rng)))
    return total


def wrongly_cut(shared: Path) -> tuple[list[str], int]:
    """(names of single real reports that were cut, how many there are)."""
    files = [
        *sorted((shared / "data" / "reports").glob("*.txt")),
        *sorted((shared / "data" / "html").glob("*.html")),
    ]
    return [path.name for path in files if len(read_file(path)) > 1], len(files)


# -- cleaning ----------------------------------------------------------------


def furniture_left(shared: Path) -> list[tuple[str, int]]:
    """(file, line) of lines listed as furniture whose text stands in a report."""
    left = []
    for name, labels in gold(shared).items():
        lines = (shared / "seeds" / name).read_text("utf-8").split("\n")
        texts = "\n".join(report.text for report in read_file(shared / "seeds" / name))
        kept = set(texts.split("\n"))
        left.extend((name, n) for n in labels["furniture"] if lines[n - 1].strip() in kept)
    return left


def pinyin_left(shared: Path) -> int:
    """Pinyin brackets in the reports of the page that is full of them."""
    name = next(n for n in gold(shared) if n.startswith("002"))
    return sum(len(PINYIN.findall(report.text)) for report in read_file(shared / "seeds" / name))


def brackets_removed(paths: Iterable[Path]) -> int:
    """Pinyin repairs made in files that have no mechanical pinyin."""
    return sum(
        repair.count
        for path in paths
        for report in read_file(path)
        for repair in report.repairs
        if repair.name == "pinyin_brackets"
    )


# -- structure and metadata --------------------------------------------------


def heading_scores(shared: Path | None) -> Iterator[tuple[str, Score]]:
    """(document, score) of headings found with the right level."""
    labels = json.loads((LABELS / "headings.json").read_text("utf-8"))
    for name, wanted in labels.items():
        if name.startswith("shared/"):
            if shared is None:
                continue
            path = shared / name.removeprefix("shared/")
        else:
            path = ROOT / name
        found = set(_headings(path))
        right = {tuple(pair) for pair in wanted}
        yield name, Score(len(found & right), len(found), len(right))


def _headings(path: Path) -> Iterator[tuple[int, int]]:
    """(line, level) of each heading found, by looking its text up in order."""
    lines = clean(extract(path.read_bytes(), path.name, 10**8)).lines
    at = 0
    for report in read_file(path):
        for _, section in report.walk():
            key = (section.number + section.heading)[:14].replace(" ", "")
            match = next(
                (i for i in range(at, len(lines)) if lines[i].text.replace(" ", "").startswith(key)), None
            )
            if section.heading and match is not None:
                at = match
                yield lines[match].number, section.level


def made_headings(files: Iterable[Made]) -> Iterator[tuple[str, Score]]:
    """(file, score) of the headings of Word files made for it, with the right level and number."""
    for one in files:
        found = Counter(
            (section.level, _squeezed(section.number + section.heading))
            for report in read(one.data, "报告.docx")
            for _, section in report.walk()
            if section.heading
        )
        right = Counter((level, _squeezed(shown)) for level, shown in one.tree)
        yield one.name, Score((found & right).total(), found.total(), right.total())


def _squeezed(shown: str) -> str:
    return unicodedata.normalize("NFKC", shown).replace(" ", "").rstrip(":")


@dataclass
class Metadata:
    """How many reports, and for how many each guess is right."""

    reports: int = 0
    genre: int = 0
    unit: int = 0
    year: int = 0


def sample_metadata() -> Metadata:
    """Guesses on the sample reports against what their file names say."""
    total = Metadata()
    for path in sample_files():
        unit, year, rest = to_simplified(path.stem).split("_", 2)
        (report,) = read_with_tagger(path)
        genre = next(
            (g for g in GENRES_IN_NAMES if rest.endswith(g)), "实施方案" if rest.endswith("方案") else ""
        )
        total.reports += 1
        total.genre += report.genre.value == genre
        total.unit += unit in to_simplified(report.unit.value)
        total.year += report.year.value == int(year)
    return total


def seed_metadata(shared: Path) -> Metadata:
    """Guesses on the seed pages against labels by hand; a unit is labelled by
    its place in the page."""
    total = Metadata()
    for name, rows in json.loads((LABELS / "seeds.json").read_text("utf-8")).items():
        lines = (shared / "seeds" / name).read_text("utf-8").split("\n")
        for report, row in zip(read_with_tagger(shared / "seeds" / name), rows, strict=True):
            unit = ""
            if row["unit"]:
                line, start, end = row["unit"]
                unit = PINYIN.sub(lambda m: m.group()[0], to_simplified(lines[line - 1])[start : end + 9])
                unit = unit[: len(re.sub(r"[（(].*?[）)]", "", to_simplified(lines[line - 1])[start:end]))]
            total.reports += 1
            total.genre += report.genre.value in row["genres"]
            total.unit += to_simplified(report.unit.value) == unit
            total.year += report.year.value == row["year"]
    return total


# -- families and speed ------------------------------------------------------


def family_pairs(files: Iterable[Path]) -> set[frozenset[str]]:
    """Pairs (as sets of "file:line") of which one repeats the other."""
    found = Families()
    names: dict[str, str] = {}
    pairs: set[frozenset[str]] = set()
    for path in files:
        for report in read_file(path):
            signed = signature(report.text)
            names[report.id] = f"{path.name}:{report.first_line}"
            near = found.nearest(signed)
            if near:
                pairs.add(frozenset((names[report.id], names[near[0]])))
            found.add(report.id, signed)
    return pairs


def characters_per_second(paths: list[Path]) -> float:
    """Characters of .txt read to structured reports in a second of processor time."""
    loaded = [(path.read_bytes(), path.name) for path in paths]
    for data, name in loaded[:3]:
        read(data, name)
    start = time.process_time()
    for data, name in loaded:
        read(data, name)
    spent = time.process_time() - start
    return sum(len(path.read_text("utf-8", errors="replace")) for path in paths) / spent
