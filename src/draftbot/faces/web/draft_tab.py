"""The 起草 tab: the chat and the desk, two views of one conversation."""

from __future__ import annotations

from functools import partial
from typing import Any

import gradio as gr

from draftbot.domain import Conversation
from draftbot.errors import ConversationNotFound
from draftbot.export.options import CITATIONS
from draftbot.export.unconfirmed import UNCONFIRMED
from draftbot.faces.web import html, html_plan, html_sheet, html_talk
from draftbot.faces.web.answers import Answers
from draftbot.faces.web.desk import (
    FormValues,
    desk_of_form,
    editor_value,
    edits,
    form_values,
    usual_length,
)
from draftbot.faces.web.draft_downloads import DraftDownloads
from draftbot.faces.web.draft_edits import DraftEdits
from draftbot.faces.web.draft_files import DraftFiles
from draftbot.faces.web.draft_plan import DraftPlan
from draftbot.faces.web.frame import Component, Frame, Given, Shown, asset, hidden, live_html, texts_for
from draftbot.faces.web.stage import Stage
from draftbot.faces.web.texts import Texts
from draftbot.service import Draftbot

RECENT = 12
CITING = {"comments": "cite_comments", "footnotes": "cite_footnotes", "none": "cite_none"}
TREATING = {"mark": "unconfirmed_mark", "omit": "unconfirmed_omit", "keep": "unconfirmed_keep"}
FACT_FIELDS = ("unit", "period", "author", "date", "leaders")


