"""What is written on the paper itself: blanks filled, sentences edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import gradio as gr

from draftbot.domain import Draft
from draftbot.faces.web import html
from draftbot.faces.web.frame import Given, Shown, texts_for
from draftbot.faces.web.stage import Stage
from draftbot.faces.web.texts import Texts
from draftbot.service import Draftbot

if TYPE_CHECKING:
    from draftbot.faces.web.draft_tab import DraftTab


class DraftEdits:
    """The events of paper.js."""

    def __init__(self, tab: DraftTab) -> None:
        self.tab = tab

    @property
    def service(self) -> Draftbot:
        """As whoever began the event at work may use it."""
        return self.tab.service

    def wire(self) -> None:
        tab = self.tab
        sheet = tab.sheet
        answers = (
            (sheet.fill, self.fill),
            (sheet.edit, self.edit),
            (sheet.rewrite, self.rewrite),
            (sheet.settle, self.settle),
        )
        for listen, answer in answers:
            # "multiple": gradio's "once" would swallow an edit made before the last was answered.
            tab.frame.on(listen, answer, [tab.memory, tab.stage], tab.view, trigger_mode="multiple")

    def fill(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        number = int(event.number)
        return self.changed(
            given, event.text, request, lambda d, text: self.service.fill_blank(d, number, text)
        )

    def edit(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        section, sentence = int(event.section), int(event.sentence)
        return self.changed(
            given,
            event.text,
            request,
            lambda d, text: self.service.edit_sentence(d, section, sentence, text),
        )

    def rewrite(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        """A whole point in the user's words."""
        section, sentence = int(event.section), int(event.sentence)
        return self.changed(
            given, event.text, request, lambda d, text: self.service.edit_point(d, section, sentence, text)
        )

    def settle(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        """A point, a section or the whole draft is true of the unit, or is taken out."""
        t = texts_for(request)
        section, sentence = (int(n) if n else None for n in (event.section, event.sentence))
        settle = self.service.confirm_points if event.how == "true" else self.service.delete_points
        shown = self.changed(
            given,
            t("point_true" if event.how == "true" else "point_out"),
            request,
            lambda d, _: settle(d, section, sentence),
        )
        if event.how == "out" and sentence is None:
            shown = {self.tab.frame.notice: html.good_notice(t("points_out"), t), **shown}
        return shown

    def changed(
        self, given: Given, text: str, request: gr.Request, change: Callable[[str, str], Draft]
    ) -> Shown:
        """The draft after `change`. While it is being written, or when it is another by now than
        the page shows, the text is handed back in the notice."""
        t = texts_for(request)
        stage: Stage = given[self.tab.stage]
        if stage.draft is None:
            return {}
        if self.tab.answers.talks.at_work(given[self.tab.memory]["current"]):
            return self.refused("still_writing", text, t)
        now = self.service.load_draft(stage.draft.id)
        if now.parts != stage.draft.parts:
            shown = self.tab.stage_shown(replace(stage, draft=now), t)
            return {**self.refused("changed_elsewhere", text, t), **shown}
        return self.tab.stage_shown(replace(stage, draft=change(now.id, text)), t)

    def refused(self, why: str, text: str, t: Texts) -> Shown:
        return {self.tab.frame.notice: html.bad_notice(t("edit_refused", why=t(why), text=text), t)}
