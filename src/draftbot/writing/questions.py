"""What a section asks the user where past reports have little to lend: sentences that claim
nothing, in which each blank is one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftbot.chinese.blanks import blank, blanks_in
from draftbot.chinese.offices import ends_in_office
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.word_lists import word_table, words_in
from draftbot.corpus.title_parts import office_of
from draftbot.domain import OutlineSection, Role, Sentence
from draftbot.facts.amounts import amounts_in, telling_words
from draftbot.facts.brief import Brief, is_on_a_matter, matter_of
from draftbot.plans.topic_lists import list_of
from draftbot.plans.topics import TopicMatcher, topic_of
from draftbot.writing.filling import bare
from draftbot.writing.leads import OF_LEARNING, OF_SPEECH, SCHEMES, as_noun
from draftbot.writing.points import Point
from draftbot.writing.said import UsedContent

_MATTER = "{matter}"
_WORD = 2
# Sections that are told point by point, a matter to each.
_BY_MATTER = frozenset((Role.WORK, Role.PROBLEMS, Role.PLANS))
# So many forms make a paragraph on one matter; from this length on a section has two.
_SET, _LONG = 3, 200
# With less than one part in so many of its length told, a section on one matter asks as one without any.
_SPARSE = 2
# With less than one part in so many told, one told by matters does.
_LITTLE = 5
# A section told by matters asks of no more than so many; behind what past reports lend, of so many.
_MOST = {Role.PROBLEMS: 4, Role.PLANS: 4}
# An item of no more characters only names its matter.
_BARE = 16
_MOST_BESIDE = {Role.WORK: 5, Role.PROBLEMS: 2, Role.PLANS: 2}


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
    return section.role in _BY_MATTER and not is_on_a_matter(section)


def questions_of(
    section: OutlineSection,
    brief: Brief,
    matters: Sequence[str],
    most: int,
    chosen: UsedContent,
    told: str = "",
) -> list[Item]:
    """At most `most` items that ask for what belongs in a section, each one or more sentences;
    of `matters` one to each item where the section is told so. Behind what is `told` in it already
    only a few ask, and of nothing that is told there. What the section asks is added to what was
    `chosen`, so that no other asks it in the same words."""
    forms = _forms(section, brief)
    if forms and is_by_matter(section) and any(_MATTER in form for form in forms):
        beside = _LITTLE * len(told) >= (section.length or 0) > 0 and bool(told)
        most = min(most, (_MOST_BESIDE if beside else _MOST).get(section.role, most))
        left = [matter for matter in matters if not _is_told(matter, told, brief)][:most]
        if beside:
            forms = _forms(section, brief, beside=True) or forms
        elif not left and not told:
            left = [brief.subject]
        return [_item(forms[i % len(forms)], section, brief, matter) for i, matter in enumerate(left)]
    if is_on_a_matter(section):
        if told and _SPARSE * len(told) >= (section.length or 0):
            return [_item(form, section, brief, "") for form in _forms(section, brief, beside=True)[:1]]
        return _on_its_matter(section, brief, forms, chosen)
    if told:
        most, forms = 2, tuple(form for form in forms if not _is_told(_asks(form), told, brief))
    return [replace(_item(form, section, brief, ""), heading="") for form in forms[:most]]


def asked_of_told(section: OutlineSection, brief: Brief, matters: Sequence[str]) -> list[Item]:
    """What is asked behind the user's own facts on `matters`: one question to each; of what there is, what was
    done about all of it."""
    table = word_table("questions", "draftbot.writing")
    who = "person" if brief.first_person else "scheme" if brief.genre in SCHEMES else "unit"
    forms = table.get(f"{who} {section.role} told") or table.get(f"unit {section.role} told", ())
    asked = matters if section.role is Role.WORK else [""] * len(forms)
    return [_item(forms[i % len(forms)], section, brief, matter) for i, matter in enumerate(asked)]


def duties_told(brief: Brief) -> tuple[str, ...]:
    """The facts that tell what somebody who reports of himself is in charge of: 分管德育."""
    duties = words_in("new_requests", "duties")
    return tuple(f for f in brief.facts if brief.first_person and f.startswith(duties) and not amounts_in(f))


def _duty(brief: Brief) -> str:
    """What somebody is in charge of, as the sentence on his office names it; a blank where nobody told."""
    told = [_without_duty(fact) for fact in duties_told(brief)]
    return "、".join(told) or blank(word_table("questions", "draftbot.writing")["any duty"][0])


def _without_duty(fact: str) -> str:
    """育苗 of 分管育苗的."""
    word = next(word for word in words_in("new_requests", "duties") if fact.startswith(word))
    (of,) = words_in("new_requests", "particles of nouns")
    return bare(fact).removeprefix(word).removesuffix(of)


def _is_told(matter: str, told: str, brief: Brief) -> bool:
    """Whether a text speaks of a matter: has one of the words that tell it from the rest of the topic."""
    words = telling_words(matter) - telling_words(brief.subject)
    return any(word in told for word in words) or bool(words & telling_words(told))


def _asks(form: str) -> str:
    """What the blanks of a form ask for."""
    return "，".join(blanks_in(form))


def _on_its_matter(
    section: OutlineSection, brief: Brief, forms: Sequence[str], chosen: UsedContent
) -> list[Item]:
    """What a section asks of the matter that its heading names, as one paragraph, a long one two."""
    sets = [forms[i : i + _SET] for i in range(0, len(forms), _SET)]
    fresh = [each for each in sets if not chosen.asked.intersection(each)] or sets
    left = sum(map(is_on_a_matter, chosen.to_come))
    has_room = (section.length or 0) >= _LONG and len(fresh) > 1 + left
    taken = fresh[: 1 + has_room]
    chosen.asked.update(form for each in taken for form in each)
    asked = [[_item(form, section, brief, "") for form in each] for each in taken]
    return [Item("", tuple(s for item in items for s in item.sentences)) for items in asked]


def told_in_full(point: Point, section: OutlineSection) -> Point:
    """A point that but names a shortcoming or an intention, with what it comes to asked behind it."""
    form = word_table("questions", "draftbot.writing").get(f"bare {section.role}", ())
    if not form or point.heading or point.also or len(point.sentences) != 1 or point.chars > _BARE:
        return point
    (sentence,) = point.sentences
    text = f"{sentence.text.rstrip('。')}，{form[0]}"
    return (
        point
        if sentence.blanks
        else replace(point, sentences=(replace(sentence, text=text, blanks=blanks_in(text)),))
    )


def done_so_far(facts: Sequence[Sentence]) -> Item:
    """The point that holds facts which belong to none of the others."""
    table = word_table("questions", "draftbot.writing")
    (heading,), forms = table["done"], table["done asks"]
    asked = (Sentence(form, (), blanks_in(form), "connective") for form in forms)
    return Item(heading, (*facts, *asked))


def speaker() -> str:
    """How whoever reports of himself is called."""
    return word_table("questions", "draftbot.writing")["speaker"][0]


def usual_matters(brief: Brief, topics: TopicMatcher) -> tuple[str, ...]:
    """What papers of the unit's trade mostly treat, for one on everything; for one on a topic what
    papers on it do, () where that is not known."""
    if not brief.topic:
        return brief.trade.lines_of_work if brief.trade else ()
    return list_of(topic_of(brief.parts), brief.trade, topics).matters


def any_matters(brief: Brief) -> tuple[str, ...]:
    """What papers on any topic treat of theirs, for want of more."""
    return word_table("questions", "draftbot.writing")["any person" if brief.first_person else "any topic"]


def matters_of_the_person(facts: Sequence[str], brief: Brief) -> dict[str, list[str]]:
    """The facts that begin with what papers of persons treat of each (廉洁上没有…), by that; none of a unit's."""
    found: dict[str, list[str]] = {}
    for fact in facts if brief.first_person else ():
        begins = [m for m in any_matters(brief) if fact[:_WORD] == m[:_WORD]]
        if begins:
            found.setdefault(begins[0], []).append(fact)
    return found


