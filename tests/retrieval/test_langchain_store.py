"""The index as a LangChain vector store: LangChain's own suite, and what is special to ours."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding, Embeddings
from langchain_core.vectorstores import VectorStore
from langchain_tests.integration_tests import VectorStoreIntegrationTests

from draftbot.bootstrap import build_parts
from draftbot.domain import Filters
from draftbot.errors import BadInput
from draftbot.retrieval.langchain_retriever import PassageRetriever
from draftbot.retrieval.langchain_store import SOURCE, PassageStore
from draftbot.service import Parts
from parts import settings_for

pytestmark = pytest.mark.anyio  # which the synchronous ones pass over


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Parts]:
    """One data folder for all; each test leaves it as it was."""
    with ExitStack() as resources:
        yield build_parts(settings_for(tmp_path_factory.mktemp("home"), model_folder), resources)


@pytest.fixture
def store(parts: Parts) -> Iterator[PassageStore]:
    store = PassageStore(parts.ingest)
    yield store
    store.delete()
    for report in parts.catalog.reports():
        parts.ingest.remove(report.id)
    assert parts.ingest.in_step.differences() == (set(), set())
    assert parts.catalog.notes.pending_vectors() == []
    for table in ("files", "paths", "passages", "embeddings", "signature_bands"):
        assert not parts.catalog.database.read(f"SELECT * FROM {table}"), table


class TestLangChainsOwnSuite(VectorStoreIntegrationTests):
    """With the model that ships: the store embeds with the index's own, not with one it is handed."""

    @pytest.fixture
    def vectorstore(self, store: PassageStore) -> VectorStore:
        return store


# -- metadata and ids -------------------------------------------------------------


def test_ids_and_metadata_come_back_as_they_went_in(store: PassageStore) -> None:
    document = Document(
        id="https://例子/报告 1?a=%_*'\"\n",
        page_content="  防汛\r\n\n值班\u3000制度\x00 ",
        metadata={"深": {"list": [1, 2.5, None, True, "\ud800"]}, "": "空", "id": "另一个", "score": 3},
    )
    assert store.add_documents([document]) == [document.id]
    assert store.similarity_search("值班", k=5) == [document]
    assert store.get_by_ids([document.id, "none", document.id]) == [document]


def test_a_document_without_an_id_is_stored_once_however_often_it_comes(store: PassageStore) -> None:
    one = store.add_texts(["防汛值班", "防汛值班"], [{"a": 1, "b": 2}, {"a": 2}])
    assert len(set(one)) == 2
    assert store.add_texts(["防汛值班"], [{"b": 2, "a": 1}]) == one[:1]
    assert len(store.similarity_search("防汛", k=9)) == 2


def test_of_several_under_one_id_the_last_stands(store: PassageStore) -> None:
    assert store.add_texts(["甲", "乙", "乙"], ids=["x", "x", "x"]) == ["x", "x", "x"]
    assert [d.page_content for d in store.similarity_search("甲", k=9)] == ["乙"]
    store.add_texts(["甲"], ids=["x"])
    store.add_texts(["乙"], ids=["x"])
    assert [d.page_content for d in store.get_by_ids(["x"])] == ["乙"]


@pytest.mark.parametrize("metadata", [{"day": date(2024, 5, 1)}, {"set": {1}}, {(1, 2): "key"}])
def test_what_json_cannot_hold_is_refused_and_nothing_is_stored(store: PassageStore, metadata: dict) -> None:
    with pytest.raises(BadInput, match="元数据不能存为 JSON"):
        store.add_texts(["好的", "坏的"], [{}, metadata])
    assert store.similarity_search("好的") == []


def test_lists_of_different_lengths_are_refused(store: PassageStore) -> None:
    with pytest.raises(ValueError, match="zip"):
        store.add_texts(["一", "二"], ids=["1"])
    with pytest.raises(ValueError, match="zip"):
        store.add_texts(["一"], [{}, {}])
    assert store.similarity_search("一") == []


def test_nothing_at_all_can_be_added_and_found(store: PassageStore) -> None:
    assert store.add_texts([]) == []
    assert store.add_texts([""], ids=["empty"]) == ["empty"]
    assert store.get_by_ids([]) == []
    assert store.similarity_search("", k=1) == [Document(id="empty", page_content="")]
    assert store.similarity_search("防汛", k=0) == []


# -- beside reports read from files -------------------------------------------------

REPORT = "青禾幼儿园2024年防汛工作总结\n\n一、主要做法\n\n坚持二十四小时值班制度，重要情况随时报告。\n"


