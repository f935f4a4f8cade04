"""Files that come to the desk: a sample's outline, a list of facts, the draft edited in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from draftbot.faces.web import html
from draftbot.faces.web.desk import facts_with
from draftbot.faces.web.frame import Component, Given, Shown, taken, texts_for
from draftbot.faces.web.stage import Stage, entries_of
from draftbot.faces.web.texts import Texts
from draftbot.service import Draftbot

if TYPE_CHECKING:
    from draftbot.faces.web.draft_tab import DraftTab


class DraftFiles:
    """The upload buttons of the 起草 tab; each is made where the tab wants it."""

    def __init__(self, tab: DraftTab) -> None:
        self.tab = tab

    @property
    def service(self) -> Draftbot:
        """As whoever began the event at work may use it."""
        return self.tab.service

    def outline_button(self) -> None:
        self.outline = self._button("outline_file")

    def facts_button(self) -> None:
        self.facts = self._button("facts_file")

    def word_button(self) -> None:
        self.word = self._button("word_back")

    def _button(self, name: str) -> Component:
        button = gr.UploadButton(
            size="sm", elem_id=name.replace("_", "-"), elem_classes="file-button", scale=0, min_width=0
        )
        return self.tab.frame.say(button, label=name)

    def wire(self) -> None:
        tab = self.tab
        desk = [tab.memory, *tab.form]
        for button, take in ((self.outline, self.take_outline), (self.facts, self.take_facts)):
            tab.frame.on(button.upload, take, [*desk, button], [*tab.desk, button])
        shown = [*tab.view, *tab.desk, self.word]
        tab.frame.on(self.word.upload, self.bring_back, [*desk, tab.stage, self.word], shown)

    def take_outline(self, given: Given, request: gr.Request) -> Shown:
        """The outline of the uploaded report, or the one written down in it."""
        t = texts_for(request)
        conversation = self.tab.arranged(given)
        name, data = taken(given[self.outline])
        outline = self.service.outline_from_file(data, name, conversation.title)
        conversation = self.service.arrange_desk(conversation.id, outline=outline)
        told = t("outline_taken", name=name, n=len(outline.sections))
        return {self.outline: None, **self.told(told, t), **self.tab.desk_shown(conversation, t)}

    def take_facts(self, given: Given, request: gr.Request) -> Shown:
        """What the uploaded list says, added to the fact sheet."""
        t = texts_for(request)
        conversation = self.tab.arranged(given)
        name, data = taken(given[self.facts])
        before = conversation.facts
        facts = facts_with(before, self.service.facts_from_file(data, name))
        conversation = self.service.arrange_desk(conversation.id, facts=facts)
        told = t("facts_taken", name=name, n=len(facts.facts) - len(before.facts))
        return {self.facts: None, **self.told(told, t), **self.tab.desk_shown(conversation, t)}

    def bring_back(self, given: Given, request: gr.Request) -> Shown:
        """The draft, and the desk with it, as the uploaded Word file has them."""
        t = texts_for(request)
        stage: Stage = given[self.tab.stage]
        if stage.busy:
            return {self.word: None}
        conversation = self.tab.arranged(given)
        name, data = taken(given[self.word])
        draft = self.service.bring_back_to_desk(conversation.id, data, name)
        conversation = self.service.conversation(conversation.id)
        return {
            self.word: None,
            **self.told(t("word_taken", name=name), t),
            **self.tab.stage_shown(Stage(entries_of(conversation.turns), draft), t),
            **self.tab.desk_shown(conversation, t),
        }

    def told(self, text: str, t: Texts) -> Shown:
        return {self.tab.frame.notice: html.good_notice(text, t)}
