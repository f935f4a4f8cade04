"""Sentences of a unit's last report with this year's facts worked into them."""

from __future__ import annotations

from draftbot.domain import Fact, Passage, Role
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.masking.mask import Past
from draftbot.writing.last_years_form import PastSentence
from draftbot.writing.pieces_told import pieces_of
from draftbot.writing.place import Place
from draftbot.writing.worked_in import work_in


def worked(words: SentenceEmbeddings, facts: list[str], *told: tuple[Role, str, str]) -> list[Place]:
    return placed(words, [Fact(fact) for fact in facts], *told)


def placed(words: SentenceEmbeddings, facts: list[Fact], *told: tuple[Role, str, str]) -> list[Place]:
    """The facts in sentences of last year's, each with its part and what stood in its blanks."""
    passage = Passage("p", "r1", 0, ("主要工作",), Role.WORK, "")
    places = [
        Place(
            i,
            role,
            PastSentence(text, passage, tuple(Past(n.rstrip("年分钟"), n) for n in was.split())),
            "",
            text,
            f"第{i}部分",
        )
        for i, (role, text, was) in enumerate(told)
    ]
    work_in(places, pieces_of(facts, words), words)
    return places
