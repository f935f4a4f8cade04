"""From a request to a draft, section by section, with what happens on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from draftbot.domain import (
    Draft,
    DraftEvent,
    DraftFinished,
    DraftRequest,
    DraftSection,
    DraftStarted,
    OutlineSection,
    Remark,
    SectionStarted,
    SectionWritten,
    Sentence,
    TextArrived,
)
from draftbot.drafting.brief import Brief, brief_for
from draftbot.drafting.chat_model import ModelWriter, in_brief, read_answer, usable_hits
from draftbot.drafting.checks import check_draft
from draftbot.drafting.composing import Chosen, lead_only
from draftbot.drafting.extractive import ExtractiveWriter
from draftbot.drafting.masking import blanks_in
from draftbot.drafting.outlines import OutlineBook, plan_lengths
from draftbot.drafting.placement import place_facts
from draftbot.drafting.sources import SourceRegister
from draftbot.drafting.store import DraftStore, new_id
from draftbot.drafting.units import names_of
from draftbot.errors import ChatModelSilent
from draftbot.index.catalog import Catalog
from draftbot.index.embedding import SentenceEmbeddings

DEFAULT_LENGTH = 2500


@dataclass(frozen=True, slots=True)
class _Work:
    """What all sections of one draft share while it is written; `placed` holds the
    facts that belong to each section, by its index."""

    brief: Brief
    sections: Sequence[OutlineSection]
    placed: Mapping[int, Sequence[str]]
    register: SourceRegister
    chosen: Chosen


class Drafter:
    """Writes drafts with the chat model when there is one and it is wanted, else by extraction."""

    def __init__(
        self,
        extractive: ExtractiveWriter,
        model: ModelWriter | None,
        catalog: Catalog,
        embeddings: SentenceEmbeddings,
        store: DraftStore,
        book: OutlineBook,
    ) -> None:
        self.extractive, self.model = extractive, model
        self.catalog, self.embeddings, self.store, self.book = catalog, embeddings, store, book

    def brief(self, request: DraftRequest) -> Brief:
        names = [name for unit in self.catalog.known_values().units for name in names_of(unit)]
        return brief_for(request, list(dict.fromkeys(names)), self.extractive.search.rarities)

    def events(self, request: DraftRequest) -> Iterator[DraftEvent]:
        """Write and save a draft; the last event holds it whole.

        Raises BadLength, VectorStoreUnavailable, and ChatModelSilent when the
        model stops answering; what was written until then is saved.
        """
        request = with_lengths(request, self.book)
        brief = self.brief(request)
        draft = Draft(
            id=new_id("d"),
            request=request,
            opening=formula(request.outline.opening),
            closing=formula(request.outline.closing),
        )
        self.store.save_draft(draft)
        yield DraftStarted(draft)
        work = self._work(request, brief, SourceRegister())
        written, remarks = list[DraftSection](), list[Remark]()
        try:
            for i, section in enumerate(work.sections):
                yield SectionStarted(i, section.heading)
                for piece in self._write(i, work, written):
                    if isinstance(piece, str):
                        yield TextArrived(i, piece)
                    elif isinstance(piece, Remark):
                        remarks.append(piece)
                    else:
                        written.append(piece)
                        yield SectionWritten(i, piece, work.register.sources)
        finally:
            draft = replace(draft, sections=tuple(written), sources=work.register.sources)
            draft = replace(draft, warnings=(*remarks, *check_draft(draft, brief)))
            self.store.save_draft(draft)
        yield DraftFinished(draft)

    def rewrite(self, draft: Draft, i: int, length: int | None = None, seed: int | None = None) -> Draft:
        """The draft with its `i`-th section written again, longer, shorter or otherwise; saved."""
        outline = draft.request.outline
        sections = list(outline.sections)
        sections[i] = replace(sections[i], length=length or sections[i].length)
        request = replace(
            draft.request,
            outline=replace(outline, sections=tuple(sections)),
            seed=draft.request.seed if seed is None else seed,
        )
        brief = self.brief(request)
        work = self._work(request, brief, SourceRegister(draft.sources))
        for j, section in enumerate(draft.sections):
            if j != i:
                work.chosen.add_text(s.text for s in section.sentences)
        pieces = list(self._write(i, work, draft.sections[:i]))
        section = next(p for p in pieces if isinstance(p, DraftSection))
        written = (*draft.sections[:i], section, *draft.sections[i + 1 :])
        used = {n for s in written for sentence in s.sentences for n in sentence.citations}
        sources = tuple(s for s in work.register.sources if s.number in used)
        draft = replace(draft, request=request, sections=written, sources=sources)
        remarks = [p for p in pieces if isinstance(p, Remark)]
        draft = replace(draft, warnings=(*remarks, *check_draft(draft, brief)))
        self.store.save_draft(draft)
        return draft

    def _work(self, request: DraftRequest, brief: Brief, register: SourceRegister) -> _Work:
        sections = request.outline.sections
        placed = place_facts(request.facts.facts, sections, brief, self.embeddings)
        return _Work(brief, sections, placed, register, Chosen())

    def _write(
        self, i: int, work: _Work, before: Sequence[DraftSection]
    ) -> Iterator[str | Remark | DraftSection]:
        """Pieces of text as they stream, remarks, and the finished section last."""
        section, facts = work.sections[i], work.placed.get(i, [])
        if i + 1 < len(work.sections) and work.sections[i + 1].level > section.level:
            yield lead_only(section)
        elif self.model is None or not work.brief.use_model:
            yield self.extractive.write(section, facts, work.brief, work.register, work.chosen)
        else:
            yield from self._ask(self.model, i, work, before)

    def _ask(
        self, model: ModelWriter, i: int, work: _Work, before: Sequence[DraftSection]
    ) -> Iterator[str | Remark | DraftSection]:
        section = work.sections[i]
        hits = usable_hits(self.extractive.find(section, work.brief), section, work.brief)
        answer = ""
        try:
            facts = work.placed.get(i, [])
            for piece in model.stream(section, facts, work.brief, hits, in_brief(before)):
                answer += piece
                yield piece
        except ChatModelSilent:
            # What has arrived is the user's to keep, though the section broke off.
            if answer.strip():
                yield read_answer(answer, section, hits, work.register)[0]
            raise
        written, invented = read_answer(answer, section, hits, work.register)
        if invented:
            numbers = "、".join(f"[{n}]" for n in invented)
            text = f"“{section.heading}”中的引用{numbers}没有对应的段落，已去掉。"
            yield Remark("invented_citation", text, i)
        yield written


def with_lengths(request: DraftRequest, book: OutlineBook) -> DraftRequest:
    """The request with a target length for every section. Raises BadLength."""
    usual = request.outline.length or DEFAULT_LENGTH
    total = usual if request.length is None else request.length
    return replace(request, outline=plan_lengths(request.outline, total, book), length=total)


def formula(text: str) -> tuple[Sentence, ...]:
    """An opening or closing formula, one line of it a sentence of its own."""
    lines = (line.strip() for line in text.splitlines() if line.strip())
    return tuple(Sentence(line, (), blanks_in(line), "connective") for line in lines)
