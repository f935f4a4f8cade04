"""The user's embedding model for data folders of a run's own."""

from __future__ import annotations

from pathlib import Path

from draftbot.index.e5_conversion import shipped_folder
from draftbot.index.encoders import SHIPPED
from draftbot.settings import Settings


def model_name(settings: Settings) -> str:
    """A name under which the model loads from anywhere: of the shipped one the folder
    that it is converted into, below the user's data folder, once.

    Raises EmbeddingModelMissing, EmbeddingModelDamaged, DiskFull, DataFolderNotWritable.
    """
    if settings.embedding_model != SHIPPED:
        return settings.embedding_model
    return str(shipped_folder(settings.models_folder))


def settings_for(home: Path, settings: Settings, model: str) -> Settings:
    """The user's settings for another data folder, without a server or a chat model."""
    return settings.model_copy(
        update={"home": home, "embedding_model": model, "chroma_url": "", "llm": "", "reranker": ""}
    )
