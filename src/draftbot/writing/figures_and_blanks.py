"""Which blank each figure that the user tells answers.

“巡护里程9.1万公里” answers 巡护里程【待补：长度】公里, “护林员36人” 与【待补：人数】名护林员: a figure and a blank
are one quantity where they measure alike, count alike (a sum is no mean, a level no change) and are named by
the same words, those weighed by how few blanks of the paper have them, and by their meaning. Strict on
purpose: a wrong figure in a right-looking sentence is worst. What is not surely nearer to one blank than to
any other answers none.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import rjieba

from draftbot.chinese.measures import count_alike
from draftbot.errors import DraftbotError
from draftbot.index.directions import directions
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.figures_read import NUMBER, PIECE, Figure, are_of_two_sorts, characters

# A share has no sum that its mean could be taken for.
_OF_NO_SUM = frozenset(("each",))
# Heads and times: who says persons may mean both.
_HEADS = frozenset(("人", "人次"))
# What a word tells that no blank of the paper has.
_UNKNOWN = 0.7
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
# So much of what names one of two blanks names the other, if both are one quantity.
_ONE_QUANTITY = 0.8
# Where neither is mostly named by the other's words each has something of its own: 可燃气体报警器, 烟感报警器.
_ONE_IN_THE_OTHER = 0.6


_HUNDRED = 100
# What is paid, how old and what share goes by its measure.
_NAMED_BY_MEASURE = frozenset(("money", "time", "share"))


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
    same = once_more(asked)
    while pair := _surest(scores, found, told, asked, same):
        found[pair[0]] = pair[1]
    return found


def _surest(
    scores: np.ndarray,
    found: Mapping[int, int],
    told: Sequence[Figure],
    asked: Sequence[Figure],
    same_again: Sequence[set[int]],
) -> tuple[int, int] | None:
    """The next pair: surely one quantity, and surer than any other with either that is still free."""
    now = scores.copy()
    for i, j in found.items():
        # The other figures of one fact stand in one sentence, mostly.
        same = [k for k, one in enumerate(told) if one.group == told[i].group]
        next_ = i + 1 < len(told) and told[i + 1].group - told[i].group in (0, 1) and told[i + 1].follows
        beside = [k for k, one in enumerate(asked) if one.group == asked[j].group]
        now[np.ix_(same, beside)] += _BESIDE
        if next_ and j + 1 in beside:
            now[i + 1, j + 1] += _NEXT - (_BESIDE if i + 1 in same else 0)
    now[list(found), :] = -np.inf
    now[:, list(found.values())] = -np.inf
    best: tuple[float, int, int] | None = None
    for i in range(len(told)):
        j = int(now[i].argmax())
        score = float(now[i, j])
        if score < _SURE:
            continue
        rest = [float(now[i, k]) for k in range(len(asked)) if k not in same_again[j]]
        others = max([*rest, *np.delete(now[:, j], i)], default=-np.inf)
        if score - others >= _SURER and (best is None or score > best[0]):
            best = (score, i, j)
    return best[1:] if best else None


def once_more(asked: Sequence[Figure]) -> list[set[int]]:
    """Of each blank the numbers of those that are of one quantity with it, itself among them."""
    rarity = _rarity(one.named for one in asked)
    return [
        {j for j, other in enumerate(asked) if one is other or _is_one(one, other, rarity)} for one in asked
    ]


def _is_one(one: Figure, other: Figure, rarity: Mapping[str, float]) -> bool:
    """Whether two blanks are of one quantity, which the paper tells twice: 防疫员14人, 14名防疫员."""
    if one.amount is None or one.amount != other.amount or not measured_alike(one, other):
        return False
    ours, theirs = characters(one.named), characters(other.named)
    said = max(_covered(ours, theirs, rarity), _covered(theirs, ours, rarity))
    return one.is_named and other.is_named and said >= _ONE_QUANTITY


def _scores(told: Sequence[Figure], asked: Sequence[Figure], embeddings: SentenceEmbeddings) -> np.ndarray:
    """How surely each figure answers each blank, shape (told, asked); never is minus infinity."""
    rarity = _rarity(one.named for one in asked)
    meant = _meant(told, asked, embeddings)
    scores = np.full((len(told), len(asked)), -np.inf)
    for i, one in enumerate(told):
        ours = [characters(one.named)]
        if one.told_before:
            ours.append(characters(f"{one.told_before} {one.named}"))
        for j, other in enumerate(asked):
            if is_of_another_thing(one, other, asked) or one.says_more:
                continue
            if _counts_alike(one, other):
                scores[i, j] = max(_score(one, other, words, rarity, float(meant[i, j])) for words in ours)
        if np.isfinite(scores[i]).sum() == 1 and one.measure is not None:
            scores[i] += _ALONE
    return scores


def _score(
    one: Figure, other: Figure, ours: Mapping[str, float], rarity: Mapping[str, float], meant: float
) -> float:
    """How surely a figure, named by these characters, answers a blank."""
    alike = _measured(one, other)
    if alike is None:
        return -np.inf
    likely = _likely(one.amount, other.amount)
    if likely <= 0 and _counts_heads_by_piece(one, other):
        return -np.inf
    alike += likely
    theirs = characters(f"{other.named}{other.label if other.label in one.named else ''}")
    named, naming = _covered(ours, theirs, rarity), _covered(theirs, ours, rarity)
    if max(named, naming) < _ONE_IN_THE_OTHER and one.is_named:
        return -np.inf
    if _is_far(one.amount, other.amount) and not one.is_named and _leans_elsewhere(one, other):
        return -np.inf
    is_said = (
        one.is_named or _says_head(one, other) or (other.measure and other.measure.kind in _NAMED_BY_MEASURE)
    )
    if named < _LEAST_NAMED or not is_said:
        return -np.inf if one.is_named else _UNNAMED + alike
    beside = _AROUND * _covered(ours, characters(other.around), rarity)
    return _NAMED * named + _NAMING * naming + beside + _MEANT * meant + alike


def _counts_alike(one: Figure, other: Figure) -> bool:
    if one.is_share or other.is_share:
        return one.how - _OF_NO_SUM == other.how - _OF_NO_SUM
    return one.how == other.how


def _measured(one: Figure, other: Figure) -> float | None:
    """How well two measure alike; None where they never do."""
    ours, theirs = one.measure, other.measure
    if ours is None and other.is_share and not _may_be_share(one):
        return None
    if ours is None or theirs is None:
        return _NONE if one.label == other.label or NUMBER in (one.label, other.label) else None
    if ours.word == theirs.word:
        return _SAME
    if ours.base == theirs.base:
        return _ALIKE
    if count_alike(ours.base, theirs.base) or {ours.base, theirs.base} == _HEADS:
        return _OTHER if PIECE not in (ours.base, theirs.base) else _ALIKE
    return _OTHER if _counts_heads_by_piece(one, other) else None


def _may_be_share(one: Figure) -> bool:
    """Whether a bare number may be of a hundred: 99.8, not 63万."""
    return one.written[-1:].isdigit() and one.amount is not None and one.amount <= _HUNDRED


def is_of_another_thing(one: Figure, other: Figure, asked: Sequence[Figure]) -> bool:
    """Whether the thing that a blank counts is not named where the figure is told, and that of another blank is:
    3部老电梯 are no 更换电梯钢丝绳【】部 where the paper has 更换【】部老旧电梯, if only among the plans; or both are
    told of one kind of thing, and of two sorts of it."""
    if are_of_two_sorts(one.named, other.named):
        return True
    if one.measure is None or _says_head(one, other):
        return False
    rivals = [each for each in asked if each.head and each.measure and each.measure.base == one.measure.base]
    return any(_says_head(one, each) for each in rivals)


def _says_head(one: Figure, other: Figure) -> bool:
    said = characters(f"{one.told_before} {one.named} {one.around}")
    return not other.head or any(character in said for character in other.head.upper())


def _counts_heads_by_piece(one: Figure, other: Figure) -> bool:
    """Whether one counts by 个 and the other heads: 防疫员13个 are 13人, three teams are not."""
    kinds = {(figure.measure.base, figure.measure.kind) for figure in (one, other) if figure.measure}
    return any(base == PIECE for base, _ in kinds) and any(kind == "people" for _, kind in kinds)


def _likely(now: float | None, before: float | None) -> float:
    """What tells for an amount, or against it, that it is about as much as the year before, or far from it."""
    if not now or not before:
        return 0.0
    apart = abs(math.log(now / before))
    return _AS_MUCH if apart < _NEAR else -_AS_MUCH if apart > _FAR else 0.0


def _is_far(now: float | None, before: float | None) -> bool:
    return bool(now and before) and abs(math.log((now or 1) / (before or 1))) > _NEAR


def _leans_elsewhere(one: Figure, other: Figure) -> bool:
    """Whether what was told before a figure that names nothing is of a thing that the blank's sentence does not
    have."""
    things = (word for word, tag in rjieba.tag(one.told_before, False) if tag[:1] == "n" and len(word) > 1)
    return any(not set(thing) & set(other.around) for thing in things)


def _rarity(texts: Iterable[str]) -> dict[str, float]:
    """What each character tells, by how few of the blanks are named with it."""
    names = list(texts)
    counts = Counter(character for text in names for character in characters(text))
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


def measured_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may be of one quantity, by their measures and how they count."""
    return _counts_alike(one, other) and _measured(one, other) is not None


def words_shared(one: Figure, other: Figure, asked: Sequence[Figure]) -> float:
    """How much of what names one figure names the other, 0 to 1, as the blanks `asked` weigh it."""
    return _covered(characters(one.named), characters(other.named), _rarity(each.named for each in asked))


def covered(facts: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """How much of what each fact is about each text says, shape (facts, texts), 0 to 1."""
    rarity = _rarity(texts)
    rows = [[_covered(characters(fact), characters(text), rarity) for text in texts] for fact in facts]
    said: np.ndarray = np.array(rows).reshape(len(facts), len(texts))
    return said


def nearest(facts: Sequence[str], texts: Sequence[str], embeddings: SentenceEmbeddings) -> np.ndarray:
    """How near facts are to sentences, shape (facts, sentences), by the words that few of these have and by
    meaning."""
    ours = [Figure(0, 0, 0, "", "", None, fact, "", frozenset()) for fact in facts]
    theirs = [Figure(0, 0, 0, "", "", None, text, "", frozenset()) for text in texts]
    near: np.ndarray = covered(facts, texts) + _meant(ours, theirs, embeddings)
    return near
