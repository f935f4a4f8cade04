"""Lines that a collection's editor put between its reports: 篇1, （篇2）, 篇3：标题,
第三篇, 总结2, 范文二, 【正文】."""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftbot.chinese.numerals import integer_in
from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.lines import Line

_NUM = r"(?P<{0}>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_OPEN, _CLOSE = r"[\s（(【\[〔★●■◆▲*#]*", r"[\s）)】\]〕★●■◆▲*]*"
_STEM = r"(?:[^，。；,;]{0,40}?(?:总结|汇报|报告|小结|计划|方案|材料|体会|讲话稿?|发言稿?|述职|范文|范本|样本|例文|模板|通报|篇))"
_MARKERS = (
    # 篇1　篇一：标题　（篇2）　【篇3】
    re.compile(rf"^{_OPEN}篇\s*{_NUM.format('n')}{_CLOSE}(?:[:：、.．\s]\s*(?P<rest>.{{0,60}}))?$"),
    # 第一篇　第2篇：标题
    re.compile(rf"^{_OPEN}第\s*{_NUM.format('n')}\s*篇{_CLOSE}(?:[:：、.．\s]\s*(?P<rest>.{{0,60}}))?$"),
    # 安全工作总结篇2　总结2　述职报告范文（三）　范文一：标题
    re.compile(
        rf"^{_OPEN}(?P<stem>{_STEM})\s*[（(【\[]?\s*{_NUM.format('n')}\s*[）)】\]]?{_CLOSE}(?:[:：]\s*(?P<rest>.{{0,60}}))?$"
    ),
)
_BODY_MARKS = re.compile(r"^[\s【\[（(]*(?:正文|正文如下|范文|全文|原文)[\s】\]）)]*[:：]?$")
_COUNTED = re.compile("[\\d一二三四五六七八九十]")
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Marker:
    """Line `index` opens report `ordinal`; `kind` is equal for markers of one
    series; `title` is what the marker names, "" if nothing."""

    index: int
    ordinal: int
    kind: str
    title: str
    text: str


def find_markers(lines: list[Line], plain: list[str]) -> list[Marker]:
    """The markers among `lines` (`plain` are the same in Simplified), in order: only those that make up a series
    counted up from its neighbour, since a lone 总结2 may be anything."""
    found = [
        marker for i, line in enumerate(lines) if (marker := _marker(i, line.text, plain[i])) is not None
    ]
    series = {(marker.kind, marker.ordinal) for marker in found}
    return [
        marker
        for marker in found
        if (marker.kind, marker.ordinal - 1) in series or (marker.kind, marker.ordinal + 1) in series
    ]


def is_body_mark(text: str) -> bool:
    """Whether a line only announces the text: 【正文】."""
    return len(text) <= 10 and bool(_BODY_MARKS.match(to_simplified(text)))


def _marker(index: int, text: str, plain: str) -> Marker | None:
    if len(text) > _LONGEST or text[-1] in "。；，" or not _COUNTED.search(plain):
        return None
    for kind, pattern in enumerate(_MARKERS):
        match = pattern.match(plain)
        if match is None:
            continue
        ordinal = int(match["n"]) if match["n"].isdigit() else integer_in(match["n"])
        stem = match.groupdict().get("stem") or ""
        start, end = match.span("rest") if match["rest"] else (0, 0)
        title = text[start:end].strip() or (stem and _stem_title(text, stem))
        return Marker(index, ordinal, f"{kind}{stem}", title, text)
    return None


def _stem_title(text: str, stem: str) -> str:
    """The words before the number, when they say more than 总结 or 范文."""
    named = re.sub("(?:范文|范本|模板|篇)+$", "", stem).strip()
    at = to_simplified(text).find(named)
    return text[at : at + len(named)] if len(named) >= 6 else ""
