"""Which past reports the draft draws on: shown over the paper, and the user's to change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import gradio as gr

from draftbot.errors import BadInput
from draftbot.faces.web.frame import Given, Shown
from draftbot.messages import Message
from draftbot.service import Draftbot

if TYPE_CHECKING:
    from draftbot.faces.web.draft_tab import DraftTab


class DraftPlan:
    """The events of basis.js."""

    def __init__(self, tab: DraftTab) -> None:
        self.tab = tab

    @property
    def service(self) -> Draftbot:
        """As whoever began the event at work may use it."""
        return self.tab.service

    def wire(self) -> None:
        self.tab.frame.opens_report(self.tab.basis.report)
        self.tab.answers.shows(self.tab.basis.choose, self.choose)
        self.tab.answers.shows(self.tab.basis.borrow, self.borrow)

    def choose(self, given: Given, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        """Write the draft again from the reports that are ticked, and the one that is named.
        Raises BadInput where no report fits the name."""
        conversation_id = given[self.tab.memory]["current"]
        chosen = [id_ for id_ in (event.reports or "").split(",") if id_]
        if words := (event.more or "").strip():
            named = self.service.report_named(words, conversation_id)
            if named is None:
                raise BadInput(what=Message("requests.no_such_report", words=words))
            chosen.append(named.id)
        self.service.arrange_desk(conversation_id, reports=tuple(dict.fromkeys(chosen)))
        yield from self.tab.answers.write_again(given, request)

    def borrow(self, given: Given, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        """Write the draft again with what other trades lend, or without it."""
        conversation_id = given[self.tab.memory]["current"]
        self.service.arrange_desk(conversation_id, any_trade=event.any == "yes")
        yield from self.tab.answers.write_again(given, request)
