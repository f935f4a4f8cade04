"""What requests are made of, and whole ones with their pieces marked: `requests/*.txt` of the prompts folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from draftbot.conversation.marking.kinds import KINDS, Piece
from draftbot.errors import PromptsBroken
from draftbot.messages import Message, all_clauses
from draftbot.prompt_files.templates import read_prompt_file

FOLDER = "requests"
WHOLE = "整句"
_MARKED = re.compile(r"\[([\u4e00-\u9fff]{2})\|([^\[\]|]+)\]")
_BREAK = "⏎"


@dataclass(frozen=True, slots=True)
class MarkedMessage:
    """A message with its pieces, in order, none overlapping another."""

    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RequestPhrases:
    """`lists` holds the lines of each file by its name; `whole` the messages that are marked."""

    lists: Mapping[str, tuple[str, ...]]
    whole: tuple[MarkedMessage, ...]

    @property
    def fingerprint(self) -> str:
        """Other phrases have another."""
        lines = [f"{name}\t{line}" for name, lines in sorted(self.lists.items()) for line in lines]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def load_phrases(folder: Path) -> RequestPhrases:
    """The phrases in `folder`/requests/*.txt; none where there is no such folder.

    Raises PromptsBroken naming file and line of every fault.
    """
    faults: list[Message] = []
    lists: dict[str, tuple[str, ...]] = {}
    whole: list[MarkedMessage] = []
    for path in sorted((folder / FOLDER).glob("*.txt")):
        unreadable: list[Message] = []
        text = read_prompt_file(path, unreadable)
        faults += [Message("prompts.in_file", file=FOLDER, fault=fault) for fault in unreadable]
        lines = [(n, line.strip()) for n, line in enumerate((text or "").splitlines(), 1)]
        lines = [(n, line) for n, line in lines if line and not line.startswith("#")]
        lists[path.stem] = tuple(line for _, line in lines)
        if path.stem == WHOLE:
            whole += _marked(path.name, lines, faults)
    if faults:
        raise PromptsBroken(reason=all_clauses(faults))
    return RequestPhrases(lists, tuple(whole))


def _marked(file: str, lines: Sequence[tuple[int, str]], faults: list[Message]) -> Iterator[MarkedMessage]:
    for number, line in lines:
        found = marked_message(line)
        if found is None:
            fault = Message("prompts.badly_marked", kinds="、".join(KINDS))
            faults.append(Message("prompts.at_line", file=f"{FOLDER}/{file}", line=number, fault=fault))
        else:
            yield found


def marked_message(line: str) -> MarkedMessage | None:
    """A line with its marks read; None where one names no kind or is not closed."""
    text, pieces, at = "", [], 0
    line = line.replace(_BREAK, "\n")
    for mark in _MARKED.finditer(line):
        text += line[at : mark.start()]
        if mark[1] not in KINDS:
            return None
        pieces.append(Piece(mark[1], len(text), len(text) + len(mark[2]), mark[2]))
        text += mark[2]
        at = mark.end()
    text += line[at:]
    return MarkedMessage(text, tuple(pieces)) if "[" not in text and "|" not in text else None
