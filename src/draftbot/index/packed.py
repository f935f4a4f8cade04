"""Files packed in a .zip: each is read as if it lay in a folder, and none is written anywhere."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from draftbot.errors import DamagedFile, EncryptedFile, FileTooLarge, TooManyParts
from draftbot.index.folders import is_report_name

SUFFIX = ".zip"
MOST_FILES = 2000
# All of them unpacked may be so many times as large as one file may be.
MOST_TIMES_ONE = 10
# The archive says in which encoding it has a name only where that is UTF-8; else Windows in
# China writes its own, and zipfile reads that as this one.
_SAID_UTF8, _READ_AS = 0x800, "cp437"
_FAULTS = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file in an archive: where it stands in it, and the archive, on disk or as bytes."""

    inner: str
    name: str
    archive: Path | bytes
    entry: str
    max_bytes: int

    def load(self) -> bytes:
        """Raises EncryptedFile, FileTooLarge, DamagedFile."""
        try:
            with _opened(self.archive) as zipped, zipped.open(self.entry) as packed:
                data = packed.read(self.max_bytes + 1)
        except RuntimeError as error:  # zipfile's way to say that a password is needed
            raise EncryptedFile(name=self.name) from error
        except _FAULTS as error:
            raise DamagedFile(name=self.name, kind=SUFFIX) from error
        if len(data) > self.max_bytes:
            limit = self.max_bytes // 2**20
            raise FileTooLarge(name=self.name, megabytes=f"> {limit}", limit=limit)
        return data


def is_packed(name: str) -> bool:
    return name.lower().endswith(SUFFIX)


def packed_files(archive: Path | bytes, name: str, max_bytes: int) -> list[PackedFile]:
    """The files in an archive in the order of their places, without what is no report by its name.

    Raises DamagedFile, TooManyParts (too many files), FileTooLarge (one file, or all together).
    """
    try:
        with _opened(archive) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
    except _FAULTS as error:
        raise DamagedFile(name=name, kind=SUFFIX) from error
    if len(entries) > MOST_FILES:
        raise TooManyParts(name=name, limit=MOST_FILES)
    limit = MOST_TIMES_ONE * max_bytes
    if sum(entry.file_size for entry in entries) > limit:
        raise FileTooLarge(name=name, megabytes=f"> {limit // 2**20}", limit=limit // 2**20)
    return sorted(_reports(entries, archive, max_bytes), key=lambda file: file.inner)


def _reports(entries: list[zipfile.ZipInfo], archive: Path | bytes, max_bytes: int) -> Iterator[PackedFile]:
    for entry in entries:
        place = PurePosixPath(_name_of(entry).replace("\\", "/"))
        parts = [part for part in place.parts if part not in ("/", "..", ".")]
        is_hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
        if parts and not is_hidden and is_report_name(parts[-1]):
            yield PackedFile("/".join(parts), parts[-1], archive, entry.filename, max_bytes)


def _name_of(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _SAID_UTF8:
        return entry.filename
    try:
        written = entry.filename.encode(_READ_AS)
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _opened(archive: Path | bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(archive) if isinstance(archive, bytes) else archive)
