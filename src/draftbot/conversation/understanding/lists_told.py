"""A list told in the place of what a part tells: 打算三条：甲；乙；丙, 问题留两条就行：…, 不足改成两个，一个…，另一个….

Who says how many there are of a part and then tells so many has told all of it; so has who says that they stand
instead of what is there. What is added to a part, or is of one of its items, is none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.enumerators import ITEM, enumerators_in, without_enumerator
from draftbot.chinese.numerals import write_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import items_of, parts_of, without_quoted
from draftbot.conversation.understanding.naming import by_role, parts_counted
from draftbot.conversation.understanding.others_out import says_no_rest
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.told_of_a_part import TELLS_NO_WORK
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import NUMBER, count_of, is_question, telling
from draftbot.drafts.addresses import Where, heads_of

_LONGEST_ORDER, _LONGEST, _LEAST = 40, 1500, 2
_SENTENCE = re.compile(r"[^。！!\n]+[。！!\n]*")
_MARKS = "，,；;。！! \n"


@dataclass(frozen=True, slots=True)
class ListTold:
    """What stands before the list in a message, the actions that tell it, and what stands behind."""

    before: str
    actions: tuple[do.Action, ...]
    behind: str


def list_told(said: str, view: View) -> ListTold | None:
    """The one list that a message tells for a part of the draft; None where it tells none."""
    if view.draft is None or len(said) > _LONGEST:
        return None
    sentences = [match.span() for match in _SENTENCE.finditer(without_quoted(said))]
    for n, (start, end) in enumerate(sentences):
        for cut in _cuts(said[start:end]):
            last = _end_of_list(said, sentences, n)
            for begin in _begins(said[start : start + cut]):
                order = Wish(said[start + begin : start + cut].strip(_MARKS + "：:"), view)
                if (
                    said[start + cut] not in "：:"
                    and count_in(order) < _LEAST
                    and not _has_list(said[start + cut :])
                ):
                    continue
                items = items_listed(said[start + cut : last].strip(_MARKS + "：:"), count_in(order))
                if actions := _told(order, items, view):
                    behind = said[last:].strip(_MARKS)
                    behind = "" if says_no_rest(behind) else behind
                    return ListTold(said[: start + begin].strip(_MARKS), tuple(actions), behind)
    return None


def _has_list(behind: str) -> bool:
    """Whether what stands behind a comma is counted, or is told instead of what is there."""
    text = behind.strip(_MARKS)
    return any(start == 0 for start, _ in enumerators_in(text)) or bool(_one_of_them().match(text))


def _begins(order: str) -> list[int]:
    """Where an order may begin: at its last clause, else where its sentence does."""
    commas = [m.end() for m in re.finditer("[，,；;]", order.rstrip(_MARKS))]
    return [commas[-1], 0] if commas else [0]


def _told(order: Wish, items: Sequence[str], view: View) -> list[do.Action]:
    """A part told by its items, or so many of its items told anew."""
    if several := _several_items(order, view):
        is_each = len(several) == len(items)
        return (
            [do.RetellItem(where, text) for where, text in zip(several, items, strict=True)]
            if is_each
            else []
        )
    if part := _part_told(order, items):
        return [do.TellPart("；".join(numbered_as(items, part, view)), part, only=True)]
    return []


def _several_items(order: Wish, view: View) -> list[Where]:
    """问题第二、三条换成: the items of a part that are counted."""
    match = _counted_items().search(order.plain)
    instead = match and re.search(telling("instead"), order.plain[match.end() :])
    part = part_named(Wish(order.text[: match.start()], view)) if match and instead else ""
    numbers = parts_counted(match["ns"]) if match and part else []
    if not match or len(numbers) < _LEAST or view.draft is None:
        return []
    at = [section.heading for section in view.draft.sections].index(part)
    heads = heads_of(view.draft, at)
    brackets = [head for head in heads if head[1][0] in "（("]
    counted = brackets or heads
    if any(not 0 < n <= len(counted) for n in numbers):
        return []
    return [Where(part, point=counted[n - 1][2]) for n in numbers]


@cache
def _counted_items() -> re.Pattern[str]:
    first = order_words("ordinal")
    return re.compile(
        rf"(?:{first})(?P<ns>{NUMBER}(?:(?:、|{order_words('up to')}|{telling('joins things')})(?:{first})?{NUMBER})+)(?:{order_words('counted')})"
    )


def _cuts(sentence: str) -> Iterator[int]:
    """Where an order may end and what it tells begin: at the colon, else at a comma."""
    masked = without_quoted(sentence)
    colon = re.search("[：:]", masked[:_LONGEST_ORDER])
    if colon:
        yield colon.start()
        return
    yield from (m.start() for m in re.finditer("[，,；;]", masked[:_LONGEST_ORDER]))


def _end_of_list(said: str, sentences: Sequence[tuple[int, int]], n: int) -> int:
    """Behind the sentence, and those that go on counting."""
    end = sentences[n][1]
    for start, behind in sentences[n + 1 :]:
        numbers = enumerators_in(said[start:behind])
        if not numbers or numbers[0][0] > 0:
            break
        end = behind
    return end


def items_listed(text: str, count: int) -> list[str]:
    """What a list tells one by one; its only text where it counts one."""
    numbers = enumerators_in(text)
    if len(numbers) > 1 and numbers[0][0] == 0:
        return [without_enumerator(item).strip(_MARKS) for item in items_of(text)]
    starts = list(_one_of_them().finditer(text))
    if len(starts) > 1 and starts[0].start() == 0:
        ends = [*(m.start() for m in starts[1:]), len(text)]
        return [text[m.end() : end].strip(_MARKS) for m, end in zip(starts, ends, strict=True)]
    pieces = [piece.strip(_MARKS) for piece in re.split("[；;]", text) if piece.strip(_MARKS)]
    by_commas = parts_of(text.rstrip(_MARKS))
    if len(pieces) == 1 and count == len(by_commas) > 1:
        return by_commas
    return pieces


def _part_told(order: Wish, items: Sequence[str]) -> str:
    """The part that is told by a list; "" where it is not all of one that is told."""
    plain, count = order.plain, count_in(order)
    if not items or is_question(plain) or any(len(item) < 2 for item in items):
        return ""
    if order.sentence or order.names_an_item or names_one().search(plain) or order.quotes:
        return ""
    is_instead = re.search(f"{telling('instead')}|{order_words('keeps so many')}", plain) is not None
    if count and len(items) != count:
        return ""
    if not count and not (is_instead and (len(items) > 1 or _is_bare_behind_a_remark(order))):
        return ""
    part = part_named(order)
    if not is_instead and not _is_short(part, order.view):
        return ""
    rest = plain.replace(part, "")
    if not part or re.search(f"{_adds().pattern}", rest) or _divides().search(plain):
        return ""
    return part


def _is_short(part: str, view: View) -> bool:
    """Whether a part is one that is told in a few items: what was done is told in more, though two of its
    matters may be counted."""
    return any(one.heading == part and one.role in TELLS_NO_WORK for one in view.sections)


def _is_bare_behind_a_remark(order: Wish) -> bool:
    """体会那段太虚，换成: the part was named by what is said of it, and the order names nothing."""
    *remarks, last = parts_of(order.plain)
    return bool(remarks) and re.fullmatch(f"(?:{telling('instead')}|{telling('takes')})+", last) is not None


def part_named(order: Wish) -> str:
    """The one top part that an order names, by its heading, by its number, or by what it does."""
    tops = {s.heading for s in order.view.sections if s.level == 1}
    bare = Wish(_so_many().sub("", order.text), order.view)
    named = [bare.section] if bare.section else by_role(order.view, bare.content)
    return named[0] if len(named) == 1 and named[0] in tops else ""


def count_in(order: Wish) -> int:
    """How many an order says there are; 0 where it does not say."""
    found = list(_so_many().finditer(to_simplified(order.plain)))
    is_degree = found and re.match(order_words("a little"), found[-1].group())
    return count_of(found[-1]["n"]) or 0 if found and not is_degree else 0


def numbered_as(items: Sequence[str], part: str, view: View) -> list[str]:
    """The items as the part counts its own."""
    if len(items) < 2 or view.draft is None:
        return list(items)
    texts = [s.text for section in view.draft.sections if section.heading == part for s in section.sentences]
    numbers = [match.group() for text in texts if (match := ITEM.match(text))]
    is_bracketed = bool(numbers) and all(number[0] == "（" for number in numbers)
    point = words_in("words_of_wishes", "is")[0]
    marks = (f"（{write_number(n)}）" if is_bracketed else f"{write_number(n)}{point}" for n in range(1, 99))
    return [f"{mark}{item}" for mark, item in zip(marks, items, strict=False)]


@cache
def _so_many() -> re.Pattern[str]:
    """留两条就行, 一共三个方面."""
    return re.compile(
        rf"(?<!{order_words('ordinal')})(?P<n>{NUMBER})(?:{order_words('of a count')})?"
        rf"(?:{order_words('so many of a part')})(?:{order_words('roughly ends', 'will do')}|[，,])*$"
    )


@cache
def _one_of_them() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[，,；;]))(?:{order_words('one of them')})(?:{order_words('equals')})?")


@cache
def names_one() -> re.Pattern[str]:
    """第三条, 巡河那条: one item of a part."""
    return re.compile(
        rf"(?:{order_words('ordinal')}){NUMBER}[^，,]{{0,6}}?(?:{order_words('counted')})|{order_words('an item', 'a sentence', 'a half')}|[（(]\w{{1,3}}[）)]"
    )


@cache
def _adds() -> re.Pattern[str]:
    return re.compile(rf"(?:{order_words('adds more')})")


@cache
def _divides() -> re.Pattern[str]:
    return re.compile(rf"(?:{telling('divides')})|(?:{telling('small headings')})")
