"""A folder looked at whenever something changes in it, as the system tells."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import watchfiles

from draftbot.errors import FileMissing

# Files are copied and saved in several strokes: so long nothing more may come.
_QUIET_MS, _AT_MOST_MS = 400, 5_000


def changes_in(folder: Path, stop: threading.Event) -> Iterator[set[Path] | None]:
    """None once watching has begun (all is to be looked at), then the paths that changed, until
    `stop` is set or the user ends it by Ctrl-C. Raises FileMissing, at once or when the folder goes."""
    if not folder.is_dir():
        raise FileMissing(path=folder)
    looking = watchfiles.watch(
        folder,
        watch_filter=None,
        step=_QUIET_MS,
        debounce=_AT_MOST_MS,
        rust_timeout=1_000,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    )
    # The first look begins the watching; what changes while all is read comes with the next.
    next(looking, None)
    if stop.is_set():
        return
    yield None
    for found in looking:
        if not folder.is_dir():
            raise FileMissing(path=folder)
        if found:
            yield {Path(path) for _, path in found}
