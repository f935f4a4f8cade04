"""What an unsure wish may mean: likely actions that the desk makes possible, one of each kind first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftbot.conversation import actions as do
from draftbot.conversation.sayings import say
from draftbot.conversation.understanding.left_open import left_open
from draftbot.conversation.understanding.making import MAKE, MAKE_ABSENT
from draftbot.conversation.understanding.plausible import is_plausible
from draftbot.conversation.understanding.reading import QUESTION, Likely
from draftbot.conversation.understanding.spoken_for import is_spoken_for
from draftbot.conversation.understanding.values_said import is_said
from draftbot.conversation.understanding.wish import Wish

SHOWN = 3
_LOOKED_AT = 12
_LEAST = 0.01
# By so much less likely is each further action of a kind.
_FURTHER = 4


@dataclass(frozen=True, slots=True)
class _Kind:
    """Actions of one name that may be meant, and how likely one of them is."""

    likelihood: float
    actions: tuple[do.Action, ...]


def suggested(wish: Wish, likely: Sequence[Likely]) -> tuple[do.Action, ...]:
    """Up to SHOWN actions with a certain way to say them, by how likely each kind is meant; of one kind a
    second where it is still likelier than the others."""
    return suggested_of([(wish, likely)])


def suggested_of(readings: Sequence[tuple[Wish, Sequence[Likely]]]) -> tuple[do.Action, ...]:
    """As `suggested`, of what was read as a whole, which counts for half, and in its parts: a kind comes to
    what it does in the words that speak for it most."""
    by_turns = [
        (kind.likelihood / _FURTHER**n, action)
        for kind in _kinds(readings)
        for n, action in enumerate(kind.actions[:SHOWN])
    ]
    by_turns.sort(key=lambda one: -one[0])
    if not any(c.isalnum() for c in readings[0][0].text):  # ????
        by_turns = []
    said: dict[str, do.Action] = {}
    for action in [action for _, action in by_turns] or usual(readings[0][0]):
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
        found = (_possible(actions_for(wish, one), wish) for wish, one, _ in of_name)
        yield _Kind(likelihood, next((actions for actions in found if actions), ()))


def _possible(actions: Sequence[do.Action], wish: Wish) -> tuple[do.Action, ...]:
    """Those that can be said, and would change something for what it can be."""
    changing = (one for one in actions if not (isinstance(one, do.ChangeFact) and one.old == one.new))
    return sayable([one for one in changing if is_plausible(one, wish.view) and is_spoken_for(one, wish)])


def sayable(actions: Sequence[do.Action]) -> tuple[do.Action, ...]:
    return tuple(action for action in actions if say(action))


def actions_for(wish: Wish, one: Likely) -> Sequence[do.Action]:
    """What a reading comes to; where the wish leaves something open, with what the desk has for it."""
    if one.name == QUESTION:
        return (do.Ask(wish.text.strip(), one.kind),)
    made = MAKE[one.name](wish) if one.name in MAKE else None
    if made is not None and is_said(made, wish.text, wish.view):
        return (made,)
    if found := left_open(wish, one.name):
        return found
    absent = MAKE_ABSENT[one.name](wish) if one.name in MAKE_ABSENT else None
    return () if absent is None else (absent,)


def usual(wish: Wish) -> tuple[do.Action, ...]:
    """What is usually wanted of a draft by somebody who does not say what."""
    if wish.view.draft is None:
        return (do.ShowHelp(),)
    return (do.Undo(), do.WriteDraft(another=True), do.ShowBlanks())
