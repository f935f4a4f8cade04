"""Confirming what is borrowed, on the paper in a real browser: a point, a section, all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import ASK, MS_TO_DRAFT, Open, ask, wait_for_draft

pytestmark = pytest.mark.page


def left(page: Page) -> int:
    """How many points are left to confirm, as the header counts them."""
    found = re.search(r"待核实 (\d+) 处", page.locator("#summary").inner_text())
    return int(found[1]) if found else 0


def expect_left(page: Page, count: int) -> None:
    if count:
        expect(page.locator("#summary")).to_contain_text(f"待核实 {count} 处")
    else:
        expect(page.locator("#summary")).not_to_contain_text("待核实")
    expect(page.locator("#sheet .point")).to_have_count(count)


def test_a_point_a_section_and_all_are_settled(open_page: Open) -> None:
    page = open_page()
    ask(page, ASK)
    wait_for_draft(page)
    # So that one section has several points: this corpus is small.
    rows = page.locator("#outline .row").count()
    ask(page, "把第一部分和第四部分合并")
    expect(page.locator("#outline .row")).to_have_count(rows - 1, timeout=MS_TO_DRAFT)
    expect(page.locator(".part-head .asks .ask").first).to_be_visible(timeout=MS_TO_DRAFT)
    expect(page.locator("#write")).to_be_enabled()
    points, paper = page.locator("#sheet .point"), page.locator("#sheet .paper")
    count = left(page)
    assert count >= 3
    expect(points).to_have_count(count)

    gone = points.first.locator(".s").first.inner_text()
    points.first.get_by_role("button", name="删去").click()
    expect_left(page, count - 1)
    expect(paper).not_to_contain_text(gone)
    ask(page, "撤销")
    expect(page.locator("#summary")).to_contain_text(f"待核实 {count} 处", timeout=MS_TO_DRAFT)
    expect(page.locator("#write")).to_be_enabled()

    section = page.locator("#sheet .part", has=page.locator(".part-head .asks .ask")).first
    inside = section.locator(".point").count()
    section.locator(".part-head").get_by_role("button", name="都删去").click()
    expect_left(page, count - inside)
    expect(page.locator(".notice.good")).to_contain_text("撤销")
    ask(page, "撤销")
    expect(page.locator("#summary")).to_contain_text(f"待核实 {count} 处", timeout=MS_TO_DRAFT)
    expect(page.locator("#write")).to_be_enabled()

    true = points.first.locator(".s").first.inner_text()
    points.first.get_by_role("button", name="属实").click()
    expect_left(page, count - 1)
    expect(paper).to_contain_text(true)
    points.first.get_by_role("button", name="改").click()
    field = page.locator("#sheet .point textarea")
    assert "属实" not in field.input_value()
    field.fill("园里汛前把沙袋和水泵都试了一遍。")
    field.press("Enter")
    expect_left(page, count - 2)
    expect(paper).to_contain_text("园里汛前把沙袋和水泵都试了一遍。")
    page.locator(".confirming").get_by_role("button", name="都属实").click()
    expect_left(page, 0)
    page.reload()
    expect(page.locator("#sheet .cite").first).to_be_visible(timeout=30_000)
    expect_left(page, 0)
