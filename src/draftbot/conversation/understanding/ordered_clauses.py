"""A message in clauses, and what the words of its orders mean in the draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.clauses import QUOTED, without_quoted
from draftbot.conversation.understanding.referents import Referents, Stretch, order_words, text_of
from draftbot.domain import Draft
from draftbot.drafts.addresses import Spot, heading_of

LONGEST_WHAT, OFFERED, STOPS = 40, 3, "。！!；;\n"
_CLAUSE = re.compile(r"(?:[^，,。！!；;？?\n]|(?<=\d),(?=\d{3}))+[，,。！!；;？?\n]*")


@dataclass(frozen=True, slots=True)
class Order:
    """What is done for one order; `text` is what it tells anew, and `place` where that goes, as far as a
    later clause may still say otherwise. `scope` is the part it counted in."""

    actions: tuple[do.Action, ...]
    added: str = ""
    scope: Stretch | None = None


class OrderedClauses:
    """What all readings of orders need: the clauses, the draft, and what was ordered before."""

    def __init__(self, said: str, view: View, is_order: Callable[[str], bool] | None = None) -> None:
        assert view.draft is not None
        self.said, self.is_order = said, is_order
        self.of = Referents(view, view.draft)
        masked = to_simplified(without_quoted(said))
        self.spans = [
            m.span() for m in _CLAUSE.finditer(masked) if any(c.isalnum() or c == QUOTED for c in m.group())
        ]
        self.masked = masked
        self.scope: Stretch | None = None
        self.last: Order | None = None
        self.undone: Order | None = None
        self.within: Stretch | None = None  # what is named stands in it
        self.topic = ""  # what the clause before speaks of

    def _text(self, first: int, end: int) -> str:
        return self.said[self.spans[first][0] : self.spans[end - 1][1]]

    def _bare(self, at: int) -> tuple[str, str]:
        """A clause without the marks behind it: as typed, and masked."""
        start, end = self.spans[at]
        masked = self.masked[start:end].rstrip("，,。！!；;？?\n ")
        return self.said[start : start + len(masked)], masked

    def _is_asked(self, at: int) -> bool:
        start, end = self.spans[at]
        return bool(re.search("[？?]", self.masked[start:end]))

    def _begins_a_sentence(self, at: int) -> bool:
        return self.said[self.spans[at - 1][0] : self.spans[at][0]].rstrip(" ")[-1:] in STOPS

    def _meant(self, what: str) -> list[Spot]:
        """The sentences that words name as one of them: by number, or by what they say."""
        counted = self.of.counted(what, self.scope)
        if counted is not None:
            return counted[0] if len(counted) == 1 else []
        bare = forms.mark().sub("", what)
        within = self.of.stretch(bare)
        if within is not None and not within.number:  # 不足里那条: of what was just spoken of
            return self.of.sentences(self.topic, within) if self.topic else []
        spots = self.of.sentences(bare, self.within)
        return [] if len(spots) > 1 and self._is_a_fact(bare) else spots

    def _is_a_fact(self, said: str) -> bool:
        """Whether words name one of the user's facts, which sentences tell."""
        words = self.of.telling(to_simplified(said))
        facts = [fact.text for fact in self.of.view.conversation.facts.facts]
        return sum(bool(words) and all(word in fact for word in words) for fact in facts) == 1

    def _fact_at(self, spot: Spot) -> str:
        """The fact that is all a sentence tells; "" for none."""
        text = self.of.draft.part(spot.section).sentences[spot.sentence].text
        facts = [fact.text for fact in self.of.view.conversation.facts.facts]
        return next((fact for fact in facts if fact.strip("。") == text.strip("。")), "")

    def _next_to(self, spots: Sequence[Spot], is_behind: bool) -> tuple[str, int]:
        spot = spots[-1] if is_behind else spots[0]
        return heading_of(self.of.draft, spot.section), spot.sentence + 1 + is_behind

    def _edits(self, spots: Sequence[Spot], text: str) -> tuple[do.Action, ...]:
        """Sentences that follow one another with another text in their place, under the number they had."""
        gone = [do.DeleteSentence(self.of.where(spot)) for spot in reversed(spots[1:])]
        old = ITEM.match(self.of.texts[spots[0]])
        told = text_of(text)
        if (new := ITEM.match(told)) and old:
            told = told[new.end() :]
        edit = do.EditSentence(self.of.where(spots[0]), f"{old.group() if old else ''}{told}")
        return (*gone, edit)


def is_marked(what: str) -> bool:
    return forms.mark().search(what) is not None


def is_block(what: str) -> bool:
    return (
        re.search(rf"(?:{order_words('a block', 'with all', 'heads it')})", to_simplified(what)) is not None
    )


def body_of(draft: Draft, spot: Spot) -> str:
    text = draft.part(spot.section).sentences[spot.sentence].text
    item = ITEM.match(text)
    return text[item.end() if item else 0 :].rstrip("。；")
