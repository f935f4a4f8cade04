"""Talking on the page while an answer is under way, in a real browser over a slow model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import ASK, MS_TO_DRAFT, Open, ask, pages_of
from model_server import SLOW, model_server
from serving import served

pytestmark = pytest.mark.page


@pytest.fixture(scope="module")
def slow_url(reports_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("slow")
    with (
        model_server(SLOW) as model,
        served(
            home,
            home / "server.log",
            DRAFTBOT_CORPUS=str(reports_folder),
            DRAFTBOT_LLM="openai:slow",
            DRAFTBOT_LLM_BASE_URL=f"http://127.0.0.1:{model.server_port}/v1",
            DRAFTBOT_LLM_API_KEY="k",
        ) as url,
    ):
        yield url


@pytest.fixture
def open_slow_page(slow_url: str, browser: Browser) -> Iterator[Open]:
    with pages_of(slow_url, browser) as open_:
        yield open_


def being_answered(page: Page, message: str = ASK) -> None:
    """Ask for something that is answered with a draft, and see its first words."""
    ask(page, message)
    expect(page.locator("#sheet .at-work")).to_contain_text("本园成立防汛工作", timeout=MS_TO_DRAFT)


def said(page: Page) -> list[str]:
    return page.locator(".bubble.user:not(.waiting) .words").all_inner_texts()


def test_messages_wait_in_their_order_can_be_taken_back_and_stopping_is_at_once(open_slow_page: Open) -> None:
    page = open_slow_page()
    expect(page.locator("#stop")).to_be_hidden()
    being_answered(page)
    waiting = page.locator(".bubble.waiting")
    for message in ("锁定第一部分", "把第三部分删掉", "不限字数"):
        ask(page, message)
        expect(waiting.last).to_contain_text(message)
        expect(page.locator("#message textarea")).to_have_value("")
    expect(page.locator("#outline .tool")).to_have_count(6)
    waiting.nth(1).get_by_role("button", name="收回").click()
    expect(waiting).to_have_count(2)
    expect(page.locator("#message textarea")).to_have_value("把第三部分删掉")
    page.locator("#stop").click()
    expect(page.locator("#stop")).to_be_hidden()
    expect(page.locator("#write")).to_be_enabled()
    assert said(page) == [ASK, "锁定第一部分", "不限字数"]
    answers = page.locator(".bubble.draftbot")
    expect(answers).to_have_count(3)
    expect(answers.first).to_contain_text("已停下")
    expect(page.locator("#message textarea")).to_have_value("把第三部分删掉")

    being_answered(page, "重新起草")
    ask(page, "停！")
    expect(answers.last).to_contain_text("已停下")
    expect(page.locator("#stop")).to_be_hidden()
    assert said(page)[-1] == "重新起草"


def test_two_presses_of_enter_send_once(open_slow_page: Open) -> None:
    page = open_slow_page()
    page.locator("#message textarea").fill("我们园叫向阳幼儿园")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator("#send").dblclick()
    expect(page.locator(".bubble.draftbot")).to_have_count(1)
    expect(page.locator("#write")).to_be_enabled()
    page.wait_for_timeout(500)
    assert said(page) == ["我们园叫向阳幼儿园"]
    ask(page, "我们园叫向阳幼儿园")
    expect(page.locator(".bubble.draftbot")).to_have_count(2)


def test_a_reload_or_another_report_meanwhile_loses_neither_answer_nor_message(open_slow_page: Open) -> None:
    page = open_slow_page()
    being_answered(page)
    ask(page, "我们园叫向阳幼儿园")
    expect(page.locator(".bubble.waiting")).to_contain_text("向阳幼儿园")
    page.reload()
    expect(page.locator(".bubble.waiting")).to_contain_text("向阳幼儿园", timeout=30_000)
    expect(page.locator("#sheet .at-work")).to_contain_text("本园成立防汛工作")
    page.locator("#new").click()
    expect(page.locator("#talk .welcome")).to_be_visible()
    page.wait_for_timeout(500)
    expect(page.locator("#talk .welcome")).to_be_visible()
    page.locator("#recent input").click()
    page.get_by_role("option").last.click()
    expect(page.locator("#sheet .at-work")).to_contain_text("本园成立防汛工作")
    page.locator("#stop").click()
    expect(page.locator("#field-unit :is(textarea, input)")).to_have_value("向阳幼儿园")
    assert said(page) == [ASK, "我们园叫向阳幼儿园"]
    assert "已停下" in page.locator(".bubble.draftbot").first.inner_text()
