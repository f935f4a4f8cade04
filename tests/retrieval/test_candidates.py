"""What is kept ready for ranking gives what ranking from scratch would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from draftbot.chinese.grams import plain_text
from draftbot.chinese.shingles import overlap, pieces_of
from draftbot.domain import Corrections, Filters
from draftbot.retrieval.candidates import Candidate, Candidates
from draftbot.retrieval.diversity import TWIN_OVERLAP, fold
from draftbot.retrieval.query import Query, understand
from draftbot.retrieval.ranking import Rarity, query_pairs
from draftbot.retrieval.search import Search
from draftbot.service import Draftbot

QUERIES = [
    "防汛值班制度",
    "如何做好幼儿园安全检查工作",
    "2024年家访三百次",
    "工作中存在的问题和不足",
    "柳荫街道防汛指挥部 防汛责任 指挥体系",
    "教师培训",
    "食堂 留样 48小时",
]


@pytest.mark.parametrize("asked", QUERIES)
def test_signals_are_those_of_each_passage_by_itself(sample_service: Draftbot, asked: str) -> None:
    search = sample_service._parts.search
    query = understand(asked, search.synonyms)
    signals = search.measured(query, 60, Filters(), lambda found: found)
    assert signals is not None
    found = search.measured(query, 60, Filters(), lambda found: found)  # now all of them are kept ready
    plain = plainly(search, query, signals.candidates)
    for name, expected in plain.items():
        for one in (signals, found):
            assert one is not None
            assert np.allclose(getattr(one, name), expected, atol=1e-4), name  # of float32


@pytest.mark.parametrize("asked", QUERIES)
def test_folds_are_those_of_comparing_each_with_each(sample_service: Draftbot, asked: str) -> None:
    search = sample_service._parts.search
    ranked = search.rank(understand(asked, search.synonyms), 60, Filters())
    expected: list[list[str]] = []
    heads: list[frozenset[str]] = []
    for one in ranked:
        pieces = pieces_of(one.candidate.plain)
        like = next((i for i, head in enumerate(heads) if overlap(pieces, head) >= TWIN_OVERLAP), None)
        if like is not None:
            expected[like].append(one.candidate.stored.passage.id)
        else:
            expected.append([one.candidate.stored.passage.id])
            heads.append(pieces)
    folds = fold(ranked, len(ranked))
    assert [[one.candidate.stored.passage.id for one in (f.best, *f.twins)] for f in folds] == expected


def test_what_a_user_corrects_is_found_so_from_then_on(service: Draftbot) -> None:
    before = service.search("防汛值班", 3).hits[0]
    service.correct_report(before.report.id, Corrections(unit="云溪幼儿园"))
    after = service.search("防汛值班", 3).hits
    assert {h.report.unit for h in after if h.report.id == before.report.id} == {"云溪幼儿园"}
    under_the_old = service.search("防汛值班", 3, Filters(unit=before.report.unit)).hits
    assert before.report.id not in {h.report.id for h in under_the_old}


def test_what_is_removed_is_no_longer_found(service: Draftbot) -> None:
    gone = service.search("防汛值班", 3).hits[0].report.id
    service.remove_report(gone)
    hits = service.search("防汛值班", 10).hits
    assert gone not in {h.report.id for h in hits} | {
        t.passage_id.rpartition("-")[0] for h in hits for t in h.also_in
    }


# -- the same worked out one by one ------------------------------------------------

Floats = NDArray[np.float64]


def plainly(search: Search, query: Query, candidates: Sequence[Candidate]) -> Mapping[str, Floats]:
    """The signals that are counted and compared, each by its definition."""
    fulltext = search.index.fulltext
    pairs = query_pairs(query)
    idf = Rarity(fulltext.gram_counts(pairs), fulltext.passage_count()).of(pairs)
    texts = [plain_text(c.stored.passage.text) for c in candidates]
    counts = np.array([[_count(query, pair, text) for pair in pairs] for text in texts], dtype=float)
    words = [plain_text(term.word) for term in query.terms]
    inside = np.array([any(pair in word for word in words) for pair in pairs], dtype=float)
    telling = idf * (inside if inside.any() else 1.0)
    lengths = np.array([len(text) for text in texts])
    norm = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
    named = np.array([[pair in _belonging(c) for pair in pairs] for c in candidates], dtype=float)
    return {
        "words": _standard((counts * 2.2 / (counts + norm[:, None])) @ telling),
        "named": _standard(named @ telling),
        "late": _standard(_late(search, query, candidates)),
    }


def _count(query: Query, pair: str, text: str) -> int:
    counts = [text.count(pair)]
    for term in query.terms:
        if pair in term.word and term.alternatives:
            counts.append(sum(text.count(w) for w in term.written if w != term.word))
    return max(counts)


def _belonging(candidate: Candidate) -> str:
    report = candidate.stored.report
    year = f"{report.year}年" if report.year else ""
    return plain_text("\n".join([report.title, report.unit, year, *candidate.stored.passage.heading_path]))


def _late(search: Search, query: Query, candidates: Sequence[Candidate]) -> Floats:
    """As Khattab & Zaharia have it, from tokens put together again."""
    asked = search.embeddings.encode_query(query.text).tokens
    ids = [c.stored.passage.id for c in candidates]
    packed, vectors = search.index.embeddings.tokens_of(ids), search.index.embeddings.vectors_of(ids)
    best = np.array([(asked @ _unpacked(packed[i], vectors[i]).T).max(axis=1) for i in ids], dtype=float)
    tells = best.max(axis=0) - best.mean(axis=0)
    late: Floats = best @ tells / tells.sum()
    return late


def _unpacked(packed: bytes, vector: NDArray[np.float32]) -> NDArray[np.float32]:
    width = len(vector) // 8
    count = (len(packed) - 2) // (width + 2)
    share, *scales = np.frombuffer(packed, "<f2", count + 1).astype(np.float32)
    bits = np.unpackbits(np.frombuffer(packed, np.uint8, offset=2 + 2 * count).reshape(count, width), axis=1)
    signs = 2.0 * bits.astype(np.float32) - 1.0
    rows: NDArray[np.float32] = share * vector + np.array(scales)[:, None] * signs
    return rows


def _standard(values: Floats) -> Floats:
    return (values - values.mean()) / values.std() if values.std() > 1e-9 else np.zeros_like(values)


def test_passages_that_are_gone_are_none(sample_service: Draftbot) -> None:
    index = sample_service._parts.search.index
    assert Candidates(index.catalog, index.embeddings).of(["gone", "gone too"]) == []
