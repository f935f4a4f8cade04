from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from draftbot.errors import (
    DataFolderClosed,
    DataFolderDamaged,
    DataFolderNewer,
    DataFolderNotWritable,
    DiskFull,
)
from draftbot.index.connections import MOST_CONNECTIONS
from draftbot.index.database import FILE_NAME, SCHEMA_VERSION, Database

VERSION_5 = Path(__file__).parent / "folders" / "version_5.sqlite3.gz"


def test_a_file_that_is_no_database_is_named_damaged(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is not SQLite at all" * 100)
    with pytest.raises(DataFolderDamaged):
        Database(tmp_path)


def test_a_missing_folder_is_not_writable(tmp_path: Path) -> None:
    with pytest.raises(DataFolderNotWritable):
        Database(tmp_path / "nowhere")


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / FILE_NAME)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(DataFolderNewer, match="99") as refused:
        Database(tmp_path)
    assert "损坏" not in refused.value.message("zh")


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with pytest.raises(RuntimeError), database.transaction() as db:
        db.execute("INSERT INTO drafts (id, title, changed_at, body) VALUES ('d1', '', '', '')")
        raise RuntimeError
    assert database.read("SELECT * FROM drafts") == []
    database.close()


def test_a_full_disk_is_said_to_be_full_and_keeps_what_was_there(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.transaction() as db:
        db.execute("INSERT INTO drafts (id, title, changed_at, body) VALUES ('d1', '标题', '', '')")
        # SQLite's own limit stands in for the disk's: it raises the very same SQLITE_FULL.
        pages = db.execute("PRAGMA page_count").fetchone()[0]
    with pytest.raises(DiskFull), database.transaction() as db:
        db.execute(f"PRAGMA max_page_count = {pages + 1}")
        db.execute(
            "INSERT INTO drafts (id, title, changed_at, body) VALUES ('d2', '', '', ?)", ("x" * 1_000_000,)
        )
    assert [row["id"] for row in database.read("SELECT id FROM drafts")] == ["d1"]
    database.close()


def descriptors_of(file: Path) -> int:
    """How many of this process's descriptors are the file's or its log's."""
    targets = (path.readlink() for path in Path("/proc/self/fd").iterdir() if path.is_symlink())
    return sum(str(target).startswith(str(file)) for target in targets)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="descriptors are counted in /proc")
