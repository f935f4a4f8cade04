"""A request from its marked pieces: which of them are its title, its unit, its facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.marking.kinds import (
    FACT,
    LENGTH,
    MANNER,
    OFFICE,
    PAPER,
    PERIOD,
    TOPIC,
    UNIT,
    Piece,
)
from draftbot.conversation.understanding.around_titles import introduction
from draftbot.corpus.unit_reader import UnitReader
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
_CLAUSE = re.compile(r"[^，。；！？,;!?\n（）()]+")
_BLANKS = re.compile(r"[^，。；！？,;!?\n（）()\s]+")
_MARKS = " 　，,。：:；;、"
_LEAST_LENGTH, _MOST_LENGTH = 100, 20000
# Characters before a unit that may be the beginning of its name.
_TORN = 2
_SHORT = 3
# From this share of a clause on it is all the fact that is marked in it.
_MOSTLY = 0.5
_LONGEST_CLAUSE = 40


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between marks, with the pieces in it."""

    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)


@dataclass(frozen=True)
class MarkedRequest:
    """`text` as typed, in Simplified characters; `pieces` in order."""

    text: str
    pieces: tuple[Piece, ...]
    reader: UnitReader

    # -- what is asked for -------------------------------------------------------------

    @cached_property
    def paper(self) -> Piece | None:
        """The paper that is asked for: of several nouns the one that says most."""
        papers = [piece for piece in self.pieces if piece.kind == PAPER]
        return max(papers, key=lambda piece: (len(piece.text), -piece.start), default=None)

    @cached_property
    def title_pieces(self) -> tuple[Piece, ...]:
        """The pieces that stand together with the paper, it last."""
        if self.paper is None:
            return ()
        found = [self.paper]
        for piece in reversed([p for p in self.pieces if p.start < self.paper.start]):
            between = self.text[piece.end : found[0].start]
            if piece.kind not in (UNIT, OFFICE, PERIOD, TOPIC) or not _glue().fullmatch(between):
                break
            found.insert(0, piece)
        return tuple(found)

    @cached_property
    def title(self) -> str:
        """What stands together, with the period and the topic that are told elsewhere before the paper."""
        if not self.title_pieces:
            return ""
        first, last = self.title_pieces[0], self.title_pieces[-1]
        told = self.text[first.start : last.end]
        if first.kind == UNIT:
            told = self._whole_unit(first) + self.text[first.end : last.end]
        missing = [one for kind in (PERIOD, TOPIC) if (one := self._elsewhere(kind))]
        at = len(told) - len(last.text) if first is not last else 0
        unit_end = self.title_pieces[0].end - first.start if first.kind == UNIT else 0
        for piece in missing:
            if piece.kind == PERIOD:
                told = f"{told[:unit_end]}{piece.text}{told[unit_end:].lstrip(_MARKS)}"
                at += len(piece.text)
            else:
                told = f"{told[:at]}{piece.text}{told[at:]}"
        return re.sub(r"[，。、；,;\n]", "", told).strip(_MARKS)

    def _elsewhere(self, kind: str) -> Piece | None:
        """The piece of a kind that the title lacks, told in a clause that tells no fact."""
        if any(piece.kind == kind for piece in self.title_pieces):
            return None
        told = [p for c in self.clauses if not c.has(FACT) for p in c.pieces if p.kind == kind]
        return told[0] if told else None

    # -- who asks ----------------------------------------------------------------------

    @cached_property
    def unit(self) -> str:
        """The unit whose paper it is: not one that the paper goes to or that is told of in passing."""
        told = [(self._weight(piece), self._whole_unit(piece)) for piece in self.pieces if piece.kind == UNIT]
        told = [(weight, name) for weight, name in told if weight and not self.reader.trades.is_bare(name)]
        return max(told, key=lambda one: (one[0], len(one[1])), default=(0, ""))[1]

    def _weight(self, piece: Piece) -> int:
        """How likely a unit is the one that writes, 0 for one that it is addressed to."""
        clause = self._clause_of(piece)
        before = clause.text[: piece.start - clause.start]
        if before.endswith(words_in(_LIST, "addressed")) and piece not in self.title_pieces:
            return 0
        weight = 1 + 4 * (piece in self.title_pieces)
        weight += 3 * (clause.text.strip(_MARKS) == self._whole_unit(piece))
        weight += 4 * bool(_introduced().search(before))
        return weight - 2 * clause.has(FACT)

    def _whole_unit(self, piece: Piece) -> str:
        """A unit's name with what was torn from its beginning: 送 of 送子坳村."""
        clause = self._clause_of(piece)
        before = clause.text[: piece.start - clause.start]
        said = introduction().match(before)
        torn = before[said.end() :] if said else before
        is_whole = not torn or len(torn) > _TORN or torn.endswith(_before_units())
        if is_whole or any(p.end > piece.start - len(torn) and p.start < piece.start for p in self.pieces):
            return piece.text
        return f"{torn}{piece.text}"

    @cached_property
    def office(self) -> str:
        """The office that its writer holds."""
        for clause in self.clauses:
            for piece in clause.pieces:
                if piece.kind == OFFICE and not clause.has(FACT, PAPER):
                    return piece.text.removesuffix("的")
        return ""

    # -- what it tells -----------------------------------------------------------------

    @cached_property
    def length(self) -> int | None:
        """In characters; None where none is told."""
        for piece in self.pieces:
            if piece.kind == LENGTH:
                for amount in amounts_in(piece.text):
                    if _LEAST_LENGTH <= amount.value.low <= _MOST_LENGTH:
                        return int(amount.value.low)
        return None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Each as it was told, without what a speaker says between."""
        facts: list[str] = []
        last = max((c.start for c in self.clauses if c.has(FACT)), default=-1)
        for clause in self.clauses:
            for text in self._facts_of(clause, bool(facts), clause.start < last):
                plain = _without_fillers(without_enumerator(text.strip(_MARKS)))
                if len(plain) < 2:
                    continue
                amounts = amounts_in(plain)
                goes_on = plain.startswith(words_in(_LIST, "goes on with")) or len(plain) <= _SHORT
                goes_on = goes_on or bool(amounts and amounts[0].start == 0)
                if facts and goes_on:
                    facts[-1] = f"{facts[-1]}，{plain}"
                else:
                    facts.append(plain)
        return tuple(facts)

    def _facts_of(self, clause: Clause, is_behind: bool, is_before: bool) -> list[str]:
        """The facts of a clause; `is_behind` and `is_before` others that tell facts."""
        marked = [piece for piece in clause.pieces if piece.kind == FACT]
        if clause.has(PAPER, LENGTH) or any(p in self.title_pieces for p in clause.pieces):
            return [piece.text for piece in marked]
        if not marked:
            # Words of a matter amid facts: 拿了市里的“…标兵”.
            told = clause.has(TOPIC) and not clause.has(MANNER, UNIT) and is_behind and is_before
            short = not clause.pieces and is_behind and 1 < len(clause.text.strip(_MARKS)) <= _SHORT
            short = short and not _is_said_beside(clause.text.strip(_MARKS))
            return [clause.text] if told or short else []
        size = sum(len(piece.text) for piece in marked)
        is_one = len(marked) == 1 or any(
            a.end < b.start for a, b in zip(marked, marked[1:], strict=False)
        )
        if is_one and len(clause.text) <= _LONGEST_CLAUSE and size >= _MOSTLY * len(clause.text.strip()):
            return [clause.text[: len(clause.text)]] if not clause.has(UNIT) else [self._from_first(clause)]
        return [piece.text for piece in marked]

    def _from_first(self, clause: Clause) -> str:
        first = next(piece for piece in clause.pieces if piece.kind == FACT)
        return clause.text[first.start - clause.start :]

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """Wishes of how it shall be written, that no fact holds."""
        return tuple(
            clause.text.strip(_MARKS)
            for clause in self.clauses
            if clause.has(MANNER) and not clause.has(FACT, PAPER, UNIT)
        )

    # -- clauses -----------------------------------------------------------------------

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Between marks; between blanks too where a message has hardly any marks."""
        pattern = _BLANKS if self.text.count(" ") > len(re.findall(r"[，。；,;\n]", self.text)) else _CLAUSE
        return tuple(
            Clause(
                m.start(),
                m.end(),
                m.group(),
                tuple(p for p in self.pieces if p.start < m.end() and p.end > m.start()),
            )
            for m in pattern.finditer(self.text)
        )

    def _clause_of(self, piece: Piece) -> Clause:
        return next(c for c in self.clauses if c.start <= piece.start < c.end or c.end >= piece.end > c.start)


