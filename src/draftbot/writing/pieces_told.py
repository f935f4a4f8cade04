"""The facts of a sheet piece by piece: what was done, what is wanting and what is intended stand in different
parts of a paper, whoever types them in one breath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from draftbot.chinese.aspects import has_aspect
from draftbot.chinese.phrases import phrases_of
from draftbot.chinese.sentence_polarity import fact_tells_plan, fact_tells_problem
from draftbot.chinese.sentences import CLAUSE_END
from draftbot.corpus.roles import role_of
from draftbot.domain import Fact, Role
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.figures_read import tells_something, told_in
from draftbot.writing.filling import bare
from draftbot.writing.things_done import is_set_right
from draftbot.writing.what_facts_tell import roles_told


@dataclass(frozen=True, slots=True)
class Piece:
    """`fact` is the one it is of; `role` PLANS or PROBLEMS where it tells one, else WORK or OVERVIEW. It `leans`
    on the piece before it where it names nothing itself (花了68万), and `goes_on` where it was typed in one
    sentence with it."""

    fact: Fact
    text: str
    role: Role
    leans: bool = False
    goes_on: bool = False

    @property
    def looks_back(self) -> bool:
        return self.role not in (Role.PLANS, Role.PROBLEMS)

    def is_of_like(self, other: Piece) -> bool:
        return self.role == other.role or (self.looks_back and other.looks_back)


def pieces_of(facts: Sequence[Fact], embeddings: SentenceEmbeddings) -> list[Piece]:
    """The pieces of facts in their order; a fact whose clauses tell one kind of thing is one."""
    clauses = [
        (fact, clause, i > 0)
        for fact in facts
        for i, clause in enumerate(filter(None, map(str.strip, CLAUSE_END.split(bare(fact.text)))))
    ]
    told = roles_told([clause for _, clause, _ in clauses], embeddings)
    roles = told or [by_words(clause) for _, clause, _ in clauses]
    pieces: list[Piece] = []
    for i, (fact, clause, inside) in enumerate(clauses):
        before = pieces[-1] if pieces else None
        leans = before is not None and before.fact.section == fact.section and _leans(clause)
        goes_on = inside or fact.goes_on
        beside = {before.role} if before and goes_on else set[Role]()
        if i + 1 < len(clauses) and (clauses[i + 1][2] or clauses[i + 1][0].goes_on):
            beside.add(roles[i + 1])
        role = by_words(clause)  # believed where a neighbour in the sentence tells the same
        if before and leans:
            role = before.role
        elif role is Role.WORK or role not in beside:
            role = roles[i]
        # 新增配变4台 at the end of a sheet is read as a plan: one begins with words that say so.
        follows_a_plan = before is not None and before.role is Role.PLANS
        if role is Role.PLANS and not follows_a_plan and by_words(clause) is not Role.PLANS:
            role = Role.WORK
        elif goes_on and follows_a_plan and role is not Role.PROBLEMS and not _tells_of_now(clause):
            role = Role.PLANS  # 明年建停车场1处，步道二期开工: one sentence
        if role is Role.PROBLEMS and is_set_right(clause):
            role = Role.WORK
        if (labelled := role_of(fact.section)) in (Role.PLANS, Role.PROBLEMS):
            role = labelled
        piece = Piece(fact, clause, role, leans, goes_on)
        if before and inside and piece.is_of_like(before):
            pieces[-1] = Piece(fact, f"{before.text}，{clause}", before.role, before.leans, before.goes_on)
        else:
            pieces.append(piece)
    return pieces


def _leans(clause: str) -> bool:
    if phrases_of("facts_of_sections", "leans").opens(clause):
        return True
    figures = told_in(0, clause)
    return not tells_something(figures[0].named if figures else clause)


def _tells_of_now(clause: str) -> bool:
    """Whether a clause says that something was done, or when."""
    return has_aspect(clause) or any(tag == "t" for _, tag in rjieba.tag(clause, False))


def by_words(fact: str) -> Role:
    """What a fact tells, by the words that say so."""
    if fact_tells_plan(fact):
        return Role.PLANS
    return Role.PROBLEMS if tells_lack(fact) else Role.WORK


def tells_lack(fact: str) -> bool:
    """Whether a fact tells what is wrong; fewer accidents than before are nothing wrong,
    and neither is what was set right."""
    return (
        fact_tells_problem(fact)
        and not is_set_right(fact)
        and not any("less" in figure.how for figure in told_in(0, fact))
    )
