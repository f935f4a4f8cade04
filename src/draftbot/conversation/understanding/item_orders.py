"""Orders of whole items: taken out, put elsewhere, in one another's place, made one, told anew, one more of them."""

from __future__ import annotations

import re

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.understanding import forms_of_items
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.clauses import quoted_in
from draftbot.conversation.understanding.items_named import (
    NUMBERED,
    is_named_as_item,
    item_around,
    item_named,
    items_in_each,
    items_numbered,
    matters_in,
    where_of,
)
from draftbot.conversation.understanding.ordered_clauses import OFFERED, Order, is_marked
from draftbot.conversation.understanding.referents import Stretch, order_words, text_of
from draftbot.conversation.understanding.sentence_orders import SentenceOrders
from draftbot.conversation.understanding.words import OF
from draftbot.drafts.addresses import LAST, Spot, sentence_at
from draftbot.drafts.whole_items import lesser_of


class ItemOrders(SentenceOrders):
    """Reads what is done to items; all else is of sentences."""

    def _item(self, what: str) -> Stretch | None:
        """The item that words call one."""
        if not is_named_as_item(what) and self.of.counted(what, self.scope) is None:
            return None
        return item_named(self.of, what, self.within or self.scope) or item_named(self.of, what)

    def _listed(self, what: str) -> list[str]:
        return (
            [what]
            if forms_of_items.within_an_item().fullmatch(to_simplified(what))
            else super()._listed(what)
        )

    def _gone(self, what: str) -> list[do.Action]:
        if nested := forms_of_items.within_an_item().fullmatch(to_simplified(what)):
            self.within = self._item(what[slice(*nested.span("item"))])
            gone = self._gone(what[slice(*nested.span("what"))]) if self.within else []
            self.within = None
            return gone
        item = self._item(what)
        if item and item.end - item.first > 1:
            return [do.DeleteSentence(where_of(self.of, item))]
        if item:
            return [self._out(Spot(item.section, item.first), what)]
        return self._matter_gone(what) or super()._gone(what)

    def _matter_gone(self, what: str) -> list[do.Action]:
        """Of a sentence of the user's own that tells several matters the one that is named."""
        if not is_marked(what) or self.of.counted(what, self.scope) is not None or quoted_in(what):
            return []
        bare = forms.mark().sub("", what)
        spots = self.of.sentences(bare, self.within)
        if len(spots) != 1:
            return []
        sentence = sentence_at(self.of.draft, spots[0])
        matters = matters_in(self.of, sentence.text) if sentence.is_users else []
        plain, _ = self.of.scoped(bare)
        words = self.of.telling(plain) or [plain]
        held = [one for one in matters if all(word in to_simplified(one) for word in words)]
        return [do.ReplaceText(held[0], "")] if len(matters) > 1 and len(held) == 1 else []

    def _put(self, what: str, place: str, is_surely: bool) -> Order | None:
        item = self._item(what)
        target = self._place_of_item(place, item) if item else None
        if item is None or target is None or item.end - item.first < 1 or self._names_a_fact(what):
            return super()._put(what, place, is_surely)
        heading, at = target
        home = self.of.draft.sections[item.section].heading
        if heading == home and at != LAST and at > item.first + 1:
            at -= item.end - item.first
        return Order((do.MoveSentence(where_of(self.of, item), heading, at),))

    def _names_a_fact(self, what: str) -> bool:
        """Whether words that are no heading's name what the user told as a fact, too: 演练那条."""
        plain = forms.mark().sub("", to_simplified(what))
        words = self.of.telling(plain) or [plain]
        facts = [to_simplified(fact.text) for fact in self.of.view.conversation.facts.facts]
        is_heading = any(point.head == plain for point in self.of.points)
        return not is_heading and any(all(word in fact for word in words) for fact in facts)

    def _place_of_item(self, said: str, moved: Stretch | None = None) -> tuple[str, int] | None:
        """Where an item shall stand: between others, before the first of a part, or at the end of one."""
        plain = re.sub(rf"(?:{order_words('roughly ends')})+$", "", to_simplified(said)).strip("，,。 ")
        if moved and re.fullmatch(order_words("at the front"), plain):
            return self._first_place(moved.section)
        if moved and re.fullmatch(order_words("at the end"), plain):
            return self.of.draft.sections[moved.section].heading, LAST
        match = re.fullmatch(
            rf"(?P<what>.+?)(?:(?P<behind>{order_words('behind')})|(?P<ahead>{order_words('ahead')}))", plain
        )
        if match and (item := self._item_at(match["what"], moved)):
            heading = self.of.draft.sections[item.section].heading
            return heading, (item.end if match["behind"] else item.first) + 1
        bare = re.sub(rf"(?:{OF})?(?:{order_words('at the end', 'within')})+$", "", plain) or plain
        if (part := self.of.stretch(bare)) and not part.number:
            return self.of.draft.sections[part.section].heading, LAST
        first = re.fullmatch(rf"(?P<what>.+?)(?:{OF})?(?:{order_words('at the front')})", plain)
        if first and (part := self.of.stretch(first["what"])) and not part.number:
            return self._first_place(part.section)
        return None

    def _item_at(self, what: str, moved: Stretch | None) -> Stretch | None:
        """The item that a place is beside: by its name, or as the one that says so."""
        within = self.of.whole(moved.section) if moved else self.scope
        item = item_named(self.of, what, within) or item_named(self.of, what)
        if item or not is_marked(what):
            return item
        spots = self.of.sentences(forms.mark().sub("", what))
        return item_around(self.of, spots[0]) if len(spots) == 1 else None

    def _first_place(self, section: int) -> tuple[str, int]:
        items = [p.first for p in self.of.points if p.section == section]
        return self.of.draft.sections[section].heading, min(items, default=0) + 1

    def _swapped(self, said: str, masked: str) -> Order | None:
        match = forms.swaps().fullmatch(masked)
        named = [n for n in re.split(forms.joining(), said[slice(*match.span("what"))]) if n] if match else []
        if len(named) == 2 and all(NUMBERED.fullmatch(to_simplified(one)) for one in named):
            orders = [o for pair in items_in_each(self.of, named) if (o := self._in_each_others_place(*pair))]
            if len(orders) > 1:  # several parts have such items
                perhaps = tuple(order.actions[0] for order in orders if len(order.actions) == 1)
                return Order((do.NotUnderstood(said, perhaps[:OFFERED]),))
            return orders[0] if orders else None
        items = [self._item(one) for one in named]
        if len(items) != 2 or not items[0] or not items[1] or items[0].section != items[1].section:
            return super()._swapped(said, masked)
        return self._in_each_others_place(items[0], items[1])

    def _in_each_others_place(self, one: Stretch, two: Stretch) -> Order | None:
        first, other = sorted((one, two), key=lambda p: p.first)
        if first.end > other.first:
            return None
        heading = self.of.draft.sections[first.section].heading
        forward = do.MoveSentence(where_of(self.of, other), heading, first.first + 1)
        back = do.MoveSentence(where_of(self.of, first), heading, other.end + 1 - (first.end - first.first))
        is_next = first.end == other.first
        return Order((forward,) if is_next else (forward, back))

    def _made_one_item(self, at: int) -> tuple[Order, int] | None:
        """（二）和（四）重复了，合并; 晨检说了两遍，并成一条: two items that tell the same."""
        for end in (at + 2, at + 1):
            if end > len(self.spans) or self._is_asked(at):
                continue
            start, stop = self.spans[at][0], self.spans[end - 1][1]
            masked = self.masked[start:stop].rstrip("，,。！!；;？?\n ")
            match = forms_of_items.merges_items().fullmatch(masked)
            if match is None or not (match["twice"] or match["merges"]):
                continue
            what = self.said[start + match.start("what") : start + match.end("what")]
            named = [one for one in re.split(forms.joining(), what) if one]
            numbers = NUMBERED.findall(to_simplified(what))
            by_number = len(numbers) > 1 and not re.sub(forms.joining(), "", NUMBERED.sub("", what)).strip(
                "，,"
            )
            items: list[Stretch | None] = (
                [*items_numbered(self.of, numbers)] if by_number else [item_named(self.of, n) for n in named]
            )
            if len(named) == 1 and match["twice"] and (once := self._said_once(to_simplified(what))):
                return once, end
            if len(items) == 2 and (order := self._as_one_item(items[0], items[1])):
                return order, end
        return None

    def _said_once(self, what: str) -> Order | None:
        """Of the two sentences that say all of some words the lesser taken out; where one is all that its item
        tells, the two items as one."""
        words = self.of.telling(what) or [what]
        heads = {Spot(p.section, p.first) for p in self.of.points if p.is_headed}
        held = [s for s, text in self.of.texts.items() if s not in heads and all(w in text for w in words)]
        lesser = lesser_of(self.of.draft, *held) if len(held) == 2 else None
        if lesser is None:
            return None
        first, other = (item_around(self.of, spot) for spot in held)
        if first and other and first != other and any(map(_is_all_one, (first, other))):
            return self._as_one_item(first, other)
        return Order((do.DeleteSentence(self.of.where(lesser)),))

    def _as_one_item(self, first: Stretch | None, other: Stretch | None) -> Order | None:
        if not first or not other or first.section != other.section or first.head == other.head:
            return None
        if max(first.first, other.first) < min(first.end, other.end):
            return None
        heading = self.of.draft.sections[first.section].heading
        return Order((do.MergeItems(heading, (first.head, other.head)),))

    def _retold(self, item: Stretch, text: str) -> Order:
        return Order((do.RetellItem(where_of(self.of, item), text_of(text)),), text)

    def _one_more(self, section: int, text: str) -> str:
        """A text under the number that items of a part have."""
        told = text_of(text)
        if ITEM.match(told):
            return told
        numbers = [p.number for p in self.of.points if p.section == section]
        brackets = [number for number in numbers if number[0] in "（("]
        mark = (brackets or numbers)[-1:]
        return f"{mark[0]}{told}" if mark else told

    def _as_new_item(self, told: str, place: str) -> Order | None:
        """…，单独列一条放到主要做法最后: what was just told as an item there."""
        target = self._place_of_item(place)
        if target is None or len(told) < 2:
            return None
        headings = [section.heading for section in self.of.draft.sections]
        text = self._one_more(headings.index(target[0]), told)
        return Order((do.AddSentence(text, *target),), told)

    def _blank_ones_out(self, at: int) -> tuple[Order, int] | None:
        """没数据的句子都删掉, 带空的那几句不要, 不要留空: the sentences with blanks, by what they are like."""
        for end in (at + 2, at + 1):
            if end > len(self.spans) or self._is_asked(at) or self._is_asked(end - 1):
                continue
            start, stop = self.spans[at][0], self.spans[end - 1][1]
            masked = self.masked[start:stop].rstrip("，,。！!；;？?\n ")
            match = forms_of_items.of_a_kind_out().fullmatch(masked)
            if match is None:
                continue
            part = self.of.stretch(match["part"]) if match["part"] else None
            if match["part"] and (part is None or part.number):
                return None
            heading = self.of.draft.sections[part.section].heading if part else ""
            if match["blank"]:
                follows = end < len(self.spans) and forms_of_items.leaves_none().fullmatch(self._bare(end)[1])
                return Order((do.DeleteBlanks(section=heading),)), end + bool(follows)
            return Order((do.NotUnderstood(masked, (do.DeleteUnconfirmed(heading),)),)), end
        return None

    def _listed_out(self, at: int) -> tuple[Order, int] | None:
        """甲、乙、丙这些我们没有，写到的都删: each by itself."""
        if at + 1 >= len(self.spans) or self._is_asked(at):
            return None
        said, masked = self._bare(at)
        match = forms_of_items.lists_things().match(masked)
        if match is None or not forms_of_items.told_of_out().fullmatch(self._bare(at + 1)[1]):
            return None
        things = [one for one in re.split(forms.joining(), said[slice(*match.span("what"))]) if one]
        if len(things) < 2 or not any(one in text for one in things for text in self.of.texts.values()):
            return None
        out = (do.DeleteText(one, most=OFFERED, is_listed=True) for one in things)
        return Order(tuple(out)), at + 2


def _is_all_one(item: Stretch) -> bool:
    """Whether an item tells but one sentence under its heading."""
    return item.end - item.first <= 1 + item.is_headed
