"""Odd figures, drawn: 37.5%, 1,286, 三百二, 五六百, 4分10秒, 教函〔2023〕17号."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

from draftbot.evaluation.drafting.planted.pieces import read_pieces, words
from draftbot.evaluation.drafting.planted.strings import FIGURE, Planted

_TENS = "二三四五六七八九"
# Measures that begin like a numeral: 【待补：金额】万元 shows nothing of the figure.
_MEASURES = ("千万元", "万余元", "万元", "亿元", "万")
_NEIGHBOURS = tuple(a + b for a, b in pairwise(_TENS))


class Figures:
    """Draws figures by what they measure, as reports write them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.data: Any = read_pieces("contacts")

    def count(self) -> Planted:
        """How many of something, before its measure word."""
        pick, number = self.chance.choice, self.chance.randint
        forms = (
            f"{number(1, 9)},{number(101, 998)}",
            str(number(32, 989)),
            str(number(1032, 9870)),
            f"{number(2, 19)}.{number(1, 9)}万",
            f"{pick(_NEIGHBOURS)}百",
            f"{pick(_TENS)}百{pick(_TENS)}十余",
            f"{pick(_TENS)}百{pick(_TENS)}十{pick(_TENS)}",
            f"{pick(_TENS)}十{pick(_TENS)}",
            f"{pick(_TENS)}千{pick(_NEIGHBOURS)}百",
            f"{pick(_TENS)}万{pick(_TENS)}千",
        )
        return _figure(pick(forms))

    def few(self) -> Planted:
        """A small number of something: 13, 二十七, 十七八, 三四十."""
        pick = self.chance.choice
        forms = (
            str(self.chance.randint(11, 59)),
            f"{pick(_TENS)}十{pick(_TENS)}",
            f"十{pick(_NEIGHBOURS)}",
            f"{pick(_NEIGHBOURS)}十",
        )
        return _figure(pick(forms))

    def change(self) -> Planted:
        """By how much a share rose or fell: 7.81个百分点, 12.6‰, 两成三."""
        pick, number = self.chance.choice, self.chance.randint
        text = f"{number(2, 9)}.{number(11, 98)}"
        forms = (
            (f"{text}个百分点", (text,)),
            (f"{text}‰", (text,)),
            (f"{pick('三四五六')}成{pick(_TENS)}", ()),
        )
        written, parts = pick(forms)
        return _figure(written, parts)

    def ratio(self) -> Planted:
        """37.5%, 九成三, 百分之八十七点五."""
        pick, number = self.chance.choice, self.chance.randint
        whole = f"{number(11, 98)}.{number(1, 9)}"
        forms = (
            (f"{whole}%", whole),
            (f"{number(61, 99)}%", ""),
            (f"{pick('六七八九')}成{pick(_TENS)}", ""),
            (f"百分之{pick(_TENS)}十{pick(_TENS)}点{pick(_TENS)}", ""),
        )
        text, part = pick(forms)
        return _figure(text, (part,) if part else ())

    def amount(self) -> Planted:
        """12.86万元, 三万二千元, 1,286.5元."""
        pick, number = self.chance.choice, self.chance.randint
        whole = f"{number(2, 97)}.{number(11, 98)}"
        forms = (
            (f"{whole}万元", whole),
            (f"{number(1, 9)},{number(101, 998)}.{number(1, 9)}元", ""),
            (f"{pick(_TENS)}万{pick(_TENS)}千元", ""),
            (f"{pick(_TENS)}千{pick(_NEIGHBOURS)}百元", ""),
            (f"人民币{number(13, 98)}万余元", ""),
        )
        text, part = pick(forms)
        return _figure(text, (part,) if part else ())

    def total(self) -> Planted:
        """What a whole unit turns over: 2.6亿元, 一亿三千万元, 8,412.5万元."""
        pick, number = self.chance.choice, self.chance.randint
        forms = (
            f"{number(2, 9)}.{number(2, 9)}亿元",
            f"{pick(_TENS)}亿{pick(_TENS)}千万元",
            f"{number(1, 9)},{number(101, 998)}.{number(1, 9)}万元",
        )
        return _figure(pick(forms))

    def price(self) -> Planted:
        """What one thing costs: 18.5元, 三百二, 二十六元五角."""
        pick, number = self.chance.choice, self.chance.randint
        forms = (
            f"{number(11, 98)}.{number(1, 9)}元",
            f"{pick(_TENS)}百{pick(_TENS)}",
            f"{pick(_TENS)}千{pick(_TENS)}",
            f"{pick(_TENS)}十{pick(_TENS)}元{pick(_TENS)}角",
            f"{number(112, 985)}元",
        )
        return _figure(pick(forms))

    def duration(self) -> Planted:
        """4分10秒, 1小时25分, 三刻钟."""
        pick, number = self.chance.choice, self.chance.randint
        minutes, seconds = f"{number(2, 9)}分", f"{number(11, 58)}秒"
        hours, rest = f"{number(2, 6)}小时", f"{number(11, 55)}分"
        forms = (
            (minutes + seconds, (seconds,)),
            (hours + rest, (hours, rest)),
            (f"{pick(_TENS)}十{pick(_TENS)}分钟", ()),
            (f"{number(13, 58)}分钟", ()),
        )
        text, parts = pick(forms)
        return _figure(text, parts)

    def date(self) -> Planted:
        """3月12日, 2021年9月14日, 9月14日至18日, 农历六月十八."""
        pick, number = self.chance.choice, self.chance.randint
        day = f"{number(1, 12)}月{number(1, 26)}日"
        forms = (
            (day, ()),
            (f"{number(2016, 2023)}年{day}", (day,)),
            (f"{day}至{number(27, 30)}日", (day,)),
            (f"农历{pick('二三四五六七八九')}月十{pick('一二三四五六七八九')}", ()),
        )
        text, parts = pick(forms)
        return _figure(text, parts)

    def document(self) -> Planted:
        """教函〔2023〕17号."""
        number = f"{self.chance.randint(3, 97)}号"
        sign = self.chance.choice(words(self.data["documents"]))
        year = self.chance.randint(2016, 2023)
        return _figure(f"{sign}〔{year}〕{number}", (f"〔{year}〕", number))

    def length(self) -> Planted:
        """12.5公里, 1,286米."""
        number = self.chance.randint
        forms = (f"{number(2, 97)}.{number(1, 9)}公里", f"{number(1, 9)},{number(101, 998)}米")
        return _figure(self.chance.choice(forms))

    def area(self) -> Planted:
        """1,286平方米, 三亩七分, 12.5平方公里."""
        pick, number = self.chance.choice, self.chance.randint
        forms = (
            f"{number(1, 9)},{number(101, 998)}平方米",
            f"{pick(_TENS)}亩{pick(_TENS)}分",
            f"{number(2, 97)}.{number(1, 9)}平方公里",
        )
        return _figure(pick(forms))

    def weight(self) -> Planted:
        """125克, 三斤六两."""
        pick = self.chance.choice
        return Planted(
            FIGURE, pick((f"{self.chance.randint(112, 988)}克", f"{pick(_TENS)}斤{pick(_TENS)}两"))
        )

    def width(self) -> Planted:
        """4.5米."""
        return _figure(f"{self.chance.randint(2, 9)}.{self.chance.randint(1, 9)}米")


def _figure(text: str, parts: tuple[str, ...] = ()) -> Planted:
    common = next((measure for measure in _MEASURES if text.endswith(measure)), "")
    return Planted(FIGURE, text, parts, common)
