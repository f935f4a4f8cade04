"""Requests put together from phrases, typed with marks, with blanks, as a form, or spoken on without any."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from draftbot.conversation.marking.kinds import (
    FACT,
    KINDS,
    LENGTH,
    MANNER,
    PAPER,
    PERIOD,
    TOPIC,
    UNIT,
    Piece,
)
from draftbot.conversation.marking.phrases import MarkedMessage, RequestPhrases
from draftbot.conversation.marking.saying import Saying

_SLOT = re.compile(r"〔([\u4e00-\u9fff]{2})〕")
_BESIDE, _WANTED, _WHO = "旁话", "要写什么", "我是谁"
_IN_CORPUS, _FROM_CORPUS = "语料里的事实", 0.25
_BY_ANY = ("，", "，", "，", "。", "；")
_LABELS, _FILLERS, _TOO, _NOT = "栏目", "口头语", "也写", "不写"
_FILLED = 0.3
Part = tuple[str, str]


class Composer:
    """Draws requests with their pieces marked."""

    def __init__(self, phrases: RequestPhrases, chance: random.Random) -> None:
        self.lists, self.chance = phrases.lists, chance
        self.saying = Saying(phrases, chance)

    def message(self) -> MarkedMessage:
        """One request, in one of the ways in which people put them."""
        ways: Sequence[Callable[[], list[Part]]] = (self._typed, self._blanks, self._form, self._spoken)
        return _joined(self.chance.choices(ways, (50, 12, 8, 30))[0]())

    # -- ways of putting it ----------------------------------------------------------

    def _typed(self) -> list[Part]:
        return self._with_joints(self._said(han=0.25), lambda: self.chance.choice(_BY_ANY))

    def _blanks(self) -> list[Part]:
        return self._with_joints(self._said(han=0.1), lambda: " ")

    def _spoken(self) -> list[Part]:
        parts: list[list[Part]] = []
        for said in self._said(han=0.85):
            plain = [(kind, text.replace("，", "").replace(" ", "")) for kind, text in said]
            parts.append(plain)
        return self._with_joints(parts, self._filler)

    def _form(self) -> list[Part]:
        """Fields by name, a line each."""
        self.saying.han = 0.1
        mark = self.chance.choice(("\n", "\n", "，", "；", " "))
        found: list[Part] = []
        kinds = [UNIT, PAPER, TOPIC, PERIOD, FACT, LENGTH, MANNER, _BESIDE]
        for kind in self._some(kinds, least=3):
            label = self.chance.choice(self._labels(kind))
            found.append(("", (mark if found else "") + label))
            if kind == FACT:
                found += self._with_joints(self._facts(), lambda: self.chance.choice("；，、"))
            elif kind == _BESIDE:
                found += self._beside()
            else:
                found.append((kind, self.saying.one(kind)))
        return found

    def _labels(self, kind: str) -> list[str]:
        """How a field of a kind is called in a form."""
        named = (line.split("=", 1) for line in self.lists[_LABELS])
        return [label for of, label in named if of == kind]

    # -- what is said ----------------------------------------------------------------

    def _said(self, han: float) -> list[list[Part]]:
        """What one says, each a list of pieces, in an order that people have."""
        self.saying.han = han
        wanted, who = self._wanted(), self._who()
        if any(kind == UNIT for kind, _ in wanted):
            who = [] if self.chance.random() < 0.9 else who
        head = [wanted, who] if self.chance.random() < 0.5 else [who, wanted]
        facts = self._facts() if self.chance.random() < 0.9 else []
        body = [head[0], *facts, head[1]] if facts and self.chance.random() < 0.1 else [*head, *facts]
        tail = [[(LENGTH, self.saying.one(LENGTH))]] if self.chance.random() < 0.4 else []
        tail += [[(MANNER, self.saying.one(MANNER))] for _ in range(self._few(0.35))]
        self.chance.shuffle(tail)
        said = [one for one in [*body, *tail] if one]
        for _ in range(self._few(0.6)):
            said.insert(self._place(len(said)), self._beside())
        return said

    def _place(self, length: int) -> int:
        """Where what is said beside stands: first, second, or last, rather than among facts."""
        return self.chance.choice(
            (0, 0, min(1, length), min(2, length), length, self.chance.randint(0, length))
        )

    def _wanted(self) -> list[Part]:
        template = self.chance.choice(self.lists[_WANTED])
        return self._filled(self.saying.slots(template))

    def _who(self) -> list[Part]:
        return self._filled(self.chance.choice(self.lists[_WHO]))

    def _filled(self, template: str) -> list[Part]:
        parts: list[Part] = []
        at = 0
        for slot in _SLOT.finditer(template):
            parts.append(("", template[at : slot.start()]))
            is_kind = slot[1] in KINDS
            said = self.saying.one(slot[1]) if is_kind else self.saying.one(UNIT)
            parts.append((slot[1] if is_kind else "", said))
            at = slot.end()
        return [part for part in [*parts, ("", template[at:])] if part[1]]

    def _facts(self) -> list[list[Part]]:
        facts: list[list[Part]] = []
        for _ in range(self.chance.randint(1, 6)):
            by_corpus = self.chance.random() < _FROM_CORPUS
            fact = (FACT, self.saying.one(_IN_CORPUS if by_corpus else FACT))
            drawn = self.chance.random()
            if drawn < 0.06:
                comma = "" if self.chance.random() < 0.5 else "，"
                facts.append([fact, ("", comma + self.chance.choice(self.lists[_TOO]))])
            elif drawn < 0.09:
                facts.append([("", fact[1] + self.chance.choice(self.lists[_NOT]))])
            elif drawn < 0.17:
                facts.append([(FACT, f"{fact[1]}（{self.saying.one(FACT)}）")])
            else:
                facts.append([fact])
        return facts

    def _beside(self) -> list[Part]:
        return [("", self.saying.one(_BESIDE))]

    # -- how it hangs together -------------------------------------------------------

    def _with_joints(self, said: Sequence[Sequence[Part]], joint: Callable[[], str]) -> list[Part]:
        found: list[Part] = []
        for n, one in enumerate(said):
            found += [("", joint())] if n else []
            found += one
        return found

    def _filler(self) -> str:
        return self.chance.choice(self.lists[_FILLERS]) if self.chance.random() < _FILLED else ""

    def _few(self, mean: float) -> int:
        count = 0
        while self.chance.random() < mean / (1 + mean):
            count += 1
        return count

    def _some(self, kinds: Sequence[str], least: int) -> list[str]:
        chosen = [kind for kind in kinds if self.chance.random() < 0.7]
        return chosen if len(chosen) >= least else list(kinds[:least])


def _joined(parts: Sequence[Part]) -> MarkedMessage:
    text, pieces = "", []
    for kind, said in parts:
        if kind:
            pieces.append(Piece(kind, len(text), len(text) + len(said), said))
        text += said
    return MarkedMessage(text, tuple(pieces))
