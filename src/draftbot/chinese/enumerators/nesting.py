"""From a sequence of heading numbers to depths.

No document can be trusted to keep to one order of families: 1、 may stand
above （1） above 1. again. So the order is learnt from the document itself: a
family met for the first time at its first ordinal opens a deeper level, a
known one returns to its own, and the 公文 order decides only where a list has
lost its beginning.
"""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.chinese.enumerators.numbers import Family, Number

# These stand above the families after them wherever they appear.
_ALWAYS_OUTER = (Family.PART, Family.CHAPTER, Family.CLAUSE, Family.HAN)
# Values for what is no Family of its own: decimals by their parts, headings by style.
_DECIMAL, _STYLE = 50, 100
# Lists of one family inside each other; more is a list that keeps starting over.
_SAME_INSIDE = 2
_ARABIC = (Family.ARABIC, Family.ARABIC_COMMA, Family.BARE)


@dataclass(slots=True)
class _List:
    family: int
    ordinal: int
    key: int


class Nesting:
    """Depths (1 = outermost) of headings met in reading order."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._opened = 0

    def place(self, number: Number) -> int:
        """The depth of a heading with `number`; closes the lists below it."""
        family = _DECIMAL + len(number.parts) if number.parts else int(number.family)
        at = self._decimal(family) if number.family is Family.DECIMAL else self._known(number)
        if at is None:
            self._close_inner(number)
            self._push(family, number.ordinal)
        else:
            del self._open[at + 1 :]
            self._open[at].family, self._open[at].ordinal = family, number.ordinal
        return len(self._open)

    @property
    def list_key(self) -> int:
        """Tells the list of the heading placed last from every other list."""
        return self._open[-1].key if self._open else 0

    def _push(self, family: int, ordinal: int) -> None:
        self._opened += 1
        self._open.append(_List(family, ordinal, self._opened))

    def place_unnumbered(self, style: int) -> int:
        """The depth of a heading that has no number but a style level: 1–9 from
        its file, 10 when only its shape makes it a heading, 0 to stand outermost."""
        family = _STYLE + style
        for at, opened in enumerate(self._open):
            # Styles keep their own order: none goes below a deeper one.
            if opened.family >= family or style == 0:
                del self._open[at:]
                break
        self._push(family, 0)
        return len(self._open)

    def _known(self, number: Number) -> int | None:
        """Index of the open list that `number` belongs to, or None."""
        same = [i for i, opened in enumerate(self._open) if opened.family == number.family]
        for i in reversed(same):
            if self._open[i].ordinal + 1 == number.ordinal:
                return i
        if number.family in _ARABIC:
            # 1. and 2、 are one list when the count goes on.
            for i in range(len(self._open) - 1, -1, -1):
                opened = self._open[i]
                if opened.family in _ARABIC and opened.ordinal + 1 == number.ordinal:
                    return i
        if not same:
            return None
        if number.ordinal == 1 and len(same) < _SAME_INSIDE and number.family not in _ALWAYS_OUTER:
            return None  # a second list of the same kind inside the first
        return same[-1]

    def _decimal(self, family: int) -> int | None:
        """Index of the open list of decimals with as many parts; closes longer ones."""
        for i, opened in enumerate(self._open):
            if opened.family == family:
                return i
        while self._open and family < self._open[-1].family < _STYLE:
            self._open.pop()
        return None

    def _close_inner(self, number: Number) -> None:
        outer = number.family in _ALWAYS_OUTER
        if not outer and number.ordinal == 1:
            return
        while self._open and number.family < self._open[-1].family < _DECIMAL:
            self._open.pop()
