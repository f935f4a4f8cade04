"""The small headings of a draft, put otherwise or taken out by their own words: （二）任务分工改成执勤备战, （六）协作配合删掉."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from draftbot.chinese.enumerators import ITEM, without_enumerator
from draftbot.chinese.numerals import HAN
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import says
from draftbot.conversation.understanding.words import clean, is_question, telling
from draftbot.drafts.addresses import Where

_NUMBER = re.compile(rf"[（(][{HAN}\d]{{1,3}}[）)]")
_LONGEST_HEADING, _SHORTEST = 20, 2


def points_in(view: View) -> dict[str, str]:
    """The small headings of the draft, each with the sentence that it is."""
    sentences = [s.text for section in view.draft.sections for s in section.sentences] if view.draft else []
    bare = {without_enumerator(text).strip("。："): text for text in sentences if ITEM.match(text)}
    return {name: text for name, text in bare.items() if len(name) <= _LONGEST_HEADING and "，" not in name}


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    up = any_of(words_in("words_of_wishes", "takes up"))
    end = rf"(?:{telling('ends')})*[。！!]*$"
    called = any_of(words_in("words_of_wishes", "of the title"))
    heading = rf"(?:{telling('points at')})?[个些]?[小光]*(?:{called})"
    return {
        "renamed": re.compile(
            rf"^(?:{up})?(?P<x>.+?)(?:{heading})?(?:{telling('puts otherwise')})[：:]?(?P<y>.+?){end}"
        ),
        "out": re.compile(
            rf"^(?:{up})?(?P<x>.+?)(?:(?P<alone>{heading})|(?:{telling('points at')})[几两俩三四五六]?(?:{telling('counted as')}))?(?:{telling('before orders')})*(?:{telling('takes out')}){end}"
        ),
        "instead": re.compile(rf"^(?:{telling('puts otherwise')})[：:]?(?P<y>.+?){end}"),
    }


def points_named(text: str, view: View) -> Told | None:
    """What a clause does to small headings of the draft that it names whole, and what else it wants."""
    points = points_in(view)
    if not points or is_question(text) or says("complains", text):
        return None
    done: list[do.Action] = []
    rest: list[str] = []
    gone: list[str] = []
    for part in parts_of(to_simplified(text)):
        new = _forms()["instead"].match(part)
        names = _split(new["y"]) if new and gone else []
        if names and len(names) == len(gone):
            done = [one for one in done if not isinstance(one, do.DeleteText) or one.words not in gone]
            done += map(do.ReplaceText, gone, names)
            gone = []
            continue
        renamed, out = _renamed(part, points, view), list(_out(part, points))
        gone += [one.words for one in out if isinstance(one, do.DeleteText)]
        done += [renamed] if renamed else out
        rest += [] if renamed or out else [part]
    return Told(tuple(done), "，".join(rest)) if done else None


def _renamed(part: str, points: Mapping[str, str], view: View) -> do.Action | None:
    match = _forms()["renamed"].match(part)
    if match is None:
        return None
    old, new = _named(match["x"], points), clean(_NUMBER.sub("", match["y"]))
    if not old or new == old or not _SHORTEST <= len(new) <= _LONGEST_HEADING:
        return None
    if any(old in fact.text for fact in view.conversation.facts.facts):
        # The words stand in what the user told, too, which stays.
        whole = points[old].strip("。：")
        return do.EditSentence(Where(quote=whole), f"{whole.removesuffix(old)}{new}。")
    return do.ReplaceText(old, new)


def _out(part: str, points: Mapping[str, str]) -> Iterator[do.Action]:
    """The points, each with what stands under it; of 那个标题 the heading alone."""
    match = _forms()["out"].match(part)
    names = [_named(one, points) for one in _split(match["x"])] if match else []
    if match is None or not names or not all(names):
        return
    for name in names:
        if match["alone"]:
            yield do.DeleteSentence(Where(quote=points[name].strip("。")))
        else:
            yield do.DeleteText(name, points=True, is_listed=True)


def _named(text: str, points: Mapping[str, str]) -> str:
    name = clean(_NUMBER.split(text)[-1])
    return name if name in points else ""


def _split(text: str) -> Sequence[str]:
    """A list by its marks, or by the numbers before its items."""
    numbered = _NUMBER.search(text)
    listed = text[numbered.start() :] if numbered else text
    pieces = chain.from_iterable(_NUMBER.split(piece) for piece in listed.split("、"))
    return [piece for piece in (clean(one) for one in pieces) if piece]
