"""What this year's facts have overtaken of last year's plans and problems: what was planned and is done, what was
wanting and is there. It is no plan and no problem of the new paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import rjieba

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.sentence_polarity import behind_denial, denies, without_denial
from draftbot.chinese.sentences import CLAUSE_END
from draftbot.chinese.word_lists import words_in
from draftbot.domain import Role
from draftbot.writing.figures_and_blanks import covered
from draftbot.writing.figures_read import tells_something
from draftbot.writing.pieces_told import Piece

_WORDS = "brought_about"
# So much of a clause of a plan says a fact that tells it as done; so much of one of a problem, its denial left
# out; so much of a clause behind one that goes is of the same matter.
_DONE, _THERE, _SAME_MATTER = 0.7, 0.5, 0.3
# A heading is of what is done as surely.
_HEADED = 0.7


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What is left of a sentence, "" for nothing, and the fact that has overtaken the rest, as told."""

    left: str
    fact: str


class BroughtAbout:
    """The facts that tell of something brought about."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        # What was set right may be read as a lack: 车库渗水彻底修好了.
        back = [piece for piece in pieces if piece.looks_back or _is_set_right(piece.text)]
        told = [
            (one.text, f"{one.text}，{two.text if two else ''}") for one, two in zip_longest(back, back[1:])
        ]
        told += [(f"{one.text}，{two.text}", "") for one, two in pairwise(back) if two.leans or two.goes_on]
        words = words_in(_WORDS, "done", "set right")
        done = [pair for pair in told if any(word in pair[0] for word in words) and not denies(pair[0])]
        self.facts, self._around = [fact for fact, _ in done], [fact + more for fact, more in done]

    def overtakes(self, sentence: str, role: Role) -> Overtaken | None:
        """What the facts leave of a sentence of last year's plans or problems; None where they leave it alone."""
        mark = ITEM.match(sentence)
        body = sentence[mark.end() :] if mark else sentence
        clauses = list(_clauses(body))
        gone = dict(self._gone(clauses, role))
        if not gone:
            return None
        left = "".join(clause for i, clause in enumerate(clauses) if i not in gone)
        if 0 in gone and role is Role.PROBLEMS:
            left = ""  # the rest says how what was wanting showed itself
        text = f"{mark.group() if mark else ''}{left.rstrip('，；、')}" if left else ""
        if text and text[-1] not in "。！；":
            text += "。"
        return Overtaken(text, self.facts[next(iter(gone.values()))])

    def named_by(self, heading: str) -> str:
        """The fact that tells as done what a small heading of the plans names; "" for none."""
        said = list(covered([heading], self.facts)[0]) if self.facts else []
        most = max(said, default=0.0)
        return self.facts[said.index(most)] if most >= _HEADED else ""

    def _gone(self, clauses: Sequence[str], role: Role) -> Iterator[tuple[int, int]]:
        """The clauses that are overtaken, each with the number of its fact."""
        if not self.facts:
            return
        plain = [without_denial(c) if role is Role.PROBLEMS else c for c in map(_bare, clauses)]
        said, near = covered(plain, self.facts), covered(plain, self._around)
        before: int | None = None
        for i, clause in enumerate(clauses):
            k = int(said[i].argmax())
            if self._is_overtaken(clause, self.facts[k], float(said[i, k]), role):
                before = k
            elif before is None or near[i, before] < _SAME_MATTER:
                before = None
                continue
            yield i, before

    def _is_overtaken(self, clause: str, fact: str, said: float, role: Role) -> bool:
        if not tells_something(_bare(clause)):
            return False
        if role is Role.PROBLEMS:
            return said >= _THERE and denies(clause) and _sets_right(fact, clause)
        return said >= _DONE and not BLANK.search(clause)


def _is_set_right(fact: str) -> bool:
    return any(word in fact for word in words_in(_WORDS, "set right"))


def _sets_right(fact: str, clause: str) -> bool:
    """Whether a fact tells as done what a clause says was not, or that something was set right."""
    if _is_set_right(fact):
        return True
    return any(len(word) > 1 and word in fact for word in rjieba.cut(behind_denial(_bare(clause)), False))


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a sentence, each with the mark that ends it."""
    at = 0
    for mark in CLAUSE_END.finditer(text):
        yield text[at : mark.end()]
        at = mark.end()
    if at < len(text):
        yield text[at:]


def _bare(clause: str) -> str:
    return BLANK.sub(" ", CLAUSE_END.sub("", clause))
