"""A server on loopback that speaks as a chat model does, and fails as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PIECES = ("本园成立防汛工作", "领导小组[1]。", "汛前")
SLOW = "slow"
WHOLE = "none: an answer with an end"
THOUGHT = {"index": 0, "delta": {"role": "assistant", "content": "<think>想" * 200}, "finish_reason": None}
NEVER_ENDING = {
    "endless line": "data: " + "x" * 65_536,
    "pings": ": still here\n\n",
    "endless thoughts": "data: "
    + json.dumps(
        {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [THOUGHT]}
    )
    + "\n\n",
}
ANSWERS = {
    "web page": ("text/html", "<!doctype html><html><title>登录</title><body>请先登录</body></html>"),
    "half of a line": ("text/event-stream", 'data: {"id": "1", "object": "chat.comple\n\n'),
    "no list": ("text/event-stream", 'data: {"id": "1", "choices": 7}\n\ndata: [DONE]\n\n'),
    "not streamed": (
        "application/json",
        '{"id": "1", "object": "chat.completion", "choices": [{"index": 0, "message": {"content": "好"}}]}',
    ),
}


class Model(BaseHTTPRequestHandler):
    """Fails as `server.fault` says: with that status, or after some pieces. "slow" says them
    over and over, as a large model on a small machine does; what is in ANSWERS comes instead."""

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
        if fault in ANSWERS:
            kind, body = ANSWERS[str(fault)]
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for piece in PIECES * (100 if fault == SLOW else 1):
            delta = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
            self._chunk(
                {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [delta]}
            )
            if fault == SLOW:
                time.sleep(0.2)
        if fault in NEVER_ENDING:
            self._go_on_for_ever(NEVER_ENDING[str(fault)])
        if fault == "error in stream":
            self._chunk({"error": {"message": "the model fell over", "type": "server_error", "code": 500}})
        elif fault == "stalled":
            time.sleep(5)
        elif fault == WHOLE:
            self._write(b"data: [DONE]\n\n")
            self.wfile.write(b"0\r\n\r\n")
        # "cut": the connection closes without an end.

    def _go_on_for_ever(self, text: str) -> None:
        """Until the other side breaks the connection off."""
        try:
            while True:
                self._write(text.encode())
                time.sleep(0.001 if len(text) > 100 else 0.1)
        except OSError:
            self.server.broken_off.set()  # type: ignore[attr-defined]

    def _chunk(self, data: object) -> None:
        self._write(f"data: {json.dumps(data)}\n\n".encode())

    def _write(self, line: bytes) -> None:
        self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


class ModelServer(ThreadingHTTPServer):
    """Its `fault` may be changed at any time."""

    daemon_threads = True
    fault: int | str = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.broken_off = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Who asked has gone: that is what is tested."""
        self.broken_off.set()


@contextmanager
def model_server(fault: int | str = "") -> Iterator[ModelServer]:
    server = ModelServer(("127.0.0.1", 0), Model)
    server.fault = fault
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
