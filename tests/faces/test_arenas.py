"""Threads of a server share a few arenas of memory."""

from __future__ import annotations

import ctypes
import sys
import threading
from pathlib import Path

import pytest

from draftbot.faces.arenas import ARENAS, share_arenas

THREADS = 12


def arenas(file: Path) -> int:
    """How many arenas glibc has made in this process."""
    libc = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    stream = ctypes.c_void_p(libc.fopen(str(file).encode(), b"w"))
    libc.malloc_info(0, stream)
    libc.fclose(stream)
    return file.read_text().count("<heap nr=")


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_info"), reason="glibc's"
)
def test_threads_started_from_now_on_make_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    libc = ctypes.CDLL(None)
    libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = (
        ctypes.c_void_p,
        [ctypes.c_size_t],
        [ctypes.c_void_p],
    )
    before, together = arenas(tmp_path / "before"), threading.Barrier(THREADS)

    def ask() -> None:
        together.wait()
        held = libc.malloc(2000)
        together.wait()
        libc.free(held)

    share_arenas()
    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert arenas(tmp_path / "after") <= max(before, ARENAS)
