"""The draft as a file for the browser to keep."""

from __future__ import annotations

import base64
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import gradio as gr

from draftbot.export.options import WordOptions
from draftbot.faces.web.frame import Given, Shown
from draftbot.service import Draftbot

if TYPE_CHECKING:
    from draftbot.faces.web.draft_tab import DraftTab


class DraftDownloads:
    """The download buttons over the paper and in the talk."""

    def __init__(self, tab: DraftTab) -> None:
        self.tab = tab

    @property
    def service(self) -> Draftbot:
        """As whoever began the event at work may use it."""
        return self.tab.service

    def wire(self) -> None:
        tab, on, shown = self.tab, self.tab.frame.on, [self.tab.frame.courier]
        on(tab.docx.click, self.docx, [tab.stage, tab.citing, tab.unconfirmed], shown)
        on(tab.md.click, self.md, [tab.stage, tab.unconfirmed], shown)
        on(tab.talk.export, self.named, [tab.citing, tab.unconfirmed], shown)

    def docx(self, given: Given, request: gr.Request) -> Shown:
        return self.sent(given[self.tab.stage].draft.id, "docx", self._options(given))

    def md(self, given: Given, request: gr.Request) -> Shown:
        options = WordOptions(unconfirmed=given[self.tab.unconfirmed])
        return self.sent(given[self.tab.stage].draft.id, "md", options)

    def named(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        options = self._options(given)
        if event.unconfirmed:  # said in the chat
            options = replace(options, unconfirmed=event.unconfirmed)
        return self.sent(event.draft, event.format, options)

    def _options(self, given: Given) -> WordOptions:
        # Who wants no sources in the text wants none behind it either.
        citing = given[self.tab.citing]
        return WordOptions(citing, citing != "none", unconfirmed=given[self.tab.unconfirmed])

    def sent(self, draft_id: str, format_: str, options: WordOptions | None = None) -> Shown:
        """The exported file, for courier.js to hand to the browser."""
        file = self.service.export(draft_id, format_, options)
        data = base64.b64encode(file.data).decode("ascii")
        # `when` makes the same file count as new when it is asked for again.
        value = {"name": file.name, "type": file.media_type, "data": data, "when": time.time()}
        return {self.tab.frame.courier: value}
