"""A conversation: each message becomes actions, each action changes the desk and is answered in words."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from typing import Literal

from draftbot.conversation import actions as do
from draftbot.conversation.desk import (
    draft_actions,
    fact_actions,
    item_actions,
    other_actions,
    others_left_out,
    outline_actions,
    question_actions,
    report_actions,
    request_actions,
    sentence_actions,
    text_actions,
    told_parts,
    tone_actions,
    version_actions,
)
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.lengths import ABOUT_THE_LENGTH
from draftbot.conversation.desk.offering import with_few_offers
from draftbot.conversation.first_requests import OF_A_DRAFT, first_request
from draftbot.conversation.intent import actions_by_model
from draftbot.conversation.names import name_of, slots_of
from draftbot.conversation.resting import rests_on
from draftbot.conversation.understanding import understand
from draftbot.conversation.understanding.deciding import REPLACES
from draftbot.domain import (
    ChatEvent,
    DeskChanged,
    Did,
    Draft,
    DraftFinished,
    Said,
    Suggested,
    Suggestion,
    Turn,
)
from draftbot.errors import ChatModelSilent, DraftbotError, DraftChanged, WritingStopped
from draftbot.messages import NOTHING, Message, Value, all_lines, all_sentences, plain

log = logging.getLogger(__name__)

HANDLERS: dict[type, Handler] = {
    **outline_actions.HANDLERS,
    **request_actions.HANDLERS,
    **report_actions.HANDLERS,
    **fact_actions.HANDLERS,
    **told_parts.HANDLERS,
    **draft_actions.HANDLERS,
    **tone_actions.HANDLERS,
    **sentence_actions.HANDLERS,
    **item_actions.HANDLERS,
    **text_actions.HANDLERS,
    **others_left_out.HANDLERS,
    **question_actions.HANDLERS,
    **version_actions.HANDLERS,
    **other_actions.HANDLERS,
}
# How an undone change of the desk is told; a change of the draft is told as its version.
_NAMES: dict[type, Message] = {
    do.TakeRequest: Message("steps.drafted"),
    do.TakeTitle: Message("steps.title_taken"),
    do.ChooseGenre: Message("steps.genre_chosen"),
    do.MineOutline: Message("steps.outline_mined"),
    do.AddSection: Message("steps.section_added"),
    do.RemoveSection: Message("steps.section_removed"),
    do.RenameSection: Message("steps.heading_changed"),
    do.MoveSection: Message("steps.section_moved"),
    do.KeepSections: Message("steps.section_removed"),
    do.MergeSections: Message("steps.sections_merged"),
    do.ReplaceOutline: Message("steps.outline_mined"),
    do.SetPoints: Message("steps.points_set"),
    do.LikeReport: Message("steps.outline_mined"),
    do.ChooseReports: Message("steps.reports_chosen"),
    do.SetOpening: Message("steps.formula_set"),
    do.SetClosing: Message("steps.formula_set"),
    do.SetStyle: Message("steps.style_set"),
    do.SetLength: Message("steps.length_set"),
    do.SetFact: Message("steps.fact_set"),
    do.AddFact: Message("steps.fact_added"),
    do.BringBack: Message("steps.fact_added"),
    do.TellPart: Message("steps.fact_added"),
    do.RemoveFact: Message("steps.fact_removed"),
    do.MoveFact: Message("steps.fact_moved"),
    do.ChangeFact: Message("steps.fact_changed"),
    do.ClearFacts: Message("steps.facts_cleared"),
    do.AddLeader: Message("steps.leader_added"),
    do.UseModel: Message("steps.writer_chosen"),
    do.WriteDraft: Message("steps.drafted"),
    do.NewDraft: Message("steps.drafted"),
    do.RewriteSection: Message("steps.section_again"),
}
# What says how a paper is to be, and not which.
_OF_A_PAPER = OF_A_DRAFT | {*outline_actions.HANDLERS, *report_actions.HANDLERS, do.SetLength, do.WriteDraft}
# A list said again under another head is said again.
LEAST_OF_A_LIST = 3
Outcome = Literal["done", "asked", "failed"]
STOPPED = Message("desk.stopped")
UNEXPECTED = Message("desk.unexpected")


class ConversationDesk:
    """Carries out what a message asks on one conversation; saves after each action.

    `stops` holds the conversations whose user wants no more of the answer at work; whoever
    stops one adds it, from any thread.
    """

    def __init__(self, desk: Desk, stops: set[str]) -> None:
        self.desk = desk
        self._stops = stops

    def say(self, message: str) -> Generator[ChatEvent, None, None]:
        """Events of draftbot's answer. What goes wrong is said in the answer and raised
        to nobody: the conversation goes on."""
        self._stops.discard(self.desk.conversation_id)
        self.desk.history.note(self.desk.conversation_id)
        # Before anything is done about it, so that it is not lost whatever happens.
        self._remember(Turn("user", plain(message)))
        yield from self._remembered(said_once(self._as_one_step(self._answer(message))))

    def understood(self, message: str) -> list[do.Action]:
        """What a message would be taken for; nothing is done."""
        return self._understood(message)

    def redraft(self) -> Generator[ChatEvent, None, None]:
        """Draft what is on the desk; what goes wrong is said, as in `say`."""
        self._stops.discard(self.desk.conversation_id)
        self.desk.history.note(self.desk.conversation_id)
        yield from self._remembered(self._as_one_step(self._carry_out_all([do.WriteDraft()])))

    def _answer(self, message: str) -> Iterator[ChatEvent]:
        actions: list[do.Action] = []
        try:
            understood = self._understood(message)
        except DraftbotError as exc:
            yield Said(told(exc))
            return
        except Exception:
            log.exception("a message could not be read")
            yield Said(UNEXPECTED)
            return
        for action in understood:
            if isinstance(action, do.NotUnderstood) and self.desk.uses_model:
                try:
                    actions += _by_model_or(action, actions_by_model(action.text, self.desk))
                except DraftbotError as exc:
                    yield Said(told(exc))
                    actions.append(action)
            else:
                actions.append(action)
        actions, rest = with_few_offers(actions)
        yield from self._carry_out_all(actions)
        if rest:
            yield Said(Message("desk.unsure_of_more", count=len(rest), texts=tuple(rest)))
        if not self.desk.conversation.title and any(type(action) in _OF_A_PAPER for action in actions):
            yield from request_actions.offer_titles(self.desk)

    def _understood(self, message: str) -> list[do.Action]:
        understood = understand(message, self.desk.view(), self.desk.reader)
        return first_request(message, understood, self.desk) or understood

    def _carry_out_all(self, actions: list[do.Action]) -> Iterator[ChatEvent]:
        """One after another; what rests on one that fails is left."""
        calls_for_writing, drawn_on = False, _drawn_on(self.desk)
        failed: list[do.Action] = []
        left = 0
        for action in actions:
            if failed and (self._is_stopped or any(rests_on(action, one) for one in failed)):
                failed.append(action)
                left += 1
                continue
            outcome = yield from self._carry_out(action)
            if outcome == "failed":
                failed.append(action)
            if outcome != "done":
                continue
            if name := name_of(action):
                yield Did(name, slots_of(action))
            others = isinstance(action, do.ChooseReports) and _drawn_on(self.desk) != drawn_on
            asks = _calls_for_writing(action, self.desk) or others
            calls_for_writing = (calls_for_writing or asks) and not isinstance(
                action, (do.WriteDraft, do.NewDraft)
            )
        if left:
            yield Said(Message("desk.left_undone", count=left))
        if calls_for_writing and self.desk.conversation.draft_id is not None and not self._is_stopped:
            yield from self._carry_out(do.WriteDraft())

    def _carry_out(self, action: do.Action) -> Generator[ChatEvent, None, Outcome]:
        """What came of it: where it failed the draft is as it was, where it was asked what is meant nothing
        is done yet."""
        desk = self.desk
        before = desk.draft if desk.conversation.draft_id else None
        saved = changed = asked = False
        try:
            if self._is_stopped:
                yield Said(STOPPED)
                return "failed"
            events = self._events(action)
            if type(action) in OF_A_DRAFT:
                events = _truly(events, before)
            for event in events:
                saved = saved or isinstance(event, DraftFinished)
                changed = changed or isinstance(event, (DraftFinished, DeskChanged))
                asked = asked or isinstance(event, Suggested)
                yield event
                if self._is_stopped:
                    yield from self._stop(events)
                    return "failed"
        except (ChatModelSilent, WritingStopped) as exc:
            # What has arrived is kept: it was long in coming.
            yield from desk.stored_draft()
            yield Said(told(exc, Message("desk.written_is_kept")))
            return "failed"
        except DraftbotError as exc:
            yield from self._put_back(before if saved else None)
            yield Said(told(exc))
            return "failed"
        except Exception:
            log.exception("an action failed: %s", type(action).__name__)
            yield from self._put_back(before if saved else None)
            yield Said(UNEXPECTED)
            return "failed"
        finally:
            what = _NAMES.get(type(action), Message("steps.draft_changed"))
            desk.history.note(desk.conversation_id, what)
        return "asked" if asked and not changed and type(action) not in question_actions.HANDLERS else "done"

    def _events(self, action: do.Action) -> Iterator[ChatEvent]:
        """Of carrying out an action; once more where the draft was changed meanwhile, as by a fact that
        was still being told in it, on what it is now. Raises as the action's handler."""
        handler = HANDLERS[type(action)]
        try:
            yield from handler(self.desk, action)
        except DraftChanged:
            yield from handler(self.desk, action)

    @property
    def _is_stopped(self) -> bool:
        return self.desk.conversation_id in self._stops

    def _stop(self, events: Iterator[ChatEvent]) -> Iterator[ChatEvent]:
        if isinstance(events, Generator):
            events.close()  # which saves what was written until now
        yield from self.desk.stored_draft()
        yield Said(STOPPED)

    def _put_back(self, before: Draft | None) -> Iterator[ChatEvent]:
        """Make `before` the draft again, where a part of an action has changed it, and
        show the draft as it is."""
        store = self.desk.store
        if before is not None and store.draft(before.id) != before:
            store.keep_version(before, Message("steps.put_back"))
        yield from self.desk.stored_draft()

    def _as_one_step(self, events: Iterator[ChatEvent]) -> Iterator[ChatEvent]:
        """The events of one answer, all that it changes taken back by one undo."""
        history, conversation_id = self.desk.history, self.desk.conversation_id
        before = history.last_step(conversation_id)
        try:
            yield from events
        finally:
            history.join(conversation_id, before)

    def _remembered(self, events: Iterator[ChatEvent]) -> Iterator[ChatEvent]:
        """The events, their words kept even if nobody listens to the end."""
        said: list[Message] = []
        suggested: list[Suggestion] = []
        try:
            for event in events:
                if isinstance(event, Said):
                    said.append(event.text)
                elif isinstance(event, Suggested):
                    suggested += event.suggestions
                yield event
        finally:
            if said:
                self._remember(Turn("draftbot", all_lines(said), tuple(suggested)))

    def _remember(self, turn: Turn) -> None:
        with self.desk.store.editing:
            self.desk.change(turns=(*self.desk.conversation.turns, turn))


