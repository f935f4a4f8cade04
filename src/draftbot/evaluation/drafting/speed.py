"""How long a draft of five sections and 2,500 characters takes, and its first section."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from draftbot.bootstrap import build_parts
from draftbot.domain import DraftRequest, FactSheet, SectionWritten
from draftbot.errors import BadInput, FileMissing
from draftbot.evaluation.drafting.bench import Bench
from draftbot.evaluation.drafting.others import SearchOfOthers
from draftbot.evaluation.drafting.report import DraftSpeed
from draftbot.evaluation.speed.model import model_name, settings_for
from draftbot.evaluation.speed.timing import spread_of
from draftbot.evaluation.speed.words import subjects
from draftbot.index.database import FILE_NAME, Database
from draftbot.messages import Message
from draftbot.outlines.book import OutlineBook
from draftbot.settings import Settings
from draftbot.writing.drafter import Drafter

SECTIONS, CHARS = 5, 2_500
_GENRE = "工作总结"
_SUBJECTS = 12  # the commonest subjects of generated reports
_WARM_UP = 2


def usual_requests(titles: Sequence[str], book: OutlineBook, count: int) -> list[DraftRequest]:
    """`count` requests for a 工作总结 by the built-in outline; titles are taken in turn."""
    outline = book.outline(_GENRE)
    outline = replace(outline, sections=outline.sections[:SECTIONS])
    return [
        DraftRequest(title, outline, FactSheet(period="2026年"), CHARS, seed=seed)
        for seed, title in enumerate(islice(cycle(titles), count))
    ]


def time_drafts(drafter: Drafter, search: SearchOfOthers, requests: Sequence[DraftRequest]) -> DraftSpeed:
    """Time to the first section and to the finished draft of each request, and right after
    it the bare encoding of the queries it searched for. The first requests are also drafted
    once before the clock starts."""
    for request in requests[:_WARM_UP]:
        for _ in drafter.events(request):
            pass
    whole: list[float] = []
    first: list[float] = []
    encode: list[float] = []
    chars = 0
    for request in requests:
        search.asked.clear()
        started = time.perf_counter()
        sections: list[SectionWritten] = []
        for event in drafter.events(request):
            if isinstance(event, SectionWritten):
                if not sections:
                    first.append(time.perf_counter() - started)
                sections.append(event)
        whole.append(time.perf_counter() - started)
        chars += sum(event.section.chars for event in sections)
        started = time.perf_counter()
        for query in search.asked:
            search.embeddings.encode_query(query)
        encode.append(time.perf_counter() - started)
    passages = drafter.knowledge.catalog.counts()[1]
    return DraftSpeed(
        passages, len(requests), chars // len(requests), spread_of(whole), spread_of(first), spread_of(encode)
    )


def time_folder(settings: Settings, home: Path, count: int) -> DraftSpeed:
    """The same over a folder that `draftbot eval speed --keep` filled.

    Raises FileMissing where `home` is none, BadInput where another model filled it.
    """
    if not (home / FILE_NAME).is_file():
        raise FileMissing(path=home / FILE_NAME)
    model = model_name(settings)
    _require_model(home, model)
    with ExitStack() as resources:
        parts = build_parts(settings_for(home, settings, model), resources)
        parts.embeddings.load()
        bench = Bench.over(parts, settings)
        titles = [f"2026年{subject}工作总结" for subject in subjects()[:_SUBJECTS]]
        return time_drafts(bench.drafter(), bench.search, usual_requests(titles, parts.book, count))


def _require_model(home: Path, model: str) -> None:
    """A folder filled with another model would be embedded anew: hours of it."""
    database = Database(home)
    try:
        kept = database.read("SELECT value FROM store_facts WHERE name = 'embedding_model'")
    finally:
        database.close()
    if not kept or kept[0]["value"] != model:
        raise BadInput(what=Message("evaluation.other_model", home=str(home)))
