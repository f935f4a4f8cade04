"""A message that asks for a paper, cut: the lines that ask, those that list facts, the outline; lines into pieces."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation.understanding.around_titles import introduces
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, parts_of
from draftbot.conversation.understanding.outline_text import tell_facts
from draftbot.conversation.understanding.papers_meant import spelt
from draftbot.conversation.understanding.rules import facts_stated
from draftbot.conversation.understanding.spoken import at_pauses
from draftbot.conversation.understanding.told_outline import as_lines, outline_told
from draftbot.facts.amounts import amounts_in

_LEAST_HEADINGS = 2


def lines_apart(message: str) -> tuple[list[str], list[str], str]:
    """The lines that ask, those that list facts, and the outline that a line tells or the lines below
    the first are; "" for none."""
    lines, headings = _without_outline(lines_of(spelt(message)))
    head, *rest = lines or [""]
    numbered = [line for line in rest if parse_number(line) is not None]
    if len(numbered) >= _LEAST_HEADINGS and not tell_facts(numbered):
        last = max(n for n, line in enumerate(rest) if line in numbered) + 1
        behind = [line for line in rest[last:] if _tells_more(line)]
        outline = [line for line in rest if line not in behind]
        return [head, *behind], [], as_lines(headings) or "\n".join(outline)
    listed = numbered if tell_facts(numbered) else []
    return [head, *(line for line in rest if line not in listed)], listed, as_lines(headings)


def _tells_more(line: str) -> bool:
    """Whether a line below the headings is none of them: 我是石榴幼儿园的保健医."""
    return len(parts_of(line)) > 1 or bool(amounts_in(line)) or introduces(to_simplified(line))


def _without_outline(lines: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The lines without the headings that one of them tells, and these."""
    for i, line in enumerate(lines):
        left, headings = outline_told(line)
        if headings:
            return [*lines[:i], *filter(None, [left]), *lines[i + 1 :]], headings
    return list(lines), ()


def pieces_apart(line: str) -> list[str]:
    """What stands between marks; what is stated as a fact goes on to the end of its clause."""
    pieces: list[str] = []
    for clause in clauses_of(line):
        parts = parts_of(clause)
        at = next((i for i, part in enumerate(parts) if facts_stated(part)), len(parts))
        said = [spoken for part in parts[:at] for spoken in at_pauses(part)]
        pieces += [*said, *filter(None, ["，".join(parts[at:])])]
    return pieces
