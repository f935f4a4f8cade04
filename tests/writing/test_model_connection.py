"""What goes wrong on the way to a model, with the real client and a server of our own on loopback."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Iterator

import pytest

from draftbot.errors import ChatModelMisconfigured, ChatModelSilent, ModelError, WritingStopped
from draftbot.writing.bounded_answer import AnswerLimits
from draftbot.writing.chat_model import ModelAccess, ModelWriter
from draftbot.writing.leaving import reader_left
from making.fake_models import PROMPTS, Written, task
from model_server import ModelServer, model_server
from serving import free_port

pytestmark = pytest.mark.slow  # the client takes seconds to import


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


def writer(port: int, limits: AnswerLimits | None = None) -> ModelWriter:
    limits = limits or AnswerLimits()
    return ModelWriter(ModelAccess("openai:m", f"http://127.0.0.1:{port}/v1", "k", 2, limits), PROMPTS)


def asked(port: int) -> Written:
    return Written(writer(port).model, task())


@pytest.mark.parametrize(
    ("fault", "error", "reason"),
    [
        (401, ChatModelMisconfigured, "密钥无效或没有权限"),
        (403, ChatModelMisconfigured, "密钥无效或没有权限"),
        (404, ChatModelMisconfigured, "没有这个模型"),
        (400, ChatModelMisconfigured, "不接受这样的请求"),
        (429, ChatModelSilent, "请求过于频繁"),
        (500, ChatModelSilent, "连接中断"),
        (503, ChatModelSilent, "连接中断"),
    ],
)
def test_a_refusal_is_told_in_words(
    server: ModelServer, fault: int, error: type[ModelError], reason: str
) -> None:
    server.fault = fault  # type: ignore[attr-defined]
    written = asked(server.server_port)
    assert isinstance(written.error, error)
    assert reason in written.error.message("zh")
    assert written.error.hint("zh")
    assert written.error.retryable is (error is ChatModelSilent)


@pytest.mark.parametrize(
    ("fault", "reason"), [("cut", "连接中断"), ("error in stream", "连接中断"), ("stalled", "没有收到内容")]
)
def test_a_stream_that_breaks_off_leaves_what_has_arrived(
    server: ModelServer, fault: str, reason: str
) -> None:
    server.fault = fault  # type: ignore[attr-defined]
    written = asked(server.server_port)
    assert isinstance(written.error, ChatModelSilent), written.error
    assert reason in written.error.message("zh")
    assert [s.text for s in written.section.sentences] == ["本园成立防汛工作领导小组。", "汛前"]


# The library warns of what it then trips over.
@pytest.mark.filterwarnings("ignore:Pydantic serializer")
@pytest.mark.parametrize("fault", ["web page", "half of a line", "no list", "not streamed"])
def test_what_is_no_answer_of_a_model_is_told_in_words(server: ModelServer, fault: str) -> None:
    server.fault = fault
    with pytest.raises(ChatModelSilent) as told:
        list(writer(server.server_port).stream("写"))
    assert "不是聊天模型该有的内容" in told.value.message("zh")


@pytest.mark.parametrize(
    ("fault", "limits", "reason"),
    [
        ("pings", AnswerLimits(seconds=1), "超过了 1 秒"),
        ("endless line", AnswerLimits(seconds=30, chars=1_000), "超过了 1000 字"),
        ("endless thoughts", AnswerLimits(seconds=30, chars=5_000), "超过了 5000 字"),
    ],
)
def test_an_answer_that_never_ends_is_broken_off(fault: str, limits: AnswerLimits, reason: str) -> None:
    with model_server(fault) as server:
        begun = time.monotonic()
        with pytest.raises(ChatModelSilent) as told:
            list(writer(server.server_port, limits).stream("写"))
        assert reason in told.value.message("zh")
        assert time.monotonic() - begun < 10
        assert server.broken_off.wait(5)


@pytest.mark.parametrize("why", ["its reader", "the reader of the draft", "the program"])
def test_who_leaves_takes_the_connection_along(why: str) -> None:
    with model_server("pings") as server:
        model = writer(server.server_port)
        stream = model.stream("写")
        assert next(stream)
        if why == "its reader":
            stream.close()
        else:
            left = threading.Event()
            context = contextvars.copy_context()
            context.run(reader_left.set, left)
            for piece in range(2):
                assert context.run(next, stream), piece
            threading.Timer(
                0.2, left.set if why == "the reader of the draft" else model.leaving.begin
            ).start()
            begun = time.monotonic()
            with pytest.raises(WritingStopped):
                context.run(next, stream)
            assert time.monotonic() - begun < 2
        assert server.broken_off.wait(5)


def test_nobody_there_is_told_in_words() -> None:
    written = asked(free_port())
    assert isinstance(written.error, ChatModelSilent)
    assert "连不上" in written.error.message("zh")
    assert written.pieces == []
