"""Items of a draft that shall go, by what they are headed or numbered: 阵地建设、队伍建设这两块去掉, （三）（五）不要了,
从（二）到（四）全部删掉. What an item is headed is no part of the paper, and its number is none of a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from draftbot.chinese.numerals import HAN, integer_in, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import is_question, telling
from draftbot.domain import Draft
from draftbot.drafts.addresses import Spot, Where, find_spots, heads_of

_NUMBER = re.compile(rf"[（(][{HAN}\d]{{1,3}}[)）]")
_LEAST_OF_A_HEAD, _LONGEST, _SHOWN = 2, 20, 3
_Head = tuple[Spot, str, str]
_NAMED = "\ue000"


def points_out(text: str, view: View) -> Told | None:
    """The items that `text`, one sentence, wants out of the draft; asked about where they may be those of
    several parts. None where it names none or wants something else."""
    plain = to_simplified(text).rstrip("。！!；;")
    if view.draft is None or is_question(plain):
        return None
    heads = [
        one
        for one in heads_of(view.draft)
        if _LEAST_OF_A_HEAD <= len(one[2]) <= _LONGEST and one[1][0] in "（("
    ]
    named, numbered, left = _named(_order_behind(plain), heads)
    match = _form().fullmatch(left)
    if match is None or not (named or numbered):
        return None
    section = Wish(match["part"] or "", view).section
    heads = [h for h in heads if not section or view.draft.sections[h[0].section].heading == section]
    of_parts = _by_number(numbered, heads) if not named else [_by_name(named, heads)]
    if len(of_parts) != 1 or not of_parts[0]:
        return Told((do.NotUnderstood(text, _offered(of_parts, view.draft)),)) if numbered else None
    if match["to"]:
        section = Wish(match["to"], view).section
        moved = tuple(do.MoveSentence(_where(view.draft, head), section) for head in of_parts[0])
        return Told(moved if section else (do.NotUnderstood(text, _offered_to(of_parts[0], view)),))
    if match["run"] and len(of_parts[0]) == 2:
        return Told((do.DeleteSentence(_where(view.draft, of_parts[0][0], of_parts[0][1])),))
    with_all = re.search(telling("with what is under"), left)
    only_sentence = re.search(telling("that sentence"), left) is not None and not with_all
    only_heading = re.search(telling("heads"), left) is not None and not with_all
    actions = (
        do.DeleteSentence(
            Where(quote="".join(head[1:]))
            if only_sentence or (only_heading and _tells(view.draft, head))
            else _where(view.draft, head)
        )
        for head in of_parts[0]
    )
    return Told(tuple(actions))


def _order_behind(plain: str) -> str:
    """The sentence with an order that it begins with behind what is ordered: 删掉（二）到（六）."""
    first = re.match(rf"(?:{telling('leads')}|[，,])*(?P<out>{telling('takes out')})(?=[^，,。])", plain)
    return plain[first.end() :] + first["out"] if first and not _ends().search(plain) else plain


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{telling('takes out')})(?:{telling('ends')})*$")


def _named(plain: str, heads: Sequence[_Head]) -> tuple[list[str], list[str], str]:
    """The heads and the numbers that words name, in their order, and the words with these masked."""
    found: list[tuple[int, str]] = []
    for head in sorted({head for _, _, head in heads}, key=len, reverse=True):
        if (at := plain.find(head)) >= 0:
            found.append((at, head))
            plain = plain.replace(head, _NAMED * len(head), 1)
    numbers = [match.group() for match in _NUMBER.finditer(plain)]
    return [head for _, head in sorted(found)], numbers, _NUMBER.sub(_NAMED, plain)


def _by_name(named: Sequence[str], heads: Sequence[_Head]) -> list[_Head]:
    held = [[one for one in heads if one[2] == head] for head in named]
    return [some[0] for some in held] if all(len(some) == 1 for some in held) else []


def _by_number(numbers: Sequence[str], heads: Sequence[_Head]) -> list[list[_Head]]:
    """Of each part that has items of all these numbers, these items."""
    wanted = [integer_in(plain_digits(number.strip("（）()"))) for number in numbers]
    found = []
    for part in sorted({spot.section for spot, _, _ in heads}):
        known = {integer_in(plain_digits(h[1].strip("（）()"))): h for h in heads if h[0].section == part}
        if all(number in known for number in wanted):
            found.append([known[number] for number in wanted])
    return found


def _where(draft: Draft, head: _Head, last: _Head | None = None) -> Where:
    return Where(draft.sections[head[0].section].heading, to=last[2] if last else "", point=head[2])


def _tells(draft: Draft, head: _Head) -> bool:
    """Whether something else than blanks stands under a head."""
    under = find_spots(draft, _where(draft, head))[1:]
    return any(not draft.part(s.section).sentences[s.sentence].blanks for s in under)


def _offered_to(heads: Sequence[_Head], view: View) -> tuple[do.Action, ...]:
    """Where an item may be meant to go: to each of the parts."""
    places = [s.heading for s in view.sections if s.level == 1]
    return (
        tuple(do.MoveSentence(_where(view.draft, heads[0]), place) for place in places[:_SHOWN])
        if view.draft
        else ()
    )


def _offered(of_parts: Sequence[Sequence[_Head]], draft: Draft) -> tuple[do.Action, ...]:
    offered = [do.DeleteSentence(_where(draft, head)) for heads in of_parts for head in heads]
    return tuple(offered[:_SHOWN])


@cache
def _form() -> re.Pattern[str]:
    """What stands around the names: a part before them, what they are called behind, and the order."""
    takes_up = any_of(words_in("words_of_wishes", "takes up"))
    named = rf"[“「\"]?{_NAMED}+[”」\"]?"
    joint = (
        rf"(?:{telling('pieces')}|{telling('one point')}|{telling('joins things')}|{telling('leads')}|[，,])*"
    )
    out = rf"(?:{telling('before orders')}|{telling('all of it')}|[，,])*(?:(?:{telling('takes out')})|(?:{telling('moves')})(?:{telling('into')})*(?P<to>[^，,。]{{2,20}}?))"
    what = rf"(?:{telling('pieces')}|{telling('heads')}|{telling('with what is under')}|{telling('one sentence')}|{telling('within')})*"
    why = rf"(?:[，,]?(?:{telling('is bare')})(?:{telling('heads')}|{telling('pieces')}|{telling('particles')})*)*"
    who = rf"(?:[，,][^，,。]{{2,20}}?(?:{telling('is not of')})[^，,。]{{1,12}})?"  # 我是书记不是局长
    kept = rf"(?:[，,](?:{telling('the rest')})[^，,。]*(?:{telling('stays')})(?:{telling('particles')})*)?"
    return re.compile(
        rf"(?:[^{_NAMED}，,]{{1,4}}[，,])?(?:{telling('leads')}|{takes_up}|{telling('takes')}|[，,])*(?P<part>[^{_NAMED}，,。]{{2,20}}?)?(?:{telling('within')})*"
        rf"(?:(?P<run>(?:{telling('starting')})?{named}(?:{telling('as far as')}){named})|{named}(?:{joint}{named})*)"
        rf"{what}{why}{out}(?:{what})(?:{telling('ends')})*{kept}{who}"
    )
