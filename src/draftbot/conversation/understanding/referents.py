"""What of a draft the words of an order mean: sentences, items, halves of sentences, places.

A sentence that is named is one sentence. Where the words fit several equally all of them come back, and
whoever asked lets the user choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.numerals import HAN, integer_in, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.shingles import overlap, shingles
from draftbot.chinese.word_lists import any_of, word_table
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.naming import by_role
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import COUNTED_PART, NUMBER, OF, unquoted
from draftbot.domain import Draft
from draftbot.drafts.addresses import LAST, Spot, Where, heading_of, sentences_in

_BLANK = re.compile("【[^】]*】")
_MARKS = '，,。；;：:！!？?、 “”"「」'
_NUMBERED = re.compile(rf"[（(](?P<n>[{HAN}\d]{{1,3}})[）)]")
_LONGEST_HEAD, _LEAST, _ENOUGH, _SAME = 20, 2, 0.7, 0.4
# Tags of words that name nothing by themselves.
_EMPTY_TAGS = frozenset(("u", "p", "c", "xc", "w", "r", "d"))


@cache
def order_words(*keys: str) -> str:
    """A pattern for any of the words of data/words_of_desk_orders.txt under these keys."""
    table = word_table("words_of_desk_orders", "draftbot.conversation")
    return any_of(word for key in keys for word in table[key])


@cache
def counted_form() -> re.Pattern[str]:
    """第3句, 第一条."""
    first, of = order_words("ordinal"), order_words("counted")
    return re.compile(rf"(?:{first})(?P<n>{NUMBER})(?:{order_words('of a count')})?(?P<of>{of})")


@cache
def _run() -> re.Pattern[str]:
    """第1到4句."""
    first, of = order_words("ordinal"), order_words("counted")
    to = rf"(?:{order_words('up to')}|[—~-])+"
    return re.compile(rf"(?:{first})?(?P<a>{NUMBER})(?:{of})?{to}(?:{first})?(?P<b>{NUMBER})(?:{of})")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences of one section in a row, `first` up to `end`: a whole section, or an item with all under it.
    `is_headed` tells that the first but heads what stands under it."""

    section: int
    first: int
    end: int
    number: str = ""
    head: str = ""
    is_headed: bool = False

    @property
    def told(self) -> range:
        """Its sentences but for its heading."""
        return range(self.first + self.is_headed, self.end)


