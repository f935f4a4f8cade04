"""A figure that is told once the draft is there, in the blank that it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from draftbot.chinese.blanks import blanks_in
from draftbot.domain import BLANK_CLOSE, BLANK_OPEN, Draft, Fact, Fill, Role, Sentence, fills_moved
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.figures_and_blanks import answers
from draftbot.writing.figures_read import Figure, asked_in, told_in
from draftbot.writing.pieces_told import by_words, pieces_of
from draftbot.writing.place import AHEAD
from draftbot.writing.worked_in import counts_what_is_not, filled, left_of, may_stand_under


def with_figures(draft: Draft, fact: Fact, embeddings: SentenceEmbeddings) -> tuple[Draft, list[str]] | None:
    """The draft with a fact's figures in the blanks that they surely answer, and what no blank has taken of the
    fact; None where none is answered."""
    places, pieces = _places(draft), pieces_of([fact], embeddings)
    told = [figure for i, piece in enumerate(pieces) for figure in told_in(i, piece.text)]
    asked = [
        figure
        for n, (i, _, sentence) in enumerate(places)
        if not sentence.locked
        for figure in asked_in(n, sentence.text, draft.sections[i].heading if i >= 0 else "")
    ]
    has_plans = any(section.role in AHEAD for section in draft.request.outline.sections)

    def may(one: Figure, other: Figure) -> bool:
        role = _role(draft, places[other.group][0])
        piece = pieces[one.group]
        if counts_what_is_not(piece.text, one, other):
            return False
        return any(may_stand_under(told, role, has_plans) for told in (piece.role, by_words(piece.text)))

    found = answers(told, asked, embeddings, may)
    if not found:
        return None
    pairs: defaultdict[int, list[tuple[Figure, Figure]]] = defaultdict(list)
    for t, a in found.items():
        pairs[asked[a].group].append((told[t], asked[a]))
    made = {places[n][:2]: _filled(places[n][2], each) for n, each in pairs.items()}
    left = [
        rest
        for i, piece in enumerate(pieces)
        for rest in left_of(piece.text, [told[t] for t in found if told[t].group == i])
    ]
    return _with(draft, made), left


def _places(draft: Draft) -> list[tuple[int, int, Sentence]]:
    """The sentences with blanks, each with its section and number; those before the first section have -1."""
    opening = [(-1, j, s) for j, s in enumerate(draft.opening)]
    told = [(i, j, s) for i, section in enumerate(draft.sections) for j, s in enumerate(section.sentences)]
    return [place for place in (*opening, *told) if place[2].blanks]


def _role(draft: Draft, i: int) -> Role:
    sections = draft.request.outline.sections
    return sections[i].role if 0 <= i < len(sections) else Role.OPENING


def _filled(sentence: Sentence, pairs: list[tuple[Figure, Figure]]) -> Sentence:
    """A sentence with figures in its blanks beside what was filled before."""
    text, fills = sentence.text, list(sentence.fills)
    for pair in sorted(pairs, key=lambda one: one[1].start, reverse=True):
        grown = -len(text)
        text, new = filled(text, [pair])
        grown += len(text)
        fills = [*fills_moved(fills, pair[1].start, grown), *new]
    return replace(
        sentence, text=text, blanks=blanks_in(text), fills=tuple(sorted(fills, key=lambda f: f.start))
    )


def _with(draft: Draft, made: dict[tuple[int, int], Sentence]) -> Draft:
    opening = tuple(made.get((-1, j), s) for j, s in enumerate(draft.opening))
    sections = []
    for i, section in enumerate(draft.sections):
        numbers = iter(range(len(section.sentences)))
        rows = tuple(tuple(made.get((i, next(numbers)), s) for s in row) for row in section.paragraphs)
        sections.append(replace(section, paragraphs=rows))
    return replace(draft, opening=opening, sections=tuple(sections))


def reopened(sentence: Sentence, is_gone: Callable[[Fill], bool]) -> Sentence:
    """A sentence with some of its filled blanks open again."""
    text, kept = sentence.text, list[Fill]()
    for fill in reversed(sentence.fills):
        if not is_gone(fill):
            kept.append(fill)
            continue
        blank = f"{BLANK_OPEN}{fill.label}{BLANK_CLOSE}"
        text = text[: fill.start] + blank + text[fill.start + len(fill.text) :]
        kept = list(fills_moved(kept, fill.start, len(blank) - len(fill.text)))
    if len(kept) == len(sentence.fills):
        return sentence
    return replace(sentence, text=text, blanks=blanks_in(text), fills=tuple(reversed(kept)))
