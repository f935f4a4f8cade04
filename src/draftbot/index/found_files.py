"""The files that are to be read: found in folders, packed in an archive, or given as bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from draftbot.domain import ALONE, Viewer
from draftbot.errors import NoReportInFile, UnreadableFile
from draftbot.index.folders import load, size_of
from draftbot.index.packed import is_packed, packed_files


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to be read: under which path it is known, its name and its bytes; which department
    sees what is read of it, "" for all, and as whom the catalog is asked whether it is known."""

    path: str
    name: str
    load: Callable[[], bytes]
    department: str = ""
    seen_by: Viewer = ALONE


def found_at(file: Path, within: Path, max_bytes: int) -> list[FoundFile]:
    """A file in a folder, or those packed in it. One that may not be read says so when it is."""
    if not is_packed(file.name):
        return [FoundFile(str(file), file.name, partial(load, file, within, max_bytes))]
    try:
        size_of(file, within)  # what may not be read is not opened either
    except UnreadableFile as exc:
        return [FoundFile(str(file), file.name, partial(_refused, exc))]
    return unpacked(str(file), file.name, file, max_bytes)


def unpacked(path: str, name: str, archive: Path | bytes, max_bytes: int) -> list[FoundFile]:
    """The files packed in an archive that is known under `path`."""
    try:
        files = packed_files(archive, name, max_bytes)
        if not files:
            raise NoReportInFile(name=name)
    except UnreadableFile as exc:
        return [FoundFile(path, name, partial(_refused, exc))]
    return [FoundFile(f"{path}/{file.inner}", file.name, file.load) for file in files]


def _refused(fault: UnreadableFile) -> bytes:
    raise fault
