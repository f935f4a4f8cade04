"""Whose paper it is that somebody gives of himself, from the message that asks for it."""

from __future__ import annotations

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import Tagger
from draftbot.chinese.word_lists import word_set
from draftbot.conversation.understanding.around_titles import introduces
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.people_named import people_named
from draftbot.conversation.understanding.words import words_of_telling


def who_reports(message: str, facts: str, tagger: Tagger | None) -> str:
    """The name of who gives the paper that `message` asks for: the only person it names outside its `facts`, or
    of several the one who is introduced (我是…郝明, 他叫郝明); "" where it names nobody so."""
    if tagger is None:
        return ""
    parts = [part for part in parts_of(message) if part not in facts]
    words = {part: tagger.tag([to_simplified(part)])[0].words for part in parts}
    named = {
        part: [name for name in people_named(of) if not name.startswith(_familiar())]
        for part, of in words.items()
    }
    every = {name for names in named.values() for name in names}
    if len(every) == 1:
        return every.pop()
    introduced = [names[-1] for part, names in named.items() if names and _introduces(part, names[-1])]
    return introduced[0] if len(introduced) == 1 else ""


def _introduces(part: str, name: str) -> bool:
    before = to_simplified(part).partition(name)[0]
    return introduces(part) or before.endswith(words_of_telling("called"))


def _familiar() -> tuple[str, ...]:
    """老, 小 and their like before a family name: so nobody signs."""
    return tuple(word_set("familiar_prefixes"))
