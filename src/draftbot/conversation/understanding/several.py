"""One wish for several things: 第二、三部分都删掉, 食堂和门卫的都不要."""

from __future__ import annotations

from dataclasses import replace

from draftbot.conversation import actions as do
from draftbot.conversation.understanding.making import MAKE, MAKE_ABSENT
from draftbot.conversation.understanding.wish import Wish

MOST = 12
# What is done to one section at a time.
_OF_SECTIONS = frozenset(
    ("outline.remove", "section.rewrite", "section.lengthen", "section.shorten", "section.length",
     "section.confirm", "lock", "unlock")
)  # fmt: skip
# What is done to what a word names.
_OF_WORDS = frozenset(("text.delete", "fact.remove", "section.confirm"))


def made_for_each(wish: Wish, name: str) -> tuple[do.Action, ...]:
    """The action `name` once for each thing that a wish lists; none where it lists none, or where one
    of them cannot be done."""
    if name == "outline.like" and wish.says_outside_names("as it is") and not wish.says("of an outline"):
        # 照去年那份写: its outline and its matter.
        return tuple(a for a in (MAKE["outline.like"](wish), MAKE["reports.choose"](wish)) if a is not None)
    named = wish.sections_or_numbers if name == "outline.remove" else wish.sections
    if name in _OF_SECTIONS and len(named) > 1:
        if len(wish.numbers_of_sections) < 2 and wish.sections and not wish.says("joins sections"):
            return ()
        return _all_of([replace(wish, only=section) for section in named[:MOST]], name)
    if name in _OF_WORDS and (name == "text.delete" or not wish.numbers_of_sections):
        return _all_of(_one_word_each(wish), name)
    return ()


def _all_of(wishes: list[Wish], name: str) -> tuple[do.Action, ...]:
    made: list[do.Action] = []
    for wish in wishes:
        action = MAKE[name](wish)
        if action is None and name in MAKE_ABSENT:
            action = MAKE_ABSENT[name](wish)
        if action is None:
            return ()
        made.append(action)
    return tuple(dict.fromkeys(made)) if len(made) > 1 else ()


def _one_word_each(wish: Wish) -> list[Wish]:
    """The wish with each of the words that it lists alone in the place of the list."""
    named = wish.listed([*wish.quotes] or wish.content)
    if len(named) < 2:
        return []
    start = wish.text.find(named[0])
    end = wish.text.find(named[-1], start) + len(named[-1])
    if wish.text[start:end] in wish.view.text:  # one name, which holds an “and”
        return []
    return [Wish(wish.text[:start] + one + wish.text[end:], wish.view) for one in named[:MOST]]
