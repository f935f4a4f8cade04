"""The plan over the paper, in a real browser: which past reports a draft draws on, and choosing others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browsing import ASK, MS_TO_DRAFT, Open, ask, seen, wait_for_draft, write_again

pytestmark = pytest.mark.page


FLOOD, VISIT = "青禾幼儿园2024年防汛工作总结", "育才小学2024年家校共育工作汇报"
ITS_TWIN = "晨光幼儿园2023年防汛工作总结"


def drawn_from(page: Page) -> set[str]:
    """The titles of the draft's sources."""
    return set(page.locator("#sheet .sources li button").all_text_contents())


def test_the_reports_are_shown_with_their_reasons_and_what_is_chosen_stays_chosen(open_page: Open) -> None:
    page = open_page()
    expect(page.locator("#basis .basis")).to_have_count(0)
    ask(page, ASK)
    wait_for_draft(page)
    summary, rows = page.locator("#basis summary"), page.locator("#basis li")
    expect(summary).to_contain_text("依据 2 篇")
    expect(summary).to_contain_text("同类单位写过这个题目")
    expect(rows.first).to_be_hidden()
    over = page.locator("#summary").bounding_box()
    assert over
    assert over["height"] < 50  # a line or two beside or above the buttons
    summary.click()
    expect(rows.first).to_contain_text("写的是这个题目")
    assert drawn_from(page) == {FLOOD, ITS_TWIN}

    more, again = page.locator("#basis [name=more]"), page.locator("#basis [data-act=choose]")
    expect(again).to_be_disabled()
    more.fill("水稻育种")
    more.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("水稻育种")
    expect(more).to_have_value("水稻育种")
    more.fill("育才小学家校共育")
    seen(page)
    more.press("Enter")
    wait_for_draft(page)
    expect(summary).to_contain_text("由您选定")
    expect(rows).to_have_count(3)

    seen(page)
    rows.filter(has_text=FLOOD).locator("input").uncheck()
    rows.filter(has_text=ITS_TWIN).locator("input").uncheck()
    again.click()
    wait_for_draft(page)
    expect(summary).to_contain_text("依据 1 篇")
    assert drawn_from(page) == {VISIT}
    write_again(page)
    assert drawn_from(page) == {VISIT}
    page.reload()
    expect(summary).to_contain_text("由您选定", timeout=30_000)
    summary.click()
    expect(rows.filter(has_text=FLOOD).locator("input")).not_to_be_checked()


def test_a_page_that_has_not_seen_the_newest_takes_nothing_back(open_page: Open) -> None:
    old = open_page()
    ask(old, ASK)
    wait_for_draft(old)
    new = old.context.new_page()
    new.goto(old.url)
    expect(new.locator("#sheet .cite").first).to_be_visible(timeout=30_000)
    rows = old.locator("#outline .row").count()
    ask(new, "删掉第三部分")
    expect(new.locator("#outline .row")).to_have_count(rows - 1, timeout=MS_TO_DRAFT)
    expect(new.locator("#write")).to_be_enabled()
    ask(new, "题目改成2025年汛期安全工作总结")
    expect(new.locator("#field-title textarea")).to_have_value("2025年汛期安全工作总结", timeout=MS_TO_DRAFT)

    old.locator("#field-author :is(textarea, input)").fill("林知夏")
    old.locator("#field-author :is(textarea, input)").blur()
    # What the other page did is shown here too, and stands.
    expect(old.locator("#outline .row")).to_have_count(rows - 1)
    expect(old.locator("#field-title textarea")).to_have_value("2025年汛期安全工作总结")
    new.reload()
    expect(new.locator("#field-author :is(textarea, input)")).to_have_value("林知夏", timeout=30_000)
    expect(new.locator("#outline .row")).to_have_count(rows - 1)
    expect(new.locator("#field-title textarea")).to_have_value("2025年汛期安全工作总结")
