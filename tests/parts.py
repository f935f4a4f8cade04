"""The real parts, shared by tests: the model that ships, and a service over a small corpus."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.index.e5_weights import convert_e5, shipped_weights
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.service import Draftbot
from draftbot.settings import Settings


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine's reaches a command run in the test."""
    for name in [name for name in os.environ if name.startswith("DRAFTBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DRAFTBOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)  # away from any .env


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped weights, converted once a session."""
    return convert_e5(shipped_weights(), tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def embeddings(model_folder: Path) -> SentenceEmbeddings:
    return SentenceEmbeddings(str(model_folder), model_folder.parent)


def settings_for(home: Path, model: Path, **more: object) -> Settings:
    """Settings that take nothing from the machine's environment or a .env file."""
    return Settings(_env_file=None, home=home, embedding_model=str(model), **more)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def sample_service(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Draftbot]:
    """A service that has read the whole sample corpus. For tests that change nothing."""
    corpus = Path(__file__).parents[1] / "corpus"
    service = build_service(settings_for(tmp_path_factory.mktemp("sample"), model_folder))
    with ExitStack() as stack:
        stack.callback(service.close)
        result = service.ingest([corpus])
        assert not result.failed
        yield service


@pytest.fixture
def service(tmp_path: Path, model_folder: Path, reports_folder: Path) -> Iterator[Draftbot]:
    """A service of its own for tests that change it, over three small reports."""
    built = build_service(settings_for(tmp_path / "home", model_folder))
    with ExitStack() as stack:
        stack.callback(built.close)
        built.ingest([reports_folder])
        yield built
