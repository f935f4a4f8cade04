"""Chinese sentence splitting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_PAIRS = {
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "【": "】",
}
_CLOSERS = {close: opener for opener, close in _PAIRS.items()}
_QUOTES = frozenset("”’」』")
_ENDS = frozenset("。！？!?")
_MARK = re.compile("[" + re.escape("".join((*_PAIRS, *_CLOSERS, *_ENDS))) + "\n]")

# What ends a clause of a sentence.
CLAUSE_END = re.compile("[，。；,;]")


def is_ended(sentence: str) -> bool:
    """Whether a mark ends it, within quotation marks too; a heading has none."""
    return not _ENDS.isdisjoint(sentence.rstrip()[-2:])


def split_sentences(text: str) -> list[str]:
    """The sentences of `text` in order, stripped, none empty.

    A sentence ends at 。！？ (and their half-width forms) or a line break, with
    closing quotes and brackets kept; never inside （…）, 《…》 or “…”. A bracket
    that is never closed on its line encloses nothing.
    """
    sentences: list[str] = []
    for line in text.split("\n"):
        start = 0
        for end in _sentence_ends(line):
            sentences.append(line[start:end].strip())
            start = end
        sentences.append(line[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _sentence_ends(line: str) -> list[int]:
    marks = [(match.start(), match.group()) for match in _MARK.finditer(line)]
    paired = _matched(marks)
    ends: list[int] = []
    depth = 0
    for position, mark in marks:
        if mark in _ENDS:
            if depth == 0:
                ends.append(position + 1)
        elif position in paired:
            depth += 1 if mark in _PAIRS else -1
            said = mark in _QUOTES and line[position - 1] in _ENDS
            if depth == 0 and said:
                ends.append(position + 1)
    return _without_runs(line, ends)


def _matched(marks: list[tuple[int, str]]) -> set[int]:
    """Positions of brackets that have their partner. Each mark is pushed and
    popped once, so the time stays linear whatever the text."""
    open_marks: list[tuple[int, str]] = []
    open_count: Counter[str] = Counter()
    matched: set[int] = set()
    for position, mark in marks:
        if mark in _PAIRS:
            open_marks.append((position, mark))
            open_count[mark] += 1
        elif mark in _CLOSERS and open_count[_CLOSERS[mark]]:
            while open_marks:
                opened, opener = open_marks.pop()
                open_count[opener] -= 1
                if opener == _CLOSERS[mark]:
                    matched.update((opened, position))
                    break
    return matched


def _without_runs(line: str, ends: list[int]) -> list[int]:
    """Ends with runs such as ？！ or 。” taken as one, after the last mark."""
    kept: list[int] = []
    for end in ends:
        while end < len(line) and line[end] in _QUOTES:
            end += 1
        if kept and not line[kept[-1] : end].strip("".join(_ENDS | _QUOTES)):
            kept[-1] = end
        else:
            kept.append(end)
    return kept


def clause_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses of a sentence lie, without the marks that end them."""
    at = 0
    for mark in CLAUSE_END.finditer(text):
        yield at, mark.start()
        at = mark.end()
    if at < len(text):
        yield at, len(text)
