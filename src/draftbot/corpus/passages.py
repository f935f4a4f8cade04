"""Passages: what a search finds and a draft cites."""

from __future__ import annotations

from draftbot.chinese.sentences import split_sentences
from draftbot.corpus.roles import role_of_path
from draftbot.domain import Passage, Report, Role, count_chars

LEAST, MOST = 150, 450
_IDEAL = 300


def cut_passages(report: Report) -> list[Passage]:
    """The passages of `report` in reading order.

    None crosses a heading; each ends at a sentence and has 150–450 characters
    where its section allows. A table row or an unbroken sentence may be longer.
    """
    passages: list[Passage] = []
    seen_heading = False
    for path, section in report.walk():
        seen_heading = seen_heading or bool(section.heading)
        role = role_of_path(path) if path else (Role.CLOSING if seen_heading else Role.OPENING)
        for text in _pieces(section.paragraphs):
            ordinal = len(passages)
            passages.append(Passage(f"{report.id}-p{ordinal}", report.id, ordinal, path, role, text))
    return passages


def _pieces(paragraphs: tuple[str, ...]) -> list[str]:
    """Paragraphs put together or cut at sentences so that each piece has a good
    length; paragraphs of one piece are kept apart by a line break."""
    pieces: list[str] = []
    current: list[str] = []
    length = 0
    for paragraph in paragraphs:
        chars = count_chars(paragraph)
        if chars > MOST:
            if current and length >= LEAST:
                pieces.append("\n".join(current))
                current, length = [], 0
            cut = _cut(paragraph)
            if current:
                cut[0] = "\n".join((*current, cut[0]))
                current, length = [], 0
            pieces.extend(cut)
            continue
        if length and length + chars > MOST:
            pieces.append("\n".join(current))
            current, length = [], 0
        current.append(paragraph)
        length += chars
        if length >= _IDEAL:
            pieces.append("\n".join(current))
            current, length = [], 0
    if current:
        _add_rest(pieces, "\n".join(current), length)
    return pieces


def _add_rest(pieces: list[str], rest: str, length: int) -> None:
    if pieces and length < LEAST and count_chars(pieces[-1]) + length <= MOST:
        pieces[-1] += "\n" + rest
    else:
        pieces.append(rest)


def _cut(paragraph: str) -> list[str]:
    """A long paragraph in pieces of even length, each ending at a sentence."""
    sentences = split_sentences(paragraph)
    total = count_chars(paragraph)
    wanted = total / max(1, round(total / _IDEAL))
    pieces: list[str] = []
    current, length = "", 0
    for sentence in sentences:
        chars = count_chars(sentence)
        if current and (length + chars > MOST or length + chars / 2 > wanted):
            pieces.append(current)
            current, length = "", 0
        current += sentence
        length += chars
    if pieces and length < LEAST and count_chars(pieces[-1]) + length <= MOST:
        pieces[-1] += current
    elif current:
        pieces.append(current)
    return pieces or [paragraph]