def test_reports_from_files_are_found_and_cannot_be_harmed(store: PassageStore, parts: Parts) -> None:
    parts.ingest.upload("防汛.txt", REPORT.encode())
    found = store.similarity_search("值班制度", k=1)[0]
    assert found.metadata["source"] == "防汛.txt"
    assert found.metadata["unit"] == "青禾幼儿园"
    assert store.get_by_ids([found.id]) == [found]
    store.add_texts(["另一段"], ids=["mine"])
    for change in (lambda: store.delete(["mine", found.id]), lambda: store.add_documents([found])):
        with pytest.raises(BadInput, match=found.id):
            change()
    assert len(store.get_by_ids(["mine", found.id])) == 2
    store.delete()
    assert store.get_by_ids(["mine", found.id]) == [found]


def test_an_added_document_is_a_report_like_any_other(store: PassageStore, parts: Parts) -> None:
    store.add_texts(
        ["汛期坚持值班。", "2023年坚持查岗。"],
        [
            {"title": "防汛 总结", "unit": "晨光幼儿园", "year": 2022, "genre": "经验材料", "source": "旧稿"},
            {},
        ],
        ids=["a", "b"],
    )
    told, read = sorted(parts.catalog.reports(), key=lambda r: r.source, reverse=True)
    assert (told.title, told.unit, told.year, told.genre, told.source) == (
        ("防汛 总结", "晨光幼儿园", 2022, "经验材料", "旧稿")
    )
    assert (read.title, read.unit, read.year, read.genre, read.source) == (
        ("2023年坚持查岗。", "", 2023, "其他", SOURCE)
    )
    assert [d.id for d in store.similarity_search("值班", filters=Filters(unit="晨光幼儿园"))] == ["a"]
    hit = PassageRetriever(search=parts.search, k=1).invoke("汛期值班")[0]
    assert hit.id == "a"
    assert hit.metadata["report_id"] == told.id
    parts.ingest.remove(told.id)
    assert store.get_by_ids(["a"]) == []
    store.delete(["a"])


@pytest.mark.parametrize("metadata", [{"year": True}, {"year": "2024"}, {"year": 7}, {"genre": "fantasy"}])
def test_metadata_of_another_meaning_is_only_kept(store: PassageStore, parts: Parts, metadata: dict) -> None:
    store.add_texts(["值班"], [metadata])
    (report,) = parts.catalog.reports()
    assert (report.year, report.genre) == (None, "其他")
    assert store.similarity_search("值班")[0].metadata == metadata


def test_traditional_characters_are_found_by_simplified_ones(store: PassageStore) -> None:
    store.add_texts(["幼兒園食堂食品留樣", "家长会"], ids=["food", "parents"])
    assert store.similarity_search("幼儿园食堂食品留样", k=1)[0].id == "food"
    one, other = store.similarity_search_with_score("幼儿园食堂食品留样", k=2)
    assert 1.0001 > one[1] > other[1]


# -- LangChain's other ways in --------------------------------------------------------


def test_scores_vectors_and_retrievers_agree(store: PassageStore) -> None:
    store.add_texts(["值班制度", "食品留样", "家长会"], ids=["1", "2", "3"])
    scored = store.similarity_search_with_score("食品", k=3)
    by_vector = store.similarity_search_by_vector(store.embeddings.embed_query("食品"), k=3)
    assert [d for d, _ in scored] == by_vector
    relevance = store.similarity_search_with_relevance_scores("食品", k=3)
    assert [score for _, score in relevance] == [score for _, score in scored]
    retriever = store.as_retriever(search_kwargs={"k": 2, "filters": Filters(source=SOURCE)})
    assert retriever.invoke("食品") == by_vector[:2]
    with pytest.raises(BadInput, match="filter"):
        store.similarity_search("食品", filter={"id": 1})


def test_a_store_is_made_of_texts(parts: Parts, store: PassageStore) -> None:
    model: Embeddings = parts.embeddings
    made = PassageStore.from_texts(["值班"], model, [{"n": 1}], ids=["v"], ingest=parts.ingest)
    assert made.get_by_ids(["v"]) == [Document(id="v", page_content="值班", metadata={"n": 1})]
    for embedding, ingest in ((DeterministicFakeEmbedding(size=6), parts.ingest), (model, None)):
        with pytest.raises(BadInput):
            PassageStore.from_texts(["查岗"], embedding, ingest=ingest)
    assert len(store.similarity_search("查岗", k=9)) == 1


async def test_the_same_document_from_many_sides_is_stored_once(store: PassageStore) -> None:
    documents = [Document(id="same", page_content="值班"), Document(page_content="查岗")]
    await asyncio.gather(*(store.aadd_documents(documents) for _ in range(6)))
    assert len(store.similarity_search("值班", k=9)) == 2
