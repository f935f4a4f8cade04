"""What a writer has to know before the first section: who writes, about what, for which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import rjieba

from draftbot.chinese.names import NameFinder, NameKind
from draftbot.chinese.numerals import values_in
from draftbot.chinese.organisations import UnitKind, is_generic, kind_of, names_of, stems_of
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.words import words_of
from draftbot.domain import DraftRequest, Fact
from draftbot.facts.names_of_others import NamesOfOthers
from draftbot.facts.sheet import period_year, self_name
from draftbot.index.name_index import NameIndex

_YEAR = re.compile(r"((?:19|20)\d{2})\s*(?:年|学年|—|-|～|~)")
_PERIOD = re.compile(
    r"(?:19|20)\d{2}\s*(?:[—–\-－~～至]+\s*(?:19|20)\d{2}\s*)?(?:年度|学年度|学年|年)?(?:第?[一二三四1-4]季度|[上下]半年|1?\d月份?|[春秋]季)?(?:学期)?"
)
_PAPER = re.compile(
    r"(?:情况|工作)?(?:的)?(?:工作总结|工作汇报|工作报告|述职述责述廉报告|述职述廉报告|述职报告|调查研究报告|调研报告|调查报告|考察报告|情况报告|情况汇报|工作计划|工作要点|实施方案|工作方案|活动方案"
    r"|应急预案|工作预案|情况通报|经验材料|交流材料|心得体会|总结|汇报|报告|通报|方案|预案|计划|小结)"
)
# Who a title begins with, and nouns that need no 工作 behind them.
_WHO = re.compile(
    r"^[\u4e00-\u9fff]{0,8}?(?:幼儿园|小学|中学|教育局|街道办事处|街道办|人民政府|办事处|街道(?!治理))(?=[\u4e00-\u9fff]{2})"
)
_MATTERS = ("工作", "服务", "演练", "活动", "管理", "建设", "行动", "整治", "培训", "衔接", "教学")
_OFFICE = r"(?P<office>(?:副|常务副)?(?:园长|校长|局长|主任|书记|镇长|乡长|所长|院长|科长|处长|队长|站长|馆长|组长|经理|董事长))"
_OFFICE_FIRST = re.compile(rf"(?:[\u4e00-\u9fff]*[、兼])?{_OFFICE}[\s:：]*(?P<name>[\u4e00-\u9fff·]{{2,4}})")
_NAME_FIRST = re.compile(rf"(?P<name>[\u4e00-\u9fff·]{{2,3}})[\s:：]*[（(]?{_OFFICE}[）)]?")
# Words of a title that say what kind of paper it is, not what it is about.
_NO_TOPIC = frozenset(
    "工作 总结 汇报 报告 述职 述职报告 调研 调研报告 计划 方案 实施 实施方案 通报 情况 经验 材料 心得 体会 小结 年度 上半年 下半年 学期 学年 年 关于 开展"
    " 的 我园 我校 本园 幼儿园 幼儿 学校 小学 中学 教育局 街道 社区 办事处 校园 中小 中小学 教育 全区 单位 个人 园长 校长 主任 局长 活动 进行 做好 加强 推进"
    " 春季 秋季 副 副园长 副校长 副局长 副主任 副镇长 书记 干部 职工 阶段 最新 近期 今年 第一 第二 一季度 二季度 三季度 四季度 半年 全年 全园 全校 本 我 园 校 局 镇 乡 村 区 市 县 和 与 及 暨".split()
)


@dataclass(frozen=True, slots=True)
class Brief:
    """`topic` holds the words of the title that say what it is about (empty for a
    report on everything), each with how much it tells; `vouched` is all text the user vouches for, and
    `vouched_values` the numbers in it; `leaders` are names by office;
    `wish` is what the user asks of the wording, for a chat model."""

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
    names: NamesOfOthers
    seed: int
    use_model: bool
    period: str = ""
    subject: str = "各项工作"
    facts: tuple[str, ...] = ()
    leaders: Mapping[str, str] = field(default_factory=dict)
    wish: str = ""


def brief_for(
    request: DraftRequest,
    names: NameFinder | NameIndex,
    unit_names: Sequence[str] = (),
    weigh: Callable[[Sequence[str]], Mapping[str, float]] = lambda words: dict.fromkeys(words, 1.0),
) -> Brief:
    """The brief of a request; `names` are those of the corpus, or what finds them where there is
    none; `unit_names` are names of units known from the corpus,
    `weigh` tells how much each word of the topic says there."""
    title, facts = to_simplified(request.title), request.facts
    unit = facts.unit or _unit_in_title(title, unit_names)
    year_in_title = _YEAR.search(title)
    vouched = to_simplified(f"{title}\n{facts.text}")
    kind = kind_of(unit) or _kind_in_title(title)
    finder = names.finder if isinstance(names, NameIndex) else names
    return Brief(
        title=title,
        genre=request.outline.genre,
        unit=unit,
        self_name=self_name(unit) if unit else (kind.selves[1] if kind else "本单位"),
        kind=kind,
        year=period_year(facts) or (int(year_in_title.group(1)) if year_in_title else None),
        first_person=request.outline.first_person,
        topic=weigh(topic_words(title, unit)),
        vouched=vouched,
        vouched_values=frozenset(values_in(vouched)),
        names=NamesOfOthers(names, _names_of_others(unit_names, vouched), vouched),
        seed=request.seed,
        use_model=request.use_model,
        period=to_simplified(facts.period),
        subject=subject_of(title, unit),
        facts=tuple(to_simplified(fact.text) for fact in facts.facts),
        leaders=leaders_by_office([*facts.leaders, *_named_in(facts.facts, finder)]),
    )


def _names_of_others(unit_names: Sequence[str], vouched: str) -> tuple[str, ...]:
    """The names of units that the user does not vouch for, and what is proper to them."""
    stems = [stem for unit in unit_names for stem in stems_of(unit) if not rjieba.has_word(stem)]
    names = dict.fromkeys((*unit_names, *stems))
    return tuple(name for name in names if name not in vouched and not is_generic(name))


def subject_of(title: str, unit: str = "") -> str:
    """What a simplified title is about, as a sentence names it: 防汛工作; 各项工作 when it is
    about everything."""
    bare = _PERIOD.sub("", _without_unit(title, unit))
    bare = _PAPER.sub("", bare).strip().removeprefix("关于").removeprefix("开展").strip(" 的《》“”")
    bare = _WHO.sub("", bare).strip(" 的")
    if not topic_words(title, unit) or not bare:
        return "各项工作"
    return bare if bare.endswith(_MATTERS) else f"{bare}工作"


def _without_unit(title: str, unit: str) -> str:
    """A title less its unit, by whichever of its names: 枫桥街道办事处 of 青禾区枫桥街道办事处."""
    name = next((name for name in names_of(unit) if name in title), "")
    return title.replace(name, " ") if name else title


def topic_words(title: str, unit: str = "") -> list[str]:
    """The words of a simplified title that say what it is about: without its year, its
    unit and its genre, no word that others of them make up."""
    bare = _PERIOD.sub(" ", _without_unit(title, unit))
    bare = _PAPER.sub(" ", bare)
    words = [w for w in dict.fromkeys(words_of(bare)) if w not in _NO_TOPIC and not w.isdigit()]
    words = [w for w in words if w not in unit and (len(w) > 1 or len(words) == 1)]
    return [w for w in words if not any(other != w and other in w for other in words)]


def _named_in(facts: Sequence[Fact], finder: NameFinder) -> list[str]:
    """Office and name of each person the facts name so (演练由园长周敏任总指挥)."""
    found = []
    plain = [to_simplified(fact.text) for fact in facts]
    for text, names in zip(plain, finder.find(plain), strict=True):
        for name in names:
            office = re.search(f"{_OFFICE}$", text[: name.start])
            if name.kind is NameKind.PERSON and office:
                found.append(office.group() + name.text)
    return list(dict.fromkeys(found))


def leaders_by_office(leaders: Sequence[str]) -> dict[str, str]:
    """The names of those whose office is told, by office; of two who hold one, none."""
    told = list(dict.fromkeys(filter(None, map(_office_and_name, leaders))))
    offices = Counter(office for office, _ in told)
    return {office: name for office, name in told if offices[office] == 1}


def _office_and_name(leader: str) -> tuple[str, str] | None:
    """园长周敏, 周敏（园长）, 周敏园长 as (园长, 周敏); None for a bare name."""
    plain = to_simplified(leader).strip()
    match = _OFFICE_FIRST.fullmatch(plain) or _NAME_FIRST.fullmatch(plain)
    return (match["office"], match["name"]) if match else None


def _unit_in_title(title: str, unit_names: Sequence[str]) -> str:
    return max((name for name in unit_names if name in title), key=len, default="")


def _kind_in_title(title: str) -> UnitKind | None:
    """The kind of unit a title like 幼儿园防汛工作总结 speaks of."""
    for word in ("幼儿园", "小学", "中学", "学校", "教育局", "街道", "社区", "镇"):
        if word in title:
            return kind_of(word)
    return None
