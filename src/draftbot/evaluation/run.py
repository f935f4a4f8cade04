"""Sets in, a report out: each set is read into a data folder of its own, ranked and scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from draftbot.chinese.scripts import normalise
from draftbot.evaluation.ablations import ablations
from draftbot.evaluation.evaluate import Qrels, Ranker, Scores, evaluate
from draftbot.evaluation.indexed import indexed
from draftbot.evaluation.intervals import CONFIDENCE, RESAMPLES
from draftbot.evaluation.plain_recipe import (
    PLAIN,
    PLAIN_PASSAGES,
    cut_chunks,
    judge_chunks,
    passages_of_chunks,
    plain_ranker,
    require_splitter,
)
from draftbot.evaluation.query_vectors import QueryVectors
from draftbot.evaluation.report import RetrievalReport, Script, SetReport, changes, compare
from draftbot.evaluation.retrieval_set import RetrievalSet, simplified_queries
from draftbot.evaluation.systems import BM25, DENSE, DRAFTBOT, dense_ranker, lexical_ranker, search_ranker
from draftbot.index.vectors import Vectors
from draftbot.service import Parts
from draftbot.settings import Settings


@dataclass(frozen=True, slots=True)
class Options:
    """`ablations`: rank also with parts of the search left out; `simplified`: ask
    also with the queries in Simplified characters."""

    ablations: bool = False
    simplified: bool = False


@dataclass(frozen=True, slots=True)
class _Contest:
    """Rankers over one set, with the judgements each is held to."""

    systems: Mapping[str, Ranker]
    qrels: Qrels
    chunk_qrels: Qrels
    chunks: int

    def scores(self, queries: Mapping[str, str]) -> dict[str, Scores]:
        """Every system's scores, in the order of the systems."""
        scores: dict[str, Scores] = {}
        for name, ranker in self.systems.items():
            scores |= evaluate({name: ranker}, queries, self.chunk_qrels if name == PLAIN else self.qrels)
        return scores


def evaluate_retrieval(settings: Settings, sets: Sequence[RetrievalSet], options: Options) -> RetrievalReport:
    """How draftbot and the baselines rank each set, with the user's embedding model.

    Nothing is read from or written to the user's data folder but the converted
    model. Raises BadInput where the `eval` extra is missing, ModelError,
    DataFolderNotWritable.
    """
    require_splitter()
    return RetrievalReport(
        settings.embedding_model,
        CONFIDENCE,
        RESAMPLES,
        tuple(_evaluate_set(settings, one, options) for one in sets),
    )


def _evaluate_set(settings: Settings, set_: RetrievalSet, options: Options) -> SetReport:
    asked: dict[Script, Mapping[str, str]] = {"as_written": set_.queries}
    if options.simplified:
        asked["simplified"] = simplified_queries(set_.queries)
    with (
        indexed(set_, settings) as parts,
        TemporaryDirectory(prefix="draftbot-eval-") as plain,
        closing(Vectors(Path(plain), "", settings.embedding_model)) as plain_vectors,
    ):
        texts = [text for queries in asked.values() for text in queries.values()]
        contest = _contest(parts, plain_vectors, set_, texts, options)
        scores = {script: contest.scores(queries) for script, queries in asked.items()}
        documents, passages = parts.catalog.counts()
    return SetReport(
        name=set_.name,
        judged="passages" if set_.spans else "documents",
        queries=len(set_.queries),
        documents=documents,
        passages=passages,
        chunks=contest.chunks,
        left_out=set_.left_out,
        runs=tuple(compare(one, DRAFTBOT, script) for script, one in scores.items()),
        simplified_effect=changes(scores["as_written"], scores["simplified"]) if options.simplified else (),
    )


def _contest(
    parts: Parts, plain_vectors: Vectors, set_: RetrievalSet, texts: Sequence[str], options: Options
) -> _Contest:
    """All rankers, their queries encoded and the plain recipe's chunks stored."""
    search, unit_of = parts.search, set_.unit_of
    vectors = QueryVectors(parts.embeddings, [*texts, *map(normalise, texts)])
    chunks = cut_chunks(set_.texts)
    # Where passages are judged, a chunk stands for itself and has judgements of its own.
    chunk_units = {chunk.id: chunk.id if set_.spans else chunk.span.document for chunk in chunks}
    chunk_qrels = judge_chunks(chunks, set_.spans, set_.qrels) if set_.spans else set_.qrels
    systems = {
        DRAFTBOT: search_ranker(search, unit_of),
        BM25: lexical_ranker(search.index.fulltext, unit_of),
        DENSE: dense_ranker(search.index.vectors, vectors, unit_of),
        PLAIN: plain_ranker(plain_vectors, parts.embeddings, chunks, chunk_units, vectors),
    }
    if set_.spans:
        systems[PLAIN_PASSAGES] = passages_of_chunks(systems[PLAIN], chunks, set_.spans)
    if options.ablations:
        systems |= ablations(search, vectors, unit_of)
    return _Contest(systems, set_.qrels, chunk_qrels, len(chunks))
