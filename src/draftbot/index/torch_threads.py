"""How many of the processor's cores torch computes with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def threads_for(texts: int) -> Iterator[None]:
    """One for a single text, else as many as torch takes by itself: so little work is done
    sooner by one than shared out, above all while others keep the processor busy."""
    import torch

    before = torch.get_num_threads()
    if texts > 1 or before == 1:
        yield
        return
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
