"""What understands messages in tests that need no embedding model: the weights by characters that ship."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, cast

from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.examples import load_examples
from draftbot.conversation.understanding.reading import MessageReader
from draftbot.domain import Conversation, Draft
from draftbot.outlines.book import load_outlines
from making.finders import tagger

PROMPTS = Path(__file__).parents[2] / "prompts"


class NoModel:
    """An embedding model that cannot be used."""

    name = ""

    def is_usable(self) -> bool:
        return False


def reader(home: Path, embeddings: object | None = None) -> MessageReader:
    book = load_outlines(PROMPTS)
    headings = [s.heading for genre in book.genres for s in book.outline(genre).sections]
    return MessageReader(load_examples(PROMPTS), headings, cast(Any, embeddings or NoModel()), home)


def view(conversation: Conversation | None = None, draft: Draft | None = None) -> View:
    """A desk with nothing on it, unless given."""
    book = load_outlines(PROMPTS)
    on_desk = conversation or Conversation("c")
    return View(on_desk, draft, book.genres, book.genre_of_title, tagger(), date(2025, 12, 20))
