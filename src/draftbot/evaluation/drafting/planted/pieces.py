"""The data files: pieces of names, and frames of sentences, as YAML beside the code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml


@cache
def read_pieces(name: str) -> Mapping[str, Any]:
    """What `names/NAME.yaml` holds. Raises ValueError for a file that is no mapping."""
    return read_yaml(data_folder().joinpath("names", f"{name}.yaml"))


def words(text: object) -> tuple[str, ...]:
    """A list written with white space between."""
    return tuple(str(text).split())


def lines(text: object) -> tuple[str, ...]:
    """A list written with one on a line."""
    return tuple(line.strip() for line in str(text or "").splitlines() if line.strip())


def data_folder() -> Traversable:
    return resources.files("draftbot.evaluation.drafting.planted")


def read_yaml(file: Traversable) -> Mapping[str, Any]:
    """What a YAML file holds. Raises ValueError, naming it, where that is no mapping."""
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as exc:
        raise ValueError(f"{file.name}: {exc}") from exc
    if not isinstance(data, dict):
        raise ValueError(f"{file.name} holds no mapping")
    return data
