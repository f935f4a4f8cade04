"""An exported Word file, edited and brought back: its words in the draft, and the
sources of what was not touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.chinese.sentences import split_sentences
from draftbot.corpus.roles import role_of_path
from draftbot.domain import (
    CLOSING,
    OPENING,
    Draft,
    DraftSection,
    FactSheet,
    Outline,
    OutlineSection,
    Sentence,
    as_lines,
)
from draftbot.drafts.editing import pruned
from draftbot.errors import NotThisDraft
from draftbot.export.known_sentences import KnownSentences, Piece, with_blanks_filled
from draftbot.export.manuscript import date_of, signature_of, unnumbered
from draftbot.export.section_pairs import pair_sections
from draftbot.export.word_parts import WordParts, WordSection, parts_of
from draftbot.export.word_text import WordText
from draftbot.messages import Message

# Fewer own characters than this show no origin: any report may have such a sentence.
_TELLING = 8


def bring_back(draft: Draft, word: WordText, name: str) -> Draft:
    """`draft` with what an edited export of it says.

    Sections are known again by heading or text, wherever they stand; sentences
    that were not touched stay as they were, with their sources, blanks and
    writers. What the user changed or added is the user's, and cites only what
    bears it out. Raises NotThisDraft for a file without headings, for one that neither says
    it is of this draft nor has a sentence of it, and for one that was exported without what
    nobody has confirmed: all of that would count as deleted.
    """
    if word.is_excerpt:
        raise NotThisDraft(name=name, title=draft.title, reason=Message("export.file_is_excerpt"))
    parts = parts_of(word.paragraphs, draft)
    if not parts.sections:
        raise NotThisDraft(name=name, title=draft.title, reason=Message("export.file_without_headings"))
    known = KnownSentences(draft)
    pieces = [[known.cut(text) for text in section.paragraphs] for section in parts.sections]
    if word.draft_id != draft.id and not _shares(draft, parts, pieces):
        raise NotThisDraft(name=name, title=draft.title, reason=Message("export.file_of_other_draft"))
    pairs = pair_sections(parts.sections, draft.sections, [_origins(rows) for rows in pieces])
    sections = tuple(
        _section(section, rows, pairs.get(i), draft, known)
        for i, (section, rows) in enumerate(zip(parts.sections, pieces, strict=True))
    )
    there = {id(s) for section in sections for s in section.sentences}
    gone = [k.sentence for k in known.all if id(k.sentence) not in there]
    outline = _outline(draft, parts.sections, pairs)
    request = replace(
        draft.request,
        title=parts.title or draft.title,
        outline=outline,
        facts=_signed(draft, parts),
    )
    changed = replace(
        draft,
        request=request,
        sections=sections,
        opening=_formula(draft.part(OPENING).paragraphs, parts.opening),
        closing=_formula(draft.part(CLOSING).paragraphs, parts.closing),
        dropped=_dropped(draft, gone, sections),
    )
    return pruned(changed)


def _shares(draft: Draft, parts: WordParts, pieces: Sequence[Sequence[Sequence[Piece]]]) -> bool:
    """Whether the file has a telling sentence of the draft; of a draft that has none
    itself, half of its headings."""
    if any(_tells(s) for section in draft.sections for s in section.sentences):
        return any(
            _tells(known.sentence)
            for rows in pieces
            for row in rows
            for piece in row
            if not isinstance(piece, str)
            for known in piece
        )
    there = {section.heading for section in parts.sections}
    return 2 * sum(section.heading in there for section in draft.sections) >= len(draft.sections)


def _tells(sentence: Sentence) -> bool:
    return len(BLANK.sub("", sentence.text)) >= _TELLING


def _origins(rows: Sequence[Sequence[Piece]]) -> Counter[int]:
    """How many sentences a part of the file has from each section of the draft."""
    return Counter(
        known.section for row in rows for piece in row if not isinstance(piece, str) for known in piece
    )


def _section(
    section: WordSection,
    rows: Sequence[Sequence[Piece]],
    pair: int | None,
    draft: Draft,
    known: KnownSentences,
) -> DraftSection:
    paragraphs = tuple(tuple(_sentences(row, pair, known)) for row in rows)
    if pair is None:
        return DraftSection(section.heading, section.level, paragraphs)
    old = draft.sections[pair]
    heading, level = _heading(section, old.heading), _level(section, old.level)
    if paragraphs == old.paragraphs or not (paragraphs or old.text.strip()):
        return replace(old, heading=heading, level=level)
    return DraftSection(heading, level, paragraphs)


def _heading(section: WordSection, old: str) -> str:
    """The file's heading; the old one where only a number in it is left out."""
    return old if unnumbered(old) == section.heading else section.heading


