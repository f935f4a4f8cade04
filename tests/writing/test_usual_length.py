"""How long a draft becomes where nobody told it."""

from __future__ import annotations

import pytest

from draftbot.domain import Draft, DraftRequest, Outline, OutlineSection, Role
from draftbot.service import Draftbot
from draftbot.writing.usual_length import as_long_as_before, as_long_as_such

TITLE = "2025年芦荻湾派出所反电信网络诈骗工作总结"
SECTIONS = (
    OutlineSection("概况", role=Role.OVERVIEW),
    OutlineSection("做法", role=Role.WORK),
    OutlineSection("打算", role=Role.PLANS, length=300),
)


def _of(*lengths: int) -> Outline:
    sections = tuple(
        OutlineSection(s.heading, role=s.role, length=n) for s, n in zip(SECTIONS, lengths, strict=True)
    )
    return Outline("工作总结", sections, length=sum(lengths))


def _cut(offered: dict[str, int], least: int = 0, facts: int = 0) -> list[int | None]:
    planned, most = _of(400, 1000, 300), _of(300, 1100, 300)
    told = Outline("工作总结", SECTIONS)
    cut = as_long_as_such(told, planned, most, least, lambda section: offered[section.heading], facts)
    assert cut.length == sum(section.length or 0 for section in cut.sections)
    return [section.length for section in cut.sections]


def test_a_part_is_as_long_as_what_there_is_for_it() -> None:
    assert _cut({"概况": 204, "做法": 5000}) == [200, 1100, 300]


def test_a_part_without_matter_keeps_room_for_what_is_asked() -> None:
    assert _cut({"概况": 0, "做法": 0}) == [140, 350, 300]


def test_what_the_user_tells_is_matter() -> None:
    assert _cut({"概况": 0, "做法": 0}, facts=203) == [140, 550, 300]


def test_the_whole_is_no_shorter_than_such_reports_are() -> None:
    longer = _cut({"概况": 0, "做法": 0}, least=1200)
    assert abs(sum(n or 0 for n in longer) - 1200) <= 10
    assert longer[2] == 300


def test_a_draft_written_anew_keeps_its_lengths_unless_its_parts_changed() -> None:
    before, now = _of(100, 700, 300), _of(400, 1000, 300)
    assert as_long_as_before(now, before) == before
    other = Outline("工作总结", now.sections[:2])
    assert as_long_as_before(other, before) is other


@pytest.fixture(scope="module")
def free(sample_service: Draftbot) -> Draft:
    return sample_service.draft(DraftRequest(TITLE, sample_service.outline_for(TITLE)))


def test_a_length_that_nobody_told_follows_the_past_reports(sample_service: Draftbot, free: Draft) -> None:
    usual = sample_service.outline_for(TITLE).length or 0
    total = free.request.length or 0
    assert total == free.request.outline.length < usual
    assert free.plan is not None
    reports = {report.id: report.chars for report in sample_service.reports()}
    assert total >= min(reports[report.id] for report in free.plan.chosen if report.share == "whole")
    assert sum(section.chars for section in free.sections) >= 0.7 * total


def test_a_length_that_was_told_stays(sample_service: Draftbot) -> None:
    outline = sample_service.outline_for(TITLE)
    told = sample_service.draft(DraftRequest(TITLE, outline, length=outline.length))
    assert told.request.length == told.request.outline.length == outline.length
    own = sample_service.parse_outline("字数: 3100\n提纲: [概况, 主要做法, 下一步打算]", TITLE)
    assert sample_service.draft(DraftRequest(TITLE, own)).request.length == 3100


def test_the_desk_tells_the_length_of_the_draft(sample_service: Draftbot) -> None:
    conversation = sample_service.start_conversation()
    for _ in sample_service.say(conversation.id, f"帮我写一份{TITLE}"):
        pass
    now = sample_service.conversation(conversation.id)
    assert now.outline is not None
    assert now.draft_id is not None
    first = sample_service.load_draft(now.draft_id).request
    assert now.length is None
    assert now.outline.length == first.length
    for _ in sample_service.say(conversation.id, "重新写一遍"):
        pass
    again = sample_service.load_draft(now.draft_id).request
    assert [s.length for s in again.outline.sections] == [s.length for s in first.outline.sections]
