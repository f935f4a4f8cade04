"""Orders with a text behind them: put otherwise, added beside a sentence or to a part, told under a label."""

from __future__ import annotations

import re

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.understanding import forms_of_items
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.blanks_filled import blank_called
from draftbot.conversation.understanding.item_orders import ItemOrders
from draftbot.conversation.understanding.items_named import item_named
from draftbot.conversation.understanding.ordered_clauses import (
    LONGEST_WHAT,
    OFFERED,
    Order,
    is_marked,
)
from draftbot.conversation.understanding.referents import Stretch, order_words, text_of
from draftbot.drafts.addresses import LAST, Spot

# A shorter label heads anything.
_LEAST_LABEL, _LONGEST_FILL = 4, 150


class TextOrders(ItemOrders):
    """Reads a clause with the text that it tells, which may run on through others."""

    def _with_text(self, at: int) -> tuple[Order | None, int]:
        if self._is_asked(at):
            return None, at
        said, masked = self._bare(at)
        if instead := self._instead(at, masked) or self._as_one_so(at) or self._of_an_item(at):
            return instead
        for form in (forms.otherwise(), forms.beside(), forms.into(), forms.label()):
            match = form.match(masked)
            if match is None or len(match["what"]) > LONGEST_WHAT:
                continue
            is_bare = form in (forms.beside(), forms.into()) and not match["colon"]
            if is_bare and (match.end() != len(masked) or at + 1 >= len(self.spans)):
                continue
            what = said[slice(*match.span("what"))]
            first = self.spans[at][0] + match.end() if not is_bare else self.spans[at][1]
            end = self._end_of_text(at + is_bare)
            text = self.said[first : self.spans[end - 1][1]].strip()
            order = self._told(form, match, what, text) if text else None
            if order is not None:
                return self._placed(order, end, text)
        return None, at

    def _opens(self, at: int) -> bool:
        """Whether a clause begins another text that is ordered."""
        said, masked = self._bare(at)
        if self._as_one_so(at):
            return True
        for form in (forms.otherwise(), forms.beside()):
            match = form.match(masked)
            if match and len(match["what"]) <= LONGEST_WHAT:
                what = said[slice(*match.span("what"))]
                if self._told(form, match, what, "…"):
                    return True
        return False

    def _end_of_text(self, at: int) -> int:
        """Before which clause a text that begins in one ends."""
        end = at + 1
        while end < len(self.spans):
            if (
                self._order(end, states=False)
                or self._opens(end)
                or self._moves_told(end)
                or self._forbids(end)
            ):
                break
            if self.is_order and self._begins_a_sentence(end) and self.is_order(self._bare(end)[0]):
                break
            end += 1
        return end

    def _told(self, form: re.Pattern[str], match: re.Match[str], what: str, text: str) -> Order | None:
        if form is forms.otherwise():
            return self._put_otherwise(what, text)
        if form is forms.beside():
            if new := self._new_item_beside(match, what, text):
                return new
            if (item := self.of.item_whole(what)) and match["behind"]:
                return Order((do.AddSentence(text_of(text), *self.of.end_of(item)),), text)
            spots = self.of.counted(what, self.scope) or ([self._meant(what)] if is_marked(what) else [])
            if (
                len(spots) != 1
                or not spots[0]
                or (is_marked(what) and len(spots[0]) > 1 and not re.search(order_words("ordinal"), what))
            ):
                return None
            place = self._next_to(spots[0], bool(match["behind"]))
            return Order((do.AddSentence(text_of(text), *place),), text)
        if form is forms.into():
            return self._put_into(what, text, match["more"] or match["most"] or "")
        return self._labelled(what, text)

    def _put_otherwise(self, what: str, text: str) -> Order | None:
        """第一条改成：…, 空调那条改成：…"""
        item = self._item(what)
        if item and item.end - item.first > 1:
            return self._retold(item, text)
        counted = self.of.counted(what, self.scope)
        if counted is None and not is_marked(what):
            return self._rest_otherwise(what, text)
        blocks = counted or [[spot] for spot in self._meant(what)]
        if counted and len(counted) > 1:
            return None
        if len(blocks) > 1:
            return Order((do.NotUnderstood(what, tuple(self._edits(b, text)[-1] for b in blocks[:OFFERED])),))
        return Order(self._edits(blocks[0], text)) if blocks else None

    def _of_an_item(self, at: int) -> tuple[Order, int] | None:
        return self._item_instead(at) or self._quoted_item(at)

    def _quoted_item(self, at: int) -> tuple[Order, int] | None:
        """主要工作里加一条“（七）…”，内容：…: a new item by what it is headed, and what stands under it."""
        said, masked = self._bare(at)
        match = forms_of_items.quoted_item().fullmatch(masked)
        part = self.of.stretch(said[slice(*match.span("what"))]) if match else None
        if match is None or part is None or part.number:
            return None
        head = said[slice(*match.span("quote"))].strip('“”「」"')
        end, told = at + 1, ""
        content = forms_of_items.content_of_it().match(self._bare(end)[1]) if end < len(self.spans) else None
        if content:
            first = self.spans[end][0] + content.end()
            end = self._end_of_text(end)
            told = self.said[first : self.spans[end - 1][1]].strip()
        text = self._one_more(part.section, f"{head}。{told}" if told else head)
        heading, place = self._before_that_number(part.section, head)
        return Order((do.AddSentence(text, heading, place),), text), end

    def _before_that_number(self, section: int, head: str) -> tuple[str, int]:
        """Before the item that has this number now; at the end where none has."""
        number = ITEM.match(head)
        held = [p for p in self.of.points if p.section == section and number and p.number == number.group()]
        return self.of.draft.sections[section].heading, held[0].first + 1 if held else LAST

    def _item_instead(self, at: int) -> tuple[Order, int] | None:
        """不足第三条我们没有，换成：…; 专业人才那条删了，换成…: an item named before what stands in its place."""
        masked, behind = self._bare(at)[1], at + 1
        if behind < len(self.spans) and forms.bare_out().fullmatch(self._bare(behind)[1]):
            behind += 1
        named = forms_of_items.names_item().match(masked)
        if named is None or behind >= len(self.spans) or self._is_asked(at):
            return None
        match = forms_of_items.instead_of_item().match(self._bare(behind)[1])
        what = self._bare(at)[0][slice(*named.span("what"))]
        item = item_named(self.of, re.sub(rf"(?:{order_words('that one')})$", "", what), self.scope)
        if match is None or item is None or item_named(self.of, self._bare(at)[0][named.end() :]):
            return None
        end = self._end_of_text(behind)
        text = self.said[self.spans[behind][0] + match.end() : self.spans[end - 1][1]].strip()
        if headed := forms_of_items.headed_anew().match(text):
            text = f"{text[slice(*headed.span('head'))]}。{text[headed.end() :]}"
        is_one = item.end - item.first == 1
        told = (
            Order(self._edits([Spot(item.section, item.first)], text), text)
            if is_one
            else self._retold(item, text)
        )
        return (told, end) if text else None

    def _new_item_beside(self, match: re.Match[str], what: str, text: str) -> Order | None:
        """在查档服务后面加一条：…: one more item, behind another or before it."""
        item = self._item_at(what, None) or self._so_counted(what, text)
        if item is None or not re.search(order_words("an item more"), match.group()[len(what) :]):
            return None
        heading = self.of.draft.sections[item.section].heading
        place = (item.end if match["behind"] else item.first) + 1
        return Order((do.AddSentence(self._one_more(item.section, text), heading, place),), text)

    def _so_counted(self, what: str, text: str) -> Stretch | None:
        """Of items of several parts that words name the one of the part that counts as the new one does."""
        number = ITEM.match(text_of(text))
        parts = [
            self.of.whole(part)
            for part in dict.fromkeys(p.section for p in self.of.points)
            if number and any(p.section == part and p.number[0] == number.group()[0] for p in self.of.points)
        ]
        held = [item for part in parts if (item := item_named(self.of, what, part))]
        return held[0] if len(held) == 1 else None

    def _rest_otherwise(self, what: str, text: str) -> Order | None:
        """散养户改成每两个月巡查一次: what one clause says of it, where both end alike."""
        text = text.strip("，,。；; ")
        clauses = (c for t in self.of.texts.values() for c in re.split("[，；。]", t) if what in c)
        held = [c for c in clauses if c.partition(what)[2] and text != c.partition(what)[2]]
        if len(held) != 1 or held[0].partition(what)[2][-2:] != text[-2:] or len(text) < len(what):
            return None
        before, _, _ = held[0].partition(what)
        return Order((do.ReplaceText(held[0], f"{before}{what}{text}"),))

    def _put_into(self, what: str, text: str, one_more: str) -> Order | None:
        """计划里写：（五）…, 目标里再加一条，…: one more item, or a sentence under a small heading."""
        stretch = self.of.stretch(what)
        if stretch is None:
            return None
        number = ITEM.match(text)
        if not stretch.number:
            items = [p for p in self.of.points if p.section == stretch.section]
            brackets = [p.number for p in items if p.number[0] in "（("]
            if not one_more and (not number or not brackets or number.group() in brackets):
                return None
            if not number and items and re.search(order_words("an item more"), one_more):
                text = (brackets or [items[-1].number])[-1] + text
        return Order((do.AddSentence(text_of(text), *self.of.end_of(stretch)),), text)

    def _labelled(self, what: str, text: str) -> Order | None:
        """抓好春运组织：…: told under a small heading; what a blank is called fills it."""
        stretch = self.of.stretch(what)
        if stretch is not None and stretch.is_headed:
            return Order((do.AddSentence(text_of(text), *self.of.end_of(stretch)),), text)
        if stretch is not None or len(what) < _LEAST_LABEL or len(text) > _LONGEST_FILL:
            return None
        fill = blank_called(what, text.strip("。；; "), self.of.draft)
        return Order((fill,)) if fill else None

    def _placed(self, order: Order, end: int, text: str) -> tuple[Order, int]:
        """The order with its text where the next clause puts it: …。这个写到第一条后面."""
        if end < len(self.spans) and order.added and self._forbids(end):
            return order, end + 1
        if end >= len(self.spans) or not order.added or not (place := self._moves_told(end)):
            return order, end
        return Order((do.AddSentence(text_of(text), *place),), text), end + 1

    def _where_exactly(self, at: int) -> Order | None:
        """…挪到基本情况，接在藏书那句后面: the place of what was just moved."""
        moved = self.last.actions[-1:] if self.last else ()
        place = self._moves_told(at) if moved and isinstance(moved[0], do.MoveSentence) else None
        if place is None or not self.last or not isinstance(moved[0], do.MoveSentence):
            return None
        self.undone = self.last
        spot = self.of.spot_of(moved[0].where)
        again = self._move(spot, place, moved[0].where.quote) if spot else moved[0]
        return Order((*self.last.actions[:-1], again))

    def _instead(self, at: int, masked: str) -> tuple[Order, int] | None:
        """What was just moved in other words: 甲那句挪到组织保障，写成：…"""
        match = forms.bare_otherwise().match(masked)
        moved = self.last.actions[-1:] if self.last and match else ()
        if match and self.last and moved and (retold := self._gone_otherwise(at, match.end(), moved[0])):
            return retold
        if not match or not moved or not isinstance(moved[0], do.MoveSentence) or not self.last:
            return None
        end = self._end_of_text(at)
        text = self.said[self.spans[at][0] + match.end() : self.spans[end - 1][1]].strip()
        if not text:
            return None
        told = do.AddSentence(text_of(text), moved[0].section, moved[0].place)
        self.undone = self.last
        return Order((*self.last.actions[:-1], do.DeleteSentence(moved[0].where), told), text), end

    def _gone_otherwise(self, at: int, begins: int, gone: do.Action) -> tuple[Order, int] | None:
        """What was just taken out in other words: 甲那半句删了，改成：…"""
        end = self._end_of_text(at)
        text = self.said[self.spans[at][0] + begins : self.spans[end - 1][1]].strip("，,。；; ")
        told: do.Action
        match gone:
            case do.ReplaceText(new=""):
                told = do.ReplaceText(gone.old, text, gone.section)
            case do.DeleteSentence():
                told = do.EditSentence(gone.where, text_of(text))
            case _:
                return None
        if not text or not self.last:
            return None
        self.undone = self.last
        return Order((*self.last.actions[:-1], told), text), end

    def _as_one_so(self, at: int) -> tuple[Order, int] | None:
        """校园专线两句合成一句，放到营运生产里：…: with the text that they become."""
        masked, start = self._bare(at)[1], self.spans[at][0]
        end = at + 1
        if not re.search(order_words("joins"), masked):
            return None
        if end < len(self.spans) and not re.search("[：:]", masked):
            behind = self.masked[slice(*self.spans[end])]
            if re.match(
                rf"(?:{order_words('moves')})(?:{order_words('into')})+[^，,。]{{2,20}}[：:]", behind
            ):
                end += 1
        whole = self.masked[start : self.spans[end - 1][1]].rstrip("，,。！!；;？?\n ")
        match = forms.joins_so().match(whole)
        if match is None:
            return None
        end = self._end_of_text(end - 1)
        text = self.said[start + match.end() : self.spans[end - 1][1]].strip()
        what = self.said[start : start + match.end("what")]
        spots = self._several(what) or self._covered_by(text, what)
        place = None
        if match["place"]:
            place = self.of.place(self.said[start + match.start("place") : start + match.end("place")])
            if place is None:
                return None
        return (self._made_one(spots, text, place), end) if text and len(spots) > 1 else None

    def _covered_by(self, text: str, what: str) -> list[Spot]:
        """The sentences whose figures all stand in the text that they shall become, and that it speaks of."""
        told, words = to_simplified(text), self.of.telling(to_simplified(f"{what}，{text}"))
        found = []
        for spot, sentence in self.of.texts.items():
            figures = re.findall(r"\d+(?:\.\d+)?", sentence)
            if figures and all(re.search(rf"(?<![\d.]){f}(?![\d.])", told) for f in figures):
                found += [spot] if any(w in sentence for w in words) else []
        return found if 1 < len(found) <= OFFERED else []
