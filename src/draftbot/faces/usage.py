"""A wrong command line, told in the user's language.

typer speaks English only, and its exception classes beyond the base are
private, so they are told apart by name; an unknown one keeps typer's words.
"""

from __future__ import annotations

from typer.exceptions import TyperException

from draftbot.errors import Language
from draftbot.faces.shapes import ErrorShape

CODE = "bad_usage"


def usage_error(error: TyperException, language: Language) -> ErrorShape:
    """What is wrong with the command line, and which help to read."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "draftbot"
    said = error.format_message()
    if language == "en":
        return ErrorShape.saying(CODE, f"Wrong usage: {said}", f"See {command} --help.")
    return ErrorShape.saying(CODE, f"用法有误：{in_chinese(error, said)}", f"用法见 {command} --help。")


def in_chinese(error: TyperException, said: str) -> str:
    match type(error).__name__:
        case "MissingParameter":
            return f"缺少 {name_of(error)}。"
        case "NoSuchOption":
            return f"没有 {getattr(error, 'option_name', '')} 这个选项。"
        case "BadParameter":
            return f"{name_of(error)} 的值无效。"
        case "BadOptionUsage":
            return f"选项 {getattr(error, 'option_name', '')} 用法不对，可能少了值。"
        case _ if said.startswith("No such command"):
            return f"没有这个命令：{said.split(chr(39))[1]}。"
        case _:
            return said


def name_of(error: TyperException) -> str:
    """The option or argument the error is about, as written on the command line."""
    param = getattr(error, "param", None)
    if param is None:
        return "参数"
    return str(max(param.opts, key=len) if param.param_type_name == "option" else param.metavar or param.name)
