"""What goes wrong on the way to a model, with the real client and a server of our own on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from draftbot.drafting.chat_model import ModelAccess, ModelWriter
from draftbot.errors import ChatModelMisconfigured, ChatModelSilent, ModelError
from drafting.fake_models import PROMPTS, Written, task
from serving import free_port

pytestmark = pytest.mark.slow  # the client takes seconds to import
PIECES = ("本园成立防汛工作", "领导小组[1]。", "汛前")


class Model(BaseHTTPRequestHandler):
    """A server that speaks as a chat model does, and fails as `server.fault` says."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        fault = self.server.fault  # type: ignore[attr-defined]
        if isinstance(fault, int):
            body = json.dumps({"error": {"message": "no", "type": "error", "code": None}}).encode()
            self.send_response(fault)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for piece in PIECES:
            delta = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
            self._chunk(
                {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [delta]}
            )
        if fault == "error in stream":
            self._chunk({"error": {"message": "the model fell over", "type": "server_error", "code": 500}})
        elif fault == "stalled":
            time.sleep(5)
        # "cut": the connection closes without an end.

    def _chunk(self, data: object) -> None:
        line = f"data: {json.dumps(data)}\n\n".encode()
        self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


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
    server: ThreadingHTTPServer, fault: int, error: type[ModelError], reason: str
) -> None:
    server.fault = fault  # type: ignore[attr-defined]
    written = asked(server.server_port)
    assert isinstance(written.error, error)
    assert reason in written.error.message()
    assert written.error.hint()
    assert written.error.retryable is (error is ChatModelSilent)


@pytest.mark.parametrize(
    ("fault", "reason"), [("cut", "连接中断"), ("error in stream", "连接中断"), ("stalled", "没有收到内容")]
)
def test_a_stream_that_breaks_off_leaves_what_has_arrived(
    server: ThreadingHTTPServer, fault: str, reason: str
) -> None:
    server.fault = fault  # type: ignore[attr-defined]
    written = asked(server.server_port)
    assert isinstance(written.error, ChatModelSilent), written.error
    assert reason in written.error.message()
    assert [s.text for s in written.section.sentences] == ["本园成立防汛工作领导小组。", "汛前"]


def test_nobody_there_is_told_in_words() -> None:
    written = asked(free_port())
    assert isinstance(written.error, ChatModelSilent)
    assert "连不上" in written.error.message()
    assert written.pieces == []
