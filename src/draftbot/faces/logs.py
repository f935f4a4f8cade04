"""What reaches the log, set up once by whichever face was started."""

from __future__ import annotations

import logging
import sys
import tempfile
import traceback
from os import environ
from types import TracebackType

# Read by the libraries at import, so they must be set before it; what a user set stays.
QUIET_ENVIRONMENT = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",  # also silences transformers' loading bar
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
    "OPENBLAS_NUM_THREADS": "1",  # small matrices: more threads only wait for one another
}
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


def set_up_logging(level: str) -> None:
    """Our own log on stderr at `level`; libraries only when something failed.

    With `level` debug the libraries speak freely.
    """
    debugging = level == "debug"
    for name, value in QUIET_ENVIRONMENT.items():
        environ.setdefault(name, value)
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.captureWarnings(not debugging)
    logging.getLogger("draftbot").setLevel(level.upper())
    logging.getLogger("uvicorn").setLevel(level.upper())
    for name in CHATTY:
        logger = logging.getLogger(name)
        logger.setLevel(logging.DEBUG if debugging else logging.ERROR)
        if not debugging and only_failures not in logger.filters:
            # A level alone does not last: jieba sets its own when imported.
            logger.addFilter(only_failures)


def only_failures(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR


def keep_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The path of a new file that holds the traceback, for a report of the fault."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="draftbot-error-", suffix=".log", encoding="utf-8", errors="replace", delete=False
    ) as file:
        file.write("".join(traceback.format_exception(kind, error, trace)))
    return file.name