def test_threads_that_come_and_go_leave_no_descriptor_behind(tmp_path: Path) -> None:
    database = Database(tmp_path)

    def write_and_read(name: str) -> None:
        with database.transaction() as db:
            db.execute("INSERT INTO drafts (id, title, changed_at, body) VALUES (?, '', '', '')", (name,))
        assert database.read("SELECT id FROM drafts WHERE id = ?", (name,))

    after = []
    for burst in range(4):
        threads = [Thread(target=write_and_read, args=(f"d{burst}-{i}",)) for i in range(60)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        after.append(descriptors_of(tmp_path / FILE_NAME))
    assert len(database.read("SELECT id FROM drafts")) == 240
    assert max(after) <= 3 * MOST_CONNECTIONS
    database.close()
    assert descriptors_of(tmp_path / FILE_NAME) == 0


def test_what_comes_after_the_end_is_told_so(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.close()
    with pytest.raises(DataFolderClosed):
        database.read("SELECT 1")
    with pytest.raises(DataFolderClosed), database.transaction():
        pass


def test_a_transaction_reads_what_it_wrote(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.transaction() as db:
        db.execute("INSERT INTO drafts (id, title, changed_at, body) VALUES ('d1', '', '', '')")
        assert len(database.read("SELECT id FROM drafts")) == 1
    database.close()


def test_opening_again_keeps_everything(tmp_path: Path) -> None:
    first = Database(tmp_path)
    with first.transaction() as db:
        db.execute("INSERT INTO drafts (id, title, changed_at, body) VALUES ('d1', '标题', '', '')")
    first.close()
    second = Database(tmp_path)
    assert [row["title"] for row in second.read("SELECT title FROM drafts")] == ["标题"]
    assert second.is_sound()
    second.close()


def without_departments(db: sqlite3.Connection) -> None:
    """As a folder was before there were departments."""
    db.execute("DROP INDEX reports_by_department")
    db.execute("ALTER TABLE reports DROP COLUMN department")
    for table in ("memberships", "answers"):
        db.execute(f"DROP TABLE {table}")


def without_users(db: sqlite3.Connection) -> None:
    """As a folder was before there were users."""
    without_departments(db)
    for table in ("drafts", "conversations"):
        db.execute(f"DROP INDEX {table}_by_owner")
        db.execute(f"ALTER TABLE {table} DROP COLUMN owner")
    for table in ("sessions", "keys", "users", "audit", "shares"):
        db.execute(f"DROP TABLE {table}")


def test_a_folder_of_version_4_opens_and_what_it_holds_is_nobodys(tmp_path: Path) -> None:
    first = Database(tmp_path)
    with first.transaction() as db:
        without_users(db)
        db.execute("INSERT INTO drafts VALUES ('d1', '标题', '2026-01-05T08:00:00.000+00:00', '{}')")
        db.execute("INSERT INTO conversations VALUES ('c1', '2026-01-05T08:00:00.000+00:00', '{}')")
        db.execute("PRAGMA user_version = 4")
    first.close()
    second = Database(tmp_path)
    assert [tuple(row) for row in second.read("SELECT id, owner FROM drafts")] == [("d1", "")]
    assert [tuple(row) for row in second.read("SELECT id, owner FROM conversations")] == [("c1", "")]
    assert second.read("SELECT * FROM users") == []
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    new = Database(fresh)
    assert shape_of(second) == shape_of(new)
    second.close()
    new.close()


def test_a_folder_of_version_5_opens_with_all_it_holds_and_a_copy_is_kept(tmp_path: Path) -> None:
    """As the commit before wrote it: a report, a shared conversation with its draft, users and a key."""
    before = gzip.decompress(VERSION_5.read_bytes())
    (tmp_path / FILE_NAME).write_bytes(before)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    with closing(Database(tmp_path)) as opened, closing(Database(fresh)) as new:
        assert shape_of(opened) == shape_of(new)
        assert opened.is_sound()
        (report,) = opened.read("SELECT * FROM reports")
        assert (report["title"], report["department"]) == ("蓝屿镇2024年消防安全工作总结", "")
        assert [row["name"] for row in opened.read("SELECT name FROM users ORDER BY name")] == [
            "主任",
            "小王",
        ]
        assert [row["owner"] for row in opened.read("SELECT owner FROM drafts")] == ["小王"]
        assert {row["user"] for row in opened.read("SELECT user FROM shares")} == {"主任"}
        assert len(opened.read("SELECT * FROM keys WHERE user = '小王'")) == 1
    with (
        closing(sqlite3.connect(tmp_path / f"{FILE_NAME}.v5")) as kept,
        closing(sqlite3.connect(":memory:")) as was,
    ):
        was.deserialize(before)
        assert list(kept.iterdump()) == list(was.iterdump())


def shape_of(database: Database) -> dict[str, list[str]]:
    """Each table's columns, whatever their order, and the indexes."""
    names = [row["name"] for row in database.read("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {
        name: sorted(row["name"] for row in database.read(f"PRAGMA table_info({name})")) for name in names
    }
    indexes = database.read("SELECT name FROM sqlite_master WHERE type = 'index'")
    return columns | {"indexes": sorted(row["name"] for row in indexes)}


def test_a_folder_of_version_2_keeps_its_drafts_as_their_first_versions(tmp_path: Path) -> None:
    first = Database(tmp_path)
    with first.transaction() as db:
        db.execute(
            "INSERT INTO drafts (id, title, changed_at, body) VALUES ('d1', '标题', '2026-01-05T08:00:00.000+00:00', '{}')"
        )
        db.execute("DROP TABLE draft_versions")
        db.execute("DROP TABLE steps")
        db.execute("DROP INDEX reports_by_head")
        db.execute("DROP TABLE names")
        db.execute("DROP INDEX passages_by_finder")
        db.execute("ALTER TABLE passages DROP COLUMN names_by")
        without_users(db)
        db.execute("PRAGMA user_version = 2")
    first.close()
    second = Database(tmp_path)
    (row,) = second.read("SELECT * FROM draft_versions")
    assert tuple(row) == ("d1", 1, "2026-01-05T08:00:00.000+00:00", "", "{}")
    assert second.read("SELECT * FROM steps") == []
    assert second.read("PRAGMA user_version")[0][0] == SCHEMA_VERSION
    second.close()
    Database(tmp_path).close()
