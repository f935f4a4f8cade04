"""The files of folders, and their bytes: of ordinary files alone, and only of those that lie
in the folder a user named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from draftbot.errors import FileTooLarge, FolderNotOpened, NoOrdinaryFile, OutsideFolder, UnreadableFile

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
            if not name.startswith((".", "~$")) and not name.lower().endswith(_NOT_REPORTS):
                yield Path(folder) / name
    yield from closed


def load(path: Path, within: Path, max_bytes: int) -> bytes:
    """The bytes of a file found `within` a folder, or named by itself (`within` is it, too).

    Raises FolderNotOpened (a folder from `files_below`), NoOrdinaryFile (a pipe, a device:
    reading one may never end), OutsideFolder (a link that leads out of the folder),
    FileTooLarge, UnreadableFile.
    """
    try:
        kind, size = path.stat().st_mode, path.stat().st_size
        if stat.S_ISDIR(kind):
            raise FolderNotOpened(name=path.name)
        if not stat.S_ISREG(kind):
            raise NoOrdinaryFile(name=path.name)
        if within != path and not path.resolve().is_relative_to(within.resolve()):
            raise OutsideFolder(name=path.name)
        if size <= max_bytes:
            # Files of the system tell no size.
            with path.open("rb") as file:
                data = file.read(max_bytes + 1)
            if len(data) <= max_bytes:
                return data
            size = len(data)
    except OSError as exc:
        raise UnreadableFile(name=path.name) from exc
    raise FileTooLarge(name=path.name, megabytes=size // 2**20, limit=max_bytes // 2**20)
