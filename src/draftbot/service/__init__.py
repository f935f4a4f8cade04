"""What every face calls: the whole of draftbot behind one object.

Web page, API and command line give the same answer to the same question
because they call the same method here.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from draftbot.domain import Viewer
from draftbot.service.conversations import Conversations
from draftbot.service.drafts import DOCX
from draftbot.service.forms import Forms
from draftbot.service.health import Health
from draftbot.service.parts import Parts

__all__ = ["DOCX", "Draftbot", "Parts"]


class Draftbot(Forms, Conversations, Health):
    """Reads reports, finds passages, drafts, converses and exports."""

    def seen_by(self, viewer: Viewer) -> Draftbot:
        """The same service, its reports, drafts and conversations as `viewer` sees them."""
        other, parts = copy(self), self._parts
        store = parts.store.seen_by(viewer)
        drafter = parts.drafter.keeping_in(store)
        if viewer.sees_all:
            other._parts = replace(parts, store=store, drafter=drafter)
            return other
        search, knowledge = parts.search.seen_by(viewer), parts.knowledge.seen_by(viewer)
        other._parts = replace(
            parts,
            catalog=search.index.catalog,
            search=search,
            knowledge=knowledge,
            store=store,
            drafter=drafter.drawing_on(search, knowledge),
        )
        return other
