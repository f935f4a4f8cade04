"""An outline that somebody typed or pasted, on one line or on several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.numerals import HAN_DIGITS, write_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.words import NUMBER, count_of, telling
from draftbot.facts.amounts import amounts_in

# What numbers a heading: 一、 （一） 1. 1、 (1) ① 第一部分 第一章 一是.
_NUMBER = (
    r"(?:第[一二三四五六七八九十\d]+(?:部分|章|节|块)[：:、\s]?|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}[、.．，:：\s]|[一二三四五六七八九]是|\d{1,2}(?:\.\d{1,2}){0,2}[.．、)）\s](?!\d)|[①-⑳㈠-㈩])"
)
_HEADING = re.compile(rf"\s*(?P<number>{_NUMBER})\s*(?P<heading>[^\n]*?)\s*$")
_INLINE = re.compile(
    rf"(?:^|(?<=[\s；;。：:，,）)字]))\s*(?={_NUMBER})|(?<=[\u4e00-\u9fff）)])(?=[（(][一二三四五六七八九十\d]{{1,3}}[)）])|(?<=[\u4e00-\u9fff）)])(?=\d{{1,2}}[.．、][^\d])|(?<=[\u4e00-\u9fff])(?=[①-⑳])"
)
_LISTED = re.compile(
    rf"(?:分成?|写(?!\s*[：:，,])|(?<!第[一二三四五六七八九十\d])部分|方面|块|点|结构|框架|提纲|大纲)(?:为|成)?(?:{NUMBER}|这|几|以下)*(?:个)?(?:大)?(?:部分|方面|块|点|就这几个)?写?(?P<mark>[：:，,])\s*(?P<list>[^。\n：:]+)$"
)
_COMMAS = ("，", ",")
_LENGTH = re.compile(r"\d+字")
LONGEST_HEADING, LEAST = 40, 2
# A line below 分三块： that no number heads.
_BARE_LINE = re.compile(r"[^，,。；;：:！!？?\n]{2,18}")


def outline_in(text: str) -> str:
    """The outline's lines, each a numbered heading, as `parse_outline` reads them; "" for none."""
    if _put_under_numbers().search(text):
        return ""
    lines = [line for line in text.splitlines() if line.strip()]
    if counted := counted_lines(lines):
        return counted
    numbered = [_heading_of(line) for line in lines if _is_heading(line)]
    if len(numbered) >= LEAST and len(numbered) >= len(lines) / 2:
        return "\n".join(numbered)
    flat = " ".join(lines)
    pieces = [piece.strip(" ；;。，,、") for piece in _INLINE.split(flat) if piece.strip(" ；;。，,、")]
    numbered = [_heading_of(piece) for piece in pieces if _is_heading(piece)]
    if len(numbered) >= LEAST:
        return "\n".join(numbered)
    return _listed(flat)


def is_pasted_outline(text: str) -> bool:
    """Whether `text` is an outline by its form alone: three or more numbered headings on lines of
    their own, or after a colon."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) >= 3 and sum(map(_is_heading, lines)) >= len(lines) - 1:
        return not tell_facts(lines)
    if counted_lines(lines):
        return True
    found = outline_in(text).splitlines()
    return len(found) >= 3 and _starts_count(found[0]) and not tell_facts(found)


def counted_lines(lines: Sequence[str]) -> str:
    """The headings of 就三块： and three short lines below it, numbered; "" where there are more or fewer lines
    than the first one counts, or they tell facts."""
    head, *below = [line.strip() for line in lines] or [""]
    match = counts_parts().search(to_simplified(head))
    is_all = match is not None and count_of(match["count"]) == len(below) >= LEAST
    if not is_all or not all(map(_BARE_LINE.fullmatch, below)) or tell_facts(below):
        return ""
    return "\n".join(f"{write_number(i)}、{line}" for i, line in enumerate(below, 1))


@cache
def counts_parts() -> re.Pattern[str]:
    """就三块： at the end of a line."""
    parts, fill = (any_of(words_in("outlines_told", key)) for key in ("parts", "fill"))
    return re.compile(
        rf"(?<!{order_words('ordinal')})(?P<count>{NUMBER})(?:{fill})*(?:{parts})(?:{fill})*[：:]$"
    )


def tell_facts(lines: Sequence[str]) -> bool:
    """Whether half of the lines or more hold an amount of something else than the length that a
    heading is to have: 1、全年开展演练3次."""
    bare = (re.sub(rf"^\s*{_NUMBER}", "", without_enumerator(line.strip())) for line in lines)
    told = [line for line in bare if amounts_in(_LENGTH.sub("", line))]
    return 2 * len(told) >= len(lines)


def without_number(line: str) -> str:
    """A heading without what numbers it."""
    match = _HEADING.match(line)
    return match["heading"] if match else line.strip()


def _heading_of(line: str) -> str:
    """A numbered line without the mark that leads over to what stands under it."""
    return line.strip().rstrip("：:；;，,。 ")


@cache
def _put_under_numbers() -> re.Pattern[str]:
    """处方数量放到（一）: such numbers say where something is to stand, and number no headings."""
    return re.compile(
        rf"(?:{telling('moves')})(?:{telling('into')})?第?{_NUMBER}(?:[，,。；;]|{telling('within')}|$)"
    )


def _is_heading(line: str) -> bool:
    match = _HEADING.match(line)
    return (
        match is not None
        and match["heading"][:1] not in "，,、；;：:"
        and 2 <= len(match["heading"].strip(" ；;。，,")) <= LONGEST_HEADING
    )


def _starts_count(lines: str) -> bool:
    return re.match(r"\s*[（(第]?(?:一|壹|1|①|㈠)", lines) is not None


def behind_the_list(text: str) -> str:
    """What stands behind the comma that ends headings parted by 、: 按这个写 of 三部分：甲、乙、丙，按这个写."""
    match = _LISTED.search(text)
    return match["list"][len(_up_to_comma(match["list"])) :].strip("，, ") if match else ""


def _up_to_comma(told: str) -> str:
    """A list; parted by 、 it ends with the comma."""
    first = re.split("[，,]", told)[0]
    return first if first.count("、") >= LEAST else told


def _listed(flat: str) -> str:
    """分四块写：甲、乙、丙、丁."""
    match = _LISTED.search(flat)
    if not match or (match["mark"] in _COMMAS and any(comma in match["list"] for comma in _COMMAS)):
        return ""  # 水分大，拧干，再给我文件 lists nothing: behind a comma its items have another mark
    told = _up_to_comma(match["list"])
    names = [re.sub(rf"^[{HAN_DIGITS}]是", "", n).strip(" “”") for n in re.split(r"[、，,＋+；;]", told)]
    names = [n for n in names if n]
    if "“" in told or "”" in told:
        return ""  # 评估得分88分，未通过”；“断裂1起”换成… are texts of the paper
    if len(names) < LEAST + 1 or not all(2 <= len(n) <= 15 for n in names):
        return ""
    return "\n".join(f"{'一二三四五六七八九十'[i]}、{name}" for i, name in enumerate(names[:10]))
