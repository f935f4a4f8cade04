"""Names that can be taken out of a sentence whole: those of units that the corpus knows, and
places on the map or of a form that leaves no doubt, that begin where a clause or a preposition
does. What is less certain stays, for `find_names` to refuse the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache

import rjieba

from draftbot.chinese.entities import is_proper
from draftbot.chinese.organisations import ends_as_unit, is_generic

UNIT, PLACE = "单位", "地名"
_LEAST_NAME = 3
_PREPOSITIONS = "在对由到从和与及至向"
# A name in the middle of other words may be the tail of a longer one: 育才小学 of 东风育才小学.
_BEGINS = rf"(?:^|(?<=[，。；、：“（】{_PREPOSITIONS}]))"
# 望江路 of 望江路口, 松岗村 of 松岗村民: the end of the name is in the middle of a word.
_ENDS_PLACE = r"(?![民组级委容里落务庄规口段面边上灯道堤岸水域内直属场政区城镇村乡公局人街路线河])"
# 柳河镇阳光幼儿园: with the place a blank, the rest would be half a name.
_STANDS_ALONE = r"(?!(?!中心小学|中心幼儿园|中心校)[\u4e00-\u9fff]{0,6}?(?:小学|中学|幼儿园|学校|学院|社区|新村|村|镇|街道|区))"
_TAILED = re.compile(r"(?:街道|社区|水库|新村|镇|乡|村|路|街|河|省|市|区|县)$")
_PLACE = re.compile(
    rf"{_BEGINS}(?![{_PREPOSITIONS}])"
    r"(?:(?P<stem>[\u4e00-\u9fff]{2})(?P<tail>水库|镇|乡|村|路)|(?P<charted>[\u4e00-\u9fff]{2,3}[省市区县]))"
    rf"{_ENDS_PLACE}{_STANDS_ALONE}"
)
# Function words, and what makes a kind of road or village of a stem: 护学路, 易涝村, 老城区.
_NO_STEM = re.compile(
    r"[的了在和与及或各每全本我该这那某等从到对把被将由为以向至于入进出上下前后内外有无不一二三四五六七八九十个副多少几走城老新农沿未护环园学校通送易贫]"
)
# 文明城市, 中心区, 百强县: in the dictionary, but of any place.
_NOWHERE = re.compile(r"^(?:各|大中)|(?:城市|强市|强县|[城心舍新园校辖片景库]区)$")
_RUN = re.compile(rf"(?:【待补：{PLACE}】)+(?=【待补：)")


def blank_names(text: str, known: Collection[str], blank: Callable[[str], str]) -> str:
    """`text` with such names as blanks; `known` are names of units of the corpus."""
    pattern = _pattern(tuple(known))
    if pattern is not None:
        text = pattern.sub(lambda match: blank(PLACE if match.lastgroup == "place" else UNIT), text)
    text = _PLACE.sub(lambda match: blank(PLACE) if _is_name(match) else match.group(), text)
    return _RUN.sub("", text)


@lru_cache(maxsize=16)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds the longest known name at each place, of those that end as a place or a unit does."""
    names = sorted((name for name in known if len(name) >= _LEAST_NAME), key=len, reverse=True)
    units = [re.escape(n) for n in names if not _TAILED.search(n) and ends_as_unit(n) and not is_generic(n)]
    places = [re.escape(n) for n in names if _TAILED.search(n)]
    forms = [f"(?P<unit>{'|'.join(units)})"] if units else []
    forms += [f"(?P<place>{'|'.join(places)}){_ENDS_PLACE}{_STANDS_ALONE}"] if places else []
    return re.compile(f"{_BEGINS}(?:{'|'.join(forms)})") if forms else None


def _is_name(match: re.Match[str]) -> bool:
    """Whether what looks like a place is on the map, or named by what is nobody's word."""
    if name := match["charted"]:
        return (
            rjieba.has_word(name) and rjieba.tag(name, True)[0] == (name, "ns") and not _NOWHERE.search(name)
        )
    stem, tail = match["stem"], match["tail"]
    # 加强农村: the tail belongs to another word.
    return not (_NO_STEM.search(stem) or rjieba.has_word(stem[-1] + tail)) and is_proper(stem)
