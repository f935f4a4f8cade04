"""The name of a unit in a line of text, read by two witnesses: the nouns that end such names
(the tails of trades, 局, 公司 …) and a trained tagger.

Where both see one they must agree on its end: the tagger's ORG is cut back to the last such
noun in it (锦绣社区消防 → 锦绣社区); what only one sees counts where the words around it show
its limits (夕阳红养老院2024年…, which taggers cut in pieces).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import rjieba

from draftbot.chinese.organisations import unit_noun
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import ORGANISATION, PERSON, PLACE, TaggedWord, Tagger
from draftbot.chinese.word_lists import any_of, word_set, word_table, words_in
from draftbot.trades.trades import NO_TRADES, Trades

LONGEST = 30
_SHORTEST = 2
# What a name may be made of besides names: nouns, adjectives, numbers, abbreviations.
NOMINAL = frozenset("n nz nw nr ns nt s f a an vn m q j b l eng".split()) | {ORGANISATION, PLACE, PERSON}
_HAN = "\u4e00-\u9fff"
_IN_NAME = f"[{_HAN}A-Za-zXx×*某·0-9０-９（）()]"
_WHOLE = re.compile(rf"{_IN_NAME}{{{_SHORTEST},{LONGEST}}}")
_ASIDE = re.compile(r"[（(][^（()）]*[）)]$")
# A tail further on may still be of the same name: 松岗镇 goes on to 松岗镇中心小学.
_FURTHER = 6
_LEAST_NOUN = 2
# A token of a department alone: 财务科, 护理部.
_LEAST_DEPARTMENT = 3
_LEAST_WITHOUT_NOUN = _LEAST_LONG = 4


class UnitReader:
    """Finds units by name. Without a tagger the nouns alone must do."""

    def __init__(self, tagger: Tagger | None = None, trades: Trades = NO_TRADES) -> None:
        self.tagger, self.trades = tagger, trades
        self._tagged: dict[str, Sequence[TaggedWord]] = {}

    def words(self, text: str) -> Sequence[TaggedWord]:
        """The words of a simplified text by the tagger; none without one."""
        if self.tagger is None or not text:
            return ()
        if text not in self._tagged:
            self._tagged[text] = [_named_if_unknown(word) for word in self.tagger.tag([text])[0].words]
        return self._tagged[text]

    def noun_length(self, text: str) -> int:
        """The characters of the noun for a unit that ends `text` (医院, 镇); 0 where none does."""
        bare = _ASIDE.sub("", text)
        return max(self.trades.tail_length(bare), len(unit_noun(bare)))

    def is_unit(self, text: str) -> bool:
        """Whether a simplified text is a unit's name and nothing else."""
        text = text.strip()
        if not _WHOLE.fullmatch(text) or self._begins_or_ends_otherwise(text):
            return False
        noun = self.noun_length(text)
        words = self.words(text)
        if not words:
            is_place = len(text) >= _LEAST_DEPARTMENT and text.endswith(words_in("governing_places"))
            return noun >= _LEAST_NOUN or is_place or (noun > 0 and len(text) > _LEAST_DEPARTMENT)
        last = _last_but_aside(words)
        if last.tag == ORGANISATION and (noun or last.start == 0):
            return True
        if last.tag == PLACE and (noun or text.endswith(words_in("governing_places"))):
            return True
        if words[0].tag == ORGANISATION and noun:
            return True
        tail = self.trades.tail_length(_ASIDE.sub("", text))
        # 光明国|有|林场: a word within may be torn; 建设|幼儿园 may well be something done.
        # 育|英国|小: a lone verb at the start is torn from a name, too.
        begins = words[0].tag in NOMINAL or text[0] in word_set("unit_beginnings")
        begins = begins or (words[0].end == 1 and not self.trades.is_bare(text[1:]))
        begins = begins or words[0].end > len(text) - tail
        if begins and tail >= _LEAST_NOUN and _are_in_names(words[1:], "v"):
            return True
        is_department = last.tag in ("n", "nz") and len(last.text) >= _LEAST_DEPARTMENT
        return noun > 0 and begins and is_department and _are_in_names(words[1:])

    def at_start(self, text: str) -> str:
        """The unit that a simplified text begins with, without what shows its end; "" for none."""
        by_tagger, by_noun = self._tagged_at_start(text), self._noun_at_start(text)
        # 松坪镇 by the tagger, 松坪镇中心小学 by its noun, 松坪镇|农技|站 by a noun of one letter.
        name = by_noun if by_noun.startswith(by_tagger) else self._up_to_noun(by_tagger, text)
        if by_tagger == name and name.endswith(words_in("governing_places")):
            longer = self._short_noun_at_start(text)
            name = longer if longer.startswith(name) else name
        return name + self._body_behind(text, len(name)) if name else self._short_noun_at_start(text)

    def _up_to_noun(self, name: str, text: str) -> str:
        """A name that the tagger ends before the one character that is its noun: 船闸管理|所防台风."""
        if not name or self.noun_length(name):
            return name
        longer = text[: len(name) + 1]
        # 管理|所: as a word of its own, or the last of one that the dictionary has.
        return (
            longer
            if self.noun_length(longer) and not rjieba.has_word(text[len(name) : len(name) + 2])
            else name
        )

    def _body_behind(self, text: str, at: int) -> str:
        """党支部 or 工会, where it is the word behind a unit's name."""
        behind = next((word.text for word in self.words(text) if word.start == at), "")
        return behind if behind in self.trades.body_tails else ""

    def _short_noun_at_start(self, text: str) -> str:
        """By a noun of one character that is a word to the tagger, 白鹭|化肥|厂 or 公路养护|站, or
        that ends its first word, 殡仪馆, or one behind a place, 柳溪县|水利站; the place alone where there is
        none, or where the title goes on with what is done to such a unit: 图书站建设."""
        words = self.words(text)
        place = words[0].text if words and _may_govern(words[0]) else ""
        governed = place if not is_governing_place(place) and self.noun_length(place) else ""
        for i, word in enumerate(words):
            # 维护 of 灯塔|维护|站 is part of a name.
            if word.tag not in NOMINAL and not (i and word.tag == "v" and _is_one_letter(words[i + 1 :])):
                break
            is_long = len(word.text) >= _LEAST_DEPARTMENT
            ends_name = (is_long and bool(place)) or len(word.text) == 1 if i else is_long
            if ends_name and self.noun_length(word.text) and not _may_govern(word):
                named = text[: word.end]
                is_done_to = text[word.end :].startswith(tuple(word_set("doings")))
                return governed if is_done_to or self._begins_or_ends_otherwise(named) else named
        return governed

    def _tagged_at_start(self, text: str) -> str:
        """By the tagger: organisations and places that stand together at the start."""
        end = 0
        for word in self.words(text):
            if word.start != end or word.tag not in (ORGANISATION, PLACE):
                break
            end = word.end
        if not end:
            return ""
        named, last = text[:end], next(w for w in self.words(text) if w.end == end)
        cut = self._cut_to_noun(named)
        if last.tag == ORGANISATION:
            return cut or (named if self._may_be_without_noun(named) else "")
        return cut if cut and is_governing_place(cut) else self._if_unit_noun(cut)

    def _may_be_without_noun(self, name: str) -> bool:
        """中国移动, not 平安 of 平安校园."""
        return len(name) >= _LEAST_WITHOUT_NOUN and not self._begins_or_ends_otherwise(name)

    def _if_unit_noun(self, name: str) -> str:
        """A name the tagger calls a place, where its noun is a unit's: 白桦林场, not 学校食堂."""
        return name if name and self.trades.trade_of(name) and not self.trades.is_generic(name) else ""

    def _cut_to_noun(self, name: str) -> str:
        """A name as far as the last noun for a unit in it, "" where there is none."""
        if self.noun_length(name):
            return name
        ends = accumulate(map(len, rjieba.cut(name, True)))
        named = [name[:end] for end in ends if end > _SHORTEST and self.noun_length(name[:end])]
        return named[-1] if named else ""

    def _noun_at_start(self, text: str) -> str:
        """By its noun alone: the shortest name at the start, as long as it goes on."""
        found = self._name.match(text)
        if found is None or self._begins_or_ends_otherwise(found.group()):
            return ""
        end = found.end()
        while longer := self._further.match(text, end):
            end = longer.end()
        name = text[:end]
        if len(name) < _LEAST_DEPARTMENT or not self._ends_on_word(text, end):
            return ""
        return name

    def _ends_on_word(self, text: str, end: int) -> bool:
        """Whether the tagger, where there is one, ends a word there and finds no verb before it."""
        words = self.words(text)
        if not words:
            return True
        before = [word for word in words if word.end <= end]
        return any(word.end == end for word in words) and bool(before) and _are_in_names(before)

    @cached_property
    def _name(self) -> re.Pattern[str]:
        return re.compile(rf"[{_HAN}Xx×*某]{{0,16}}?(?:{self._nouns})(?![长员])")

    @cached_property
    def _further(self) -> re.Pattern[str]:
        # A long tail is hardly what a report is about.
        long = (tail for tail in self.trades.plain_tails if len(tail) >= _LEAST_LONG)
        inside = any_of((*words_in("units_within"), *long))
        return re.compile(rf"(?:[{_HAN}]{{0,{_FURTHER}}}?(?:{inside}))(?![长员])")

    @cached_property
    def _nouns(self) -> str:
        known = self.trades.plain_tails or words_in("unit_nouns")
        return any_of(noun for noun in known if len(noun) >= _LEAST_NOUN)

    def _is_many(self, name: str) -> bool:
        return name.endswith(words_in("many_units"))

    def _begins_or_ends_otherwise(self, text: str) -> bool:
        return (
            (text[0] in word_set("no_name_begins") and rjieba.cut(text, True)[0] == text[0])
            or text.endswith(words_in("no_name_ends"))
            or self._is_many(text)
        )


