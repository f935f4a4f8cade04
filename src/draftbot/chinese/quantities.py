"""Quantities, dates and document numbers in a text, with certain limits: what a blank can
stand for whole. Found by form: numbers by their measure words, dates by theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    DATE = "date"
    QUANTITY = "quantity"
    DOCUMENT = "document"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entity:
    """`label` is what a blank in its place asks for; `keep` is the tail that stays
    behind the blank (the measure word)."""

    start: int
    end: int
    kind: Kind
    text: str
    label: str
    keep: str = ""


_CN_DIGITS = "〇○零一二三四五六七八九十百千万两"
_ARABIC = r"\d[\d,，]*(?:\.\d+)?"
_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4}|20[_＿xX×*]{2})"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_RANGE = r"\s*(?:至|到|—+|－|-|~|～|、|和|及)\s*"

_DATE = re.compile(
    rf"{_YEAR}\s*(?:{_RANGE}{_YEAR})?\s*(?:年|学年)(?:度|底|初|末)?(?:{_MONTH}月(?:份|底|初|末)?)?(?:{_DAY}[日号])?"
    rf"(?:{_RANGE}(?:{_YEAR}年)?(?:{_MONTH}月(?:份|底|初|末)?)?(?:{_DAY}[日号])?(?=[^\d{_CN_DIGITS}]))?"
    rf"|(?<![\d{_CN_DIGITS}个]){_MONTH}月(?:份|底|初|末|中旬|上旬|下旬)?(?:{_DAY}[日号])?"
    rf"(?:{_RANGE}(?:{_MONTH}月(?:份|底|初|末|中旬|上旬|下旬)?(?:{_DAY}[日号])?|{_DAY}[日号]))*"
    rf"|\d{{1,2}}(?:号(?!楼|岗|线|门)|日(?![之以]?内))"
)
_CLOCK = re.compile(
    r"\d{1,2}\s*(?:[:：]\s*\d{2}|时(?:\d{1,2}分|半|许|整)?|点(?:\d{1,2}分|半|钟)?(?!多|余|要求))"
)
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,8}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*第?\s*\d+\s*号")

# Measure word → what the blank asks for. Longer ones first.
_MEASURES: tuple[tuple[str, str], ...] = (
    ("人数", "人次 余人 多人 名 人 位 户 对"),
    ("比例", "个百分点 % ％ ‰"),
    ("金额", "万余元 多万元 余万元 亿元 万元 千元 元"),
    ("面积", "平方米 平方公里 公顷 亩 ㎡"),
    ("长度", "公里 千米 厘米 毫米 米"),
    ("重量", "公斤 千克 吨 克"),
    (
        "时长",
        "日内 日之内 日以内 日 个半小时 个多小时 个小时 小时 分钟 秒 个工作日 工作日 个月 个学期 学时 课时 个课时 天 周 年",
    ),
    ("次数", "次 场次 场 期 轮 批次 批 届 遍 回"),
    ("个数", "个 所 家 处 项 条 起 件 间 栋 座 类 支 种 门 节 班 校 村 组 点 岗 个班 篇 例"),
    (
        "数量",
        "余份 万份 份 册 本 套 台 部 辆 只 根 块 张 幅 具 顶 件套 双 把 盏 棵 株 桶 箱 包 袋 瓶 枚 副 路 条次 卷 层 批 扇 支 床 顿 盒 倍 分 岁 度 楼 号",
    ),
)
_LABELS = {measure: label for label, words in _MEASURES for measure in words.split()}
_MEASURE = "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True))
MEASURE = re.compile(_MEASURE)
_QUANTITY = re.compile(
    rf"({_ARABIC}\s*(?:{_RANGE}{_ARABIC}\s*)?(?:[万亿千百]?[余多]?|余|多))\s*({_MEASURE})?"
    rf"|((?:百分之|千分之)[{_CN_DIGITS}点\d.]+|[一二三四五六七八九两](?:成(?![立为员果功效长绩本都就熟年人])半?|分之[一二三四五六七八九]))"
    rf"|(?<![{_CN_DIGITS}第])([{_CN_DIGITS}]{{2,}}[余多]?|[{_CN_DIGITS}]*[十百千]几|几[十百千万]|[两三四五六七八九十]|一(?=(?:[所人名处家座间栋辆套份台次场期])(?:[，。；、]|$))|二(?=[层楼](?!顶|梯)))({_MEASURE})"
)
# Chinese numerals that count nothing: set phrases of the trade.
_SET_PHRASE = re.compile(
    rf"党的[{_CN_DIGITS}]+大|[{_CN_DIGITS}]+届[{_CN_DIGITS}]*中全会|[“\"]?[{_CN_DIGITS}]+五[”\"]?(?:规划|时期|期间)"
    rf"|[一双三四五六七八九两][个大项类种级条位方手](?:方面|层面|环节|阶段|维度|清单|必须|意识|自信|维护|统一|结合|到位|一体|关键|体系|机制|联动|预警|管理|责任|抓)"
    rf"|24小时|二十四小时|[二三四五六]级|三防|三违|三同时|两手抓|三位一体|四不两直|五个一|三重一大|第[{_CN_DIGITS}\d]+(?:时间|责任人|位|课堂|步)|一[{_CN_DIGITS}]?岗双责|[三四五]方|两难|两者|两类|万[一无]|千方百计|(?<![二三四五六七八九])十分(?![钟之])|每[^，。；\d{_CN_DIGITS}]{{1,12}}一[次遍回场期轮]|百姓|万家|千家万户|四面八方|[一二三四五六七八九十]是"
)

# 第十二届: of whose like there was only one.
_ORDINAL = re.compile(rf"第(?:\d+|[{_CN_DIGITS}]{{1,3}})届")
# 五年级, 三至六年级; 一年级 is where every school begins.
_GRADE = re.compile(
    rf"(?<!一、)[二三四五六七八九2-9](?:(?:{_RANGE}|[、到])?[二三四五六七八九2-9])*年级|一(?:至|到|—)[二三四五六七八九]年级"
)
# 4分10秒 is one time, not a number of 分 and one of 秒.
_DURATION = re.compile(r"\d+\s*(?:小时|分钟?)\s*零?\d+\s*(?:分钟?|秒)(?:\s*\d+\s*秒)?")


def find_quantities(text: str) -> list[Entity]:
    """Dates, numbers and documents in order, none overlapping another."""
    return without_overlaps(text, _candidates(text))


def without_overlaps(text: str, candidates: Iterable[Entity]) -> list[Entity]:
    """Those of `candidates`, the surer first, that overlap neither one before them nor a set phrase."""
    found: list[Entity] = []
    taken: list[tuple[int, int]] = [m.span() for m in _SET_PHRASE.finditer(text)]
    for entity in candidates:
        if all(entity.end <= start or entity.start >= end for start, end in taken):
            found.append(entity)
            taken.append((entity.start, entity.end))
    return sorted(found, key=lambda e: e.start)


def _candidates(text: str) -> Iterator[Entity]:
    """Possible entities, the surer kinds first."""
    for match in _DOCUMENT_NUMBER.finditer(text):
        yield _entity(match, Kind.DOCUMENT, "文号")
    for match in _DATE.finditer(text):
        yield _entity(match, Kind.DATE, "年份" if re.fullmatch(rf"{_YEAR}年度?", match.group()) else "日期")
    for pattern, label in ((_ORDINAL, "届次"), (_GRADE, "年级"), (_DURATION, "时长")):
        for match in pattern.finditer(text):
            yield _entity(match, Kind.QUANTITY, label)
    for match in _CLOCK.finditer(text):
        yield _entity(match, Kind.DATE, "时间")
    for match in _QUANTITY.finditer(text):
        measure = match.group(2) or match.group(5) or ""
        label = "比例" if match.group(3) else _LABELS.get(measure, "数值")
        keep = "" if measure in ("%", "％", "‰") else measure
        yield _entity(match, Kind.QUANTITY, label, keep)


def _entity(match: re.Match[str], kind: Kind, label: str, keep: str = "") -> Entity:
    return Entity(match.start(), match.end(), kind, match.group(), label, keep)
