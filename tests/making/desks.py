"""A whole service that needs no embedding model: real SQLite, outlines and writer, a simple search."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from draftbot import corpus
from draftbot.corpus.duplicates import signature
from draftbot.corpus.passages import cut_passages
from draftbot.domain import (
    Draft,
    Filters,
    Hit,
    Passage,
    ReportSummary,
    Said,
    SearchResult,
)
from draftbot.drafts.store import DraftStore
from draftbot.facts.knowledge import CorpusKnowledge
from draftbot.index.catalog import Catalog
from draftbot.index.database import FILE_NAME, Database
from draftbot.index.name_index import NameIndex
from draftbot.index.report_rows import ReadFile
from draftbot.outlines.book import load_outlines
from draftbot.retrieval.candidates import Candidate
from draftbot.service import Draftbot, Parts
from draftbot.writing.chat_model import ModelWriter
from draftbot.writing.drafter import Drafter
from draftbot.writing.extractive import ExtractiveWriter
from making.finders import finder, tagger
from making.readers import reader
from making.trades import shipped_trades
from telling import zh

ROOT = Path(__file__).parents[2]
DIMENSIONS = 256


class LetterEmbeddings:
    """Texts as bags of pairs of letters: near where they share letters."""

    name = "letters"
    fault = None

    def remembered(self, texts: Sequence[str], prompt_names: tuple[str, ...] = ()) -> NDArray[np.float32]:
        return self.passages(texts)

    def query(self, text: str) -> NDArray[np.float32]:
        return self.passages([text])[0]

    def is_usable(self) -> bool:
        return True

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for pair in pairs(text):
                row[sum(map(ord, pair)) % DIMENSIONS] += 1
        lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)


class LetterIndex:
    """The catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog


class LetterSearch:
    """Ranks the sample reports' passages by the pairs of letters they share with the query."""

    def __init__(self, catalog: Catalog) -> None:
        self.embeddings, self.index = LetterEmbeddings(), LetterIndex(catalog)

    def rarities(self, words: Sequence[str]) -> dict[str, float]:
        return dict.fromkeys(words, 1.0)

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        roles = filters.roles if filters else ()
        asked = pairs(query)
        found = [
            (len(asked & pairs(summary.title + passage.text)), passage, summary)
            for passage, summary in sample_passages()
            if not roles or passage.role in roles
        ]
        best = sorted(found, key=lambda one: -one[0])[:k]
        hits = [Hit(i, float(score), p, s) for i, (score, p, s) in enumerate(best, 1)]
        return SearchResult(query, 0.1, tuple(hits))

    def passages_of(self, report_ids: Sequence[str]) -> dict[str, list[Candidate]]:
        """Each report's passages, their vectors bags of letters."""
        catalog = self.index.catalog
        found: dict[str, list[Candidate]] = {}
        for report, ids in catalog.passage_ids_of(report_ids).items():
            stored = catalog.passages(ids)
            vectors = self.embeddings.passages([stored[id_].passage.text for id_ in ids])
            found[report] = [
                Candidate(stored[id_], vector, b"", "", "", False)
                for id_, vector in zip(ids, vectors, strict=True)
            ]
        return found

    def respelt(self, text: str) -> str:
        return text


@cache
def pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


@cache
def sample_files() -> tuple[ReadFile, ...]:
    """The sample reports that are plain text, read and cut."""
    found = []
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        read = corpus.read(path.read_bytes(), path.name)
        reports = tuple((report, signature(report.text), tuple(cut_passages(report))) for report in read)
        found.append(ReadFile(str(path), path.name, b"", reports))
    return tuple(found)


@cache
def sample_home() -> Path:
    """A data folder that holds them, with the names in them, as a user's does; read once for all
    workers of a run."""
    home = Path(tempfile.mkdtemp(prefix="samples"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        _read_into(home)
        return home
    shared = Path(tempfile.gettempdir()) / f"samples-of-{run}"
    atexit.register(shutil.rmtree, shared, ignore_errors=True)
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            _read_into(begun := Path(tempfile.mkdtemp(prefix="samples")))
            begun.rename(shared)
        shutil.copytree(shared, home, dirs_exist_ok=True)
    return home


def _read_into(home: Path) -> None:
    with closing(Database(home)) as database:
        catalog, files = Catalog(database), sample_files()
        catalog.add(files, {p.id: b"" for file in files for _, _, passages in file.reports for p in passages})
        NameIndex(catalog, finder()).complete()


@cache
def sample_passages() -> tuple[tuple[Passage, ReportSummary], ...]:
    """Their passages."""
    found = []
    for file in sample_files():
        for report, _, passages in file.reports:
            summary = ReportSummary(
                report.id,
                report.title,
                report.genre.value,
                report.unit.value,
                report.year.value,
                report.script,
                file.hash,
                1,
                report.chars,
            )
            found += [(passage, summary) for passage in passages]
    return tuple(found)


class Idle:
    """In the place of what reads files: it reads none."""

    at_work = None


def quick_service(home: Path, model: ModelWriter | None = None) -> Draftbot:
    """A service over `home` that writes from the sample reports."""
    home.mkdir(exist_ok=True)
    if not (home / FILE_NAME).exists():
        shutil.copytree(sample_home(), home, dirs_exist_ok=True)
    database = Database(home)
    catalog, book, store = Catalog(database), load_outlines(ROOT / "prompts"), DraftStore(database)
    search, names = LetterSearch(catalog), NameIndex(catalog, finder())
    writer = ExtractiveWriter(cast(Any, search))
    knowledge = CorpusKnowledge(names, search.rarities, shipped_trades, tagger())
    drafter = Drafter(writer, model, knowledge, cast(Any, search.embeddings), store, book)
    resources = ExitStack()
    resources.callback(database.close)
    parts = Parts(
        names.catalog,
        cast(Any, search.embeddings),
        cast(Any, Idle()),
        cast(Any, search),
        book,
        drafter,
        store,
        knowledge,
        reader(home),
    )
    return Draftbot(parts, resources)


def talk(service: Draftbot, conversation: str, *messages: str) -> list[object]:
    """Events of the last message's answer."""
    events: list[object] = []
    for message in messages:
        events = list(service.say(conversation, message))
    return events


def said(events: Iterable[object]) -> str:
    return "\n".join(zh(e.text) for e in events if isinstance(e, Said))


def ask(service: Draftbot, conversation: str, *messages: str) -> str:
    """The words of the last message's answer."""
    return said(talk(service, conversation, *messages))


def headings(service: Draftbot, conversation: str) -> list[str]:
    outline = service.conversation(conversation).outline
    assert outline is not None
    return [s.heading for s in outline.sections]


def draft_of(service: Draftbot, conversation: str) -> Draft:
    draft_id = service.conversation(conversation).draft_id
    assert draft_id is not None
    return service.load_draft(draft_id)


def texts(draft: Draft, section: int) -> list[str]:
    return [s.text for s in draft.sections[section].sentences]
