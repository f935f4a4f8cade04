"""Items of a draft, （一）… or 一是…, each with all that stands under it: told anew, made one, taken out."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.chinese.enumerators import ITEM, without_enumerator
from draftbot.domain import Draft, Sentence
from draftbot.drafts.addresses import Spot, Where, find_spots, sentence_at
from draftbot.drafts.editing import edit_sentence, refuse_if_locked
from draftbot.drafts.items import starts_item
from draftbot.drafts.rearranging import (
    delete_sentences,
    insert_sentences,
    move_sentences,
    put_text,
    users_sentences,
)
from draftbot.drafts.told_part import tells_again
from draftbot.facts.figures_told import figures_told

_LONGEST_HEAD, _STOPS = 20, "，；、：,;:"
# So much of the shorter of two sentences stands in the other where they tell the same matter.
_SAME_MATTER = 0.4


def is_head(text: str) -> bool:
    """Whether a sentence but heads what follows it: （二）抓好收费管理。"""
    bare = without_enumerator(text).strip("。：: ")
    return 0 < len(bare) <= _LONGEST_HEAD and not any(mark in bare for mark in _STOPS)


def with_item_retold(draft: Draft, where: Where, text: str) -> Draft:
    """The draft whose item tells `text`, under the number that it had. A heading stays over a text that has
    none of its own; what the user told in the item and `text` does not tell again stays in it.
    Raises NoSuchPlace, NoSuchSection, Locked, BadInput."""
    spots = find_spots(draft, where)
    refuse_if_locked(draft, spots)
    first, number, told = _first(draft, spots), _number_of(draft, spots[0]), text
    if given := ITEM.match(told):
        told = told[given.end() :]
    sentences = users_sentences(told)
    has_own_head = given is not None or (len(sentences) > 1 and _heads_a_text(sentences[0]))
    keeps_head = len(spots) > 1 and is_head(first.text) and not has_own_head
    kept = [s for s in spots[1:] if _stays(sentence_at(draft, s), told)]
    gone = [s for s in spots[1:] if s not in kept]
    if keeps_head:
        draft = insert_sentences(draft, spots[0].section, spots[0].sentence + 2, sentences)
        return delete_sentences(draft, [_behind(s, len(sentences)) for s in gone])[0]
    draft = delete_sentences(draft, gone)[0] if gone else draft
    return edit_sentence(draft, spots[0], number + told)


def with_items_merged(draft: Draft, first: Where, other: Where) -> tuple[Draft, list[str]]:
    """The draft with one item that tells what both tell, under the first one's heading, and the sentences that
    are gone: of two that tell the same matter the fuller stays, and what the user told or locked always does."""
    home, spots = find_spots(draft, first), find_spots(draft, other)
    home, spots = sorted((home, spots), key=lambda some: (some[0].section, some[0].sentence))
    gone: list[Spot] = []
    if len(spots) > 1 and is_head(sentence_at(draft, spots[0]).text):
        gone, spots = [spots[0]], spots[1:]
    for spot in list(spots):
        twin = next((one for one in home if one not in gone and _same(draft, one, spot)), None)
        lesser = lesser_of(draft, twin, spot) if twin else None
        if lesser is not None:
            gone.append(lesser)
            spots = [one for one in spots if one != lesser]
    texts = [sentence_at(draft, spot).text for spot in gone]
    place = home[-1].sentence + 2
    if spots and spots[0].section == home[0].section:
        draft = _unnumbered(draft, spots[0])
        draft = move_sentences(draft, spots, home[0].section, place)
        gone = [_after_moving(spot, spots, home[-1]) for spot in gone]
    elif spots:
        draft = move_sentences(_unnumbered(draft, spots[0]), spots, home[0].section, place)
        gone = [
            Spot(
                s.section, s.sentence - sum(m.section == s.section and m.sentence < s.sentence for m in spots)
            )
            if s.section == spots[0].section
            else s
            for s in gone
        ]
    return (delete_sentences(draft, gone)[0] if gone else draft), texts


def without_item(draft: Draft, where: Where) -> tuple[Draft, list[str], list[str]]:
    """The draft without an item and all under it, the sentences that are gone, and what the user told there,
    which stands before the first item of the part now; an item that tells nothing else goes with it."""
    spots = find_spots(draft, where)
    refuse_if_locked(draft, spots)
    own = [spot for spot in spots[1:] if sentence_at(draft, spot).is_users]
    if len(own) == len(spots) - 1 and sentence_at(draft, spots[0]).is_users:
        own = []  # the item is the user's own altogether
    texts = [sentence_at(draft, spot).text for spot in spots if spot not in own]
    kept = [sentence_at(draft, spot).text for spot in own]
    sentences = draft.part(spots[0].section).sentences
    lead = next(at for at, one in enumerate(sentences) if starts_item(one) or at == spots[0].sentence)
    if own:
        draft = move_sentences(draft, own, spots[0].section, lead + 1 if lead else 1)
    moved = (
        Spot(s.section, s.sentence + sum(o.sentence > s.sentence for o in own)) for s in spots if s not in own
    )
    return delete_sentences(draft, list(moved))[0], texts, kept


def _first(draft: Draft, spots: Sequence[Spot]) -> Sentence:
    return sentence_at(draft, spots[0])


def _number_of(draft: Draft, spot: Spot) -> str:
    match = ITEM.match(sentence_at(draft, spot).text)
    return match.group() if match else ""


def _heads_a_text(sentence: Sentence) -> bool:
    return is_head(sentence.text) and not figures_told(sentence.text)


def _stays(sentence: Sentence, told: str) -> bool:
    return sentence.is_users and not sentence.blanks and not tells_again(sentence.text, told)


def _behind(spot: Spot, count: int) -> Spot:
    return Spot(spot.section, spot.sentence + count)


def _unnumbered(draft: Draft, spot: Spot) -> Draft:
    """The draft with a sentence that is no item of its own any more."""
    text = sentence_at(draft, spot).text
    bare = without_enumerator(text)
    return put_text(draft, spot, bare) if bare != text else draft


def _after_moving(spot: Spot, moved: Sequence[Spot], last: Spot) -> Spot:
    """Where a sentence stands once others have been put behind `last`, before which none of them stood."""
    before = sum(one.sentence < spot.sentence for one in moved)
    shift = len(moved) - before if spot.sentence > last.sentence else 0
    return Spot(spot.section, spot.sentence + shift)


def _same(draft: Draft, one: Spot, other: Spot) -> bool:
    a, b = (_pairs(sentence_at(draft, spot).text) for spot in (one, other))
    return bool(a and b) and len(a & b) >= _SAME_MATTER * min(len(a), len(b))


def _pairs(text: str) -> set[str]:
    runs = "".join(c if c.isalnum() else " " for c in without_enumerator(text)).split()
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}


def lesser_of(draft: Draft, one: Spot, other: Spot) -> Spot | None:
    """Of two sentences that tell the same the one that may go; None where both are the user's."""
    loose = [s for s in (one, other) if not (sentence_at(draft, s).is_users or sentence_at(draft, s).locked)]
    if len(loose) < 2:
        return loose[0] if loose else None
    return min(loose, key=lambda s: (not sentence_at(draft, s).blanks, len(sentence_at(draft, s).text)))
