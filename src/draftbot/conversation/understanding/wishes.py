"""A message cut into what is wanted: between commas where both sides can stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.names import name_of
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.deciding import (
    ASIDE,
    CLARIFY,
    PRINTED,
    SURE_TO_CHANGE,
    SURE_TO_LOOK,
    SURE_TO_STATE,
    Decision,
    decide,
)
from draftbot.conversation.understanding.reading import QUESTION, Likely, MessageReader
from draftbot.conversation.understanding.rules import certain
from draftbot.conversation.understanding.suggesting import suggested_of
from draftbot.conversation.understanding.weighing import weighed
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import NUMBER

# More parts are somebody's text, not wishes.
MOST_PARTS, LONGEST_SPAN = 8, 4
# From here on a clause read as a whole stands against pieces of it that are read less surely.
SURE_AS_A_WHOLE = 0.7
_HALF = 0.5
# And from here on against a piece that seems to ask.
SURE_BEYOND_PIECES = 0.9
_PART = rf"第{NUMBER}(?:个|大)*(?:部分|板块|块|章|节)"
# 不是2次 and 是3次 are one correction.
_NOT, _BUT = (
    re.compile(r"不是[^，,]+$|(?:说错|记错|报错|搞错|写错|不对|有误|错)了?$"),
    re.compile(r"^(?:而)?(?:应该|应|其实|实际)?(?:是|为)"),
)
# What says how a text shall be, rather than which.
_REWORDS = frozenset(
    ("section.rewrite", "section.lengthen", "section.shorten", "section.length", "length", "tone",
     "sentence.rewrite", "section.merge_repeats", CLARIFY)
)  # fmt: skip
# What is done to all of a draft; said of 这一块 it is meant for that part.
_OF_ALL = frozenset(("draft.rewrite", "length", "tone", "undo"))
# What is said to no purpose of its own.
_TALK = frozenset((ASIDE, "smalltalk"))
# 先撤下来 alone is one of these; behind what is not understood it is rather said of that.
_OF_THE_LAST_STEP = frozenset(("undo", "redo"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that want one thing, with what they may mean and what that comes to."""

    wish: Wish
    likely: list[Likely]
    decision: Decision

    @property
    def name(self) -> str:
        return self.likely[0].name


@cache
def _joint() -> re.Pattern[str]:
    """What joins two wishes without a comma: a word, a space, another section behind a finished order."""
    joining = any_of(words_in("words_of_wishes", "connectives", "connectives joining"))
    return re.compile(
        rf"(?<=[\u4e00-\u9fff\w])\s*(?=(?:{joining}|and then\b|then\b))"
        rf"|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|(?<=[下点些了吧短长])(?=(?:把|将)?{_PART})"
        # 多写成绩少写问题
        r"|(?<=[\u4e00-\u9fff])(?<![再要别至最很减不尽])(?=(?:多|少)[写讲说谈提])"
    )


@cache
def _led() -> re.Pattern[str]:
    """What a further wish begins with."""
    leading = any_of(words_in("words_of_wishes", "connectives", "connectives leading"))
    return re.compile(rf"^(?:{leading}|and then|then|and)\s*[，,]?\s*")