class DraftTab:
    """Create inside its gr.Tab."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        # The secret only hides the value from a casual look; fixed, so that a restart keeps it.
        self.memory = gr.BrowserState(
            {"current": "", "recent": []}, storage_key="draftbot", secret="draftbot"
        )
        self.stage = gr.State(Stage())
        self.files = DraftFiles(self)
        self.answers = Answers(self)
        self.panes = gr.HTML(elem_id="panes", apply_default_css=False)
        with gr.Row(elem_id="workbench", equal_height=False):
            with gr.Column(elem_id="talk-column", elem_classes="card pane-talk", min_width=0):
                self.build_talk()
            with gr.Column(elem_id="plan-column", elem_classes="card pane-plan", min_width=0):
                self.build_plan()
            with gr.Column(elem_id="paper-column", elem_classes="pane-paper", min_width=0):
                self.build_paper()

    @property
    def service(self) -> Draftbot:
        """As whoever began the event at work may use it."""
        return self.frame.service

    # -- layout ------------------------------------------------------------------

    def build_talk(self) -> None:
        say = self.frame.say
        with gr.Row(elem_id="talk-head"):
            self.recent = say(
                gr.Dropdown(choices=[], show_label=False, container=False, elem_id="recent", min_width=0),
                label="recent",
            )
            self.new = say(gr.Button(size="sm", elem_id="new", scale=0, min_width=0), value="new")
        self.shared = say(
            gr.Dropdown(
                choices=[], multiselect=True, container=False, elem_id="shared", visible=False, min_width=0
            ),
            label="share_with",
        )
        self.talk = live_html("example", "passage", "export", "take_back", "say", elem_id="talk")
        with gr.Row(elem_id="say-bar"):
            self.message = say(
                gr.Textbox(
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    elem_id="message",
                    min_width=0,
                    autofocus=True,
                ),
                label="message",
                placeholder="message_hint",
            )
            # Beside the other, not in its place, where a double click would press both.
            self.stop_button = say(
                gr.Button(elem_id="stop", scale=0, min_width=0, visible=False), value="stop"
            )
            self.send_button = say(
                gr.Button(variant="primary", elem_id="send", scale=0, min_width=0), value="send"
            )

    def build_plan(self) -> None:
        say = self.frame.say
        # What the form was last shown, kept beside it in the browser; see desk.edits.
        self.form_shown = gr.HTML(None, html_template="", apply_default_css=False, elem_id="form-shown")
        with gr.Column(elem_id="plan-scroll"):
            self.title = say(self.field("title", max_lines=2), label="title", placeholder="title_hint")
            with gr.Row(elem_classes="pair"):
                self.genre = say(
                    gr.Dropdown(
                        choices=[outline.genre for outline in self.service.outlines()],
                        value=None,
                        elem_id="genre",
                        min_width=0,
                        scale=2,
                    ),
                    label="genre",
                )
                self.length = say(self.field("length", scale=1), label="length")
            with gr.Row(elem_classes="head-row"):
                self.outline_head = gr.HTML(elem_classes="section-head", apply_default_css=False)
                self.files.outline_button()
            self.editor = gr.HTML(
                editor_value(None, Texts("zh")),
                html_template='<div class="outline-editor"></div>',
                js_on_load=asset("outline.js"),
                apply_default_css=False,
                elem_id="outline",
            )
            with gr.Row(elem_classes="head-row"):
                self.facts_head = gr.HTML(elem_classes="section-head", apply_default_css=False)
                self.files.facts_button()
            self.unit = say(self.field("unit"), label="unit", placeholder="unit_hint")
            with gr.Row(elem_classes="pair"):
                self.period = say(self.field("period"), label="period", placeholder="period_hint")
                self.date = say(self.field("date"), label="date", placeholder="date_hint")
            with gr.Row(elem_classes="pair"):
                self.author = say(self.field("author"), label="author")
                self.leaders = say(self.field("leaders"), label="leaders", placeholder="leaders_hint")
            self.facts = say(
                self.field("facts", lines=4, max_lines=12), label="facts", placeholder="facts_hint"
            )
        self.write = gr.Button(variant="primary", elem_id="write")

    def build_paper(self) -> None:
        with gr.Row(elem_id="paper-bar"):
            self.summary = gr.HTML(elem_id="summary", apply_default_css=False)
            self.citing = gr.Dropdown(
                show_label=False, container=False, elem_id="citing", min_width=0, scale=0, filterable=False
            )
            self.unconfirmed = gr.Dropdown(
                show_label=False,
                container=False,
                elem_id="unconfirmed",
                min_width=0,
                scale=0,
                filterable=False,
            )
            self.docx = self.frame.say(
                gr.Button(size="sm", elem_id="docx", scale=0, interactive=False), value="docx"
            )
            self.md = self.frame.say(
                gr.Button(size="sm", elem_id="md", scale=0, interactive=False), value="md"
            )
            self.files.word_button()
        self.basis = live_html("choose", "borrow", "report", script=asset("basis.js"), elem_id="basis")
        self.sheet = live_html(
            "cite", "fill", "edit", "rewrite", "settle", script=asset("paper.js"), elem_id="sheet"
        )

    @staticmethod
    def field(name: str, lines: int = 1, max_lines: int = 1, scale: int | None = None) -> gr.Textbox:
        return gr.Textbox(elem_id=f"field-{name}", lines=lines, max_lines=max_lines, min_width=0, scale=scale)

    # -- wiring --------------------------------------------------------------------

    @property
    def fields(self) -> dict[str, Component]:
        """The form's fields, by what they hold."""
        facts = {name: getattr(self, name) for name in (*FACT_FIELDS, "facts")}
        return {"title": self.title, "length": self.length, "outline": self.editor, **facts}

    @property
    def form(self) -> list[Component]:
        return [*self.fields.values(), self.form_shown]

    @property
    def desk(self) -> list[Component]:
        return [*self.form, self.genre, self.recent]

    @property
    def view(self) -> list[Component]:
        return [self.stage, self.talk, self.summary, self.basis, self.sheet, *self.buttons]

    @property
    def buttons(self) -> list[Component]:
        return [self.write, self.stop_button, self.docx, self.md, self.files.word]

    @property
    def shown(self) -> list[Component]:
        heads = [self.panes, self.outline_head, self.facts_head, self.citing, self.unconfirmed]
        return [self.memory, self.shared, *heads, *self.desk, *self.view]

    def wire(self) -> None:
        on = self.frame.on
        on(self.talk.example, self.take_example, (), [self.message])
        self.frame.opens_passage(self.talk.passage)
        on(self.sheet.cite, self.frame.open_citation, (), [self.frame.reader])

        left = [field.blur for field in self.fields.values() if field is not self.editor]
        left += [self.title.submit, self.length.submit]
        kept = ([self.memory, *self.form], [*self.desk, *self.view])
        for listen in (partial(gr.on, left), self.editor.edited):
            on(listen, self.keep_form, *kept, trigger_mode="always_last")
        on(self.genre.input, self.choose_genre, [self.memory, self.genre, *self.form], self.desk)
        on(self.shared.input, self.share, [self.memory, self.shared], [self.shared])
        self.files.wire()
        self.answers.wire()
        DraftDownloads(self).wire()
        DraftEdits(self).wire()
        DraftPlan(self).wire()
        on(self.new.click, self.start_new, [self.memory], self.shown)
        opened = on(self.recent.input, self.open_recent, [self.memory, self.recent], self.shown)
        self.answers.look_on_after(opened)
        self.answers.break_off_at(self.new.click, self.recent.input)

    # -- what is shown ---------------------------------------------------------------

    def first_shown(self, memory: dict[str, Any], t: Texts) -> Shown:
        """The tab of a page just loaded: the conversation this browser was in."""
        return {
            self.panes: html.panes(t),
            self.outline_head: html.section_head(t("outline"), ""),
            self.facts_head: html.section_head(t("facts_head"), t("facts_more")),
            self.citing: gr.update(choices=[(t(CITING[how]), how) for how in CITATIONS], value=CITATIONS[0]),
            self.unconfirmed: gr.update(
                choices=[(t(TREATING[how]), how) for how in UNCONFIRMED], value=UNCONFIRMED[0]
            ),
            **self.conversation_shown(self.recall(memory), memory, t),
        }

    def recall(self, memory: dict[str, Any]) -> Conversation:
        """The conversation this browser was in, a new one if there is none (any more)."""
        if memory["current"]:
            try:
                return self.service.conversation(memory["current"])
            except ConversationNotFound:
                pass
        return self.service.start_conversation()

    def conversation_shown(self, conversation: Conversation, memory: dict[str, Any], t: Texts) -> Shown:
        """All of a conversation; it becomes the browser's current one."""
        others = [known for known in memory["recent"] if known != conversation.id]
        memory = {"current": conversation.id, "recent": [conversation.id, *others][:RECENT]}
        return {
            self.memory: memory,
            **self.recent_shown(conversation, memory, t),
            **self.stage_shown(self.answers.stage_of(conversation), t),
            **self.desk_shown(conversation, t),
            self.shared: self.sharing(conversation.id, t),
        }

    def sharing(self, conversation_id: str, t: Texts) -> dict[str, Any]:
        """With whom the conversation is shared, where there are others and it is the user's."""
        if not self.frame.has_users:
            return hidden()
        names, people = self.service.may_be_shared_with(conversation_id)
        if not people:
            return hidden()
        shown: dict[str, Any] = gr.update(
            choices=list(people), value=list(names), visible=True, info=t("share_with")
        )
        return shown

    def recent_shown(self, conversation: Conversation, memory: dict[str, Any], t: Texts) -> Shown:
        """The list of recent reports, `conversation` chosen."""
        titles = [(self.title_of(known, conversation, t), known) for known in memory["recent"]]
        choices = [(title, known) for title, known in titles if title]
        if self.frame.has_users:
            # What others share stands in no browser's memory.
            choices += [
                (t("shared_by", title=kept.title or t("untitled"), owner=kept.owner), kept.id)
                for kept in self.service.conversations(most=RECENT)
                if kept.id not in memory["recent"] and kept.shared_with and kept.title
            ]
        return {self.recent: gr.update(choices=choices, value=conversation.id)}

    def title_of(self, conversation_id: str, current: Conversation, t: Texts) -> str:
        """The conversation's title in the list of recent ones; "" if it is gone."""
        if conversation_id == current.id:
            return current.title or t("untitled")
        try:
            return self.service.conversation(conversation_id).title
        except ConversationNotFound:
            return ""

    def stage_shown(self, stage: Stage, t: Texts) -> Shown:
        return {
            self.stage: stage,
            self.talk: html_talk.talk(stage, t),
            self.summary: html_sheet.summary(stage.draft, t),
            self.basis: html_plan.basis(stage.draft, stage.busy, t),
            self.sheet: html_sheet.sheet(stage, t),
            **self.buttons_shown(stage, t),
        }

    def buttons_shown(self, stage: Stage, t: Texts) -> Shown:
        """What can be done now: while draftbot answers only stopping can."""
        drafted = stage.draft is not None
        word = t("rewrite" if drafted else "write")
        exports = gr.update(interactive=drafted and not stage.busy)
        return {
            self.write: gr.update(value=word, interactive=not stage.busy),
            self.stop_button: gr.update(visible=stage.busy),
            self.docx: exports,
            self.md: exports,
            self.files.word: exports,
        }

    def desk_shown(self, conversation: Conversation, t: Texts) -> Shown:
        outline, values = conversation.outline, form_values(conversation)
        return {
            self.form_shown: values,
            **{field: values[name] for name, field in self.fields.items()},
            self.genre: outline.genre if outline else None,
            self.length: gr.update(value=values["length"], placeholder=usual_length(outline)),
            self.editor: editor_value(outline, t),
        }

    def desk_changed(self, before: Conversation, after: Conversation, t: Texts) -> Shown:
        """The fields that differ: what the user types into another meanwhile is not overwritten."""
        was = self.desk_shown(before, t)
        shown = {field: value for field, value in self.desk_shown(after, t).items() if value != was[field]}
        shown[self.form_shown] = form_values(after)
        if before.length == after.length:
            shown[self.length] = gr.update(placeholder=usual_length(after.outline))
        return shown

    # -- what the user does ------------------------------------------------------------

    def form_given(self, given: Given) -> FormValues:
        return {name: given[field] for name, field in self.fields.items()}

    def as_on_page(self, given: Given, conversation: Conversation) -> Conversation:
        """The conversation, its desk as this page has it in the form, if that was `given`."""
        return desk_of_form(conversation, self.form_given(given)) if self.title in given else conversation

    def arranged(self, given: Given) -> Conversation:
        """The conversation, on its desk what the user changed in the form. Raises BadLength."""
        before = self.service.conversation(given[self.memory]["current"])
        changed = edits(before, self.form_given(given), given[self.form_shown])
        return self.service.arrange_desk(before.id, **changed)

    def keep_edits(self, given: Given, request: gr.Request) -> Shown:
        """Store what was edited, and show what the page has otherwise than the desk."""
        t = texts_for(request)
        conversation = self.arranged(given)
        return {
            **self.recent_shown(conversation, given[self.memory], t),
            **self.desk_changed(self.as_on_page(given, conversation), conversation, t),
        }

    def keep_form(self, given: Given, request: gr.Request) -> Shown:
        """The same where the user leaves a field; facts that were changed are told in the draft at once."""
        before = self.service.conversation(given[self.memory]["current"])
        shown = self.keep_edits(given, request)
        after = self.service.conversation(before.id)
        if after.facts.facts == before.facts.facts or self.answers.stage_of(after).busy:
            return shown
        if self.service.tell_facts(after.id) is None:
            return shown
        return {**shown, **self.stage_shown(self.answers.stage_of(after), texts_for(request))}

    def choose_genre(self, given: Given, request: gr.Request) -> Shown:
        before = self.arranged(given)
        outline = self.service.outline(given[self.genre])
        after = self.service.arrange_desk(before.id, outline=outline)
        return self.desk_changed(before, after, texts_for(request))

    def take_example(self, event: gr.EventData, request: gr.Request) -> Shown:
        return {self.message: event.text}

    def share(self, given: Given, request: gr.Request) -> Shown:
        """Whom the user names may see the conversation and work on it; others no more."""
        conversation_id = given[self.memory]["current"]
        self.service.share_conversation(conversation_id, given[self.shared] or ())
        return {self.shared: self.sharing(conversation_id, texts_for(request))}

    def start_new(self, given: Given, request: gr.Request) -> Shown:
        conversation = self.service.start_conversation()
        self.answers.looks_at(request, conversation.id)
        return self.conversation_shown(conversation, given[self.memory], texts_for(request))

    def open_recent(self, given: Given, request: gr.Request) -> Shown:
        conversation = self.service.conversation(given[self.recent])
        self.answers.looks_at(request, conversation.id)
        return self.conversation_shown(conversation, given[self.memory], texts_for(request))
