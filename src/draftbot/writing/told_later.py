"""A fact that the user gives or takes back once the draft is there: nothing else is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from draftbot.chinese.enumerators import without_enumerator
from draftbot.domain import Draft, DraftSection, Fact, Sentence
from draftbot.drafts.addresses import Spot
from draftbot.drafts.editing import is_unwritten
from draftbot.drafts.rearranging import delete_sentences
from draftbot.facts.brief import Brief
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.masking.mask import Masked
from draftbot.messages import NOTHING
from draftbot.writing.composing import as_sentence
from draftbot.writing.fact_homes import nearness
from draftbot.writing.filling import bare, fill
from draftbot.writing.placement import place_facts


def with_fact(draft: Draft, fact: Fact, brief: Brief, embeddings: SentenceEmbeddings) -> Draft:
    """The draft that tells `fact`: in the place of the clauses that ask for it,
    else behind the sentence nearest to it. Told already, or where all is locked, the draft as it is."""
    sheet = draft.request.facts
    asked = replace(draft.request, facts=replace(sheet, facts=(*sheet.facts, fact)))
    sections = draft.request.outline.sections[: len(draft.sections)]
    ((i, _),) = place_facts([fact], sections, brief, embeddings).items()
    section = draft.sections[i]
    if any(bare(fact.text) in s.text for one in draft.sections for s in one.sentences) or section.is_locked:
        return replace(draft, request=asked)
    told = _filled(section, fact, draft.title) or _behind(section, fact, brief, embeddings)
    changed = (*draft.sections[:i], told, *draft.sections[i + 1 :])
    return replace(draft, request=asked, sections=changed)


def without_facts(draft: Draft, facts: Sequence[Fact]) -> Draft:
    """The draft without these facts and the sentences that tell nothing else."""
    sheet, told = draft.request.facts, {as_sentence(fact.text) for fact in facts}
    left = replace(sheet, facts=tuple(fact for fact in sheet.facts if fact not in facts))
    spots = [
        Spot(i, j)
        for i, section in enumerate(draft.sections)
        for j, sentence in enumerate(section.sentences)
        if sentence.origin == "fact" and without_enumerator(sentence.text) in told
    ]
    draft = replace(draft, request=replace(draft.request, facts=left))
    return delete_sentences(draft, spots)[0]


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
        return _with(section, sentence, (new,))
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
    return _with(section, nearest, (nearest, told))


def _with(section: DraftSection, old: Sentence, new: tuple[Sentence, ...]) -> DraftSection:
    """The section with others in the place of one sentence, the first that is it."""
    paragraphs, is_done = list[tuple[Sentence, ...]](), False
    for paragraph in section.paragraphs:
        row = list[Sentence]()
        for sentence in paragraph:
            row += new if sentence is old and not is_done else (sentence,)
            is_done = is_done or sentence is old
        paragraphs.append(tuple(row))
    return replace(section, paragraphs=tuple(paragraphs))
