"""What is written on the paper itself: blanks filled, sentences edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import gradio as gr

from draftbot.domain import Draft
from draftbot.errors import DraftChanged
from draftbot.faces.web import html
from draftbot.faces.web.frame import Given, Shown, texts_for
from draftbot.faces.web.stage import Stage

if TYPE_CHECKING:
    from draftbot.faces.web.draft_tab import DraftTab


class DraftEdits:
    """The events of paper.js."""

    def __init__(self, tab: DraftTab) -> None:
        self.tab = tab
        self.service = tab.service

    def wire(self) -> None:
        tab = self.tab
        for listen, answer in ((tab.sheet.fill, self.fill), (tab.sheet.edit, self.edit)):
            tab.frame.on(listen, answer, [tab.stage], tab.view)

    def fill(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        number, text = int(event.number), event.text
        return self.changed(given, request, lambda id_: self.service.fill_blank(id_, number, text))

    def edit(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        section, sentence, text = int(event.section), int(event.sentence), event.text
        return self.changed(
            given, request, lambda id_: self.service.edit_sentence(id_, section, sentence, text)
        )

    def changed(self, given: Given, request: gr.Request, change: Callable[[str], Draft]) -> Shown:
        """The draft after `change`; if it is another by now than the page shows, that one as it is."""
        t = texts_for(request)
        stage: Stage = given[self.tab.stage]
        if stage.draft is None or stage.busy:
            return {}
        now = self.service.load_draft(stage.draft.id)
        if now.sections != stage.draft.sections:
            told = html.error_notice(DraftChanged(title=now.title), t)
            return {self.tab.frame.notice: told, **self.tab.stage_shown(replace(stage, draft=now), t)}
        return self.tab.stage_shown(replace(stage, draft=change(now.id)), t)
