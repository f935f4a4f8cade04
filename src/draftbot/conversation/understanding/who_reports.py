"""Whose paper it is that somebody gives of himself, from the message that asks for it."""

from __future__ import annotations

from draftbot.chinese.names_wanted import is_made_like_a_person
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import PERSON, Tagger
from draftbot.chinese.word_lists import word_set
from draftbot.conversation.understanding.around_titles import introduces
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.words import words_of_telling

# 老郝 and 郝 are called so; nobody signs with it.
_SHORTEST = 2


def who_reports(message: str, facts: str, tagger: Tagger | None) -> str:
    """The name of who gives the paper that `message` asks for: the only person it names outside its `facts`, or
    of several the one who is introduced (我是…郝明, 他叫郝明); "" where it names nobody so."""
    if tagger is None:
        return ""
    parts = [part for part in parts_of(message) if part not in facts]
    named = {part: _persons(part, tagger) for part in parts}
    every = {name for names in named.values() for name in names}
    if len(every) == 1:
        return every.pop()
    introduced = [names[-1] for part, names in named.items() if names and _introduces(part, names[-1])]
    return introduced[0] if len(introduced) == 1 else ""


def _persons(part: str, tagger: Tagger) -> list[str]:
    """The people a part names: as the tagger has it, or as what stands behind 叫 looks."""
    words = tagger.tag([to_simplified(part)])[0].words
    names: list[str] = []
    for i, word in enumerate(words):
        before = words[i - 1].text if i else ""
        is_called = before in words_of_telling("called") and is_made_like_a_person(word.text)
        if (word.tag == PERSON or is_called) and before not in words_of_telling("surnamed"):
            names.append(word.text)
    return [name for name in names if len(name) >= _SHORTEST and not name.startswith(_familiar())]


def _introduces(part: str, name: str) -> bool:
    before = to_simplified(part).partition(name)[0]
    return introduces(part) or before.endswith(words_of_telling("called"))


def _familiar() -> tuple[str, ...]:
    """老, 小 and their like before a family name."""
    return tuple(word_set("familiar_prefixes"))
