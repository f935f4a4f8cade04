"""What tests of the page share: a real browser, and the first things one does in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from serving import Server

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ASK = "帮我起草一份2025年幼儿园防汛工作总结"
TITLE = "2025年幼儿园防汛工作总结"
MS_TO_DRAFT = 90_000

# A page that is left or reloaded breaks its stream of events off, and gradio takes that
# for a server that has gone.
TELL_WHAT_IS_OVER_THE_PAGE = """
let left = false;
addEventListener("beforeunload", () => { left = true });
document.addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) {
    const over = node.querySelector?.(".toast-body") ?? node.closest?.(".toast-body");
    if (over && !left) window.overPage(over.innerText || over.textContent);
  }
}).observe(document.body, { childList: true, subtree: true }));
"""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for this module only: while Playwright is up, its event loop counts as
    running in this thread, and no other test can run one."""
    with sync_playwright() as playwright:
        # Debian's Chromium where there is one, else the one playwright installs.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(server: Server, browser: Browser) -> Iterator[Open]:
    with pages_of(server.url, browser) as open_:
        yield open_


@contextmanager
def pages_of(url: str, browser: Browser) -> Iterator[Open]:
    """Opens the page like a browser that was never here; afterwards nothing may have
    been asked of another host, no script may have failed, and no handler: of that gradio
    tells in a message of its own over the page."""
    contexts = []
    hosts: set[str] = set()
    faults: list[str] = []

    def open_(locale: str = "zh-CN", width: int = 1366, height: int = 768) -> Page:
        context = browser.new_context(locale=locale, viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: hosts.add(request.url) if is_remote(request.url) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Security Policy" in said.text else None)
        page.expose_function("overPage", lambda said: faults.append(said))
        page.add_init_script(TELL_WHAT_IS_OVER_THE_PAGE)
        page.goto(url)
        expect(page.locator("#talk .welcome, #talk .log")).to_be_visible(timeout=30_000)
        return page

    def is_remote(asked: str) -> bool:
        return not asked.startswith((url, "blob:", "data:"))

    yield open_
    for context in contexts:
        for page in context.pages:
            page.goto("about:blank")
        context.close()
    assert not hosts
    assert not faults


def ask(page: Page, message: str) -> None:
    page.locator("#message textarea").fill(message)
    page.keyboard.press("Enter")


def wait_for_draft(page: Page) -> str:
    """The id of the finished draft on the page, once it is one that was not `seen`."""
    paper = page.locator('#sheet .paper:not([data-seen])[aria-busy="false"]')
    expect(paper.locator(".cite").first).to_be_visible(timeout=MS_TO_DRAFT)
    expect(page.locator("#write")).to_be_enabled(timeout=MS_TO_DRAFT)
    # The outline is drawn anew beside the paper, and is no outline for a moment.
    expect(page.locator("#outline .row").first).to_be_attached(timeout=MS_TO_DRAFT)
    return paper.get_attribute("data-draft") or ""


def write_again(page: Page) -> None:
    seen(page)
    page.locator("#write").click()
    wait_for_draft(page)


def seen(page: Page) -> None:
    """Mark the draft on the page: one written anew has the same id, but not the mark."""
    page.locator("#sheet .paper").evaluate("paper => { paper.dataset.seen = '' }")
