"""Orders given of a draft by its own words: what, what becomes of it, where it goes, and the text that is told.

A message is read clause by clause. An order is one only where what it names is found in the draft; what it
names is meant as the draft stood before the message, whatever was ordered before it. What fits several
equally is asked about. All else of the message is read as anything else that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.blanks_meant import fill_named, fill_stated
from draftbot.conversation.understanding.clauses import QUOTED, quoted_in, without_quoted
from draftbot.conversation.understanding.referents import Referents, Stretch, order_words, text_of
from draftbot.drafts.addresses import LAST, Spot, Where

_LONGEST, _LONGEST_WHAT, _OFFERED = 1500, 40, 3
_CLAUSE = re.compile(r"(?:[^，,。！!；;？?\n]|(?<=\d),(?=\d{3}))+[，,。！!；;？?\n]*")
_STOPS = "。！!；;\n"


@dataclass(frozen=True, slots=True)
class Order:
    """What is done for one order; `text` is what it tells anew, and `place` where that goes, as far as a
    later clause may still say otherwise. `scope` is the part it counted in."""

    actions: tuple[do.Action, ...]
    added: str = ""
    scope: Stretch | None = None


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
    orders = [one for one in found.pieces if isinstance(one, Order)]
    fills = [a for one in orders for a in one.actions if isinstance(a, do.FillBlank)]
    first = tuple(sorted(dict.fromkeys(fills), key=lambda fill: -fill.number))
    rest: list[str | tuple[do.Action, ...]] = [first] if first else []
    for one in found.pieces:
        if isinstance(one, str):
            rest.append(one)
        elif left := tuple(a for a in one.actions if not isinstance(a, do.FillBlank)):
            rest.append(left)
    return rest


def orders_something(text: str, view: View) -> bool:
    """Whether words that were taken for a text to print order something of the draft: 甲那句接到乙后面合成一句."""
    if view.draft is None or not view.draft.sections or len(text) > _LONGEST:
        return False
    reading = _Reading(text, view)
    return any(reading.is_like_an_order(at) for at in range(len(reading.spans)))


class _Reading:
    def __init__(self, said: str, view: View, is_order: Callable[[str], bool] | None = None) -> None:
        assert view.draft is not None
        self.said, self.is_order = said, is_order
        self.of = Referents(view, view.draft)
        masked = to_simplified(without_quoted(said))
        self.spans = [
            m.span() for m in _CLAUSE.finditer(masked) if any(c.isalnum() or c == QUOTED for c in m.group())
        ]
        self.masked = masked
        self.scope: Stretch | None = None
        self.last: Order | None = None
        self.undone: Order | None = None
        self.within: Stretch | None = None  # what is named stands in it
        self.inside: Stretch | None = None  # where blanks are filled
        self.topic = ""  # what the clause before speaks of

    def read(self) -> Ordered:
        found = Ordered()
        at = 0
        while at < len(self.spans):
            order, end = self._with_text(at)
            if order is None and (exactly := self._where_exactly(at)):
                order, end = exactly, at + 1
            if order is None and (right := self._put_right(at)):
                order, end = right, at + 2
            if order is None and (all_but := self._all_but_kept(at)):
                order, end = all_but, at + 2
            if order is None and (part := self._names_a_place(at)):
                self.inside = part
                at += 1
                continue
            if order is None and _not_said().match(self._bare(at)[1]):
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

    def _names_a_place(self, at: int) -> Stretch | None:
        """The part or item that a clause names, and nothing else, before blanks in it are filled: 投诉那条里，…"""
        said, masked = self._bare(at)
        if at + 1 >= len(self.spans) or not _fills().match(self._bare(at + 1)[1]) or QUOTED in masked:
            return None
        return self.of.stretch(re.sub(rf"(?:{order_words('within', 'an item')})+$", "", said))

    def _put_right(self, at: int) -> Order | None:
        """理发那句“免费理发2次”错了，应该是5次: the figure of that kind in that sentence."""
        said, masked = self._bare(at)
        match = _is_wrong().fullmatch(masked)
        rather = _is_rather().fullmatch(self._bare(at + 1)[1]) if match and at + 1 < len(self.spans) else None
        spots = self._meant(said[slice(*match.span("what"))]) if match else []
        if not match or not rather or len(spots) != 1:
            return None
        unit = re.sub(r"[\d.]", "", rather["value"])
        text = self.of.draft.sections[spots[0].section].sentences[spots[0].sentence].text
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
        if at + 1 >= len(self.spans) or not _rest_out().fullmatch(self._bare(at + 1)[1]):
            return None
        said, masked = self._bare(at)
        match = _all_but().fullmatch(masked)
        part = self.of.stretch(said[slice(*match.span("part"))]) if match else None
        if match is None or part is None:
            return None
        kept: set[Spot] = set()
        for one in re.split(order_words_joining(), _mark().sub("", said[slice(*match.span("kept"))])):
            spots = self.of.sentences(_mark().sub("", one), part)
            if not spots:
                return None
            kept |= set(spots)
        others = [Spot(part.section, i) for i in part.told]
        return Order(tuple(do.DeleteSentence(self.of.where(s)) for s in others if s not in kept))

    def _goes_on(self, at: int) -> bool:
        """Whether a clause says no more than to do what was just done: …减少89万人次，填上."""
        fills = self.last and all(isinstance(a, do.FillBlank) for a in self.last.actions)
        return bool(fills and _bare_fill().fullmatch(self._bare(at)[1]))

    def _text(self, first: int, end: int) -> str:
        return self.said[self.spans[first][0] : self.spans[end - 1][1]]

    def _bare(self, at: int) -> tuple[str, str]:
        """A clause without the marks behind it: as typed, and masked."""
        start, end = self.spans[at]
        masked = self.masked[start:end].rstrip("，,。！!；;？?\n ")
        return self.said[start : start + len(masked)], masked

    def _is_asked(self, at: int) -> bool:
        start, end = self.spans[at]
        return bool(re.search("[？?]", self.masked[start:end]))

    def is_like_an_order(self, at: int) -> bool:
        """Whether a clause has the form of an order, though not all that it names may be found."""
        said, masked = self._bare(at)
        if _alone().fullmatch(masked) or _alone_said().fullmatch(masked):
            return True
        if at and (_bare_out().fullmatch(masked) or _bare_fill().fullmatch(masked)):
            return True
        if _joins().match(masked) or _joins_said().match(masked) or _done_to_a_sentence().search(masked):
            return True
        forms = (_forbids(), _moved(), _bare_move(), _moves_told())
        found = (form.fullmatch(masked) for form in forms)
        return any(m is not None and self.of.place(said[slice(*m.span("place"))]) for m in found)

    # -- orders that tell a text ---------------------------------------------

    def _with_text(self, at: int) -> tuple[Order | None, int]:
        if self._is_asked(at):
            return None, at
        said, masked = self._bare(at)
        if instead := self._instead(at, masked) or self._as_one_so(at):
            return instead
        for form in (_otherwise(), _beside(), _into(), _fills(), _label()):
            match = form.match(masked)
            if match is None or len(match["what"]) > _LONGEST_WHAT:
                continue
            is_bare = form in (_beside(), _into()) and not match["colon"]
            if is_bare and (match.end() != len(masked) or at + 1 >= len(self.spans)):
                continue
            what = said[slice(*match.span("what"))]
            colon = bool(match["colon"])
            first = self.spans[at][0] + match.end() if not is_bare else self.spans[at][1]
            kind = form is _fills()
            end = self._end_of_text(at + is_bare, to_comma=kind and not colon)
            text = self.said[first : self.spans[end - 1][1]].strip()
            order = self._told(form, match, what, text, colon) if text else None
            if order is not None:
                return self._placed(order, end, text)
        return None, at

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
        match = _bare_otherwise().match(masked)
        moved = self.last.actions[-1:] if self.last and match else ()
        if not match or not moved or not isinstance(moved[0], do.MoveSentence) or not self.last:
            return None
        end = self._end_of_text(at, to_comma=False)
        text = self.said[self.spans[at][0] + match.end() : self.spans[end - 1][1]].strip()
        if not text:
            return None
        told = do.AddSentence(text_of(text), moved[0].section, moved[0].place)
        self.undone = self.last
        return Order((*self.last.actions[:-1], do.DeleteSentence(moved[0].where), told), text), end

    def _end_of_text(self, at: int, to_comma: bool) -> int:
        """Before which clause a text that begins in one ends."""
        end = at + 1
        if to_comma:
            return end
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

    def _begins_a_sentence(self, at: int) -> bool:
        return self.said[self.spans[at - 1][0] : self.spans[at][0]].rstrip(" ")[-1:] in _STOPS

    def _opens(self, at: int) -> bool:
        """Whether a clause begins another text that is ordered."""
        said, masked = self._bare(at)
        if self._as_one_so(at):
            return True
        for form in (_otherwise(), _beside(), _fills()):
            match = form.match(masked)
            if match and len(match["what"]) <= _LONGEST_WHAT:
                what = said[slice(*match.span("what"))]
                if self._told(form, match, what, "…", bool(match["colon"])):
                    return True
        return False

    def _told(
        self, form: re.Pattern[str], match: re.Match[str], what: str, text: str, colon: bool
    ) -> Order | None:
        if form is _otherwise():
            return self._put_otherwise(what, text)
        if form is _beside():
            spots = self.of.counted(what, self.scope) or ([self._meant(what)] if _marked(what) else [])
            if (
                len(spots) != 1
                or not spots[0]
                or (_marked(what) and len(spots[0]) > 1 and not re.search("第", what))
            ):
                return None
            place = self._next_to(spots[0], bool(match["behind"]))
            return Order((do.AddSentence(text_of(text), *place),), text)
        if form is _into():
            return self._put_into(what, text, match["more"] or match["most"] or "")
        if form is _fills():
            return self._filled(what, text.strip("，,。；; "), colon)
        return self._labelled(what, text)

    def _put_otherwise(self, what: str, text: str) -> Order | None:
        """第一条改成：…, 空调那条改成：…"""
        counted = self.of.counted(what, self.scope)
        if counted is None and not _marked(what):
            return None
        blocks = counted or [[spot] for spot in self._meant(what)]
        if counted and len(counted) > 1:
            return None
        if len(blocks) > 1:
            return Order(
                (do.NotUnderstood(what, tuple(self._edits(b, text)[-1] for b in blocks[:_OFFERED])),)
            )
        return Order(self._edits(blocks[0], text)) if blocks else None

    def _edits(self, spots: Sequence[Spot], text: str) -> tuple[do.Action, ...]:
        """Sentences that follow one another with another text in their place, under the number they had."""
        gone = [do.DeleteSentence(self.of.where(spot)) for spot in reversed(spots[1:])]
        old = ITEM.match(self.of.texts[spots[0]])
        told = text_of(text)
        if (new := ITEM.match(told)) and old:
            told = told[new.end() :]
        edit = do.EditSentence(self.of.where(spots[0]), f"{old.group() if old else ''}{told}")
        return (*gone, edit)

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

    def _filled(self, what: str, text: str, colon: bool) -> Order | None:
        if re.search(r"第.{1,4}[处个空]$", what) or len(text) > 150:
            return None
        fills = fill_named(what, text, self.of, 2, self.inside)
        if len(fills) > 1:
            fills = self._beside_the_last(fills) or fills
        if len(fills) == 1:
            return Order(tuple(fills))
        perhaps = fills or fill_named(what, text, self.of)
        return Order((do.NotUnderstood(f"{what}：{text}", tuple(perhaps[:_OFFERED])),)) if perhaps else None

    def _beside_the_last(self, fills: Sequence[do.FillBlank]) -> list[do.FillBlank]:
        """Those in the sentence, else in the part, of the blank that was filled just before."""
        last = self.last.actions[-1] if self.last and self.last.actions else None
        if not isinstance(last, do.FillBlank):
            return []
        blanks = self.of.draft.blanks
        home = blanks[last.number - 1]
        same = [f for f in fills if blanks[f.number - 1].section == home.section and f.number != last.number]
        near = [f for f in same if blanks[f.number - 1].sentence == home.sentence]
        found = near or same
        return found if len(found) == 1 else []

    def _labelled(self, what: str, text: str) -> Order | None:
        """抓好春运组织：…: told under a small heading; what a blank is called fills it."""
        stretch = self.of.stretch(what)
        if stretch is not None and stretch.is_headed:
            return Order((do.AddSentence(text_of(text), *self.of.end_of(stretch)),), text)
        fills = fill_named(what, text.strip("。；; "), self.of, most=2) if stretch is None else []
        is_named = len(fills) == 1 and len(what) > 3 and len(text) < 150
        return Order(tuple(fills)) if is_named else None

    def _placed(self, order: Order, end: int, text: str) -> tuple[Order, int]:
        """The order with its text where the next clause puts it: …。这个写到第一条后面."""
        if end < len(self.spans) and order.added and self._forbids(end):
            return order, end + 1
        if end >= len(self.spans) or not order.added or not (place := self._moves_told(end)):
            return order, end
        return Order((do.AddSentence(text_of(text), *place),), text), end + 1

    def _moves_told(self, at: int) -> tuple[str, int] | None:
        """Where a clause puts what was just told: 这个写到第一条后面, 写在包村那句后面."""
        _, masked = self._bare(at)
        match = _moves_told().fullmatch(masked)
        said, _ = self._bare(at)
        return self.of.place(said[slice(*match.span("place"))]) if match else None

    def _forbids(self, at: int) -> bool:
        """Whether a clause says where what was just told shall not stand: 别写到宣传培训里."""
        said, masked = self._bare(at)
        match = _forbids().fullmatch(masked)
        return match is not None and self.of.place(said[slice(*match.span("place"))]) is not None

    # -- orders of one clause -------------------------------------------------

    def _order(self, at: int, states: bool = True) -> Order | None:
        """What a clause by itself orders; one that but `states` what fills a blank, too."""
        if self._is_asked(at):
            return None
        said, masked = self._bare(at)
        if self._forbids(at):
            return Order((do.NotUnderstood(said),))
        if match := _alone().fullmatch(masked):
            return self._on_its_own(said[slice(*match.span("what"))])
        forms: list[Callable[[str, str], Order | None]] = [
            self._taken_out,
            self._joined,
            self._swapped,
            self._moved,
        ]
        forms += [self._small_fill, self._is_there] if states else []
        return next(filter(None, (read(said, masked) for read in forms)), None)

    def _taken_out(self, said: str, masked: str) -> Order | None:
        match = _out().fullmatch(masked) or _out_first().fullmatch(masked)
        if match is None or len(match["what"]) > 2 * _LONGEST_WHAT:
            return None
        what = said[slice(*match.span("what"))]
        if quoted := self._quoted_out(what):
            return quoted
        counted = self.of.counted(what, self.scope)
        if counted is not None:
            head = re.split("第", what, maxsplit=1)[0].strip("的里， ")
            scope = self.of.stretch(head) if head else self.scope
            out = (do.DeleteSentence(self.of.where(spot)) for spots in counted for spot in spots)
            return Order(tuple(out), scope=scope)
        actions: list[do.Action] = []
        for one in self._listed(what):
            if not (gone := self._gone(one)):
                return None
            actions += gone
        return Order(tuple(actions)) if actions else None

    def _quoted_out(self, what: str) -> Order | None:
        """“甲”和“乙”这两句从存在的问题里: the quoted sentences of one part."""
        masked = without_quoted(what)
        match = re.fullmatch(
            rf"(?:{QUOTED}|{order_words_joining()})+(?:{order_words('two of them', 'a sentence')})?"
            rf"(?:{order_words('is taken from')})(?P<part>[^{QUOTED}，,]{{2,20}})", masked
        )  # fmt: skip
        part = self.of.stretch(what[slice(*match.span("part"))]) if match else None
        if part is None:
            return None
        held = [self.of.sentences(what[a + 1 : b - 1], part) for a, b in quoted_in(what)]
        if not all(len(spots) == 1 for spots in held):
            return None
        return Order(tuple(do.DeleteSentence(self.of.where(spots[0])) for spots in held))

    def _listed(self, what: str) -> list[str]:
        """甲那句和乙那句: each by itself."""
        found = _each().findall(what)
        joined = "".join(found)
        return found if len(found) > 1 and len(joined) >= len(what) - 3 else [what]

    def _gone(self, what: str) -> list[do.Action]:
        if re.search(rf"(?:{order_words('a half')})$", what):
            halves = self.of.halves(re.sub(rf"(?:{order_words('a half')})$", "", what))
            if len(halves) != 1:
                return []
            spot, half = halves[0]
            return [do.ReplaceText(half, "")] if half else [do.DeleteSentence(self.of.where(spot))]
        if under := self._item_and_all(what):
            return under
        if _marked(what):
            spots = self._meant(what)
            outs = [self._out(spot, what) for spot in spots]
            return (
                [*outs]
                if len(outs) == 1
                else [do.NotUnderstood(what, tuple(outs[:_OFFERED]))]
                if outs
                else []
            )
        stretch = self.of.stretch(what) if _is_block(what) else None
        if stretch is None or not stretch.number:
            return []
        if re.search(order_words("with all"), what):
            told = [Spot(stretch.section, i) for i in range(stretch.first, stretch.end)]
            return [do.DeleteSentence(self.of.where(spot)) for spot in told]
        return [do.DeleteSentence(Where(self.of.draft.sections[stretch.section].heading, point=stretch.head))]

    def _out(self, spot: Spot, what: str) -> do.Action:
        """A sentence taken out, with the fact that is all it tells."""
        fact = self._fact_at(spot)
        return do.RemoveFact(fact) if fact else do.DeleteSentence(self.of.where(spot, _mark().sub("", what)))

    def _fact_at(self, spot: Spot) -> str:
        """The fact that is all a sentence tells; "" for none."""
        text = self.of.draft.sections[spot.section].sentences[spot.sentence].text
        facts = [fact.text for fact in self.of.view.conversation.facts.facts]
        return next((fact for fact in facts if fact.strip("。") == text.strip("。")), "")

    def _item_and_all(self, what: str) -> list[do.Action]:
        """“（二）菜自己种”这一条连下面几句: a quoted item and what stands under it."""
        quotes = quoted_in(what)
        if len(quotes) != 1 or not re.search(order_words("with all"), what):
            return []
        quote = to_simplified(what[quotes[0][0] + 1 : quotes[0][1] - 1]).strip("。")
        items = [
            p
            for p in self.of.points
            if self.of.texts[Spot(p.section, p.first)].strip("。") in (quote, p.number + quote)
        ]
        if len(items) != 1:
            return []
        return [
            do.DeleteSentence(self.of.where(Spot(items[0].section, i)))
            for i in range(items[0].first, items[0].end)
        ]

    def _moved(self, said: str, masked: str) -> Order | None:
        match = _moved().fullmatch(masked)
        if match is None or len(match["what"]) > _LONGEST_WHAT:
            return None
        what = said[slice(*match.span("what"))]
        if home := re.search(rf"(?<=\w)(?:{order_words('is taken from')})(?P<home>[^，,]{{2,20}})$", what):
            what = what[: home.start()]
            if not _marked(what) and not re.search(rf"(?:{order_words('a half')})$", what):
                return None
            self.within = self.of.stretch(home["home"])
        place = said[slice(*match.span("place"))]
        order = self._put(what, place, is_surely=bool(match["surely"]))
        self.within = None
        return order

    def _put(self, what: str, place: str, is_surely: bool) -> Order | None:
        half = re.search(rf"(?:{order_words('a half')})$", what)
        counted = self.of.counted(what, self.scope)
        if counted is not None and len(counted) == 1:
            spots = counted[0]
        elif half or not _marked(what):
            return self._half_put(re.sub(rf"(?:{order_words('a half')})$", "", what), place, is_surely)
        else:
            spots = self._meant(what)
        target = self.of.place(place, spots[0].section) if spots else None
        if target is None:
            return None
        stretch = self.of.stretch(place)
        if len(spots) == 1 and stretch and stretch.head and (fact := self._fact_at(spots[0])):
            return Order((do.MoveFact(fact, stretch.head),))
        moves = [self._move(spot, target, what) for spot in spots]
        if len(spots) > 1 and counted is None:
            return Order((do.NotUnderstood(what, tuple(moves[:_OFFERED])),))
        return Order(tuple(moves))

    def _half_put(self, what: str, place: str, is_surely: bool) -> Order | None:
        """What says so is moved, and what its sentence tells beside it stays."""
        halves = self.of.halves(what) if len(self.of.telling(to_simplified(what))) else []
        target = self.of.place(place, halves[0][0].section) if len(halves) == 1 else None
        if target is None or (not is_surely and self.of.stretch(what)):
            return None
        spot, half = halves[0]
        if not half:
            return Order((self._move(spot, target),))
        return Order((do.ReplaceText(half, ""), do.AddSentence(text_of(half), *target)))

    def _move(self, spot: Spot, target: tuple[str, int], said: str = "") -> do.Action:
        heading, place = target
        is_before = self.of.draft.sections[spot.section].heading == heading and spot.sentence + 1 < place
        where = self.of.where(spot, _mark().sub("", said))
        return do.MoveSentence(where, heading, place - is_before if place != LAST else LAST)

    def _joined(self, said: str, masked: str) -> Order | None:
        match = _joins().fullmatch(masked)
        if match is None:
            return None
        return self._as_one(said[slice(*match.span("what"))], match, said)

    def _as_one(self, what: str, match: re.Match[str], said: str) -> Order | None:
        spots = self._several(what)
        if len(spots) < 2:
            return None
        place = self.of.place(said[slice(*match.span("place"))]) if match["place"] else None
        if match["place"] and place is None:
            return None
        told = said[slice(*match.span("text"))] if match["text"] else ""
        return self._made_one(spots, told or "，".join(_body(self.of.draft, s) for s in spots), place)

    def _made_one(self, spots: Sequence[Spot], text: str, place: tuple[str, int] | None) -> Order:
        first, *others = spots
        gone = [do.DeleteSentence(self.of.where(spot)) for spot in reversed(others)]
        if place is None:
            return Order((*gone, self._edits([first], text)[-1]))
        add = do.AddSentence(text_of(text), place[0], _after_deleting(place, spots, self.of))
        return Order((*gone, do.DeleteSentence(self.of.where(first)), add))

    def _several(self, what: str) -> list[Spot]:
        """The two sentences or more that are named one by one, counted, or by what both say."""
        counted = self.of.counted(what, self.scope)
        if counted is not None:
            return [spot for spots in counted for spot in spots]
        bare = re.sub(rf"(?:{order_words('two of them')})$", "", what)
        if bare != what:
            stretch = self.of.stretch(bare)
            if stretch and len(stretch.told) == 2:
                return [Spot(stretch.section, i) for i in stretch.told]
            found = self.of.sentences(bare)
            return found if len(found) == 2 else []
        named = [n for n in re.split(order_words_joining(), what) if n]
        held = [self._meant(one) for one in named]
        return [spots[0] for spots in held] if len(held) > 1 and all(len(s) == 1 for s in held) else []

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
        match = _joins_so().match(whole)
        if match is None:
            return None
        end = self._end_of_text(end - 1, to_comma=False)
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
        return found if 1 < len(found) <= _OFFERED else []

    def _swapped(self, said: str, masked: str) -> Order | None:
        match = _swaps().fullmatch(masked)
        if match is None:
            return None
        spots = self._several(said[slice(*match.span("what"))])
        if len(spots) != 2 or spots[0] == spots[1]:
            return None
        one, other = sorted(spots, key=lambda s: (s.section, s.sentence))
        heading = self.of.draft.sections[other.section].heading
        first = do.MoveSentence(self.of.where(one), heading, other.sentence + 1)
        if one.section == other.section and other.sentence - one.sentence == 1:
            return Order((first,))
        home = self.of.draft.sections[one.section].heading
        return Order((first, do.MoveSentence(self.of.where(other), home, one.sentence + 1)))

    def _small_fill(self, said: str, masked: str) -> Order | None:
        if QUOTED in masked:
            match = _behind_quoted().fullmatch(masked)
            fills = (
                fill_named(said[slice(*match.span("what"))], said[slice(*match.span("text"))], self.of, 0)
                if match
                else []
            )
            return Order(tuple(fills)) if len(fills) == 1 else None
        fill = fill_stated(said, self.of)
        return Order((fill,)) if fill else None

    def _is_there(self, said: str, masked: str) -> Order | None:
        """Nothing to do for figures that one clause of the draft tells already, word by word."""
        figures = re.findall(r"\d+(?:\.\d+)?", masked)
        words = self.of.telling(to_simplified(said))
        if not figures or len(words) < 2 or QUOTED in masked or len(self.spans) < 2:
            return None
        clauses = (c for text in self.of.texts.values() for c in re.split("[，；。]", text))
        held = (c for c in clauses if all(re.search(rf"(?<![\d.]){f}(?![\d.])", c) for f in figures))
        return Order(()) if any(all(w in c for w in words) for c in held) else None

    # -- orders that lean on what was said before -----------------------------

    def _of_what_was_said(self, at: int, found: Ordered) -> tuple[Order | None, int]:
        """光伏是明年的事，挪到计划里去; 甲那句今年没搞，删掉; …。这个写到第一条后面."""
        if not found.pieces or not isinstance(found.pieces[-1], str) or self._is_asked(at):
            return None, at
        clauses = list(_back(found.pieces))
        before = clauses[0].rstrip("，,。！!；;？?\n ")
        said, masked = self._bare(at)
        if (fill := fill_stated(before, self.of)) and _bare_fill().fullmatch(masked):
            found.pieces.pop()
            return Order((fill,)), at + 1
        order: Order | None = None
        if match := _bare_move().fullmatch(masked):
            order, count = self._topic_put(clauses, said[slice(*match.span("place"))])
            del found.pieces[len(found.pieces) - max(count - 1, 0) :]
        is_bare = re.match(rf"{_up()}(?:{order_words('surely moves')})", masked)
        is_remark = self._is_remark(before)
        if order is None and not (is_bare and is_remark) and (place_told := self._moves_told(at)):
            order = Order((do.AddSentence(text_of(self._without_label(before)), *place_told),), before)
        if order is None and (match := _alone_said().fullmatch(masked)):
            order = self._on_its_own(before)
        if order is None and _bare_out().fullmatch(masked):
            order, count = self._all_out(clauses)
            del found.pieces[len(found.pieces) - max(count - 1, 0) :]
        if order is None and (match := _joins_said().fullmatch(masked)):
            topic = re.sub(rf"(?:{order_words('is one thing')})$", "", before)
            order = self._as_one(topic, match, said)
        if order is None:
            return None, at
        found.pieces.pop()
        return order, at + 1

    def _is_remark(self, clause: str) -> bool:
        """Whether a clause says of what it names that it is something or not: 不是成绩, 护林员年龄是问题."""
        return re.search(order_words("is said"), clause) is not None

    def _topic_put(self, clauses: Sequence[str], place: str) -> tuple[Order | None, int]:
        """缺资金600万是问题，不是成绩，挪到存在的不足里: what the sentence speaks of first, moved."""
        for count in range(len(clauses), 0, -1):
            bare = clauses[count - 1].strip("，,。；; ")
            topic = re.split(order_words("is said"), bare, maxsplit=1)[0]
            if not topic or len(topic) > _LONGEST_WHAT:
                continue
            if order := (self._put if _marked(topic) else self._half_put)(topic, place, True):
                return order, count
        return None, 0

    def _on_its_own(self, what: str) -> Order | None:
        """厕所革命那件事单独列一条: a sentence as an item of its part."""
        what = re.sub(rf"(?:{order_words('is taken from')})[^，,]{{2,20}}$", "", what)
        spots = self.of.sentences(_mark().sub("", what))
        if len(spots) != 1 or ITEM.match(self.of.texts[spots[0]]):
            return None
        section = spots[0].section
        items = [p.number for p in self.of.points if p.section == section]
        number = ([n for n in items if n[0] in "（("] or items)[-1:]
        if not number:
            return None
        heading = self.of.draft.sections[section].heading
        text = f"{number[0]}{_body(self.of.draft, spots[0])}。"
        return Order((do.DeleteSentence(self.of.where(spots[0])), do.AddSentence(text, heading)))

    def _all_out(self, clauses: Sequence[str]) -> tuple[Order | None, int]:
        """What the clauses before name shall go: 甲那句和乙那句今年没搞，丙是去年的，都删掉."""
        gone: list[list[do.Action]] = []
        count = 0
        for clause in clauses:
            named = _each().findall(clause)
            if not named and (topic := self._last_years(clause)):
                named = re.split(order_words_joining(), topic)
            found = [self._gone(one) or self._sentence_gone(one) for one in named if len(one) > 1]
            if not found or not all(found):
                break
            gone = [*found, *gone]
            count += 1
        return (Order(tuple(a for some in gone for a in some)) if gone else None), count

    def _last_years(self, clause: str) -> str:
        """What a clause says it is not this year's: 充电棚也是去年的."""
        match = _is_past().fullmatch(to_simplified(clause).strip("，,。；; "))
        return clause[slice(*match.span("what"))] if match else ""

    def _sentence_gone(self, what: str) -> list[do.Action]:
        spots = self.of.sentences(re.sub(rf"(?:{order_words('a matter', 'may join')})+$", "", what))
        outs = [do.DeleteSentence(self.of.where(spot)) for spot in spots]
        return [*outs] if len(outs) == 1 else [do.NotUnderstood(what, tuple(outs[:_OFFERED]))] if outs else []

    def _without_label(self, text: str) -> str:
        label, colon, told = text.partition("：")
        stretch = self.of.stretch(label) if colon and told else None
        return told if stretch and stretch.is_headed else text

    # -- what is meant --------------------------------------------------------

    def _meant(self, what: str) -> list[Spot]:
        """The sentences that words name as one of them: by number, or by what they say."""
        counted = self.of.counted(what, self.scope)
        if counted is not None:
            return counted[0] if len(counted) == 1 else []
        bare = _mark().sub("", what)
        within = self.of.stretch(bare)
        if within is not None and not within.number:  # 不足里那条: of what was just spoken of
            return self.of.sentences(self.topic, within) if self.topic else []
        spots = self.of.sentences(bare, self.within)
        return [] if len(spots) > 1 and self._is_a_fact(bare) else spots

    def _is_a_fact(self, said: str) -> bool:
        """Whether words name one of the user's facts, which sentences tell."""
        words = self.of.telling(to_simplified(said))
        facts = [fact.text for fact in self.of.view.conversation.facts.facts]
        return sum(bool(words) and all(word in fact for word in words) for fact in facts) == 1

    def _next_to(self, spots: Sequence[Spot], is_behind: bool) -> tuple[str, int]:
        spot = spots[-1] if is_behind else spots[0]
        return self.of.draft.sections[spot.section].heading, spot.sentence + 1 + is_behind


