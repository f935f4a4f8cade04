"""The embedding model and the chat model."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class ModelError(DraftbotError):
    """Details: `model`."""

    code = "model"
    status = 503


class EmbeddingModelMissing(ModelError):
    """Details: `model`, `reason`."""

    code = "embedding_model_missing"


class EmbeddingModelDamaged(ModelError):
    """Details: `model`, `reason`."""

    code = "embedding_model_damaged"


class ChatModelMisconfigured(ModelError):
    """Details: `model`, `reason`."""

    code = "chat_model_misconfigured"


class ChatModelSilent(ModelError):
    """Details: `model`, `reason`."""

    code = "chat_model_silent"
    retryable = True


class TaggerUnusable(ModelError):
    """Details: `tagger`, `reason`."""

    code = "tagger_unusable"
