"""Which blank each figure that the user tells answers.

“巡护里程9.1万公里” answers 巡护里程【待补：长度】公里, “护林员36人” 与【待补：人数】名护林员: a figure and a blank
are one quantity where they measure alike, count alike (a sum is no mean, a level no change) and are named by
the same words, those weighed by how few blanks of the paper have them, and by their meaning. Strict on
purpose: a wrong figure in a right-looking sentence is worst. What is not surely nearer to one blank than to
any other answers none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import rjieba

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.counts import find_counts
from draftbot.chinese.measures import Measure, count_alike, measure_at, measures
from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.quantities import Entity, Kind, find_quantities
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.errors import DraftbotError
from draftbot.facts.amounts import doing_words
from draftbot.index.directions import directions
from draftbot.index.embedding import SentenceEmbeddings

_HOW = "counted_how"
_HOLE = "\ue001"
_CLAUSE_END, _LISTED = re.compile("[，。；,;]"), re.compile("、")
_STOP = re.compile("[，。；：、！？,;!?（）()“”]")
(_NUMBER,), (_PIECE,), (_SHARE,) = (words_in("counted_how", key) for key in ("bare number", "piece", "share"))
# Heads and times: who says persons may mean both.
_HEADS = frozenset(("人", "人次"))
# What a verb tells beside a noun, a doing that any clause may have, and a word that no blank of the paper has.
_VERB, _DOING, _UNKNOWN = 0.5, 0.25, 0.7
# How much of what names a figure stands with the blank, how much of what names the blank with the figure, what
# is said around it, and how near they are in meaning.
_NAMED, _NAMING, _AROUND, _MEANT = 0.55, 0.2, 0.15, 0.35
# The same measure word; one of several that say the same; none told.
_SAME, _ALIKE, _OTHER, _NONE = 0.12, 0.04, -0.12, -0.06
# How much it tells that an amount is within a half of the year before's, or beyond five times it.
_AS_MUCH, _NEAR, _FAR = 0.12, 0.4, 1.6
# The only blank that measures so; the sentence in which the fact's other figures stand.
_ALONE, _BESIDE = 0.1, 0.2
# What a figure that names nothing itself may have in common with a blank; it is the next one or none.
_UNNAMED, _NEXT = 0.15, 0.4
# From so much on a figure answers a blank, by so much surer than any other pair with either.
_SURE, _SURER = 0.6, 0.08
# With less of what names it in the words at the blank it is another quantity, however near.
_LEAST_NAMED = 0.34
# Where neither is mostly named by the other's words each has something of its own: 可燃气体报警器, 烟感报警器.
_ONE_IN_THE_OTHER = 0.6


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is told, or a blank that asks for one. `group` numbers the fact or the sentence; `written`
    is the number as told, "" of a blank; `start` and `end` are those of the blank in its sentence, or of the clause in
    its fact; `named` are the words that say what is counted, told before where `is_named` is false, `around` those beside them. `amount` is how much it is, of a
    blank how much it was; `says_more` where a fact's clause lists what no figure tells."""

    group: int
    start: int
    end: int
    written: str
    label: str
    measure: Measure | None
    named: str
    around: str
    how: frozenset[str]
    is_named: bool = True
    amount: float | None = None
    says_more: bool = False

    @property
    def is_share(self) -> bool:
        return self.measure is not None and self.measure.kind == "share"


def told_in(group: int, fact: str) -> list[Figure]:
    """The figures of a fact, in order."""
    plain = to_simplified(fact)
    entities = [e for e in find_quantities(plain) if e.kind is Kind.QUANTITY]
    pieces, at, marks = list[str](), 0, list[tuple[str, str, str]]()
    for entity in entities:
        written = entity.text.removesuffix(entity.keep) if entity.keep else entity.text
        word = entity.keep or ("%" if written[-1] in "%％" else "")
        if word == _PIECE and (of := measure_at(plain, entity.end)) and of.kind == "people":
            word = of.word  # 9个人 are persons
        marks.append((written, entity.label, word))
        pieces += [plain[at : entity.start], _HOLE + word]
        at = entity.end + (len(word) if entity.keep == _PIECE != word else 0)
    holed = "".join([*pieces, plain[at:]])
    spans = [(e.start, e.end) for e in entities]
    figures = _figures(group, holed, [(*mark, *span) for mark, span in zip(marks, spans, strict=True)], "")
    return [
        replace(figure, amount=_amount(entity.text), says_more=_says_more(plain, entity))
        for figure, entity in zip(figures, entities, strict=True)
    ]


