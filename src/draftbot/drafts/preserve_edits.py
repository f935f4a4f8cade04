"""What a section keeps when it is written again: locked sentences, the user's own, filled blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from draftbot.chinese.shingles import overlap, shingles
from draftbot.corpus.roles import role_of
from draftbot.domain import Draft, DraftSection, Outline, Remark, Role, Sentence
from draftbot.drafts.addresses import Headed
from draftbot.drafts.editing import is_unwritten
from draftbot.drafts.items import numbered, starts_item
from draftbot.messages import Message

# A new sentence this much like a kept one says the same.
SAME = 0.3


def is_kept(sentence: Sentence) -> bool:
    """Whether a sentence stays when its section is written again."""
    return sentence.locked or sentence.origin == "user" or bool(sentence.fills)


def kept_texts(section: DraftSection) -> list[str]:
    return [s.unfilled for s in section.sentences if is_kept(s)]


def kept_length(section: DraftSection) -> int:
    """Characters of the kept sentences that come on top of what is written: a filled
    blank mostly finds its sentence written again."""
    return sum(len(s.text) for s in section.sentences if s.locked or s.origin == "user")


def still_confirmed(draft: Draft, previous: Draft | None) -> Draft:
    """The draft with those sentences confirmed that the user confirmed word for word before."""
    before = (
        {s.text for section in previous.sections for s in section.sentences if s.confirmed}
        if previous
        else set()
    )
    if not before:
        return draft
    sections = tuple(
        replace(
            section,
            paragraphs=tuple(
                tuple(replace(s, confirmed=s.confirmed or s.text in before) for s in paragraph)
                for paragraph in section.paragraphs
            ),
        )
        for section in draft.sections
    )
    return replace(draft, sections=sections)


def put_back(old: DraftSection, new: DraftSection) -> DraftSection:
    """The newly written section with what the old one keeps in its place."""
    if not kept_texts(old):
        return new
    whole = [(i, p) for i, p in enumerate(old.paragraphs) if p and all(s.locked for s in p)]
    paragraphs = [] if is_unwritten(new) else [list(p) for p in new.paragraphs]
    for _, paragraph in whole:
        paragraphs = [[s for s in p if not _says_any(s, paragraph)] for p in paragraphs]
    put: list[Sentence] = []
    for i, old_paragraph in enumerate(old.paragraphs):
        if (i, old_paragraph) in whole:
            continue
        for at, sentence in enumerate(old_paragraph):
            if is_kept(sentence):
                paragraphs = _with_sentence(paragraphs, sentence, i, at, put)
                put.append(sentence)
    for i, paragraph in whole:
        paragraphs.insert(min(i, len(paragraphs)), list(paragraph))
    return replace(new, paragraphs=numbered([tuple(p) for p in paragraphs if p]))


def _says_any(sentence: Sentence, others: Sequence[Sentence]) -> bool:
    mine = shingles(sentence.unfilled)
    return any(overlap(mine, shingles(other.unfilled)) > SAME for other in others)


def _with_sentence(
    paragraphs: list[list[Sentence]], kept: Sentence, paragraph: int, at: int, put: Sequence[Sentence]
) -> list[list[Sentence]]:
    """The paragraphs with a kept sentence: instead of the first new one that says the same (others that do
    go, but for those `put` back before), else at its old place."""
    result: list[list[Sentence]] = []
    placed = False
    for sentences in paragraphs:
        row: list[Sentence] = []
        for sentence in sentences:
            if any(sentence is one for one in put) or not _says_any(sentence, [kept]):
                row.append(sentence)
            elif not placed:
                row.append(kept)
                placed = True
        result.append(row)
    if placed:
        return result
    if not result:
        return [[kept]]
    row = result[min(paragraph, len(result) - 1)]
    row.insert(_joint(row, at), kept)
    return result


def _joint(row: Sequence[Sentence], at: int) -> int:
    """Where a sentence may stand at or behind `at` without parting an item from its matter."""
    at = min(at, len(row))
    if any(map(starts_item, row)):
        while at < len(row) and not starts_item(row[at]):
            at += 1
    return at


# -- a draft under another outline --------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Which old section each new one continues, and which old ones are gone."""

    old_of: dict[int, int]
    gone: tuple[int, ...]


def realigned(draft: Draft, outline: Outline) -> Draft:
    """The draft's sections under another outline, those it does not have yet empty.

    A section is known again by its heading, or by its place between two that are
    (renamed). What the user wrote in a section that is gone is set aside.
    """
    pairing = _pair(draft.sections, outline.sections)
    sections = []
    for i, plan in enumerate(outline.sections):
        empty = DraftSection(plan.heading, plan.level)
        known = draft.sections[pairing.old_of[i]] if i in pairing.old_of else empty
        sections.append(replace(known, heading=plan.heading, level=plan.level))
    lost = [
        (draft.sections[i].heading, s.text)
        for i in pairing.gone
        for s in draft.sections[i].sentences
        if is_kept(s)
    ]
    set_aside = tuple(dict.fromkeys([*draft.set_aside, *lost]))
    return replace(draft, sections=tuple(sections), set_aside=set_aside)


def set_aside_remarks(draft: Draft) -> tuple[Remark, ...]:
    """The user's own sentences that found no section, each told."""
    return tuple(
        Remark("set_aside", Message("editing.set_aside", heading=heading, text=text))
        for heading, text in draft.set_aside
    )


def _pair(old: Sequence[Headed], new: Sequence[Headed]) -> _Pairing:
    """By heading wherever it stands; of what is left, a run as long as the one it
    replaces is taken for renamed."""
    old_of: dict[int, int] = {}
    free = list(range(len(old)))
    for i, section in enumerate(new):
        same = next((j for j in free if old[j].heading == section.heading), None)
        if same is not None:
            old_of[i] = same
            free.remove(same)
    before = [None if j in free else section.heading for j, section in enumerate(old)]
    after = [section.heading if i in old_of else None for i, section in enumerate(new)]
    keys_before = [heading or f"\0{j}" for j, heading in enumerate(before)]
    keys_after = [heading or f"\1{i}" for i, heading in enumerate(after)]
    for tag, a, b, c, d in SequenceMatcher(None, keys_before, keys_after, autojunk=False).get_opcodes():
        if tag != "replace" or b - a != d - c:
            continue
        for j, i in zip(range(a, b), range(c, d), strict=True):
            if j in free and i not in old_of and _is_renamed(old[j], new[i]):
                old_of[i] = j
                free.remove(j)
    return _Pairing(old_of, tuple(free))


def _is_renamed(old: Headed, new: Headed) -> bool:
    """Whether one heading may be another for the same matter."""
    role = role_of(old.heading)
    same_role = role is role_of(new.heading) is not Role.OTHER
    pairs = {new.heading[i : i + 2] for i in range(len(new.heading) - 1)}
    shared = any(old.heading[i : i + 2] in pairs - {"工作", "情况"} for i in range(len(old.heading) - 1))
    return old.level == new.level and (same_role or shared)
