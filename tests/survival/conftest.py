"""A process to fork from, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from survival.forking import Zygote


@pytest.fixture(scope="session")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    with Zygote(tmp_path_factory.mktemp("zygote")) as running:
        yield running
