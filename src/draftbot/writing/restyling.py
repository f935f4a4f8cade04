"""A draft made plainer or more concrete out of what the chosen reports have: borrowed sentences are cut down,
exchanged for others of the sources, or taken out.

What the user wrote, told, filled, confirmed or locked stays as it is, and so does what heads an item.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from draftbot.chinese.enumerators import ITEM
from draftbot.domain import Draft, Sentence
from draftbot.drafts.addresses import Spot, sentence_at
from draftbot.drafts.editing import pruned, put_sentence
from draftbot.drafts.items import starts_item
from draftbot.drafts.preserve_edits import is_kept
from draftbot.drafts.rearranging import delete_sentences, put_text
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.masking.usable import leans_back
from draftbot.writing.drafter import Drafter
from draftbot.writing.other_sentences import OtherSentences, items_of
from draftbot.writing.plain_words import (
    Reader,
    WorthOf,
    is_general,
    is_hollow,
    plainer,
    with_plain_words,
    without_unwanted,
    words_by,
)
from draftbot.writing.wording import Worth, bare, clauses_of, worth_of

# A part keeps so much of what it has, and so many sentences; the draft so much of all.
_PART_KEEPS, _LEAST, _DRAFT_KEEPS = 0.4, 2, 0.7
_LONGEST_HEAD = 24


@dataclass(frozen=True, slots=True)
class Restyled:
    """A draft, and where its sentences were cut down, exchanged, taken out, or wanted to be and could not;
    `blanks` how many it has more, `texts` what stands now at a place."""

    draft: Draft
    cut: tuple[Spot, ...] = ()
    exchanged: tuple[Spot, ...] = ()
    dropped: tuple[Spot, ...] = ()
    left: tuple[Spot, ...] = ()
    blanks: int = 0
    texts: tuple[tuple[Spot, str], ...] = ()


@dataclass
class _Changes:
    """What becomes of each sentence, by its place."""

    texts: dict[Spot, str] = field(default_factory=dict)
    exchanged: dict[Spot, Sentence] = field(default_factory=dict)
    dropped: list[Spot] = field(default_factory=list)
    left: list[Spot] = field(default_factory=list)


class Restyler:
    """Makes one draft plainer or more concrete."""

    def __init__(self, drafter: Drafter, draft: Draft) -> None:
        self.draft = draft
        brief = drafter.brief(draft.request, draft.plan)
        tagger = drafter.knowledge.now().tagger
        worth = _worth_by(drafter.embeddings, [s.text for s in draft.sentences])
        selves = tuple(filter(None, (brief.own_name, brief.own_name[1:])))
        self.reader = Reader(worth, lru_cache(maxsize=None)(words_by(tagger)), selves)
        self._others = OtherSentences(draft, brief, drafter.extractive)

    def plainer(self, spots: Sequence[Spot], unwanted: Sequence[str] = ()) -> Restyled:
        """Fewer set phrases in the sentences at `spots`; of `unwanted` words none. Where words are named nothing
        else goes."""
        changes = _Changes()
        for spot in self._free(spots):
            text = sentence_at(self.draft, spot).text
            if unwanted:
                put = without_unwanted(text, unwanted, self.reader)
                is_out = not put
            else:
                put = (
                    with_plain_words(text, self.reader) if self._is_head(spot) else plainer(text, self.reader)
                )
                is_out = is_hollow(text, self.reader)
            if is_out and not self._is_head(spot) and self._is_borrowed(spot):
                self._without(
                    spot, changes, lambda new: plainer(new, self.reader) == new and self._suits(new, unwanted)
                )
            elif put and put != text:
                changes.texts[spot] = put
        return self._made(changes)

    def more_concrete(self, spots: Sequence[Spot]) -> Restyled:
        """For sentences that tell of no thing others that do; one that only sums up what its item tells goes."""
        changes = _Changes()
        for spot in self._free(spots):
            text = sentence_at(self.draft, spot).text
            if self._is_borrowed(spot) and not self._is_head(spot) and is_general(text, self.reader):
                self._without(spot, changes, self._suits, self._is_told_beside(spot))
        return self._made(changes)

    def _is_told_beside(self, spot: Spot) -> bool:
        """Whether another sentence of its item tells of some thing."""
        item = self._item_of(spot)
        told = self.draft.part(spot.section).sentences
        return any(j != spot.sentence and not is_general(told[j].text, self.reader) for j in item)

    def _item_of(self, spot: Spot) -> list[int]:
        return next(item for item in items_of(self.draft, spot.section) if spot.sentence in item)

    def _suits(self, text: str, unwanted: Sequence[str] = ()) -> bool:
        """Whether every clause of another sentence tells of something."""
        clauses = clauses_of(text)[1]
        return (
            all(self.reader.worth(bare(clause)).tells for clause in clauses)
            and not any(word in text for word in unwanted)
            and not is_general(text, self.reader)
        )

    def _without(
        self, spot: Spot, changes: _Changes, serves: Callable[[str], bool], may_go: bool = True
    ) -> None:
        """A sentence exchanged, but for one that others of its item go on from; taken out where there is no other,
        it may go, and its part can do without it; else left."""
        told = self.draft.part(spot.section).sentences
        behind = told[spot.sentence + 1] if spot.sentence + 1 < len(told) else None
        goes_on = behind is not None and not starts_item(behind)
        if goes_on and behind is not None and leans_back(behind.text):
            changes.left.append(spot)
            return
        opens = goes_on and starts_item(told[spot.sentence])
        other = None if opens else self._others.instead_of(spot, serves)
        if other is not None:
            changes.exchanged[spot] = other
        elif may_go and self._can_do_without(spot, changes.dropped):
            changes.dropped.append(spot)
        else:
            changes.left.append(spot)

    def _can_do_without(self, spot: Spot, gone: Sequence[Spot]) -> bool:
        """Whether a part has enough beside what is gone already and a sentence: most of its text, and something
        in the sentence's item but what heads it."""
        part = self.draft.part(spot.section)
        out = {one.sentence for one in gone if one.section == spot.section} | {spot.sentence}
        left = [s for j, s in enumerate(part.sentences) if j not in out and s.origin != "connective"]
        item = self._item_of(spot)
        has_others = any(
            j not in out and not self._is_head(Spot(spot.section, j)) for j in item
        ) or not self._is_head(Spot(spot.section, item[0]))
        chars = sum(len(s.text) for j, s in enumerate(part.sentences) if j not in out)
        taken = sum(len(sentence_at(self.draft, one).text) for one in (*gone, spot))
        keeps = chars >= _PART_KEEPS * part.chars and taken <= (1 - _DRAFT_KEEPS) * self.draft.chars
        return keeps and has_others and len(left) >= _LEAST

    def _free(self, spots: Sequence[Spot]) -> list[Spot]:
        """The sentences that may be put otherwise; what draftbot asks in is no sentence yet."""
        told = [(spot, sentence_at(self.draft, spot)) for spot in spots]
        return [
            spot
            for spot, s in told
            if not (s.is_users or s.is_kept or is_kept(s) or (s.origin == "connective" and s.blanks))
        ]

    def _is_borrowed(self, spot: Spot) -> bool:
        return sentence_at(self.draft, spot).origin != "connective"

    def _is_head(self, spot: Spot) -> bool:
        """Whether a sentence heads an item: it begins （一）, is short, and others stand under it."""
        told = self.draft.part(spot.section).sentences
        match = ITEM.match(told[spot.sentence].text)
        behind = told[spot.sentence + 1] if spot.sentence + 1 < len(told) else None
        is_short = match is not None and len(told[spot.sentence].text) - match.end() <= _LONGEST_HEAD
        has_more = behind is not None and not ITEM.match(behind.text)
        return match is not None and not match["point"] and is_short and has_more

    def _made(self, changes: _Changes) -> Restyled:
        draft = self.draft
        for spot, text in changes.texts.items():
            draft = put_text(draft, spot, text)
        for spot, sentence in changes.exchanged.items():
            draft = put_sentence(draft, spot, sentence)
        draft = replace(draft, sources=self._others.register.sources)
        draft = pruned(delete_sentences(draft, changes.dropped)[0])
        more = len(draft.blanks) - len(self.draft.blanks)
        texts = {**changes.texts, **{spot: s.text for spot, s in changes.exchanged.items()}}
        return Restyled(
            draft,
            tuple(changes.texts),
            tuple(changes.exchanged),
            tuple(changes.dropped),
            tuple(changes.left),
            more,
            tuple(texts.items()),
        )


def _worth_by(embeddings: SentenceEmbeddings, texts: Sequence[str]) -> WorthOf:
    """What clauses are worth; those of `texts` looked at together."""
    first = list(dict.fromkeys(bare(clause) for text in texts for clause in clauses_of(text)[1]))
    known = dict(zip(first, worth_of(first, embeddings), strict=True))

    def worth(clause: str) -> Worth:
        if clause not in known:
            known[clause] = worth_of([clause], embeddings)[0]
        return known[clause]

    return worth