class Referents:
    """What the words of orders mean in one draft."""

    def __init__(self, view: View, draft: Draft) -> None:
        self.view, self.draft = view, draft
        self.texts = {spot: to_simplified(s.text) for spot, s in sentences_in(draft)}
        self.points = list(points_of(draft))
        self._heads = {Spot(p.section, p.first) for p in self.points if p.is_headed}

    def where(self, spot: Spot, said: str = "") -> Where:
        """A sentence by words that are its own and stay when its blanks are filled; as they were said where
        only it has them."""
        text = self.draft.part(spot.section).sentences[spot.sentence].text.strip("。")
        bare = text[item.end() :] if (item := ITEM.match(text)) else text  # numbers change
        text = bare if sum(bare in t for t in self.texts.values()) == 1 else text
        if len(said) > _LEAST and said in text and sum(said in t for t in self.texts.values()) == 1:
            return Where(quote=said)
        pieces = sorted(_BLANK.split(text), key=len, reverse=True) if "【" in text else []
        held = [p for p in pieces if len(p) > _LEAST and sum(p in t for t in self.texts.values()) == 1]
        quote = held[0] if held else text
        is_twice = not held and sum(t.strip("。") == quote for t in self.texts.values()) > 1
        return Where(heading_of(self.draft, spot.section) if is_twice else "", quote=quote)

    def spot_of(self, where: Where) -> Spot | None:
        return next((spot for spot, text in self.texts.items() if to_simplified(where.quote) in text), None)

    def whole(self, section: int) -> Stretch:
        return Stretch(section, 0, len(self.draft.part(section).sentences))

    # -- stretches -----------------------------------------------------------

    def stretch(self, said: str) -> Stretch | None:
        """The part or the item that words name, and nothing else beside."""
        plain = self._by_its_heading(to_simplified(said).strip(_MARKS))
        plain = re.sub(rf"(?:{order_words('within', 'a block', 'a part')}|{OF})+$", "", plain).strip(_MARKS)
        plain = re.sub(rf"^(?:{order_words('takes up')}|{order_words('heads it')})+", "", plain).strip(_MARKS)
        if not plain:
            return None
        match = _NUMBERED.search(plain)
        rest = plain.replace(match.group(), "").strip(_MARKS) if match else plain
        rest = re.sub(rf"(?:{order_words('within', 'a part', 'heads it')}|{OF})+$", "", rest)
        if match:
            wanted = integer_in(plain_digits(match["n"]))
            held = [p for p in self.points if integer_in(plain_digits(p.number.strip("（）()"))) == wanted]
            if rest:
                inside = self.stretch(rest)
                if inside is None:
                    return None
                held = [p for p in held if p.section == inside.section]
                held = [p for p in held if not inside.number or p == inside]
            return held[0] if len(held) == 1 else None
        return self._headed(rest)

    def _by_its_heading(self, plain: str) -> str:
        """经验体会（二） for 第三部分（二）."""
        counted = re.search(COUNTED_PART, plain)
        wish = Wish(counted.group(), self.view) if counted else None
        if counted is None or wish is None or wish.section not in self.view.headings:
            return plain
        return f"{plain[: counted.start()]}{wish.section}{plain[counted.end() :]}"

    def _headed(self, plain: str) -> Stretch | None:
        tops = [(i, to_simplified(one.heading)) for i, one in enumerate(self.draft.sections)]
        if inside := self._inside(plain, tops):
            return inside
        same = [self.whole(i) for i, heading in tops if heading == plain]
        same = same or [p for p in self.points if p.head == plain]
        if len(same) == 1:
            return same[0]
        if len(plain) < _LEAST:
            return None
        held = [self.whole(i) for i, heading in tops if plain in heading]
        points = [p for p in self.points if p.is_headed and plain in p.head]
        if len(held) + len(points) == 1:
            return (held or points)[0]
        if held or points:
            return None
        wish = Wish(plain, self.view)
        role = by_role(self.view, [plain])
        names = [wish.section] if wish.numbers_of_sections else role
        if not names and wish.section and all(w.text in wish.section for w in self.view.words(plain)):
            names = [wish.section]
        at = [i for i, heading in tops if names and self.draft.sections[i].heading == names[0]]
        return self.whole(at[0]) if len(at) == 1 else None

    def _inside(self, plain: str, tops: Sequence[tuple[int, str]]) -> Stretch | None:
        """The one item of a part that is named behind it: 主要做法的阅读推广."""
        for i, heading in tops:
            rest = plain.removeprefix(heading).removeprefix(OF).strip(_MARKS)
            held = [p for p in self.points if p.section == i and p.is_headed and rest in p.head]
            if rest and plain.startswith(heading) and len(held) == 1:
                return held[0]
        return None

    # -- sentences -----------------------------------------------------------

    def counted(self, said: str, within: Stretch | None = None) -> list[list[Spot]] | None:
        """What is counted in a part: 第3句, 第一条 with all under it; None where nothing is counted."""
        plain = to_simplified(said)
        run = _run().search(plain)
        found = [run] if run else list(counted_form().finditer(plain))
        if not found:
            return None
        head = _head_of(plain)
        tail = self.telling(plain[found[-1].end() :])
        scope = self.scope_of(said, within)
        if scope is None and not head and tail and len(found) == 1 and not run:
            return self._counted_anywhere(integer_in(plain_digits(found[0]["n"])) or 0, found[0]["of"], tail)
        if scope is None:
            return None
        if run:
            low, high = (integer_in(plain_digits(run[g])) or 0 for g in "ab")
            numbers = [(n, run.group()[-1]) for n in range(low, high + 1)]
        else:
            numbers = [(integer_in(plain_digits(m["n"])) or 0, m["of"]) for m in found]
        spots = [self._nth(scope, n, of) for n, of in numbers]
        return spots if all(spots) else None

    def scope_of(self, said: str, within: Stretch | None) -> Stretch | None:
        """The part that is counted in: the one named before the count, else `within`."""
        head = _head_of(to_simplified(said))
        return self.stretch(head) if head else within

    def _counted_anywhere(self, n: int, of: str, words: Sequence[str]) -> list[list[Spot]] | None:
        """第二条雷达: the one second item that speaks of it."""
        nth = (self._nth(self.whole(i), n, of) for i in range(len(self.draft.sections)))
        held = [spots for spots in nth if spots and any(w in self.texts[s] for s in spots for w in words)]
        return held if len(held) == 1 else None

    def _nth(self, scope: Stretch, n: int, of: str) -> list[Spot]:
        told = [Spot(scope.section, i) for i in range(scope.first, scope.end)]
        if not re.fullmatch(order_words("a sentence counted"), of):
            inside = [
                p for p in self.points
                if p.section == scope.section and scope.first <= p.first < scope.end and p != scope
            ]  # fmt: skip
            brackets = [p for p in inside if p.number[0] in "（("]
            if items := brackets or inside:
                if not 0 < n <= len(items):
                    return []
                item = items[n - 1]
                end = item.end if item.number[0] in "（(" else item.first + 1
                return [Spot(scope.section, i) for i in range(item.first, end)]
        if scope.is_headed:
            told = told[1:]
        return [told[n - 1]] if 0 < n <= len(told) else []

    def sentences(self, said: str, within: Stretch | None = None) -> list[Spot]:
        """The sentences that words fit best, all equally: all of their telling words stand in each; where
        there is none, nearly all in one."""
        plain, scope = self.scoped(said, within)
        if not plain:
            return []
        texts = [
            (spot, _BLANK.sub("\0", text))
            for spot, text in self.texts.items()
            if scope is None or (spot.section == scope.section and scope.first <= spot.sentence < scope.end)
        ]
        sentences = [one for one in texts if one[0] not in self._heads]
        for some in (sentences, texts):
            if found := self._fitting(plain, some):
                return found
        return self._by_source(plain)

    def _by_source(self, plain: str) -> list[Spot]:
        """The sentences whose sources name what is a blank in them now: 周建民那句."""
        words, found = self.telling(plain), list[Spot]()
        texts = {s.number: s.text for s in self.draft.sources}
        for spot, sentence in sentences_in(self.draft) if words else ():
            mine = frozenset(shingles(_BLANK.sub("", sentence.text)))
            told = (
                one for n in sentence.citations for one in split_sentences(to_simplified(texts.get(n, "")))
            )
            held = (one for one in told if all(word in one for word in words))
            if any(overlap(mine, frozenset(shingles(one))) >= _SAME for one in held):
                found.append(spot)
        return found

    def _fitting(self, plain: str, texts: Sequence[tuple[Spot, str]]) -> list[Spot]:
        if whole := [spot for spot, text in texts if _stands(plain, text)]:
            return whole
        words = self.telling(plain)
        if not words:
            return []
        held = [(spot, text) for spot, text in texts if all(_stands(w, text) for w in words)]
        if held:
            return _nearest(plain, held)
        size = sum(map(len, words))
        shares = {spot: sum(len(w) for w in words if _stands(w, text)) / size for spot, text in texts}
        best = max(shares.values(), default=0)
        nearest = [spot for spot, share in shares.items() if share == best]
        is_enough = best >= _ENOUGH and size >= 2 * _LEAST
        return nearest if is_enough and len(nearest) == 1 else []

    def scoped(self, said: str, within: Stretch | None = None) -> tuple[str, Stretch | None]:
        """The words of a sentence, and the part that is said before them: 第三部分里讲闸机."""
        plain = to_simplified(said).strip(_MARKS)
        plain = re.sub(rf"^(?:{order_words('takes up')})+", "", plain).strip(_MARKS)
        for match in re.finditer(rf"(?:{order_words('within')})(?:{order_words('speaks of')})*", plain):
            head, rest = plain[: match.start()], plain[match.end() :]
            if len(rest) >= _LEAST and (scope := self.stretch(head)):
                return rest.strip(_MARKS), scope
        return re.sub(f"{OF}$", "", plain).strip(_MARKS), within

    def telling(self, plain: str) -> list[str]:
        """The words that tell something by themselves."""
        words = [w for w in self.view.words(plain) if w.tag not in _EMPTY_TAGS]
        empty = re.compile(order_words("empty"))
        long = [w.text for w in words if len(w.text) >= _LEAST or w.text.isdigit()]
        return [w for w in long if not empty.fullmatch(w)]

    def halves(self, said: str) -> list[tuple[Spot, str]]:
        """What stands between two marks and says so; of a sentence that is all one the whole."""
        plain, _ = self.scoped(said)
        words = self.telling(plain)
        found = []
        for spot in self.sentences(said):
            text = self.draft.part(spot.section).sentences[spot.sentence].text
            item = ITEM.match(text)
            body = text[item.end() if item else 0 :].rstrip("。；")
            clauses = [c for c in re.split("[，；]", body) if c]
            if plain and (named := [c for c in clauses if plain in to_simplified(c)]):
                pass
            else:
                named = [c for c in clauses if words and all(w in to_simplified(c) for w in words)]
            found.append((spot, named[0] if len(named) == 1 and len(clauses) > 1 else ""))
        return found

    # -- places --------------------------------------------------------------

    def place(self, said: str, within: int | None = None) -> tuple[str, int] | None:
        """Where something shall go: the heading of a part and the place in it, LAST for its end."""
        plain = to_simplified(said).strip(_MARKS)
        plain = re.sub(rf"(?:{order_words('roughly ends')})+$", "", plain).strip(_MARKS)
        if within is not None and re.fullmatch(order_words("at the front"), plain):
            return self.draft.sections[within].heading, 1
        if within is not None and re.fullmatch(order_words("at the end"), plain):
            return self.draft.sections[within].heading, LAST
        match = re.fullmatch(
            rf"(?P<what>.+?)(?:(?P<behind>{order_words('behind')})|(?P<ahead>{order_words('ahead')}))", plain
        )
        last = re.fullmatch(rf"(?P<what>.+?)(?:{OF})?(?:{order_words('at the end')})", plain)
        if last and (item := self.item_whole(last["what"])):
            return self.end_of(item)
        if match and (spots := self._one(match["what"])):
            return self._beside(spots, bool(match["behind"]))
        if stretch := self.stretch(plain):
            return self.end_of(stretch)
        match = re.fullmatch(rf"(?P<what>.+?)(?:{OF})?(?:(?P<first>{order_words('at the front')}))", plain)
        if match and (stretch := self.stretch(match["what"])):
            return heading_of(self.draft, stretch.section), stretch.first + stretch.is_headed + 1
        bare = re.sub(rf"(?:{order_words('within')})+$", "", plain)
        held = [p for p in self.points if len(bare) >= _LEAST and bare in p.head]
        return self.end_of(held[0]) if len(held) == 1 else None

    def _one(self, said: str) -> list[Spot]:
        counted = self.counted(said)
        if counted is not None:
            return counted[0] if len(counted) == 1 else []
        if item := self.item_whole(said):
            return [Spot(item.section, i) for i in range(item.first, item.end)]
        bare = re.sub(rf"(?:{order_words('a sentence', 'an item')})$", "", said)
        if bare == said and (stretch := self.stretch(said)) and stretch.number:
            return [Spot(stretch.section, i) for i in range(stretch.first, stretch.end)]
        found = self.sentences(bare)
        return found if len(found) == 1 else []

    def item_whole(self, said: str) -> Stretch | None:
        """The one item with a heading that words call one, with all that stands under it: 河道管护那一段."""
        bare = re.sub(rf"(?:{order_words('an item')})$", "", said)
        words = self.telling(bare) if bare != said else []
        held = [p for p in self.points if p.is_headed and words and all(w in p.head for w in words)]
        return held[0] if len(held) == 1 else None

    def _beside(self, spots: Sequence[Spot], is_behind: bool) -> tuple[str, int]:
        spot = spots[-1] if is_behind else spots[0]
        return heading_of(self.draft, spot.section), spot.sentence + 1 + is_behind

    def end_of(self, stretch: Stretch) -> tuple[str, int]:
        heading = heading_of(self.draft, stretch.section)
        return heading, stretch.end + 1 if stretch.number else LAST


