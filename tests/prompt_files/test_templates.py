"""Prompt texts: every fault named at the start, and no user text taken for a placeholder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from draftbot.errors import PromptsBroken
from draftbot.prompt_files.templates import PLACEHOLDERS, load_prompts, render

SHIPPED = Path(__file__).parents[2] / "prompts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "prompts"))


def test_all_faults_of_the_texts_are_named_at_once(folder: Path) -> None:
    (folder / "system.md").write_text("你好，{name}", "utf-8")
    (folder / "intent.md").write_bytes("判断：{message}".encode("gb18030"))
    section = folder / "section.md"
    section.write_text(
        section.read_text("utf-8").replace("{facts}", "").replace("{before}", "{bofore}"), "utf-8"
    )
    with pytest.raises(PromptsBroken) as refused:
        load_prompts(folder)
    said = refused.value.message("zh")
    for fault in (
        "system.md 有不认识的占位符 {name}",
        "intent.md 不是 UTF-8",
        "缺少占位符 {before}、{facts}",
        "{bofore}",
    ):
        assert fault in said


def test_a_missing_and_an_empty_file_are_named(folder: Path) -> None:
    (folder / "system.md").unlink()
    (folder / "intent.md").write_text("\n", "utf-8")
    with pytest.raises(PromptsBroken, match=r"缺少 system\.md；intent\.md 是空的"):
        load_prompts(folder)


def test_a_placeholder_without_a_value_is_an_error() -> None:
    with pytest.raises(ValueError, match="facts, title"):
        render("{title}{facts}", {})


def test_braces_in_what_a_user_typed_stay_as_they_are() -> None:
    values = {"title": "{facts} {0} {title.__class__}", "facts": "密"}
    assert render('{"题目": "{title}"} {facts}', values) == '{"题目": "{facts} {0} {title.__class__}"} 密'


def test_nothing_to_put_in_is_said_so() -> None:
    assert render("事实：{facts}", {"facts": " "}) == "事实：（无）"


def test_the_shipped_prompts_load_and_their_readme_names_every_placeholder() -> None:
    prompts = load_prompts(SHIPPED)
    assert "【待补：" in prompts.system
    readme = (SHIPPED / "README.md").read_text("utf-8")
    for name in frozenset().union(*PLACEHOLDERS.values()):
        assert f"`{{{name}}}`" in readme
