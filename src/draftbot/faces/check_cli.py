"""`draftbot check`: a text from anywhere held against the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.errors import BadInput
from draftbot.messages import Message


def check(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.check_file")],
    facts: Annotated[Path | None, typer.Option("--facts", metavar="FILE", help="help.facts_file")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="help.check_output")
    ] = None,
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    """Raises FileMissing, BadInput, and as `Draftbot.check`."""
    from draftbot.export.comments import with_comments
    from draftbot.faces.check_shapes import CheckShape
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.files import export_format, read_bytes, read_facts, save

    settings, terminal = prepare(ctx, home, json)
    data = read_bytes(file)
    facts_data = read_facts(facts) if facts else b""
    if output and {export_format(output), file.suffix.lower()} != {"docx", ".docx"}:
        raise BadInput(what=Message("terminal.word_only"))
    with opened(settings) as service:
        sheet = service.facts_from_file(facts_data, facts.name) if facts else None
        checked = CheckShape.of(service.check(data, file.name, sheet), terminal.language)
    if output:
        save(with_comments(data, file.name, checked.remarks), output)
    terminal.answer(checked) if terminal.json else terminal.show_check(checked)
    if output and not terminal.json:
        terminal.tell("terminal.saved", path=str(output))
