"""How the server's memory is shared out among its threads."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

# glibc's name for the most arenas that it makes, from malloc.h.
_M_ARENA_MAX = -8
# Python's one lock lets hardly two threads ask for memory at a time.
ARENAS = 2


def share_arenas() -> None:
    """Let threads that start from now on share two arenas, where glibc would make eight a processor: each
    keeps what its threads once needed, and a server of twenty threads was a tenth larger. Who sets
    MALLOC_ARENA_MAX knows better; other C libraries have no such thing."""
    if sys.platform != "linux" or "MALLOC_ARENA_MAX" in os.environ:
        return
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)
