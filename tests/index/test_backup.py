"""Backups: whole, made beside writers, and never put in the place of something before they are read."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from draftbot.errors import BackupUnusable, DataFolderNewer, FileMissing, FileThere
from draftbot.index.backup import back_up, put_back
from draftbot.index.database import FILE_NAME, Database


def filled(home: Path, *drafts: str) -> Database:
    home.mkdir(exist_ok=True)
    database = Database(home)
    with database.transaction() as db:
        for id_ in drafts:
            db.execute("INSERT INTO drafts (id, title, changed_at, body) VALUES (?, '', '', '')", (id_,))
        db.execute("INSERT OR IGNORE INTO files VALUES ('h', ?)", (b"original \x00 bytes",))
        db.execute("INSERT INTO users VALUES ('主任', 'admin', '', '', NULL)")
        db.execute("INSERT INTO sessions VALUES ('s', '主任', 0, 0)")
    return database


def drafts_of(home: Path) -> list[str]:
    with closing(Database(home)) as database:
        return [row["id"] for row in database.read("SELECT id FROM drafts ORDER BY id")]


def test_what_is_backed_up_comes_back_on_another_machine(tmp_path: Path) -> None:
    file = tmp_path / "a.draftbot"
    with closing(filled(tmp_path / "one", "d1", "d2")) as database:
        made = back_up(database, file, "1.0")
        with pytest.raises(FileThere):
            back_up(database, file, "1.0")
        with pytest.raises(FileMissing, match="none"):
            back_up(database, tmp_path / "none" / "a.draftbot", "1.0")
    assert (made.drafts, made.users) == (2, 1)
    assert file.stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {"one", "a.draftbot"}
    other = tmp_path / "two"
    other.mkdir()
    assert put_back(file, other) == (made, None)
    assert drafts_of(other) == ["d1", "d2"]
    with closing(Database(other)) as database:
        assert database.read("SELECT data FROM files")[0]["data"] == b"original \x00 bytes"
        assert database.read("SELECT * FROM sessions") == []


def test_what_was_there_is_kept(tmp_path: Path) -> None:
    file, home = tmp_path / "a.draftbot", tmp_path / "home"
    with closing(filled(home, "d1")) as database:
        back_up(database, file, "1.0")
        with database.transaction() as db:
            db.execute("INSERT INTO drafts (id, title, changed_at, body) VALUES ('later', '', '', '')")
    _, kept = put_back(file, home)
    assert drafts_of(home) == ["d1"]
    assert kept is not None
    kept.rename(home / FILE_NAME)
    for tail in ("-wal", "-shm"):
        kept.with_name(kept.name + tail).unlink(missing_ok=True)
    assert drafts_of(home) == ["d1", "later"]


def test_a_backup_beside_writers_holds_each_write_wholly_or_not(tmp_path: Path) -> None:
    stop = Event()
    with closing(filled(tmp_path / "home")) as database:

        def write() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                with database.transaction() as db:
                    for half in "ab":
                        row = (f"d{number}{half}", "x" * 2000)
                        db.execute(
                            "INSERT INTO drafts (id, title, changed_at, body) VALUES (?, '', '', ?)", row
                        )

        writer = Thread(target=write)
        writer.start()
        try:
            with closing(Database(tmp_path / "home")) as beside:  # as another process opens it
                made = [back_up(beside, tmp_path / f"{n}.draftbot", "1.0") for n in range(5)]
        finally:
            stop.set()
            writer.join()
    assert all(backup.drafts % 2 == 0 for backup in made)
    assert made[-1].drafts > made[0].drafts


def broken(file: Path, how: str) -> None:
    if how == "no file":
        file.unlink()
    elif how == "no zip":
        file.write_bytes(b"text")
    elif how == "cut short":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        with zipfile.ZipFile(file) as packed:
            description, data = json.loads(packed.read("backup.json")), packed.read(FILE_NAME)
        if how == "other bytes":
            data = data[:5000] + b"?" + data[5001:]
        elif how == "newer":
            description["schema"] = 99
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("backup.json", json.dumps(description) if how != "not ours" else "[]")
            packed.writestr(FILE_NAME, data)


@pytest.mark.parametrize("how", ["no file", "no zip", "cut short", "other bytes", "not ours", "newer"])
def test_what_is_no_whole_backup_changes_nothing(tmp_path: Path, how: str) -> None:
    file, home = tmp_path / "a.draftbot", tmp_path / "home"
    with closing(filled(home, "d1")) as database:
        back_up(database, file, "1.0")
        with database.transaction() as db:
            db.execute("INSERT INTO drafts (id, title, changed_at, body) VALUES ('later', '', '', '')")
    broken(file, how)
    with pytest.raises(DataFolderNewer if how == "newer" else BackupUnusable):
        put_back(file, home)
    assert drafts_of(home) == ["d1", "later"]
    assert [path.name for path in home.iterdir() if "restoring" in path.name or "before" in path.name] == []
