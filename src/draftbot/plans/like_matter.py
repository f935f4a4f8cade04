"""Which reports of the writer's trade tell of other matter than the writer's: a foundry's, for a bakery.

A trade may be as wide as 企业工厂. Of a unit that is called as the writer is (both 幼儿园) nothing is asked. Any
other report on everything must be nearer to what the user's own facts tell than nearly all reports of other
trades are: how near strangers come to these facts is measured each time, and no distance is fixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import rjieba

from draftbot.chinese.organisations import head_noun
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import Role
from draftbot.errors import DraftbotError
from draftbot.facts.brief import Brief
from draftbot.index.catalog import Catalog
from draftbot.index.directions import directions
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray
from draftbot.plans.candidates import Candidate
from draftbot.trades.trade import Trade

# Fewer facts tell too little of what a unit does.
FEWEST_FACTS = 4
# So many reports of other trades are held against the facts, so many passages of each report; of them so many
# in a hundred must be less near. Of pairs of reports by like units 89 in a hundred are nearer, of pairs by
# unlike units of one trade 46, most of these two workshops.
_STRANGERS, _PASSAGES, _LESS_NEAR = 40, 6, 0.9
_DEEDS = frozenset((Role.WORK, Role.OTHER))


class LikeMatter:
    """Held against one request."""

    def __init__(self, brief: Brief, catalog: Catalog, embeddings: SentenceEmbeddings) -> None:
        self.brief, self.catalog, self.embeddings = brief, catalog, embeddings

    def unlike(self, candidates: Sequence[Candidate]) -> frozenset[str]:
        """The ids of those reports of the writer's trade whose matter is another one's; none where the facts
        are too few to tell, or no model tells."""
        doubtful = [
            c for c in candidates if c.is_same_trade and not c.is_own and not self._is_called_alike(c)
        ]
        strangers = [c for c in candidates if c.is_foreign and not c.is_own]
        strangers = strangers[:: max(1, len(strangers) // _STRANGERS)][:_STRANGERS]
        if len(self.brief.facts) < FEWEST_FACTS or not doubtful or not strangers:
            return frozenset()
        of_others = {c.report.id for c in doubtful if self._is_of_another_department(c)}
        doubtful = [c for c in doubtful if c.report.id not in of_others]
        return frozenset(of_others) | (self._farther(doubtful, strangers) if doubtful else frozenset())

    def _farther(self, doubtful: Sequence[Candidate], strangers: Sequence[Candidate]) -> frozenset[str]:
        """Those that come no nearer to the facts than strangers do."""
        try:
            near = self._nearness([*doubtful, *strangers])
        except DraftbotError:
            if self.embeddings.fault is None:  # there is a model, which failed over these
                raise
            return frozenset()
        theirs, others = near[: len(doubtful)], near[len(doubtful) :]
        return frozenset(
            c.report.id
            for c, one in zip(doubtful, theirs, strict=True)
            if (others < one).mean() < _LESS_NEAR or self._is_of_any_business(c)
        )

    def _is_of_any_business(self, candidate: Candidate) -> bool:
        """Whether, in a trade whose units may do anything (公司), two names share no word for what they do: of
        such pairs 15 in a hundred come nearer to the facts than all strangers, a workshop to a workshop."""
        forms = self.brief.trade.forms if self.brief.trade else frozenset()
        ours = to_simplified(f"{self.brief.unit} {self.brief.title}")
        return bool(forms) and not any(word in ours for word in _business(candidate.report.unit, forms))

    def _nearness(self, candidates: Sequence[Candidate]) -> FloatArray:
        """How near each report comes to the facts on the average, by its nearest passage, shape (reports,)."""
        texts = [self._deeds(c) for c in candidates]
        passages = self.embeddings.remembered([text for told in texts for text in told])
        facts = self.embeddings.remembered(self.brief.facts)
        middle = passages.mean(axis=0)
        likes = directions(passages - middle) @ directions(facts - middle).T
        ends = np.cumsum([len(told) for told in texts])
        by_report = [part.max(axis=0).mean() for part in np.split(likes, ends[:-1])]
        near: FloatArray = np.array(by_report, dtype=np.float32)
        return near

    def _deeds(self, candidate: Candidate) -> list[str]:
        passages = self.catalog.passages_of(candidate.report.id)
        told = [p.text for p in passages if p.role in _DEEDS] or [p.text for p in passages]
        return told[:_PASSAGES] or [candidate.report.title]

    def _is_called_alike(self, candidate: Candidate) -> bool:
        """Whether the paper is of a unit, or a department of one, that is called as the report's is; what all
        lines of business are called (公司, 车间) tells nothing."""
        brief, trade = self.brief, self.brief.trade
        forms = trade.forms if trade else frozenset()
        ours, theirs = self._departments(candidate)
        if ours or theirs:
            return bool(ours) and ours == theirs and ours not in forms
        noun = head_noun(brief.unit)
        return not brief.unit or (noun not in forms and noun == head_noun(candidate.report.unit))

    def _is_of_another_department(self, candidate: Candidate) -> bool:
        """Whether the paper is of a department, and the report of none called so nor on what it is for: a
        hospital's year is no laboratory's."""
        ours, theirs = self._departments(candidate)
        return bool(ours) and ours != theirs and ours[:-1] not in to_simplified(candidate.report.title)

    def _departments(self, candidate: Candidate) -> tuple[str, str]:
        trade = self.brief.trade
        ours = _department(trade, (self.brief.title, self.brief.unit))
        return ours, _department(trade, (candidate.report.title, candidate.report.unit))


def _business(name: str, forms: frozenset[str]) -> set[str]:
    """The words of a unit's name that say what it does: 机械 of 恒川机械有限公司."""
    tagged = rjieba.tag(to_simplified(name), False)
    return {
        word for word, tag in tagged if len(word) > 1 and tag in ("n", "vn", "v", "b") and word not in forms
    }


def _department(trade: Trade | None, names: Iterable[str]) -> str:
    """The department of a trade that a name is of; "" for none."""
    parts = trade.departments if trade else frozenset()
    plain = " ".join(map(to_simplified, names))
    return max((part for part in parts if part in plain), key=len, default="")
