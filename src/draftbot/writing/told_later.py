"""A fact that the user gives or takes back once the draft is there: nothing else is touched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from draftbot.chinese.blanks import blanks_in
from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.spoken import as_written
from draftbot.domain import Draft, DraftSection, Fact, Fill, Sentence, count_chars
from draftbot.drafts.addresses import Spot
from draftbot.drafts.editing import is_unwritten
from draftbot.drafts.rearranging import corrected, delete_sentences
from draftbot.facts.brief import Brief
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.masking.mask import Masked
from draftbot.messages import NOTHING
from draftbot.writing.composing import as_sentence
from draftbot.writing.fact_homes import nearness
from draftbot.writing.figures_later import reopened, with_figures
from draftbot.writing.filling import bare, fill
from draftbot.writing.placement import place_facts

# Two facts of which so much is alike, 0 to 1, are one with other words or figures.
_CHANGED = 0.6
# With no more characters a sentence says but who would have done it: 本园.
_ONLY_WHOSE = 3


def with_fact(draft: Draft, fact: Fact, brief: Brief, embeddings: SentenceEmbeddings) -> Draft:
    """The draft that tells `fact`: in the place of the clauses that ask for it, else behind the
    sentence nearest to it. Told already, or where its section is locked, only the sheet has it."""
    sheet = draft.request.facts
    asked = replace(draft.request, facts=replace(sheet, facts=(*sheet.facts, fact)))
    sections = draft.request.outline.sections[: len(draft.sections)]
    i = next(iter(place_facts([fact], sections, brief, embeddings)), None)
    told = is_told(draft, fact)
    if not told and (filled := with_figures(draft, fact, embeddings)) is not None:
        made, left = filled
        for rest in left:
            made = _with_rest(made, replace(fact, text=rest), brief, embeddings)
        return replace(made, request=asked)
    if i is None or told or (section := draft.sections[i]).is_locked:
        return replace(draft, request=asked)
    written = _filled(section, fact, draft.title) or _behind(section, fact, brief, embeddings)
    changed = (*draft.sections[:i], written, *draft.sections[i + 1 :])
    return replace(draft, request=asked, sections=changed)


def _with_rest(draft: Draft, rest: Fact, brief: Brief, embeddings: SentenceEmbeddings) -> Draft:
    """The draft with what no blank has taken of a fact, as a sentence."""
    sections = draft.request.outline.sections[: len(draft.sections)]
    i = next(iter(place_facts([rest], sections, brief, embeddings)), None)
    if i is None or draft.sections[i].is_locked:
        return draft
    written = _behind(draft.sections[i], rest, brief, embeddings)
    return replace(draft, sections=(*draft.sections[:i], written, *draft.sections[i + 1 :]))


def with_facts_as(draft: Draft, facts: Sequence[Fact], brief: Brief, embeddings: SentenceEmbeddings) -> Draft:
    """The draft that tells these facts instead of those it was written with: of one that was changed
    its new words in the place of the old, of one taken out nothing, a new one worked in."""
    before = draft.request.facts.facts
    known, left = {fact.text for fact in before}, {fact.text for fact in facts}
    gone = [fact for fact in before if fact.text not in left]
    for fact in facts:
        if fact.text in known:
            continue
        old = max(gone, key=lambda one: _likeness(one, fact), default=None)
        if old is not None and _likeness(old, fact) >= _CHANGED:
            gone.remove(old)
            if not is_told(draft, old):
                draft = without_facts(draft, [old])  # its figures stand in blanks
                draft = with_fact(draft, fact, brief, embeddings)
                continue
            draft = corrected(draft, old.text, bare(old.text), bare(fact.text))
            if (put := as_written(bare(old.text))) != bare(old.text):
                draft = corrected(draft, old.text, put, as_written(bare(fact.text)))
        if fact.text not in {one.text for one in draft.request.facts.facts}:
            draft = with_fact(draft, fact, brief, embeddings)
    draft = without_facts(draft, gone)
    return replace(
        draft, request=replace(draft.request, facts=replace(draft.request.facts, facts=tuple(facts)))
    )


def _likeness(one: Fact, other: Fact) -> float:
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()


def is_told(draft: Draft, fact: Fact) -> bool:
    """Whether a sentence of a draft tells a fact in its words, as typed or as papers write them."""
    words = (bare(fact.text), as_written(bare(fact.text)))
    return any(one in s.text for section in draft.sections for s in section.sentences for one in words)


def without_facts(draft: Draft, facts: Sequence[Fact]) -> Draft:
    """The draft without these facts, the clauses that tell them and the sentences that tell nothing else."""
    sheet = draft.request.facts
    left = tuple(fact for fact in sheet.facts if fact not in facts)
    gone = [put(bare(fact.text)) for fact in facts for put in (str, as_written)]
    kept = [put(bare(fact.text)) for fact in left for put in (str, as_written)]
    texts = {
        sentence.text: _cut(sentence.text, gone, kept)
        for section in draft.sections
        for sentence in section.sentences
        if sentence.origin == "fact" and not sentence.locked
    }
    spots = [
        Spot(i, j)
        for i, section in enumerate(draft.sections)
        for j, sentence in enumerate(section.sentences)
        if sentence.origin == "fact" and texts.get(sentence.text) == ""
    ]
    sections = tuple(_retold(section, texts) for section in draft.sections)
    sections = tuple(_reopened(section, gone, kept) for section in sections)
    draft = replace(
        draft, sections=sections, request=replace(draft.request, facts=replace(sheet, facts=left))
    )
    return delete_sentences(draft, spots)[0]


def _reopened(section: DraftSection, gone: Sequence[str], kept: Sequence[str]) -> DraftSection:
    """The section with those blanks open again that hold a figure of a fact that is gone."""

    def is_gone(fill: Fill) -> bool:
        return any(fill.text in fact for fact in gone) and not any(fill.text in fact for fact in kept)

    return replace(
        section,
        paragraphs=tuple(tuple(reopened(s, is_gone) for s in paragraph) for paragraph in section.paragraphs),
    )


def _cut(text: str, gone: Sequence[str], kept: Sequence[str]) -> str:
    """A sentence without the facts in it that are gone and no part of one that is kept; "" where nothing
    but whose it was is left."""
    for fact in sorted(gone, key=len, reverse=True):
        if fact in text and not any(fact in other and other in text for other in kept):
            one = re.escape(fact)
            text = re.sub(rf"[，；]{one}(?=[，；。])|{one}[，；]?", "", text, count=1)
    return text if count_chars(without_enumerator(text).strip("，；。")) > _ONLY_WHOSE else ""


def _retold(section: DraftSection, texts: Mapping[str, str]) -> DraftSection:
    rows = (
        tuple(_with_text(s, texts.get(s.text) or s.text) if s.origin == "fact" else s for s in paragraph)
        for paragraph in section.paragraphs
    )
    return replace(section, paragraphs=tuple(rows))


def _with_text(sentence: Sentence, text: str) -> Sentence:
    changed = sentence.text != text
    return replace(sentence, text=text, blanks=blanks_in(text)) if changed else sentence


def _filled(section: DraftSection, fact: Fact, known: str) -> DraftSection | None:
    """The section with the fact in the first sentence that asks for what it tells; None where none does."""
    for sentence in section.sentences:
        if sentence.locked or not sentence.blanks:
            continue
        plain = without_enumerator(sentence.text)
        number = sentence.text[: len(sentence.text) - len(plain)]
        if (made := fill(Masked(plain, sentence.blanks), fact.text, known)) is None:
            continue
        cites = () if made.text == as_sentence(fact.text) else sentence.citations
        new = Sentence(number + made.text, cites, made.blanks, "fact", (), False, sentence.confirmed)
        return _with(section, sentence, new)
    return None


def _behind(section: DraftSection, fact: Fact, brief: Brief, embeddings: SentenceEmbeddings) -> DraftSection:
    """The section with the fact as a sentence behind the one nearest to it in matter."""
    told = Sentence(as_sentence(fact.text), (), (), "fact")
    if is_unwritten(section):
        return replace(section, paragraphs=((told,),), note=NOTHING)
    near: Sequence[float] = nearness(
        [fact.text], [s.text for s in section.sentences], frozenset(brief.topic), embeddings
    )[0].tolist()
    nearest = section.sentences[max(range(len(near)), key=near.__getitem__)]
    return _with(section, nearest, nearest, told)


def _with(section: DraftSection, old: Sentence, *new: Sentence) -> DraftSection:
    """The section with other sentences in the place of one."""
    rows = [
        [one for sentence in paragraph for one in (new if sentence is old else (sentence,))]
        for paragraph in section.paragraphs
    ]
    return replace(section, paragraphs=tuple(map(tuple, rows)))
