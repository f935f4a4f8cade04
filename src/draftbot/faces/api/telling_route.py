"""Routes of another program's protocol: failures are told in that protocol's shape."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from draftbot.errors import BadInput, DraftbotError
from draftbot.faces.api.errors import faults_in, unexpected
from draftbot.faces.shapes import ErrorShape
from draftbot.messages import Language, Message

log = logging.getLogger(__name__)

_UNREADABLE = Message("requests.fault", where=Message("requests.body"), fault=Message("requests.not_json"))


class TellingRoute(APIRoute, ABC):
    """Every failure behind it is answered by `answer_to`, faults of ours too."""

    @abstractmethod
    def answer_to(self, error: Exception, request: Request) -> Response:
        """What the protocol says of a DraftbotError, or of a fault of ours."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await inner(request)
            except RequestValidationError as exc:
                return self.answer_to(BadInput(what=faults_in(exc)), request)
            except HTTPException as exc:
                if exc.status_code != HTTPStatus.BAD_REQUEST:
                    raise
                # FastAPI says so of a body that it cannot so much as decode.
                return self.answer_to(BadInput(what=_UNREADABLE), request)
            except DraftbotError as exc:
                return self.answer_to(exc, request)
            except Exception as exc:
                log.exception("an answer to another program failed")
                return self.answer_to(exc, request)

        return answered


def told(error: Exception, language: Language) -> ErrorShape:
    """What is said of a failure; of a fault of ours nothing about the inside."""
    return ErrorShape.of(error, language) if isinstance(error, DraftbotError) else unexpected(language)


def status_of(error: Exception) -> int:
    return error.status if isinstance(error, DraftbotError) else HTTPStatus.INTERNAL_SERVER_ERROR