def pieces_of(clause: str, view: View, reader: MessageReader) -> list[Piece]:
    """The wishes of one clause, in order."""
    parts = [piece.strip() for part in parts_of(clause) for piece in _joint().split(part) if piece.strip()]
    if not 1 < len(parts) <= MOST_PARTS:
        return [_read(clause, view, reader)]
    starts = _starts(clause, parts)
    spans = {
        (i, j): _led().sub(
            "", clause[starts[i] : starts[j] if j < len(parts) else len(clause)].strip(" ，,、")
        )
        for i in range(len(parts))
        for j in range(i + 1, min(i + LONGEST_SPAN, len(parts)) + 1)
    }
    likely = dict(zip(spans, reader.read(list(spans.values()), view.headings), strict=True))

    @cache
    def piece(i: int, j: int) -> Piece:
        return _piece(spans[i, j], likely[i, j], view)

    found = [(0, 1, piece(0, 1))]
    for k in range(1, len(parts)):
        i, _, before = found[-1]
        behind = piece(k, k + 1)
        is_further = bool(_led().match(clause[starts[k] :])) and not _names_nothing(behind.wish)
        if (
            (i, k + 1) in spans
            and not is_further
            and _belong_together(before, behind, whole := _told_behind(piece(i, k + 1), behind))
        ):
            found[-1] = (i, k + 1, whole)
        else:
            found.append((k, k + 1, behind))
    pieces = [_asked_in_parts(one, [piece(k, k + 1) for k in range(i, j)]) for i, j, one in found]
    if len(pieces) > 1 and (0, len(parts)) in spans:
        whole = piece(0, len(parts))
        if _is_talk(whole, pieces):
            return [replace(whole, decision=Decision(do.SmallTalk(whole.wish.text.strip()), ()))]
        if _is_one(whole, pieces) or _says_what_no_piece_says(whole, pieces):
            return [whole]
    if (0, len(parts)) in spans and not _states(likely[0, len(parts)]):
        pieces = _nothing_printed_of_talk(pieces)
    return _nothing_printed_beside_the_unclear(pieces)


def _asked_in_parts(whole: Piece, parts: Sequence[Piece]) -> Piece:
    """A piece of several parts that is not understood: what it may mean is told by all of them, and where
    they are mostly talk it is talk."""
    if len(parts) < 2 or (whole.decision.action is not None and not _is_surer_in_parts(whole, parts)):
        return whole
    readings = [(one.wish, weighed(one.wish, one.likely)) for one in (whole, *parts)]
    talk = sum(one.likelihood for _, likely in readings for one in likely if one.name in _TALK)
    if talk / len(readings) >= SURE_TO_LOOK:
        return replace(whole, decision=Decision(do.SmallTalk(whole.wish.text.strip()), ()))
    return replace(whole, decision=Decision(None, suggested_of(readings)))


def _is_surer_in_parts(whole: Piece, parts: Sequence[Piece]) -> bool:
    """Whether a whole that is read unsurely is taken for what none of its parts says, and one of them is
    read more surely as something else."""
    action, likelihood = whole.decision.action, whole.likely[0].likelihood
    if action is None or likelihood >= _HALF or any(part.name == name_of(action) for part in parts):
        return False
    surest = max(parts, key=lambda part: part.likely[0].likelihood)
    return surest.name not in (*_TALK, CLARIFY) and surest.likely[0].likelihood >= SURE_TO_LOOK


def _states(likely: Sequence[Likely]) -> bool:
    return any(one.name in PRINTED and one.likelihood >= SURE_TO_STATE for one in likely)


