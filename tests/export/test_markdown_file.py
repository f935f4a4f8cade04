"""A draft as Markdown."""

from __future__ import annotations

from dataclasses import replace

from draftbot.domain import DraftSection, FactSheet, Sentence
from draftbot.export.markdown import to_markdown
from draftbot.export.options import WordOptions
from export.drafts_to_export import HEADINGS, WATCH, draft


def test_an_empty_draft_shows_what_is_missing() -> None:
    empty = replace(draft(" ", sections=(), facts=FactSheet()), opening=(), closing=(), sources=())
    assert to_markdown(empty) == "# 【待补：标题】\n\n【待补：署名】\n\n【待补：日期】\n"


def test_markup_in_the_text_stays_text() -> None:
    sentences = (
        (Sentence("20__年**加强**<b>管理</b>。"),),
        (Sentence("# 不是标题"),),
        (Sentence("1. 不是列表"),),
    )
    text = to_markdown(draft(sections=(DraftSection("甲_乙", 1, sentences),)))
    assert r"20\_\_年\*\*加强\*\*\<b\>管理\</b\>。" in text
    assert "\n\\# 不是标题" in text
    assert "\n1\\. 不是列表" in text
    assert r"## 一、甲\_乙" in text


def test_the_parts_stand_in_the_order_of_a_report() -> None:
    text = to_markdown(draft())
    lines = [line for line in text.split("\n") if line]
    assert lines[:3] == ["# 向阳幼儿园2025年防汛工作总结", "各位领导：", "现将有关情况汇报如下："]
    assert [line.lstrip("#").strip() for line in lines if line.startswith("##")] == [*HEADINGS, "参考来源"]
    assert "### （一）健全制度" in lines
    assert "##### （1）白班" in lines
    at = lines.index("特此报告。")
    assert lines[at + 1 : at + 3] == ["青禾区向阳幼儿园", "2025年12月5日"]
    assert f"{WATCH}[1][2]。值班【待补：人数】人[2]。" in lines


def test_without_sources_the_citations_go_too() -> None:
    text = to_markdown(draft(), WordOptions(appendix=False))
    assert "[1]" not in text
    assert "参考来源" not in text
    assert f"{WATCH}。值班【待补：人数】人。" in text


def test_citations_can_go_and_the_sources_stay() -> None:
    text = to_markdown(draft(), WordOptions("none", attachments=("值班表",)))
    assert f"{WATCH}。" in text
    assert "## 参考来源" in text
    assert "附件：值班表\n\n青禾区向阳幼儿园" in text
