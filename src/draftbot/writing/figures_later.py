"""A figure that is told once the draft is there, in the blank that it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from draftbot.chinese.blanks import blanks_in
from draftbot.domain import BLANK_CLOSE, BLANK_OPEN, Draft, Fact, Fill, Role, Sentence, fills_moved
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.by_last_year import filled, left_of, may_stand_under
from draftbot.writing.figures_and_blanks import Figure, answers, asked_in, told_in


def with_figures(draft: Draft, fact: Fact, embeddings: SentenceEmbeddings) -> tuple[Draft, list[str]] | None:
    """The draft with a fact's figures in the blanks that they surely answer, and what no blank has taken of the
    fact; None where none is answered."""
    places = _places(draft)
    told = told_in(0, fact.text)
    asked = [
        figure
        for n, (i, j, sentence) in enumerate(places)
        if not sentence.locked and may_stand_under(fact, _role(draft, i))
        for figure in asked_in(n, sentence.text, draft.sections[i].heading if i >= 0 else "")
    ]
    found = answers(told, asked, embeddings)
    if not found:
        return None
    pairs: defaultdict[int, list[tuple[Figure, Figure]]] = defaultdict(list)
    for t, a in found.items():
        pairs[asked[a].group].append((told[t], asked[a]))
    made = {places[n][:2]: _filled(places[n][2], each) for n, each in pairs.items()}
    return _with(draft, made), left_of(fact.text, [told[t] for t in found])


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
