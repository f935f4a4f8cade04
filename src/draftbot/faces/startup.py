"""Imports at little more than half of their usual time; see docs/benchmarks.md."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def quick_imports() -> Iterator[None]:
    """What is imported within is not searched for garbage, of which imports make none, nor
    later; and gradio does not write a stub file for editors beside each of its classes."""
    source_of = inspect.getfile

    def getfile(thing: Any) -> str:  # noqa: ANN401 - as inspect has it
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError("no stub file")  # which gradio takes for a class without a source
        return source_of(thing)

    gc.disable()
    inspect.getfile = getfile  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getfile = source_of
        gc.freeze()
        gc.enable()
