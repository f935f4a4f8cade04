"""The user's facts as an official paper puts them, in a draft that tells them as they were typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from draftbot.chinese.spoken import as_formal, as_written
from draftbot.domain import Draft, Fact, Sentence
from draftbot.drafts.addresses import Spot, sentence_at
from draftbot.drafts.rearranging import with_facts, with_texts
from draftbot.writing.filling import bare

_CLAUSE = re.compile("[，,；;。]")
# Shorter ones may stand in words that are no fact's.
_LEAST = 4


def with_formal_facts(
    draft: Draft, spots: Collection[Spot], own_name: str
) -> tuple[Draft, int, Mapping[str, str]]:
    """The draft with the facts told at `spots` in a paper's words; how many sentences that changes; and the new
    words of each such fact by its old ones. The sheet that the draft was written with has them, too."""
    told = {spot: s for spot in spots if (s := sentence_at(draft, spot)).origin == "fact" and not s.locked}
    texts: dict[Spot, str] = {}
    formal: dict[str, str] = {}
    for fact in draft.request.facts.facts:
        for spot, sentence in told.items():
            before = texts.get(spot, sentence.text)
            after = _put(before, fact.text, own_name)
            if after != before:
                texts[spot] = after
                formal[fact.text] = as_formal(fact.text, own_name)

    def text_of(spot: Spot, _: Sentence) -> str | None:
        return texts.get(spot)

    facts = in_new_words(draft.request.facts.facts, formal)
    return with_facts(with_texts(draft, text_of), facts), len(texts), formal


def in_new_words(facts: tuple[Fact, ...], words: Mapping[str, str]) -> tuple[Fact, ...]:
    """The facts, those that have other words now in these."""
    return tuple(replace(fact, text=words.get(fact.text, fact.text)) for fact in facts)


def _put(text: str, fact: str, own_name: str) -> str:
    """A sentence with the clauses of a fact in a paper's words, as far as it has them as typed or written."""
    for said, formal in _pairs(fact, own_name):
        text = text.replace(said, formal)
    return text


def _pairs(fact: str, own_name: str) -> Iterator[tuple[str, str]]:
    for clause in map(str.strip, _CLAUSE.split(bare(fact))):
        formal = as_formal(clause, own_name)
        for said in (clause, as_written(clause)):
            if len(said) >= _LEAST and said != formal:
                yield said, formal