def _says_more(fact: str, entity: Entity) -> bool:
    """Whether the clause of a figure also lists what no figure counts: 新增火车站、工业园区两个书房."""
    start = max((m.end() for m in _CLAUSE_END.finditer(fact, 0, entity.start)), default=0)
    end = _CLAUSE_END.search(fact, entity.end)
    items = _LISTED.split(fact[start : end.start() if end else len(fact)])
    return len(items) > 1 and any(not find_counts(plain_digits(item), with_one=True) for item in items)


def asked_in(group: int, sentence: str, around: str, was: Sequence[str] = ()) -> list[Figure]:
    """The blanks of a sentence that ask for a figure; `around` are the headings it stands under, `was` what
    stood in the place of each blank the year before."""
    found = list(BLANK.finditer(sentence))
    holed = BLANK.sub(_HOLE, sentence)
    marks = []
    for match in found:
        measure = measure_at(sentence, match.end())
        word = measure.word if measure else "%" if match[1] == _SHARE else ""
        marks.append(("", match[1], word, match.start(), match.end()))
    figures = _figures(group, holed, marks, around)
    amounts = [_amount(text) for text in was] or [None] * len(figures)
    return [
        replace(figure, amount=amount)
        for figure, amount in zip(figures, amounts, strict=True)
        if figure.label in _figure_labels()
    ]


def _amount(text: str) -> float | None:
    """What is written, in the base of its measure."""
    counts = find_counts(plain_digits(text), with_one=True)
    return counts[0].value.middle if counts else None


def _figures(
    group: int, holed: str, marks: Sequence[tuple[str, str, str, int, int]], around: str
) -> list[Figure]:
    found = list[Figure]()
    places = [m.start() for m in re.finditer(_HOLE, holed)]
    stops = [-1, *(m.start() for m in _STOP.finditer(holed)), len(holed)]
    carried = ""
    for i, (at, (written, label, word, start, end)) in enumerate(zip(places, marks, strict=True)):
        left = max(stop for stop in stops if stop < at) + 1
        right = min(stop for stop in stops if stop > at)
        counting = [p for p, mark in zip(places, marks, strict=True) if mark[1] in _figure_labels()]
        first = max([left, *(p + 1 for p in counting if left <= p < at)])
        last = min([right, *(p for p in counting if at < p < right)])
        before = holed[first:at]
        behind = holed[at + 1 : last].removeprefix(word)
        how = _how(holed[left:at], behind, i + 1 < len(places) and places[i + 1] < right)
        # What is counted is named right before the number or right behind it.
        named = f"{before} {'' if last < right and _names(before) else behind}"
        is_named = _names(named.replace(label, ""))
        if not is_named or "than before" in how:
            named = f"{carried} {named}"
        carried = named if _names(named) else carried
        beside = holed.replace(_HOLE, " ")
        found.append(
            Figure(
                group,
                start,
                end,
                written,
                label,
                measures().get(word),
                named,
                f"{around} {beside}",
                how,
                is_named,
            )
        )
    return found


