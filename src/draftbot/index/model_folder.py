"""The folder of models: what is being made in it, and what goes wrong when it is written to."""

from __future__ import annotations

import errno
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from draftbot.errors import DataFolderNotWritable, DiskFull

# What is older was left behind by a process that was killed over it.
_SECONDS_AT_WORK = 24 * 3600
# No room on the disk, in the user's share of it, or in a file; Windows' own number, which
# safetensors passes on.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, 112}


@contextmanager
def scratch_in(models: Path, prefix: str) -> Iterator[Path]:
    """A folder to make something in, on the disk where it is to stay; gone at the end. What
    processes that were killed left under `prefix` goes too. Raises DataFolderNotWritable, DiskFull.
    """
    with in_words(models):
        models.mkdir(parents=True, exist_ok=True)
        for left in models.glob(f"{prefix}*"):
            if left.stat().st_mtime < time.time() - _SECONDS_AT_WORK:
                shutil.rmtree(left, ignore_errors=True)
        scratch = tempfile.TemporaryDirectory(dir=models, prefix=prefix, ignore_cleanup_errors=True)
    with scratch as folder:
        yield Path(folder)


@contextmanager
def in_words(models: Path) -> Iterator[None]:
    """What keeps `models` from being written to, as our errors: DataFolderNotWritable, DiskFull."""
    try:
        yield
    except OSError as exc:
        full = exc.errno in _FULL
        raise (DiskFull if full else DataFolderNotWritable)(home=models) from exc


def free_bytes(models: Path) -> int:
    """How much may be written there. Raises OSError."""
    return shutil.disk_usage(models).free
