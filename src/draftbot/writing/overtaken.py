"""What this year's facts have overtaken of last year's plans and problems: what was planned and is done, what was
wanting and is there. It is no plan and no problem of the new paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import numpy as np
import rjieba

from draftbot.chinese.aspects import has_aspect
from draftbot.chinese.blanks import BLANK
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.quantities import DAY
from draftbot.chinese.sentence_polarity import (
    behind_denial,
    denies,
    tells_problem,
    tells_result,
    without_denial,
)
from draftbot.chinese.sentences import CLAUSE_END, clause_spans
from draftbot.domain import Role
from draftbot.writing.events_past import keep_clauses
from draftbot.writing.figures_and_blanks import covered
from draftbot.writing.figures_read import tells_something
from draftbot.writing.pieces_told import Piece
from draftbot.writing.place import AHEAD, LACKING, Place
from draftbot.writing.things_done import has_done, is_brought_about, is_finished, is_set_right, tells_day

# So much of a clause of a plan says a fact that tells it as done; so much of one of a problem, its denial left
# out; so much of a clause behind one that goes is of the same matter.
_DONE, _THERE, _SAME_MATTER = 0.7, 0.5, 0.3
# So much of a clause of a plan says a fact that tells it as done, where last year did nothing of the kind; or
# less, and so much of what the fact tells first is said by the plan.
_DONE_ONCE, _DONE_IN_PART, _FORESEEN = 0.5, 0.35, 0.65
# So much of what is wanting says the plan to mend it, or so much of that plan what is wanting.
_MEANT_FOR, _MEANT_BY = 0.6, 0.75
# A heading is of what is done as surely.
_HEADED = 0.7


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What is left of a sentence, "" for nothing, and the fact that has overtaken the rest, as told."""

    left: str
    fact: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact, and with what was told right behind it."""

    text: str
    around: str


def leave_out_overtaken(places: Sequence[Place], facts: BroughtAbout) -> None:
    """Leaves out of plans and problems what the facts have overtaken: plans first, since what one of them was to
    mend is wanting no more where it was finished."""
    open_ = [place for place in places if not place.fills and not place.overtaken]
    for place in (place for place in open_ if place.role in AHEAD):
        done = next(filter(is_brought_about, place.fulfilled), "")
        if done:
            place.text, place.overtaken = "", done
        elif found := facts.overtakes(place.text, place.role, _with_names(place)):
            place.text, place.overtaken = found.left, found.fact
    plans = [place for place in places if place.role in AHEAD and _is_carried_out(place.overtaken)]
    for place in (place for place in open_ if place.role in LACKING):
        if found := facts.overtakes(place.text, place.role) or _mended(place, plans):
            place.text, place.overtaken = found.left, found.fact
    for place in (place for place in places if place.role not in AHEAD | LACKING and not place.is_left_out):
        _leave_out_lacks(place, plans)


def _is_carried_out(fact: str) -> bool:
    """Whether a fact tells what a plan foresaw as done, and not only begun."""
    return bool(fact) and (is_finished(fact) or not is_brought_about(fact))


def _leave_out_lacks(place: Place, plans: Sequence[Place]) -> None:
    """Leaves out of what was done what it says is wanting, where the plan that was to mend it is carried out."""
    spans = list(clause_spans(place.text))
    mended = {
        span: plan.overtaken
        for span in spans
        if tells_lack(place.text[slice(*span)]) and (plan := _meant_for(place.text[slice(*span)], plans))
    }
    if mended:
        place.overtaken = next(iter(mended.values()))
        keep_clauses(place, [span for span in spans if span not in mended])


def _mended(place: Place, plans: Sequence[Place]) -> Overtaken | None:
    """What is left of a problem, nothing, where the plan that was to mend it is carried out."""
    clauses = [place.text[start:end] for start, end in clause_spans(place.text)]
    plan = _meant_for(clauses[0], plans) if clauses else None
    return Overtaken("", plan.overtaken) if plan else None


def _meant_for(lack: str, plans: Sequence[Place]) -> Place | None:
    """The plan that was to mend what a clause says is wanting."""
    if not plans:
        return None
    texts = [f"{plan.item} {BLANK.sub(' ', plan.past.text)}" for plan in plans]
    bare = _bare(ITEM.sub("", lack))
    said, meant = covered([bare], texts)[0], covered(texts, [bare])[:, 0]
    sure = np.maximum(said / _MEANT_FOR, meant / _MEANT_BY)
    k = int(sure.argmax())
    return plans[k] if sure[k] >= 1 else None


class BroughtAbout:
    """The facts that tell of what was done."""

    def __init__(self, pieces: Sequence[Piece], deeds: Sequence[str] = ()) -> None:
        """`deeds` are what last year's report tells as done: what was planned besides is planned once."""
        # What was set right may be read as a lack: 车库渗水彻底修好了.
        back = [piece for piece in pieces if piece.looks_back or is_set_right(piece.text)]
        behind = [two.text if two else "" for _, two in zip_longest(back, back[1:])]
        told = [_Told(one.text, f"{one.text}，{more}") for one, more in zip(back, behind, strict=False)]
        runs = (f"{one.text}，{two.text}" for one, two in pairwise(back) if two.leans or two.goes_on)
        told = [one for one in (*told, *(_Told(run, run) for run in runs)) if not denies(one.text)]
        # A plan is done by what is done once; what was wanting may be there in any words.
        self._of = {
            Role.PLANS: [one for one in told if _tells_as_done(one.text)],
            Role.PROBLEMS: told,
        }
        self._deeds = list(deeds)

    def overtakes(self, sentence: str, role: Role, with_names: str = "") -> Overtaken | None:
        """What the facts leave of a sentence of last year's plans or problems; None where they leave it alone.
        `with_names` is the sentence with the names that it had then."""
        mark = ITEM.match(sentence)
        clauses = _clauses(sentence[mark.end() :] if mark else sentence)
        named = _clauses(with_names[mark.end() :] if mark else with_names)
        gone = dict(self._gone(named if len(named) == len(clauses) else clauses, role))
        if not gone:
            return None
        left = "".join(clause for i, clause in enumerate(clauses) if i not in gone)
        if 0 in gone and role is Role.PROBLEMS:
            left = ""  # the rest says how what was wanting showed itself
        text = f"{mark.group() if mark else ''}{left.rstrip('，；、')}" if left else ""
        if text and text[-1] not in "。！；":
            text += "。"
        return Overtaken(text, next(iter(gone.values())))

    def named_by(self, heading: str, role: Role) -> str:
        """The fact that tells as done what a small heading of the plans names, or as there what one of the problems
        says is not; "" for none."""
        if role is Role.PROBLEMS:
            return next((fact for _, fact in self._gone([heading], role)), "")
        facts = [fact for fact in self._of[Role.PLANS] if is_brought_about(fact.text)]
        said = list(covered([heading], [fact.text for fact in facts])[0]) if facts else []
        most = max(said, default=0.0)
        return facts[said.index(most)].text if most >= _HEADED else ""

    def _gone(self, clauses: Sequence[str], role: Role) -> Iterator[tuple[int, str]]:
        """The clauses that are overtaken, each with its fact."""
        facts = self._of[Role.PROBLEMS if role is Role.PROBLEMS else Role.PLANS]
        if not facts:
            return
        plain = [without_denial(c) if role is Role.PROBLEMS else c for c in map(_bare, clauses)]
        said = covered(plain, [fact.text for fact in facts])
        near = covered(plain, [fact.around for fact in facts])
        again = covered(plain, self._deeds).max(axis=1, initial=0.0)
        foreseen = covered([CLAUSE_END.split(fact.text)[0] for fact in facts], plain)
        before: int | None = None
        for i, clause in enumerate(clauses):
            k = int(said[i].argmax())
            in_part = said[i, k] >= _DONE_IN_PART and foreseen[k, i] >= _FORESEEN
            is_once = again[i] < _DONE_ONCE and (said[i, k] >= _DONE_ONCE or in_part)
            if (is_once and role is not Role.PROBLEMS) or _is_overtaken(
                clause, facts[k].text, float(said[i, k]), role
            ):
                before = k
            elif before is None or near[i, before] < _SAME_MATTER:
                before = None
                continue
            yield i, facts[before].text