@cache
def _glue() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words_in(_LIST, 'glue'))}|[\s　“”《》])*")


@cache
def _introduced() -> re.Pattern[str]:
    we, are = (any_of(words_in(_LIST, key)) for key in ("we", "are"))
    names = any_of(words_in(_LIST, "own name"))
    return re.compile(rf"(?:(?:{we})+(?:{are})?|{names})[：: ]*.{{0,{_TORN}}}$")


@cache
def _before_units() -> tuple[str, ...]:
    """What stands before a unit and is no part of its name."""
    keys = ("addressed", "write", "write with amount", "amount", "glue", "are", "we")
    return (*(word for key in keys for word in words_in(_LIST, key)), "个", "帮", "请", "让", "把")


def _is_said_beside(text: str) -> bool:
    beside = any_of(words_in(_LIST, "polite", "delivery", "particles", "fillers"))
    return re.search(rf"^(?:{beside})|(?:{any_of(words_in(_LIST, 'polite'))})$", text) is not None


def _without_fillers(text: str) -> str:
    before, behind = any_of(words_in(_LIST, "fillers")), any_of(words_in(_LIST, "fillers behind"))
    text = re.sub(rf"^(?:{before})+(?=.{{2}})", "", text.strip(_MARKS))
    return re.sub(rf"(?:{behind})+$", "", text).strip(_MARKS)


def marked(text: str, pieces: Sequence[Piece], reader: UnitReader) -> MarkedRequest:
    """The request that a simplified message is by its pieces."""
    return MarkedRequest(text, tuple(pieces), reader)
