"""Answers under way: each conversation's are written by a thread of its own, one after the
other, whatever becomes of the page that asked; pages look on."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from draftbot.domain import ChatEvent, Conversation, DeskChanged
from draftbot.errors import DraftbotError, Unexpected
from draftbot.faces.web.stage import Stage, Waiting
from draftbot.service import Draftbot

log = logging.getLogger(__name__)

SECONDS_BETWEEN_SCENES = 0.12
"""A page is shown a new scene at most this often; each showing sends the whole sheet."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is to show of a conversation at one moment."""

    stage: Stage
    desk: Conversation

    def after(self, event: ChatEvent) -> Scene:
        desk = event.conversation if isinstance(event, DeskChanged) else self.desk
        return Scene(self.stage.after(event), desk)


class Talk:
    """A conversation that is being answered; `begun` is how it was before. Once `is_over`,
    `unsaid` are the words that were not answered, because of `fault` where there is one."""

    def __init__(self, begun: Scene, message: str, changed: threading.Condition) -> None:
        self.begun = begun
        self.scene = replace(begun, stage=begun.stage.asking(message))
        self.is_over = False
        self.unsaid: tuple[str, ...] = ()
        self.fault: DraftbotError | None = None
        self._changed = changed

    def show(self, change: Callable[[Scene], Scene]) -> None:
        with self._changed:
            self.scene = change(self.scene)
            self._changed.notify_all()

    def end(self) -> None:
        """Show the last scene. Who looks on takes no lock: only with that scene is the talk over."""
        self.show(lambda now: replace(now, stage=replace(now.stage, waiting=()).settled()))
        with self._changed:
            self.is_over = True
            self._changed.notify_all()

    def scenes(self) -> Iterator[Scene]:
        """Each scene as it comes, until all is answered; of those that follow one another
        too fast to be seen the last."""
        seen: Scene | None = None
        while not self.is_over or self.scene is not seen:
            seen = self._next_scene(seen)
            yield seen
            time.sleep(SECONDS_BETWEEN_SCENES)

    def _next_scene(self, seen: Scene | None) -> Scene:
        with self._changed:
            self._changed.wait_for(lambda: self.is_over or self.scene is not seen)
            return self.scene


class Talks:
    """The conversations that are being answered, by id."""

    def __init__(self, service: Callable[[], Draftbot]) -> None:
        """`service` gives the service as whoever asks at the moment may use it; a talk goes on
        with the one of who began it."""
        self._service = service
        self._changed = threading.Condition()
        self._talks: dict[str, Talk] = {}
        self._numbers = itertools.count(1)

    def at_work(self, conversation_id: str) -> Talk | None:
        """Raises ConversationNotFound for one that is another's."""
        talk = self._talks.get(conversation_id)
        if talk is not None:
            self._service().conversation(conversation_id)
        return talk

    def ask(self, conversation_id: str, message: str, begin: Callable[[], Scene]) -> Talk:
        """Have `message` answered, or for "" the draft written again. While another answer is
        under way a message waits, and "" asks for nothing; else `begin` says what is shown
        before, and what it raises is raised."""
        service = self._service()
        self.at_work(conversation_id)  # raises ConversationNotFound for another's
        with self._changed:
            talk = self._talks.get(conversation_id)
            if talk is not None:
                if message:
                    waiting = Waiting(next(self._numbers), message)
                    talk.show(lambda now: replace(now, stage=now.stage.with_waiting(waiting)))
                return talk
            talk = Talk(begin(), message, self._changed)
            self._talks[conversation_id] = talk
        # The program may end over it: what is written is stored as it is written.
        work = (service, conversation_id, talk, message)
        threading.Thread(target=self._answer, args=work, daemon=True).start()
        return talk

    def take_back(self, conversation_id: str, number: int) -> str:
        """The words of the message that waits under `number`, which waits no longer; "" if it is
        being answered by now. Raises ConversationNotFound."""
        self.at_work(conversation_id)
        with self._changed:
            talk = self._talks.get(conversation_id)
            waiting = talk.scene.stage.waiting if talk else ()
            taken = next((one.text for one in waiting if one.number == number), "")
            if talk and taken:
                talk.show(lambda now: replace(now, stage=now.stage.without_waiting(number)))
            return taken

    def _answer(self, service: Draftbot, conversation_id: str, talk: Talk, first: str) -> None:
        """Answer `first` and then, in their order, the messages that came meanwhile."""
        message: str | None = first
        try:
            while message is not None:
                events = (
                    service.say(conversation_id, message) if message else service.redraft(conversation_id)
                )
                for event in events:
                    talk.show(lambda now, event=event: now.after(event))  # type: ignore[misc]
                message = self._next(conversation_id, talk)
        except DraftbotError as exc:
            talk.fault = exc
        except Exception:
            log.exception("an answer was broken off")
            talk.fault = Unexpected()
        finally:
            self._end(conversation_id, talk, message)

    def _next(self, conversation_id: str, talk: Talk) -> str | None:
        """The message that waited longest, now being answered; None where none waits, with
        which the talk is over."""
        with self._changed:
            waiting = talk.scene.stage.waiting
            if not waiting:
                self._end(conversation_id, talk, None)
                return None
            first = waiting[0]
            talk.show(
                lambda now: replace(
                    now, stage=now.stage.settled().without_waiting(first.number).asking(first.text)
                )
            )
            return first.text

    def _end(self, conversation_id: str, talk: Talk, message: str | None) -> None:
        """`message` is the one that was being answered when something went wrong."""
        with self._changed:
            if self._talks.get(conversation_id) is not talk:
                return  # over already
            del self._talks[conversation_id]
            waiting = talk.scene.stage.waiting
            talk.unsaid = (*filter(None, (message,)), *(one.text for one in waiting))
            talk.end()
