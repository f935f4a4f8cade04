"""What all JSON shapes of the contract have in common, and how messages stand in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo

from draftbot.messages import Language, Message, render


class Shape(BaseModel):
    """What every answer has in common. What descriptions say stands in messages/*/api.toml."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    @classmethod
    def in_language(cls, value: object, language: Language) -> Self:
        """The shape of a domain value, its messages in the words of a language."""
        return cls.model_validate(value, context={"language": language})


def as_json(shape: Shape | Sequence[Shape]) -> str:
    """One JSON document, Chinese characters as they are."""
    if isinstance(shape, Shape):
        return json.dumps(shape.model_dump(mode="json"), ensure_ascii=False, indent=2)
    return json.dumps([one.model_dump(mode="json") for one in shape], ensure_ascii=False, indent=2)


def printable(name: str) -> str:
    """`name` with what is no UTF-8 in it (file names from old systems) shown as ?."""
    return name.encode("utf-8", "replace").decode("utf-8")


Name = Annotated[str, BeforeValidator(printable)]


def _in_words(value: object, info: ValidationInfo) -> object:
    """A message in the language of the validation's context."""
    if isinstance(value, Message):
        assert info.context is not None
        return render(value, info.context["language"])
    return value


Told = Annotated[str, BeforeValidator(_in_words)]
"""A message, in words: shapes that have one are made by `in_language`."""
