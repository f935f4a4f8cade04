"""A message cut into what is wanted: between commas where both sides can stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.names import name_of, slots_of
from draftbot.conversation.sayings import say
from draftbot.conversation.understanding.belonging import belong_together, means_the_part, told_behind
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.deciding import (
    CLARIFY,
    PRINTED,
    REPLACES,
    SURE_TO_CHANGE,
    SURE_TO_LOOK,
    SURE_TO_STATE,
    Decision,
    decide,
)
from draftbot.conversation.understanding.denials import orders_to_tell
from draftbot.conversation.understanding.of_the_fact import ordered_of
from draftbot.conversation.understanding.one_thing import one_thing, unheard_in, with_its_end
from draftbot.conversation.understanding.piece import SURE_AS_A_WHOLE, TALK, Piece, does, names_nothing
from draftbot.conversation.understanding.reading import QUESTION, Likely, MessageReader
from draftbot.conversation.understanding.rules import certain
from draftbot.conversation.understanding.statements import speaks_of_the_paper
from draftbot.conversation.understanding.suggesting import SHOWN, suggested_of
from draftbot.conversation.understanding.weighing import weighed
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import NUMBER

# More parts are somebody's text, not wishes.
MOST_PARTS, LONGEST_SPAN = 8, 4
_HALF = 0.5
# And from here on against a piece that seems to ask.
SURE_BEYOND_PIECES = 0.9
_PART = rf"第{NUMBER}(?:个|大)*(?:部分|板块|块|章|节)"


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
    by_commas = parts_of(clause)
    parts = [piece.strip() for part in by_commas for piece in _joint().split(part) if piece.strip()]
    if len(parts) > MOST_PARTS:  # names and figures parted by blanks are no wishes
        parts = by_commas
    if not 1 < len(parts) <= MOST_PARTS:
        return [as_one_piece(clause, view, reader)]
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
        is_further = bool(_led().match(clause[starts[k] :])) and not names_nothing(behind.wish)
        if (
            (i, k + 1) in spans
            and not is_further
            and belong_together(
                before, behind, whole := with_its_end(told_behind(piece(i, k + 1), behind), behind)
            )
        ):
            if not unheard_in(whole, before, behind):
                found[-1] = (i, k + 1, whole)
            else:
                found.append((k, k + 1, replace(behind, decision=whole.decision)))
        else:
            found.append((k, k + 1, behind))
    found = [
        one
        for n, one in enumerate(found)
        if not n or not _says_again(found[n - 1][2], one[2], clause[starts[one[0]] :])
    ]
    found = _of_facts_told(found)
    pieces = [_asked_in_parts(one, [piece(k, k + 1) for k in range(i, j)]) for i, j, one in found]
    if len(pieces) > 1 and (0, len(parts)) in spans:
        whole = piece(0, len(parts))
        if (one := one_thing(whole, pieces)) is not None:
            return [one]
        if _asks_whether(whole) or any(map(_asks_whether, pieces)):
            return _nothing_changed(whole, pieces)
        if _is_a_question(whole, pieces):
            return [whole]
        if _is_talk(whole, pieces):
            return [replace(whole, decision=Decision(do.SmallTalk(whole.wish.text.strip()), ()))]
        if _is_one(whole, pieces) or _says_what_no_piece_says(whole, pieces):
            return [whole]
        pieces = _nothing_taken_away_unsurely(whole, pieces)
    if (0, len(parts)) in spans and not _states(likely[0, len(parts)]):
        pieces = _nothing_printed_of_talk(pieces)
    return _nothing_printed_beside_the_unclear(pieces)


def _of_facts_told(found: Sequence[tuple[int, int, Piece]]) -> list[tuple[int, int, Piece]]:
    """The pieces; what is ordered of no more than a fact told before is ordered of that."""
    told, ordered = "", []
    for i, j, piece in found:
        action = piece.decision.action
        if isinstance(action, do.AddFact):
            told = action.text
        elif told and action is None and orders_to_tell(piece.wish.plain, piece.wish.view):
            continue  # 这个一定要写, of the fact
        elif told and (action is None or isinstance(action, do.UsePassage)):
            of_it = ordered_of(told, piece.wish, piece.likely)
            piece = replace(piece, decision=Decision(of_it, ())) if of_it is not None else piece
        ordered.append((i, j, piece))
    return ordered


def _says_again(before: Piece, behind: Piece, text: str) -> bool:
    """Whether what stands behind says once more what stands before: 删错了，退回去 goes back one step."""
    action = behind.decision.action
    return action is not None and action == before.decision.action and not _led().match(text)


def _asks_whether(piece: Piece) -> bool:
    action = piece.decision.action
    return isinstance(action, do.Ask) and action.kind == do.ADVICE


def _nothing_changed(whole: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """A clause that asks whether to do something, as one piece: what its pieces would do is what it asks
    about (体会要是删了，会不会显得不完整)."""
    told = [p.decision.action for p in pieces if does(p) and not isinstance(p.decision.action, do.Ask)]
    named = [
        a
        for p in (whole, *pieces)
        if isinstance(p.decision.action, do.Ask)
        for a in p.decision.action.perhaps
    ]
    perhaps = tuple(dict.fromkeys([a for a in told if a is not None and say(a)] + named))[:SHOWN]
    return [replace(whole, decision=Decision(do.Ask(whole.wish.text.strip(), do.ADVICE, perhaps), ()))]


def _asked_in_parts(whole: Piece, parts: Sequence[Piece]) -> Piece:
    """A piece of several parts that is not understood: what it may mean is told by all of them, and where
    they are mostly talk it is talk."""
    if len(parts) < 2 or (whole.decision.action is not None and not _is_surer_in_parts(whole, parts)):
        return whole
    readings = [(one.wish, weighed(one.wish, one.likely)) for one in (whole, *parts)]
    talk = sum(one.likelihood for _, likely in readings for one in likely if one.name in TALK)
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
    return surest.name not in (*TALK, CLARIFY) and surest.likely[0].likelihood >= SURE_TO_LOOK


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
    prints = (do.AddFact, do.AddLeader)
    return [_asked_about(p) if isinstance(p.decision.action, prints) else p for p in pieces]


def _asked_about(piece: Piece) -> Piece:
    """The piece, with what it would do not done, but offered."""
    action = piece.decision.action
    return replace(piece, decision=Decision(None, () if action is None else (action,)))


def _nothing_taken_away_unsurely(whole: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a clause that as a whole surely says what to do, or says what a piece of it does; one
    that against it seems to replace something or take it away is a part of that (第二部分不行，重来), else
    asked about."""
    is_borne_out = any(does(p) and p.name == whole.name for p in pieces)
    is_sure = does(whole) and (is_borne_out or whole.likely[0].likelihood >= SURE_BEYOND_PIECES)
    unsure = [p for p in pieces if is_sure and _replaces_unsurely(p) and p.name != whole.name]
    if not unsure or whole.decision.action is None or whole.name in (*PRINTED, QUESTION):
        return list(pieces)
    others = [
        p
        for p in pieces
        if does(p) and p not in unsure and p.name != whole.name and not means_the_part(p, whole)
    ]
    told = " ".join(f"{slot}" for slot in slots_of(whole.decision.action).values())
    if not others and all(section in told for p in unsure for section in p.wish.sections):
        return [whole]
    return [_asked_about(p) if p in unsure else p for p in pieces]


