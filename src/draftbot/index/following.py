"""A folder of the settings that the running server keeps the corpus in step with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from draftbot.domain import FailedFile
from draftbot.errors import DraftbotError, FolderOutOfStep, UnreadableFile
from draftbot.index.folders import files_below, load
from draftbot.index.ingest import Ingest
from draftbot.index.packed import is_packed

# A look for what could not be read ends after so many files.
_TOLD = 5


@dataclass(slots=True)
class Followed:
    """The folder, None where none is kept in step; one that is gone is looked for again after
    `retry_seconds`; `fault` is what keeps it from being in step now."""

    folder: Path | None = None
    retry_seconds: float = 20.0
    fault: FolderOutOfStep | None = None

    def failed(self, why: DraftbotError) -> FolderOutOfStep:
        """Note that it cannot be kept in step for now."""
        name = self.folder.name if self.folder else ""
        self.fault = FolderOutOfStep(folder=name, why=(why.says,), advice=why.advises)
        return self.fault


def unread_of(folder: Path, ingest: Ingest) -> tuple[int, list[FailedFile]]:
    """(how many files of a folder the corpus does not have, why the first of them cannot be read;
    one that can has only not been read yet)."""
    folder = folder.absolute()
    known = set(ingest.catalog.paths_at(str(folder)))
    opened = {str(Path(path).parent) for path in known}
    unread = [
        file
        for file in files_below(folder)
        if str(file) not in known and not (is_packed(file.name) and str(file) in opened)
    ]
    told = []
    for file in islice(unread, _TOLD):
        try:
            if not is_packed(file.name):
                ingest.read(load(file, folder, ingest.max_bytes), file.name)
        except UnreadableFile as exc:
            told.append(FailedFile(file.name, exc))
    return len(unread), told
