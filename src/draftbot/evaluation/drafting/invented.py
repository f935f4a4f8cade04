"""Fact sheets for reports that were never written: an invented unit, a year no report is
of, and facts with invented numbers, always the same for the same report."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from draftbot.chinese.scripts import to_simplified
from draftbot.domain import Fact, FactSheet, Role
from draftbot.trades.trade import Unit

# By the trade, in whose words its reports speak.
UNITS = {
    "幼儿园": "云栖里幼儿园",
    "中小学": "竹溪桥小学",
    "教育局": "临泽湾教育局",
    "街道": "枫渡口街道办事处",
    "乡镇": "云杉渡镇人民政府",
}
ANY_UNIT = "临泽湾综合服务中心"
_PEOPLE = {
    "幼儿园": "现有在园幼儿{n}名、教职工{m}名",
    "中小学": "现有在校学生{n}名、教职工{m}名",
    "教育局": "现有在校学生{n}名、专任教师{m}名",
    "街道": "现有常住居民{n}户、专职网格员{m}名",
    "乡镇": "现有农户{n}户、镇村干部{m}名",
}
_ANY_PEOPLE = "现有服务对象{n}名、工作人员{m}名"
_DONE = (
    "{a}月和{b}月组织{topic}培训{k}场，{n}人次参加",
    "开展{topic}检查{k}次，发现问题{m}个",
    "召开{topic}专题会议{k}次，研究事项{m}项",
)
_PLANNED = (
    "全年安排{topic}培训{k}场，覆盖{n}人次",
    "全年安排{topic}检查{k}次，每次不少于{m}个点位",
    "{a}月底前召开{topic}动员会议，{n}人参加",
)
_LACKING = "还有{m}处{topic}设备老化，尚未更换"
_INTENDED = "计划新增{topic}设备{m}套，{b}月底前完成"
PLANS = frozenset({"工作计划", "实施方案"})

_NO_TOPIC = re.compile(
    r"[（(].*?[）)]|(?:19|20)\d{2}|今年以来|最新|基本|检查|演练|学?年度?|[上下]半年|[春夏秋冬]季|学期|关于|开展|情况|工作|专项|年度|总结|报告|汇报|述职"
    r"|调研|经验|材料|计划|方案|实施|通报|主任|[园校局镇]长|副|的|和|与|第[一二三四]|个人"
)


@dataclass(frozen=True, slots=True)
class InventedFact:
    """A fact and the role of the section it belongs in."""

    text: str
    about: Role


@dataclass(frozen=True, slots=True)
class Invented:
    unit: str
    year: int
    facts: tuple[InventedFact, ...]

    @property
    def sheet(self) -> FactSheet:
        """What the user would type: which section a fact belongs in is left to the drafter."""
        return FactSheet(self.unit, f"{self.year}年", facts=tuple(Fact(f.text) for f in self.facts))


def invent(seed: str, title: str, unit: Unit, genre: str, year: int, roles: Collection[Role]) -> Invented:
    """Three to five facts for a report with `title` by a unit of the trade of `unit`, for
    sections of these `roles`; `seed` chooses the numbers."""
    chance = random.Random(f"facts/{seed}")
    trade = unit.trade.name if unit.trade else ""
    fill = _filler(chance, topic_of(title, unit.name))
    work = [InventedFact(fill(form), Role.WORK) for form in (_PLANNED if genre in PLANS else _DONE)]
    asides = [
        InventedFact(fill(form), role)
        for role, form in (
            (Role.OVERVIEW, _PEOPLE.get(trade, _ANY_PEOPLE)),
            (Role.PROBLEMS, _LACKING),
            (Role.PLANS, _INTENDED),
        )
        if role in roles and genre not in PLANS
    ]
    facts = [*work[: max(2, 3 - len(asides))], *asides]
    return Invented(UNITS.get(trade, ANY_UNIT), year, tuple(facts))


def topic_of(title: str, unit: str) -> str:
    """What a title is about, in two to six characters; "" where it says nothing so short."""
    topic = matter_of(title, unit)
    return topic if 2 <= len(topic) <= 6 else ""


def matter_of(title: str, unit: str) -> str:
    """What a title is about, in all its words."""
    plain = to_simplified(title)
    plain = plain.replace(to_simplified(unit), "")
    plain = re.sub(r"^.*?(?:幼儿园|小学|中学|学校|教育局|街道办事处|街道|人民政府|办事处)", "", plain)
    return re.sub(r"[^\u4e00-\u9fff]", "", _NO_TOPIC.sub("", plain))


def _filler(chance: random.Random, topic: str) -> Callable[[str], str]:
    """Fills the numbers of a form, no number twice in a report."""
    used: set[int] = set()

    def number(match: re.Match[str]) -> str:
        drawn = chance.choice([n for n in _RANGES[match[1]] if n not in used])
        used.add(drawn)
        return str(drawn)

    return lambda form: re.sub(r"\{([abkmn])\}", number, form.replace("{topic}", topic))


# Months of the first and of the second half of a year; few, some and many.
_RANGES = {"a": range(2, 7), "b": range(7, 13), "k": range(13, 39), "m": range(41, 97), "n": range(203, 988)}
