"""套话: how much of a draft is nearly copied, and what it says twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftbot.checks.quoting import start_of
from draftbot.chinese.blanks import BLANK
from draftbot.chinese.scripts import normalise
from draftbot.chinese.shingles import shingles
from draftbot.domain import Draft, DraftSection, Remark
from draftbot.messages import Message

# Letters in a row that two texts hardly share by chance.
_RUN = 8
# A model that copies this much of one report into a section has not written it.
MOST_BORROWED = 0.7
# Sentences this alike say the same thing twice.
REPEATED = 0.6


@dataclass(frozen=True, slots=True)
class Borrowing:
    """Of one section's text: the `share` (0 to 1) nearly copied from the one source it
    owes most (its number, None for none), and the share from all sources of the draft."""

    section: int
    share: float
    source: int | None
    whole: float


def borrowings(draft: Draft) -> tuple[Borrowing, ...]:
    """What each section borrows. Text counts as borrowed where 8 letters or more in a
    row, punctuation and blanks left out, stand in a source."""
    runs = {source.number: _runs(_letters(source.text)) for source in draft.sources}
    return tuple(_borrowing(i, section, runs) for i, section in enumerate(draft.sections))


def borrowing_remarks(draft: Draft) -> Iterator[Remark]:
    """Sections of a chat model that are mostly copied; the extractive writer's are meant to be."""
    by_model = [i for i, section in enumerate(draft.sections) if _is_by_model(section)]
    if not by_model:
        return
    titles = {source.number: source.title for source in draft.sources}
    for borrowing in borrowings(draft):
        section = draft.sections[borrowing.section]
        if borrowing.section in by_model and borrowing.source is not None and borrowing.share > MOST_BORROWED:
            title = titles[borrowing.source]
            text = Message("checks.borrowed", heading=section.heading, share=borrowing.share, title=title)
            yield Remark("borrowed", text, borrowing.section, None, borrowing.source)


def repetition_remarks(sections: Sequence[DraftSection]) -> Iterator[Remark]:
    """Sentences that say nearly what an earlier one of the draft says."""
    sizes: list[tuple[int, int]] = []  # (number of pieces, section)
    holders: dict[str, list[int]] = {}
    for i, section in enumerate(sections):
        for j, sentence in enumerate(section.sentences):
            if sentence.origin == "connective":
                continue
            pieces = shingles(BLANK.sub("", sentence.text))
            shared = Counter(k for piece in pieces for k in holders.get(piece, ()))
            twin = next(
                (k for k, n in sorted(shared.items()) if n > REPEATED * (len(pieces) + sizes[k][0] - n)), None
            )
            if twin is not None:
                where = sections[sizes[twin][1]].heading
                text = Message("checks.repeated", sentence=start_of(sentence.text), heading=where)
                yield Remark("repeated", text, i, j)
            for piece in pieces:
                holders.setdefault(piece, []).append(len(sizes))
            sizes.append((len(pieces), i))


def _is_by_model(section: DraftSection) -> bool:
    return any(s.origin == "model" for s in section.sentences)


def _borrowing(i: int, section: DraftSection, runs: dict[int, frozenset[str]]) -> Borrowing:
    # Sentence by sentence: what two sentences make together was copied from nowhere.
    texts = [_letters(s.unfilled) for s in section.sentences]
    total = sum(map(len, texts))
    if not total:
        return Borrowing(i, 0.0, None, 0.0)
    shares = {n: sum(len(_covered(t, known)) for t in texts) / total for n, known in runs.items()}
    most = max(shares, key=lambda n: shares[n], default=None)
    share = shares[most] if most is not None else 0.0
    together = frozenset().union(*runs.values()) if runs else frozenset[str]()
    whole = sum(len(_covered(t, together)) for t in texts) / total
    return Borrowing(i, share, most if share else None, whole)


def _covered(text: str, known: frozenset[str]) -> set[int]:
    return {
        at for i in range(len(text) - _RUN + 1) if text[i : i + _RUN] in known for at in range(i, i + _RUN)
    }


def _runs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + _RUN] for i in range(len(text) - _RUN + 1))


def _letters(text: str) -> str:
    return "".join(c for c in normalise(BLANK.sub("", text)) if c.isalnum())
