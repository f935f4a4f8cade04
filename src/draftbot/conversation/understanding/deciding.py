"""From what is likely to what is done: acts when sure, names what may be meant when not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.names import slots_of
from draftbot.conversation.understanding.making import MAKE, MAKE_ABSENT
from draftbot.conversation.understanding.naming import heading_found
from draftbot.conversation.understanding.plausible import is_plausible
from draftbot.conversation.understanding.reading import LOOKS, QUESTION, Likely
from draftbot.conversation.understanding.several import made_for_each
from draftbot.conversation.understanding.suggesting import SHOWN, actions_for, sayable, suggested
from draftbot.conversation.understanding.values_said import is_said
from draftbot.conversation.understanding.weighing import KEPT, weighed
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import telling

ASIDE, CLARIFY = "aside", "clarify"
# How sure a reading must be to be acted on, by what a mistake costs; the share of what is likely
# and possible. Chosen by what 160 messages of two strangers came to, read by weights learnt before either was
# seen: against 0.45 and 0.55 half as many are done wrongly, and 2 to 3 of 100 fewer rightly.
SURE_TO_LOOK, SURE_TO_CHANGE, SURE_TO_STATE = 0.55, 0.6, 0.7
# What puts something else in the draft's place costs most: of 481 messages one more is asked about.
SURE_TO_REPLACE = 0.75
# 第一部分不行 is read as 第一部分不要: of 481 messages one more is asked about.
SURE_TO_TAKE_OUT = 0.9
# What is possible at any desk is no likelier for other readings being impossible at this one.
ALWAYS_POSSIBLE = frozenset(("smalltalk", "question", "help"))
# Any words may say how the draft shall sound: 别弄颠倒了 is no tone for naming nothing that stands there.
_OF_ANY_WORDS = frozenset(("tone",))
# What is printed as it was typed is taken for no more than it was read as.
PRINTED = frozenset(("fact.add", "leader.add"))
# What cannot be seen at once in the draft, or puts something else in its place.
STATES = frozenset(("fact.add", "title", "leader.add"))
# What puts something else in the draft's place, or takes much of it away.
REPLACES = frozenset(
    ("facts.clear", "draft.new", "draft.rewrite", "outline.replace", "outline.keep", "outline.remove",
     "outline.like", "versions.restore", "genre")
)  # fmt: skip
# What is complained of, and asked of nobody: 怎么把体会删了.
TAKES_AWAY = REPLACES | frozenset(
    (
        "text.delete",
        "sentence.delete",
        "blank.delete",
        "fact.remove",
        "section.rewrite",
        "section.shorten",
        "unconfirmed.delete",
    )
)
_BESIDE = 6  # characters of a number, a mark, whose it is
_MOVE = ("sentence.move", "fact.move")
_LOOKED_AT, _LEAST = 6, 0.02
# From here on a wish for what the draft does not hold is told so.
SURE_OF_NOTHING_THERE = 0.6
_END_MARKS = "。！!？?；;，, "
# What may be meant is not looked for beyond these, however unsure.
_LEAST_TO_ACT = 0.25


@dataclass(frozen=True, slots=True)
class Decision:
    """`action` None where none is sure; then `perhaps` are the possible ones, the likeliest first."""

    action: do.Action | None
    perhaps: tuple[do.Action, ...]
    is_aside: bool = False
    also: tuple[do.Action, ...] = ()  # the same for what else the wish lists


def _all_made(wish: Wish, one: Likely, likely: Sequence[Likely]) -> tuple[do.Action, ...]:
    """The action that a reading comes to, for each thing that the wish lists."""
    if each := made_for_each(wish, one.name):
        return each
    asks_whether = one.name == QUESTION and one.kind == do.ADVICE
    action = _made(wish, one, perhaps=_asked_about(wish, likely) if asks_whether else ())
    return () if action is None else (action,)


def _asked_about(wish: Wish, likely: Sequence[Likely]) -> tuple[do.Action, ...]:
    """What a wish asks whether to do: as far as it is anything, the likeliest."""
    rest = [one for one in likely if one.name not in ALWAYS_POSSIBLE]
    return sayable(actions_for(wish, rest[0])) if rest and rest[0].name not in (ASIDE, CLARIFY) else ()


def _made(
    wish: Wish, one: Likely, absent: bool = False, perhaps: tuple[do.Action, ...] = ()
) -> do.Action | None:
    if one.name == QUESTION:
        return do.Ask(wish.text.strip(), one.kind, perhaps)
    make = (MAKE_ABSENT if absent else MAKE).get(one.name)
    made = make(wish) if make else None
    if isinstance(made, do.Restyle):
        made = replace(made, how=one.kind or "other")  # type: ignore[arg-type]
    if made is None or not is_plausible(made, wish.view):
        return None
    return made if is_said(made, wish.text, wish.view) else None


def _uses_quotes(wish: Wish, made: Sequence[do.Action]) -> bool:
    """Whether what is quoted stands in what would be done: quotes are said for a purpose."""
    told = " ".join(f"{slot}" for action in made for slot in slots_of(action).values())
    quotes = [quote.rstrip(_END_MARKS) for quote in wish.quotes]  # a slot keeps its words, not every mark
    if any(isinstance(action, do.TakeTitle) for action in made):
        told += wish.view.conversation.title  # of which a word is taken out
    told += " ".join(word for action in made if isinstance(action, do.Restyle) for word in action.words)
    return all(
        quote in told or quote in wish.sections or heading_found(wish.view, quote) in told.split()
        for quote in quotes
    )


def decide(wish: Wish, likely: Sequence[Likely]) -> Decision:
    """What a wish asks for, as far as it is sure."""
    likely = weighed(wish, likely)
    if likely[0].name in TAKES_AWAY and complains_of_loss(wish) and wish.view.draft is not None:
        return Decision(None, tuple(dict.fromkeys((do.Undo(), *suggested(wish, likely))))[:SHOWN])
    possible: list[tuple[float, str, do.Action]] = []
    several: dict[do.Action, tuple[do.Action, ...]] = {}
    beside = impossible = 0.0
    for one in likely[:_LOOKED_AT]:
        if one.name in (ASIDE, CLARIFY):
            beside += one.likelihood
        elif one.likelihood >= _LEAST:
            if made := _all_made(wish, one, likely):
                kept = one.likelihood * (1 if _uses_quotes(wish, made) else KEPT)
                possible.append((kept, one.name, made[0]))
                several.setdefault(made[0], made[1:])
            else:
                impossible += one.likelihood
    possible = _as_one(wish, sorted(possible, key=lambda one: -one[0]))
    if likely[0].name == ASIDE and likely[0].likelihood > SURE_TO_STATE:
        return Decision(None, suggested(wish, likely), is_aside=True)
    if (
        not possible
        and likely[0].name not in (ASIDE, CLARIFY)
        and likely[0].likelihood >= SURE_OF_NOTHING_THERE
    ):
        absent = _made(wish, likely[0], absent=True)
        return Decision(absent, suggested(wish, likely) if absent is None else ())
    if not possible or (likely[0].name == CLARIFY and likely[0].likelihood > SURE_TO_LOOK):
        return Decision(None, suggested(wish, likely))
    likelihood, name, action = possible[0]
    if likely[0].likelihood >= SURE_OF_NOTHING_THERE and name != likely[0].name:
        absent = _made(wish, likely[0], absent=True)
        return Decision(absent, suggested(wish, likely) if absent is None else ())
    # What is impossible here was probably not meant; half of its weight stays a doubt.
    share = likelihood / (sum(p for p, _, _ in possible) + beside + impossible / 2)
    share = likelihood if name in ALWAYS_POSSIBLE | PRINTED | _OF_ANY_WORDS else share
    sure = _least_sure(name)
    if name == QUESTION and not wish.says("interrogative"):
        sure = SURE_TO_STATE
    if likelihood >= _LEAST_TO_ACT and share >= sure:
        return Decision(action, (), also=several[action])
    return Decision(None, suggested(wish, likely))


def _as_one(
    wish: Wish, possible: Sequence[tuple[float, str, do.Action]]
) -> list[tuple[float, str, do.Action]]:
    """What comes to the same, a sentence or the fact that it tells moved to a part, counts together."""
    alike = [one for one in possible if one[1] in _MOVE]
    if len(alike) < len(_MOVE) or len({_section_of(action) for _, _, action in alike}) > 1:
        return list(possible)
    fact = next((one for one in alike if _tells_more(one[2], wish)), alike[0])
    both = (sum(likelihood for likelihood, _, _ in alike), *fact[1:])
    return sorted([both, *(one for one in possible if one not in alike)], key=lambda one: -one[0])


def _tells_more(action: do.Action, wish: Wish) -> bool:
    """Whether the sentence that tells a fact tells others beside it, which stay where they are."""
    if not isinstance(action, do.MoveFact):
        return False
    texts = [text for text in wish.view.text.split("\n") if action.text in text]
    return any(len(text) > len(action.text) + _BESIDE for text in texts)


def _section_of(action: do.Action) -> str:
    return action.section if isinstance(action, (do.MoveSentence, do.MoveFact)) else ""


def complains_of_loss(wish: Wish) -> bool:
    """Whether a wish asks why something was done: 怎么把体会删了."""
    done = telling("takes out", "lost", "done")
    why = any_of(words_in("words_of_wishes", "complains"))
    is_gone = rf"(?:{telling('is gone')})[。！!]*$"  # 压缩以后第一段全没了
    asks_why = rf"(?:{why})[^，,。；;]*?(?:{done})\w{{0,2}}?(?:{telling('ends')})"
    return re.search(f"{asks_why}|{is_gone}", wish.plain) is not None


def _least_sure(name: str) -> float:
    """How sure the reading `name` must be to be acted on."""
    if name == "outline.remove":
        return SURE_TO_TAKE_OUT
    if name in REPLACES or name == "section.rewrite":
        return SURE_TO_REPLACE
    return SURE_TO_LOOK if name in LOOKS else SURE_TO_STATE if name in STATES else SURE_TO_CHANGE
