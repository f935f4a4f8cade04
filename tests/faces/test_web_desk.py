"""The desk's form and the domain agree in both directions."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from draftbot.domain import Conversation, Fact, FactSheet, Outline, OutlineSection, Role
from draftbot.errors import BadLength
from draftbot.faces.web.desk import (
    desk_of_form,
    editor_value,
    edits,
    facts_from_form,
    form_from_facts,
    form_values,
    outline_from_editor,
    whole_length,
)
from draftbot.faces.web.texts import Texts

OUTLINE = Outline(
    "述职报告",
    (
        OutlineSection("任职情况", 1, "交代职务", 300, ("本人",), Role.OVERVIEW, 0.2),
        OutlineSection("履职实绩", 2),
    ),
    opening="各位领导：",
    closing="以上述职，请予审议。",
    first_person=True,
    length=2000,
)


def test_an_outline_comes_back_from_the_editor_as_it_went_in() -> None:
    assert outline_from_editor(editor_value(OUTLINE, Texts("zh"))) == OUTLINE


def test_no_field_of_a_section_can_be_forgotten() -> None:
    told, bare = OUTLINE.sections[0], OutlineSection("")
    alike = [field.name for field in fields(told) if getattr(told, field.name) == getattr(bare, field.name)]
    assert alike == ["level"]  # the other section's is another


def test_no_outline_stays_none() -> None:
    assert outline_from_editor(editor_value(None, Texts("en"))) is None


def test_rows_without_a_heading_are_left_out() -> None:
    value = editor_value(OUTLINE, Texts("zh"))
    value["rows"].append({"heading": "  ", "level": 1, "length": None})
    assert outline_from_editor(value) == OUTLINE


def test_a_row_made_by_hand_needs_only_a_heading() -> None:
    value = {"words": {}, "rows": [{"heading": " 防汛演练 ", "level": 2, "length": "350"}]}
    outline = outline_from_editor(value)
    assert outline is not None
    assert outline.sections == (OutlineSection("防汛演练", 2, length=350),)


@pytest.mark.parametrize("length", ["很长", "-5", "0", "3.5"])
def test_a_length_that_is_no_number_of_characters_is_refused(length: str) -> None:
    with pytest.raises(BadLength):
        whole_length(length)


def test_facts_come_back_from_the_form_as_they_went_in() -> None:
    facts = FactSheet(
        "向阳幼儿园", "2025年", "李明", "2025年12月20日", ("王芳", "赵强"), (Fact("演练2次", "措施"),)
    )
    form = form_from_facts(facts)
    lines = form.pop("facts")
    assert facts_from_form(facts, dict(form), lines) == facts


def test_an_unchanged_line_keeps_its_section_and_a_new_one_has_none() -> None:
    before = FactSheet(facts=(Fact("演练2次", "措施"),))
    empty = dict.fromkeys(("unit", "period", "author", "date", "leaders"))
    facts = facts_from_form(before, empty, "演练2次\n\n 投入8万元 ").facts
    assert facts == (Fact("演练2次", "措施"), Fact("投入8万元"))


DESK = Conversation(
    "c1",
    "2025年防汛工作总结",
    OUTLINE,
    FactSheet("向阳幼儿园", "2025年", facts=(Fact("演练2次", "措施"),)),
    1500,
)


def test_a_desk_comes_back_from_the_form_as_it_went_in() -> None:
    assert desk_of_form(DESK, form_values(DESK)) == DESK
    assert edits(DESK, form_values(DESK), form_values(DESK)) == {}


def test_a_form_sent_late_takes_back_nothing_that_was_done_meanwhile() -> None:
    late = form_values(DESK)
    shorter = replace(OUTLINE, sections=OUTLINE.sections[:1])
    now = replace(DESK, title="另一个题目", outline=shorter, facts=replace(DESK.facts, author="李明"))
    assert edits(now, late, form_values(DESK)) == {}
    late |= {"unit": "红星小学", "length": "800"}
    assert edits(now, late, form_values(DESK)) == {
        "length": 800,
        "facts": replace(DESK.facts, unit="红星小学", author="李明"),
    }


def test_a_form_that_was_never_shown_is_taken_whole() -> None:
    typed = form_values(DESK) | {"title": " 述职报告 ", "facts": ""}
    assert edits(DESK, typed, None) == {"title": "述职报告", "facts": replace(DESK.facts, facts=())}


def test_what_is_emptied_in_the_form_is_taken_off_the_desk() -> None:
    emptied = form_values(DESK) | {"length": "", "unit": " "}
    assert edits(DESK, emptied, form_values(DESK)) == {"length": None, "facts": replace(DESK.facts, unit="")}
