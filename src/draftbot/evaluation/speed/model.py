"""The user's embedding model for data folders of a run's own."""

from __future__ import annotations

from pathlib import Path

from draftbot.errors import DataFolderNotWritable
from draftbot.index.e5_weights import convert_e5, shipped_weights
from draftbot.index.encoders import SHIPPED
from draftbot.settings import Settings


def model_name(settings: Settings) -> str:
    """A name under which the model loads from anywhere: of the shipped one the folder
    that it is converted into, below the user's data folder, once.

    Raises EmbeddingModelMissing, EmbeddingModelDamaged, DataFolderNotWritable.
    """
    if settings.embedding_model != SHIPPED:
        return settings.embedding_model
    try:
        return str(convert_e5(shipped_weights(), settings.models_folder))
    except OSError as exc:
        raise DataFolderNotWritable(home=settings.home) from exc


def settings_for(home: Path, settings: Settings, model: str) -> Settings:
    """The user's settings for another data folder, without a server or a chat model."""
    return settings.model_copy(
        update={"home": home, "embedding_model": model, "chroma_url": "", "llm": "", "reranker": ""}
    )
