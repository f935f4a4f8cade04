"""A text from anywhere held against the corpus: old facts, names of others, copied passages,
figures nobody vouches for, wrong numbering.

The text is taken for a draft whose sources are the passages nearest to it; what is true of a
draft's sentences is then asked of the text's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from draftbot.checks.facts import Vouched, sentence_remarks
from draftbot.checks.quoting import start_of
from draftbot.checks.stock_phrases import borrowings, repetition_remarks
from draftbot.checks.structure import form_remarks
from draftbot.checks.support import LEAST_SUPPORT, support
from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.sentences import split_sentences
from draftbot.domain import (
    CheckedText,
    Draft,
    DraftRequest,
    DraftSection,
    FactSheet,
    Filters,
    Finding,
    Outline,
    Remark,
    Report,
    Section,
    Sentence,
    Source,
)
from draftbot.errors import BadInput, EmptyQuery
from draftbot.facts.brief import brief_for
from draftbot.facts.knowledge import Knowledge
from draftbot.messages import Message
from draftbot.retrieval.search import Search

# Each piece of a text is searched for: what is longer would keep others waiting.
MOST_CHARS = 50_000
# Of a long paragraph each piece may come from elsewhere.
_PIECE_CHARS = 200
_NEIGHBOURS = 3
# A paragraph that shares this much of its letters, and this many, with one passage was copied.
_COPIED, _COPIED_CHARS = 0.5, 30
# In quotation marks a query asks for the very words.
_NO_QUOTES = str.maketrans("", "", '“”"「」『』')


@dataclass(frozen=True, slots=True)
class TextChecker:
    """Holds reports that are in no corpus against the one that `search` looks in."""

    search: Search
    known: Knowledge

    def check(self, report: Report, facts: FactSheet, without: Sequence[str] = ()) -> CheckedText:
        """What the writer of `report` should look at. `facts` are what they vouch for;
        reports `without` are not compared with, such as the same text read in before.

        Raises BadInput for a text longer than MOST_CHARS, VectorStoreUnavailable.
        """
        if report.chars > MOST_CHARS:
            raise BadInput(what=Message("checks.text_too_long", chars=report.chars, most=MOST_CHARS))
        draft = self._as_draft(report, facts, without)
        vouched = Vouched(brief_for(draft.request, self.known), draft)
        remarks = [*_fact_remarks(draft, vouched), *_copied(draft), *repetition_remarks(draft.sections)]
        for i in range(len(draft.sections)):
            remarks += form_remarks(draft, i)
        remarks += _misnumbered(report)
        remarks.sort(key=lambda r: (r.section or 0, -1 if r.sentence is None else r.sentence))
        findings = tuple(_finding(remark, draft) for remark in remarks)
        named = {finding.source for finding in findings}
        sources = tuple(source for source in draft.sources if source.number in named)
        return CheckedText(report.title, report.unit.value, findings, sources)

    def _as_draft(self, report: Report, facts: FactSheet, without: Sequence[str]) -> Draft:
        # A title made out of the first sentence vouches for nothing.
        title = "" if report.title_is_derived else report.title
        request = DraftRequest(
            title, Outline(report.genre.value, ()), replace(facts, unit=facts.unit or report.unit.value)
        )
        sections = tuple(_section(section) for _, section in report.walk())
        texts = [paragraph for _, section in report.walk() for paragraph in section.paragraphs]
        return Draft("", request, sections, self._nearest(texts, Filters(without_reports=tuple(without))))

    def _nearest(self, paragraphs: Sequence[str], filters: Filters) -> tuple[Source, ...]:
        """The passages nearest to the pieces of some paragraphs, each once."""
        found: dict[str, Source] = {}
        for piece in (piece for paragraph in paragraphs for piece in _pieces(paragraph)):
            try:
                hits = self.search.search(piece.translate(_NO_QUOTES), _NEIGHBOURS, filters).hits
            except EmptyQuery:  # a line of marks
                continue
            for hit in hits:
                passage, title = hit.passage, hit.report.title
                if passage.id not in found:
                    found[passage.id] = Source(
                        len(found) + 1, passage.id, hit.report.id, title, passage.heading_path, passage.text
                    )
        return tuple(found.values())


def _section(section: Section) -> DraftSection:
    paragraphs = tuple(tuple(map(Sentence, split_sentences(text))) for text in section.paragraphs)
    return DraftSection(section.heading, section.level, paragraphs)


def _pieces(paragraph: str) -> Iterator[str]:
    """A paragraph in pieces of whole sentences, each as long as a query may well be."""
    piece = ""
    for sentence in split_sentences(paragraph):
        if piece and len(piece) + len(sentence) > _PIECE_CHARS:
            yield piece
            piece = ""
        piece += sentence
    if piece:
        yield piece


def _fact_remarks(draft: Draft, vouched: Vouched) -> Iterator[Remark]:
    """What nobody vouches for, named with a source where a passage says like things."""
    for i, section in enumerate(draft.sections):
        for j, sentence in enumerate(section.sentences):
            akin = [s for s in draft.sources if support(sentence.text, s.text) >= LEAST_SUPPORT]
            cited = replace(sentence, citations=tuple(source.number for source in akin))
            yield from sentence_remarks(cited, i, j, vouched, akin)


def _copied(draft: Draft) -> Iterator[Remark]:
    """Paragraphs that stand in a passage of the corpus."""
    places = [(i, p) for i, section in enumerate(draft.sections) for p in section.paragraphs]
    apart = replace(draft, sections=tuple(DraftSection("", 1, (paragraph,)) for _, paragraph in places))
    titles = {source.number: source.title for source in draft.sources}
    for (i, paragraph), borrowing in zip(places, borrowings(apart), strict=True):
        letters = sum(c.isalnum() for sentence in paragraph for c in sentence.text)
        if borrowing.source is None or borrowing.share < _COPIED or letters * borrowing.share < _COPIED_CHARS:
            continue
        text = Message(
            "checks.copied",
            sentence=start_of(paragraph[0].text),
            share=borrowing.share,
            title=titles[borrowing.source],
        )
        j = draft.sections[i].sentences.index(paragraph[0])
        yield Remark("copied", text, i, j, borrowing.source)


def _misnumbered(report: Report) -> Iterator[Remark]:
    """Headings whose numbers skip or repeat among those beside them."""
    at = {id(section): i for i, (_, section) in enumerate(report.walk())}
    for beside in (report.sections, *(section.sections for _, section in report.walk())):
        last: dict[int, int] = {}
        for section in beside:
            number = parse_number(section.number)
            if number is None:
                continue
            before = last.get(number.family, 0)
            heading = start_of(section.number + section.heading)
            if number.ordinal != before + 1:
                text = (
                    Message("checks.numbering", sentence=heading, before=before)
                    if before
                    else Message("checks.numbering_without_first", sentence=heading)
                )
                yield Remark("numbering", text, at[id(section)])
            last[number.family] = number.ordinal


def _finding(remark: Remark, draft: Draft) -> Finding:
    section = draft.sections[remark.section or 0]
    quote = section.heading if remark.sentence is None else section.sentences[remark.sentence].text
    return Finding(remark.code, remark.text, section.heading, quote, remark.source)