def _is_overtaken(clause: str, fact: str, said: float, role: Role) -> bool:
    if not tells_something(_bare(clause)):
        return False
    if role is Role.PROBLEMS:
        return said >= _THERE and denies(clause) and _sets_right(fact, clause)
    is_one = all(match[1] == DAY for match in BLANK.finditer(clause))
    return said >= _DONE and is_one and is_brought_about(fact)


def _tells_as_done(fact: str) -> bool:
    return is_brought_about(fact) or has_aspect(fact) or tells_day(fact)


def _sets_right(fact: str, clause: str) -> bool:
    """Whether a fact tells as done what a clause says was not, or that something was set right."""
    wanting = behind_denial(_bare(clause))
    if is_set_right(fact) or (has_done(wanting) and has_done(fact)):
        return True
    return any(len(word) > 1 and word in fact for word in rjieba.cut(wanting, False))


def _clauses(text: str) -> list[str]:
    return [text[start : end + 1] for start, end in clause_spans(text)]


def _with_names(place: Place) -> str:
    """A sentence with the names of last year's in the place of their blanks."""
    was = iter(place.past.was)

    def named(blank: re.Match[str]) -> str:
        past = next(was, None)
        return blank.group() if past is None or re.search(r"\d", past.text) else past.text

    return BLANK.sub(named, place.past.text)


def _bare(clause: str) -> str:
    return BLANK.sub(" ", CLAUSE_END.sub("", clause))


def tells_lack(clause: str) -> bool:
    """Whether a clause of what was done tells what is still wanting: 仍有渗水点, 没有购置."""
    return tells_problem(clause) or (denies(clause) and not tells_result(clause))


def deeds_in(places: Sequence[Place]) -> list[str]:
    """What last year's report tells as done, clause by clause."""
    return [
        _bare(clause)
        for place in places
        if place.role not in AHEAD | LACKING
        for start, end in clause_spans(place.past.text)
        if not tells_lack(clause := place.past.text[start:end])
    ]
