"""What the speed is measured on, and how figures become ratios; no time is held against a bound."""

from __future__ import annotations

from collections import Counter

import pytest

from draftbot import corpus
from draftbot.chinese.words import words_of
from draftbot.corpus.duplicates import SIMILAR, similarity
from draftbot.corpus.passages import cut_passages
from draftbot.evaluation.speed.fill import read_generated
from draftbot.evaluation.speed.queries import make_queries
from draftbot.evaluation.speed.report import Adding, FolderSpeed, Loading, SearchSpeed, Spread, Start
from draftbot.evaluation.speed.reports import CHARS, generate_report
from draftbot.evaluation.speed.synthetic import subject_of
from draftbot.evaluation.speed.targets import ratios_of
from draftbot.evaluation.speed.timing import Clock, race, spread_of

REPORTS = 30


def test_a_generated_report_is_one_report_with_headings() -> None:
    for number in range(REPORTS):
        generated = generate_report(number)
        (report,) = corpus.read(generated.data, generated.name)
        assert report.title == generated.text.splitlines()[0]
        assert report.unit.value
        assert report.year.value is not None
        assert 0.8 * CHARS < report.chars < 1.4 * CHARS
        passages = cut_passages(report)
        assert 8 <= len(passages) <= 18
        assert all(p.heading_path for p in passages[1:-1])  # before the signature


def test_reports_come_in_any_order_and_none_repeats_another() -> None:
    files = read_generated(5, 12)
    assert files[3].data == generate_report(8).data
    assert generate_report(8, seed=1).data != generate_report(8).data
    signatures = [signed for file in files for _, signed, _ in file.reports]
    assert max(similarity(a, b) for i, a in enumerate(signatures) for b in signatures[:i]) < SIMILAR / 2
    texts = [p.text for file in files for _, _, passages in file.reports for p in passages]
    assert len(set(texts)) == len(texts)


def test_few_words_are_common_and_many_are_rare() -> None:
    passages = [p.text for file in read_generated(0, REPORTS) for _, _, cut in file.reports for p in cut]
    frequencies = Counter(word for text in passages for word in set(words_of(text)))
    shares = [count / len(passages) for count in frequencies.values()]
    assert 5 <= sum(share >= 0.3 for share in shares) <= 45
    assert sum(count == 1 for count in frequencies.values()) > 0.2 * len(frequencies)


def test_queries_are_different_and_the_same_each_time() -> None:
    queries = make_queries(220)
    assert len(set(queries)) == 220
    assert make_queries(220) == queries
    assert all(2 <= len(query) <= 150 for query in queries)
    assert sum(len(query) <= 20 for query in queries) > 150


def test_the_subject_of_a_text_is_the_first_it_names() -> None:
    assert subject_of("强化责任：做好消防安全工作，兼顾防汛。") == "消防安全"
    assert subject_of("别的事") == ""


def test_a_clock_adds_up_each_stage_and_keeps_laps() -> None:
    clock = Clock()
    clock.add("one", 0.25)
    clock.add("one", 0.25)
    clock.add("two", 1.0)
    assert clock.spent() == 1.5
    clock.lap()
    assert clock.spent() == 0
    clock.add("one", 0.1)
    clock.lap()
    assert clock.spreads()["one"] == Spread(300.0, 300.0, 480.0)
    assert clock.spreads()["two"] == Spread(1000.0, 1000.0, 1000.0)
    assert spread_of([0.001, 0.003]).mean == 2.0


def test_ways_take_turns_and_a_missing_one_is_left_out() -> None:
    done: list[tuple[str, int]] = []

    def way(name: str, number: int) -> int:
        done.append((name, number))
        return 10

    raced = race({"a": lambda n: way("a", n), "none": None, "b": lambda n: way("b", n)}, 2)
    assert done == [("a", 0), ("b", 0), ("a", 1), ("b", 1)]
    assert [(one.system, one.chars, len(one.by_round)) for one in raced] == [
        ("a", 20, 2),
        ("none", 0, 0),
        ("b", 20, 2),
    ]
    assert raced[1].chars_per_second is None


def searched(size: int, p95: float, added: float) -> SearchSpeed:
    return SearchSpeed(
        size=size,
        passages=size,
        reports=size // 12,
        loading=Loading(0, 0.0, None),
        queries=1,
        search=Spread(p95, p95, p95),
        encode=Spread(10.0, 10.0, 20.0),
        together=Spread(3 * p95, 3 * p95, 3 * p95),
        stages={},
        adding=Adding(9, added, 2 * added),
        start=Start(4.0, 7.0, None),
        peak_memory_mb=None,
        sqlite_mb=1.0,
        chroma_mb=1.0,
    )


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        (
            [(1_000, 20.0, 0.1), (10_000, 31.0, 0.1), (1_000_000, 40.0, 0.2)],
            {
                ("p95_to_encode_p50", 1_000): (2.0, None),
                ("p95_to_encode_p50", 10_000): (3.1, False),
                ("p95_to_encode_p95", 10_000): (1.55, True),
                ("ten_clients_p95", 1_000): (3.0, None),
                ("ten_clients_p95", 10_000): (3.0, True),
                ("start_seconds", 10_000): (7.0, True),
                ("p95_growth", 1_000_000): (1.29, True),
                ("add_growth_without_model", 1_000_000): (2.0, False),
            },
        ),
        ([(200, 20.0, 0.1), (400, 30.0, 0.1)], {("p95_growth", 400): (1.5, None)}),
    ],
)
def test_bounds_hold_for_the_sizes_they_are_meant_for(
    sizes: list[tuple[int, float, float]], expected: dict[tuple[str, int], tuple[float, bool | None]]
) -> None:
    ratios = ratios_of(None, [searched(*size) for size in sizes], None)
    found = {(one.name, one.size): (one.value, one.is_met) for one in ratios}
    assert expected.items() <= found.items()
    assert ("p95_growth", 1_000) not in found


def test_a_folder_read_again_is_held_to_its_share() -> None:
    (ratio,) = ratios_of(None, (), FolderSpeed(10, 20.0, 0.5, 0, 1.0, 1, 9, 0.01))
    assert (ratio.name, ratio.value, ratio.is_met) == ("again_to_first", 0.025, False)
