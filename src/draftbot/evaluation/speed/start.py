"""How long from starting the program to its first search answered.

Run as a program, this is what is measured: `python -m … HOME MODEL QUERY…` opens
the data folder, answers the first query, writes a line of JSON, and then another
after the rest of the queries.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from draftbot.evaluation.speed.report import Start


def measure_start(home: Path, model: str, queries: list[str]) -> Start:
    """Seconds a new process needs on the data folder `home`, which nobody holds."""
    command = [sys.executable, "-m", __name__, str(home), model, *queries]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DRAFTBOT_")}
    started = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=environment, cwd=home, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        whole = time.perf_counter() - started
        rest = process.stdout.readline()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[:3])
    parts: dict[str, Any] = json.loads(first)
    imports = whole - parts["building"] - parts["first_search"]
    return Start(
        round(whole, 3),
        round(imports, 3),
        parts["building"],
        parts["first_search"],
        json.loads(rest)["memory_mb"],
    )


def _serve(home: Path, model: str, queries: list[str]) -> None:
    from draftbot.bootstrap import build_parts
    from draftbot.evaluation.speed.machine import memory_mb
    from draftbot.settings import Settings

    started = time.perf_counter()
    with ExitStack() as resources:
        settings = Settings(_env_file=None, home=home, embedding_model=model)  # type: ignore[call-arg]
        parts = build_parts(settings, resources)
        built = time.perf_counter()
        parts.search.search(queries[0])
        answered = time.perf_counter()
        _say(building=round(built - started, 3), first_search=round(answered - built, 3))
        for query in queries[1:]:
            parts.search.search(query)
        _say(memory_mb=memory_mb())


def _say(**values: float | None) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
