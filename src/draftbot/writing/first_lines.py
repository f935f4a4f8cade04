"""What a draft opens and closes with: as the outline says it, or as the user left it."""

from __future__ import annotations

from dataclasses import replace

from draftbot.chinese.blanks import blanks_in
from draftbot.domain import OPENING, Draft, DraftRequest, Sentence, as_lines


def formula(text: str) -> tuple[Sentence, ...]:
    """An opening or closing formula, one line of it a sentence of its own."""
    lines = (line.strip() for line in text.splitlines() if line.strip())
    return tuple(Sentence(line, (), blanks_in(line), "connective") for line in lines)


def as_left(
    previous: Draft | None, draft: Draft, written: tuple[Sentence, ...], part: int
) -> tuple[Sentence, ...]:
    """The first or last lines as the user changed them under the same outline; else as they are written, without
    what the user took out."""
    if previous is not None and _lines_of(previous.request, part) == _lines_of(draft.request, part):
        mine = {sentence.unfilled for sentence in written}
        left = previous.part(part).sentences
        if any(s.is_kept or (s.origin != "fact" and s.unfilled not in mine) for s in left):
            return as_lines(previous.part(part).paragraphs)
    rows = replace(draft, opening=written).part(OPENING).paragraphs
    return as_lines(row for line in rows if (row := [s for s in line if s.unfilled not in draft.dropped]))


def _lines_of(request: DraftRequest, part: int) -> str:
    return request.outline.opening if part == OPENING else request.outline.closing
