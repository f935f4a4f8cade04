"""What a request tells between its facts, or right before them, that no reading marked: the unit's own words in a
list of facts are facts, as far as they order nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import rjieba

from draftbot.chinese.offices import ends_in_office
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentence_polarity import denies, fact_tells_plan, fact_tells_problem
from draftbot.chinese.word_lists import words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.surely_orders import orders_surely
from draftbot.conversation.understanding.around_titles import (
    asks,
    forbids,
    introduces,
    manner,
    paper,
    tells_reading,
)
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, parts_of
from draftbot.conversation.understanding.deciding import ASIDE, PRINTED
from draftbot.conversation.understanding.reading import QUESTION, Likely, MessageReader
from draftbot.conversation.understanding.statements import is_order_about_the_paper
from draftbot.conversation.understanding.words import OF
from draftbot.facts.amounts import amounts_in
from draftbot.facts.under_labels import without_label
from draftbot.trades.trades import PLAIN_SELF

# With so many facts a request lists them; a shorter part says nothing alone.
_LISTED, _SHORTEST = 2, 4
# Less likely to be told than this share, behind the last fact, it is said of the paper.
_RATHER_TOLD = 0.5
_LABEL = re.compile(r"^[^，,。；;：:]{2,10}[：:]")
_MARKS = " 　，,。：:；;、"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part between commas: its text, the number of the clause it stands in, and the last fact that it is
    of, by index; None for none."""

    text: str
    clause: int
    fact: int | None


def with_facts_amid(request: do.TakeRequest, message: str, reader: MessageReader) -> do.TakeRequest:
    """The request with such parts among its facts, each where it was told."""
    if len(request.facts) < _LISTED or request.outline:
        return request
    parts = list(_parts(message, request.facts))
    known = [i for i, part in enumerate(parts) if part.fact is not None]
    if not known:
        return request
    free = [i for i, part in enumerate(parts) if part.fact is None and _is_of_the_work(part.text, request)]
    likely = dict(zip(free, reader.read([parts[i].text for i in free]), strict=True)) if free else {}
    added: dict[int, list[str]] = {}  # behind which fact, by index; -1 before the first
    told = set(known)
    for i in free:
        is_fact = _is_fact(parts[i].text, likely[i]) and _is_amid(i, parts, known, likely[i])
        if not (is_fact or _goes_on(i, parts, told)):
            continue
        told.add(i)
        home = max((parts[j].fact or 0 for j in known if j < i), default=-1)
        added.setdefault(home, []).append(_as_fact(parts[i].text))
    if not added:
        return request
    facts = [*added.get(-1, ())]
    for n, fact in enumerate(request.facts):
        facts += [fact, *added.get(n, ())]
    return replace(request, facts=tuple(facts))


def _as_fact(text: str) -> str:
    """A part as a paper says it: 本园9个班 of 我们园9个班, behind no label."""
    plain = without_label(text).strip(_MARKS)
    ours = next((word for word in words_in("new_requests", "ours") if plain.startswith(word)), "")
    rest = plain.removeprefix(ours)
    is_unit = bool(ours) and rest.startswith(words_in("own_unit"))
    return f"{PLAIN_SELF[0]}{rest}" if is_unit else plain


def _parts(message: str, facts: Sequence[str]) -> Iterator[_Part]:
    n = 0
    for line in lines_of(message):
        for clause in clauses_of(line):
            n += 1
            for part in parts_of(clause):
                holds = (k for k, fact in enumerate(facts) if _are_of_one(fact, part))
                yield _Part(part, n, max(holds, default=None))


def _are_of_one(fact: str, part: str) -> bool:
    """Whether a part tells a fact, or what is told of it: facts may be put together of several parts."""
    fact, part = to_simplified(fact), to_simplified(part)
    if fact in part or part in fact:
        return True
    pieces = [piece for piece in re.split("[，,、]", fact) if len(piece) >= _SHORTEST]
    return any(piece in part for piece in pieces)


def _is_of_the_work(text: str, request: do.TakeRequest) -> bool:
    """Whether a part can be one of the facts: tells neither who writes nor how the paper is to be."""
    plain = to_simplified(text).strip(_MARKS)
    bare = without_label(plain)
    # 今年数据： announces facts and is none.
    if len(_as_fact(text)) < _SHORTEST or any(one in bare for one in request.matter):
        return False
    is_of_writer = introduces(plain) or ends_in_office(bare) or (request.unit and request.unit in bare)
    is_wish = forbids(bare) or manner().search(bare) or tells_reading(bare)
    is_length = request.length is not None and str(request.length) in bare
    return not (is_of_writer or is_wish or is_length or bare in request.title)


def _is_fact(text: str, likely: Sequence[Likely]) -> bool:
    """Whether a part states something of the work, where 照护计划 in it is no paper."""
    bare = without_label(to_simplified(text).strip(_MARKS))
    speaks_of_paper = paper().search(bare) or asks(bare) or is_order_about_the_paper(bare)
    if speaks_of_paper and likely[0].name not in PRINTED:
        return False
    return not orders_surely(likely) or _tells_none(text)


def _tells_none(text: str) -> bool:
    """Whether a part begins with what says that something did not happen: 没出事故; not 没有的就空着."""
    words = rjieba.cut(to_simplified(text), False)
    return len(words) > 1 and denies(words[0]) and words[1] != OF


def _goes_on(i: int, parts: Sequence[_Part], told: set[int]) -> bool:
    """Whether a part goes on in the sentence of one that tells an intention: 明年想上竞价，把北楞场硬化."""
    is_of_one = i - 1 in told and parts[i - 1].clause == parts[i].clause
    return is_of_one and fact_tells_plan(parts[i - 1].text)


def _is_amid(i: int, parts: Sequence[_Part], known: Sequence[int], likely: Sequence[Likely]) -> bool:
    """Whether the `i`-th part stands in the list of facts: between two; before the first in its clause, counting
    something or behind a label; or behind the last, where it is rather told than said besides."""
    text = parts[i].text
    if known[0] < i < known[-1]:
        return True
    if i < known[0]:
        run = all(parts[j].clause == parts[known[0]].clause for j in range(i, known[0]))
        return run and bool(amounts_in(text) or _LABEL.match(text))
    told = sum(one.likelihood for one in likely if one.name in PRINTED)
    beside = sum(one.likelihood for one in likely if one.name in (ASIDE, QUESTION, "smalltalk"))
    states = denies(text) or fact_tells_plan(text) or fact_tells_problem(text) or bool(_LABEL.match(text))
    return states or told > _RATHER_TOLD * (told + beside)