def _level(section: WordSection, old: int) -> int:
    return old if min(max(old, 1), 4) == section.level else section.level


def _sentences(row: Sequence[Piece], pair: int | None, known: KnownSentences) -> Iterable[Sentence]:
    for piece in row:
        if isinstance(piece, str):
            yield known.edited(piece, pair)
        else:
            yield from (one.sentence for one in piece)


def _formula(old: Sequence[Sequence[Sentence]], lines: Sequence[str]) -> tuple[Sentence, ...]:
    """The opening or closing with the file's lines; the draft's own while nothing changed."""
    before = ["".join(s.text for s in row) for row in old]
    if before == list(lines):
        return as_lines(old)
    known = {s.text: s for row in old for s in row}
    rows = dict(zip(before, old, strict=True))
    return as_lines(
        rows.get(line)
        or [known.get(one) or _filled(tuple(known.values()), one) for one in split_sentences(line)]
        for line in lines
    )


def _filled(old: Sequence[Sentence], line: str) -> Sentence:
    filled = (with_blanks_filled(sentence, line) for sentence in old)
    return next((s for s in filled if s is not None), Sentence(line, (), blanks_in(line), "user"))


def _dropped(draft: Draft, gone: Sequence[Sentence], sections: Sequence[DraftSection]) -> tuple[str, ...]:
    """What is not to be written again: the past's and the model's sentences that the
    user took out or put otherwise."""
    filled = {s.unfilled for section in sections for s in section.sentences if s.fills}
    unwanted = [s.unfilled for s in gone if s.origin in ("source", "model")]
    return tuple(dict.fromkeys([*draft.dropped, *(text for text in unwanted if text not in filled)]))


def _outline(draft: Draft, sections: Sequence[WordSection], pairs: dict[int, int]) -> Outline:
    """The outline that goes with the file's headings: known sections keep their plan."""
    outline = draft.request.outline
    plans: dict[int, OutlineSection] = {}
    if len(outline.sections) == len(draft.sections):
        plans = dict(enumerate(outline.sections))
    path: list[str] = []
    made: list[OutlineSection] = []
    for i, section in enumerate(sections):
        del path[section.level - 1 :]
        path.append(section.heading)
        plan = plans.get(pairs[i]) if i in pairs else None
        if plan is None:
            made.append(OutlineSection(section.heading, section.level, role=role_of_path(tuple(path))))
        elif unnumbered(plan.heading) == section.heading:
            made.append(replace(plan, level=_level(section, plan.level)))
        else:
            role = role_of_path(tuple(path))
            made.append(replace(plan, heading=section.heading, level=section.level, role=role))
    return replace(outline, sections=tuple(made))


def _signed(draft: Draft, parts: WordParts) -> FactSheet:
    """The fact sheet with the signature and the date that the user wrote in the file."""
    facts = draft.request.facts
    if parts.signature and parts.signature != signature_of(draft) and not BLANK.search(parts.signature):
        facts = replace(facts, author=parts.signature)
    if parts.date and parts.date != date_of(draft) and not BLANK.search(parts.date):
        facts = replace(facts, date=parts.date)
    return facts