def _after_deleting(place: tuple[str, int], spots: Sequence[Spot], of: Referents) -> int:
    heading, at = place
    if at == LAST:
        return LAST
    return at - sum(of.draft.sections[s.section].heading == heading and s.sentence + 1 < at for s in spots)


def _body(draft: object, spot: Spot) -> str:
    text = draft.sections[spot.section].sentences[spot.sentence].text  # type: ignore[attr-defined]
    item = ITEM.match(text)
    return str(text[item.end() if item else 0 :]).rstrip("。；")


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


def _marked(what: str) -> bool:
    return _mark().search(what) is not None


def _is_block(what: str) -> bool:
    return (
        re.search(rf"(?:{order_words('a block', 'with all', 'heads it')})", to_simplified(what)) is not None
    )


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(rf"(?:{order_words('a sentence', 'an item')})$")


@cache
def order_words_joining() -> str:
    from draftbot.conversation.understanding.words import telling

    return rf"(?:{telling('joins things')})"


@cache
def _each() -> re.Pattern[str]:
    """甲那句、乙那条: what is named so, one by one."""
    joins = order_words_joining()
    return re.compile(
        rf"(?:{joins}|[，,])?((?:[^，,。；;、]{{2,30}}?)(?:{order_words('a sentence', 'an item', 'a half')}))"
    )


