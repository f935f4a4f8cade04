"""What reaches the log, set up once by whichever face was started."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal

from draftbot.faces.request_id import request_id

CHATTY = (
    "asyncio",
    "chromadb",
    "gradio",
    "httpcore",
    "httpx",
    "huggingface_hub",
    "jieba",
    "py.warnings",
    "pypdf",
    "sentence_transformers",
    "trafilatura",
    "transformers",
)


def set_up_logging(level: str, form: Literal["text", "json"] = "text") -> None:
    """Our own log on stderr at `level`; libraries only when something failed.

    With `level` debug the libraries speak freely, and errors say what they met: that may be
    somebody's text.
    """
    debugging = level == "debug"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson(debugging) if form == "json" else AsText(debugging))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.captureWarnings(not debugging)
    logging.getLogger("draftbot").setLevel(level.upper())
    logging.getLogger("uvicorn").setLevel(level.upper())
    for name in CHATTY:
        logger = logging.getLogger(name)
        logger.setLevel(logging.DEBUG if debugging else logging.ERROR)
        if not debugging and only_failures not in logger.filters:
            # A level alone does not last: jieba sets its own when imported.
            logger.addFilter(only_failures)


class AsText(logging.Formatter):
    """A line for each thing that happened, with the request it happened in."""

    def __init__(self, with_words: bool) -> None:
        """`with_words` gives what errors say of themselves."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(request)s%(message)s")
        self._with_words = with_words

    def format(self, record: logging.LogRecord) -> str:
        id_ = request_id.get()
        record.request = f"[{id_}] " if id_ else ""
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: ANN401, N802  (logging's own)
        return super().formatException(ei) if self._with_words else "".join(_places(ei[1]))


class AsJson(logging.Formatter):
    """The same, each a JSON object on a line of its own."""

    def __init__(self, with_words: bool) -> None:
        super().__init__()
        self._with_words = with_words

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": request_id.get(),
        }
        told |= getattr(record, "told", None) or {"message": record.getMessage()}
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            told["error"] = type(error).__name__
            told["trace"] = (
                super().formatException(record.exc_info) if self._with_words else "".join(_places(error))
            )
        return json.dumps(told, ensure_ascii=False, default=str)


def _places(error: BaseException | None) -> Iterator[str]:
    """Where an error came from, and the kind of each in its chain; not what they say, which may
    hold what somebody wrote."""
    while error is not None:
        yield from traceback.format_tb(error.__traceback__)
        yield f"{type(error).__name__}\n"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def only_failures(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR


def keep_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The path of a new file that holds the traceback, for a report of the fault."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="draftbot-error-", suffix=".log", encoding="utf-8", errors="replace", delete=False
    ) as file:
        file.write("".join(traceback.format_exception(kind, error, trace)))
    return file.name
