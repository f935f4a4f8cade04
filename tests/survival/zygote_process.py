"""Run as a process: imports everything heavy, then forks a child for each task it is told.

One line of JSON a request on stdin, one line an answer on stdout; `forking` is
the other end. Nothing here starts a thread or loads a model, so that a fork is
safe and every child starts as cold as `draftbot` does after its imports.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from draftbot.errors import DraftbotError
from survival import tasks

# What a first use would import.
HEAVY = (
    "chromadb.api.fastapi",
    "chromadb.api.rust",
    "chromadb.telemetry.product.posthog",
    "sentence_transformers.models",
    "transformers.models.bert.modeling_bert",
    "transformers.models.xlm_roberta",
)
LONGEST_TASK = 300  # seconds: a child that hangs is ended by its own alarm


def main() -> None:
    for name in HEAVY:
        import_module(name)
    threads = len(os.listdir("/proc/self/task")) if Path("/proc/self/task").exists() else 1
    assert threads == 1, f"{threads} threads: a forked child would hang"
    gc.freeze()
    answer("ready")
    child = 0
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "start":
            child = start(request)
            answer(child)
        else:
            _, status = os.waitpid(child, 0)
            child = 0
            answer(os.waitstatus_to_exitcode(status))
    if child:  # pytest has gone without waiting for it
        os.kill(child, signal.SIGKILL)


def answer(value: object) -> None:
    sys.stdout.write(f"{json.dumps(value)}\n")
    sys.stdout.flush()


def start(request: dict[str, Any]) -> int:
    # Opened before the fork: once the number of the child is known, its end is seen as the pipe's end.
    steps = os.open(request["steps"], os.O_WRONLY)
    pid = os.fork()
    if pid == 0:
        work(request, steps)
    os.close(steps)
    return pid


def work(request: dict[str, Any], steps: int) -> NoReturn:
    """Do the task, leave its outcome in a file, and go."""
    signal.alarm(LONGEST_TASK)
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for fd, stream in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(fd, stream)

    def step(name: str) -> None:
        os.write(steps, f"{name}\n".encode())

    outcome: dict[str, Any]
    try:
        outcome = {"answer": getattr(tasks, request["task"])(step, **request["given"])}
    except DraftbotError as error:
        outcome = {"refused": [error.code, error.message("zh"), error.hint("zh")]}
    except BaseException:  # noqa: BLE001  (a panic in Chroma's Rust is no Exception)
        outcome = {"trace": traceback.format_exc()}
    whole = Path(request["outcome"])
    part = whole.with_suffix(".part")
    part.write_text(json.dumps(outcome, ensure_ascii=False), "utf-8")
    part.rename(whole)
    os._exit(0)


if __name__ == "__main__":
    main()
