"""Drafts of somebody who told much and has no report of his own: his facts lead, others' matter is little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from draftbot.domain import Draft, DraftRequest, Fact, FactSheet
from draftbot.service import Draftbot
from draftbot.writing.denied_by_facts import denied_things
from draftbot.writing.own_matters import listed_one_by_one
from draftbot.writing.questions import duties_told, matters_of_the_person
from making.briefs import brief

TOLD = (
    ("全园9个班，幼儿241名", ""),
    ("开展防汛演练3次，410人参加", ""),
    ("清理排水沟260米", ""),
    ("更换水泵2台", ""),
    ("给家长发防汛告知书241份", ""),
    ("后门地势低，雨大就进水", "问题"),
    ("防汛沙袋不够用", "问题"),
    ("门卫夜里一个人值班", "问题"),
)


@pytest.fixture(scope="module")
def draft(sample_service: Draftbot) -> Draft:
    title = "青杨坡幼儿园2025年防汛工作总结"
    facts = tuple(Fact(text, section) for text, section in TOLD)
    sheet = FactSheet(unit="青杨坡幼儿园", facts=facts)
    return sample_service.draft(DraftRequest(title, sample_service.outline_for(title), sheet))


def test_the_users_facts_lead_a_section_and_others_follow_them(draft: Draft) -> None:
    work = next(s for s in draft.sections if any("排水沟" in one.text for one in s.sentences))
    items = [paragraph for paragraph in work.paragraphs if paragraph[0].text.startswith("（")]
    own = [any(s.origin == "fact" for s in item) for item in items]
    assert sum(own) >= 2
    assert own == sorted(own, reverse=True)
    assert own.count(False) <= 3


def test_troubles_that_were_told_are_all_that_is_wanting(draft: Draft) -> None:
    wanting = next(s for s in draft.sections if any("沙袋不够" in one.text for one in s.sentences))
    assert not [s for s in wanting.sentences if s.origin == "source"]
    assert sum(s.origin == "fact" for s in wanting.sentences) == 3


def test_what_stands_beside_many_facts_has_few_blanks(draft: Draft) -> None:
    past = [s for section in draft.sections for s in section.sentences if s.origin == "source"]
    assert past
    assert all(len(sentence.blanks) <= 1 for sentence in past)


def test_each_fact_is_told_once(draft: Draft) -> None:
    text = "".join(s.text for section in draft.sections for s in section.sentences)
    assert all(text.count(part) == 1 for fact, _ in TOLD for part in fact.split("，"))


def test_what_is_said_not_to_be_there_is_known_by_its_rarest_word() -> None:
    texts = ["老人在花园散步。", "老人每周洗澡。", "康复的老人有人陪。", "老人过生日。", "老人看电影。"]
    assert denied_things(["康复老人没有专门场地"], texts) == frozenset({"康复"})
    assert denied_things(["今年没有发生事故"], texts) == frozenset()


def test_intentions_told_in_one_breath_are_items_of_their_own() -> None:
    of = brief("2025年工作总结", "白浪村", "修桥2座", "栽树300棵", "发问卷90份", "收回80份")
    assert listed_one_by_one(["修桥2座，栽树300棵"], of) == ["修桥2座", "栽树300棵"]
    assert listed_one_by_one(["发问卷90份，收回80份"], of) == ["发问卷90份，收回80份"]


def test_a_person_is_in_charge_of_what_was_told_and_clean_in_a_point_of_its_own() -> None:
    told = ("分管水利", "廉洁方面没有收礼", "巡河40次")
    of = replace(brief("副镇长2025年述职报告", "白浪镇", *told), first_person=True)
    assert duties_told(of) == ("分管水利",)
    assert matters_of_the_person(of.facts, of) == {"廉洁自律": ["廉洁方面没有收礼"]}
    unit = brief("2025年工作总结", "白浪镇", "分管水利", "廉洁方面没有收礼")
    assert duties_told(unit) == ()
    assert matters_of_the_person(unit.facts, unit) == {}
