"""The language of what the command line says where no settings are at hand yet."""

from __future__ import annotations

from os import environ
from pathlib import Path

from draftbot.errors import SettingsWrong
from draftbot.messages import Language


def language_in_force() -> Language:
    """The language that is set; where a setting is wrong, what the environment says of it."""
    from draftbot.settings import load_settings

    try:
        return load_settings().language
    except SettingsWrong:
        return "en" if environ.get("DRAFTBOT_LANGUAGE") == "en" else "zh"


def language_of_help() -> Language:
    """The same; settings are only read, which takes a moment, where there is a file of them."""
    if Path(".env").is_file() and "DRAFTBOT_LANGUAGE" not in environ:
        return language_in_force()
    return "en" if environ.get("DRAFTBOT_LANGUAGE") == "en" else "zh"
