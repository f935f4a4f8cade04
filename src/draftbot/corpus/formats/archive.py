"""Opening the zip archive inside a .docx without trusting it."""

from __future__ import annotations

import io
import zipfile
import zlib

from draftbot.errors import DamagedFile, EncryptedFile, FileTooLarge, UnreadableFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_encrypted_ole(data: bytes) -> bool:
    """Whether `data` is an Office file locked with a password (ECMA-376 wraps it
    in an OLE file with a stream of this name)."""
    return data.startswith(OLE) and _ENCRYPTED in data


def refuse_ole(data: bytes, name: str, kind: str) -> None:
    """Raises EncryptedFile or DamagedFile if `data` is an OLE file: what Word
    writes for a password-protected .docx, and what a renamed .doc is."""
    if is_encrypted_ole(data):
        raise EncryptedFile(name=name)
    if data.startswith(OLE):
        raise DamagedFile(name=name, kind=kind)


class Archive:
    """The parts of a zip file, each read with a limit on its unpacked size.

    Raises DamagedFile if it is no zip file. The limit (bytes) counts over all
    parts read, and by what really comes out, not by what the archive declares.
    """

    def __init__(self, data: bytes, name: str, kind: str, limit: int) -> None:
        self._name, self._kind = name, kind
        self._limit = self._left = limit
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise self._damaged() from error

    @property
    def names(self) -> frozenset[str]:
        """The parts that there are."""
        return self._names

    def read(self, part: str) -> bytes:
        """The unpacked part; b"" if the archive has none of that name."""
        if part not in self._names:
            return b""
        try:
            with self._zip.open(part) as packed:
                content = packed.read(self._left + 1)
        except RuntimeError as error:  # zipfile's way to say that a password is needed
            raise EncryptedFile(name=self._name) from error
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise self._damaged() from error
        self._left -= len(content)
        if self._left < 0:
            megabytes = max(self._limit // 2**20, 1)
            raise FileTooLarge(name=self._name, megabytes=f"> {megabytes}", limit=megabytes)
        return content

    def _damaged(self) -> UnreadableFile:
        return DamagedFile(name=self._name, kind=self._kind)
