"""Old Word and WPS files, by themselves where that can be, else through LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from draftbot.corpus.formats.docx import read_docx
from draftbot.corpus.formats.old_word import converted
from draftbot.corpus.lines import Line
from draftbot.errors import DamagedFile, UnsupportedFormat

OLD_WORD = (".doc", ".dot", ".wps", ".wpt")
_TIMEOUT_S = 60.0
_MAX_MEMORY = 4 * 2**30


def find_libreoffice() -> str | None:
    """The path of LibreOffice's command, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read_office(data: bytes, name: str, max_bytes: int, kind: str, known: str) -> list[Line]:
    """The lines of a file of the `kind` .doc, .wps, .rtf or .odt, converted to .docx first.

    Raises UnsupportedFormat (LibreOffice is needed and not there; `known` lists what can
    be read without it), EncryptedFile, DamagedFile (also after 60 s without a result)
    and whatever `read_docx` raises.
    """
    command = find_libreoffice()
    if kind in OLD_WORD and (package := converted(data, name, is_whole=command is not None)):
        return read_docx(package, name, max_bytes)
    if command is None:
        raise (
            DamagedFile(name=name, kind=kind)
            if kind in OLD_WORD
            else UnsupportedFormat(name=name, known=known)
        )
    with tempfile.TemporaryDirectory(prefix="draftbot-office-") as folder:
        source = Path(folder, "source" + kind)
        source.write_bytes(data)
        _convert(command, source, Path(folder))
        made = Path(folder, "source.docx")
        if not made.exists():
            raise DamagedFile(name=name, kind=kind)
        return read_docx(made.read_bytes(), name, max_bytes)


def _convert(command: str, source: Path, folder: Path) -> None:
    """Runs LibreOffice on `source`; leaves no process behind. A profile of its
    own lets it run beside an open LibreOffice and beside itself."""
    arguments = [
        command,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    process = subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, cwd=folder,
    )  # fmt: skip
    _limit_memory(process.pid)
    try:
        process.wait(timeout=_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        # soffice is a script that starts the real program: the whole group must end.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit_memory(pid: int) -> None:
    """A damaged file must not make LibreOffice take the whole machine: past
    4 GiB of address space it ends, and the file counts as damaged. Where the
    system knows no such limit for another process, the 60 s are the only one."""
    if sys.platform == "linux":
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
