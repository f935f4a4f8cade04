"""The genre of a report, told from its title."""

from __future__ import annotations

import re

from draftbot.chinese.scripts import to_simplified
from draftbot.domain import Guess

GENRES = (
    "工作总结", "工作汇报", "述职报告", "调研报告", "工作计划", "实施方案", "情况通报",
    "经验材料", "心得体会", "政府工作报告", "讲话稿", "通知", "其他",
)  # fmt: skip

# In order: the first that matches decides. The later a word stands in a Chinese
# title the more it says about the genre, so most look at the end.
_TAIL = r"[（(【]?[^）)】]{0,14}[）)】]?$"
_RULES: tuple[tuple[str, str, float], ...] = (
    ("政府工作报告", r"政府工作报告", 0.98),
    ("述职报告", r"述职|述廉|述学|述德|述法", 0.97),
    ("调研报告", r"(?:调研|调查|考察|走访)(?:情况)?(?:的)?(?:报告|汇报|材料)|调研", 0.95),
    ("情况通报", r"通报", 0.95),
    ("心得体会", r"心得|体会|感悟|观后感|读后感|思想汇报", 0.95),
    ("经验材料", r"经验|典型材料|先进事迹|事迹材料|交流材料|交流发言|亮点材料", 0.95),
    ("讲话稿", r"讲话|致辞|致词|发言稿|演讲|动员会上|发言$", 0.95),
    ("通知", r"(?:通知|通告|公告)" + _TAIL, 0.95),
    # The first of two joined papers leads: 2024年工作总结和2025年工作思路.
    ("工作总结", r"(?:总结|小结|回顾)(?:报告)?(?:暨|和|及|与|、).{0,20}(?:计划|打算|思路|安排|要点)$", 0.95),
    ("实施方案", r"(?:方案|预案|实施意见|实施细则|实施办法)" + _TAIL, 0.95),
    ("工作计划", r"(?:计划|规划|要点|安排|打算|思路)" + _TAIL, 0.9),
    ("工作汇报", r"(?:汇报|情况(?:的)?报告|情况(?:的)?说明)" + _TAIL, 0.95),
    ("工作总结", r"(?:总结|小结|回顾)" + _TAIL, 0.95),
    ("工作总结", r"总结|小结", 0.8),
    ("工作汇报", r"汇报", 0.8),
    ("工作计划", r"工作(?:计划|要点|安排)", 0.7),
    ("实施方案", r"方案", 0.7),
    ("工作汇报", r"(?:工作|情况|进展|落实|自查|完成).{0,8}报告" + _TAIL, 0.75),
)
_COMPILED = tuple((genre, re.compile(pattern), sureness) for genre, pattern, sureness in _RULES)


def genre_of(title: str) -> Guess[str]:
    """The genre `title` names, one of `GENRES`; 其他 with sureness 0 when it names none."""
    plain = re.sub(r"\s+", "", to_simplified(title))
    for genre, pattern, sureness in _COMPILED:
        if pattern.search(plain):
            return Guess(genre, sureness)
    return Guess("其他", 0.0)


# What a report without a telling title says of itself: in its first and last lines.
_SELF = (
    ("述职报告", re.compile("述职|履职情况(?:报告|汇报)如下|向(?:大家|各位).{0,6}述职"), 0.8),
    (
        "调研报告",
        re.compile("调研组|调研报告|专题调研|(?:进行|开展|展开)了.{0,10}(?:调研|调查)|调研情况"),
        0.7,
    ),
    (
        "讲话稿",
        re.compile(
            "这次会议的?(?:主要)?任务|今天(?:我们)?(?:召开|在这里)|我(?:讲|谈)[一二三四五几]点|下面.{0,6}我(?:讲|谈)"
        ),
        0.75,
    ),
    ("工作汇报", re.compile("汇报如下|汇报(?:完毕|结束)|特此汇报|工作汇报"), 0.75),
    ("情况通报", re.compile("通报如下|特此通报|予以通报"), 0.8),
    ("通知", re.compile("通知如下|特此通知"), 0.7),
    ("工作总结", re.compile("总结如下|工作总结|小结如下|特此总结"), 0.75),
    ("实施方案", re.compile("制定(?:本|如下)方案|制定(?:本|如下)预案|特制定"), 0.75),
    ("工作计划", re.compile("制定(?:本|如下)计划|计划如下|安排如下|工作要点|工作原则"), 0.65),
)


def genre_of_report(title: str, head: str, tail: str, hints: tuple[str, ...] = ()) -> Guess[str]:
    """The genre of a report whose title may not tell it.

    `title` "" if it has none of its own; `head` and `tail` are its first and last
    lines; `hints` are other names it goes under (its collection's, its file's).
    """
    named = genre_of(title)
    if named.sureness >= 0.7:
        return named
    plain = to_simplified(f"{head}\n{tail}")
    for genre, pattern, sureness in _SELF:
        if pattern.search(plain):
            return Guess(genre, sureness)
    for hint in hints:
        hinted = genre_of(hint)
        if hinted.sureness:
            return Guess(hinted.value, 0.5)
    return named
