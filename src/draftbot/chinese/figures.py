"""What a text counts and measures, as values that can be compared: 三百二十余名 and 320人.

Finds more than masking does: whatever is written with a digit, or counted in
Chinese numerals, unless it only numbers the text (一是, （二）, 第三) or is part of a
set phrase (一岗双责, 党的二十大, 24小时).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rjieba

from draftbot.chinese.dates import When, find_dates
from draftbot.chinese.numerals import CHINESE, Number, find_numbers

# Measure words by what they measure: two figures of different kinds are never the same fact.
_MEASURES = {
    "people": "人次 人 名 位 户",
    "share": "个百分点 % ‰ 成",
    "money": "元 块钱",
    "area": "平方米 平方公里 公顷 亩 ㎡",
    "length": "公里 千米 厘米 毫米 米",
    "weight": "公斤 千克 吨 斤 克",
    "time": "小时 分钟 秒钟 秒 工作日 个月 月龄 学期 学时 课时 季度 周年 周 天 年 岁",
    "times": "场次 次 场 期 轮 批次 批 届 遍 回 趟 倍",
    "things": "个 所 家 处 项 条 起 件 间 栋 座 类 支 种 篇 例 份 册 本 套 台 部 辆 只 根 块 张 幅 具 顶 双 把 盏 棵 株 桶 箱 包 袋 瓶 枚 副 卷 层 扇 床 盒 班 村 组 校 门 节 对",
    # After a single Chinese digit these make words more often than counts: 三级, 两点, 四路.
    "": "点 度 号 分 级 路 楼 岗 方 类 字",
}
_KIND_OF = {word: kind for kind, words in _MEASURES.items() for word in words.split()}
_MEASURE = re.compile(
    r"\s*(?P<about>[余多来几])?\s*(?:个(?:半(?=小时|月|学期|学年)|(?=多?(?:小时|工作日|学期|课时|学时|季度))))?(?P<about2>多)?"
    rf"(?P<word>(?!年级)(?:{'|'.join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True))}))?"
)
_FRACTION = re.compile(
    rf"(?P<whole>[{CHINESE}]+|\d+)分之(?P<part>[{CHINESE}]+(?:点[{CHINESE}]+)?|\d+(?:\.\d+)?)"
)
_DIGIT = "一二三四五六七八九"
_CN = "一二三四五六七八九十两百"
# Numbers that number the text itself.
_ORDINAL = re.compile(
    rf"第[{_CN}\d]+|其[{_DIGIT}](?=[是、，,：:])|(?:^|(?<=[。；：;:，,\s]))[{_CN}]{{1,3}}(?:[是要]|、(?![{_CN}]+[月日]))"
    rf"|[（(][{_CN}]{{1,3}}[)）]|(?:^|(?<=[。；;：:\n]))\s*[（(]\d{{1,2}}[)）]|(?:^|(?<=[。；;\n]))\s*\d{{1,2}}(?:[.．](?!\d)|[、)）])|[①-⑳]"
)
# Set phrases of the trade that hold a number but count nothing of one unit's.
_SET_PHRASE = re.compile(
    rf"党的[{_CN}]+大|[{_CN}]+届[{_CN}]*中全会|[“\"]?[{_CN}]+五[”\"]?\s?(?:规划|时期|期间)|二十一?世纪|每[百千万]"
    r"|[两三四五六七八九十]个(?:方面|层面|环节|阶段|维度|必须|意识|自信|维护|统一|结合|到位|一体|关键|代表|务必|确立|坚持|带头|严格|全面|不|一)"
    r"|[两三四五六七八九]项(?:规定|纪律)|[两三四五六七八九]位一体|[一二三四五六七八九]对[一二三四五六七八九多]"
    rf"|[{_DIGIT}两][^，。、；\d]{{1,2}}[{_DIGIT}两](?:不|[责课做直大制防包定会查化清]|达标)|三同时|三个代表|百日(?:攻坚|行动|整治)"
    r"|(?:五一|六一|七一|八一|十一|三八)(?=国际|节|前|期间|假|妇女|劳动|儿童|国庆|表彰|黄金|[”\"])"
    r"|24小时|二十四小时|7\s*[×xX*]\s*24|(?<!\d)(?:110|119|120|122|12345|12315|12355)(?=电话|热线|平台|报警|指挥)"
    r"|十分(?![钟之])|百分百|百分之百|一[点些般直样定起]|九年(?:一贯|义务)|[一二三]级(?=响应|预警|医院)|两癌|[234]D|[45]G|A4"
)
_COUNTERS = "两三四五六七八九十百千万亿"
# Words of the dictionary with a numeral in them count nothing (统一, 千方百计, 一岗双责),
# unless they are numbers (m) or names of amounts (n, t).
_WORD_TAGS = ("i", "l", "v", "a", "d", "c", "r")
# Some of them are amounts all the same: 十几人, 数十年.
_AMOUNT = re.compile(r"[几数十百千万](?:[余多](?:人|名|次|年|天|个|元)?|人|名|次|年|天|个|元)$")
_ANY = re.compile(rf"[\d{CHINESE}]")
_ASCII_WORD = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a fact: `kind` is what its measure word measures, "" when nothing
    tells; `is_about` for 三百余; `text` as written, with its measure."""

    start: int
    end: int
    text: str
    value: float
    kind: str
    is_about: bool = False

    def is_said_by(self, other: Figure) -> bool:
        """Whether `other` states this figure: the same amount of the same thing."""
        if self.kind and other.kind and self.kind != other.kind:
            return False
        if self.is_about and not other.is_about:
            # 三百余 is true of 320, not of 420.
            return self.value <= other.value < self.value + _step(self.value)
        return abs(self.value - other.value) < 1e-6


