"""Whether two neighbouring pieces of a message want one thing together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.understanding.deciding import ASIDE, CLARIFY, decide
from draftbot.conversation.understanding.piece import SURE_AS_A_WHOLE, TALK, Piece, names_nothing
from draftbot.conversation.understanding.reading import Likely
from draftbot.conversation.understanding.wish import Wish

_WORDS = "words_of_wishes"
# What says how a text shall be, rather than which.
_REWORDS = frozenset(
    ("section.rewrite", "section.lengthen", "section.shorten", "section.length", "length", "tone",
     "sentence.rewrite", "section.merge_repeats", CLARIFY)
)  # fmt: skip
# What is done to all of a draft; said of 这一块 it is meant for that part.
_OF_ALL = frozenset(("draft.rewrite", "length", "tone", "undo"))
# What is ordered of all of a draft, with what it is of the part that was just spoken of.
_OF_THE_PART = {"draft.rewrite": "section.rewrite"}
# What takes something away: of what, the whole tells better than its end.
_TAKE_AWAY = frozenset(("text.delete", "sentence.delete", "blank.delete", "outline.remove", "fact.remove"))
# 先撤下来 alone is one of these; behind what is not understood it is rather said of that.
_OF_THE_LAST_STEP = frozenset(("undo", "redo"))


@cache
def _was_wrong() -> re.Pattern[str]:
    """不是2次, which with 是3次 behind it is one correction."""
    denied, wrong = (any_of(words_in(_WORDS, key)) for key in ("denied", "was wrong"))
    return re.compile(f"(?:{denied})[^，,]+$|(?:{wrong})$")


@cache
def _is_rather() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words_in(_WORDS, 'rather'))})?(?:{any_of(words_in(_WORDS, 'is'))})")


def told_behind(whole: Piece, behind: Piece) -> Piece:
    """A clause whose end orders something that it does not name is read by its end too: of
    前两部分差不多，捏成一块 the end tells what to do, and the whole to what."""
    if (of_part := _of_the_part(whole, behind)) is not None:
        return of_part
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


def _of_the_part(whole: Piece, behind: Piece) -> Piece | None:
    """A clause that names a part, and ends with an order that names nothing, read as ordering that of the
    part: 第三部分太啰嗦了，你另写一个. None where it cannot be."""
    name = _OF_THE_PART.get(behind.name, whole.name)
    if name == whole.name or not whole.wish.section or not names_nothing(behind.wish):
        return None
    ordered = [Likely(name, behind.likely[0].likelihood)]
    names = dict.fromkeys(one.name for one in (*whole.likely, *ordered))
    likely = sorted((_between(whole.likely, ordered, n) for n in names), key=lambda one: -one.likelihood)
    read = Piece(whole.wish, likely, decide(whole.wish, likely))
    return read if read.name == name and read.decision.action is not None else None


def means_the_part(behind: Piece, whole: Piece) -> bool:
    """Whether what is ordered of all is, by the whole, ordered of the part that it names."""
    return whole.name == _OF_THE_PART.get(behind.name) and names_nothing(behind.wish)


def _orders_something_else(whole: Piece, behind: Piece) -> bool:
    """Whether a clause ends with what surely is another order than all of it is read as, and names nothing
    that this could be done to: 头两块讲的一个意思，并起来."""
    if {whole.name, behind.name} <= _TAKE_AWAY and whole.decision.action is not None:
        return False
    is_sure = behind.likely[0].likelihood >= SURE_AS_A_WHOLE
    return is_sure and behind.name not in (whole.name, *TALK, CLARIFY) and names_nothing(behind.wish)


def _between(one: Sequence[Likely], other: Sequence[Likely], name: str) -> Likely:
    found = [likely for readings in (one, other) for likely in readings if likely.name == name]
    kind = next((likely.kind for likely in found if likely.kind), "")
    return Likely(name, sum(likely.likelihood for likely in found) / 2, kind)


def belong_together(before: Piece, behind: Piece, whole: Piece) -> bool:
    if _was_wrong().search(before.wish.plain) and _is_rather().match(behind.wish.plain):
        return True
    if before.name == behind.name == "fact.add":
        return whole.name == "fact.add"
    if (
        _was_wrong().search(before.wish.plain)
        and behind.name in ("fact.add", "unit", "period")
        and not before.decision.action
    ):
        return True
    if before.name in TALK and before.likely[0].likelihood >= SURE_AS_A_WHOLE:
        return False
    if before.name in _REWORDS and before.wish.section and means_the_part(behind, whole):
        return True
    is_unheard = behind.decision.action is None and whole.decision.action == before.decision.action
    is_bare = behind.name in _REWORDS and before.name in _REWORDS and names_nothing(behind.wish)
    both_of_all = before.decision.action and behind.decision.action and not before.wish.sections
    if is_unheard and before.decision.action is not None and behind.name not in (before.name, ASIDE, CLARIFY):
        return False  # what stands behind is no part of it
    if is_bare and whole.name in _REWORDS and (before.name == behind.name or not both_of_all):
        return True
    if names_nothing(behind.wish) and _is_a_third(before, behind, whole):
        return True
    # 换个说法，刚才那段不太顺, and the other way round
    for of_all, other in ((behind, before), (before, behind)):
        if of_all.name in _OF_ALL and names_nothing(of_all.wish) and _is_of_a_part(other.wish):
            return True
    if before.decision.action is not None and behind.decision.action is not None:
        return False
    if before.decision.is_aside and behind.decision.action is not None:
        return False
    if behind.decision.is_aside and before.decision.action is not None:
        return False
    # What is unclear on both sides, and names nothing of its own behind, is asked about once.
    if before.decision.action is None is behind.decision.action and names_nothing(behind.wish):
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
