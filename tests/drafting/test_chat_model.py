"""The chat-model writer over LangChain's own fake models: what it is told, and how its answer is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.exceptions import ModelTimeoutError
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGenerationChunk

from draftbot.bootstrap import build_service, prompts_folder
from draftbot.domain import Draft, DraftRequest, Fact, FactSheet, Outline, OutlineSection, Role, TextArrived
from draftbot.drafting.chat_model import ModelAccess, ModelWriter, open_model
from draftbot.drafting.drafter import Drafter
from draftbot.drafting.prompts import load_prompts
from draftbot.errors import ChatModelMisconfigured, ChatModelSilent
from draftbot.service import Draftbot
from draftbot.settings import Settings
from parts import settings_for

OUTLINE = Outline("工作总结", (OutlineSection("主要做法", role=Role.WORK, length=300),))


class Recording(GenericFakeChatModel):
    """Keeps what it was told."""

    told: list[str] = []

    def _stream(
        self, messages: list[BaseMessage], *args: Any, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        self.told.extend(str(m.content) for m in messages)
        yield from super()._stream(messages, *args, **kwargs)


class Silent(GenericFakeChatModel):
    """Says a little, then times out."""

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: Any = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> Iterator[ChatGenerationChunk]:
        yield from super()._stream(messages, stop, run_manager)
        raise ModelTimeoutError("no answer within 60 s")


@pytest.fixture
def drafter(sample_service: Draftbot, tmp_path: Any, model_folder: Any) -> Drafter:
    return sample_service._parts.drafter


def with_model(drafter: Drafter, model: GenericFakeChatModel) -> Drafter:
    """The drafter with `model` in the place of a paid one."""
    writer = ModelWriter.__new__(ModelWriter)
    writer.access = ModelAccess("fake:model", "", "", 60)
    writer.prompts = load_prompts(prompts_folder(Settings(_env_file=None)))  # type: ignore[call-arg]
    writer.search, writer.model = drafter.extractive.search, model
    return Drafter(
        drafter.extractive, writer, drafter.catalog, drafter.embeddings, drafter.store, drafter.book
    )


def write(drafter: Drafter, answer: str) -> tuple[Draft, list[str]]:
    events = list(
        with_model(drafter, GenericFakeChatModel(messages=iter([AIMessage(answer)]))).events(request())
    )
    return events[-1].draft, [e.text for e in events if isinstance(e, TextArrived)]  # type: ignore[union-attr]


def request() -> DraftRequest:
    facts = FactSheet(unit="向阳幼儿园", facts=(Fact("开展演练2次"),))
    return DraftRequest("2025年幼儿园防汛工作总结", OUTLINE, facts, 300)


@pytest.mark.parametrize("name", ["nonsense", "openai", "nosuchprovider:model"])
def test_a_wrong_model_name_says_how_to_write_it(name: str) -> None:
    with pytest.raises(ChatModelMisconfigured) as caught:
        open_model(ModelAccess(name, "", "", 5))
    assert "openai:deepseek-chat" in caught.value.hint()


def test_a_model_that_stops_answering_leaves_what_was_written(drafter: Drafter) -> None:
    outline = replace(OUTLINE, sections=(OutlineSection("一", length=100), OutlineSection("二", length=100)))
    model = Silent(messages=iter([AIMessage("第一段。"), AIMessage("第二段。")]))
    arrived = []
    with pytest.raises(ChatModelSilent) as caught:
        for event in with_model(drafter, model).events(replace(request(), outline=outline)):
            arrived.append(event)
    assert caught.value.retryable
    draft = drafter.store.draft(arrived[0].draft.id)  # type: ignore[union-attr]
    assert draft.title == "2025年幼儿园防汛工作总结"
    assert [s.text for s in draft.sections] == ["第一段。"]


def test_it_streams_and_cites(drafter: Drafter) -> None:
    draft, pieces = write(drafter, "本园成立领导小组[1]。开展演练2次。汛前排查隐患[1][2]。")
    assert "".join(pieces).startswith("本园成立领导小组")
    sentences = draft.sections[0].sentences
    assert [s.text for s in sentences] == ["本园成立领导小组。", "开展演练2次。", "汛前排查隐患。"]
    assert [len(s.citations) for s in sentences] == [1, 0, 2]
    assert all(s.origin == "model" for s in sentences)
    assert {n for s in sentences for n in s.citations} == {s.number for s in draft.sources}


def test_citations_behind_the_full_stop_belong_to_the_sentence_before(drafter: Drafter) -> None:
    draft, _ = write(drafter, "成立领导小组。[1]开展演练2次。[2]")
    assert [len(s.citations) for s in draft.sections[0].sentences] == [1, 1]


def test_an_invented_citation_is_dropped_and_reported(drafter: Drafter) -> None:
    draft, _ = write(drafter, "成立领导小组[99]。开展演练2次[1]。")
    assert [len(s.citations) for s in draft.sections[0].sentences] == [0, 1]
    assert any(w.code == "invented_citation" and "[99]" in w.text for w in draft.warnings)


@pytest.mark.parametrize(
    "planted", ["排查隐患57处", "投入资金8.6万元", "整改率达到98.5%", "320名师生参加", "三百二十名师生参加"]
)
def test_a_planted_number_is_flagged(drafter: Drafter, planted: str) -> None:
    draft, _ = write(drafter, f"开展演练2次。{planted}[1]。")
    assert any(w.code == "unvouched_fact" for w in draft.warnings), draft.warnings


def test_the_users_own_numbers_are_not_flagged(drafter: Drafter) -> None:
    draft, _ = write(drafter, "2025年，开展演练两次。排查了【待补：个数】处隐患[1]。")
    assert not [w for w in draft.warnings if w.code == "unvouched_fact"]
    assert draft.sections[0].sentences[1].blanks == ("个数",)


def test_the_model_never_sees_a_number_of_a_source(drafter: Drafter) -> None:
    model = Recording(messages=iter([AIMessage("开展演练2次。")]))
    list(with_model(drafter, model).events(request()))
    passages = model.told[-1].split("<往年段落>")[1].split("</往年段落>")[0]
    assert "[1]" in passages
    left = re.sub(r"\[\d+\]|202[56]年|24小时", "", passages)
    assert not re.search(r"\d", left), left
    assert "星河" not in left


def test_an_empty_answer_is_said_to_be_empty(drafter: Drafter) -> None:
    draft, _ = write(drafter, "  ")
    assert draft.sections[0].note


def test_markup_and_a_repeated_heading_are_dropped(drafter: Drafter) -> None:
    draft, _ = write(drafter, "## 主要做法\n**主要做法**\n- 成立领导小组[1]。\n开展演练2次。")
    assert [s.text for s in draft.sections[0].sentences] == ["成立领导小组。", "开展演练2次。"]


def test_settings_reach_the_model(tmp_path: Any, model_folder: Any) -> None:
    settings = settings_for(
        tmp_path,
        model_folder,
        llm="openai:deepseek-chat",
        llm_base_url="http://127.0.0.1:9/v1",
        llm_api_key="k",
    )
    service = build_service(settings)
    assert service.has_chat_model
    title = "2025年工作总结"
    with pytest.raises(ChatModelSilent):
        service.draft(DraftRequest(title, service.outline_for(title), length=500))
    service.close()