@cache
def _up() -> str:
    return rf"(?:{order_words('takes up')}|[，,])*"


@cache
def _ends() -> str:
    return rf"(?:{order_words('roughly ends')})*"


@cache
def _out() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?P<what>.{{2,}}?)(?:{order_words('may join')})*(?:{order_words('takes out')}){_ends()}"
    )


@cache
def _out_first() -> re.Pattern[str]:
    return re.compile(rf"{_up()}(?:{order_words('takes out')})(?P<what>.{{2,}}?){_ends()}")


@cache
def _bare_out() -> re.Pattern[str]:
    return re.compile(rf"{_up()}(?:{order_words('may join')})*(?:{order_words('takes out')}){_ends()}")


@cache
def _moved() -> re.Pattern[str]:
    into = order_words("into")
    return re.compile(
        rf"{_up()}(?P<what>.{{2,}}?)(?:{order_words('may join')})*(?:(?P<surely>{order_words('surely moves')})|{order_words('moves')})(?:{into})(?P<place>.{{2,30}}?){_ends()}"
    )


@cache
def _bare_move() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?:{order_words('may join', 'just told')})*(?:{order_words('surely moves')})(?:{order_words('into')})+(?P<place>.{{2,30}}?){_ends()}"
    )


@cache
def _moves_told() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?:(?:{order_words('just told')})(?:{order_words('may join')})*)?(?:{order_words('moves')})(?:{order_words('into')})+(?P<place>.{{2,30}}?){_ends()}"
    )


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?P<what>.{{2,60}}?)(?:{order_words('is one thing')})?(?:{order_words('may join')})*{_join_end()}"
    )


