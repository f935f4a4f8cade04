"""A wrong command line, told in the user's language.

typer speaks English only, and its exception classes beyond the base are
private, so they are told apart by name; an unknown one keeps typer's words.
"""

from __future__ import annotations

from typer.exceptions import TyperException

from draftbot.faces.shapes import ErrorShape
from draftbot.messages import Language, Message, plain

CODE = "bad_usage"


def usage_error(error: TyperException, language: Language) -> ErrorShape:
    """What is wrong with the command line, and which help to read."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "draftbot"
    said = Message("terminal.bad_usage", what=fault_of(error, error.format_message()))
    return ErrorShape.saying(CODE, said, Message("terminal.see_help", command=command), language)


def fault_of(error: TyperException, said: str) -> Message:
    match type(error).__name__:
        case "MissingParameter":
            return Message("terminal.parameter_missing", name=name_of(error))
        case "NoSuchOption":
            return Message("terminal.no_such_option", name=str(getattr(error, "option_name", "")))
        case "BadParameter":
            return bad_value(error)
        case "BadOptionUsage":
            return Message("terminal.bad_option_use", name=str(getattr(error, "option_name", "")))
        case _ if said.startswith("No such command"):
            return Message("terminal.no_such_command", name=said.split("'")[1])
        case _:
            return plain(said)


def bad_value(error: TyperException) -> Message:
    """What the value of an option or argument ought to be, as far as typer tells."""
    name, param = name_of(error), getattr(error, "param", None)
    least, most = getattr(param, "min", None), getattr(param, "max", None)
    if least is not None and most is not None:
        return Message("terminal.not_between", name=name, least=least, most=most)
    if least is not None:
        return Message("terminal.not_at_least", name=name, least=least)
    if getattr(getattr(param, "type_descriptor", None), "annotation", None) is int:
        return Message("terminal.no_whole_number", name=name)
    return Message("terminal.bad_value", name=name)


def name_of(error: TyperException) -> Message:
    """The option or argument the error is about, as written on the command line."""
    param = getattr(error, "param", None)
    if param is None:
        return Message("terminal.parameter")
    if param.param_type_name == "option":
        return plain(max(param.opts, key=len))
    return plain(str(param.metavar or param.name))
