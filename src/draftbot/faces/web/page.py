"""The web page: three tabs over one service."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr

from draftbot.faces.api.sign_in import caller_of
from draftbot.faces.web import html
from draftbot.faces.web.corpus_tab import CorpusTab
from draftbot.faces.web.draft_tab import DraftTab
from draftbot.faces.web.frame import Component, Frame, Given, Shown, asset, texts_for
from draftbot.faces.web.search_tab import SearchTab
from draftbot.faces.web.texts import Texts
from draftbot.service import Draftbot

SANS = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
)
MONO = ("ui-monospace", "Consolas", "monospace")
UPLOADS_KEPT_SECONDS = 3600
CONCURRENT_EVENTS = 16
SECONDS_BETWEEN_LOOKS = 2.0


class Page:
    """The tabs and what they share. Create inside a gr.Blocks."""

    def __init__(self, service: Draftbot) -> None:
        self.frame = Frame(service)
        self.brand = gr.HTML(elem_id="brand", apply_default_css=False)
        self.standing = gr.HTML(elem_id="standing", apply_default_css=False)
        self.clock = gr.Timer(SECONDS_BETWEEN_LOOKS, active=False)
        first = Texts("zh")  # until the browser's language is known
        with gr.Tabs(elem_id="tabs"):
            with self.frame.say(
                gr.Tab(first("tab_draft"), id="draft", elem_id="tab-draft"), label="tab_draft"
            ):
                self.draft = DraftTab(self.frame)
            with self.frame.say(
                gr.Tab(first("tab_search"), id="search", elem_id="tab-search"), label="tab_search"
            ):
                self.search = SearchTab(self.frame)
            with self.frame.say(
                gr.Tab(first("tab_corpus"), id="corpus", elem_id="tab-corpus"), label="tab_corpus"
            ) as tab:
                self.corpus = CorpusTab(self.frame, self.search, tab)

    @property
    def shown(self) -> list[Component]:
        tabs = [*self.draft.shown, *self.search.shown, *self.corpus.shown]
        return [self.brand, self.standing, self.clock, *tabs, *self.frame.translatable]

    def wire(self, blocks: gr.Blocks) -> None:
        loaded = self.frame.on(blocks.load, self.load, [self.draft.memory], self.shown)
        self.draft.answers.look_on_after(loaded)
        for part in (self.frame, self.draft, self.search, self.corpus):
            part.wire()
        self.frame.on(self.clock.tick, self.look, (), [self.brand, self.standing, self.clock], clears=False)

    def load(self, given: Given, request: gr.Request) -> Shown:
        """Everything a browser sees first, in its language."""
        t = texts_for(request)
        filled = {
            **self.progress(t, request),
            **self.draft.first_shown(given[self.draft.memory], t),
            **self.search.first_shown(t),
            **self.corpus.first_shown(t),
        }
        words = self.frame.translated(t)
        both = {c: {**words[c], **as_update(filled[c])} for c in words.keys() & filled.keys()}
        return {**words, **filled, **both}

    def look(self, request: gr.Request) -> Shown:
        """How far a start has come, looked at again and again until it is done."""
        return self.progress(texts_for(request), request)

    def progress(self, t: Texts, request: gr.Request) -> Shown:
        service = self.frame.service
        reading, notices = service.reading, service.notices
        unfinished = reading is not None or not (service.ready or notices)
        return {
            self.brand: html.brand(reading, t, caller_of(request.request).name),
            self.standing: html.standing(notices, t),
            self.clock: gr.Timer(active=unfinished),
        }


def as_update(value: object) -> dict[str, Any]:
    """`value` as a gr.update, whether it is one already or a plain new value."""
    if isinstance(value, dict) and value.get("__type__") == "update":
        return value
    update: dict[str, Any] = gr.update(value=value)
    return update


def build_page(service: Draftbot) -> gr.Blocks:
    """The page, to be mounted with `page_assets()`."""
    with gr.Blocks(
        title="draftbot",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(UPLOADS_KEPT_SECONDS, UPLOADS_KEPT_SECONDS),
    ) as blocks:
        Page(service).wire(blocks)
    blocks.queue(default_concurrency_limit=CONCURRENT_EVENTS)
    return blocks


def page_assets() -> dict[str, Any]:
    """What `gradio.mount_gradio_app` needs besides the page itself. Nothing in it
    makes the browser ask any other host."""
    return {
        "theme": gr.themes.Base(font=SANS, font_mono=MONO, radius_size="sm", spacing_size="sm"),
        # Not as `css`: gradio rewrites that selector by selector and breaks :is() and html[…].
        "head": f"<style>{asset('style.css')}</style><script>{asset('page.js')}</script>",
        "favicon_path": str(files("draftbot.faces.web") / "favicon.png"),
        "footer_links": [],
        "run_history": False,
        "show_error": True,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "enable_monitoring": False,
    }
