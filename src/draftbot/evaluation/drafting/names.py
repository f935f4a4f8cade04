"""The proper names a corpus holds: its units, and the places and persons its passages speak of.

Found by what stands around a name anywhere in the corpus, so that the name is
known wherever a draft repeats it: an office beside it here betrays it there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rjieba

from draftbot.chinese.scripts import normalise

_HAN = "\u4e00-\u9fff"
_AREA = re.compile(rf"^([{_HAN}]{{2,4}}?)(省|市|区|县|镇|乡|街道|街|路|村)(?=[{_HAN}])")
_UNIT_TAILS = (
    "街道办事处|街道办|办事处|人民政府|幼儿园|小学|中学|学校|学院|教育局|教体局|委员会|派出所|卫生院|医院"
    "|居委会|村委会|公司|大队|救援站"
)
_UNIT_TAIL = re.compile(rf"(?:{_UNIT_TAILS}|局)(?:附属[{_HAN}]{{2,3}})?$")
_UNIT = re.compile(rf"([{_HAN}]{{2}})(?:{_UNIT_TAILS})")
_PLACE = re.compile(rf"([{_HAN}]{{2}})(?:街道|水库|大桥|[省市区县镇乡村路街巷河江湖溪塘])")
# A village may be called by any noun (枫树村), but not by what only says of which kind it is.
_VILLAGE = re.compile(rf"([{_HAN}]{{2}})(?:[村乡镇巷]|新村)(?![{_HAN}]?[级里民])")
_KINDS = frozenset(
    "贫困 缺水 示范 试点 重点 边远 文明 行政 自然 先进 偏远 中心 周边 沿河 沿街 农家 城乡 山区 美丽 平安 所在 特色 产煤 部分 个别".split()
)
_OFFICE = (
    "书记|园长|校长|局长|主任|镇长|乡长|区长|县长|市长|所长|处长|科长|股长|组长|队长|班长|站长|会长|主席|经理|厨师长"
    "|保健医生|保健医|老师|教师|医生|同志|干事|专干|网格员|辅导员|联络员|安全员|负责人|联系人|会计"
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤岑温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岳景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
_PERSONS = (
    re.compile(
        rf"(?:{_OFFICE})([{_SURNAMES}][{_HAN}]{{1,2}}?)"
        r"(?=[，。、；：（(]|任|为|担任|带|主持|牵头|在|与|和|及|对|负责|逐|每|专人|具体|分管|说|同志|$)"
    ),
    re.compile(rf"(?<![{_HAN}])([{_SURNAMES}][{_HAN}]{{1,2}}?)(?=副?(?:{_OFFICE}))"),
)
_NO_NAME = re.compile(
    r"[的了在和与及或各每全本我该这那某等从到对把被将由为以向至于入进出上下前后内外有无不一二三四五六七八九十个某副]"
)
# Real places the dictionary knows, but which these reports use for no place.
_ANYWHERE = frozenset("中国 中华人民共和国 中华 祖国 全国 长城 新城 新建 商城 大都 城区 山区".split())
# What stands in the names of units of any place.
_ANY_UNIT = frozenset("中心 实验 重点 机关 直属 附属 公办 民办 科技 教育 体育 人民 镇 乡 区 市 县".split())
# A word with a tail of places that so many reports use names no place of one of them.
_COMMON = 4


@dataclass(frozen=True, slots=True)
class Names:
    """`kinds` has each name's kind (unit, place, person), longer names first."""

    kinds: dict[str, str]

    def within(self, text: str, known: str) -> Iterator[tuple[str, str]]:
        """(kind, name) of each name in `text` that does not stand in `known`, each part of
        the text once."""
        plain, allowed = normalise(text), normalise(known)
        for name, kind in self.kinds.items():
            # 柳荫街 is not in 柳荫街道.
            if (
                name in plain
                and name not in allowed
                and (found := re.search(f"{re.escape(name)}(?!道)", plain))
            ):
                yield kind, found.group()
                plain = plain.replace(name, "|")


def collect_names(units: Iterable[str], texts: Iterable[tuple[str, str]]) -> Names:
    """The names of a corpus: of its reports' `units`, and in `texts`, (report id, text) pairs."""
    kinds: dict[str, str] = {}
    for unit in units:
        for name in _forms(normalise(unit)):
            kinds.setdefault(name, "unit")
    held: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for report_id, text in texts:
        for found in _names(normalise(text)):
            held[found].add(report_id)
    for (kind, name), reports in held.items():
        if kind != "shape" or len(reports) < _COMMON:
            kinds.setdefault(name, "place" if kind == "shape" else kind)
    return Names(dict(sorted(kinds.items(), key=lambda item: (-len(item[0]), item[0]))))


def _forms(unit: str) -> Iterator[str]:
    """A unit's name with and without the places before it, these places, and what is its own."""
    if "某" in unit or unit[0] < "\u3400":
        return
    while (own := _UNIT_TAIL.sub("", unit)) and own != unit and own not in _ANY_UNIT:
        yield unit
        if _is_own(own):
            yield own
        area = _AREA.match(unit)
        if area is None:
            break
        yield area.group()
        if _is_own(area[1]):
            yield area[1]
        unit = unit[area.end() :]


def _names(text: str) -> Iterator[tuple[str, str]]:
    """(kind, name): persons beside an office, places the dictionary knows, and what has the
    shape of a place or a unit and no word of the dictionary in it."""
    for pattern in _PERSONS:
        yield from (("person", m[1]) for m in pattern.finditer(text) if _is_person(m[1]))
    at, edges = 0, {0}
    for word, tag in rjieba.tag(text, True):
        at += len(word)
        edges.add(at)
        if tag == "ns" and word not in _ANYWHERE and _is_charted(word):
            yield "place", word
    for pattern in (_UNIT, _PLACE, _VILLAGE):
        for match in pattern.finditer(text):
            is_own = _is_noun(match[1]) if pattern is _VILLAGE else _is_own(match[1])
            if {match.start(), match.end()} <= edges and is_own and not _ends_in_word(match):
                yield "shape", match.group()


def _is_charted(word: str) -> bool:
    """Whether a word is on the map: 深圳 is, since the dictionary knows 深圳市; 台风 is not."""
    if len(word) > 2 and word[-1] in "省市县州":
        return True
    return len(word) > 1 and any(rjieba.has_word(word + tail) for tail in "省市县")


def _ends_in_word(match: re.Match[str]) -> bool:
    """Whether what looks like a tail is part of a longer word: 修铁路, 办中小学."""
    return rjieba.has_word(match[1][-1] + match.group()[len(match[1]) :])


def _is_noun(stem: str) -> bool:
    return stem not in _KINDS and not _NO_NAME.search(stem) and rjieba.tag(stem, False)[0] == (stem, "n")


def _is_person(name: str) -> bool:
    if _NO_NAME.search(name[1:]) or (len(name) == 2 and rjieba.has_word(name)):
        return False
    pieces = (name[:2], name[1:], name) if len(name) > 2 else ()
    return not any(
        rjieba.has_word(piece) and not rjieba.tag(piece, False)[0][1].startswith("nr") for piece in pieces
    )


def _is_own(stem: str) -> bool:
    """Whether a stem is nobody's word: not in the dictionary, or there as a place; no
    function word in it."""
    if len(stem) < 2 or _NO_NAME.search(stem) or stem in _ANYWHERE:
        return False
    return not rjieba.has_word(stem) or (rjieba.tag(stem, False)[0][1] == "ns" and _is_charted(stem))
