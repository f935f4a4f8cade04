"""Threads of a server share a few arenas of memory."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

import pytest

from draftbot.faces.arenas import ARENAS

# In a process of its own: the threads of other tests make arenas, too.
COUNTED = """
import ctypes, pathlib, sys, tempfile, threading
from draftbot.faces.arenas import share_arenas

libc = ctypes.CDLL(None)
libc.fopen.restype = libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes, libc.free.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]

def arenas():
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "info")
        stream = ctypes.c_void_p(libc.fopen(str(file).encode(), b"w"))
        libc.malloc_info(0, stream)
        libc.fclose(stream)
        return file.read_text().count("<heap nr=")

together = threading.Barrier(12)

def ask():
    together.wait()
    held = libc.malloc(2000)
    together.wait()
    libc.free(held)

if "share" in sys.argv:
    share_arenas()
threads = [threading.Thread(target=ask) for _ in range(12)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(arenas())
"""


def arenas_made(*how: str) -> int:
    """How many arenas glibc makes for twelve threads."""
    plain = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"}
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, *how], capture_output=True, text=True, check=True, env=plain
    )
    return int(done.stdout)


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_info"), reason="glibc's"
)
def test_threads_started_from_now_on_make_no_more() -> None:
    assert arenas_made("share") <= ARENAS < arenas_made()
