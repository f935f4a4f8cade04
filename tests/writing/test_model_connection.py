"""What goes wrong on the way to a model, with the real client and a server of our own on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from draftbot.errors import ChatModelMisconfigured, ChatModelSilent, ModelError
from draftbot.writing.chat_model import ModelAccess, ModelWriter
from making.fake_models import PROMPTS, Written, task
from model_server import ModelServer, model_server
from serving import free_port

pytestmark = pytest.mark.slow  # the client takes seconds to import


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


def asked(port: int) -> Written:
    access = ModelAccess("openai:m", f"http://127.0.0.1:{port}/v1", "k", 2)
    return Written(ModelWriter(access, PROMPTS).model, task())


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


def test_nobody_there_is_told_in_words() -> None:
    written = asked(free_port())
    assert isinstance(written.error, ChatModelSilent)
    assert "连不上" in written.error.message("zh")
    assert written.pieces == []