def _truly(events: Iterator[ChatEvent], before: Draft | None) -> Iterator[ChatEvent]:
    """What an edit did and says; where the draft is as it was, that."""
    is_same = False
    for event in events:
        if isinstance(event, DraftFinished):
            is_same = event.draft == before
        yield Said(Message("desk.as_it_was")) if is_same and isinstance(event, Said) else event


def said_once(events: Iterator[ChatEvent]) -> Iterator[ChatEvent]:
    """The events of one answer; what it said in full before is not said again."""
    lines = set[Value]()
    for event in events:
        if isinstance(event, Said):
            told = _lines_of(event.text)
            if lines.issuperset(told[1:] if len(told) > LEAST_OF_A_LIST else told):
                continue
            lines.update(told)
        yield event


def _lines_of(text: Message) -> tuple[Value, ...]:
    lines = text.values.get("parts") if text.code == all_lines(()).code else None
    return lines if isinstance(lines, tuple) else (text,)


def _drawn_on(desk: Desk) -> tuple[object, bool]:
    """Which reports a draft would draw on, as far as it was chosen."""
    now = desk.conversation
    return now.reports, now.any_trade


def _by_model_or(action: do.NotUnderstood, by_model: list[do.Action]) -> list[do.Action]:
    """What a model took a wish for; where that is nothing of the closed set, or would take something away
    that the words were not likeliest read as, the wish with what it may mean, a model's guesses before
    those that were learnt."""
    likely = {name_of(one) for one in action.perhaps[:1]}
    guesses = [one.perhaps for one in by_model if isinstance(one, do.NotUnderstood)]
    if any(name_of(one) in REPLACES - likely for one in by_model):
        guesses.append(tuple(one for one in by_model if name_of(one)))
    if not guesses:
        return by_model
    perhaps = dict.fromkeys([guess for several in guesses for guess in several] + [*action.perhaps])
    return [do.NotUnderstood(action.text, tuple(perhaps))]


def _calls_for_writing(action: do.Action, desk: Desk) -> bool:
    """Whether an action means nothing to a draft until it is written again; a draft that has about the
    length it is to have, or had more, stays."""
    if isinstance(action, do.SetLength):
        if action.section or action.length is None or action.shorter or desk.conversation.draft_id is None:
            return False
        return action.length - desk.draft.chars > ABOUT_THE_LENGTH * action.length
    taken = isinstance(action, do.MineOutline) and action.take
    return taken or isinstance(action, (do.ChooseGenre, do.ReplaceOutline, do.LikeReport, do.SetStyle))


def told(error: DraftbotError, besides: Message = NOTHING) -> Message:
    """An error as sentences of an answer."""
    return all_sentences([error.says, besides, error.advises])
