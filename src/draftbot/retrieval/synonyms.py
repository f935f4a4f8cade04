"""Words of the trade that say the same, read from a list anyone can edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from draftbot.chinese.scripts import normalise
from draftbot.errors import PromptsBroken

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
        raise PromptsBroken(reason=f"{path.name} 读不了（{exc.strerror}）") from exc
    faults: list[str] = []
    groups = _groups(_lines(data, faults), faults)
    if faults:
        raise PromptsBroken(reason="；".join(f"{path.name} {fault}" for fault in faults))
    return Synonyms(groups)


def _lines(data: bytes, faults: list[str]) -> list[tuple[int, str]]:
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
        shown = "、".join(map(str, undecodable[:_SHOWN_LINES]))
        more = f"等 {len(undecodable)} 行" if len(undecodable) > _SHOWN_LINES else "行"
        faults.append(f"第 {shown} {more}不是 UTF-8 编码")
    return lines


def _groups(lines: Iterable[tuple[int, str]], faults: list[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    line_of: dict[str, int] = {}
    for number, line in lines:
        words = _plain(line).partition("#")[0].split()
        if not words:
            continue
        for word in words:
            if not _ONE_WORD.fullmatch(word):
                faults.append(f"第 {number} 行“{word}”里有标点，词与词之间请用空格")
            elif line_of.get(word) == number:
                faults.append(f"第 {number} 行“{word}”写了两遍")
            elif word in line_of:
                faults.append(f"第 {number} 行“{word}”已在第 {line_of[word]} 行")
            line_of.setdefault(word, number)
        if len(words) == 1:
            faults.append(f"第 {number} 行只有一个词“{words[0]}”")
        groups.append(words)
    return groups


def _plain(text: str) -> str:
    return normalise(text).lower()
