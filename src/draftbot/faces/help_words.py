"""The help of the command line, in the user's language: messages/*/help.toml."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from draftbot.messages import Language, Message, render


def put_in_words(group: TyperGroup, language: Language) -> None:
    """Words in the place of the codes that commands and options have for their help."""
    for one in with_help(group):
        if (one.help or "").startswith("help."):
            one.help = render(Message(one.help), language)


def with_help(group: TyperGroup) -> list[Any]:
    """The group, all commands below it, and what they are given on the command line."""
    named: list[Any] = [group, *group.params]
    for command in group.commands.values():
        named += with_help(command) if isinstance(command, TyperGroup) else [command, *command.params]
    return named