def _how(before: str, behind: str, goes_on: bool) -> frozenset[str]:
    """In what way a figure counts."""
    words = {key: f"(?:{any_of(words_in(_HOW, key))})" for key in ("more", "less", "level", "from")}
    compares = re.search(any_of(words_in(_HOW, "than before")), before.split(_HOLE)[-1])
    how = set[str]()
    if re.search(rf"{words['more']}$", before) and (
        compares or not any(word in before for word in words_in(_HOW, "anew"))
    ):
        how |= {"than before", "more"}
    elif re.search(rf"{words['less']}$", before):
        how |= {"than before", "less"}
    elif compares and not re.search(rf"{words['level']}$", before):
        how.add("than before")
    if goes_on and re.search(rf"{words['from']}[^{_HOLE}]{{0,4}}$", before):
        how.add("from")
    if re.search(any_of(words_in(_HOW, "each")), before):
        how.add("each")
    if re.match(any_of(words_in(_HOW, "bounds")), behind):
        how.add("bounds")
    return frozenset(how)


def _names(words: str) -> bool:
    return any(weight > _VERB for weight in _characters(words).values())


@lru_cache(maxsize=8192)
def _characters(text: str) -> Mapping[str, float]:
    """The characters of the words that tell what is counted, each with what such a word tells."""
    found: dict[str, float] = {}
    for word, tag in rjieba.tag(text.replace(_HOLE, " "), True):
        if not re.search(r"[\u4e00-\u9fffA-Za-z]", word) or word in _telling_nothing():
            continue
        if word in doing_words():
            worth = _DOING
        elif tag[:1] in "najblisz" or tag == "vn":
            worth = 1.0
        elif tag[:1] in "vgqkh":
            worth = _VERB if len(word) > 1 or tag[:1] != "v" else _DOING
        else:
            continue
        for character in word:
            found[character] = max(found.get(character, 0.0), worth)
    return found


@lru_cache(maxsize=1)
def _telling_nothing() -> frozenset[str]:
    return word_set("narrowing_nothing") | word_set(_HOW, "each", "more", "less", "level")


@lru_cache(maxsize=1)
def _figure_labels() -> frozenset[str]:
    return frozenset((_NUMBER, *(measure.label for measure in measures().values())))


def answers(
    told: Sequence[Figure],
    asked: Sequence[Figure],
    embeddings: SentenceEmbeddings,
    may: Callable[[Figure, Figure], bool] = lambda one, other: True,
) -> dict[int, int]:
    """Told figure → the blank it surely answers, by index; each blank once. `may` says of a pair whether it
    can be one."""
    if not told or not asked:
        return {}
    scores = _scores(told, asked, embeddings)
    for i, one in enumerate(told):
        scores[i, [j for j, other in enumerate(asked) if not may(one, other)]] = -np.inf
    found: dict[int, int] = {}
    while pair := _surest(scores, found, told, asked):
        found[pair[0]] = pair[1]
    return found


def _surest(
    scores: np.ndarray, found: Mapping[int, int], told: Sequence[Figure], asked: Sequence[Figure]
) -> tuple[int, int] | None:
    """The next pair: surely one quantity, and surer than any other with either that is still free."""
    now = scores.copy()
    for i, j in found.items():
        # The other figures of one fact stand in one sentence, mostly.
        same = [k for k, one in enumerate(told) if one.group == told[i].group]
        beside = [k for k, one in enumerate(asked) if one.group == asked[j].group]
        now[np.ix_(same, beside)] += _BESIDE
        if i + 1 in same and j + 1 in beside and not told[i + 1].is_named:
            now[i + 1, j + 1] += _NEXT - _BESIDE
    now[list(found), :] = -np.inf
    now[:, list(found.values())] = -np.inf
    best: tuple[float, int, int] | None = None
    for i in range(len(told)):
        j = int(now[i].argmax())
        score = float(now[i, j])
        if score < _SURE:
            continue
        others = max([*np.delete(now[i], j), *np.delete(now[:, j], i)], default=-np.inf)
        if score - others >= _SURER and (best is None or score > best[0]):
            best = (score, i, j)
    return best[1:] if best else None


