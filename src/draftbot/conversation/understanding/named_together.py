"""Orders that name what they mean by its number, by its heading or in quotation marks, several in one message.

Each thing that is named is done by itself, or is named as what was not found; what else the message says is
read as anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.numerals import HAN
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.clauses import QUOTED, quoted_in
from draftbot.conversation.understanding.items_named import item_named, where_of
from draftbot.conversation.understanding.quotes_found import Found, gone, quoted_there
from draftbot.conversation.understanding.referents import Referents, Stretch, order_words, text_of
from draftbot.conversation.understanding.words import NUMBER, OF, telling
from draftbot.drafts.addresses import Spot

_MARKS = "，,。；;：:！!、 \n"
# A quotation begins with this and goes on with what masks it.
_Q = "\ue001"
_QUOTE = f"{_Q}{QUOTED}*"
_STOPS = "。；;！!\n"
_BEGINS = r"(?:^|(?<=[，,。；;！!？?\n：:]))"
_OUTSIDE = f"[^{_Q}{QUOTED}，,。；;！!？?\\n]"
OFFERED = 3
Piece = tuple[int, int, list[do.Action]]


def named_together(said: str, view: View) -> list[str | list[do.Action]] | None:
    """What a message orders of things that it names so, and between that what else it says; None for nothing."""
    if view.draft is None or not view.draft.sections:
        return None
    reading = _Reading(said, Referents(view, view.draft))
    found: list[Piece] = []
    for read in (
        reading.renamed,
        reading.items_out,
        reading.put_otherwise,
        reading.quotes_out,
        reading.words_out,
    ):
        for piece in read():
            if not any(start < piece[1] and piece[0] < end for start, end, _ in found):
                found.append(piece)
    if not found:
        return None
    found.sort(key=lambda one: one[0])
    pieces: list[str | list[do.Action]] = []
    done: set[do.Action] = set()
    at = 0
    for start, end, some in found:
        pieces += [_between(said[at:start]), [one for one in some if one not in done]]
        done |= set(some)
        at = end
    return [piece for piece in (*pieces, _between(said[at:])) if piece]


def _between(text: str) -> str:
    """What stands between orders, with the full stop of its own; "" for nothing but marks."""
    text = text.lstrip(_MARKS).rstrip("，,、；; \n")
    return text if any(c.isalnum() for c in text) else ""


class _Reading:
    """A message and the draft that it is about."""

    def __init__(self, said: str, of: Referents) -> None:
        self.said, self.of = said, of
        masked = to_simplified(said)
        for start, end in quoted_in(said):
            masked = masked[:start] + _Q + QUOTED * (end - start - 1) + masked[end:]
        self.masked = masked

    def _text(self, match: re.Match[str], group: str) -> str:
        return self.said[slice(*match.span(group))]

    def _quotes(self, match: re.Match[str], group: str) -> list[str]:
        start, end = match.span(group)
        return [self.said[a + 1 : b - 1] for a, b in quoted_in(self.said) if start <= a and b <= end]

    # -- headings of items ---------------------------------------------------

    def renamed(self) -> Iterator[Piece]:
        """（二）的标题改成“…”, 第三小点叫“…”: one item after another."""
        for match in _renames().finditer(self.masked):
            if not (match["head"] or match["called"]):
                continue
            what = self._text(match, "what").strip(_MARKS)
            if quotes := self._quotes(match, "what"):
                what = quotes[0].strip("。")
            item = self._headed_item(what)
            is_numbered = re.fullmatch(rf"{_numbered()}(?:{order_words('counted')})?", to_simplified(what))
            if item is None and not is_numbered:
                continue
            new = text_of(self._text(match, "new")).strip("。")
            spot = Spot(item.section, item.first) if item else None
            yield (
                *match.span(),
                [do.EditSentence(self.of.where(spot), f"{item.number}{without_enumerator(new)}。")]
                if spot and item
                else [
                    do.NotUnderstood(
                        match.group() if QUOTED not in match.group() else self._text(match, "what")
                    )
                ],
            )

    def _headed_item(self, what: str) -> Stretch | None:
        """The one item with a heading of its own that is named, by number, by place or by its words."""
        counted = rf"(?:{order_words('counted')})"
        plain = re.sub(rf"(?:{order_words('of a count')})(?={counted}$)", "", to_simplified(what))
        bracket = re.fullmatch(rf"(?:{order_words('ordinal')})?(?P<n>[（(].+?[）)]){counted}?", plain)
        plain = bracket["n"] if bracket else plain
        first = item_named(self.of, plain)
        parts = dict.fromkeys(p.section for p in self.of.points if p.is_headed)
        held = [first] if first else [item_named(self.of, plain, self.of.whole(i)) for i in parts]
        headed = {p.first: p for p in held if p is not None and p.is_headed}
        return next(iter(headed.values())) if len(headed) == 1 else None

    # -- items that go -------------------------------------------------------

    def items_out(self) -> Iterator[Piece]:
        """（二）（四）（六）这三条不写了，删掉; 第（三）条、第（五）条都去掉."""
        for match in _items_out().finditer(self.masked):
            numbers = [
                re.sub(rf"[{order_words('ordinal')}（()）]", "", n)
                for n in re.findall(_numbered(), match["numbers"])
            ]
            part = self.of.stretch(self._text(match, "part")) if match["part"] else None
            if match["part"] and part is None:
                continue
            items = self._items(numbers, part)
            if not any(items):
                continue
            verb = match["verb"]
            outs: list[do.Action] = [do.DeleteSentence(where_of(self.of, one)) for one in items if one]
            lost = [
                do.NotUnderstood(f"{verb}（{n}）") for n, one in zip(numbers, items, strict=True) if not one
            ]
            yield *match.span(), [*outs, *lost]

    def _items(self, numbers: list[str], part: Stretch | None) -> list[Stretch | None]:
        """The items of these numbers in the part that is named, else in the one that has most of them; of
        parts with as many the one whose items have headings."""
        parts = [part.section] if part else dict.fromkeys(p.section for p in self.of.points)
        held = [[item_named(self.of, f"（{n}）", self.of.whole(i)) for n in numbers] for i in parts]

        def fits(some: list[Stretch | None]) -> tuple[int, int]:
            there = [one for one in some if one]
            return len(there), sum(one.is_headed for one in there)

        return max(held, key=fits, default=[None] * len(numbers))

    # -- quotations ----------------------------------------------------------

    def put_otherwise(self) -> Iterator[Piece]:
        """“甲。乙。”改成“丙。”, 第一部分“甲。”改成…: where other rules find no one sentence."""
        for match in _otherwise().finditer(self.masked):
            within, led = self._scope(self._text(match, "lead"))
            held = quoted_there(self._quotes(match, "old")[0], self.of, within)
            if not led or len(held) != 1 or (within is None and len(held[0].spots) < 2):
                continue
            new = text_of(self._text(match, "new"))
            if new:
                yield *match.span(), list(_put_otherwise(held[0], new, self.of))

    def quotes_out(self) -> Iterator[Piece]:
        """第一部分“甲。”这句删掉; “甲。乙。”“丙。”都删; 删掉这几句：“甲。”，还有“乙。”"""
        for form in (_quotes_out(), _out_quotes()):
            for match in form.finditer(self.masked):
                within, led = self._scope(self._text(match, "lead"))
                quotes = self._quotes(match, "things")
                held = [quoted_there(one, self.of, within) for one in quotes]
                is_nested = bool(quoted_in(quotes[0]))
                is_one = within is None and len(quotes) == 1 and not is_nested
                is_plain = is_one and (not held[0] or len(held[0][0].spots) < 2)
                if not led or is_plain or not any(held):
                    continue
                says_sentence = re.search(order_words("a sentence", "two of them"), match.group())
                yield *match.span(), list(self._each_out(quotes, held, bool(says_sentence)))

    def words_out(self) -> Iterator[Piece]:
        """删掉水价没有调整；删掉…: words that are all of one sentence, each with its order before them."""
        for match in _out_words().finditer(self.masked):
            held = quoted_there(self._text(match, "words").strip(_MARKS), self.of)
            if len(held) == 1 and held[0].is_whole:
                yield *match.span(), gone(held[0], self.of, is_sentence=True)

    def _each_out(self, quotes: list[str], held: list[list[Found]], is_sentence: bool) -> Iterator[do.Action]:
        for quote, found in zip(quotes, held, strict=True):
            if len(found) == 1:
                yield from gone(found[0], self.of, is_sentence=is_sentence)
            else:
                outs = [do.DeleteSentence(self.of.where(one.spots[0])) for one in found]
                yield do.NotUnderstood(f"“{quote}”", tuple(outs[:OFFERED]))

    def _scope(self, lead: str) -> tuple[Stretch | None, bool]:
        """The part or the item that is named before a quotation, and whether all that stands there is read."""
        plain = to_simplified(lead).strip(_MARKS)
        plain = re.sub(rf"^(?:{order_words('takes up')}|{telling('leads')})+", "", plain)
        plain = re.sub(rf"^(?:{order_words('takes out')})", "", plain)
        counted = (
            rf"(?:{order_words('a sentence', 'two of them', 'sentences of a kind', 'speaks of', 'in')})+$"
        )
        plain = re.sub(counted, "", plain).strip(_MARKS)
        if not plain:
            return None, True
        bare = re.sub(rf"(?:{order_words('within', 'at the front', 'speaks of')})+$", "", plain) or plain
        stretch = self.of.stretch(bare) or item_named(self.of, bare)
        return stretch, stretch is not None


def _put_otherwise(found: Found, new: str, of: Referents) -> Iterator[do.Action]:
    """What a quotation becomes in its sentences, which stand as one text then."""
    first, *others = found.spots
    number = of.texts[first][: len(of.texts[first]) - len(without_enumerator(of.texts[first]))]
    if found.is_whole:
        text = number + without_enumerator(new) if number else new
    else:
        text = found.text.replace(found.words, new.strip("。"), 1)
    for spot in reversed(others):
        yield do.DeleteSentence(of.where(spot))
    yield do.EditSentence(of.where(first), text)


@cache
def _numbered() -> str:
    first = order_words("ordinal")
    return rf"(?:(?:{first})?[（(][{HAN}\d]{{1,3}}[）)]|(?:{first}){NUMBER})"


@cache
def _renames() -> re.Pattern[str]:
    head = rf"(?P<head>(?:{order_words('that one', 'just told')})?(?:{order_words('heads it')}|{telling('small headings')}))"
    puts = (
        rf"(?:{order_words('puts otherwise')}|{order_words('titled')}|(?P<called>{order_words('is called')}))"
    )
    new = rf"(?P<new>{_QUOTE}|[^{_Q}{QUOTED}，,。；;\n]{{2,40}}?)"
    what = rf"(?P<what>{_QUOTE}|{_OUTSIDE}{{1,24}}?)"
    return re.compile(
        rf"{_BEGINS}{forms.up()}{what}(?:{OF})?(?:{head})?(?:{order_words('may join')})*{puts}[：:]?\s*{new}"
        rf"(?:{order_words('roughly ends')})*(?=[，,。；;\n]|$)[{_MARKS}]*"
    )


@cache
def _items_out() -> re.Pattern[str]:
    counted = rf"(?:{order_words('counted')})?"
    join = rf"(?:[，,]?(?:{forms.joining()}|[，,])?)"
    numbers = rf"(?P<numbers>{_numbered()}{counted}(?:{join}{_numbered()}{counted})+)"
    return re.compile(
        rf"{_BEGINS}{forms.up()}(?P<part>{_OUTSIDE}{{0,14}}?)(?:{OF})?{numbers}(?P<tail>(?:(?!{order_words('says not done')})[^。；;！!？?\n{_Q}]){{0,20}}?)"
        rf"(?P<verb>{order_words('takes out')}){forms.ends()}(?:[，,](?:{order_words('may join')})*(?:{order_words('takes out')}){forms.ends()})?"
        rf"(?=[，,。；;！!\n]|$)[{_MARKS}]*"
    )


@cache
def _out_words() -> re.Pattern[str]:
    return re.compile(
        rf"{_BEGINS}{forms.up()}(?:{order_words('takes out')})(?P<words>[^。；;！!？?\n{_Q}{QUOTED}]{{5,}})(?=[。；;！!\n]|$)[{_MARKS}]*"
    )


def _things() -> str:
    noun = f"[^{_Q}{QUOTED}，,。；;！!？?\\n：:]{{0,5}}"
    return rf"(?P<things>{_QUOTE}{noun}(?:[，,；;]?{noun}{_QUOTE}{noun})*?)"


@cache
def _otherwise() -> re.Pattern[str]:
    return re.compile(
        rf"{_BEGINS}(?P<lead>{_OUTSIDE}{{0,24}})(?P<old>{_QUOTE})(?:{order_words('a sentence', 'an item', 'two of them', 'sentences of a kind', 'may join')})*"
        rf"(?:{order_words('puts otherwise')})[：:]?\s*(?P<new>{_QUOTE}|[^{_Q}{QUOTED}\n]+)[{_MARKS}]*"
    )


@cache
def _quotes_out() -> re.Pattern[str]:
    return re.compile(
        rf"{_BEGINS}(?P<lead>{_OUTSIDE}{{0,24}}[：:]?){_things()}[，,]?(?:{order_words('a sentence', 'two of them', 'may join')})*"
        rf"(?:{order_words('takes out')}){forms.ends()}(?=[，,。；;！!\n]|$)[{_MARKS}]*"
    )


@cache
def _out_quotes() -> re.Pattern[str]:
    noun = rf"(?:{order_words('a sentence', 'two of them')})?"
    things = rf"(?P<things>{_QUOTE}{noun}(?:[，,；;]?{_OUTSIDE}{{0,4}}{_QUOTE}{noun})*)"
    return re.compile(
        rf"{_BEGINS}(?P<lead>(?:{order_words('takes out')}){_OUTSIDE}{{0,20}}[：:]?){things}(?=[，,。；;！!\n]|$)[{_MARKS}]*"
    )
