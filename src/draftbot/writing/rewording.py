"""Another wording for one sentence: from the corpus, or by a chat model that may change words but no facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.numerals import all_said, values_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.shingles import overlap, shingles
from draftbot.chinese.words import words_of
from draftbot.domain import Draft, Hit, OutlineSection, Role, Sentence, count_chars
from draftbot.drafts.addresses import Spot, heading_of, sentence_at, sentences_in
from draftbot.drafts.editing import put_sentence, refuse_if_locked
from draftbot.errors import NeedsChatModel, NoWording
from draftbot.facts.brief import Brief
from draftbot.masking.instructions import withheld_of
from draftbot.masking.mask import Masked
from draftbot.masking.usable import usable
from draftbot.messages import Message
from draftbot.prompt_files.templates import render
from draftbot.writing.chat_model import ModelWriter
from draftbot.writing.drafter import Drafter
from draftbot.writing.extractive import ExtractiveWriter
from draftbot.writing.points import fits
from draftbot.writing.sources import SourceRegister

How = Literal["again", "longer", "shorter"]

HITS = 40
# So many candidates, by shared letters, are weighed by meaning.
WEIGHED = 24
# A candidate this much like the old sentence is the old sentence; like another of the draft, a repetition.
SAME_SENTENCE, SAME_MATTER = 0.5, 0.3
# Two sentences say the same in other words from this cosine on, if this share of the
# words of the shorter is in both: by the cosine alone, a general sentence is near every other.
NEAR, SHARED_WORDS = 0.92, 0.25
LONGER, SHORTER = 1.15, 0.85
_WISHES = {"again": "换一个说法", "longer": "写得具体一些", "shorter": "写得简短一些"}
_MARKUP = re.compile(r"^\s*(?:#+\s*|[-*]\s+)|\*\*|[\[［]\s*\d{1,3}\s*[\]］]", re.MULTILINE)


def wording_from_corpus(
    old: Sentence,
    section: OutlineSection,
    others: Sequence[str],
    brief: Brief,
    writer: ExtractiveWriter,
    register: SourceRegister,
    how: How = "again",
) -> Sentence | None:
    """A past sentence that says what `old` says, or None where the corpus has none.

    `others` are the draft's other sentences and those the user did not want.
    """
    item = ITEM.match(old.text)
    prefix = item.group() if item else ""
    said = BLANK.sub("", old.unfilled[len(prefix) :])
    hits = [hit for hit in writer.search.search(said, HITS).hits if fits(hit, section, brief)]
    found = [
        (hit, masked)
        for hit in hits
        for masked in _candidates(hit, brief)
        if _fits_length(masked.text, old.text, how) and _is_new(masked.text, old.unfilled, others)
    ]
    near = sorted(found, key=lambda one: -_shared(said, one[1].text, brief))[:WEIGHED]
    near = [one for one in near if _shared(said, one[1].text, brief) >= SHARED_WORDS]
    if not near:
        return None
    vectors = writer.search.embeddings.passages([said, *(BLANK.sub("", m.text) for _, m in near)])
    likeness = vectors[1:] @ vectors[0]
    best = int(likeness.argmax())
    if likeness[best] < NEAR:
        return None
    hit, masked = near[best]
    if writer.orders.within([hit.passage]):
        return None
    return Sentence(prefix + masked.text, (register.number(hit.passage, hit.report),), masked.blanks)


def _candidates(hit: Hit, brief: Brief) -> Iterator[Masked]:
    sentences = split_sentences(hit.passage.text)
    orders = withheld_of(hit.passage, sentences)
    for i, sentence in enumerate(sentences):
        if i in orders:
            continue
        if masked := usable(sentence, hit.report, brief, first=True):
            yield masked


def _fits_length(text: str, old: str, how: How) -> bool:
    ratio = count_chars(text) / max(1, count_chars(old))
    return {"again": True, "longer": ratio >= LONGER, "shorter": ratio <= SHORTER}[how]


def _is_new(text: str, old: str, others: Sequence[str]) -> bool:
    mine = shingles(text)
    if overlap(mine, shingles(old)) > SAME_SENTENCE:
        return False
    return all(overlap(mine, shingles(other)) <= SAME_MATTER for other in others)


def _shared(a: str, b: str, brief: Brief) -> float:
    """The share of the words of the shorter sentence that both have, the topic's left out."""
    mine, other = (_telling_words(text, brief) for text in (a, b))
    return len(mine & other) / max(1, min(len(mine), len(other)))


