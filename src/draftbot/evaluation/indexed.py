"""A set read into a data folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from draftbot.bootstrap import build_parts
from draftbot.errors import DataFolderNotWritable
from draftbot.evaluation.retrieval_set import RetrievalSet
from draftbot.index.encoders import SHIPPED
from draftbot.service import Parts
from draftbot.settings import Settings


@contextmanager
def indexed(set_: RetrievalSet, settings: Settings) -> Iterator[Parts]:
    """The parts of a service over the set alone, with the user's embedding model; the folder
    goes when the context ends. Raises ModelError, DataFolderNotWritable."""
    with ExitStack() as resources:
        folder = Path(resources.enter_context(TemporaryDirectory(prefix="draftbot-eval-")))
        parts = build_parts(settings_for(folder / "home", settings), resources)
        parts.embeddings.load()  # a search by words alone is not what is measured
        parts.ingest.take(set_.files)
        yield parts


def settings_for(home: Path, settings: Settings) -> Settings:
    """The user's settings for a data folder of its own, without a server or a chat model.

    Raises DataFolderNotWritable where the converted model cannot be kept.
    """
    home.mkdir(parents=True, exist_ok=True)
    if settings.embedding_model == SHIPPED:
        # Converting the weights takes longer than ranking a small set: once is enough.
        models = settings.models_folder
        try:
            models.mkdir(parents=True, exist_ok=True)
            if not (home / "models").exists():
                (home / "models").symlink_to(models, target_is_directory=True)
        except OSError as exc:
            raise DataFolderNotWritable(home=settings.home) from exc
    own = {"home": home, "chroma_url": "", "database_url": SecretStr(""), "llm": ""}
    return settings.model_copy(update=own)
