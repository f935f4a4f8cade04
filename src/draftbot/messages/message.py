"""A message before it is put in words, and how it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Union

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Language = Literal["zh", "en"]
Value = Union[str, int, float, "Message", tuple["Value", ...], None]


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A code of the catalogue, with values for the places its words name.

    The code is FILE.KEY. Stored drafts and conversations hold codes, so one that was
    released stays in the catalogue. Code "" is for words that are nobody's to translate,
    such as what the user said: see `plain`. `NOTHING` has no words, and counts as false.
    """

    code: str
    pairs: tuple[tuple[str, Value], ...]

    def __init__(self, code: str, /, **values: Value) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "pairs", tuple(sorted(values.items())))

    @property
    def values(self) -> dict[str, Value]:
        return dict(self.pairs)

    def __bool__(self) -> bool:
        return self != NOTHING

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """As `as_json` writes it and `from_json` reads it."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            from_json, serialization=core_schema.plain_serializer_function_ser_schema(as_json)
        )


def plain(text: str) -> Message:
    """Words as they are, the same in every language."""
    return Message("", text=text)


NOTHING = plain("")


def shortened(text: str, most: int = 60) -> str:
    """A text as it is, or its first `most` characters."""
    return text if len(text) <= most else f"{text[:most]}…"


def quoted(text: str) -> Message:
    """Words of the user, of a draft or of a report, in quotation marks."""
    return Message("common.quoted", text=text)


def titled(title: str) -> Message:
    """The title of a report."""
    return Message("common.title", title=title)


def all_lines(parts: Iterable[Message]) -> Message:
    """Several messages as one, each on lines of its own."""
    return Message("common.lines", parts=tuple(parts))


def all_sentences(parts: Iterable[Message]) -> Message:
    """Several sentences as one message; one alone is itself."""
    told = tuple(part for part in parts if part)
    return told[0] if len(told) == 1 else Message("common.sentences", parts=told)


def all_clauses(parts: Iterable[Message]) -> Message:
    """Several half sentences as one message; one alone is itself."""
    told = tuple(parts)
    return told[0] if len(told) == 1 else Message("common.clauses", parts=told)


def as_json(message: Message) -> Any:  # noqa: ANN401 - JSON has no type
    """A plain message as its text; any other as {"code": …, "values": {…}}."""
    if not message.code:
        return message.values["text"]
    return {"code": message.code, "values": {name: _value_as_json(v) for name, v in message.pairs}}


def from_json(value: object) -> Message:
    """The message that `as_json` wrote. Text alone, as versions before 4 stored all of it,
    is plain. Raises ValueError for anything else."""
    match value:
        case Message():
            return value
        case str():
            return plain(value)
        case {"code": str(code), "values": dict(values)}:
            return Message(code, **{str(name): _value_from_json(one) for name, one in values.items()})
    raise ValueError("not a message")


def _value_as_json(value: Value) -> object:
    if isinstance(value, Message):
        # A plain one keeps its form, so that it comes back as a message and not as text.
        return as_json(value) if value.code else {"code": "", "values": value.values}
    return [_value_as_json(one) for one in value] if isinstance(value, tuple) else value


def _value_from_json(value: object) -> Value:
    match value:
        case dict():
            return from_json(value)
        case list():
            return tuple(_value_from_json(one) for one in value)
        case str() | int() | float() | None:
            return value
    raise ValueError("not a value of a message")
