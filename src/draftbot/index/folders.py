"""The files of folders, and their bytes: of ordinary files alone, and only of those that lie
in the folder a user named."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from draftbot.errors import (
    FileTooLarge,
    FolderNotOpened,
    LinkInCircle,
    NoOrdinaryFile,
    OutsideFolder,
    UnreadableFile,
)

_NOT_REPORTS = (
    "readme.md",
    "readme.txt",
    "thumbs.db",
    "desktop.ini",
    ".json",
    ".jsonl",
    ".yaml",
    ".yml",
    ".lnk",
    ".tmp",
)


def files_below(path: Path) -> Iterator[Path]:
    """What is no folder itself, or the files below a folder in order. Left out are hidden
    files, Word's lock files, and what programs put beside reports (a file named by itself
    never is). A folder that cannot be opened comes in place of its files."""
    if not path.is_dir():
        yield path
        return
    closed: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=lambda fault: closed.append(Path(fault.filename))):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if is_report_name(name):
                yield Path(folder) / name
    yield from closed


def is_report_name(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.lower().endswith(_NOT_REPORTS)


def is_seen(path: Path, folder: Path) -> bool:
    """Whether `files_below` would come to a path below a folder by its names."""
    try:
        parts = path.absolute().relative_to(folder.absolute()).parts
    except ValueError:
        return False
    return not any(part.startswith(".") for part in parts) and (not parts or is_report_name(parts[-1]))


def size_of(path: Path, within: Path) -> int:
    """The bytes of a file found `within` a folder, or named by itself (`within` is it, too).

    Raises FolderNotOpened (a folder from `files_below`), NoOrdinaryFile (a pipe, a device:
    reading one may never end), OutsideFolder (a link that leads out of the folder),
    LinkInCircle, UnreadableFile.
    """
    try:
        kind, size = path.stat().st_mode, path.stat().st_size
        is_inside = within == path or path.resolve().is_relative_to(within.resolve())
    except OSError as exc:
        fault = LinkInCircle if exc.errno == errno.ELOOP else UnreadableFile
        raise fault(name=path.name) from exc
    if stat.S_ISDIR(kind):
        raise FolderNotOpened(name=path.name)
    if not stat.S_ISREG(kind):
        raise NoOrdinaryFile(name=path.name)
    if not is_inside:
        raise OutsideFolder(name=path.name)
    return size


def load(path: Path, within: Path, max_bytes: int) -> bytes:
    """What is in a file. Raises FileTooLarge, and as `size_of`."""
    size = size_of(path, within)
    if size <= max_bytes:
        try:
            # Files of the system tell no size.
            with path.open("rb") as file:
                data = file.read(max_bytes + 1)
        except OSError as exc:
            raise UnreadableFile(name=path.name) from exc
        if len(data) <= max_bytes:
            return data
        size = len(data)
    raise FileTooLarge(name=path.name, megabytes=size // 2**20, limit=max_bytes // 2**20)
