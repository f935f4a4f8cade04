"""What some tests need of a machine: skipped without it, but never in CI, where its
absence is a failure."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from types import ModuleType

import pytest

IN_CI = os.environ.get("CI", "").lower() == "true"
needs_libreoffice = pytest.mark.skipif(
    not IN_CI and shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def needed(module: str) -> ModuleType:
    """The module of the dev extra; the tests of a file that asks for it at its head are
    skipped without it."""
    if IN_CI:
        return import_module(module)
    found: ModuleType = pytest.importorskip(module, reason=f"{module} of the dev extra is not installed")
    return found
