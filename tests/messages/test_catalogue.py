"""Both languages have the same messages, and the source and the catalogue agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import draftbot
from draftbot import errors
from draftbot.conversation.names import ACTION_NAMES
from draftbot.errors import DraftbotError
from draftbot.messages.catalogue import LANGUAGES, all_words

SOURCE = Path(draftbot.__file__).parent
ZH, EN = all_words("zh"), all_words("en")
HAN = re.compile(r"[\u3400-\u9fff]")
# What users say and reports hold is Chinese in every language, and stands in these marks.
QUOTED = re.compile(r"“[^”]*”|【[^】]*】|《[^》]*》")
# Things to say to draftbot, which understands Chinese.
SAID_BY_USERS = "examples."


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(SOURCE.rglob("*.py"))
    )


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call in the source, with its file and the name of what is called."""
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                if isinstance(called, ast.Name):
                    yield name, node, called.id
                elif isinstance(called, ast.Attribute):
                    yield name, node, called.attr


def texts_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def codes_in_source() -> set[str]:
    """Codes that stand in the source, in whole, or as a key where the room is known."""
    codes = set[str]()
    for name, tree in modules():
        for text in texts_in(tree):
            codes.add(text)
            if name.startswith("faces/web/"):
                codes.add(f"page.{text}")  # Texts puts the room before it
            if name.startswith("corpus/"):
                codes.add(f"repairs.{text}")  # so does the account of repairs
                codes.add(f"reading.asides.{text}")  # and of a paper's parts
    return codes


def error_codes() -> set[str]:
    def family(cls: type[DraftbotError]) -> Iterator[type[DraftbotError]]:
        for sub in cls.__subclasses__():
            yield sub
            yield from family(sub)

    return {f"errors.{cls.code}.{part}" for cls in family(DraftbotError) for part in ("says", "advises")}


def test_there_is_a_catalogue_for_each_language() -> None:
    assert LANGUAGES == ("zh", "en")
    assert len(ZH) > 400


def test_both_have_the_same_codes() -> None:
    assert list(ZH) == list(EN)


def test_both_name_the_same_values() -> None:
    assert {code for code in ZH if places(ZH[code]) != places(EN[code])} == set()


def test_english_has_no_chinese_but_what_is_quoted() -> None:
    own = {code: words for code, words in EN.items() if not code.startswith(SAID_BY_USERS)}
    assert {code for code, words in own.items() if HAN.search(QUOTED.sub("", words))} == set()


def test_what_users_say_is_the_same_in_both() -> None:
    said = [code for code in ZH if code.startswith(SAID_BY_USERS)]
    assert said
    assert all(ZH[code] == EN[code] for code in said)


def test_every_message_is_used() -> None:
    used = codes_in_source() | error_codes()
    own = {code for code in ZH if code.startswith("common.")}
    assert set(ZH) - used - own == set()


def test_every_code_in_the_source_has_words() -> None:
    rooms = {code.partition(".")[0] for code in ZH}
    looks_like_one = re.compile(rf"(?:{'|'.join(rooms)})\.[a-z][a-z0-9_]*[a-z0-9](?:\.[a-z_]+)?")
    told = {text for _, tree in modules() for text in texts_in(tree) if looks_like_one.fullmatch(text)}
    told -= ACTION_NAMES  # what a message asks for has names of the same form
    assert {text for text in told if not text.endswith((".js", ".npz", ".xml", ".yaml"))} <= set(ZH)


def test_every_message_is_given_the_values_that_its_words_name() -> None:
    wrong = []
    for name, call, called in calls():
        code = first_text(call)
        if called in ("Message", "words", "tell") and code in ZH:
            given = {keyword.arg for keyword in call.keywords}
            if None not in given and given != places(ZH[code]):
                wrong.append((name, call.lineno, code, given ^ places(ZH[code])))
        elif called == "t" and name.startswith("faces/web/") and code:
            words = ZH.get(f"page.{code}")
            given = {keyword.arg for keyword in call.keywords}
            if words is None or given != places(words):
                wrong.append((name, call.lineno, code, given))
    assert wrong == []


def test_every_error_is_given_the_details_that_its_words_name() -> None:
    wrong = []
    for name, call, called in calls():
        cls = getattr(errors, called, None)
        if not (isinstance(cls, type) and issubclass(cls, DraftbotError)) or cls is DraftbotError:
            continue
        given = {keyword.arg for keyword in call.keywords}
        named = places(ZH[f"errors.{cls.code}.says"]) | places(ZH[f"errors.{cls.code}.advises"])
        if not named <= given:
            wrong.append((name, call.lineno, called, named - given))
    assert wrong == []


def test_nothing_is_told_in_words_that_stand_in_the_source() -> None:
    """Errors, remarks, answers and notes are made of messages: no Chinese beside them in the code."""
    tellers = {
        *(name for name in errors.__all__),
        "Message", "Remark", "Said", "Turn", "HealthCheck", "DraftVersion", "keep_version", "note", "plain",
        "BrokenYamlError", "words", "tell", "saying", "Option", "Argument", "Field", "Query",
    }  # fmt: skip
    wrong = []
    for name, call, called in calls():
        arguments = [*call.args, *(k.value for k in call.keywords if k.arg not in ("examples", "alias"))]
        if called in tellers and any(HAN.search(t) for argument in arguments for t in texts_in(argument)):
            wrong.append((name, call.lineno, called))
    assert wrong == []


def first_text(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
