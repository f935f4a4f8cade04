"""The user's facts in the place of blanks that ask for them.

“开展消防演练【待补：次数】次，【待补：人数】人参加，检验了预案。” and the fact
“3月、9月开展消防演练2次，320人参加” make one sentence: the fact takes, word for
word, the place of the clauses that ask for what it tells; the rest of the past
sentence stays. Strict on purpose: where the clauses say anything the fact does
not, or the numbers count something else, the fact stands by itself.

Of a fact that tells one amount and no more, what is counted and its number take the
place of the same in a clause, whatever the sentence says besides: “防汛避险演练全年组织
【待补：次数】次，检验了预案。” and “演练3次” make “全年组织演练3次，检验了预案。”
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import rjieba

from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.chinese.measures import count_alike, measure_at
from draftbot.chinese.quantities import Kind, find_quantities
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentence_polarity import tells_plan
from draftbot.domain import BLANK_CLOSE, BLANK_OPEN, count_chars
from draftbot.facts.amounts import (
    Amount,
    Clause,
    amounts_in,
    clauses_of,
    counted_at_head,
    counted_noun_at,
    doing_told,
    same_counted_noun,
    telling_words,
    tells_nothing_done,
    tells_only_doing,
    without_doing,
)
from draftbot.masking.mask import Masked

# Stands for a blank while a sentence is taken apart: one character that no text has.
_HOLE = "\ue001"
_ONE = re.compile(r"一(?=[次场期轮])")
_WHEN = frozenset(("日期", "年份", "时间"))
# Fewer characters of the past sentence than this are no sentence's worth.
_LEAST_LEFT = 6
_STOPS = "，；："
# A fact that lists, or says something beside, has more to tell than its one amount.
_LISTS, _JOINS = re.compile("[、（(]"), "c"


@dataclass(frozen=True, slots=True)
class _Slot:
    """A blank of a sentence: where it stands, what it asks for and counts."""

    start: int
    end: int
    label: str
    measure: str
    counted_noun: str
    inherited: bool


def fill(sentence: Masked, fact: str, known: str = "", headings: str = "") -> Masked | None:
    """`sentence` with `fact` in the place of the clauses that ask for it, or None.

    `known` is what the report is about: its title, simplified; `headings` stand above the sentence.
    """
    holed, labels = _holed(sentence.text)
    clauses = clauses_of(holed)
    slots = _slots(holed, labels, clauses)
    told = _in_clauses(holed, clauses, slots, fact, known)
    told = told or _in_number(holed, clauses, slots, fact, known, headings)
    if told is None:
        return None
    start, end, words = told
    if any(_repeats(slot, fact, known) for slot in slots if not start <= slot.start < end):
        return None
    left = holed[:start] + holed[end:]
    if count_chars(left.replace(_HOLE, "")) < _LEAST_LEFT:
        # Nothing of the past sentence would be left but its full stop.
        return Masked(bare(fact) + "。", (), fact)
    blanks = [m.group() for m in BLANK.finditer(sentence.text)]
    after = blanks[len(blanks) - holed[end:].count(_HOLE) :]
    text = _unholed(holed[:start] + words + holed[end:], [*blanks[: holed[:start].count(_HOLE)], *after])
    return Masked(text, blanks_in(text), fact)


def _in_clauses(
    holed: str, clauses: Sequence[Clause], slots: Sequence[_Slot], fact: str, known: str
) -> tuple[int, int, str] | None:
    """Start and end of the clauses that the fact takes the place of, and its words."""
    answered = _answered(slots, fact, known)
    if not any(not slot.inherited for slot in answered):
        return None
    run = _run(holed, clauses, slots, answered, fact)
    return (*run, bare(fact)) if run else None


def _in_number(
    holed: str, clauses: Sequence[Clause], slots: Sequence[_Slot], fact: str, known: str, headings: str = ""
) -> tuple[int, int, str] | None:
    """Start and end of the clause in which the fact's own words for what is counted and its number take
    the place of the past ones, and how the clause then reads."""
    told = _one_amount(fact)
    if told is None:
        return None
    for slot in slots:
        clause = next(c for c in clauses if c.start <= slot.start < c.end)
        if clause.text.count(_HOLE) != 1 or not count_alike(told.amount.measure, slot.measure):
            continue
        past = _counting(holed[clause.start : slot.start], holed[slot.end : clause.end], slot.counted_noun)
        if past is None or not _name_one_thing(told.noun, past.noun, known, headings):
            continue
        words = _under_one_lead(past.lead, _with_noun(told, past.noun))
        if words is not None and bare(fact) in words and tells_plan(words) is tells_plan(fact):
            return clause.start, clause.end, words
    return None


@dataclass(frozen=True, slots=True)
class _Counting:
    """A clause that counts: what it says before, what is counted, and of a fact that with its number."""

    lead: str
    noun: str


@dataclass(frozen=True, slots=True)
class _OneAmount(_Counting):
    counted: str
    amount: Amount


def _one_amount(fact: str) -> _OneAmount | None:
    """A fact that is one clause with one amount; None of any other."""
    text = bare(fact)
    amounts = amounts_in(text)
    joins = any(tag == _JOINS for _, tag in rjieba.tag(text, False))
    if len(amounts) != 1 or len(clauses_of(text)) != 1 or _LISTS.search(text) or joins:
        return None
    amount = amounts[0]
    told = _counting(text[: amount.start], text[amount.end :], amount.counted_noun)
    return _OneAmount(told.lead, told.noun, told.noun + amount.text, amount) if told else None


def _counting(before: str, behind: str, counted_noun: str) -> _Counting | None:
    """A clause taken apart around its number, where nothing is said behind what is counted; else None."""
    if not counted_noun or counted_noun not in f"{before}，{behind}":
        counted_noun = counted_at_head(before)
    noun = without_doing(counted_noun)
    if not noun:
        return None
    if behind:
        return _Counting(before, noun) if behind == noun else None
    lead, _, between = before.rpartition(noun)
    return _Counting(lead + between, noun)


def _with_noun(told: _OneAmount, noun: str) -> _OneAmount:
    """An amount whose noun holds in one character what was done (换灭火器), that put before it."""
    if told.noun[1:] != noun:
        return told
    return replace(told, lead=told.lead + told.noun[0], noun=noun, counted=told.counted[1:])


def _name_one_thing(told: str, past: str, known: str, headings: str) -> bool:
    """Whether a fact and a clause count the same, or the fact what the headings narrow it to; 换灭火器
    says what is done in one character."""
    if same_counted_noun(told, past, known) or (len(past) > 1 and told[1:] == past):
        return True
    return told.endswith(past) and same_counted_noun(told, past, headings)


def _under_one_lead(past: str, told: _OneAmount) -> str | None:
    """A clause that says what is done and what it is done to, of a past one and a fact; None where one
    has something to say that the other has not, or the past one tells of less or more than a number."""
    if not tells_only_doing(past):
        return None
    theirs, ours = doing_told(past), doing_told(told.lead)
    if ours and _is_said(theirs, ours):
        return told.lead + told.counted
    return past + told.counted if _is_said(ours, theirs) else None


def _is_said(words: frozenset[str], by: frozenset[str]) -> bool:
    """Whether all these words are among others; one of a single character is a longer one that holds it: 签
    and 签订."""
    return all(
        word in by or any(1 in (len(word), len(other)) and (word in other or other in word) for other in by)
        for word in words
    )


def bare(fact: str) -> str:
    """A fact as the user put it, without the mark at its end."""
    return fact.strip().rstrip("。；;，,、 ")


def asks_for(sentence: Masked, facts: Sequence[str], known: str = "") -> bool:
    """Whether a blank of `sentence` asks for a number one of the facts gives: then the
    two must not stand side by side."""
    if not facts:
        return False
    # 开展一次演练 beside the fact 演练2次 is the same number, told wrongly.
    holed, labels = _holed(_ONE.sub(f"{BLANK_OPEN}次数{BLANK_CLOSE}", sentence.text))
    clauses = clauses_of(holed)
    slots = _slots(holed, labels, clauses)
    return any(not slot.inherited for fact in facts for slot in _answered(slots, fact, known)) or any(
        _in_number(holed, clauses, slots, fact, known) for fact in facts
    )


def _holed(text: str) -> tuple[str, list[str]]:
    """`text` with a single character for each blank, and the blanks' labels."""
    return BLANK.sub(_HOLE, text), BLANK.findall(text)


