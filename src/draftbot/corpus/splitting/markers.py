"""Lines that a collection's editor put between its reports: 篇1, （篇2）, 篇3：标题,
第三篇, 总结2, 范文二, 【正文】."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.numerals import integer_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.corpus.lines import Line

_NUM = r"(?P<{0}>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_OPEN, _CLOSE = r"[\s（(【\[〔★●■◆▲*#]*", r"[\s）)】\]〕★●■◆▲*]*"
_PIECE = "篇"
_EDGES = " \t\u3000【[（(】]）):："
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
    return len(text) <= 10 and to_simplified(text).strip(_EDGES) in word_set("names_of_papers", "body")


@cache
def _markers() -> tuple[re.Pattern[str], ...]:
    """The three shapes of markers, with the named groups n, rest and stem."""
    piece = any_of((*words_in("names_of_papers", "reports", "other papers", "samples"), "材料", _PIECE))
    stem = rf"(?P<stem>[^，。；,;]{{0,40}}?(?:{piece}))"
    number, rest = _NUM.format("n"), r"\s*(?P<rest>.{0,60}))?$"
    return (
        # 篇1　篇一：标题　（篇2）　【篇3】
        re.compile(rf"^{_OPEN}{_PIECE}\s*{number}{_CLOSE}(?:[:：、.．\s]{rest}"),
        # 第一篇　第2篇：标题
        re.compile(rf"^{_OPEN}第\s*{number}\s*{_PIECE}{_CLOSE}(?:[:：、.．\s]{rest}"),
        # 安全工作总结篇2　总结2　述职报告范文（三）　范文一：标题
        re.compile(rf"^{_OPEN}{stem}\s*[（(【\[]?\s*{number}\s*[）)】\]]?{_CLOSE}(?:[:：]{rest}"),
    )


def _marker(index: int, text: str, plain: str) -> Marker | None:
    if len(text) > _LONGEST or text[-1] in "。；，" or not _COUNTED.search(plain):
        return None
    for kind, pattern in enumerate(_markers()):
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
    named = re.sub(f"(?:{any_of((*words_in('names_of_papers', 'samples'), _PIECE))})+$", "", stem).strip()
    at = to_simplified(text).find(named)
    return text[at : at + len(named)] if len(named) >= 6 else ""
