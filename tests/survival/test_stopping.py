"""A server that ends in the middle of a draft: asked to, or killed."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from model_server import WHOLE, ModelServer, model_server
from serving import clean_environment, free_port, wait_until_ready

pytestmark = pytest.mark.slow
BODY = {
    "title": "2025年幼儿园防汛工作总结",
    "outline": "一、主要做法\n二、存在问题\n三、下一步打算",
    "length": 300,
}


def begin(
    folder: Path, corpus: Path, model: Path, port: int, **llm: str
) -> tuple[subprocess.Popen[bytes], str, Path]:
    home, log = folder / "home", folder / "server.log"
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "draftbot", "serve", "--home", str(home), "--port", str(port)]
    environment = clean_environment(DRAFTBOT_CORPUS=str(corpus), DRAFTBOT_EMBEDDING_MODEL=str(model), **llm)
    with log.open("ab") as output:
        process = subprocess.Popen(command, env=environment, cwd=home, stdout=output, stderr=output)
    wait_until_ready(f"http://127.0.0.1:{port}", process, log)
    return process, f"http://127.0.0.1:{port}", log


def until_silent(
    url: str, process: subprocess.Popen[bytes], how: signal.Signals, model: ModelServer
) -> list[Any]:
    """The events of a draft whose model falls silent after the first section; then the server
    is told to end."""
    events: list[Any] = []
    name = ""
    try:
        with httpx.stream("POST", f"{url}/api/v1/drafts?stream=true", json=BODY, timeout=60) as answer:
            for line in answer.iter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    events.append((name, json.loads(line.removeprefix("data: "))))
                    if name == "section":
                        model.fault = "pings"
                    if name == "text" and events[-1][1]["index"] == 1:
                        process.send_signal(how)
    except httpx.TransportError:
        assert how is signal.SIGKILL
    return events


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_finished_sections_outlive_the_server(
    tmp_path: Path, reports_folder: Path, model_folder: Path, how: signal.Signals
) -> None:
    port = free_port()
    with model_server(WHOLE) as model:
        llm = {
            "DRAFTBOT_LLM": "openai:m",
            "DRAFTBOT_LLM_BASE_URL": f"http://127.0.0.1:{model.server_port}/v1",
            "DRAFTBOT_LLM_API_KEY": "k",
        }
        process, url, log = begin(tmp_path, reports_folder, model_folder, port, **llm)
        try:
            events = until_silent(url, process, how, model)
            told = time.monotonic()
            process.wait(timeout=30)
            if how is signal.SIGTERM:
                assert time.monotonic() - told < 20
                assert events[-1][0] == "error"
                assert events[-1][1]["error"]["code"] == "writing_stopped"
                assert "Traceback" not in log.read_text("utf-8")
            draft_id = events[0][1]["id"]
            sent = [data["section"] for name, data in events if name == "section"]
            assert len(sent) == 1
            process, url, log = begin(tmp_path, reports_folder, model_folder, port)
            kept = httpx.get(f"{url}/api/v1/drafts/{draft_id}", timeout=30).json()
            assert [s["heading"] for s in kept["sections"][:1]] == [sent[0]["heading"]]
            assert kept["sections"][0]["text"] == sent[0]["text"]
            assert "unfinished" in [w["code"] for w in kept["warnings"]]
            whole = httpx.post(f"{url}/api/v1/drafts/{draft_id}/continue", timeout=120).json()
            # Whoever had one section when the connection broke is sent the rest, though all is written now.
            again = httpx.post(
                f"{url}/api/v1/drafts/{draft_id}/continue?stream=true",
                headers={"Last-Event-ID": "1"},
                timeout=120,
            ).text
            ids = re.findall(r"(?m)^id: (\d+)", again)
            assert ids == [str(number) for number in range(2, len(whole["sections"]) + 1)]
            assert again.rindex("event: finished") > again.rindex("event: section")
            assert [s["heading"] for s in whole["sections"]] == ["主要做法", "存在问题", "下一步打算"]
            assert whole["sections"][0]["text"] == sent[0]["text"]
            assert "unfinished" not in [w["code"] for w in whole["warnings"]]
        finally:
            process.kill()
            process.wait()
