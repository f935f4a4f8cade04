"""Words of the trade that say the same, read from a list anyone can edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from draftbot.chinese.scripts import normalise
from draftbot.errors import PromptsBroken
from draftbot.messages import Message, all_clauses

# A stroke between two words (防汛、防洪) would otherwise make one long word that occurs nowhere.
_ONE_WORD = re.compile(r"\w(?:[\w.+%·-]*\w)?")
_SHOWN_LINES = 5


class Synonyms:
    """Groups of words that stand for one another; words are normalised, simplified, lower case."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        """Each group's words get all the others of it; a word belongs to one group only."""
        self._others: dict[str, tuple[str, ...]] = {}
        for group in groups:
            words = tuple(dict.fromkeys(_plain(word) for word in group))
            for word in words:
                self._others[word] = tuple(other for other in words if other != word)
        longest_first = sorted(self._others, key=lambda word: (-len(word), word))
        self._any = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def __len__(self) -> int:
        """How many words have a synonym."""
        return len(self._others)

    def of(self, word: str) -> tuple[str, ...]:
        """The other words of the group of `word`, as in the list; none if it is in no group."""
        return self._others.get(word, ())

    def at(self, text: str, start: int) -> str:
        """The longest word of the list that stands in `text` at `start`; "" if none does."""
        found = self._any.match(text, start) if self._any else None
        return found.group() if found else ""


def load_synonyms(path: Path) -> Synonyms:
    """The groups of `path`, one a line; none if there is no such file.

    Raises PromptsBroken naming every line that is not UTF-8, has a single word
    or one with punctuation in it, or repeats a word.
    """
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Synonyms()
    except OSError as exc:
        raise PromptsBroken(reason=Message("prompts.unreadable", file=path.name, why=exc.strerror)) from exc
    faults: list[Message] = []
    groups = _groups(_lines(data, faults), faults)
    if faults:
        named = [Message("prompts.in_synonyms", file=path.name, fault=fault) for fault in faults]
        raise PromptsBroken(reason=all_clauses(named))
    return Synonyms(groups)


def _lines(data: bytes, faults: list[Message]) -> list[tuple[int, str]]:
    """(line number, text) of every line that can be decoded; adds to `faults` which cannot."""
    lines: list[tuple[int, str]] = []
    undecodable: list[int] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        try:
            lines.append((number, line.decode("utf-8")))
        except UnicodeDecodeError:
            undecodable.append(number)
    if undecodable:
        # A whole file in another encoding would fill the message with numbers.
        shown = tuple(map(str, undecodable[:_SHOWN_LINES]))
        if len(undecodable) > len(shown):
            faults.append(Message("prompts.many_lines_not_utf8", lines=shown, count=len(undecodable)))
        else:
            faults.append(Message("prompts.lines_not_utf8", lines=shown))
    return lines


def _groups(lines: Iterable[tuple[int, str]], faults: list[Message]) -> list[list[str]]:
    groups: list[list[str]] = []
    line_of: dict[str, int] = {}
    for number, line in lines:
        words = _plain(line).partition("#")[0].split()
        if not words:
            continue
        for word in words:
            if not _ONE_WORD.fullmatch(word):
                faults.append(Message("prompts.word_has_marks", line=number, word=word))
            elif line_of.get(word) == number:
                faults.append(Message("prompts.word_twice_in_line", line=number, word=word))
            elif word in line_of:
                faults.append(Message("prompts.word_twice", line=number, word=word, first=line_of[word]))
            line_of.setdefault(word, number)
        if len(words) == 1:
            faults.append(Message("prompts.lone_word", line=number, word=words[0]))
        groups.append(words)
    return groups


def _plain(text: str) -> str:
    return normalise(text).lower()
