"""This year's facts in last year's words: each figure in the blank that it answers, each other fact in the point
of its matter; what a sentence of last year's says already is not told beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from draftbot.chinese.aspects import has_aspect
from draftbot.chinese.blanks import BLANK
from draftbot.chinese.quantities import find_quantities
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentence_polarity import denies, without_denial
from draftbot.chinese.sentences import CLAUSE_END, clause_spans
from draftbot.chinese.word_lists import words_in
from draftbot.domain import Fill, Role, fills_moved
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.awards_anew import win_anew
from draftbot.writing.denied_by_facts import deny, leave_out_days
from draftbot.writing.events_past import asks_in_event, event_behind, leave_out_events
from draftbot.writing.figures_and_blanks import answers, covered, nearest, once_more
from draftbot.writing.figures_left import all_of_them, left_to_each_other
from draftbot.writing.figures_read import CHANGES, Figure, asked_in, told_in
from draftbot.writing.filling import bare
from draftbot.writing.named_anew import name_anew
from draftbot.writing.overtaken import BroughtAbout, deeds_in, leave_out_overtaken
from draftbot.writing.pieces_told import Piece
from draftbot.writing.place import AHEAD, LACKING, Place
from draftbot.writing.plans_fulfilled import foreseen_by, has_room_for
from draftbot.writing.things_done import is_brought_about, tells_award
from draftbot.writing.told_anew import listed_anew
from draftbot.writing.year_before import compared_with

_PERCENT = "%"
# A sentence that is no nearer to a fact is of another matter.
_NEAR = 0.35
# So much of what a past event is told of is named by who tells what came of it.
_OF_IT = 0.4
# So much of a sentence among the problems is said by a fact that only counts.
_SAID = 0.65
# So much of a fact without figures is said by a sentence that tells it; by one that has taken what leans on it.
_TOLD, _TOLD_IN_PART = 0.8, 0.5


@dataclass(slots=True)
class _Run:
    """What no blank has taken of pieces that are told one behind the other, as one sentence; `first` is the number
    of the first piece."""

    first: int
    text: str


def work_in(places: Sequence[Place], pieces: Sequence[Piece], embeddings: SentenceEmbeddings) -> None:
    """Puts what is told into the places, and behind them what no blank asks for."""
    leave_out_days(places, pieces)
    before = ["", *(piece.text for piece in pieces)]
    told = [figure for i, piece in enumerate(pieces) for figure in told_in(i, piece.text, before[i])]
    asked = [
        figure
        for j, place in enumerate(places)
        if not place.is_left_out
        for figure in asked_in(j, place.text, place.around, [past.text for past in place.past.was])
        if not asks_in_event(place, figure.start)
    ]
    may = _may_stand(pieces, places)
    found = answers(told, asked, embeddings, may)
    found |= left_to_each_other(told, asked, found, may)
    pairs = list(_with_the_same(found, told, asked, pieces, places, may))
    for j, place in enumerate(places):
        if place.is_left_out:
            continue
        here = [(told[t], asked[a]) for t, a in pairs if asked[a].group == j]
        place.text, place.fills = filled(place.text, here)
        free = [a for a, figure in enumerate(asked) if figure.group == j and a not in {a for _, a in pairs}]
        changing = [asked[a] for a in free if asked[a].how & CHANGES]
        of_here = [figure for figure in asked if figure.group == j]
        told_here = {blank.start: figure for figure, blank in here}
        known = compared_with(place.past.text, place.past.was, of_here, told_here)
        _put_what_stays(place, set(told_here), {figure.start for figure in changing}, known)
    homes = {told[t].group: asked[a].group for t, a in reversed(found.items())}
    left = {
        i: left_of(piece.text, [told[t] for t in found if told[t].group == i])
        for i, piece in enumerate(pieces)
    }
    anew = {**name_anew(places, pieces), **win_anew(places, pieces)}
    leave_out_events(places)
    for i, clause in anew.items():
        left[i] = list(filter(None, (_without(rest, clause) for rest in left[i])))
    for i, home in deny(places, pieces).items():
        homes[i], left[i] = home, []
    _stand_behind(places, pieces, left, homes, embeddings)
    leave_out_overtaken(places, BroughtAbout(pieces, deeds_in(places)))


def _without(rest: str, clause: str) -> str:
    """What is left to tell of a piece but for one clause of it."""
    return "，".join(one for one in CLAUSE_END.split(rest) if one not in clause)


def _may_stand(pieces: Sequence[Piece], places: Sequence[Place]) -> Callable[[Figure, Figure], bool]:
    """Whether a told figure may fill a blank: where its user wants it, and as what it says of itself."""
    has = {place.role for place in places}
    anew = listed_anew(pieces)
    sections = {piece.fact.section for piece in pieces}
    named = {section for section in sections if section and any(section in place.heading for place in places)}

    def may(one: Figure, other: Figure) -> bool:
        piece, place = pieces[one.group], places[other.group]
        if piece.fact.section in named and piece.fact.section not in place.heading:
            return False
        same = denies(piece.text) is denies(other.named)
        if place.role not in LACKING and counts_what_is_not(piece.text, one, other):
            return False
        event = event_behind(place, other.start)
        if event and float(covered([event], [f"{one.told_before} {piece.text}"])[0, 0]) < _OF_IT:
            return False  # what another work cost
        if place.role in LACKING and piece.looks_back:
            if place.role in anew or is_brought_about(piece.text) or _tells_progress(piece.text, one):
                return False
            return same and float(covered([other.named], [piece.text])[0, 0]) >= _SAID
        if place.role in LACKING and not same and has_aspect(piece.text):
            return False  # 修好了 is no 没有解决
        return may_stand_under(piece.role, place.role, bool(has & AHEAD))

    return may


def counts_what_is_not(fact: str, figure: Figure, blank: Figure) -> bool:
    """Whether a fact says of what a figure counts that it is not, and a blank does not: 3处漏点都没了 is no
    仍有漏点3处."""
    spans = clause_spans(fact)
    clause = next((fact[start:end] for start, end in spans if start <= figure.start < end), fact)
    return denies(clause) and not denies(blank.named)


def _tells_progress(fact: str, figure: Figure) -> bool:
    """Whether a fact tells what was reached or done: 达到7人, 装了2套, no lack of any."""
    before = to_simplified(fact)[: figure.start]
    return before.endswith(words_in("counted_how", "level")) or has_aspect(before)


def may_stand_under(told: Role, role: Role, has_plans: bool = True) -> bool:
    """Whether what tells this may fill a blank of a part: what is planned only where plans stand, what was done
    not there, and what is wanting alone among the problems."""
    if role in AHEAD:
        return told is Role.PLANS
    if role in LACKING:
        return told is Role.PROBLEMS
    return told is not Role.PLANS or not has_plans


def _with_the_same(
    found: Mapping[int, int],
    told: Sequence[Figure],
    asked: Sequence[Figure],
    pieces: Sequence[Piece],
    places: Sequence[Place],
    may: Callable[[Figure, Figure], bool],
) -> Iterator[tuple[int, int]]:
    """Told figures and blanks, each of `found`, and the blanks that ask for the same once more."""
    taken, same_again = set(found.values()), once_more(asked)
    for t, a in found.items():
        yield t, a
        same = [j for j in same_again[a] - taken if may(told[t], asked[j])]
        one, next_ = told[t], asked[a + 1] if a + 1 < len(asked) else None
        fact, sentence = pieces[one.group].text, places[asked[a].group].past.text
        if a + 1 not in taken and all_of_them(fact, one, sentence, asked[a], next_):
            same.append(a + 1)
        if a and a - 1 not in taken and all_of_them(fact, one, sentence, asked[a - 1], asked[a]):
            same.append(a - 1)
        taken |= set(same)
        yield from ((t, other) for other in same)


def _stand_behind(
    places: Sequence[Place],
    pieces: Sequence[Piece],
    left: Mapping[int, Sequence[str]],
    homes: dict[int, int],
    embeddings: SentenceEmbeddings,
) -> None:
    """What no blank asks for, each behind the sentence of its matter, but for what that says already; what last
    year's plan foresaw is of the plan's matter."""
    texts = [f"{place.around} {BLANK.sub(' ', place.past.text)}" for place in places]
    runs = list(_runs(pieces, places, left, homes, texts))
    rests = [run.text for run in runs]
    plans = [foreseen_by(rest, texts, places) for rest in rests]
    told = [rest if k is None else f"{rest} {texts[k]}" for rest, k in zip(rests, plans, strict=True)]
    near = nearest(told, texts, embeddings) if runs else ()
    for run, row, plan in zip(runs, near, plans, strict=True):
        piece = pieces[run.first]
        before = homes.get(run.first - 1)
        j = homes.get(run.first)
        if j is None and (piece.leans or (piece.goes_on and not find_quantities(run.text))):
            j = before
        if j is None or places[j].part < 0:
            within = [k for k, place in enumerate(places) if place.part >= 0]
            allowed = [k for k in within if _suits(piece, places[k], places)]
            j = max(allowed or within, key=lambda k: float(row[k]), default=None)
            if j is not None and row[j] < _NEAR and piece.looks_back:
                if plan is not None and has_room_for(places[plan], places):
                    j = plan
                elif piece.goes_on and before is not None and places[before].part >= 0:
                    j = before
        if j is None:
            continue
        homes[run.first] = j
        if places[j].role in AHEAD and piece.looks_back:
            places[j].fulfilled.append(run.text)
        elif not (piece.leans and j == before and _goes_on(places[j], run.text)):
            places[j].behind.append(run.text)


def _goes_on(place: Place, told: str) -> bool:
    """Whether a sentence ends on what was told right before, and goes on with what leans on that: 收入86万元，比去年
    少了16万."""
    body = place.text.rstrip("。；")
    last = max((start for start, end in clause_spans(body) if end > start), default=0)
    ends = bool(place.fills) and not place.behind and max(fill.start for fill in place.fills) >= last
    if ends:
        place.text = f"{body}，{told}。"
    return ends


def _runs(
    pieces: Sequence[Piece],
    places: Sequence[Place],
    left: Mapping[int, Sequence[str]],
    homes: dict[int, int],
    texts: Sequence[str],
) -> Iterator[_Run]:
    """What is left of the pieces, such as are told in one breath together; less what a sentence says already."""
    run: _Run | None = None
    last = -1
    anew = listed_anew(pieces)
    for i, piece in enumerate(pieces):
        said = covered([without_denial(rest) for rest in left[i]], texts)
        told = [
            None if piece.role in anew else _said_by(i, rest, pieces, places, homes, row)
            for rest, row in zip(left[i], said, strict=True)
        ]
        rests = [rest for rest, home in zip(left[i], told, strict=True) if home is None]
        found = next((home for home in told if home is not None), None)
        if found is not None:
            homes.setdefault(i, found)
        if (
            run
            and rests
            and last == i - 1
            and (piece.leans or (piece.goes_on and piece.looks_back and pieces[i - 1].looks_back))
        ):
            run.text = "，".join((run.text, *rests))
        elif rests:
            if run:
                yield run
            run = _Run(i, "，".join(rests))
        last = i if rests else last
    if run:
        yield run


def _said_by(
    i: int,
    rest: str,
    pieces: Sequence[Piece],
    places: Sequence[Place],
    homes: Mapping[int, int],
    said: np.ndarray,
) -> int | None:
    """Which sentence of last year's tells what is left of a piece: one of its part, or the one that has taken
    what leans on it; None where none does."""
    if find_quantities(rest) or tells_award(rest):
        return None
    likeliest = sorted(range(len(places)), key=lambda j: -float(said[j]))
    for j in likeliest:
        is_of_like = denies(rest) is denies(places[j].past.text) and _suits(pieces[i], places[j], places)
        if said[j] >= _TOLD and is_of_like:
            return j
    leaning = i + 1 < len(pieces) and pieces[i + 1].leans
    home = homes.get(i + 1) if leaning else homes.get(i)
    is_told = home is not None and said[home] >= _TOLD_IN_PART
    return home if is_told and denies(rest) is denies(places[home or 0].past.text) else None


def _suits(piece: Piece, place: Place, places: Sequence[Place]) -> bool:
    """Whether a piece is of what a part tells: a plan among the plans, a lack among the problems, nothing else
    there; where its user wants it."""
    wanted = piece.fact.section
    if wanted and any(wanted in other.heading for other in places):
        return wanted in place.heading
    for roles, role in ((AHEAD, Role.PLANS), (LACKING, Role.PROBLEMS)):
        if any(other.role in roles for other in places) and (place.role in roles) is not (piece.role is role):
            return False
    return True


def _put_what_stays(place: Place, taken: set[int], changing: set[int], known: Mapping[int, str]) -> None:
    """The figures that are the same every year in those blanks that no fact has taken, and that tell no change,
    and what is `known` of the year before; blanks are told by where they begin in the sentence of last year's."""
    begin = [match.start() for match in BLANK.finditer(place.past.text)]
    open_ = [i for i, start in enumerate(begin) if start not in taken]
    left = list(BLANK.finditer(place.text))
    for i, match in reversed(list(zip(open_, left, strict=True))):
        past = place.past.was[i]
        if begin[i] in known or (past.stays and begin[i] not in changing):
            stays = known.get(begin[i], past.number)
            grows = len(stays) - len(match.group())
            place.text = place.text[: match.start()] + stays + place.text[match.end() :]
            place.fills = list(fills_moved(place.fills, match.start(), grows))


