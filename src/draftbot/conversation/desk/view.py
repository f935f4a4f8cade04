"""What the words of a message may refer to: the headings, the draft and the facts on the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import year_named
from draftbot.chinese.tagging import TaggedWord, Tagger
from draftbot.domain import Conversation, Draft, OutlineSection


@dataclass(frozen=True, slots=True)
class View:
    """The desk while a message is understood; nothing in it changes. `can_redo` tells that a step was
    taken back which can be done again."""

    conversation: Conversation
    draft: Draft | None
    genres: tuple[str, ...]
    genre_of: Callable[[str], str | None]
    tagger: Tagger | None
    today: date
    can_redo: bool = True
    # What is asked for again and again while one message is understood.
    _tagged: dict[str, tuple[TaggedWord, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def year(self) -> int:
        """The year of the paper, by its title; else this one."""
        return year_named(plain_digits(self.conversation.title), bare=True) or self.today.year

    @property
    def sections(self) -> Sequence[OutlineSection]:
        outline = self.conversation.outline
        return outline.sections if outline else ()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(section.heading for section in self.sections)

    @property
    def text(self) -> str:
        """All sentences of the draft, one a line."""
        if self.draft is None:
            return ""
        return "\n".join(s.text for s in self.draft.sentences)

    @property
    def chars(self) -> int:
        return self.draft.chars if self.draft else 0

    def words(self, text: str) -> tuple[TaggedWord, ...]:
        """`text` in words, by the tagger; none without one."""
        if self.tagger is None or not text:
            return ()
        if text not in self._tagged:
            self._tagged[text] = self.tagger.tag([text])[0].words
        return self._tagged[text]