def _is_one_letter(rest: Sequence[TaggedWord]) -> bool:
    return bool(rest) and len(rest[0].text) == 1


def _named_if_unknown(word: TaggedWord) -> TaggedWord:
    """A word that the tagger takes for something done and no dictionary has (听潮 of 听潮宾馆),
    as the name it is likely to be."""
    is_unknown = word.tag in ("v", "vd") and len(word.text) > 1 and not rjieba.has_word(word.text)
    return word._replace(tag="nz") if is_unknown else word


def _are_in_names(words: Sequence[TaggedWord], *others: str) -> bool:
    """Whether words may all stand in a name: nouns and the like, and words of `others`' tags."""
    return all(word.tag in NOMINAL or word.tag in ("w", "r", *others) for word in words)


def is_governing_place(name: str) -> bool:
    """Whether a place's name is also that of who governs it: 城关镇, 柳荫街道, 大王庄村."""
    return name.endswith(word_table("governing_places")["alone"])


def _may_govern(word: TaggedWord) -> bool:
    """Whether a word is a place whose unit another word may name: 云溪县|农技|站."""
    return is_governing_place(word.text) or (
        word.tag == PLACE and word.text.endswith(words_in("governing_places"))
    )


def _last_but_aside(words: Sequence[TaggedWord]) -> TaggedWord:
    """The last word that does not stand in brackets at the end: 银行 of 建设银行（云溪支行）."""
    depth = 0
    for word in reversed(words):
        depth += any(mark in word.text for mark in "）)")
        if not depth:
            return word
        depth -= any(mark in word.text for mark in "（(")
    return words[-1]


def simplified_name(text: str, name: str) -> str:
    """The part of `text` whose Simplified form is `name`, as it is written there."""
    at = to_simplified(text).find(name)
    return text[at : at + len(name)] if at >= 0 else name