def _unholed(holed: str, blanks: Sequence[str]) -> str:
    """`holed` with its blanks, as written, back in their places."""
    left = iter(blanks)
    return re.sub(_HOLE, lambda _: next(left), holed)


def _slots(text: str, labels: Sequence[str], clauses: Sequence[Clause]) -> list[_Slot]:
    slots: list[_Slot] = []
    holes = (i for i, c in enumerate(text) if c == _HOLE)
    matter = ""
    for at, label in zip(holes, labels, strict=True):
        clause = next(c for c in clauses if c.start <= at < c.end)
        measured = measure_at(text, at + 1)
        end = at + 1 + (len(measured.word) if measured else 0)
        measure = measured.base if measured else "%" if label == "比例" else ""
        own = "" if label in _WHEN else counted_noun_at(text, clause, at, end, measure)
        if label not in _WHEN:
            matter = own or matter
        goes_on = tells_nothing_done(text[clause.start : at].replace(_HOLE, ""))
        slots.append(_Slot(at, end, label, measure, own or (matter if goes_on else ""), not own))
    return slots


def _answered(slots: Sequence[_Slot], fact: str, known: str) -> list[_Slot]:
    """The slots that a number of the fact answers, each number used once."""
    left = list(amounts_in(fact))
    answered: list[_Slot] = []
    for slot in slots:
        amount = next((a for a in left if _answers(a, slot, known)), None)
        if amount is not None:
            left.remove(amount)
            answered.append(slot)
    return answered


