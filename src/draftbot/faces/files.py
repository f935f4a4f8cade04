"""Files a user names on the command line: outlines and facts in, drafts out."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from draftbot.errors import BadFacts, BadInput, BadOutline, FileMissing, UnsupportedExport
from draftbot.messages import Message

EXPORT_SUFFIXES = {".docx": "docx", ".md": "md"}


def read_outline(path: Path) -> str:
    """The text of an outline file. Raises FileMissing, BadOutline."""
    try:
        return decode(read(path))
    except (OSError, UnicodeDecodeError) as exc:
        raise BadOutline(reason=Message("terminal.unreadable", path=str(path))) from exc


def read_bytes(path: Path) -> bytes:
    """The bytes of a report, an outline or a Word file. Raises FileMissing, BadInput."""
    try:
        return read(path)
    except OSError as exc:
        raise BadInput(what=Message("terminal.unreadable", path=str(path))) from exc


def read_facts(path: Path) -> bytes:
    """The bytes of a fact sheet. Raises FileMissing, BadFacts."""
    try:
        return read(path)
    except OSError as exc:
        raise BadFacts(reason=Message("terminal.unreadable", path=str(path))) from exc


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise FileMissing(path=path) from exc


def decode(data: bytes) -> str:
    """Text in what a Chinese Notepad saves: UTF-8, UTF-16 with its mark, or GB18030."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def export_format(path: Path) -> str:
    """The export format `path` asks for, checked before any work is done for it.

    Raises UnsupportedExport for another suffix, BadInput where nothing can be written.
    """
    format = EXPORT_SUFFIXES.get(path.suffix.lower())
    if format is None:
        raise UnsupportedExport(format=path.suffix or path.name)
    folder = path.parent
    target = path if path.exists() else folder
    if path.is_dir() or not folder.is_dir() or not os.access(target, os.W_OK):
        raise unwritable(path)
    return format


def save(data: bytes, path: Path) -> None:
    """Write an export. Raises BadInput when the disk or the permissions refuse."""
    try:
        path.write_bytes(data)
    except OSError as exc:
        raise unwritable(path) from exc


def unwritable(path: Path) -> BadInput:
    return BadInput(what=Message("terminal.unwritable", path=str(path)))
