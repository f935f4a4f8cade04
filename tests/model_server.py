"""A server on loopback that speaks as a chat model does, and fails as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECES = ("本园成立防汛工作", "领导小组[1]。", "汛前")
SLOW = "slow"


class Model(BaseHTTPRequestHandler):
    """Fails as `server.fault` says: with that status, or after some pieces. "slow" says them
    over and over, as a large model on a small machine does."""

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
        for piece in PIECES * (100 if fault == SLOW else 1):
            delta = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
            self._chunk(
                {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [delta]}
            )
            if fault == SLOW:
                time.sleep(0.2)
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


class ModelServer(ThreadingHTTPServer):
    """Its `fault` may be changed at any time."""

    daemon_threads = True
    fault: int | str = ""

    def handle_error(self, *_: object) -> None:
        """Who asked has gone: that is what is tested."""


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