@cache
def _joins_said() -> re.Pattern[str]:
    return re.compile(rf"{_up()}(?:{order_words('may join')})*{_join_end()}")


def _join_end() -> str:
    place = rf"(?:[，,]?(?:{order_words('moves')})?(?:{order_words('into')})+(?P<place>[^：:]{{2,20}}?))?"
    return rf"(?:{order_words('joins')}){place}(?:[：:](?P<text>.+))?"


@cache
def _joins_so() -> re.Pattern[str]:
    place = rf"(?:[，,]?(?:{order_words('moves')})?(?:{order_words('into')})+(?P<place>[^：:，,]{{2,20}}?))?"
    return re.compile(
        rf"{_up()}(?P<what>[^：:]{{2,60}}?)[，,]?(?:{order_words('is one thing')})?[，,]?(?:{order_words('may join')})*(?:{order_words('joins')}){place}[：:]"
    )


@cache
def _done_to_a_sentence() -> re.Pattern[str]:
    verbs = order_words("takes out", "puts otherwise", "surely moves", "joins")
    return re.compile(
        rf"(?:{order_words('a sentence', 'an item', 'a half')})(?:{order_words('may join')})*(?:{verbs})"
    )


@cache
def _swaps() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?P<what>.{{2,60}}?)(?:{order_words('may join')})*(?:{order_words('swaps')}){_ends()}"
    )


