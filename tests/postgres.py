"""A PostgreSQL server on loopback for tests: made, started and thrown away."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from draftbot.index.postgresql.address import address_in
from draftbot.index.postgresql.connection import PostgresConnection
from needs import IN_CI
from serving import free_port

# Where Debian keeps its versions; elsewhere the programs are on the path.
_DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder of initdb and its kin, None where PostgreSQL is not installed."""
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    return Path(found).parent if found else None


needs_postgresql = pytest.mark.skipif(not IN_CI and programs() is None, reason="PostgreSQL is not installed")


class PostgresServer:
    """Databases on one server; each is asked for by its name."""

    def __init__(self, port: int, user: str) -> None:
        self._port, self._user, self._made = port, user, 0

    def url(self, database: str) -> str:
        return f"postgresql://{self._user}@127.0.0.1:{self._port}/{database}?sslmode=disable"

    def fresh(self) -> str:
        """The address of a new, empty database."""
        self._made += 1
        name = f"fresh{self._made}"
        with closing(PostgresConnection(address_in(self.url("postgres")))) as connection:
            connection.run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return self.url(name)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server whose data are gone afterwards."""
    # Not in a folder of pytest's, which lets nobody else in, and shuts it anew at each run.
    with tempfile.TemporaryDirectory(prefix="draftbot-postgres-", ignore_cleanup_errors=True) as folder:
        yield from _running(Path(folder))


def _running(folder: Path) -> Iterator[PostgresServer]:
    found = programs()
    assert found is not None, "PostgreSQL is not installed"
    as_user, user = _not_root(), getpass.getuser()
    if as_user:
        user = as_user["user"]
        shutil.chown(folder, user)
    port = free_port()
    # Nothing here outlives the test: what a power cut would lose is not waited for.
    quick = f"-c fsync=off -c full_page_writes=off -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -p {port}"
    made = [found / "initdb", "-D", folder, "-A", "trust", "-E", "UTF8", "--no-locale", "-N", "-U", user]
    control = [found / "pg_ctl", "-D", folder, "-w", "-s"]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd="/", **as_user)
    subprocess.run(
        [*control, "-l", folder / "server.log", "-o", quick, "start"], check=True, cwd="/", **as_user
    )
    try:
        yield PostgresServer(port, user)
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd="/", **as_user)


def _not_root() -> dict[str, str]:
    """As whom PostgreSQL is to run where the tests run as root, which it refuses."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": name}
    return {}
