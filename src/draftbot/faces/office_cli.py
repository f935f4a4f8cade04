"""`draftbot users`, `draftbot keys` and `draftbot audit`: who may come in, and what they did.

They work beside a running server, which asks the database at every request.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from draftbot.access.door import Door
    from draftbot.faces.terminal import Terminal
    from draftbot.settings import Settings

WRONG_REQUEST = 2

users_app = typer.Typer(name="users", help="help.users", rich_markup_mode=None)
keys_app = typer.Typer(name="keys", help="help.keys", rich_markup_mode=None)

Home = Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")]
Json = Annotated[bool, typer.Option("--json", help="help.json")]
UserName = Annotated[str, typer.Argument(metavar="NAME", help="help.user_name")]
KeyName = Annotated[str, typer.Argument(metavar="NAME", help="help.key_name")]


@users_app.callback(invoke_without_command=True)
@keys_app.callback(invoke_without_command=True)
def begin(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(WRONG_REQUEST)


@users_app.command("add", help="help.users_add")
def add_user(
    ctx: typer.Context,
    name: UserName,
    admin: Annotated[bool, typer.Option("--admin", help="help.admin")] = False,
    no_password: Annotated[bool, typer.Option("--no-password", help="help.no_password")] = False,
    department: Annotated[
        list[str] | None, typer.Option("--department", metavar="NAME", help="help.department")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.access.caller import Scope

    with at_the_door(ctx, home, json) as (door, terminal):
        password = None if no_password else asked_password(terminal)
        scope = Scope.ADMIN if admin else Scope.WRITE
        user = door.users.add(name, password, scope, department or ())
        note(door, "user_added", user.name)
    if not terminal.json:
        code = "terminal.admin_added" if user.scope is Scope.ADMIN else "terminal.user_added"
        terminal.tell(code, name=user.name)


@users_app.command("list", help="help.users_list")
def list_users(ctx: typer.Context, home: Home = None, json: Json = False) -> None:
    from draftbot.faces.office_shapes import UserShape

    with at_the_door(ctx, home, json) as (door, terminal):
        found = [UserShape.of(user) for user in door.users.all()]
    if terminal.json:
        terminal.answer(found)
        return
    for user in found:
        state = terminal.words("terminal.disabled") if user.disabled_at else ""
        typer.echo("\t".join((user.name, user.scope, ", ".join(user.departments), state)).rstrip())


@users_app.command("departments", help="help.users_departments")
def set_departments(
    ctx: typer.Context,
    name: UserName,
    department: Annotated[
        list[str] | None, typer.Option("--department", metavar="NAME", help="help.department")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    with at_the_door(ctx, home, json) as (door, terminal):
        door.users.set_departments(name, department or ())
        note(door, "user_departments", name)
        user = door.users.named(name)
    code = "terminal.user_departments" if user.departments else "terminal.user_no_departments"
    terminal.tell(code, name=name, departments=user.departments)


@users_app.command("disable", help="help.users_disable")
def disable_user(ctx: typer.Context, name: UserName, home: Home = None, json: Json = False) -> None:
    with at_the_door(ctx, home, json) as (door, terminal):
        door.users.disable(name)
        note(door, "user_disabled", name)
    terminal.tell("terminal.user_disabled", name=name)


@users_app.command("enable", help="help.users_enable")
def enable_user(ctx: typer.Context, name: UserName, home: Home = None, json: Json = False) -> None:
    with at_the_door(ctx, home, json) as (door, terminal):
        door.users.enable(name)
        note(door, "user_enabled", name)
    terminal.tell("terminal.user_enabled", name=name)


@users_app.command("password", help="help.users_password")
def set_password(ctx: typer.Context, name: UserName, home: Home = None, json: Json = False) -> None:
    with at_the_door(ctx, home, json) as (door, terminal):
        door.users.named(name)  # raises UserNotFound before anything is asked
        door.users.set_password(name, asked_password(terminal))
        note(door, "password_set", name)
    terminal.tell("terminal.password_set", name=name)


@keys_app.command("add", help="help.keys_add")
def add_key(
    ctx: typer.Context,
    name: KeyName,
    scope: Annotated[Literal["read", "write", "admin"], typer.Option("--scope", help="help.scope")] = "read",
    user: Annotated[str | None, typer.Option("--user", metavar="NAME", help="help.key_user")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.access.caller import Scope
    from draftbot.faces.office_shapes import NewKeyShape

    with at_the_door(ctx, home, json) as (door, terminal):
        secret = door.keys.add(name, Scope.named(scope), user)
        note(door, "key_added", name)
    if terminal.json:
        terminal.answer(NewKeyShape(key=secret))
        return
    typer.echo(secret)
    terminal.tell("terminal.key_once")


@keys_app.command("list", help="help.keys_list")
def list_keys(ctx: typer.Context, home: Home = None, json: Json = False) -> None:
    from draftbot.faces.office_shapes import KeyShape

    with at_the_door(ctx, home, json) as (door, terminal):
        found = [KeyShape.of(key) for key in door.keys.all()]
    if terminal.json:
        terminal.answer(found)
        return
    for key in found:
        state = terminal.words("terminal.revoked") if key.revoked_at else ""
        typer.echo("\t".join((key.name, key.scope, key.user or "", state)).rstrip())


@keys_app.command("revoke", help="help.keys_revoke")
def revoke_key(ctx: typer.Context, name: KeyName, home: Home = None, json: Json = False) -> None:
    with at_the_door(ctx, home, json) as (door, terminal):
        door.keys.revoke(name)
        note(door, "key_revoked", name)
    terminal.tell("terminal.key_revoked", name=name)


def audit(
    ctx: typer.Context,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="help.since")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="help.csv")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    from draftbot.access.audit import as_csv
    from draftbot.faces.files import save
    from draftbot.faces.office_shapes import EntryShape

    with at_the_door(ctx, home, json) as (door, terminal):
        entries = door.audit.entries(since, most=2**31)
    if output:
        # Excel takes a file of UTF-8 for one only by this mark.
        save(as_csv(entries).encode("utf-8-sig"), output)
        terminal.tell("terminal.saved", path=str(output))
    elif terminal.json:
        terminal.answer([EntryShape.model_validate(entry) for entry in entries])
    else:
        typer.echo(as_csv(entries), nl=False)


# -- what they share -------------------------------------------------------------


@contextmanager
def at_the_door(ctx: typer.Context, home: Path | None, json: bool) -> Iterator[tuple[Door, Terminal]]:
    from draftbot.access.door import Door
    from draftbot.faces.cli import prepare

    settings, terminal = prepare(ctx, home, json)
    from draftbot.bootstrap import opened_database

    with opened_database(settings) as database:
        yield Door(database), terminal


def note(door: Door, what: str, which: str) -> None:
    """Write down what was done at this terminal, by whom the system says."""
    import getpass

    from draftbot.access.caller import Caller, Scope

    try:
        who = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without accounts
        who = ""
    door.audit.tell(Caller(who, Scope.ADMIN, "terminal"), what, which)


def asked_password(terminal: Terminal) -> str:
    """Typed twice without being shown; from a pipe its first line."""
    if sys.stdin.isatty():
        first, again = terminal.words("terminal.password"), terminal.words("terminal.password_again")
        return str(typer.prompt(first, hide_input=True, confirmation_prompt=again, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def refuse_open_door(settings: Settings) -> None:
    """Raises OpenToAll where other machines could come in and nobody would be asked who they are."""
    from draftbot.access.door import Door, DoorSettings, is_loopback, refuse_open_door
    from draftbot.bootstrap import opened_database

    if is_loopback(settings.host):
        return
    with opened_database(settings) as database:
        refuse_open_door(settings.host, Door(database, DoorSettings(trusted_header=settings.trusted_header)))
