"""A section of so many items, （一）… or 一是…: those that tell least go, with all that stands under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from draftbot.chinese.enumerators import ITEM
from draftbot.domain import Draft, DraftSection, Sentence
from draftbot.drafts.addresses import Spot, sentence_at
from draftbot.drafts.items import starts_item, unnumbered
from draftbot.drafts.rearranging import delete_sentences
from draftbot.drafts.shortening import worth
from draftbot.drafts.without_blanks import of_one_item

IsUsers = Callable[[Sentence], bool]


def items_of(section: DraftSection) -> list[range]:
    """The sentences of each item of a section, of those items that are counted as its first one is; where none
    are counted, each sentence that tells something."""
    texts = [sentence.text for sentence in section.sentences]
    starts = [at for at, sentence in enumerate(section.sentences) if starts_item(sentence)]
    if not starts:
        telling = unnumbered(section)
        return [range(at, at + 1) for at, one in enumerate(section.sentences) if one in telling]
    starts = [at for at in starts if _kind(texts[at]) == _kind(texts[starts[0]])]
    return [range(at, end) for at, end in zip(starts, [*starts[1:], len(texts)], strict=True)]


def with_so_many_items(draft: Draft, part: int, count: int, is_users: IsUsers) -> tuple[Draft, list[str]]:
    """The draft whose section has `count` items at most, and how those begin that are gone. An item that holds
    anything of the user's, or is locked, stays, however many there are."""
    items = items_of(draft.sections[part])
    free = [item for item in items if not any(_stays(draft, part, at, is_users) for at in item)]
    least = sorted(free, key=lambda item: _tells(draft, part, item))
    gone = sorted(least[: max(len(items) - count, 0)], key=lambda item: item.start)
    if not gone:
        return draft, []
    texts = [sentence_at(draft, Spot(part, item.start)).text for item in gone]
    after = delete_sentences(draft, [Spot(part, at) for item in gone for at in item])[0]
    return after.with_part(part, of_one_item(draft, after.sections[part])) if count == 1 else after, texts


def _kind(text: str) -> str:
    match = ITEM.match(text)
    return "" if match is None else "point" if match["point"] else "digits" if match["digits"] else "bracket"


def _stays(draft: Draft, part: int, at: int, is_users: IsUsers) -> bool:
    sentence = sentence_at(draft, Spot(part, at))
    return sentence.is_users or sentence.is_kept or sentence.locked or is_users(sentence)


def _tells(draft: Draft, part: int, item: Sequence[int]) -> tuple[int, int]:
    """What an item tells at most, that behind first of two that tell as much."""
    return max(worth(draft, Spot(part, at), [part])[0] for at in item), -item[0]
