"""Settings, prompts and the port to listen at."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class PromptsBroken(DraftbotError):
    """Details: `reason`, every fault found."""

    code = "prompts_broken"


class PortInUse(DraftbotError):
    """Details: `host`, `port`."""

    code = "port_in_use"


class ExtraMissing(DraftbotError):
    """A package that few need is not installed. Details: `extra`, its name."""

    code = "extra_missing"


class SettingsWrong(DraftbotError):
    """Details: `reason`."""

    code = "settings_wrong"
