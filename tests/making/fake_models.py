"""Chat models that answer as a test wants, and what they are asked to write from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import PrivateAttr

from draftbot.domain import (
    DraftSection,
    Hit,
    OutlineSection,
    Passage,
    Remark,
    Role,
    SectionStarted,
    Sentence,
)
from draftbot.facts.brief import Brief
from draftbot.prompt_files.templates import load_prompts
from draftbot.writing.chat_model import ModelAccess, ModelWriter
from draftbot.writing.model_sections import Piece, SectionTask, SectionWriter
from draftbot.writing.sources import SourceRegister
from making.briefs import SOURCE, brief
from telling import zh

PROMPTS = load_prompts(Path(__file__).parents[2] / "prompts")
SECTION = OutlineSection("主要做法", role=Role.WORK)
TEXTS = (
    "我园成立防汛工作领导小组，园长任组长，各班班主任任组员，明确职责分工，层层落实责任。汛期实行24小时值班，领导带班，遇有险情立即报告。",
    "汛前对园舍屋面、围墙、排水沟进行全面排查，共发现隐患37处，当场整改31处，其余6处列入台账限期销号。及时清理落水口，疏通排水管道。",
    "组织全园师生开展防汛应急疏散演练3次，286名幼儿参加。通过班会、家长群和宣传栏普及防汛知识，提高师生的自救自护能力。",
)
INSTEAD = DraftSection("主要做法", 1, ((Sentence("这是摘编的一部分。"),),))


class Scripted(BaseChatModel):
    """Answers by `answer`, a function of the question and of how many came before;
    an exception in its pieces is raised there."""

    answer: Callable[[str, int], Sequence[str | Exception]]
    _asked: list[str] = PrivateAttr(default_factory=list)
    _rules: list[str] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    @property
    def asked(self) -> list[str]:
        return self._asked

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        self._rules.append(str(messages[0].content))
        self._asked.append(str(messages[-1].content))
        for piece in self.answer(self._asked[-1], len(self._asked) - 1):
            if isinstance(piece, Exception):
                raise piece
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))


class Calling(Scripted):
    """Calls the tool that it is given, whose arguments are `answer`'s pieces; an exception is raised."""

    _tools: list[Any] = PrivateAttr(default_factory=list)

    @property
    def tools(self) -> list[Any]:
        return self._tools

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Runnable[Any, AIMessage]:
        self._tools += tools
        return self.bind(tool=tools[0]["function"]["name"])

    def _stream(
        self, messages: list[BaseMessage], *args: Any, tool: str = "", **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        for n, chunk in enumerate(super()._stream(messages, *args, **kwargs)):
            if tool:
                called = tool_call_chunk(
                    name=None if n else tool, args=chunk.text, id=None if n else "1", index=0
                )
                chunk = ChatGenerationChunk(message=AIMessageChunk(content="", tool_call_chunks=[called]))
            yield chunk


def answering(*answers: str | Sequence[str | Exception]) -> Scripted:
    """A model that gives these answers in turn, the last one for ever."""

    def answer(_: str, n: int) -> Sequence[str | Exception]:
        chosen = answers[min(n, len(answers) - 1)]
        return [chosen] if isinstance(chosen, str) else chosen

    return Scripted(answer=answer)


def hits_of(*texts: str, headings: tuple[str, ...] = ("主要做法",)) -> list[Hit]:
    return [
        Hit(n, 1.0, Passage(f"r1-1#{n}", "r1-1", n, headings, Role.WORK, text), SOURCE)
        for n, text in enumerate(texts, 1)
    ]


def writer(model: BaseChatModel) -> ModelWriter:
    return ModelWriter(ModelAccess("fake:model", "", "", 60), PROMPTS, model)


def task(
    *facts: str,
    length: int | None = None,
    texts: Sequence[str] = TEXTS,
    hits: Sequence[Hit] | None = None,
    given: Brief | None = None,
) -> SectionTask:
    section = OutlineSection(SECTION.heading, role=SECTION.role, length=length)
    shown = hits_of(*texts) if hits is None else hits
    return SectionTask(
        0, (section,), facts, given or brief("2025年幼儿园防汛工作总结", "向阳幼儿园", *facts), shown, ()
    )


class Written:
    """What became of a section: the pieces in order, and what they amount to."""

    def __init__(self, model: BaseChatModel, wanted: SectionTask) -> None:
        self.register = SourceRegister()
        self.pieces: list[Piece] = []
        self.error: Exception | None = None
        try:
            for piece in SectionWriter(writer(model), wanted, self.register, lambda: INSTEAD).write():
                self.pieces.append(piece)
        except Exception as exc:  # noqa: BLE001 - the tests look at it
            self.error = exc

    @property
    def section(self) -> DraftSection:
        sections = [piece for piece in self.pieces if isinstance(piece, DraftSection)]
        assert len(sections) == 1, sections
        return sections[0]

    @property
    def codes(self) -> list[str]:
        return [piece.code for piece in self.pieces if isinstance(piece, Remark)]

    @property
    def remarks(self) -> str:
        return "\n".join(zh(piece.text) for piece in self.pieces if isinstance(piece, Remark))

    @property
    def streamed(self) -> str:
        return "".join(piece for piece in self.pieces if isinstance(piece, str))

    @property
    def restarts(self) -> int:
        return sum(isinstance(piece, SectionStarted) for piece in self.pieces)

    @property
    def is_extractive(self) -> bool:
        return self.section is INSTEAD