def _answers(amount: Amount, slot: _Slot, known: str) -> bool:
    return (
        slot.label not in _WHEN
        and count_alike(amount.measure, slot.measure)
        and amount.inherited == slot.inherited
        and same_counted_noun(amount.counted_noun, slot.counted_noun, known)
    )


def _repeats(slot: _Slot, fact: str, known: str) -> bool:
    """Whether a blank left beside the fact would ask once more for what it tells."""
    return any(
        count_alike(a.measure, slot.measure) and same_counted_noun(a.counted_noun, slot.counted_noun, known)
        for a in amounts_in(fact)
    )


def _run(
    text: str, clauses: Sequence[Clause], slots: Sequence[_Slot], answered: Sequence[_Slot], fact: str
) -> tuple[int, int] | None:
    """Start and end of the longest run of clauses that say nothing the fact does not."""
    words = telling_words(fact)
    has_date = any(e.kind is Kind.DATE for e in find_quantities(to_simplified(fact)))
    best: tuple[int, int] | None = None
    first: int | None = None
    last = 0
    for i, clause in enumerate(clauses):
        inside = [s for s in slots if clause.start <= s.start < clause.end]
        told = all(s in answered or (s.label in _WHEN and has_date) for s in inside)
        covered = bool(inside) and told and telling_words(clause.text.replace(_HOLE, "，")) <= words
        if not covered:
            if best is not None:
                break
            first = None
            continue
        if first is None:
            first = i
        if any(s in answered and not s.inherited for s in inside) or best is not None:
            last = i
            best = (clauses[first].start, clauses[last].end)
    if best is None or (best[0] and text[best[0] - 1] not in _STOPS):
        return None
    return best
