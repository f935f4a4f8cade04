"""Orders given of a draft by its own words: what, what becomes of it, where it goes, and the text that is told.

A message is read clause by clause. An order is one only where what it names is found in the draft; what it
names is meant as the draft stood before the message, whatever was ordered before it. What fits several
equally is asked about. All else of the message is read as anything else that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import forms_of_items
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.blanks_answered import blank_answered
from draftbot.conversation.understanding.ordered_clauses import (
    LONGEST_WHAT,
    STOPS,
    Order,
    is_marked,
)
from draftbot.conversation.understanding.referents import order_words, text_of
from draftbot.conversation.understanding.text_orders import TextOrders
from draftbot.conversation.understanding.words import telling
from draftbot.drafts.addresses import LAST, Spot

_LONGEST = 1500


@dataclass
class Ordered:
    """A message in pieces: what was read as orders, and what else it says, in their order."""

    pieces: list[str | Order] = field(default_factory=list)

    @property
    def has_orders(self) -> bool:
        return any(isinstance(one, Order) for one in self.pieces)


def desk_orders(
    said: str, view: View, is_order: Callable[[str], bool]
) -> list[str | tuple[do.Action, ...]] | None:
    """What a message orders of the draft, and between that the words that order nothing of it; None where
    no order is found."""
    if view.draft is None or len(said) > _LONGEST or not view.draft.sections:
        return None
    found = _Reading(said, view, is_order).read()
    if not found.has_orders:
        return None
    return [one if isinstance(one, str) else one.actions for one in found.pieces]


def orders_something(text: str, view: View) -> bool:
    """Whether words that were taken for a text to print order something of the draft: 甲那句接到乙后面合成一句."""
    if view.draft is None or not view.draft.sections or len(text) > _LONGEST:
        return False
    reading = _Reading(text, view)
    return any(reading.is_like_an_order(at) for at in range(len(reading.spans)))


class _Reading(TextOrders):
    """Reads a message clause by clause, and what leans on the clauses before."""

    def read(self) -> Ordered:
        found = Ordered()
        at = 0
        while at < len(self.spans):
            order, end = self._with_text(at)
            if order is None and (exactly := self._where_exactly(at)):
                order, end = exactly, at + 1
            if order is None and (right := self._put_right(at)):
                order, end = right, at + 2
            if order is None and (items := self._of_items(at)):
                order, end = items
            if order is None and (all_but := self._all_but_kept(at)):
                order, end = all_but, at + 2
            if order is None and forms.not_said().match(self._bare(at)[1]):
                found.pieces.append(Order((do.NotUnderstood(self._bare(at)[0], (do.Undo(),)),)))
                at += 1
                continue
            if order is None and self._goes_on(at):
                at += 1
                continue
            if order is None:
                order, end = self._order(at), at + 1
            if order is None:
                order, end = self._of_what_was_said(at, found)
            if order is None:
                found.pieces.append(self._text(at, at + 1))
                self.last = None
                self.topic = re.split(order_words("is said"), self._bare(at)[0], maxsplit=1)[0]
                at += 1
                continue
            if order.scope:
                self.scope = order.scope
            if self.undone and found.pieces and found.pieces[-1] is self.undone:
                found.pieces.pop()
            found.pieces.append(order)
            self.last, self.undone, at = order, None, end
        found.pieces = list(_joined(found.pieces))
        return found

    def _of_items(self, at: int) -> tuple[Order, int] | None:
        """What a clause, with the one behind it, does to whole items, or to all sentences of a kind."""
        return self._made_one_item(at) or self._blank_ones_out(at) or self._listed_out(at)

    def _put_right(self, at: int) -> Order | None:
        """理发那句“免费理发2次”错了，应该是5次: the figure of that kind in that sentence."""
        said, masked = self._bare(at)
        match = forms.is_wrong().fullmatch(masked)
        rather = (
            forms.is_rather().fullmatch(self._bare(at + 1)[1]) if match and at + 1 < len(self.spans) else None
        )
        spots = self._meant(said[slice(*match.span("what"))]) if match else []
        if not match or not rather or len(spots) != 1:
            return None
        unit = re.sub(r"[\d.]", "", rather["value"])
        text = self.of.draft.part(spots[0].section).sentences[spots[0].sentence].text
        within = said[slice(*match.span("quote"))].strip('“”"「」') or text
        olds = re.findall(rf"\d[\d.]*{re.escape(unit)}", within) if unit else []
        if len(olds) != 1 or within not in text:
            return None
        return Order(
            (
                do.EditSentence(
                    self.of.where(spots[0]), text.replace(within, within.replace(olds[0], rather["value"]))
                ),
            )
        )

    def _all_but_kept(self, at: int) -> Order | None:
        """整改措施里除了温度计那句，其他的全部删掉."""
        if at + 1 >= len(self.spans) or not forms.rest_out().fullmatch(self._bare(at + 1)[1]):
            return None
        said, masked = self._bare(at)
        match = forms.all_but().fullmatch(masked)
        part = self.of.stretch(said[slice(*match.span("part"))]) if match else None
        if match is None or part is None:
            return None
        kept: set[Spot] = set()
        for one in re.split(forms.joining(), forms.mark().sub("", said[slice(*match.span("kept"))])):
            spots = self.of.sentences(forms.mark().sub("", one), part)
            if not spots:
                return None
            kept |= set(spots)
        others = [Spot(part.section, i) for i in part.told]
        return Order(tuple(do.DeleteSentence(self.of.where(s)) for s in others if s not in kept))

    def _goes_on(self, at: int) -> bool:
        """Whether a clause says no more than to do what was just done: …减少89万人次，填上."""
        fills = self.last and all(isinstance(a, do.FillBlank) for a in self.last.actions)
        return bool(fills and forms.bare_fill().fullmatch(self._bare(at)[1]))

    def _of_what_was_said(self, at: int, found: Ordered) -> tuple[Order | None, int]:
        """光伏是明年的事，挪到计划里去; 甲那句今年没搞，删掉; …。这个写到第一条后面."""
        if not found.pieces or not isinstance(found.pieces[-1], str) or self._is_asked(at):
            return None, at
        clauses = list(_back(found.pieces))
        before = clauses[0].rstrip("，,。！!；;？?\n ")
        said, masked = self._bare(at)
        if (fill := blank_answered(before, self.of)) and forms.bare_fill().fullmatch(masked):
            found.pieces.pop()
            return Order((fill,)), at + 1
        order: Order | None = None
        if match := forms.bare_move().fullmatch(masked):
            order, count = self._topic_put(clauses, said[slice(*match.span("place"))])
            del found.pieces[len(found.pieces) - max(count - 1, 0) :]
        if order is None and (match := forms_of_items.put_as_item().fullmatch(masked)):
            told = "".join(reversed(clauses)).strip("，,。；; \n")
            if order := self._as_new_item(told, said[slice(*match.span("place"))]):
                del found.pieces[len(found.pieces) - len(clauses) + 1 :]
        is_surely = re.match(rf"{forms.up()}(?:{order_words('surely moves')})", masked)
        is_remark = self._names_or_forbids(before) or (is_surely and self._is_remark(before))
        if order is None and not is_remark and (place_told := self._moves_told(at)):
            told = self._without_label("".join(reversed(clauses)).strip("，,。；; \n"))
            del found.pieces[len(found.pieces) - len(clauses) + 1 :]
            heading, place = place_told
            put = (
                do.AddFact(told, heading) if place == LAST else do.AddSentence(text_of(told), heading, place)
            )
            order = Order((put,), told)
        if order is None and (match := forms.alone_said().fullmatch(masked)):
            order = self._on_its_own(before)
        if order is None and forms.bare_out().fullmatch(masked):
            order, count = self._all_out(clauses)
            del found.pieces[len(found.pieces) - max(count - 1, 0) :]
        if order is None and (match := forms_of_items.pointed_out().fullmatch(masked)):
            order = self._pointed_out(before, match["mark"])
        if order is None and (match := forms.joins_said().fullmatch(masked)):
            topic = re.sub(rf"(?:{order_words('is one thing')})$", "", before)
            order = self._as_one(topic, match, said)
        if order is None:
            return None, at
        found.pieces.pop()
        return order, at + 1

    def _pointed_out(self, before: str, mark: str) -> Order | None:
        """水价多少别提了，那半句去掉: what the clause before speaks of, out."""
        ends = re.sub(rf"(?:{order_words('takes out')}){forms.ends()}$", "", before)
        topic = re.split(order_words("is said"), ends, maxsplit=1)[0] or ends
        gone = self._gone(f"{topic}{mark}") if 1 < len(topic) <= LONGEST_WHAT else []
        return Order(tuple(gone)) if gone else None

    def _is_remark(self, clause: str) -> bool:
        """Whether a clause says of what it names that it is something or not: 不是成绩, 护林员年龄是问题."""
        return re.search(rf"{order_words('is said')}", clause) is not None

    def _names_or_forbids(self, clause: str) -> bool:
        """Whether a clause names something of the draft by its number or as that sentence, or says where
        something shall not stand: no text to be printed."""
        names = self.of.counted(clause, self.scope) is not None or forms.points_at().search(clause)
        forbids = rf"(?:{order_words('not')})(?:{order_words('moves')})(?:{order_words('into')})?"
        return bool(names or re.search(forbids, clause))

    def _topic_put(self, clauses: Sequence[str], place: str) -> tuple[Order | None, int]:
        """缺资金600万是问题，不是成绩，挪到存在的不足里: what the sentence speaks of first, moved."""
        for count in range(len(clauses), 0, -1):
            bare = clauses[count - 1].strip("，,。；; ")
            topic = re.split(rf"{order_words('is said')}|{order_words('not')}", bare, maxsplit=1)[0]
            if counted := forms.counted().match(topic):  # 问题第一句放错地方了
                topic = counted.group()
            if not topic or len(topic) > LONGEST_WHAT:
                continue
            is_named = is_marked(topic) or self.of.counted(topic, self.scope) is not None
            if order := (self._put if is_named else self._half_put)(topic, place, True):
                return order, count
        return None, 0

    def _all_out(self, clauses: Sequence[str]) -> tuple[Order | None, int]:
        """What the clauses before name shall go: 甲那句和乙那句今年没搞，丙是去年的，都删掉."""
        gone: list[list[do.Action]] = []
        count = 0
        for clause in clauses:
            named = forms.each().findall(clause)
            if not named and (topic := self._last_years(clause)):
                named = re.split(forms.joining(), topic)
            found = [self._gone(one) or self._sentence_gone(one) for one in named if len(one) > 1]
            if not found or not all(found):
                break
            gone = [*found, *gone]
            count += 1
        return (Order(tuple(a for some in gone for a in some)) if gone else None), count

    def _last_years(self, clause: str) -> str:
        """What a clause says it is not this year's: 充电棚也是去年的."""
        match = forms.is_past().fullmatch(to_simplified(clause).strip("，,。；; "))
        return clause[slice(*match.span("what"))] if match else ""

    def _without_label(self, text: str) -> str:
        label, colon, told = text.partition("：")
        if colon and re.fullmatch(rf"(?:{telling('leads', 'adds')})+", to_simplified(label)):
            return told  # 补充：…
        heads = [p.head for p in self.of.points if p.is_headed and p.head in to_simplified(label)]
        stretch = self.of.stretch(label) if colon and told else None
        return told if (stretch and stretch.is_headed) or (heads and colon and told) else text


def _joined(pieces: Sequence[str | Order]) -> Iterator[str | Order]:
    """Clauses that order nothing, as they were said in a row."""
    said = ""
    for one in pieces:
        if isinstance(one, str):
            said += one
            continue
        if said:
            yield said
        said = ""
        yield one
    if said:
        yield said


def _back(pieces: Sequence[str | Order]) -> Iterator[str]:
    """The clauses before that order nothing, the last first, back to the end of a sentence."""
    for n, one in enumerate(reversed(pieces)):
        if not isinstance(one, str) or (n and one.rstrip()[-1:] in STOPS):
            return
        yield one
