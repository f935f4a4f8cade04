"""What one part is to be divided into: 主要做法下面列三个小标题：甲、乙、丙, 把措施改成甲、乙、丙三块.

A list of short headings, said with the name of a part of the paper, is for that part: other parts stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from draftbot.chinese.enumerators import enumerators_in, without_enumerator
from draftbot.chinese.numerals import HAN, value_of
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import items_of, parts_of, without_quoted
from draftbot.conversation.understanding.points_named import points_in
from draftbot.conversation.understanding.texts_told import is_label
from draftbot.conversation.understanding.told_outline import headings_listed
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import NUMBER, telling
from draftbot.corpus.roles import role_of
from draftbot.domain import OutlineSection, Role
from draftbot.drafts.addresses import heading_of, heads_of

_LEAST, _LONGEST_ORDER, _LONGEST_LIST = 2, 60, 300
# What small headings of a part of the work are not about.
_OF_OTHER_PARTS = frozenset((Role.PROBLEMS, Role.PLANS, Role.CLOSING, Role.OVERVIEW))
# Of these so many points are told, not headings: 打算写三点：….
_TELLS_NO_WORK = frozenset((Role.PROBLEMS, Role.PLANS, Role.CLOSING, Role.EXPERIENCE))
_NUMBERED = re.compile(rf"\s*(?:[（(][{HAN}\d]{{1,2}}[）)]|\d{{1,2}}[.．、](?!\d)|[①-⑩])")
_SENTENCES = re.compile(rf"(?<=[。！!])|\n(?=[^（(\d①-⑩{HAN}])")


def with_small_headings(message: str, view: View) -> tuple[str, list[do.Action], str]:
    """What stands before the small headings that a message tells for one part, these, and what stands behind."""
    if not any(section.level == 1 for section in view.sections):
        return message, [], ""
    pieces = [piece for piece in _SENTENCES.split(message) if piece.strip()]
    for at, piece in enumerate(pieces):
        if told := _told(piece.strip().rstrip("。！!"), view):
            return "".join(pieces[:at]).strip(), told, "".join(pieces[at + 1 :]).strip()
    return message, [], ""


def _told(text: str, view: View) -> list[do.Action]:
    for order, listed, count in _lists(text):
        said = _Order(order, count, view)
        part = said.part
        if part is None:
            continue
        headings = tuple(map(without_enumerator, headings_listed(listed, count)[1]))
        if any(mark in heading for heading in headings for mark in "，,。"):
            headings = ()  # sentences
        if headings and said.divides(listed, headings) and not _is_of_the_paper(headings, part, said):
            return [do.SetPoints(part.heading, headings)]
        if len(parts_of(order)) > 1 and said.tells_anew and _tells_items(listed):
            return [do.TellPart(listed, part.heading, only=True)]
    return []


def _lists(text: str) -> Iterator[tuple[str, str, str]]:
    """How a sentence may part into an order and what it lists, with how many it says they are."""
    masked = without_quoted(text)
    colon = re.search("[：:]", masked)
    if colon and colon.start() <= _LONGEST_ORDER:
        order, listed = text[: colon.start()], text[colon.end() :]
        if counted := _counted_behind().search(listed):
            order, listed = order + counted.group(), listed[: counted.start()]
        count = _count().search(order)
        yield order, listed, count["n"] if count else ""
    elif not colon and len(text) <= _LONGEST_LIST:
        for form in (_before_the_order(), _by_a_list()):
            if match := form.match(text):
                yield match["order"] + match["count"], match["list"], match["n"]
        for match in _behind_the_verb().finditer(text):
            order = text[: match.start("list")] + text[match.end("list") :]
            yield order, match["list"], match["n"] or ""


class _Order:
    """What is said of a part beside the headings that it is to have."""

    def __init__(self, text: str, count: str, view: View) -> None:
        self._text, self._count, self._view = text, count, view
        self._old = [name for name in _points(view) if name in text]
        self._of_headings = re.search(telling("small headings"), text) is not None
        plain = text
        for name in self._old:
            plain = plain.replace(name, "、")
        plain = _count().sub("", plain)
        self._wish = Wish(re.sub(telling("small headings"), "", plain), view)

    @property
    def part(self) -> OutlineSection | None:
        """The one part of the paper that the order names, by name, by number, or as the one amidst others."""
        if self._wish.sentence or self._wish.names_an_item or self._wish.says("of the whole title"):
            return None
        tops = [section for section in self._view.sections if section.level == 1]
        named = [section for section in tops if section.heading == self._wish.section]
        if named and (self._is_whole or not self._wish.says("whole")):
            return named[0]
        if not named and len(self._old) >= _LEAST and (held := _holding(self._old, self._view)):
            return next((section for section in tops if section.heading == held), None)
        amidst = re.search(telling("amidst"), self._wish.plain) and not self._wish.sections
        return _middle(tops, self._view) if amidst else None

    @property
    def _is_whole(self) -> bool:
        return self._wish.section in self._wish.plain or bool(self._wish.numbers_of_sections)

    @property
    def tells_anew(self) -> bool:
        return re.search(telling("tells anew"), self._wish.plain) is not None

    def divides(self, listed: str, headings: Sequence[str]) -> bool:
        """Whether it asks for headings: it calls them so, counts them as parts, names those that go, or is
        but the name of a part with a numbered list behind it."""
        if self._of_headings or len(self._old) >= _LEAST:
            return True
        if enumerators_in(listed) and not _NUMBERED.match(listed):
            return False  # 写三点：一是抓培训，二是… tells them
        tells_work = self.part is not None and self.part.role not in _TELLS_NO_WORK
        if self._count and value_of(self._count).low == len(headings):
            return tells_work or re.search(telling("divides"), self._text) is not None
        return tells_work and is_label(self._wish) and _NUMBERED.match(listed) is not None

    def names(self, heading: str) -> bool:
        return heading in self._text


def _is_of_the_paper(headings: Sequence[str], part: OutlineSection, order: _Order) -> bool:
    """Whether headings are those of a paper, not of one of its parts: 总结分三块：做法、问题、打算."""
    if part.role is not Role.WORK and order.names(part.heading):
        return False
    others = [h for h in headings if role_of(h) in _OF_OTHER_PARTS and role_of(h) is not part.role]
    return len(others) >= _LEAST or (bool(others) and not order.names(part.heading))


def _tells_items(listed: str) -> bool:
    return len(items_of(listed)) >= _LEAST and bool(enumerators_in(listed))


def _points(view: View) -> list[str]:
    below = [section.heading for section in view.sections if section.level > 1]
    return list(dict.fromkeys((*below, *points_in(view))))


def _holding(points: Sequence[str], view: View) -> str:
    """The one part of the draft whose small headings these are."""
    heads = heads_of(view.draft) if view.draft else []
    held = (
        {heading_of(view.draft, spot.section) for spot, _, head in heads if head in points}
        if view.draft
        else set()
    )
    return held.pop() if len(held) == 1 else ""


def _middle(tops: Sequence[OutlineSection], view: View) -> OutlineSection | None:
    """Of the parts between the first and the last the one that is divided, else the one that tells the work."""
    inner = tops[1:-1]
    heads = view.headings
    divided = [
        top
        for top in inner
        if (at := heads.index(top.heading) + 1) < len(heads) and view.sections[at].level > 1
    ]
    work = [top for top in inner if top.role is Role.WORK]
    found = divided or work or inner
    return found[0] if len(found) == 1 else None


@cache
def _count() -> re.Pattern[str]:
    """五个方面, 四块, 这三个小标题."""
    return re.compile(rf"(?<!第){_counted_as_headings()}")


@cache
def _counted_behind() -> re.Pattern[str]:
    """甲、乙、丙这三个小标题."""
    return re.compile(rf"{_counted_as_headings()}(?:{telling('ends')}|{telling('behind a list')})*$")


def _counted_as_headings() -> str:
    parts, heads = any_of(words_in("outlines_told", "parts")), telling("small headings")
    return rf"(?P<count>(?:{telling('points at')})?(?P<n>{NUMBER})(?:{telling('of a count')})*(?:{parts}|{heads}))"


@cache
def _before_the_order() -> re.Pattern[str]:
    """甲、乙、丙，主要做法就分这三个小标题."""
    return re.compile(
        rf"(?P<list>[^，,。；;]+?、[^，,。；;]+?)[，,](?P<order>[^，,。；;]+?){_counted_as_headings()}(?:$|[，,])"
    )


@cache
def _by_a_list() -> re.Pattern[str]:
    """主要做法别叫任务分工，按甲、乙、丙这三块写，加小标题."""
    return re.compile(
        rf"(?P<order>.*?)[，,]?(?:{telling('by a list')})(?P<list>[^，,。；;]+?、[^，,。；;]+?){_counted_as_headings()}"
        rf"(?:{telling('behind a list')}|{telling('ends')})*(?:$|[，,][^，,]*(?:{telling('small headings')})[^，,]*$)"
    )


@cache
def _behind_the_verb() -> re.Pattern[str]:
    """改成甲、乙、丙四块."""
    parts, heads, of = (
        any_of(words_in("outlines_told", "parts")),
        telling("small headings"),
        telling("of a count"),
    )
    verbs = f"{telling('instead')}|{telling('puts otherwise')}|{telling('divides')}"
    counted = rf"(?P<n>{NUMBER})(?:(?:{of})+(?:{parts}|{heads})?|{parts}|{heads})"
    return re.compile(
        rf"(?P<verb>(?:{verbs})[成为]?)(?P<list>[^，,。；;]+?、[^，,。；;]+?)"
        rf"(?:(?:{telling('points at')})?(?:{counted}|{heads}))?(?:{telling('behind a list')}|{telling('ends')})*$"
    )
