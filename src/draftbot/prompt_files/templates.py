"""The texts a chat model is given, read from the prompts folder and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from draftbot.errors import PromptsBroken
from draftbot.messages import Message, all_clauses

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "system": frozenset(),
    "section": frozenset({
        "title", "genre", "person", "unit", "period", "heading", "purpose", "length", "facts",
        "passages", "before", "also_required",
    }),
    "sentence": frozenset({"title", "genre", "person", "heading", "wish", "facts", "sentence"}),
    "intent": frozenset({"title", "genre", "genres", "headings", "facts", "message"}),
}  # fmt: skip
# What a template may hold and need not: those that users wrote before have not.
_OPTIONAL: dict[str, frozenset[str]] = {"intent": frozenset({"earlier"})}
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
    faults: list[Message] = []
    texts = {
        name: _template(folder / f"{name}.md", expected, faults) for name, expected in PLACEHOLDERS.items()
    }
    if faults:
        raise PromptsBroken(reason=all_clauses(faults))
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


def read_prompt_file(path: Path, faults: list[Message]) -> str:
    """The text of `path`; "" after adding to `faults` why it cannot be used."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(Message("prompts.missing", file=path.name))
    except UnicodeDecodeError:
        faults.append(Message("prompts.not_utf8", file=path.name))
    except OSError as exc:
        faults.append(Message("prompts.unreadable", file=path.name, why=exc.strerror))
    else:
        if text.strip():
            return text
        faults.append(Message("prompts.empty", file=path.name))
    return ""


def _template(path: Path, expected: frozenset[str], faults: list[Message]) -> str:
    text = read_prompt_file(path, faults)
    found = set(_PLACEHOLDER.findall(text))
    if text and (missing := expected - found):
        faults.append(Message("prompts.placeholders_missing", file=path.name, names=_in_braces(missing)))
    if unknown := found - expected - _OPTIONAL.get(path.stem, frozenset()):
        faults.append(Message("prompts.placeholders_unknown", file=path.name, names=_in_braces(unknown)))
    return text


def _in_braces(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{{{name}}}" for name in sorted(names))
