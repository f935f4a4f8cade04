"""Drafts: written, changed, exported, shared."""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Iterator
from dataclasses import replace

from draftbot.checks.standing import point_at, spots_to_confirm
from draftbot.domain import (
    Comparison,
    Draft,
    DraftEvent,
    DraftFinished,
    DraftRequest,
    DraftVersion,
    ExportedFile,
    JobKind,
    Kept,
    Plan,
    Remark,
    SectionWritten,
)
from draftbot.drafts.addresses import Spot, spots_at
from draftbot.drafts.comparing import compare
from draftbot.drafts.store import new_id
from draftbot.errors import (
    UnsupportedExport,
)
from draftbot.export.bring_back import bring_back
from draftbot.export.docx import to_docx
from draftbot.export.markdown import to_markdown
from draftbot.export.options import WordOptions
from draftbot.export.word_text import read_word
from draftbot.messages import Message
from draftbot.service.jobs import give
from draftbot.service.parts import Held
from draftbot.writing.editor import Editor

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNSAFE_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class Drafts(Held):
    """Writes drafts and lets them be worked on."""

    def draft(self, request: DraftRequest) -> Draft:
        """A whole draft. Raises BadLength, ChatModelSilent, VectorStoreUnavailable."""
        finished = [e.draft for e in self.draft_events(request) if isinstance(e, DraftFinished)]
        return finished[-1]

    def draft_events(self, request: DraftRequest) -> Iterator[DraftEvent]:
        """The same, as it is written."""
        return self._drafting(request, self._parts.drafter.events(request))

    def go_on(self, draft_id: str) -> Iterator[DraftEvent]:
        """Write the sections that a draft still lacks since its writing was broken off; one
        that lacks none is told as it is. Raises DraftNotFound, and as `draft`."""
        draft = self.load_draft(draft_id)
        events = self._parts.drafter.events(draft.request, draft, keep=len(draft.sections))
        return self._drafting(draft.request, events)

    def _drafting(
        self, request: DraftRequest, events: Generator[DraftEvent, None, None]
    ) -> Generator[DraftEvent, None, None]:
        """The events as a job of who asked for them."""
        parts, sections = self._parts, len(request.outline.sections)

        def progress(event: DraftEvent) -> tuple[int, int] | None:
            return (event.index + 1, sections) if isinstance(event, SectionWritten) else None

        return parts.jobs.steps(JobKind.DRAFTING, parts.store.viewer, request.title, events, progress)

    def plan(self, request: DraftRequest) -> Plan:
        """Which past reports a draft would rest on, and why. Raises VectorStoreUnavailable."""
        return self._parts.drafter.planner.plan(request)

    def load_draft(self, draft_id: str) -> Draft:
        """Raises DraftNotFound."""
        return self._parts.store.draft(draft_id)

    def fill_blank(self, draft_id: str, number: int, text: str) -> Draft:
        """Fill the `number`-th blank, from 1 in reading order, with the user's text.

        Raises DraftNotFound, NoSuchPlace, Locked, BadInput.
        """
        return self._editor.fill_blank(draft_id, number, text)

    def edit_sentence(self, draft_id: str, section: int, sentence: int, text: str) -> Draft:
        """Put the user's words in the place of a sentence (0-based indices); "" takes it out.

        Raises DraftNotFound, NoSuchSection, NoSuchPlace, Locked, BadInput.
        """
        spot = Spot(section, sentence)
        if not text.strip():
            return self._editor.delete_sentence(draft_id, spot)
        return self._editor.edit_sentence(draft_id, spot, text)

    def edit_point(self, draft_id: str, section: int, sentence: int, text: str) -> Draft:
        """Put the user's words in the place of the point that holds a sentence (0-based indices);
        "" takes it out. Raises as `edit_sentence`."""
        spots = point_at(self.load_draft(draft_id), Spot(section, sentence))
        if not text.strip():
            return self._editor.delete_sentences(draft_id, spots)
        return self._editor.rewrite_sentences(draft_id, spots, text)

    def set_lock(
        self,
        draft_id: str,
        locked: bool,
        *,
        section: int | None = None,
        paragraph: int | None = None,
        sentence: int | None = None,
    ) -> Draft:
        """Lock, or free, a sentence or a paragraph of a section (0-based indices), the
        whole section, or without one the whole draft.

        Raises DraftNotFound, NoSuchSection, NoSuchPlace.
        """
        spots = spots_at(self.load_draft(draft_id), section, paragraph, sentence)
        return self._editor.set_lock(draft_id, spots, locked)

    def confirm(
        self,
        draft_id: str,
        confirmed: bool = True,
        *,
        section: int | None = None,
        paragraph: int | None = None,
        sentence: int | None = None,
    ) -> Draft:
        """Say that a sentence, a paragraph, a section (0-based indices) or without one the
        whole draft is true of the unit.

        Raises DraftNotFound, NoSuchSection, NoSuchPlace.
        """
        spots = spots_at(self.load_draft(draft_id), section, paragraph, sentence)
        return self._editor.confirm(draft_id, spots, confirmed)

    def confirm_points(self, draft_id: str, section: int | None = None, sentence: int | None = None) -> Draft:
        """Say that what is to be confirmed is true of the unit: in the point that holds a sentence,
        in a section (0-based indices) or without one in the whole draft.

        Raises DraftNotFound, NoSuchSection, NoSuchPlace.
        """
        spots = spots_to_confirm(self.load_draft(draft_id), section, sentence)
        return self._editor.confirm(draft_id, spots, True)

    def delete_points(self, draft_id: str, section: int | None = None, sentence: int | None = None) -> Draft:
        """Take out what is to be confirmed, by the same places; what is the user's own and what is
        locked stays. Raises DraftNotFound, NoSuchSection, NoSuchPlace."""
        spots = spots_to_confirm(self.load_draft(draft_id), section, sentence)
        return self._editor.delete_sentences(draft_id, spots)

    def versions(self, draft_id: str) -> tuple[DraftVersion, ...]:
        """What was done to the draft, oldest first. Raises DraftNotFound."""
        return self._parts.store.versions(draft_id)

    def version(self, draft_id: str, number: int) -> Draft:
        """The draft as it was then. Raises DraftNotFound, NoSuchVersion."""
        return self._parts.store.version(draft_id, number)

    def compare(self, draft_id: str, before: int, after: int) -> Comparison:
        """Two versions of a draft, section by section. Raises DraftNotFound, NoSuchVersion."""
        old, new = self.version(draft_id, before), self.version(draft_id, after)
        return compare(old, new, (before, after))

    def restore(self, draft_id: str, number: int) -> Draft:
        """Make a version the draft again, as its newest. Raises DraftNotFound, NoSuchVersion."""
        return self._editor.restore(draft_id, number)

    @property
    def _editor(self) -> Editor:
        return Editor(self._parts.drafter)

    def export(self, draft_id: str, format: str, options: WordOptions | None = None) -> ExportedFile:
        """A draft as a file. Raises DraftNotFound, UnsupportedExport."""
        draft = self.load_draft(draft_id)
        with self._parts.jobs.begun(JobKind.EXPORT, self._parts.store.viewer, draft.title) as work:
            return give(work, _as_file(draft, format, options))

    def bring_back(self, draft_id: str, data: bytes, name: str) -> Draft:
        """The draft with what an exported Word file, edited since, says.

        Raises DraftNotFound, NotThisDraft, UnreadableFile.
        """
        word = read_word(data, name, self._parts.ingest.max_bytes)
        after = self._editor.change(
            draft_id, Message("steps.word_taken_back", name=name), lambda draft: bring_back(draft, word, name)
        )
        if word.draft_id not in ("", draft_id):
            text = Message("checks.other_draft", name=name, draft_id=word.draft_id)
            remark = Remark("other_draft", text)
            after = replace(after, warnings=(remark, *after.warnings))
        return after

    def drafts(self, words: str = "", first: int = 0, most: int = 50) -> tuple[Kept, ...]:
        """The drafts whose title holds `words`, the last changed first."""
        return self._parts.store.shelf.listed("draft", words, first, most)

    def share_draft(self, draft_id: str, users: Collection[str]) -> tuple[str, ...]:
        """Let exactly `users` see a draft and work on it. Raises DraftNotFound, UserNotFound."""
        return self._parts.store.shelf.share("draft", draft_id, users)

    def duplicate_draft(self, draft_id: str) -> Draft:
        """The same once more, as a draft of its own with no past. Raises DraftNotFound."""
        draft = replace(self.load_draft(draft_id), id=new_id("d"))
        self._parts.store.keep_version(draft, Message("steps.duplicated", draft_id=draft_id), 0)
        return draft

    def delete_draft(self, draft_id: str) -> None:
        """With all its versions, for good. Raises DraftNotFound."""
        self._parts.store.shelf.delete("draft", draft_id)


def _as_file(draft: Draft, format: str, options: WordOptions | None) -> ExportedFile:
    """Raises UnsupportedExport."""
    name = _UNSAFE_IN_NAMES.sub("_", draft.title).strip(" .")[:80] or draft.id
    if format == "docx":
        return ExportedFile(f"{name}.docx", DOCX, to_docx(draft, options))
    if format == "md":
        text = to_markdown(draft, options)
        return ExportedFile(f"{name}.md", "text/markdown; charset=utf-8", text.encode())
    raise UnsupportedExport(format=format)
