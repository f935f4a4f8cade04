"""YAML as office staff write it: every scalar a string, every fault with its line.

PyYAML's own constructors would turn 2025-12-20 into a date and 否 into
nothing in particular; here a value is what the user typed. Anchors and deep
nesting, which no one needs in an outline or a fact sheet, are refused, since
they let a few bytes fill the memory or the stack.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import yaml

from draftbot.messages import Message

Value = str | list["Value"] | dict[str, "Value"]


class WrittenText(str):
    """A key or a scalar as typed that knows its `line`, 1-based."""

    __slots__ = ("line",)
    line: int


MAX_DEPTH = 12
MAX_CHARS = 200_000


class BrokenYamlError(ValueError):
    """Text that is not YAML; never leaves drafting: callers translate it.

    `line` is 1-based; `fault` says what is wrong, without the line.
    """

    def __init__(self, line: int, fault: Message) -> None:
        super().__init__(f"line {line}: {fault.code}")
        self.line, self.fault = line, fault

    @property
    def reason(self) -> Message:
        return Message("yaml.at_line", line=self.line, fault=self.fault)


def read_yaml(text: str, keys: Collection[str], *, with_lines: bool = False) -> Value:
    """The document in `text`, scalars as typed; "" for an empty one. `with_lines`: keys and
    scalars are `WrittenText`, so that what is wrong with one can name its line.

    A full-width colon after one of `keys`, and tabs and ideographic spaces at
    the start of a line, count as their ASCII kin. Raises BrokenYamlError for faults
    of syntax, a key given twice, anchors, nesting over MAX_DEPTH and text over
    MAX_CHARS characters.
    """
    if len(text) > MAX_CHARS:
        raise BrokenYamlError(1, Message("yaml.too_long", most=MAX_CHARS))
    try:
        return _build(yaml.parse(_ascii_marks(text, keys), Loader=yaml.SafeLoader), with_lines)
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        line = mark.line + 1 if mark else 1
        raise BrokenYamlError(line, Message("yaml.not_yaml")) from exc
    except yaml.reader.ReaderError as exc:
        line = text.count("\n", 0, exc.position) + 1
        raise BrokenYamlError(line, Message("yaml.bad_character")) from exc


def dump_yaml(value: Value) -> str:
    """`value` as YAML that `read_yaml` reads back; characters unescaped, order kept."""
    dumped: str = yaml.dump(value, Dumper=_IndentedDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return dumped


class _IndentedDumper(yaml.SafeDumper):
    """Lists stand indented under their key, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _ascii_marks(text: str, keys: Collection[str]) -> str:
    key_and_colon = re.compile(
        rf"^( *(?:- *)*(?:{'|'.join(map(re.escape, keys))}))[ \u3000]*[：:][ \u3000]*", re.I
    )
    lines = text.lstrip("\ufeff").splitlines()
    return "\n".join(key_and_colon.sub(r"\1: ", _ascii_indent(line)) for line in lines) + "\n"


def _ascii_indent(line: str) -> str:
    rest = line.lstrip("\t\u3000 ")
    return line[: len(line) - len(rest)].replace("\t", "  ").replace("\u3000", "  ") + rest


def _written(text: str, line: int) -> WrittenText:
    written = WrittenText(text)
    written.line = line
    return written


def _build(events: Iterable[yaml.Event], with_lines: bool) -> Value:
    """The one document of `events`, built without recursion."""
    root: list[Value] = []
    stack: list[_Open] = [_Open(root)]
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise BrokenYamlError(line, Message("yaml.alias"))
        if isinstance(event, yaml.ScalarEvent):
            # Programs send JSON's null for what is not given.
            is_null = event.implicit[0] and event.value in ("null", "~")
            value = "" if is_null else event.value
            stack[-1].put(_written(value, line) if with_lines else value, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            items: list[Value] = []
            stack[-1].put(items, line)
            stack.append(_Open(items))
        elif isinstance(event, yaml.MappingStartEvent):
            pairs: dict[str, Value] = {}
            stack[-1].put(pairs, line)
            stack.append(_Open(pairs))
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and root:
            raise BrokenYamlError(line, Message("yaml.second_document"))
        if len(stack) > MAX_DEPTH:
            raise BrokenYamlError(line, Message("yaml.too_deep"))
    return root[0] if root else ""


class _Open:
    """A list or mapping whose end has not been met yet."""

    def __init__(self, into: list[Value] | dict[str, Value]) -> None:
        self._into = into
        self._key: str | None = None

    def put(self, value: Value, line: int) -> None:
        if isinstance(self._into, list):
            self._into.append(value)
        elif self._key is not None:
            self._into[self._key] = value
            self._key = None
        elif not isinstance(value, str):
            raise BrokenYamlError(line, Message("yaml.key_not_text"))
        elif value.strip() in self._into:
            raise BrokenYamlError(line, Message("yaml.key_twice", key=value))
        else:
            self._key = _written(value.strip(), line) if isinstance(value, WrittenText) else value.strip()
