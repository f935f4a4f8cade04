"""Who signs the paper and when, told together: 落款桃源乡中心校，2025年12月26日; 署名：甲村委员会 会计赵民."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from draftbot.chinese.dates import When, find_dates
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import ORGANISATION, PERSON
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.around_titles import forbids
from draftbot.conversation.understanding.slot_values import fits_its_slot, unit_tails
from draftbot.conversation.understanding.statements import names_the_paper
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.values_said import is_said
from draftbot.conversation.understanding.wish import says
from draftbot.conversation.understanding.words import POLITE, clean, is_question, telling, words_of_telling

_SHORTEST, _LONGEST, _LONGEST_BEFORE = 2, 30, 6
_CUT = re.compile(r"[，,；;\s]+")


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that somebody signs, and what says that a day follows."""
    names = words_in("words_of_wishes", "its name")  # 单位名字换成… is of the unit
    signing = any_of(word for word in words_in("words_of_wishes", "of signing") if word not in names)
    orders = words_of_telling("puts otherwise", "before orders")
    behind = any_of((*words_in("words_of_wishes", "behind signing"), *orders))
    day = telling("the day")
    return (
        re.compile(
            rf"(?:^|(?<=[，,；;]))[^，,；;：:]{{0,{_LONGEST_BEFORE}}}?(?:{signing}){POLITE}(?:{behind}|[：:\s])*"
        ),
        re.compile(rf"(?:^|(?<=[，,；;\s]))(?:{day})(?:{behind}|[：:\s])*$"),
    )


def signed(text: str, view: View) -> Told | None:
    """The author and the date that a clause tells behind a word of signing, each by itself; None where
    nothing there is surely one of them."""
    plain = to_simplified(text)
    match = _forms()[0].search(plain)
    if view.draft is None or match is None or is_question(plain):
        return None
    told = text[match.end() :]
    day = next((one for one in find_dates(plain[match.end() :]) if one.parts[-1] is not None), None)
    if day is not None and day.is_clock:
        return None
    before = _forms()[1].sub("", told[: day.start]) if day else told
    before = before[_behind_colon(before) :]
    # 落款别光写站，得写…: what it is not, and what leads to what it is, are no names
    pieces = [_led().sub("", piece) for piece in _CUT.split(before) if piece and not forbids(piece)]
    names = list(_names(pieces, view, day is not None))
    if (not names and day is None) or (pieces and not names):
        return None
    now = view.conversation.facts.author
    if any(_is_no_signer(name, text, view) for name in names):
        return None
    if names and now and says("adds", match.group()) and now not in names[0]:
        names.insert(0, now)
    actions: list[do.Action] = [do.SetFact("author", " ".join(names))] if names else []
    actions += [do.SetFact("date", _written(day, view))] if day else []
    rest = [text[: match.start()], *pieces[len(names) :], told[day.end :] if day else ""]
    return Told(tuple(actions), "，".join(filter(None, (one.strip("，,；;。 ") for one in rest))))


@cache
def _led() -> re.Pattern[str]:
    due, behind = (
        any_of(words_in("new_requests", "to be")),
        any_of(words_in("words_of_wishes", "behind signing")),
    )
    return re.compile(rf"^(?:{due})+(?:{behind})+")


def _is_no_signer(name: str, text: str, view: View) -> bool:
    """Whether words that stand where a name would are none: 排班里头夜间岗位 signs nothing."""
    told = do.SetFact("author", name)
    return not fits_its_slot(told, view) or not is_said(told, text, view)


def _behind_colon(text: str) -> int:
    """Where what is told begins: 落款放到最后：某某站."""
    return max(text.rfind(mark) for mark in "：:") + 1


def _names(pieces: Sequence[str], view: View, is_dated: bool) -> Iterator[str]:
    """The names that stand first: of a unit, and of who signs for it."""
    for n, piece in enumerate(pieces):
        name = clean(piece)
        if n and names_the_paper(to_simplified(piece)):
            return  # 抬头写某某局, behind who signs
        tags = {word.tag for word in view.words(name)}
        signs_behind = any(PERSON in {w.tag for w in view.words(one)} for one in pieces[n + 1 :])
        is_one = bool(tags & {ORGANISATION, PERSON}) or name in view.conversation.facts.unit or signs_behind
        is_one = is_one or name.endswith(unit_tails())
        may_be_one = not n and is_dated and len(pieces) == 1 and "v" not in tags
        if not _SHORTEST <= len(name) <= _LONGEST or not (is_one or may_be_one):
            return
        yield name


def _written(day: When, view: View) -> str:
    """A day as a 公文 writes it; without a year in that of the paper."""
    year, month, of_month = day.parts
    known = find_dates(to_simplified(view.conversation.title))
    year = year or next((one.parts[0] for one in known if one.parts[0]), None) or view.today.year
    return f"{year}年{month}月{of_month}日"
