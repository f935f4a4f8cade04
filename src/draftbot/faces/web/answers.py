"""What is said on the page and how the answer is shown: sending, waiting, stopping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import gradio as gr

from draftbot.conversation.stopping import asks_to_stop
from draftbot.domain import Conversation
from draftbot.faces.web.frame import Component, Given, Shown, texts_for
from draftbot.faces.web.onlookers import Onlookers
from draftbot.faces.web.stage import Stage, entries_of
from draftbot.faces.web.talks import Scene, Talk, Talks
from draftbot.service import Draftbot

if TYPE_CHECKING:
    from draftbot.faces.web.draft_tab import DraftTab


class Answers:
    """The talk of the 起草 tab. An answer is written whether or not the page looks on, so that
    a page that was loaded again, or a second one, sees it too."""

    def __init__(self, tab: DraftTab) -> None:
        self.tab = tab
        self.talks = Talks(lambda: self.service)
        self.shown_by: list[Component] = []
        self._onlookers = Onlookers()

    @property
    def service(self) -> Draftbot:
        """As whoever began the event at work may use it."""
        return self.tab.service

    def looks_at(self, request: gr.Request, conversation_id: str) -> None:
        """A page shows this conversation from now on, and nothing more of another."""
        self._onlookers.opens(str(request.session_hash), conversation_id)

    def wire(self) -> None:
        tab, on = self.tab, self.tab.frame.on
        self.shows(partial(gr.on, [tab.message.submit, tab.send_button.click]), self.send, tab.message)
        self.shows(tab.talk.say, self.send_offered)
        self.shows(tab.write.click, self.write_again)
        on(tab.stop_button.click, self.stop, [tab.memory], clears=False)
        on(tab.talk.take_back, self.take_back, [tab.memory, tab.message], [tab.message])

    def shows(
        self, listen: Callable[..., Component], handler: Callable[..., object], *besides: Component
    ) -> None:
        """Let `handler` answer an event by what it shows of a talk; it is given the form, and `besides`."""
        tab, on = self.tab, self.tab.frame.on
        # "multiple": gradio's "once" also swallows what is asked just after an answer ends;
        # what is asked during an answer waits for it in `Talks`.
        asked = on(
            listen,
            handler,
            [tab.memory, tab.stage, *tab.form, *besides],
            [*tab.view, *tab.desk, tab.message],
            trigger_mode="multiple",
        )
        # What was typed into the form while draftbot answered.
        on(asked.then, tab.keep_edits, [tab.memory, *tab.form], tab.desk, clears=False)
        self._ends(asked)

    def _ends(self, showing: Component) -> None:
        """What is done once `showing` shows no more. The buttons are told again: on a busy machine
        a browser that gets the last steps of a stream in one may leave one of them grey."""
        tab = self.tab
        tab.frame.on(showing.then, self.show_buttons, [tab.memory], tab.buttons, clears=False)
        self.shown_by.append(showing)

    def look_on_after(self, opened: Component) -> None:
        """Show what is being answered in the conversation that the event `opened` opens."""
        tab = self.tab
        shown = [*tab.view, *tab.desk, tab.message]
        self._ends(tab.frame.on(opened.then, self.look_on, [tab.memory], shown, clears=False))

    def break_off_at(self, *leaving: Callable[..., Component]) -> None:
        """Show no more of an answer once another conversation is opened; it is written all the same."""
        for listen in leaving:
            listen(fn=None, cancels=self.shown_by, queue=False, show_progress="hidden")

    def stage_of(self, conversation: Conversation, known: Stage | None = None) -> Stage:
        """What there is to show of a conversation; `known` holds more of what was said than is
        stored, where it is not of an earlier state."""
        if talk := self.talks.at_work(conversation.id):
            return talk.scene.stage
        draft = self.service.load_draft(conversation.draft_id) if conversation.draft_id else None
        if known and len(known.entries) == len(conversation.turns):
            return Stage(known.entries, draft)
        return Stage(entries_of(conversation.turns), draft)

    # -- what the user does ------------------------------------------------------------

    def send(self, given: Given, request: gr.Request) -> Iterator[Shown]:
        tab, conversation_id = self.tab, given[self.tab.memory]["current"]
        message = given[tab.message].strip()
        if not message:
            return
        if self.talks.at_work(conversation_id) and asks_to_stop(message):
            self.service.stop(conversation_id)
            yield {tab.message: ""}
            return
        shown = self.ask(message, given, request)
        yield {tab.message: ""}
        yield from shown

    def send_offered(self, given: Given, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        """What a button of an answer says in the user's place; what is being typed stays."""
        yield from self.ask(event.text, given, request)

    def write_again(self, given: Given, request: gr.Request) -> Iterator[Shown]:
        yield from self.ask("", given, request)

    def ask(self, message: str, given: Given, request: gr.Request) -> Iterator[Shown]:
        """Have `message` answered, and what there is to show of it. What waits for an answer under way is shown
        with that one; a page that still looks busy may be one whose answer has just ended."""
        conversation_id = given[self.tab.memory]["current"]
        under_way = self.talks.at_work(conversation_id)
        talk = self.talks.ask(conversation_id, message, partial(self.begun, given))
        is_shown = talk is under_way and given[self.tab.stage].busy
        return iter(()) if is_shown else self.show(talk, given, request)

    def begun(self, given: Given) -> Scene:
        """The conversation before an answer, its desk as the form has it."""
        desk = self.tab.arranged(given)
        return Scene(self.stage_of(desk, given[self.tab.stage]), desk)

    def stop(self, given: Given, request: gr.Request) -> Shown:
        self.service.stop(given[self.tab.memory]["current"])
        return {}

    def take_back(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        """A message that waits goes back to where it was typed, if nothing else is there."""
        words = self.talks.take_back(given[self.tab.memory]["current"], int(event.number))
        return {self.tab.message: words} if words and not given[self.tab.message].strip() else {}

    def show_buttons(self, given: Given, request: gr.Request) -> Shown:
        conversation = self.service.conversation(given[self.tab.memory]["current"])
        return self.tab.buttons_shown(self.stage_of(conversation), texts_for(request))

    def look_on(self, given: Given, request: gr.Request) -> Iterator[Shown]:
        if talk := self.talks.at_work(given[self.tab.memory]["current"]):
            yield from self.show(talk, given, request)

    def show(self, talk: Talk, given: Given, request: gr.Request) -> Iterator[Shown]:
        """What happens in `talk`, until all in it is answered."""
        tab, t = self.tab, texts_for(request)
        desk = tab.as_on_page(given, talk.begun.desk)
        session = str(request.session_hash)
        showing = self._onlookers.begins(session)
        for scene in talk.scenes():
            # The browser's own breaking off may come before what it is to break off has begun.
            if not self._onlookers.goes_on(session, desk.id, showing):
                return
            shown = tab.stage_shown(scene.stage, t)
            if scene.desk is not desk:
                shown |= tab.desk_changed(desk, scene.desk, t)
                shown |= tab.recent_shown(scene.desk, given[tab.memory], t)
                desk = scene.desk
            yield shown
        if talk.unsaid:
            yield {tab.message: "\n".join(talk.unsaid)}
        if talk.fault:
            raise talk.fault
