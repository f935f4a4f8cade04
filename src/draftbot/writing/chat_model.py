"""The only door to a chat model: any that LangChain reaches.

LangChain is imported when a model is opened: most users have none, and it takes
longer to read in than all the rest.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from draftbot.errors import ChatModelMisconfigured, ChatModelSilent, DraftbotError, ModelError
from draftbot.messages import Message
from draftbot.prompt_files.templates import Prompts
from draftbot.writing.bounded_answer import AnswerLimits, AnswerTooLong, bounded, watch
from draftbot.writing.leaving import Leaving

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """How to reach a chat model: "provider:name", and where, with which key."""

    name: str
    base_url: str
    api_key: str
    timeout: float
    limits: AnswerLimits = field(default_factory=AnswerLimits)


def open_model(access: ModelAccess) -> BaseChatModel:
    """The chat model that `access` names. Raises ChatModelMisconfigured."""
    from langchain.chat_models import init_chat_model
    from langchain_core.language_models import BaseChatModel

    options: dict[str, object] = {"timeout": access.timeout, "max_retries": 1}
    if access.base_url:
        options["base_url"] = access.base_url
    if access.api_key:
        options["api_key"] = access.api_key
    if access.name.startswith("openai:"):
        options["http_client"] = _watched_client(access)
    try:
        model = init_chat_model(access.name, **options)  # type: ignore[call-overload]
    except (ValueError, ImportError, TypeError) as exc:
        raise ChatModelMisconfigured(model=access.name, reason=_first_line(exc)) from exc
    except Exception as exc:
        # A provider's own complaint, e.g. that there is no key.
        if not _is_providers(exc):
            raise
        raise ChatModelMisconfigured(model=access.name, reason=_first_line(exc)) from exc
    if not isinstance(model, BaseChatModel):
        raise ChatModelMisconfigured(model=access.name, reason=Message("models.not_a_chat_model"))
    return model


def _watched_client(access: ModelAccess) -> object:
    """openai's own client, whose connections can be broken off at any time."""
    from openai import DefaultHttpxClient

    return DefaultHttpxClient(timeout=access.timeout, event_hooks={"response": [watch]})


class ModelWriter:
    """Asks a chat model, and streams what arrives."""

    def __init__(self, access: ModelAccess, prompts: Prompts, model: BaseChatModel | None = None) -> None:
        """`model` is one opened already; raises ChatModelMisconfigured where there is none
        to open by `access`."""
        self.access, self.prompts = access, prompts
        self.model = model or open_model(access)
        self.leaving = Leaving()
        self._takes_tools = True

    def stream(self, question: str, *, with_rules: bool = True) -> Generator[str, None, None]:
        """Pieces of the answer to `question`, under the rules of the system prompt (which
        are for writing a section), without what a reasoning model thinks aloud.

        Raises ChatModelSilent (retryable) when the model does not answer, answers too
        late, is asked too often, breaks off, never ends or is none; ChatModelMisconfigured;
        and WritingStopped when nobody waits for the answer any more.
        """
        from langchain_core.messages import HumanMessage, SystemMessage

        rules = [SystemMessage(self.prompts.system)] if with_rules else []
        messages = [*rules, HumanMessage(question)]

        def pieces() -> Iterator[str]:
            return (chunk.text for chunk in self.model.stream(messages))

        try:
            with closing(bounded(pieces, self.access.limits, self.leaving)) as arriving:
                yield from _without_thoughts(arriving)
        except Exception as exc:
            if (error := translated(exc, self.access)) is None:
                raise
            raise error from exc

    def called(self, question: str, tool: Mapping[str, object], slot: str, longest: int) -> str:
        """The answer to `question`, up to `longest` characters: as JSON what lists `tool`, a function by
        OpenAI's schema, was called with in `slot`; or the words of a model that calls none.

        Raises as `stream`.
        """
        if self._takes_tools:
            try:
                return self._by_tool(question, tool, slot)
            except _ToolsRefused:
                self._takes_tools = False
        answer = ""
        for piece in self.stream(question, with_rules=False):
            answer += piece
            if len(answer) > longest:
                break
        return answer

    def _by_tool(self, question: str, tool: Mapping[str, object], slot: str) -> str:
        """As `called`. Raises _ToolsRefused where the model, or what serves it, knows no tools."""
        from langchain_core.messages import HumanMessage

        arrived: list[AIMessageChunk] = []

        def pieces() -> Iterator[str]:
            for chunk in self.model.bind_tools([dict(tool)]).stream([HumanMessage(question)]):
                arrived.append(chunk)  # type: ignore[arg-type]
                yield chunk.text or "".join(call["args"] or "" for call in arrived[-1].tool_call_chunks)

        try:
            with closing(bounded(pieces, self.access.limits, self.leaving)) as parts:
                said = "".join(_without_thoughts(parts))
        except Exception as exc:
            if _refuses_tools(exc):
                raise _ToolsRefused from exc
            if (error := translated(exc, self.access)) is None:
                raise
            raise error from exc
        calls = sum(arrived[1:], arrived[0]).tool_calls if arrived else []
        given = [one for call in calls for one in _listed(call["args"].get(slot))]
        return json.dumps(given, ensure_ascii=False) if calls else said


