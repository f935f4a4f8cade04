"""Which section each of the user's facts belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.scripts import normalise
from draftbot.chinese.words import words_of
from draftbot.domain import Fact, OutlineSection, Role
from draftbot.errors import DraftbotError
from draftbot.facts.brief import Brief, topic_words
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.tokens import FloatArray
from draftbot.writing.filling import bare

# What a fact's own words say about the kind of section it wants, the surest first.
_SAYS: tuple[tuple[tuple[Role, ...], re.Pattern[str]], ...] = (
    (
        (Role.PLANS, Role.GOALS),
        re.compile(
            r"^(?:明年|来年|下一步|下学期|下半年将|今后|计划|拟|将|打算|力争|预计|建议|(?:20\d\d年)?\d{0,2}月?底?前?(?:将|计划|拟|力争))|计划(?:新增|投入|开展|建设|在|于|到)|(?:20\d\d年|明年|来年).{0,6}(?:将|计划|拟|力争|完成目标)"
        ),
    ),
    (
        (Role.PROBLEMS,),
        re.compile(
            r"不足|(?<!发现)(?<!查出)(?<!排查出)(?<!整改)(?<!解决)问题(?!\d|.{0,6}(?:整改|解决|办结|销号))|薄弱|短板|困难(?!.{0,6}(?:帮扶|救助|解决))|欠缺|缺少|缺乏|缺口|尚未|尚无|仍有|有待|隐患未|未能|未完成|老化|破损|投诉|滞后|偏低|偏少|不够"
        ),
    ),
    ((Role.SUPPORT,), re.compile(r"总指挥|任(?:副)?组长|领导小组(?:组长|成员|由)|联系人|经费由|责任人为")),
    (
        (Role.STEPS,),
        re.compile(r"(?:时间|日期)(?:为|定在|安排在)|阶段[（(：:]|(?:于|在).{2,12}(?:举行|进行|开展)$"),
    ),
    (
        (Role.OVERVIEW,),
        re.compile(
            r"现有|共有(?!.{0,8}(?:参加|参与))|占地|建筑面积|在园|在校|在编|开设|设有|下辖|辖区(?:内)?(?:有|\d|共|现|常住|户籍|60)|常住人口|户籍|[个]班[，,。]|教职工\d|幼儿\d|学生\d|(?:起|年)任|任现职|分管|主要负责"
            r"|问卷|座谈会|访谈|调研(?:组|时间|对象|采取|走访|历时|\d)"
        ),
    ),
    ((Role.EXPERIENCE,), re.compile(r"体会|启示|经验(?:是|在于)")),
)
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
    within another, counts once.
    """
    placed: dict[int, list[str]] = {}
    if not sections:
        return placed
    takers = [i for i, _ in enumerate(sections) if not _has_children(sections, i)]
    facts = _distinct(facts)
    wanted = [_named(fact.section, sections, takers) for fact in facts]
    undecided = [(fact, places) for fact, places in zip(facts, wanted, strict=True) if len(places) > 1]
    homes = _best_homes(undecided, sections, brief, embeddings) if undecided else {}
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
    """The sections a fact may go to: the one whose heading the user wrote, with or
    without its number, or those below it; all where none is named so."""
    name = _plain(wanted)
    if not name:
        return list(takers)
    headings = [_plain(section.heading) for section in sections]
    exact = [i for i, heading in enumerate(headings) if heading == name]
    partly = [
        i for i, heading in enumerate(headings) if len(name) > 1 and (name in heading or heading in name)
    ]
    found = exact[:1] or (partly if len(partly) == 1 else [])
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
) -> dict[str, int]:
    headings = [f"{section.heading}：{section.purpose}" for section in sections]
    alike = _alike([fact.text for fact, _ in undecided], headings, embeddings)
    roles = {section.role for section in sections}
    homes = {}
    for (fact, places), similarities in zip(undecided, alike, strict=True):
        said = _said(normalise(fact.text), roles)
        homes[fact.text] = max(
            places, key=lambda i: float(similarities[i]) + _bonus(fact.text, said, sections[i], brief)
        )
    return homes


def _alike(facts: Sequence[str], headings: Sequence[str], embeddings: SentenceEmbeddings) -> FloatArray:
    """How like each fact is to each heading, shape (facts, headings): the cosine; without
    a model the share of the fact's words that the heading has, in cosines' narrow range."""
    try:
        return embeddings.passages(facts) @ embeddings.passages(headings).T
    except DraftbotError:
        if embeddings.fault is None:  # there is a model, which failed over these
            raise
    ours, theirs = ([set(words_of(normalise(text))) for text in texts] for texts in (facts, headings))
    shares = [[len(words & heading) / max(len(words), 1) for heading in theirs] for words in ours]
    return _RANGE_OF_COSINES * np.array(shares, dtype=np.float32)


def _said(fact: str, roles: set[Role]) -> Role:
    """The role among `roles` that a fact's words ask for; WORK where they do not tell."""
    for wanted, pattern in _SAYS:
        found = next((role for role in wanted if role in roles), None)
        if found is not None and pattern.search(fact):
            return found
    return Role.WORK


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
