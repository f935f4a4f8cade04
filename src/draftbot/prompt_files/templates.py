"""The texts a chat model is given, read from the prompts folder and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from draftbot.errors import PromptsBroken

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "system": frozenset(),
    "section": frozenset({
        "title", "genre", "person", "unit", "period", "heading", "purpose", "length", "facts",
        "passages", "before", "also_required",
    }),
    "sentence": frozenset({"title", "genre", "person", "heading", "wish", "facts", "sentence"}),
    "intent": frozenset({"title", "genre", "genres", "headings", "facts", "message"}),
}  # fmt: skip
NOTHING = "（无）"
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Prompts:
    """Template texts; `PLACEHOLDERS` says what each must hold."""

    system: str
    section: str
    sentence: str
    intent: str


def load_prompts(folder: Path) -> Prompts:
    """The templates system.md, section.md, sentence.md and intent.md of `folder`.

    Raises PromptsBroken naming every file that is missing, empty or not UTF-8,
    and every placeholder that is missing or unknown.
    """
    faults: list[str] = []
    texts = {
        name: _template(folder / f"{name}.md", expected, faults) for name, expected in PLACEHOLDERS.items()
    }
    if faults:
        raise PromptsBroken(reason="；".join(faults))
    return Prompts(**texts)


def render(template: str, values: Mapping[str, str]) -> str:
    """`template` with each {name} replaced by `values[name]`, an empty one by （无）.

    Replaced in one pass, so braces in a value stay as they are. Raises
    ValueError for a placeholder without a value.
    """
    missing = sorted(set(_PLACEHOLDER.findall(template)) - set(values))
    if missing:
        raise ValueError(f"no value for {', '.join(missing)}")
    return _PLACEHOLDER.sub(lambda match: values[match[1]].strip() or NOTHING, template)


def read_prompt_file(path: Path, faults: list[str]) -> str:
    """The text of `path`; "" after adding to `faults` why it cannot be used."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(f"缺少 {path.name}")
    except UnicodeDecodeError:
        faults.append(f"{path.name} 不是 UTF-8 编码")
    except OSError as exc:
        faults.append(f"{path.name} 读不了（{exc.strerror}）")
    else:
        if text.strip():
            return text
        faults.append(f"{path.name} 是空的")
    return ""


def _template(path: Path, expected: frozenset[str], faults: list[str]) -> str:
    text = read_prompt_file(path, faults)
    found = set(_PLACEHOLDER.findall(text))
    if text and (missing := expected - found):
        faults.append(f"{path.name} 缺少占位符 " + "、".join(f"{{{name}}}" for name in sorted(missing)))
    if unknown := found - expected:
        faults.append(f"{path.name} 有不认识的占位符 " + "、".join(f"{{{name}}}" for name in sorted(unknown)))
    return text
