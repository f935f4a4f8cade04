"""Changes to a stored draft by hand: each is checked, kept as a version, and happens whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from draftbot.domain import Draft, OutlineSection
from draftbot.drafts import editing
from draftbot.drafts.addresses import Spot, spot_name
from draftbot.writing.drafter import Drafter


@dataclass(frozen=True, slots=True)
class Editor:
    """Edits drafts by their id; each method returns the draft as it is then."""

    drafter: Drafter

    def fill_blank(self, draft_id: str, number: int, text: str) -> Draft:
        """Raises DraftNotFound, NoSuchPlace, Locked, BadInput."""
        return self.change(
            draft_id, f"填第{number}处空白", lambda draft: editing.fill_blank(draft, number, text)
        )

    def edit_sentence(self, draft_id: str, spot: Spot, text: str) -> Draft:
        """Raises DraftNotFound, NoSuchSection, NoSuchPlace, Locked, BadInput."""
        return self._at(draft_id, "改", spot, lambda draft: editing.edit_sentence(draft, spot, text))

    def delete_sentence(self, draft_id: str, spot: Spot) -> Draft:
        """Raises DraftNotFound, NoSuchSection, NoSuchPlace, Locked."""
        return self._at(draft_id, "删", spot, lambda draft: editing.delete_sentence(draft, spot))

    def set_lock(self, draft_id: str, spots: Sequence[Spot], locked: bool) -> Draft:
        """Raises DraftNotFound, NoSuchSection, NoSuchPlace."""
        return self.change(
            draft_id,
            "锁定" if locked else "解锁",
            lambda draft: editing.set_lock(draft, spots, locked),
        )

    def rename_section(self, draft_id: str, old: str, plan: OutlineSection) -> Draft:
        """Give the section headed `old` another heading; the same draft if it has none."""
        return self.change(
            draft_id, f"改名“{plan.heading}”", lambda draft: editing.rename_section(draft, old, plan)
        )

    def restore(self, draft_id: str, number: int) -> Draft:
        """The draft as it was in version `number`. Raises DraftNotFound, NoSuchVersion."""
        then = self.drafter.store.version(draft_id, number)
        return self.change(draft_id, f"回到第{number}版", lambda _: then)

    def change(self, draft_id: str, what: str, change: Callable[[Draft], Draft]) -> Draft:
        """The draft changed, checked and kept as a version; the same draft if nothing changed."""
        store = self.drafter.store
        with store.editing:
            before = store.draft(draft_id)
            after = change(before)
            if after == before:
                return before
            after = self.drafter.checked(after)
            store.keep_version(after, what)
            return after

    def _at(self, draft_id: str, verb: str, spot: Spot, change: Callable[[Draft], Draft]) -> Draft:
        draft = self.drafter.store.draft(draft_id)
        named = 0 <= spot.section < len(draft.sections)
        return self.change(draft_id, f"{verb}{spot_name(draft, spot)}" if named else verb, change)
