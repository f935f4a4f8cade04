"""What a writer has to know before the first section: who writes, about what, for which year."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from draftbot.corpus.scripts import to_simplified
from draftbot.domain import DraftRequest
from draftbot.drafting.facts import period_year, self_name
from draftbot.drafting.numerals import values_in
from draftbot.drafting.units import UnitKind, kind_of
from draftbot.index.words import words_of

_YEAR = re.compile(r"((?:19|20)\d{2})\s*(?:年|学年|—|-|～|~)")
# Words of a title that say what kind of paper it is, not what it is about.
_NO_TOPIC = frozenset(
    "工作 总结 汇报 报告 述职 述职报告 调研 调研报告 计划 方案 实施 实施方案 通报 情况 经验 材料 心得 体会 小结 年度 上半年 下半年 学期 学年 年 关于 开展"
    " 的 我园 我校 本园 幼儿园 幼儿 学校 小学 中学 教育局 街道 社区 办事处 校园 中小 中小学 教育 全区 单位 个人 园长 校长 主任 局长 活动 进行 做好 加强 推进"
    " 春季 秋季 第一 第二 一季度 二季度 三季度 四季度 半年 全年 全园 全校 本 我 园 校 局 镇 乡 村 区 市 县 和 与 及 暨".split()
)


@dataclass(frozen=True, slots=True)
class Brief:
    """`topic` holds the words of the title that say what it is about (empty for a
    report on everything), each with how much it tells; `vouched` is all text the user vouches for, and
    `vouched_values` the numbers in it."""

    title: str
    genre: str
    unit: str
    self_name: str
    kind: UnitKind | None
    year: int | None
    first_person: bool
    topic: Mapping[str, float]
    vouched: str
    vouched_values: frozenset[float]
    own_names: tuple[str, ...]
    seed: int
    use_model: bool


def brief_for(
    request: DraftRequest,
    unit_names: Sequence[str] = (),
    weigh: Callable[[Sequence[str]], Mapping[str, float]] = lambda words: dict.fromkeys(words, 1.0),
) -> Brief:
    """The brief of a request; `unit_names` are names of units known from the corpus,
    `weigh` tells how much each word of the topic says there."""
    title, facts = to_simplified(request.title), request.facts
    unit = facts.unit or _unit_in_title(title, unit_names)
    year_in_title = _YEAR.search(title)
    vouched = to_simplified(f"{title}\n{facts.text}")
    kind = kind_of(unit) or _kind_in_title(title)
    return Brief(
        title=title,
        genre=request.outline.genre,
        unit=unit,
        self_name=self_name(unit) if unit else (kind.selves[1] if kind else "本单位"),
        kind=kind,
        year=period_year(facts) or (int(year_in_title.group(1)) if year_in_title else None),
        first_person=request.outline.first_person,
        topic=weigh([w for w in dict.fromkeys(words_of(title)) if _is_topic(w, unit)]),
        vouched=vouched,
        vouched_values=frozenset(values_in(vouched)),
        own_names=tuple(name for name in unit_names if name not in vouched),
        seed=request.seed,
        use_model=request.use_model,
    )


def _is_topic(word: str, unit: str) -> bool:
    return word not in _NO_TOPIC and not word.isdigit() and word not in unit


def _unit_in_title(title: str, unit_names: Sequence[str]) -> str:
    return max((name for name in unit_names if name in title), key=len, default="")


def _kind_in_title(title: str) -> UnitKind | None:
    """The kind of unit a title like 幼儿园防汛工作总结 speaks of."""
    for word in ("幼儿园", "小学", "中学", "学校", "教育局", "街道", "社区", "镇"):
        if word in title:
            return kind_of(word)
    return None
