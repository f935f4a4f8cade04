"""What a fact, or a clause of last year's report, tells as done once: finished, opened, set right, won."""

from __future__ import annotations

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.phrases import phrases_of
from draftbot.chinese.quantities import DAY, Kind, find_quantities
from draftbot.chinese.word_lists import words_in

_WORDS = "brought_about"


def is_brought_about(fact: str) -> bool:
    """Whether a fact tells what is done once, or what was set right."""
    return has_done(fact) or is_set_right(fact)


def is_finished(fact: str) -> bool:
    """Whether a fact tells what is done, and not only begun."""
    done = [word for word in words_in(_WORDS, "done") if word in fact]
    return is_set_right(fact) or bool(set(done) - set(words_in(_WORDS, "begun")))


def has_done(text: str) -> bool:
    return any(word in text for word in words_in(_WORDS, "done"))


def is_set_right(fact: str) -> bool:
    return any(word in fact for word in words_in(_WORDS, "set right"))


def happened_once(clause: str) -> bool:
    """Whether a clause tells what no year has again: something opened, finished or founded on a day, or that
    passed. What is counted without a day is done each year: 新增机井【】眼."""
    if phrases_of(_WORDS, "passed").stands_in(clause):
        return not any(match[1] != DAY for match in BLANK.finditer(clause))
    return any(word in clause for word in words_in(_WORDS, "happens once")) and tells_day(clause)


def tells_day(clause: str) -> bool:
    """Whether a clause has a day or a month, or a blank for one."""
    asks = any(match[1] == DAY for match in BLANK.finditer(clause))
    return asks or any(entity.kind is Kind.DATE for entity in find_quantities(clause))


def tells_award(clause: str) -> bool:
    """Whether a clause tells what somebody won."""
    return phrases_of("honours").stands_in(clause) or phrases_of(_WORDS, "won").stands_in(clause)
