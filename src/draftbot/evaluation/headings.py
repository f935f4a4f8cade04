"""A retrieval set made from any reports: a heading asks for the passages of its section.

The headings are taken out of what is indexed, else each would find itself.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from draftbot import corpus
from draftbot.chinese.grams import grams_of, plain_text
from draftbot.chinese.scripts import normalise
from draftbot.corpus.duplicates import signature
from draftbot.corpus.passages import cut_passages
from draftbot.domain import Passage, Report, Role, Section, count_chars
from draftbot.errors import BadInput, FileMissing, UnreadableFile
from draftbot.evaluation.near_duplicates import near_duplicates
from draftbot.evaluation.retrieval_set import RetrievalSet, Span
from draftbot.index.report_rows import ReadFile
from draftbot.messages import Message

NAME, SAME_THEME = "headings", "headings_same_theme"
# 前言 or 做法 stands in half of all reports: nobody could say which section is asked for.
LEAST_CHARACTERS = 4
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# Headings that share so much of their pairs of characters, by rarity, name one theme (Dice).
_ONE_THEME = 0.3


@dataclass(frozen=True, slots=True)
class Read:
    """A file's reports, each with its passages as they were cut."""

    path: str
    hash: str
    reports: tuple[tuple[Report, tuple[Passage, ...]], ...]


def read_headings(paths: Sequence[Path], max_bytes: int) -> RetrievalSet:
    """The headings of the reports in files and folders, judged by passage.

    Relevant is every passage of a heading's section with its subsections, and
    what nearly repeats one of these. A heading several reports have is one
    query. Files without a report are left out, and counted. Raises FileMissing,
    and BadInput when no heading can be asked.
    """
    left_out: Counter[str] = Counter()
    files = read_files(paths, max_bytes, left_out)
    passages = [p for file in files for _, cut in file.reports for p in cut]
    queries, qrels = _questions(passages, left_out)
    if not queries:
        raise BadInput(what=Message("evaluation.no_heading_to_ask", paths=tuple(map(str, paths))))
    bare = [_without_headings(file, list(queries)) for file in files]
    reports = [entry for file in bare for entry in file.reports]
    return RetrievalSet(
        name=NAME,
        files=tuple(bare),
        unit_of={p.id: p.id for p in passages},
        texts={report.id: report.text for report, _, _ in reports},
        queries=queries,
        qrels=qrels,
        spans={id_: span for _, _, cut in reports for id_, span in _spans(cut)},
        left_out={reason: count for reason, count in left_out.items() if count},
    )


def read_files(paths: Sequence[Path], max_bytes: int, left_out: Counter[str]) -> list[Read]:
    """Every file once that holds a report, in order."""
    read: dict[str, Read] = {}
    for path in dict.fromkeys(file for given in paths for file in _files(given)):
        try:
            data = path.read_bytes()
            reports = corpus.read(data, path.name, max_bytes=max_bytes)
        except (OSError, UnreadableFile):
            left_out["unreadable_files"] += 1
            continue
        hash_ = hashlib.sha256(data).hexdigest()
        read.setdefault(hash_, Read(str(path), hash_, tuple((r, tuple(cut_passages(r))) for r in reports)))
    return list(read.values())


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or the readable files below a folder, READMEs and hidden ones aside."""
    if not path.exists():
        raise FileMissing(path=path)
    if path.is_file():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
        known = file.suffix.lower() in corpus.readable_suffixes() and file.stem.lower() != "readme"
        if known and not hidden and file.is_file():
            yield file


def _questions(
    passages: Sequence[Passage], left_out: Counter[str]
) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """Queries and judgements; a query's id is its heading as it is compared."""
    texts: dict[str, str] = {}
    within: defaultdict[str, set[str]] = defaultdict(set)
    for passage in passages:
        for heading in passage.heading_path:
            texts.setdefault(_plain(heading), heading)
            within[_plain(heading)].add(passage.id)
    queries = {key: text for key, text in texts.items() if len(_CHINESE.findall(key)) >= LEAST_CHARACTERS}
    left_out["short_headings"] = len(texts) - len(queries)
    twins = near_duplicates({p.id: p.text for p in passages})
    relevant = {key: within[key].union(*(twins[id_] for id_ in within[key])) for key in queries}
    return queries, {key: dict.fromkeys(sorted(ids), 1) for key, ids in relevant.items()}


def with_same_theme(exact: RetrievalSet) -> RetrievalSet:
    """`read_headings`' set, where what stands under another heading of the same theme is
    relevant too: in a corpus of one kind of report nobody could tell which is asked for.

    Of one theme are headings with much of their pairs of characters in common, rare
    ones counting more; no ranking and no model has a say in it.
    """
    pairs = {
        key: {g for g in grams_of(plain_text(text)) if len(g) > 1} for key, text in exact.queries.items()
    }
    held = Counter(pair for each in pairs.values() for pair in each)
    rarity = {pair: math.log((len(pairs) + 1) / count) for pair, count in held.items()}
    sizes = {key: sum(rarity[pair] for pair in each) for key, each in pairs.items()}
    qrels: dict[str, dict[str, int]] = {}
    for key, each in pairs.items():
        alike = [
            other
            for other, theirs in pairs.items()
            if 2 * sum(rarity[pair] for pair in each & theirs) >= _ONE_THEME * (sizes[key] + sizes[other])
        ]
        qrels[key] = dict.fromkeys(sorted({id_ for other in alike for id_ in exact.qrels[other]}), 1)
    return replace(exact, name=SAME_THEME, qrels=qrels)


def _without_headings(file: Read, asked: Sequence[str]) -> ReadFile:
    """The file as it is indexed: paragraphs only, and no title that gives an answer away."""
    stored = []
    for report, passages in file.reports:
        paragraphs = tuple(p for _, section in report.walk() for p in section.paragraphs)
        title = _plain(report.title)
        bare = replace(
            report,
            title="" if any(heading in title for heading in asked) else report.title,
            sections=(Section(0, "", "", paragraphs),),
        )
        # The role is read out of the headings, so it goes with them.
        cut = tuple(replace(p, heading_path=(), role=Role.OTHER) for p in passages)
        stored.append((bare, signature(bare.text), cut))
    return ReadFile(file.path, file.hash, b"", tuple(stored))


def _spans(passages: Sequence[Passage]) -> Iterator[tuple[str, Span]]:
    """Where each passage of a report stands: passages follow on one another without
    a gap, white space aside."""
    at = 0
    for passage in passages:
        end = at + count_chars(passage.text)
        yield passage.id, Span(passage.report_id, at, end)
        at = end


def _plain(text: str) -> str:
    """A heading as it is compared: one script, no white space."""
    return "".join(normalise(text).split())
