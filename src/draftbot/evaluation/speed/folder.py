"""How long a folder takes that was read before."""

from __future__ import annotations

import hashlib
import time
from contextlib import ExitStack
from pathlib import Path

from draftbot.bootstrap import build_parts
from draftbot.evaluation.speed.model import settings_for
from draftbot.evaluation.speed.report import FolderSpeed
from draftbot.evaluation.speed.reports import generate_report
from draftbot.settings import Settings

# A corpus of its own, so that no text is one that was measured before.
_SEED = 7


def measure_folder(settings: Settings, model: str, files: int, work: Path) -> FolderSpeed:
    """Seconds for `files` generated files written into `work`, an empty folder: read the
    first time, again, and again with one changed. Raises ModelError, DataFolderError."""
    reports = work / "reports"
    reports.mkdir(parents=True)
    for number in range(files):
        generated = generate_report(number, _SEED)
        (reports / generated.name).write_bytes(generated.data)
    with ExitStack() as resources:
        parts = build_parts(settings_for(work / "home", settings, model), resources)
        parts.embeddings.passages([generate_report(-1, _SEED).text[:300]])
        first = parts.ingest.paths([reports])
        again = parts.ingest.paths([reports])
        paths = sorted(reports.iterdir())
        started = time.perf_counter()
        for path in paths:
            hashlib.sha256(path.read_bytes()).hexdigest()
        read_and_hash = time.perf_counter() - started
        paths[files // 2].write_bytes(generate_report(files, _SEED).data)
        changed = parts.ingest.paths([reports])
    return FolderSpeed(
        files,
        first.seconds,
        again.seconds,
        again.ingested,
        changed.seconds,
        changed.ingested,
        changed.unchanged,
        round(read_and_hash, 4),
    )
