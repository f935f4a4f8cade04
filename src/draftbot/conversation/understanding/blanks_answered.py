"""The blank that a clause answers though it orders nothing: 联合清查5次, 组长是何向东, 起止时间就是7月1日到9月30日.

All that it says stands around that one blank, and the unit behind it is the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.chinese.names import LABELS
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import PERSON
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.around_blanks import Around, around_blanks
from draftbot.conversation.understanding.figures_for_blanks import blank_for_figure
from draftbot.conversation.understanding.referents import Referents, order_words

_COUNTED = re.compile(r"[\u4e00-\u9fff%]{1,2}(?:[，；。\0]|$)")


def blank_answered(said: str, referents: Referents) -> do.Action | None:
    """The blank that a clause fills; what may be meant where it fits several alike."""
    plain = re.sub(rf"(?:{order_words('roughly ends')})+$", "", to_simplified(said).strip("，,。 "))
    blanks = around_blanks(referents.draft)
    if not re.search(r"[，,：:？?“”]", plain) and (told := blank_for_figure(plain, referents)):
        return told
    return _right_before(plain, blanks) or _time_of(plain, blanks) or _person(plain, blanks, referents)


def _right_before(plain: str, blanks: Sequence[Around]) -> do.FillBlank | None:
    """起止时间就是7月1日到9月30日: what stands right before a blank, told."""
    match = re.fullmatch(
        rf"(?P<what>[\u4e00-\u9fff]{{2,12}}?)(?:{order_words('equals')})(?P<value>[^，,]{{2,60}})", plain
    )
    if match is None or re.search(order_words("asks", "is past"), plain):
        return None
    ends = re.compile(rf"{re.escape(match['what'])}(?:{order_words('did', 'equals')})*$")
    return _only(
        [one for one in blanks if ends.search(one.before) and _takes(one, match["value"])], match["value"]
    )


def _takes(one: Around, value: str) -> bool:
    """Whether a text may stand where a blank is: one that is counted in something has a figure."""
    return re.search(r"\d", value) is not None or not _COUNTED.match(one.behind)


def _time_of(plain: str, blanks: Sequence[Around]) -> do.FillBlank | None:
    """准备阶段7月1日到7月10日: of a blank that asks for the time of it."""
    month, day, to = (f"(?:{order_words(key)})" for key in ("month", "day of a month", "up to"))
    match = re.fullmatch(
        rf"(?P<what>[\u4e00-\u9fff]{{2,8}}?)(?P<when>\d+{month}(?:\d+{day})?(?:{to}|[—-])(?:\d+{month})?\d+{day})",
        plain,
    )
    if match is None:
        return None
    of_time = re.compile(order_words("of time"))
    named = [one for one in blanks if match["what"] in one.before + one.blank.label]
    return _only([one for one in named if of_time.search(one.blank.label)], match["when"])


def _person(plain: str, blanks: Sequence[Around], referents: Referents) -> do.FillBlank | None:
    """组长是何向东: of a blank that asks for a name."""
    match = re.fullmatch(
        rf"(?P<what>[\u4e00-\u9fff]{{2,8}}?)(?:{order_words('equals')})(?P<who>[\u4e00-\u9fff·]{{2,4}})",
        plain,
    )
    if match is None or [word.tag for word in referents.view.words(match["who"])] != [PERSON]:
        return None
    named = [one for one in blanks if one.blank.label in LABELS.values()]
    return _only([one for one in named if match["what"] in f"{one.before}\0{one.behind}"], match["who"])


def _only(held: Sequence[Around], value: str) -> do.FillBlank | None:
    return do.FillBlank(value, held[0].number) if len(held) == 1 else None
