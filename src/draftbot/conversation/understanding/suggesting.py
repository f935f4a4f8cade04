"""What an unsure wish may mean: likely actions that the desk makes possible, one of each kind first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from draftbot.chinese.scripts import normalise
from draftbot.conversation import actions as do
from draftbot.conversation.sayings import say
from draftbot.conversation.understanding.making import MAKE, MAKE_ABSENT
from draftbot.conversation.understanding.reading import QUESTION, Likely
from draftbot.conversation.understanding.wish import Wish
from draftbot.facts.amounts import Amount, amounts_in, telling_words
from draftbot.facts.sheet import written_date

SHOWN = 3
_LOOKED_AT = 12
_NAMED = 12  # characters of a fact that name it
# So much longer or shorter than it is, where nobody said how much.
_LONGER, _SHORTER = 1.5, 0.7
_LEAST = 0.01
_OF_A_SENTENCE = "sentence."
# What is done to a section or in one.
_AT_A_PLACE = frozenset(
    (
        "outline.remove",
        "outline.rename",
        "outline.move",
        "lock",
        "unlock",
        "sources",
        "fact.move",
        "passage.use",
    )
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """Actions of one name that may be meant, and how likely one of them is."""

    likelihood: float
    actions: tuple[do.Action, ...]


def suggested(wish: Wish, likely: Sequence[Likely]) -> tuple[do.Action, ...]:
    """Up to SHOWN actions with a certain way to say them, by how likely each kind is meant; of one kind
    a second only where there are no others."""
    return suggested_of([(wish, likely)])


def suggested_of(readings: Sequence[tuple[Wish, Sequence[Likely]]]) -> tuple[do.Action, ...]:
    """As `suggested`, of what was read as a whole, which counts for half, and in its parts: a kind comes to
    what it does in the words that speak for it most."""
    kinds = sorted(_kinds(readings), key=lambda kind: -kind.likelihood)
    by_turns = [kind.actions[n] for n in range(SHOWN) for kind in kinds if n < len(kind.actions)]
    if not any(c.isalnum() for c in readings[0][0].text):  # ????
        by_turns = []
    said: dict[str, do.Action] = {}
    for action in by_turns or usual(readings[0][0]):
        said.setdefault(say(action), action)
    return tuple(said.values())[:SHOWN]


def _kinds(readings: Sequence[tuple[Wish, Sequence[Likely]]]) -> Iterator[_Kind]:
    shares = [1.0] if len(readings) == 1 else [0.5, *[0.5 / (len(readings) - 1)] * (len(readings) - 1)]
    told = [
        (wish, one, share)
        for (wish, likely), share in zip(readings, shares, strict=True)
        for one in likely[:_LOOKED_AT]
    ]
    for name in dict.fromkeys(one.name for _, one, _ in told):
        of_name = sorted((t for t in told if t[1].name == name), key=lambda t: -t[1].likelihood)
        likelihood = sum(one.likelihood * share for _, one, share in of_name)
        if likelihood < _LEAST:
            continue
        found = (sayable(actions_for(wish, one)) for wish, one, _ in of_name)
        yield _Kind(likelihood, next((actions for actions in found if actions), ()))


def sayable(actions: Sequence[do.Action]) -> tuple[do.Action, ...]:
    return tuple(action for action in actions if say(action))


def actions_for(wish: Wish, one: Likely) -> Sequence[do.Action]:
    """What a reading comes to; where the wish leaves something open, with what the desk has for it."""
    if one.name == QUESTION:
        return (do.Ask(wish.text.strip(), one.kind),)
    made = MAKE[one.name](wish) if one.name in MAKE else None
    if made is not None:
        return (made,)
    if places := places_for(wish, one):
        return places
    if one.name in _OPEN and (found := _OPEN[one.name](wish)):
        return found
    absent = MAKE_ABSENT[one.name](wish) if one.name in MAKE_ABSENT else None
    return () if absent is None else (absent,)


def places_for(wish: Wish, one: Likely) -> tuple[do.Action, ...]:
    """Where a place is all that is missing: the same for the first sections."""
    if not (one.name in _AT_A_PLACE or one.name.startswith(("section.", _OF_A_SENTENCE))):
        return ()
    sentence = "第一句" if one.name.startswith(_OF_A_SENTENCE) and not wish.sentence else ""
    found = []
    for section in [s for s in wish.view.sections if s.level == 1][:SHOWN]:
        named = Wish(f"“{section.heading}”{sentence}{wish.text}", wish.view)
        if (action := MAKE[one.name](named)) is not None:
            found.append(action)
    return tuple(found)


def usual(wish: Wish) -> tuple[do.Action, ...]:
    """What is usually wanted of a draft by somebody who does not say what."""
    if wish.view.draft is None:
        return (do.ShowHelp(),)
    return (do.Undo(), do.WriteDraft(another=True), do.ShowBlanks())


def _facts(wish: Wish) -> list[str]:
    return [fact.text for fact in wish.view.conversation.facts.facts]


def _remove_fact(wish: Wish) -> list[do.Action]:
    return [do.RemoveFact(fact[:_NAMED]) for fact in _facts(wish)]


def _move_fact(wish: Wish) -> list[do.Action]:
    """Each fact to the section that is named."""
    section = wish.section_or_end
    return [do.MoveFact(fact[:_NAMED], section) for fact in _facts(wish)] if section else []


def _change_fact(wish: Wish) -> list[do.Action]:
    """Of each fact the amount that the wish may correct, for the last one of the wish."""
    news = amounts_in(normalise(wish.text))
    changes: list[do.Action] = []
    for fact in _facts(wish) if news else ():
        olds = amounts_in(normalise(fact))
        alike = [a for a in olds if not news[-1].measure or a.measure == news[-1].measure]
        alike = alike or _told_of(wish, fact, olds)
        changes += [do.ChangeFact(old.text, news[-1].text, fact) for old in alike[:1]]
    return changes


def _told_of(wish: Wish, fact: str, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts of a fact behind a word that the wish has, too: 演练其实搞了三回 speaks of 演练2次."""
    ends = [fact.find(word) + len(word) for word in telling_words(normalise(wish.text)) if word in fact]
    return [amount for amount in amounts if ends and amount.start >= min(ends)]


def _fill(wish: Wish) -> list[do.Action]:
    values = amounts_in(normalise(wish.text))
    draft = wish.view.draft
    if not values or draft is None or not draft.blanks:
        return []
    return [do.FillBlank(values[-1].text, n) for n in range(1, min(SHOWN, len(draft.blanks)) + 1)]


def _length(wish: Wish) -> list[do.Action]:
    now = wish.view.chars
    return [do.SetLength(int(round(now * much, -2)) or 100) for much in (_SHORTER, _LONGER)] if now else []


def _sign(wish: Wish) -> list[do.Action]:
    """By the unit, where it is known, and of today."""
    unit, today = wish.view.conversation.facts.unit, wish.view.today
    named: list[do.Action] = [do.SetFact("author", unit)] if unit else []
    return [*named, do.SetFact("date", written_date(today.isoformat()))]


def _reword(wish: Wish) -> list[do.Action]:
    return [do.WriteDraft(another=True)] if wish.view.draft else []


# What the desk has for what a wish of each kind leaves open.
_OPEN: Mapping[str, Callable[[Wish], list[do.Action]]] = {
    "fact.remove": _remove_fact,
    "fact.change": _change_fact,
    "fact.move": _move_fact,
    "blank.fill": _fill,
    "length": _length,
    "sign": _sign,
    "tone": _reword,
    "style": _reword,
}
