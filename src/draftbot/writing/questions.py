"""What a section asks the user where past reports have little to lend: sentences that claim
nothing, in which each blank is one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftbot.chinese.blanks import blanks_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.word_lists import word_table
from draftbot.corpus.roles import role_of
from draftbot.domain import OutlineSection, Role, Sentence
from draftbot.facts.brief import Brief

_SCHEMES = frozenset(("工作计划", "实施方案"))
# Sections that are told point by point, a matter to each.
_BY_MATTER = frozenset((Role.WORK, Role.PROBLEMS, Role.PLANS, Role.GOALS))
# A section has no more than so many questions of each matter's kind.
_SET = 3  # forms that make a section on one matter
_MOST = {Role.PROBLEMS: 3, Role.PLANS: 3, Role.GOALS: 3}


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked on one point: its small heading, "" for none, and the sentences."""

    heading: str
    sentences: tuple[Sentence, ...]

    def told(self, is_headed: bool) -> tuple[Sentence, ...]:
        """Its sentences behind the heading, where there is one and it `is_headed`."""
        heading = (Sentence(f"{self.heading}。", origin="connective"),) if is_headed and self.heading else ()
        return (*heading, *self.sentences)


def is_by_matter(section: OutlineSection) -> bool:
    """Whether a section asks matter by matter; else it is on one of its own or has a form of its own."""
    return section.role in _BY_MATTER and not _is_matter(section)


def questions_of(
    section: OutlineSection, brief: Brief, matters: Sequence[str], most: int, used: set[str]
) -> list[Item]:
    """At most `most` items that ask for what belongs in a section, each one or more sentences;
    of `matters` one to each item where the section is told so. `used` are forms that other sections
    of the draft ask in; what this one takes is added."""
    forms = _forms(section, brief)
    if is_by_matter(section) and forms:
        most = min(most, _MOST.get(section.role, most))
        told = matters[:most] or (brief.subject,)
        return [_item(forms[i % len(forms)], section, brief, matter) for i, matter in enumerate(told)]
    if _is_matter(section):
        sets = [forms[i : i + _SET] for i in range(0, len(forms), _SET)]
        forms = next((each for each in sets if not used.intersection(each)), sets[0] if sets else ())
        used.update(forms)
    return [replace(_item(form, section, brief, ""), heading="") for form in forms[:most]]


def usual_matters(brief: Brief) -> tuple[str, ...]:
    """What papers of the unit's trade mostly treat, for one on everything; for one on a topic what
    any treat of theirs."""
    table = word_table("questions", "draftbot.writing")
    if not brief.topic and brief.trade and brief.trade.lines_of_work:
        return brief.trade.lines_of_work
    return table["any person" if brief.first_person else "any topic"]


def _is_matter(section: OutlineSection) -> bool:
    """Whether a section's heading names a matter, and not only what such a section does."""
    if section.role is Role.OTHER or (section.role is Role.WORK and section.level > 1):
        return True
    return section.role is Role.WORK and role_of(section.heading) is Role.OTHER


def _forms(section: OutlineSection, brief: Brief) -> tuple[str, ...]:
    table = word_table("questions", "draftbot.writing")
    who = "person" if brief.first_person else "scheme" if brief.genre in _SCHEMES else "unit"
    what = "matter" if _is_matter(section) else str(section.role)
    return table.get(f"{who} {what}") or table.get(f"unit {what}", ())


def _item(form: str, section: OutlineSection, brief: Brief, matter: str) -> Item:
    text = form.format(
        own="" if brief.first_person else brief.self_name,
        subject=brief.subject,
        when=f"{brief.year}年，" if brief.year else "",
        period=brief.period or (f"{brief.year}年" if brief.year else ""),
        matter=matter,
        heading=to_simplified(section.heading),
    )
    sentences = (Sentence(each, (), blanks_in(each), "connective") for each in split_sentences(text))
    return Item(matter, tuple(sentences))