@cache
def _otherwise() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?P<what>[^：:]{{2,}}?)(?:{order_words('may join')})*(?:{order_words('puts otherwise')})(?P<colon>[：:]?)\s*"
    )


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?P<what>[^：:]{{2,}}?)(?:(?P<behind>{order_words('behind')})|{order_words('ahead')})(?:{order_words('may join')})*(?:{order_words('adds')})(?:(?:{order_words('one more')})?(?P<colon>[：:])|(?:{order_words('one more')})$)\s*"
    )


@cache
def _into() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?P<what>[^：:]{{2,}}?)(?:{order_words('within')})*(?:{order_words('may join')})*(?:{order_words('adds')})(?:(?P<more>{order_words('one more')})?(?P<colon>[：:])|(?P<most>{order_words('one more')})$)\s*"
    )


@cache
def _fills() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?P<what>[^：:]{{2,}}?)(?:{order_words('may join')})*(?:{order_words('fills')})(?P<colon>[：:]?)\s*"
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"(?P<what>[^：:]{2,20})(?P<colon>[：:])\s*")


@cache
def _behind_quoted() -> re.Pattern[str]:
    """“设备”后面应该是老化."""
    return re.compile(
        rf"{_up()}(?P<what>{QUOTED}+)(?:{order_words('behind')})(?:{order_words('did', 'fills', 'may join')})+(?P<text>[^，,。]{{1,30}})"
    )


