from __future__ import annotations

import pytest

from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import Filters, Role
from draftbot.errors import BadInput, EmptyQuery, PassageNotFound
from draftbot.retrieval.langchain_retriever import PassageRetriever
from draftbot.service import Draftbot


@pytest.mark.parametrize("query", ["", "   ", "，。！？", "()*\"'"])
def test_a_query_without_words_is_refused(sample_service: Draftbot, query: str) -> None:
    with pytest.raises(EmptyQuery):
        sample_service.search(query)


@pytest.mark.parametrize("k", [0, -1, 101, 10_000])
def test_a_wrong_number_of_hits_is_refused(sample_service: Draftbot, k: int) -> None:
    with pytest.raises(BadInput):
        sample_service.search("防汛", k)


@pytest.mark.parametrize(
    "query", ['AND OR " *', "防汛" * 50_000, "NEAR(a b)", "heading:x", "%_'; DROP TABLE passages;--"]
)
def test_odd_queries_get_a_sensible_answer(sample_service: Draftbot, query: str) -> None:
    assert len(sample_service.search(query, 3).hits) <= 3


def test_simplified_and_traditional_find_the_same(sample_service: Draftbot) -> None:
    one = sample_service.search("防汛应急演练", 5).hits
    other = sample_service.search("防汛應急演練", 5).hits
    assert [h.passage.id for h in one] == [h.passage.id for h in other]


def test_a_simplified_query_finds_traditional_text_and_marks_it(sample_service: Draftbot) -> None:
    source = Filters(source="澄湖乡中心幼儿園_2023_安全工作總結.txt")
    hit = sample_service.search("幼儿园安全检查", 1, source).hits[0]
    assert any("園" in hit.passage.text[a:b] or "檢" in hit.passage.text[a:b] for a, b in hit.highlights)


def test_hits_are_ranked_and_highlighted_as_written(sample_service: Draftbot) -> None:
    hits = sample_service.search("防汛值班制度", 5).hits
    assert [h.rank for h in hits] == [1, 2, 3, 4, 5]
    assert hits[0].score == max(h.score for h in hits)
    best = hits[0]
    marked = {best.passage.text[start:end] for start, end in best.highlights}
    assert any("值班" in m or "防汛" in m for m in marked)


def test_successive_years_fold_into_one_hit(sample_service: Draftbot) -> None:
    hits = sample_service.search("柳荫街道防汛指挥部 防汛责任 指挥体系", 10).hits
    families = [h for h in hits if h.also_in]
    assert families
    shown = {h.passage.id for h in hits}
    assert all(twin.passage_id not in shown for h in families for twin in h.also_in)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(genre="述职报告"),
        Filters(unit="青禾区星河幼儿园"),
        Filters(years=(2023, 2024)),
        Filters(source="述职报告汇编.txt"),
        Filters(roles=(Role.PROBLEMS,)),
    ],
    ids=["genre", "unit", "years", "source", "role"],
)
def test_filters_hold_for_every_hit(sample_service: Draftbot, filters: Filters) -> None:
    hits = sample_service.search("工作中的不足", 10, filters).hits
    assert hits
    for hit in hits:
        assert filters.genre in (None, hit.report.genre)
        assert filters.unit in (None, hit.report.unit)
        assert filters.source in (None, hit.report.source)
        assert not filters.roles or hit.passage.role in filters.roles
        if filters.years:
            assert hit.report.year is not None
            assert filters.years[0] <= hit.report.year <= filters.years[1]


def test_a_filter_nothing_matches_gives_no_hits(sample_service: Draftbot) -> None:
    assert sample_service.search("防汛", 5, Filters(unit="没有这个单位")).hits == ()


def test_a_passage_comes_with_its_neighbours(sample_service: Draftbot) -> None:
    hit = next(h for h in sample_service.search("防汛", 10).hits if h.passage.ordinal > 0)
    context = sample_service.passage(hit.passage.id, around=1)
    assert context.before[0].ordinal == hit.passage.ordinal - 1
    with pytest.raises(PassageNotFound):
        sample_service.passage("nothing")


def test_langchain_gets_the_same_passages(sample_service: Draftbot) -> None:
    retriever = PassageRetriever(search=sample_service._parts.search, k=3)
    documents = retriever.invoke("防汛值班制度")
    hits = sample_service.search("防汛值班制度", 3).hits
    assert [d.id for d in documents] == [h.passage.id for h in hits]
    assert documents[0].metadata["title"] == hits[0].report.title


def test_words_in_quotes_must_stand_in_every_hit(sample_service: Draftbot) -> None:
    hits = sample_service.search("“易涝点” 排查", 10).hits
    assert hits
    assert all("易涝点" in h.passage.text + "".join(h.passage.heading_path) for h in hits)
    assert sample_service.search("“没有人写过的字眼” 排查", 10).hits == ()


def test_the_asking_does_not_change_what_is_found(sample_service: Draftbot) -> None:
    plain = sample_service.search("消防器材过期", 5).hits
    asked = sample_service.search("帮我找一下关于消防器材过期的段落", 5).hits
    assert [h.passage.id for h in asked] == [h.passage.id for h in plain]


def test_a_synonym_finds_and_is_marked(sample_service: Draftbot) -> None:
    hits = sample_service.search("防洪 值守", 5).hits
    marked = {h.passage.text[a:b] for h in hits for a, b in h.highlights}
    assert marked & {"防汛", "值班"}


@pytest.mark.parametrize("query", ["消防器材过期咋办", "防汛 值班 制度", "食堂食品留样", "教师师德师风建设"])
def test_what_the_corpus_speaks_of_is_known(sample_service: Draftbot, query: str) -> None:
    assert sample_service.search(query, 5).is_about


@pytest.mark.parametrize(
    "query", ["贝多芬第九交响曲的首演", "黑洞的霍金辐射", "明朝内阁首辅是谁", "糖醋排骨要放多少冰糖"]
)
def test_what_the_corpus_is_silent_on_is_said(sample_service: Draftbot, query: str) -> None:
    assert not sample_service.search(query, 5).is_about


def test_no_two_hits_say_nearly_the_same(sample_service: Draftbot) -> None:
    hits = sample_service.search("食堂食品留样", 10).hits
    pieces = [shingles(h.passage.text) for h in hits]
    assert all(overlap(a, b) < 0.5 for i, a in enumerate(pieces) for b in pieces[:i])
