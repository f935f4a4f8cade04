"""`draftbot mcp`: MCP over stdin and stdout, for assistants on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def mcp(
    ctx: typer.Context,
    user: Annotated[str | None, typer.Option("--user", metavar="NAME", help="help.mcp_user")] = None,
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    """Raises ExtraMissing, UserNotFound, and as `build_service`."""
    from importlib.util import find_spec

    from draftbot.access.allowed import allowed
    from draftbot.access.caller import Caller
    from draftbot.access.users import Users
    from draftbot.errors import ExtraMissing
    from draftbot.faces.cli import opened, prepare

    settings, _ = prepare(ctx, home, json)
    if find_spec("mcp") is None:
        raise ExtraMissing(extra="mcp")
    from draftbot.faces.mcp.server import mcp_server

    with opened(settings) as service:
        mine = service
        if user is not None:
            known = Users(service.database).named(user)
            mine = allowed(
                service, Caller(known.name, known.scope, "terminal", departments=known.departments)
            )
        mcp_server(lambda _: mine, settings.language).run("stdio")
