"""One change of a draft taken back while later ones stay, and a sentence put back where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from draftbot.chinese.enumerators import without_enumerator
from draftbot.domain import Draft, DraftSection, Sentence
from draftbot.drafts.addresses import LAST
from draftbot.drafts.items import numbered
from draftbot.drafts.rearranging import insert_sentences


def with_put_back(now: Draft, then: Draft, text: str) -> Draft:
    """The draft with a sentence of an earlier one, behind what it stood behind; the same draft where its part
    is gone."""
    for i, part in then.parts:
        for at, sentence in enumerate(part.sentences):
            if sentence.text == text and (home := _same_part(now, i, part)) is not None:
                back = _inserted(now, home, part.sentences[:at], [sentence])
                return replace(back, dropped=tuple(one for one in back.dropped if one != text))
    return now


def without_change(now: Draft, before: Draft, after: Draft) -> Draft:
    """The draft `now` without what made `after` of `before`: what went comes back, what came goes, as far as
    it is there still."""
    back: set[str] = set()
    for i, part in before.parts:
        home = _same_part(now, i, part)
        other = _same_part(after, i, part)
        if home is None or other is None:
            continue
        old, new = part.sentences, after.part(other).sentences
        steps = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False).get_opcodes()
        for kind, a, b, c, d in reversed(steps):
            if kind == "equal":
                continue
            now = _without(now, home, new[c:d])
            now = _inserted(now, home, old[:a], old[a:b]) if b > a else now
            back |= {s.text for s in old[a:b]}
    return replace(now, dropped=tuple(one for one in now.dropped if one not in back))


def _bare(sentences: Sequence[Sentence]) -> list[str]:
    return [without_enumerator(s.text) for s in sentences]


def _same_part(draft: Draft, i: int, part: DraftSection) -> int | None:
    if not part.heading:
        return i
    return next((j for j, one in draft.parts if one.heading == part.heading), None)


def _inserted(draft: Draft, home: int, ahead: Sequence[Sentence], new: Sequence[Sentence]) -> Draft:
    """The draft with sentences behind the last of those that stood ahead of them and is there still."""
    there = _bare(draft.part(home).sentences)
    held = [there.index(text) for text in _bare(ahead) if text in there]
    place = held[-1] + 2 if held else 1
    return insert_sentences(draft, home, place if there else LAST, list(new))


def _without(draft: Draft, home: int, gone: Sequence[Sentence]) -> Draft:
    texts = set(_bare(gone))
    rows = (
        tuple(s for s in row if without_enumerator(s.text) not in texts)
        for row in draft.part(home).paragraphs
    )
    return draft.with_part(home, replace(draft.part(home), paragraphs=numbered([row for row in rows if row])))
