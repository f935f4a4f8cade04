"""What people say when they want something, by action: `messages/*.yaml` of the prompts folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from draftbot.conversation.names import ACTION_NAMES
from draftbot.errors import PromptsBroken
from draftbot.messages import Message, all_clauses
from draftbot.prompt_files.templates import read_prompt_file
from draftbot.prompt_files.yaml_text import BrokenYamlError, Value, WrittenText, read_yaml

FOLDER = "messages"
KEYS = {"意思": "meaning", "例句": "examples", "meaning": "meaning", "examples": "examples"}
# Said beside a request and asking for nothing itself; vague; what only the page can do.
BESIDE = ("aside", "clarify", "stop")
# Questions by what answers them; all are "question" outside.
QUESTIONS = tuple(
    f"question.{kind}"
    for kind in (
        "chars",
        "short",
        "marks",
        "empty",
        "ready",
        "missing",
        "truth",
        "remarks",
        "borrowed",
        "cuts",
        "phrases",
        "corpus",
        "desk",
        "advice",
    )
)
# Wishes for another tone by which way it is to go; one that goes another way is "tone". All are "tone" outside.
TONES = ("tone.plain", "tone.formal", "tone.concrete")
LONGEST_EXAMPLE = 200


@dataclass(frozen=True, slots=True)
class MessageExamples:
    """Pairs of what is said and the action that is meant, in the order of the files."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def fingerprint(self) -> str:
        """Other examples have another."""
        text = "\n".join(f"{name}\t{said}" for said, name in sorted(self.pairs))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def load_examples(folder: Path) -> MessageExamples:
    """The examples in `folder`/messages/*.yaml; none where there is no such folder.

    Raises PromptsBroken naming file and line of every fault.
    """
    faults: list[Message] = []
    found: dict[str, str] = {}
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        unreadable: list[Message] = []
        text = read_prompt_file(path, unreadable)
        faults += [Message("prompts.in_file", file=FOLDER, fault=fault) for fault in unreadable]
        for said, name, line in _read(path.name, text, faults) if text else ():
            if found.setdefault(said, name) != name:
                fault = Message("prompts.said_twice", said=said, action=found[said])
                faults.append(_at(path.name, line, fault))
    if faults:
        raise PromptsBroken(reason=all_clauses(faults))
    return MessageExamples(tuple(found.items()))


def _read(file: str, text: str, faults: list[Message]) -> Iterator[tuple[str, str, int]]:
    try:
        value = read_yaml(text, KEYS, with_lines=True)
    except BrokenYamlError as exc:
        faults.append(_at(file, exc.line, exc.fault))
        return
    if not isinstance(value, dict):
        faults.append(_at(file, 1, Message("prompts.no_actions")))
        return
    for name, about in value.items():
        line = name.line if isinstance(name, WrittenText) else 1
        if name not in {*ACTION_NAMES, *BESIDE, *QUESTIONS, *TONES}:
            faults.append(_at(file, line, Message("prompts.unknown_action", action=str(name))))
        examples = _examples(about)
        if examples is None:
            faults.append(_at(file, line, Message("prompts.no_examples", action=str(name))))
            continue
        for said in examples:
            at = said.line if isinstance(said, WrittenText) else line
            if not isinstance(said, str) or not 1 <= len(said) <= LONGEST_EXAMPLE:
                faults.append(_at(file, at, Message("prompts.bad_example", most=LONGEST_EXAMPLE)))
            else:
                yield str(said), str(name), at


def _examples(about: Value) -> list[Value] | None:
    if not isinstance(about, dict):
        return None
    given = {KEYS.get(str(key), ""): value for key, value in about.items()}
    examples = given.get("examples")
    return [_as_said(one) for one in examples] if isinstance(examples, list) and examples else None


def _as_said(example: Value) -> Value:
    """“make it like this: …” is a sentence, though YAML takes it for a key and a value."""
    if isinstance(example, dict) and len(example) == 1:
        ((key, value),) = example.items()
        return f"{key}: {value}" if isinstance(value, str) else example
    return example


def _at(file: str, line: int, fault: Message) -> Message:
    return Message("prompts.at_line", file=f"{FOLDER}/{file}", line=line, fault=fault)
