"""Starting up: what is wrong is said in words, and one process owns a data folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service, prompts_folder, sample_corpus
from draftbot.errors import (
    DataFolderLocked,
    DataFolderNotWritable,
    DraftbotError,
    PromptsBroken,
    SettingsWrong,
    VectorStoreUnavailable,
)
from draftbot.messages.catalogue import LANGUAGES, all_words, words_of
from draftbot.settings import Settings, load_settings
from parts import settings_for


def test_two_processes_do_not_share_a_folder(tmp_path: Path, model_folder: Path) -> None:
    first = build_service(settings_for(tmp_path, model_folder))
    with pytest.raises(DataFolderLocked, match="pid"):
        build_service(settings_for(tmp_path, model_folder))
    first.close()
    build_service(settings_for(tmp_path, model_folder)).close()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path, model_folder: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFolderNotWritable):
        build_service(settings_for(tmp_path / "file" / "home", model_folder))


def test_a_failed_start_lets_go_of_the_folder(tmp_path: Path, model_folder: Path) -> None:
    with pytest.raises(PromptsBroken):
        build_service(settings_for(tmp_path / "home", model_folder, prompts=tmp_path / "nowhere"))
    build_service(settings_for(tmp_path / "home", model_folder)).close()


def test_edited_prompts_are_used_and_every_fault_in_them_is_named(tmp_path: Path, model_folder: Path) -> None:
    edited = tmp_path / "prompts"
    shutil.copytree(prompts_folder(settings_for(tmp_path, model_folder)), edited)
    path = edited / "outlines" / "工作总结.yaml"
    path.write_text(path.read_text("utf-8").replace("经验体会", "心得收获"), "utf-8")
    service = build_service(settings_for(tmp_path / "home", model_folder, prompts=edited))
    assert "心得收获" in [s.heading for s in service.outline("工作总结").sections]
    service.close()
    (edited / "section.md").write_text("没有占位符", "utf-8")
    (edited / "system.md").unlink()
    with pytest.raises(PromptsBroken) as caught:
        build_service(settings_for(tmp_path / "home", model_folder, prompts=edited))
    assert "section.md" in str(caught.value)
    assert "system.md" in str(caught.value)


def test_a_chroma_server_that_is_not_there_is_named(tmp_path: Path, model_folder: Path) -> None:
    with pytest.raises(VectorStoreUnavailable, match="127.0.0.1:9") as caught:
        build_service(settings_for(tmp_path, model_folder, chroma_url="http://127.0.0.1:9"))
    assert caught.value.retryable


def test_unknown_and_invalid_settings_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTBOT_HOEM", "x")
    with pytest.raises(SettingsWrong, match="DRAFTBOT_HOEM"):
        load_settings()
    monkeypatch.delenv("DRAFTBOT_HOEM")
    monkeypatch.setenv("DRAFTBOT_PORT", "high")
    monkeypatch.setenv("DRAFTBOT_MAX_FILE_MB", "0")
    with pytest.raises(SettingsWrong) as caught:
        load_settings()
    assert "DRAFTBOT_PORT" in str(caught.value)
    assert "DRAFTBOT_MAX_FILE_MB" in str(caught.value)


def test_the_samples_and_prompts_are_found() -> None:
    assert len([p for p in sample_corpus().iterdir() if p.name != "README.md"]) >= 48
    assert (prompts_folder(Settings(_env_file=None)) / "outlines").is_dir()  # type: ignore[call-arg]


def test_every_error_speaks_both_languages() -> None:
    def family(cls: type[DraftbotError]) -> list[type[DraftbotError]]:
        return [cls, *(c for sub in cls.__subclasses__() for c in family(sub))]

    codes = []
    for cls in family(DraftbotError)[1:]:
        codes.append(cls.code)
        for part in ("says", "advises"):
            words = {language: words_of(f"errors.{cls.code}.{part}", language) for language in LANGUAGES}
            assert None not in words.values(), cls
    assert len(codes) == len(set(codes))
    assert {code.split(".")[1] for code in all_words("zh") if code.startswith("errors.")} == set(codes)
