"""Uploaded files, taken off the wire with a limit that holds while they arrive."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from draftbot.errors import BadInput, FileTooLarge
from draftbot.messages import Message

MOST_FILES = 200
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
BYTES_IN_MB = 1024 * 1024


class _PartTooLarge(MultiPartException):
    """Of the parser's own family, so that it closes its temporary files."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _LimitedParser(MultiPartParser):
    """Refuses a file as soon as it is too large, instead of once all of it is on disk."""

    max_file_bytes = 0
    _arrived = 0

    def on_part_begin(self) -> None:
        self._arrived = 0
        super().on_part_begin()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._arrived += end - start
        file = self._current_part.file
        if file is not None and self._arrived > self.max_file_bytes:
            raise _PartTooLarge(plain_name(file.filename))
        super().on_part_data(data, start, end)


async def receive_files(request: Request, max_file_mb: int) -> list[UploadFile]:
    """The files of a multipart upload, spooled to disk beyond 1 MB.

    Raises FileTooLarge at the first file over the limit, BadInput when the
    request is no upload or names no file.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise BadInput(what=Message("requests.not_multipart"))
    parser = _LimitedParser(request.headers, request.stream(), max_files=MOST_FILES, max_fields=MOST_FILES)
    parser.max_file_bytes = max_file_mb * BYTES_IN_MB
    try:
        form = await parser.parse()
    except _PartTooLarge as exc:
        raise FileTooLarge(name=exc.name, megabytes=f"{max_file_mb}+", limit=max_file_mb) from exc
    except (MultiPartException, KeyError) as exc:  # KeyError: no boundary
        raise BadInput(what=Message("requests.upload_incomplete")) from exc
    files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    if not files:
        raise BadInput(what=Message("requests.no_file"))
    return files


async def receive_file(request: Request, max_file_mb: int) -> tuple[str, bytes]:
    """Name and content of the one file of an upload. Raises as `receive_files`, and
    BadInput for more than one."""
    files = await receive_files(request, max_file_mb)
    try:
        if len(files) > 1:
            raise BadInput(what=Message("requests.one_file_only"))
        return plain_name(files[0].filename), await files[0].read()
    finally:
        for file in files:
            await file.close()


def plain_name(name: str | None) -> str:
    """The last part of a file name, whatever separators the caller's system uses."""
    last = PurePosixPath(UNPRINTABLE.sub("", name or "").replace("\\", "/")).name
    return last if last not in ("", "..") else "unnamed"
