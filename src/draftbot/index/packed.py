"""Files packed in a .zip, or hanging on a mail (.eml): each is read as if it lay in a folder, and none is written anywhere."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from draftbot.errors import DamagedFile, EncryptedFile, FileTooLarge, TooManyParts, UnreadableFile
from draftbot.index.folders import is_report_name, load
from draftbot.index.mails import parts_of_mail

SUFFIX, MAIL = ".zip", ".eml"
MOST_FILES = 2000
# All of them unpacked may be so many times as large as one file may be.
MOST_TIMES_ONE = 10
# The archive says in which encoding it has a name only where that is UTF-8; else Windows in
# China writes its own, and zipfile reads that as this one.
_SAID_UTF8, _READ_AS = 0x800, "cp437"
_FAULTS = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file in an archive or a mail: where it stands in it, and what reads it, which raises
    an UnreadableFile."""

    inner: str
    name: str
    load: Callable[[], bytes]


def is_packed(name: str) -> bool:
    return name.lower().endswith((SUFFIX, MAIL))


def packed_files(archive: Path | bytes, name: str, max_bytes: int) -> list[PackedFile]:
    """The files in an archive in the order of their places, or a mail's text and what hangs on it,
    without what is no report by its name. An archive or mail inside is opened likewise, once.

    Raises DamagedFile, TooManyParts (too many files), FileTooLarge (one file, or all together).
    """
    found: list[PackedFile] = []
    left = max_bytes  # of all that is opened inside
    for file in _opened_once(archive, name, max_bytes):
        if not is_packed(file.name):
            found.append(file)
            continue
        try:
            data = file.load()
            left -= len(data)
            if left < 0:
                raise FileTooLarge(
                    name=file.name, megabytes=f"> {max_bytes // 2**20}", limit=max_bytes // 2**20
                )
            inside = _opened_once(data, file.name, max_bytes)
        except UnreadableFile as fault:
            found.append(PackedFile(file.inner, file.name, partial(_refused, fault)))
            continue
        found += [PackedFile(f"{file.inner}/{one.inner}", one.name, one.load) for one in inside]
    if len(found) > MOST_FILES:
        raise TooManyParts(name=name, limit=MOST_FILES)
    return found


def _opened_once(archive: Path | bytes, name: str, max_bytes: int) -> list[PackedFile]:
    if name.lower().endswith(MAIL):
        return mailed_files(
            archive if isinstance(archive, bytes) else load(archive, archive, max_bytes), name
        )
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


def mailed_files(data: bytes, name: str) -> list[PackedFile]:
    """A mail's text and what hangs on it. Raises DamagedFile, TooManyParts."""
    return [PackedFile(part.name, part.name, partial(bytes, part.data)) for part in parts_of_mail(data, name)]


def _reports(entries: list[zipfile.ZipInfo], archive: Path | bytes, max_bytes: int) -> Iterator[PackedFile]:
    for entry in entries:
        place = PurePosixPath(_name_of(entry).replace("\\", "/"))
        parts = [part for part in place.parts if part not in ("/", "..", ".")]
        is_hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
        if parts and not is_hidden and is_report_name(parts[-1]):
            unpack = partial(_unpacked, archive, entry.filename, parts[-1], max_bytes)
            yield PackedFile("/".join(parts), parts[-1], unpack)


def _unpacked(archive: Path | bytes, entry: str, name: str, max_bytes: int) -> bytes:
    """Raises EncryptedFile, FileTooLarge, DamagedFile."""
    try:
        with _opened(archive) as zipped, zipped.open(entry) as packed:
            data = packed.read(max_bytes + 1)
    except RuntimeError as error:  # zipfile's way to say that a password is needed
        raise EncryptedFile(name=name) from error
    except _FAULTS as error:
        raise DamagedFile(name=name, kind=SUFFIX) from error
    if len(data) > max_bytes:
        limit = max_bytes // 2**20
        raise FileTooLarge(name=name, megabytes=f"> {limit}", limit=limit)
    return data


def _refused(fault: UnreadableFile) -> bytes:
    raise fault


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
