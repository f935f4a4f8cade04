"""Word lists: data that says where it comes from, and no words of the language left in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import draftbot
from draftbot.chinese.word_lists import any_of, word_set, word_table, words_in

SOURCE = Path(draftbot.__file__).parent
CODE = sorted(SOURCE.rglob("*.py"))
LISTS = sorted(SOURCE.rglob("data/*.txt"))
# What users read has its words where it is shown: faces, errors, the catalogue of messages.
FOR_USERS = ("faces", "errors", "messages")
# Runs of Chinese characters quoted in code outside those rooms. It may fall, not rise: a word
# that a rule needs belongs into a list of `data/`, with a line on where it comes from.
MOST_QUOTED = 2413


def named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def words_by_key(path: Path) -> Iterator[tuple[str, str]]:
    for line in lines_of(path):
        key, mark, words = line.split("#")[0].rpartition(":")
        yield from ((key.strip() if mark else "", word) for word in words.split())


@cache
def strings_of(module: Path) -> set[str]:
    nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def quoted_runs(path: Path) -> int:
    """Runs of Chinese characters in the string constants of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return sum(
        len(re.findall("[\u4e00-\u9fff]+", node.value))
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    )


def test_there_are_lists_to_look_at() -> None:
    assert len(LISTS) > 30
    assert len({(path.parent, path.stem) for path in LISTS}) == len(LISTS)


@pytest.mark.parametrize("path", LISTS, ids=named)
def test_a_list_says_where_it_comes_from(path: Path) -> None:
    first = lines_of(path)[0]
    assert first.startswith("# ")
    assert first.endswith(".") or ". " in first
    assert len(first.split()) >= 8, "one line on what the words are, and from where"


@pytest.mark.parametrize("path", LISTS, ids=named)
def test_no_word_stands_twice_under_a_key(path: Path) -> None:
    words = list(words_by_key(path))
    assert words
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize("path", LISTS, ids=named)
def test_a_list_is_used_by_its_room(path: Path) -> None:
    room = path.parents[1]
    rooms = CODE if room.name == "chinese" else room.rglob("*.py")
    assert any({path.stem, path.name} & strings_of(module) for module in rooms)


def test_a_colon_within_a_word_would_be_taken_for_the_end_of_a_key() -> None:
    broken = [named(p) for p in LISTS for line in lines_of(p) if line.split("#")[0].count(":") > 1]
    assert broken == []


def test_words_of_the_language_stay_out_of_the_code() -> None:
    counted = {
        named(p): quoted_runs(p) for p in CODE if not set(FOR_USERS) & set(p.relative_to(SOURCE).parts)
    }
    most = sorted(counted.items(), key=lambda item: -item[1])[:5]
    assert sum(counted.values()) <= MOST_QUOTED, f"the most stand in {most}"


def test_nothing_is_read_before_it_is_asked_for() -> None:
    with pytest.raises(FileNotFoundError):
        word_table("no_such_list")
    with pytest.raises(KeyError):
        words_in("genres", "no such key")


def test_a_table_keeps_its_order_and_joins_the_lines_of_a_key() -> None:
    table = word_table("section_roles")
    assert next(iter(table)) == "problems"
    assert {"做法", "推进情况"} <= set(table["work"])
    assert word_set("section_roles", "goals") == {"目标"}


def test_a_word_holding_another_is_found_first() -> None:
    assert re.findall(any_of(["下一步", "下一步打算", "a+b"]), "下一步打算a+b") == ["下一步打算", "a+b"]