class _ToolsRefused(Exception):
    """A model is asked without tools; never leaves this module."""


def _refuses_tools(exc: Exception) -> bool:
    """Whether an error says that there are no tools to call: LangChain's own, or a server's refusal,
    which names them."""
    from langchain_core import exceptions as core

    is_request = isinstance(exc, core.ModelInvalidRequestError) or _is_providers(exc)
    return isinstance(exc, NotImplementedError) or (is_request and "tool" in str(exc).lower())


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


# The libraries whose errors speak of the connection, by the name of their top package.
_PROVIDERS = frozenset("openai anthropic ollama httpx httpx2 httpcore google groq mistralai".split())


_LONGEST_REASON = 300


def translated(exc: Exception, access: ModelAccess) -> DraftbotError | None:
    """A library's error as one of ours; None for what no model is to blame for."""
    from langchain_core import exceptions as core

    why = _first_line(exc)[:_LONGEST_REASON]
    error: type[ModelError] = ChatModelSilent
    match exc:
        case core.ModelAuthenticationError() | core.ModelPermissionDeniedError():
            error = ChatModelMisconfigured
            reason = Message("models.key_refused", why=why)
        case core.ModelNotFoundError():
            error = ChatModelMisconfigured
            reason = Message("models.no_such_model", why=why)
        case core.ContextOverflowError():
            error = ChatModelMisconfigured
            reason = Message("models.too_long")
        case core.ModelInvalidRequestError():
            error = ChatModelMisconfigured
            reason = Message("models.bad_request", why=why)
        case core.ModelRateLimitError():
            reason = Message("models.too_often")
        case AnswerTooLong():
            reason = exc.reason
        case core.ModelTimeoutError() | httpx.TimeoutException() | TimeoutError():
            reason = Message("models.too_late", seconds=f"{access.timeout:g}")
        case core.ModelConnectionError() | httpx.HTTPError() | OSError():
            reason = Message("models.no_connection", why=why)
        case _ if isinstance(exc, core.ModelError) or _is_providers(exc):
            reason = Message("models.failed", why=why)
        case DraftbotError():
            return None
        case ValueError() | TypeError() | LookupError() | AttributeError():
            # What the library trips over when it is given a web page, or half of an answer.
            reason = Message("models.not_as_expected", why=why)
        case _:
            return None
    return error(model=access.name, reason=reason)


def _is_providers(exc: Exception) -> bool:
    return type(exc).__module__.partition(".")[0] in _PROVIDERS


_THOUGHT_OPEN, _THOUGHT_CLOSE = "<think>", "</think>"


def _without_thoughts(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces without <think>…</think>, which some servers send as part of the answer."""
    held, thinking = "", False
    for piece in pieces:
        held += piece
        while held:
            mark = _THOUGHT_CLOSE if thinking else _THOUGHT_OPEN
            before, found, after = held.partition(mark)
            if not found:
                kept = _start_of(mark, held)
                if not thinking and len(held) > kept:
                    yield held[: len(held) - kept]
                held = held[len(held) - kept :]
                break
            if before and not thinking:
                yield before
            held, thinking = after, not thinking
    if held and not thinking:
        yield held


def _start_of(mark: str, text: str) -> int:
    """How many characters at the end of `text` may be the beginning of `mark`."""
    return next((n for n in range(min(len(mark) - 1, len(text)), 0, -1) if mark.startswith(text[-n:])), 0)


def _first_line(exc: Exception) -> str:
    return (str(exc).strip() or type(exc).__name__).splitlines()[0]
