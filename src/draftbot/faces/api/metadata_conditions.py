"""Conditions on the metadata of what was found, with Dify's names of comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from draftbot.faces.api.requests import not_a_truth_value

Value = str | int | float | None
Operator = Literal[
    "contains", "not contains", "start with", "end with", "is", "is not", "in", "not in",
    "empty", "not empty", "=", "≠", ">", "<", "≥", "≤", "before", "after",
]  # fmt: skip


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Condition(BaseModel):
    """`name` lists the fields of which one has to fit."""

    name: Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=str | list[str])] = Field(
        min_length=1, max_length=20
    )
    comparison_operator: Operator
    value: Annotated[str | int | float | list[str] | None, BeforeValidator(not_a_truth_value)] = None


def holds(condition: Condition, metadata: Mapping[str, Value]) -> bool:
    """Whether one of the fields fits; a field that is not there is empty."""
    return any(
        _compare(metadata.get(name), condition.comparison_operator, condition.value)
        for name in condition.name
    )


_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda mine, asked: asked in mine,
    "not contains": lambda mine, asked: asked not in mine,
    "start with": str.startswith,
    "end with": str.endswith,
    "is": lambda mine, asked: mine == asked,
    "is not": lambda mine, asked: mine != asked,
}
_NUMBERS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda mine, asked: mine == asked,
    "≠": lambda mine, asked: mine != asked,
    ">": lambda mine, asked: mine > asked,
    "<": lambda mine, asked: mine < asked,
    "≥": lambda mine, asked: mine >= asked,
    "≤": lambda mine, asked: mine <= asked,
    "before": lambda mine, asked: mine < asked,
    "after": lambda mine, asked: mine > asked,
}


def _compare(mine: Value, operator: Operator, asked: str | int | float | list[str] | None) -> bool:
    text = "" if mine is None else str(mine)
    if operator in ("empty", "not empty"):
        return (text == "") == (operator == "empty")
    if operator in ("in", "not in"):
        among = asked if isinstance(asked, list) else str(asked).split(",")
        return (text in [one.strip() for one in among]) == (operator == "in")
    if operator in _TEXTS:
        return _TEXTS[operator](text, "" if asked is None else str(asked))
    try:
        return _NUMBERS[operator](float(text), float(str(asked)))
    except ValueError:  # no number on one side: not comparable
        return False
