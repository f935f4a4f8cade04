"""A draft as server-sent events, one as each thing happens.

In order: `started` (the draft, still empty), then for each section
`section_started`, any number of `text` (pieces as a chat model streams them,
not yet checked) and `section`, whose id is how many sections are written; last `finished` (the whole draft) or `error`.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from typing import assert_never

import anyio
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import iterate_in_threadpool

from draftbot.domain import (
    Draft,
    DraftEvent,
    DraftFinished,
    DraftStarted,
    SectionStarted,
    SectionWritten,
    TextArrived,
)
from draftbot.errors import DraftbotError
from draftbot.faces.api.errors import unexpected
from draftbot.faces.shapes import DraftSectionShape, DraftShape, ErrorShape, SourceShape
from draftbot.messages import Language
from draftbot.writing.leaving import reader_left

log = logging.getLogger(__name__)


# Less than the server waits for open requests (faces/server.py).
SECONDS_TO_END = 5.0


def stream_of(events: Iterator[DraftEvent], language: Language) -> EventSourceResponse:
    """The answer that sends `events`. Who writes them is told when the reader leaves, and has
    time to end with an event of its own when the server is stopped."""
    left = threading.Event()

    async def sending() -> AsyncIterator[ServerSentEvent]:
        reader_left.set(left)  # in the context of those who write for this answer
        async for event in iterate_in_threadpool(as_sent_events(events, language)):
            yield event

    async def gone(_: object) -> None:
        left.set()

    return EventSourceResponse(
        sending(),
        client_close_handler_callable=gone,
        shutdown_event=anyio.Event(),
        shutdown_grace_period=SECONDS_TO_END,
    )


def as_sent_events(events: Iterator[DraftEvent], language: Language) -> Iterator[ServerSentEvent]:
    """`events` as they go over the wire; a failure half-way becomes the last event."""
    try:
        for event in events:
            name, data = described(event, language)
            # Sections alone are counted: whoever has so many asks for the rest (`resumed`).
            yield sent(name, data, event.index + 1 if isinstance(event, SectionWritten) else None)
    except DraftbotError as error:
        yield sent("error", ErrorShape.of(error, language).model_dump(mode="json"))
    except Exception:
        # The status is long sent, so no handler of the framework can answer;
        # without this the caller would only see the stream end.
        log.exception("a streamed draft failed")
        yield sent("error", unexpected(language).model_dump(mode="json"))


def sent(name: str, data: dict[str, object], number: int | None = None) -> ServerSentEvent:
    id_ = None if number is None else str(number)
    return ServerSentEvent(event=name, data=json.dumps(data, ensure_ascii=False), id=id_)


def resumed(events: Iterator[DraftEvent], kept: Draft, last: str | None) -> Iterator[DraftEvent]:
    """The events of a draft that is gone on with; where its reader tells the id of the `last` event that
    came (Last-Event-ID), also what was written behind it of the draft as it is `kept`."""
    yield next(events)
    if last is not None and last.isdecimal():
        for index, section in enumerate(kept.sections[int(last) :], int(last)):
            yield SectionWritten(index, section, kept.sources)
    yield from events


def described(event: DraftEvent, language: Language) -> tuple[str, dict[str, object]]:
    """The name and the data of one event."""
    match event:
        case DraftStarted(draft):
            return "started", DraftShape.of(draft, language).model_dump(mode="json")
        case SectionStarted(index, heading):
            return "section_started", {"index": index, "heading": heading}
        case TextArrived(index, text):
            return "text", {"index": index, "text": text}
        case SectionWritten(index, section, sources):
            return "section", {
                "index": index,
                "section": DraftSectionShape.of(section, language).model_dump(mode="json"),
                "sources": [SourceShape.of(source).model_dump(mode="json") for source in sources],
            }
        case DraftFinished(draft):
            return "finished", DraftShape.of(draft, language).model_dump(mode="json")
        case _:
            assert_never(event)