@cache
def _forbids() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?:{order_words('not')})(?:{order_words('moves')})(?:{order_words('into')})+(?P<place>.{{2,30}}?){_ends()}"
    )


@cache
def _bare_fill() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?:{order_words('may join')})*(?:{order_words('fills')}|{order_words('fills in')}){_ends()}"
    )


@cache
def _bare_otherwise() -> re.Pattern[str]:
    return re.compile(rf"{_up()}(?:{order_words('may join')})*(?:{order_words('puts otherwise')})[：:]?\s*")


@cache
def _is_past() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?P<what>.{{2,30}}?)(?:{order_words('may join')})*(?:{order_words('is past')}){_ends()}"
    )


def _back(pieces: Sequence[str | Order]) -> Iterator[str]:
    """The clauses before that order nothing, the last first, back to the end of a sentence."""
    for n, one in enumerate(reversed(pieces)):
        if not isinstance(one, str) or (n and one.rstrip()[-1:] in _STOPS):
            return
        yield one


@cache
def _alone() -> re.Pattern[str]:
    """厕所革命单独列一条."""
    return re.compile(
        rf"{_up()}(?P<what>.{{2,40}}?)(?:{order_words('may join')})*(?:{order_words('on its own')}){_ends()}"
    )


@cache
def _alone_said() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?:{order_words('may join', 'just told')})*(?:{order_words('on its own')}){_ends()}"
    )


