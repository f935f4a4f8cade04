"""What the numbers in a text count: 消防演练2次 is 2 × 次 of 消防演练.

Two texts speak of the same matter only where what is counted has the same
name and the same measure word; everything here is made to be strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from draftbot.chinese.counts import find_counts
from draftbot.chinese.measures import counted_themselves
from draftbot.chinese.numerals import Value, plain_digits, values_in
from draftbot.chinese.quantities import Kind, find_quantities
from draftbot.chinese.scripts import to_simplified

_CLAUSE = re.compile(r"[^，。；：！？,;!?]+")
# Doing words that say the same of what is counted; a word of a group stands for all.
_SAME_DOING = {
    word: group[0]
    for group in (
        ("开展", "组织", "举办", "举行", "进行", "实施", "安排", "完成"),
        ("购置", "购买", "采购", "添置", "新购"),
        ("更换", "更新"),
        ("参加", "参与"),
        ("排查", "发现", "查出", "查找"),
        ("投入", "投资", "安排资金"),
        ("走访", "家访", "入户"),
        ("现有", "共有", "设有", "开设", "有"),
        ("发放", "印发"),
    )
    for word in group
}
_DOING = frozenset(_SAME_DOING) | frozenset(
    "召开 建成 建立 成立 新增 增加 改造 培训 邀请 覆盖 落实 制定 修订 整改 处理 接受 配备 储备 检查 获得 受到 走访 听取 涉及 惠及".split()
)
# Words that narrow nothing: who acts is the writer, and when is the report's time.
GENERIC = frozenset(
    "全园 全校 全镇 全街道 全区 全局 全年 全体 本园 本校 本局 本街道 本镇 本单位 我园 我校 我局 我街道 我镇 我 本人 幼儿园 学校 街道 单位 园内 校内 辖区 共 共计 累计 先后 分别 已 均 各 了 的 和 与 及 等 在 对 于 就"
    " 人员 师生 活动 工作 其中 总计 合计 约 近 余 多 达 达到 达 为 占 年内 一年 一年来 今年 目前 现 每 次 都 也 并 由 为 以来 上半年 下半年 期间 是 中 后 前 内 间 时 到 至".split()
)
_NOUNLIKE = ("n", "vn", "an", "j", "b", "l", "i", "s", "z")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text with its measure word, in the base of the measure (2公里 is 2000 米).
    `counted_noun` names what is counted, ""
    where the text does not tell; `inherited` when an earlier clause told it."""

    start: int
    end: int
    text: str
    value: Value
    measure: str
    counted_noun: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece between marks of punctuation."""

    start: int
    end: int
    text: str


def clauses_of(text: str) -> list[Clause]:
    return [Clause(m.start(), m.end(), m.group()) for m in _CLAUSE.finditer(text)]


@lru_cache(maxsize=4096)
def amounts_in(text: str) -> tuple[Amount, ...]:
    """The amounts of a fact or sentence, in order; dates and documents are none."""
    plain = plain_digits(text)
    found: list[Amount] = []
    counts = {count.start: count for count in find_counts(plain)}
    entities = [e for e in find_quantities(plain) if e.kind is Kind.QUANTITY and values_in(e.text)]
    for clause in clauses_of(plain):
        for entity in entities:
            if clause.start <= entity.start and entity.end <= clause.end:
                count = counts.get(entity.start)
                value = count.value if count else values_in(entity.text)[0]
                measure = count.measure.base if count and count.measure else ""
                own = counted_noun_at(plain, clause, entity.start, entity.end, measure)
                before = found[-1].counted_noun if found else ""
                found.append(
                    Amount(entity.start, entity.end, entity.text, value, measure, own or before, not own)
                )
    return tuple(found)


def counted_noun_at(text: str, clause: Clause, start: int, end: int, measure: str) -> str:
    """What an amount at `start`–`end` counts: the noun right behind it (18处隐患), else
    the nouns right before it in its clause (消防演练2次), else what its measure word
    itself names (10个班); "" where nothing tells."""
    behind = _leading_nouns(text[end : clause.end])
    return behind or _trailing_nouns(text[clause.start : start]) or _itself(measure)


def _itself(measure: str) -> str:
    return measure if measure in counted_themselves() else ""


def same_counted_noun(one: str, other: str, known: str = "") -> bool:
    """Whether two names mean one thing: equal, or one narrows the other by what
    `known` (the report's own title) says already."""
    if not one or not other:
        return False
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if longer == shorter:
        return True
    narrowing = longer.removesuffix(shorter)
    return narrowing != longer and len(shorter) > 1 and narrowing in known


@lru_cache(maxsize=8192)
def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, tag) for word, tag in rjieba.tag(text, True))


def _leading_nouns(text: str) -> str:
    words: list[str] = []
    for word, tag in _tagged(text):
        # 次消防演练: the dictionary takes the second for a verb; 人参加 has no noun before it.
        nounlike = tag.startswith(("n", "vn", "j")) or (bool(words) and tag == "v" and len(word) > 1)
        if not nounlike or word in GENERIC or word in _DOING:
            break
        words.append(word)
    return "".join(words)


def _trailing_nouns(text: str) -> str:
    words: list[str] = []
    for word, tag in reversed(_tagged(text)):
        if word in GENERIC and not words:
            continue
        nounlike = tag.startswith(_NOUNLIKE) or (tag == "v" and len(word) > 1) or word in "率度量"
        if word in GENERIC or word in _DOING or not nounlike:
            break
        words.insert(0, word)
    return "".join(words)


def telling_words(text: str) -> frozenset[str]:
    """The words of `text` that say what it is about; doing words that mean the same as one."""
    return frozenset(_telling(to_simplified(text)))


def _telling(text: str) -> Iterator[str]:
    for word, tag in _tagged(text):
        if tag[:1] in "nvajblistz" and len(word) > 1 and word not in GENERIC:
            yield _SAME_DOING.get(word, word)
