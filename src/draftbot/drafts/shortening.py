"""A draft made shorter by taking sentences out of it: nothing is put otherwise and nothing new comes in.

What is worth least goes first. What the user wrote, told, filled or confirmed stays, and with it what heads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import Draft, Sentence
from draftbot.drafts.addresses import Spot, block_of, sentence_at
from draftbot.drafts.preserve_edits import is_kept
from draftbot.drafts.rearranging import delete_sentences

# Two sentences this much alike say the same.
_SAME = 0.5
_LONGEST_HEAD = 20
_FIGURE = re.compile(r"\d")


def shortened(
    draft: Draft, parts: Sequence[int], length: int, is_users: Callable[[Sentence], bool]
) -> tuple[Draft, int]:
    """The draft with sentences of these sections taken out until they have about `length` characters, as near as
    whole sentences bring it, and how many went; fewer where all that is left is the user's. No section loses all it
    says. What else holds the user's matter `is_users` tells."""
    gone: list[Spot] = []
    texts = {Spot(i, j): s for i in parts for j, s in enumerate(draft.sections[i].sentences)}
    free = [spot for spot, s in texts.items() if not (s.is_users or s.is_kept or is_kept(s) or is_users(s))]
    heads = {spot for spot in texts if _is_head(draft, spot)}
    # What heads or leads to others says nothing by itself.
    says = {spot for spot, s in texts.items() if spot not in heads and s.origin != "connective"}
    left = {i: draft.sections[i].chars for i in parts}
    share = length / max(sum(left.values()), 1)
    target = {i: chars * share for i, chars in left.items()}
    least = sorted((s for s in free if s not in heads), key=lambda s: worth(draft, s, parts))
    while least and sum(left.values()) > length:
        # Each section gives what it has too much.
        most = max({spot.section for spot in least}, key=lambda i: left[i] - target[i])
        spot = next(one for one in least if one.section == most)
        least.remove(spot)
        total, size = sum(left.values()), len(texts[spot].text)
        is_last = spot in says and not any(
            one.section == most and one != spot for one in says.difference(gone)
        )
        if is_last or length - (total - size) > total - length:
            continue
        going = [spot, *_heads_alone(draft, spot, {*gone, spot}, heads.intersection(free))]
        left[most] -= sum(len(texts[one].text) for one in going)
        gone += going
    return delete_sentences(draft, gone)[0] if gone else draft, len(set(gone) - heads)


def leaves_of(draft: Draft, first: int) -> list[int]:
    """The section at `first`, or all below it, that hold matter."""
    return [i for i in block_of(draft.sections, first) if draft.sections[i].sentences]


def _is_head(draft: Draft, spot: Spot) -> bool:
    """Whether a sentence but heads what stands under it: （二）灌溉保障。"""
    text = sentence_at(draft, spot).text
    match = ITEM.match(text)
    body = text[match.end() :].rstrip("。") if match and match.group()[0] in "（(" else ""
    return 0 < len(body) <= _LONGEST_HEAD and not any(mark in body for mark in "，；：。")


def _heads_alone(draft: Draft, spot: Spot, gone: set[Spot], heads: set[Spot]) -> Iterator[Spot]:
    """The heading of the item in which nothing is left."""
    told = draft.sections[spot.section].sentences
    first = next((j for j in range(spot.sentence, -1, -1) if ITEM.match(told[j].text)), None)
    if first is None or Spot(spot.section, first) not in heads:
        return
    behind = range(first + 1, len(told))
    end = next((j for j in behind if _is_head(draft, Spot(spot.section, j))), len(told))
    if all(Spot(spot.section, j) in gone for j in range(first + 1, end)):
        yield Spot(spot.section, first)


def worth(draft: Draft, spot: Spot, parts: Sequence[int]) -> tuple[int, int, int, int]:
    """How much a sentence tells, the least first: what is still to be filled, what another says, too, what
    has no figure; of like ones those of the sections and items that have most."""
    sentence = sentence_at(draft, spot)
    mine = frozenset(shingles(sentence.text))
    others = (
        s for i in parts for j, s in enumerate(draft.sections[i].sentences) if Spot(i, j) != spot
    )  # fmt: skip
    is_said = any(overlap(mine, frozenset(shingles(one.text))) >= _SAME for one in others) if mine else False
    rank = 0 if sentence.blanks else 1 if is_said else 2 if not _FIGURE.search(sentence.text) else 3
    starts = ITEM.match(sentence.text) is not None
    return rank, int(starts), -spot.sentence, -len(sentence.text)
