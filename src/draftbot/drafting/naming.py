"""Names that can be taken out of a sentence whole: those of units that the corpus knows, and
places that begin where a clause or a preposition does."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache

import rjieba

from draftbot.drafting.entities import is_proper
from draftbot.drafting.units import kind_of

UNIT, PLACE = "单位", "地名"
# What may end any word is a tail only where the dictionary knows the whole (渝中区, not 展销专区).
_LOCAL, _CHARTED = "街道|社区|水库|新村|镇|乡|村|路|街|河", "省|市|区|县"
_ENDS_A_PLACE = re.compile(rf"(?:{_LOCAL}|{_CHARTED})$")
_LEAST_NAME = 3
# 松岗水库, but not 我区 or 各县区; 望江路, but not the 望江路 of 望江路口.
_PLACE = re.compile(
    r"(?:^|(?<=[，。；、：“（在对由到从和与及至向]))(?![在对由到从和与及至向])"
    rf"(?:(?P<stem>[\u4e00-\u9fff]{{2}})(?P<tail>{_LOCAL})|(?P<charted>[\u4e00-\u9fff]{{2,3}}(?:{_CHARTED})))"
    r"(?![民组级委容居里落务庄规口段面边上灯道堤岸水域内直属场政区城镇村乡校本教公园局人街])"
)
_NO_STEM = re.compile(
    r"[的了在和与及或各每全本我该这那某等从到对把被将由为以向至于入进出上下前后内外有无不一二三四五六七八九十个副多少几走城老新农沿未]"
)
_RUN = re.compile(rf"【待补：{PLACE}】(?:【待补：{PLACE}】)*(?=【待补：)")


def blank_names(text: str, known: Collection[str], blank: Callable[[str], str]) -> str:
    """`text` with such names as blanks; `known` are names of units of the corpus."""
    pattern = _pattern(tuple(known))
    if pattern is not None:
        text = pattern.sub(lambda match: blank(_label(match.group())), text)
    text = _PLACE.sub(lambda match: blank(PLACE) if _is_name(match) else match.group(), text)
    return _RUN.sub("", text)


@lru_cache(maxsize=16)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds the longest known name at each place; names without a tail may be parts of words."""
    whole = [name for name in known if len(name) >= _LEAST_NAME and _has_tail(name)]
    return re.compile("|".join(map(re.escape, sorted(whole, key=len, reverse=True)))) if whole else None


def _has_tail(name: str) -> bool:
    return bool(_ENDS_A_PLACE.search(name)) or kind_of(name) is not None


def _label(name: str) -> str:
    return PLACE if _ENDS_A_PLACE.search(name) else UNIT


def _is_name(match: re.Match[str]) -> bool:
    """Whether what looks like a place is on the map, or named by what is nobody's word."""
    if match["charted"]:
        name = match["charted"]
        return rjieba.has_word(name) and is_proper(name) and not name.startswith(("各", "大中"))
    stem, tail = match["stem"], match["tail"]
    # 加强农村: the tail belongs to another word.
    return not (_NO_STEM.search(stem) or rjieba.has_word(stem[-1] + tail)) and is_proper(stem)