def _head_of(plain: str) -> str:
    """What is said before a count."""
    found = _run().search(plain) or counted_form().search(plain)
    head = plain[: found.start()].strip(_MARKS) if found else ""
    return re.sub(rf"^(?:{order_words('takes up')})+", "", head)


def points_of(draft: Draft) -> Iterator[Stretch]:
    """The items of a draft, each with all that stands under it."""
    for i, section in enumerate(draft.sections):
        texts = [s.text for s in section.sentences]
        marks = [ITEM.match(text) for text in texts]
        for at, match in enumerate(marks):
            if match is None:
                continue
            is_bracket = match.group()[0] in "（("
            behind = (j for j in range(at + 1, len(texts))
                      if (m := marks[j]) and (not is_bracket or m.group()[0] in "（("))  # fmt: skip
            end = next(behind, len(texts))
            body = texts[at][match.end() :].rstrip("。；：:")
            head = re.split("[，。；：:]", body, maxsplit=1)[0]
            is_headed = is_bracket and head == body and len(head) <= _LONGEST_HEAD and end > at + 1
            yield Stretch(i, at, end, match.group(), to_simplified(head), is_headed)


def _nearest(plain: str, held: Sequence[tuple[Spot, str]]) -> list[Spot]:
    """Of sentences that have all words those that share most pairs of characters with what was said."""
    pairs = {plain[i : i + 2] for i in range(len(plain) - 1)}
    shared = {spot: sum(pair in text for pair in pairs) for spot, text in held}
    most = max(shared.values())
    return [spot for spot, n in shared.items() if n == most]


def _stands(word: str, text: str) -> bool:
    return word in text if not word.isdigit() else re.search(rf"(?<![\d.]){word}(?![\d.])", text) is not None


def text_of(words: str) -> str:
    """A text for the draft, without the marks that lead on to it and from it."""
    return unquoted(words.strip()).strip("，,、； ")