def filled(text: str, pairs: Sequence[tuple[Figure, Figure]]) -> tuple[str, list[Fill]]:
    """A sentence with figures in the place of its blanks, and these as the user's fills."""
    fills = list[Fill]()
    for told, asked in sorted(pairs, key=lambda pair: pair[1].start, reverse=True):
        value = told.written
        end = asked.end
        if asked.is_share and not told.is_share and value[-1:].isdigit():
            value += _PERCENT
        if told.measure and asked.measure and told.measure.word != asked.measure.word and not told.is_share:
            scaled = told.measure.base == asked.measure.base and told.measure.scale != asked.measure.scale
            heads = (
                told.measure.kind == asked.measure.kind == "people"
                and told.measure.base != asked.measure.base
            )
            if scaled or heads:
                value, end = told.written + told.measure.word, asked.end + len(asked.measure.word)
        text = text[: asked.start] + value + text[end:]
        fills = list(fills_moved(fills, asked.start, len(value) - (end - asked.start)))
        fills.append(Fill(asked.label, value, asked.start))
    return text, fills


def left_of(fact: str, taken: Sequence[Figure]) -> list[str]:
    """What of a fact no blank has taken: its other clauses, those that follow each other in one."""
    if not taken:
        return [bare(fact)]
    plain, pieces, run = to_simplified(fact), list[str](), ""
    at = 0
    for clause in CLAUSE_END.split(bare(plain)):
        end = at + len(clause)
        if clause.strip() and not any(at <= figure.start < end for figure in taken):
            run = f"{run}，{clause.strip()}" if run else clause.strip()
        elif run:
            pieces.append(run)
            run = ""
        at = end + 1
    return [*pieces, *([run] if run else [])]
