"""The text that stands instead of what a part tells, whole as it was typed: 打算改成：1.…，…。2.…。

What is told so may say what the draft or a fact says already, give figures, quote, and order: none of that is
read for itself. It goes on to the next part that is told so, or to the first sentence behind its last item that
is surely an order of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.enumerators import enumerators_in
from draftbot.chinese.numerals import write_number
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import without_quoted
from draftbot.conversation.understanding.lists_told import (
    count_in,
    items_listed,
    names_one,
    numbered_as,
    part_named,
)
from draftbot.conversation.understanding.others_out import says_no_rest
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import is_question, telling

_HEAD = re.compile(r"(?:^|(?<=[。；;！!\n]))(?P<head>[^。；;！!\n：:]{2,40})[：:]")
_SENTENCE = re.compile(r"[^。！!\n]+[。！!\n]*")
_MARKS = "，,；;。！! \n"
_LEAST, _LONGEST, _LONGEST_HEADING = 2, 20_000, 18


@dataclass(frozen=True, slots=True)
class _Order:
    """The part that is told anew, how many items are said (0 where it is not), and whether they stand instead of
    what is there."""

    part: str
    count: int
    is_instead: bool


def texts_of_parts(
    said: str, view: View, is_order: Callable[[str], bool]
) -> list[str | tuple[do.Action, ...]] | None:
    """The pieces of a message: those that tell the text of a part, each as what is done, and the others as typed;
    None where it tells none. `is_order` tells whether a sentence is surely an order."""
    if view.draft is None or len(said) > _LONGEST:
        return None
    orders = [
        (match, order)
        for match in _HEAD.finditer(without_quoted(said))
        if (order := _part_told(said[slice(*match.span("head"))], view))
    ]
    pieces, at = list[str | tuple[do.Action, ...]](), 0
    for n, (head, order) in enumerate(orders):
        end = orders[n + 1][0].start() if n + 1 < len(orders) else len(said)
        length = _length_of_text(said[head.end() : end], is_order)
        text = said[head.end() : head.end() + length].strip(_MARKS)
        if not _says_something(text, order):
            continue
        pieces += [said[at : head.start()].strip(_MARKS), (_told(text, order, view),)]
        at = head.end() + length
        if says_no_rest(said[at:end].strip(_MARKS)):
            at = end
    return [piece for piece in (*pieces, said[at:].strip(_MARKS)) if piece] if at else None


def _part_told(head: str, view: View) -> _Order | None:
    """What a head orders to be told anew; None where it orders anything else."""
    order = Wish(head.strip(_MARKS), view)
    count = count_in(order)
    is_instead = count >= _LEAST or re.search(telling("instead", "puts otherwise"), order.plain) is not None
    writes = re.search(rf"(?:{telling('writes')})$", order.plain) is not None
    if not (is_instead or writes) or is_question(order.plain):
        return None
    if order.sentence or order.names_an_item or order.quotes or names_one().search(order.plain):
        return None
    part = part_named(order)
    is_other = re.search(_of_something_else(), order.plain.replace(part, "")) is not None
    return _Order(part, count, is_instead) if part and not is_other else None


@cache
def _of_something_else() -> str:
    """What adds to a part, or tells its small headings."""
    return rf"{order_words('adds more')}|{telling('small headings')}"


def _says_something(text: str, order: _Order) -> bool:
    """Whether a text is as many items as were told, or more than a heading or several; where it is only written,
    it counts what it tells."""
    items = items_counted(text, order.count)
    if not order.is_instead and len(items) < _LEAST:
        return False
    if order.count and len(items) == order.count:
        return True
    return any(len(item) > _LONGEST_HEADING or re.search("[，,。]", item) for item in items or [text])


def _length_of_text(behind: str, is_order: Callable[[str], bool]) -> int:
    """How far a text goes on: over all that is counted in it, and on to the sentences at its end that are surely
    orders."""
    numbers = enumerators_in(behind)
    last = numbers[-1][0] if numbers else 0
    end = len(behind)
    for match in reversed(list(_SENTENCE.finditer(behind))):
        sentence = match.group().strip(_MARKS)
        if match.start() <= last or not (is_order(sentence) or says_no_rest(sentence)):
            break
        end = match.start()
    return end


def _told(text: str, order: _Order, view: View) -> do.Action:
    items = items_counted(text, order.count)
    is_short = len(items) >= _LEAST and not any("。" in item for item in items)
    told = "；".join(numbered_as(items, order.part, view)) if is_short else text
    return do.TellPart(told, order.part, only=True)


def items_counted(text: str, count: int) -> list[str]:
    """What a text counts off, without the numbers, or lists as many of as `count` says; [] where it does neither. A
    digit without a mark counts (1换灯 2修门) where as many are told."""
    numbers = enumerators_in(text)
    if len(numbers) < _LEAST or numbers[0][0] > 0:
        numbers = list(_one_after_the_other(text, count))
    if not numbers:
        listed = items_listed(text, count)
        return listed if len(listed) == count else []
    ends = [*(start for start, _ in numbers[1:]), len(text)]
    return [text[behind:end].strip(_MARKS) for (_, behind), end in zip(numbers, ends, strict=True)]


def _one_after_the_other(text: str, count: int) -> Sequence[tuple[int, int]]:
    """The places of 1, 2, 3 … one behind the other, the first at the beginning: marked (1.3月…。2.…), or bare
    where `count` says so many."""
    for write, mark in ((str, r"[.．、)）]"), (write_number, "[、.．]"), (str, r"(?=[\u4e00-\u9fff])")):
        found: list[tuple[int, int]] = []
        at = 0
        while match := re.compile(rf"(?:^|(?<=[\s，,；;。])){write(len(found) + 1)}{mark}").search(text, at):
            found.append(match.span())
            at = match.end()
        if len(found) >= _LEAST and found[0][0] == 0 and (mark[0] == "[" or len(found) == count):
            return found
    return []
