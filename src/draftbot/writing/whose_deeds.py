"""Past sentences that tell of somebody whom the new paper's writer cannot speak for: of the whole unit
in a paper of a class, of the holder of another office in a paper of one's own."""

from __future__ import annotations

import re

import rjieba

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.offices import ends_in_office, is_deputy, is_like_office, office_in
from draftbot.chinese.organisations import ends_as_unit
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import word_set, word_table
from draftbot.corpus.title_parts import OF_A_PERSON
from draftbot.domain import ReportSummary
from draftbot.facts.brief import Brief
from draftbot.masking.mask import is_own_report

_CLAUSES = re.compile("[，；：。！]")
_LONGEST = 14  # characters that a subject is looked for in
_ROOM = "draftbot.writing"
# Words before a subject: when, how often, also; and what a subject is made of.
_BEFORE = frozenset(("t", "d", "c", "p", "m", "mq", "q", "r", "f"))
_NOMINAL = frozenset(("n", "nz", "nt", "nr", "ns", "nl", "ng", "s", "l", "j", "b", "a", "an", "vn", "f"))


def is_of_another(sentence: str, source: ReportSummary, brief: Brief) -> bool:
    """Whether a sentence of a past report tells of somebody else than its writer is."""
    plain = to_simplified(sentence)
    if _is_of_a_head(plain, brief) or _is_of_another_kind(plain, source, brief):
        return True
    if not is_own_report(source, brief) and (
        _is_of_its_part(plain, source, brief) or _is_of_their_trade(plain, source, brief)
    ):
        return True
    return (bool(brief.group) and _is_of_the_whole(plain, brief)) or _is_of_another_office(
        plain, source, brief
    )


def is_by_another_office(source: ReportSummary, brief: Brief) -> bool:
    """Whether the holder of an office unlike the writer's reports on it: a head, where a deputy writes."""
    theirs = office_in(source.title)
    is_personal = brief.first_person and source.genre == OF_A_PERSON
    return is_personal and bool(theirs) and not is_like_office(theirs, office_in(brief.title))


def _is_of_another_kind(text: str, source: ReportSummary, brief: Brief) -> bool:
    """Whether a sentence has words of the kind of its unit, or group, where the new paper's is not told: 高三."""
    theirs = f"{source.unit}{source.title}"
    own = f"{brief.unit}{brief.title}"
    return brief.trade is not None and brief.trade.is_of_another_kind(text, theirs, own)


def _is_of_its_part(text: str, source: ReportSummary, brief: Brief) -> bool:
    """Whether a part of a unit tells of itself, where a whole unit reports: 内科围绕…, 全科医护人员."""
    part = _part_in(source.unit)
    if not part or brief.group or _part_in(brief.unit):
        return False
    alls = tuple(f"{every}{part[-1]}" for every in word_table("whole_units", _ROOM)["every"])
    inside = (part, *alls, *(f"{part[-1]}{of}" for of in word_table("whole_units", _ROOM)["of a part"]))
    return any(word in text for word in inside)


def _part_in(unit: str) -> str:
    """The part of a unit that a name names behind it: 内科 of 县医院内科; "" where it is a whole unit's."""
    plain = to_simplified(unit)
    if not plain.endswith(word_table("whole_units", _ROOM)["parts"]):
        return ""
    starts = (i for i in range(2, len(plain) - 1) if ends_as_unit(plain[:i]))
    last = max(starts, default=0)
    return plain[last:] if last else ""


def _is_of_their_trade(text: str, source: ReportSummary, brief: Brief) -> bool:
    """Whether a clause tells what units of the lender's trade do as such, which is not the writer's: 街道督促… in
    a community's paper."""
    theirs = brief.trades.unit(source.unit, source.title).trade
    if theirs is None or brief.trade is None or theirs == brief.trade:
        return False
    text = brief.trades.in_own_words(text, theirs, brief.trade)
    nouns = tuple(set(theirs.tails) - set(brief.trade.tails))
    return any(clause.startswith(nouns) for clause in _CLAUSES.split(BLANK.sub("", text)))


def _is_of_another_office(text: str, source: ReportSummary, brief: Brief) -> bool:
    """Whether a person's report names the office of its writer, or the new writer's as another's: 担任校长,
    与副校长共同… in what a deputy is to say."""
    if not is_by_another_office(source, brief):
        return False
    theirs, ours = office_in(source.title), office_in(brief.title)
    return theirs in text or bool(ours and ours in text)


def _is_of_a_head(text: str, brief: Brief) -> bool:
    """Whether a sentence says what only a head says, where a deputy reports: 我履行第一责任人职责."""
    if not (brief.first_person and is_deputy(office_in(brief.title))):
        return False
    return any(word in text for word in word_table("whole_units", _ROOM)["heads say"])


def _is_of_the_whole(text: str, brief: Brief) -> bool:
    """Whether a clause speaks of the unit that a group is part of, or of another part of it: 幼儿园修订…,
    保健室每月…, 全园…"""
    return any(_tells_of_the_whole(clause, brief) for clause in _CLAUSES.split(BLANK.sub("", text)) if clause)


def _tells_of_the_whole(clause: str, brief: Brief) -> bool:
    table = word_table("whole_units", _ROOM)
    trade = brief.trade
    own = (brief.self_name, *(trade.selves + trade.tails if trade else ()))
    heads = word_table("offices_in_titles")["heads"]
    if clause.startswith(own) or any(word in clause for word in (*table["all of it"], *heads)):
        return True
    subject = [
        word for word in _subject(clause) if not word.endswith((brief.group, *table["people of groups"]))
    ]
    if any(word.endswith(table["parts"]) and not word.endswith(table["not"]) for word in subject):
        return True
    return any(ends_in_office(word) or word.endswith(own) for word in subject)


def _subject(clause: str) -> list[str]:
    """The nouns that a clause begins with, behind what says when or how often."""
    words: list[str] = []
    for word, tag in rjieba.tag(clause[:_LONGEST], False):
        if not words and (tag in _BEFORE or word in word_set("no_topic")):
            continue
        if tag not in _NOMINAL:
            break
        words.append(word)
    return words
