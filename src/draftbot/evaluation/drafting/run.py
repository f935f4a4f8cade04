"""Reports in, a report on drafting out."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from draftbot.bootstrap import build_parts
from draftbot.domain import Filters, count_chars
from draftbot.errors import BadInput, FileMissing
from draftbot.evaluation.drafting.bench import Bench, write
from draftbot.evaluation.drafting.cases import Case, make_cases
from draftbot.evaluation.drafting.likeness import DRAFT, compare, up_to
from draftbot.evaluation.drafting.matter import LEAST_PASSAGES, supporting, top_passages
from draftbot.evaluation.drafting.measures import (
    Tally,
    all_sentences,
    judge_facts,
    judge_length,
    judge_sentences,
)
from draftbot.evaluation.drafting.model_errors import plant_errors
from draftbot.evaluation.drafting.names import Names, collect_names
from draftbot.evaluation.drafting.report import Compared, DraftingReport, DraftSpeed
from draftbot.evaluation.drafting.speed import time_drafts, time_folder, usual_requests
from draftbot.evaluation.speed.model import model_name, settings_for
from draftbot.messages import Message
from draftbot.service import Parts
from draftbot.settings import Settings
from draftbot.writing.drafter import Drafter

EXTRACTIVE = "extractive"


@dataclass(frozen=True, slots=True)
class Options:
    """`limit` reports at the most, spread evenly; with `model` the user's chat model writes;
    `keep` is where what was read stays for the next run; in drafts of `errors` reports
    errors are planted; `timed` drafts are timed over the reports, and over `speed_home`,
    a folder that `draftbot eval speed --keep` left."""

    limit: int | None = None
    model: bool = False
    errors: int = 8
    keep: Path | None = None
    timed: int = 20
    speed_home: Path | None = None


def evaluate_drafting(settings: Settings, paths: Sequence[Path], options: Options) -> DraftingReport:
    """How drafts of the reports in `paths` stand up to the reports themselves.

    Nothing is read from or written to the user's data folder but the converted
    model. Raises BadInput where no report has headings enough, FileMissing,
    ModelError, DataFolderError.
    """
    for path in paths:
        if not path.exists():
            raise FileMissing(path=path)
    model = model_name(settings)
    with ExitStack() as resources:
        home = options.keep or Path(resources.enter_context(TemporaryDirectory(prefix="draftbot-eval-")))
        parts = build_parts(settings_for(home, settings, model), resources)
        parts.embeddings.load()  # a draft by words alone is not what is measured
        parts.ingest.paths(list(paths))
        bench = Bench.over(parts, settings)
        drafter = bench.drafter(bench.chat_model(settings) if options.model else None)
        found = _evaluate(bench, drafter, options)
        speed = (*found.speed, *_speed_of_folder(settings, options))
    return DraftingReport(
        settings.embedding_model,
        settings.llm if options.model else EXTRACTIVE,
        found.reports,
        found.sections,
        found.sentences,
        len(found.real),
        found.left_out,
        found.tally.measured(),
        found.compared,
        speed,
        tuple(found.tally.failures),
    )


@dataclass(slots=True)
class _Found:
    """What is gathered draft by draft; `texts` are put in the place of the `real` sections."""

    tally: Tally = field(default_factory=Tally)
    reports: int = 0
    sections: int = 0
    sentences: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    real: list[str] = field(default_factory=list)
    texts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    compared: tuple[Compared, ...] = ()
    speed: tuple[DraftSpeed, ...] = ()


def _evaluate(bench: Bench, drafter: Drafter, options: Options) -> _Found:
    names = names_of_corpus(bench.parts)
    cases = make_cases(bench.parts.catalog, bench.parts.book, names, bench.trades)
    if not cases.cases:
        raise BadInput(what=Message("evaluation.no_report_with_headings"))
    found = _Found(left_out=dict(cases.left_out))
    chosen = _spread(cases.cases, options.limit)
    for case in chosen:
        bench.search.without = case.without
        _judge(drafter, bench, case, names, found)
    found.compared = compare(found.texts, found.real, drafter.embeddings) if found.real else ()
    plant_errors(bench, _spread(chosen, options.errors), found.tally)
    if options.timed:
        bench.search.without = ()
        requests = usual_requests([case.request.title for case in chosen], drafter.book, options.timed)
        found.speed = (time_drafts(drafter, bench.search, requests),)
    return found


def _judge(drafter: Drafter, bench: Bench, case: Case, names: Names, found: _Found) -> None:
    """Draft one report and add what is found to all the rest."""
    search, trades = bench.search, bench.trades
    draft = write(drafter, case.request)
    found.reports += 1
    found.sections += len(draft.sections)
    found.sentences += sum(1 for _ in all_sentences(draft))
    judge_sentences(draft, case.invented.year, names, found.tally)
    judge_facts(draft, case, drafter.embeddings, found.tally)
    # Formulas and leads aside, sections come one for one from the outline.
    for place, (section, asked, real) in enumerate(
        zip(draft.sections, draft.request.outline.sections, case.real, strict=True)
    ):
        hits = supporting(search, case, asked, trades)
        if len(hits) < LEAST_PASSAGES:
            continue
        matter = sum(count_chars(hit.passage.text) for hit in hits)
        judge_length(draft, section, asked.length or 0, matter, found.tally)
        found.real.append(real)
        tops = list(top_passages(search, case, asked))
        others = _random_passages(drafter, case, place)
        for name, text in (
            (DRAFT, section.text),
            ("random", next(iter(others), "")),
            ("top", next(iter(tops), "")),
            ("random_filled", up_to(others, section.chars)),
            ("top_filled", up_to(tops, section.chars)),
        ):
            found.texts[name].append(text)


def _random_passages(drafter: Drafter, case: Case, place: int) -> list[str]:
    """Passages of other reports of the same genre, in an order of chance that is always the same."""
    chance = random.Random(f"{case.report.id}/{place}")
    reports = [
        report.id
        for report in drafter.knowledge.catalog.reports(Filters(genre=case.report.genre or None))
        if report.id not in case.without
    ]
    drawn = chance.sample(reports, min(len(reports), 10))
    read = drafter.knowledge.catalog.passages_of
    return [chance.choice(passages).text for id_ in drawn if (passages := read(id_))]


def names_of_corpus(parts: Parts) -> Names:
    """The proper names in all reports."""
    summaries = parts.catalog.reports()
    texts = ((summary.id, parts.catalog.report(summary.id)[1].text) for summary in summaries)
    return collect_names({summary.unit for summary in summaries if summary.unit}, texts)


def _spread(cases: Sequence[Case], limit: int | None) -> Sequence[Case]:
    """At most `limit` cases, evenly from first to last."""
    if limit is None or limit >= len(cases):
        return cases
    return [cases[place * len(cases) // limit] for place in range(limit)]


def _speed_of_folder(settings: Settings, options: Options) -> Iterator[DraftSpeed]:
    if options.speed_home is not None:
        yield time_folder(settings, options.speed_home, options.timed or 1)
