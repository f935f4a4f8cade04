"""What this year's facts have overtaken of last year's plans and problems: what was planned and is done, what was
wanting and is there. It is no plan and no problem of the new paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import rjieba

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.quantities import DAY
from draftbot.chinese.sentence_polarity import behind_denial, denies, without_denial
from draftbot.chinese.sentences import CLAUSE_END, clause_spans
from draftbot.domain import Role
from draftbot.writing.figures_and_blanks import covered
from draftbot.writing.figures_read import tells_something
from draftbot.writing.pieces_told import Piece
from draftbot.writing.place import AHEAD, LACKING, Place
from draftbot.writing.things_done import has_done, is_brought_about, is_finished, is_set_right

# So much of a clause of a plan says a fact that tells it as done; so much of one of a problem, its denial left
# out; so much of a clause behind one that goes is of the same matter.
_DONE, _THERE, _SAME_MATTER = 0.7, 0.5, 0.3
# So much of what is wanting says the plan to mend it.
_MEANT_FOR = 0.6
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
        elif found := facts.overtakes(place.text, place.role):
            place.text, place.overtaken = found.left, found.fact
    plans = [place for place in places if place.role in AHEAD and is_finished(place.overtaken)]
    for place in (place for place in open_ if place.role in LACKING):
        if found := facts.overtakes(place.text, place.role) or _mended(place, plans):
            place.text, place.overtaken = found.left, found.fact


def _mended(place: Place, plans: Sequence[Place]) -> Overtaken | None:
    """What is left of a problem, nothing, where the plan that was to mend it is carried out."""
    clauses = [place.text[start:end] for start, end in clause_spans(place.text)]
    if not plans or not clauses:
        return None
    texts = [f"{plan.item} {BLANK.sub(' ', plan.past.text)}" for plan in plans]
    said = covered([_bare(ITEM.sub("", clauses[0]))], texts)[0]
    k = int(said.argmax())
    return Overtaken("", plans[k].overtaken) if said[k] >= _MEANT_FOR else None


class BroughtAbout:
    """The facts that tell of what was done."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        # What was set right may be read as a lack: 车库渗水彻底修好了.
        back = [piece for piece in pieces if piece.looks_back or is_set_right(piece.text)]
        behind = [two.text if two else "" for _, two in zip_longest(back, back[1:])]
        told = [_Told(one.text, f"{one.text}，{more}") for one, more in zip(back, behind, strict=False)]
        runs = (f"{one.text}，{two.text}" for one, two in pairwise(back) if two.leans or two.goes_on)
        told = [one for one in (*told, *(_Told(run, run) for run in runs)) if not denies(one.text)]
        # A plan is done by what is done once; what was wanting may be there in any words.
        self._of = {
            Role.PLANS: [one for one in told if is_brought_about(one.text)],
            Role.PROBLEMS: told,
        }

    def overtakes(self, sentence: str, role: Role) -> Overtaken | None:
        """What the facts leave of a sentence of last year's plans or problems; None where they leave it alone."""
        mark = ITEM.match(sentence)
        body = sentence[mark.end() :] if mark else sentence
        clauses = [body[start : end + 1] for start, end in clause_spans(body)]
        gone = dict(self._gone(clauses, role))
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
        facts = self._of[Role.PLANS]
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
        before: int | None = None
        for i, clause in enumerate(clauses):
            k = int(said[i].argmax())
            if _is_overtaken(clause, facts[k].text, float(said[i, k]), role):
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
    return said >= _DONE and all(match[1] == DAY for match in BLANK.finditer(clause))


def _sets_right(fact: str, clause: str) -> bool:
    """Whether a fact tells as done what a clause says was not, or that something was set right."""
    wanting = behind_denial(_bare(clause))
    if is_set_right(fact) or (has_done(wanting) and has_done(fact)):
        return True
    return any(len(word) > 1 and word in fact for word in rjieba.cut(wanting, False))


def _bare(clause: str) -> str:
    return BLANK.sub(" ", CLAUSE_END.sub("", clause))