@dataclass(frozen=True, slots=True)
class Stated:
    """The figures and the dates a text states, each in order; offsets are into the text."""

    figures: tuple[Figure, ...] = ()
    dates: tuple[When, ...] = ()


def find_stated(plain: str) -> Stated:
    """What a text given by `plain_digits` states."""
    if not _ANY.search(plain):
        return Stated()
    fixed = [m.span() for m in _SET_PHRASE.finditer(plain)]
    dates = [when for when in find_dates(plain) if _is_free(when.start, when.end, fixed)]
    taken = [*fixed, *(m.span() for m in _ORDINAL.finditer(plain)), *((w.start, w.end) for w in dates)]
    figures: list[Figure] = []
    for figure in (*_fractions(plain), *_counts(plain)):
        if _is_free(figure.start, figure.end, taken):
            figures.append(figure)
            taken.append((figure.start, figure.end))
    return Stated(tuple(sorted(figures, key=lambda f: f.start)), tuple(dates))


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= s or start >= e for s, e in taken)


def _fractions(plain: str) -> Iterator[Figure]:
    """百分之九十八点五 is 98.5 %, 三分之二 is 66.67 %."""
    for match in _FRACTION.finditer(plain):
        whole, part = (find_numbers(match[name])[0].value for name in ("whole", "part"))
        if whole:
            yield Figure(*match.span(), match.group(), part * 100 / whole, "share")


def _counts(plain: str) -> Iterator[Figure]:
    words: frozenset[int] | None = None
    for number in find_numbers(plain):
        measure = _MEASURE.match(plain, number.end)
        word = measure["word"] or "" if measure else ""
        is_arabic = number.text[0].isdigit()
        if is_arabic:
            if _ASCII_WORD.match(plain[max(0, number.start - 1) : number.start]):
                continue
        elif not _counts_something(number, word):
            continue
        else:
            words = _words(plain) if words is None else words
            if words.issuperset(range(number.start, number.end)):
                continue
        about = bool(measure and (measure["about"] or measure["about2"]))
        end = measure.end() if measure and (word or about) else number.end
        value = number.value * 10 if word == "成" else number.value
        yield Figure(
            number.start, end, plain[number.start : end].strip(), value, _KIND_OF.get(word, ""), about
        )


def _counts_something(number: Number, word: str) -> bool:
    """Whether a number in Chinese numerals counts. A longer one does; a lone digit only
    before a measure word, a lone 一 hardly ever (an article), a lone 二 only of people
    (二次 is the second time, twice is 两次)."""
    if len(number.text) > 1:
        return True
    kind = _KIND_OF.get(word, "")
    return bool(kind) and number.text in (_COUNTERS if kind != "people" else _COUNTERS + "二")


def _words(plain: str) -> frozenset[int]:
    """The places of all characters that belong to dictionary words which are no numbers."""
    places: set[int] = set()
    at = 0
    for word, tag in rjieba.tag(plain, True):
        is_word = len(word) > 1 and tag.startswith(_WORD_TAGS) and rjieba.has_word(word)
        if is_word and not _AMOUNT.search(word):
            places.update(range(at, at + len(word)))
        at += len(word)
    return frozenset(places)


def _step(value: float) -> float:
    """How much 余 may add: less than one of the last place that is not zero."""
    step = 1.0
    while value >= step * 10 and value % (step * 10) == 0:
        step *= 10
    return step
