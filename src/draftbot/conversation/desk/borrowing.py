"""A past passage made into sentences of the draft, its names and figures taken out."""

from __future__ import annotations

from draftbot.chinese.sentences import split_sentences
from draftbot.conversation.desk.desk import Desk
from draftbot.domain import Passage, ReportSummary, Sentence
from draftbot.facts.brief import Brief
from draftbot.masking.instructions import withheld_of
from draftbot.masking.usable import usable
from draftbot.writing.sources import SourceRegister


def borrowed(
    passage: Passage, report: ReportSummary, brief: Brief, register: SourceRegister
) -> list[Sentence]:
    """The passage's sentences that may be borrowed, each with the passage as its source."""
    found: list[Sentence] = []
    sentences = split_sentences(passage.text)
    orders = withheld_of(passage, sentences)
    for text in (sentence for i, sentence in enumerate(sentences) if i not in orders):
        if masked := usable(text, report, brief, first=not found):
            number = register.number(passage, report)
            found.append(Sentence(masked.text, (number,), masked.blanks))
    return found


def nearest_section(desk: Desk, text: str) -> str:
    """The heading whose text is nearest in meaning to `text`; the first where there is no model."""
    sections = [s for s in desk.draft.sections if s.sentences] or list(desk.draft.sections)
    if not desk.drafter.embeddings.is_usable():
        return sections[0].heading
    vectors = desk.drafter.embeddings.passages([text, *(f"{s.heading}\n{s.text[:500]}" for s in sections)])
    return sections[int((vectors[1:] @ vectors[0]).argmax())].heading
