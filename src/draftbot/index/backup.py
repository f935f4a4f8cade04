"""A data folder in one file, made while others read and write; and back.

The file is a zip of the database, in which the originals are too, and of a description of it;
always one for SQLite, so that what one kind of database held can be put into the other.
Vectors are not in it: a start puts them back from what the database keeps of each text.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from draftbot.errors import (
    BackupUnusable,
    DataFolderNewer,
    DataFolderNotWritable,
    DiskFull,
    FileMissing,
    FileThere,
)
from draftbot.index.database import FILE_NAME, SCHEMA_VERSION, Database, schema_version
from draftbot.index.originals import Originals
from draftbot.index.vectors import discard
from draftbot.messages import Message

if TYPE_CHECKING:
    from draftbot.index.postgresql.store import PostgresStore

DESCRIPTION = "backup.json"
_PIECE = 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself; `sha256` of the database in it."""

    draftbot: str
    schema: int
    made_at: str
    sha256: str
    size: int
    reports: int
    drafts: int
    conversations: int
    users: int


def back_up(database: Database, file: Path, version: str) -> Backup:
    """Write a backup of all that is committed, and read it again to be sure of it.

    Raises FileThere, FileMissing (no such folder), DataFolderDamaged, DataFolderNotWritable, DiskFull,
    BackupUnusable, OriginalsUnavailable.
    """
    if file.exists():
        raise FileThere(path=str(file))
    if not file.absolute().parent.is_dir():
        raise FileMissing(path=file.parent)
    half = file.with_name(f".{file.name}.half")
    copy = file.with_name(f".{file.name}.copy")
    with _told(file.parent):
        try:
            copy.touch(mode=0o600)
            database.copy_to(copy)
            _with_originals(copy, database.originals)
            backup = _described(copy, version)
            half.touch(mode=0o600)  # all of an office's papers: nobody else's to read
            with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                packed.writestr(DESCRIPTION, json.dumps(asdict(backup), indent=1))
                packed.write(copy, FILE_NAME)
            with _unpacked(half, copy):  # as whole as it has to be to be put back
                half.replace(file)
        finally:
            half.unlink(missing_ok=True)
            copy.unlink(missing_ok=True)
    return backup


def put_back(file: Path, home: Path) -> tuple[Backup, Path | None]:
    """Make a backup the data of `home`, which nobody may have open. Nothing is touched before the
    backup is known to be whole; returns where the database that was there is kept, if there was one.

    Raises BackupUnusable, DataFolderNewer, DataFolderNotWritable, DiskFull.
    """
    with _told(home), _unpacked(file, home / f".{FILE_NAME}.restoring") as backup:
        kept = _set_aside(home)
        (home / f".{FILE_NAME}.restoring").replace(home / FILE_NAME)
        discard(home)
    return backup, kept


def _set_aside(home: Path) -> Path | None:
    """The database that is there, out of the way and whole in itself."""
    there = home / FILE_NAME
    if not there.exists():
        return None
    kept = home / f"{FILE_NAME}.before-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    # With its log, which may hold what was written last.
    for tail in ("-wal", "-shm", ""):
        part = there.with_name(there.name + tail)
        if part.exists():
            part.replace(kept.with_name(kept.name + tail))
    return kept


def put_into(file: Path, server: PostgresStore, scratch: Path) -> Backup:
    """Make a backup the data of a database on a server, which holds nothing yet; `scratch` is an
    empty folder.

    Raises BackupUnusable, DataFolderNewer, DataFolderNotWritable, DiskFull, DatabaseNotEmpty,
    DatabaseUnavailable, DatabaseFull.
    """
    with _told(scratch), _unpacked(file, scratch / FILE_NAME) as backup:
        Database(scratch).close()  # brought to this version
        server.fill_from(scratch / FILE_NAME)
    return backup


@contextmanager
def _unpacked(file: Path, to: Path) -> Iterator[Backup]:
    """The database of a backup at `to`, seen to be whole; what is left there goes at the end."""
    try:
        backup = _unpack(file, to)
        if backup.schema > SCHEMA_VERSION:
            raise DataFolderNewer(home=file, version=backup.schema, known=SCHEMA_VERSION)
        if not _is_whole(to) or schema_version(to) != backup.schema:
            raise BackupUnusable(path=str(file), reason=Message("backups.not_whole"))
        yield backup
    finally:
        to.unlink(missing_ok=True)


def _unpack(file: Path, to: Path) -> Backup:
    """Raises BackupUnusable."""
    try:
        with zipfile.ZipFile(file) as packed:
            backup = Backup(**json.loads(packed.read(DESCRIPTION)))
            with packed.open(FILE_NAME) as source, to.open("wb") as target:
                to.chmod(0o600)
                size, sha256 = _copied(source, target, backup.size)
    except FileNotFoundError as exc:
        if exc.filename == str(to):
            raise
        raise BackupUnusable(path=str(file), reason=Message("backups.missing")) from exc
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, NotImplementedError) as exc:
        raise BackupUnusable(path=str(file), reason=Message("backups.no_backup")) from exc
    if (size, sha256) != (backup.size, backup.sha256):
        raise BackupUnusable(path=str(file), reason=Message("backups.not_whole"))
    return backup


def _copied(source: IO[bytes], target: IO[bytes], most: int) -> tuple[int, str]:
    """Size and hash of what was copied; one piece more than `most` at most."""
    size, digest = 0, hashlib.sha256()
    while size <= most and (piece := source.read(_PIECE)):
        target.write(piece)
        digest.update(piece)
        size += len(piece)
    target.flush()
    os.fsync(target.fileno())
    return size, digest.hexdigest()


def _with_originals(copy: Path, originals: Originals) -> None:
    """Put into the copy what is kept elsewhere, so that a backup needs nothing besides itself."""
    with closing(sqlite3.connect(copy)) as db:
        for (hash_,) in db.execute("SELECT hash FROM files WHERE length(data) = 0").fetchall():
            db.execute("UPDATE files SET data = ? WHERE hash = ?", (originals.get(hash_), hash_))
            db.commit()


def _described(copy: Path, version: str) -> Backup:
    """The copy made fit to be carried away, and what it holds."""
    with closing(sqlite3.connect(copy)) as db:
        db.execute("DELETE FROM sessions")  # who is signed in here is not signed in elsewhere
        db.execute("DELETE FROM answers")  # nor waits for an answer
        db.commit()
        db.execute("PRAGMA journal_mode = DELETE")
        tables = ("reports", "drafts", "conversations", "users")
        counts = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
        (schema,) = db.execute("PRAGMA user_version").fetchone()
    with copy.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return Backup(version, schema, made_at, sha256, copy.stat().st_size, **counts)


def _is_whole(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(database)) as db:
            sound = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return sound and not db.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error:
        return False


@contextmanager
def _told(home: Path) -> Iterator[None]:
    """What the disk says, in our words."""
    try:
        yield
    except OSError as exc:
        if exc.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(home=home) from exc
        raise DataFolderNotWritable(home=home) from exc
    except sqlite3.Error as exc:
        if getattr(exc, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise DiskFull(home=home) from exc
        raise
