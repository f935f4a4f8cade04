"""An answer in pieces, whose writing stops when its reader leaves."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Generator

import anyio
from fastapi.responses import StreamingResponse
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.types import Receive, Scope, Send

from draftbot.writing.leaving import reader_left


class AwaitedResponse(StreamingResponse):
    """Who writes the pieces is told when nobody waits for them any more (writing/leaving.py)."""

    def __init__(self, pieces: Generator[str, None, None], media_type: str) -> None:
        self._left = threading.Event()
        super().__init__(self._sending(pieces), media_type=media_type)

    async def _sending(self, pieces: Generator[str, None, None]) -> AsyncIterator[str]:
        reader_left.set(self._left)  # in the context of those who write for this answer
        try:
            async for piece in iterate_in_threadpool(pieces):
                yield piece
        finally:
            # What they have written is kept now, and not when somebody comes to sweep.
            with anyio.CancelScope(shield=True):
                await run_in_threadpool(pieces.close)

    async def listen_for_disconnect(self, receive: Receive) -> None:
        await super().listen_for_disconnect(receive)
        self._left.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # By later versions of ASGI a reader's leaving is learnt from sending alone: too late where
        # nothing is to be sent for a while.
        await super().__call__(
            {**scope, "asgi": {**scope.get("asgi", {}), "spec_version": "2.3"}}, receive, send
        )
