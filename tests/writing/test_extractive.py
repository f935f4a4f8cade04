"""Drafts over the sample corpus, as their recipient would judge them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.quantities import find_quantities
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import Draft, DraftRequest, Fact, FactSheet, Outline, OutlineSection, Role
from draftbot.errors import BadLength
from draftbot.service import Draftbot

FACTS = (
    "3月、9月开展防汛演练2次，320人参加",
    "全园现有10个班，286名幼儿",
    "北门外排水沟盖板老化，尚未更换",
)


def request(service: Draftbot, title: str = "2025年幼儿园防汛工作总结", **more: object) -> DraftRequest:
    sheet = FactSheet(unit="向阳幼儿园", facts=tuple(map(Fact, FACTS)))
    return DraftRequest(title, service.outline_for(title), sheet, 2500, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def draft(sample_service: Draftbot) -> Draft:
    return sample_service.draft(request(sample_service))


@pytest.mark.parametrize("length", [0, -5, 20, 50_000])
def test_an_impossible_length_is_refused(sample_service: Draftbot, length: int) -> None:
    title = "2025年幼儿园防汛工作总结"
    with pytest.raises(BadLength):
        sample_service.draft(DraftRequest(title, sample_service.outline_for(title), length=length))


def test_what_the_corpus_knows_nothing_of_is_asked_for_and_says_so(sample_service: Draftbot) -> None:
    title = "2025年量子通信卫星发射工作总结"
    draft = sample_service.draft(DraftRequest(title, sample_service.outline_for(title), length=1500))
    for section in draft.sections:
        assert section.note
        assert sum(len(sentence.blanks) for sentence in section.sentences) >= 2
        assert {sentence.origin for sentence in section.sentences} == {"connective"}
    assert draft.sources == ()


def test_the_draft_follows_the_outline(sample_service: Draftbot, draft: Draft) -> None:
    outline = sample_service.outline_for("2025年幼儿园防汛工作总结")
    assert [(s.heading, s.level) for s in draft.sections] == [(s.heading, s.level) for s in outline.sections]


def test_every_past_sentence_cites_a_passage_that_holds_its_words(draft: Draft) -> None:
    texts = {source.number: source.text + "".join(source.heading_path) for source in draft.sources}
    past = [s for section in draft.sections for s in section.sentences if s.origin == "source"]
    assert len(past) >= 15
    for sentence in past:
        assert sentence.citations
        plain = re.sub(r"\W|^[一二三四五六七八九十]是", "", BLANK.sub("", sentence.text))
        cited = re.sub(r"\W", "", "".join(texts[n] for n in sentence.citations))
        pairs = [plain[i : i + 2] for i in range(len(plain) - 1)]
        # What is not held was adapted: the unit's own name, its year.
        assert sum(pair in cited for pair in pairs) >= 0.75 * len(pairs), sentence.text


def test_no_fact_of_a_source_survives(draft: Draft) -> None:
    vouched = "\n".join(FACTS) + draft.title + "24小时"
    for section in draft.sections:
        for sentence in section.sentences:
            left = BLANK.sub("", sentence.text)
            leaks = [e.text for e in find_quantities(left) if e.text not in vouched and "2025" not in e.text]
            leaks = [text for text in leaks if text != "2026年"]
            assert not leaks, sentence.text
    assert not [w for w in draft.warnings if w.code in ("unvouched_fact", "foreign_name")]


def test_each_fact_appears_once_in_a_fitting_section(draft: Draft) -> None:
    text = "".join(section.text for section in draft.sections)
    assert all(text.count(fact) == 1 for fact in FACTS)
    home = {fact: s.heading for s in draft.sections for fact in FACTS if fact in s.text}
    assert home[FACTS[0]] == "主要做法与成效"
    assert home[FACTS[1]] == "基本情况"
    assert home[FACTS[2]] == "存在的问题"


def test_no_sentence_stands_twice(draft: Draft) -> None:
    past = [shingles(s.text) for section in draft.sections for s in section.sentences if s.origin == "source"]
    assert all(overlap(a, b) < 0.6 for i, a in enumerate(past) for b in past[i + 1 :])


def test_several_reports_speak(draft: Draft) -> None:
    assert len({source.report_id for source in draft.sources}) >= 3


def test_sources_are_numbered_in_the_order_of_their_use(draft: Draft) -> None:
    used = [n for section in draft.sections for s in section.sentences for n in s.citations]
    firsts = list(dict.fromkeys(used))
    assert firsts == sorted(firsts)
    assert [s.number for s in draft.sources] == firsts


def test_the_same_request_gives_the_same_text_and_another_seed_another(
    sample_service: Draftbot, draft: Draft
) -> None:
    again = sample_service.draft(request(sample_service))
    other = sample_service.draft(request(sample_service, seed=1))
    assert [s.text for s in again.sections] == [s.text for s in draft.sections]
    assert [s.text for s in other.sections] != [s.text for s in draft.sections]


def test_a_short_section_says_that_matter_is_missing(draft: Draft) -> None:
    for section, target in zip(draft.sections, draft.request.outline.sections, strict=True):
        assert target.length is not None
        if section.chars < 0.8 * target.length:
            assert section.note
        assert section.chars <= 1.3 * target.length


def test_only_a_first_person_genre_says_i(sample_service: Draftbot, draft: Draft) -> None:
    assert "本人" not in "".join(s.text for s in draft.sections)
    title = "2025年园长述职报告"
    mine = sample_service.draft(
        DraftRequest(title, sample_service.outline_for(title), FactSheet(unit="向阳幼儿园"))
    )
    assert mine.opening[0].text.startswith("尊敬的")
    assert "以上述职" in mine.closing[0].text


def test_two_levels_of_headings(sample_service: Draftbot) -> None:
    outline = Outline(
        "工作总结",
        (
            OutlineSection("主要做法", 1, role=Role.WORK),
            OutlineSection("组织领导", 2, role=Role.WORK),
            OutlineSection("隐患排查", 2, role=Role.WORK),
            OutlineSection("存在问题", 1, role=Role.PROBLEMS),
        ),
    )
    draft = sample_service.draft(DraftRequest("2025年幼儿园安全工作总结", outline, length=1500))
    assert [s.level for s in draft.sections] == [1, 2, 2, 1]
    assert draft.sections[0].chars < 60
    assert all(a.heading != b.heading for a, b in pairwise(draft.sections))


def test_drafts_survive(sample_service: Draftbot, draft: Draft) -> None:
    assert sample_service.load_draft(draft.id) == draft


def test_facts_changed_in_the_form_are_told_at_once_and_nothing_else_changes(
    sample_service: Draftbot, draft: Draft
) -> None:
    editor = sample_service._editor
    facts = (Fact("3月、9月开展防汛演练3次，320人参加"), Fact(FACTS[1]), Fact("北门新装挡水板2块"))
    after = editor.tell_as(draft.id, facts)
    text = "\n".join(section.text for section in after.sections)
    assert after.request.facts.facts == facts
    assert [text.count(bare) for bare in (facts[0].text, facts[1].text, facts[2].text)] == [1, 1, 1]
    assert FACTS[0] not in text
    assert FACTS[2] not in text
    before = {s.text for section in draft.sections for s in section.sentences}
    left = {s.text for section in after.sections for s in section.sentences}
    assert len(before - left) <= 4


def test_a_dean_is_served_by_his_schools_reports_on_what_he_is_over(sample_service: Draftbot) -> None:
    title = "青石桥小学教导主任2025年度述职报告"
    draft = sample_service.draft(DraftRequest(title, sample_service.outline_for(title), length=2500))
    past = [s for section in draft.sections for s in section.sentences if s.origin == "source"]
    assert len(past) >= 12
    assert any("教学" in source.title or "教研" in source.title for source in draft.sources)
    assert not any(source.title.startswith("云岭市恒川") for source in draft.sources)


def test_sections_in_parallel_form_share_what_there_is(sample_service: Draftbot) -> None:
    text = "一、改进流程，让教研有效率\n二、搭建平台，让教研有深度\n三、完善评价，让教研有动力"
    title = "青石桥小学2026年教研工作计划"
    outline = sample_service.parse_outline(text, title)
    draft = sample_service.draft(DraftRequest(title, outline, length=1800))
    assert all(any(s.origin == "source" for s in section.sentences) for section in draft.sections)
