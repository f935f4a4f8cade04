"""`draftbot eval conversation`: messages as people type them, and what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from draftbot.evaluation.conversation.generating import Held
    from draftbot.evaluation.conversation.run import Answered
    from draftbot.faces.terminal import Terminal
    from draftbot.service import Draftbot


def conversation(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.conversation_file")],
    generated: Annotated[int, typer.Option("--generated", metavar="N", min=0, help="help.generated")] = 0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="help.generated_seed")] = 7,
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help="help.home")] = None,
    json: Annotated[bool, typer.Option("--json", help="help.json")] = False,
) -> None:
    from draftbot.evaluation.conversation.run import say_all
    from draftbot.evaluation.conversation.wanted import read_said
    from draftbot.faces.cli import opened, prepare

    settings, terminal = prepare(ctx, home, json)
    said = read_said(file)
    with opened(settings) as service:
        answered = list(say_all(service, said))
        found = _held(service, generated, seed)
    lost = [message for message, _ in found.lost]
    if json:
        from json import dumps

        from pydantic import TypeAdapter

        from draftbot.evaluation.conversation.run import Answered

        rows = TypeAdapter(list[Answered]).dump_python(answered, mode="json")
        whole = {"messages": rows, "generated": generated, "lost": lost}
        if generated:
            whole["understood_p95_ms"] = _percentile(found.seconds)
        typer.echo(dumps(whole, ensure_ascii=False, indent=2))
        return
    _show(terminal, answered)
    if generated:
        for message in lost:
            typer.echo(f"  {' '.join(message.split())[:60]}")
        typer.echo(
            terminal.words(
                "evaluation.lost_of_generated",
                count=generated,
                lost=len(lost),
                wait=_percentile(found.seconds),
            )
        )


def _held(service: Draftbot, count: int, seed: int) -> Held:
    from draftbot.evaluation.conversation.generating import Held, generated, held
    from draftbot.evaluation.conversation.run import opened_desk

    if not count:
        return Held((), ())
    desk = opened_desk(service)
    draft = service.load_draft(service.conversation(desk).draft_id or "")
    sentences = [s.text for section in draft.sections for s in section.sentences]
    return held(service, desk, list(generated(service.message_examples, sentences, count, seed)))


def _percentile(seconds: Sequence[float], share: float = 0.95) -> int:
    """In milliseconds."""
    waits = sorted(seconds)
    return round(1000 * waits[int(share * (len(waits) - 1))])


def _show(terminal: Terminal, answered: list[Answered]) -> None:
    """What was not right, a table of the groups, and the figures."""
    from draftbot.evaluation.conversation.judging import Verdict, share

    for one in answered:
        if one.verdict is not Verdict.RIGHT:
            done = "、".join(one.done) or "、".join(one.suggested) or "-"
            typer.echo(f"{one.id}  {one.verdict}  | {' '.join(one.message.split())[:40]} | {done}")
    groups = dict.fromkeys(one.group for one in answered)
    for group in groups:
        counts = Counter(one.verdict for one in answered if one.group == group)
        typer.echo(f"  {group or '-'}: {', '.join(f'{kind} {n}' for kind, n in counts.items())}")
    verdicts = [one.verdict for one in answered]
    counts = Counter(verdicts)
    typer.echo(
        terminal.words(
            "evaluation.said_judged",
            count=len(answered),
            right=counts[Verdict.RIGHT],
            percent=round(100 * share(verdicts, Verdict.RIGHT)),
            partly=counts[Verdict.PARTLY],
            suggested=counts[Verdict.SUGGESTED],
            asked=counts[Verdict.ASKED] + counts[Verdict.SILENT],
            wrong=counts[Verdict.WRONG],
            lost=counts[Verdict.LOST],
            wait=_percentile([one.seconds for one in answered]),
        )
    )
