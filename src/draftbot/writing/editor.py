"""Changes to a stored draft by hand: each is checked, kept as a version, and happens whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from draftbot.domain import Draft, Fact, OutlineSection
from draftbot.drafts import editing, rearranging
from draftbot.drafts.addresses import Spot, spot_name
from draftbot.messages import NOTHING, Message
from draftbot.writing.drafter import Drafter
from draftbot.writing.told_later import with_fact, with_facts_as


@dataclass(frozen=True, slots=True)
class Editor:
    """Edits drafts by their id; each method returns the draft as it is then."""

    drafter: Drafter

    def fill_blank(self, draft_id: str, number: int, text: str) -> Draft:
        """Raises DraftNotFound, NoSuchPlace, Locked, BadInput."""
        return self.change(
            draft_id,
            Message("steps.blank_filled", number=number),
            lambda draft: editing.fill_blank(draft, number, text),
        )

    def edit_sentence(self, draft_id: str, spot: Spot, text: str) -> Draft:
        """Raises DraftNotFound, NoSuchSection, NoSuchPlace, Locked, BadInput."""
        what = Message("steps.sentence_edited", where=self._name(draft_id, spot))
        return self.change(draft_id, what, lambda draft: editing.edit_sentence(draft, spot, text))

    def rewrite_sentences(self, draft_id: str, spots: Sequence[Spot], text: str) -> Draft:
        """Raises DraftNotFound, NoSuchSection, NoSuchPlace, Locked, BadInput."""
        what = Message("steps.sentence_edited", where=self._name(draft_id, spots[0]))
        return self.change(draft_id, what, lambda draft: editing.rewrite_sentences(draft, spots, text))

    def delete_sentence(self, draft_id: str, spot: Spot) -> Draft:
        """Raises DraftNotFound, NoSuchSection, NoSuchPlace, Locked."""
        what = Message("steps.sentence_deleted", where=self._name(draft_id, spot))
        return self.change(draft_id, what, lambda draft: editing.delete_sentence(draft, spot))

    def delete_sentences(self, draft_id: str, spots: Sequence[Spot]) -> Draft:
        """Those that are not locked. Raises DraftNotFound, NoSuchSection, NoSuchPlace."""
        what = Message("steps.sentences_deleted", count=len(spots))
        return self.change(draft_id, what, lambda draft: rearranging.delete_sentences(draft, spots)[0])

    def set_lock(self, draft_id: str, spots: Sequence[Spot], locked: bool) -> Draft:
        """Raises DraftNotFound, NoSuchSection, NoSuchPlace."""
        return self.change(
            draft_id,
            Message("steps.locked") if locked else Message("steps.unlocked"),
            lambda draft: editing.set_lock(draft, spots, locked),
        )

    def confirm(self, draft_id: str, spots: Sequence[Spot], confirmed: bool) -> Draft:
        """Raises DraftNotFound, NoSuchSection, NoSuchPlace."""
        return self.change(
            draft_id,
            Message("steps.confirmed") if confirmed else Message("steps.unconfirmed"),
            lambda draft: editing.confirm(draft, spots, confirmed),
        )

    def rename_section(self, draft_id: str, old: str, plan: OutlineSection) -> Draft:
        """Give the section headed `old` another heading; the same draft if it has none."""
        what = Message("steps.section_renamed", heading=plan.heading)
        return self.change(draft_id, what, lambda draft: editing.rename_section(draft, old, plan))

    def tell(self, draft_id: str, fact: Fact) -> Draft:
        """With a fact worked in that the user gave now. Raises DraftNotFound."""
        drafter = self.drafter

        def told(draft: Draft) -> Draft:
            if not draft.sections:
                return draft
            brief = drafter.brief(draft.request, draft.plan)
            return with_fact(draft, fact, brief, drafter.embeddings)

        return self.change(draft_id, Message("steps.fact_added"), told)

    def tell_as(self, draft_id: str, facts: Sequence[Fact]) -> Draft:
        """With the facts that the user has now in the place of those it tells. Raises DraftNotFound."""
        drafter = self.drafter

        def told(draft: Draft) -> Draft:
            if not draft.sections or draft.request.facts.facts == tuple(facts):
                return draft
            brief = drafter.brief(draft.request, draft.plan)
            return with_facts_as(draft, facts, brief, drafter.embeddings)

        return self.change(draft_id, Message("steps.fact_changed"), told)

    def restore(self, draft_id: str, number: int) -> Draft:
        """The draft as it was in version `number`. Raises DraftNotFound, NoSuchVersion."""
        then = self.drafter.store.version(draft_id, number)
        return self.change(draft_id, Message("steps.version_restored", number=number), lambda _: then)

    def change(self, draft_id: str, what: Message, change: Callable[[Draft], Draft]) -> Draft:
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

    def _name(self, draft_id: str, spot: Spot) -> Message:
        """What a sentence is called before it is changed; nothing where its section is not there."""
        draft = self.drafter.store.draft(draft_id)
        return spot_name(draft, spot) if spot.section < len(draft.sections) else NOTHING