@cache
def _all_but() -> re.Pattern[str]:
    """整改措施里除了温度计那句."""
    return re.compile(
        rf"{_up()}(?P<part>.{{2,20}}?)(?:{order_words('within')})+(?:{order_words('but for')})(?P<kept>.{{2,60}}?)(?:{order_words('besides')})?"
    )


@cache
def _rest_out() -> re.Pattern[str]:
    return re.compile(
        rf"{_up()}(?:{order_words('the rest')})(?:{order_words('may join')})*(?:{order_words('takes out')}){_ends()}"
    )


@cache
def _not_said() -> re.Pattern[str]:
    """我没说改成2025年."""
    return re.compile(rf"{_up()}(?:{order_words('i')})?(?:{order_words('did not say')})")


@cache
def _is_wrong() -> re.Pattern[str]:
    """理发那句“免费理发2次”错了."""
    return re.compile(
        rf"{_up()}(?P<what>.{{2,30}}?(?:{order_words('a sentence', 'an item')}))(?:的|里的?|里面的?)?(?P<quote>{QUOTED}*)(?:{order_words('is wrong')}){_ends()}"
    )


@cache
def _is_rather() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{order_words('may join', 'equals', 'puts otherwise')})+(?P<value>\d[\d.]*[\u4e00-\u9fff%]{{0,4}}){_ends()}"
    )