def _scores(told: Sequence[Figure], asked: Sequence[Figure], embeddings: SentenceEmbeddings) -> np.ndarray:
    """How surely each figure answers each blank, shape (told, asked); never is minus infinity."""
    rarity = _rarity(one.named for one in asked)
    meant = _meant(told, asked, embeddings)
    scores = np.full((len(told), len(asked)), -np.inf)
    for i, one in enumerate(told):
        ours = _characters(one.named)
        for j, other in enumerate(asked):
            alike = _measured(one, other)
            if alike is None or one.how != other.how or one.says_more:
                continue
            alike += _likely(one.amount, other.amount)
            theirs = _characters(f"{other.named}{other.label if other.label in one.named else ''}")
            named, naming = _covered(ours, theirs, rarity), _covered(theirs, ours, rarity)
            if max(named, naming) < _ONE_IN_THE_OTHER and one.is_named:
                continue
            if named < _LEAST_NAMED:
                if not one.is_named:
                    scores[i, j] = _UNNAMED + alike
                continue
            scores[i, j] = (
                _NAMED * named
                + _NAMING * naming
                + _AROUND * _covered(ours, _characters(other.around), rarity)
                + _MEANT * meant[i, j]
                + alike
            )
        if np.isfinite(scores[i]).sum() == 1 and one.measure is not None:
            scores[i] += _ALONE
    return scores


def _measured(one: Figure, other: Figure) -> float | None:
    """How well two measure alike; None where they never do."""
    ours, theirs = one.measure, other.measure
    if ours is None or theirs is None:
        return _NONE if one.label == other.label or _NUMBER in (one.label, other.label) else None
    if ours.word == theirs.word:
        return _SAME
    if ours.base == theirs.base:
        return _ALIKE
    if count_alike(ours.base, theirs.base) or {ours.base, theirs.base} == _HEADS:
        return _OTHER if _PIECE not in (ours.base, theirs.base) else _ALIKE
    return None


def _likely(now: float | None, before: float | None) -> float:
    """What tells for an amount, or against it, that it is about as much as the year before, or far from it."""
    if not now or not before:
        return 0.0
    apart = abs(math.log(now / before))
    return _AS_MUCH if apart < _NEAR else -_AS_MUCH if apart > _FAR else 0.0


def _rarity(texts: Iterable[str]) -> dict[str, float]:
    """What each character tells, by how few of the blanks are named with it."""
    names = list(texts)
    counts = Counter(character for text in names for character in _characters(text))
    return {character: math.log((len(names) + 2) / (count + 0.5)) for character, count in counts.items()}


def _covered(ours: Mapping[str, float], theirs: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    """How much of what names one is said of the other, 0 to 1."""
    unknown = _UNKNOWN * max(rarity.values(), default=1.0)
    worth = {character: weight * rarity.get(character, unknown) for character, weight in ours.items()}
    total = sum(worth.values())
    return sum(weight for character, weight in worth.items() if character in theirs) / total if total else 0.0


def _meant(told: Sequence[Figure], asked: Sequence[Figure], embeddings: SentenceEmbeddings) -> np.ndarray:
    """How near they are in meaning, about the mean of the blanks; nothing without a model."""
    try:
        ours = embeddings.remembered([one.named.strip() or one.around for one in told])
        theirs = embeddings.remembered([one.named.strip() or one.around for one in asked])
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
        return np.zeros((len(told), len(asked)))
    middle = theirs.mean(axis=0)
    near: np.ndarray = directions(ours - middle) @ directions(theirs - middle).T
    return near


def covered(facts: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """How much of what each fact is about each text says, shape (facts, texts), 0 to 1."""
    rarity = _rarity(texts)
    rows = [[_covered(_characters(fact), _characters(text), rarity) for text in texts] for fact in facts]
    said: np.ndarray = np.array(rows).reshape(len(facts), len(texts))
    return said


def nearest(facts: Sequence[str], texts: Sequence[str], embeddings: SentenceEmbeddings) -> np.ndarray:
    """How near facts are to sentences, shape (facts, sentences), by the words that few of these have and by
    meaning."""
    ours = [Figure(0, 0, 0, "", "", None, fact, "", frozenset()) for fact in facts]
    theirs = [Figure(0, 0, 0, "", "", None, text, "", frozenset()) for text in texts]
    near: np.ndarray = covered(facts, texts) + _meant(ours, theirs, embeddings)
    return near
