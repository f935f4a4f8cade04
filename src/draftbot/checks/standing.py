"""Whose word a sentence of a draft is: the user's, everybody's, or another unit's to be confirmed.

A borrowed sentence asserts what another unit did, has or lacks. Almost nothing in a work
report is true of any unit; so only a norm without a deed, a figure or a name is *usual*,
and all else that is borrowed is *to confirm*, point by point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from draftbot.chinese.aspects import has_aspect
from draftbot.chinese.numerals import values_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentence_polarity import tells_plan
from draftbot.chinese.set_phrases import places_in_words, set_phrases_in
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.domain import BLANK_OPEN, Draft, DraftSection, Sentence
from draftbot.drafts.addresses import Spot, sentence_at, spots_at
from draftbot.drafts.items import starts_item


class Standing(StrEnum):
    GIVEN = "given"
    USUAL = "usual"
    TO_CONFIRM = "to_confirm"


def standing_of(sentence: Sentence) -> Standing:
    """Given: by the user, or confirmed. Usual: said by draftbot itself, or a norm. Else to confirm."""
    if sentence.confirmed or sentence.is_users:
        return Standing.GIVEN
    if sentence.origin == "connective" or is_usual(to_simplified(sentence.text)):
        return Standing.USUAL
    return Standing.TO_CONFIRM


def is_usual(text: str) -> bool:
    """Whether a sentence says what ought to be, or what something is for everybody, and neither what
    was done nor what is intended."""
    if BLANK_OPEN in text or _counts(text) or tells_plan(text) or has_aspect(text):
        return False
    if not (re.search(any_of(words_in("standing", "norms")), text) or _defines(text)):
        return False
    asked = any_of(words_in("standing", "may be asked for"))
    bound = _duty().sub(lambda duty: re.sub(asked, "", duty.group()), _definition().sub("", text))
    return re.search(any_of(words_in("standing", "deeds")), bound) is None


def _counts(text: str) -> bool:
    """Whether there is a number in a text besides those of set phrases (一视同仁)."""
    phrases = {i for start, end in set_phrases_in(text) for i in range(start, end)} | places_in_words(text)
    return bool(values_in("".join(" " if i in phrases else each for i, each in enumerate(text))))


def _defines(text: str) -> bool:
    """Whether a clause says what something is for everybody: …是…的根本."""
    return bool(_definition().search(text)) and not text.startswith(words_in("standing", "itself"))


@cache
def _duty() -> re.Pattern[str]:
    """What is asked for: a clause from its word of duty on."""
    return re.compile(rf"(?:{any_of(words_in('standing', 'duties'))})[^，；。！]*")


@cache
def _definition() -> re.Pattern[str]:
    what = any_of(words_in("standing", "what it is"))
    return re.compile(rf"是[^，；。！]{{0,24}}(?:{what})(?=[，；。！]|$)|(?:{what})(?:就?是|在于?)")


def points_of(section: DraftSection) -> Iterator[range]:
    """The points of a section as ranges of its sentences: each paragraph, each item of a list."""
    start = at = 0
    for paragraph in section.paragraphs:
        for sentence in paragraph:
            if at > start and (starts_item(sentence) or sentence is paragraph[0]):
                yield range(start, at)
                start = at
            at += 1
    if at > start:
        yield range(start, at)


def points_to_confirm(draft: Draft) -> int:
    """How many points hold something that the user has not confirmed."""
    return sum(len(open_points(part)) for _, part in draft.parts)


def own_points_to_confirm(draft: Draft) -> int:
    """How many of them hold nothing to be confirmed but what the unit itself wrote in years before."""
    own = draft.own_sources
    return sum(
        all(
            own.issuperset(section.sentences[i].citations)
            for i in point
            if standing_of(section.sentences[i]) is Standing.TO_CONFIRM
        )
        for _, section in draft.parts
        for point in open_points(section)
    )


def open_points(section: DraftSection) -> list[range]:
    """The points that hold something the user has not confirmed, as ranges of the section's sentences."""
    return [
        point
        for point in points_of(section)
        if any(standing_of(section.sentences[i]) is Standing.TO_CONFIRM for i in point)
    ]


def point_at(draft: Draft, spot: Spot) -> list[Spot]:
    """The sentences of the point that holds one. Raises NoSuchSection, NoSuchPlace."""
    sentence_at(draft, spot)
    point = next(one for one in points_of(draft.part(spot.section)) if spot.sentence in one)
    return [Spot(spot.section, j) for j in point]


def spots_to_confirm(draft: Draft, section: int | None = None, sentence: int | None = None) -> list[Spot]:
    """What is not the user's own of the points that are to be confirmed: of the point that holds
    a sentence (0-based indices), of all in a section, or of the whole draft.

    Raises NoSuchSection, NoSuchPlace.
    """
    wanted = set(spots_at(draft, section, None, sentence))
    return [
        Spot(i, j)
        for i, one in draft.parts
        for point in open_points(one)
        if not wanted.isdisjoint(Spot(i, j) for j in point)
        for j in point
        if standing_of(one.sentences[j]) is not Standing.GIVEN
    ]