def _forms(section: OutlineSection, brief: Brief, beside: bool = False) -> tuple[str, ...]:
    """The forms for a section; those that ask `beside` what past reports lend, () where it has none."""
    table = word_table("questions", "draftbot.writing")
    usual = "person" if brief.first_person else "scheme" if brief.genre in SCHEMES else "unit"
    who = {OF_LEARNING: "learner", OF_SPEECH: "speech"}.get(brief.genre, usual)
    what = "matter" if is_on_a_matter(section) else str(section.role)
    if brief.group and f"group {what}" in table and who == "unit" and not beside:
        who = "group"
    if beside:
        return table.get(f"{who} {what} beside") or table.get(f"unit {what} beside", ())
    return table.get(f"{who} {what}") or table.get(f"unit {what}") or table.get(f"{who} matter", ())


def _item(form: str, section: OutlineSection, brief: Brief, matter: str) -> Item:
    text = form.format(
        own="" if brief.first_person else brief.own_name,
        subject=brief.subject,
        when=f"{brief.when}，" if brief.when else "",
        period=brief.when,
        matter=as_noun(matter),
        heading=as_noun(matter_of(section.heading)),
        office=_office(brief),
        duty=_duty(brief),
    )
    sentences = (Sentence(each, (), blanks_in(each), "connective") for each in split_sentences(text))
    return Item(matter if section.role is Role.WORK else "", tuple(sentences))


def _office(brief: Brief) -> str:
    """The writer's office as the title tells it (分管德育的副校长), a blank where it tells none."""
    # 检验科主任 个人: what stands behind a gap tells of the paper.
    told = brief.parts.rest.split(" ")[0]
    office = office_of(brief.parts)
    told = told if ends_in_office(told) else office
    asked = word_table("questions", "draftbot.writing")["any office"][0]
    return told if office else blank(asked)
