"""A running server with an administrator, two users and three keys."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from serving import clean_environment, served

PASSWORDS = {"主任": "the head's own", "小王": "wang's secret", "小李": "li's secret!"}


@dataclass(frozen=True)
class Office:
    url: str
    home: Path
    keys: dict[str, str]

    def client(self, who: str) -> httpx.Client:
        """Somebody's way in: a user by session, read, write or admin by key, "" nobody."""
        client = httpx.Client(base_url=self.url, timeout=120)
        if who in PASSWORDS:
            said = {"user": who, "password": PASSWORDS[who]}
            answer = httpx.post(f"{self.url}/api/v1/session", json=said, timeout=60)
            assert answer.status_code == 204, answer.text
            client.cookies.update(answer.cookies)
        elif who:
            client.headers["Authorization"] = f"Bearer {self.keys[who]}"
        return client


def command(home: Path, *args: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "draftbot", *args],
        env=clean_environment(DRAFTBOT_HOME=str(home), **settings),
        cwd=home,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@contextmanager
def opened_office(home: Path, log: Path, **settings: str) -> Iterator[Office]:
    """The first user is added before the start, all else beside the running server."""
    add_user(home, "主任")
    with served(home, log, **settings) as url:
        add_user(home, "小王")
        add_user(home, "小李")
        keys = {scope: add_key(home, f"程序{scope}", scope) for scope in ("read", "write", "admin")}
        keys["小王 read"] = add_key(home, "小王的", "read", "--user", "小王")
        yield Office(url, home, keys)


def add_user(home: Path, name: str) -> None:
    done = command(home, "users", "add", name, stdin=f"{PASSWORDS[name]}\n")
    assert done.returncode == 0, done.stderr


def add_key(home: Path, name: str, scope: str, *more: str) -> str:
    done = command(home, "keys", "add", name, "--scope", scope, *more, "--json")
    assert done.returncode == 0, done.stderr
    key: str = json.loads(done.stdout)["key"]
    return key