def _nothing_printed_of_talk(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a clause that as a whole states nothing surely; beside talk, which may be to somebody
    else, what would be printed is asked about: 小赵，把门锁好，30个沙袋盖上."""
    if not any(p.decision.is_aside or isinstance(p.decision.action, do.SmallTalk) for p in pieces):
        return list(pieces)
    return _printed_asked_about(pieces)


def _nothing_printed_beside_the_unclear(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces; beside one that is not understood, or that signs the paper, what would be printed as a
    fact is asked about."""
    signs = any(
        isinstance(p.decision.action, do.SetFact) and p.decision.action.field == "author" for p in pieces
    )
    if not signs and all(p.decision.action is not None or p.decision.is_aside for p in pieces):
        return list(pieces)
    return _printed_asked_about(pieces)


def _printed_asked_about(pieces: Sequence[Piece]) -> list[Piece]:
    return [
        replace(p, decision=Decision(None, (p.decision.action,)))
        if isinstance(p.decision.action, (do.AddFact, do.AddLeader))
        else p
        for p in pieces
    ]


def _told_behind(whole: Piece, behind: Piece) -> Piece:
    """A clause whose end orders something that it does not name is read by its end too: of
    前两部分差不多，捏成一块 the end tells what to do, and the whole to what."""
    if behind.decision.action is not None or behind.decision.is_aside:
        return whole
    if _orders_something_else(whole, behind):
        ordered = Piece(whole.wish, behind.likely, decide(whole.wish, behind.likely))
        return whole if ordered.decision.action is None else ordered
    if whole.decision.action is not None and whole.likely[0].likelihood >= SURE_AS_A_WHOLE:
        return whole
    names = dict.fromkeys(one.name for one in (*whole.likely, *behind.likely))
    both = [_between(whole.likely, behind.likely, name) for name in names]
    likely = sorted(both, key=lambda one: -one.likelihood)
    read = Piece(whole.wish, likely, decide(whole.wish, likely))
    return whole if read.decision.action is None and whole.decision.action is not None else read


def _orders_something_else(whole: Piece, behind: Piece) -> bool:
    """Whether a clause ends with what surely is another order than all of it is read as, and names nothing
    that this could be done to: 头两块讲的一个意思，并起来."""
    is_sure = behind.likely[0].likelihood >= SURE_AS_A_WHOLE
    return is_sure and behind.name not in (whole.name, *_TALK, CLARIFY) and _names_nothing(behind.wish)


def _between(one: Sequence[Likely], other: Sequence[Likely], name: str) -> Likely:
    found = [likely for readings in (one, other) for likely in readings if likely.name == name]
    kind = next((likely.kind for likely in found if likely.kind), "")
    return Likely(name, sum(likely.likelihood for likely in found) / 2, kind)


def _is_one(whole: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a clause as a whole says surely what one of its pieces says unsurely and otherwise."""
    if whole.decision.action is None or whole.likely[0].likelihood < SURE_AS_A_WHOLE:
        return False
    acting = [piece for piece in pieces if piece.decision.action is not None]
    if whole.name in _TALK and all(piece.name in _TALK for piece in acting):
        return True  # 行，先放着，我问下领导再说
    if len({piece.wish.section for piece in acting if piece.wish.section}) > 1:
        return False  # 打算三言两语就成，第一部分展开讲讲 are two wishes
    sure = [piece for piece in acting if piece.likely[0].likelihood >= SURE_AS_A_WHOLE]
    return len(sure) < 2 and any(p.name != whole.name for p in acting if p not in sure)


def _does(piece: Piece) -> bool:
    """Whether a piece surely wants something done or told."""
    return piece.decision.action is not None and not isinstance(piece.decision.action, do.SmallTalk)


def _is_talk(whole: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a clause is talk as a whole, and none of its pieces wants anything but what would be
    printed, of which talk is full: 我孙女也上幼儿园，今年4岁，可好玩了."""
    if any(_does(p) and name_of(p.decision.action) not in PRINTED for p in pieces if p.decision.action):
        return False
    talk = sum(one.likelihood for one in whole.likely if one.name in _TALK)
    return whole.name == "smalltalk" and talk >= SURE_TO_CHANGE


def _says_what_no_piece_says(whole: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a clause as a whole says what is wanted, and no piece of it does; beside a clause that is
    read very surely, a piece that seems to ask without a mark does not count: 什么山洪泥石流."""
    if not _does(whole) or whole.name in PRINTED:
        return False
    doing = [piece for piece in pieces if _does(piece)]
    if not doing:
        return True
    is_rhetoric = all(piece.name == QUESTION and "？" not in piece.wish.text for piece in doing)
    return is_rhetoric and whole.likely[0].likelihood >= SURE_BEYOND_PIECES


def _belong_together(before: Piece, behind: Piece, whole: Piece) -> bool:
    if _NOT.search(before.wish.plain) and _BUT.search(behind.wish.plain):
        return True
    if before.name == behind.name == "fact.add":
        return whole.name == "fact.add"
    if (
        _NOT.search(before.wish.plain)
        and behind.name in ("fact.add", "unit", "period")
        and not before.decision.action
    ):
        return True
    is_bare = behind.name in _REWORDS and before.name in _REWORDS and _names_nothing(behind.wish)
    both_of_all = before.decision.action and behind.decision.action and not before.wish.sections
    if is_bare and whole.name in _REWORDS and (before.name == behind.name or not both_of_all):
        return True
    if _names_nothing(behind.wish) and _is_a_third(before, behind, whole):
        return True
    # 换个说法，刚才那段不太顺, and the other way round
    for of_all, other in ((behind, before), (before, behind)):
        if of_all.name in _OF_ALL and _names_nothing(of_all.wish) and _is_of_a_part(other.wish):
            return True
    if before.decision.action is not None and behind.decision.action is not None:
        return False
    if before.decision.is_aside and behind.decision.action is not None:
        return False
    if behind.decision.is_aside and before.decision.action is not None:
        return False
    # What is unclear on both sides, and names nothing of its own behind, is asked about once.
    if before.decision.action is None is behind.decision.action and _names_nothing(behind.wish):
        return not (before.decision.is_aside or behind.decision.is_aside)
    if whole.decision.action == before.decision.action and behind.name not in (before.name, ASIDE, CLARIFY):
        return False  # What stands behind is no part of it, and must not go unheard.
    return whole.decision.action is not None or _is_half_read(before, behind)


def _is_a_third(before: Piece, behind: Piece, whole: Piece) -> bool:
    """Whether what is said of a section and an order without a place come to one thing, which neither
    says: 第二部分不行，重来. Where the whole is unclear, what stands before must not go unheard."""
    if before.decision.is_aside or before.name == CLARIFY:
        return False
    if before.decision.action is None:
        return behind.name in _OF_THE_LAST_STEP
    if before.name not in _REWORDS and before.likely[0].likelihood >= SURE_AS_A_WHOLE:
        return False  # 第三部分删掉，重新起草 are two
    is_sure = whole.decision.action is not None and whole.likely[0].likelihood >= SURE_AS_A_WHOLE
    is_other = whole.name not in (before.name, behind.name)
    return is_sure and is_other and behind.name in _OF_ALL and bool(before.wish.sections)


def _is_half_read(before: Piece, behind: Piece) -> bool:
    """Whether only what stands before is read, and that unsurely or as a complaint, of which what
    stands behind says what to do: half of it is not done."""
    if before.decision.action is None or behind.decision.action is not None or behind.decision.is_aside:
        return False
    is_complaint = before.name in _REWORDS and bool(behind.wish.quotes)
    return is_complaint or before.likely[0].likelihood < SURE_AS_A_WHOLE


def _is_of_a_part(wish: Wish) -> bool:
    """Whether a wish says 这一块 of a part that it does not name."""
    return wish.says("of a part") and not wish.sections


def _names_nothing(wish: Wish) -> bool:
    """Whether a wish names neither a place nor a figure nor words of its own."""
    return not (
        wish.sections
        or wish.sentence
        or wish.quotes
        or re.search(r"\d|[一二两三四五六七八九十百千]{1,}(?:字|千|百)|全文|整篇|通篇", wish.plain)
    )


def _read(clause: str, view: View, reader: MessageReader) -> Piece:
    text = _led().sub("", clause)
    return _piece(text, reader.read([text], view.headings)[0], view)


def _piece(text: str, likely: list[Likely], view: View) -> Piece:
    """By a certain rule where one fits, else as it is likely meant."""
    wish = Wish(text, view)
    if (one := certain(text, view)) is not None:
        return Piece(wish, [Likely(name_of(one), 1.0), *likely], Decision(one, ()))
    return Piece(wish, likely, decide(wish, likely))


def _starts(clause: str, parts: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for part in parts:
        at = clause.index(part, at)
        starts.append(at)
        at += len(part)
    return starts
