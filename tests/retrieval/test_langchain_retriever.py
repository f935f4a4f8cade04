"""The search as a LangChain retriever: LangChain's own suite, and the README's chain as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import langchain.chat_models
import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from draftbot.bootstrap import build_service
from draftbot.domain import Filters
from draftbot.retrieval.langchain_retriever import PassageRetriever
from draftbot.service import Draftbot
from parts import settings_for

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")

pytestmark = pytest.mark.anyio  # which the synchronous ones pass over


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, model_folder: Path, reports_folder: Path) -> Path:
    """A data folder with three small reports, closed."""
    home = tmp_path_factory.mktemp("home")
    service = build_service(settings_for(home, model_folder))
    service.ingest([reports_folder])
    service.close()
    return home


@pytest.fixture
def opened(home: Path, model_folder: Path) -> Iterator[Draftbot]:
    service = build_service(settings_for(home, model_folder))
    yield service
    service.close()


class TestLangChainsOwnSuite(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _open(self, opened: Draftbot) -> None:
        self._search = opened._parts.search

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return PassageRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"search": self._search}

    @property
    def retriever_query_example(self) -> str:
        return "防汛值班制度"


def test_a_document_says_where_it_comes_from(opened: Draftbot) -> None:
    limited = PassageRetriever(search=opened._parts.search, filters=Filters(unit="育才小学"))
    document = limited.invoke("家访")[0]
    hit = opened.search("家访", 1, Filters(unit="育才小学")).hits[0]
    assert document.id == hit.passage.id
    assert document.metadata == {
        "report_id": hit.report.id,
        "title": "育才小学2024年家校共育工作汇报",
        "heading_path": list(hit.passage.heading_path),
        "genre": "工作汇报",
        "unit": "育才小学",
        "year": 2024,
        "source": "家校.md",
        "score": hit.score,
    }


def test_the_chain_of_the_readme_runs_as_written(
    home: Path,
    model_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written = re.search(r"<!-- chain -->\n```python\n(.+?)```", README, re.DOTALL)
    assert written is not None
    asked: list[str] = []

    class Listening(FakeListChatModel):
        """Stands for the paid model and notes what it is asked."""

        def _call(self, messages: list[Any], *args: Any, **kwargs: Any) -> str:
            asked.append(messages[0].content)
            return super()._call(messages, *args, **kwargs)

    monkeypatch.setattr(
        langchain.chat_models, "init_chat_model", lambda name: Listening(responses=[f"{name} 的回答"])
    )
    monkeypatch.setenv("DRAFTBOT_HOME", str(home))
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", str(model_folder))
    monkeypatch.chdir(tmp_path)  # no .env from here
    exec(compile(written[1], "README.md", "exec"), {})
    assert capsys.readouterr().out.strip() == "openai:deepseek-chat 的回答"
    assert "“防汛值班怎么安排”" in asked[0]
    assert "坚持二十四小时值班制度" in asked[0]
    # The data folder is free again.
    build_service(settings_for(home, model_folder)).close()
