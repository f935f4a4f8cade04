"""The measures against numbers worked out by hand."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest

from draftbot.evaluation.evaluate import evaluate
from draftbot.evaluation.intervals import mean_interval
from draftbot.evaluation.metrics import METRICS, hit, ndcg, reciprocal_rank
from draftbot.evaluation.report import compare


def test_ndcg_with_several_relevant() -> None:
    # Relevant at ranks 2 and 4, a third one not found.
    ranked, grades = ["x", "a", "y", "b"], {"a": 1, "b": 1, "c": 1}
    dcg = 1 / log2(3) + 1 / log2(5)
    ideal = 1 + 1 / log2(3) + 1 / 2
    assert ndcg(ranked, grades, 10) == pytest.approx(dcg / ideal)
    assert ndcg(ranked, grades, 10) == pytest.approx(0.49819, abs=1e-5)


def test_ndcg_with_grades() -> None:
    assert ndcg(["b", "a"], {"a": 3, "b": 1}, 10) == pytest.approx((1 + 3 / log2(3)) / (3 + 1 / log2(3)))
    assert ndcg(["a", "b"], {"a": 3, "b": 1}, 10) == 1.0


def test_the_ideal_list_is_no_longer_than_k() -> None:
    grades = {f"p{i}": 1 for i in range(20)}
    assert ndcg([f"p{i}" for i in range(10)], grades, 10) == 1.0
    assert ndcg(["x", "p0"], grades, 2) == pytest.approx((1 / log2(3)) / (1 + 1 / log2(3)))


def test_what_stands_below_k_does_not_count() -> None:
    ranked = [*(f"x{i}" for i in range(10)), "a"]
    assert [metric(ranked, {"a": 1}) for metric in METRICS.values()] == [0.0] * len(METRICS)


def test_hit_and_reciprocal_rank() -> None:
    ranked, grades = ["x", "y", "a", "b"], {"a": 1, "b": 2, "y": 0}
    assert [hit(ranked, grades, k) for k in (1, 2, 3, 5)] == [0.0, 0.0, 1.0, 1.0]
    assert reciprocal_rank(ranked, grades, 10) == pytest.approx(1 / 3)
    assert reciprocal_rank(ranked, grades, 2) == 0.0


@pytest.mark.parametrize(("ranked", "grades"), [([], {"a": 1}), (["a"], {}), ([], {})])
def test_nothing_found_or_nothing_relevant_scores_nothing(ranked: list[str], grades: dict[str, int]) -> None:
    assert [metric(ranked, grades) for metric in METRICS.values()] == [0.0] * len(METRICS)


def test_rankers_are_scored_query_by_query() -> None:
    queries = {"q1": "一", "q2": "二", "q3": "三"}
    qrels = {"q1": {"a": 1}, "q2": {"b": 1}}
    answers = {"一": ["a"], "二": ["a", "a", "b"], "三": ["a"]}
    scores = evaluate({"one": answers.__getitem__, "none": lambda _: []}, queries, qrels)
    # The repeated a counts once, so that b stands second.
    assert scores["one"]["mrr@10"].tolist() == [1.0, 0.5, 0.0]
    assert scores["none"]["ndcg@10"].tolist() == [0.0, 0.0, 0.0]


def test_an_interval_holds_its_mean_and_is_the_same_every_time() -> None:
    values = np.array([0.0, 1.0, 1.0, 0.5, 0.25, 1.0, 0.0, 0.75])
    first = mean_interval(values)
    assert first == mean_interval(values.copy())
    assert first.value == pytest.approx(0.5625)
    assert 0.0 < first.low < first.value < first.high < 1.0


def test_an_interval_has_the_width_that_statistics_expect() -> None:
    values = np.tile([0.0, 1.0], 200)  # standard error 0.5 / sqrt(400) = 0.025
    found = mean_interval(values)
    assert found.high - found.low == pytest.approx(2 * 1.96 * 0.025, rel=0.1)


def test_a_constant_has_no_width() -> None:
    found = mean_interval(np.full(5, 0.5))
    assert (found.low, found.value, found.high) == (0.5, 0.5, 0.5)


def test_differences_are_paired() -> None:
    queries = {f"q{i}": f"问{i}" for i in range(20)}
    qrels = {id_: {"a": 1} for id_ in queries}
    # The better one is ahead by the same on every query, whatever the query: no uncertainty is left.
    systems = {"better": lambda _: ["a"], "worse": lambda _: ["x", "a"]}
    run = compare(evaluate(systems, queries, qrels), "better", "as_written")
    (against_worse,) = run.differences
    assert against_worse.system == "worse"
    gap = against_worse.metrics["mrr@10"]
    assert (gap.low, gap.value, gap.high) == (0.5, 0.5, 0.5)
