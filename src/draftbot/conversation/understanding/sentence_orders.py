"""Orders of one clause that name sentences or items: taken out, moved, joined, put in one another's place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.blanks_answered import blank_answered
from draftbot.conversation.understanding.clauses import QUOTED, quoted_in, without_quoted
from draftbot.conversation.understanding.figures_for_blanks import blanks_for_figures
from draftbot.conversation.understanding.items_counted import counted_each, leaning_half, there_and_not
from draftbot.conversation.understanding.ordered_clauses import (
    LONGEST_WHAT,
    OFFERED,
    Order,
    OrderedClauses,
    body_of,
    is_block,
    is_marked,
)
from draftbot.conversation.understanding.referents import Referents, order_words, text_of
from draftbot.drafts.addresses import LAST, Spot, Where, heading_of


class SentenceOrders(OrderedClauses):
    """Reads a clause by itself."""

    def _order(self, at: int, states: bool = True) -> Order | None:
        """What a clause by itself orders; one that but `states` what fills a blank, too."""
        if self._is_asked(at):
            return None
        said, masked = self._bare(at)
        if self._forbids(at):
            return Order((do.NotUnderstood(said),))
        if match := forms.alone().fullmatch(masked):
            return self._on_its_own(said[slice(*match.span("what"))])
        readings: list[Callable[[str, str], Order | None]] = [
            self._taken_out,
            self._joined,
            self._swapped,
            self._moved,
        ]
        readings += [self._small_fill, self._is_there] if states else []
        return next(filter(None, (read(said, masked) for read in readings)), None)

    def is_like_an_order(self, at: int) -> bool:
        """Whether a clause has the form of an order, though not all that it names may be found."""
        said, masked = self._bare(at)
        if forms.alone().fullmatch(masked) or forms.alone_said().fullmatch(masked):
            return True
        if forms.left_hanging().search(masked):
            return True
        if at and (forms.bare_out().fullmatch(masked) or forms.bare_fill().fullmatch(masked)):
            return True
        if (
            forms.joins().match(masked)
            or forms.joins_said().match(masked)
            or forms.done_to_a_sentence().search(masked)
        ):
            return True
        moves = (forms.forbids(), forms.moved(), forms.bare_move(), forms.moves_told())
        found = (form.fullmatch(masked) for form in moves)
        return any(m is not None and self.of.place(said[slice(*m.span("place"))]) for m in found)

    def _taken_out(self, said: str, masked: str) -> Order | None:
        match = forms.out().fullmatch(masked) or forms.out_first().fullmatch(masked)
        if match is None or len(match["what"]) > 2 * LONGEST_WHAT:
            return None
        what = counted_each(said[slice(*match.span("what"))], self.of, self.scope)
        if quoted := self._quoted_out(what):
            return quoted
        counted = self.of.counted(what, self.scope)
        if counted is not None:
            scope = self.of.scope_of(what, self.scope)
            out = (do.DeleteSentence(self.of.where(spot)) for spots in counted for spot in spots)
            return Order(tuple(out), scope=scope)
        if some := there_and_not(what, self.of, self.scope):
            outs = [do.DeleteSentence(self.of.where(spot)) for spots in some[0] for spot in spots]
            return Order((*outs, *(do.NotUnderstood(one) for one in some[1])))
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
            rf"(?:{QUOTED}|{forms.joining()})+(?:{order_words('two of them', 'a sentence')})?"
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
        found = forms.each().findall(what)
        joined = "".join(found)
        return found if len(found) > 1 and len(joined) >= len(what) - 3 else [what]

    def _gone(self, what: str) -> list[do.Action]:
        if re.search(rf"(?:{order_words('a half')})$", what):
            halves = self.of.halves(re.sub(rf"(?:{order_words('a half')})$", "", what))
            if len(halves) != 1:
                return []
            spot, half = halves[0]
            half = leaning_half(half, self.of.draft.part(spot.section).sentences[spot.sentence].text, self.of)
            return [do.ReplaceText(half, "")] if half else [do.DeleteSentence(self.of.where(spot))]
        if under := self._item_and_all(what):
            return under
        if re.search("…", what):
            return []  # a quotation with dots is read by its two ends
        if is_marked(what):
            spots = self._meant(what)
            outs = [do.DeleteSentence(self.of.where(spot, forms.mark().sub("", what))) for spot in spots]
            if len(outs) == 1:
                return [self._out(spots[0], what)]
            return [do.NotUnderstood(what, tuple(outs[:OFFERED]))] if outs else []
        stretch = self.of.stretch(what) if is_block(what) else None
        if stretch is None or not stretch.number:
            return []
        if re.search(order_words("with all"), what):
            told = [Spot(stretch.section, i) for i in range(stretch.first, stretch.end)]
            return [do.DeleteSentence(self.of.where(spot)) for spot in told]
        return [do.DeleteSentence(Where(heading_of(self.of.draft, stretch.section), point=stretch.head))]

    def _out(self, spot: Spot, what: str) -> do.Action:
        """A sentence taken out, with the fact that is all it tells."""
        fact = self._fact_at(spot)
        return (
            do.RemoveFact(fact)
            if fact
            else do.DeleteSentence(self.of.where(spot, forms.mark().sub("", what)))
        )

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

    def _sentence_gone(self, what: str) -> list[do.Action]:
        spots = self.of.sentences(re.sub(rf"(?:{order_words('a matter', 'may join')})+$", "", what))
        outs = [do.DeleteSentence(self.of.where(spot)) for spot in spots]
        return [*outs] if len(outs) == 1 else [do.NotUnderstood(what, tuple(outs[:OFFERED]))] if outs else []

    def _moved(self, said: str, masked: str) -> Order | None:
        match = forms.moved().fullmatch(masked)
        if match is None or len(match["what"]) > LONGEST_WHAT:
            return None
        what = said[slice(*match.span("what"))]
        if home := re.search(rf"(?<=\w)(?:{order_words('is taken from')})(?P<home>[^，,]{{2,20}})$", what):
            what = what[: home.start()]
            if not is_marked(what) and not re.search(rf"(?:{order_words('a half')})$", what):
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
        elif half or not is_marked(what):
            return self._half_put(re.sub(rf"(?:{order_words('a half')})$", "", what), place, is_surely)
        else:
            spots = self._meant(what)
        target = self.of.place(place, spots[0].section) if spots else None
        if target is None:
            return None
        moves = [self._move(spot, target, what) for spot in spots]
        if len(spots) > 1 and counted is None:
            return Order((do.NotUnderstood(what, tuple(moves[:OFFERED])),))
        return Order(tuple(moves))

    def _half_put(self, what: str, place: str, is_surely: bool) -> Order | None:
        """What says so is moved, and what its sentence tells beside it stays."""
        part = self.of.stretch(what)
        if what in self.of.view.headings or (part is not None and not part.number):
            return None  # a part is moved as a whole
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
        is_before = heading_of(self.of.draft, spot.section) == heading and spot.sentence + 1 < place
        where = self.of.where(spot, forms.mark().sub("", said))
        return do.MoveSentence(where, heading, place - is_before if place != LAST else LAST)

    def _moves_told(self, at: int) -> tuple[str, int] | None:
        """Where a clause puts what was just told: 这个写到第一条后面, 写在包村那句后面."""
        _, masked = self._bare(at)
        match = forms.moves_told().fullmatch(masked)
        said, _ = self._bare(at)
        return self.of.place(said[slice(*match.span("place"))]) if match else None

    def _forbids(self, at: int) -> bool:
        """Whether a clause says where what was just told shall not stand: 别写到宣传培训里."""
        said, masked = self._bare(at)
        match = forms.forbids().fullmatch(masked)
        return match is not None and self.of.place(said[slice(*match.span("place"))]) is not None

    def _on_its_own(self, what: str) -> Order | None:
        """厕所革命那件事单独列一条: a sentence as an item of its part."""
        what = re.sub(rf"(?:{order_words('is taken from')})[^，,]{{2,20}}$", "", what)
        spots = self.of.sentences(forms.mark().sub("", what))
        if len(spots) != 1 or ITEM.match(self.of.texts[spots[0]]):
            return None
        section = spots[0].section
        items = [p.number for p in self.of.points if p.section == section]
        number = ([n for n in items if n[0] in "（("] or items)[-1:]
        if not number:
            return None
        heading = self.of.draft.sections[section].heading
        text = f"{number[0]}{body_of(self.of.draft, spots[0])}。"
        return Order((do.DeleteSentence(self.of.where(spots[0])), do.AddSentence(text, heading)))

    def _swapped(self, said: str, masked: str) -> Order | None:
        match = forms.swaps().fullmatch(masked)
        if match is None:
            return None
        spots = self._several(said[slice(*match.span("what"))])
        if len(spots) != 2 or spots[0] == spots[1]:
            return None
        one, other = sorted(spots, key=lambda s: (s.section, s.sentence))
        heading = heading_of(self.of.draft, other.section)
        first = do.MoveSentence(self.of.where(one), heading, other.sentence + 1)
        if one.section == other.section and other.sentence - one.sentence == 1:
            return Order((first,))
        home = heading_of(self.of.draft, one.section)
        return Order((first, do.MoveSentence(self.of.where(other), home, one.sentence + 1)))

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
        named = [n for n in re.split(forms.joining(), what) if n]
        held = [self._meant(one) for one in named]
        return [spots[0] for spots in held] if len(held) > 1 and all(len(s) == 1 for s in held) else []

    def _joined(self, said: str, masked: str) -> Order | None:
        match = forms.joins().fullmatch(masked)
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
        first, other = spots[0], spots[1]
        if spots[2:] == [] and not (told or place) and other == replace(first, sentence=first.sentence + 1):
            return Order((do.JoinSentences(self.of.where(first)),))
        return self._made_one(spots, told or "，".join(body_of(self.of.draft, s) for s in spots), place)

    def _made_one(self, spots: Sequence[Spot], text: str, place: tuple[str, int] | None) -> Order:
        first, *others = spots
        gone = [do.DeleteSentence(self.of.where(spot)) for spot in reversed(others)]
        if place is None:
            return Order((*gone, self._edits([first], text)[-1]))
        add = do.AddSentence(text_of(text), place[0], _after_deleting(place, spots, self.of))
        return Order((*gone, do.DeleteSentence(self.of.where(first)), add))

    def _small_fill(self, said: str, masked: str) -> Order | None:
        if QUOTED in masked:
            return None
        if fills := blanks_for_figures(masked, self.of):
            return Order(tuple(fills))
        fill = blank_answered(said, self.of)
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


def _after_deleting(place: tuple[str, int], spots: Sequence[Spot], of: Referents) -> int:
    heading, at = place
    if at == LAST:
        return LAST
    return at - sum(heading_of(of.draft, s.section) == heading and s.sentence + 1 < at for s in spots)