def _telling_words(text: str, brief: Brief) -> set[str]:
    words = words_of(BLANK.sub(" ", text))
    return {w for w in words if len(w) > 1 and w not in brief.topic and w not in brief.title}


def wording_by_model(answer: str, old: Sentence, brief: Brief) -> Sentence | None:
    """A chat model's answer as the sentence's new wording; None where it is none: empty,
    far longer, with other blanks, or with a number that neither the sentence nor the
    user has."""
    text = "".join(_MARKUP.sub("", answer).split()).strip('“”"')
    if not text or count_chars(text) > 3 * count_chars(old.text) + 40:
        return None
    if sorted(blanks_in(text)) != sorted(old.blanks):
        return None
    known = {*values_in(BLANK.sub("", old.text)), *brief.vouched_values}
    if not all_said(values_in(to_simplified(BLANK.sub("", text))), known):
        return None
    if any(fill.text not in text for fill in old.fills):
        return None
    fills = tuple(replace(fill, start=text.index(fill.text)) for fill in old.fills)
    in_order = tuple(sorted(fills, key=lambda fill: fill.start))
    return Sentence(text, old.citations, blanks_in(text), "model", in_order)


class Reworder:
    """Puts one sentence of a draft otherwise."""

    def __init__(self, drafter: Drafter) -> None:
        self.drafter = drafter

    def reword(self, draft: Draft, spot: Spot, how: How, wish: str = "") -> Draft:
        """The draft with the sentence in another wording: a chat model's where one is
        wanted and there, else one of the corpus.

        Raises Locked, NeedsChatModel where the corpus has none or a `wish` is asked
        for, NoWording where the model gave none, ChatModelSilent.
        """
        old = sentence_at(draft, spot)
        refuse_if_locked(draft, [spot])
        # Another wording may come from any like unit, not only from the reports that were chosen.
        brief = replace(self.drafter.brief(draft.request, draft.plan), lenders=None)
        model = self.drafter.model if draft.request.use_model else None
        if model is not None:
            asked = wish or _WISHES[how]
            answer = "".join(model.stream(self._question(model, draft, spot, brief, asked), with_rules=False))
            new = wording_by_model(answer, old, brief)
            if new is None:
                raise NoWording
            return put_sentence(draft, spot, new)
        if wish:
            raise NeedsChatModel(what=Message("writing.style_asked", wish=wish))
        register = SourceRegister(draft.sources)
        new = self._from_corpus(draft, spot, old, brief, register, how)
        return put_sentence(replace(draft, sources=register.sources), spot, new)

    def _from_corpus(
        self, draft: Draft, spot: Spot, old: Sentence, brief: Brief, register: SourceRegister, how: How
    ) -> Sentence:
        if old.origin == "fact":
            raise NeedsChatModel(what=Message("writing.own_fact"))
        others = [s.unfilled for there, s in sentences_in(draft) if there != spot]
        plans = draft.request.outline.sections
        is_planned = 0 <= spot.section < len(plans)
        heading = heading_of(draft, spot.section)
        section = plans[spot.section] if is_planned else OutlineSection(heading, 1, role=Role.OPENING)
        writer = self.drafter.extractive
        new = wording_from_corpus(old, section, [*others, *draft.dropped], brief, writer, register, how)
        if new is None:
            raise NeedsChatModel(what=Message("writing.no_other_wording"))
        return new

    def _question(self, model: ModelWriter, draft: Draft, spot: Spot, brief: Brief, wish: str) -> str:
        values = {
            "title": brief.title,
            "genre": brief.genre,
            "person": "第一人称“我”" if brief.first_person else f"自称“{brief.own_name}”",
            "heading": heading_of(draft, spot.section),
            "wish": wish,
            "facts": "\n".join(fact.text for fact in draft.request.facts.facts),
            "sentence": sentence_at(draft, spot).text,
        }
        return render(model.prompts.sentence, values)