def _replaces_unsurely(piece: Piece) -> bool:
    return does(piece) and piece.name in REPLACES and piece.likely[0].likelihood < SURE_BEYOND_PIECES


def _is_one(whole: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a clause as a whole says surely what one of its pieces says unsurely and otherwise."""
    if whole.decision.action is None or whole.likely[0].likelihood < SURE_AS_A_WHOLE:
        return False
    acting = [piece for piece in pieces if piece.decision.action is not None]
    if whole.name in PRINTED and any(p.name not in PRINTED and speaks_of_the_paper(p.wish) for p in acting):
        return False  # an order is not printed with the fact before it
    if whole.name in TALK and all(piece.name in TALK for piece in acting):
        return True  # 行，先放着，我问下领导再说
    if len({piece.wish.section for piece in acting if piece.wish.section}) > 1:
        return False  # 打算三言两语就成，第一部分展开讲讲 are two wishes
    said = [piece for piece in acting if piece.decision.action == whole.decision.action]
    others = [p for p in acting if p not in said and p.name not in (*TALK, QUESTION, *PRINTED)]
    if said and any(one.likely[0].likelihood >= SURE_TO_CHANGE for one in others):
        return False  # what one piece of it says does not drown what another asks for
    sure = [piece for piece in acting if piece.likely[0].likelihood >= SURE_AS_A_WHOLE]
    return len(sure) < 2 and any(p.name != whole.name for p in acting if p not in sure)


def _is_a_question(whole: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a clause surely asks as a whole, and nothing else in it is as sure: 哪来的这些事，是不是编的."""
    if whole.name != QUESTION or whole.likely[0].likelihood < SURE_BEYOND_PIECES or not does(whole):
        return False
    others = [piece for piece in pieces if does(piece) and piece.name != QUESTION]
    return bool(others) and all(one.likely[0].likelihood < SURE_BEYOND_PIECES for one in others)


def _is_talk(whole: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a clause is talk as a whole, and none of its pieces wants anything but what would be
    printed, of which talk is full: 我孙女也上幼儿园，今年4岁，可好玩了."""
    if any(does(p) and name_of(p.decision.action) not in PRINTED for p in pieces if p.decision.action):
        return False
    talk = sum(one.likelihood for one in whole.likely if one.name in TALK)
    return whole.name == "smalltalk" and talk >= SURE_TO_CHANGE


def _says_what_no_piece_says(whole: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a clause as a whole says what is wanted, and no piece of it does; beside a clause that is
    read very surely, neither a piece that is less surely read otherwise counts (还原撤销，重新应用) nor one
    that seems to ask without a mark: 什么山洪泥石流."""
    doing = [piece for piece in pieces if does(piece)]
    others = bool(doing) and all(piece.name != whole.name and says_surely(piece) for piece in doing)
    if says_surely(whole) and not others and whole.name not in [piece.name for piece in doing]:
        return True
    if not does(whole) or whole.name in PRINTED:
        return False
    if not doing:
        return True
    is_rhetoric = all(piece.name == QUESTION and "？" not in piece.wish.text for piece in doing)
    return is_rhetoric and whole.likely[0].likelihood >= SURE_BEYOND_PIECES


def says_surely(whole: Piece) -> bool:
    """Whether all of it is read as one order so surely that its pieces do not count."""
    is_order = whole.name not in (*PRINTED, *TALK, QUESTION, CLARIFY)
    return is_order and whole.likely[0].likelihood >= SURE_BEYOND_PIECES


def as_one_piece(clause: str, view: View, reader: MessageReader) -> Piece:
    """The clause as one wish."""
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
