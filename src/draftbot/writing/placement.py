"""Which section each of the user's facts belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import rjieba

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.phrases import phrases_of
from draftbot.chinese.scripts import normalise
from draftbot.chinese.sentence_polarity import fact_tells_plan, fact_tells_problem
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.chinese.words import words_of
from draftbot.corpus.roles import role_of
from draftbot.corpus.title_parts import topic_words
from draftbot.domain import Fact, OutlineSection, Role
from draftbot.errors import DraftbotError
from draftbot.facts.amounts import amounts_in
from draftbot.facts.brief import Brief
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray
from draftbot.writing.filling import bare
from draftbot.writing.leads import SCHEMES
from draftbot.writing.leaning_facts import with_what_they_lean_on
from draftbot.writing.questions import duties_told, matters_of_the_person
from draftbot.writing.what_facts_tell import KINDS, roles_told

_FACTS = "facts_of_sections"
_ROLE_BONUS = 0.12
_WORK_BONUS = 0.03
_WORD_BONUS = 0.04
# By so much the cosines of a fact with headings differ, about.
_RANGE_OF_COSINES = 0.1


def place_facts(
    facts: Sequence[Fact], sections: Sequence[OutlineSection], brief: Brief, embeddings: SentenceEmbeddings
) -> dict[int, list[str]]:
    """Section index → the facts that belong there, each once.

    A fact that names a section goes there, or to what stands below it; the
    others go where their meaning and their words fit best. Sections that only
    introduce their subsections take no facts. A fact said twice, or wholly
    within another, counts once; one that leans on the fact before it stays with that one.
    """
    placed: dict[int, list[str]] = {}
    if not sections:
        return placed
    takers = [i for i, _ in enumerate(sections) if not _has_children(sections, i)]
    facts = with_what_they_lean_on(_distinct(facts))
    wanted = [_named(fact.section, sections, takers) for fact in facts]
    undecided = [(fact, places) for fact, places in zip(facts, wanted, strict=True) if len(places) > 1]
    told: Sequence[Role | None] | None = roles_told([fact.text for fact in facts], embeddings)
    if brief.genre in SCHEMES:  # all else is ahead there
        is_there = [role is Role.OVERVIEW for role in told or ()]
        told = [
            Role.OVERVIEW if there and not fact_tells_plan(fact.text) else None
            for fact, there in zip(facts, is_there, strict=False)
        ]
    tells = {fact.text: role for fact, role in zip(facts, told or (), strict=False) if role}
    # Behind what is wanting what is intended may be told in the same breath.
    ahead = [one for one in tells if tells[one] is Role.PROBLEMS and fact_tells_plan(one)]
    tells |= {one: Role.PLANS for one in ahead if not fact_tells_problem(one)}
    # 廉洁上没有吃拿卡要 tells of a deed.
    of_the_person = matters_of_the_person([fact.text for fact in facts], brief)
    tells |= {text: Role.WORK for of_it in of_the_person.values() for text in of_it}
    tells |= dict.fromkeys(duties_told(brief), Role.OVERVIEW)
    homes = _best_homes(undecided, sections, brief, embeddings, tells) if undecided else {}
    for fact, places in zip(facts, wanted, strict=True):
        home = places[0] if len(places) == 1 else homes[fact.text]
        placed.setdefault(home, []).append(fact.text)
    return placed


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """The facts in order, none empty, none that another one says word for word."""
    kept: dict[str, Fact] = {}
    for fact in facts:
        plain = bare(normalise(fact.text))
        # The place a user chose for a fact outlives its repetition.
        if plain and (plain not in kept or (fact.section and not kept[plain].section)):
            kept[plain] = fact
    return [
        fact for plain, fact in kept.items() if not any(plain in other for other in kept if other != plain)
    ]


def _named(wanted: str, sections: Sequence[OutlineSection], takers: Sequence[int]) -> list[int]:
    """The sections a fact may go to: the one whose heading the user wrote, with or without its number, or
    those below it; those on problems or plans where that is meant; all where none is named so."""
    name = _plain(wanted)
    if not name:
        return list(takers)
    headings = [_plain(section.heading) for section in sections]
    exact = [i for i, heading in enumerate(headings) if heading == name]
    partly = [
        i for i, heading in enumerate(headings) if len(name) > 1 and (name in heading or heading in name)
    ]
    found = exact[:1] or (partly if len(partly) == 1 else [])
    if not found and (role := role_of(wanted)) in (Role.PROBLEMS, Role.PLANS):
        return [i for i in takers if sections[i].role is role] or list(takers)
    if not found:
        return list(takers)
    return found if found[0] in takers else [i for i in _below(sections, found[0]) if i in takers]


def _plain(heading: str) -> str:
    heading = normalise(heading).strip()
    number = parse_number(heading)
    return (heading[number.end :] if number else heading).strip(" 。:：")


def _below(sections: Sequence[OutlineSection], i: int) -> list[int]:
    below = []
    for j in range(i + 1, len(sections)):
        if sections[j].level <= sections[i].level:
            break
        below.append(j)
    return below


def _best_homes(
    undecided: Sequence[tuple[Fact, Sequence[int]]],
    sections: Sequence[OutlineSection],
    brief: Brief,
    embeddings: SentenceEmbeddings,
    tells: Mapping[str, Role],
) -> dict[str, int]:
    headings = [f"{section.heading}：{section.purpose}" for section in sections]
    alike = _alike([fact.text for fact, _ in undecided], headings, embeddings)
    roles = {section.role for section in sections}
    homes = {}
    for (fact, places), similarities in zip(undecided, alike, strict=True):
        said = _said(normalise(fact.text), roles, tells.get(fact.text))
        homes[fact.text] = max(
            places, key=lambda i: float(similarities[i]) + _bonus(fact.text, said, sections[i], brief)
        )
    return homes


def _alike(facts: Sequence[str], headings: Sequence[str], embeddings: SentenceEmbeddings) -> FloatArray:
    """How like each fact is to each heading, shape (facts, headings): the cosine; without
    a model the share of the fact's words that the heading has, in cosines' narrow range."""
    try:
        return embeddings.remembered(facts) @ embeddings.remembered(headings).T
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
    ours, theirs = ([set(words_of(normalise(text))) for text in texts] for texts in (facts, headings))
    shares = [[len(words & heading) / max(len(words), 1) for heading in theirs] for words in ours]
    return _RANGE_OF_COSINES * np.array(shares, dtype=np.float32)


def _said(fact: str, roles: set[Role], tells: Role | None) -> Role:
    """The role among `roles` that a fact asks for, the surest first; WORK where nothing tells. What it `tells`,
    where that was learnt, stands for what its words alone would say of it."""
    for wanted, says_so in _SAYS:
        found = next((role for role in wanted if role in roles), None)
        if tells is not None and set(wanted) & set(KINDS.values()):
            if found is not None and tells in wanted:
                return found
            continue
        if found is not None and says_so(fact):
            return found
    return Role.WORK


def _tells_support(fact: str) -> bool:
    return phrases_of(_FACTS, "support").stands_in(fact)


def _tells_steps(fact: str) -> bool:
    held = any_of(words_in(_FACTS, "held"))
    return phrases_of(_FACTS, "steps").stands_in(fact) or bool(
        re.search(rf"[于在].{{2,12}}(?:{held})$", fact)
    )


def _tells_when(fact: str) -> bool:
    """Whether a fact is the time of it all: 时间从12月1日到明年2月底."""
    return phrases_of(_FACTS, "steps").opens(fact)


def _tells_overview(fact: str) -> bool:
    counted = any_of(words_in(_FACTS, "counted"))
    if phrases_of(_FACTS, "overview").stands_in(fact) or re.search(rf"(?:{counted})[，,。]", fact):
        return True
    if len(amounts_in(fact)) > 1 and not any(tag.startswith("v") for _, tag in rjieba.tag(fact, False)):
        return True  # 5个班127个娃
    return any(_only_counts(clause) for clause in re.split("[，,。;；]", fact))


def _only_counts(clause: str) -> bool:
    """Whether a clause counts what there is, and tells of no doing: 全园幼儿286名."""
    found = re.search(rf"(?:{any_of(words_in(_FACTS, 'has'))})\d", clause)
    tags = [tag for _, tag in rjieba.tag(clause[: found.start()], False)] if found else ["v"]
    return not any(tag.startswith("v") for tag in tags)


def _tells_experience(fact: str) -> bool:
    return phrases_of(_FACTS, "experience").stands_in(fact)


_SAYS: tuple[tuple[tuple[Role, ...], Callable[[str], bool]], ...] = (
    ((Role.STEPS,), _tells_when),
    ((Role.PLANS, Role.GOALS), fact_tells_plan),
    ((Role.PROBLEMS,), fact_tells_problem),
    ((Role.SUPPORT,), _tells_support),
    ((Role.STEPS,), _tells_steps),
    ((Role.OVERVIEW, Role.BASIS), _tells_overview),
    ((Role.EXPERIENCE,), _tells_experience),
)


def _bonus(fact: str, said: Role, section: OutlineSection, brief: Brief) -> float:
    # The title's words stand in every heading's neighbourhood and tell nothing.
    telling = set(topic_words(normalise(section.heading))) - set(brief.topic)
    bonus = _WORD_BONUS * len(telling & set(words_of(fact)))
    # A heading of the user's own, 安全工作, is work done unless it says otherwise.
    if section.role is said or (said is Role.WORK and section.role is Role.OTHER):
        bonus += _ROLE_BONUS
    return bonus + _WORK_BONUS * (section.role is Role.WORK)


def _has_children(sections: Sequence[OutlineSection], i: int) -> bool:
    return i + 1 < len(sections) and sections[i + 1].level > sections[i].level
