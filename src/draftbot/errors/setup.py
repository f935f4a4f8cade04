"""Settings, prompts and the port to listen at."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class PromptsBroken(DraftbotError):
    """Details: `reason`, every fault found, joined by ；, and `reason_en`."""

    code = "prompts_broken"
    says = {"zh": "提示词文件夹有误：{reason}", "en": "The prompts folder is not valid: {reason_en}"}
    advises = {
        "zh": "请对照自带的 prompts/ 改正，或清空 DRAFTBOT_PROMPTS。",
        "en": "Correct it after the built-in prompts/, or unset DRAFTBOT_PROMPTS.",
    }


class PortInUse(DraftbotError):
    """Details: `host`, `port`."""

    code = "port_in_use"
    says = {"zh": "端口 {host}:{port} 已被占用。", "en": "The port {host}:{port} is in use."}
    advises = {
        "zh": "请关闭占用它的程序，或用 --port 换一个端口。",
        "en": "Stop the program that holds it, or choose another with --port.",
    }


class SettingsWrong(DraftbotError):
    """Details: `reason`."""

    code = "settings_wrong"
    says = {"zh": "设置有误：{reason}", "en": "The settings are not valid: {reason}"}
    advises = {
        "zh": "设置项列在 README 的“设置”一节。",
        "en": "The settings are listed in the README.",
    }
