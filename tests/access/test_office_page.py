"""The page of an office, in a real browser: signing in, one's own reports, sharing, signing out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from access.offices import PASSWORDS, Office, command
from browsing import ASK, MS_TO_DRAFT, TITLE, ask, wait_for_draft

pytestmark = pytest.mark.page


def signed_in(browser: Browser, office: Office, name: str) -> Page:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(office.url)
    expect(page.get_by_role("heading")).to_have_text("登录 draftbot")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(PASSWORDS[name])
    page.get_by_role("button", name="登录").click()
    expect(page.locator("#talk .welcome, #talk .log")).to_be_visible(timeout=30_000)
    expect(page.locator("#brand .who")).to_contain_text(name)
    return page


def test_two_at_their_own_desks_share_one_report(office: Office, browser: Browser) -> None:
    wang, li = signed_in(browser, office, "小王"), signed_in(browser, office, "小李")
    ask(wang, ASK)
    draft = wait_for_draft(wang)
    li.reload()
    expect(li.locator("#talk .welcome")).to_be_visible(timeout=30_000)
    li.locator("#recent input").click()
    expect(li.get_by_role("option")).to_have_count(1)

    wang.locator("#shared input").click()
    wang.get_by_role("option", name="小李").click()
    expect(wang.locator("#shared")).to_contain_text("小李")
    li.reload()
    expect(li.locator("#talk .welcome")).to_be_visible(timeout=30_000)
    li.locator("#recent input").click()
    li.get_by_role("option", name=f"{TITLE}（小王共享）").click()
    assert wait_for_draft(li) == draft
    expect(li.locator("#shared")).to_be_hidden()
    for page in (wang, li):
        page.context.close()


def test_who_is_signed_out_is_told_and_loses_nothing_typed(office: Office, browser: Browser) -> None:
    page = signed_in(browser, office, "小李")
    done = command(office.home, "users", "password", "小李", stdin="another password\n")
    assert done.returncode == 0, done.stderr
    ask(page, "单位是松涛幼儿园")
    expect(page.locator("#signed-out")).to_be_visible(timeout=MS_TO_DRAFT)
    expect(page.locator("#message textarea")).to_have_value("单位是松涛幼儿园")
    page.goto(f"{office.url}/sign-out")
    expect(page.get_by_role("heading")).to_have_text("登录 draftbot")
    page.context.close()
