"""Takes the README's screenshots from a running page: `make run` in one terminal, `make screenshots` in another."""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parents[1] / "docs" / "images"
SIZE = {"width": 1366, "height": 768}
CHROMIUM = "/usr/bin/chromium"
REQUEST = "帮我起草一份2025年幼儿园防汛工作总结，2000字，我们园叫向阳幼儿园。事实：3月、9月开展防汛演练2次，320人参加"


def draft(page: Page) -> None:
    box = page.get_by_placeholder("说要写什么或怎么改，回车发送")
    box.fill(REQUEST)
    box.press("Enter")
    page.get_by_text("写好了").first.wait_for(timeout=120_000)
    page.screenshot(path=FOLDER / "draft.png")


def search(page: Page) -> None:
    page.get_by_role("tab", name="检索").click()
    box = page.locator("#query textarea, #query input").first
    box.fill("消防器材过期咋办")
    box.press("Enter")
    page.locator("#results mark").first.wait_for(timeout=60_000)
    page.screenshot(path=FOLDER / "search.png")


def corpus(page: Page) -> None:
    page.get_by_role("tab", name="语料").click()
    page.get_by_text("青禾区星河幼儿园2024年安全工作总结").first.wait_for(timeout=60_000)
    page.screenshot(path=FOLDER / "corpus.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:7860")
    url = parser.parse_args().url
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="zh-CN")
        page.goto(url)
        draft(page)
        search(page)
        corpus(page)
        browser.close()


if __name__ == "__main__":
    main()
